import { describe, expect, it, vi } from 'vitest'
import type { FaultRule } from '../../sandbox/faults.ts'
import { runPostStep } from '../../tools/runner/runner.ts'
import { ALL_SERVERS } from '../support/built-action.ts'
import { preload } from '../support/preload.ts'
import {
  annotationTexts,
  CREATE,
  commandRequest,
  ENDLESS,
  LIFECYCLE,
  listWrites,
  type StepOptions,
  startServer,
} from '../support/shared-server.ts'

type Server = Awaited<ReturnType<typeof startServer>>

/** Kills a step while its job runs, as happens when the machine is out of memory. */
async function killWhileRunning(server: Server, step: StepOptions = {}) {
  const action = server.start(step)
  await action.log.waitFor('under way')
  return action.kill()
}

/** Returns a function that lists the requests from now on. */
function recordFromNow({ sandbox }: Server): () => string[] {
  const before = sandbox.requests.length
  return () => sandbox.requests.slice(before).map(({ method, path }) => `${method} ${path}`)
}

describe.each(ALL_SERVERS)('the post step at $server', { concurrent: true }, ({ dialect }) => {
  it.each([
    ['has succeeded', LIFECYCLE, 'success'],
    ['has failed', [{ status: 'failed' }], 'failure'],
    ['has failed, and the workflow was cancelled afterwards', [{ status: 'failed' }], 'cancelled'],
  ] as const)('sends no request when the step %s', async (_, life, jobStatus) => {
    await using server = await startServer({ dialect, scripts: [life] })
    const main = await server.run()
    const sentSince = recordFromNow(server)
    const post = await runPostStep(main, { jobStatus })
    expect([post?.exitCode, post?.annotations, post?.summary, sentSince()]).toEqual([0, [], '', []])
  })

  it.each([
    ['cancels', {}, 'cancel', 'cancelled'],
    ['pauses', { 'on-cancel': 'pause' }, 'pause', 'paused'],
  ] as const)(
    '%s the job of a step that was killed in a cancelled workflow',
    async (_, inputs, name, status) => {
      await using server = await startServer({ dialect, scripts: [ENDLESS] })
      const main = await killWhileRunning(server, { inputs })
      expect(main.state).not.toHaveProperty('ended')
      const post = await runPostStep(main, { jobStatus: 'cancelled' })
      expect([post?.exitCode, annotationTexts(post ?? main, 'error')]).toEqual([0, []])
      expect(listWrites(server.sandbox).at(-1)).toBe(commandRequest(name))
      expect(server.sandbox.jobs.map(({ wire }) => wire.status)).toEqual([status])
      expect(annotationTexts(post ?? main, 'notice')).toEqual([
        expect.stringContaining(`Sent the command to ${name} job ${server.sandbox.jobs[0]?.id}`),
      ])
    },
  )

  it('keeps the job of a step that was killed otherwise, and warns how to attach to it', async () => {
    await using server = await startServer({ dialect, scripts: [ENDLESS] })
    const main = await killWhileRunning(server)
    const sentSince = recordFromNow(server)
    const post = await runPostStep(main)
    expect([main.conclusion, post?.exitCode, sentSince()]).toEqual(['failure', 0, []])
    expect(annotationTexts(post ?? main, 'warning')).toEqual([
      expect.stringContaining(`job-id: ${server.sandbox.jobs[0]?.id}`),
    ])
    expect(server.sandbox.jobs[0]?.wire.status).toBe('running')
  })

  it.each<FaultRule>([{ kind: 'hang', effect: true }, { kind: 'hang' }])(
    'finds and cancels the job of a create request without a response, if it was created (effect: $effect)',
    async (fault) => {
      const faults: FaultRule[] = [{ ...fault, method: 'POST', path: '/fine_tuning/jobs' }]
      await using server = await startServer({ dialect, scripts: [ENDLESS], faults })
      const action = server.start({ speed: 1 })
      await vi.waitUntil(() => listWrites(server.sandbox).includes(CREATE), { timeout: 10_000, interval: 5 })
      await vi.waitUntil(() => server.sandbox.jobs.length > 0 || !fault.effect, { interval: 5 })
      const main = await action.kill()
      expect(main.state).toEqual({ attempt: expect.any(String), seed: expect.any(String) })
      const post = await runPostStep(
        { ...main, options: { ...main.options, env: { ...main.options.env, ...FAST_CLOCK } } },
        { jobStatus: 'cancelled' },
      )
      expect(post?.exitCode).toBe(0)
      expect(server.sandbox.jobs.map(({ wire }) => wire.status)).toEqual(fault.effect ? ['cancelled'] : [])
    },
  )

  it('cancels the job that the step could not cancel because every request hung', async () => {
    await using server = await startServer({ dialect, scripts: [ENDLESS] })
    const action = server.start()
    await action.log.waitFor('under way')
    server.sandbox.fault({ kind: 'hang', method: 'POST', path: '/fine_tuning/jobs/.*', every: 1 })
    const main = await action.cancel()
    expect(annotationTexts(main, 'error')).toEqual([expect.stringContaining('could not be cancelled')])
    expect(server.sandbox.jobs[0]?.wire.status).toBe('running')
    server.sandbox.clearFaults()
    const post = await runPostStep(main)
    expect([main.conclusion, post?.exitCode]).toEqual(['cancelled', 0])
    expect(server.sandbox.jobs[0]?.wire.status).toBe('cancelled')
  })
})

