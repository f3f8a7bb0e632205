import { z } from 'zod'

/**
 * A fine-tuning job. The API's own examples leave out half of the fields that its schema requires, so only the id and the
 * status are required here.
 */
export interface Job {
  id: string
  /** An open set (`JOB_STATUSES` are the known ones). Azure's older `canceled` is decoded as `cancelled`. */
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
  /** As the server returns them: it replaces `auto` by numbers. */
  hyperparameters: Record<string, unknown>
  seed?: number | undefined
  suffix?: string | undefined
  /** The body as the server sent it. */
  raw: Record<string, unknown>
}

/** One event of a job. Servers may leave out any field. */
export interface JobEvent {
  id?: string | undefined
  /** Unix seconds. */
  createdAt?: number | undefined
  level: string
  type: string
  message: string
  data?: unknown
  /** As the server sent it. */
  raw: unknown
}

/** One page of events. */
export interface EventPage {
  events: JobEvent[]
  hasMore: boolean
}

/** One page of a list, without the items that cannot be decoded. */
export interface Page<T> {
  items: T[]
  /** The `after` of the query for the next page; undefined at the end of the list. */
  nextCursor: string | undefined
}

/** An uploaded file. OpenAI has deprecated `status`, but Azure requires clients to check it. */
export interface RemoteFile {
  id: string
  status?: string | undefined
  statusDetails?: string | undefined
  name?: string | undefined
  bytes?: number | undefined
  /** Unix seconds. */
  createdAt?: number | undefined
  /** Unix seconds; files for fine-tuning usually do not expire. */
  expiresAt?: number | undefined
}

/** A model saved at one step of the training. */
export interface Checkpoint {
  id: string
  /** The name of the saved model in requests. */
  model: string
  step?: number | undefined
  /** As the server returns them. */
  metrics: Record<string, unknown>
}

const text = z.string().min(1).optional().catch(undefined)
const number = z.number().optional().catch(undefined)
/** Ids are used in paths, outputs and later workflows, so only printable ASCII without spaces is accepted. */
const id = z.string().regex(/^[\x21-\x7e]{1,256}$/)

const settings = z.record(z.string(), z.unknown()).catch({})

const JobBody = z.looseObject({
  id,
  status: z.string().min(1).max(200),
  model: text,
  fine_tuned_model: text,
  training_file: text,
  validation_file: text,
  trained_tokens: number,
  result_files: z.array(z.unknown()).catch([]),
  created_at: number,
  finished_at: number,
  estimated_finish: number,
  error: z.object({ code: text, message: text, param: text }).optional().catch(undefined),
  metadata: z.record(z.string(), z.coerce.string()).catch({}),
  method: z.looseObject({ type: z.string() }).optional().catch(undefined),
  hyperparameters: settings,
  seed: number,
  user_provided_suffix: text,
})

/** Decodes a job; throws if the body is not a job. */
export function decodeJob(body: unknown): Job {
  const job = JobBody.parse(body)
  return {
    id: job.id,
    status: job.status === 'canceled' ? 'cancelled' : job.status,
    model: job.model,
    fineTunedModel: job.fine_tuned_model,
    trainingFile: job.training_file,
    validationFile: job.validation_file,
    trainedTokens: job.trained_tokens,
    resultFiles: job.result_files.filter((file) => id.safeParse(file).success).map(String),
    createdAt: job.created_at,
    finishedAt: job.finished_at,
    // 0 means unknown in the API's own examples.
    estimatedFinish: job.estimated_finish || undefined,
    error: job.error?.message || job.error?.code ? job.error : undefined,
    metadata: job.metadata,
    method: job.method?.type,
    hyperparameters: { ...job.hyperparameters, ...methodSettings(job.method) },
    seed: job.seed,
    suffix: job.user_provided_suffix,
    raw: body as Record<string, unknown>,
  }
}

const MethodSettings = z.object({ hyperparameters: settings })

/** Current servers nest the hyperparameters under the method; older ones have them at the top level. */
function methodSettings(method: { type: string; [name: string]: unknown } | undefined) {
  return method && MethodSettings.safeParse(method[method.type]).data?.hyperparameters
}

