import { ApiError } from './api-error.ts'
import { type CreateSpec, methodFields, readMethod } from './create.ts'
import type { Dialect } from './dialect.ts'
import { newId } from './id.ts'
import { type Checkpoint, type JobEvent, toUnixSeconds, type WireJob } from './wire.ts'

/** An event as a plan describes it; the sandbox adds the rest. */
export interface EventInput {
  readonly message: string
  readonly level?: string
  readonly type?: string
  readonly data?: unknown
}

/** One step in the life of a job: what changes, and the events that report it. */
export interface Transition {
  /** Milliseconds since the transition before (`phaseMs`, if absent); only used when the clock advances jobs. */
  readonly afterMs?: number
  /** A status as OpenAI spells it: the dialect translates. */
  readonly status?: string
  readonly events?: readonly EventInput[]
  /** Other fields of the job that change. */
  readonly set?: Partial<WireJob>
  /** A new checkpoint; it is listed once the job has succeeded or is paused. */
  readonly checkpoint?: {
    readonly step: number
    readonly metrics: Readonly<Record<string, unknown>>
    readonly model?: string
  }
  /** Text of a new result file. */
  readonly results?: string
}

/** A job on the server: its state now, and its plan. */
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
  /** Oldest first, including those that are no longer listed. */
  readonly checkpoints: Checkpoint[]
  /** The transitions to come. */
  plan: Transition[]
  /** The transitions to come once it is resumed. */
  planAfterResume: Transition[]
  /** When the last transition was applied, in Unix milliseconds. */
  lastAt: number
}

/** The parts of the server that a job uses. */
export interface ServerState {
  readonly dialect: Dialect
  /** Stores a result file and returns its id. */
  storeResults(csv: string): string
  /** Events that a transition adds to the usual ones. */
  extraEvents?: ((record: JobRecord, transition: Transition) => readonly EventInput[]) | undefined
}

const TERMINAL = new Set(['succeeded', 'failed', 'cancelled'])

/** Returns whether the job has ended; its last events may still follow. */
export function isTerminal({ wire }: JobRecord): boolean {
  return TERMINAL.has(wire.status)
}

/** Creates the record of a job that was just created. */
export function newJob(
  spec: CreateSpec,
  { id, base, now, dialect }: { id: string; base: string; now: number; dialect: Dialect },
): JobRecord {
  const suffix = spec.suffix ?? ''
  const { type, hyperparameters } = readMethod(spec)
  const extra = Object.fromEntries(dialect.extraFields.map((field) => [field, spec[field]]))
  const wire: WireJob = {
    object: 'fine_tuning.job',
    id,
    model: spec.model,
    created_at: toUnixSeconds(now),
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
    planAfterResume: [],
    lastAt: now,
  }
}

/** Applies every transition that is due by now. */
export function applyDue(record: JobRecord, now: number, phaseMs: number, state: ServerState): void {
  for (let next = record.plan[0]; next; next = record.plan[0]) {
    const due = record.lastAt + (next.afterMs ?? phaseMs)
    if (due > now) return
    record.plan.shift()
    applyTransition(record, next, due, state)
  }
}

/** Applies one transition. */
export function applyTransition(
  record: JobRecord,
  transition: Transition,
  at: number,
  state: ServerState,
): void {
  const { wire } = record
  record.lastAt = at
  const extra = state.extraEvents?.(record, transition) ?? []
  for (const event of [...(transition.events ?? []), ...extra]) record.events.push(createEvent(event, at))
  if (transition.checkpoint)
    record.checkpoints.push(createCheckpoint(record, transition.checkpoint, at, state.dialect))
  if (transition.results !== undefined) wire.result_files.push(state.storeResults(transition.results))
  if (transition.status !== undefined) wire.status = transition.status
  if (transition.status !== undefined && isTerminal(record)) wire.finished_at = toUnixSeconds(at)
  if (transition.status === 'succeeded') wire.fine_tuned_model = record.modelName
  Object.assign(wire, transition.set)
}

/** Returns the job as it is sent now. */
export function toWireJob({ wire, plan, lastAt }: JobRecord, statuses: Dialect['statuses']): WireJob {
  const ahead = plan.slice(
    0,
    plan.findIndex(({ status }) => status !== undefined && TERMINAL.has(status)) + 1,
  )
  const finish = lastAt + ahead.reduce((sum, { afterMs }) => sum + (afterMs ?? 0), 0)
  return {
    ...wire,
    status: statuses[wire.status] ?? wire.status,
    estimated_finish: wire.status === 'running' ? toUnixSeconds(finish) : null,
  }
}

/** Returns the checkpoints that the server lists for a job, newest first. */
export function listCheckpoints({ wire, checkpoints }: JobRecord): Checkpoint[] {
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

/** Cancels the job at once. */
export function cancel(record: JobRecord, now: number, state: ServerState): void {
  if (isTerminal(record))
    throw new ApiError(
      400,
      `Job has already ended with status '${record.wire.status}' and cannot be cancelled: ${record.id}`,
    )
  record.plan = []
  record.planAfterResume = []
  applyTransition(
    record,
    {
      status: 'cancelled',
      events: [{ level: 'warn', message: 'Fine tuning process stopping due to job cancellation' }],
    },
    now,
    state,
  )
}

/** Begins to pause a running job: it is `pausing` until its snapshot exists. */
export function pause(record: JobRecord, now: number, state: ServerState): void {
  if (record.wire.status !== 'running')
    throw new ApiError(400, `Only a running job can be paused; ${record.id} is '${record.wire.status}'.`)
  record.planAfterResume = record.plan
  const step = record.events.findLast(({ type }) => type === 'metrics')?.data
  const at = Number(Object(step).step ?? 0)
  applyTransition(record, { ...withEvents('Pausing fine-tuning job'), status: 'pausing' }, now, state)
  record.plan = [
    {
      ...withEvents(`Fine-tuning job paused at step ${at}`),
      status: 'paused',
      ...(at > 0 && { checkpoint: { step: at, metrics: { step: at } } }),
    },
  ]
}

/** Puts a paused job back into the queue; it continues where it was. */
export function resume(record: JobRecord, now: number, state: ServerState): void {
  if (record.wire.status !== 'paused')
    throw new ApiError(400, `Only a paused job can be resumed; ${record.id} is '${record.wire.status}'.`)
  applyTransition(record, { ...withEvents('Resuming fine-tuning job'), status: 'queued' }, now, state)
  record.plan = [{ ...withEvents('Fine-tuning job resumed'), status: 'running' }, ...record.planAfterResume]
  record.planAfterResume = []
}

/** Returns a transition that only has these events. */
export function withEvents(...messages: string[]): Transition {
  return { events: messages.map((message) => ({ message })) }
}

function createEvent(
  { message, level = 'info', type = 'message', data = {} }: EventInput,
  at: number,
): JobEvent {
  return {
    object: 'fine_tuning.job.event',
    id: newId('ftevent-'),
    created_at: toUnixSeconds(at),
    level,
    message,
    type,
    data,
  }
}

function createCheckpoint(
  record: JobRecord,
  { step, metrics, model }: NonNullable<Transition['checkpoint']>,
  at: number,
  dialect: Dialect,
): Checkpoint {
  return {
    object: 'fine_tuning.job.checkpoint',
    id: dialect.checkpointId(),
    created_at: toUnixSeconds(at),
    fine_tuned_model_checkpoint: model ?? `${record.modelName}:ckpt-step-${step}`,
    fine_tuning_job_id: record.id,
    metrics,
    step_number: step,
  }
}
