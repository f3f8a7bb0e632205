import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, type TestContext } from 'vitest'
import { commandRequest, ENDLESS, LIFECYCLE } from '../support/shared-server.ts'
import { DEPLOYMENTS } from './docs-deployments.ts'
import { SERVERS } from './docs-servers.ts'
import { createRepository, type Repository, readWorkflows, trainedTo } from './docs-workflow-runner.ts'
import {
  deployed,
  examples,
  findStep,
  jobResults,
  models,
  type PageScenario,
  pullRequestEvent,
  readLog,
  TASKS,
  TRAINED,
  trainsWithKey,
} from './docs-workflows.ts'

/** The scenarios of all pages with complete workflows. */
const SCENARIOS: Record<string, PageScenario> = {
  ...TASKS,
  ...SERVERS,
  ...DEPLOYMENTS,

  async 'README.md'(setUp, train = '') {
    const repo = await setUp({ dialect: 'azure' })
    repo.secrets = { '': { AZURE_OPENAI_API_KEY: repo.sandbox.key } }
    const run = await repo.run(train)
    expect([deployed(run), repo.takeWrites()], readLog(run)).toEqual([models(repo)[0], TRAINED])
    return repo
  },

  async 'check/README.md'(setUp, check = '') {
    const repo = await setUp()
    const checked = await repo.run(check, { event: pullRequestEvent('stranger/fork'), offline: true })
    expect(findStep(checked, 'OWNER')?.outputs).toMatchObject({ valid: 'true', problems: '0' })
    return repo
  },

  async 'docs/long-jobs.md'(setUp, train = '', ...others) {
    const repo = await setUp({ scripts: [ENDLESS, LIFECYCLE, trainedTo(0.9)] })
    await longJob(repo, train)
    await otherWorkflows(repo, others)
    return repo
  },

  // Without its proxy and its certificates, which http does not need: test/faults/proxy.test.ts has those.
  'docs/tasks/github-enterprise-server.md': trainsWithKey('GATEWAY_KEY'),
  'docs/concurrency.md': trainsWithKey('OPENAI_API_KEY', { environment: 'fine-tuning' }),
}

/** A second step follows a job that outlives the first one. It is skipped for a short job and for one that failed. */
async function longJob(repo: Repository, train: string): Promise<void> {
  const before = (action: string) => {
    const [job] = repo.sandbox.jobs
    if (action === 'wait' && job) repo.sandbox.script(job.id, LIFECYCLE)
  }
  const long = await repo.run(train, { root: { timeout: '0.6' }, before })
  expect(jobResults(long), readLog(long)).toBe('success, success, success')
  expect([long.jobs.train?.outputs.status, deployed(long), repo.takeWrites()]).toEqual([
    'running',
    models(repo)[0],
    TRAINED,
  ])
  repo.commit({ 'data/train.jsonl': examples(1) })
  const short = await repo.run(train)
  expect([jobResults(short), deployed(short)]).toEqual(['success, skipped, success', models(repo)[1]])

  // The name of its model is known, but it must not be deployed.
  repo.commit({ 'data/train.jsonl': examples(2) })
  const gate = 'on-timeout: detach\n          require: full_valid_loss <= 0.8'
  const refused = await repo.run(train.replace('on-timeout: detach', gate))
  expect([jobResults(refused), refused.jobs.train?.outputs.model]).toEqual([
    'failure, skipped, skipped',
    models(repo)[2],
  ])
}

