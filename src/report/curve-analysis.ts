import type { MetricTable, Point, Series } from '../openai/metrics.ts'
import { type Curves, findBestPoint, getCurves, MIN_POINTS, movingAverage, TRAINING_LOSS } from './curves.ts'
import { formatInteger, formatMetric } from './format.ts'

/** How far a curve must have moved to have risen or fallen, as a part of its best value. */
const TOLERANCE = 0.03
/** And in standard errors of its own noise. */
const NOISE_FACTOR = 3

/** Returns sentences about overfitting and divergence; none if the curves are too short. */
export function diagnoseTraining(table: MetricTable): string[] {
  const divergence = describeDivergence(table)
  if (divergence) return [divergence]
  const curves = getCurves(table)
  if (!curves) return []
  const { title, sign, training, validation } = curves
  if (validation.length >= MIN_POINTS) return [describeValidation(curves)]
  if (training.length < 2 * MIN_POINTS) return []
  const movement = describeMovement('training', title, analyzeCurve(training, sign))
  return [`${movement}; without validation metrics, overfitting cannot be detected.`]
}

function describeValidation({ title, sign, training, validation, validationName: name }: Curves): string {
  const analysis = analyzeCurve(validation, sign)
  const { best, last, worsened } = analysis
  if (!worsened) return `${describeMovement(name, title, analysis)}: no sign of overfitting.`
  const since = training.filter(({ step }) => step >= best.step)
  const keepsLearning = since.length >= MIN_POINTS && analyzeCurve(since, sign).gained
  const peak = `was best at step ${formatInteger(best.step)} (${formatMetric(best.value)})`
  if (!keepsLearning) return `${capitalize(name)} ${title} ${peak} and ended at ${formatMetric(last.value)}.`
  const [turned, continued] = title === 'loss' ? ['risen', 'fall'] : ['fallen', 'rise']
  const percent = Math.round(100 * Math.abs(last.value / best.value - 1))
  return `The model overfits: ${name} ${title} ${peak} and has since ${turned} to ${formatMetric(last.value)} (${percent} %), while training ${title} continued to ${continued}.`
}

/** The course of a curve without its noise. */
interface CurveAnalysis {
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

/** Smooths a curve and compares its points; a difference counts if it is larger than the noise explains. */
function analyzeCurve(series: Series, sign: Curves['sign']): CurveAnalysis {
  const width = Math.max(1, Math.round(series.length / 12))
  const smooth = movingAverage(series, width)
  const noise = noiseLevel(series.map(({ value }) => value)) / Math.sqrt(width)
  const [first = ORIGIN, last = first] = [smooth[0], smooth.at(-1)]
  const best = findBestPoint(smooth, sign) ?? first
  const threshold = Math.max(TOLERANCE * Math.abs(best.value), NOISE_FACTOR * noise)
  const [before = first] = smooth.slice(Math.floor(smooth.length * 0.75) - 1)
  return {
    first,
    best,
    last,
    gained: sign * (first.value - last.value) > threshold,
    worsened: sign * (last.value - best.value) > threshold,
    improving: sign * (before.value - last.value) > threshold,
  }
}

const ORIGIN: Point = { step: 0, value: 0 }

function describeMovement(
  name: 'training' | Curves['validationName'],
  title: Curves['title'],
  { first, last, improving }: CurveAnalysis,
): string {
  const change = `${capitalize(name)} ${title} went from ${formatMetric(first.value)} to ${formatMetric(last.value)}`
  return improving ? `${change} and was still improving at the end` : `${change} and has leveled off`
}

const capitalize = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/**
 * Estimates the standard deviation of the noise from how much each value differs from the mean of its neighbors: the
 * variance of that is 6/4 of the noise's. A bent curve counts as noisier than it is, so that doubt means silence.
 */
function noiseLevel(values: readonly number[]): number {
  const bends: number[] = []
  let before: number | undefined
  let value: number | undefined
  for (const next of values) {
    if (before !== undefined && value !== undefined) bends.push(value - (before + next) / 2)
    before = value
    value = next
  }
  const square = bends.reduce((sum, bend) => sum + bend * bend, 0) / Math.max(1, bends.length)
  return Math.sqrt(square / 1.5)
}

/** Returns a sentence if the training loss is not a finite number any more, or far above where it began. */
function describeDivergence({ series }: MetricTable): string | undefined {
  const loss = series.get(TRAINING_LOSS) ?? []
  const broken = loss.find(({ value }) => !Number.isFinite(value))
  const hint = 'Lower "learning_rate_multiplier".'
  if (broken && !Number.isFinite(loss.at(-1)?.value))
    return `The training has diverged: its loss is not a finite number since step ${formatInteger(broken.step)}. ${hint}`
  const finite = loss.filter(({ value }) => Number.isFinite(value))
  if (finite.length < 2 * MIN_POINTS) return undefined
  const { first, last } = analyzeCurve(finite, 1)
  return last.value > 2 * first.value
    ? `The training has diverged: its loss rose from ${formatMetric(first.value)} to ${formatMetric(last.value)}. ${hint}`
    : undefined
}
