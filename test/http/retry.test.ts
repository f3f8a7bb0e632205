import { describe, expect, it } from 'vitest'
import { ApiError, ConnectionError, type ConnectionFault, StepTimeoutError } from '../../src/http/errors.ts'
import { type RetryOptions, retry } from '../../src/http/retry.ts'
import { manualClock } from '../support/clock.ts'

const apiError = (status: number, retryAfterMs?: number) =>
  new ApiError(`status ${status}`, { status, isApiResponse: true, retryAfterMs })

/** Runs `retry` with a request that fails with these errors, then with the last one again and again. */
async function run(errors: Error[], options: Partial<RetryOptions> = {}, successAfter = Infinity) {
  const clock = manualClock()
  const delays: number[] = []
  let attempts = 0
  const request = async () => {
    attempts += 1
    if (attempts > successAfter) return 'done'
    throw errors[Math.min(attempts, errors.length) - 1]
  }
  const result = await retry(request, {
    clock,
    random: () => 0,
    onRetry: (_, delayMs) => delays.push(delayMs),
    ...options,
  }).catch((error: unknown) => error)
  return { result, attempts, delays, now: clock.now() }
}

describe('retry', () => {
  it('doubles the delay from half a second to thirty seconds', async () => {
    const { result, delays } = await run([apiError(503)], {}, 8)
    expect(result).toBe('done')
    expect(delays).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000])
  })

  it('shortens each delay by up to a quarter at random', async () => {
    expect((await run([apiError(503)], { random: () => 1 }, 2)).delays).toEqual([375, 750])
  })

  it('retries a 429 until the deadline and rejects with the last error', async () => {
    const error = apiError(429)
    const { result, now } = await run([error], { deadline: 10_000 })
    expect(result).toBe(error)
    expect(now).toBe(10_000)
  })

  it('stops after the maximum number of attempts', async () => {
    expect(await run([apiError(500)], { maxAttempts: 3 })).toMatchObject({ attempts: 3 })
  })

  it('does not retry an error of the API that is not retryable', async () => {
    expect(await run([apiError(403)])).toMatchObject({ attempts: 1, delays: [] })
  })

  it('does not retry an error that it does not know', async () => {
    expect(await run([new TypeError('a bug')])).toMatchObject({ attempts: 1 })
  })

  it.each([
    ['waits as long as the server requires', 7000, {}, 7000],
    ['waits at least as long as its own backoff', 0, {}, 500],
    ['waits at most five minutes', 3_600_000, {}, 300_000],
    ['waits at most as long as the caller allows', 7000, { maxDelayMs: 250 }, 250],
    ['waits at most until the deadline', 7000, { deadline: 2000 }, 2000],
  ])('%s', async (_, retryAfterMs, options, delayMs) => {
    expect((await run([apiError(429, retryAfterMs)], options, 1)).delays).toEqual([delayMs])
  })

  it('rejects with the reason of the signal instead of sending another request', async () => {
    const controller = new AbortController()
    const reason = new Error('cancelled')
    const error = new ConnectionError('reset', { requestSent: true })
    const shouldRetry = () => {
      controller.abort(reason)
      return true
    }
    const { result, attempts } = await run([error], { signal: controller.signal, shouldRetry })
    expect([result, attempts]).toEqual([reason, 1])
  })

  it('takes a refusal for final only after five in a row over 20 seconds', async () => {
    const { result, delays } = await run([apiError(404)], { tolerateRefusals: true })
    expect(result).toMatchObject({ status: 404 })
    expect(delays).toEqual([5000, 5000, 5000, 5000])
  })

  it.each<[ConnectionFault, number]>([
    ['misconfigured', 6000],
    ['refused', 120_000],
    ['malformed', 25_000],
    ['mismatched', 25_000],
  ])('with failsFast, ends what is %s after %i ms', async (fault, ms) => {
    const error = new ConnectionError('x', { requestSent: false, fault })
    const { result, now } = await run([error], { failsFast: true })
    expect([result, now]).toEqual([error, ms])
  })

  it('with failsFast, counts one time for responses that are those of another API in two ways', async () => {
    const faults: ConnectionFault[] = ['malformed', 'mismatched']
    const errors = Array.from({ length: 40 }, (_, i) => {
      const fault = faults[i % 2] ?? 'malformed'
      return new ConnectionError('x', { requestSent: true, fault })
    })
    const { now } = await run(errors, { failsFast: true })
    expect(now).toBe(25_000)
  })

  it.each<[string, Error, Partial<RetryOptions>]>([
    ['without failsFast', new ConnectionError('x', { requestSent: false, fault: 'misconfigured' }), {}],
    ['for a lost connection', new ConnectionError('x', { requestSent: true }), { failsFast: true }],
    [
      'in a wait whose server refuses connections',
      new ConnectionError('x', { requestSent: false, fault: 'refused' }),
      { failsFast: true, tolerateRefusals: true },
    ],
    [
      'for a page of a proxy',
      new ConnectionError('x', { requestSent: true, fault: 'not-json' }),
      { failsFast: true },
    ],
  ])('retries until the deadline %s', async (_, error, options) => {
    expect((await run([error], { ...options, deadline: 60_000 })).now).toBe(60_000)
  })

  it('counts the time of a wrong setting from zero again after another error', async () => {
    const wrong = new ConnectionError('x', { requestSent: false, fault: 'misconfigured' })
    const errors = [wrong, wrong, wrong, wrong, apiError(503), wrong]
    const { now } = await run(errors, { failsFast: true })
    expect(now).toBeGreaterThan(10_000)
  })

  it('gives a server that has refused connections while it started the time of each other fault', async () => {
    const [refused, malformed] = (['refused', 'malformed'] as const).map(
      (fault) => new ConnectionError('x', { requestSent: false, fault }),
    )
    const errors = [...Array(6).fill(refused), malformed]
    expect((await run(errors, { failsFast: true }, 7)).result).toBe('done')
    expect(await run(errors, { failsFast: true })).toMatchObject({ result: malformed, now: 31_500 + 25_000 })
  })

  it('rejects with the last reason of the server when later attempts have none', async () => {
    const reason = apiError(503)
    const lost = new ConnectionError('no answer within 30 seconds', { requestSent: true })
    expect((await run([reason, lost], { deadline: 10_000 })).result).toBe(reason)
    expect((await run([reason, new StepTimeoutError('over')])).result).toBe(reason)
    expect((await run([new StepTimeoutError('over')])).result).toBeInstanceOf(StepTimeoutError)
  })

  it('counts refusals from zero again after another error', async () => {
    const errors = [404, 404, 404, 404, 503, 404].map((status) => apiError(status))
    expect((await run(errors, { tolerateRefusals: true })).attempts).toBe(10)
  })
})
