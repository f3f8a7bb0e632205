import { describe, expect, it } from 'vitest'
import { ActionError } from '../../src/errors.ts'
import { manualClock } from '../support/clock.ts'
import { errorResponse, response } from '../support/fake-api.ts'
import { follow } from '../support/follow.ts'

/** What servers without a route of events respond. */
const NO_EVENTS: Record<string, () => unknown> = {
  '404 of the API': () => errorResponse(404, 'unknown_url'),
  '404 as FastAPI has it': () => response(404, '{"detail":"Not Found"}'),
  '404 as text': () => response(404, 'Not Found'),
  '404 as a page': () => response(404, '<html>'),
  '404 without a body': () => response(404, ''),
  '405': () => response(405, '{"detail":"Method Not Allowed"}'),
  '405 as a page': () => response(405, '<html>'),
  '501': () => response(501, '{"error":"not implemented"}'),
  '501 without a body': () => response(501, ''),
  '400': () => errorResponse(400, 'invalid_value'),
  '403': () => errorResponse(403, 'forbidden'),
  '410': () => response(410, '{"detail":"Gone"}'),
  '422': () => response(422, '{"detail":[{"msg":"no","loc":["path"]}]}'),
  'the job': () => ({ id: 'ftjob-1', status: 'running' }),
  'an object': () => ({}),
  'an array': () => [],
  'a page with 200': () => response(200, '<html>'),
  'server-sent events': () => response(200, 'data: {"message":"x"}\n\ndata: [DONE]\n\n'),
  'nothing with 200': () => response(200, ''),
  'data that is null': () => ({ object: 'list', data: null }),
}

describe('followJob, at a server without events', () => {
  const jobOfFourSeconds = (n: number) => ({
    id: 'ftjob-1',
    status: n < 3 ? 'running' : 'succeeded',
    fine_tuned_model: 'm',
  })

  it.each(Object.entries(NO_EVENTS))(
    'follows the status and ends within seconds: %s',
    async (_, listEvents) => {
      const { outcome, messages, clock, requests } = await follow({
        polls: [],
        getJob: jobOfFourSeconds,
        listEvents,
      })
      expect(outcome).toMatchObject({ kind: 'settled', job: { status: 'succeeded' }, hasEvents: false })
      expect(outcome).toHaveProperty('eventsMissing', expect.any(Error))
      expect(messages).toEqual(['(no events)'])
      expect(clock.now()).toBeLessThan(15_000)
      expect(requests.filter(({ path }) => path.endsWith('/events')).length).toBeLessThan(10)
    },
  )

  it.each<[string, () => unknown]>([
    ['500', () => errorResponse(500, 'server_error')],
    ['429', () => errorResponse(429, 'slow_down', { 'retry-after': '600' })],
    ['no response', () => new Promise(() => undefined)],
    ['a broken connection', () => Promise.reject(new Error('read ECONNRESET'))],
    ["a proxy's 401", () => response(401, '<html>')],
  ])('holds up the end by 30 seconds at most: %s', async (_, listEvents) => {
    const { outcome, messages, clock } = await follow({
      polls: [],
      getJob: (n) => ({ ...jobOfFourSeconds(n), status: n === 0 ? 'running' : 'succeeded' }),
      listEvents,
    })
    expect(outcome).toMatchObject({ kind: 'settled', hasEvents: false })
    expect(messages).toEqual(['(no events)'])
    // The job may have ended right after its first poll.
    expect(clock.now()).toBeLessThan(34_000)
  })

  it.each([
    ['is interrupted, so that it can be stopped, if it is paused', 'paused', 'interrupted'],
    ['is settled if it has ended', 'succeeded', 'settled'],
  ])('%s when the workflow is cancelled while its last events are read', async (_, status, kind) => {
    const cancelled = new AbortController()
    const { outcome, messages } = await follow({
      polls: [{ status }],
      cancelled,
      listEvents: () => {
        cancelled.abort(new ActionError('The workflow was cancelled.'))
        return new Promise(() => undefined)
      },
    })
    expect([outcome, messages]).toMatchObject([{ kind, job: { status } }, []])
  })

  it('reports no missing events when the time of the step is over', async () => {
    const { outcome, messages } = await follow({ polls: [{ status: 'running' }], clientDeadline: 60_000 })
    expect([outcome.kind, messages]).toEqual(['unavailable', []])
  })

  it('requests events rarely while the job goes on', async () => {
    const { requests, messages } = await follow({
      polls: [{ status: 'running' }],
      timeoutMs: 3_600_000,
      listEvents: () => response(404, '{"detail":"Not Found"}'),
    })
    expect(requests.filter(({ path }) => path.endsWith('/events')).length).toBeLessThan(20)
    expect(messages.length).toBeGreaterThan(0)
  })

  it('yields events that the server lists after a moment without the route', async () => {
    let n = 0
    const { messages } = await follow({
      polls: [],
      getJob: (polls) => ({
        id: 'ftjob-1',
        status: polls < 20 ? 'running' : 'succeeded',
        fine_tuned_model: 'm',
      }),
      listEvents: () => (++n < 4 ? response(404, '<html>') : { data: [{ id: 'e', message: 'hello' }] }),
    })
    expect(messages).toEqual(['hello'])
  })

  it('waits ten minutes for the last events of a server that has listed events before', async () => {
    let polls = 0
    const { outcome, messages, clock } = await follow({
      polls: [],
      getJob: () => ({ id: 'ftjob-1', status: ++polls < 3 ? 'running' : 'succeeded', fine_tuned_model: 'm' }),
      listEvents: () =>
        polls < 3 ? { data: [{ id: 'e', message: 'hello' }] } : errorResponse(500, 'server_error'),
    })
    expect(outcome).toMatchObject({ kind: 'settled', hasEvents: true, eventsMissing: { status: 500 } })
    expect(messages).toEqual(['hello'])
    expect(clock.now()).toBeGreaterThan(10 * 60_000)
  })
})

