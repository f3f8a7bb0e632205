import type { Quirks } from './quirks.ts'
import type { WireJob } from './wire.ts'

type Fields = Readonly<Record<string, unknown>>

/** The fields of a job within which other fields of a job may stand. */
const NESTED: ReadonlySet<string> = new Set([
  'method',
  'supervised',
  'dpo',
  'reinforcement',
  'hyperparameters',
])

/** Returns the body of a create request as it arrives behind a gateway: without some fields, with other values. */
export function alterRequest(body: unknown, quirks: Quirks): unknown {
  if (!isObject(body)) return body
  const { forwardFields, dropFields = [], changeHyperparameters } = quirks
  const forwarded = Object.entries(body).filter(([name]) => forwardFields?.includes(name) ?? true)
  const kept = withoutFields(Object.fromEntries(forwarded), dropFields)
  if (changeHyperparameters === undefined) return kept
  const change = (inside: unknown) => ({ ...(isObject(inside) && inside), ...changeHyperparameters })
  const { method } = kept
  if (!isObject(method)) return { ...kept, hyperparameters: change(kept.hyperparameters) }
  const type = String(method.type)
  const details = isObject(method[type]) ? method[type] : {}
  const changed = { ...details, hyperparameters: change(details.hyperparameters) }
  return { ...kept, method: { ...method, [type]: changed } }
}

/** Returns a job as the server describes it, in a list or in an answer about this job alone. */
export function describeJob(job: WireJob, options: Quirks, isListed: boolean): Fields {
  const { hideFields = [], nullFields = [], renameFields = {}, modelPrefix = '', filler } = options
  const { jobIds, listedStatus } = options
  const all: Fields = {
    ...job,
    model: modelPrefix + job.model,
    ...(jobIds === 'numeric' && { id: Number(job.id) }),
    ...(jobIds === 'alias' && isListed && { id: aliasId(job.id) }),
    ...(listedStatus === 'null' && isListed && { status: null }),
    ...(filler !== undefined && !isListed && { filler: Array.from({ length: filler }, () => []) }),
  }
  const lacking = [...hideFields, ...(listedStatus === 'absent' && isListed ? ['status'] : [])]
  const names: Readonly<Record<string, string>> = {
    ...renameFields,
    ...(jobIds === 'renamed' && isListed && { id: 'job_id' }),
  }
  return changeFields(withoutFields(all, lacking), (fields) =>
    Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [
        names[name] ?? name,
        nullFields.includes(name) ? null : value,
      ]),
    ),
  )
}

/** Returns the other id of a job, by which lists call it. */
export function aliasId(id: string): string {
  return `gateway-${Buffer.from(id).toString('base64url')}`
}

/** Returns fields without those of these names, wherever they stand. */
function withoutFields(fields: Fields, names: readonly string[]): Fields {
  return changeFields(fields, (inside) =>
    Object.fromEntries(Object.entries(inside).filter(([name]) => !names.includes(name))),
  )
}

function changeFields(fields: Fields, change: (fields: Fields) => Fields): Fields {
  return Object.fromEntries(
    Object.entries(change(fields)).map(([name, value]) => [
      name,
      NESTED.has(name) && isObject(value) ? changeFields(value, change) : value,
    ]),
  )
}

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
