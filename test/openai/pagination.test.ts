import { describe, expect, it } from 'vitest'
import { createClient } from '../../src/openai/client.ts'
import { listJobs } from '../../src/openai/list-jobs.ts'
import { manualClock } from '../support/clock.ts'
import { errorResponse, fakeApi, NO_AUTH, type RecordedRequest } from '../support/fake-api.ts'

const jobs = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => ({ id: `ftjob-${from + i}`, status: 'running' }))

async function read(page: (request: RecordedRequest) => unknown, isDone?: (items: unknown[]) => boolean) {
  const { fetch, requests } = fakeApi({ 'GET /fine_tuning/jobs': page })
  const client = createClient(
    { baseUrl: 'https://api.example/v1', headers: {}, credentials: NO_AUTH },
    fetch,
    manualClock(),
  )
  const query = { metadata: { a: 'b c' }, filter: () => true }
  const { items, isComplete } = await listJobs(client, query, {
    retry: (request) => request(),
    clock: manualClock(),
    isDone,
  })
  return {
    ids: items.map(({ id }) => id),
    isComplete,
    queries: requests.map(({ query }) => `${query}`),
  }
}

const cursor = ({ query }: RecordedRequest) => Number(query.get('after')?.slice('ftjob-'.length) ?? -1) + 1

describe('listAll', () => {
  it('reads a list to its end, page by page', async () => {
    const { ids, isComplete, queries } = await read((request) => {
      const from = cursor(request)
      return { data: jobs(from, Math.min(from + 100, 250)), has_more: from < 200 }
    })
    expect([ids.length, new Set(ids).size, isComplete]).toEqual([250, 250, true])
    expect(queries).toEqual([
      'limit=100&metadata%5Ba%5D=b+c',
      'after=ftjob-99&limit=100&metadata%5Ba%5D=b+c',
      'after=ftjob-199&limit=100&metadata%5Ba%5D=b+c',
    ])
  })

  it.each([
    ['announces more items but returns an empty page', () => ({ data: [], has_more: true })],
    ['ignores cursors', () => ({ data: jobs(0, 3), has_more: true })],
    [
      'does not return has_more',
      (request: RecordedRequest) => ({ data: cursor(request) > 0 ? [] : jobs(0, 3) }),
    ],
  ])('stops when the server %s', async (_, page) => {
    const { queries, isComplete } = await read(page)
    expect(queries.length).toBeLessThanOrEqual(2)
    expect(isComplete).toBe(true)
  })

  it('tries a simpler query after a 400', async () => {
    const { ids, queries } = await read(({ query }) =>
      query.size > 0 ? errorResponse(400, 'unknown_parameter') : { data: jobs(0, 2), has_more: false },
    )
    expect(ids).toHaveLength(2)
    expect(queries).toEqual(['limit=100&metadata%5Ba%5D=b+c', 'limit=100', ''])
  })

  it('stops after 5,000 items and returns an incomplete list', async () => {
    const { ids, isComplete } = await read((request) => {
      const from = cursor(request)
      return { data: jobs(from, from + 100), has_more: true }
    })
    expect([ids.length, isComplete]).toEqual([5000, false])
  })

  it('leaves out items that are not jobs', async () => {
    const { ids } = await read(() => ({
      data: [null, 1, { id: 3 }, { id: '../x y', status: 'running' }, ...jobs(0, 1)],
      has_more: false,
    }))
    expect(ids).toEqual(['ftjob-0'])
  })

  it('stops when the items suffice', async () => {
    const { queries } = await read(
      (request) => ({ data: jobs(cursor(request), cursor(request) + 10), has_more: true }),
      (items) => items.length > 0,
    )
    expect(queries).toHaveLength(1)
  })
})
