import { omitJobSecrets } from '../config/secrets.ts'
import { isJsonObject, type JsonObject } from '../json.ts'
import type { Job } from '../openai/job.ts'
import { isSameModel } from '../openai/model.ts'
import { CUSTOM_LLM_PROVIDER } from './connection.ts'

/** What a job was requested to be, as far as a server may report it. */
export interface RequestedJob {
  model: string
  method: string
  /** Wherever in the request they are. */
  hyperparameters: JsonObject
  grader?: unknown
  suffix?: string | undefined
  /** Only a seed that the user set. */
  seed?: number | undefined
  /** Further top-level fields of the request. */
  extraBody?: JsonObject | undefined
}

/** How one field of a job compares with the request. */
export interface FieldComparison {
  /** The field as the API writes it: `method.type`, `hyperparameters.n_epochs`. */
  field: string
  kind: FieldKind
  requested: unknown
  reported: unknown
  /** `unresolved`: the server may still replace `auto` by a number. `unknown`: it reports nothing. */
  result: 'same' | 'different' | 'unresolved' | 'unknown'
}

/** What a field is; `number` and `setting` are hyperparameters that were requested as numbers and as text. */
export type FieldKind =
  | 'method'
  | 'model'
  | 'number'
  | 'setting'
  | 'grader'
  | 'suffix'
  | 'seed'
  | 'file'
  | 'extra'

/** Fields that decide what is trained: another value there is another training than was paid for. */
const DECISIVE: ReadonlySet<FieldKind> = new Set(['method', 'model', 'number', 'grader'])

/** Returns whether a field decides what is trained, and is not only a name, a seed or the id of a copy. */
export function isDecisive({ kind }: FieldComparison): boolean {
  return DECISIVE.has(kind)
}

/** Returns whether a job has been running, so that the server has replaced every `auto` that it replaces. */
function hasStarted({ status }: Pick<Job, 'status'>): boolean {
  return ['running', 'pausing', 'paused', 'resuming', 'succeeded'].includes(status)
}

/**
 * Compares what a server reports of a job with what was requested, field by field. What it does not report (null or
 * absent) is unknown and not different. Fields that were not requested are not compared, except for the suffix.
 */
export function compareJob(requested: RequestedJob, job: Job): FieldComparison[] {
  const { model, method, grader, suffix, seed } = requested
  const compareWhole = (field: string, kind: FieldKind, requested: unknown, reported: unknown) =>
    toComparison(field, kind, requested, reported, (value) => value === requested)
  return [
    // A server that ignores the method trains supervised.
    ...(job.method === undefined && method === 'supervised'
      ? []
      : [compareWhole('method.type', 'method', method, job.method?.toLowerCase())]),
    toComparison('model', 'model', model, job.model, (name) => isSameModel(name, model)),
    ...compareHyperparameters(requested, job),
    ...(grader === undefined ? [] : [compareGrader(grader, job.grader)]),
    ...(suffix === undefined && job.suffix === undefined
      ? []
      : [compareWhole('suffix', 'suffix', suffix, job.suffix)]),
    ...(seed === undefined ? [] : [compareWhole('seed', 'seed', seed, job.seed)]),
    ...compareExtraBody(requested, job),
  ]
}

/** Returns the request that would be answered with what the server reports of this job: copies of it report the same. */
export function withReportedValues(requested: RequestedJob, job: Job): RequestedJob {
  const reported = Object.entries(job.hyperparameters).filter(
    ([name, value]) => name in requested.hyperparameters && value !== 'auto',
  )
  return {
    ...requested,
    model: job.model ?? requested.model,
    method: job.method?.toLowerCase() ?? requested.method,
    hyperparameters: { ...requested.hyperparameters, ...Object.fromEntries(reported) },
    grader: requested.grader && (job.grader ?? requested.grader),
    suffix: job.suffix ?? requested.suffix,
    // A server that does not keep the seed chooses another one for each copy.
    seed: job.seed === requested.seed ? requested.seed : undefined,
  }
}

/** Compares the ids of the files of a job with those that its request named. */
export function compareFileIds(
  requested: { training: string; validation?: string | undefined },
  job: Job,
): FieldComparison[] {
  const files = [
    { field: 'training_file', requested: requested.training, reported: job.trainingFile },
    { field: 'validation_file', requested: requested.validation, reported: job.validationFile },
  ]
  return files.flatMap(({ field, requested, reported }) =>
    requested === undefined
      ? []
      : [toComparison(field, 'file', requested, reported, (id) => id === requested)],
  )
}

