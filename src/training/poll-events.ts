import type { Clock } from '../clock.ts'
import { ActionError, rethrowUnexpected } from '../errors.ts'
import { isRetryableOnceAnswered, StepTimeoutError } from '../http/errors.ts'
import { REQUEST_TIMEOUT_MS } from '../http/request.ts'
import type { Client } from '../openai/client.ts'
import type { JobEvent } from '../openai/event.ts'
import { isTerminal, type Job } from '../openai/job.ts'
import { type EventListProblem, EventReader } from './event-reader.ts'
import { OptionalRoute, suggestsMissingRoute } from './optional-route.ts'

/** What is new about the events of a job. */
export type EventUpdate =
  | { kind: 'event'; event: JobEvent }
  /** The server does not list events, for now. */
  | { kind: 'no-events'; error: unknown }
  /** Some events will never be yielded. */
  | { kind: 'incomplete-events'; problem: EventListProblem | 'timeout' }

/** How to read the events of a job while it is followed. */
export interface PollEventsOptions {
  clock: Clock
  random: () => number
  /** Aborted when the workflow is cancelled. */
  signal: AbortSignal
  /** The time of the clock at which to stop; the job is read once even after it. */
  deadline: number
  /** The longest pause between two polls. */
  intervalMs: number
  onRetry: (error: unknown, delayMs: number) => void
  /** Whether requests are sent although the timeout of the step has passed. */
  afterDeadline?: boolean | undefined
}

/** How long the only poll may take if the deadline has passed before it. */
export const GRACE_MS = 5000
/** How long to retry one page of events: while the job goes on, and once it has ended. */
const RETRY_MS = 60_000
const LAST_RETRY_MS = 10 * 60_000
/**
 * The same for a server that has never listed events: it may have no such route. One request gets half of it, so that a
 * second one can follow; together they delay the end of the step by 30 seconds at most.
 */
const DOUBT_MS = 10_000
const LAST_DOUBT_MS = 20_000
/** How long to wait after a refusal, or after a list that does not end, before requesting events again. */
const REFUSED_DELAY_MS = 5 * 60_000
/** Servers write a job's last events after its end: up to eight seconds on real jobs. */
const LAST_POLL_MS = 4000
/** How long to retry the events of a job that has ended if there is no other limit. */
const LAST_MS = 30_000
/** A job that ended this long ago, by the server's own clock, has all its events. */
const LONG_AGO_S = 60
/** A server that keeps listing new events of an ended job must not block the step forever. */
const MAX_LAST_READS = 100

/** Reads the events of one job while it is followed; a server without events costs one warning and no time. */
export class EventPoller {
  readonly #options: PollEventsOptions
  readonly #route: OptionalRoute
  readonly #reader: EventReader
  /** Whether the timeout passed before the first poll: then each request gets a few seconds. */
  readonly #pollsOnce: boolean
  /** No request is retried after this time. */
  #deadline: number
  #retryMs = RETRY_MS
  #doubtMs = DOUBT_MS
  #nextAt = Number.NEGATIVE_INFINITY
  #failures = 0
  #reportedProblem: EventListProblem | undefined

