import type { Clock } from '../clock.ts'
import { ApiError, mayPass } from './errors.ts'

/** How long to keep asking, and what to do meanwhile. */
export interface Patience {
  clock: Clock
  /** Between 0 and 1; spreads the retries of many runs. */
  random: () => number
  signal?: AbortSignal | undefined
  /** The moment of the clock at which it gives up with the last error. */
  until?: number | undefined
  /** Gives up with the last error after so many tries. */
  tries?: number | undefined
  /**
   * Also doubts refusals that should be final (401, 403, 404 by the API itself): they count only after five in
   * a row over at least 20 seconds. A replica that lags behind must not end a wait of nine hours.
   */
  doubtful?: boolean
  /** Which failures are worth another try; those that may pass, where nothing else is said. */
  worthRepeating?: (error: unknown) => boolean
  /** Told of every failed try that will be repeated. */
  onFault?: (error: unknown, delayMs: number) => void
}

const FIRST_DELAY_MS = 500
const LONGEST_DELAY_MS = 30_000
/** A server that asks for more than this is asked again after this. */
const LONGEST_RETRY_AFTER_MS = 5 * 60_000
const REFUSALS_IN_A_ROW = 5
const REFUSALS_SPAN_MS = 20_000

/** Repeats a request that may be repeated for as long as its failures may pass; rejects with the one that does not. */
export async function patiently<T>(request: () => Promise<T>, patience: Patience): Promise<T> {
  const { clock, signal, onFault } = patience
  let refusals = 0
  let refusedSince = clock.now()
  for (let failures = 1; ; failures++) {
    try {
      return await request()
    } catch (error) {
      signal?.throwIfAborted()
      const refused = patience.doubtful === true && isRefusal(error)
      if (!refused && !(patience.worthRepeating ?? mayPass)(error)) throw error
      if (refused && refusals === 0) refusedSince = clock.now()
      refusals = refused ? refusals + 1 : 0
      if (refusals >= REFUSALS_IN_A_ROW && clock.now() - refusedSince >= REFUSALS_SPAN_MS) throw error
      const delayMs = refused
        ? REFUSALS_SPAN_MS / (REFUSALS_IN_A_ROW - 1)
        : delayAfter(error, failures, patience.random)
      if (failures >= (patience.tries ?? Number.POSITIVE_INFINITY)) throw error
      const leftMs = (patience.until ?? Number.POSITIVE_INFINITY) - clock.now()
      if (leftMs > 0) onFault?.(error, Math.min(delayMs, leftMs))
      await clock.sleep(Math.max(0, Math.min(delayMs, leftMs)), signal)
      if (leftMs < delayMs) throw error
    }
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof ApiError && error.refusal.fromApi && [401, 403, 404].includes(error.refusal.status)
}

function delayAfter(error: unknown, failures: number, random: () => number): number {
  const asked = error instanceof ApiError ? error.refusal.retryAfterMs : undefined
  if (asked !== undefined) return Math.min(asked, LONGEST_RETRY_AFTER_MS)
  const delay = Math.min(FIRST_DELAY_MS * 2 ** (failures - 1), LONGEST_DELAY_MS)
  return delay * (1 - random() / 4)
}
