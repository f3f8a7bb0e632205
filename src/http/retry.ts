import type { Clock } from '../clock.ts'
import { ApiError, mayPass } from './errors.ts'

/** How long to keep asking, and what to do meanwhile. */
export interface RetryOptions {
  clock: Clock
  /** Between 0 and 1; spreads the retries of many runs. */
  random: () => number
  signal?: AbortSignal | undefined
  /** The moment of the clock after which no further try is made. */
  deadline?: number | undefined
  /** How many tries there are at most. */
  maxAttempts?: number | undefined
  /** Between two tries at most, whatever the server asks for. */
  maxDelayMs?: number | undefined
  /** Which failures are worth another try; by default, those that may pass. */
  shouldRetry?: ((error: unknown) => boolean) | undefined
  /**
   * Also doubts what the API itself refuses (401, 403, 404 above all): such a refusal is final only after five in
   * a row over at least 20 seconds. A replica that lags behind must not end a wait of nine hours.
   */
  tolerateRefusals?: boolean | undefined
  /** Told of every failed try that will be repeated. */
  onRetry?: ((error: unknown, delayMs: number) => void) | undefined
}

const FIRST_DELAY_MS = 500
const MAX_DELAY_MS = 30_000
/** A server that asks for more than this is asked again after this. */
const MAX_RETRY_AFTER_MS = 5 * 60_000
const REFUSALS_IN_A_ROW = 5
const REFUSALS_SPAN_MS = 20_000

/** Repeats a request, which must be safe to repeat, while its failures may pass; rejects with the one that ends that. */
export async function retry<T>(request: () => Promise<T>, patience: RetryOptions): Promise<T> {
  const { clock, signal, shouldRetry = mayPass, deadline: until = Number.POSITIVE_INFINITY } = patience
  let refusals = 0
  let refusedSince = clock.now()
  for (let failures = 1; ; failures++) {
    try {
      return await request()
    } catch (error) {
      const refused = !shouldRetry(error)
      if (refused && !(patience.tolerateRefusals && error instanceof ApiError)) throw error
      if (refused && refusals === 0) refusedSince = clock.now()
      refusals = refused ? refusals + 1 : 0
      if (refusals >= REFUSALS_IN_A_ROW && clock.now() - refusedSince >= REFUSALS_SPAN_MS) throw error
      if (clock.now() >= until || failures >= (patience.maxAttempts ?? Number.POSITIVE_INFINITY)) throw error
      signal?.throwIfAborted()
      const wantedMs = refused
        ? REFUSALS_SPAN_MS / (REFUSALS_IN_A_ROW - 1)
        : delayAfter(error, failures, patience)
      const delayMs = Math.min(wantedMs, until - clock.now())
      patience.onRetry?.(error, delayMs)
      await clock.sleep(delayMs, signal)
    }
  }
}

function delayAfter(
  error: unknown,
  failures: number,
  { random, maxDelayMs = Number.POSITIVE_INFINITY }: RetryOptions,
): number {
  const backoff = Math.min(FIRST_DELAY_MS * 2 ** (failures - 1), MAX_DELAY_MS) * (1 - random() / 4)
  const asked = error instanceof ApiError ? (error.refusal.retryAfterMs ?? 0) : 0
  // Never less than our own: a server may ask to be asked again at once, for ever.
  return Math.min(Math.max(backoff, Math.min(asked, MAX_RETRY_AFTER_MS)), maxDelayMs)
}
