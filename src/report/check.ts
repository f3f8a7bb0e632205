import { count, dollars, size } from './format.ts'
import { code, text } from './markdown.ts'
import type { DataProblem } from './problems.ts'

/** What is known of the tokens that training would bill. */
export interface Estimate {
  /** Billable tokens: those of the dataset, so many times as there are epochs. */
  tokens: number
  epochs: number
  /** False when the server chooses the epochs, and these are a guess. */
  epochsGiven: boolean
  /** USD. */
  cost?: number | undefined
  /** Images of which nobody can tell the tokens. */
  images: number
  /** Examples of which nobody can. */
  uncounted: number
}

/** One dataset as it was checked. */
export interface CheckedData {
  role: 'training' | 'validation'
  files: { name: string; examples: number }[]
  examples: number
  bytes: number
  errors: number
  warnings: number
  /** SHA-256 of the normalised bytes. */
  digest: string
  format?: string | undefined
  tokens?: number | undefined
  changes?: Changes | undefined
}

/** How the data differs from that of a commit before; or what is missing to tell. */
export type Changes =
  | { added: number; removed: number; changed: number; tokens?: number | undefined; since: string }
  | { missing: string }

/** All that a check has found. */
export interface Checked {
  valid: boolean
  /** Why the step fails, if it does. */
  failure?: string | undefined
  /** Examples of the training data; undefined where it is on the server already. */
  examples: number | undefined
  errors: number
  warnings: number
  fingerprint?: string | undefined
  data: CheckedData[]
  estimate?: Estimate | undefined
  /** How many there are of each kind, also of those that are not listed. */
  codes: Record<string, number>
  /** Worst first; of very many, the first ones. */
  problems: DataProblem[]
}

/** GitHub drops a summary above 1 MiB whole. */
const LARGEST_LIST = 900_000
/** More than anybody reads on one page; `report.json` has them all. */
const LISTED = 1000

/** The check as `report.json` has it, under the names of the outputs where there are any. */
export function checkReport(checked: Checked): object {
  const { valid, examples, errors, warnings, fingerprint, estimate, data, codes, problems } = checked
  return {
    valid,
    examples: examples ?? null,
    problems: errors,
    warnings,
    fingerprint: fingerprint ?? null,
    'estimated-tokens': estimate?.tokens ?? null,
    'estimated-cost': estimate?.cost ?? null,
    epochs: estimate?.epochs ?? null,
    datasets: data,
    codes,
    list: problems,
  }
}

/** The check as the summary and `report.md` have it, as GitHub's Markdown. Names of files stand in it as text alone. */
export function checkSummary(checked: Checked): string {
  const { valid, failure, errors, warnings, fingerprint, data, estimate } = checked
  const found = errors + warnings === 0 ? 'no problems' : problemCount(checked)
  const mark = failure ? '❌' : valid ? '✅' : '⚠️'
  const rows: [string, string | undefined][] = [
    ...data.flatMap((data): [string, string | undefined][] => [
      [data.role === 'training' ? 'Training data' : 'Validation data', dataCell(data)],
      ['What changed in it', data.changes && changesCell(data.changes)],
    ]),
    ['Billable tokens', estimate && tokensCell(estimate)],
    ['Cost', estimate?.cost === undefined ? undefined : `about ${dollars(estimate.cost)}`],
    ['Fingerprint of the work', fingerprint && code(fingerprint)],
  ]
  return [
    `## ${mark} Dataset: ${found}`,
    '',
    ...(failure
      ? [
          `> ${failure
            .split('\n')
            .map((line) => text(line))
            .join('<br>')}`,
          '',
        ]
      : []),
    '| | |',
    '| --- | --- |',
    ...rows.flatMap(([title, cell]) => (cell ? [`| ${title} | ${cell} |`] : [])),
    '',
    ...problemList(checked),
  ].join('\n')
}

const problemCount = ({ errors, warnings }: Checked) =>
  [errors > 0 && count(errors, 'error'), warnings > 0 && count(warnings, 'warning')]
    .filter(Boolean)
    .join(' and ')

function dataCell({ files, examples, bytes, digest, format, tokens }: CheckedData): string {
  const shown = files.slice(0, 5).map(({ name }) => code(name))
  if (files.length > shown.length) shown.push(`and ${files.length - shown.length} more`)
  const facts = [
    count(examples, 'example'),
    format,
    size(bytes),
    tokens !== undefined && count(tokens, 'token'),
    `sha256 ${code(digest.slice(0, 12))}`,
  ]
  return [shown.join(', '), ...facts.filter(Boolean)].join(' · ')
}

function changesCell(changes: Changes): string {
  if ('missing' in changes) return `not known: ${text(changes.missing)}`
  const { added, removed, changed, tokens, since } = changes
  const compared = `since ${code(since.slice(0, 7))}`
  if (added + removed + changed === 0) return `no example ${compared}`
  const counts = [
    added > 0 && `${count(added, 'example')} added`,
    removed > 0 && `${removed.toLocaleString('en-US')} removed`,
    changed > 0 && `${changed.toLocaleString('en-US')} changed`,
    tokens !== undefined && `${signed(tokens)} tokens`,
  ]
  return `${counts.filter(Boolean).join(', ')} ${compared}`
}

const signed = (n: number) => `${n < 0 ? '−' : '+'}${Math.abs(n).toLocaleString('en-US')}`

/** What the estimate is made of, so that nobody takes it for more than it is. */
export function tokensCell({ tokens, epochs, epochsGiven, images, uncounted }: Estimate): string {
  const times = `${count(epochs, 'epoch')}${epochsGiven ? '' : ', as the server will probably choose'}`
  const without = [images > 0 && count(images, 'image'), uncounted > 0 && count(uncounted, 'example')]
  const untold = without.filter(Boolean).join(' and ')
  return `about ${tokens.toLocaleString('en-US')} (${times}${untold && `; without ${untold} that nobody can count`})`
}

function problemList({ codes, problems, errors, warnings }: Checked): string[] {
  if (problems.length === 0) return []
  const kinds = Object.entries(codes).sort(([, a], [, b]) => b - a)
  const rows: string[] = []
  let bytes = 0
  for (const { severity, code: kind, file, line, column, path, message } of problems.slice(0, LISTED)) {
    const place = `${code(`${file}:${line}${column ? `:${column}` : ''}`)}`
    const row = `| ${severity === 'error' ? '❌' : '⚠️'} | ${place} | ${path ? code(path) : ''} | ${text(message)} | ${code(kind)} |`
    bytes += Buffer.byteLength(row) + 1
    if (bytes > LARGEST_LIST) break
    rows.push(row)
  }
  const untold = errors + warnings - rows.length
  return [
    `<details${rows.length <= 20 ? ' open' : ''}><summary>${kinds.map(([kind, n]) => `${code(kind)} ${n.toLocaleString('en-US')}`).join(', ')}</summary>`,
    '',
    '| | Where | Path | What | Code |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
    ...(untold > 0 ? [`${untold.toLocaleString('en-US')} more: see <code>report.json</code>.`, ''] : []),
    '</details>',
    '',
  ]
}
