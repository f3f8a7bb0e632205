import { describe, expect, it } from 'vitest'
import { errorResponse, FAULTS, type Fault, response } from '../support/fake-api.ts'
import { follow } from '../support/follow.ts'

const numbers = (n: number) => Array.from({ length: n }, (_, i) => `event ${i}`)

describe('followJob', () => {
  it('yields every event once, oldest first, and ends when the job ends', async () => {
    const { outcome, messages, statuses } = await follow({
      polls: [
        { status: 'validating_files', events: ['created'] },
        { status: 'running', events: ['step 1', 'step 2'] },
        { status: 'succeeded', events: ['step 3', 'done'] },
      ],
    })
    expect(outcome.kind).toBe('settled')
    expect(statuses).toEqual(['validating_files', 'running', 'succeeded'])
    expect(messages).toEqual(['created', 'step 1', 'step 2', 'step 3', 'done'])
  })

  it.each(Object.keys(FAULTS) as Fault[])('recovers when every request fails once by: %s', async (fault) => {
    const { outcome, messages } = await follow({
      fault,
      pageSize: 2,
      polls: [
        { status: 'validating_files', events: ['a', 'b', 'c'] },
        { status: 'running', events: ['d', 'e', 'f', 'g'] },
        { status: 'running', events: ['h'] },
        { status: 'succeeded', events: ['i', 'j', 'k'] },
      ],
    })
    expect(outcome).toMatchObject({ kind: 'settled', job: { status: 'succeeded' } })
    expect(messages).toEqual([...'abcdefghijk'])
  })

  it('yields 5,000 events from pages of 20', async () => {
    const { messages, requests } = await follow({
      pageSize: 20,
      polls: [{ status: 'running', events: numbers(5000) }, { status: 'succeeded' }],
    })
    expect(messages).toEqual(numbers(5000))
    // One reading to yield them, and another at the end for late ones.
    expect(requests.length).toBeLessThan(520)
  })

  it('sends at most 320 requests in an idle hour', async () => {
    const { outcome, requests } = await follow({ polls: [{ status: 'running' }], timeoutMs: 3_600_000 })
    expect(outcome.kind).toBe('timed-out')
    expect(requests.length).toBeGreaterThan(240)
    expect(requests.length).toBeLessThanOrEqual(320)
  })

  it('polls at most once a second while events arrive, and at least once per interval', async () => {
    const { clock } = await follow({
      polls: [...Array(20).fill({ status: 'running', events: ['x'] }), { status: 'succeeded' }],
    })
    expect(Math.min(...clock.sleeps)).toBeGreaterThanOrEqual(1000)
    expect(Math.max(...clock.sleeps)).toBeLessThanOrEqual(15_000)
  })

  it('yields events that are written after the end, even between events that it yielded before', async () => {
    let reads = 0
    const late = { id: 'late', created_at: 1001, level: 'info', message: 'late' }
    const { messages } = await follow({
      polls: [{ status: 'succeeded', events: ['a', 'b', 'c'] }],
      arrange: (events) => (++reads < 3 ? events : [...events.slice(0, 2), late, ...events.slice(2)]),
    })
    expect(messages).toEqual(['a', 'b', 'c', 'late'])
  })

  it('yields an event that is listed eight seconds after the end, when there was none before', async () => {
    const late = { id: 'late', created_at: 1001, level: 'info', message: 'late' }
    let reads = 0
    const { messages } = await follow({
      polls: [{ status: 'succeeded' }],
      listEvents: () => ({ data: ++reads < 3 ? [] : [late], has_more: false }),
    })
    expect(messages).toEqual(['late'])
  })

  it('reads a list that begins with the oldest event', async () => {
    const all = ['one', 'two', 'three', 'four', 'five', 'six', 'seven']
    let count = 2
    const { messages } = await follow({
      polls: [],
      getJob: (n) => {
        count = Math.min(2 + n * 2, all.length)
        return { id: 'ftjob-1', status: count === all.length ? 'succeeded' : 'running' }
      },
      listEvents: ({ query }) => {
        const list = all.slice(0, count).map((message, i) => ({ id: `e${i}`, created_at: i, message }))
        const from = query.get('after') ? list.findIndex(({ id }) => id === query.get('after')) + 1 : 0
        return { data: list.slice(from, from + 2), has_more: from + 2 < list.length }
      },
    })
    expect(messages).toEqual(all)
  })

  it('yields events once even if the server makes up new ids for every response', async () => {
    let n = 0
    const { messages } = await follow({
      polls: [
        { status: 'running', events: ['a', 'b'] },
        { status: 'running', events: ['c'] },
        { status: 'succeeded' },
      ],
      arrange: (events) => events.map((event) => ({ ...event, id: `random-${n++}` })),
    })
    expect(messages).toEqual(['a', 'b', 'c'])
  })

  it('requests the default page size if the server rejects a larger one', async () => {
    const { messages } = await follow({
      polls: [{ status: 'succeeded' }],
      listEvents: ({ query }) =>
        query.get('limit') === '100'
          ? errorResponse(400, 'invalid_value')
          : { data: [{ id: 'e', message: 'hello' }], has_more: false },
    })
    expect(messages).toEqual(['hello'])
  })

  it('goes on when a job that trained waits again, as in the Developer tier of Azure', async () => {
    const { outcome, statuses, messages } = await follow({
      polls: [
        { status: 'running', events: ['step 1'] },
        { status: 'pending' },
        { status: 'notRunning' },
        { status: 'running', events: ['step 1 again', 'step 2'] },
        { status: 'succeeded' },
      ],
    })
    expect(statuses).toEqual(['running', 'pending', 'notRunning', 'running', 'succeeded'])
    expect(outcome).toMatchObject({ kind: 'settled', job: { status: 'succeeded' } })
    expect(messages).toEqual(['step 1', 'step 1 again', 'step 2'])
  })

  it('keeps polling through an unknown status', async () => {
    const { outcome, statuses } = await follow({
      polls: [
        { status: 'warming_up', events: ['x'] },
        { status: 'warming_up', events: ['y'] },
        { status: 'succeeded' },
      ],
    })
    expect(statuses).toEqual(['warming_up', 'succeeded'])
    expect(outcome).toMatchObject({ kind: 'settled', job: { status: 'succeeded' } })
  })

  it.each(['paused', 'failed', 'cancelled', 'canceled'])('ends when the job is %s', async (status) => {
    const { outcome } = await follow({ polls: [{ status: 'running' }, { status }] })
    expect(outcome).toMatchObject({
      kind: 'settled',
      job: { status: status === 'canceled' ? 'cancelled' : status },
    })
  })

  it('polls the job and its events once when the timeout is 0', async () => {
    const { outcome, messages, clock } = await follow({
      polls: [{ status: 'running', events: ['a'] }],
      timeoutMs: 0,
    })
    expect(outcome).toMatchObject({ kind: 'timed-out', job: { status: 'running' } })
    expect(messages).toEqual(['a'])
    expect(clock.sleeps).toEqual([])
  })

  it.each([401, 403, 404])(
    'gives up only after five consecutive refusals (%d) over 20 seconds',
    async (status) => {
      const { outcome, requests, clock } = await follow({
        polls: [],
        getJob: () => errorResponse(status, 'no'),
      })
      expect(outcome).toMatchObject({ kind: 'unavailable', error: { status } })
      expect(requests.length).toBe(5)
      expect(clock.now()).toBe(20_000)
    },
  )

  it('keeps polling after a 404 from a replica that lags behind', async () => {
    const { outcome } = await follow({
      polls: [],
      getJob: (n) => (n < 4 ? errorResponse(404, 'not_found') : { id: 'ftjob-1', status: 'succeeded' }),
      listEvents: () => ({ data: [] }),
    })
    expect(outcome.kind).toBe('settled')
  })

  it('follows a job on a server without events', async () => {
    const { outcome } = await follow({
      polls: [{ status: 'running' }, { status: 'running' }, { status: 'succeeded' }],
      listEvents: () => errorResponse(404, 'unknown_url'),
    })
    expect(outcome).toMatchObject({ kind: 'settled', job: { status: 'succeeded' } })
  })

  it('ends at the deadline even if Retry-After is longer', async () => {
    const { outcome, clock } = await follow({
      polls: [],
      timeoutMs: 100_000,
      getJob: (n) =>
        n === 0
          ? { id: 'ftjob-1', status: 'running' }
          : errorResponse(429, 'slow_down', { 'retry-after': '3600' }),
      listEvents: () => ({ data: [] }),
    })
    expect(outcome.kind).toBe('timed-out')
    expect(clock.now()).toBe(100_000)
  })

  it('waits as long as Retry-After requires', async () => {
    const { clock } = await follow({ fault: '429 with retry-after', polls: [{ status: 'succeeded' }] })
    expect(clock.sleeps[0]).toBe(7000)
  })

  it('ends at once when the workflow is cancelled', async () => {
    const { outcome, clock } = await follow({ polls: [{ status: 'running' }], cancelAtPoll: 1 })
    expect(outcome.kind).toBe('interrupted')
    expect(clock.sleeps).toEqual([])
  })

  it('notices the end of a job while its events cannot be read, and yields them later', async () => {
    let polls = 0
    const { outcome, messages, clock } = await follow({
      polls: [],
      getJob: () => ({ id: 'ftjob-1', status: ++polls < 5 ? 'running' : 'succeeded' }),
      listEvents: () =>
        polls < 5 ? errorResponse(500, 'server_error') : { data: [{ id: 'e', message: 'at last' }] },
    })
    expect(outcome.kind).toBe('settled')
    expect(messages).toEqual(['at last'])
    expect(clock.now()).toBeLessThan(10 * 60_000)
  })

  it('yields once that the server refuses to list events, and requests them again later', async () => {
    let refused = true
    const { messages } = await follow({
      polls: [],
      getJob: (n) => {
        refused = n < 30
        return { id: 'ftjob-1', status: n < 60 ? 'running' : 'succeeded' }
      },
      listEvents: () => (refused ? errorResponse(403, 'no') : { data: [{ id: 'e', message: 'hello' }] }),
    })
    expect(messages[0]).toBe('(no events)')
    expect(messages.at(-1)).toBe('hello')
    expect(messages.length).toBeLessThan(8)
  })

  it('yields every event even if their times are out of order', async () => {
    const withWrongTimes = (events: object[]) =>
      events.map((event, i) => ({ ...event, created_at: 1000 + (i % 3) }))
    const { messages } = await follow({
      pageSize: 2,
      arrange: withWrongTimes,
      polls: [
        { status: 'running', events: ['a', 'b'] },
        { status: 'running', events: ['c', 'd', 'e'] },
        { status: 'succeeded', events: ['f'] },
      ],
    })
    expect([...messages].sort()).toEqual([...'abcdef'])
  })

  it('stops reading when the server ignores "after" and makes up ids', async () => {
    let n = 0
    const page = () => ['c', 'b', 'a'].map((message, i) => ({ id: `x${n++}`, created_at: 10 - i, message }))
    const { messages, requests } = await follow({
      polls: [{ status: 'running' }, { status: 'succeeded' }],
      listEvents: () => ({ data: page(), has_more: true }),
    })
    expect(messages).toEqual(['a', 'b', 'c'])
    expect(requests.length).toBeLessThan(320)
  })

  it('yields an event that is listed late, far below known events', async () => {
    let late: object[] = []
    const list = numbers(300)
      .map((message, i) => ({ id: `e${i}`, created_at: i, message }))
      .reverse()
    const { messages } = await follow({
      polls: [{ status: 'running' }, { status: 'succeeded' }],
      listEvents: ({ query }) => {
        const all = [...list.slice(0, 250), ...late, ...list.slice(250)] as { id: string }[]
        const from = all.findIndex(({ id }) => id === query.get('after')) + 1
        if (from + 100 >= all.length) late = [{ id: 'late', created_at: 49, message: 'late' }]
        return { data: all.slice(from, from + 100), has_more: from + 100 < all.length }
      },
    })
    expect(messages).toEqual([...numbers(300), 'late'])
  })

  it('backs off even if Retry-After is 0', async () => {
    const { requests } = await follow({
      polls: [],
      timeoutMs: 60_000,
      getJob: (n) =>
        n === 0
          ? { id: 'ftjob-1', status: 'running' }
          : errorResponse(429, 'slow_down', { 'retry-after': '0' }),
      listEvents: () => ({ data: [] }),
    })
    expect(requests.length).toBeLessThan(40)
  })

  it.each([
    ['a quota', () => errorResponse(429, 'insufficient_quota')],
    ['a conflict', () => errorResponse(409, 'conflict')],
    ["a proxy's error page", () => response(400, '<html>')],
  ])('keeps polling after %s', async (_, reaction) => {
    const { outcome } = await follow({
      polls: [],
      getJob: (n) =>
        n > 0 && n < 20 ? reaction() : { id: 'ftjob-1', status: n === 0 ? 'running' : 'succeeded' },
      listEvents: () => ({ data: [] }),
    })
    expect(outcome).toMatchObject({ kind: 'settled', job: { status: 'succeeded' } })
  })

  it('polls once more at the deadline', async () => {
    const { outcome } = await follow({
      polls: [],
      timeoutMs: 100_000,
      getJob: (n) => ({ id: 'ftjob-1', status: n < 3 ? 'running' : 'succeeded' }),
      listEvents: () => ({ data: [] }),
    })
    expect(outcome).toMatchObject({ kind: 'settled', job: { status: 'succeeded' } })
  })

  it('times out when the server refuses the last poll at the deadline', async () => {
    const { outcome } = await follow({
      polls: [],
      timeoutMs: 70_000,
      getJob: (n) => (n < 2 ? { id: 'ftjob-1', status: 'running' } : errorResponse(401, 'no')),
      listEvents: () => ({ data: [] }),
    })
    expect(outcome.kind).toBe('timed-out')
  })

  it('does not poll more often when only the estimated end changes', async () => {
    const { requests } = await follow({
      polls: [],
      timeoutMs: 3_600_000,
      getJob: (n) => ({ id: 'ftjob-1', status: 'running', estimated_finish: 2e9 + n }),
      listEvents: () => ({ data: [] }),
    })
    expect(requests.length).toBeLessThanOrEqual(320)
  })

  it.each([101, 350])('yields each of %d events with the same text and second once', async (count) => {
    const same = numbers(count)
      .map((_, i) => ({ id: `e${i}`, created_at: 1000, message: 'tick' }))
      .reverse()
    const { messages } = await follow({
      polls: [{ status: 'succeeded' }],
      listEvents: ({ query }) => {
        const from = same.findIndex(({ id }) => id === query.get('after')) + 1
        return { data: same.slice(from, from + 100), has_more: from + 100 < same.length }
      },
    })
    expect(messages).toHaveLength(count)
  })

  it('yields events once even if their ids change and most of them are new', async () => {
    let n = 0
    const { messages } = await follow({
      polls: [
        { status: 'running', events: ['a'] },
        { status: 'running', events: ['b', 'c', 'd'] },
        { status: 'succeeded' },
      ],
      arrange: (events) => events.map((event) => ({ ...event, id: `random-${n++}` })),
    })
    expect(messages).toEqual(['a', 'b', 'c', 'd'])
  })

  it.each([0, 60_000])(
    'ends by the deadline (%d ms) even if the last events cannot be read',
    async (timeoutMs) => {
      const { outcome, clock } = await follow({
        polls: [{ status: 'succeeded' }],
        timeoutMs,
        listEvents: () => errorResponse(500, 'server_error'),
      })
      expect(outcome.kind).toBe('settled')
      expect(clock.now()).toBeLessThanOrEqual(60_000)
    },
  )

  it('yields what it could read when one page fails', async () => {
    const list = numbers(250)
      .map((message, i) => ({ id: `e${i}`, created_at: i, message }))
      .reverse()
    const { messages, outcome } = await follow({
      polls: [{ status: 'succeeded' }],
      timeoutMs: 60_000,
      listEvents: ({ query }) => {
        const from = list.findIndex(({ id }) => id === query.get('after')) + 1
        return from === 200
          ? errorResponse(500, 'server_error')
          : { data: list.slice(from, from + 100), has_more: true }
      },
    })
    expect(messages).toEqual(numbers(250).slice(50))
    expect(outcome).toMatchObject({ kind: 'settled', eventsMissing: { status: 500 } })
  })

  it('stops reading an endless list at the deadline', async () => {
    let n = 0
    const { outcome, clock } = await follow({
      polls: [{ status: 'running' }],
      timeoutMs: 60_000,
      listEvents: async () => {
        await new Promise((resolve) => setImmediate(resolve))
        n += 2
        return n % 200 === 0
          ? errorResponse(503, 'server_is_overloaded')
          : { data: [{ id: `e${n}`, created_at: n, message: `${n}` }], has_more: true }
      },
    })
    expect(outcome.kind).toBe('timed-out')
    expect(clock.now()).toBeLessThan(120_000)
  })

  it('reads a succeeded job once more if it does not name its model yet', async () => {
    const { outcome } = await follow({
      polls: [],
      getJob: (n) => ({ id: 'ftjob-1', status: 'succeeded', fine_tuned_model: n === 0 ? null : 'ft:x' }),
      listEvents: () => ({ data: [] }),
    })
    expect(outcome).toMatchObject({ kind: 'settled', job: { fineTunedModel: 'ft:x' } })
  })

  it.each([1, 3])(
    'reads a succeeded job until it names its model, three times at most (%d)',
    async (reads) => {
      const { outcome } = await follow({
        polls: [],
        getJob: (n) => ({ id: 'ftjob-1', status: 'succeeded', fine_tuned_model: n < reads ? null : 'ft:x' }),
        listEvents: () => ({ data: [] }),
      })
      expect(outcome).toMatchObject({ kind: 'settled', job: { fineTunedModel: 'ft:x' } })
    },
  )

  it.each(['Succeeded', 'FAILED', 'Cancelled', 'expired', 'Expired'])(
    'ends when the job is %s',
    async (status) => {
      const { outcome } = await follow({ polls: [{ status: 'running' }, { status }] })
      expect(outcome).toMatchObject({ kind: 'settled', job: { status: status.toLowerCase() } })
    },
  )

  it.each([
    [1_764_000_000, 'settled'],
    [0, 'timed-out'],
    [null, 'timed-out'],
    [-1, 'timed-out'],
  ])('ends by an unknown status only with a positive time of the end (%j)', async (finished_at, kind) => {
    const { outcome } = await follow({
      polls: [],
      timeoutMs: 3_600_000,
      getJob: () => ({ id: 'ftjob-1', status: 'completed', finished_at }),
      listEvents: () => ({ data: [] }),
    })
    expect(outcome).toMatchObject({ kind, job: { status: 'completed' } })
  })

  it('does not end by a known status with a time of the end', async () => {
    const { outcome } = await follow({
      polls: [],
      getJob: (n) => ({ id: 'ftjob-1', status: n < 3 ? 'running' : 'succeeded', finished_at: 1_764_000_000 }),
      listEvents: () => ({ data: [] }),
    })
    expect(outcome).toMatchObject({ kind: 'settled', job: { status: 'succeeded' } })
  })

  it.each([
    [61, 1],
    [59, 4],
  ])(
    'reads the events of a job that ended %d seconds before the response %d times',
    async (seconds, reads) => {
      const body = { id: 'ftjob-1', status: 'succeeded', fine_tuned_model: 'm', finished_at: 1_764_000_000 }
      const date = new Date((1_764_000_000 + seconds) * 1000).toUTCString()
      const { requests } = await follow({
        polls: [],
        getJob: () => response(200, JSON.stringify(body), { date }),
        listEvents: () => ({ data: [] }),
      })
      expect(requests.filter(({ path }) => path.endsWith('/events'))).toHaveLength(reads)
    },
  )
})
