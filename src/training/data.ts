import { fingerprint } from '../config/fingerprint.ts'
import { parseTemplates } from '../config/template.ts'
import { DuplicateExamples } from '../dataset/checks/duplicate-examples.ts'
import { type DatasetReport, inspectDataset } from '../dataset/inspect.ts'
import { getContextLength, getEncoding } from '../dataset/model.ts'
import { isProblemCode } from '../dataset/problem.ts'
import { createExampleTokenCounter } from '../dataset/tokens/example-tokens.ts'
import type { Dependencies, Runner, WorkspaceFile } from '../dependencies.ts'
import { ActionError } from '../errors.ts'
import type { CheckResult } from '../report/check-summary.ts'
import type { DatasetSummary } from '../report/dataset-summary.ts'
import { formatBytes, formatCount } from '../report/format.ts'
import { formatProblem, selectAnnotations } from '../report/problems.ts'
import type { DataSource, Plan } from './plan.ts'

type Role = DatasetSummary['role']

/** A dataset to train on: in the workspace and inspected, or already on the server. */
export type Dataset =
  | { role: Role; files: WorkspaceFile[]; report: DatasetReport; isUnchecked?: boolean }
  | { role: Role; id: string }

/** Reads both datasets once, and reports their problems. */
export async function inspectData(plan: Plan, deps: Dependencies): Promise<Dataset[]> {
  const { runner } = deps
  runner.group('Data')
  const datasets: Dataset[] = []
  // Training data first, so that an example in both counts as a problem of the validation data.
  const duplicates = new DuplicateExamples(deps.attemptId)
  for (const [role, source] of [
    ['training', plan.training],
    ['validation', plan.validation],
  ] as const)
    if (source) datasets.push(await inspectSource(role, source, duplicates, plan, deps))
  reportProblems(getReports(datasets), plan, runner)
  runner.endGroup()
  return datasets
}

/** Throws if a dataset is empty, or has errors that "data-check" does not ignore. */
export function assertNoDataErrors(
  datasets: readonly Dataset[],
  { inputs }: Plan,
  { isCommandLine, maxAnnotations }: Pick<Runner, 'isCommandLine' | 'maxAnnotations'>,
): void {
  for (const dataset of datasets) {
    if (!('report' in dataset)) continue
    const { bytes, examples } = dataset.report
    // With checks, data without examples has an error that names the file.
    if (bytes === 0 || (examples === 0 && inputs['data-check'] === 'off'))
      throw new ActionError(`The ${dataset.role} data is empty.`, { hint: `Check "${dataset.role}-file".` })
  }
  const errors = sumCounts(getReports(datasets), 'errors')
  if (errors === 0 || inputs['data-check'] === 'warn') return
  throw new ActionError(`The data has ${formatCount(errors, 'error')}.`, {
    hint: isCommandLine
      ? `${errors < maxAnnotations ? 'They' : 'The first of them'} are listed by file and line.`
      : 'Nothing was uploaded. See the annotations on file and line.',
  })
}

function getReports(datasets: readonly Dataset[]): DatasetReport[] {
  return datasets.flatMap((dataset) => ('report' in dataset ? [dataset.report] : []))
}

function sumCounts(reports: readonly DatasetReport[], kind: 'errors' | 'warnings'): number {
  return reports.reduce((sum, { counts }) => sum + counts[kind], 0)
}

/** Counting the tokens of larger data takes minutes. */
const MAX_BYTES_TO_TOKENIZE = 256_000_000

async function inspectSource(
  role: Role,
  source: DataSource,
  duplicates: DuplicateExamples,
  plan: Plan,
  { runner, workspace, workers, readRanks, signal }: Dependencies,
): Promise<Dataset> {
  if ('id' in source) {
    runner.info(`${role} data: ${source.id}, already on the server`)
    return { role, id: source.id }
  }
  const { model, method } = plan.job
  const context = getContextLength(model)
  const bytes = source.files.reduce((sum, { size }) => sum + size, 0)
  const countsTokens = plan.countsTokens || bytes <= MAX_BYTES_TO_TOKENIZE
  if (!countsTokens)
    runner.info(
      `${role} data: token count skipped for ${formatBytes(bytes)}; set "price" or "max-tokens" to enable it`,
    )
  const isUnchecked = plan.inputs['data-check'] === 'off'
  const report = await inspectDataset(workspace, source.files, {
    method: method?.type ?? 'supervised',
    role,
    model,
    checks: !isUnchecked,
    ignore: new Set(plan.inputs['data-check-ignore'].filter(isProblemCode)),
    duplicates,
    ...(method?.type === 'reinforcement' && { graderFields: parseTemplates(method.grader).items }),
    ...(countsTokens && {
      tokens: {
        encoding: getEncoding(model),
        ...(context && { context }),
        load: (encoding) => createExampleTokenCounter(encoding, readRanks),
      },
    }),
    ...(workers && { workers }),
    signal,
  })
  for (const { name, examples } of report.files)
    runner.info(`${role} data: ${name}, ${formatCount(examples, 'example')}`)
  if (isUnchecked) runner.info(`${role} data: not checked, because "data-check" is "off"`)
  return { role, files: source.files, report, isUnchecked }
}

