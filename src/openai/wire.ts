import { z } from 'zod'

/**
 * A fine-tuning job as this action needs it. The API's own examples leave out half of the fields that its
 * schema requires, so only id and status are relied upon.
 */
export interface Job {
  id: string
  /** The API's words; an open set. Azure's older `canceled` arrives as `cancelled`. */
  status: string
  model?: string | undefined
  fineTunedModel?: string | undefined
  trainingFile?: string | undefined
  validationFile?: string | undefined
  trainedTokens?: number | undefined
  /** Files with the metrics of every step, once the job has ended. */
  resultFiles: string[]
  /** Unix seconds. */
  createdAt?: number | undefined
  finishedAt?: number | undefined
  estimatedFinish?: number | undefined
  /** Present only where the server says what went wrong: healthy jobs carry `{}` or nulls in this field. */
  error?: { code?: string | undefined; message?: string | undefined; param?: string | undefined } | undefined
  /** Empty where the server tells none: some keep none. */
  metadata: Record<string, string>
  /** The method's name, `supervised` and the like. */
  method?: string | undefined
  /** As the server tells them: it puts numbers in the place of `auto`. */
  hyperparameters: Record<string, unknown>
  seed?: number | undefined
  suffix?: string | undefined
  /** As the server sent it. */
  raw: Record<string, unknown>
}

/** One event of a job. Servers leave fields out. */
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

/** One page of a list. What is not readable in it is left out. */
export interface Page<T> {
  items: T[]
  /** The `after` of the next page; undefined at the end of the list. */
  next: string | undefined
}

/** An uploaded file. `status` is deprecated at OpenAI and essential at Azure. */
export interface RemoteFile {
  id: string
  status?: string | undefined
  statusDetails?: string | undefined
  name?: string | undefined
  bytes?: number | undefined
  /** Unix seconds. */
  createdAt?: number | undefined
  /** Unix seconds; files for fine-tuning usually stay for ever. */
  expiresAt?: number | undefined
}

/** A model as it was at one step of the training. */
export interface Checkpoint {
  id: string
  /** The name by which it is called like any model. */
  model: string
  step?: number | undefined
  /** As the server tells them. */
  metrics: Record<string, unknown>
}

const text = z.string().min(1).optional().catch(undefined)
const number = z.number().optional().catch(undefined)
/** Ids go into paths, outputs and later workflows: nothing but printable ASCII without spaces is one. */
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

/** Reads a job from an answer's body; throws when it is none. */
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
    // 0 in the API's own examples: not known.
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

/** The hyperparameters stand under the method of that name, in older answers beside it. */
function methodSettings(method: { type: string; [name: string]: unknown } | undefined) {
  return method && MethodSettings.safeParse(method[method.type]).data?.hyperparameters
}

const ListBody = z.looseObject({
  data: z.array(z.unknown()),
  has_more: z.boolean().optional().catch(undefined),
  last_id: text,
})

/** Reads a page of jobs. */
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
  // Without `has_more` the next page tells: it is empty, or the same once more.
  return { items, next: page.has_more === false ? undefined : (items.at(-1)?.id ?? page.last_id) }
}

const EventsBody = z.looseObject({
  data: z.array(z.unknown()),
  has_more: z.boolean().optional().catch(undefined),
})

const EventBody = z
  .looseObject({
    id: text,
    created_at: number,
    level: text,
    type: text,
    message: text,
    data: z.unknown().optional(),
  })
  .catch({
    id: undefined,
    created_at: undefined,
    level: undefined,
    type: undefined,
    message: undefined,
    data: undefined,
  })

/** Reads a page of events; entries that are not even objects are kept as they are, without a message. */
export function decodeEvents(body: unknown): EventPage {
  const page = EventsBody.parse(body)
  return { hasMore: page.has_more ?? false, events: page.data.map(decodeEvent) }
}

function decodeEvent(raw: unknown): JobEvent {
  const event = EventBody.parse(raw)
  return {
    id: event.id,
    createdAt: event.created_at,
    level: event.level ?? 'info',
    type: event.type ?? 'message',
    message: event.message ?? '',
    data: event.data,
    raw,
  }
}

const CheckpointBody = z.looseObject({
  id,
  fine_tuned_model_checkpoint: z.string().min(1),
  step_number: number,
  metrics: settings,
})

/** Reads a page of checkpoints. */
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

/** Reads an uploaded file from an answer's body; throws when it is none. */
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

/** Reads a page of files. */
export const decodeFiles = (body: unknown): Page<RemoteFile> => decodeList(body, decodeFile)

const IdBody = z.looseObject({ id })

/** Reads an upload in parts, or one of its parts: nothing but its id matters. */
export function decodeId(body: unknown): { id: string } {
  return { id: IdBody.parse(body).id }
}

const CompletedBody = z.looseObject({ file: z.unknown() })

/** Reads the file that a completed upload has become; throws when the answer has none. */
export const decodeCompleted = (body: unknown): RemoteFile => decodeFile(CompletedBody.parse(body).file)

const ModelBody = z.looseObject({ id: z.string(), shutdown_date: z.iso.date().optional().catch(undefined) })

/** Reads a model; of it, only the announced day of its end (YYYY-MM-DD) matters here. */
export function decodeModel(body: unknown): { shutdownDate: string | undefined } {
  return { shutdownDate: ModelBody.parse(body).shutdown_date }
}

/** The limits of one model: numbers whose names are the server's own. */
export interface ModelLimits {
  model: string
  [name: string]: unknown
}

const LimitsBody = z.looseObject({
  data: z.array(z.looseObject({ model: z.string() }).nullable().catch(null)),
})

/** Reads the limits of all models. */
export function decodeModelLimits(body: unknown): ModelLimits[] {
  return LimitsBody.parse(body).data.filter((limits) => limits !== null)
}

/** Whether a job in this status will never change again. */
export function isTerminal(status: string): boolean {
  return status === 'succeeded' || status === 'failed' || status === 'cancelled'
}
