import { senseOf } from './curve-analysis.ts'
import { count, dollars, metricValue, number, signed } from './format.ts'
import { text as escaped, table } from './markdown.ts'
import { type DataProblem, MARKS } from './problems.ts'
import type { DataChanges } from './summary-table.ts'

/** All that the comment on a pull request tells; what is not known yet is left out. */
export interface CommentValue {
  state: 'checked' | 'running' | 'done' | 'failed'
  /** What became of it, in a few words, where there is more to say than the state does. */
  verdict?: string | undefined
  /** Why it has failed; may have several lines. */
  failure?: string | undefined
  data: readonly CommentData[]
  /** What the training will take, or has taken: billable tokens, and US dollars. */
  cost?: { tokens: number; usd?: number | undefined } | undefined
  /** The worst first; those that are not told are counted in `data`. */
  problems: readonly DataProblem[]
  job?: CommentJob | undefined
  metrics?: Comparison | undefined
  gate?: CommentGate | undefined
  /** The commit that all this is about; lines of files link to it. */
  commit?: { serverUrl: string; repository: string; sha: string } | undefined
  /** The page of the workflow run. */
  runUrl?: string | undefined
}

/** One dataset. */
export interface CommentData {
  role: 'training' | 'validation'
  examples?: number | undefined
  errors: number
  warnings: number
  /** Of all its examples, once. */
  tokens?: number | undefined
  /** How it differs from what the pull request would be merged into, or why that is not known. */
  changes?: DataChanges | { missing: string } | undefined
}

/** The job that trains. */
export interface CommentJob {
  id: string
  status: string
  model?: string | undefined
  fineTunedModel?: string | undefined
  /** Where people can look at it. */
  link?: string | undefined
}

/** Metrics of this job beside those of the one that is in use. */
export interface Comparison {
  /** The model of the baseline, if there is one. */
  baseline?: string | undefined
  rows: readonly { name: string; value?: number | undefined; baseline?: number | undefined }[]
}

/** What was required of the metrics. */
export interface CommentGate {
  passed: boolean
  rows: readonly { asked: string; holds: boolean; reached?: number | undefined }[]
}

const MAX_PROBLEMS = 10
const MAX_METRICS = 8
const MAX_REQUIREMENTS = 6

/**
 * The comment, as GitHub's Markdown: what a reviewer wants to know, on the screen of a phone. Whatever is foreign stands
 * in it as text alone, refers to nothing and calls nobody. Below 65,536 characters.
 */
export function commentBody(value: CommentValue): string {
  const parts = [
    `### ${title(value)}`,
    failure(value),
    data(value),
    problems(value),
    job(value),
    metrics(value),
    gate(value),
    footer(value),
  ]
  return `${parts.filter((part) => part !== undefined).join('\n\n')}\n`
}

const errorsOf = ({ data }: CommentValue) => data.reduce((sum, { errors }) => sum + errors, 0)
const warningsOf = ({ data }: CommentValue) => data.reduce((sum, { warnings }) => sum + warnings, 0)

function title(value: CommentValue): string {
  const { state, verdict } = value
  const isBad = state === 'failed' || (state === 'checked' && errorsOf(value) > 0)
  const mark = isBad ? '❌' : state === 'running' ? '⏳' : '✅'
  const states = {
    checked: isBad ? 'the data has errors' : 'the data is fine',
    running: 'training',
    done: 'trained',
    failed: 'failed',
  }
  return `${mark} Fine-tuning: ${verdict ? text(verdict, 100) : states[state]}`
}

function failure({ failure }: CommentValue): string | undefined {
  const lines = failure?.split('\n').slice(0, 4)
  return lines && `> ${lines.map((line) => text(line, 200)).join('<br>')}`
}

function data({ data, cost }: CommentValue): string | undefined {
  if (data.length === 0) return undefined
  const isCompared = data.some(({ changes }) => changes && !('missing' in changes))
  const isCounted = data.some(({ tokens }) => tokens !== undefined)
  const titles = ['Data', ' Examples', ...(isCompared ? [' Changed'] : []), ...(isCounted ? [' Tokens'] : [])]
  const rows = data.map(({ role, examples, tokens, changes }) => {
    const known = changes && !('missing' in changes) ? changes : undefined
    return [
      role,
      examples === undefined ? '' : number(examples),
      ...(isCompared ? [known ? changeCell(known) : ''] : []),
      ...(isCounted ? [tokenCell(tokens, known?.tokens)] : []),
    ]
  })
  const missing = new Set(
    data.flatMap(({ changes }) => (changes && 'missing' in changes ? changes.missing : [])),
  )
  return [
    table(titles, rows),
    ...[...missing].map((why) => `What changed is not known: ${text(why, 150)}.`),
    ...(cost ? [costLine(cost)] : []),
  ].join('\n\n')
}

/** `+12 −3`, and below it what is neither: columns are to be narrow. */
function changeCell({ added, removed, changed }: DataChanges): string {
  const moved = [added > 0 && signed(added), removed > 0 && signed(-removed)].filter(Boolean).join(' ')
  return [moved, changed > 0 && `${number(changed)} edited`].filter(Boolean).join('<br>') || 'nothing'
}

function tokenCell(tokens: number | undefined, difference = 0): string {
  if (tokens === undefined) return ''
  return difference === 0 ? number(tokens) : `${number(tokens)}<br>${signed(difference)}`
}

function costLine({ tokens, usd }: { tokens: number; usd?: number | undefined }): string {
  return `${count(tokens, 'billable token')}${usd === undefined ? '' : `, about **${dollars(usd)}**`}`
}

