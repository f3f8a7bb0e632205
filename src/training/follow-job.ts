import type { Clock } from '../clock.ts'
import { ActionError, rethrowUnexpected } from '../errors.ts'
import { isRetryableWhilePolling } from '../http/errors.ts'
import { retry } from '../http/retry.ts'
import type { Client } from '../openai/client.ts'
import type { JobEvent } from '../openai/event.ts'
import { isTerminal, type Job } from '../openai/job.ts'
import { EventReader } from './event-reader.ts'

/** What is new about a job that is being followed. */
export type JobUpdate =
  | { kind: 'event'; event: JobEvent }
  /** The job as it was just read, changed or not. */
  | { kind: 'job'; job: Job }
  /** The server refuses to list events, for now. */
  | { kind: 'no-events'; error: unknown }

/** Why following a job has ended. */
export type FollowOutcome =
  /** The job does not go on: it succeeded, failed, was cancelled, or is paused. */
  | { kind: 'settled'; job: Job; eventsMissing?: unknown }
  /** The deadline passed before the job ended. */
  | { kind: 'timed-out'; job: Job | undefined }
  /** The workflow was cancelled. */
  | { kind: 'interrupted'; job: Job | undefined }
  /** The server refuses to report this job. */
  | { kind: 'unavailable'; job: Job | undefined; error: unknown }

/** How to follow a job. */
export interface FollowOptions {
  clock: Clock
  random: () => number
  /** Aborted when the workflow is cancelled. */
  signal: AbortSignal
  /** The time of the clock at which to stop; the job is read once even after it. */
  deadline: number
  /** The longest pause between two polls. */
  intervalMs: number
  onRetry: (error: unknown, delayMs: number) => void
  /** When the step began; a job that had ended long before has no more events to come. */
  startedAt?: Date | undefined
}

/** At least this long for the first poll, and for the events of a job that has ended. */
const MIN_TIMEOUT_MS = 30_000
/** While nothing changes, the status is read only every few polls of the events, or this often. */
const EVENT_POLLS_PER_STATUS = 4
const STATUS_POLL_MS = 60_000
/** How long to retry one page of events: while the job goes on, and once it has ended. */
const EVENTS_TIMEOUT_MS = 60_000
const LAST_EVENTS_TIMEOUT_MS = 10 * 60_000
/** How long to wait after a refusal before requesting events again. */
const REFUSED_EVENTS_DELAY_MS = 5 * 60_000
/** Servers write a job's last events after its end: up to eight seconds on real jobs. */
const LAST_EVENTS_POLL_MS = 4000
/** More than clocks differ. */
const LONG_AGO_MS = 10 * 60_000
/** A server that keeps listing new events of an ended job must not block the step forever. */
const MAX_LAST_EVENTS_READS = 100

/** Yields each event of a job once, oldest first, and the job each time it was read, until it ends or the deadline. */
export function followJob(
  client: Pick<Client, 'getJob' | 'listEvents'>,
  jobId: string,
  options: FollowOptions,
): AsyncGenerator<JobUpdate, FollowOutcome> {
  return new JobFollower(client, jobId, options).follow()
}

class JobFollower {
  readonly #client: Pick<Client, 'getJob' | 'listEvents'>
  readonly #jobId: string
  readonly #options: FollowOptions
  readonly #events: EventReader
  /** No request is retried after this time. */
  #retryDeadline: number
  #eventsTimeoutMs = EVENTS_TIMEOUT_MS
  /** No events are requested before this time. */
  #nextEventsAt = Number.NEGATIVE_INFINITY
  #job: Job | undefined

