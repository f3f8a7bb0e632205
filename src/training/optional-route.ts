import {
  ApiError,
  ConnectionError,
  hasUnsupportedStatus,
  isRetryableOnceAnswered,
  isRetryableWhilePolling,
} from '../http/errors.ts'
import { type RetryOptions, retry } from '../http/retry.ts'

/** How many responses in a row that suggest a missing route are retried at once. */
const MAX_MISSING = 3

/** How long to retry one request. */
interface RoutePatience {
  /** The time of the clock after which a route that has answered well is no longer retried. */
  deadline: number
  /** The same for a route that has never answered well. */
  doubtDeadline: number
}

/** A route that not every server has, such as a job's events: it deserves patience only once it has answered well. */
export class OptionalRoute {
  readonly #options: RetryOptions
  #hasAnswered = false
  #isGivenUp = false
  #missing = 0

  constructor(options: Omit<RetryOptions, 'deadline' | 'shouldRetry' | 'tolerateRefusals'>) {
    this.#options = options
  }

  /** Whether any request has succeeded. */
  get hasAnswered(): boolean {
    return this.#hasAnswered
  }

  /** Whether a request was given up, and none has ever succeeded. */
  get isGivenUp(): boolean {
    return this.#isGivenUp && !this.#hasAnswered
  }

  /** Retries a request; gives up within seconds if no request has succeeded yet and there seems to be no such route. */
  async request<T>(send: () => Promise<T>, { deadline, doubtDeadline }: RoutePatience): Promise<T> {
    try {
      const value = await retry(send, {
        ...this.#options,
        shouldRetry: (error) => this.#shouldRetry(error),
        onRetry: (error, delayMs) => this.#reportRetry(error, delayMs),
        tolerateRefusals: this.#hasAnswered,
        deadline: this.#hasAnswered ? deadline : Math.min(deadline, doubtDeadline),
      })
      this.#hasAnswered = true
      return value
    } catch (error) {
      this.#isGivenUp = true
      throw error
    }
  }

  /** A route that seems to be missing is reported once, when it is given up. */
  #reportRetry(error: unknown, delayMs: number): void {
    if (this.#hasAnswered || !isMissingRoute(error)) this.#options.onRetry?.(error, delayMs)
  }

  #shouldRetry(error: unknown): boolean {
    if (this.#hasAnswered) return isRetryableOnceAnswered(error)
    if (!suggestsMissingRoute(error)) return isRetryableWhilePolling(error)
    this.#missing += 1
    return this.#missing < MAX_MISSING
  }
}

/** Returns whether a response suggests that the server has no such route, or refuses every request to it. */
export function suggestsMissingRoute(error: unknown): boolean {
  return isMissingRoute(error) || (error instanceof ApiError && !isRetryableWhilePolling(error))
}

/** Returns whether a response shows that the server has no such route: a status for that in any form, or no list. */
export function isMissingRoute(error: unknown): error is ApiError | ConnectionError {
  if (error instanceof ConnectionError) return error.fault === 'not-json' || error.fault === 'malformed'
  return hasUnsupportedStatus(error)
}

/** Returns how a server answered a request to a route that it does not have. */
export function describeMissingRouteResponse(error: ApiError | ConnectionError): string {
  return error instanceof ApiError ? `status ${error.status}` : 'the response is not a list'
}
