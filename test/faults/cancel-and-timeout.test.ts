import { describe, expect, it, vi } from 'vitest'
import type { FaultRule } from '../../sandbox/faults.ts'
import type { Transition } from '../../sandbox/job.ts'
import {
  ALL_SERVERS,
  type BuiltActionOptions,
  loggableEvents,
  runBuiltAction,
  startBuiltAction,
} from '../support/built-action.ts'

/** The job runs from the first poll on and never ends. */
const ENDLESS: readonly Transition[] = [{ status: 'running', events: [{ message: 'under way' }] }]

/** So late that a step which ends by itself never gets SIGTERM, however slow the machine is. */
const NO_SIGTERM = { interruptMs: 40_000 }

const CREATE = { method: 'POST', path: '/fine_tuning/jobs' }

const listCommands = (sent: string[]) =>
  sent.flatMap((request) => /^POST \/fine_tuning\/jobs\/[^/]+\/(\w+)$/.exec(request)?.slice(1) ?? [])

/** Cancels a run while its job is running: by one signal, or by those of the runner. */
async function cancelWhileWaiting(options: BuiltActionOptions, signal?: NodeJS.Signals) {
  const training = await startBuiltAction({
    speed: 1,
    ...options,
    sandbox: { scripts: [ENDLESS], ...options.sandbox },
  })
  await training.action.log.waitFor('under way')
  const pollsBefore = training.sandbox.requests.length
  if (signal) training.action.signal(signal)
  else void training.action.cancel(NO_SIGTERM)
  const run = await training.finish()
  return { ...run, sentAfter: run.sent.slice(pollsBefore) }
}

/** Cancels a run when a certain request has reached the server. */
async function cancelAt(
  request: { method: string; path: string },
  fault: FaultRule,
  options: BuiltActionOptions,
) {
  const faults = [{ ...fault, ...request }, ...(options.sandbox?.faults ?? [])]
  const { sandbox, action, finish } = await startBuiltAction({
    ...options,
    sandbox: { ...options.sandbox, faults },
  })
  const arrived = () =>
    sandbox.requests.some(({ method, path }) => `${method} ${path}` === `${request.method} ${request.path}`)
  await vi.waitUntil(arrived, { timeout: 10_000, interval: 5 })
  void action.cancel(NO_SIGTERM)
  return finish()
}

