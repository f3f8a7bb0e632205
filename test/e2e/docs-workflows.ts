import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { ACCOUNT_ID } from '../../sandbox/azure-management.ts'
import type { DialectName } from '../../sandbox/dialects.ts'
import type { WorkflowRun } from '../../tools/runner/workflow-run.ts'
import { chatExamples } from '../support/run-action.ts'
import { CREATE, MODEL, UPLOAD } from '../support/shared-server.ts'
import { type createRepository, type Repository, readWorkflows, trainedTo } from './docs-workflow-runner.ts'

/** Does what a page says with its workflows, which are passed in the order of the page. */
export type PageScenario = (setUp: typeof createRepository, ...workflows: string[]) => Promise<Repository>

/** Both datasets are uploaded, and one job is created. */
export const TRAINED = [UPLOAD, UPLOAD, CREATE]
/** Nothing that costs money. */
const NOTHING: string[] = []

/** Returns the results of the jobs of a run, in order. */
export const jobResults = ({ jobs }: WorkflowRun) =>
  Object.values(jobs)
    .map(({ result }) => result)
    .join(', ')
const listSteps = ({ jobs }: WorkflowRun) => Object.values(jobs).flatMap(({ steps }) => steps)
/** Returns the step with this id, or whose action or script begins with this. */
export const findStep = (run: WorkflowRun, name: string) =>
  listSteps(run).find((step) => step.name.startsWith(name))
/** Returns the log of all steps. */
export const readLog = (run: WorkflowRun) =>
  listSteps(run)
    .map(({ log }) => log)
    .join('\n')
/** Returns the model that the last job of a page deploys. */
export const deployed = (run: WorkflowRun) => /^deploying ([^\s;]*)/m.exec(readLog(run))?.[1]
/** Returns the names of the models of all jobs. */
export const models = ({ sandbox }: Repository) => sandbox.jobs.map(({ modelName }) => modelName)
/** Returns 60 examples, which differ for each number. */
export const examples = (number: number) => `${chatExamples(60, number * 1000)}\n`
/** Returns the event of a pull request from a branch of this repository. */
export const pullRequestEvent = (repository: string) => ({
  event_name: 'pull_request',
  ref: 'refs/pull/7/merge',
  event: { pull_request: { number: 7, head: { sha: 'c0ffee', repo: { full_name: repository } } } },
})

/** Trains with the key of the repository or of an environment, and deploys the model if the workflow has a job for that. */
export const trainsWithKey =
  (
    secret: string,
    { environment = '', ...options }: Parameters<typeof createRepository>[0] & { environment?: string } = {},
  ): PageScenario =>
  async (setUp, workflow = '') => {
    const repo = await setUp(options)
    repo.secrets = { [environment]: { [secret]: repo.sandbox.key, GATEWAY_TOKEN: 'token-of-a-gateway' } }
    const run = await repo.run(workflow)
    expect([run.result, repo.takeWrites().at(-1)], readLog(run)).toEqual(['success', CREATE])
    expect(deployed(run)).toBe('deploy' in run.jobs ? models(repo)[0] : undefined)
    return repo
  }

/** Trains without a stored key. */
export const trainsWithOidc =
  (vars: Record<string, string>, audience: string, dialect: DialectName): PageScenario =>
  async (setUp, workflow = '') => {
    const repo = await setUp({ dialect })
    Object.assign(repo, { vars, secrets: {} })
    const run = await repo.run(workflow)
    const created = repo.takeWrites().filter((request) => request.startsWith('POST'))
    expect([run.result, created.at(-1)], readLog(run)).toEqual(['success', CREATE])
    expect(new Set(repo.oidc.audiences)).toEqual(new Set([audience]))
    return repo
  }

/** The variables of a repository with a federated credential at Entra. */
export const ENTRA = {
  AZURE_TENANT_ID: 'tenant',
  AZURE_CLIENT_ID: 'client',
  AZURE_RESOURCE_ID: ACCOUNT_ID,
}

