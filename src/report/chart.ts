import type { Point, Series } from '../openai/metrics.ts'
import { type Curves, findBestPoint, movingAverage } from './curves.ts'
import { formatInteger, formatMetric } from './format.ts'

const BARS = '▁▂▃▄▅▆▇█'

/** Returns the values as bars of eight heights, for a log line of 80 columns; each bar is the mean of some values. */
export function sparkline(values: readonly number[], width: number): string {
  const finite = values.filter(Number.isFinite)
  const bars = Math.min(width, finite.length)
  const means = Array.from({ length: bars }, (_, bar) => {
    const [from, to] = [bar, bar + 1].map((index) => Math.floor((index * finite.length) / bars))
    return mean(finite.slice(from, to))
  })
  const { low, high } = getRange(means)
  return means.map((value) => BARS[high > low ? Math.round((7 * (value - low)) / (high - low)) : 3]).join('')
}

/** Enough for the shape of a curve, and few enough to be drawn at once. */
const MAX_POINTS = 60
/** With this many points, the training curve is a line with noise. */
const MIN_NOISY_POINTS = 40

/** Larger values make no useful chart. */
const MAX_CHART_VALUE = 1e15

/**
 * GitHub's own accent colors, which have a contrast above 3 on white and on its dark gray (WCAG 1.4.11). The faint one
 * is for the raw values of a training that is also drawn smoothed.
 */
const [TRAINING, FAINT, VALIDATION] = ['#2f81f7', '#2f81f755', '#db6d28']

/**
 * Renders loss or reward over the steps as a Mermaid chart with a legend; undefined with fewer than two points.
 * Mermaid's xychart draws no legend and spaces the points of a line evenly, so all lines get values at the same steps.
 */
export function renderChart({ title, training, sampled: validation }: Curves): string | undefined {
  const steps = sampleSteps([training, validation])
  if (!steps) return undefined
  const isNoisy = training.length >= MIN_NOISY_POINTS
  const lines = [
    ...(isNoisy ? [{ color: FAINT, values: minMaxPerBucket(training, steps) }] : []),
    { color: TRAINING, values: interpolate(smooth(training), steps) },
    { color: VALIDATION, values: interpolate(smooth(validation), steps) },
  ].filter(({ values }) => values.length > 0)
  const inFull = lines.filter(({ color }) => color !== FAINT).flatMap(({ values }) => values)
  const range = getAxisRange([...inFull, ...typicalRange(training)])
  if (!range) return undefined
  const [first] = validation
  const startsLate = (point: Point) => steps.findIndex((step) => step >= point.step) > 1
  const legend = [
    training.length > 0 && `🟦 training ${title}${isNoisy ? ' (faint: each step; full: their mean)' : ''}`,
    first &&
      `🟧 validation ${title}${startsLate(first) ? ` (from step ${formatInteger(first.step)} on)` : ''}`,
  ]
  return `${renderMermaid(title, steps, range, lines)}\n\n${legend.filter(Boolean).join(' · ')}`
}

/** Writes the chart in Mermaid's language. Only its numbers come from the server. */
function renderMermaid(
  title: string,
  steps: readonly number[],
  [bottom, top]: readonly [number, number],
  lines: readonly { color: string; values: readonly number[] }[],
): string {
  const plotColorPalette = lines.map(({ color }) => color).join(', ')
  const setting = {
    xyChart: { width: 800, height: 360 },
    // GitHub chooses the theme for the page; the background of the dark one would be a gray box.
    themeVariables: { xyChart: { plotColorPalette, backgroundColor: 'transparent' } },
  }
  // Mermaid draws values beyond the axes outside of the chart.
  const clamp = (value: number) => formatDecimal(Math.min(top, Math.max(bottom, value)))
  return [
    '```mermaid',
    `%%{init: ${JSON.stringify(setting)}}%%`,
    // Its name in the version of Mermaid that GitHub runs.
    'xychart-beta',
    `    x-axis "step" ${steps[0]} --> ${steps.at(-1)}`,
    `    y-axis "${title}" ${formatDecimal(bottom)} --> ${formatDecimal(top)}`,
    ...lines.map(({ values }) => `    line [${values.map(clamp).join(', ')}]`),
    '```',
  ].join('\n')
}

/** Removes the noise of a curve that has enough points. */
function smooth(curve: Series): Series {
  return curve.length >= MIN_NOISY_POINTS ? movingAverage(curve, Math.round(curve.length / 20)) : curve
}