describe.each(ALL_SERVERS)(
  'a workflow that is cancelled, at $server',
  { concurrent: true },
  ({ dialect }) => {
    it.each(['SIGINT', 'SIGTERM'] as const)('cancels its job and ends at once (%s)', async (signal) => {
      const run = await cancelWhileWaiting({ dialect }, signal)
      expect(listCommands(run.sent)).toEqual(['cancel'])
      expect(run.sandbox.jobs[0]?.wire.status).toBe('cancelled')
      expect([run.exitCode, run.signal]).toEqual([1, null])
      expect(run.failures).toEqual([expect.stringContaining('The workflow was cancelled.')])
      const id = run.sandbox.jobs[0]?.id
      expect(run.outputs).toMatchObject({ 'job-id': id, status: 'cancelled', created: 'true' })
      expect(run.state['job-id']).toBe(id)
      expect(run.result).toMatchObject({ 'job-id': id, status: 'cancelled' })
      expect(run.summary).toContain('cancelled')
    })

    it('wakes from a long sleep between two polls, cancels its job and ends', async () => {
      const run = await cancelWhileWaiting({ dialect, inputs: { 'poll-interval': '600' } })
      expect(listCommands(run.sent)).toEqual(['cancel'])
      expect([run.exitCode, run.signal]).toEqual([1, null])
    })

    it('ignores further signals while it cancels its job', async () => {
      const faults: FaultRule[] = [{ kind: 'slow', ms: 300, method: 'POST', path: '/fine_tuning/jobs/.*' }]
      const server = { scripts: [ENDLESS], faults }
      const { action, sandbox, finish } = await startBuiltAction({ dialect, speed: 1, sandbox: server })
      await action.log.waitFor('under way')
      action.signal('SIGINT')
      await vi.waitUntil(
        () => listCommands(sandbox.requests.map((r) => `${r.method} ${r.path}`)).length > 0,
        {
          interval: 5,
        },
      )
      action.signal('SIGINT')
      action.signal('SIGTERM')
      const run = await finish()
      expect([run.exitCode, run.signal, listCommands(run.sent)]).toEqual([1, null, ['cancel']])
      expect(run.outputs.status).toBe('cancelled')
    })

    it.each([
      ['pause', 'paused', ['pause']],
      ['detach', 'running', []],
      ['cancel', 'cancelled', ['cancel']],
    ])('applies on-cancel: %s to its job', async (policy, status, commands) => {
      const run = await cancelWhileWaiting({ dialect, inputs: { 'on-cancel': policy } })
      expect(listCommands(run.sent)).toEqual(commands)
      expect(run.sandbox.jobs[0]?.wire.status).toBe(status)
      expect(run.outputs.status).toBe(status)
      expect([run.exitCode, run.failures.length]).toEqual([1, 1])
    })

    it('sends one command when the server answers 503, and leaves the job to the post step', async () => {
      const faults: FaultRule[] = [
        { kind: 'status', status: 503, method: 'POST', path: '/fine_tuning/jobs/.*', every: 1 },
      ]
      const run = await cancelWhileWaiting({ dialect, speed: 4, sandbox: { faults } })
      expect(listCommands(run.sent)).toEqual(['cancel'])
      expect(run.failures).toEqual([expect.stringContaining('The post step tries again.')])
      expect(run.state).not.toHaveProperty('ended')
    })

    it('cancels the job although the server answers the command with 503 and carries it out', async () => {
      const faults: FaultRule[] = [
        { kind: 'status', status: 503, effect: true, method: 'POST', path: '/fine_tuning/jobs/.*' },
      ]
      const run = await cancelWhileWaiting({ dialect, speed: 4, sandbox: { faults } })
      expect([run.outputs.status, run.state.ended]).toEqual(['cancelled', 'true'])
    })

    it('fails with a warning about the cost when the job cannot be cancelled', async () => {
      const faults: FaultRule[] = [{ kind: 'hang', method: 'POST', path: '/fine_tuning/jobs/.*', every: 1 }]
      const run = await cancelWhileWaiting({ dialect, speed: 20, sandbox: { faults } })
      expect(run.exitCode).toBe(1)
      expect(run.failures).toEqual([expect.stringMatching(/could not be cancelled[\s\S]*costs money/)])
      expect(run.outputs['job-id']).toBe(run.sandbox.jobs[0]?.id)
    })

    it('creates no job when it is cancelled during the upload', async () => {
      for (const kind of ['hang', 'slow'] as const) {
        const fault: FaultRule = kind === 'slow' ? { kind, ms: 200 } : { kind }
        const run = await cancelAt({ method: 'POST', path: '/files' }, fault, { dialect, speed: 1 })
        expect([run.exitCode, run.creates, run.sandbox.jobs.length]).toEqual([1, 0, 0])
        expect(run.failures).toEqual([expect.stringContaining('The workflow was cancelled.')])
      }
    })

    it('cancels the job of a create request that was still unanswered', async () => {
      const run = await cancelAt(CREATE, { kind: 'slow', ms: 300 }, { dialect, speed: 1 })
      expect([run.creates, listCommands(run.sent)]).toEqual([1, ['cancel']])
      expect(run.sandbox.jobs.map(({ wire }) => wire.status)).toEqual(['cancelled'])
      expect(run.outputs).toMatchObject({
        'job-id': run.sandbox.jobs[0]?.id,
        status: 'cancelled',
        created: 'true',
      })
      expect(run.state['job-id']).toBe(run.sandbox.jobs[0]?.id)
      expect(run.exitCode).toBe(1)
    })

    it('cancels the job of an unanswered create request also with wait: false', async () => {
      const run = await cancelAt(
        CREATE,
        { kind: 'slow', ms: 300 },
        { dialect, speed: 1, inputs: { wait: 'false' } },
      )
      expect(run.sandbox.jobs.map(({ wire }) => wire.status)).toEqual(['cancelled'])
    })

    it.each<FaultRule>([
      { kind: 'hang', effect: true },
      { kind: 'lost' },
      { kind: 'status', status: 500, effect: true },
    ])('finds and cancels the job of a create request whose response was lost ($kind)', async (fault) => {
      const run = await cancelAt(CREATE, fault, { dialect, speed: 1 })
      expect([run.creates, listCommands(run.sent)]).toEqual([1, ['cancel']])
      expect(run.sandbox.jobs.map(({ wire }) => wire.status)).toEqual(['cancelled'])
      expect(run.outputs).toMatchObject({ 'job-id': run.sandbox.jobs[0]?.id, status: 'cancelled' })
      expect(run.state).toMatchObject({ 'job-id': run.sandbox.jobs[0]?.id, ended: 'true' })
      expect(run.exitCode).toBe(1)
    })

    it('fails with an unknown outcome when the create request and the list hang, and leaves the job to the post step', async () => {
      const faults: FaultRule[] = [
        { kind: 'hang', method: 'GET', path: '/fine_tuning/jobs', skip: 2, every: 1 },
      ]
      const run = await cancelAt(CREATE, { kind: 'hang', effect: true }, { dialect, sandbox: { faults } })
      expect(run.creates).toBe(1)
      expect([run.exitCode, run.failures]).toEqual([
        1,
        [expect.stringContaining('Unclear whether the job was created')],
      ])
      const [job] = run.sandbox.jobs
      expect(run.state).toEqual({ attempt: job?.wire.metadata?.ft_attempt, seed: `${job?.wire.seed}` })
      expect(run.sent).not.toContainEqual(expect.stringMatching(/^DELETE/))
    })
  },
)

