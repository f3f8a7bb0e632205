import { describe, expect, it, vi } from 'vitest'
import type { FaultRule } from '../../sandbox/faults.ts'
import type { Moment } from '../../sandbox/job.ts'
import { DIALECTS, type Scene, startTraining, tellable, train } from '../support/built-action.ts'

/** At the first look the job runs, and then it never ends. */
const ENDLESS: readonly Moment[] = [{ status: 'running', says: [{ message: 'under way' }] }]

const CREATE = { method: 'POST', path: '/fine_tuning/jobs' }

const stops = (sent: string[]) =>
  sent.flatMap((request) => /^POST \/fine_tuning\/jobs\/[^/]+\/(\w+)$/.exec(request)?.slice(1) ?? [])

/** A run whose job is running when the workflow is cancelled, by one signal or as the runner does it. */
async function cancelledWhileWaiting(scene: Scene, signal?: NodeJS.Signals) {
  const training = await startTraining({
    speed: 1,
    ...scene,
    sandbox: { scripts: [ENDLESS], ...scene.sandbox },
  })
  await training.action.log.waitFor('under way')
  const at = performance.now()
  if (signal) training.action.signal(signal)
  else void training.action.cancel()
  const run = await training.ended()
  return { ...run, stoppedAfterMs: performance.now() - at }
}

/** A run that is cancelled when a certain request has reached the server. */
async function cancelledAt(request: { method: string; path: string }, fault: FaultRule, scene: Scene) {
  const { sandbox, action, ended } = await startTraining({
    ...scene,
    sandbox: { ...scene.sandbox, faults: [{ ...fault, ...request }, ...(scene.sandbox?.faults ?? [])] },
  })
  const arrived = () =>
    sandbox.requests.some(({ method, path }) => `${method} ${path}` === `${request.method} ${request.path}`)
  await vi.waitUntil(arrived, { timeout: 10_000, interval: 5 })
  void action.cancel()
  return ended()
}

describe.each(DIALECTS)('a workflow that is cancelled, at $server', { concurrent: true }, ({ azure }) => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'cancels its job and ends within two seconds (%s)',
    async (signal) => {
      const run = await cancelledWhileWaiting({ azure }, signal)
      expect(stops(run.sent)).toEqual(['cancel'])
      expect(run.sandbox.jobs[0]?.wire.status).toBe('cancelled')
      expect(run.stoppedAfterMs).toBeLessThan(2000)
      expect([run.exitCode, run.signal]).toEqual([1, null])
      expect(run.failures).toEqual([expect.stringContaining('The workflow was cancelled.')])
      const id = run.sandbox.jobs[0]?.id
      expect(run.outputs).toMatchObject({ 'job-id': id, status: 'cancelled', created: 'true' })
      expect(run.state['job-id']).toBe(id)
      expect(run.result).toMatchObject({ 'job-id': id, status: 'cancelled' })
      expect(run.summary).toContain('cancelled')
    },
  )

  it('ends within two seconds when it was asleep between two looks', async () => {
    const run = await cancelledWhileWaiting({ azure, inputs: { 'poll-interval': '600' } })
    expect(stops(run.sent)).toEqual(['cancel'])
    expect(run.stoppedAfterMs).toBeLessThan(2000)
  })

  it('takes further signals in its stride', async () => {
    const faults: FaultRule[] = [{ kind: 'slow', ms: 300, method: 'POST', path: '/fine_tuning/jobs/.*' }]
    const { action, sandbox, ended } = await startTraining({
      azure,
      speed: 1,
      sandbox: { scripts: [ENDLESS], faults },
    })
    await action.log.waitFor('under way')
    action.signal('SIGINT')
    await vi.waitUntil(() => stops(sandbox.requests.map((r) => `${r.method} ${r.path}`)).length > 0, {
      interval: 5,
    })
    action.signal('SIGINT')
    action.signal('SIGTERM')
    const run = await ended()
    expect([run.exitCode, run.signal, stops(run.sent)]).toEqual([1, null, ['cancel']])
    expect(run.outputs.status).toBe('cancelled')
  })

  it.each([
    ['pause', 'pausing', ['pause']],
    ['detach', 'running', []],
    ['cancel', 'cancelled', ['cancel']],
  ])('does what on-cancel: %s says', async (policy, status, commands) => {
    const run = await cancelledWhileWaiting({ azure, inputs: { 'on-cancel': policy } })
    expect(stops(run.sent)).toEqual(commands)
    expect(run.sandbox.jobs[0]?.wire.status).toBe(status)
    expect(run.outputs.status).toBe(status)
    expect([run.exitCode, run.failures.length]).toEqual([1, 1])
    expect(run.stoppedAfterMs).toBeLessThan(2000)
  })

  it('cancels the job though the server stumbles', async () => {
    const faults: FaultRule[] = [
      { kind: 'status', status: 503, method: 'POST', path: '/fine_tuning/jobs/.*', times: 2 },
    ]
    const run = await cancelledWhileWaiting({ azure, speed: 4, sandbox: { faults } })
    expect(run.sandbox.jobs[0]?.wire.status).toBe('cancelled')
    expect(run.outputs.status).toBe('cancelled')
  })

  it('says that the job goes on when it cannot be cancelled', async () => {
    const faults: FaultRule[] = [{ kind: 'hang', method: 'POST', path: '/fine_tuning/jobs/.*', every: 1 }]
    const run = await cancelledWhileWaiting({ azure, speed: 20, sandbox: { faults } })
    expect(run.exitCode).toBe(1)
    expect(run.failures).toEqual([expect.stringMatching(/could not be cancelled[\s\S]*it costs money/)])
    expect(run.outputs['job-id']).toBe(run.sandbox.jobs[0]?.id)
  })

  it('creates no job when it is still uploading', async () => {
    for (const kind of ['hang', 'slow'] as const) {
      const fault: FaultRule = kind === 'slow' ? { kind, ms: 200 } : { kind }
      const run = await cancelledAt({ method: 'POST', path: '/files' }, fault, { azure, speed: 1 })
      expect([run.exitCode, run.creates, run.sandbox.jobs.length]).toEqual([1, 0, 0])
      expect(run.failures).toEqual([expect.stringContaining('The workflow was cancelled.')])
      expect(run.durationMs).toBeLessThan(3000)
    }
  })

  it('cancels the job that comes of a create request that is under way', async () => {
    const run = await cancelledAt(CREATE, { kind: 'slow', ms: 300 }, { azure, speed: 1 })
    expect([run.creates, stops(run.sent)]).toEqual([1, ['cancel']])
    expect(run.sandbox.jobs.map(({ wire }) => wire.status)).toEqual(['cancelled'])
    expect(run.outputs).toMatchObject({
      'job-id': run.sandbox.jobs[0]?.id,
      status: 'cancelled',
      created: 'true',
    })
    expect(run.state['job-id']).toBe(run.sandbox.jobs[0]?.id)
    expect(run.exitCode).toBe(1)
  })

  it('does so too where it was not going to wait for the job', async () => {
    const run = await cancelledAt(
      CREATE,
      { kind: 'slow', ms: 300 },
      { azure, speed: 1, inputs: { wait: 'false' } },
    )
    expect(run.sandbox.jobs.map(({ wire }) => wire.status)).toEqual(['cancelled'])
  })

  it.each<FaultRule>([
    { kind: 'hang', effect: true },
    { kind: 'lost' },
    { kind: 'status', status: 500, effect: true },
  ])('cancels the job that a create request without an answer has made ($kind)', async (fault) => {
    const run = await cancelledAt(CREATE, fault, { azure, speed: 1 })
    expect([run.creates, stops(run.sent)]).toEqual([1, ['cancel']])
    expect(run.sandbox.jobs.map(({ wire }) => wire.status)).toEqual(['cancelled'])
    expect(run.outputs).toMatchObject({ 'job-id': run.sandbox.jobs[0]?.id, status: 'cancelled' })
    expect(run.state).toMatchObject({ 'job-id': run.sandbox.jobs[0]?.id, ended: 'true' })
    expect(run.exitCode).toBe(1)
    expect(run.durationMs).toBeLessThan(7500)
  })

  it('says that nothing is known of a create request when nothing is answered, and leaves it to the post step', async () => {
    const faults: FaultRule[] = [
      { kind: 'hang', method: 'GET', path: '/fine_tuning/jobs', skip: 2, every: 1 },
    ]
    const run = await cancelledAt(CREATE, { kind: 'hang', effect: true }, { azure, sandbox: { faults } })
    expect(run.creates).toBe(1)
    expect([run.exitCode, run.failures]).toEqual([
      1,
      [expect.stringContaining('It is not known whether the job was created')],
    ])
    expect(run.state).toEqual({ attempt: run.sandbox.jobs[0]?.wire.metadata?.ft_attempt })
    expect(run.sent).not.toContainEqual(expect.stringMatching(/^DELETE/))
  })
})

