import { createHash } from 'node:crypto'
import { sortFields } from '../json.ts'
import type { JobSpec } from './job.ts'
import { omitJobSecrets } from './secrets.ts'

/** Identifies the data of a job: the digest of its normalized bytes, or the id of an uploaded file. */
type DataIdentity = { digest: string } | { id: string }

/** Changes only with a major release: after a change, every model is trained and paid for once more. */
const VERSION = 1

/**
 * Computes the fingerprint of a training: the SHA-256, in hexadecimal, of everything that determines the model. Two
 * descriptions of the same training have the same fingerprint, regardless of how they are written; metadata and
 * integrations do not change it.
 */
export function fingerprint(
  { model, method, suffix, seed, extraBody }: JobSpec,
  data: { training: DataIdentity; validation?: DataIdentity | undefined },
): string {
  const { type, hyperparameters, ...settings } = {
    hyperparameters: {},
    ...(method ?? { type: 'supervised' }),
  }
  // `auto` is the API's default (API reference, hyperparameters).
  const explicit = Object.entries(hyperparameters).filter(([, value]) => value !== 'auto')
  const identity = {
    version: VERSION,
    ...data,
    model,
    // A grader on another server needs credentials, and a new one does not make another training.
    method: omitJobSecrets({ type, hyperparameters: Object.fromEntries(explicit), ...settings }),
    suffix,
    seed,
    extraBody,
  }
  // A model writes properties in the order of their JSON Schema, so order is significant there.
  const text = JSON.stringify(identity, (name, field) =>
    name === 'response_format' ? JSON.stringify(field) : field,
  )
  return createHash('sha256')
    .update(JSON.stringify(sortFields(JSON.parse(text))))
    .digest('hex')
}
