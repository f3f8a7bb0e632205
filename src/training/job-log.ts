import type { Dependencies } from '../dependencies.ts'
import { formatError } from '../errors.ts'
import type { JobEvent } from '../openai/event.ts'
import { isWaiting, type Job } from '../openai/job.ts'
import { isFirstPartyHost } from '../openai/provider.ts'
import {
  formatEvent,
  formatHeartbeat,
  formatStatus,
  HEARTBEAT_MS,
  NO_PROGRESS,
  preemptedMessage,
  stalledMessage,
  updateProgress,
} from '../report/log.ts'
import { describeMissingRouteResponse, isMissingRoute } from './optional-route.ts'
import type { EventUpdate } from './poll-events.ts'

type IncompleteEvents = Extract<EventUpdate, { kind: 'incomplete-events' }>['problem']

const INCOMPLETE_EVENTS: Readonly<Record<IncompleteEvents, string>> = {
  repeated: "The server lists the same page of the job's events again in place of the next one",
  endless: "The server's list of the job's events does not end",
  timeout: "The timeout passed before the job's last events were listed",
}

/** How long a job may train without a new event before a warning: some jobs of Azure's hang, and report no error. */
const STALL_MS = 30 * 60_000

/**
 * Logs what happens to a job while it is being followed, and a heartbeat while nothing happens. Warns once when a job that
 * trains has no new events for half an hour, if the server is known to list an event for its steps.
 */
export class JobLog {
  readonly #deps: Pick<Dependencies, 'runner' | 'clock'>
  readonly #host: string
  #job: Job | undefined
  #loggedJob: Job | undefined
  #progress = NO_PROGRESS
  #statusSince: number
  #lastEventAt: number
  #lastLineAt: number
  #hasWarnedAboutEvents = false
  #hasReportedMissingRoute = false
  #hasWarnedOfStall = false

  /** `host` is that of the server, which shows whether it is known to list events. */
  constructor(deps: Pick<Dependencies, 'runner' | 'clock'>, host: string) {
    this.#deps = deps
    this.#host = host
    this.#lastEventAt = deps.clock.now()
    this.#lastLineAt = this.#lastEventAt
    this.#statusSince = this.#lastEventAt
  }

  /** Logs an event, with the progress and the time that remains. */
  logEvent(event: JobEvent): void {
    this.#progress = updateProgress(this.#progress, event)
    this.#info(formatEvent(event, this.#progress, this.#job?.estimatedFinish))
    this.#lastEventAt = this.#lastLineAt
  }

  /** Logs the status of a job if it has changed, or a heartbeat after a long silence. */
  logJob(job: Job): void {
    const previousStatus = this.#job?.status
    this.#job = job
    const now = this.#deps.clock.now()
    if (job.status !== previousStatus) this.#statusSince = now
    if (!this.#loggedJob || shouldLogStatus(this.#loggedJob, job)) {
      this.#loggedJob = job
      this.#info(formatStatus(job))
    } else if (now - this.#lastLineAt >= HEARTBEAT_MS)
      this.#info(formatHeartbeat(job, now - this.#lastEventAt, this.#progress))
    if (previousStatus === 'running' && isWaiting(job)) this.#info(preemptedMessage(job))
    this.#warnOfStall(job, now)
  }

  /** Logs that the server has no events or refuses to list them: the first time as a warning. */
  logMissingEvents(error: unknown): void {
    if (this.#hasReportedMissingRoute) return
    this.#hasReportedMissingRoute = isMissingRoute(error)
    const level = this.#hasWarnedAboutEvents ? 'info' : 'warning'
    this.#deps.runner[level](
      isMissingRoute(error)
        ? `This server has no events of jobs (${describeMissingRouteResponse(error)}). Nothing is wrong: the action follows the job by its status.`
        : `The server does not list the job's events at the moment: ${formatError(error)}`,
    )
    this.#hasWarnedAboutEvents = true
  }

  /** Logs why some events of the job will be missing. */
  logIncompleteEvents(problem: IncompleteEvents): void {
    this.#deps.runner.warning(
      `${INCOMPLETE_EVENTS[problem]}; some are missing in the log and in events.jsonl.`,
    )
  }

  #warnOfStall(job: Job, now: number): void {
    const quietMs = now - Math.max(this.#lastEventAt, this.#statusSince)
    if (job.status !== 'running' || quietMs < STALL_MS || this.#hasWarnedOfStall) return
    // Elsewhere, long jobs without events are ordinary: Nebius lists four events, LiteLLM none.
    const listsSteps = this.#progress.recentSteps.length > 0 || isFirstPartyHost(this.#host)
    if (!listsSteps || this.#hasWarnedAboutEvents) return
    this.#hasWarnedOfStall = true
    this.#deps.runner.warning(stalledMessage(job, quietMs))
  }

  #info(line: string): void {
    this.#deps.runner.info(line)
    this.#lastLineAt = this.#deps.clock.now()
  }
}

/** Estimates of the end waver; a difference of a minute is not worth a line. */
function shouldLogStatus(logged: Job, job: Job): boolean {
  const differenceS = Math.abs((logged.estimatedFinish ?? 0) - (job.estimatedFinish ?? 0))
  return logged.status !== job.status || differenceS > 60
}
