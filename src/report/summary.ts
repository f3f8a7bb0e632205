import type { Job } from '../openai/job.ts'
import { type DatasetSummary, datasetRow } from './dataset-summary.ts'
import { formatCount, formatDuration, formatInteger, formatUsd } from './format.ts'
import { codeLink, details, escapeText, inlineCode, keyValueTable, quoteError } from './markdown.ts'
import { getTrainedModel } from './outputs.ts'
import { type RunSummary, renderSections } from './summary-sections.ts'

/** What the job summary shows; what is not known yet is left out. */
export interface SummaryInput extends RunSummary {
  /** The outcome in a few words. */
  outcome: string
  model?: string | undefined
  /** The page of the job. */
  jobUrl?: string | undefined
  data: DatasetSummary[]
  provenance?: Provenance | undefined
  fingerprint?: string | undefined
  /** The seed that the action derived for the job, and whether jobs of other runs count. */
  derivedSeed?: { seed: number; reuse: boolean } | undefined
  durationMs: number
  /** Why the step failed, if it did. */
  failure?: string | undefined
}

/** The commit and the workflow run that started the training. */
export interface Provenance {
  sha: string
  commitUrl?: string | undefined
  runId?: string | undefined
  runUrl?: string | undefined
}

/** Renders the job summary and `report.md` as Markdown. Text from the server or the dataset is escaped. */
export function renderSummary(run: SummaryInput): string {
  const parts = [
    `## ${statusIcon(run)} Fine-tuning: ${escapeText(run.outcome)}`,
    run.failure && quoteError(run.failure),
    jobTable(run),
    ...renderSections(run),
    digestTable(run),
  ]
  return `${parts.filter(Boolean).join('\n\n')}\n`
}

function jobTable(run: SummaryInput): string {
  const { job, provenance, estimate } = run
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
    ['Commit', provenance && codeLink(provenance.sha.slice(0, 12), provenance.commitUrl)],
    ['Workflow run', provenance?.runId && codeLink(provenance.runId, provenance.runUrl)],
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

/** Reinforcement is billed by time, so its tokens are not compared with the estimate. */
function trainedTokensCell({ trainedTokens }: Job, { method, estimate }: SummaryInput): string | undefined {
  if (trainedTokens === undefined) return undefined
  const comparison =
    method === 'reinforcement' ? undefined : compareTokenEstimate(estimate?.tokens, trainedTokens)
  return [formatInteger(trainedTokens), comparison].filter(Boolean).join(' · ')
}

/** Returns how far the estimate was from the billable tokens that the server has counted, in one sentence. */
export function compareTokenEstimate(estimated: number | undefined, trained: number): string | undefined {
  if (!estimated || !trained) return undefined
  const percent = Math.round((100 * (estimated - trained)) / trained)
  if (percent === 0) return 'The estimate was right.'
  return `The estimate was ${Math.abs(percent)} % too ${percent > 0 ? 'high' : 'low'}.`
}

/** Shows the digests at full length, which would be too wide for the first table on a narrow screen. */
function digestTable({ fingerprint, data }: SummaryInput): string | undefined {
  const rows: [string, string][] = [
    ...(fingerprint ? [['Fingerprint', inlineCode(fingerprint)] as [string, string]] : []),
    ...data.flatMap(({ role, digest }): [string, string][] =>
      digest ? [[`SHA-256 of the ${role} data`, inlineCode(digest)]] : [],
    ),
  ]
  return rows.length > 0 ? details('Digests', keyValueTable(rows)) : undefined
}

function estimateCell({ tokens, epochs, cost }: NonNullable<SummaryInput['estimate']>): string {
  const facts = [
    formatCount(tokens, 'billable token'),
    formatCount(epochs, 'epoch'),
    cost !== undefined && formatUsd(cost),
  ]
  return facts.filter(Boolean).join(' · ')
}