/** The log has the others, up to what a person reads. */
const MAX_LOGGED_PROBLEMS = 200

function reportProblems(reports: DatasetReport[], plan: Plan, runner: Runner): void {
  const { errors, warnings, rest } = selectAnnotations(
    reports.flatMap((report) => report.problems),
    {
      // One error is the step's own.
      errors: plan.inputs['data-check'] === 'warn' ? 0 : runner.maxAnnotations - 1,
      warnings: Math.max(0, runner.maxAnnotations - plan.warnings.length),
    },
  )
  for (const problem of errors) runner.error(formatProblem(problem), problem)
  for (const problem of warnings) runner.warning(formatProblem(problem), problem)
  const logged = rest.slice(0, MAX_LOGGED_PROBLEMS)
  for (const problem of logged) runner.info(`${problem.severity}: ${formatProblem(problem)}`)
  if (rest.length === 0) return
  const annotated = errors.length + warnings.length
  const total = sumCounts(reports, 'errors') + sumCounts(reports, 'warnings')
  const unlisted = total - annotated - logged.length
  const shown = formatCount(annotated, 'problem')
  const where = runner.isCommandLine
    ? `Standard output has the first ${shown}, standard error ${logged.length} more`
    : `Annotations show the first ${shown}`
  runner.info(`${where}${unlisted > 0 ? `; ${formatCount(unlisted, 'problem')} more are not listed` : ''}.`)
}

/** Returns the fingerprint of this job on this data. */
export function computeFingerprint({ job }: Plan, datasets: readonly Dataset[]): string {
  const [training, validation] = datasets.map((dataset) =>
    // The names of the files do not count.
    'id' in dataset ? { id: dataset.id } : { digest: dataset.report.digest },
  )
  if (!training) throw new Error('there is no training data')
  return fingerprint(job, { training, validation })
}

/** Returns what a check found in the data. */
export function toCheckResult(
  datasets: readonly Dataset[],
): Omit<CheckResult, 'failure' | 'fingerprint' | 'estimate'> {
  const reports = getReports(datasets)
  const codes: Record<string, number> = {}
  for (const { counts } of reports)
    for (const [code, count] of Object.entries(counts.codes)) codes[code] = (codes[code] ?? 0) + count
  const errors = sumCounts(reports, 'errors')
  return {
    valid: datasets.some((dataset) => 'report' in dataset && dataset.isUnchecked) ? undefined : errors === 0,
    examples: getTrainingReport(datasets)?.examples,
    errors,
    warnings: sumCounts(reports, 'warnings'),
    data: datasets.filter((dataset) => 'report' in dataset).map(toDatasetSummary),
    codes,
    problems: errorsFirst(reports),
  }
}

/** Returns the report on the training data, unless the data is already on the server. */
export function getTrainingReport(datasets: readonly Dataset[]): DatasetReport | undefined {
  return getReports(datasets.filter(({ role }) => role === 'training'))[0]
}

/** Each report has its errors before its warnings; merges them in this order. */
function errorsFirst(reports: readonly DatasetReport[]): DatasetReport['problems'] {
  const problems = reports.flatMap((report) => report.problems)
  return [
    ...problems.filter(({ severity }) => severity === 'error'),
    ...problems.filter(({ severity }) => severity === 'warning'),
  ]
}

/** Returns what the reports show of a dataset. */
export function toDatasetSummary(dataset: Dataset): DatasetSummary {
  const { role } = dataset
  if ('id' in dataset) return { role, files: [{ name: dataset.id }], errors: 0, warnings: 0 }
  const { files, examples, bytes, digest, format, tokens, counts } = dataset.report
  const { errors, warnings } = counts
  const unchecked = dataset.isUnchecked && { isUnchecked: true }
  return {
    role,
    files,
    ...unchecked,
    examples,
    bytes,
    errors,
    warnings,
    digest,
    format,
    tokens: tokens?.total,
  }
}
