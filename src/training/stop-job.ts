import type { Clock } from '../clock.ts'
import { ActionError } from '../errors.ts'
import { ApiError, mayPassInAWait } from '../http/errors.ts'
import { type RetryOptions, retry } from '../http/retry.ts'
import type { Client, Command, Limits } from '../openai/client.ts'
import { isTerminal, type Job } from '../openai/wire.ts'

/** One try; with more time in all, a tenth of it, as long as any other request is given at most. */
const TRY_MS = 2500
const MAX_TRY_MS = 30_000
const MIN_TRY_MS = 500
/** Whoever stops a job is in a hurry; a server that asks for more patience is asked again all the same. */
const MAX_DELAY_MS = 1000
const UNSEEN_MS = 30_000

/** How long to try to stop a job, and what ends that early. */
export interface Stopping {
  clock: Clock
  random: () => number
  withinMs: number
  signal?: AbortSignal | undefined
  onRetry?: (error: unknown, delayMs: number) => void
}

/**
 * Cancels or pauses a job within `withinMs`, and returns the job as it is then. A job that has ended meanwhile
 * stays as it is and is no error. Rejects when the server refuses, or was not reached in time.
 */
export async function stopJob(
  client: Pick<Client, 'job' | 'control'>,
  jobId: string,
  command: 'cancel' | 'pause',
  { clock, random, withinMs, signal, onRetry }: Stopping,
): Promise<Job> {
  const start = clock.now()
  const until = start + withinMs
  const tryMs = Math.min(MAX_TRY_MS, Math.max(TRY_MS, withinMs / 10))
  // A replica may not have heard of a job that was created a moment ago.
  const isNotSeenYet = (error: unknown) =>
    error instanceof ApiError && error.refusal.status === 404 && clock.now() - start < UNSEEN_MS
  const ask = (request: (limits: Limits) => Promise<Job>) =>
    retry(() => request({ signal, limitMs: Math.max(MIN_TRY_MS, Math.min(tryMs, until - clock.now())) }), {
      clock,
      random,
      deadline: until,
      signal,
      onRetry: onRetry,
      maxDelayMs: MAX_DELAY_MS,
      shouldRetry: (error) => mayPassInAWait(error) || isNotSeenYet(error),
    })
  try {
    return await ask((limits) => client.control(jobId, command, limits))
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    const job = await ask((limits) => client.job(jobId, limits)).catch(() => {
      throw error
    })
    if (isTerminal(job.status) || (command === 'pause' && job.status === 'paused')) return job
    throw error
  }
}

/** How long a command that was accepted is given to show. */
const SHOWS_MS = 60_000
const SHOWS_PAUSE_MS = 1000

/**
 * Changes a job, and returns it when it is as the command asks for, or at least on the way there. Nothing is sent
 * when it is so already. A Failure, with the reason, when the job can no longer become so, or the server refuses.
 */
export async function changeJob(
  client: Pick<Client, 'job' | 'control'>,
  jobId: string,
  command: Command,
  patience: Pick<RetryOptions, 'clock' | 'random' | 'signal' | 'onRetry'> & { onSeen?: (job: Job) => void },
): Promise<{ job: Job; changed: boolean }> {
  const { clock, signal } = patience
  const ask = <T>(request: () => Promise<T>) =>
    retry(request, { ...patience, deadline: clock.now() + SHOWS_MS })
  const look = async () => {
    const job = await ask(() => client.job(jobId))
    patience.onSeen?.(job)
    return job
  }
  /** The job as soon as its status is one that is waited for, or as it is a minute later. */
  async function lookUntil(isAwaited: (status: string) => boolean, seen: Job): Promise<Job> {
    const until = clock.now() + SHOWS_MS
    let job = seen
    while (!isAwaited(job.status) && clock.now() < until) {
      await clock.sleep(SHOWS_PAUSE_MS, signal)
      job = await look()
    }
    return job
  }
  const hasSettled = (status: string) => isSo(command, status) || isTerminal(status)

  let job = await look()
  // A job can be resumed only once it is paused.
  if (command !== 'cancel') job = await lookUntil((status) => status !== 'pausing', job)
  if (isSo(command, job.status)) return { job, changed: false }
  if (isTerminal(job.status)) throw tooLate(job, command)
  try {
    job = await lookUntil(hasSettled, await ask(() => client.control(jobId, command)))
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    job = await look()
    // The answer to an earlier try may have been lost, and the command carried out.
    if (isSo(command, job.status)) return { job, changed: true }
    if (isTerminal(job.status)) throw tooLate(job, command)
    throw new ActionError(`Job ${jobId} cannot be ${PAST[command]}: it is ${job.status}. ${error.message}`, {
      hint: HINTS_BY_COMMAND[command],
      cause: error,
    })
  }
  if (isTerminal(job.status) && !isSo(command, job.status)) throw tooLate(job, command)
  if (!isSo(command, job.status) && !ON_THE_WAY[command].test(job.status))
    throw new ActionError(`Job ${jobId} was asked to ${command}, and is still ${job.status} a minute later.`)
  return { job, changed: true }
}

const ON_THE_WAY = { cancel: /^cancel/i, pause: /^paus/i, resume: /^resum/i }

/** Whether a job in this status is what the command asks for. */
function isSo(command: Command, status: string): boolean {
  if (command === 'cancel') return status === 'cancelled'
  if (command === 'pause') return status === 'paused'
  return !isTerminal(status) && !/^paus/.test(status)
}

/** What a job is when the command was carried out. */
export const PAST = { cancel: 'cancelled', pause: 'paused', resume: 'resumed' } as const

const HINTS_BY_COMMAND = {
  cancel: undefined,
  pause:
    'Servers pause a job only while it is being trained: try again when its status is running, or cancel it.',
  resume: undefined,
}

/** A job has ended before it could be changed. */
export class TooLate extends ActionError {}

function tooLate({ id, status }: Job, command: Command): TooLate {
  return new TooLate(`Job ${id} can no longer be ${PAST[command]}: it has ended (${status}).`)
}
