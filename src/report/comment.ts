import type { Gate } from '../config/quality-gate.ts'
import type { WorkflowContext } from '../dependencies.ts'
import type { Job } from '../openai/job.ts'
import { getLossSign } from './curves.ts'
import type { DatasetChanges, DatasetSummary } from './dataset-summary.ts'
import { formatCount, formatInteger, formatMetric, formatSigned, formatUsd } from './format.ts'
import { gateTable } from './gate-results.ts'
import { codeLink, escapeText, inlineCode, linkMarkdown, quoteError, table } from './markdown.ts'
import { type DataProblem, problemTable, SEVERITY_ICONS } from './problems.ts'

/** What the comment on a pull request shows; what is not known yet is left out. */
export interface CommentContent {
  state: 'checked' | 'running' | 'done' | 'failed'
  /** The outcome in a few words, if it says more than the state. */
  outcome?: string | undefined
  /** Why the step failed; may have several lines. */
  failure?: string | undefined
  data: readonly DatasetSummary[]
  /** Billable tokens and US dollars, as estimated or as billed. */
  cost?: { tokens: number; usd?: number | undefined } | undefined
  problems: readonly DataProblem[]
  /** The job that trains, and its page. */
  job?: (Pick<Job, 'id' | 'status' | 'model' | 'fineTunedModel'> & { url?: string | undefined }) | undefined
  metrics?: MetricComparison | undefined
  gate?: Gate | undefined
  provenance?: Provenance | undefined
}

/** The commit and the workflow run that a report is about. */
export type Provenance = Pick<WorkflowContext, 'repository' | 'sha' | 'runId' | 'serverUrl'>

/** Returns the pages of the repository, the commit and the workflow run, as far as they are known. */
export function getCommitAndRunUrls({ repository, sha, runId, serverUrl }: Provenance) {
  const repositoryUrl = repository && `${serverUrl}/${repository}`
  return {
    repositoryUrl,
    commitUrl: repositoryUrl && sha && `${repositoryUrl}/commit/${sha}`,
    runUrl: repositoryUrl && runId && `${repositoryUrl}/actions/runs/${runId}`,
  }
}

/** The metrics of this job next to those of the baseline. */
export interface MetricComparison {
  /** The model of the baseline, if there is one. */
  baseline?: string | undefined
  rows: readonly { name: string; value?: number | undefined; baseline?: number | undefined }[]
}

const MAX_FAILURE_LINES = 4
const MAX_PROBLEMS = 10
const MAX_PROBLEM_LENGTHS = { location: 80, message: 120, path: 40, code: 30 }
const MAX_METRICS = 8
const MAX_REQUIREMENTS = 6

/**
 * Renders the comment as Markdown for a reviewer with a phone. Untrusted text is escaped, mentions no one and links
 * nowhere. The result is shorter than the 65,536 characters that GitHub accepts.
 */
export function renderComment(content: CommentContent): string {
  const { failure } = content
  const parts = [
    `### ${renderTitle(content)}`,
    failure && quoteError(failure, { maxLines: MAX_FAILURE_LINES, maxLength: 200 }),
    dataSection(content),
    problemSection(content),
    jobSection(content),
    metricSection(content),
    gateSection(content),
    content.provenance && renderCommentFooter(content.provenance),
  ]
  return `${parts.filter(Boolean).join('\n\n')}\n`
}

const sum = (data: readonly DatasetSummary[], kind: 'errors' | 'warnings') =>
  data.reduce((total, dataset) => total + dataset[kind], 0)

function renderTitle({ state, outcome, data }: CommentContent): string {
  const isBad = state === 'failed' || (state === 'checked' && sum(data, 'errors') > 0)
  const isUnchecked = state === 'checked' && data.some(({ isUnchecked }) => isUnchecked)
  const icon = isBad ? '❌' : isUnchecked ? '⚪' : state === 'running' ? '⏳' : '✅'
  const states = {
    checked: isBad ? 'the data has errors' : isUnchecked ? 'the data was not checked' : 'the data is fine',
    running: 'training',
    done: 'trained',
    failed: 'failed',
  }
  return `${icon} Fine-tuning: ${outcome ? escapeText(outcome, 100) : states[state]}`
}

function dataSection({ data, cost }: CommentContent): string | undefined {
  if (data.length === 0) return undefined
  const isCompared = data.some(({ changes }) => changes && !('unavailable' in changes))
  const hasTokens = data.some(({ tokens }) => tokens !== undefined)
  const titles = ['Data', ' Examples', ...(isCompared ? [' Changes'] : []), ...(hasTokens ? [' Tokens'] : [])]
  const rows = data.map(({ role, examples, tokens, changes }) => {
    const known = changes && !('unavailable' in changes) ? changes : undefined
    return [
      role,
      examples === undefined ? '' : formatInteger(examples),
      ...(isCompared ? [known ? changeCell(known) : ''] : []),
      ...(hasTokens ? [tokenCell(tokens, known?.tokens)] : []),
    ]
  })
  const reasons = new Set(
    data.flatMap(({ changes }) => (changes && 'unavailable' in changes ? changes.unavailable : [])),
  )
  return [
    table(titles, rows),
    ...[...reasons].map((reason) => `Changes are not known: ${escapeText(reason, 150)}.`),
    ...(cost ? [costLine(cost)] : []),
  ].join('\n\n')
}

