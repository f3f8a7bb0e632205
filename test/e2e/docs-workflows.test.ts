import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, type TestContext } from 'vitest'
import { life, type Newcomer, newcomer, workflowsOf } from './docs-workflow-runner.ts'
import {
  deployed,
  ENTRA,
  examples,
  logOf,
  models,
  pullOf,
  results,
  stepOf,
  TASKS,
  TRAINED,
  trains,
  trainsKeyless,
  type Walk,
} from './docs-workflows.ts'
import { command, ENDLESS, LIFE } from './helpers.ts'

const WIF = {
  OPENAI_IDENTITY_PROVIDER_ID: 'idp',
  OPENAI_SERVICE_ACCOUNT_ID: 'sa',
  OPENAI_WIF_AUDIENCE: 'openai',
}

/** Every page that has whole workflows. */
const WALKS: Record<string, Walk> = {
  ...TASKS,

  async 'README.md'(arrive, train = '', check = '') {
    const here = await arrive({ azure: true })
    here.secrets = { '': { AZURE_OPENAI_API_KEY: here.sandbox.key } }
    const run = await here.run(train)
    expect([deployed(run), here.changes()], logOf(run)).toEqual([models(here)[0], TRAINED])
    const checked = await here.run(check, { event: pullOf('stranger/fork'), offline: true })
    expect(stepOf(checked, 'OWNER')?.outputs).toMatchObject({ valid: 'true', problems: '0' })
    return here
  },

  async 'docs/servers/gateway.md'(arrive, workflow = '') {
    const here = await trains('GATEWAY_KEY', { extraFields: ['custom_llm_provider'] })(arrive, workflow)
    const sent = here.sandbox.requests.map(
      ({ headers }) => `${headers['x-team']} ${headers['x-gateway-token']}`,
    )
    expect(new Set(sent)).toEqual(new Set(['search token-of-a-gateway']))
    return here
  },

  async 'docs/long-jobs.md'(arrive, train = '', ...others) {
    const here = await arrive({ scripts: [ENDLESS, LIFE, life(0.9)] })
    await longJob(here, train)
    await otherWorkflows(here, others)
    return here
  },

  // But for its proxy and its certificates, which http needs not: test/faults/proxy.test.ts has those.
  'docs/tasks/github-enterprise-server.md': trains('GATEWAY_KEY'),
  'docs/concurrency.md': trains('OPENAI_API_KEY', { environment: 'fine-tuning' }),
  'docs/servers/openai-key.md': trains('OPENAI_API_KEY', { environment: 'training' }),
  'docs/servers/azure-key.md': trains('AZURE_OPENAI_API_KEY', { environment: 'training', azure: true }),
  'docs/servers/openai-identity.md': trainsKeyless(WIF, 'openai', false),
  'docs/servers/azure-entra.md': trainsKeyless(ENTRA, 'api://AzureADTokenExchange', true),
}

/** The time of the first step ends before the job does, and a second one goes on. A short job needs none, a bad one has none. */
async function longJob(here: Newcomer, train: string): Promise<void> {
  const before = (action: string) => {
    const [job] = here.sandbox.jobs
    if (action === 'wait' && job) here.sandbox.script(job.id, LIFE)
  }
  const long = await here.run(train, { root: { timeout: '0.6' }, before })
  expect(results(long), logOf(long)).toBe('success, success, success')
  expect([long.jobs.train?.outputs.status, deployed(long), here.changes()]).toEqual([
    'running',
    models(here)[0],
    TRAINED,
  ])
  here.commit({ 'data/train.jsonl': examples(1) })
  const short = await here.run(train)
  expect([results(short), deployed(short)]).toEqual(['success, skipped, success', models(here)[1]])

  // Its name is known, and yet it is not to be deployed.
  here.commit({ 'data/train.jsonl': examples(2) })
  const gate = 'on-timeout: detach\n          require: full_valid_loss <= 0.8'
  const refused = await here.run(train.replace('on-timeout: detach', gate))
  expect([results(refused), refused.jobs.train?.outputs.model]).toEqual([
    'failure, skipped, skipped',
    models(here)[2],
  ])
}

