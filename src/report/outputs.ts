import type { Job } from '../openai/wire.ts'

/** The values of the outputs by name: text, numbers, booleans, or JSON. */
export type OutputValues = Record<string, unknown>

const JOB = ['job-id', 'status', 'fine-tuned-model'] as const
const WORK = ['fingerprint', 'estimated-tokens', 'estimated-cost'] as const
const DATA = ['training-file-id', 'validation-file-id'] as const
const QUALITY = ['metrics', 'best-checkpoint', 'checkpoints', 'gate'] as const
const END = ['trained-tokens', ...QUALITY, 'error-code', 'error-message', 'job', 'results-dir'] as const

/** Every output of the root action, as `action.yml` declares them. */
export const ROOT_OUTPUTS = [...JOB, 'created', ...WORK, ...DATA, 'model-shutdown-date', ...END] as const
/** Every output of the action `wait`. */
export const WAIT_OUTPUTS = [...JOB, ...DATA, ...END] as const
/** Every output of the action `check`. */
export const CHECK_OUTPUTS = ['valid', 'examples', 'problems', 'warnings', ...WORK, 'results-dir'] as const
/** Every output of the action `find`. */
export const FIND_OUTPUTS = [...JOB, 'jobs', 'count'] as const
/** Every output of the action `control`. */
export const CONTROL_OUTPUTS = ['job-id', 'status'] as const

/** The name of an output of any action. */
export type OutputName =
  | (typeof ROOT_OUTPUTS)[number]
  | (typeof CHECK_OUTPUTS)[number]
  | (typeof FIND_OUTPUTS)[number]

/** The outputs as `result.json` has them: every one by its name, null where nothing is known. */
export function resultOf(names: readonly OutputName[], outputs: OutputValues): OutputValues {
  return Object.fromEntries(names.map((name) => [name, outputs[name] ?? null]))
}

/** GitHub's limit is 1 MB for all outputs of a job together. */
const MAX_VALUE = 64_000

/** The model that may be deployed: none unless the job has succeeded, whatever the server names. */
export function modelOf(job: Job): string | undefined {
  return job.status === 'succeeded' ? job.fineTunedModel : undefined
}

/** The outputs that a job determines, but for `job` itself. */
export function jobOutputs(job: Job): OutputValues {
  const failed = job.status === 'failed' ? job.error : undefined
  return {
    'job-id': job.id,
    status: job.status,
    'fine-tuned-model': modelOf(job),
    'training-file-id': job.trainingFile,
    'validation-file-id': job.validationFile,
    'trained-tokens': job.trainedTokens,
    'error-code': failed?.code,
    'error-message': failed?.message,
  }
}

/** A value as the text of an output: at most 64 kB, the sources of graders going first. */
export function outputText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return cut(String(value))
  const whole = JSON.stringify(value)
  if (fits(whole)) return whole
  const withoutSources = JSON.stringify(value, (key, item) =>
    key === 'source' && typeof item === 'string' ? shortened(item) : item,
  )
  if (fits(withoutSources)) return withoutSources
  for (const longest of [2000, 200, 50]) {
    const shorter = JSON.stringify(value, (_, item) =>
      typeof item === 'string' && item.length > longest ? shortened(item) : item,
    )
    if (fits(shorter)) return shorter
  }
  if (!Array.isArray(value)) return JSON.stringify(plain(value))
  const items = value.map((item) => (typeof item === 'object' && item !== null ? plain(item) : item))
  const shown: unknown[] = []
  let bytes = 2
  for (const item of items) {
    bytes += Buffer.byteLength(JSON.stringify(item)) + 1
    if (bytes > MAX_VALUE) break
    shown.push(item)
  }
  return JSON.stringify(shown)
}

/** The fields of an object that are short, names included, and only so many. */
function plain(value: object): object {
  const short = Object.entries(value).filter(
    ([name, item]) => typeof item !== 'object' && fits(JSON.stringify([name, item]), 1000),
  )
  return Object.fromEntries(short.slice(0, 50))
}

const fits = (text: string | undefined, most = MAX_VALUE) => Buffer.byteLength(text ?? '') <= most

const shortened = (text: string) => `(${Buffer.byteLength(text)} bytes left out)`

function cut(text: string): string {
  return fits(text)
    ? text
    : `${Buffer.from(text)
        .subarray(0, MAX_VALUE - 3)
        .toString()
        .replace(/\ufffd+$/, '')}…`
}