/** Returns `+12 −3` and the edited examples in a second line, which keeps the column narrow. */
function changeCell({ added, removed, changed }: DatasetChanges): string {
  const counts = [added > 0 && formatSigned(added), removed > 0 && formatSigned(-removed)]
    .filter(Boolean)
    .join(' ')
  return [counts, changed > 0 && `${formatInteger(changed)} edited`].filter(Boolean).join('<br>') || 'none'
}

function tokenCell(tokens: number | undefined, difference = 0): string {
  if (tokens === undefined) return ''
  return difference === 0 ? formatInteger(tokens) : `${formatInteger(tokens)}<br>${formatSigned(difference)}`
}

function costLine({ tokens, usd }: { tokens: number; usd?: number | undefined }): string {
  return `${formatCount(tokens, 'billable token')}${usd === undefined ? '' : `, about **${formatUsd(usd)}**`}`
}

function problemSection(content: CommentContent): string | undefined {
  const [errors, warnings] = [sum(content.data, 'errors'), sum(content.data, 'warnings')]
  if (errors + warnings === 0) return undefined
  const counts = [
    errors > 0 && `${SEVERITY_ICONS.error} ${formatCount(errors, 'error')}`,
    warnings > 0 && `${SEVERITY_ICONS.warning} ${formatCount(warnings, 'warning')}`,
  ]
  const isError = ({ severity }: DataProblem) => Number(severity === 'error')
  const { markdown, shown } = problemTable(
    content.problems.toSorted((a, b) => isError(b) - isError(a)),
    {
      maxRows: MAX_PROBLEMS,
      maxLengths: MAX_PROBLEM_LENGTHS,
      getUrl: ({ file, line }) => lineUrl(file, line, content),
    },
  )
  const omitted = errors + warnings - shown
  return [
    counts.filter(Boolean).join(', '),
    shown > 0 && markdown,
    omitted > 0 && shown > 0 && `The log has ${formatInteger(omitted)} more.`,
  ]
    .filter(Boolean)
    .join('\n\n')
}

/** Returns the page of a line at the commit, unless the file is not in the repository. */
function lineUrl(file: string, line: number, { provenance }: CommentContent): string | undefined {
  const segments = file.toWellFormed().split('/')
  const { sha } = provenance ?? {}
  const page = provenance && getCommitAndRunUrls(provenance).repositoryUrl
  if (!page || !sha || segments.some((segment) => ['', '.', '..'].includes(segment))) return undefined
  const path = segments.map(encodeURIComponent).join('/')
  return `${page}/blob/${encodeURIComponent(sha.toWellFormed())}/${path}#L${line}`
}

function jobSection({ job }: CommentContent): string | undefined {
  if (!job) return undefined
  const { id, status, model, fineTunedModel, url } = job
  const facts = [
    codeLink(id, url, 60),
    escapeText(status.replaceAll('_', ' '), 30),
    model && inlineCode(model, 80),
  ]
  const line = `**Job** ${facts.filter(Boolean).join(' · ')}`
  return fineTunedModel ? `${line}<br>**Model** ${inlineCode(fineTunedModel, 150)}` : line
}

function metricSection({ metrics }: CommentContent): string | undefined {
  if (!metrics || metrics.rows.length === 0) return undefined
  const isCompared = metrics.rows.some(({ baseline }) => baseline !== undefined)
  const format = (value: number | undefined) => (value === undefined ? '' : formatMetric(value))
  const rows = metrics.rows
    .slice(0, MAX_METRICS)
    .map(({ name, value, baseline }) => [
      inlineCode(name, 40),
      ...(isCompared ? [format(baseline)] : []),
      format(value),
      ...(isCompared ? [differenceCell(name, value, baseline)] : []),
    ])
  const titles = isCompared ? ['Metric', ' Baseline', ' This', ' Difference'] : ['Metric', ' This']
  const { baseline } = metrics
  return [table(titles, rows), ...(baseline ? [`Baseline: ${inlineCode(baseline, 150)}`] : [])].join('\n\n')
}

/** Returns `−0.12 ↓ better`, without the judgment if the name does not say which direction is better. */
function differenceCell(name: string, value: number | undefined, baseline: number | undefined): string {
  if (value === undefined || baseline === undefined) return ''
  const difference = value - baseline
  if (!Number.isFinite(difference)) return ''
  if (difference === 0) return '0'
  const gain = -getLossSign(name) * difference
  const judgment = gain === 0 ? '' : ` ${gain > 0 ? 'better' : 'worse'}`
  return `${formatSigned(difference, formatMetric)} ${difference > 0 ? '↑' : '↓'}${judgment}`
}

function gateSection({ gate }: CommentContent): string | undefined {
  if (!gate) return undefined
  const title = `**Quality gate** ${gate.passed ? 'passed' : 'failed'}`
  if (gate.rows.length === 0) return title
  const failedFirst = gate.rows.toSorted((a, b) => Number(a.passed) - Number(b.passed))
  return `${title}\n\n${gateTable(failedFirst, { maxRows: MAX_REQUIREMENTS, maxLength: 100 })}`
}

/** Renders the last line of a comment: the commit and the workflow run that it is about. */
export function renderCommentFooter(provenance: Provenance): string | undefined {
  const { commitUrl, runUrl } = getCommitAndRunUrls(provenance)
  const facts = [
    commitUrl && `commit ${inlineCode(`${provenance.sha}`.slice(0, 7), 7)}`,
    runUrl && linkMarkdown('workflow run', runUrl),
  ].filter(Boolean)
  return facts.length > 0 ? `<sub>${facts.join(' · ')}</sub>` : undefined
}
