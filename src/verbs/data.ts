import { Duplicates } from '../dataset/duplicates.ts'
import { type DatasetReport, inspectDataset } from '../dataset/inspect.ts'
import { Failure } from '../failure.ts'
import { count } from '../report/format.ts'
import { annotated, problemLine } from '../report/problems.ts'
import type { Data } from '../report/summary.ts'
import type { DataIdentity } from '../spec/fingerprint.ts'
import type { WorkspaceFile } from '../workspace-file.ts'
import type { Plan, Source } from './plan.ts'
import type { World } from './world.ts'

/** A dataset that may be trained on: in the workspace and inspected, or already on the server. */
export type Dataset =
  | { role: Data['role']; files: WorkspaceFile[]; report: DatasetReport }
  | { role: Data['role']; id: string }

/** Reads both datasets once, and tells what is wrong with them. */
export async function inspectData(plan: Plan, world: World): Promise<Dataset[]> {
  const { host } = world
  host.group('Data')
  const datasets: Dataset[] = []
  // Training data first: what validation data has of it is what overlaps.
  const duplicates = new Duplicates()
  for (const [role, source] of [
    ['training', plan.training],
    ['validation', plan.validation],
  ] as const)
    if (source) datasets.push(await inspected(role, source, duplicates, plan, world))
  tellProblems(reportsOf(datasets), plan, host)
  host.endGroup()
  return datasets
}

/** Stops the run where the data has errors, and errors are to stop it. */
export function refuseErrors(datasets: Dataset[], plan: Plan): void {
  const errors = total(reportsOf(datasets), 'errors')
  if (errors === 0 || plan.inputs['data-check'] === 'warn') return
  throw new Failure(`The data has ${count(errors, 'error')}, so nothing was uploaded.`, {
    advice: 'See the annotations on file and line.',
  })
}

const reportsOf = (datasets: Dataset[]) =>
  datasets.flatMap((dataset) => ('report' in dataset ? [dataset.report] : []))

const total = (reports: DatasetReport[], kind: 'errors' | 'warnings') =>
  reports.reduce((sum, report) => sum + report.counts[kind], 0)

async function inspected(
  role: Data['role'],
  source: Source,
  duplicates: Duplicates,
  plan: Plan,
  { host, workspace, threads, interrupted: signal }: World,
): Promise<Dataset> {
  if ('id' in source) {
    host.info(`${role} data: ${source.id}, already on the server`)
    return { role, id: source.id }
  }
  const report = await inspectDataset(workspace, source.files, {
    method: plan.job.method?.type ?? 'supervised',
    role,
    checks: plan.inputs['data-check'] !== 'off',
    duplicates,
    ...(threads && { threads }),
    signal,
  })
  for (const { name, examples } of report.files)
    host.info(`${role} data: ${name}, ${count(examples, 'example')}`)
  if (report.bytes === 0) throw new Failure(`The ${role} data is empty.`, { advice: `Check "${role}-file".` })
  return { role, files: source.files, report }
}

/** GitHub shows ten errors and ten warnings of a step; one error is the step's own. */
const SHOWN_ERRORS = 9
const SHOWN_WARNINGS = 10
/** The rest is in the log, up to what a person will read. */
const LOGGED = 200

function tellProblems(reports: DatasetReport[], { inputs, warnings: told }: Plan, host: World['host']): void {
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

/** What a dataset is, whatever it is called. */
export function identityOf(dataset: Dataset): DataIdentity {
  return 'id' in dataset ? { id: dataset.id } : { digest: dataset.report.digest }
}

/** What the summary tells of a dataset. */
export function dataOf(dataset: Dataset): Data {
  if ('id' in dataset) return { role: dataset.role, names: [dataset.id] }
  const { examples, bytes, digest } = dataset.report
  return { role: dataset.role, names: dataset.files.map((file) => file.name), examples, bytes, digest }
}
