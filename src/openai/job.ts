import { z } from 'zod'
import { isJsonObject, type JsonObject, omitNullish } from '../json.ts'
import {
  idField,
  metadataField,
  optionalId,
  optionalNumber,
  optionalText,
  optionalTime,
  settings,
} from './fields.ts'
import type { ResponseFacts } from './page.ts'

/** A fine-tuning job. Servers leave out fields that the API's schema requires, so only the id is required here. */
export interface Job {
  id: string
  /**
   * An open set (`JOB_STATUSES` are the known ones). A known status is in the API's own spelling and capitals; `unknown` if
   * the server reports none.
   */
  status: string
  model?: string | undefined
  fineTunedModel?: string | undefined
  trainingFile?: string | undefined
  validationFile?: string | undefined
  trainedTokens?: number | undefined
  /** The ids of files with the metrics of every step, once the job has ended. */
  resultFiles: string[]
  /** Unix seconds. */
  createdAt?: number | undefined
  finishedAt?: number | undefined
  estimatedFinish?: number | undefined
  /** Present only if the server reports an error: healthy jobs have `{}` or nulls in this field. */
  error?: { code?: string | undefined; message?: string | undefined; param?: string | undefined } | undefined
  /** Empty if the server returns none: some servers do not store metadata. */
  metadata: Record<string, string>
  /** The name of the method, such as `supervised`. */
  method?: string | undefined
  /** As the server returns them, without nulls: it replaces `auto` by numbers. */
  hyperparameters: Record<string, unknown>
  /** The grader of the method, as the server returns it. */
  grader?: unknown
  seed?: number | undefined
  suffix?: string | undefined
  /** The server's own time when it sent this, in Unix seconds. */
  serverTime?: number | undefined
  /** The body as the server sent it. */
  raw: Record<string, unknown>
}

/** The job statuses of OpenAI and Azure (API reference); the last two are those of older versions of Azure's. */
export const JOB_STATUSES: readonly string[] = [
  'validating_files',
  'queued',
  'running',
  'pausing',
  'paused',
  'succeeded',
  'failed',
  'cancelled',
  'pending',
  'notRunning',
]

const TERMINAL_STATUSES: ReadonlySet<string> = new Set(['succeeded', 'failed', 'cancelled', 'expired'])

/** Known statuses by their lower-case spelling, with those that are not in the API reference. */
const CANONICAL_STATUSES: ReadonlyMap<string, string> = new Map([
  ...[...JOB_STATUSES, 'expired', 'cancelling', 'resuming'].map(
    (status) => [status.toLowerCase(), status] as const,
  ),
  ['canceled', 'cancelled'],
  ['canceling', 'cancelling'],
])

/** Returns whether a job never changes again: by its status or, where that is not a known one, by its end. */
export function isTerminal({ status, finishedAt = 0 }: Pick<Job, 'status' | 'finishedAt'>): boolean {
  return TERMINAL_STATUSES.has(status) || (finishedAt > 0 && !CANONICAL_STATUSES.has(status.toLowerCase()))
}

/** The statuses of a job that has not begun to train. */
const WAITING_STATUSES: ReadonlySet<string> = new Set(['validating_files', 'queued', 'pending', 'notRunning'])

/** Returns whether a job has not begun to train. */
export function isWaiting({ status }: Pick<Job, 'status'>): boolean {
  return WAITING_STATUSES.has(status)
}

/** Returns whether a job is paused, or is being paused, in any word of the server for it. */
export function isPaused({ status }: Pick<Job, 'status'>): boolean {
  return /^paus/i.test(status)
}

const statusField = z.string().min(1).max(200).transform(normalizeStatusSpelling).catch('unknown')

/** Returns a status in the API's own spelling, if it is a known one. */
export function normalizeStatusSpelling(status: string): string {
  return CANONICAL_STATUSES.get(status.toLowerCase()) ?? status
}

const JobBody = z.looseObject({
  id: idField,
  status: statusField,
  model: optionalText,
  fine_tuned_model: optionalText,
  training_file: optionalId,
  validation_file: optionalId,
  trained_tokens: optionalNumber,
  result_files: z.array(z.unknown()).catch([]),
  created_at: optionalTime,
  finished_at: optionalTime,
  estimated_finish: optionalTime,
  error: z
    .object({ code: optionalText, message: optionalText, param: optionalText })
    .optional()
    .catch(undefined),
  metadata: metadataField,
  method: z.looseObject({ type: optionalText }).optional().catch(undefined),
  hyperparameters: settings,
  seed: optionalNumber,
  user_provided_suffix: optionalText,
  suffix: optionalText,
})

/** Decodes a job; throws if the body is not a job. */
export function decodeJob(body: unknown, { serverTime }: Partial<ResponseFacts> = {}): Job {
  const job = JobBody.parse(body)
  const ofMethod = readMethodSettings(job.method)
  return {
    id: job.id,
    status: job.status,
    model: job.model,
    fineTunedModel: job.fine_tuned_model,
    trainingFile: job.training_file,
    validationFile: job.validation_file,
    trainedTokens: job.trained_tokens,
    resultFiles: job.result_files.flatMap((file) => optionalId.parse(file) ?? []),
    createdAt: job.created_at,
    finishedAt: job.finished_at,
    // 0 means unknown in the API's own examples.
    estimatedFinish: job.estimated_finish || undefined,
    error: job.error?.message || job.error?.code ? job.error : undefined,
    metadata: job.metadata,
    method: job.method?.type,
    hyperparameters: { ...omitNullish(job.hyperparameters), ...ofMethod.hyperparameters },
    grader: ofMethod.grader,
    seed: job.seed,
    suffix: job.user_provided_suffix ?? job.suffix,
    serverTime,
    raw: body as Record<string, unknown>,
  }
}

/**
 * Returns what the server reports under the method. Current servers nest the hyperparameters under its type, LLMariner
 * right under `method`; older ones have them at the top level of the job.
 */
function readMethodSettings(method: { type?: string | undefined; [name: string]: unknown } | undefined): {
  hyperparameters: JsonObject
  grader: unknown
} {
  const nested = method?.type === undefined ? undefined : method[method.type]
  const ofType: JsonObject = isJsonObject(nested) ? nested : {}
  const hyperparameters = [method?.hyperparameters, ofType.hyperparameters].map((value) =>
    isJsonObject(value) ? omitNullish(value) : {},
  )
  return { hyperparameters: Object.assign({}, ...hyperparameters), grader: ofType.grader ?? undefined }
}

/** Returns whether a job has all of these metadata pairs. */
export function hasMetadata(job: Job, pairs: Record<string, string>): boolean {
  return Object.entries(pairs).every(([key, value]) => job.metadata[key] === value)
}
