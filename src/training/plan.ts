import type { z } from 'zod'
import { connectionFields } from '../config/connection-inputs.ts'
import { listUncountedEpochFields } from '../config/cost.ts'
import { type DataInputs, type FineTuneInputs, inputSchemas } from '../config/inputs.ts'
import { type DataPaths, type JobSpec, readJob } from '../config/job.ts'
import { type CollectProblem, createFailureCollector, parseInputs } from '../config/parse-inputs.ts'
import { isProblemCode, PROBLEM_CODES } from '../dataset/problem.ts'
import type { Dependencies, Runner, Workspace, WorkspaceFile } from '../dependencies.ts'
import { ActionError, quote } from '../errors.ts'
import { assertNoOverwrite } from '../github/results.ts'
import type { Connection } from '../openai/api-request.ts'
import { didYouMean } from '../suggest.ts'
import { createConnection } from './connection.ts'

/** What to check or train: the inputs and the job file, read and validated, and where the data is. */
export interface Plan<Given extends DataInputs = DataInputs> {
  inputs: Given
  job: JobSpec
  training: DataSource
  validation?: DataSource
  /** Whether to count tokens of data of any size, because a limit or a price requires it. */
  countsTokens: boolean
  warnings: string[]
  /** Undefined for a check on the command line that is given no folder: it prints everything. */
  resultsDir: string | undefined
}

/** What to train, and on which server. */
export interface TrainingPlan extends Plan<FineTuneInputs> {
  connection: Connection
}

/** Where a dataset comes from: files of the workspace, or a file that is already on the server. */
export type DataSource = { files: WorkspaceFile[] } | { id: string }

/** Reads the plan of the root action. */
export async function readTrainingPlan(deps: Dependencies): Promise<TrainingPlan> {
  const plan = await readPlan(inputSchemas.fineTune, deps, ({ wait, require }) =>
    require.length > 0 && !wait
      ? ['input "require": needs "wait: true", since only a job that has ended can be evaluated']
      : [],
  )
  return { ...plan, connection: createConnection(plan.inputs, deps, plan.job.extraBody) }
}

/** Reads inputs and job file, and finds the data. Rejects with all problems at once, before anything is changed. */
export async function readPlan<Schema extends z.ZodType<DataInputs> & z.ZodObject>(
  schema: Schema,
  { runner, workspace, signal }: Pick<Dependencies, 'runner' | 'workspace' | 'signal'>,
  validate: (inputs: z.output<Schema>) => string[] = () => [],
): Promise<Plan<z.output<Schema>>> {
  const parsed = await parseInputs(schema, runner)
  const { setSecret } = runner
  const host = 'base-url' in schema.shape ? getHost(runner) : undefined
  const read = await readJob(Object.fromEntries(runner.inputs), workspace, { setSecret, host })
  const problems = [parsed, read].flatMap((result) => ('problems' in result ? result.problems : []))
  const collectProblem = createFailureCollector(problems, signal)
  // Even if another field of the job is wrong: all problems are reported at once.
  const { training, validation } = await findSources(
    'job' in read ? read.job : read,
    collectProblem,
    workspace,
  )
  const resultsPath = runner.inputs.get('results-dir')
  const writesResults = resultsPath !== undefined || !runner.isCommandLine || 'wait' in schema.shape
  const directory = await collectProblem('input "results-dir"', async () =>
    writesResults ? workspace.prepareDirectory(resultsPath) : undefined,
  )
  if ('inputs' in parsed) {
    const job = 'job' in read ? read.job : undefined
    problems.push(...validateLimits(parsed.inputs, job, training), ...validate(parsed.inputs))
  }
  if (problems.length > 0 || 'problems' in parsed || 'problems' in read || !training)
    throw new ActionError(problems.join('\n'))
  const resultsDir = await collectProblem('input "results-dir"', async () => directory?.create())
  if (problems.length > 0) throw new ActionError(problems.join('\n'))
  if (resultsDir !== undefined)
    assertNoOverwrite(resultsDir, [
      ...listFiles({ training, validation }),
      ...read.files.map((file) => ({ ...file, use: 'a file of the job' })),
    ])
  const { inputs } = parsed
  return {
    inputs,
    job: read.job,
    training,
    ...(validation && { validation }),
    countsTokens: ['max-tokens', 'price', 'max-cost'].some((name) => runner.inputs.has(name)),
    warnings: read.warnings,
    resultsDir,
  }
}

