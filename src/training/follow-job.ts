import { rethrowUnexpected } from '../errors.ts'
import { isRetryableOnceAnswered, isRetryableWhilePolling } from '../http/errors.ts'
import { REQUEST_TIMEOUT_MS } from '../http/request.ts'
import { retry } from '../http/retry.ts'
import type { Client } from '../openai/client.ts'
import { isTerminal, type Job } from '../openai/job.ts'
import { EventPoller, type EventUpdate, GRACE_MS, type PollEventsOptions } from './poll-events.ts'

/** What is new about a job that is being followed. */
export type JobUpdate =
  | EventUpdate
  /** The job as it was just read, changed or not. */
  | { kind: 'job'; job: Job }

/** Why following a job has ended. */
export type FollowOutcome =
  /** The job does not go on: it ended or is paused. `hasEvents` is whether the server has ever listed any. */
  | { kind: 'settled'; job: Job; eventsMissing?: unknown; hasEvents: boolean }
  /** The deadline passed before the job ended. The error is that of the last read, if it has failed. */
  | { kind: 'timed-out'; job: Job | undefined; error?: unknown }
  /** The workflow was cancelled. */
  | { kind: 'interrupted'; job: Job | undefined }
  /** The server refuses to report this job. */
  | { kind: 'unavailable'; job: Job | undefined; error: unknown }

/** How to follow a job. */
export interface FollowOptions extends PollEventsOptions {
  /** Whether this step has read the job already, so that its settings are right. */
  isJobKnown?: boolean | undefined
}

/** While nothing changes, the status is read only every few polls of the events, or this often. */
const EVENT_POLLS_PER_STATUS = 4
const STATUS_POLL_MS = 60_000
/** A server may name the model a moment after it reports the success. */
const MODEL_READS = 3
const MODEL_POLL_MS = 4000
const MODEL_RETRY_MS = 30_000

/** Yields each event of a job once, oldest first, and the job each time it was read, until it ends or the deadline. */
export function followJob(
  client: Pick<Client, 'getJob' | 'listEvents'>,
  jobId: string,
  options: FollowOptions,
): AsyncGenerator<JobUpdate, FollowOutcome> {
  return new JobFollower(client, jobId, options).follow()
}

class JobFollower {
  readonly #client: Pick<Client, 'getJob'>
  readonly #jobId: string
  readonly #options: FollowOptions
  readonly #events: EventPoller
  readonly #timeoutMs: number
  /** No request is retried after this time. */
  readonly #retryDeadline: number
  #job: Job | undefined

  constructor(client: Pick<Client, 'getJob' | 'listEvents'>, jobId: string, options: FollowOptions) {
    const { clock, deadline } = options
    this.#client = client
    this.#jobId = jobId
    this.#options = options
    this.#events = new EventPoller(client, jobId, options)
    this.#timeoutMs = deadline <= clock.now() ? GRACE_MS : REQUEST_TIMEOUT_MS
    this.#retryDeadline = Math.max(deadline, clock.now() + GRACE_MS)
  }

  async *follow(): AsyncGenerator<JobUpdate, FollowOutcome> {
    const { clock, signal } = this.#options
    try {
      return yield* this.#poll()
    } catch (error) {
      yield* this.#events.flush()
      const job = this.#job
      if (signal.aborted) return { kind: 'interrupted', job }
      rethrowUnexpected(error)
      return { kind: clock.now() >= this.#retryDeadline ? 'timed-out' : 'unavailable', job, error }
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
      if (hasChanged || !this.#events.isDue() || now - statusAt >= statusMs || now >= deadline) {
        const previousStatus = this.#job?.status
        const job = await this.#getJob(Number.POSITIVE_INFINITY)
        this.#job = job
        statusAt = clock.now()
        hasChanged = job.status !== previousStatus
        yield { kind: 'job', job }
        if (isTerminal(job) || job.status === 'paused') return yield* this.#settle(job)
      }
      if (this.#events.isDue()) hasChanged = (yield* this.#events.poll()) || hasChanged
      if (clock.now() >= deadline) {
        yield* this.#events.flush()
        return { kind: 'timed-out', job: this.#job }
      }
      pollDelayMs = hasChanged ? minDelayMs : Math.min(pollDelayMs * 1.5, intervalMs)
      await clock.sleep(Math.min(pollDelayMs, deadline - clock.now()), signal)
    }
  }

  async *#settle(job: Job): AsyncGenerator<JobUpdate, FollowOutcome> {
    const eventsMissing = yield* this.#events.drain(job)
    const outcome = { kind: 'settled', eventsMissing, hasEvents: this.#events.hasListed } as const
    if (job.status !== 'succeeded' || job.fineTunedModel) return { ...outcome, job }
    try {
      return { ...outcome, job: yield* this.#readModel(job) }
    } catch (error) {
      rethrowUnexpected(error)
      return { ...outcome, job }
    }
  }

  async *#readModel(job: Job): AsyncGenerator<JobUpdate, Job> {
    const { clock, signal, deadline, intervalMs } = this.#options
    const delayMs = Math.min(MODEL_POLL_MS, intervalMs)
    let named = job
    for (let reads = 0; reads < MODEL_READS && !named.fineTunedModel; reads++) {
      if (reads > 0 && clock.now() + delayMs >= deadline) break
      if (reads > 0) await clock.sleep(delayMs, signal)
      named = await this.#getJob(MODEL_RETRY_MS)
      yield { kind: 'job', job: named }
    }
    return named
  }

  #getJob(retryMs: number): Promise<Job> {
    const { clock, random, signal, onRetry, afterDeadline, isJobKnown = false } = this.#options
    const requestOptions = { signal, afterDeadline, timeoutMs: this.#timeoutMs }
    return retry(() => this.#client.getJob(this.#jobId, requestOptions), {
      clock,
      random,
      signal,
      onRetry,
      shouldRetry: this.#job ? isRetryableOnceAnswered : isRetryableWhilePolling,
      tolerateRefusals: true,
      failsFast: !isJobKnown && this.#job === undefined,
      deadline: Math.min(this.#retryDeadline, clock.now() + retryMs),
    })
  }
}
