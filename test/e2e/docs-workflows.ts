import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { WorkflowRun } from '../../tools/runner/workflow-run.ts'
import { chat } from '../support/run-action.ts'
import { life, type Newcomer, type newcomer, workflowsOf } from './docs-workflow-runner.ts'
import { CREATE, MODEL, UPLOAD } from './helpers.ts'

/** Does what a page says with its workflows, which it is given in the order in which they stand there. */
export type Walk = (arrive: typeof newcomer, ...workflows: string[]) => Promise<Newcomer>

/** Both datasets are uploaded, and one job is created. */
export const TRAINED = [UPLOAD, UPLOAD, CREATE]
/** Nothing is paid for. */
const NOTHING: string[] = []

/** How each job of a run ended, in order. */
export const results = ({ jobs }: WorkflowRun) =>
  Object.values(jobs)
    .map(({ result }) => result)
    .join(', ')
const stepsOf = ({ jobs }: WorkflowRun) => Object.values(jobs).flatMap(({ steps }) => steps)
/** The step of this id, or whose action or script begins so. */
export const stepOf = (run: WorkflowRun, name: string) =>
  stepsOf(run).find((step) => step.name.startsWith(name))
/** The log of all steps. */
export const logOf = (run: WorkflowRun) =>
  stepsOf(run)
    .map(({ log }) => log)
    .join('\n')
/** What the last job of a page says it deploys. */
export const deployed = (run: WorkflowRun) => /^deploying ([^\s;]*)/m.exec(logOf(run))?.[1]
/** The names of the models that were trained, or will be. */
export const models = ({ sandbox }: Newcomer) => sandbox.jobs.map(({ modelName }) => modelName)
/** Other examples for another number. */
export const examples = (number: number) => `${chat(60, number * 1000)}\n`
/** A pull request of a branch of this repository. */
export const pullOf = (repository: string) => ({
  event_name: 'pull_request',
  ref: 'refs/pull/7/merge',
  event: { pull_request: { number: 7, head: { sha: 'c0ffee', repo: { full_name: repository } } } },
})

/** Trains, by the key of the repository or of an environment, and hands the model on where a job is there for that. */
export const trains =
  (
    secret: string,
    { environment = '', ...options }: Parameters<typeof newcomer>[0] & { environment?: string } = {},
  ): Walk =>
  async (arrive, workflow = '') => {
    const here = await arrive(options)
    here.secrets = { [environment]: { [secret]: here.sandbox.key, GATEWAY_TOKEN: 'token-of-a-gateway' } }
    const run = await here.run(workflow)
    expect([run.result, here.changes().at(-1)], logOf(run)).toEqual(['success', CREATE])
    expect(deployed(run)).toBe('deploy' in run.jobs ? models(here)[0] : undefined)
    return here
  }

/** Trains by an identity, for which the repository has no secret. */
export const trainsKeyless =
  (vars: Record<string, string>, audience: string, azure: boolean): Walk =>
  async (arrive, workflow = '') => {
    const here = await arrive({ azure })
    Object.assign(here, { vars, secrets: {} })
    const run = await here.run(workflow)
    expect([run.result, here.changes().at(-1)], logOf(run)).toEqual(['success', CREATE])
    expect(new Set(here.identity.audiences)).toEqual(new Set([audience]))
    return here
  }

/** The variables of a repository that Entra trusts. */
export const ENTRA = { AZURE_TENANT_ID: 'tenant', AZURE_CLIENT_ID: 'client', AZURE_RESOURCE: 'RESOURCE' }

