import { describe, expect, it } from 'vitest'
import { createClient } from '../../src/openai/client.ts'
import { type Following, followJob, type News, type Outcome } from '../../src/training/follow-job.ts'
import { manualClock } from '../support/clock.ts'
import { answer, FAULTS, type Fault, fakeApi, NOBODY, refusal, type Seen } from '../support/fake-api.ts'

interface Look {
  status: string
  /** Events added to the list before this look at the job, oldest first. */
  says?: string[]
  estimatedFinish?: number
}

interface Scene {
  /** What each look at the job finds; the last one goes on for ever. */
  looks: Look[]
  /** Every request of the wait fails once in this way. */
  fault?: Fault
  pageSize?: number
  timeoutMs?: number
  intervalMs?: number
  listing?: (events: object[]) => object[]
  job?: (n: number, signal: AbortSignal | undefined) => unknown
  events?: (request: Seen) => unknown
  interruptAt?: number
}

async function follow(scene: Scene) {
  const clock = manualClock()
  const interrupted = new AbortController()
  const failed = new Set<string>()
  const listed: { id: string; created_at: number; level: string; message: string }[] = []
  let looks = 0
  const once = (request: Seen, signal: AbortSignal | undefined) => {
    const name = `${request.path}?${request.query} ${looks}`
    if (!scene.fault || failed.has(name)) return undefined
    failed.add(name)
    return FAULTS[scene.fault](signal)
  }
  const { fetch, requests } = fakeApi({
    'GET /fine_tuning/jobs/ftjob-1': (request, signal) => {
      if (scene.job) return scene.job(looks++, signal)
      const fault = once(request, signal)
      if (fault) return fault
      const look = scene.looks[Math.min(looks, scene.looks.length - 1)]
      for (const message of looks < scene.looks.length ? (look?.says ?? []) : [])
        listed.unshift({
          id: `ev-${listed.length}`,
          created_at: 1000 + listed.length,
          level: 'info',
          message,
        })
      looks++
      if (looks === scene.interruptAt) interrupted.abort(new Error('cancelled'))
      return { id: 'ftjob-1', status: look?.status, estimated_finish: look?.estimatedFinish }
    },
    'GET /fine_tuning/jobs/ftjob-1/events': (request, signal) => {
      if (scene.events) return scene.events(request)
      const fault = once(request, signal)
      if (fault) return fault
      const events = scene.listing ? scene.listing(listed) : listed
      const after = request.query.get('after')
      const from = after ? listed.findIndex((event) => event.id === after) + 1 : 0
      const size = Math.min(scene.pageSize ?? 100, Number(request.query.get('limit')))
      return { data: events.slice(from, from + size), has_more: from + size < events.length }
    },
  })
  const client = createClient(
    { baseUrl: 'http://localhost/v1', headers: {}, credentials: NOBODY },
    fetch,
    clock,
  )
  const following: Following = {
    clock,
    random: () => 0,
    signal: interrupted.signal,
    deadline: scene.timeoutMs ?? 6 * 3_600_000,
    intervalMs: scene.intervalMs ?? 15_000,
    onRetry: () => undefined,
  }
  const news = followJob(client, 'ftjob-1', following)
  const said: string[] = []
  const statuses: string[] = []
  for (;;) {
    const { done, value }: IteratorResult<News, Outcome> = await news.next()
    if (done) return { outcome: value, said, statuses, requests, clock }
    if (value.kind === 'event') said.push(value.event.message)
    else if (value.kind === 'no events') said.push('(no events)')
    else if (value.job.status !== statuses.at(-1)) statuses.push(value.job.status)
  }
}

const numbers = (n: number) => Array.from({ length: n }, (_, i) => `event ${i}`)

