import type { CostEstimate } from '../config/cost.ts'
import type { Gate } from '../config/quality-gate.ts'
import type { Checkpoint } from '../openai/checkpoint.ts'
import { isTerminal, type Job } from '../openai/job.ts'
import type { MetricTable } from '../openai/metrics.ts'
import type { BestModel } from './best-checkpoint.ts'
import { getCommitAndRunUrls, type Provenance } from './comment.ts'
import { type DatasetSummary, datasetRow } from './dataset-summary.ts'
import { formatCount, formatDuration, formatInteger, formatUsd } from './format.ts'
import { gateTable } from './gate-results.ts'
import { codeLink, details, escapeText, inlineCode, keyValueTable, quoteError, table } from './markdown.ts'
import { renderCheckpoints, renderMetrics } from './metrics-summary.ts'
import { getTrainedModel } from './outputs.ts'
import { type DataProblem, problemTable } from './problems.ts'

/** What the job summary shows; what is not known yet is left out. */
export interface SummaryInput {
  /** The outcome in a few words. */
  outcome: string
  /** Whether the step fails. */
  failed: boolean
  /** Why the step failed, if it did. */
  failure?: string | undefined
  job?: Job | undefined
  model?: string | undefined
  method?: string | undefined
  /** The page of the job. */
  jobUrl?: string | undefined
  data: DatasetSummary[]
  provenance?: Provenance | undefined
  fingerprint?: string | undefined
  /** The seed that the action derived for the job, and whether jobs of other runs count. */
  derivedSeed?: { seed: number; reuse: boolean } | undefined
  durationMs: number
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

/**
 * Renders the job summary and `report.md` as Markdown. Text from the server or the dataset is escaped, and each part is
 * bounded, so that all together stay below 1 MiB.
 */
export function renderSummary(run: SummaryInput): string {
  const parts = [
    `## ${statusIcon(run)} Fine-tuning: ${escapeText(run.outcome)}`,
    run.failure && quoteError(run.failure),
    jobTable(run),
    nextSteps(run),
    problemSection(run),
    gateSection(run),
    run.metrics && renderMetrics(run.metrics),
    run.checkpoints && renderCheckpoints(run.checkpoints, run.metrics, run.best),
    hyperparameterSection(run),
    digestTable(run),
  ]
  return `${parts.filter(Boolean).join('\n\n')}\n`
}

function jobTable(run: SummaryInput): string {
  const { job, provenance, estimate } = run
  const { sha, runId } = provenance ?? {}
  const pages = provenance && getCommitAndRunUrls(provenance)
  const model = job && getTrainedModel(job)
  return keyValueTable([
    ['Job', job && codeLink(job.id, run.jobUrl)],
    ['Status', job && inlineCode(job.status)],
    ['Base model', run.model && inlineCode(job?.model ?? run.model)],
    ['Method', run.method && inlineCode(run.method)],
    ['Fine-tuned model', model && inlineCode(model)],
    ...run.data.map(datasetRow),
    ['Estimate', estimate && estimateCell(estimate)],
    ['Trained tokens', job && trainedTokensCell(job, run)],
    ['Seed', run.derivedSeed && derivedSeedCell(run.derivedSeed)],
    ['Commit', sha && codeLink(sha.slice(0, 12), pages?.commitUrl)],
    ['Workflow run', runId && codeLink(runId, pages?.runUrl)],
    ['Duration of this step', formatDuration(run.durationMs)],
  ])
}

function derivedSeedCell({ seed, reuse }: NonNullable<SummaryInput['derivedSeed']>): string {
  const purpose = reuse
    ? 'chosen by the action for this work, so that it is found again where a server drops metadata'
    : 'chosen by the action for this work and this run; other runs do not find the job by it'
  return `${inlineCode(`${seed}`)} · ${purpose}`
}

/** Green is only for a job that has succeeded: one that was left running, or not created yet, is still open. */
function statusIcon({ failed, job }: SummaryInput): string {
  if (failed) return '❌'
  return job?.status === 'succeeded' ? '✅' : '⏳'
}

/** Says how far the estimate was from what the server has counted, except for reinforcement, which is billed by time. */
function trainedTokensCell({ trainedTokens }: Job, { method, estimate }: SummaryInput): string | undefined {
  if (trainedTokens === undefined) return undefined
  const tokens = formatInteger(trainedTokens)
  if (!trainedTokens || !estimate?.tokens || method === 'reinforcement') return tokens
  const percent = Math.round((100 * (estimate.tokens - trainedTokens)) / trainedTokens)
  const error = percent === 0 ? 'right' : `${Math.abs(percent)} % too ${percent > 0 ? 'high' : 'low'}`
  return `${tokens} · The estimate was ${error}.`
}

function estimateCell({ tokens, epochs, cost }: NonNullable<SummaryInput['estimate']>): string {
  const facts = [
    formatCount(tokens, 'billable token'),
    formatCount(epochs, 'epoch'),
    cost !== undefined && formatUsd(cost),
  ]
  return facts.filter(Boolean).join(' · ')
}

function nextSteps({ job, failed, gate, best }: SummaryInput): string | undefined {
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
      ? nextStepAfterGate(gate)
      : `**Next:** use the model in a later step: \`\${{ steps.ID.outputs.fine-tuned-model }}\`.`,
    best !== undefined &&
      best.model !== job.fineTunedModel &&
      'An earlier checkpoint is better: see the output `best-checkpoint`.',
    // Azure gives its models such names, and serves them only from a deployment (API reference, 9).
    /\.ft-[0-9a-f]{8}/.test(job.fineTunedModel) && 'Azure serves the model once you have deployed it.',
  ]
  return lines.filter(Boolean).join(' ')
}

/** A gate whose requirements all hold has failed only because the last metrics are not known. */
function nextStepAfterGate({ rows }: Gate): string {
  return rows.some(({ passed }) => !passed)
    ? '**Next:** the model exists but did not pass the quality gate: deploy it by hand, or train on better data.'
    : '**Next:** re-run this step. It reuses the job and evaluates the quality gate.'
}

const MAX_PROBLEMS = 20

function problemSection({ problems = [] }: SummaryInput): string | undefined {
  if (problems.length === 0) return undefined
  const { markdown, shown } = problemTable(problems, { maxRows: MAX_PROBLEMS })
  const omitted = problems.length - shown
  const rest = omitted > 0 ? [`And ${formatCount(omitted, 'more problem')}.`] : []
  return ['### Problems in the data', markdown, ...rest].join('\n\n')
}

function gateSection({ gate, baseline }: SummaryInput): string | undefined {
  if (!gate || gate.rows.length === 0) return undefined
  const title = `### ${gate.passed ? '✅ Quality gate: passed' : '❌ Quality gate: failed'}`
  const comparison = baseline ? [`Compared with job ${inlineCode(baseline)}.`] : []
  return [title, ...comparison, gateTable(gate.rows)].join('\n\n')
}

const MAX_HYPERPARAMETERS = 20

/** Shows each hyperparameter, and whether the workflow or the server has chosen it. */
function hyperparameterSection({ hyperparameters: requested = {}, job }: SummaryInput): string | undefined {
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

/** Shows the digests at full length, which would be too wide for the first table on a narrow screen. */
function digestTable({ fingerprint, data }: SummaryInput): string | undefined {
  if (!fingerprint && !data.some(({ digest }) => digest)) return undefined
  const digests = keyValueTable([
    ['Fingerprint', fingerprint && inlineCode(fingerprint)],
    ...data.map(({ role, digest }) => [`SHA-256 of the ${role} data`, digest && inlineCode(digest)] as const),
  ])
  return details('Digests', digests)
}
