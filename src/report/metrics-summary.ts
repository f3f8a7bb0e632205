import type { Checkpoint } from '../openai/checkpoint.ts'
import type { MetricTable } from '../openai/metrics.ts'
import { type BestModel, sortByStep } from './best-checkpoint.ts'
import { listMilestones, renderChart } from './chart.ts'
import { diagnoseTraining } from './curve-analysis.ts'
import {
  FULL_VALIDATION_LOSS,
  findBestPoint,
  finiteSeries,
  getCurves,
  getLossSign,
  TRAINING_LOSS,
  TRAINING_REWARDS,
  VALIDATION_LOSS,
  VALIDATION_REWARDS,
} from './curves.ts'
import { formatCount, formatInteger, formatMetric } from './format.ts'
import { details, escapeText, inlineCode, table } from './markdown.ts'

/** Metrics in the first table, and in the folded one; the rest is in `metrics.csv`. */
const MAX_METRICS = 10
const MAX_FOLDED_METRICS = 100

/** Renders the metrics of a job as a section: what they mean, their chart and a table; undefined without any. */
export function renderMetrics(metrics: MetricTable): string | undefined {
  if (metrics.series.size + metrics.stepless.size === 0) return undefined
  const rows = sortMetrics(metrics).map((name) => metricRow(name, metrics))
  const titles = ['Metric', ' First', ' Best', ' Last']
  const folded = rows.slice(MAX_METRICS, MAX_METRICS + MAX_FOLDED_METRICS)
  const omitted = rows.length - MAX_METRICS - folded.length
  return [
    '### Metrics',
    ...diagnoseTraining(metrics).map((line) => escapeText(line)),
    ...chartSection(metrics),
    table(titles, rows.slice(0, MAX_METRICS)),
    folded.length > 0 && details(formatCount(folded.length, 'more metric'), table(titles, folded)),
    metrics.omitted > 0 && `${formatCount(metrics.omitted, 'metric')} omitted, because there are so many.`,
    metrics.downsampled &&
      'The longest series have only every other value, because there are so many values.',
    omitted > 0 && `${formatCount(omitted, 'more metric')} in \`metrics.csv\`.`,
  ]
    .filter(Boolean)
    .join('\n\n')
}

/** Shows the curves as a chart, and as a few numbers for viewers that do not draw Mermaid. */
function chartSection(metrics: MetricTable): string[] {
  const curves = getCurves(metrics)
  const chart = curves && renderChart(curves)
  if (!chart) return []
  const column = curves.validationName === 'full validation' ? ' Full validation' : ' Validation'
  const milestones = table(['', ' Step', ' Training', column], listMilestones(curves))
  return [chart, details('The curves in numbers', milestones)]
}

/** Sorts plain names first, then scores, then scores by grader, then the rest; each in the order of the server. */
function sortMetrics({ series, stepless }: MetricTable): string[] {
  const patterns = [/^[^.]+$/, /^scores\.[^.]+$/, /^scores\./, /^/]
  const rank = (name: string) => patterns.findIndex((pattern) => pattern.test(name))
  return [...new Set([...series.keys(), ...stepless.keys()])].sort((a, b) => rank(a) - rank(b))
}

function metricRow(name: string, metrics: MetricTable): string[] {
  const series = metrics.series.get(name) ?? []
  const best = findBestPoint(finiteSeries(metrics, name), getLossSign(name))
  const cell = (value: number | undefined) => (value === undefined ? '' : formatMetric(value))
  return [
    inlineCode(name, 120),
    cell(series[0]?.value),
    best ? `${cell(best.value)}&nbsp;(step&nbsp;${formatInteger(best.step)})` : '',
    // A value without a step is newer than all with one.
    cell(metrics.stepless.get(name) ?? series.at(-1)?.value),
  ]
}

const MAX_CHECKPOINTS = 20
/** Columns that tell checkpoints apart, most significant first, and the metrics that they may come from. */
const CHECKPOINT_COLUMNS: readonly [title: string, ...names: string[]][] = [
  ['Validation reward', ...VALIDATION_REWARDS],
  ['Full validation loss', FULL_VALIDATION_LOSS],
  ['Accuracy', 'full_valid_mean_token_accuracy', 'valid_mean_token_accuracy'],
  ['Validation loss', VALIDATION_LOSS],
  ['Training reward', ...TRAINING_REWARDS],
  ['Training loss', TRAINING_LOSS],
]
const MAX_COLUMNS = 3

/** Renders the latest checkpoints of a job as a section, with the metrics that tell them apart; undefined without any. */
export function renderCheckpoints(
  checkpoints: readonly Checkpoint[],
  metrics: MetricTable | undefined,
  best: BestModel | undefined,
): string | undefined {
  if (checkpoints.length === 0) return undefined
  const shown = sortByStep(checkpoints).slice(-MAX_CHECKPOINTS)
  const omitted = checkpoints.length - shown.length
  const columns = metrics ? checkpointColumns(shown, metrics) : []
  const isBest = ({ id, step }: Checkpoint) =>
    best !== undefined && (id === best.checkpointId || (step !== undefined && step === best.step))
  const rows = shown.map((checkpoint) => [
    checkpoint.step === undefined ? '' : formatInteger(checkpoint.step),
    `${inlineCode(checkpoint.model ?? checkpoint.id)}${isBest(checkpoint) ? ' ⭐' : ''}`,
    ...columns.map(({ getCell }) => getCell(checkpoint)),
  ])
  return [
    '### Checkpoints',
    ...(best ? [`⭐ ${inlineCode(best.model ?? best.checkpointId ?? '')}: ${escapeText(best.why)}`] : []),
    table([' Step', 'Model', ...columns.map(({ title }) => title)], rows),
    ...(omitted > 0 ? [`And ${formatCount(omitted, 'earlier one')}.`] : []),
  ].join('\n\n')
}

/** Returns the first columns that have a value for any of the checkpoints. */
function checkpointColumns(checkpoints: readonly Checkpoint[], { series }: MetricTable) {
  return CHECKPOINT_COLUMNS.map(([title, ...names]) => ({
    title: ` ${title}`,
    getCell: ({ step }: Checkpoint) => {
      const [point] = names.flatMap((name) => series.get(name)?.find((point) => point.step === step) ?? [])
      return point ? formatMetric(point.value) : ''
    },
  }))
    .filter(({ getCell }) => checkpoints.some((checkpoint) => getCell(checkpoint) !== ''))
    .slice(0, MAX_COLUMNS)
}
