import type { MetricTable, Point, Series } from '../openai/metrics.ts'
import type { Checkpoint } from '../openai/wire.ts'
import { count, metricValue, number } from './format.ts'

/** The model to use of all that a job has made, and why. */
export interface Best {
  model: string
  /** The step that it is of, where known. */
  step?: number | undefined
  /** A sentence. */
  why: string
}

/** A curve that tells how good the model is on data that it is not trained on; `sign` makes less of it better. */
interface Measure {
  name: string
  title: string
  sign: 1 | -1
}

/** Whether less (1) or more (-1) of a metric is better, by its name; 0 where nobody knows. */
export function senseOf(name: string): 1 | -1 | 0 {
  if (/loss|error/i.test(name)) return 1
  return /accuracy|reward|score/i.test(name) && !/unresponsive/i.test(name) ? -1 : 0
}

/** The most telling first (OpenAI's guides): reward, loss on the whole validation file, loss on samples of it. */
const REWARDS: readonly Measure[] = [
  'scores.valid_reward_mean',
  'full_valid_mean_reward',
  'valid_mean_reward',
  'valid_reward_mean',
].map((name) => ({ name, title: 'validation reward', sign: -1 }))
const LOSSES: readonly Measure[] = [
  { name: 'full_valid_loss', title: 'full validation loss', sign: 1 },
  { name: 'valid_loss', title: 'validation loss', sign: 1 },
]
/** What the training itself goes by. */
const TRAINING_REWARDS: readonly Measure[] = [
  'train_mean_reward',
  'scores.train_reward_mean',
  'train_reward_mean',
].map((name) => ({ name, title: 'training reward', sign: -1 }))
const TRAINING_LOSS: Measure = { name: 'train_loss', title: 'training loss', sign: 1 }

/** The curve of what is learned and, if there is one, of what that is worth elsewhere: rewards where there are any. */
export interface Curves {
  title: 'loss' | 'reward'
  training: Series
  /** The most telling one. */
  validation: Series
  /** The one of the most points: on samples of the validation file it is taken earlier and more often. */
  sampled: Series
}

/** The curves to be shown of a job; undefined where there is nothing to be shown. */
export function curvesOf(table: Pick<MetricTable, 'series'>): Curves | undefined {
  const curve = (measures: readonly Measure[]) => longest(measures.map(({ name }) => finite(table, name)))
  const reward = { training: curve(TRAINING_REWARDS), validation: curve(REWARDS) }
  if (reward.training.length + reward.validation.length > 0)
    return { title: 'reward', ...reward, sampled: reward.validation }
  const loss = { training: curve([TRAINING_LOSS]), validation: validationLoss(table) }
  if (loss.training.length + loss.validation.length === 0) return undefined
  return { title: 'loss', ...loss, sampled: curve(LOSSES) }
}

/** The loss on the whole validation file where it was taken often enough to be a curve; else that on samples of it, too. */
function validationLoss(table: Pick<MetricTable, 'series'>): Series {
  const full = finite(table, 'full_valid_loss')
  return full.length >= FEWEST_POINTS ? full : longest([full, finite(table, 'valid_loss')])
}

const longest = (all: Series[]) => all.reduce((a, b) => (b.length > a.length ? b : a), [])

function finite({ series }: Pick<MetricTable, 'series'>, name: string): Series {
  return (series.get(name) ?? []).filter(({ value }) => Number.isFinite(value))
}

/**
 * The best of a job's models: the one with the highest validation reward, else the lowest full validation loss, else
 * the lowest validation loss. The final model where nothing tells them apart, or where that is the one.
 */