describe.each(ALL_SERVERS)('a job that takes too long, at $server', { concurrent: true }, ({ dialect }) => {
  it.each([
    ['fail', 1, 'running', []],
    ['detach', 0, 'running', []],
    ['cancel', 1, 'cancelled', ['cancel']],
    ['pause', 1, 'paused', ['pause']],
  ])('applies on-timeout: %s at the timeout', async (policy, exitCode, status, commands) => {
    const inputs = { timeout: '0.3', 'on-timeout': policy }
    const run = await runBuiltAction({ dialect, speed: 5, inputs, sandbox: { scripts: [ENDLESS] } })
    expect([run.exitCode, listCommands(run.sent)]).toEqual([exitCode, commands])
    expect(run.sandbox.jobs[0]?.wire.status).toBe(status)
    expect(run.outputs).toMatchObject({ status, 'job-id': run.sandbox.jobs[0]?.id })
    expect(run.failures).toHaveLength(exitCode)
    expect([...run.failures, ...run.annotations.map(({ message }) => message)].join()).toContain(
      'Timed out after',
    )
    if (commands.length === 0) expect(run.log).toContain('is still running and costs money')
    expect(run.logged.slice(0, 4)).toEqual(loggableEvents(run.sandbox).slice(0, 4))
  })

  it('is polled exactly once with timeout: 0', async () => {
    const run = await runBuiltAction({ dialect, inputs: { timeout: '0' }, sandbox: { scripts: [ENDLESS] } })
    expect([run.exitCode, run.outputs.status, listCommands(run.sent)]).toEqual([0, 'running', []])
    expect(run.sent.filter((request) => /^GET \/fine_tuning\/jobs\/[^/]+$/.test(request))).toHaveLength(1)
    expect(run.logged).toEqual(loggableEvents(run.sandbox))
  })

  it('fails the step with timeout: 0 when it has failed', async () => {
    const run = await runBuiltAction({
      dialect,
      inputs: { timeout: '0' },
      sandbox: { scripts: [[{ status: 'failed' }]] },
    })
    expect([run.exitCode, run.outputs.status]).toEqual([1, 'failed'])
  })
})
