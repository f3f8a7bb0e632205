import type { Job } from '../openai/job.ts'

/** Values of outputs by name: texts, numbers, booleans, or anything that JSON can hold. */
export type OutputValues = Record<string, unknown>

const JOB = ['job-id', 'status', 'fine-tuned-model'] as const
const WORK = ['fingerprint', 'estimated-tokens', 'estimated-cost'] as const
const DATA = ['training-file-id', 'validation-file-id'] as const
const QUALITY = ['metrics', 'best-checkpoint', 'best-checkpoint-id', 'checkpoints', 'gate'] as const
const END = ['trained-tokens', ...QUALITY, 'error-code', 'error-message', 'job', 'results-dir'] as const

/** The outputs of the root action, as `action.yml` declares them. */
export const ROOT_OUTPUTS = [...JOB, 'created', ...WORK, ...DATA, 'model-shutdown-date', ...END] as const
/** The outputs of the action `wait`. */
export const WAIT_OUTPUTS = [...JOB, ...DATA, ...END] as const
/** The outputs of the action `check`. */
export const CHECK_OUTPUTS = ['valid', 'examples', 'problems', 'warnings', ...WORK, 'results-dir'] as const
/** The outputs of the action `find`. */
export const FIND_OUTPUTS = [...JOB, 'jobs', 'count'] as const
/** The outputs of the action `control`. */
export const CONTROL_OUTPUTS = ['job-id', 'status'] as const

/** The outputs of the action `evaluate`. */
export const EVALUATE_OUTPUTS = [
  'score',
  'baseline-score',
  'difference',
  'difference-low',
  'difference-high',
  'verdict',
  'pass-rate',
  'baseline-pass-rate',
  'examples',
  'errors',
  'gate',
  'results-dir',
] as const
/** The outputs of the action `deploy`. */
export const DEPLOY_OUTPUTS = [
  'deployment',
  'model',
  'previous-model',
  'changed',
  'endpoint',
  'state',
] as const

/** The name of an output of any action. */
export type OutputName =
  | (typeof ROOT_OUTPUTS)[number]
  | (typeof CHECK_OUTPUTS)[number]
  | (typeof FIND_OUTPUTS)[number]
  | (typeof EVALUATE_OUTPUTS)[number]
  | (typeof DEPLOY_OUTPUTS)[number]

/** GitHub allows 1 MB for all outputs of a job together. */
const MAX_OUTPUT_BYTES = 64_000

/** Returns the model that may be deployed: none unless the job has succeeded, even if the server names one. */
export function getTrainedModel(job: Job): string | undefined {
  return job.status === 'succeeded' ? job.fineTunedModel : undefined
}

/** Returns the outputs that depend on a job, except `job` itself. */
export function toJobOutputs(job: Job): OutputValues {
  const failed = job.status === 'failed' ? job.error : undefined
  return {
    'job-id': job.id,
    status: job.status,
    'fine-tuned-model': getTrainedModel(job),
    'training-file-id': job.trainingFile,
    'validation-file-id': job.validationFile,
    'trained-tokens': job.trainedTokens,
    'error-code': failed?.code,
    'error-message': failed?.message,
  }
}

/** Serializes the value of an output to at most 64 kB. It drops the sources of graders first, then long texts. */
export function serializeOutput(value: unknown): string {
  if (typeof value !== 'object' || value === null) return truncate(String(value))
  const whole = JSON.stringify(value)
  if (fits(whole)) return whole
  const withoutSources = JSON.stringify(value, (key, item) =>
    key === 'source' && typeof item === 'string' ? describeOmitted(item) : item,
  )
  if (fits(withoutSources)) return withoutSources
  for (const maxLength of [2000, 200, 50]) {
    const shorter = JSON.stringify(value, (_, item) =>
      typeof item === 'string' && item.length > maxLength ? describeOmitted(item) : item,
    )
    if (fits(shorter)) return shorter
  }
  return JSON.stringify(Array.isArray(value) ? firstItems(value) : pickShortFields(value))
}

/** Returns as many items of a list as fit into an output, each without its long fields. */
function firstItems(list: readonly unknown[]): unknown[] {
  const first: unknown[] = []
  let bytes = 2
  for (const item of list) {
    const short = typeof item === 'object' && item !== null ? pickShortFields(item) : item
    bytes += Buffer.byteLength(JSON.stringify(short)) + 1
    if (bytes > MAX_OUTPUT_BYTES) break
    first.push(short)
  }
  return first
}

const MAX_FIELDS = 50
const MAX_FIELD_BYTES = 1000

function pickShortFields(value: object): object {
  const short = Object.entries(value).filter(
    ([name, item]) => typeof item !== 'object' && fits(JSON.stringify([name, item]), MAX_FIELD_BYTES),
  )
  return Object.fromEntries(short.slice(0, MAX_FIELDS))
}

const fits = (text: string, maxBytes = MAX_OUTPUT_BYTES) => Buffer.byteLength(text) <= maxBytes

const describeOmitted = (text: string) => `(${Buffer.byteLength(text)} bytes left out)`

/** Cuts a text between two characters. */
function truncate(text: string): string {
  if (fits(text)) return text
  const start = Buffer.from(text).subarray(0, MAX_OUTPUT_BYTES - 3)
  return `${start.toString().replace(/\ufffd+$/, '')}…`
}