const ListBody = z.looseObject({
  data: z.array(z.unknown()),
  has_more: z.boolean().optional().catch(undefined),
  last_id: text,
})

/** Decodes a page of jobs. */
export const decodeJobs = (body: unknown): Page<Job> => decodeList(body, decodeJob)

function decodeList<T extends { id: string }>(body: unknown, decode: (item: unknown) => T): Page<T> {
  const page = ListBody.parse(body)
  const items = page.data.flatMap((item) => {
    try {
      return [decode(item)]
    } catch {
      return []
    }
  })
  // Without `has_more` the next page is requested: it is empty or a repetition.
  return { items, nextCursor: page.has_more === false ? undefined : (items.at(-1)?.id ?? page.last_id) }
}

const EventBody = z.looseObject({
  id: text,
  created_at: number,
  level: text,
  type: text,
  message: text,
  data: z.unknown().optional(),
})

/** Decodes a page of events; keeps entries that are not objects as raw values without a message. */
export function decodeEvents(body: unknown): EventPage {
  const page = ListBody.parse(body)
  return { hasMore: page.has_more ?? false, events: page.data.map(decodeEvent) }
}

function decodeEvent(raw: unknown): JobEvent {
  const event = EventBody.safeParse(raw).data
  return {
    id: event?.id,
    createdAt: event?.created_at,
    level: event?.level ?? 'info',
    type: event?.type ?? 'message',
    message: event?.message ?? '',
    data: event?.data,
    raw,
  }
}

const CheckpointBody = z.looseObject({
  id,
  fine_tuned_model_checkpoint: z.string().min(1),
  step_number: number,
  metrics: settings,
})

/** Decodes a page of checkpoints. */
export const decodeCheckpoints = (body: unknown): Page<Checkpoint> => decodeList(body, decodeCheckpoint)

function decodeCheckpoint(body: unknown): Checkpoint {
  const checkpoint = CheckpointBody.parse(body)
  return {
    id: checkpoint.id,
    model: checkpoint.fine_tuned_model_checkpoint,
    step: checkpoint.step_number ?? number.parse(checkpoint.metrics.step),
    metrics: checkpoint.metrics,
  }
}

const FileBody = z.looseObject({
  id,
  status: text,
  status_details: text,
  filename: text,
  bytes: number,
  created_at: number,
  expires_at: number,
})

/** Decodes an uploaded file; throws if the body is not a file. */
export function decodeFile(body: unknown): RemoteFile {
  const file = FileBody.parse(body)
  return {
    id: file.id,
    status: file.status,
    statusDetails: file.status_details,
    name: file.filename,
    bytes: file.bytes,
    createdAt: file.created_at,
    expiresAt: file.expires_at,
  }
}

/** Decodes a page of files. */
export const decodeFiles = (body: unknown): Page<RemoteFile> => decodeList(body, decodeFile)

const IdBody = z.looseObject({ id })

/** Decodes the id of an upload in parts, or of one of its parts. */
export function decodeId(body: unknown): { id: string } {
  return { id: IdBody.parse(body).id }
}

const CompletedBody = z.looseObject({ file: z.unknown() })

/** Decodes the file of a completed upload; throws if the body has none. */
export const decodeCompletedUpload = (body: unknown): RemoteFile => decodeFile(CompletedBody.parse(body).file)

const ModelBody = z.looseObject({ id: z.string(), shutdown_date: z.iso.date().optional().catch(undefined) })

/** Decodes the announced shutdown date (YYYY-MM-DD) of a model. */
export function decodeModel(body: unknown): { shutdownDate: string | undefined } {
  return { shutdownDate: ModelBody.parse(body).shutdown_date }
}

/** The limits of one model: numbers under the server's own names. */
export interface ModelLimits {
  model: string
  [name: string]: unknown
}

const LimitsBody = z.looseObject({
  data: z.array(z.looseObject({ model: z.string() }).nullable().catch(null)),
})

/** Decodes the limits of all models. */
export function decodeModelLimits(body: unknown): ModelLimits[] {
  return LimitsBody.parse(body).data.filter((limits) => limits !== null)
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

/** Returns whether a job in this status never changes again. */
export function isTerminal(status: string): boolean {
  return status === 'succeeded' || status === 'failed' || status === 'cancelled'
}