  constructor(client: Pick<Client, 'listEvents'>, jobId: string, options: PollEventsOptions) {
    const { clock, signal, deadline, afterDeadline } = options
    this.#options = options
    this.#route = new OptionalRoute(options)
    this.#pollsOnce = deadline <= clock.now()
    this.#deadline = Math.max(deadline, clock.now() + GRACE_MS)
    this.#reader = new EventReader({
      fetchPage: (page) => {
        const timeoutMs = Math.min(
          this.#pollsOnce ? GRACE_MS : REQUEST_TIMEOUT_MS,
          this.#route.hasAnswered ? REQUEST_TIMEOUT_MS : this.#doubtMs / 2,
        )
        return client.listEvents(jobId, page, { signal, afterDeadline, timeoutMs })
      },
      retry: (request) => this.#retry(request),
      now: () => clock.now(),
      isDone: () => clock.now() >= this.#deadline,
    })
  }

  /** Whether the server has ever listed events. */
  get hasListed(): boolean {
    return this.#route.hasAnswered
  }

  /** Returns whether events are requested now: not for a while after a refusal. */
  isDue(): boolean {
    return this.#options.clock.now() >= this.#nextAt
  }

  /** Yields the new events of a job that goes on, and returns whether its status should be read next. */
  async *poll(): AsyncGenerator<EventUpdate, boolean> {
    const { clock, signal } = this.#options
    try {
      yield* toUpdates(await this.#reader.read())
      if (this.#reader.problem === 'endless') this.#nextAt = clock.now() + REFUSED_DELAY_MS
      yield* this.#reportProblem()
      return this.#reader.hasNews
    } catch (error) {
      rethrowUnexpected(error, signal)
      if (error instanceof StepTimeoutError) return true
      const isRefused = this.hasListed ? !isRetryableOnceAnswered(error) : suggestsMissingRoute(error)
      if (this.hasListed && !isRefused) return true
      // A server that has never listed events is believed the second time.
      const isCertain = isRefused && (this.hasListed || this.#failures > 0)
      const delayMs = Math.min(DOUBT_MS * 2 ** this.#failures, REFUSED_DELAY_MS)
      this.#nextAt = clock.now() + (isCertain ? REFUSED_DELAY_MS : delayMs)
      this.#failures += 1
      if (isCertain) yield { kind: 'no-events', error }
      return true
    }
  }

  /**
   * Yields the events of a job that has ended until two reads bring nothing new, then those that were listed late. Returns
   * why the last events are missing, if they are.
   */
  async *drain(job: Job): AsyncGenerator<EventUpdate, unknown> {
    const { clock, signal, deadline } = this.#options
    this.#deadline = this.#pollsOnce ? clock.now() + LAST_MS : deadline + GRACE_MS
    this.#retryMs = LAST_RETRY_MS
    this.#doubtMs = LAST_DOUBT_MS
    try {
      if (!hasEndedLongAgo(job)) yield* this.#readLast()
      yield* toUpdates(await this.#reader.read({ isFull: true, isLast: true }))
      yield* this.#reportProblem()
      return this.#reader.missesNewest
        ? new ActionError('the server lists only the oldest events')
        : undefined
    } catch (error) {
      if (signal.aborted && !isTerminal(job)) throw error
      if (!signal.aborted) rethrowUnexpected(error)
      // The job has ended even if its events cannot be read; what was read of them is yielded.
      yield* this.flush()
      if (!signal.aborted && !this.hasListed) yield { kind: 'no-events', error }
      return error
    }
  }

  /** Yields the events that were read and not yet yielded. */
  *flush(): Generator<EventUpdate> {
    yield* toUpdates(this.#reader.takePartial())
  }

  async *#readLast(): AsyncGenerator<EventUpdate> {
    const { clock, signal, deadline, intervalMs } = this.#options
    const delayMs = Math.min(LAST_POLL_MS, intervalMs)
    let quietReads = -1
    for (let reads = 0; quietReads < 2 && reads < MAX_LAST_READS; reads++) {
      if (reads > 0) {
        // What is listed by now is worth more than what may come: the rest of the time is needed to read it.
        if (!this.#pollsOnce && clock.now() + delayMs >= deadline) {
          yield { kind: 'incomplete-events', problem: 'timeout' }
          return
        }
        await clock.sleep(delayMs, signal)
      }
      yield* toUpdates(await this.#reader.read())
      if (this.#reader.problem === 'endless') return
      quietReads = this.#reader.hasNews ? 0 : quietReads + 1
    }
  }

  *#reportProblem(): Generator<EventUpdate> {
    const { problem } = this.#reader
    if (problem === undefined || problem === this.#reportedProblem) return
    this.#reportedProblem = problem
    yield { kind: 'incomplete-events', problem }
  }

  #retry<T>(request: () => Promise<T>): Promise<T> {
    const now = this.#options.clock.now()
    const deadline = Math.min(this.#deadline, now + this.#retryMs)
    return this.#route.request(request, { deadline, doubtDeadline: now + this.#doubtMs })
  }
}

function* toUpdates(events: readonly JobEvent[]): Generator<EventUpdate> {
  for (const event of events) yield { kind: 'event', event }
}

function hasEndedLongAgo({ finishedAt, serverTime }: Job): boolean {
  return finishedAt !== undefined && serverTime !== undefined && serverTime - finishedAt > LONG_AGO_S
}
