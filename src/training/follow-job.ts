import type { Clock } from '../clock.ts'
import { ActionError } from '../errors.ts'
import { mayPassInAWait } from '../http/errors.ts'
import { retry } from '../http/retry.ts'
import type { Client } from '../openai/client.ts'
import { isTerminal, type Job, type JobEvent } from '../openai/wire.ts'
import { eventReader, type Reader } from './event-reader.ts'

/** What there is to tell while a job is followed. */
export type News =
  | { kind: 'event'; event: JobEvent }
  /** The job as just seen, changed or not. */
  | { kind: 'job'; job: Job }
  /** The server tells no events, for the time being. */
  | { kind: 'no events'; error: unknown }

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
  /** The longest pause between two looks. */
  intervalMs: number
  onRetry: (error: unknown, delayMs: number) => void
  /** When the wait began; a job that had ended before that has nothing more to say. */
  today?: Date | undefined
}

/** What the first look, and the events of a job that has stopped, are given at least. */
const MIN_MS = 30_000
/** While nothing moves, the status is asked for only after so many looks at the events, or so much time. */
const LOOKS_PER_STATUS = 4
const STATUS_MS = 60_000
/** How long one page of events is asked for: while the job goes on, and once it has stopped. */
const EVENTS_MS = 60_000
const LAST_EVENTS_MS = 10 * 60_000
/** After a refusal, events are asked for again only after so long. */
const EVENTS_AGAIN_MS = 5 * 60_000
/** A job's last events are still being written after its end; seen eight seconds late on real jobs. */
const LAST_EVENTS_GAP_MS = 4000
/** More than clocks differ. */
const LONG_AGO_MS = 10 * 60_000
/** A server that keeps telling new events of a job that has stopped is not listened to for ever. */
const LAST_EVENTS_READINGS = 100

/** Yields each event of a job once, oldest first, and the job as it is seen, until it stops or the time is up. */
export async function* followJob(
  client: Pick<Client, 'job' | 'events'>,
  jobId: string,
  following: Following,
): AsyncGenerator<News, Outcome> {
  const { clock, random, signal, deadline, intervalMs, onRetry } = following
  const patience = { clock, random, signal, onRetry, shouldRetry: mayPassInAWait, tolerateRefusals: true }
  let until = Math.max(deadline, clock.now() + MIN_MS)
  const ask = <T>(request: () => Promise<T>, atMostMs: number) =>
    retry(request, { ...patience, deadline: Math.min(until, clock.now() + atMostMs) })
  let eventsMs = EVENTS_MS
  const events = eventReader(
    (page) => client.events(jobId, page, { signal }),
    (request) => ask(request, eventsMs),
    () => clock.now() >= until,
  )
  const shortestMs = Math.min(1000, intervalMs)
  const statusMs = Math.max(intervalMs, Math.min(LOOKS_PER_STATUS * intervalMs, STATUS_MS))
  let job: Job | undefined
  let eventsAt = Number.NEGATIVE_INFINITY

  /** Returns whether there was anything new. Without events there is still the job: a broken list must not hide its end. */
  async function* freshEvents(): AsyncGenerator<News, boolean> {
    try {
      const fresh = await events.read()
      for (const event of fresh) yield { kind: 'event', event }
      return fresh.length > 0
    } catch (error) {
      if (signal.aborted || !(error instanceof ActionError)) throw error
      if (mayPassInAWait(error)) return true
      eventsAt = clock.now() + EVENTS_AGAIN_MS
      yield { kind: 'no events', error }
      return true
    }
  }

  try {
    let statusAt = Number.NEGATIVE_INFINITY
    let napMs = shortestMs
    let moved = true
    for (;;) {
      // Events every time, the status only when something moves: an idle look costs one request.
      // Status before events: whatever a job that has stopped had to say is then already listed.
      if (moved || clock.now() < eventsAt || clock.now() - statusAt >= statusMs || clock.now() >= deadline) {
        const before = job?.status
        job = await ask(() => client.job(jobId, { signal }), Number.POSITIVE_INFINITY)
        statusAt = clock.now()
        moved = job.status !== before
        yield { kind: 'job', job }
        if (isTerminal(job.status) || job.status === 'paused') {
          until = Math.max(deadline, clock.now() + MIN_MS)
          eventsMs = LAST_EVENTS_MS
          return yield* lastEvents(
            job,
            events,
            () => ask(() => client.job(jobId, { signal }), MIN_MS),
            following,
          )
        }
      }
      if (clock.now() >= eventsAt) moved = (yield* freshEvents()) || moved
      if (clock.now() >= deadline) return { kind: 'timed-out', job }
      until = deadline
      napMs = moved ? shortestMs : Math.min(napMs * 1.5, intervalMs)
      await clock.sleep(Math.min(napMs, deadline - clock.now()), signal)
    }
  } catch (error) {
    if (signal.aborted) return { kind: 'interrupted', job }
    if (!(error instanceof ActionError)) throw error
    return mayPassInAWait(error) || clock.now() >= until
      ? { kind: 'timed-out', job }
      : { kind: 'lost', job, error }
  }
}

/** The events of a job that has stopped, until nothing new comes twice, and then whatever was listed out of turn. */
async function* lastEvents(
  job: Job,
  events: Reader,
  lookAgain: () => Promise<Job>,
  { clock, signal, intervalMs, today }: Following,
): AsyncGenerator<News, Outcome> {
  try {
    const endedMs = (job.finishedAt ?? Number.POSITIVE_INFINITY) * 1000
    let quiet = today && endedMs < today.getTime() - LONG_AGO_MS ? 2 : -1
    for (let readings = 0; quiet < 2 && readings < LAST_EVENTS_READINGS; readings++) {
      if (readings > 0) await clock.sleep(Math.min(LAST_EVENTS_GAP_MS, intervalMs), signal)
      const fresh = await events.read()
      for (const event of fresh) yield { kind: 'event', event }
      quiet = fresh.length > 0 ? 0 : quiet + 1
    }
    for (const event of await events.read('all')) yield { kind: 'event', event }
    if (job.status !== 'succeeded' || job.fineTunedModel) return { kind: 'stopped', job }
    // A server may name the model a moment after it says that the job has succeeded.
    const named = await lookAgain()
    yield { kind: 'job', job: named }
    return { kind: 'stopped', job: named }
  } catch (error) {
    if (signal.aborted && !isTerminal(job.status)) return { kind: 'interrupted', job }
    if (!signal.aborted && !(error instanceof ActionError)) throw error
    // The job has stopped, whatever becomes of reading its events; what was read of them is told.
    for (const event of events.leftover()) yield { kind: 'event', event }
    return { kind: 'stopped', job, eventsMissing: error }
  }
}
