import { type CreateSpec, methodFields, methodOf } from './create.ts'
import type { Dialect } from './dialect.ts'
import { type FileProblem, fileProblem, type StoredFile } from './files.ts'
import { type JobRecord, type Moment, says } from './job.ts'
import { resultCsv, type Step, type Training, trainingSteps } from './training.ts'

/** How long the parts of a job's life take. */
export interface Timing {
  /** Each of: validating the files, waiting in the queue, finishing, and pausing. */
  readonly phaseMs: number
  /** All training steps together. */
  readonly trainMs: number
  /** From the terminal status to the first event that comes after it; as long again to the last. */
  readonly lateMs: number
}

/** About eight seconds: a person can watch. */
export const watchable: Timing = { phaseMs: 800, trainMs: 4_800, lateMs: 400 }

/** The first look after the creation sees the whole life. */
export const instant: Timing = { phaseMs: 0, trainMs: 0, lateMs: 0 }

/** The whole life of a healthy job, or of one whose files are not in order. The first moment is its creation. */
export function lifeOf(
  record: JobRecord,
  spec: CreateSpec,
  files: { readonly training: StoredFile; readonly validation: StoredFile | undefined },
  timing: Timing,
  dialect: Dialect,
  mostShown: number,
): Moment[] {
  const { type } = methodOf(spec)
  const and = files.validation ? ` and validation file: ${files.validation.id}` : ''
  const birth = says(
    `Created fine-tuning job: ${record.id}`,
    'This is the sandbox: no model is trained.',
    `Validating training file: ${files.training.id}${and}`,
  )
  const problem =
    fileProblem(files.training, type, 'training_file') ??
    (files.validation && fileProblem(files.validation, type, 'validation_file'))
  if (problem) return [birth, { ...failure(problem), afterMs: timing.phaseMs }]

  const hyperparameters = resolve(spec, files.training.examples)
  const training = trainingOf(record, spec, hyperparameters, files)
  const steps = trainingSteps(training, mostShown)
  const columns: Dialect['resultColumns'] =
    type === 'reinforcement'
      ? ['step', 'train_mean_reward', 'full_valid_mean_reward'].map((name) => [name, name])
      : dialect.resultColumns
  const quarter = Math.ceil(files.training.bytes / 4)
  return [
    birth,
    { ...says('Files validated, moving job to queued state'), afterMs: timing.phaseMs, status: 'queued' },
    {
      ...says('Fine-tuning job started'),
      afterMs: timing.phaseMs,
      status: 'running',
      set: methodFields(spec, hyperparameters),
    },
    ...steps.map((step, index) =>
      stepMoment(record, step, steps[index - 1]?.step ?? 0, steps.at(-1)?.step ?? 1, timing),
    ),
    {
      afterMs: timing.phaseMs,
      status: 'succeeded',
      set: { trained_tokens: quarter * training.epochs },
      results: resultCsv(steps, columns),
    },
    { ...says(`New fine-tuned model created: ${record.modelName}`), afterMs: timing.lateMs },
    { ...says('The job has successfully completed'), afterMs: timing.lateMs },
  ]
}

function stepMoment(record: JobRecord, step: Step, before: number, total: number, timing: Timing): Moment {
  const last = step.step === total
  const model = `${record.modelName}:ckpt-step-${step.step}`
  return {
    afterMs: (timing.trainMs * (step.step - before)) / total,
    says: [
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

function trainingOf(
  record: JobRecord,
  spec: CreateSpec,
  hyperparameters: Readonly<Record<string, unknown>>,
  files: { readonly training: StoredFile; readonly validation: StoredFile | undefined },
): Training {
  const grader = spec.method?.reinforcement?.grader
  return {
    method: methodOf(spec).type,
    seed: record.wire.seed,
    epochs: Number(hyperparameters.n_epochs),
    stepsPerEpoch: Math.ceil(files.training.examples / Number(hyperparameters.batch_size)),
    validated: files.validation !== undefined,
    evalInterval: Number(hyperparameters.eval_interval ?? 1),
    graders: gradersOf(grader),
  }
}

/** The graders that have scores of their own: those within a `multi`, else the one. */
function gradersOf(
  grader: NonNullable<NonNullable<CreateSpec['method']>['reinforcement']>['grader'] | undefined,
) {
  const all = grader?.type === 'multi' ? Object.values(grader.graders) : grader ? [grader] : []
  return all.map(({ name, type }) => ({ name: name ?? type, type }))
}

/** Numbers in place of every `auto`. */
function resolve(spec: CreateSpec, examples: number): Record<string, unknown> {
  const { type, hyperparameters } = methodOf(spec)
  const chosen = Object.fromEntries(Object.entries(hyperparameters).filter(([, value]) => value !== 'auto'))
  // Three epochs, unless that makes very few or very many examples: the heuristic once published.
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

/** How a job ends that has a problem with its files. */
export function failure(problem: FileProblem): Moment {
  return { status: 'failed', set: { error: problem }, says: [{ level: 'error', message: problem.message }] }
}
