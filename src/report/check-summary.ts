import type { TrainingEstimate } from '../config/cost.ts'
import { type DatasetSummary, datasetRow, renderDatasetDiff } from './dataset-summary.ts'
import { formatCount, formatInteger, formatUsd } from './format.ts'
import { details, htmlCode, inlineCode, keyValueTable, quoteError } from './markdown.ts'
import type { OutputValues } from './outputs.ts'
import { type DataProblem, problemTable } from './problems.ts'

/** What a check has found. */
export interface CheckResult {
  /** Undefined when the data was not checked. */
  valid: boolean | undefined
  /** Why the step fails, if it does. */
  failure?: string | undefined
  /** Examples of the training data; undefined if that is already on the server. */
  examples: number | undefined
  errors: number
  warnings: number
  fingerprint?: string | undefined
  data: readonly DatasetSummary[]
  estimate?: TrainingEstimate | undefined
  /** Number of problems by code, including those that `problems` leaves out. */
  codes: Record<string, number>
  /** Errors first; of very many, the first ones. */
  problems: readonly DataProblem[]
}

/** GitHub drops a summary above 1 MiB completely. */
const MAX_LIST_BYTES = 900_000
const MAX_LISTED_PROBLEMS = 1000
/** A longer list is folded. */
const MAX_OPEN_PROBLEMS = 20

/** Returns the content of `report.json`: first the outputs of the check, except where the report is. */
export function buildCheckReport(
  { estimate, data, codes, problems }: CheckResult,
  { 'results-dir': _, ...outputs }: OutputValues,
): object {
  return {
    ...outputs,
    epochs: estimate?.epochs ?? null,
    datasets: data.map(({ changes, isUnchecked, ...dataset }) => ({
      ...dataset,
      ...(isUnchecked && { errors: null, warnings: null }),
      ...(changes && { changes: 'unavailable' in changes ? { missing: changes.unavailable } : changes }),
    })),
    codes,
    list: problems,
  }
}

/** Renders the job summary and `report.md` of a check as Markdown. File names and messages are escaped. */
export function renderCheckSummary(result: CheckResult): string {
  const { valid, failure, fingerprint, data, estimate } = result
  const icon = failure ? '❌' : valid === undefined ? '⚪' : valid ? '✅' : '⚠️'
  const parts = [
    `## ${icon} Dataset: ${formatProblemCount(result)}`,
    failure && quoteError(failure),
    keyValueTable([
      ...data.flatMap((dataset): [string, string | undefined][] => [
        datasetRow(dataset),
        ['Changes', dataset.changes && renderDatasetDiff(dataset.changes)],
      ]),
      ['Billable tokens', estimate && billableTokensCell(estimate)],
      ['Cost', estimate?.cost === undefined ? undefined : `about ${formatUsd(estimate.cost)}`],
      ['Fingerprint', fingerprint && inlineCode(fingerprint)],
    ]),
    problemList(result),
  ]
  return `${parts.filter(Boolean).join('\n\n')}\n`
}

function formatProblemCount({ valid, errors, warnings }: CheckResult): string {
  if (valid === undefined) return 'not checked'
  const counts = [
    errors > 0 && formatCount(errors, 'error'),
    warnings > 0 && formatCount(warnings, 'warning'),
  ].filter(Boolean)
  return counts.join(' and ') || 'no problems'
}

function billableTokensCell({ tokens, epochs, epochsGiven, images, uncounted }: TrainingEstimate): string {
  const factor = `${formatCount(epochs, 'epoch')}${epochsGiven ? '' : ', as the server will probably choose'}`
  const excluded = [
    images > 0 && formatCount(images, 'image'),
    uncounted > 0 && formatCount(uncounted, 'example'),
  ].filter(Boolean)
  const exclusion = excluded.length > 0 ? `; excludes ${excluded.join(' and ')} that cannot be counted` : ''
  return `about ${formatInteger(tokens)} (${factor}${exclusion})`
}

function problemList({ codes, problems, errors, warnings }: CheckResult): string | undefined {
  if (problems.length === 0) return undefined
  const limits = { maxRows: MAX_LISTED_PROBLEMS, maxBytes: MAX_LIST_BYTES }
  const { markdown, shown } = problemTable(problems, limits)
  const counts = Object.entries(codes)
    .sort(([, a], [, b]) => b - a)
    .map(([code, count]) => `${htmlCode(code)} ${formatInteger(count)}`)
  const omitted = errors + warnings - shown
  const rest = omitted > 0 ? `\n\n${formatInteger(omitted)} more in \`report.json\`.` : ''
  return details(counts.join(', '), `${markdown}${rest}`, shown <= MAX_OPEN_PROBLEMS)
}
