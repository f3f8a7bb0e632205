import type { Client, Limits } from '../api/client.ts'
import { ApiError, mayPassInAWait } from '../api/errors.ts'
import { patiently } from '../api/patience.ts'
import { hasEnded, type Job } from '../api/wire.ts'
import type { Clock } from '../clock.ts'

const TRY_MS = 2500
const LEAST_TRY_MS = 500
/** Whoever stops a job is in a hurry; a server that asks for more patience is asked again all the same. */
const LONGEST_DELAY_MS = 1000

/** How long to try to stop a job, and what ends that early. */
export interface Stopping {
  clock: Clock
  random: () => number
  withinMs: number
  signal?: AbortSignal | undefined
  onFault?: (error: unknown, delayMs: number) => void
}

/**
 * Cancels or pauses a job within `withinMs`, and returns the job as it is then. A job that has ended meanwhile
 * stays as it is and is no error. Rejects when the server refuses, or was not reached in time.
 */
export async function stopJob(
  client: Pick<Client, 'job' | 'control'>,
  jobId: string,
  command: 'cancel' | 'pause',
  { clock, random, withinMs, signal, onFault }: Stopping,
): Promise<Job> {
  const until = clock.now() + withinMs
  const ask = (request: (limits: Limits) => Promise<Job>) =>
    patiently(
      () => request({ signal, limitMs: Math.max(LEAST_TRY_MS, Math.min(TRY_MS, until - clock.now())) }),
      {
        clock,
        random,
        until,
        signal,
        onFault,
        longestDelayMs: LONGEST_DELAY_MS,
        worthRepeating: (error) => mayPassInAWait(error) || isNotSeenYet(error),
      },
    )
  try {
    return await ask((limits) => client.control(jobId, command, limits))
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    const job = await ask((limits) => client.job(jobId, limits)).catch(() => {
      throw error
    })
    if (hasEnded(job.status) || (command === 'pause' && job.status === 'paused')) return job
    throw error
  }
}

/** A replica that has not heard of a job which was created a moment ago. */
function isNotSeenYet(error: unknown): boolean {
  return error instanceof ApiError && error.refusal.status === 404
}
