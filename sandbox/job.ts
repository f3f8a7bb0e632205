import { Refusal } from './api-error.ts'
import { type CreateSpec, methodFields, methodOf } from './create.ts'
import type { Dialect } from './dialect.ts'
import { newId } from './id.ts'

/** An event as a test gives it; the rest is filled in. */
export interface Said {
  readonly message: string
  readonly level?: string
  readonly type?: string
  readonly data?: unknown
}

/** One moment in the life of a job: what becomes true of it and what it says. */
export interface Moment {
  /** Milliseconds since the moment before (`phaseMs` when absent); only a pace with times heeds it. */
  readonly afterMs?: number
  /** A status as OpenAI spells it: the dialect translates. */
  readonly status?: string
  readonly says?: readonly Said[]
  /** Other fields of the job that change. */
  readonly set?: Partial<WireJob>
  /** A checkpoint that is made; it is listed when the job has succeeded or paused. */
  readonly checkpoint?: {
    readonly step: number
    readonly metrics: Readonly<Record<string, unknown>>
    readonly model?: string
  }
  /** Text of the result file that is written. */
  readonly results?: string
}

/** A job as it goes over the wire, but for the spelling of its status. */
export interface WireJob {
  object: 'fine_tuning.job'
  id: string
  model: string
  created_at: number
  finished_at: number | null
  estimated_finish: number | null
  fine_tuned_model: string | null
  organization_id: string
  result_files: string[]
  status: string
  validation_file: string | null
  training_file: string
  hyperparameters?: Readonly<Record<string, unknown>>
  trained_tokens: number | null
  error: unknown
  integrations: unknown
  seed: number
  method: unknown
  metadata: Readonly<Record<string, string>> | null
  user_provided_suffix: string | null
  usage_metrics: null
  shared_with_openai: boolean
  eval_id: string | null
  [extra: string]: unknown
}

/** An event as it goes over the wire. */
export interface JobEvent {
  readonly object: 'fine_tuning.job.event'
  readonly id: string
  readonly created_at: number
  readonly level: string
  readonly message: string
  readonly type: string
  readonly data: unknown
}

/** A checkpoint as it goes over the wire. */
export interface Checkpoint {
  readonly object: 'fine_tuning.job.checkpoint'
  readonly id: string
  readonly created_at: number
  readonly fine_tuned_model_checkpoint: string
  readonly fine_tuning_job_id: string
  readonly metrics: Readonly<Record<string, unknown>>
  readonly step_number: number
}

/** A job on the server: what has come true of it, and what will. */
export interface JobRecord {
  readonly id: string
  /** Unix milliseconds. */
  readonly createdAt: number
  readonly suffix: string
  /** The name that its model will have. */
  readonly modelName: string
  readonly wire: WireJob
  /** Oldest first. */
  readonly events: JobEvent[]
  /** Oldest first, all that were ever made. */
  readonly checkpoints: Checkpoint[]
  /** What lies ahead. */
  plan: Moment[]
  /** What lies ahead once it is resumed. */
  held: Moment[]
  /** When the last moment came true, in Unix milliseconds. */
  lastAt: number
}

/** What of the server a job touches. */
export interface World {
  readonly dialect: Dialect
  /** Stores a result file and returns its id. */
  storeResults(csv: string): string
  /** Events beyond the usual, for a test. */
  extraEvents?: ((record: JobRecord, moment: Moment) => readonly Said[]) | undefined
}

const TERMINAL = new Set(['succeeded', 'failed', 'cancelled'])

/** Whether the job has ended; what it still has to say may yet come. */
export function ended({ wire }: JobRecord): boolean {
  return TERMINAL.has(wire.status)
}

/** A job as it is the moment it was created. */
export function newJob(spec: CreateSpec, base: string, now: number, dialect: Dialect): JobRecord {
  const suffix = spec.suffix ?? ''
  const { type, hyperparameters } = methodOf(spec)
  const id = newId('ftjob-')
  const extra = Object.fromEntries(dialect.extraFields.map((field) => [field, spec[field]]))
  const wire: WireJob = {
    object: 'fine_tuning.job',
    id,
    model: spec.model,
    created_at: seconds(now),
    finished_at: null,
    estimated_finish: null,
    fine_tuned_model: null,
    organization_id: 'org-sandbox',
    result_files: [],
    status: 'validating_files',
    validation_file: spec.validation_file ?? null,
    training_file: spec.training_file,
    trained_tokens: null,
    error: dialect.noError,
    integrations: spec.integrations ?? [],
    seed: spec.seed ?? Math.floor(Math.random() * 2 ** 31),
    method: null,
    metadata: spec.metadata ?? null,
    user_provided_suffix: spec.suffix ?? null,
    usage_metrics: null,
    shared_with_openai: false,
    eval_id: type === 'reinforcement' ? newId('eval_') : null,
    ...extra,
    ...methodFields(spec, {
      n_epochs: 'auto',
      batch_size: 'auto',
      learning_rate_multiplier: 'auto',
      ...hyperparameters,
    }),
  }
  return {
    id,
    createdAt: now,
    suffix,
    modelName: dialect.modelName(base, suffix),
    wire,
    events: [],
    checkpoints: [],
    plan: [],
    held: [],
    lastAt: now,
  }
}

