import type { Clock } from '../clock.ts'
import { isTerminal, type Job } from '../openai/job.ts'
import { rankJobs } from './match-job.ts'

/** How long to wait until the server lists our own job: until then it may not list those of other runs either. */
const LISTING_TIMEOUT_MS = 30_000
const FIRST_DELAY_MS = 500
const MAX_DELAY_MS = 4000
/**
 * `created_at` counts whole seconds. A job of the same second, which may win by its id, may have been created up to a
 * second after ours, and may be listed that much later.
 */
const SAME_SECOND_MS = 1200

/** What an election depends on. */
export interface ElectionOptions {
  clock: Clock
  signal: AbortSignal
  /** Lists the jobs of the same training, as the server reports them now. */
  listDuplicates: () => Promise<Job[]>
  /** Keep polling for all of 30 seconds: a create request without a response may have made a job that is listed late. */
  isAmbiguous: boolean
}

/**
 * Returns the one job to keep when several runs have each created a job for the same training; all of them choose the
 * same one. Polls until the list shows our own job, and a second longer.
 */
export async function elect(
  own: Job,
  { clock, signal, listDuplicates, isAmbiguous }: ElectionOptions,
): Promise<Job> {
  const start = clock.now()
  for (let delayMs = FIRST_DELAY_MS; ; delayMs = Math.min(delayMs * 2, MAX_DELAY_MS)) {
    const jobs = await listDuplicates()
    const winner = pickWinner(own, jobs)
    if (winner.id !== own.id || clock.now() - start >= LISTING_TIMEOUT_MS) return winner
    if (jobs.some(({ id }) => id === own.id) && !isAmbiguous) break
    await clock.sleep(delayMs, signal)
  }
  await clock.sleep(SAME_SECOND_MS, signal)
  return pickWinner(own, await listDuplicates())
}

/**
 * Returns the job that every run with this list chooses. Our own wins when it has ended, since cancelling it would save
 * nothing.
 */
export function pickWinner(own: Job, jobs: readonly Job[]): Job {
  const current = jobs.find(({ id }) => id === own.id) ?? own
  if (isTerminal(current)) return current
  return rankJobs([current, ...jobs.filter(({ id }) => id !== own.id)])[0] ?? current
}
