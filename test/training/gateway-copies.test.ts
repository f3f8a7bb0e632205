import { describe, expect, it } from 'vitest'
import { deriveSeed } from '../../src/training/derived-seed.ts'
import { errorResponse, type RecordedRequest } from '../support/fake-api.ts'
import { runAction } from '../support/run-action.ts'

interface FakeJob {
  id: string
  status: string
  metadata: Record<string, string> | null
  [field: string]: unknown
}

const GATEWAY = 'https://gateway.example/v1'
/** What a gateway makes of one epoch. */
const WRONG = { method: { type: 'supervised', supervised: { hyperparameters: { n_epochs: 50 } } } }

/**
 * Routes of a gateway that changes every create request to `fields`, and makes a copy of the job, with `copyFields`, which is
 * listed only once the job has been cancelled; `routes` override its own.
 */
function gatewayWithCopy(fields: object = {}, copyFields: object = {}, routes: object = {}) {
  const jobs: FakeJob[] = []
  let copy: FakeJob | undefined
  const showCopy = () => {
    if (copy) jobs.unshift(copy)
    copy = undefined
  }
  const find = (id: string) => jobs.find((job) => job.id === id) ?? errorResponse(404, 'not_found')
  const own = {
    'GET /fine_tuning/jobs': () => ({ data: jobs, has_more: false }),
    'POST /fine_tuning/jobs': ({ body }: RecordedRequest) => {
      const { model, training_file, metadata, seed } = JSON.parse(body)
      const job = {
        status: 'running',
        created_at: 100,
        model,
        training_file,
        metadata,
        seed,
        ...WRONG,
        ...fields,
      }
      copy = { ...job, id: 'ftjob-2', ...copyFields }
      jobs.unshift({ ...job, id: 'ftjob-1' })
      return find('ftjob-1')
    },
    'GET /fine_tuning/jobs/ftjob-1': () => find('ftjob-1'),
    'GET /fine_tuning/jobs/ftjob-2': () => find('ftjob-2'),
    'POST /fine_tuning/jobs/ftjob-1/cancel': () => {
      showCopy()
      return Object.assign(find('ftjob-1'), { status: 'cancelled' })
    },
    'POST /fine_tuning/jobs/ftjob-2/cancel': () => Object.assign(find('ftjob-2'), { status: 'cancelled' }),
  }
  const statuses = () => Object.fromEntries(jobs.map(({ id, status }) => [id, status]))
  return { jobs, statuses, showCopy, routes: { ...own, ...routes } }
}

const run = (routes: object, inputs: Record<string, string> = {}, scenario: object = {}) =>
  runAction({
    inputs: { 'base-url': GATEWAY, hyperparameters: 'n_epochs: 1', ...inputs },
    routes: { ...routes },
    ...scenario,
  })

