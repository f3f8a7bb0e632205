import { describe, expect, it, vi } from 'vitest'
import type { FaultRule } from '../../sandbox/faults.ts'
import type { Sandbox, SandboxOptions } from '../../sandbox/sandbox.ts'
import type { ActionRun } from '../../tools/runner/action-run.ts'
import { runPostStep } from '../../tools/runner/runner.ts'
import { preload } from '../support/preload.ts'
import {
  annotationTexts,
  commandRequest,
  ENDLESS,
  listWrites,
  type StepOptions,
  startServer,
} from '../support/shared-server.ts'

type Server = Awaited<ReturnType<typeof startServer>>

/** So late that a step which ends by itself never gets SIGTERM, however slow the machine is. */
const NO_SIGTERM = { interruptMs: 40_000 }
/** The four minutes of the post step take one second. */
const POST_SPEED = 240
const COMMAND_INTERVAL_S = 10
/** The most commands in the two minutes of a step, and in the four of a post step. */
const MAX_COMMANDS = 13
const MAX_POST_COMMANDS = 25

const COMMAND: FaultRule = { kind: 'hang', method: 'POST', path: '/fine_tuning/jobs/[^/]+/.*', every: 1 }
const READ: FaultRule = {
  kind: 'status',
  status: 500,
  method: 'GET',
  path: '/fine_tuning/jobs/[^/]+',
  every: 1,
}

/** The ways in which servers answer a command. */
const ANSWERS = [undefined, 'no-content', 'success', 'empty', 'pretended'] as const

const startEndless = (options: SandboxOptions = {}) =>
  startServer({ scripts: [ENDLESS, ENDLESS], ...options })

/** Cancels the workflow while its job runs, by the signals of the runner. */
async function cancelWhileRunning(server: Server, step: StepOptions = {}): Promise<ActionRun> {
  const action = server.start({ speed: 20, ...step })
  await action.log.waitFor('under way')
  return action.cancel(NO_SIGTERM)
}

/** Kills a step while its job runs, as happens when the machine is out of memory. */
async function killWhileRunning(server: Server, step: StepOptions = {}): Promise<ActionRun> {
  const action = server.start(step)
  await action.log.waitFor('under way')
  return action.kill()
}

/** Runs the post step of a cancelled workflow in fast time; `changes` are made to its inputs and environment. */
async function runPost(
  main: ActionRun,
  changes: { inputs?: Record<string, string>; env?: Record<string, string | undefined> } = {},
): Promise<ActionRun> {
  const { inputs, env } = main.options
  const options = {
    ...main.options,
    inputs: { ...inputs, ...changes.inputs },
    env: { ...env, NODE_OPTIONS: preload(`fast-clock.mjs?speed=${POST_SPEED}`), ...changes.env },
  }
  const run = await runPostStep({ ...main, options }, { jobStatus: 'cancelled' })
  if (!run) throw new Error('action.yml has no post step')
  return run
}

const countCommands = (sandbox: Sandbox, name: 'cancel' | 'pause' = 'cancel') =>
  listWrites(sandbox).filter((request) => request === commandRequest(name)).length

const waitUntil = (isDone: () => boolean) => vi.waitUntil(isDone, { timeout: 15_000, interval: 5 })

const getStatuses = ({ jobs }: Sandbox) => jobs.map(({ wire }) => wire.status)

/** Asserts that a step failed with an error that names a job and its cost. */
function expectRiskNamed(run: ActionRun, jobId: string | undefined): void {
  expect(run.exitCode, run.log).toBe(1)
  const errors = annotationTexts(run, 'error').join('\n')
  expect(errors).toContain(jobId)
  expect(errors).toMatch(/costs? money|costing money/)
}

