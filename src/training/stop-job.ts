import type { Clock } from '../clock.ts'
import type { Dependencies } from '../dependencies.ts'
import { ActionError } from '../errors.ts'
import { ApiError, isRetryableWhilePolling } from '../http/errors.ts'
import { type RetryOptions, retry } from '../http/retry.ts'
import type { RequestOptions } from '../openai/api-request.ts'
import type { Client, JobCommand } from '../openai/client.ts'
import { isTerminal, type Job } from '../openai/job.ts'
import { PAST_TENSE } from '../report/log.ts'
import { retryOptions } from './retry-options.ts'
import type { StepTimer } from './step-timer.ts'

/** For one request; given more time, a tenth of it, up to the timeout of any other request. */
const REQUEST_TIMEOUT_MS = 2500
const MAX_REQUEST_TIMEOUT_MS = 30_000
const MIN_REQUEST_TIMEOUT_MS = 500
/** A cancelled workflow cannot wait as long as Retry-After may require. */
const MAX_DELAY_MS = 1000
/** A replica may not know a job yet that was created this recently. */
const REPLICATION_MS = 30_000

/** How to stop a job. */
export interface StopOptions {
  clock: Clock
  random: () => number
  timeoutMs: number
  signal?: AbortSignal | undefined
  onRetry?: (error: unknown, delayMs: number) => void
}

/** Thrown when a job should have been stopped and may still be running. */
export class StopFailedError extends ActionError {}

/**
 * Cancels or pauses a job within the timeout and returns it. A job that has ended meanwhile is returned as it is.
 * Rejects when the server refuses, or cannot be reached in time.
 */
export async function stopJob(
  client: Pick<Client, 'getJob' | 'updateJob'>,
  jobId: string,
  command: 'cancel' | 'pause',
  { clock, random, timeoutMs, signal, onRetry }: StopOptions,
): Promise<Job> {
  const start = clock.now()
  const deadline = start + timeoutMs
  const requestMs = Math.min(MAX_REQUEST_TIMEOUT_MS, Math.max(REQUEST_TIMEOUT_MS, timeoutMs / 10))
  const isNotReplicated = (error: unknown) =>
    error instanceof ApiError && error.status === 404 && clock.now() - start < REPLICATION_MS
  const send = <T>(request: (options: RequestOptions) => Promise<T>) =>
    retry(
      () => {
        const remainingMs = Math.min(requestMs, deadline - clock.now())
        const timeoutMs = Math.max(MIN_REQUEST_TIMEOUT_MS, remainingMs)
        return request({ signal, timeoutMs, afterDeadline: true })
      },
      {
        clock,
        random,
        deadline,
        signal,
        onRetry,
        maxDelayMs: MAX_DELAY_MS,
        shouldRetry: (error) => isRetryableWhilePolling(error) || isNotReplicated(error),
      },
    )
  try {
    await send((options) => client.updateJob(jobId, command, options))
    return await send((options) => client.getJob(jobId, options))
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    const job = await send((options) => client.getJob(jobId, options)).catch(() => {
      throw error
    })
    if (isTerminal(job) || (command === 'pause' && job.status === 'paused')) return job
    throw error
  }
}

/**
 * Stops a job within the timeout, or within what remains of the step once the workflow is cancelled; the same rules as
 * `stopJob`.
 */
export async function stopWithin(
  timeoutMs: number,
  command: 'cancel' | 'pause',
  {
    jobId,
    client,
    deps,
    remainingMs,
  }: { jobId: string; client: Client; deps: Dependencies } & Pick<StepTimer, 'remainingMs'>,
): Promise<Job> {
  const { signal } = deps
  const stop = (options: Pick<StopOptions, 'timeoutMs' | 'signal'>) =>
    stopJob(client, jobId, command, { ...retryOptions(deps), ...options })
  if (signal.aborted) return stop({ timeoutMs, signal: undefined })
  try {
    return await stop({ timeoutMs, signal })
  } catch (error) {
    if (!signal.aborted) throw error
    return stop({ timeoutMs: remainingMs(), signal: undefined })
  }
}

/** How to change a job's status. */
export type UpdateStatusOptions = Pick<RetryOptions, 'clock' | 'random' | 'signal' | 'onRetry'> & {
  /** Called with the job each time it was read. */
  onPoll?: (job: Job) => void
}