function problems(value: CommentValue): string | undefined {
  const [errors, warnings] = [errorsOf(value), warningsOf(value)]
  if (errors + warnings === 0) return undefined
  const said = [
    errors > 0 && `❌ ${count(errors, 'error')}`,
    warnings > 0 && `⚠️ ${count(warnings, 'warning')}`,
  ]
  const isError = ({ severity }: DataProblem) => Number(severity === 'error')
  const told = [...value.problems].sort((a, b) => isError(b) - isError(a)).slice(0, MAX_PROBLEMS)
  const rows = told.map((problem) => {
    const { severity, file, line, path, message } = problem
    const place = link(code(`${file}:${line}`, 80), lineUrl(file, line, value))
    const where = path ? ` at ${code(path, 40)}` : ''
    return [`${MARKS[severity]} ${place}`, `${text(message, 120)}${where} ${code(problem.code, 30)}`]
  })
  const more = errors + warnings - rows.length
  return [
    said.filter(Boolean).join(', '),
    ...(rows.length > 0 ? [table(['Where', 'What'], rows)] : []),
    ...(more > 0 && rows.length > 0 ? [`And ${number(more)} more, which the log tells.`] : []),
  ].join('\n\n')
}

/** Where a line of a file is at the commit; nowhere for a file that is not of the repository. */
function lineUrl(file: string, line: number, { commit }: CommentValue): string | undefined {
  const segments = file.toWellFormed().split('/')
  if (!commit || segments.some((segment) => ['', '.', '..'].includes(segment))) return undefined
  const { serverUrl, repository, sha } = commit
  const path = segments.map(encodeURIComponent).join('/')
  return `${serverUrl}/${repository}/blob/${encodeURIComponent(sha.toWellFormed())}/${path}#L${line}`
}

function job({ job }: CommentValue): string | undefined {
  if (!job) return undefined
  const { id, status, model, fineTunedModel, link: address } = job
  const facts = [link(code(id, 60), address), text(status.replaceAll('_', ' '), 30), model && code(model, 80)]
  const line = `**Job** ${facts.filter(Boolean).join(' · ')}`
  return fineTunedModel ? `${line}<br>**Model** ${code(fineTunedModel, 150)}` : line
}

function metrics({ metrics }: CommentValue): string | undefined {
  if (!metrics || metrics.rows.length === 0) return undefined
  const isCompared = metrics.rows.some(({ baseline }) => baseline !== undefined)
  const shown = (value: number | undefined) => (value === undefined ? '' : metricValue(value))
  const rows = metrics.rows
    .slice(0, MAX_METRICS)
    .map(({ name, value, baseline }) => [
      code(name, 40),
      ...(isCompared ? [shown(baseline)] : []),
      shown(value),
      ...(isCompared ? [differenceCell(name, value, baseline)] : []),
    ])
  const titles = isCompared ? ['Metric', ' Baseline', ' This', ' Difference'] : ['Metric', ' This']
  const { baseline } = metrics
  return [table(titles, rows), ...(baseline ? [`The baseline is ${code(baseline, 150)}.`] : [])].join('\n\n')
}

/** `−0.12 ↓ better`; no judgement of what nobody knows the sense of. */
function differenceCell(name: string, value: number | undefined, baseline: number | undefined): string {
  if (value === undefined || baseline === undefined) return ''
  const difference = value - baseline
  if (!Number.isFinite(difference)) return ''
  if (difference === 0) return '0'
  const gain = -senseOf(name) * difference
  const judgement = gain === 0 ? '' : ` ${gain > 0 ? 'better' : 'worse'}`
  return `${signed(difference, metricValue)} ${difference > 0 ? '↑' : '↓'}${judgement}`
}

function gate({ gate }: CommentValue): string | undefined {
  if (!gate) return undefined
  const rows = [...gate.rows].sort((a, b) => Number(a.holds) - Number(b.holds)).slice(0, MAX_REQUIREMENTS)
  const lines = rows.map(({ asked, holds, reached }) => {
    const value = reached === undefined ? 'not known' : metricValue(reached)
    return `- ${holds ? '✅' : '❌'} ${code(asked, 80)}: ${value}`
  })
  return [
    `**Gate** ${gate.passed ? 'passed' : 'failed'}`,
    ...(lines.length > 0 ? [lines.join('\n')] : []),
  ].join('\n\n')
}

function footer({ commit, runUrl }: CommentValue): string | undefined {
  const facts = [
    commit && `commit ${code(commit.sha.slice(0, 7), 7)}`,
    runUrl && link('workflow run', runUrl),
  ]
  const said = facts.filter(Boolean).join(' · ')
  return said ? `<sub>${said}</sub>` : undefined
}

/** A path may have thousands of characters. */
const MAX_LINK = 400

/** A link to an address of the web; what is none is not linked. The label is Markdown already. */
function link(label: string, address: string | undefined): string {
  const url = address !== undefined && URL.canParse(address) ? new URL(address) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return label
  if (url.href.length > MAX_LINK) return label
  // None of these ends the address, or the cell of the table that it stands in.
  return `[${label}](${url.href.replace(/[^\w./:?#&=%~+-]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)})`
}

/**
 * Foreign text that refers to nothing. GitHub looks for mentions, issues and addresses when entities are characters
 * again, so that `&#64;octocat` calls octocat (github/cmark-gfm, issue 181): a space without width parts them, also
 * in code, since people quote it in mails where it is none (dependabot-core, pull request 3157).
 */
function text(foreign: string, longest: number): string {
  return escaped(foreign, longest).replace(/&#(?:64|35|46);|&#58;(?=\/\/)|\bGH(?=-\d)/gi, '$&&#8203;')
}

function code(foreign: string, longest: number): string {
  return `<code>${text(foreign, longest)}</code>`
}
