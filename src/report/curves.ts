import type { MetricTable, Point, Series } from '../openai/metrics.ts'

/** Returns whether less (1) or more (-1) of a metric is better, by its name; 0 if the name does not say. */
export function getLossSign(name: string): 1 | -1 | 0 {
  if (/loss|error/i.test(name)) return 1
  return /accuracy|reward|score/i.test(name) && !/unresponsive/i.test(name) ? -1 : 0
}

/** Rewards on the validation file, under the names of several API versions. */
export const VALIDATION_REWARDS: readonly string[] = [
  'scores.valid_reward_mean',
  'full_valid_mean_reward',
  'valid_mean_reward',
  'valid_reward_mean',
]
/** The loss on all of the validation file. */
export const FULL_VALIDATION_LOSS = 'full_valid_loss'
/** The loss on samples of the validation file. */
export const VALIDATION_LOSS = 'valid_loss'
/** Rewards on the training file, under the names of several servers. */
export const TRAINING_REWARDS: readonly string[] = [
  'train_mean_reward',
  'scores.train_reward_mean',
  'train_reward_mean',
  // Amazon Bedrock's.
  'critic_rewards_mean',
]
/** The loss that training minimizes. */
export const TRAINING_LOSS = 'train_loss'

/** With fewer points there is no curve: two of three go up by chance. */
export const MIN_POINTS = 4

/** The curves of a training: rewards if the job has any, else losses. */
export interface Curves {
  title: 'loss' | 'reward'
  /** Whether less (1) or more (-1) is better. */
  sign: 1 | -1
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
  const longest = (names: readonly string[]) =>
    names.map((name) => finiteSeries(table, name)).reduce((a, b) => (b.length > a.length ? b : a), [])
  const rewards = { training: longest(TRAINING_REWARDS), validation: longest(VALIDATION_REWARDS) }
  if (rewards.training.length + rewards.validation.length > 0)
    return {
      title: 'reward',
      sign: -1,
      ...rewards,
      validationName: 'validation',
      sampled: rewards.validation,
    }
  const training = finiteSeries(table, TRAINING_LOSS)
  const full = finiteSeries(table, FULL_VALIDATION_LOSS)
  const sampled = longest([FULL_VALIDATION_LOSS, VALIDATION_LOSS])
  // The loss on samples counts only where that on the whole file has too few points for a curve.
  const validation = full.length >= MIN_POINTS ? full : sampled
  if (training.length + validation.length === 0) return undefined
  const validationName = sampled.length > validation.length ? 'full validation' : 'validation'
  return { title: 'loss', sign: 1, training, validation, validationName, sampled }
}

/** Returns the finite values of a metric. */
export function finiteSeries({ series }: Pick<MetricTable, 'series'>, name: string): Series {
  return (series.get(name) ?? []).filter(({ value }) => Number.isFinite(value))
}

/** Returns the first point with the lowest (1) or the highest (-1) value; undefined if none is better (0). */
export function findBestPoint<P extends Pick<Point, 'value'>>(
  points: readonly P[],
  sign: 1 | -1 | 0,
): P | undefined {
  const [first] = points
  if (sign === 0 || !first) return undefined
  return points.reduce((a, b) => (sign * (b.value - a.value) < 0 ? b : a), first)
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
