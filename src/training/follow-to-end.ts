import type { Dependencies } from '../dependencies.ts'
import { ActionError } from '../errors.ts'
import { ApiError } from '../http/errors.ts'
import type { Client } from '../openai/client.ts'
import { isTerminal, type Job } from '../openai/wire.ts'
import { formatError } from '../report/format-error.ts'
import { advanced, eventLine, heartbeatLine, NO_PROGRESS, QUIET_MS, statusLine } from '../report/log.ts'
import { followJob, type Outcome } from './follow-job.ts'
import { tellQuality } from './model-quality.ts'
import { retryOptions } from './retry-options.ts'
import type { Report } from './run-reporter.ts'
import { PAST, stopJob } from './stop-job.ts'

/** A job to attend to, and what becomes of it when that comes to an early end. */
export interface Attendance {
  jobId: string
  /** Its requests outlast the cancellation of the workflow. */
  client: Client
  /** Its requests do not. */
  reader: Client
  report: Report
  world: Dependencies
  /** The moment of the clock at which the step began. */
  startedAt: number
  /** From the start of the step. With 0 there is one look, and a job that goes on is no failure. */
  timeoutMs: number
  intervalMs: number
  onTimeout: 'fail' | 'detach' | 'cancel' | 'pause'
  onCancel: 'cancel' | 'pause' | 'detach'
  /** What is left of the step's time; no end of it, until the workflow is cancelled. */
  remainingMs: () => number
  /** Asked when the status first changes: another job to attend to instead, if there is one. */
  rival?: ((job: Job) => Promise<Job | undefined>) | undefined
  /** Whether it is no failure that somebody else cancels the job. */
  replaceable?: boolean | undefined
}

/** What became of a job that was attended to, when it is no Failure. */
export type Fate =
  /** What to say of it when the step may succeed: it has succeeded, or was left as it was asked to be left. */
  | { kind: 'verdict'; verdict: string }
  /** Another job is to be attended to instead. */
  | { kind: 'superseded'; job: Job; other: Job }
  /** Somebody else has cancelled a job that is replaceable. */
  | { kind: 'taken away' }

/** The workflow was cancelled, and what was to be done to the job could not be done. */
export class NotStopped extends ActionError {}

/** Follows a job to its end, telling its events as they come. */
export async function attend(attendance: Attendance): Promise<Fate> {
  const { jobId, world, replaceable } = attendance
  const outcome = await follow(attendance)
  switch (outcome.kind) {
    case 'superseded':
      return outcome
    case 'stopped':
      attendance.report.isIncomplete = outcome.eventsMissing !== undefined
      if (outcome.eventsMissing && !world.signal.aborted)
        world.runner.warning(`The job's last events could not be read: ${formatError(outcome.eventsMissing)}`)
      if (replaceable && outcome.job.status === 'cancelled') return { kind: 'taken away' }
      await tellQuality(outcome.job, { ...attendance, client: attendance.reader })
      if (world.signal.aborted && !isTerminal(outcome.job.status))
        return { kind: 'verdict', verdict: await interrupted(attendance) }
      return { kind: 'verdict', verdict: verdictOf(outcome.job) }
    case 'lost': {
      if (!attendance.report.job && outcome.error instanceof ApiError && outcome.error.refusal.status === 404)
        throw new ActionError(`The server knows no job ${jobId}: ${outcome.error.message}`, {
          hint: 'Check the id, "base-url", and that the job belongs to the project of this credential.',
          cause: outcome.error,
        })
      const why = `Job ${jobId} can no longer be followed: ${formatError(outcome.error)}`
      throw new ActionError(why, { hint: left(jobId), cause: outcome.error })
    }
    case 'timed-out':
      return { kind: 'verdict', verdict: await timedOut(attendance, outcome.job) }
    case 'interrupted':
      return { kind: 'verdict', verdict: await interrupted(attendance) }
  }
}

type Followed = Outcome | Extract<Fate, { kind: 'superseded' }>

async function follow(attendance: Attendance): Promise<Followed> {
  const { jobId, client, report, startedAt, timeoutMs, intervalMs, world } = attendance
  const { runner, clock } = world
  const news = followJob(client, jobId, {
    ...retryOptions(world),
    deadline: startedAt + timeoutMs,
    intervalMs,
    today: world.startedAt,
  })
  let { rival } = attendance
  let told: Job | undefined
  let silent = false
  let progress = NO_PROGRESS
  let eventAt = clock.now()
  let lineAt = eventAt
  for (;;) {
    const { done, value } = await news.next()
    if (done) return value
    if (value.kind === 'event') {
      const { event } = value
      report.event(event)
      progress = advanced(progress, event)
      runner.info(eventLine(event, progress, report.job?.estimatedFinish))
      eventAt = clock.now()
      lineAt = eventAt
      continue
    }
    if (value.kind === 'no events') {
      runner[silent ? 'info' : 'warning'](
        `The server tells no events at present: ${formatError(value.error)}`,
      )
      silent = true
      continue
    }
    const { job } = value
    const moved = report.job !== undefined && report.job.status !== job.status
    report.seen(job)
    if (!told || worthTelling(told, job)) {
      told = job
      runner.info(statusLine(job))
      lineAt = clock.now()
    } else if (clock.now() - lineAt >= QUIET_MS) {
      runner.info(heartbeatLine(job, clock.now() - eventAt, progress))
      lineAt = clock.now()
    }
    if (!moved || !rival) continue
    const other = await rival(job)
    rival = undefined
    if (other) return { kind: 'superseded', job, other }
  }
}