describe('a command that is accepted and not carried out', { concurrent: true }, () => {
  it.each(ANSWERS)('is not taken for done when the workflow is cancelled (answer: %s)', async (answer) => {
    await using server = await startEndless({
      ignoreCommands: true,
      ...(answer && { commandAnswer: answer }),
    })
    const { sandbox } = server
    const main = await cancelWhileRunning(server)
    expectRiskNamed(main, sandbox.jobs[0]?.id)
    expect(main.state).not.toHaveProperty('ended')
    expect(main.outputs.status).toBe('running')
    expect(countCommands(sandbox)).toBe(1)
    const post = await runPost(main)
    expectRiskNamed(post, sandbox.jobs[0]?.id)
    expect(countCommands(sandbox)).toBeGreaterThan(MAX_POST_COMMANDS / 4)
    expect(countCommands(sandbox)).toBeLessThanOrEqual(1 + MAX_POST_COMMANDS)
    expect(getStatuses(sandbox)).toEqual(['running'])
  })

  it('is not taken for done at the timeout, and the post step leaves a step alone that ended by itself', async () => {
    await using server = await startEndless({ ignoreCommands: true, commandAnswer: 'success' })
    const { sandbox } = server
    const main = await server.run({ speed: 40, inputs: { timeout: '0.3', 'on-timeout': 'cancel' } })
    expectRiskNamed(main, sandbox.jobs[0]?.id)
    expect(main.state.ended).toBe('true')
    const commands = countCommands(sandbox)
    expect(commands).toBeGreaterThan(MAX_COMMANDS / 4)
    expect(commands).toBeLessThanOrEqual(MAX_COMMANDS)
    const sentBefore = sandbox.requests.length
    await runPost(main)
    expect(sandbox.requests.length).toBe(sentBefore)
  })

  it.each(ANSWERS.slice(-1))('makes the action control fail (answer: %s)', async (answer) => {
    await using server = await startEndless({
      ignoreCommands: true,
      ...(answer && { commandAnswer: answer }),
    })
    const job = server.job({}, 'running', ENDLESS)
    const run = await server.run({
      action: 'control',
      speed: 40,
      inputs: { 'job-id': job.id, command: 'cancel' },
    })
    expectRiskNamed(run, job.id)
    expect(run.outputs.status).toBe('running')
    expect(countCommands(server.sandbox)).toBeLessThanOrEqual(MAX_COMMANDS)
  })

  it.each([
    ['pause', 'running'],
    ['resume', 'paused'],
  ] as const)('makes the action control fail to %s a job', async (command, status) => {
    await using server = await startEndless({ ignoreCommands: true, commandAnswer: 'no-content' })
    const job = server.job({}, status, ENDLESS)
    const run = await server.run({ action: 'control', speed: 40, inputs: { 'job-id': job.id, command } })
    expect([run.exitCode, run.outputs.status]).toEqual([1, status])
    expect(annotationTexts(run, 'error').join()).toContain(`still ${status}`)
  })

  it('makes one of two runs at once fail with an error that names both jobs', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    let creates = 0
    await using server = await startEndless({
      ignoreCommands: true,
      commandAnswer: 'pretended',
      onRequest: ({ method, path }) => {
        if (`${method} ${path}` !== 'POST /fine_tuning/jobs') return undefined
        creates += 1
        if (creates === 2) resolve()
        return promise
      },
    })
    const inputs = { timeout: '4', 'poll-interval': '1' }
    const runs = await Promise.all(['1', '2'].map((run) => server.run({ run, speed: 30, inputs })))
    const [first, second] = server.sandbox.jobs.map(({ id }) => id)
    expect(getStatuses(server.sandbox)).toEqual(['running', 'running'])
    expect(runs.map(({ exitCode }) => exitCode)).toEqual([1, 1])
    const errors = runs.flatMap((run) => annotationTexts(run, 'error')).join('\n')
    expect(errors).toMatch(
      new RegExp(`Two jobs do the same training, (${first} and ${second}|${second} and ${first})`),
    )
    expect(runs.map(({ log }) => log).join()).not.toContain('which was cancelled')
  })
})

describe('a command that is carried out late', { concurrent: true }, () => {
  it.each(ANSWERS.slice(0, 2))('is confirmed by the post step (answer: %s)', async (answer) => {
    await using server = await startEndless({
      commandDelayMs: 700,
      ...(answer && { commandAnswer: answer }),
    })
    const { sandbox } = server
    const main = await cancelWhileRunning(server)
    expect(main.state).not.toHaveProperty('ended')
    const post = await runPost(main)
    expect([post.exitCode, getStatuses(sandbox)]).toEqual([0, ['cancelled']])
    expect(countCommands(sandbox)).toBeLessThanOrEqual(MAX_COMMANDS)
  })

  it('is confirmed by the main step in its last seconds, and the post step does nothing', async () => {
    await using server = await startEndless({ commandDelayMs: 100, commandAnswer: 'no-content' })
    const { sandbox } = server
    const main = await cancelWhileRunning(server)
    expect([main.state.ended, main.outputs.status, countCommands(sandbox)]).toEqual(['true', 'cancelled', 1])
    const sentBefore = sandbox.requests.length
    const post = await runPost(main)
    expect([post.exitCode, sandbox.requests.length]).toEqual([0, sentBefore])
  })

  it('makes the action control succeed once the server shows it, with one command in ten seconds', async () => {
    await using server = await startEndless({ commandDelayMs: 1000, commandAnswer: 'success' })
    const job = server.job({}, 'running', ENDLESS)
    const inputs = { 'job-id': job.id, command: 'cancel' }
    const run = await server.run({ action: 'control', speed: 20, inputs })
    expect([run.exitCode, run.outputs.status]).toEqual([0, 'cancelled'])
    expect(countCommands(server.sandbox)).toBeLessThanOrEqual(1 + 20 / COMMAND_INTERVAL_S)
  })

  it('costs one command where it is answered without a body and carried out at once', async () => {
    for (const commandAnswer of ['no-content', 'success'] as const) {
      await using server = await startEndless({ commandAnswer })
      const main = await cancelWhileRunning(server)
      expect([main.state.ended, main.outputs.status, countCommands(server.sandbox)]).toEqual([
        'true',
        'cancelled',
        1,
      ])
    }
  })
})

