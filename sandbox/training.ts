/** The parameters that determine the steps of a training. */
export interface Training {
  readonly method: 'supervised' | 'dpo' | 'reinforcement'
  readonly seed: number
  readonly epochs: number
  readonly stepsPerEpoch: number
  readonly validated: boolean
  /** Steps between validations, of reinforcement. */
  readonly evalInterval: number
  readonly graders: readonly { readonly name: string; readonly type: string }[]
}

/** One step of a training. */
export interface TrainingStep {
  readonly step: number
  readonly message: string
  readonly data: Readonly<Record<string, unknown>>
  /** The metrics of the step in its checkpoint and in the result file. */
  readonly metrics: Readonly<Record<string, number>>
  /** The nested scores that only the checkpoint has. */
  readonly scores?: Readonly<Record<string, unknown>>
  readonly checkpoint: boolean
}

/** Returns plausible steps of a training that never took place; the same seed gives the same steps. */
export function trainingSteps(training: Training, maxSteps: number): TrainingStep[] {
  const total = training.epochs * training.stepsPerEpoch
  const interval = training.method === 'reinforcement' ? training.evalInterval : training.stepsPerEpoch
  const every = Math.ceil(total / maxSteps)
  const random = randomNumbers(training.seed)
  const steps: TrainingStep[] = []
  for (let step = 1; step <= total; step++) {
    const checkpoint = step % interval === 0 || step === total
    if (!checkpoint && step % every !== 0) continue
    const moment = { step, total, checkpoint, validate: training.validated && steps.length % 5 === 4 }
    steps.push(
      training.method === 'reinforcement'
        ? rewardStep(training, moment, random)
        : lossStep(training, moment, random),
    )
  }
  return steps
}

interface StepPosition {
  readonly step: number
  readonly total: number
  readonly checkpoint: boolean
  readonly validate: boolean
}

function lossStep(
  training: Training,
  { step, total, checkpoint, validate }: StepPosition,
  random: () => number,
): TrainingStep {
  // Preference training starts with two equally likely answers, at ln 2.
  const [start, floor] = training.method === 'dpo' ? [Math.LN2, 0.2] : [2.2, 0.4]
  const loss = (gap: number, noise: number) => {
    const smooth = floor + gap + (start - floor) * Math.exp((-4 * step) / total)
    return round(smooth * (1 + noise * (random() - 0.5)))
  }
  const accuracy = (loss: number) => round(Math.exp(-0.4 * loss))
  const metrics: Record<string, number> = { step }
  const add = (prefix: string, value: number) => {
    metrics[`${prefix}_loss`] = value
    metrics[`${prefix}_mean_token_accuracy`] = accuracy(value)
  }
  let message = `Step ${step}/${total}: `
  const train = loss(0, 0.2)
  add('train', train)
  message += `training loss=${train.toFixed(2)}`
  if (validate || (checkpoint && training.validated)) {
    const valid = loss(0.1, 0.2)
    add('valid', valid)
    message += `, validation loss=${valid.toFixed(2)}`
  }
  if (checkpoint && training.validated) {
    const full = loss(0.1, 0.02)
    add('full_valid', full)
    message += `, full validation loss=${full.toFixed(2)}`
  }
  return { step, message, metrics, checkpoint, data: { ...metrics, total_steps: total } }
}

function rewardStep(
  { graders, validated }: Training,
  { step, total, checkpoint }: StepPosition,
  random: () => number,
): TrainingStep {
  const reward = (noise: number) =>
    round(0.2 + 0.6 * (1 - Math.exp((-3 * step) / total)) + noise * (random() - 0.5))
  const train = reward(0.1)
  const valid = checkpoint && validated ? reward(0.04) : null
  const tokens = round(400 + 100 * random())
  // The scores of the graders differ a little; the reward is their mean.
  const scoreBy = (all: number | null, index: number) =>
    all === null ? null : round(all + 0.1 * (index - (graders.length - 1) / 2))
  const each = (facts: (index: number) => Record<string, unknown>) =>
    graders.map(({ name, type }, index) => ({ name, type, ...facts(index) }))
  // Early answers are not always in the requested form.
  const unreadable = round(0.2 * Math.exp((-6 * step) / total))
  const errors = Object.fromEntries(
    ['sample_parse_error', 'invalid_variable_error', 'other_error'].flatMap((error, index) => [
      [`train_${error}_mean`, index === 0 ? unreadable : 0],
      [`train_${error}_count`, index === 0 ? Math.round(100 * unreadable) : 0],
    ]),
  )
  const full: Record<string, number> =
    valid === null ? {} : { full_valid_mean_reward: valid, full_valid_mean_parse_error: unreadable }
  const metrics = { step, train_mean_reward: train, ...full }
  const scores = {
    graders: each((index) => ({
      train_reward_mean: scoreBy(train, index),
      valid_reward_mean: scoreBy(valid, index),
    })),
    train_reward_mean: train,
    valid_reward_mean: valid,
  }
  const validation =
    valid === null
      ? ''
      : `, full validation mean reward=${valid.toFixed(2)}, full validation mean parse error=${unreadable.toFixed(2)}`
  return {
    step,
    checkpoint,
    metrics,
    scores,
    message: `Step ${step}/${total} , train mean reward=${train.toFixed(2)}${validation}`,
    data: {
      ...metrics,
      total_steps: total,
      mean_unresponsive_rewards: 0,
      reasoning_tokens_mean: tokens,
      completion_tokens_mean: round(tokens * 1.2),
      valid_reasoning_tokens_mean: valid === null ? null : tokens,
      scores,
      usage: {
        graders: [],
        samples: { train_reasoning_tokens_mean: tokens, train_reasoning_tokens_count: 8 },
      },
      errors: { graders: each(() => errors) },
      timing: {
        step: { eval: valid === null ? 0 : 2.1, sampling: 6.4, training: 3.2, full_iteration: 12.5 },
        graders: each(() => ({ train_execution_latency_mean: 0.02, valid_execution_latency_mean: null })),
      },
      model_graders_token_usage: {},
    },
  }
}

/** Returns the result file: one row per step, with an empty cell for each missing metric. */
export function formatResultCsv(
  steps: readonly TrainingStep[],
  columns: readonly (readonly [string, string])[],
): string {
  const rows = steps.map(({ metrics }) => columns.map(([, metric]) => metrics[metric] ?? '').join(','))
  return `${[columns.map(([name]) => name).join(','), ...rows].join('\n')}\n`
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000
}

/** Returns a Mulberry32 generator, which gives the same numbers on every machine. */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let bits = Math.imul(state ^ (state >>> 15), 1 | state)
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32
  }
}
