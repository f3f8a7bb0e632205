import { describe, expect, it } from 'vitest'
import { createClient } from '../../src/openai/client.ts'
import { listJobs } from '../../src/openai/list-jobs.ts'
import { manualClock } from '../support/clock.ts'
import { fakeApi, NOBODY, refusal, type Seen } from '../support/fake-api.ts'

const jobs = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => ({ id: `ftjob-${from + i}`, status: 'running' }))

async function read(page: (request: Seen) => unknown, enough?: (items: unknown[]) => boolean) {
  const { fetch, requests } = fakeApi({ 'GET /fine_tuning/jobs': page })
  const client = createClient(
    { baseUrl: 'https://api.example/v1', headers: {}, credentials: NOBODY },
    fetch,
    manualClock(),
  )
  const query = { metadata: { a: 'b c' }, wanted: () => true }
  const { items, complete } = await listJobs(client, query, (request) => request(), enough)
  return { ids: items.map(({ id }) => id), complete, asked: requests.map(({ query }) => `${query}`) }
}

const cursor = ({ query }: Seen) => Number(query.get('after')?.slice('ftjob-'.length) ?? -1) + 1

describe('a list', () => {
  it('is read to its end, page by page', async () => {
    const { ids, complete, asked } = await read((request) => {
      const from = cursor(request)
      return { data: jobs(from, Math.min(from + 100, 250)), has_more: from < 200 }
    })
    expect([ids.length, new Set(ids).size, complete]).toEqual([250, 250, true])
    expect(asked).toEqual([
      'limit=100&metadata%5Ba%5D=b+c',
      'after=ftjob-99&limit=100&metadata%5Ba%5D=b+c',
      'after=ftjob-199&limit=100&metadata%5Ba%5D=b+c',
    ])
  })

  it.each([
    ['says that there is more, with nothing on the page', () => ({ data: [], has_more: true })],
    ['heeds no cursor', () => ({ data: jobs(0, 3), has_more: true })],
    [
      'does not say whether there is more',
      (request: Seen) => ({ data: cursor(request) > 0 ? [] : jobs(0, 3) }),
    ],
  ])('ends when the server %s', async (_, page) => {
    const { asked, complete } = await read(page)
    expect(asked.length).toBeLessThanOrEqual(2)
    expect(complete).toBe(true)
  })

  it('asks for less where the server refuses', async () => {
    const { ids, asked } = await read(({ query }) =>
      query.size > 0 ? refusal(400, 'unknown_parameter') : { data: jobs(0, 2), has_more: false },
    )
    expect(ids).toHaveLength(2)
    expect(asked).toEqual(['limit=100&metadata%5Ba%5D=b+c', 'limit=100', ''])
  })

  it('is given up after 5,000 items, and says so', async () => {
    const { ids, complete } = await read((request) => {
      const from = cursor(request)
      return { data: jobs(from, from + 100), has_more: true }
    })
    expect([ids.length, complete]).toEqual([5000, false])
  })

  it('leaves out what is no job', async () => {
    const { ids } = await read(() => ({
      data: [null, 1, { id: 3 }, { id: '../x y', status: 'running' }, ...jobs(0, 1)],
      has_more: false,
    }))
    expect(ids).toEqual(['ftjob-0'])
  })

  it('is read no further than is enough', async () => {
    const { asked } = await read(
      (request) => ({ data: jobs(cursor(request), cursor(request) + 10), has_more: true }),
      (items) => items.length > 0,
    )
    expect(asked).toHaveLength(1)
  })
})
