import { describe, expect, it } from 'vitest'
import { RequestPool } from '../../src/evaluation/request-pool.ts'
import { manualClock } from '../support/clock.ts'

class TooMany extends Error {
  readonly retryAfterMs: number | undefined
  constructor(retryAfterMs?: number) {
    super('429')
    this.retryAfterMs = retryAfterMs
  }
}
const rateLimit = (error: unknown) => (error instanceof TooMany ? error : undefined)

/** Creates a pool whose requests record how many run at once and when they begin. */
function createPool(limit: number) {
  const clock = manualClock()
  const pool = new RequestPool(limit, clock)
  const controller = new AbortController()
  const begun: number[] = []
  let active = 0
  let maxActive = 0
  const run = (work: () => Promise<unknown> = async () => undefined) =>
    pool.run(
      async () => {
        begun.push(clock.now())
        maxActive = Math.max(maxActive, ++active)
        try {
          await clock.sleep(100)
          return await work()
        } finally {
          active--
        }
      },
      rateLimit,
      controller.signal,
    )
  return { pool, run, clock, begun, maxActive: () => maxActive, abort: () => controller.abort('aborted') }
}

const fail = (retryAfterMs?: number) => async () => {
  throw new TooMany(retryAfterMs)
}

describe('the pool of requests', () => {
  it('runs no more requests at a time than allowed, and all of them', async () => {
    const { run, maxActive, begun } = createPool(3)
    await Promise.all(Array.from({ length: 10 }, () => run()))
    expect([maxActive(), begun.length]).toEqual([3, 10])
  })

  it('halves the limit once for all requests that were refused together', async () => {
    const { pool, run } = createPool(8)
    await Promise.allSettled(Array.from({ length: 8 }, () => run(fail())))
    expect(pool.limit).toBe(4)
    await Promise.allSettled([run(fail())])
    expect(pool.limit).toBe(2)
  })

  it('sends nothing before the server allows it', async () => {
    const { run, begun, clock } = createPool(4)
    await Promise.allSettled([run(fail(7000))])
    const refusedAt = clock.now()
    await Promise.all([run(), run()])
    expect(begun.slice(1).every((time) => time >= refusedAt + 7000)).toBe(true)
  })

  it('raises the limit again after successes, up to the first one', async () => {
    const { pool, run } = createPool(2)
    await Promise.allSettled([run(fail())])
    expect(pool.limit).toBe(1)
    for (let i = 0; i < 19; i++) await run()
    expect(pool.limit).toBe(1)
    for (let i = 0; i < 60; i++) await run()
    expect(pool.limit).toBe(2)
  })

  it('starts no request that waits when the signal is aborted', async () => {
    const { run, begun, abort } = createPool(1)
    const results = Promise.allSettled([run(), run(), run()])
    await Promise.resolve()
    abort()
    expect((await results).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected'])
    expect(begun).toHaveLength(1)
  })

  it('goes on after an error of another kind', async () => {
    const { pool, run } = createPool(2)
    const broken = run(async () => {
      throw new Error('broken')
    })
    await expect(broken).rejects.toThrow('broken')
    expect(pool.limit).toBe(2)
    await run()
  })
})