export function bestCheckpoint(
  checkpoints: readonly Checkpoint[],
  table: Pick<MetricTable, 'series'>,
  finalModel: string | undefined,
): Best | undefined {
  const lastStep = Math.max(
    0,
    ...checkpoints.map(({ step = 0 }) => step),
    ...[...table.series.values()].map((series) => series.at(-1)?.step ?? 0),
  )
  for (const { name, title, sign } of [...REWARDS, ...LOSSES]) {
    const values = new Map(finite(table, name).map(({ step, value }) => [step, value]))
    const rated = checkpoints.flatMap(({ model, step = -1 }) => {
      const value = values.get(step)
      return value === undefined ? [] : [{ model, step, value }]
    })
    if (new Set(rated.map(({ value }) => value)).size < 2) continue
    // Of equals the later one: it has seen more.
    const best = rated.reduce((a, b) => {
      const ahead = sign * (a.value - b.value)
      return ahead > 0 || (ahead === 0 && b.step > a.step) ? b : a
    })
    const isFinal = best.model === finalModel || best.step >= lastStep
    const which = sign === 1 ? 'lowest' : 'highest'
    const why = `It has the ${which} ${title} of ${count(rated.length, 'checkpoint')}: ${metricValue(best.value)} at step ${number(best.step)}${isFinal ? ', the last one' : ''}.`
    return { model: isFinal && finalModel ? finalModel : best.model, step: best.step, why }
  }
  return finalModel === undefined
    ? undefined
    : { model: finalModel, why: 'It is the final model; no validation metric tells the checkpoints apart.' }
}

/** Fewer points are no curve: two of three go up by chance. */
const FEWEST_POINTS = 4
/** How far a curve must have moved to have risen or fallen, as a part of its best value. */
const TOLERANCE = 0.03
/** And in standard errors of its own noise. */
const SURE = 3

/** What the curves say about the training, each in one sentence; nothing where they are too short to say it. */
export function judgements(table: MetricTable): string[] {
  const diverged = divergence(table)
  if (diverged) return [diverged]
  const curves = curvesOf(table)
  if (!curves) return []
  const { title, training, validation } = curves
  const sign = title === 'loss' ? 1 : -1
  const course = validation.length >= FEWEST_POINTS ? courseOf(validation, sign) : undefined
  if (!course) {
    const own = training.length >= 2 * FEWEST_POINTS ? courseOf(training, sign) : undefined
    return own
      ? [`${movement('Training', title, own)}; without a curve of validation nobody knows what it is worth.`]
      : []
  }
  const since = training.filter(({ step }) => step >= course.best.step)
  const learnsOn = since.length >= FEWEST_POINTS && courseOf(since, sign).gained
  if (course.worsened && learnsOn) {
    const [turned, went] = title === 'loss' ? ['risen', 'falling'] : ['fallen', 'rising']
    const change = Math.abs(course.last.value / course.best.value - 1)
    return [
      `The model overfits: validation ${title} was best at step ${number(course.best.step)} (${metricValue(course.best.value)}) and has since ${turned} to ${metricValue(course.last.value)} (${Math.round(100 * change)} %), while training ${title} went on ${went}.`,
    ]
  }
  if (course.worsened)
    return [
      `Validation ${title} was best at step ${number(course.best.step)} (${metricValue(course.best.value)}) and ended at ${metricValue(course.last.value)}.`,
    ]
  return [`${movement('Validation', title, course)}: no sign of overfitting.`]
}

/** A curve without its noise. */
interface Course {
  first: Point
  best: Point
  last: Point
  /** It ended clearly better than it began. */
  gained: boolean
  /** It ended clearly worse than it was at its best. */
  worsened: boolean
  /** It was still getting better at its end. */
  improving: boolean
}

/** The course of a curve: the means of its stretches, told apart where they differ by more than its noise explains. */
function courseOf(series: Series, sign: 1 | -1): Course {
  const width = Math.max(1, Math.round(series.length / 12))
  const smooth = smoothed(series, width)
  const noise = scatter(series.map(({ value }) => value)) / Math.sqrt(width)
  const [first = NOWHERE, last = first] = [smooth[0], smooth.at(-1)]
  const best = smooth.reduce((a, b) => (sign * (a.value - b.value) > 0 ? b : a), first)
  const enough = Math.max(TOLERANCE * Math.abs(best.value), SURE * noise)
  const before = smooth[Math.floor(smooth.length * 0.75) - 1] ?? first
  return {
    first,
    best,
    last,
    gained: sign * (first.value - last.value) > enough,
    worsened: sign * (last.value - best.value) > enough,
    improving: sign * (before.value - last.value) > enough,
  }
}

