import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { createMasker, lineSplitter } from './commands.ts'
import { fill, holds, type Sight, status, valueIn } from './expression.ts'
import type { Annotation, JobStatus } from './runner.ts'
import { commandFiles, createStep } from './step.ts'

const Scalar = z.union([z.string(), z.number(), z.boolean()])
const Pairs = z.record(z.string(), Scalar)
const Permissions = z.record(z.string(), z.string())
/** Runs follow one another here, and none is late. */
const NOT_HEEDED = { name: z.string(), 'runs-on': z.string(), concurrency: z.unknown() }
const Step = z.strictObject({
  id: z.string().optional(),
  if: Scalar.optional(),
  uses: z.string().optional(),
  with: Pairs.default({}),
  run: z.string().optional(),
  env: Pairs.default({}),
})
const Job = z
  .strictObject({
    needs: z.union([z.string(), z.array(z.string())]).default([]),
    if: Scalar.optional(),
    environment: z.string().default(''),
    permissions: Permissions.optional(),
    strategy: z
      .strictObject({
        matrix: z.record(z.string(), z.union([z.string(), z.array(Scalar)])),
        'fail-fast': z.boolean().default(true),
        'max-parallel': z.number(),
      })
      .partial({ 'max-parallel': true })
      .optional(),
    outputs: z.record(z.string(), z.string()).default({}),
    env: Pairs.default({}),
    steps: z.array(Step).default([]),
    uses: z.string().optional(),
    with: Pairs.default({}),
    secrets: z.record(z.string(), z.string()).default({}),
    'timeout-minutes': z.number(),
    ...NOT_HEEDED,
  })
  .partial({ 'timeout-minutes': true, name: true, 'runs-on': true, concurrency: true })
type Job = z.infer<typeof Job>
/** Strict: a key that is not known here would be one that is silently not obeyed. */
const Workflow = z
  .strictObject({
    on: z.unknown(),
    permissions: Permissions.default({ contents: 'read' }),
    jobs: z.record(z.string(), Job),
    ...NOT_HEEDED,
  })
  .omit({ 'runs-on': true })
  .partial({ name: true, concurrency: true })
type Workflow = z.infer<typeof Workflow>
const Called = z.object({
  workflow_call: z.object({ outputs: z.record(z.string(), z.object({ value: z.string() })).default({}) }),
})

/** What a run of a workflow finds around it. */
export interface Scene {
  /** The context of this name; its texts and numbers are variables of the environment, too. */
  github: { repository: string; ref: string; sha: string; run_id: string; event_name: string; event: object }
  inputs: Record<string, string>
  vars: Record<string, string>
  /** By the environment that has them; those of the repository have no name. */
  secrets: Readonly<Record<string, Record<string, string>>>
  /** Folder of the commands that stand in for those which would ask the network. */
  bin: string
  /** The text of a workflow that another one calls. */
  called(path: string): string
  /** Carries out a step that `uses` an action. */
  use(action: string, step: Use): Promise<Done>
}

/** A step that uses an action, its expressions evaluated. */
export interface Use {
  inputs: Record<string, string>
  env: Record<string, string>
  workspace: string
  secrets: string[]
  permissions: Readonly<Record<string, string>>
}

/** What a step has come to. */
export interface Done {
  failed: boolean
  outputs: Record<string, string>
  log: string
  annotations?: Annotation[]
}

type Result = 'success' | 'failure' | 'skipped'

/** A step that has ended. */
export interface StepRun extends Done {
  /** Its id, else what it uses or runs. */
  name: string
  result: Result
}

/** A job that has ended, of a matrix with the steps of all legs. */
export interface JobRun {
  result: Result
  outputs: Record<string, string>
  steps: StepRun[]
}

/** A run of a workflow that has ended; its outputs are those for the one that has called it. */
export interface WorkflowRun {
  result: Result
  outputs: Record<string, string>
  jobs: Record<string, JobRun>
}

