import type { Client } from '../api/client.ts'
import type { Job } from '../api/wire.ts'
import { Failure } from '../failure.ts'
import { stopJob } from '../jobs/control.ts'
import { followJob, type Outcome } from '../jobs/follow.ts'
import { explain } from '../report/failure.ts'
import { eventLine, faultLine, statusLine } from '../report/log.ts'
import type { Report } from './report.ts'
import type { World } from './world.ts'

/** A job to attend to, and what becomes of it when that comes to an early end. */
export interface Attendance {
  jobId: string
  client: Client
  report: Report
  world: World
  /** The moment of the clock at which the step began. */
  startedAt: number
  /** From the start of the step. With 0 there is one look, and a job that goes on is no failure. */
  timeoutMs: number
  intervalMs: number
  onTimeout: 'fail' | 'detach' | 'cancel' | 'pause'
  onCancel: 'cancel' | 'pause' | 'detach'
}

/**
 * Follows a job to its end, telling its events as they come. Returns what to say of it when the step may
 * succeed: the job has succeeded, or was left as it was asked to be left. Everything else is a Failure.
 */
export async function attend(attendance: Attendance): Promise<string> {
  const { jobId, world } = attendance
  const outcome = await follow(attendance)
  switch (outcome.kind) {
    case 'stopped':
      if (outcome.eventsMissing && !world.interrupted.aborted)
        world.host.warning(`The job's last events could not be read: ${explain(outcome.eventsMissing)}`)
      return verdictOf(outcome.job)
    case 'lost': {
      const why = `Job ${jobId} can no longer be followed: ${explain(outcome.error)}`
      throw new Failure(why, { advice: left(jobId), cause: outcome.error })
    }
    case 'timed-out':
      return timedOut(attendance, outcome.job)
    case 'interrupted':
      return interrupted(attendance)
  }
}

async function follow(attendance: Attendance): Promise<Outcome> {
  const { jobId, client, report, startedAt, timeoutMs, intervalMs } = attendance
  const { host, clock, random, interrupted: signal } = attendance.world
  const news = followJob(client, jobId, {
    clock,
    random,
    signal,
    deadline: startedAt + timeoutMs,
    intervalMs,
    onFault: (error, delayMs) => host.info(faultLine(error, delayMs)),
  })
  let told: Job | undefined
  let silent = false
  for (;;) {
    const { done, value } = await news.next()
    if (done) return value
    if (value.kind === 'event') {
      report.event(value.event.raw)
      host.info(eventLine(value.event))
      continue
    }
    if (value.kind === 'no events') {
      const line = `The server tells no events at present: ${explain(value.error)}`
      if (silent) host.info(line)
      else host.warning(line)
      silent = true
      continue
    }
    report.seen(value.job)
    if (!told || worthTelling(told, value.job)) {
      told = value.job
      host.info(statusLine(value.job))
    }
  }
}

/** Estimates of the end waver; a minute's difference is news to nobody. */
function worthTelling(told: Job, job: Job): boolean {
  return told.status !== job.status || Math.abs((told.estimatedFinish ?? 0) - (job.estimatedFinish ?? 0)) > 60
}

/** What is to be said of a job that goes on no longer; a Failure unless it has succeeded. */
function verdictOf(job: Job): string {
  if (job.status === 'succeeded') return 'succeeded'
  const { code, param, message } = job.error ?? {}
  const details = [code, param && `param ${param}`].filter(Boolean).join(', ')
  const why = `${details ? ` (${details})` : ''}${message ? `: ${message}` : '.'}`
  if (job.status === 'paused')
    throw new Failure(`Job ${job.id} is paused${why}`, {
      advice: 'It does not go on by itself: resume it, or cancel it.',
    })
  if (job.status === 'cancelled') throw new Failure(`Job ${job.id} was cancelled${why}`)
  throw new Failure(`Job ${job.id} has failed${why}`)
}

async function timedOut(attendance: Attendance, job: Job | undefined): Promise<string> {
  const { jobId, timeoutMs, onTimeout, world } = attendance
  const late = job
    ? `The time is up and job ${jobId} has not ended (${job.status}).`
    : `The time is up and the server has told nothing of job ${jobId}.`
  if (job && timeoutMs === 0) {
    world.host.info(left(jobId))
    return job.status
  }
  if (onTimeout === 'detach') {
    world.host.notice(`${late} ${left(jobId)}`)
    return job?.status ?? 'left to itself'
  }
  if (onTimeout === 'fail')
    throw new Failure(late, { advice: `${left(jobId)} Allow more time by "timeout", or see "on-timeout".` })
  return stopped(attendance, onTimeout, UNHURRIED_MS, late)
}

async function interrupted({ onCancel, ...attendance }: Attendance): Promise<string> {
  const cancelled = 'The workflow was cancelled.'
  if (onCancel === 'detach') throw new Failure(cancelled, { advice: left(attendance.jobId) })
  return stopped(attendance, onCancel, HURRIED_MS, cancelled)
}

/**
 * GitHub kills a cancelled step ten seconds after it has asked it to end (actions/runner), and the answer of a
 * create request may have taken four of them.
 */
const HURRIED_MS = 5000
const UNHURRIED_MS = 2 * 60_000

/** Stops the job, and fails with what was done; unless the job turns out to have succeeded in the meantime. */
async function stopped(
  { jobId, client, report, world }: Pick<Attendance, 'jobId' | 'client' | 'report' | 'world'>,
  command: 'cancel' | 'pause',
  withinMs: number,
  reason: string,
): Promise<string> {
  let job: Job
  try {
    job = await stopInTime(client, jobId, command, world, withinMs)
  } catch (error) {
    throw new Failure(`${reason} Job ${jobId} could not be ${PAST[command]}: ${explain(error)}`, {
      advice: `${left(jobId)} Look after it by hand.`,
      cause: error,
    })
  }
  report.seen(job)
  if (job.status === 'succeeded' || job.status === 'failed') return verdictOf(job)
  throw new Failure(`${reason} Job ${jobId} was asked to ${command}; its status is now ${job.status}.`)
}

/** Takes its time, unless the workflow is cancelled: then what is left to do is done in a hurry. */
async function stopInTime(
  client: Client,
  jobId: string,
  command: 'cancel' | 'pause',
  { clock, random, host, interrupted }: World,
  withinMs: number,
): Promise<Job> {
  const onFault = (error: unknown, delayMs: number) => host.info(faultLine(error, delayMs))
  const stop = (withinMs: number, signal?: AbortSignal) =>
    stopJob(client, jobId, command, { clock, random, withinMs, signal, onFault })
  if (interrupted.aborted) return stop(withinMs)
  try {
    return await stop(withinMs, interrupted)
  } catch (error) {
    if (!interrupted.aborted) throw error
    return stop(HURRIED_MS)
  }
}

const PAST = { cancel: 'cancelled', pause: 'paused' } as const

/** Said wherever a job is left to itself. */
export const left = (jobId: string) => `Job ${jobId} is left as it is: while it runs it costs money.`