const NOWHERE: Point = { step: 0, value: 0 }

function movement(whose: string, title: string, { first, last, improving }: Course): string {
  const span = `${whose} ${title} went from ${metricValue(first.value)} to ${metricValue(last.value)}`
  return improving ? `${span} and was still getting better at the end` : `${span} and has levelled off`
}

/** Each point of the curve as the mean of so many points around it, as far as there are. */
export function smoothed(series: Series, width: number): Series {
  const reach = Math.floor(width / 2)
  const block = 2 * reach + 1
  const end = series.length
  // Sums within blocks of the width: two of them make any window. With running totals, and their differences, one value
  // of 1e20 would swallow all that come after it.
  const fromStart = new Float64Array(end)
  const toEnd = new Float64Array(end)
  for (const [i, { value }] of series.entries())
    fromStart[i] = value + (i % block === 0 ? 0 : (fromStart[i - 1] ?? 0))
  for (let i = end - 1; i >= 0; i--)
    toEnd[i] = (series[i]?.value ?? 0) + ((i + 1) % block === 0 ? 0 : (toEnd[i + 1] ?? 0))
  const blockOf = (i: number) => Math.floor(i / block)
  const sum = (first: number, last: number) => {
    if (first % block === 0) return fromStart[last] ?? 0
    return (toEnd[first] ?? 0) + (blockOf(first) === blockOf(last) ? 0 : (fromStart[last] ?? 0))
  }
  return series.map(({ step }, i) => {
    const [first, last] = [Math.max(0, i - reach), Math.min(end - 1, i + reach)]
    return { step, value: sum(first, last) / (last - first + 1) }
  })
}

/**
 * The standard deviation of the noise: from how each value differs from the mean of its neighbours, whose variance is
 * 6/4 of that of the noise. A curve that bends by itself counts as noisier than it is, which errs on the side of silence.
 */
function scatter(values: readonly number[]): number {
  const bends = values.slice(1, -1).map((value, i) => value - ((values[i] ?? 0) + (values[i + 2] ?? 0)) / 2)
  const square = bends.reduce((sum, bend) => sum + bend * bend, 0) / Math.max(1, bends.length)
  return Math.sqrt(square / 1.5)
}

/** Loss that is no number any more, or far above where it began. */
function divergence({ series }: MetricTable): string | undefined {
  const loss = series.get(TRAINING_LOSS.name) ?? []
  const broken = loss.find(({ value }) => !Number.isFinite(value))
  const hint = 'Lower "learning_rate_multiplier".'
  if (broken && !Number.isFinite(loss.at(-1)?.value))
    return `The training has diverged: its loss is no finite number since step ${number(broken.step)}. ${hint}`
  const usable = loss.filter(({ value }) => Number.isFinite(value))
  if (usable.length < 2 * FEWEST_POINTS) return undefined
  const { first, last } = courseOf(usable, 1)
  return last.value > 2 * first.value
    ? `The training has diverged: its loss rose from ${metricValue(first.value)} to ${metricValue(last.value)}. ${hint}`
    : undefined
}

/** How the estimate of the billable tokens compares with what the server has counted: one sentence. */
export function tokenJudgement(
  estimated: number | undefined,
  trained: number | undefined,
): string | undefined {
  if (!estimated || !trained) return undefined
  const off = Math.round((100 * (estimated - trained)) / trained)
  if (off === 0) return 'The estimate was right.'
  return `The estimate was ${Math.abs(off)} % too ${off > 0 ? 'high' : 'low'}.`
}