/** Follows, pauses, cancels and deploys what others have started. */
async function otherWorkflows(here: Newcomer, workflows: string[]): Promise<void> {
  const [follow = '', control = '', cancelAll = '', deploy = ''] = workflows
  expect(deployed(await here.run(deploy))).toBe(models(here)[2])
  here.commit({ 'README.md': 'a commit that has trained nothing' })
  expect(results(await here.run(deploy))).toBe('failure')

  const job = (of: string, script = LIFE) => here.sandbox.addJob({ metadata: { ft_repository: of } }, script)
  const [ours, theirs] = [job('octo-org/octo-repo', ENDLESS), job('octo-org/another')]
  const newest = job('octo-org/octo-repo')
  here.sandbox.advance(ours.id)
  here.changes()
  expect([results(await here.run(follow)), newest.wire.status]).toEqual(['success', 'succeeded'])
  const inputs = { 'job-id': ours.id, command: 'pause' }
  expect([results(await here.run(control, { inputs })), here.changes()]).toEqual([
    'success',
    [command('pause')],
  ])
  expect([results(await here.run(cancelAll)), here.changes()]).toEqual([
    'success, success',
    [command('cancel')],
  ])
  expect([ours, theirs].map(({ wire }) => wire.status)).toEqual(['cancelled', 'validating_files'])
  expect(results(await here.run(cancelAll))).toBe('success, skipped')
}

/** One workflow starts a job and leaves; a later one finds it, and deploys when it has succeeded. */
const startAndFollow: Walk = async (arrive, start = '', follow = '') => {
  const here = await arrive()
  expect((await here.run(start)).result).toBe('success')
  expect(results(await here.run(follow))).toBe('success, skipped')
  here.sandbox.advance(here.sandbox.jobs[0]?.id ?? '', 'succeeded')
  expect(deployed(await here.run(follow))).toBe(models(here)[0])
  expect(here.changes()).toEqual(TRAINED)
  return here
}

const DOCS = readdirSync(join(import.meta.dirname, '../../docs'), { recursive: true, encoding: 'utf8' })
const PAGES = ['README.md', ...DOCS.filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)]
const EXAMPLES = ['start', 'follow'].map((name) => `examples/workflows/${name}.yml`)

/** Somebody who leaves when the test has ended, others running beside it. */
const guest =
  (onTestFinished: TestContext['onTestFinished']): typeof newcomer =>
  async (options) => {
    const here = await newcomer(options)
    onTestFinished(here.leave)
    return here
  }

describe('what a page shows does what the page says', {
  concurrent: true,
  tags: 'slow',
  timeout: 60_000,
}, () => {
  it.for(PAGES.filter((page) => workflowsOf(page).length > 0))('%s', async (page, { onTestFinished }) => {
    const workflows = workflowsOf(page)
    const here = await WALKS[page]?.(guest(onTestFinished), ...workflows)
    expect(workflows.filter((workflow) => !here?.hasRun(workflow))).toEqual([])
  })

  it('examples/workflows: start, follow', async ({ onTestFinished }) => {
    await startAndFollow(guest(onTestFinished), ...EXAMPLES.flatMap(workflowsOf))
  })
})

describe('what a page forgets is missed', { concurrent: true, tags: 'slow', timeout: 60_000 }, () => {
  const [train = ''] = workflowsOf('docs/tasks/train-on-merge.md')

  it.for([
    ['the environment that has the key', 'environment: fine-tuning', 'env: {}'],
    ['the checkout', /- uses: actions\/checkout[\s\S]*?(?=- uses: OWNER)/, ''],
  ] as const)('%s', async ([, what, by], { onTestFinished }) => {
    const here = await guest(onTestFinished)()
    here.secrets = { 'fine-tuning': { OPENAI_API_KEY: here.sandbox.key } }
    const run = await here.run(train.replace(what, by))
    expect([results(run), here.sandbox.requests]).toEqual(['failure, skipped', []])
  })

  it.for([
    ['a right', 'contents: read', 'actions: read', 'the checkout may not read the repository'],
    ['what an action does that nobody knows', 'actions/checkout', 'actions/check-in', 'nobody has said here'],
    ['what a key means that nobody knows', 'if: ${{', 'fi: ${{', 'fi'],
    ['a context that is none', 'steps.tune', 'stpes.tune', 'stpes'],
  ] as const)('%s', async ([, what, by, why], { onTestFinished }) => {
    const here = await guest(onTestFinished)()
    await expect(here.run(train.replaceAll(what, by))).rejects.toThrow(why)
  })
})
