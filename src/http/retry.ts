import type { Clock } from '../clock.ts'
import { ApiError, ConnectionError, type ConnectionFault, isRetryable, StepTimeoutError } from './errors.ts'

/** Retries a request while its errors are retryable. */
export type Retry = <T>(request: () => Promise<T>) => Promise<T>

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
   * over at least 20 seconds. A replica that lags behind must not end a wait of nine hours. With `failsFast`, also retries
   * refused connections until the deadline.
   */
  tolerateRefusals?: boolean | undefined
  /** Ends soon what a wrong setting causes, such as an unknown host name: for requests before there is a job. */
  failsFast?: boolean | undefined
  /** Called before the delay of every retry. */
  onRetry?: ((error: unknown, delayMs: number) => void) | undefined
}

const FIRST_DELAY_MS = 500
const MAX_DELAY_MS = 30_000
/** Limits the delay that a server requires. */
const MAX_RETRY_AFTER_MS = 5 * 60_000
const MAX_REPEATED = 5
const MIN_REPEATED_SPAN_MS = 20_000
/** How long a wrong setting may cause each fault: a gateway that restarts answers with pages, and one that starts refuses. */
const MISCONFIGURATION_MS: Partial<Record<ConnectionFault, number>> = {
  misconfigured: 6000,
  malformed: 25_000,
  mismatched: 25_000,
  refused: 120_000,
}

/** Returns whether a wrong setting probably causes an error: the address, its certificate, or another API there. */
export function isMisconfiguration(error: unknown): error is ConnectionError {
  return error instanceof ConnectionError && error.fault in MISCONFIGURATION_MS
}

/**
 * Retries a request, which must be idempotent, while its errors are retryable. Rejects with the last error or, if that has no
 * reason of the server's, with the last one that has.
 */
export async function retry<T>(request: () => Promise<T>, options: RetryOptions): Promise<T> {
  const { clock, signal, onRetry } = options
  const attempts = new Attempts(options)
  for (;;) {
    const startedAt = clock.now()
    try {
      return await request()
    } catch (error) {
      const delayMs = attempts.getDelay(error, startedAt)
      signal?.throwIfAborted()
      onRetry?.(error, delayMs)
      await clock.sleep(delayMs, signal)
    }
  }
}

/** The failed attempts of one request so far. */
class Attempts {
  readonly #options: RetryOptions
  readonly #isFinalRefusal: (isRefused: boolean) => boolean
  #count = 0
  /** How long the fault of the last attempts in a row may last, which a wrong setting may cause, and when it began. */
  #misconfiguration: { limitMs: number; since: number } | undefined
  /** The last error with a reason of the server's. */
  #reason: ApiError | undefined

  constructor(options: RetryOptions) {
    this.#options = options
    this.#isFinalRefusal = createRepetitionLimit(options.clock)
  }

  /** Returns the delay before the next attempt; throws the error to reject with if there is none. */
  getDelay(error: unknown, startedAt: number): number {
    const { clock, shouldRetry = isRetryable, tolerateRefusals } = this.#options
    const { deadline = Number.POSITIVE_INFINITY, maxAttempts = Number.POSITIVE_INFINITY } = this.#options
    const now = clock.now()
    this.#count += 1
    if (error instanceof ApiError) this.#reason = error
    // The step has no time left, which is no fault of the server.
    if (error instanceof StepTimeoutError) throw this.#reason ?? error
    const isRefused = !shouldRetry(error)
    if (isRefused && !(tolerateRefusals && error instanceof ApiError)) throw error
    if (this.#isFinalRefusal(isRefused)) throw error
    const fastDeadline = this.#getFastDeadline(error, startedAt)
    if (now >= fastDeadline) throw error
    if (now >= deadline || this.#count >= maxAttempts)
      throw error instanceof ConnectionError ? (this.#reason ?? error) : error
    const idealDelayMs = isRefused
      ? MIN_REPEATED_SPAN_MS / (MAX_REPEATED - 1)
      : backoffDelay(error, this.#count, this.#options)
    return Math.min(idealDelayMs, deadline - now, fastDeadline - now)
  }

  /** Returns the time after which what a wrong setting causes is not retried. */
  #getFastDeadline(error: unknown, startedAt: number): number {
    const fault = error instanceof ConnectionError ? error.fault : undefined
    const limitMs = fault && MISCONFIGURATION_MS[fault]
    if (limitMs === undefined) {
      this.#misconfiguration = undefined
      return Number.POSITIVE_INFINITY
    }
    // A server that has refused connections for a minute may start with other faults; those of another API share their time.
    if (this.#misconfiguration?.limitMs !== limitMs) this.#misconfiguration = { limitMs, since: startedAt }
    const { failsFast, tolerateRefusals } = this.#options
    // A wait outlasts a server that restarts.
    const isTolerated = fault === 'refused' && tolerateRefusals
    if (!failsFast || isTolerated) return Number.POSITIVE_INFINITY
    return this.#misconfiguration.since + limitMs
  }
}

/** Returns a function that is given each outcome, and returns whether it is the last one of too many that are alike. */
function createRepetitionLimit(clock: Clock): (isRepeated: boolean) => boolean {
  let count = 0
  let since = 0
  return (isRepeated) => {
    if (isRepeated && count === 0) since = clock.now()
    count = isRepeated ? count + 1 : 0
    return count >= MAX_REPEATED && clock.now() - since >= MIN_REPEATED_SPAN_MS
  }
}

/**
 * Returns a `shouldRetry` that gives up on errors of one kind only after five in a row over at least 20 seconds, since a
 * new role or another replica may need that long. `otherwise` decides about all other errors.
 */
export function stopAfterRepeated(
  clock: Clock,
  isKind: (error: unknown) => boolean,
  otherwise: (error: unknown) => boolean,
): (error: unknown) => boolean {
  const isFinal = createRepetitionLimit(clock)
  return (error) => {
    const isRepeated = isKind(error)
    if (isFinal(isRepeated)) return false
    return isRepeated || otherwise(error)
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
