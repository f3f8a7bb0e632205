import type { MetricTable, Series } from '../openai/metrics.ts'

/** A metric to judge a model by; with `sign` 1 less of it is better, with -1 more. */
export interface CurveMetric {
  name: string
  title: string
  sign: 1 | -1
}

/** Returns whether less (1) or more (-1) of a metric is better, by its name; 0 if the name does not say. */
export function getLossSign(name: string): 1 | -1 | 0 {
  if (/loss|error/i.test(name)) return 1
  return /accuracy|reward|score/i.test(name) && !/unresponsive/i.test(name) ? -1 : 0
}

/** Rewards on the validation file, under the names of several API versions. */
export const VALIDATION_REWARDS: readonly CurveMetric[] = [
  'scores.valid_reward_mean',
  'full_valid_mean_reward',
  'valid_mean_reward',
  'valid_reward_mean',
].map((name) => ({ name, title: 'validation reward', sign: -1 }))
/** Losses on the validation file: on all of it, and on samples of it. */
export const VALIDATION_LOSSES: readonly CurveMetric[] = [
  { name: 'full_valid_loss', title: 'full validation loss', sign: 1 },
  { name: 'valid_loss', title: 'validation loss', sign: 1 },
]
const TRAINING_REWARDS: readonly CurveMetric[] = [
  'train_mean_reward',
  'scores.train_reward_mean',
  'train_reward_mean',
  // Amazon Bedrock's.
  'critic_rewards_mean',
].map((name) => ({ name, title: 'training reward', sign: -1 }))
/** The loss that training minimizes. */
export const TRAINING_LOSS: CurveMetric = { name: 'train_loss', title: 'training loss', sign: 1 }

/** With fewer points there is no curve: two of three go up by chance. */
export const MIN_POINTS = 4

/** The curves of a training: rewards if the job has any, else losses. */
export interface Curves {
  title: 'loss' | 'reward'
  training: Series
  /** The most significant validation curve. */
  validation: Series
  /** What to call it, beside a chart of the loss of samples. */
  validationName: 'validation' | 'full validation'
  /** The validation curve with the most points: samples are validated earlier and more often than the whole file. */
  sampled: Series
}

/** Returns the curves of a job, or undefined if it has neither losses nor rewards. */
export function getCurves(table: Pick<MetricTable, 'series'>): Curves | undefined {
  const curve = (metrics: readonly CurveMetric[]) =>
    longest(metrics.map(({ name }) => finiteSeries(table, name)))
  const reward = { training: curve(TRAINING_REWARDS), validation: curve(VALIDATION_REWARDS) }
  if (reward.training.length + reward.validation.length > 0)
    return { title: 'reward', ...reward, validationName: 'validation', sampled: reward.validation }
  const loss = { training: curve([TRAINING_LOSS]), validation: validationLoss(table) }
  if (loss.training.length + loss.validation.length === 0) return undefined
  const sampled = curve(VALIDATION_LOSSES)
  // The loss on samples is only passed over for that on the whole file.
  const validationName = sampled.length > loss.validation.length ? 'full validation' : 'validation'
  return { title: 'loss', ...loss, validationName, sampled }
}

/** Prefers the loss on the whole validation file, unless it has too few points for a curve. */
function validationLoss(table: Pick<MetricTable, 'series'>): Series {
  const full = finiteSeries(table, 'full_valid_loss')
  return full.length >= MIN_POINTS ? full : longest([full, finiteSeries(table, 'valid_loss')])
}

const longest = (all: Series[]) => all.reduce((a, b) => (b.length > a.length ? b : a), [])

/** Returns the finite values of a metric. */
export function finiteSeries({ series }: Pick<MetricTable, 'series'>, name: string): Series {
  return (series.get(name) ?? []).filter(({ value }) => Number.isFinite(value))
}

/** Smooths a curve: each point becomes the mean of the `width` points around it, as far as there are. */
export function movingAverage(series: Series, width: number): Series {
  const reach = Math.floor(width / 2)
  const block = 2 * reach + 1
  const end = series.length
  // Two sums within blocks of the window's width give the sum of any window. With differences of running totals, one
  // value of 1e20 would swallow all values after it.
  const fromStart = new Float64Array(end)
  const toEnd = new Float64Array(end)
  let sum = 0
  for (const [i, { value }] of series.entries()) {
    sum = i % block === 0 ? value : sum + value
    fromStart[i] = sum
  }
  sum = 0
  for (const [back, { value }] of series.toReversed().entries()) {
    const i = end - 1 - back
    sum = (i + 1) % block === 0 ? value : sum + value
    toEnd[i] = sum
  }
  const blockIndex = (i: number) => Math.floor(i / block)
  const sumWindow = (first: number, last: number) => {
    const [head = 0, tail = 0] = [toEnd[first], fromStart[last]]
    if (first % block === 0) return tail
    return blockIndex(first) === blockIndex(last) ? head : head + tail
  }
  return series.map(({ step }, i) => {
    const [first, last] = [Math.max(0, i - reach), Math.min(end - 1, i + reach)]
    return { step, value: sumWindow(first, last) / (last - first + 1) }
  })
}
