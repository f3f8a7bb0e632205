import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import type { JobStatus } from './action-run.ts'
import { assertPermitted, readCallInputs, readCallOutputs } from './called-workflow.ts'
import { createCommandFiles } from './command-files.ts'
import { createMasker, lineSplitter } from './commands.ts'
import {
  type ExpressionContext,
  evaluateField,
  interpolate,
  isTruthy,
  statusFunctions,
} from './expression.ts'
import { type Annotation, Step } from './step.ts'
import { type Job, Scalar, Workflow } from './workflow-schema.ts'

/** What a workflow run needs. */
export interface WorkflowSetup {
  /** The `github` context; its strings are environment variables, too. */
  github: { repository: string; ref: string; sha: string; run_id: string; event_name: string; event: object }
  inputs: Record<string, string>
  vars: Record<string, string>
  /** The secrets by environment; those of the repository have an empty name. */
  secrets: Readonly<Record<string, Record<string, string>>>
  /** Folder of fake commands for those that need the network. */
  bin: string
  /** What the job that calls this workflow may do; absent if no job does. */
  permissions?: Readonly<Record<string, string>>
  /** Returns the text of a workflow that another one calls. */
  called(path: string): string
  /** Runs a step that `uses` an action. */
  use(action: string, step: ActionStep): Promise<StepOutcome>
}

/** A step that uses an action, its expressions evaluated. */
export interface ActionStep {
  inputs: Record<string, string>
  env: Record<string, string>
  workspace: string
  /** The secrets of the job, and what its earlier steps have masked. */
  secrets: string[]
  permissions: Readonly<Record<string, string>>
}

/** The result of a step. */
export interface StepOutcome {
  failed: boolean
  outputs: Record<string, string>
  log: string
  annotations?: Annotation[]
}

type Result = 'success' | 'failure' | 'skipped'

/** A step that has ended. */
export interface StepRun extends StepOutcome {
  /** Its id or name, or else what it uses or runs. */
  name: string
  result: Result
}

/** A job that has ended; that of a matrix has the steps of all its legs. */
export interface JobRun {
  result: Result
  outputs: Record<string, string>
  steps: StepRun[]
}

/** A workflow run that has ended, with the outputs for its caller. */
export interface WorkflowRun {
  result: Result
  outputs: Record<string, string>
  jobs: Record<string, JobRun>
}

/**
 * Runs the jobs of a workflow one after another, as GitHub and its runner do. There are no post steps: they have no effect
 * if no run is cancelled.
 */
export async function runWorkflow(text: string, setup: WorkflowSetup): Promise<WorkflowRun> {
  const workflow = Workflow.parse(parse(text))
  const jobs: Record<string, JobRun> = {}
  const waiting = new Map(Object.entries(workflow.jobs))
  while (waiting.size > 0) {
    const next = [...waiting].find(([, job]) => listNeeds(job).every((id) => id in jobs))
    if (!next) throw new Error(`no job can start: ${[...waiting.keys()].join(' and ')} need each other`)
    const [id, job] = next
    waiting.delete(id)
    jobs[id] = await runJob(job, { workflow, jobs, setup })
  }
  const context = { contexts: { ...setup, jobs }, functions: new Map() }
  const outputs = mapValues(readCallOutputs(workflow.on), (value) => interpolate(value, context))
  return { result: combineResults(Object.values(jobs)), outputs, jobs }
}

const listNeeds = ({ needs }: Job) => [needs].flat()
const combineResults = (runs: readonly { result: Result }[]): Result =>
  runs.some(({ result }) => result === 'failure') ? 'failure' : 'success'
const mapValues = <A, B>(record: Readonly<Record<string, A>>, by: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, by(value)]))

interface JobContext {
  workflow: Workflow
  /** The jobs that have ended. */
  jobs: Readonly<Record<string, JobRun>>
  setup: WorkflowSetup
}

async function runJob(job: Job, { workflow, jobs, setup }: JobContext): Promise<JobRun> {
  /** The status functions consider every job before this one, not only those that it names. */
  const ancestors = (id: string): string[] => {
    const above = workflow.jobs[id]
    return [id, ...(above ? listNeeds(above).flatMap(ancestors) : [])]
  }
  const results = listNeeds(job)
    .flatMap(ancestors)
    .map((id) => jobs[id]?.result)
  const needs = Object.fromEntries(listNeeds(job).map((id) => [id, jobs[id]]))
  const { github, vars, inputs } = setup
  const context = {
    contexts: { github, vars, inputs, needs: mapValues(needs, (run) => ({ ...run, steps: [] })) },
    functions: statusFunctions({
      success: results.every((result) => result === 'success'),
      failure: results.includes('failure'),
    }),
  }
  if (!isTruthy(job.if, context)) return { result: 'skipped', outputs: {}, steps: [] }
  const legs = expandMatrix(job, context)
  const runs: JobRun[] = []
  for (const [index, matrix] of legs.entries()) {
    const strategy = { 'job-index': index, 'job-total': legs.length }
    const leg = { ...context, contexts: { ...context.contexts, matrix, strategy } }
    const permissions = job.permissions ?? workflow.permissions
    if (setup.permissions) assertPermitted(permissions, setup.permissions)
    const run = job.uses ? callWorkflow : runLeg
    runs.push(await run(job, leg, { ...setup, permissions }))
    if (combineResults(runs) === 'failure' && job.strategy?.['fail-fast']) break
  }
  // The outputs of the last leg overwrite the others.
  const outputs = Object.assign({}, ...runs.map((run) => run.outputs))
  return { result: combineResults(runs), outputs, steps: runs.flatMap(({ steps }) => steps) }
}

