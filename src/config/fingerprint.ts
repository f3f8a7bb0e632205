import { createHash } from 'node:crypto'
import type { JobDescription } from './job.ts'

/** Where the data of a job comes from: the digest of its normalised bytes, or the id of an uploaded file. */
export type DataIdentity = { digest: string } | { id: string }

/** Changes with a major release at most: every model would be trained, and paid for, once more. */
const VERSION = 1

/**
 * The identity of the work: the SHA-256 of everything that determines the model, in hexadecimal. Two
 * descriptions of the same work have the same one, however they are written; what only tells who trained it, and
 * when, is not in it.
 */
export function fingerprint(
  { model, method, suffix, seed, extraBody }: JobDescription,
  data: { training: DataIdentity; validation?: DataIdentity | undefined },
): string {
  const { type, hyperparameters, ...settings } = {
    hyperparameters: {},
    ...(method ?? { type: 'supervised' }),
  }
  // `auto` is what the API takes where nothing is said (API reference, hyperparameters).
  const chosen = Object.entries(hyperparameters).filter(([, value]) => value !== 'auto')
  const work = {
    version: VERSION,
    ...data,
    model,
    method: { type, hyperparameters: Object.fromEntries(chosen), ...settings },
    suffix,
    seed,
    extraBody,
  }
  return createHash('sha256')
    .update(JSON.stringify(canonical(work)))
    .digest('hex')
}

/** The order of the properties in a JSON Schema is the order in which a model writes them. */
const ORDERED: ReadonlySet<string> = new Set(['response_format'])

/** The same value, the fields of every object in order of their names. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical)
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(
    fields.map(([name, field]) => [name, ORDERED.has(name) ? JSON.stringify(field) : canonical(field)]),
  )
}
