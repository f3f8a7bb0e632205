import { countBilledTokens } from './billing.ts'
import { type CreateSpec, methodFields, readMethod } from './create.ts'
import type { Dialect } from './dialect.ts'
import { type FileProblem, type StoredFile, validateFile } from './files.ts'
import { type JobRecord, type Transition, withEvents } from './job.ts'
import { formatResultCsv, type Training, type TrainingStep, trainingSteps } from './training.ts'

/** How long the phases of a job take. */
export interface Timing {
  /** Each of: validating the files, waiting in the queue, finishing, and pausing. */
  readonly phaseMs: number
  /** All training steps together. */
  readonly trainMs: number
  /** From the terminal status to the first event after it, and from there to the last event. */
  readonly lateMs: number
}

/** About eight seconds, which a person can watch. */
export const REALTIME: Timing = { phaseMs: 800, trainMs: 4_800, lateMs: 400 }

/** The first poll after the create request sees the finished job. */
export const INSTANT: Timing = { phaseMs: 0, trainMs: 0, lateMs: 0 }

interface JobFiles {
  readonly training: StoredFile
  readonly validation: StoredFile | undefined
}

interface LifecycleOptions {
  readonly timing: Timing
  readonly dialect: Dialect
  /** About how many training steps have events. */
  readonly maxSteps: number
}

/** Returns all transitions of a job, which fails if its files are invalid. The first one is its creation. */
export function planLifecycle(
  record: JobRecord,
  spec: CreateSpec,
  files: JobFiles,
  options: LifecycleOptions,
): Transition[] {
  const { type } = readMethod(spec)
  const and = files.validation ? ` and validation file: ${files.validation.id}` : ''
  const created = withEvents(
    `Created fine-tuning job: ${record.id}`,
    'This is the sandbox: no model is trained.',
    `Validating training file: ${files.training.id}${and}`,
  )
  const problem =
    validateFile(files.training, type, 'training_file', options.dialect) ??
    (files.validation && validateFile(files.validation, type, 'validation_file', options.dialect))
  if (problem) return [created, { ...failed(problem), afterMs: options.timing.phaseMs }]
  return [created, ...planTraining(record, spec, files, options)]
}

function planTraining(
  record: JobRecord,
  spec: CreateSpec,
  files: JobFiles,
  { timing, dialect, maxSteps }: LifecycleOptions,
): Transition[] {
  const { phaseMs, lateMs } = timing
  const { type } = readMethod(spec)
  const hyperparameters = resolveHyperparameters(spec, files.training.examples)
  const training = describeTraining(record, spec, hyperparameters, files)
  const steps = trainingSteps(training, maxSteps)
  const columns: Dialect['resultColumns'] =
    type === 'reinforcement'
      ? ['step', 'train_mean_reward', 'full_valid_mean_reward'].map((metric) => [
          dialect.quirks?.renameMetrics?.[metric] ?? metric,
          metric,
        ])
      : dialect.resultColumns
  const started = { status: 'running', set: methodFields(spec, hyperparameters) }
  const succeeded = {
    status: 'succeeded',
    set: {
      // Counted when the job succeeds, since loading the encoding takes longer than all else.
      get trained_tokens() {
        return countBilledTokens(files.training, spec.model) * training.epochs
      },
    },
    results: formatResultCsv(steps, columns),
  }
  return [
    { ...withEvents('Files validated, moving job to queued state'), afterMs: phaseMs, status: 'queued' },
    { ...withEvents('Fine-tuning job started'), afterMs: phaseMs, ...started },
    ...steps.map((step, index) =>
      stepTransition(record, step, steps[index - 1]?.step ?? 0, steps.at(-1)?.step ?? 1, timing),
    ),
    { afterMs: phaseMs, ...succeeded },
    { ...withEvents(`New fine-tuned model created: ${record.modelName}`), afterMs: lateMs },
    { ...withEvents('The job has successfully completed'), afterMs: lateMs },
  ]
}

function stepTransition(
  record: JobRecord,
  step: TrainingStep,
  before: number,
  total: number,
  timing: Timing,
): Transition {
  const last = step.step === total
  const model = `${record.modelName}:ckpt-step-${step.step}`
  return {
    afterMs: (timing.trainMs * (step.step - before)) / total,
    events: [
      { message: step.message, type: 'metrics', data: step.data },
      ...(step.checkpoint && !last
        ? [{ message: `Checkpoint created at step ${step.step} with Snapshot ID: ${model}` }]
        : []),
    ],
    ...(step.checkpoint && {
      checkpoint: {
        step: step.step,
        metrics: { ...step.metrics, ...(step.scores && { scores: step.scores }) },
        ...(last && { model: record.modelName }),
      },
    }),
  }
}

function describeTraining(
  record: JobRecord,
  spec: CreateSpec,
  hyperparameters: Readonly<Record<string, unknown>>,
  files: JobFiles,
): Training {
  const grader = spec.method?.reinforcement?.grader
  return {
    method: readMethod(spec).type,
    seed: record.wire.seed,
    epochs: Number(hyperparameters.n_epochs),
    stepsPerEpoch: Math.ceil(files.training.examples / Number(hyperparameters.batch_size)),
    validated: files.validation !== undefined,
    evalInterval: Number(hyperparameters.eval_interval ?? 1),
    graders: listGraders(grader),
  }
}

/** Returns the graders that have their own scores: those within a `multi`, or the only one. */
function listGraders(
  grader: NonNullable<NonNullable<CreateSpec['method']>['reinforcement']>['grader'] | undefined,
) {
  const all = grader?.type === 'multi' ? Object.values(grader.graders) : grader ? [grader] : []
  return all.map(({ name, type }) => ({ name: typeof name === 'string' ? name : type, type }))
}

/** Returns the hyperparameters with a number in place of every `auto`. */
function resolveHyperparameters(spec: CreateSpec, examples: number): Record<string, unknown> {
  const { type, hyperparameters } = readMethod(spec)
  const chosen = Object.fromEntries(Object.entries(hyperparameters).filter(([, value]) => value !== 'auto'))
  // Three epochs, unless that makes very few or very many examples: a heuristic that OpenAI once published.
  const few = Math.min(25, Math.floor(100 / examples))
  const many = Math.max(1, Math.floor(25_000 / examples))
  const epochs = examples * 3 < 100 ? few : Math.min(3, many)
  const resolved: Record<string, unknown> = {
    n_epochs: epochs,
    batch_size: Math.min(256, Math.max(1, Math.round(examples * 0.002))),
    learning_rate_multiplier: 2,
    ...(type === 'dpo' && { beta: 0.1 }),
    ...chosen,
  }
  if (type !== 'reinforcement') return resolved
  const steps = Number(resolved.n_epochs) * Math.ceil(examples / Number(resolved.batch_size))
  const interval = Math.max(1, Math.round(steps / 5))
  return {
    reasoning_effort: 'medium',
    compute_multiplier: 1,
    eval_interval: interval,
    eval_samples: 1,
    ...resolved,
  }
}

/** Returns the transition that ends a job because of a problem with a file. */
export function failed(problem: FileProblem): Transition {
  return { status: 'failed', set: { error: problem }, events: [{ level: 'error', message: problem.message }] }
}