/** The scenarios of the pages of the tasks. */
export const TASKS: Record<string, PageScenario> = {
  /** Trains once: a re-run and another push find the job. A model that is not good enough is not deployed. */
  async 'docs/tasks/train-on-merge.md'(setUp, train = '') {
    const repo = await setUp({ scripts: [trainedTo(0.5), trainedTo(0.9)] })
    repo.secrets = { 'fine-tuning': { OPENAI_API_KEY: repo.sandbox.key } }
    const result = () => JSON.parse(readFileSync(join(repo.artifacts, 'results/result.json'), 'utf8'))
    const first = await repo.run(train)
    expect([jobResults(first), repo.takeWrites()], readLog(first)).toEqual(['success, success', TRAINED])
    expect(result()).toMatchObject({ gate: 'passed', 'fine-tuned-model': deployed(first) })
    const again = await repo.run(train, { rerunOf: first })
    repo.commit({ 'README.md': 'the same data' })
    const pushed = await repo.run(train)
    const [model] = models(repo)
    expect([first, again, pushed].map(deployed)).toEqual([model, model, model])
    const created = [again, pushed].map((run) => findStep(run, 'tune')?.outputs.created)
    expect([created, repo.takeWrites()]).toEqual([['true', 'false'], NOTHING])

    repo.commit({ 'data/train.jsonl': examples(1) })
    const worse = await repo.run(train)
    expect([jobResults(worse), repo.takeWrites()]).toEqual(['failure, skipped', [UPLOAD, CREATE]])
    expect(result()).toMatchObject({ gate: 'failed', status: 'succeeded' })
    expect([jobResults(await repo.run(train, { rerunOf: worse })), repo.takeWrites()]).toEqual([
      'failure, skipped',
      NOTHING,
    ])
    return repo
  },

  /** Comments on the training to come; for a fork it needs no key, no token and no network. */
  async 'docs/tasks/check-on-pull-request.md'(setUp, check = '', scan = '') {
    const repo = await setUp()
    repo.secrets = { 'fine-tuning': { OPENAI_API_KEY: repo.sandbox.key } }
    const lines = examples(1).split('\n')
    repo.commit({ 'data/train.jsonl': lines.slice(3).join('\n') })
    repo.commit({ 'data/train.jsonl': lines.join('\n') })
    const good = await repo.run(check, { event: pullRequestEvent('octo-org/octo-repo') })
    expect([good.result, repo.github.comments.length], readLog(good)).toEqual(['success', 1])
    expect(repo.github.comments[0]?.body).toContain('| training | 60 | +3 |')
    const trained = await repo.run(...(readWorkflows('docs/tasks/train-on-merge.md') as [string]))
    expect(findStep(good, 'OWNER')?.outputs.fingerprint).toBe(findStep(trained, 'tune')?.outputs.fingerprint)

    const stranger = { event: pullRequestEvent('stranger/fork'), offline: true }
    expect((await repo.run(check, stranger)).result).toBe('success')
    repo.commit({ 'data/train.jsonl': lines.with(4, '{"messages": [}').join('\n') })
    const bad = await repo.run(check, stranger)
    expect([bad.result, repo.github.comments.length]).toEqual(['failure', 1])
    const annotation = { level: 'error', file: 'data/train.jsonl', line: 5 }
    expect(findStep(bad, 'OWNER')?.annotations).toContainEqual(expect.objectContaining(annotation))

    const readAlerts = () =>
      JSON.parse(readFileSync(join(repo.artifacts, 'training-data.sarif'), 'utf8')).runs[0].results
    expect((await repo.run(scan, stranger)).result).toBe('failure')
    const region = { startLine: 5 }
    expect(readAlerts()).toMatchObject([
      { ruleId: 'not-json', locations: [{ physicalLocation: { region } }] },
    ])
    repo.commit({ 'data/train.jsonl': lines.join('\n') })
    expect([(await repo.run(scan)).result, readAlerts()]).toEqual(['success', []])
    const unchecked = scan.replace('model:', 'data-check: off\n          model:')
    expect(findStep(await repo.run(unchecked), 'github/codeql-action')?.result).toBe('skipped')
    return repo
  },

  /** A release of a later commit deploys the model of its data if it passes the gate; the next model is compared with it. */
  async 'docs/tasks/deploy-with-approval.md'(setUp, train = '', release = '') {
    const repo = await setUp({ scripts: [trainedTo(0.5), trainedTo(0.9), trainedTo(0.505)] })
    const key = { OPENAI_API_KEY: repo.sandbox.key }
    repo.secrets = { 'fine-tuning': key, production: key }
    const first = await repo.run(train)
    expect([jobResults(first), deployed(first)], readLog(first)).toEqual([
      'success, success',
      models(repo)[0],
    ])
    repo.commit({ 'README.md': 'the same data' })
    const event = { event_name: 'release', ref: 'refs/tags/v1' }
    expect(deployed(await repo.run(release, { event }))).toBe(models(repo)[0])
    expect(repo.takeWrites()).toEqual(TRAINED)

    repo.commit({ 'data/train.jsonl': examples(1) })
    const missing = await repo.run(release, { event })
    expect([jobResults(missing), readLog(missing)]).toEqual([
      'failure',
      expect.stringContaining('No job matches'),
    ])
    expect(jobResults(await repo.run(train))).toBe('failure, skipped')
    const refused = await repo.run(release, { event })
    expect([findStep(refused, 'find')?.result, deployed(refused)]).toEqual(['success', undefined])
    repo.commit({ 'data/train.jsonl': examples(2) })
    expect(deployed(await repo.run(train))).toBe(models(repo)[2])
    return repo
  },

  /** Deploys a model by its attested record; refuses a record that was changed after it was attested. */
  async 'docs/tasks/attest.md'(setUp, train = '', deploy = '') {
    const repo = await setUp({ scripts: [trainedTo(0.5), trainedTo(0.9)] })
    repo.secrets = { 'fine-tuning': { OPENAI_API_KEY: repo.sandbox.key } }
    const first = await repo.run(train)
    expect(jobResults(first), readLog(first)).toBe('success')
    const path = join(repo.artifacts, 'model/model.json')
    const text = readFileSync(path, 'utf8')
    const digest = createHash('sha256').update(repo.read('data/train.jsonl')).digest('hex')
    expect(JSON.parse(text)).toMatchObject({
      model: models(repo)[0],
      training_data: { sha256: digest },
      commit: { sha: repo.head() },
      gate: { passed: true },
    })
    const start = { event: { event_name: 'workflow_dispatch' }, inputs: { 'run-id': '1000' } }
    const verified = await repo.run(deploy, start)
    expect(deployed(verified), readLog(verified)).toBe(models(repo)[0])
    expect(repo.calls()).toMatch(
      /^gh attestation verify .*--signer-workflow \S+train\.yml --source-ref \S+\/main$/m,
    )

    writeFileSync(path, text.replace(models(repo)[0] ?? '', 'ft:forged'))
    const forged = await repo.run(deploy, start)
    expect([jobResults(forged), deployed(forged)], readLog(forged)).toEqual(['failure', undefined])
    writeFileSync(path, text.replace(JSON.stringify(models(repo)[0]), 'null'))
    repo.attest(path)
    const nameless = await repo.run(deploy, start)
    expect([jobResults(nameless), deployed(nameless)], readLog(nameless)).toEqual(['failure', undefined])
    writeFileSync(path, text)

    repo.commit({ 'data/train.jsonl': examples(1) })
    const refused = await repo.run(train)
    expect([jobResults(refused), findStep(refused, 'actions/attest')?.result]).toEqual(['failure', 'skipped'])
    expect(readFileSync(path, 'utf8')).toBe(text)
    return repo
  },

  /** Trains on top of the previous model, once for each night's data; follows a job whose run had ended early. */
  async 'docs/tasks/nightly-continuation.md'(setUp, nightly = '') {
    const repo = await setUp()
    repo.secrets = { 'fine-tuning': { OPENAI_API_KEY: repo.sandbox.key } }
    const night = async (number: number, start: Parameters<Repository['run']>[1] = {}) => {
      repo.commit({ 'data/today/a.jsonl': examples(number) })
      const run = await repo.run(nightly, { event: { event_name: 'schedule' }, ...start })
      expect(run.result, readLog(run)).toBe('success')
      const { model, status } = repo.sandbox.jobs.at(-1)?.wire ?? {}
      return [repo.takeWrites(), model, status]
    }
    expect(await night(1)).toEqual([[UPLOAD, CREATE], MODEL, 'succeeded'])
    expect(await night(1)).toEqual([NOTHING, MODEL, 'succeeded'])
    const [first = ''] = models(repo)
    expect(await night(2, { root: { timeout: '0' } })).toEqual([[UPLOAD, CREATE], first, 'running'])
    expect(await night(2)).toEqual([NOTHING, first, 'succeeded'])
    expect(await night(2, { inputs: { from: MODEL } })).toEqual([[CREATE], MODEL, 'succeeded'])
    return repo
  },

  /** Trains only the task whose data has changed, with any of the workflows. */
  async 'docs/tasks/several-datasets.md'(setUp, all = '', one = '', triage = '') {
    const repo = await setUp()
    const tasks = ['summary', 'tagging', 'triage']
    for (const [number, task] of tasks.entries())
      repo.commit({
        [`data/${task}/train.jsonl`]: examples(number),
        [`data/${task}/job.yaml`]: `model: ${MODEL}\ntraining_file: train.jsonl\n`,
        '.github/workflows/train-one.yml': one,
      })
    await repo.run(all)
    const trained = () => repo.sandbox.jobs.map(({ wire }) => wire.metadata?.task)
    expect(trained().sort()).toEqual(tasks)
    expect(readdirSync(repo.artifacts).sort()).toEqual(tasks.map((task) => `result-${task}`))
    repo.commit({ 'data/triage/train.jsonl': examples(3) })
    expect([(await repo.run(all)).result, trained().length, trained()[3]]).toEqual(['success', 4, 'triage'])
    repo.takeWrites()
    expect((await repo.run(triage)).jobs.train?.outputs.model).toBe(models(repo)[3])
    expect(repo.takeWrites()).toEqual(NOTHING)
    return repo
  },

  /** Creates one job for each leg, and picks the best of those that have succeeded. */
  async 'docs/tasks/sweep.md'(setUp, sweep = '') {
    const scripts = [
      trainedTo(0.7),
      trainedTo(0.6),
      [{ status: 'failed' }],
      trainedTo(0.4),
      trainedTo(0.5),
      trainedTo(0.9),
    ]
    const repo = await setUp({ scripts })
    const run = await repo.run(sweep)
    expect(jobResults(run), readLog(run)).toBe('failure, success')
    const requested = repo.sandbox.jobs.map(({ wire: { hyperparameters: h } }) => [
      h?.n_epochs,
      h?.learning_rate_multiplier,
    ])
    expect(requested).toEqual(
      [1, 3, 5].flatMap((epochs) => [
        [epochs, 0.5],
        [epochs, 2],
      ]),
    )
    expect(run.jobs.pick?.outputs.model).toBe(models(repo)[3])
    return repo
  },

  /** Evaluates the new model against its base, and deploys it because its answers are better. */
  async 'docs/tasks/evaluate.md'(setUp, workflow = '') {
    const test = readFileSync(join(import.meta.dirname, '../../examples/support/valid.jsonl'), 'utf8')
    const repo = await setUp({ completions: { quality: 0.2, gain: 0.8, conversations: test } })
    repo.commit({ 'data/test.jsonl': test })
    const run = await repo.run(workflow)
    const outputs = { verdict: 'better', gate: 'passed', examples: '16', errors: '0', score: '1' }
    expect([findStep(run, 'evaluate')?.outputs, deployed(run)], readLog(run)).toEqual([
      expect.objectContaining(outputs),
      models(repo)[0],
    ])
    return repo
  },

  /** A job that has another key runs promptfoo on the model. */
  async 'docs/tasks/promptfoo.md'(setUp, workflow = '') {
    const repo = await setUp()
    repo.secrets = {
      '': { OPENAI_API_KEY: repo.sandbox.key, OPENAI_ANSWERS_ONLY_KEY: 'a key that only asks' },
    }
    const run = await repo.run(workflow, { event: { event_name: 'workflow_dispatch' } })
    expect([jobResults(run), repo.calls()], readLog(run)).toEqual([
      'success, success',
      expect.stringContaining('npx --yes promptfoo'),
    ])
    return repo
  },
}