describe('a copy of a job that is not what was requested', () => {
  it.each([
    ['metadata', {}],
    ['the derived seed', { metadata: null }],
  ])('is cancelled with it, recognized by %s', async (_, fields) => {
    const { routes, statuses } = gatewayWithCopy(fields)
    const { failures } = await run(routes)
    expect(statuses()).toEqual({ 'ftjob-1': 'cancelled', 'ftjob-2': 'cancelled' })
    expect(failures).toEqual([
      expect.stringMatching(/reports 50\. It was cancelled\. Copies of it.*: ftjob-2 \(cancelled\)\./),
    ])
  })

  it('is named and not cancelled if nothing but its content shows it', async () => {
    const { routes, statuses } = gatewayWithCopy({ metadata: null, seed: null })
    const { failures } = await run(routes)
    expect(statuses()).toEqual({ 'ftjob-1': 'cancelled', 'ftjob-2': 'running' })
    expect(failures[0]).toMatch(/ftjob-2 may be copies of ftjob-1[\s\S]*Job ftjob-2 may still be running/)
  })

  it('is named even if the seed that the server chose for it looks like one of the action', async () => {
    const { routes } = gatewayWithCopy({ metadata: null, seed: 7 }, { seed: deriveSeed('other work') })
    const { failures } = await run(routes)
    expect(failures[0]).toContain('ftjob-2 may be copies of ftjob-1')
  })

  it('is left to the run that created it if that is another one', async () => {
    const metadata = (job: FakeJob | undefined) => ({ ...job?.metadata, ft_run: '9', ft_attempt: 'other-1' })
    const gateway = gatewayWithCopy()
    const cancelOwn = gateway.routes['POST /fine_tuning/jobs/ftjob-1/cancel']
    const { failures } = await run({
      ...gateway.routes,
      'POST /fine_tuning/jobs/ftjob-1/cancel': () => {
        const answer = cancelOwn()
        const [other] = gateway.jobs
        if (other) other.metadata = metadata(other)
        return answer
      },
    })
    expect(gateway.statuses()).toEqual({ 'ftjob-1': 'cancelled', 'ftjob-2': 'running' })
    expect(failures[0]).not.toContain('ftjob-2')
  })

  it('is cancelled although the job itself cannot be', async () => {
    const gateway = gatewayWithCopy()
    const { failures } = await run({
      ...gateway.routes,
      'POST /fine_tuning/jobs/ftjob-1/cancel': () => {
        gateway.showCopy()
        return errorResponse(403, 'forbidden')
      },
    })
    expect(gateway.statuses()).toEqual({ 'ftjob-1': 'running', 'ftjob-2': 'cancelled' })
    expect(failures[0]).toMatch(
      /ftjob-2 \(cancelled\)\. It could not be cancelled[\s\S]*Job ftjob-1 is still running/,
    )
  })

  it('is named if it cannot be cancelled', async () => {
    const refuse = () => errorResponse(403, 'forbidden')
    const { routes } = gatewayWithCopy({}, {}, { 'POST /fine_tuning/jobs/ftjob-2/cancel': refuse })
    const { failures } = await run(routes)
    expect(failures[0]).toMatch(/It was cancelled\. Its copy ftjob-2 could not be cancelled/)
    expect(failures[0]).toContain('Job ftjob-2 may still be running and costing money')
  })

  it('is possible, as the error says, if the list cannot be read then', async () => {
    const gateway = gatewayWithCopy()
    const { failures } = await run({
      ...gateway.routes,
      'GET /fine_tuning/jobs': () =>
        gateway.jobs[0]?.status === 'running' || gateway.jobs.length === 0
          ? { data: gateway.jobs, has_more: false }
          : errorResponse(503, 'unavailable'),
      'POST /fine_tuning/jobs/ftjob-1/cancel': () =>
        Object.assign(gateway.jobs[0] ?? {}, { status: 'cancelled' }),
    })
    expect(failures[0]).toContain(
      'Whether the server has made copies of ftjob-1, which cost money, is not known',
    )
  })

  it.each([
    ['is counted', 'ftjob-2', 1],
    ['is not counted if the entry may be the own job', 'ftjob-1', 0],
  ])('%s if the list does not show its id', async (_, hiddenId, count) => {
    const gateway = gatewayWithCopy()
    const list = () => gateway.jobs.map(({ id, ...fields }) => (id === hiddenId ? fields : { id, ...fields }))
    const { failures } = await run({
      ...gateway.routes,
      'GET /fine_tuning/jobs': () => ({
        data: list(),
        has_more: false,
      }),
    })
    expect(failures[0]).toContain('It was cancelled.')
    expect(failures[0]?.includes('The server lists 1 more of its copies, whose ids cannot be read')).toBe(
      count > 0,
    )
    expect(failures[0]).toContain('is not known: an entry in the list of jobs cannot be read')
  })

  it('is possible, as the error says, if an entry of the list cannot be read', async () => {
    const gateway = gatewayWithCopy()
    const { failures } = await run({
      ...gateway.routes,
      'GET /fine_tuning/jobs': () => ({
        data: gateway.jobs[0]?.status === 'cancelled' ? [null, ...gateway.jobs.slice(0, 1)] : gateway.jobs,
        has_more: false,
      }),
      'POST /fine_tuning/jobs/ftjob-1/cancel': () =>
        Object.assign(gateway.jobs[0] ?? {}, { status: 'cancelled' }),
    })
    expect(failures[0]).toContain(
      'Whether the server has made copies of ftjob-1, which cost money, is not known: an entry in the list of jobs cannot be read',
    )
  })

  it('is not looked for at a server without a list', async () => {
    const gateway = gatewayWithCopy()
    const list = () => errorResponse(404, 'unknown_url')
    const { failures } = await run({ ...gateway.routes, 'GET /fine_tuning/jobs': list })
    expect(failures[0]).toMatch(/reports 50\. It was cancelled\.$/m)
  })

  it('is left to the post step if the workflow is cancelled before it can be listed', async () => {
    const { routes } = gatewayWithCopy()
    const { failures, saved } = await run(routes, {}, { cancelAt: '/ftjob-1/cancel' })
    expect(failures[0]).toContain('It was cancelled. Whether the server has made copies of ftjob-1')
    expect(saved).toMatchObject({ 'job-id': 'ftjob-1', created: 'true' })
    expect(saved).not.toHaveProperty('ended')
  })

  it('is cancelled by the next attempt of the run, too, which finds both', async () => {
    const gateway = gatewayWithCopy()
    await run(gateway.routes, { 'job-check': 'off', wait: 'false' })
    gateway.showCopy()
    expect(gateway.statuses()).toEqual({ 'ftjob-1': 'running', 'ftjob-2': 'running' })
    const { failures } = await run(gateway.routes, {}, { context: { runAttempt: 2 } })
    expect(gateway.statuses()).toEqual({ 'ftjob-1': 'cancelled', 'ftjob-2': 'cancelled' })
    expect(failures[0]).toContain('was requested as 1')
  })

  it('is not waited for at OpenAI, which makes none', async () => {
    const dpo = { method: { type: 'dpo', dpo: { hyperparameters: {} } } }
    const { routes, statuses } = gatewayWithCopy(dpo)
    const { failures, clock } = await run(routes, { 'base-url': '' })
    expect([statuses()['ftjob-1'], failures.length]).toEqual(['cancelled', 1])
    expect(clock.now()).toBeLessThan(20_000)
  })
})
