import type { Clock } from '../clock.ts'

/** Successes in a row after which one more request at a time is tried. */
const SUCCESSES_PER_STEP = 20
const FIRST_PAUSE_MS = 1000
const MAX_PAUSE_MS = 60_000

/**
 * Runs a limited number of requests at a time. A 429 halves the limit, once for all requests that were under way, and stops
 * new ones for as long as the server requires; successes raise it again, one by one.
 */
export class RequestPool {
  readonly #maxLimit: number
  readonly #clock: Clock
  #limit: number
  #active = 0
  #successes = 0
  /** Slowdowns without a success between them. */
  #slowdowns = 0
  /** Counts slowdowns, so that requests that began before one cannot cause another. */
  #epoch = 0
  #pausedUntil = Number.NEGATIVE_INFINITY
  readonly #waiting: (() => void)[] = []

  constructor(limit: number, clock: Clock) {
    this.#maxLimit = limit
    this.#limit = limit
    this.#clock = clock
  }

  /** How many requests may run at a time now. */
  get limit(): number {
    return this.#limit
  }

  /** Runs a request when there is room for it. `rateLimit` returns the pause that an error requires, if it is a 429. */
  async run<T>(
    request: () => Promise<T>,
    rateLimit: (error: unknown) => { retryAfterMs: number | undefined } | undefined,
    signal: AbortSignal,
  ): Promise<T> {
    await this.#acquire(signal)
    const epoch = this.#epoch
    try {
      const result = await request()
      this.#speedUp()
      return result
    } catch (error) {
      const limited = rateLimit(error)
      if (limited && epoch === this.#epoch) this.#slowDown(limited.retryAfterMs)
      throw error
    } finally {
      this.#release()
    }
  }

  async #acquire(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    if (this.#active < this.#limit) this.#active += 1
    else await new Promise<void>((resolve) => this.#waiting.push(resolve))
    try {
      signal.throwIfAborted()
      for (let now = this.#clock.now(); now < this.#pausedUntil; now = this.#clock.now())
        await this.#clock.sleep(this.#pausedUntil - now, signal)
    } catch (error) {
      this.#release()
      throw error
    }
  }

  /** Hands the place over to those that wait, as far as the limit allows. */
  #release(): void {
    this.#active -= 1
    while (this.#active < this.#limit) {
      const next = this.#waiting.shift()
      if (!next) return
      this.#active += 1
      next()
    }
  }

  #speedUp(): void {
    this.#slowdowns = 0
    this.#successes += 1
    if (this.#successes < SUCCESSES_PER_STEP || this.#limit >= this.#maxLimit) return
    this.#successes = 0
    this.#limit += 1
  }

  #slowDown(retryAfterMs: number | undefined): void {
    const pauseMs = retryAfterMs ?? FIRST_PAUSE_MS * 2 ** this.#slowdowns
    this.#pausedUntil = this.#clock.now() + Math.min(pauseMs, MAX_PAUSE_MS)
    this.#limit = Math.max(1, Math.floor(this.#limit / 2))
    this.#successes = 0
    this.#slowdowns += 1
    this.#epoch += 1
  }
}