describe('the post step', { concurrent: true }, () => {
  it('sends the command although the job cannot be read, and names the job that it cannot confirm', async () => {
    await using server = await startEndless()
    const { sandbox } = server
    const main = await killWhileRunning(server)
    sandbox.fault(READ)
    const post = await runPost(main)
    expect(getStatuses(sandbox)).toEqual(['cancelled'])
    expectRiskNamed(post, sandbox.jobs[0]?.id)
    expect(annotationTexts(post, 'error').join()).toContain('may still be running and costing money')
  })

  it('succeeds when the job can be read again after minutes', async () => {
    await using server = await startEndless()
    const { sandbox } = server
    const main = await killWhileRunning(server)
    sandbox.fault(READ)
    const post = runPost(main)
    await waitUntil(() => countCommands(sandbox) >= 4)
    sandbox.clearFaults()
    expect([(await post).exitCode, getStatuses(sandbox)]).toEqual([0, ['cancelled']])
  })

  it.each<[string, FaultRule]>([
    ['hang', COMMAND],
    ['are answered with 503', { ...COMMAND, kind: 'status', status: 503 }],
    ['are refused', { ...COMMAND, kind: 'status', status: 403 }],
    ['are answered with a page', { ...COMMAND, kind: 'status', status: 404, body: 'html' }],
  ])('keeps trying while commands %s', async (_, fault) => {
    await using server = await startEndless()
    const { sandbox } = server
    const main = await killWhileRunning(server)
    sandbox.fault(fault)
    const post = runPost(main)
    await waitUntil(() => countCommands(sandbox) >= 6)
    sandbox.clearFaults()
    const { exitCode, log } = await post
    expect([exitCode, getStatuses(sandbox)], log).toEqual([0, ['cancelled']])
    expect(countCommands(sandbox)).toBeLessThanOrEqual(MAX_POST_COMMANDS)
  })

  it.each<[string, Parameters<typeof runPost>[1]]>([
    ['the key is gone', { inputs: { 'api-key': '' } }],
    [
      'there is no OIDC token',
      {
        inputs: {
          'api-key': '',
          'azure-tenant-id': 'tenant-1',
          'azure-client-id': 'client-1',
          'token-url': 'http://127.0.0.1:9/token',
        },
      },
    ],
  ])('names the job and its cost when %s', async (_, changes) => {
    await using server = await startEndless()
    const { sandbox } = server
    const main = await killWhileRunning(server)
    const post = await runPost(main, changes)
    expectRiskNamed(post, sandbox.jobs[0]?.id)
    expect([countCommands(sandbox), getStatuses(sandbox)]).toEqual([0, ['running']])
  })

  it('says which create request may cost money when it cannot look for its job', async () => {
    await using server = await startEndless()
    const { sandbox } = server
    sandbox.fault({ kind: 'hang', effect: true, method: 'POST', path: '/fine_tuning/jobs' })
    const action = server.start({ speed: 1 })
    await waitUntil(() => sandbox.jobs.length > 0)
    const main = await action.kill()
    const attempt = sandbox.jobs[0]?.wire.metadata?.ft_attempt
    expect(main.state.attempt).toBe(attempt)
    expectRiskNamed(await runPost(main, { inputs: { 'api-key': '' } }), attempt)
    sandbox.fault({ kind: 'status', status: 500, method: 'GET', path: '/fine_tuning/jobs', every: 1 })
    expectRiskNamed(await runPost(main), attempt)
    sandbox.clearFaults()
    expect([(await runPost(main)).exitCode, getStatuses(sandbox)]).toEqual([0, ['cancelled']])
  })

  it('cancels the copies of a create request that a gateway has sent more than once', async () => {
    await using server = await startEndless({ scripts: [ENDLESS, ENDLESS, ENDLESS], createCopies: 3 })
    const { sandbox } = server
    sandbox.fault({ ...COMMAND, path: '/fine_tuning/jobs/.*' })
    const action = server.start({ speed: 1 })
    await waitUntil(() => sandbox.jobs.length === 3)
    const main = await action.cancel(NO_SIGTERM)
    expect(main.state).not.toHaveProperty('ended')
    sandbox.clearFaults()
    const post = await runPost(main)
    expect([post.exitCode, getStatuses(sandbox)], post.log).toEqual([
      0,
      ['cancelled', 'cancelled', 'cancelled'],
    ])
  })

  it('names a job that it recognizes by its seed alone, and does not cancel it', async () => {
    await using server = await startEndless({ keepMetadata: false })
    const { sandbox } = server
    sandbox.fault({ kind: 'hang', effect: true, method: 'POST', path: '/fine_tuning/jobs' })
    const action = server.start({ speed: 1 })
    await waitUntil(() => sandbox.jobs.length > 0)
    const main = await action.kill()
    expect(main.state.seed).toBe(`${sandbox.jobs[0]?.wire.seed}`)
    expectRiskNamed(await runPost(main), sandbox.jobs[0]?.id)
    expect([countCommands(sandbox), getStatuses(sandbox).includes('cancelled')]).toEqual([0, false])
  })

  it('pauses a queued job once it trains', async () => {
    await using server = await startEndless({ scripts: [[{ status: 'queued' }]], advance: 'manual' })
    const { sandbox } = server
    const action = server.start({ inputs: { 'on-cancel': 'pause' } })
    await waitUntil(() => sandbox.jobs.length > 0)
    const id = sandbox.jobs[0]?.id ?? ''
    sandbox.advance(id, 'queued')
    await action.log.waitFor('queued')
    const main = await action.kill()
    const sentBefore = sandbox.requests.length
    const post = runPost(main)
    await waitUntil(() => sandbox.requests.length > sentBefore + 8)
    expect(countCommands(sandbox, 'pause')).toBe(0)
    sandbox.apply(id, { status: 'running' })
    expect([(await post).exitCode, getStatuses(sandbox)]).toEqual([0, ['pausing']])
    expect(countCommands(sandbox, 'pause')).toBe(1)
  })
})