/** Follows, pauses, cancels and deploys the jobs of other workflows. */
async function otherWorkflows(repo: Repository, workflows: string[]): Promise<void> {
  const [follow = '', control = '', cancelAll = '', deploy = ''] = workflows
  expect(deployed(await repo.run(deploy))).toBe(models(repo)[2])
  repo.commit({ 'README.md': 'a commit that has trained nothing' })
  expect(jobResults(await repo.run(deploy))).toBe('failure')

  const job = (repository: string, script = LIFECYCLE) =>
    repo.sandbox.addJob({ metadata: { ft_repository: repository } }, script)
  const [ours, theirs] = [job('octo-org/octo-repo', ENDLESS), job('octo-org/another')]
  const newest = job('octo-org/octo-repo')
  repo.sandbox.advance(ours.id)
  repo.takeWrites()
  expect([jobResults(await repo.run(follow)), newest.wire.status]).toEqual(['success', 'succeeded'])
  const inputs = { 'job-id': ours.id, command: 'pause' }
  expect([jobResults(await repo.run(control, { inputs })), repo.takeWrites()]).toEqual([
    'success',
    [commandRequest('pause')],
  ])
  expect([jobResults(await repo.run(cancelAll)), repo.takeWrites()]).toEqual([
    'success, success',
    [commandRequest('cancel')],
  ])
  expect([ours, theirs].map(({ wire }) => wire.status)).toEqual(['cancelled', 'validating_files'])
  expect(jobResults(await repo.run(cancelAll))).toBe('success, skipped')
}

/** One workflow starts a job and ends; a later one finds the job, and deploys its model once it has succeeded. */
const startAndFollow: PageScenario = async (setUp, start = '', follow = '') => {
  const repo = await setUp()
  expect((await repo.run(start)).result).toBe('success')
  expect(jobResults(await repo.run(follow))).toBe('success, skipped')
  repo.sandbox.advance(repo.sandbox.jobs[0]?.id ?? '', 'succeeded')
  expect(deployed(await repo.run(follow))).toBe(models(repo)[0])
  expect(repo.takeWrites()).toEqual(TRAINED)
  return repo
}

const DOCS = readdirSync(join(import.meta.dirname, '../../docs'), { recursive: true, encoding: 'utf8' })
const PAGES = [
  'README.md',
  'check/README.md',
  ...DOCS.filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`),
]
const EXAMPLES = ['start', 'follow'].map((name) => `examples/workflows/${name}.yml`)

/** Returns a set-up that is closed at the end of the test, also of a concurrent one. */
const closedAtEnd =
  (onTestFinished: TestContext['onTestFinished']): typeof createRepository =>
  async (options) => {
    const repo = await createRepository(options)
    onTestFinished(repo.close)
    return repo
  }

describe('the workflows of a page do what the page says', {
  concurrent: true,
  tags: 'slow',
  timeout: 120_000,
}, () => {
  it.for(PAGES.filter((page) => readWorkflows(page).length > 0))('%s', async (page, { onTestFinished }) => {
    const workflows = readWorkflows(page)
    const repo = await SCENARIOS[page]?.(closedAtEnd(onTestFinished), ...workflows)
    expect(workflows.filter((workflow) => !repo?.hasRun(workflow))).toEqual([])
  })

  it('examples/workflows: start, follow', async ({ onTestFinished }) => {
    await startAndFollow(closedAtEnd(onTestFinished), ...EXAMPLES.flatMap(readWorkflows))
  })
})

describe('a workflow of a page fails without', { concurrent: true, tags: 'slow', timeout: 60_000 }, () => {
  const [train = ''] = readWorkflows('docs/tasks/train-on-merge.md')

  it.for([
    ['the environment with the key', 'environment: fine-tuning', 'env: {}'],
    ['the checkout', /- uses: actions\/checkout[\s\S]*?(?=- uses: OWNER)/, ''],
  ] as const)('%s', async ([, original, replacement], { onTestFinished }) => {
    const repo = await closedAtEnd(onTestFinished)()
    repo.secrets = { 'fine-tuning': { OPENAI_API_KEY: repo.sandbox.key } }
    const run = await repo.run(train.replace(original, replacement))
    expect([jobResults(run), repo.sandbox.requests]).toEqual(['failure, skipped', []])
  })

  it.for([
    ['a permission', 'contents: read', 'actions: read', 'the checkout may not read the repository'],
    ['a known action', 'actions/checkout', 'actions/check-in', 'does not know the action'],
    ['a known key', 'if: ${{', 'fi: ${{', 'fi'],
    ['an existing context', 'steps.tune', 'stpes.tune', 'stpes'],
  ] as const)('%s', async ([, original, replacement, reason], { onTestFinished }) => {
    const repo = await closedAtEnd(onTestFinished)()
    await expect(repo.run(train.replaceAll(original, replacement))).rejects.toThrow(reason)
  })
})