describe('followJob, at a server whose list of events does not end,', () => {
  it('reads it for five minutes at a time, with pauses of five minutes, and once more at the end', async () => {
    const clock = manualClock()
    const pagesAt: number[] = []
    const { outcome, messages } = await follow({
      polls: [],
      clock,
      getJob: () => ({
        id: 'ftjob-1',
        status: clock.now() < 1_200_000 ? 'running' : 'succeeded',
        fine_tuned_model: 'm',
      }),
      listEvents: async () => {
        pagesAt.push(clock.now())
        if (pagesAt.length > 1) await clock.sleep(20_000)
        return { data: [{ id: `e${pagesAt.length}`, message: `${pagesAt.length}` }], has_more: true }
      },
    })
    expect(outcome).toMatchObject({ kind: 'settled', job: { status: 'succeeded' } })
    expect(messages.filter((text) => text.startsWith('('))).toEqual(['(incomplete: endless)'])
    const pauses = pagesAt.map((at, i) => at - (pagesAt[i - 1] ?? at)).filter((ms) => ms > 20_000)
    expect(pauses.length).toBeGreaterThan(1)
    expect(pauses.slice(0, -1).every((ms) => ms >= 300_000)).toBe(true)
  })
})

describe('followJob, near its deadline,', () => {
  const hang = () => new Promise(() => undefined)

  it.each([
    ['a poll', { getJob: hang }, 'timed-out'],
    [
      'the list of events',
      { getJob: () => ({ id: 'ftjob-1', status: 'running' }), listEvents: hang },
      'timed-out',
    ],
    [
      'the list of events of a job that has ended',
      { getJob: () => ({ id: 'ftjob-1', status: 'failed' }), listEvents: hang },
      'settled',
    ],
  ])('does not wait for %s longer than five seconds after it', async (_, routes, kind) => {
    const { outcome, clock } = await follow({ polls: [], timeoutMs: 6000, clientDeadline: 6000, ...routes })
    expect(outcome.kind).toBe(kind)
    expect(clock.now()).toBeLessThanOrEqual(11_000)
  })

  it('polls once with a timeout of 0, for five seconds at most, and yields why that failed', async () => {
    const { outcome, clock } = await follow({ polls: [], timeoutMs: 0, getJob: hang })
    expect(outcome).toMatchObject({ kind: 'timed-out', job: undefined, error: { fault: 'lost' } })
    expect(clock.now()).toBe(5000)
  })

  it('reads what is listed instead of waiting for more when a job ends shortly before it', async () => {
    const { outcome, messages, clock } = await follow({
      polls: [],
      timeoutMs: 6000,
      clientDeadline: 6000,
      getJob: (n) => ({ id: 'ftjob-1', status: n < 2 ? 'running' : 'succeeded', fine_tuned_model: 'm' }),
      listEvents: () => ({ data: [{ id: 'e', message: 'hello' }] }),
    })
    expect(outcome).toMatchObject({ kind: 'settled', eventsMissing: undefined })
    expect(messages).toEqual(['hello', '(incomplete: timeout)'])
    expect(clock.now()).toBeLessThanOrEqual(6000)
  })
})

