import { type DataIdentity, fingerprint } from '../config/fingerprint.ts'
import { templatesOf } from '../config/template.ts'
import { Duplicates } from '../dataset/checks/duplicates.ts'
import { type DatasetReport, inspectDataset } from '../dataset/inspect.ts'
import { contextOf, encodingOf } from '../dataset/model.ts'
import { tokenCounter } from '../dataset/tokens/example-tokens.ts'
import type { Dependencies, WorkspaceFile } from '../dependencies.ts'
import { ActionError } from '../errors.ts'
import type { Checked } from '../report/check-summary.ts'
import { count, size } from '../report/format.ts'
import { annotated, problemLine } from '../report/problems.ts'
import type { Data } from '../report/summary.ts'
import type { Plan, Source } from './plan.ts'

/** A dataset that may be trained on: in the workspace and inspected, or already on the server. */
export type Dataset =
  | { role: Data['role']; files: WorkspaceFile[]; report: DatasetReport }
  | { role: Data['role']; id: string }

/** Reads both datasets once, and tells what is wrong with them. */
export async function inspectData(plan: Plan, deps: Dependencies): Promise<Dataset[]> {
  const { runner } = deps
  runner.group('Data')
  const datasets: Dataset[] = []
  // Training data first: what validation data has of it is what overlaps.
  const duplicates = new Duplicates()
  for (const [role, source] of [
    ['training', plan.training],
    ['validation', plan.validation],
  ] as const)
    if (source) datasets.push(await inspected(role, source, duplicates, plan, deps))
  tellProblems(reportsOf(datasets), plan, runner)
  runner.endGroup()
  return datasets
}

/** Stops where the data has errors, and errors are to stop it; and where there is no data, in any case. */
export function refuseErrors(datasets: readonly Dataset[], plan: Plan): void {
  for (const dataset of datasets)
    if ('report' in dataset && (dataset.report.bytes === 0 || isBlank(dataset.report, plan)))
      throw new ActionError(`The ${dataset.role} data is empty.`, { hint: `Check "${dataset.role}-file".` })
  const errors = total(reportsOf(datasets), 'errors')
  if (errors === 0 || plan.inputs['data-check'] === 'warn') return
  throw new ActionError(`The data has ${count(errors, 'error')}.`, {
    hint: 'Nothing was uploaded. See the annotations on file and line.',
  })
}

/** With checks this is an error like others, and told on its file. */
const isBlank = ({ examples }: DatasetReport, { inputs }: Plan) =>
  examples === 0 && inputs['data-check'] === 'off'

const reportsOf = (datasets: readonly Dataset[]) =>
  datasets.flatMap((dataset) => ('report' in dataset ? [dataset.report] : []))

const total = (reports: readonly DatasetReport[], kind: 'errors' | 'warnings') =>
  reports.reduce((sum, report) => sum + report.counts[kind], 0)

/** Bytes; counting the tokens of more takes minutes, and nobody may want to know. */
const LARGE = 256_000_000

async function inspected(
  role: Data['role'],
  source: Source,
  duplicates: Duplicates,
  plan: Plan,
  { runner, workspace, workers: threads, signal }: Dependencies,
): Promise<Dataset> {
  if ('id' in source) {
    runner.info(`${role} data: ${source.id}, already on the server`)
    return { role, id: source.id }
  }
  const { model, method } = plan.job
  const context = contextOf(model)
  const bytes = source.files.reduce((sum, { size }) => sum + size, 0)
  const isCounted = plan.countsTokens || bytes <= LARGE
  if (!isCounted)
    runner.info(
      `${role} data: tokens of ${size(bytes)} are counted only where a limit or a price asks for it`,
    )
  const report = await inspectDataset(workspace, source.files, {
    method: method?.type ?? 'supervised',
    role,
    model,
    checks: plan.inputs['data-check'] !== 'off',
    ignore: plan.ignore,
    duplicates,
    ...(method?.type === 'reinforcement' && { items: templatesOf(method.grader).items }),
    ...(isCounted && {
      tokens: { encoding: encodingOf(model), ...(context && { context }), load: tokenCounter },
    }),
    ...(threads && { threads }),
    signal,
  })
  for (const { name, examples } of report.files)
    runner.info(`${role} data: ${name}, ${count(examples, 'example')}`)
  return { role, files: source.files, report }
}

