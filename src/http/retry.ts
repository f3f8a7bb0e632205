import type { Clock } from '../clock.ts'
import { ApiError, mayPass } from './errors.ts'

/** How long to keep asking, and what to do meanwhile. */
export interface Patience {
  clock: Clock
  /** Between 0 and 1; spreads the retries of many runs. */
  random: () => number
  signal?: AbortSignal | undefined
  /** The moment of the clock after which no further try is made. */
  until?: number | undefined
  /** How many tries there are at most. */
  tries?: number | undefined
  /** Between two tries at most, whatever the server asks for. */
  longestDelayMs?: number | undefined
  /** Which failures are worth another try; by default, those that may pass. */
  worthRepeating?: ((error: unknown) => boolean) | undefined
  /**
   * Also doubts what the API itself refuses (401, 403, 404 above all): such a refusal is final only after five in
   * a row over at least 20 seconds. A replica that lags behind must not end a wait of nine hours.
   */
  doubtful?: boolean | undefined
  /** Told of every failed try that will be repeated. */
  onFault?: ((error: unknown, delayMs: number) => void) | undefined
}

const FIRST_DELAY_MS = 500
const LONGEST_DELAY_MS = 30_000
/** A server that asks for more than this is asked again after this. */
const LONGEST_RETRY_AFTER_MS = 5 * 60_000
const REFUSALS_IN_A_ROW = 5
const REFUSALS_SPAN_MS = 20_000

/** Repeats a request, which must be safe to repeat, while its failures may pass; rejects with the one that ends that. */
export async function patiently<T>(request: () => Promise<T>, patience: Patience): Promise<T> {
  const { clock, signal, worthRepeating = mayPass, until = Number.POSITIVE_INFINITY } = patience
  let refusals = 0
  let refusedSince = clock.now()
  for (let failures = 1; ; failures++) {
    try {
      return await request()
    } catch (error) {
      const refused = !worthRepeating(error)
      if (refused && !(patience.doubtful && error instanceof ApiError)) throw error
      if (refused && refusals === 0) refusedSince = clock.now()
      refusals = refused ? refusals + 1 : 0
      if (refusals >= REFUSALS_IN_A_ROW && clock.now() - refusedSince >= REFUSALS_SPAN_MS) throw error
      if (clock.now() >= until || failures >= (patience.tries ?? Number.POSITIVE_INFINITY)) throw error
      signal?.throwIfAborted()
      const wantedMs = refused
        ? REFUSALS_SPAN_MS / (REFUSALS_IN_A_ROW - 1)
        : delayAfter(error, failures, patience)
      const delayMs = Math.min(wantedMs, until - clock.now())
      patience.onFault?.(error, delayMs)
      await clock.sleep(delayMs, signal)
    }
  }
}

function delayAfter(
  error: unknown,
  failures: number,
  { random, longestDelayMs = Number.POSITIVE_INFINITY }: Patience,
): number {
  const backoff = Math.min(FIRST_DELAY_MS * 2 ** (failures - 1), LONGEST_DELAY_MS) * (1 - random() / 4)
  const asked = error instanceof ApiError ? (error.refusal.retryAfterMs ?? 0) : 0
  // Never less than our own: a server may ask to be asked again at once, for ever.
  return Math.min(Math.max(backoff, Math.min(asked, LONGEST_RETRY_AFTER_MS)), longestDelayMs)
}