/**
 * Runs the jobs of a workflow one after another, as GitHub and its runner would do it; but for the post steps, which do
 * nothing where no run is cancelled.
 */
export async function runWorkflow(text: string, scene: Scene): Promise<WorkflowRun> {
  const workflow = Workflow.parse(parse(text))
  const jobs: Record<string, JobRun> = {}
  const waiting = new Map(Object.entries(workflow.jobs))
  while (waiting.size > 0) {
    const next = [...waiting].find(([, job]) => needsOf(job).every((id) => id in jobs))
    if (!next) throw new Error(`nothing ends that ${[...waiting.keys()].join(' and ')} need`)
    const [id, job] = next
    waiting.delete(id)
    jobs[id] = await runJob(job, { workflow, jobs, scene })
  }
  const called = Called.safeParse(workflow.on).data?.workflow_call.outputs ?? {}
  const sight = { contexts: { ...scene, jobs }, functions: new Map() }
  const outputs = mapped(called, ({ value }) => fill(value, sight))
  return { result: worst(Object.values(jobs)), outputs, jobs }
}

const needsOf = ({ needs }: Job) => [needs].flat()
const worst = (runs: readonly { result: Result }[]): Result =>
  runs.some(({ result }) => result === 'failure') ? 'failure' : 'success'
const mapped = <A, B>(record: Readonly<Record<string, A>>, by: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, by(value)]))

interface Around {
  workflow: Workflow
  /** Those that have ended. */
  jobs: Readonly<Record<string, JobRun>>
  scene: Scene
}

async function runJob(job: Job, { workflow, jobs, scene }: Around): Promise<JobRun> {
  /** GitHub looks at all that a job rests on, not only at what it names. */
  const ancestors = (id: string): string[] => {
    const above = workflow.jobs[id]
    return [id, ...(above ? needsOf(above).flatMap(ancestors) : [])]
  }
  const results = needsOf(job)
    .flatMap(ancestors)
    .map((id) => jobs[id]?.result)
  const needs = Object.fromEntries(needsOf(job).map((id) => [id, jobs[id]]))
  const { github, vars, inputs } = scene
  const sight = {
    contexts: { github, vars, inputs, needs: mapped(needs, (run) => ({ ...run, steps: [] })) },
    functions: status(
      results.every((result) => result === 'success'),
      results.includes('failure'),
    ),
  }
  if (!holds(job.if, sight)) return { result: 'skipped', outputs: {}, steps: [] }
  const legs = legsOf(job, sight)
  const runs: JobRun[] = []
  for (const [index, matrix] of legs.entries()) {
    const strategy = { 'job-index': index, 'job-total': legs.length }
    const leg = { ...sight, contexts: { ...sight.contexts, matrix, strategy } }
    const permissions = job.permissions ?? workflow.permissions
    runs.push(await (job.uses ? callWorkflow(job, leg, scene) : runLeg(job, leg, permissions, scene)))
    if (worst(runs) === 'failure' && job.strategy?.['fail-fast']) break
  }
  // The last one to end overwrites the others.
  const outputs = Object.assign({}, ...runs.map((run) => run.outputs))
  return { result: worst(runs), outputs, steps: runs.flatMap(({ steps }) => steps) }
}

/** Every combination of the matrix, the last name changing first; one without any where there is no matrix. */
function legsOf({ strategy }: Job, sight: Sight): Record<string, unknown>[] {
  return Object.entries(strategy?.matrix ?? {}).reduce<Record<string, unknown>[]>(
    (legs, [name, given]) => {
      const values: unknown = Array.isArray(given) ? given : valueIn(given, sight)
      return legs.flatMap((leg) =>
        z
          .array(Scalar)
          .parse(values)
          .map((value) => ({ ...leg, [name]: value })),
      )
    },
    [{}],
  )
}

