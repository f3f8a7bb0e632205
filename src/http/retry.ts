import type { Clock } from '../clock.ts'
import { ApiError, isRetryable } from './errors.ts'

/** Options for retrying a request. */
export interface RetryOptions {
  clock: Clock
  /** Returns a number between 0 and 1, which spreads the retries of many runs. */
  random: () => number
  signal?: AbortSignal | undefined
  /** The time of the clock after which no further attempt is made. */
  deadline?: number | undefined
  maxAttempts?: number | undefined
  /** The longest delay between two attempts, even if the server requires more. */
  maxDelayMs?: number | undefined
  /** Which errors are worth another attempt; `isRetryable` by default. */
  shouldRetry?: ((error: unknown) => boolean) | undefined
  /**
   * Also retries errors of the API itself (401, 403 and 404 above all): such an error is final only after five in a row
   * over at least 20 seconds. A replica that lags behind must not end a wait of nine hours.
   */
  tolerateRefusals?: boolean | undefined
  /** Called before the delay of every retry. */
  onRetry?: ((error: unknown, delayMs: number) => void) | undefined
}

const FIRST_DELAY_MS = 500
const MAX_DELAY_MS = 30_000
/** Limits the delay that a server requires. */
const MAX_RETRY_AFTER_MS = 5 * 60_000
const FINAL_REFUSALS = 5
const FINAL_REFUSALS_SPAN_MS = 20_000

/** Retries a request, which must be idempotent, while its errors are retryable; rejects with the last error. */
export async function retry<T>(request: () => Promise<T>, options: RetryOptions): Promise<T> {
  const { clock, signal, shouldRetry = isRetryable, onRetry } = options
  const { deadline = Number.POSITIVE_INFINITY, maxAttempts = Number.POSITIVE_INFINITY } = options
  let refusals = 0
  let refusedSince = clock.now()
  for (let attempts = 1; ; attempts++) {
    try {
      return await request()
    } catch (error) {
      const isRefused = !shouldRetry(error)
      if (isRefused && !(options.tolerateRefusals && error instanceof ApiError)) throw error
      if (isRefused && refusals === 0) refusedSince = clock.now()
      refusals = isRefused ? refusals + 1 : 0
      if (refusals >= FINAL_REFUSALS && clock.now() - refusedSince >= FINAL_REFUSALS_SPAN_MS) throw error
      if (clock.now() >= deadline || attempts >= maxAttempts) throw error
      signal?.throwIfAborted()
      const idealDelayMs = isRefused
        ? FINAL_REFUSALS_SPAN_MS / (FINAL_REFUSALS - 1)
        : backoffDelay(error, attempts, options)
      const delayMs = Math.min(idealDelayMs, deadline - clock.now())
      onRetry?.(error, delayMs)
      await clock.sleep(delayMs, signal)
    }
  }
}

function backoffDelay(
  error: unknown,
  attempts: number,
  { random, maxDelayMs = Number.POSITIVE_INFINITY }: RetryOptions,
): number {
  const backoffMs = Math.min(FIRST_DELAY_MS * 2 ** (attempts - 1), MAX_DELAY_MS) * (1 - random() / 4)
  const retryAfterMs = error instanceof ApiError ? (error.retryAfterMs ?? 0) : 0
  // Never less than the backoff: a server may allow an immediate retry forever.
  return Math.min(Math.max(backoffMs, Math.min(retryAfterMs, MAX_RETRY_AFTER_MS)), maxDelayMs)
}