/** Lets everything come true that is due by now. */
export function catchUp(record: JobRecord, now: number, phaseMs: number, world: World): void {
  for (let next = record.plan[0]; next; next = record.plan[0]) {
    const due = record.lastAt + (next.afterMs ?? phaseMs)
    if (due > now) return
    record.plan.shift()
    happen(record, next, due, world)
  }
}

/** Lets a moment come true. */
export function happen(record: JobRecord, moment: Moment, at: number, world: World): void {
  const { wire } = record
  record.lastAt = at
  const extra = world.extraEvents?.(record, moment) ?? []
  for (const said of [...(moment.says ?? []), ...extra]) record.events.push(eventOf(said, at))
  if (moment.checkpoint) record.checkpoints.push(checkpointOf(record, moment.checkpoint, at, world.dialect))
  if (moment.results !== undefined) wire.result_files.push(world.storeResults(moment.results))
  if (moment.status !== undefined) wire.status = moment.status
  if (moment.status !== undefined && ended(record)) wire.finished_at = seconds(at)
  if (moment.status === 'succeeded') wire.fine_tuned_model = record.modelName
  Object.assign(wire, moment.set)
}

/** The job as it goes over the wire now. */
export function shownJob({ wire, plan, lastAt }: JobRecord, statuses: Dialect['statuses']): WireJob {
  const ahead = plan.slice(
    0,
    plan.findIndex(({ status }) => status !== undefined && TERMINAL.has(status)) + 1,
  )
  const finish = lastAt + ahead.reduce((sum, { afterMs }) => sum + (afterMs ?? 0), 0)
  return {
    ...wire,
    status: statuses[wire.status] ?? wire.status,
    estimated_finish: wire.status === 'running' ? seconds(finish) : null,
  }
}

/** The checkpoints that a job shows, newest first. */
export function shownCheckpoints({ wire, checkpoints }: JobRecord): Checkpoint[] {
  if (wire.status !== 'succeeded' && wire.status !== 'paused') return []
  const reward = ({ metrics }: Checkpoint) =>
    Number(metrics.full_valid_mean_reward ?? Number.NEGATIVE_INFINITY)
  const best = checkpoints.toSorted((a, b) => reward(b) - reward(a)).slice(0, 3)
  const rewarded = checkpoints.some(({ metrics }) => metrics.full_valid_mean_reward !== undefined)
  // Reinforcement keeps the best three, the other methods the last three.
  return rewarded
    ? checkpoints.filter((one) => best.includes(one)).reverse()
    : checkpoints.slice(-3).reverse()
}

/** Ends the job at once. */
export function cancel(record: JobRecord, now: number, world: World): void {
  if (ended(record))
    throw new Refusal(
      400,
      `Job has already ended with status '${record.wire.status}' and cannot be cancelled: ${record.id}`,
    )
  record.plan = []
  record.held = []
  happen(
    record,
    {
      status: 'cancelled',
      says: [{ level: 'warn', message: 'Fine tuning process stopping due to job cancellation' }],
    },
    now,
    world,
  )
}

/** Begins to pause a running job: it is `pausing` until its snapshot is made. */
export function pause(record: JobRecord, now: number, world: World): void {
  if (record.wire.status !== 'running')
    throw new Refusal(400, `Only a running job can be paused; ${record.id} is '${record.wire.status}'.`)
  record.held = record.plan
  const step = record.events.findLast(({ type }) => type === 'metrics')?.data
  const at = Number(Object(step).step ?? 0)
  happen(record, { ...says('Pausing fine-tuning job'), status: 'pausing' }, now, world)
  record.plan = [
    {
      ...says(`Fine-tuning job paused at step ${at}`),
      status: 'paused',
      ...(at > 0 && { checkpoint: { step: at, metrics: { step: at } } }),
    },
  ]
}

/** Puts a paused job back into the queue; it goes on where it was. */
export function resume(record: JobRecord, now: number, world: World): void {
  if (record.wire.status !== 'paused')
    throw new Refusal(400, `Only a paused job can be resumed; ${record.id} is '${record.wire.status}'.`)
  happen(record, { ...says('Resuming fine-tuning job'), status: 'queued' }, now, world)
  record.plan = [{ ...says('Fine-tuning job resumed'), status: 'running' }, ...record.held]
  record.held = []
}

/** A moment in which only this is said. */
export function says(...messages: string[]): Moment {
  return { says: messages.map((message) => ({ message })) }
}

function eventOf({ message, level = 'info', type = 'message', data = {} }: Said, at: number): JobEvent {
  return {
    object: 'fine_tuning.job.event',
    id: newId('ftevent-'),
    created_at: seconds(at),
    level,
    message,
    type,
    data,
  }
}

function checkpointOf(
  record: JobRecord,
  { step, metrics, model }: NonNullable<Moment['checkpoint']>,
  at: number,
  dialect: Dialect,
): Checkpoint {
  return {
    object: 'fine_tuning.job.checkpoint',
    id: dialect.checkpointId(),
    created_at: seconds(at),
    fine_tuned_model_checkpoint: model ?? `${record.modelName}:ckpt-step-${step}`,
    fine_tuning_job_id: record.id,
    metrics,
    step_number: step,
  }
}

/** Unix milliseconds as the API writes time. */
export function seconds(ms: number): number {
  return Math.floor(ms / 1000)
}