/** A called workflow has the inputs and secrets that it is given, and no others. */
async function callWorkflow(job: Job, sight: Sight, scene: Scene): Promise<JobRun> {
  const withSecrets = { ...sight, contexts: { ...sight.contexts, secrets: scene.secrets[''] } }
  const { result, outputs, jobs } = await runWorkflow(scene.called(job.uses ?? ''), {
    ...scene,
    inputs: mapped(job.with, (value) => fill(value, withSecrets)),
    secrets: { ...scene.secrets, '': mapped(job.secrets, (value) => fill(value, withSecrets)) },
  })
  return { result, outputs, steps: Object.values(jobs).flatMap(({ steps }) => steps) }
}

async function runLeg(
  job: Job,
  { contexts }: Sight,
  permissions: Record<string, string>,
  scene: Scene,
): Promise<JobRun> {
  const secrets = { ...scene.secrets[''], ...scene.secrets[job.environment] }
  const masker = createMasker(Object.values(secrets))
  const base = mkdtempSync(join(realpathSync(tmpdir()), 'job-'))
  const place = { workspace: join(base, 'workspace'), temp: join(base, 'temp') }
  for (const folder of Object.values(place)) mkdirSync(folder)
  const runs: StepRun[] = []
  const steps: Record<string, object> = {}
  const state = (): JobStatus => (worst(runs) === 'failure' ? 'failure' : 'success')
  const sight = (env: object = {}): Sight => ({
    contexts: { ...contexts, secrets, steps, env, runner: place, job: { status: state() } },
    functions: status(state() === 'success', state() === 'failure', place.workspace),
  })
  const ofJob = mapped(job.env, (value) => fill(value, sight()))
  for (const { id, uses, run = '', ...step } of job.steps) {
    const name = id ?? uses ?? run
    const now = sight(ofJob)
    if (!holds(step.if, now)) {
      runs.push({ name, result: 'skipped', failed: false, outputs: {}, log: '' })
      continue
    }
    const env = { ...variablesOf(scene, place), ...ofJob, ...mapped(step.env, (value) => fill(value, now)) }
    const inputs = mapped(step.with, (value) => fill(value, now))
    const done = uses
      ? await scene.use(uses, { inputs, env, ...place, secrets: Object.values(secrets), permissions })
      : await runScript(fill(run, now), { ...place, env, bin: scene.bin, masker })
    const result = done.failed ? 'failure' : 'success'
    runs.push({ ...done, name, result })
    if (id) steps[id] = { outputs: done.outputs, outcome: result, conclusion: result }
  }
  // GitHub drops those that have a secret in them.
  const outputs = Object.entries(mapped(job.outputs, (value) => fill(value, sight()))).filter(
    ([, value]) => !masker.hides(value),
  )
  rmSync(base, { recursive: true, force: true, maxRetries: 3 })
  return { result: worst(runs), outputs: Object.fromEntries(outputs), steps: runs }
}

function variablesOf({ github }: Scene, place: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries({ ...github, workspace: place.workspace }).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`GITHUB_${key.toUpperCase()}`, value]] : [],
    ),
  )
}

interface Script extends Pick<Use, 'workspace' | 'env'>, Pick<Scene, 'bin'> {
  temp: string
  masker: ReturnType<typeof createMasker>
}

async function runScript(run: string, { workspace, temp, env, bin, masker }: Script): Promise<Done> {
  const files = commandFiles(temp)
  const step = createStep({ masker, workspace, debug: false, onLine: undefined })
  const given = Object.fromEntries(Object.entries(files).map(([name, path]) => [`GITHUB_${name}`, path]))
  const path = `${bin}:${process.env.PATH}`
  const options = { cwd: workspace, env: { ...env, ...given, PATH: path, RUNNER_TEMP: temp } }
  const [error, text] = await new Promise<[Error | null, string]>((resolve) =>
    execFile('bash', ['--norc', '-e', '-c', run], options, (error, out, err) =>
      resolve([error, `${out}${err}`]),
    ),
  )
  const lines = lineSplitter((line) => step.hear(line))
  lines.push(text)
  lines.end()
  step.processFiles(files)
  return {
    failed: error !== null || step.failed,
    outputs: Object.fromEntries(step.outputs),
    log: step.text,
  }
}
