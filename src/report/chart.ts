import type { MetricTable, Point, Series } from '../openai/metrics.ts'
import { curvesOf, smoothed } from './curve-analysis.ts'
import { metricValue, number } from './format.ts'

const BARS = '▁▂▃▄▅▆▇█'

/** The values as bars of eight heights, each the mean of its stretch: for the log, where a line has 80 columns. */
export function sparkline(values: readonly number[], width: number): string {
  const finite = values.filter(Number.isFinite)
  const bars = Math.min(width, finite.length)
  const means = Array.from({ length: bars }, (_, bar) => {
    const [from, to] = [bar, bar + 1].map((edge) => Math.floor((edge * finite.length) / bars))
    return mean(finite.slice(from, to))
  })
  const { low, high } = rangeOf(means)
  return means.map((value) => BARS[high > low ? Math.round((7 * (value - low)) / (high - low)) : 3]).join('')
}

/** Wide enough to tell a curve, few enough to be drawn in a moment. */
const MAX_POINTS = 60
/** From so many points on, the curve of the training is noise around a line. */
const NOISY_FROM = 40

/** A curve beyond this is no picture of anything. */
const LARGEST = 1e15

/**
 * GitHub's own accents: on white and on its dark grey alike they stand out (contrast above 3, WCAG 1.4.11). Faint is
 * the training as told, where it is also drawn smoothed.
 */
const [TRAINING, FAINT, VALIDATION] = ['#2f81f7', '#2f81f755', '#db6d28']

/**
 * The loss, or the reward, over the steps as a Mermaid chart with its legend; undefined where there are no two points.
 * `xychart-beta` because that is what it was called when GitHub's Mermaid learnt it; it draws no legend, and spaces the
 * points of a line evenly, so that every line is given its values at the same steps.
 */
export function chart(table: Pick<MetricTable, 'series'>): string | undefined {
  const curves = curvesOf(table)
  if (!curves) return undefined
  const { title, training, sampled: validation } = curves
  const steps = gridOf([training, validation])
  if (!steps) return undefined
  const isNoisy = training.length >= NOISY_FROM
  const lines = [
    ...(isNoisy ? [{ colour: FAINT, values: extremes(training, steps) }] : []),
    { colour: TRAINING, values: valuesAt(trend(training), steps) },
    { colour: VALIDATION, values: valuesAt(trend(validation), steps) },
  ].filter(({ values }) => values.length > 0)
  const shown = lines.filter(({ colour }) => colour !== FAINT).flatMap(({ values }) => values)
  const range = axisOf([...shown, ...usual(training)])
  if (!range) return undefined
  const [first] = validation
  const legend = [
    training.length > 0 && `🟦 training ${title}${isNoisy ? ' (faint: each step; full: their mean)' : ''}`,
    first &&
      `🟧 validation ${title}${first.step > (steps[1] ?? 0) ? ` (from step ${number(first.step)} on)` : ''}`,
  ]
  return `${drawing(title, steps, range, lines)}\n\n${legend.filter(Boolean).join(' · ')}`
}

/** The chart in Mermaid's language; nothing of it but numbers is anybody else's. */
function drawing(
  title: string,
  steps: readonly number[],
  [bottom, top]: readonly [number, number],
  lines: readonly { colour: string; values: readonly number[] }[],
): string {
  const plotColorPalette = lines.map(({ colour }) => colour).join(', ')
  const setting = {
    xyChart: { width: 800, height: 360 },
    // The theme that GitHub chooses for the page has the right letters, and its dark one a grey box around them.
    themeVariables: { xyChart: { plotColorPalette, backgroundColor: 'transparent' } },
  }
  // Mermaid draws beyond its axes what lies beyond them.
  const within = (value: number) => decimal(Math.min(top, Math.max(bottom, value)))
  return [
    '```mermaid',
    `%%{init: ${JSON.stringify(setting)}}%%`,
    'xychart-beta',
    `    x-axis "step" ${steps[0]} --> ${steps.at(-1)}`,
    `    y-axis "${title}" ${decimal(bottom)} --> ${decimal(top)}`,
    ...lines.map(({ values }) => `    line [${values.map(within).join(', ')}]`),
    '```',
  ].join('\n')
}

/** The curve without its noise, where there is enough of it to tell. */
function trend(curve: Series): Series {
  return curve.length >= NOISY_FROM ? smoothed(curve, Math.round(curve.length / 20)) : curve
}

/** The ends of the axis for these values, with a margin; below zero only where they are. */
function axisOf(values: readonly number[]): [bottom: number, top: number] | undefined {
  const { low, high } = rangeOf(values)
  // Written so that NaN is refused too: values of 1e308 have no sum.
  if (!(Math.max(-low, high) <= LARGEST)) return undefined
  const margin = 0.05 * (high - low || Math.abs(high) || 1)
  return [low >= 0 ? Math.max(0, low - margin) : low - margin, high + margin]
}

