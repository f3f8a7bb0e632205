import { describe, expect, it } from 'vitest'
import { retry } from '../../src/http/retry.ts'
import { createClient } from '../../src/openai/client.ts'
import type { Job } from '../../src/openai/job.ts'
import { listJobs } from '../../src/openai/pagination.ts'
import { manualClock } from '../support/clock.ts'
import { errorResponse, fakeApi, NO_AUTH, type RecordedRequest, response } from '../support/fake-api.ts'

const NEWEST = 10_000

/** Jobs from the newest (0) to older ones, each a second older. */
const jobs = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from) }, (_, i) => ({
    id: `ftjob-${from + i}`,
    status: 'running',
    created_at: NEWEST - from - i,
  }))

interface ReadOptions {
  isDone?: (items: Job[], isNewestFirst: boolean) => boolean
  /** Passes on the clock before each response. */
  requestMs?: number
}

async function read(
  page: (request: RecordedRequest) => unknown,
  { isDone, requestMs = 0 }: ReadOptions = {},
) {
  const clock = manualClock()
  const { fetch, requests } = fakeApi({
    'GET /fine_tuning/jobs': async (request) => {
      if (requestMs > 0) await clock.sleep(requestMs)
      return page(request)
    },
  })
  const connection = { baseUrl: 'https://api.example/v1', headers: {}, credentials: NO_AUTH }
  const query = { metadata: { a: 'b c' }, filter: () => true }
  const { items, ...result } = await listJobs(createClient(connection, fetch, clock), query, {
    retry: (request) => retry(request, { clock, random: () => 0, maxAttempts: 3 }),
    clock,
    isDone,
  })
  return {
    ...result,
    isComplete: result.incompleteReason === undefined,
    ids: items.map(({ id }) => id),
    queries: requests.map(({ query }) => `${query}`),
  }
}

const position = (query: URLSearchParams) => Number(query.get('after')?.slice('ftjob-'.length) ?? -1) + 1
/** The position of the first entry of the requested page. */
const cursor = ({ query }: RecordedRequest) => position(query)

/** A list of so many jobs that is paged as documented. */
const listOf = (count: number) => (request: RecordedRequest) => {
  const from = cursor(request)
  return { data: jobs(from, Math.min(from + 100, count)), has_more: from + 100 < count }
}

describe('a complete list', () => {
  it('is read to its end, page by page', async () => {
    const { ids, isComplete, isTruncated, isNewestFirst, queries } = await read(listOf(250))
    expect([ids.length, new Set(ids).size]).toEqual([250, 250])
    expect({ isComplete, isTruncated, isNewestFirst }).toEqual({
      isComplete: true,
      isTruncated: false,
      isNewestFirst: true,
    })
    expect(queries).toEqual([
      'limit=100&metadata%5Ba%5D=b+c',
      'after=ftjob-99&limit=100&metadata%5Ba%5D=b+c',
      'after=ftjob-199&limit=100&metadata%5Ba%5D=b+c',
    ])
  })

  it('is read with one request when the server does not announce more', async () => {
    expect((await read(listOf(100))).queries).toHaveLength(1)
    expect(await read(() => ({ data: [], has_more: false }))).toMatchObject({
      isComplete: true,
      queries: { length: 1 },
    })
  })

  it('ends with an empty page at a server without has_more', async () => {
    const { ids, isComplete, queries } = await read((request) => ({
      data: cursor(request) > 0 ? [] : jobs(0, 30),
    }))
    expect([ids.length, isComplete, queries.length]).toEqual([30, true, 2])
  })

  it('ends with an empty page at a server that announces more after every full page', async () => {
    const { ids, isComplete } = await read((request) => {
      const data = jobs(cursor(request), 100)
      return { data, has_more: data.length === 100 }
    })
    expect([ids.length, isComplete]).toEqual([100, true])
  })

  it('is read with cursors that are inclusive', async () => {
    const { ids, isComplete } = await read((request) => {
      const from = Math.max(0, cursor(request) - 1)
      return { data: jobs(from, Math.min(from + 100, 250)), has_more: from + 100 < 250 }
    })
    expect([ids.length, isComplete]).toEqual([250, true])
  })

  it('is read while new jobs move a list that is paged by position', async () => {
    let created = 0
    const { ids, isComplete } = await read((request) => {
      // Each page begins where the last one ended, counted from the newest job, of which there are more by now.
      const from = cursor(request) - created
      created += 3
      return { data: jobs(from, Math.min(from + 100, 250)), has_more: from + 100 < 250 }
    })
    expect([ids.filter((id) => !id.includes('--')).length, isComplete]).toEqual([250, true])
  })

  it.each([0, 1, 9])('is a page of %i entries that is repeated', async (count) => {
    const { ids, isComplete } = await read(() => ({ data: jobs(0, count), has_more: true }))
    expect([ids.length, isComplete]).toEqual([count, true])
  })

  it('is a short page that is repeated with a new job before it', async () => {
    const { ids, isComplete } = await read((request) => ({
      data: jobs(cursor(request) > 0 ? -1 : 0, 5),
      has_more: true,
    }))
    expect([ids.length, isComplete]).toEqual([6, true])
  })

  it('stops when the items suffice', async () => {
    const { queries, isComplete } = await read(
      (request) => ({ data: jobs(cursor(request), cursor(request) + 10), has_more: true }),
      { isDone: (items, isNewestFirst) => items.length > 0 && isNewestFirst },
    )
    expect([queries.length, isComplete]).toEqual([1, true])
  })

  it('is that of the first 5,000 jobs, and is marked as truncated', async () => {
    const { ids, isComplete, isTruncated } = await read(listOf(6000))
    expect([ids.length, isComplete, isTruncated]).toEqual([5000, true, true])
  })
})

