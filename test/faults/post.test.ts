import { describe, expect, it, vi } from 'vitest'
import type { FaultRule } from '../../sandbox/faults.ts'
import { runPost } from '../../tools/runner/runner.ts'
import { CREATE, changes, command, ENDLESS, LIFE, type Step, said, serverOf } from '../e2e/helpers.ts'
import { DIALECTS } from '../support/built-action.ts'

type Server = Awaited<ReturnType<typeof serverOf>>

/** A step that is killed outright while its job runs, as when the machine is out of memory. */
async function killed(server: Server, step: Step = {}) {
  const action = server.start(step)
  await action.log.waitFor('under way')
  return action.kill()
}

/** What is asked of the server from now on. */
function fromNow({ sandbox }: Server): () => string[] {
  const before = sandbox.requests.length
  return () => sandbox.requests.slice(before).map(({ method, path }) => `${method} ${path}`)
}

describe.each(DIALECTS)('the post step at $server', { concurrent: true }, ({ azure }) => {
  it.each([
    ['has succeeded', LIFE, 'success'],
    ['has failed', [{ status: 'failed' }], 'failure'],
    ['has failed, and the workflow was cancelled afterwards', [{ status: 'failed' }], 'cancelled'],
  ] as const)('asks for nothing when the step %s', async (_, life, jobStatus) => {
    await using server = await serverOf({ azure, scripts: [life] })
    const main = await server.run()
    const asked = fromNow(server)
    const post = await runPost(main, { jobStatus })
    expect([post?.exitCode, post?.annotations, post?.summary, asked()]).toEqual([0, [], '', []])
  })

  it.each([
    ['cancels', {}, 'cancel', 'cancelled'],
    ['pauses', { 'on-cancel': 'pause' }, 'pause', 'paused'],
  ] as const)(
    '%s the job of a step that was killed as the workflow was cancelled',
    async (_, inputs, name, status) => {
      await using server = await serverOf({ azure, scripts: [ENDLESS] })
      const main = await killed(server, { inputs })
      expect(main.state).not.toHaveProperty('ended')
      const post = await runPost(main, { jobStatus: 'cancelled' })
      expect([post?.exitCode, said(post ?? main, 'error')]).toEqual([0, []])
      expect(changes(server.sandbox).at(-1)).toBe(command(name))
      expect(server.sandbox.jobs.map(({ wire }) => wire.status)).toEqual([status])
      expect(said(post ?? main, 'notice')).toEqual([
        expect.stringContaining(`Job ${server.sandbox.jobs[0]?.id} was asked by the post step to ${name}`),
      ])
    },
  )

  it('leaves the job of a step that was killed otherwise, and says how to attach to it', async () => {
    await using server = await serverOf({ azure, scripts: [ENDLESS] })
    const main = await killed(server)
    const asked = fromNow(server)
    const post = await runPost(main)
    expect([main.conclusion, post?.exitCode, asked()]).toEqual(['failure', 0, []])
    expect(said(post ?? main, 'warning')).toEqual([
      expect.stringContaining(`job-id: ${server.sandbox.jobs[0]?.id}`),
    ])
    expect(server.sandbox.jobs[0]?.wire.status).toBe('running')
  })

  it.each<FaultRule>([{ kind: 'hang', effect: true }, { kind: 'hang' }])(
    'finds the job whose id never arrived, if there is one (effect: $effect)',
    async (fault) => {
      const faults: FaultRule[] = [{ ...fault, method: 'POST', path: '/fine_tuning/jobs' }]
      await using server = await serverOf({ azure, scripts: [ENDLESS], faults })
      const action = server.start({ speed: 1 })
      await vi.waitUntil(() => changes(server.sandbox).includes(CREATE), { timeout: 10_000, interval: 5 })
      await vi.waitUntil(() => server.sandbox.jobs.length > 0 || !fault.effect, { interval: 5 })
      const main = await action.kill()
      expect(main.state).toEqual({ attempt: expect.any(String) })
      const post = await runPost(
        { ...main, options: { ...main.options, env: { ...main.options.env, ...FAST } } },
        { jobStatus: 'cancelled' },
      )
      expect(post?.exitCode).toBe(0)
      expect(server.sandbox.jobs.map(({ wire }) => wire.status)).toEqual(fault.effect ? ['cancelled'] : [])
    },
  )

  it('does what the step could not do because nothing was answered', async () => {
    await using server = await serverOf({ azure, scripts: [ENDLESS] })
    const action = server.start()
    await action.log.waitFor('under way')
    server.sandbox.fault({ kind: 'hang', method: 'POST', path: '/fine_tuning/jobs/.*', every: 1 })
    const main = await action.cancel()
    expect(said(main, 'error')).toEqual([expect.stringContaining('could not be cancelled')])
    expect(server.sandbox.jobs[0]?.wire.status).toBe('running')
    server.sandbox.clearFaults()
    const post = await runPost(main)
    expect([main.conclusion, post?.exitCode]).toEqual(['cancelled', 0])
    expect(server.sandbox.jobs[0]?.wire.status).toBe('cancelled')
  })
})

