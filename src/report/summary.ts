import { tokenJudgement } from './curve-analysis.ts'
import { count, dollars, duration, number } from './format.ts'
import { code, details, linked, table, text } from './markdown.ts'
import { modelOf } from './outputs.ts'
import { type RunFacts, sections } from './summary-sections.ts'
import { type DataFacts, dataFact, factTable, failureQuote } from './summary-table.ts'

/** All that the summary tells; what is not known yet is left out. */
export interface Run extends RunFacts {
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

/** One dataset, and how many problems it has. */
export interface Data extends DataFacts {
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
  return [
    `## ${mark(run)} Fine-tuning: ${text(run.verdict)}`,
    ...(run.failure ? [failureQuote(run.failure)] : []),
    jobTable(run),
    ...sections(run),
    ...digests(run),
  ]
    .join('\n\n')
    .concat('\n')
}

function jobTable(run: Run): string {
  const { job, provenance, estimate } = run
  const model = job && modelOf(job)
  return factTable([
    ['Job', job && linked(job.id, run.link)],
    ['Status', job && code(job.status)],
    ['Base model', run.model && code(job?.model ?? run.model)],
    ['Method', run.method && code(run.method)],
    ['Fine-tuned model', model && code(model)],
    ...run.data.map(dataFact),
    ['Estimate', estimate && estimateCell(estimate)],
    ['Trained tokens', trainedTokensCell(run)],
    ['Commit', provenance && linked(provenance.sha.slice(0, 12), provenance.commitLink)],
    ['Workflow run', provenance?.run && linked(provenance.run, provenance.runLink)],
    ['Duration of this step', duration(run.durationMs)],
  ])
}

/** Green is only what has succeeded; a job that was left, or not even created, is still open. */
function mark({ failed, job }: Run): string {
  if (failed) return '❌'
  return job?.status === 'succeeded' ? '✅' : '⏳'
}

/** Reinforcement is billed by time: what its tokens were estimated to be says nothing. */
function trainedTokensCell({ job, method, estimate }: Run): string | undefined {
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

function estimateCell({ tokens, epochs, cost }: NonNullable<Run['estimate']>): string {
  const facts = [count(tokens, 'billable token'), count(epochs, 'epoch'), cost !== undefined && dollars(cost)]
  return facts.filter(Boolean).join(' · ')
}