/**
 * Changes a job and returns it once its status follows the command; sends nothing when it does already. Rejects with
 * the reason when the server refuses, or the job has ended and cannot change any more.
 */
export async function updateJobStatus(
  client: Pick<Client, 'getJob' | 'updateJob'>,
  jobId: string,
  command: JobCommand,
  options: UpdateStatusOptions,
): Promise<{ job: Job; changed: boolean }> {
  const poller = new StatusPoller(client, jobId, options)
  let job = await poller.poll()
  // A job can be resumed only once it is paused.
  if (command !== 'cancel') job = await poller.pollUntil((status) => status !== 'pausing', job)
  if (hasStatusFor(command, job.status)) return { job, changed: false }
  if (isTerminal(job)) throw new JobEndedError(job, command)
  try {
    await poller.retry(() => client.updateJob(jobId, command))
    job = await poller.pollUntil((status) => isSettled(command, status), await poller.poll())
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    job = await poller.poll()
    // The response to an earlier attempt may have been lost though the command took effect.
    if (hasStatusFor(command, job.status)) return { job, changed: true }
    if (isTerminal(job)) throw new JobEndedError(job, command)
    throw new ActionError(
      `Job ${jobId} cannot be ${PAST_TENSE[command]}: it is ${job.status}. ${error.message}`,
      { hint: command === 'pause' ? PAUSE_HINT : undefined, cause: error },
    )
  }
  if (hasStatusFor(command, job.status)) return { job, changed: true }
  if (isTerminal(job)) throw new JobEndedError(job, command)
  if (!TRANSITIONAL[command].test(job.status))
    throw new ActionError(
      `The server accepted the command to ${command} job ${jobId}, but a minute later it is still ${job.status}.`,
    )
  return { job, changed: true }
}

/** How long an accepted command may take to show in the status. */
const STATUS_TIMEOUT_MS = 60_000
const STATUS_POLL_MS = 1000

/** Reads a job until its status is an expected one. */
class StatusPoller {
  readonly #client: Pick<Client, 'getJob'>
  readonly #jobId: string
  readonly #options: UpdateStatusOptions

  constructor(client: Pick<Client, 'getJob'>, jobId: string, options: UpdateStatusOptions) {
    this.#client = client
    this.#jobId = jobId
    this.#options = options
  }

  retry<T>(request: () => Promise<T>): Promise<T> {
    return retry(request, {
      ...this.#options,
      deadline: this.#options.clock.now() + STATUS_TIMEOUT_MS,
    })
  }

  async poll(): Promise<Job> {
    const job = await this.retry(() => this.#client.getJob(this.#jobId))
    this.#options.onPoll?.(job)
    return job
  }

  /** Returns the job once its status is an expected one, or as it is after a minute; `job` is its last known state. */
  async pollUntil(isExpected: (status: string) => boolean, job: Job): Promise<Job> {
    const { clock, signal } = this.#options
    const deadline = clock.now() + STATUS_TIMEOUT_MS
    let current = job
    while (!isExpected(current.status) && clock.now() < deadline) {
      await clock.sleep(STATUS_POLL_MS, signal)
      current = await this.poll()
    }
    return current
  }
}

const TRANSITIONAL = { cancel: /^cancel/i, pause: /^paus/i, resume: /^resum/i }

/** Whether a job with this status needs the command no more. */
function hasStatusFor(command: JobCommand, status: string): boolean {
  if (command === 'cancel') return status === 'cancelled'
  if (command === 'pause') return status === 'paused'
  return !isTerminal({ status }) && !/^paus/.test(status)
}

/** Whether the command has taken effect, or can no longer do so. */
function isSettled(command: JobCommand, status: string): boolean {
  return hasStatusFor(command, status) || isTerminal({ status })
}

const PAUSE_HINT =
  'Servers pause a job only while it trains: try again when its status is running, or cancel it.'

/** Thrown when a job has ended before it could be changed. */
export class JobEndedError extends ActionError {
  constructor({ id, status }: Job, command: JobCommand) {
    super(`Job ${id} can no longer be ${PAST_TENSE[command]}: it has ended (${status}).`)
  }
}