const FAST = {
  NODE_OPTIONS: `--import=${new URL('../support/fast-clock.mjs?speed=50', import.meta.url).href}`,
}

describe('the post step', { concurrent: true }, () => {
  it('does nothing to a job that has ended in the meantime', async () => {
    await using server = await serverOf({ scripts: [ENDLESS] })
    const main = await killed(server)
    server.sandbox.happen(server.sandbox.jobs[0]?.id ?? '', { status: 'succeeded' })
    const before = changes(server.sandbox)
    const post = await runPost(main, { jobStatus: 'cancelled' })
    expect([post?.exitCode, post?.annotations, changes(server.sandbox)]).toEqual([0, [], before])
    expect(post?.rawLog).toContain('has ended already (succeeded)')
  })

  it('fails, and says so, when the job cannot be cancelled', async () => {
    await using server = await serverOf({ scripts: [ENDLESS] })
    const main = await killed(server)
    const refused = { kind: 'status', status: 403, method: 'POST', path: '/fine_tuning/jobs/.*' } as const
    server.sandbox.fault({ ...refused, every: 1 })
    const post = await runPost(main, { jobStatus: 'cancelled' })
    expect([post?.exitCode, said(post ?? main, 'error').length]).toEqual([1, 1])
    expect(said(post ?? main, 'error')[0]).toMatch(/could not be cancelled[\s\S]*it costs money/)
  })

  it.each([
    ['a job that the step has found', {}, [], 'running'],
    ['one where on-cancel was given', { 'on-cancel': 'cancel' }, [command('cancel')], 'cancelled'],
  ] as const)('leaves or cancels %s', async (_, inputs, asked, status) => {
    await using server = await serverOf()
    const { outputs } = await server.run({ inputs: { 'dry-run': 'true' } })
    const job = server.job({ ft_fingerprint: outputs.fingerprint ?? '' }, 'queued', ENDLESS)
    const main = await killed(server, { inputs })
    expect(main.state).toMatchObject({ 'job-id': job.id, created: 'false' })
    const post = await runPost(main, { jobStatus: 'cancelled' })
    expect([post?.exitCode, changes(server.sandbox), job.wire.status]).toEqual([0, asked, status])
  })

  it.each([
    ['leaves', {}, [], 'running'],
    ['cancels, as on-cancel says,', { 'on-cancel': 'cancel' }, [command('cancel')], 'cancelled'],
  ] as const)('%s the job of the action wait', async (_, inputs, asked, status) => {
    await using server = await serverOf()
    const job = server.job({}, 'queued', ENDLESS)
    const main = await killed(server, { action: 'wait', inputs: { 'job-id': job.id, ...inputs } })
    const post = await runPost(main, { jobStatus: 'cancelled' })
    expect([post?.exitCode, changes(server.sandbox), job.wire.status]).toEqual([0, asked, status])
  })
})
