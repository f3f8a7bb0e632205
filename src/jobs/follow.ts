import type { Client } from '../api/client.ts'
import { mayPass } from '../api/errors.ts'
import { type Patience, patiently } from '../api/patience.ts'
import { hasEnded, type Job, type JobEvent } from '../api/wire.ts'
import type { Clock } from '../clock.ts'
import { Failure } from '../failure.ts'
import { unseenEvents } from './events.ts'

/** What there is to tell while a job is followed. */
export type News =
  | { kind: 'event'; event: JobEvent }
  /** The job as just seen: for the first time, or with another status or another estimate of its end. */
  | { kind: 'job'; job: Job }

/** How following a job came to its end. */
export type Outcome =
  /** The job will not go on: succeeded, failed, cancelled, or paused until somebody resumes it. */
  | { kind: 'stopped'; job: Job; eventsMissing?: unknown }
  /** The time was up before the job. */
  | { kind: 'timed-out'; job: Job | undefined }
  /** The workflow was cancelled. */
  | { kind: 'interrupted'; job: Job | undefined }
  /** The server refuses to tell more about this job. */
  | { kind: 'lost'; job: Job | undefined; error: unknown }

/** How to follow. */
export interface Following {
  clock: Clock
  random: () => number
  /** Aborted when the workflow is cancelled. */
  signal: AbortSignal
  /** The moment of the clock at which the time is up; the first look is taken even then. */
  deadline: number
  /** Between looks at most. */
  intervalMs: number
  onFault: (error: unknown, delayMs: number) => void
}

/** The least that the first look, and the events of a job that has stopped, are given to get through. */
const LEAST_MS = 30_000
/** Looks at the events alone, between two looks at an idle job's status. */
const LOOKS_PER_STATUS = 4
/** A job's last events are still being written after its end; seen eight seconds late on real jobs. */
const LAST_EVENTS_GAP_MS = 3000
/** A server that keeps telling new events of a job that has stopped is not listened to for ever. */
const LAST_EVENTS_READINGS = 100

/** Yields each event of a job once, oldest first, and each change of the job, until the job stops or the time is up. */
export async function* followJob(
  client: Pick<Client, 'job' | 'events'>,
  jobId: string,
  following: Following,
): AsyncGenerator<News, Outcome> {
  const { clock, signal, deadline, intervalMs } = following
  const patience: Patience = {
    ...following,
    doubtful: true,
    until: Math.max(deadline, clock.now() + LEAST_MS),
  }
  const status = (doubtful = true) =>
    patiently(() => client.job(jobId, { signal }), { ...patience, doubtful })
  const events = unseenEvents(
    (page) => client.events(jobId, page, { signal }),
    (request) => patiently(request, patience),
  )
  const shortestMs = Math.min(1000, intervalMs)
  let job: Job | undefined
  let eventsRefused = false
  try {
    let statusAt = Number.NEGATIVE_INFINITY
    let napMs = shortestMs
    for (let moved = true; ; ) {
      // Events every time, the status only when something moves: an idle look costs one request.
      // Status before events: whatever a job that has stopped had to say is then already listed.
      if (moved || eventsRefused || clock.now() - statusAt >= LOOKS_PER_STATUS * intervalMs) {
        const before = job
        job = await status()
        statusAt = clock.now()
        moved = !before || before.status !== job.status || before.estimatedFinish !== job.estimatedFinish
        if (moved) yield { kind: 'job', job }
        if (hasEnded(job.status) || job.status === 'paused') {
          patience.until = Math.max(deadline, clock.now() + LEAST_MS)
          return yield* lastEvents(job, events, following)
        }
      }
      if (!eventsRefused) {
        try {
          for (const event of await events()) {
            moved = true
            yield { kind: 'event', event }
          }
        } catch (error) {
          if (signal.aborted || mayPass(error) || !(error instanceof Failure)) throw error
          // Some servers have no events. If they tell of the job itself, that will do.
          job = await status(false)
          eventsRefused = true
        }
      }
      if (clock.now() >= deadline) return { kind: 'timed-out', job }
      patience.until = deadline
      napMs = moved ? shortestMs : Math.min(napMs * 1.5, intervalMs)
      await clock.sleep(Math.min(napMs, deadline - clock.now()), signal)
    }
  } catch (error) {
    if (signal.aborted) return { kind: 'interrupted', job }
    if (!(error instanceof Failure)) throw error
    return mayPass(error) ? { kind: 'timed-out', job } : { kind: 'lost', job, error }
  }
}

/** The events of a job that has stopped, until nothing new comes twice. */
async function* lastEvents(
  job: Job,
  events: () => Promise<JobEvent[]>,
  { clock, signal, intervalMs }: Following,
): AsyncGenerator<News, Outcome> {
  try {
    let quiet = -1
    for (let readings = 0; quiet < 2 && readings < LAST_EVENTS_READINGS; readings++) {
      if (readings > 0) await clock.sleep(Math.min(LAST_EVENTS_GAP_MS, intervalMs), signal)
      const fresh = await events()
      for (const event of fresh) yield { kind: 'event', event }
      quiet = fresh.length > 0 ? 0 : quiet + 1
    }
    return { kind: 'stopped', job }
  } catch (error) {
    // The job has stopped, whatever becomes of reading its events.
    if (!signal.aborted && !(error instanceof Failure)) throw error
    return { kind: 'stopped', job, eventsMissing: error }
  }
}