const FAST_CLOCK = { NODE_OPTIONS: preload('fast-clock.mjs?speed=50') }

describe('the post step', { concurrent: true }, () => {
  it('changes nothing when the job has ended in the meantime', async () => {
    await using server = await startServer({ scripts: [ENDLESS] })
    const main = await killWhileRunning(server)
    server.sandbox.apply(server.sandbox.jobs[0]?.id ?? '', { status: 'succeeded' })
    const before = listWrites(server.sandbox)
    const post = await runPostStep(main, { jobStatus: 'cancelled' })
    expect([post?.exitCode, post?.annotations, listWrites(server.sandbox)]).toEqual([0, [], before])
    expect(post?.rawLog).toContain('has already ended (succeeded)')
  })

  it('fails with a warning about the cost when the job cannot be cancelled', async () => {
    await using server = await startServer({ scripts: [ENDLESS] })
    const main = await killWhileRunning(server)
    const refused = { kind: 'status', status: 403, method: 'POST', path: '/fine_tuning/jobs/.*' } as const
    server.sandbox.fault({ ...refused, every: 1 })
    const post = await runPostStep(main, { jobStatus: 'cancelled' })
    expect([post?.exitCode, annotationTexts(post ?? main, 'error').length]).toEqual([1, 1])
    expect(annotationTexts(post ?? main, 'error')[0]).toMatch(/could not be cancelled[\s\S]*costs money/)
  })

  it.each([
    ['a job that the step has reused', {}, [], 'running'],
    [
      'a reused job with on-cancel: cancel',
      { 'on-cancel': 'cancel' },
      [commandRequest('cancel')],
      'cancelled',
    ],
  ] as const)('keeps or cancels %s', async (_, inputs, commands, status) => {
    await using server = await startServer()
    const { outputs } = await server.run({ inputs: { 'dry-run': 'true' } })
    const job = server.job({ ft_fingerprint: outputs.fingerprint ?? '' }, 'queued', ENDLESS)
    const main = await killWhileRunning(server, { inputs })
    expect(main.state).toMatchObject({ 'job-id': job.id, created: 'false' })
    const post = await runPostStep(main, { jobStatus: 'cancelled' })
    expect([post?.exitCode, listWrites(server.sandbox), job.wire.status]).toEqual([0, commands, status])
  })

  it.each([
    ['leaves', {}, [], 'running'],
    ['cancels, as on-cancel says,', { 'on-cancel': 'cancel' }, [commandRequest('cancel')], 'cancelled'],
  ] as const)('%s the job of the action wait', async (_, inputs, commands, status) => {
    await using server = await startServer()
    const job = server.job({}, 'queued', ENDLESS)
    const main = await killWhileRunning(server, { action: 'wait', inputs: { 'job-id': job.id, ...inputs } })
    const post = await runPostStep(main, { jobStatus: 'cancelled' })
    expect([post?.exitCode, listWrites(server.sandbox), job.wire.status]).toEqual([0, commands, status])
  })
})
