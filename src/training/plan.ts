import type { z } from 'zod'
import { type GateInputs, type Inputs, jobInputs, RootInputs, readInputs } from '../config/inputs.ts'
import { type DataFiles, describeJob, type JobDescription } from '../config/job.ts'
import { type Code, isCode } from '../dataset/problem.ts'
import type { Dependencies, WorkspaceFile } from '../dependencies.ts'
import { ActionError } from '../errors.ts'
import { isOverwritten } from '../github/results.ts'
import type { Connection } from '../openai/client.ts'
import { connectionOf } from './connection.ts'

/** What is to be trained, all of it understood and found. */
export interface Plan<Given extends GateInputs = GateInputs> {
  inputs: Given
  job: JobDescription
  training: Source
  validation?: Source
  /** Whether tokens are counted however large the data is, because a limit or a price asks for them. */
  countsTokens: boolean
  /** Kinds of problems of the data that are not to be told. */
  ignore: ReadonlySet<Code>
  warnings: string[]
  resultsDir: string
}

/** What is to be trained, and where. */
export interface TrainingPlan extends Plan<Inputs> {
  connection: Connection
}

/** Where a dataset comes from: files of the workspace, or a file that is already on the server. */
export type Source = { files: WorkspaceFile[] } | { id: string }

/** Reads what the root action is asked. */
export async function readTrainingPlan(deps: Dependencies): Promise<TrainingPlan> {
  const plan = await readPlan(RootInputs, deps, ({ wait, require }) =>
    require.length > 0 && !wait
      ? ['input "require": needs "wait: true": only a job that has ended can be judged']
      : [],
  )
  return { ...plan, connection: connectionOf(plan.inputs, deps) }
}

/** The largest job file, grader, or source of a grader: the API takes 256 kB of a grader's source. */
const MAX_TEXT = 1024 * 1024

/** Does some work; where it fails as was to be expected, that is one more problem of what is labelled so. */
type Gather = <T>(label: string, work: () => Promise<T>) => Promise<T | undefined>

/** Reads what is asked: inputs, job file, where the data is. All problems are told at once, before anything is touched. */
export async function readPlan<Schema extends z.ZodType<GateInputs> & z.ZodObject>(
  schema: Schema,
  world: Dependencies,
  problemsOf: (inputs: z.output<Schema>) => string[] = () => [],
): Promise<Plan<z.output<Schema>>> {
  const { runner, workspace } = world
  const read = await readInputs(schema, runner)
  const problems = 'problems' in read ? [...read.problems] : []
  const described = await describeJob(jobInputs(runner.inputs), async (path, beside) => {
    const file = await workspace.getFile(path, beside)
    return { text: await workspace.readText(file, MAX_TEXT), path: file.name }
  })
  if ('problems' in described) problems.push(...described.problems)
  const gather: Gather = async (label, work) => {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof ActionError)) throw error
      problems.push(`${label}: ${error.message}${error.hint ? ` (${error.hint})` : ''}`)
      return undefined
    }
  }
  // Also where the description is wrong in something else: everything that is wrong is told at once.
  const { training, validation } = await sourcesOf(
    'job' in described ? described.job : described,
    gather,
    world,
  )
  const folder = await gather('input "results-dir"', () =>
    workspace.prepareDirectory(runner.inputs.get('results-dir')),
  )
  if ('inputs' in read) {
    const job = 'job' in described ? described.job : undefined
    problems.push(...gateProblems(read.inputs, job, training), ...problemsOf(read.inputs))
  }
  if (problems.length > 0 || 'problems' in read || 'problems' in described || !training || !folder)
    throw new ActionError(problems.join('\n'))
  const resultsDir = await gather('input "results-dir"', () => folder.create())
  if (!resultsDir) throw new ActionError(problems.join('\n'))
  refuseOverwriting(resultsDir, { training, validation })
  return {
    inputs: read.inputs,
    job: described.job,
    training,
    ...(validation && { validation }),
    countsTokens: ['max-tokens', 'price', 'max-cost'].some((name) => runner.inputs.has(name)),
    ignore: new Set(read.inputs['data-check-ignore'].filter(isCode)),
    warnings: described.warnings,
    resultsDir,
  }
}

/** Where the data is that a description names, as far as it can be found. */
async function sourcesOf(
  data: Partial<Pick<JobDescription, 'training' | 'validation'>>,
  gather: Gather,
  { workspace }: Dependencies,
): Promise<{ training: Source | undefined; validation: Source | undefined }> {
  const find = async (field: 'training' | 'validation') => {
    const named = data[field]
    if (!named) return undefined
    const input = named.beside ? `input "job-file": ${named.beside}: ${field}_file` : `input "${field}-file"`
    return gather(input, () => sourceOf(workspace, named))
  }
  return { training: await find('training'), validation: await find('validation') }
}

/** A limit that cannot be judged must not be taken for one that holds. */
function gateProblems(
  inputs: GateInputs,
  job: JobDescription | undefined,
  training: Source | undefined,
): string[] {
  const { price, 'max-cost': maxCost, 'max-tokens': maxTokens } = inputs
  const given = Object.entries({ 'max-tokens': maxTokens, price, 'max-cost': maxCost }).flatMap(
    ([name, value]) => (value === undefined ? [] : [name]),
  )
  const ofMoney = given.filter((name) => name !== 'max-tokens')
  return [
    ...inputs['data-check-ignore']
      .filter((code) => !isCode(code))
      .map(() => 'input "data-check-ignore": has a code that no check has; docs/data-checks.md lists them'),
    ...(maxCost !== undefined && price === undefined ? ['input "max-cost": needs "price"'] : []),
    ...(job?.method?.type === 'reinforcement'
      ? ofMoney.map((name) => `input "${name}": reinforcement is billed by time, not by tokens`)
      : []),
    // Other servers may read their epochs there.
    ...['n_epochs', 'hyperparameters']
      .filter((field) => given.length > 0 && Object.hasOwn(job?.extraBody ?? {}, field))
      .map(
        (field) =>
          `input "extra-body": the epochs in ${field} would not be counted; give them in "hyperparameters"`,
      ),
    ...(training && 'id' in training
      ? given.map((name) => `input "${name}": the tokens of a file on the server cannot be counted here`)
      : []),
  ]
}

/** A run must not write its results over a file that it is to read. */
function refuseOverwriting(resultsDir: string, sources: Record<string, Source | undefined>): void {
  for (const [role, source] of Object.entries(sources))
    for (const { path, name } of source && 'files' in source ? source.files : [])
      if (isOverwritten(path, resultsDir))
        throw new ActionError(
          `input "results-dir": the results would be written over "${name}", the ${role} data`,
        )
}

/** Ids of uploaded files, at OpenAI and Azure alike. */
const FILE_ID = /^file-[\w-]+$/

async function sourceOf(workspace: Dependencies['workspace'], { list, beside }: DataFiles): Promise<Source> {
  const id = list.trim()
  if (FILE_ID.test(id) && !(await workspace.exists(id, beside))) return { id }
  return { files: await workspace.glob(list, beside) }
}
