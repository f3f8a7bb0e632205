import type { Clock } from '../clock.ts'
import { isTerminal, type Job } from '../openai/wire.ts'
import { ranked } from './match-job.ts'

/** How long to wait for our own job to be listed: until then the list may lack those of others as well. */
const UNLISTED_MS = 30_000
const FIRST_PAUSE_MS = 500
const MAX_PAUSE_MS = 4000
/**
 * `created_at` is in whole seconds: a job of the same second, which may win by its id, was created up to a second after
 * our own, and may be listed as much later.
 */
const SAME_SECOND_MS = 1200

/** What an election depends on. */
export interface Election {
  clock: Clock
  signal: AbortSignal
  /** The jobs that do the same work, as the server lists them now. */
  look: () => Promise<Job[]>
  /** Keep looking for all of 30 seconds: a job may come to light that an unanswered request has made. */
  unclear: boolean
}

/**
 * Among runs that have each created a job for the same work, one is to be left: returns the one that all of them
 * choose, which may be our own. Looks until the list shows our job, and a second longer.
 */
export async function elect(own: Job, { clock, signal, look, unclear }: Election): Promise<Job> {
  const start = clock.now()
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, MAX_PAUSE_MS)) {
    const jobs = await look()
    const winner = winnerOf(own, jobs)
    const late = clock.now() - start >= UNLISTED_MS
    const listed = jobs.some(({ id }) => id === own.id)
    if (winner.id !== own.id || late) return winner
    if (listed && !unclear) break
    await clock.sleep(pauseMs, signal)
  }
  await clock.sleep(SAME_SECOND_MS, signal)
  return winnerOf(own, await look())
}

/** The job that every run which sees these jobs chooses; our own when it has ended, since nothing is saved any more. */
export function winnerOf(own: Job, jobs: readonly Job[]): Job {
  const mine = jobs.find(({ id }) => id === own.id) ?? own
  if (isTerminal(mine.status)) return mine
  return ranked([mine, ...jobs.filter(({ id }) => id !== own.id)])[0] ?? mine
}
