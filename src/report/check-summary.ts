import type { Expectation } from '../config/cost.ts'
import { count, dollars, number, signed } from './format.ts'
import { code, details, table, text } from './markdown.ts'
import { type DataProblem, MARKS } from './problems.ts'
import { type DataChanges, dataFact, factTable, failureQuote } from './summary-table.ts'

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
export type Changes = (DataChanges & { since: string }) | { missing: string }

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
  estimate?: Expectation | undefined
  /** How many there are of each kind, also of those that are not listed. */
  codes: Record<string, number>
  /** Worst first; of very many, the first ones. */
  problems: DataProblem[]
}

/** GitHub drops a summary above 1 MiB whole. */
const MAX_LIST = 900_000
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
  const parts = [
    `## ${mark} Dataset: ${found}`,
    failure && failureQuote(failure),
    factTable([
      ...data.flatMap((data): [string, string | undefined][] => [
        dataFact({ ...data, names: data.files.map(({ name }) => name) }),
        ['What changed in it', data.changes && changesCell(data.changes)],
      ]),
      ['Billable tokens', estimate && billableTokensCell(estimate)],
      ['Cost', estimate?.cost === undefined ? undefined : `about ${dollars(estimate.cost)}`],
      ['Fingerprint of the work', fingerprint && code(fingerprint)],
    ]),
    problemList(checked),
  ]
  return `${parts.filter(Boolean).join('\n\n')}\n`
}

const problemCount = ({ errors, warnings }: Checked) =>
  [errors > 0 && count(errors, 'error'), warnings > 0 && count(warnings, 'warning')]
    .filter(Boolean)
    .join(' and ')

function changesCell(changes: Changes): string {
  if ('missing' in changes) return `not known: ${text(changes.missing)}`
  const { added, removed, changed, tokens, since } = changes
  const compared = `since ${code(since.slice(0, 7))}`
  if (added + removed + changed === 0) return `no example ${compared}`
  const counts = [
    added > 0 && `${count(added, 'example')} added`,
    removed > 0 && `${number(removed)} removed`,
    changed > 0 && `${number(changed)} changed`,
    tokens !== undefined && `${signed(tokens)} tokens`,
  ]
  return `${counts.filter(Boolean).join(', ')} ${compared}`
}

/** What the estimate is made of, so that nobody takes it for more than it is. */
function billableTokensCell({ tokens, epochs, epochsGiven, images, uncounted }: Expectation): string {
  const times = `${count(epochs, 'epoch')}${epochsGiven ? '' : ', as the server will probably choose'}`
  const without = [images > 0 && count(images, 'image'), uncounted > 0 && count(uncounted, 'example')]
  const untold = without.filter(Boolean).join(' and ')
  return `about ${number(tokens)} (${times}${untold && `; without ${untold} that nobody can count`})`
}

function problemList({ codes, problems, errors, warnings }: Checked): string | undefined {
  if (problems.length === 0) return undefined
  const rows: string[][] = []
  let bytes = 0
  for (const problem of problems.slice(0, LISTED)) {
    const { severity, code: kind, file, line, column, path, message } = problem
    const place = code(`${file}:${line}${column ? `:${column}` : ''}`)
    const row = [MARKS[severity], place, path ? code(path) : '', text(message), code(kind)]
    bytes += Buffer.byteLength(row.join(' | ')) + 5
    if (bytes > MAX_LIST) break
    rows.push(row)
  }
  const kinds = Object.entries(codes)
    .sort(([, a], [, b]) => b - a)
    .map(([kind, n]) => `${code(kind)} ${number(n)}`)
  const list = table(['', 'Where', 'Path', 'What', 'Code'], rows)
  const untold = errors + warnings - rows.length
  const rest = untold > 0 ? `\n\n${number(untold)} more: see <code>report.json</code>.` : ''
  return details(kinds.join(', '), `${list}${rest}`, rows.length <= 20)
}
