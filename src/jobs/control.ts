import type { Client } from '../api/client.ts'
import { ApiError } from '../api/errors.ts'
import { patiently } from '../api/patience.ts'
import { hasEnded, type Job } from '../api/wire.ts'
import type { Clock } from '../clock.ts'

/** All that GitHub leaves between SIGINT and SIGTERM is 7.5 seconds; the rest is for what follows. */
const STOP_MS = 5000
const TRY_MS = 2500

/**
 * Cancels or pauses a job in the few seconds that a cancelled workflow has, and returns the job as it is then.
 * A job that has ended meanwhile stays as it is and is no error. Rejects when the server refuses, or was not
 * reached in time.
 */
export async function stopJob(
  client: Pick<Client, 'job' | 'control'>,
  jobId: string,
  command: 'cancel' | 'pause',
  { clock, random }: { clock: Clock; random: () => number },
): Promise<Job> {
  const patience = { clock, random, until: clock.now() + STOP_MS }
  const limits = { limitMs: TRY_MS }
  try {
    return await patiently(() => client.control(jobId, command, limits), patience)
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    const job = await patiently(() => client.job(jobId, limits), patience)
    if (hasEnded(job.status) || (command === 'pause' && job.status === 'paused')) return job
    throw error
  }
}
