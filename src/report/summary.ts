import type { Job } from '../api/wire.ts'
import { count, duration, size } from './format.ts'
import { code, text } from './markdown.ts'

/** All that the summary tells; what is not known yet is left out. */
export interface Run {
  /** What became of it, in a few words. */
  verdict: string
  /** Whether the step fails. */
  failed: boolean
  model?: string | undefined
  method?: string | undefined
  job?: Job | undefined
  /** Where people can look at the job. */
  link?: string | undefined
  data: Data[]
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
  /** SHA-256 of the normalised bytes. */
  digest?: string | undefined
}

/** The job summary, as GitHub's Markdown. Whatever comes from the server or the dataset stands in it as text alone. */
export function summary(run: Run): string {
  const { job, link } = run
  const jobCell = job && (link ? `<a href="${text(link)}">${code(job.id)}</a>` : code(job.id))
  const rows: [string, string | undefined][] = [
    ['Job', jobCell],
    ['Status', job && code(job.status)],
    ['Base model', run.model && code(job?.model ?? run.model)],
    ['Method', run.method && code(run.method)],
    ['Fine-tuned model', job?.fineTunedModel && code(job.fineTunedModel)],
    ...run.data.map((data): [string, string] => [
      data.role === 'training' ? 'Training data' : 'Validation data',
      dataCell(data),
    ]),
    ['Fingerprint of the work', run.fingerprint && code(run.fingerprint)],
    ['Trained tokens', job?.trainedTokens?.toLocaleString('en-US')],
    ['Duration of this step', duration(run.durationMs)],
  ]
  const [first = '', ...rest] = rows
    .filter(([, cell]) => cell)
    .map(([title, cell]) => `| ${title} | ${cell} |`)
  const failure = run.failure?.split('\n').map(text).join('<br>')
  return [
    `## ${mark(run)} Fine-tuning: ${text(run.verdict)}`,
    '',
    ...(failure ? [`> ${failure}`, ''] : []),
    first,
    '| --- | --- |',
    ...rest,
    '',
  ].join('\n')
}

/** Green is only what has succeeded; a job that was left, or not even created, is still open. */
function mark({ failed, job }: Run): string {
  if (failed) return '❌'
  return job?.status === 'succeeded' ? '✅' : '⏳'
}

function dataCell({ names, examples, bytes, digest }: Data): string {
  const shown = names.slice(0, 5).map((name) => code(name))
  if (names.length > shown.length) shown.push(`and ${names.length - shown.length} more`)
  const facts = [
    examples !== undefined && count(examples, 'example'),
    bytes !== undefined && size(bytes),
    digest && `sha256 ${code(digest.slice(0, 12))}`,
  ]
  return [shown.join(', '), ...facts.filter(Boolean)].join(' · ')
}