/** GitHub shows ten errors and ten warnings of a step; one error is the step's own. */
const SHOWN_ERRORS = 9
const SHOWN_WARNINGS = 10
/** The rest is in the log, up to what a person will read. */
const LOGGED = 200

function tellProblems(
  reports: DatasetReport[],
  { inputs, warnings: told }: Plan,
  host: Dependencies['runner'],
): void {
  const { errors, warnings, rest } = annotated(
    reports.flatMap((report) => report.problems),
    {
      errors: inputs['data-check'] === 'warn' ? 0 : SHOWN_ERRORS,
      warnings: Math.max(0, SHOWN_WARNINGS - told.length),
    },
  )
  for (const problem of errors) host.error(problemLine(problem), problem)
  for (const problem of warnings) host.warning(problemLine(problem), problem)
  for (const problem of rest.slice(0, LOGGED)) host.info(`${problem.severity}: ${problemLine(problem)}`)
  if (rest.length === 0) return
  const shown = errors.length + warnings.length
  const untold = total(reports, 'errors') + total(reports, 'warnings') - shown - Math.min(rest.length, LOGGED)
  host.info(
    `GitHub shows the first ${count(shown, 'problem')} as annotations${untold > 0 ? `; ${count(untold, 'problem')} more are not listed` : ''}.`,
  )
}

/** The identity of the work: of this job on this data. */
export function fingerprintOf({ job, validation }: Plan, datasets: readonly Dataset[]): string {
  const [training, other] = datasets.map(identityOf)
  if (!training) throw new Error('there is no training data')
  return fingerprint(job, { training, ...(validation && { validation: other }) })
}

/** What a dataset is, whatever it is called. */
function identityOf(dataset: Dataset): DataIdentity {
  return 'id' in dataset ? { id: dataset.id } : { digest: dataset.report.digest }
}

/** What a check has found in the data. */
export function checkedOf(
  datasets: readonly Dataset[],
): Omit<Checked, 'failure' | 'fingerprint' | 'estimate'> {
  const reports = reportsOf(datasets)
  const codes: Record<string, number> = {}
  for (const { counts } of reports)
    for (const [code, n] of Object.entries(counts.codes)) codes[code] = (codes[code] ?? 0) + n
  const errors = total(reports, 'errors')
  return {
    valid: errors === 0,
    examples: trainingOf(datasets)?.examples,
    errors,
    warnings: total(reports, 'warnings'),
    data: datasets.flatMap((dataset) => {
      if ('id' in dataset) return []
      const { files, examples, bytes, digest, format, tokens, counts } = dataset.report
      const { errors, warnings } = counts
      return [
        {
          role: dataset.role,
          files,
          examples,
          bytes,
          errors,
          warnings,
          digest,
          format,
          tokens: tokens?.total,
        },
      ]
    }),
    codes,
    problems: worstFirst(reports),
  }
}

/** The report on the training data, where it is not on the server already. */
export function trainingOf(datasets: readonly Dataset[]): DatasetReport | undefined {
  return datasets.flatMap((dataset) =>
    dataset.role === 'training' && 'report' in dataset ? [dataset.report] : [],
  )[0]
}

/** Each report has its errors before its warnings. */
function worstFirst(reports: readonly DatasetReport[]) {
  const problems = reports.flatMap((report) => report.problems)
  return [
    ...problems.filter(({ severity }) => severity === 'error'),
    ...problems.filter(({ severity }) => severity === 'warning'),
  ]
}

/** What the summary tells of a dataset. */
export function dataOf(dataset: Dataset): Data {
  if ('id' in dataset) return { role: dataset.role, names: [dataset.id] }
  const { examples, bytes, digest, tokens, counts } = dataset.report
  const names = dataset.files.map((file) => file.name)
  const { errors, warnings } = counts
  return { role: dataset.role, names, examples, bytes, tokens: tokens?.total, digest, errors, warnings }
}