describe('followJob, at a wrong server,', () => {
  const otherApi = () => ({ jobs: [] })

  it('gives up within 30 seconds on responses of another API, unless the job is known', async () => {
    const unknown = await follow({ polls: [], isJobKnown: false, getJob: otherApi })
    expect(unknown.outcome.kind).toBe('unavailable')
    expect(unknown.clock.now()).toBeLessThanOrEqual(30_000)
    const known = await follow({ polls: [], isJobKnown: true, timeoutMs: 600_000, getJob: otherApi })
    expect(known.outcome.kind).toBe('timed-out')
  })

  it.each([
    ['401 {"detail"}', 401],
    ['403 {"detail"}', 403],
    ['404 {"detail"}', 404],
  ])('gives up after five refusals of the server in its own words: %s', async (_, status) => {
    const { outcome, requests, clock } = await follow({
      polls: [],
      getJob: () => response(status, '{"detail":"No such job"}'),
    })
    expect(outcome).toMatchObject({ kind: 'unavailable', error: { status, serverMessage: 'No such job' } })
    expect([requests.length, clock.now()]).toEqual([5, 20_000])
  })
})

describe('followJob, at a server that lists only the oldest events,', () => {
  it.each([
    ['oldest', true],
    ['newest', false],
  ])('says whether the last events are missing (%s first)', async (first, isMissing) => {
    const data = Array.from({ length: 100 }, (_, i) => ({ id: `e${i}`, created_at: i, message: `${i}` }))
    const { outcome, messages, requests } = await follow({
      polls: [],
      getJob: (n) => ({ id: 'ftjob-1', status: n < 3 ? 'running' : 'succeeded', fine_tuned_model: 'm' }),
      listEvents: () => ({ data: first === 'oldest' ? data : data.toReversed(), has_more: true }),
    })
    expect(messages).toEqual([...data.map(({ message }) => message), '(incomplete: repeated)'])
    expect(outcome).toHaveProperty('eventsMissing', isMissing ? expect.any(Error) : undefined)
    expect(requests.length).toBeLessThan(30)
  })
})

describe('followJob, at a server that was read before,', () => {
  const unlicensed = (status: number) => errorResponse(status, 'no license')

  it.each([500, 501, 503])('waits through a %d that suggests that no retry helps', async (status) => {
    const { outcome } = await follow({
      polls: [],
      getJob: (n) =>
        n > 0 && n < 9 ? unlicensed(status) : { id: 'ftjob-1', status: n === 0 ? 'running' : 'succeeded' },
      listEvents: () => ({ data: [] }),
    })
    expect(outcome).toMatchObject({ kind: 'settled', job: { status: 'succeeded' } })
  })

  it('waits through such a status of its events', async () => {
    let reads = 0
    const { messages } = await follow({
      polls: [{ status: 'running' }, { status: 'running' }, { status: 'running' }, { status: 'succeeded' }],
      listEvents: () => (++reads > 1 && reads < 9 ? unlicensed(503) : { data: [] }),
    })
    expect(messages).not.toContain('(no events)')
  })

  it('gives up soon when such a status is all that the server has ever sent', async () => {
    const { outcome, clock } = await follow({ polls: [], getJob: () => unlicensed(500) })
    expect(outcome).toMatchObject({ kind: 'unavailable', error: { status: 500 } })
    expect(clock.now()).toBe(20_000)
  })
})