  constructor(client: Pick<Client, 'getJob' | 'listEvents'>, jobId: string, options: FollowOptions) {
    const { clock, signal, deadline } = options
    this.#client = client
    this.#jobId = jobId
    this.#options = options
    this.#retryDeadline = Math.max(deadline, clock.now() + MIN_TIMEOUT_MS)
    this.#events = new EventReader({
      fetchPage: (page) => client.listEvents(jobId, page, { signal }),
      retry: (request) => this.#retry(request, this.#eventsTimeoutMs),
      isDone: () => clock.now() >= this.#retryDeadline,
    })
  }

  async *follow(): AsyncGenerator<JobUpdate, FollowOutcome> {
    const { clock, signal } = this.#options
    try {
      return yield* this.#poll()
    } catch (error) {
      if (signal.aborted) return { kind: 'interrupted', job: this.#job }
      if (!(error instanceof ActionError)) throw error
      return isRetryableWhilePolling(error) || clock.now() >= this.#retryDeadline
        ? { kind: 'timed-out', job: this.#job }
        : { kind: 'unavailable', job: this.#job, error }
    }
  }

  async *#poll(): AsyncGenerator<JobUpdate, FollowOutcome> {
    const { clock, signal, deadline, intervalMs } = this.#options
    const minDelayMs = Math.min(1000, intervalMs)
    const statusMs = Math.max(intervalMs, Math.min(EVENT_POLLS_PER_STATUS * intervalMs, STATUS_POLL_MS))
    let statusAt = Number.NEGATIVE_INFINITY
    let pollDelayMs = minDelayMs
    let hasChanged = true
    for (;;) {
      const now = clock.now()
      // Events every time, the status only when something changes: an idle poll costs one request. Events come last, so
      // that everything an ended job had to report is already listed.
      if (hasChanged || now < this.#nextEventsAt || now - statusAt >= statusMs || now >= deadline) {
        const previousStatus = this.#job?.status
        const job = await this.#getJob(Number.POSITIVE_INFINITY)
        this.#job = job
        statusAt = clock.now()
        hasChanged = job.status !== previousStatus
        yield { kind: 'job', job }
        if (isTerminal(job) || job.status === 'paused') return yield* this.#drainEvents(job)
      }
      if (clock.now() >= this.#nextEventsAt) hasChanged = (yield* this.#newEvents()) || hasChanged
      if (clock.now() >= deadline) return { kind: 'timed-out', job: this.#job }
      this.#retryDeadline = deadline
      pollDelayMs = hasChanged ? minDelayMs : Math.min(pollDelayMs * 1.5, intervalMs)
      await clock.sleep(Math.min(pollDelayMs, deadline - clock.now()), signal)
    }
  }

  /** Returns whether the next poll should read the status; a broken list of events must not hide the job's end. */
  async *#newEvents(): AsyncGenerator<JobUpdate, boolean> {
    const { clock, signal } = this.#options
    try {
      const events = await this.#events.read()
      for (const event of events) yield { kind: 'event', event }
      return events.length > 0
    } catch (error) {
      rethrowUnexpected(error, signal)
      if (isRetryableWhilePolling(error)) return true
      this.#nextEventsAt = clock.now() + REFUSED_EVENTS_DELAY_MS
      yield { kind: 'no-events', error }
      return true
    }
  }

  /** Yields the events of a job that has ended until two reads bring nothing new, then those that were listed late. */
  async *#drainEvents(job: Job): AsyncGenerator<JobUpdate, FollowOutcome> {
    const { clock, signal, deadline, intervalMs, startedAt } = this.#options
    this.#retryDeadline = Math.max(deadline, clock.now() + MIN_TIMEOUT_MS)
    this.#eventsTimeoutMs = LAST_EVENTS_TIMEOUT_MS
    try {
      const endedMs = (job.finishedAt ?? Number.POSITIVE_INFINITY) * 1000
      let emptyReads = startedAt && endedMs < startedAt.getTime() - LONG_AGO_MS ? 2 : -1
      for (let reads = 0; emptyReads < 2 && reads < MAX_LAST_EVENTS_READS; reads++) {
        if (reads > 0) await clock.sleep(Math.min(LAST_EVENTS_POLL_MS, intervalMs), signal)
        const events = await this.#events.read()
        for (const event of events) yield { kind: 'event', event }
        emptyReads = events.length > 0 ? 0 : emptyReads + 1
      }
      for (const event of await this.#events.read({ full: true })) yield { kind: 'event', event }
      if (job.status !== 'succeeded' || job.fineTunedModel) return { kind: 'settled', job }
      // A server may name the model a moment after it reports the success.
      const named = await this.#getJob(MIN_TIMEOUT_MS)
      yield { kind: 'job', job: named }
      return { kind: 'settled', job: named }
    } catch (error) {
      if (signal.aborted && !isTerminal(job)) return { kind: 'interrupted', job }
      if (!signal.aborted && !(error instanceof ActionError)) throw error
      // The job has ended even if its events cannot be read; what was read of them is yielded.
      for (const event of this.#events.takePartial()) yield { kind: 'event', event }
      return { kind: 'settled', job, eventsMissing: error }
    }
  }

  #getJob(timeoutMs: number): Promise<Job> {
    const { signal } = this.#options
    return this.#retry(() => this.#client.getJob(this.#jobId, { signal }), timeoutMs)
  }

  #retry<T>(request: () => Promise<T>, timeoutMs: number): Promise<T> {
    const { clock, random, signal, onRetry } = this.#options
    return retry(request, {
      clock,
      random,
      signal,
      onRetry,
      shouldRetry: isRetryableWhilePolling,
      tolerateRefusals: true,
      deadline: Math.min(this.#retryDeadline, clock.now() + timeoutMs),
    })
  }
}