describe('an incomplete list', () => {
  it('is one whose cursor the server ignores', async () => {
    const { ids, queries, ...result } = await read(() => ({ data: jobs(0, 20), has_more: true }))
    expect([ids.length, queries.length]).toEqual([20, 2])
    expect(result).toMatchObject({
      isComplete: false,
      isNewestFirst: true,
      incompleteReason: 'the server ignores the cursor of its list',
    })
  })

  it('is one whose cursor the server ignores, without has_more', async () => {
    expect(await read(() => ({ data: jobs(0, 10) }))).toMatchObject({ isComplete: false })
  })

  it('is one whose cursor compares ids that are not in the order of the list', async () => {
    // ROSE: newest first, but the next page is `WHERE id > after`.
    const rank = (id: string) => (Number(id.slice('ftjob-'.length)) * 7919) % 1009
    const all = jobs(0, 130)
    const { ids, queries, incompleteReason } = await read(({ query }) => {
      const after = query.get('after')
      const rest = all.filter(({ id }) => after === null || rank(id) > rank(after))
      return { data: rest.slice(0, 100), has_more: rest.length > 100 }
    })
    expect(ids.length).toBeLessThan(130)
    expect(incompleteReason).toBe('the server lists entries of earlier pages again')
    expect(queries).toHaveLength(2)
  })

  it('is one of whose later pages one brings back earlier entries after a new one', async () => {
    const { ids, isComplete } = await read((request) => ({
      data: cursor(request) > 0 ? [...jobs(50, 60), ...jobs(0, 50)] : jobs(0, 50),
      has_more: true,
    }))
    expect([ids.length, isComplete]).toEqual([60, false])
  })

  it('is one that announces more but lists nothing new', async () => {
    const { queries, isComplete, incompleteReason } = await read((request) => ({
      data: cursor(request) > 0 ? jobs(49, 50) : jobs(0, 50),
      has_more: true,
    }))
    expect([isComplete, queries.length]).toEqual([false, 3])
    expect(incompleteReason).toMatch(/announces more|ignores the cursor/)
  })

  it('is one that announces more and then lists nothing at all', async () => {
    expect(
      await read((request) => ({ data: cursor(request) > 0 ? [] : jobs(0, 50), has_more: true })),
    ).toMatchObject({
      isComplete: false,
      incompleteReason: 'the server announces more entries and lists none',
    })
  })

  it('is one whose later pages the server refuses', async () => {
    const { ids, incompleteReason } = await read((request) =>
      cursor(request) > 0 ? errorResponse(422, 'bad_cursor') : { data: jobs(0, 50), has_more: true },
    )
    expect([ids.length, incompleteReason]).toEqual([50, 'the server refuses to list what follows'])
  })

  it('is one without any id to continue after', async () => {
    const { unreadable, incompleteReason } = await read(() => ({
      data: jobs(0, 20).map(({ id, ...job }) => ({ job_id: id, ...job })),
      has_more: true,
    }))
    expect([unreadable.length, incompleteReason]).toEqual([
      20,
      'the last entry of a page has no id to continue after',
    ])
  })

  it('is one that takes more than five minutes to read', async () => {
    const { queries, incompleteReason } = await read(listOf(5000), { requestMs: 25_000 })
    expect([queries.length, incompleteReason]).toEqual([13, 'reading the list takes too long'])
  })

  it('is one of more than 128 MB', async () => {
    const filler = 'x'.repeat(15 * 2 ** 20)
    const { queries, incompleteReason } = await read((request) => ({
      data: jobs(cursor(request), cursor(request) + 1).map((job) => ({ ...job, filler })),
      has_more: true,
    }))
    expect([queries.length, incompleteReason]).toEqual([9, 'the list is too long'])
  })
})