describe('following a job', () => {
  it('tells every event once, oldest first, and ends with the job', async () => {
    const { outcome, said, statuses } = await follow({
      looks: [
        { status: 'validating_files', says: ['created'] },
        { status: 'running', says: ['step 1', 'step 2'] },
        { status: 'succeeded', says: ['step 3', 'done'] },
      ],
    })
    expect(outcome.kind).toBe('stopped')
    expect(statuses).toEqual(['validating_files', 'running', 'succeeded'])
    expect(said).toEqual(['created', 'step 1', 'step 2', 'step 3', 'done'])
  })

  it.each(Object.keys(FAULTS) as Fault[])('survives every request failing once by: %s', async (fault) => {
    const { outcome, said } = await follow({
      fault,
      pageSize: 2,
      looks: [
        { status: 'validating_files', says: ['a', 'b', 'c'] },
        { status: 'running', says: ['d', 'e', 'f', 'g'] },
        { status: 'running', says: ['h'] },
        { status: 'succeeded', says: ['i', 'j', 'k'] },
      ],
    })
    expect(outcome).toMatchObject({ kind: 'stopped', job: { status: 'succeeded' } })
    expect(said).toEqual([...'abcdefghijk'])
  })

  it('tells 5,000 events that come over pages of 20', async () => {
    const { said, requests } = await follow({
      pageSize: 20,
      looks: [{ status: 'running', says: numbers(5000) }, { status: 'succeeded' }],
    })
    expect(said).toEqual(numbers(5000))
    // Once to tell them, and once more at the end for late ones.
    expect(requests.length).toBeLessThan(520)
  })

  it('asks at most 320 times in an idle hour', async () => {
    const { outcome, requests } = await follow({ looks: [{ status: 'running' }], timeoutMs: 3_600_000 })
    expect(outcome.kind).toBe('timed-out')
    expect(requests.length).toBeGreaterThan(240)
    expect(requests.length).toBeLessThanOrEqual(320)
  })

  it('looks at most once a second while things move, and sees the end of an idle job within four looks', async () => {
    const { clock } = await follow({
      looks: [...Array(20).fill({ status: 'running', says: ['x'] }), { status: 'succeeded' }],
    })
    expect(Math.min(...clock.naps)).toBeGreaterThanOrEqual(1000)
    expect(Math.max(...clock.naps)).toBeLessThanOrEqual(15_000)
  })

  it('hears events that are written after the end, even between ones already told', async () => {
    let reads = 0
    const late = { id: 'late', created_at: 1001, level: 'info', message: 'late' }
    const { said } = await follow({
      looks: [{ status: 'succeeded', says: ['a', 'b', 'c'] }],
      listing: (events) => (++reads < 3 ? events : [...events.slice(0, 2), late, ...events.slice(2)]),
    })
    expect(said).toEqual(['a', 'b', 'c', 'late'])
  })

  it('hears an event that comes eight seconds after the end, and none before it', async () => {
    const late = { id: 'late', created_at: 1001, level: 'info', message: 'late' }
    let reads = 0
    const { said } = await follow({
      looks: [{ status: 'succeeded' }],
      events: () => ({ data: ++reads < 3 ? [] : [late], has_more: false }),
    })
    expect(said).toEqual(['late'])
  })

  it('reads a list that has the oldest first', async () => {
    const seen = ['one', 'two', 'three', 'four', 'five', 'six', 'seven']
    let count = 2
    const { said } = await follow({
      looks: [],
      job: (n) => {
        count = Math.min(2 + n * 2, seen.length)
        return { id: 'ftjob-1', status: count === seen.length ? 'succeeded' : 'running' }
      },
      events: ({ query }) => {
        const list = seen.slice(0, count).map((message, i) => ({ id: `e${i}`, created_at: i, message }))
        const from = query.get('after') ? list.findIndex(({ id }) => id === query.get('after')) + 1 : 0
        return { data: list.slice(from, from + 2), has_more: from + 2 < list.length }
      },
    })
    expect(said).toEqual(seen)
  })

  it('tells events once although the server makes up new ids with every answer', async () => {
    let n = 0
    const { said } = await follow({
      looks: [
        { status: 'running', says: ['a', 'b'] },
        { status: 'running', says: ['c'] },
        { status: 'succeeded' },
      ],
      listing: (events) => events.map((event) => ({ ...event, id: `random-${n++}` })),
    })
    expect(said).toEqual(['a', 'b', 'c'])
  })

  it('takes the default page where the server refuses a larger one', async () => {
    const { said } = await follow({
      looks: [{ status: 'succeeded' }],
      events: ({ query }) =>
        query.get('limit') === '100'
          ? refusal(400, 'invalid_value')
          : { data: [{ id: 'e', message: 'hello' }], has_more: false },
    })
    expect(said).toEqual(['hello'])
  })

  it('waits through a status that it has never heard of', async () => {
    const { outcome, statuses } = await follow({
      looks: [
        { status: 'warming_up', says: ['x'] },
        { status: 'warming_up', says: ['y'] },
        { status: 'succeeded' },
      ],
    })
    expect(statuses).toEqual(['warming_up', 'succeeded'])
    expect(outcome).toMatchObject({ kind: 'stopped', job: { status: 'succeeded' } })
  })

  it.each(['paused', 'failed', 'cancelled', 'canceled'])('stops at %s', async (status) => {
    const { outcome } = await follow({ looks: [{ status: 'running' }, { status }] })
    expect(outcome).toMatchObject({
      kind: 'stopped',
      job: { status: status === 'canceled' ? 'cancelled' : status },
    })
  })

  it('takes one look when there is no time, and hears the events too', async () => {
    const { outcome, said, clock } = await follow({
      looks: [{ status: 'running', says: ['a'] }],
      timeoutMs: 0,
    })
    expect(outcome).toMatchObject({ kind: 'timed-out', job: { status: 'running' } })
    expect(said).toEqual(['a'])
    expect(clock.naps).toEqual([])
  })

  it.each([401, 403, 404])(
    'gives up after five refusals (%d) in a row over 20 seconds, and not before',
    async (status) => {
      const { outcome, requests, clock } = await follow({ looks: [], job: () => refusal(status, 'no') })
      expect(outcome).toMatchObject({ kind: 'lost', error: { refusal: { status } } })
      expect(requests.length).toBe(5)
      expect(clock.now()).toBe(20_000)
    },
  )

  it('doubts a refusal by a replica that lags behind', async () => {
    const { outcome } = await follow({
      looks: [],
      job: (n) => (n < 4 ? refusal(404, 'not_found') : { id: 'ftjob-1', status: 'succeeded' }),
      events: () => ({ data: [] }),
    })
    expect(outcome.kind).toBe('stopped')
  })

  it('follows a job whose server has no events', async () => {
    const { outcome } = await follow({
      looks: [{ status: 'running' }, { status: 'running' }, { status: 'succeeded' }],
      events: () => refusal(404, 'unknown_url'),
    })
    expect(outcome).toMatchObject({ kind: 'stopped', job: { status: 'succeeded' } })
  })

  it('ends at the timeout, however long the server asks to be left alone', async () => {
    const { outcome, clock } = await follow({
      looks: [],
      timeoutMs: 100_000,
      job: (n) =>
        n === 0 ? { id: 'ftjob-1', status: 'running' } : refusal(429, 'slow_down', { 'retry-after': '3600' }),
      events: () => ({ data: [] }),
    })
    expect(outcome.kind).toBe('timed-out')
    expect(clock.now()).toBe(100_000)
  })

  it('waits as long as the server asks', async () => {
    const { clock } = await follow({ fault: '429 with retry-after', looks: [{ status: 'succeeded' }] })
    expect(clock.naps[0]).toBe(7000)
  })

  it('ends at once when the workflow is cancelled', async () => {
    const { outcome, clock } = await follow({ looks: [{ status: 'running' }], interruptAt: 1 })
    expect(outcome.kind).toBe('interrupted')
    expect(clock.naps).toEqual([])
  })

  it('sees the end of a job whose list of events is broken, and tells the events once it is mended', async () => {
    let looks = 0
    const { outcome, said, clock } = await follow({
      looks: [],
      job: () => ({ id: 'ftjob-1', status: ++looks < 5 ? 'running' : 'succeeded' }),
      events: () => (looks < 5 ? refusal(500, 'server_error') : { data: [{ id: 'e', message: 'at last' }] }),
    })
    expect(outcome.kind).toBe('stopped')
    expect(said).toEqual(['at last'])
    expect(clock.now()).toBeLessThan(10 * 60_000)
  })

  it('says once that the server refuses to tell events, and asks again later', async () => {
    let refused = true
    const { said } = await follow({
      looks: [],
      job: (n) => {
        refused = n < 30
        return { id: 'ftjob-1', status: n < 60 ? 'running' : 'succeeded' }
      },
      events: () => (refused ? refusal(403, 'no') : { data: [{ id: 'e', message: 'hello' }] }),
    })
    expect(said[0]).toBe('(no events)')
    expect(said.at(-1)).toBe('hello')
    expect(said.length).toBeLessThan(8)
  })

  it('is not fooled by events whose times are out of order', async () => {
    const skewed = (events: object[]) => events.map((event, i) => ({ ...event, created_at: 1000 + (i % 3) }))
    const { said } = await follow({
      pageSize: 2,
      listing: skewed,
      looks: [
        { status: 'running', says: ['a', 'b'] },
        { status: 'running', says: ['c', 'd', 'e'] },
        { status: 'succeeded', says: ['f'] },
      ],
    })
    expect([...said].sort()).toEqual([...'abcdef'])
  })

  it('does not read the same page for ever when the server heeds neither ids nor "after"', async () => {
    let n = 0
    const page = () => ['c', 'b', 'a'].map((message, i) => ({ id: `x${n++}`, created_at: 10 - i, message }))
    const { said, requests } = await follow({
      looks: [{ status: 'running' }, { status: 'succeeded' }],
      events: () => ({ data: page(), has_more: true }),
    })
    expect(said).toEqual(['a', 'b', 'c'])
    expect(requests.length).toBeLessThan(320)
  })

  it('finds an event that was listed late, deep below what was already told', async () => {
    let late: object[] = []
    const list = numbers(300)
      .map((message, i) => ({ id: `e${i}`, created_at: i, message }))
      .reverse()
    const { said } = await follow({
      looks: [{ status: 'running' }, { status: 'succeeded' }],
      events: ({ query }) => {
        const all = [...list.slice(0, 250), ...late, ...list.slice(250)] as { id: string }[]
        const from = all.findIndex(({ id }) => id === query.get('after')) + 1
        if (from + 100 >= all.length) late = [{ id: 'late', created_at: 49, message: 'late' }]
        return { data: all.slice(from, from + 100), has_more: from + 100 < all.length }
      },
    })
    expect(said).toEqual([...numbers(300), 'late'])
  })

  it('keeps a distance from a server that asks for none', async () => {
    const { requests } = await follow({
      looks: [],
      timeoutMs: 60_000,
      job: (n) =>
        n === 0 ? { id: 'ftjob-1', status: 'running' } : refusal(429, 'slow_down', { 'retry-after': '0' }),
      events: () => ({ data: [] }),
    })
    expect(requests.length).toBeLessThan(40)
  })

  it.each([
    ['a quota', () => refusal(429, 'insufficient_quota')],
    ['a conflict', () => refusal(409, 'conflict')],
    ["a proxy's page", () => answer(400, '<html>')],
  ])('does not end because of %s', async (_, reaction) => {
    const { outcome } = await follow({
      looks: [],
      job: (n) =>
        n > 0 && n < 20 ? reaction() : { id: 'ftjob-1', status: n === 0 ? 'running' : 'succeeded' },
      events: () => ({ data: [] }),
    })
    expect(outcome).toMatchObject({ kind: 'stopped', job: { status: 'succeeded' } })
  })

  it('takes a last look when the time is up', async () => {
    const { outcome } = await follow({
      looks: [],
      timeoutMs: 100_000,
      job: (n) => ({ id: 'ftjob-1', status: n < 3 ? 'running' : 'succeeded' }),
      events: () => ({ data: [] }),
    })
    expect(outcome).toMatchObject({ kind: 'stopped', job: { status: 'succeeded' } })
  })

  it('takes a refusal at the last moment for the end of the time, not for the end of the job', async () => {
    const { outcome } = await follow({
      looks: [],
      timeoutMs: 70_000,
      job: (n) => (n < 2 ? { id: 'ftjob-1', status: 'running' } : refusal(401, 'no')),
      events: () => ({ data: [] }),
    })
    expect(outcome.kind).toBe('timed-out')
  })

  it('does not take a wavering estimate for movement', async () => {
    const { requests } = await follow({
      looks: [],
      timeoutMs: 3_600_000,
      job: (n) => ({ id: 'ftjob-1', status: 'running', estimated_finish: 2e9 + n }),
      events: () => ({ data: [] }),
    })
    expect(requests.length).toBeLessThanOrEqual(320)
  })

  it.each([101, 350])('tells %d events that say the same in the same second, each once', async (count) => {
    const same = numbers(count)
      .map((_, i) => ({ id: `e${i}`, created_at: 1000, message: 'tick' }))
      .reverse()
    const { said } = await follow({
      looks: [{ status: 'succeeded' }],
      events: ({ query }) => {
        const from = same.findIndex(({ id }) => id === query.get('after')) + 1
        return { data: same.slice(from, from + 100), has_more: from + 100 < same.length }
      },
    })
    expect(said).toHaveLength(count)
  })

  it('tells events once although their ids change, also when more are new than known', async () => {
    let n = 0
    const { said } = await follow({
      looks: [
        { status: 'running', says: ['a'] },
        { status: 'running', says: ['b', 'c', 'd'] },
        { status: 'succeeded' },
      ],
      listing: (events) => events.map((event) => ({ ...event, id: `random-${n++}` })),
    })
    expect(said).toEqual(['a', 'b', 'c', 'd'])
  })

  it.each([0, 60_000])('ends in time (%d ms) although the last events cannot be read', async (timeoutMs) => {
    const { outcome, clock } = await follow({
      looks: [{ status: 'succeeded' }],
      timeoutMs,
      events: () => refusal(500, 'server_error'),
    })
    expect(outcome.kind).toBe('stopped')
    expect(clock.now()).toBeLessThanOrEqual(60_000)
  })

  it('tells what it could read of a list one page of which is broken', async () => {
    const list = numbers(250)
      .map((message, i) => ({ id: `e${i}`, created_at: i, message }))
      .reverse()
    const { said, outcome } = await follow({
      looks: [{ status: 'succeeded' }],
      timeoutMs: 60_000,
      events: ({ query }) => {
        const from = list.findIndex(({ id }) => id === query.get('after')) + 1
        return from === 200
          ? refusal(500, 'server_error')
          : { data: list.slice(from, from + 100), has_more: true }
      },
    })
    expect(said).toEqual(numbers(250).slice(50))
    expect(outcome).toMatchObject({ kind: 'stopped', eventsMissing: { refusal: { status: 500 } } })
  })

  it('does not read a list without end beyond its time', async () => {
    let n = 0
    const { outcome, clock } = await follow({
      looks: [{ status: 'running' }],
      timeoutMs: 60_000,
      events: async () => {
        await new Promise((resolve) => setImmediate(resolve))
        n += 2
        return n % 200 === 0
          ? refusal(503, 'server_is_overloaded')
          : { data: [{ id: `e${n}`, created_at: n, message: `${n}` }], has_more: true }
      },
    })
    expect(outcome.kind).toBe('timed-out')
    expect(clock.now()).toBeLessThan(120_000)
  })

  it('looks once more for the name of a model that has succeeded without one', async () => {
    const { outcome } = await follow({
      looks: [],
      job: (n) => ({ id: 'ftjob-1', status: 'succeeded', fine_tuned_model: n === 0 ? null : 'ft:x' }),
      events: () => ({ data: [] }),
    })
    expect(outcome).toMatchObject({ kind: 'stopped', job: { fineTunedModel: 'ft:x' } })
  })
})