/**
 * Returns the files of each dataset that inputs and job file name. What cannot be found or read is left out: `readPlan`
 * reports it.
 */
export async function findDataFiles({
  runner,
  workspace,
  signal,
}: Pick<Dependencies, 'runner' | 'workspace' | 'signal'>): Promise<WorkspaceFile[][]> {
  const { inputs, setSecret } = runner
  const read = await readJob(Object.fromEntries(inputs), workspace, { setSecret })
  const sources = await findSources(
    'job' in read ? read.job : read,
    createFailureCollector([], signal),
    workspace,
  )
  return Object.values(sources).flatMap((source) => (source && 'files' in source ? [source.files] : []))
}

/** Returns the host of the server that the inputs name, also when another input is wrong. */
function getHost({ inputs }: Pick<Runner, 'inputs'>): string | undefined {
  const baseUrl = connectionFields['base-url'].safeParse(inputs.get('base-url'))
  return baseUrl.success ? new URL(baseUrl.data).hostname : undefined
}

/** Finds the data that a job names, as far as possible. */
async function findSources(
  job: Partial<Pick<JobSpec, 'training' | 'validation'>>,
  collectProblem: CollectProblem,
  workspace: Workspace,
): Promise<{ training: DataSource | undefined; validation: DataSource | undefined }> {
  const find = async (role: 'training' | 'validation') => {
    const paths = job[role]
    if (!paths) return undefined
    const label = paths.relativeTo
      ? `input "job-file": ${paths.relativeTo}: ${role}_file`
      : `input "${role}-file"`
    return collectProblem(label, () => findSource(workspace, paths))
  }
  return { training: await find('training'), validation: await find('validation') }
}

/** Ids of uploaded files, at OpenAI and Azure alike. */
const FILE_ID = /^file-[\w-]+$/

async function findSource(workspace: Workspace, { patterns, relativeTo }: DataPaths): Promise<DataSource> {
  const id = patterns.trim()
  if (FILE_ID.test(id) && !(await workspace.exists(id, relativeTo))) return { id }
  return { files: await workspace.glob(patterns, relativeTo) }
}

/** A limit that cannot be checked must not pass for one that is met. */
function validateLimits(
  inputs: DataInputs,
  job: JobSpec | undefined,
  training: DataSource | undefined,
): string[] {
  const { price, 'max-cost': maxCost, 'max-tokens': maxTokens } = inputs
  const limits = Object.entries({ 'max-tokens': maxTokens, price, 'max-cost': maxCost })
    .filter(([, value]) => value !== undefined)
    .map(([name]) => name)
  return [
    ...inputs['data-check-ignore']
      .filter((code) => !isProblemCode(code))
      .map((code) => `input "data-check-ignore": ${describeUnknownCode(code)}`),
    ...(maxCost !== undefined && price === undefined ? ['input "max-cost": needs "price"'] : []),
    ...(job?.method?.type === 'reinforcement'
      ? limits
          .filter((name) => name !== 'max-tokens')
          .map((name) => `input "${name}": reinforcement is billed by time, not by tokens`)
      : []),
    // Other servers may read their epochs there.
    ...listUncountedEpochFields(job?.extraBody)
      .filter(() => limits.length > 0)
      .map(
        (field) =>
          `input "extra-body": the epochs in ${field} would not be counted; set them in "hyperparameters"`,
      ),
    ...(training && 'id' in training
      ? limits.map((name) => `input "${name}": the tokens of a file on the server cannot be counted`)
      : []),
  ]
}

function describeUnknownCode(code: string): string {
  const hint = didYouMean(code, PROBLEM_CODES)
  return `${quote(code)} is not a code of a check${hint}; docs/data-checks.md lists all codes`
}

/** Returns the files of the data that is not on the server. */
function listFiles(sources: Record<string, DataSource | undefined>) {
  return Object.entries(sources).flatMap(([role, source]) =>
    source && 'files' in source ? source.files.map((file) => ({ ...file, use: `the ${role} data` })) : [],
  )
}