describe('the provider behind a gateway', { concurrent: true }, () => {
  const lastCancel = ({ requests }: Sandbox) => requests.findLast(({ path }) => path.endsWith('/cancel'))

  it('is in the body of a cancel request, as extra-body names it, in the main step and the post step', async () => {
    await using server = await startEndless({ extraFields: ['custom_llm_provider'] })
    const { sandbox } = server
    const inputs = { 'extra-body': 'custom_llm_provider: openai' }
    await cancelWhileRunning(server, { inputs })
    expect(JSON.parse(lastCancel(sandbox)?.body ?? '')).toEqual({ custom_llm_provider: 'openai' })
    await runPost(await killWhileRunning(server, { inputs, run: '2' }))
    expect(sandbox.requests.filter(({ path }) => path.endsWith('/cancel'))).toHaveLength(2)
    expect(JSON.parse(lastCancel(sandbox)?.body ?? '')).toEqual({ custom_llm_provider: 'openai' })
  })

  it('is in the body of a cancel request, as the query of the base URL names it', async () => {
    await using server = await startEndless()
    const { sandbox } = server
    const base = { 'base-url': `${sandbox.url}?custom_llm_provider=azure` }
    const job = server.job({}, 'running', ENDLESS)
    const inputs = { ...base, 'job-id': job.id, command: 'cancel' }
    expect((await server.run({ action: 'control', inputs })).exitCode).toBe(0)
    expect(JSON.parse(lastCancel(sandbox)?.body ?? '')).toEqual({ custom_llm_provider: 'azure' })
    const other = server.job({}, 'running', ENDLESS)
    await cancelWhileRunning(server, {
      action: 'wait',
      inputs: { ...base, 'job-id': other.id, 'on-cancel': 'cancel' },
    })
    expect(other.wire.status).toBe('cancelled')
    expect(JSON.parse(lastCancel(sandbox)?.body ?? '')).toEqual({ custom_llm_provider: 'azure' })
  })

  it('is not named to other servers', async () => {
    await using server = await startEndless()
    await cancelWhileRunning(server)
    expect(lastCancel(server.sandbox)?.body).toBe('')
  })
})