function toComparison<T>(
  field: string,
  kind: FieldKind,
  requested: unknown,
  reported: T,
  isSame: (reported: NonNullable<T>) => boolean,
): FieldComparison {
  const result =
    reported === undefined || reported === null ? 'unknown' : isSame(reported) ? 'same' : 'different'
  return { field, kind, requested, reported, result }
}

function compareHyperparameters({ hyperparameters }: RequestedJob, job: Job): FieldComparison[] {
  return Object.entries(hyperparameters).flatMap(([name, requested]) => {
    if (requested === 'auto' || !['number', 'string'].includes(typeof requested)) return []
    const kind = typeof requested === 'number' ? 'number' : 'setting'
    const reported = job.hyperparameters[name]
    const field = `hyperparameters.${name}`
    if (reported === 'auto' && !hasStarted(job))
      return [{ field, kind, requested, reported, result: 'unresolved' }]
    return [toComparison(field, kind, requested, reported, (value) => isSameScalar(requested, value))]
  })
}

/** Fields that the comparison of hyperparameters covers, and what only a gateway reads, are not compared. */
function compareExtraBody({ extraBody = {} }: RequestedJob, { raw }: Job): FieldComparison[] {
  return Object.entries(extraBody).flatMap(([field, requested]) => {
    if (field === 'hyperparameters' || field === CUSTOM_LLM_PROVIDER) return []
    const isSame = JSON.stringify(requested) === JSON.stringify(raw[field])
    return [{ field, kind: 'extra', requested, reported: raw[field], result: isSame ? 'same' : 'unknown' }]
  })
}

/** Servers compute in 32 bits, and some write numbers as text. */
function isSameScalar(requested: unknown, reported: unknown): boolean {
  if (typeof requested === 'number') {
    const value = typeof reported === 'string' && reported.trim() !== '' ? Number(reported) : reported
    return typeof value === 'number' && Math.abs(value - requested) <= Math.abs(requested) * 1e-4
  }
  return toComparableText(requested) === toComparableText(reported)
}

const toComparableText = (value: unknown) => String(value).replaceAll('\r\n', '\n').trim()

/** Names of fields whose text a server masks, and of those in which it masks everything. */
const SECRET = /key|token|secret|password|authorization|credential/i
const ALL_SECRET = /header/i

/** Returns a grader without what a server masks: what is left out can be no difference, and is never shown as one. */
function omitMasked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(omitMasked)
  if (!isJsonObject(value)) return value
  const isMasked = (name: string, inner: unknown) =>
    ALL_SECRET.test(name) || (SECRET.test(name) && typeof inner === 'string')
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) =>
      isMasked(name, inner) ? [] : [[name, omitMasked(inner)]],
    ),
  )
}

/** Compares the values that both graders have; returns the first one that differs, if any. */
function compareGrader(requested: unknown, reported: unknown): FieldComparison {
  const [ours, theirs] = [requested, reported].map((grader) => omitMasked(omitJobSecrets(grader)))
  const difference = findDifference(ours, theirs, 'grader')
  return difference ?? toComparison('grader', 'grader', requested, reported, () => true)
}

/** A server may add fields of its own, leave some out, and write a text as a list of parts. */
function findDifference(requested: unknown, reported: unknown, field: string): FieldComparison | undefined {
  if (requested === null || requested === undefined || reported === null || reported === undefined)
    return undefined
  const different: FieldComparison = { field, kind: 'grader', requested, reported, result: 'different' }
  if (Array.isArray(requested) && Array.isArray(reported))
    return requested.length === reported.length
      ? findFirst(requested.entries(), ([i, item]) => findDifference(item, reported[i], `${field}[${i}]`))
      : different
  if (isJsonObject(requested) && isJsonObject(reported))
    return findFirst(Object.entries(requested), ([name, value]) =>
      findDifference(value, reported[name], `${field}.${name}`),
    )
  if (typeof requested === 'object' || typeof reported === 'object') return undefined
  return isSameScalar(requested, reported) ? undefined : different
}

function findFirst<T, R>(items: Iterable<T>, find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item)
    if (found !== undefined) return found
  }
  return undefined
}