/** Returns the ends of the axis with a margin, below zero only if a value is. */
function getAxisRange(values: readonly number[]): [bottom: number, top: number] | undefined {
  const { low, high } = getRange(values)
  // Negated, so that it is also true for NaN, the sum of values like 1e308.
  if (!(Math.max(-low, high) <= MAX_CHART_VALUE)) return undefined
  const margin = 0.05 * (high - low || Math.abs(high) || 1)
  return [low >= 0 ? Math.max(0, low - margin) : low - margin, high + margin]
}

/** Writes a number without exponent, which Mermaid cannot read. */
function formatDecimal(value: number): string {
  const digits = Math.min(12, Math.max(1, 4 - Math.floor(Math.log10(Math.abs(value) || 1))))
  return value.toFixed(digits).replace(/\.?0+$/, '')
}

/** Returns the range of a curve without the lowest and highest 2 %: single outliers would flatten all other values. */
function typicalRange(curve: Series): number[] {
  const values = Float64Array.from(curve, ({ value }) => value).sort()
  const excluded = Math.floor(values.length / 50)
  return [values.at(excluded), values.at(-1 - excluded)].flatMap((value) => value ?? [])
}

/** Returns evenly spaced steps from the first to at least the last. They are whole numbers, since Mermaid adds them up. */
function sampleSteps(curves: readonly Series[]): number[] | undefined {
  const { low, high } = getRange(
    curves.flatMap((curve) => [curve[0], curve.at(-1)].flatMap((point) => point?.step ?? [])),
  )
  if (!(high > low)) return undefined
  const points = Math.max(...curves.map((curve) => curve.length))
  const stride = Math.ceil((high - low) / (Math.min(MAX_POINTS, points) - 1 || 1))
  return Array.from({ length: Math.ceil((high - low) / stride) + 1 }, (_, i) => low + i * stride)
}

/** Returns the values of a curve at these steps: linear between its points, constant beyond its ends. */
function interpolate(curve: Series, steps: readonly number[]): number[] {
  const last = curve.at(-1)
  if (!last) return []
  let after = 0
  return steps.map((step) => {
    let to = curve[after]
    while (to && to.step < step) {
      after += 1
      to = curve[after]
    }
    const from = curve[after - 1]
    if (!to) return last.value
    if (!from) return to.value
    return from.value + ((to.value - from.value) * (step - from.step)) / (to.step - from.step)
  })
}

/** Interpolates too, but each bucket of two steps has the lowest and the highest value of the curve, in their order. */
function minMaxPerBucket(curve: Series, steps: readonly number[]): number[] {
  const values = interpolate(curve, steps)
  let end = 0
  for (let i = 0; i + 1 < steps.length; i += 2) {
    const nextStep = steps[i + 2] ?? Number.POSITIVE_INFINITY
    const start = end
    for (let point = curve[end]; point && point.step < nextStep; point = curve[end]) end += 1
    const bucket = curve.slice(start, end)
    const [lowest, highest] = [findBestPoint(bucket, 1), findBestPoint(bucket, -1)]
    if (!lowest || !highest) continue
    const pair = lowest.step < highest.step ? [lowest, highest] : [highest, lowest]
    values.splice(i, 2, ...pair.map(({ value }) => value))
  }
  return values
}

/**
 * Returns start, quarters, best and end of the curves in order, for viewers that do not draw Mermaid. Each row has its
 * names, its step, and the latest values of training and validation up to it.
 */
export function listMilestones({ sign, training, validation }: Curves): string[][] {
  const main = validation.length > 1 ? validation : training
  const { low, high } = getRange([...training, ...validation].map(({ step }) => step))
  const best = findBestPoint(main, sign)?.step ?? low
  const named = [
    { name: 'start', step: low },
    ...[25, 50, 75].map((percent) => ({
      name: `${percent} %`,
      step: Math.round(low + ((high - low) * percent) / 100),
    })),
    { name: `best ${main === validation ? 'validation' : 'training'}`, step: best },
    { name: 'end', step: high },
  ]
  const latestValue = (curve: Series, maxStep: number) => {
    const last = curve.findLast(({ step }) => step <= maxStep)
    return last ? formatMetric(last.value) : ''
  }
  return [...new Set(named.map(({ step }) => step))]
    .sort((a, b) => a - b)
    .map((step) => [
      named.flatMap((milestone) => (milestone.step === step ? milestone.name : [])).join(', '),
      formatInteger(step),
      latestValue(training, step),
      latestValue(validation, step),
    ])
}

/** Does not spread the values into Math.min, since there may be a million. */
function getRange(values: readonly number[]): { low: number; high: number } {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of values) {
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  return { low, high }
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