describe('a query that a server does not support', () => {
  it.each([400, 422])('is replaced by a simpler one after a %i', async (status) => {
    const { ids, queries } = await read(({ query }) =>
      query.size > 0 ? errorResponse(status, 'unknown_parameter') : { data: jobs(0, 2), has_more: false },
    )
    expect(ids).toHaveLength(2)
    expect(queries).toEqual(['limit=100&metadata%5Ba%5D=b+c', 'limit=100', ''])
  })

  it('is replaced after the refusal of a framework', async () => {
    const detail = [{ loc: ['query', 'limit'], msg: 'ensure this value is less than or equal to 50' }]
    const { ids } = await read(({ query }) =>
      query.has('limit') ? response(422, JSON.stringify({ detail })) : { data: jobs(0, 2), has_more: false },
    )
    expect(ids).toHaveLength(2)
  })

  it('is replaced when a filter leaves an empty page that announces more', async () => {
    const { ids, isComplete, queries } = await read(({ query }) =>
      query.has('metadata[a]')
        ? { data: [], has_more: true }
        : listOf(150)({ query } as unknown as RecordedRequest),
    )
    expect([ids.length, isComplete, queries.length]).toEqual([150, true, 3])
  })

  it('is reported when no simpler one is left', async () => {
    await expect(read(() => errorResponse(400, 'bad_request'))).rejects.toThrow('bad_request')
  })
})

describe('the entries of a list', () => {
  it('are reported when they cannot be decoded, each once', async () => {
    const odd = [null, { model: 'm', created_at: 1 }, { id: '../x y', status: 'running' }]
    const { ids, unreadable, isComplete } = await read((request) =>
      cursor(request) > 0 ? { data: [], has_more: false } : { data: [...odd, ...jobs(0, 1)], has_more: true },
    )
    expect([ids, unreadable.length, isComplete]).toEqual([['ftjob-0'], 3, true])
  })

  it('are reported once when they cannot be decoded and the server repeats its page', async () => {
    const { unreadable, isComplete } = await read(() => ({
      data: [{ model: 'm' }, ...jobs(0, 1)],
      has_more: true,
    }))
    expect([unreadable.length, isComplete]).toEqual([1, true])
  })

  it.each([
    ['newest first', [5, 4, 4, 2], true],
    ['oldest first', [1, 2, 3], false],
    ['in no order', [5, 2, 3], false],
    ['without a time', [5, undefined, 3], false],
    ['of one', [undefined], true],
  ])('are newest first or not: %s', async (_, times, isNewestFirst) => {
    const data = times.map((time, i) => ({ id: `ftjob-${i}`, status: 'x', created_at: time }))
    expect(await read(() => ({ data, has_more: false }))).toMatchObject({ isNewestFirst })
  })

  it('are compared across pages', async () => {
    const { isNewestFirst } = await read((request) =>
      cursor(request) > 0
        ? { data: jobs(-200, -190), has_more: false }
        : { data: jobs(0, 20), has_more: true },
    )
    expect(isNewestFirst).toBe(false)
  })

  it('come with the time of the server', async () => {
    const headers = { date: 'Sun, 29 Nov 2026 10:00:00 GMT' }
    const page = JSON.stringify({ data: jobs(0, 1), has_more: false })
    expect(await read(() => response(200, page, headers))).toMatchObject({ serverTime: 1_795_946_400 })
  })
})