/** What the pages of the tasks promise. */
export const TASKS: Record<string, Walk> = {
  /** Trains once: a re-run and another push find the job. A model that is not good enough is not deployed. */
  async 'docs/tasks/train-on-merge.md'(arrive, train = '') {
    const here = await arrive({ scripts: [life(0.5), life(0.9)] })
    here.secrets = { 'fine-tuning': { OPENAI_API_KEY: here.sandbox.key } }
    const result = () => JSON.parse(readFileSync(join(here.artifacts, 'results/result.json'), 'utf8'))
    const first = await here.run(train)
    expect([results(first), here.changes()], logOf(first)).toEqual(['success, success', TRAINED])
    expect(result()).toMatchObject({ gate: 'passed', 'fine-tuned-model': deployed(first) })
    const again = await here.run(train, { again: first })
    here.commit({ 'README.md': 'the same data' })
    const pushed = await here.run(train)
    const [model] = models(here)
    expect([first, again, pushed].map(deployed)).toEqual([model, model, model])
    const created = [again, pushed].map((run) => stepOf(run, 'tune')?.outputs.created)
    expect([created, here.changes()]).toEqual([['true', 'false'], NOTHING])

    here.commit({ 'data/train.jsonl': examples(1) })
    const worse = await here.run(train)
    expect([results(worse), here.changes()]).toEqual(['failure, skipped', [UPLOAD, CREATE]])
    expect(result()).toMatchObject({ gate: 'failed', status: 'succeeded' })
    expect([results(await here.run(train, { again: worse })), here.changes()]).toEqual([
      'failure, skipped',
      NOTHING,
    ])
    return here
  },

  /** Tells of the work that the training will do; of a stranger's, with no key, no token and no network. */
  async 'docs/tasks/check-on-pull-request.md'(arrive, check = '') {
    const here = await arrive()
    here.secrets = { 'fine-tuning': { OPENAI_API_KEY: here.sandbox.key } }
    const lines = examples(1).split('\n')
    here.commit({ 'data/train.jsonl': lines.slice(3).join('\n') })
    here.commit({ 'data/train.jsonl': lines.join('\n') })
    const good = await here.run(check, { event: pullOf('octo-org/octo-repo') })
    expect([good.result, here.github.comments.length], logOf(good)).toEqual(['success', 1])
    expect(here.github.comments[0]?.body).toContain('| training | 60 | +3 |')
    const trained = await here.run(...(workflowsOf('docs/tasks/train-on-merge.md') as [string]))
    expect(stepOf(good, 'OWNER')?.outputs.fingerprint).toBe(stepOf(trained, 'tune')?.outputs.fingerprint)

    const stranger = { event: pullOf('stranger/fork'), offline: true }
    expect((await here.run(check, stranger)).result).toBe('success')
    here.commit({ 'data/train.jsonl': lines.with(4, '{"messages": [}').join('\n') })
    const bad = await here.run(check, stranger)
    expect([bad.result, here.github.comments.length]).toEqual(['failure', 1])
    const annotation = { level: 'error', file: 'data/train.jsonl', line: 5 }
    expect(stepOf(bad, 'OWNER')?.annotations).toContainEqual(expect.objectContaining(annotation))
    return here
  },

  /** A release of a later commit has the model of its data, if it is good enough; the next is compared with it in any case. */
  async 'docs/tasks/deploy-with-approval.md'(arrive, train = '', release = '') {
    const here = await arrive({ scripts: [life(0.5), life(0.9), life(0.6)] })
    const key = { OPENAI_API_KEY: here.sandbox.key }
    here.secrets = { 'fine-tuning': key, production: key }
    const first = await here.run(train)
    expect([results(first), deployed(first)], logOf(first)).toEqual(['success, success', models(here)[0]])
    here.commit({ 'README.md': 'the same data' })
    const event = { event_name: 'release', ref: 'refs/tags/v1' }
    expect(deployed(await here.run(release, { event }))).toBe(models(here)[0])
    expect(here.changes()).toEqual(TRAINED)

    here.commit({ 'data/train.jsonl': examples(1) })
    const missing = await here.run(release, { event })
    expect([results(missing), logOf(missing)]).toEqual(['failure', expect.stringContaining('No job matches')])
    expect(results(await here.run(train))).toBe('failure, skipped')
    const refused = await here.run(release, { event })
    expect([stepOf(refused, 'find')?.result, deployed(refused)]).toEqual(['success', undefined])
    here.commit({ 'data/train.jsonl': examples(2) })
    expect(deployed(await here.run(train))).toBe(models(here)[2])
    return here
  },

  /** On top of the model of before, once for each night's data; what was cut off is followed. */
  async 'docs/tasks/nightly-continuation.md'(arrive, nightly = '') {
    const here = await arrive()
    here.secrets = { 'fine-tuning': { OPENAI_API_KEY: here.sandbox.key } }
    const night = async (number: number, start: Parameters<Newcomer['run']>[1] = {}) => {
      here.commit({ 'data/today/a.jsonl': examples(number) })
      const run = await here.run(nightly, { event: { event_name: 'schedule' }, ...start })
      expect(run.result, logOf(run)).toBe('success')
      const { model, status } = here.sandbox.jobs.at(-1)?.wire ?? {}
      return [here.changes(), model, status]
    }
    expect(await night(1)).toEqual([[UPLOAD, CREATE], MODEL, 'succeeded'])
    expect(await night(1)).toEqual([NOTHING, MODEL, 'succeeded'])
    const [first = ''] = models(here)
    expect(await night(2, { root: { timeout: '0' } })).toEqual([[UPLOAD, CREATE], first, 'running'])
    expect(await night(2)).toEqual([NOTHING, first, 'succeeded'])
    expect(await night(2, { inputs: { from: MODEL } })).toEqual([[CREATE], MODEL, 'succeeded'])
    return here
  },

  /** Only the task that has changed is trained, whichever workflow does it. */
  async 'docs/tasks/several-datasets.md'(arrive, all = '', one = '', triage = '') {
    const here = await arrive()
    const tasks = ['summary', 'tagging', 'triage']
    for (const [number, task] of tasks.entries())
      here.commit({
        [`data/${task}/train.jsonl`]: examples(number),
        [`data/${task}/job.yaml`]: `model: ${MODEL}\ntraining_file: train.jsonl\n`,
        '.github/workflows/train-one.yml': one,
      })
    await here.run(all)
    const trained = () => here.sandbox.jobs.map(({ wire }) => wire.metadata?.task)
    expect(trained().sort()).toEqual(tasks)
    expect(readdirSync(here.artifacts).sort()).toEqual(tasks.map((task) => `result-${task}`))
    here.commit({ 'data/triage/train.jsonl': examples(3) })
    expect([(await here.run(all)).result, trained().length, trained()[3]]).toEqual(['success', 4, 'triage'])
    here.changes()
    expect((await here.run(triage)).jobs.train?.outputs.model).toBe(models(here)[3])
    expect(here.changes()).toEqual(NOTHING)
    return here
  },

  /** One job for each leg; of those that have succeeded, the best is taken. */
  async 'docs/tasks/sweep.md'(arrive, sweep = '') {
    const scripts = [life(0.7), life(0.6), [{ status: 'failed' }], life(0.4), life(0.5), life(0.9)]
    const here = await arrive({ scripts })
    const run = await here.run(sweep)
    expect(results(run), logOf(run)).toBe('failure, success')
    const asked = here.sandbox.jobs.map(({ wire: { hyperparameters: h } }) => [
      h?.n_epochs,
      h?.learning_rate_multiplier,
    ])
    expect(asked).toEqual(
      [1, 3, 5].flatMap((epochs) => [
        [epochs, 0.5],
        [epochs, 2],
      ]),
    )
    expect(run.jobs.pick?.outputs.model).toBe(models(here)[3])
    return here
  },

  async 'docs/tasks/move-to-azure.md'(arrive, workflow = '') {
    const here = await trainsKeyless(ENTRA, 'api://AzureADTokenExchange', true)(arrive, workflow)
    expect(here.calls()).toContain(
      `--name RESOURCE --deployment-name support-triage --model-name ${models(here)[0]} `,
    )
    expect(here.sandbox.jobs[0]?.wire.trainingType).toBe('GlobalStandard')
    return here
  },
}