/** Estimates of the end waver; a minute's difference is news to nobody. */
function worthTelling(told: Job, job: Job): boolean {
  return told.status !== job.status || Math.abs((told.estimatedFinish ?? 0) - (job.estimatedFinish ?? 0)) > 60
}

/** What to say of a job that has stopped; throws a Failure unless it has succeeded. */
function verdictOf(job: Job): string {
  if (job.status === 'succeeded') return 'succeeded'
  const { code, param, message } = job.error ?? {}
  const details = [code, param && `param ${param}`].filter(Boolean).join(', ')
  const why = `${details ? ` (${details})` : ''}${message ? `: ${message}` : '.'}`
  if (job.status === 'paused')
    throw new ActionError(`Job ${job.id} is paused${why}`, {
      hint: 'It does not go on by itself: resume it, or cancel it.',
    })
  if (job.status === 'cancelled') throw new ActionError(`Job ${job.id} was cancelled${why}`)
  throw new ActionError(`Job ${job.id} has failed${why}`)
}

async function timedOut(attendance: Attendance, job: Job | undefined): Promise<string> {
  const { jobId, timeoutMs, onTimeout, world } = attendance
  const late = job
    ? `The time is up and job ${jobId} has not ended (${job.status}).`
    : `The time is up and the server has told nothing of job ${jobId}.`
  if (job && timeoutMs === 0) {
    world.runner.info(left(jobId))
    return job.status
  }
  if (onTimeout === 'detach') {
    world.runner.notice(`${late} ${left(jobId)}`)
    return job?.status ?? 'left to itself'
  }
  if (onTimeout === 'fail')
    throw new ActionError(late, {
      hint: `${left(jobId)} Allow more time by "timeout", or see "on-timeout".`,
    })
  return stopped(attendance, onTimeout, UNHURRIED_MS, late)
}

async function interrupted({ onCancel, ...attendance }: Attendance): Promise<string> {
  const cancelled = 'The workflow was cancelled.'
  if (onCancel === 'detach') throw new ActionError(cancelled, { hint: left(attendance.jobId) })
  return stopped(attendance, onCancel, attendance.remainingMs(), cancelled)
}

const UNHURRIED_MS = 2 * 60_000

/** Stops the job, and fails with what was done; unless the job turns out to have succeeded in the meantime. */
async function stopped(
  attendance: Omit<Attendance, 'onCancel'>,
  command: 'cancel' | 'pause',
  withinMs: number,
  reason: string,
): Promise<string> {
  const { jobId, report, world } = attendance
  let job: Job
  try {
    job = await stopInTime(attendance, command, withinMs)
  } catch (error) {
    throw new NotStopped(`${reason} Job ${jobId} could not be ${PAST[command]}: ${formatError(error)}`, {
      hint: world.signal.aborted
        ? `The post step tries again. ${left(jobId)}`
        : `${left(jobId)} Look after it by hand.`,
      cause: error,
    })
  }
  report.seen(job)
  if (job.status === 'succeeded' && !world.signal.aborted) {
    // It has ended: one more look hears the rest of it.
    const rest = { ...attendance, startedAt: world.clock.now(), timeoutMs: 0, rival: undefined }
    const fate = await attend({ ...rest, onCancel: 'detach', replaceable: false })
    return fate.kind === 'verdict' ? fate.verdict : verdictOf(job)
  }
  if (job.status === 'succeeded' || job.status === 'failed') return verdictOf(job)
  throw new ActionError(`${reason} Job ${jobId} was asked to ${command}; its status is now ${job.status}.`, {
    hint: command === 'pause' ? 'Running the training step again resumes it.' : undefined,
  })
}

/** Takes its time, unless the workflow is cancelled: then what is left to do is done in a hurry. */
export async function stopInTime(
  { jobId, client, world, remainingMs }: Pick<Attendance, 'jobId' | 'client' | 'world' | 'remainingMs'>,
  command: 'cancel' | 'pause',
  withinMs: number,
): Promise<Job> {
  const { signal: interrupted } = world
  const stop = (withinMs: number, signal?: AbortSignal) =>
    stopJob(client, jobId, command, { ...retryOptions(world), withinMs, signal })
  if (interrupted.aborted) return stop(withinMs)
  try {
    return await stop(withinMs, interrupted)
  } catch (error) {
    if (!interrupted.aborted) throw error
    return stop(remainingMs())
  }
}

/** Said wherever a job is left to itself. */
export const left = (jobId: string) =>
  `Job ${jobId} is left as it is: while it runs it costs money. Running the training step again attaches to it; the action "wait" follows it with job-id: ${jobId}, also in a later workflow; "control" stops it.`