/** Mermaid knows no exponents. */
function decimal(value: number): string {
  const digits = Math.min(12, Math.max(1, 4 - Math.floor(Math.log10(Math.abs(value) || 1))))
  return value.toFixed(digits).replace(/\.?0+$/, '')
}

/** The lowest and the highest value of a curve, but for one in fifty at either end: single steps far off flatten all others. */
function usual(curve: Series): number[] {
  const values = Float64Array.from(curve, ({ value }) => value).sort()
  const aside = Math.floor(values.length / 50)
  return [values.at(aside), values.at(-1 - aside)].flatMap((value) => value ?? [])
}

/** At most so many steps, evenly spaced from the first to at least the last: whole numbers, since Mermaid adds them up. */
function gridOf(curves: readonly Series[]): number[] | undefined {
  const { low, high } = rangeOf(
    curves.flatMap((curve) => [curve[0], curve.at(-1)].flatMap((point) => point?.step ?? [])),
  )
  if (!(high > low)) return undefined
  const told = Math.max(...curves.map((curve) => curve.length))
  const stride = Math.ceil((high - low) / (Math.min(MAX_POINTS, told) - 1 || 1))
  return Array.from({ length: Math.ceil((high - low) / stride) + 1 }, (_, i) => low + i * stride)
}

/** The values of a curve at these steps: on the straight line between its points, and level beyond its ends. */
function valuesAt(curve: Series, steps: readonly number[]): number[] {
  const [first] = curve
  if (!first) return []
  let after = 0
  return steps.map((step) => {
    while (after < curve.length && (curve[after]?.step ?? 0) < step) after += 1
    const to = curve[after]
    const from = curve[after - 1]
    if (!to) return (from ?? first).value
    if (!from) return to.value
    return from.value + ((to.value - from.value) * (step - from.step)) / (to.step - from.step)
  })
}

/** The same, but that each stretch of two steps shows its lowest and its highest value, in their order. */
function extremes(curve: Series, steps: readonly number[]): number[] {
  const values = valuesAt(curve, steps)
  let at = 0
  for (let i = 0; i + 1 < steps.length; i += 2) {
    const until = steps[i + 2] ?? Number.POSITIVE_INFINITY
    const from = at
    while (at < curve.length && (curve[at]?.step ?? 0) < until) at += 1
    const stretch = curve.slice(from, at)
    const [first] = stretch
    if (!first) continue
    const lowest = stretch.reduce((a, b) => (b.value < a.value ? b : a), first)
    const highest = stretch.reduce((a, b) => (b.value > a.value ? b : a), first)
    const pair = lowest.step < highest.step ? [lowest, highest] : [highest, lowest]
    values.splice(i, 2, ...pair.map(({ value }) => value))
  }
  return values
}

/** A row of the table beside the chart. */
export interface Milestone {
  /** What the step is: `start`, `25 %`, `best`, `end`. */
  name: string
  step: number
  /** The values last told by then, of the training and of the validation. */
  training: string
  validation: string
}

/** A few steps of the same curves, for where Mermaid is not drawn: start, quarters, best and end, in order. */
export function milestones(table: Pick<MetricTable, 'series'>): Milestone[] {
  const curves = curvesOf(table)
  if (!curves) return []
  const { title, training, validation } = curves
  const main = validation.length > 1 ? validation : training
  const { low, high } = rangeOf([...training, ...validation].map(({ step }) => step))
  const better = (a: Point, b: Point) => (title === 'loss' ? b.value < a.value : b.value > a.value)
  const [first = { step: low, value: 0 }] = main
  const best = main.reduce((a, b) => (better(a, b) ? b : a), first)
  const named = [
    { name: 'start', step: low },
    ...[25, 50, 75].map((part) => ({
      name: `${part} %`,
      step: Math.round(low + ((high - low) * part) / 100),
    })),
    { name: `best ${main === validation ? 'validation' : 'training'}`, step: best.step },
    { name: 'end', step: high },
  ]
  const by = (curve: Series, until: number) => {
    const last = curve.findLast(({ step }) => step <= until)
    return last ? metricValue(last.value) : ''
  }
  return [...new Set(named.map(({ step }) => step))]
    .sort((a, b) => a - b)
    .map((step) => ({
      name: named.flatMap((one) => (one.step === step ? one.name : [])).join(', '),
      step,
      training: by(training, step),
      validation: by(validation, step),
    }))
}

/** Without spreading: there may be a million values. */
function rangeOf(values: readonly number[]): { low: number; high: number } {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of values) {
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  return { low, high }
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
