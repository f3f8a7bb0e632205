import { type EvaluateInputs, inputSchemas } from '../config/inputs.ts'
import { JobReader } from '../config/job-reader.ts'
import { readInputGrader } from '../config/method.ts'
import { createFailureCollector, parseInputs } from '../config/parse-inputs.ts'
import type { Dependencies, WorkspaceFile } from '../dependencies.ts'
import { ActionError } from '../errors.ts'
import { assertNoOverwrite } from '../github/results.ts'
import { assertRunnable, type RunnableGrader } from './grade.ts'

/** What to evaluate: the inputs, read and validated, and where the data is. */
export interface EvaluationPlan {
  inputs: EvaluateInputs
  /** Undefined when an answer must equal its reference. */
  grader: RunnableGrader | undefined
  testFiles: readonly WorkspaceFile[]
  trainingFiles: readonly WorkspaceFile[]
  resultsDir: string
  cacheDir: string | undefined
  /** Whether candidate and baseline are one model of one server: then it is asked once, and the difference is 0. */
  hasOneModel: boolean
  warnings: readonly string[]
}

/** Reads the inputs and the grader, and finds the data. Rejects with all problems at once. */
export async function readEvaluationPlan({
  runner,
  workspace,
  signal,
}: Pick<Dependencies, 'runner' | 'workspace' | 'signal'>): Promise<EvaluationPlan> {
  const parsed = await parseInputs(inputSchemas.evaluate, runner)
  const problems = 'problems' in parsed ? [...parsed.problems] : []
  const collectProblem = createFailureCollector(problems, signal)
  const collect = <T>(name: string, work: (text: string | undefined) => Promise<T>) =>
    collectProblem(`input "${name}"`, () => work(runner.inputs.get(name)))
  const glob = async (patterns: string | undefined) => (patterns ? workspace.glob(patterns) : [])
  const testFiles = (await collect('test-file', glob)) ?? []
  const trainingFiles = (await collect('training-file', glob)) ?? []
  const reader = new JobReader(workspace, runner.setSecret)
  const grader = await collect('grader', (text) => readGrader(text, reader))
  const results = await collect('results-dir', (path) => workspace.prepareDirectory(path))
  const cache = await collect('cache-dir', async (path) =>
    path === undefined ? undefined : workspace.prepareDirectory(path),
  )
  problems.push(...reader.problems)
  if (problems.length > 0 || 'problems' in parsed) throw new ActionError(problems.join('\n'))
  const resultsDir = await collect('results-dir', async () => results?.create())
  const cacheDir = await collect('cache-dir', async () => cache?.create())
  if (!resultsDir || problems.length > 0) throw new ActionError(problems.join('\n'))
  assertNoOverwrite(resultsDir, [...testFiles, ...trainingFiles, ...reader.files])
  const { inputs } = parsed
  const warnings = reader.warnings.filter((warning) => !warning.endsWith(FOR_TRAINING))
  return {
    inputs,
    grader,
    testFiles,
    trainingFiles,
    resultsDir,
    cacheDir,
    hasOneModel: hasOneModel(inputs),
    warnings,
  }
}

function hasOneModel({
  model,
  'baseline-model': baselineModel,
  'base-url': url,
  'baseline-base-url': baselineUrl = url,
}: EvaluateInputs): boolean {
  return model === baselineModel && url === baselineUrl
}

/** The end of warnings about graders that are meant for evaluations. */
const FOR_TRAINING = 'fine-tuning servers may reject it'

async function readGrader(text: string | undefined, reader: JobReader): Promise<RunnableGrader | undefined> {
  if (text === undefined) return undefined
  const grader = await readInputGrader(text, reader)
  if (grader) assertRunnable(grader)
  return grader
}
