import { count, dollars, duration, number, size } from './format.ts'
import { code, details, linked, table, text } from './markdown.ts'
import { type Estimate, type Findings, sections } from './sections.ts'
import { tokenJudgement } from './verdict.ts'

/** All that the summary tells; what is not known yet is left out. */
export interface Run extends Findings {
  /** What became of it, in a few words. */
  verdict: string
  model?: string | undefined
  /** Where people can look at the job. */
  link?: string | undefined
  data: Data[]
  provenance?: Provenance | undefined
  /** Identity of the work. */
  fingerprint?: string | undefined
  durationMs: number
  /** Why the step failed, if it did. */
  failure?: string | undefined
}

/** One dataset: what it was made of, and what it was found to be. */
export interface Data {
  role: 'training' | 'validation'
  /** File names, or the id of an uploaded file. */
  names: string[]
  examples?: number | undefined
  bytes?: number | undefined
  /** By our own count, once through. */
  tokens?: number | undefined
  /** SHA-256 of the normalised bytes. */
  digest?: string | undefined
  /** How many problems it has. */
  errors?: number | undefined
  warnings?: number | undefined
}

/** Where the work comes from: the commit, and the workflow run that did it. */
export interface Provenance {
  sha: string
  commitLink?: string | undefined
  run?: string | undefined
  runLink?: string | undefined
}

/** The job summary, as GitHub's Markdown. Whatever comes from the server or the dataset stands in it as text alone. */
export function summary(run: Run): string {
  const failure = run.failure
    ?.split('\n', MOST_LINES)
    .map((line) => text(line))
    .join('<br>')
  return [
    `## ${mark(run)} Fine-tuning: ${text(run.verdict)}`,
    ...(failure ? [`> ${failure}`] : []),
    jobTable(run),
    ...sections(run),
    ...digests(run),
  ]
    .join('\n\n')
    .concat('\n')
}

/** A reason is a few lines; problems of the data have a table of their own. */
const MOST_LINES = 40

function jobTable(run: Run): string {
  const { job, provenance, estimate } = run
  const rows: [string, string | undefined][] = [
    ['Job', job && linked(job.id, run.link)],
    ['Status', job && code(job.status)],
    ['Base model', run.model && code(job?.model ?? run.model)],
    ['Method', run.method && code(run.method)],
    ['Fine-tuned model', job?.fineTunedModel && code(job.fineTunedModel)],
    ...run.data.map((data): [string, string] => [
      data.role === 'training' ? 'Training data' : 'Validation data',
      dataCell(data),
    ]),
    ['Estimate', estimate && estimateCell(estimate)],
    ['Trained tokens', tokensCell(run)],
    ['Commit', provenance && linked(provenance.sha.slice(0, 12), provenance.commitLink)],
    ['Workflow run', provenance?.run && linked(provenance.run, provenance.runLink)],
    ['Duration of this step', duration(run.durationMs)],
  ]
  const [first = ['', ''], ...rest] = rows.flatMap(([title, cell]) => (cell ? [[title, cell]] : []))
  return table(first, rest)
}

/** Green is only what has succeeded; a job that was left, or not even created, is still open. */
function mark({ failed, job }: Run): string {
  if (failed) return '❌'
  return job?.status === 'succeeded' ? '✅' : '⏳'
}

function dataCell({ names, examples, bytes, tokens, digest }: Data): string {
  const shown = names.slice(0, 5).map((name) => code(name))
  if (names.length > shown.length) shown.push(`and ${names.length - shown.length} more`)
  const facts = [
    examples !== undefined && count(examples, 'example'),
    tokens !== undefined && count(tokens, 'token'),
    bytes !== undefined && size(bytes),
    digest && `sha256 ${code(digest.slice(0, 12))}`,
  ]
  return [shown.join(', '), ...facts.filter(Boolean)].join(' · ')
}

/** Reinforcement is billed by time: what its tokens were estimated to be says nothing. */
function tokensCell({ job, method, estimate }: Run): string | undefined {
  if (job?.trainedTokens === undefined) return undefined
  const judgement =
    method === 'reinforcement' ? undefined : tokenJudgement(estimate?.tokens, job.trainedTokens)
  return [number(job.trainedTokens), judgement].filter(Boolean).join(' · ')
}

/** What identifies the work and its data, whole: too long for the table above on a narrow screen. */
function digests({ fingerprint, data }: Run): string[] {
  const rows = [
    ...(fingerprint ? [['Fingerprint of the work', code(fingerprint)]] : []),
    ...data.flatMap(({ role, digest }) => (digest ? [[`SHA-256 of the ${role} data`, code(digest)]] : [])),
  ]
  return rows.length > 0 ? [details('Digests', table(['What', 'Digest'], rows))] : []
}

function estimateCell({ tokens, epochs, usd }: Estimate): string {
  const facts = [
    tokens !== undefined && count(tokens, 'billable token'),
    epochs !== undefined && count(epochs, 'epoch'),
    usd !== undefined && dollars(usd),
  ]
  return facts.filter(Boolean).join(' · ')
}