describe.each(DIALECTS)('a job that takes too long, at $server', { concurrent: true }, ({ azure }) => {
  it.each([
    ['fail', 1, 'running', []],
    ['detach', 0, 'running', []],
    ['cancel', 1, 'cancelled', ['cancel']],
    ['pause', 1, 'pausing', ['pause']],
  ])('on-timeout: %s', async (policy, exitCode, status, commands) => {
    const inputs = { timeout: '0.3', 'on-timeout': policy }
    const run = await train({ azure, speed: 5, inputs, sandbox: { scripts: [ENDLESS] } })
    expect([run.exitCode, stops(run.sent)]).toEqual([exitCode, commands])
    expect(run.sandbox.jobs[0]?.wire.status).toBe(status)
    expect(run.outputs).toMatchObject({ status, 'job-id': run.sandbox.jobs[0]?.id })
    expect(run.failures).toHaveLength(exitCode)
    expect([...run.failures, ...run.annotations.map(({ message }) => message)].join()).toContain(
      'The time is up',
    )
    if (commands.length === 0) expect(run.log).toContain('is left as it is')
    expect(run.told.slice(0, 4)).toEqual(tellable(run.sandbox).slice(0, 4))
  })

  it('is looked at once with no time at all', async () => {
    const run = await train({ azure, inputs: { timeout: '0' }, sandbox: { scripts: [ENDLESS] } })
    expect([run.exitCode, run.outputs.status, stops(run.sent)]).toEqual([0, 'running', []])
    expect(run.sent.filter((request) => /^GET \/fine_tuning\/jobs\/[^/]+$/.test(request))).toHaveLength(1)
    expect(run.told).toEqual(tellable(run.sandbox))
  })

  it('fails with no time at all when it has ended badly', async () => {
    const run = await train({
      azure,
      inputs: { timeout: '0' },
      sandbox: { scripts: [[{ status: 'failed' }]] },
    })
    expect([run.exitCode, run.outputs.status]).toEqual([1, 'failed'])
  })
})
