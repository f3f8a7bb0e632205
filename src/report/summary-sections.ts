import type { CostEstimate } from '../config/cost.ts'
import type { Gate } from '../config/quality-gate.ts'
import type { Checkpoint } from '../openai/checkpoint.ts'
import { isTerminal, type Job } from '../openai/job.ts'
import type { MetricTable } from '../openai/metrics.ts'
import { type BestModel, sortByStep } from './best-checkpoint.ts'
import { listMilestones, renderChart } from './chart.ts'
import { diagnoseTraining } from './curve-analysis.ts'
import { findBestPoint, finiteSeries, getCurves, getLossSign } from './curves.ts'
import { formatCount, formatInteger, formatMetric } from './format.ts'
import { gateTable } from './gate-results.ts'
import { details, escapeText, inlineCode, table } from './markdown.ts'
import { type DataProblem, problemTable } from './problems.ts'

/** What is known of a run, as far as the sections of the summary show it. */
export interface RunSummary {
  /** Whether the step fails. */
  failed: boolean
  method?: string | undefined
  job?: Job | undefined
  /** Problems of the data, errors first. */
  problems?: readonly DataProblem[] | undefined
  estimate?: Omit<CostEstimate, 'epochsGiven'> | undefined
  /** As requested; the server chooses those that are `auto` or not set. */
  hyperparameters?: Readonly<Record<string, unknown>> | undefined
  metrics?: MetricTable | undefined
  checkpoints?: readonly Checkpoint[] | undefined
  best?: BestModel | undefined
  gate?: Gate | undefined
  /** The id of the baseline job. */
  baseline?: string | undefined
}

/** Renders the sections below the first table of the summary. Each is bounded, so that all together stay below 1 MiB. */
export function renderSections(run: RunSummary): string[] {
  const parts = [
    nextSteps(run),
    problemSection(run),
    gateSection(run),
    metricSection(run),
    checkpointSection(run),
    hyperparameterSection(run),
  ]
  return parts.filter((part) => part !== undefined)
}

function nextSteps({ job, failed, gate, best }: RunSummary): string | undefined {
  if (!job) return undefined
  if (job.status === 'failed')
    return '**Next:** fix what the job reports and run the workflow again; uploaded files are reused.'
  if (job.status === 'cancelled') return '**Next:** run the workflow again to start a new training.'
  if (job.status !== 'succeeded' && isTerminal(job)) return '**Next:** the job has ended without a model.'
  if (job.status !== 'succeeded')
    return `**Next:** the job ${failed ? 'may still be running and cost money' : 'is still running'}. To follow it, re-run this step, or use the \`wait\` action with ${inlineCode(`job-id: ${job.id}`)}.`
  if (!job.fineTunedModel) return undefined
  const lines = [
    gate && !gate.passed
      ? '**Next:** the model exists but did not pass the quality gate: deploy it by hand, or train on better data.'
      : `**Next:** use the model in a later step: \`\${{ steps.ID.outputs.fine-tuned-model }}\`.`,
    best !== undefined &&
      best.model !== job.fineTunedModel &&
      'An earlier checkpoint is better: see the output `best-checkpoint`.',
    // Azure gives its models such names, and serves them only from a deployment (API reference, 9).
    /\.ft-[0-9a-f]{8}/.test(job.fineTunedModel) && 'Azure serves the model once you have deployed it.',
  ]
  return lines.filter(Boolean).join(' ')
}

const MAX_PROBLEMS = 20

function problemSection({ problems = [] }: RunSummary): string | undefined {
  if (problems.length === 0) return undefined
  const { markdown, shown } = problemTable(problems, { maxRows: MAX_PROBLEMS })
  const omitted = problems.length - shown
  const rest = omitted > 0 ? [`And ${formatCount(omitted, 'more problem')}.`] : []
  return ['### Problems in the data', markdown, ...rest].join('\n\n')
}

function gateSection({ gate, baseline }: RunSummary): string | undefined {
  if (!gate || gate.rows.length === 0) return undefined
  const title = `### ${gate.passed ? '✅ Quality gate: passed' : '❌ Quality gate: failed'}`
  const comparison = baseline ? [`Compared with job ${inlineCode(baseline)}.`] : []
  return [title, ...comparison, gateTable(gate.rows)].join('\n\n')
}

/** Metrics in the first table, and in the folded one; the rest is in `metrics.csv`. */
const MAX_METRICS = 10
const MAX_FOLDED_METRICS = 100

function metricSection({ metrics }: RunSummary): string | undefined {
  if (!metrics || metrics.series.size + metrics.stepless.size === 0) return undefined
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
  ['Validation reward', 'scores.valid_reward_mean', 'full_valid_mean_reward'],
  ['Full validation loss', 'full_valid_loss'],
  ['Accuracy', 'full_valid_mean_token_accuracy', 'valid_mean_token_accuracy'],
  ['Validation loss', 'valid_loss'],
  ['Training reward', 'train_mean_reward'],
  ['Training loss', 'train_loss'],
]
const MAX_COLUMNS = 3

function checkpointSection({ checkpoints = [], metrics, best }: RunSummary): string | undefined {
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

const MAX_HYPERPARAMETERS = 20

/** Shows each hyperparameter, and whether the workflow or the server has chosen it. */
function hyperparameterSection({ hyperparameters: requested = {}, job }: RunSummary): string | undefined {
  const names = [...new Set([...Object.keys(requested), ...Object.keys(job?.hyperparameters ?? {})])]
  if (names.length === 0) return undefined
  const rows = names.slice(0, MAX_HYPERPARAMETERS).map((name) => {
    const [wish, used] = [requested[name], job?.hyperparameters[name]].map(formatSetting)
    const value = used ?? wish
    const isRequested = wish !== undefined && wish !== 'auto'
    const chosenBy = isRequested ? 'the workflow' : used === undefined || used === 'auto' ? '' : 'the server'
    return [inlineCode(name, 100), value ? inlineCode(value, 100) : '', chosenBy]
  })
  const omitted = names.length - rows.length
  return [
    '### Hyperparameters',
    table(['Name', 'Value', 'Chosen by'], rows),
    ...(omitted > 0 ? [`And ${formatCount(omitted, 'more')}.`] : []),
  ].join('\n\n')
}

function formatSetting(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