/** Returns every combination of the matrix, the last name changing first; one empty combination without a matrix. */
function expandMatrix({ strategy }: Job, context: ExpressionContext): Record<string, unknown>[] {
  return Object.entries(strategy?.matrix ?? {}).reduce<Record<string, unknown>[]>(
    (legs, [name, values]) => {
      const list: unknown = Array.isArray(values) ? values : evaluateField(values, context)
      return legs.flatMap((leg) =>
        z
          .array(Scalar)
          .parse(list)
          .map((value) => ({ ...leg, [name]: value })),
      )
    },
    [{}],
  )
}

/** The set-up of a job, with its permissions. */
type JobSetup = WorkflowSetup & Required<Pick<WorkflowSetup, 'permissions'>>

/** Runs a called workflow, which has no inputs and secrets but those of the call. */
async function callWorkflow(job: Job, context: ExpressionContext, setup: JobSetup): Promise<JobRun> {
  const withSecrets = { ...context, contexts: { ...context.contexts, secrets: setup.secrets[''] } }
  const text = setup.called(job.uses ?? '')
  const given = mapValues(job.with, (value) => interpolate(value, withSecrets))
  const { result, outputs, jobs } = await runWorkflow(text, {
    ...setup,
    inputs: readCallInputs(Workflow.parse(parse(text)).on, given),
    secrets: { ...setup.secrets, '': mapValues(job.secrets, (value) => interpolate(value, withSecrets)) },
  })
  return { result, outputs, steps: Object.values(jobs).flatMap(({ steps }) => steps) }
}

async function runLeg(job: Job, context: ExpressionContext, setup: JobSetup): Promise<JobRun> {
  const { contexts } = context
  const { permissions } = setup
  const secrets = { ...setup.secrets[''], ...setup.secrets[interpolate(job.environment, context)] }
  const masker = createMasker(Object.values(secrets))
  const base = mkdtempSync(join(realpathSync(tmpdir()), 'job-'))
  const folders = { workspace: join(base, 'workspace'), temp: join(base, 'temp') }
  for (const folder of Object.values(folders)) mkdirSync(folder)
  const runs: StepRun[] = []
  const steps: Record<string, object> = {}
  const state = (): JobStatus => (combineResults(runs) === 'failure' ? 'failure' : 'success')
  const contextNow = (env: object = {}): ExpressionContext => ({
    contexts: { ...contexts, secrets, steps, env, runner: folders, job: { status: state() } },
    functions: statusFunctions({ [state()]: true }, folders.workspace),
  })
  const jobEnv = mapValues(job.env, (value) => interpolate(value, contextNow()))
  for (const { id, uses, run = '', ...step } of job.steps) {
    const name = id ?? step.name ?? uses ?? run
    const now = contextNow(jobEnv)
    if (!isTruthy(step.if, now)) {
      runs.push({ name, result: 'skipped', failed: false, outputs: {}, log: '' })
      continue
    }
    const env = {
      ...githubVariables(setup, folders),
      RUNNER_TEMP: folders.temp,
      ...jobEnv,
      ...mapValues(step.env, (value) => interpolate(value, now)),
    }
    const inputs = mapValues(step.with, (value) => interpolate(value, now))
    const done = uses
      ? await setup.use(uses, { inputs, env, ...folders, secrets: masker.values(), permissions })
      : await runScript(interpolate(run, now), { ...folders, env, bin: setup.bin, masker })
    const result = done.failed ? 'failure' : 'success'
    runs.push({ ...done, name, result })
    if (id) steps[id] = { outputs: done.outputs, outcome: result, conclusion: result }
  }
  // GitHub drops an output that contains a secret.
  const outputs = Object.entries(mapValues(job.outputs, (value) => interpolate(value, contextNow()))).filter(
    ([, value]) => !masker.hides(value),
  )
  rmSync(base, { recursive: true, force: true, maxRetries: 3 })
  return { result: combineResults(runs), outputs: Object.fromEntries(outputs), steps: runs }
}

function githubVariables({ github }: WorkflowSetup, folders: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries({ ...github, workspace: folders.workspace }).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`GITHUB_${key.toUpperCase()}`, value]] : [],
    ),
  )
}

interface Script extends Pick<ActionStep, 'workspace' | 'env'>, Pick<WorkflowSetup, 'bin'> {
  temp: string
  masker: ReturnType<typeof createMasker>
}

async function runScript(run: string, { workspace, temp, env, bin, masker }: Script): Promise<StepOutcome> {
  const files = createCommandFiles(temp)
  const step = new Step({ masker, workspace, debug: false, onLine: undefined })
  const commandFiles = Object.fromEntries(
    Object.entries(files).map(([name, path]) => [`GITHUB_${name}`, path]),
  )
  const path = `${bin}:${process.env.PATH}`
  const options = { cwd: workspace, env: { ...env, ...commandFiles, PATH: path } }
  const [error, text] = await new Promise<[Error | null, string]>((resolve) =>
    execFile('bash', ['--norc', '-e', '-c', run], options, (error, out, err) =>
      resolve([error, `${out}${err}`]),
    ),
  )
  const lines = lineSplitter((line) => step.handleLine(line))
  lines.push(text)
  lines.end()
  step.processFiles(files)
  return {
    failed: error !== null || step.failed,
    outputs: Object.fromEntries(step.outputs),
    log: step.text,
  }
}
