import { delayAbort } from '../clock.ts'
import type { Audience, Dependencies } from '../dependencies.ts'
import { ActionError } from '../errors.ts'
import { retry } from '../http/retry.ts'
import type { Client, JobCommand } from '../openai/client.ts'
import { isTerminal, type Job } from '../openai/job.ts'
import { leftRunningMessage, maybeRunningMessage, PAST_TENSE } from '../report/log.ts'
import { COMMAND_REQUEST_TIMEOUT_MS, CommandFailedError, carryOutCommand } from './job-command.ts'
import { retryOptions } from './retry-options.ts'

/** All of stopping a job takes no longer. */
export const STOP_TIMEOUT_MS = 2 * 60_000
/** The state with the milliseconds that the post step waits before it sends a further command. */
export const COMMAND_DELAY_STATE = 'command-delay'
/** Limits one request of a cancelled workflow, which has seconds for the command and the read that checks it. */
const LAST_REQUEST_TIMEOUT_MS = 2500
/** Enough for one command: the runner ends a cancelled step three seconds later than this action plans. */
const MIN_STOP_MS = 1000
/** Refusals in a row, ten seconds apart: a replica may know for 30 seconds nothing of a job that was just created. */
const FINAL_REFUSALS = 4

/** Thrown when a job should have been stopped and may still be running. */
export class StopFailedError extends ActionError {}

/**
 * Cancels or pauses a job within the timeout of two minutes at most, or within what remains of the step once the workflow is
 * cancelled. Returns the job when a read shows that it is being stopped or has ended; rejects with a CommandFailedError.
 */
export async function stopWithin(
  timeoutMs: number,
  command: 'cancel' | 'pause',
  { jobId, client, deps }: { jobId: string; client: Client; deps: Dependencies },
): Promise<Job> {
  const { signal, clock, runner, remainingGraceMs } = deps
  const grace = delayAbort(signal, () => Math.max(MIN_STOP_MS, remainingGraceMs()), clock)
  let nextCommandAt = Number.NEGATIVE_INFINITY
  const saveDelay = () =>
    runner.saveState(COMMAND_DELAY_STATE, `${Math.max(0, Math.round(nextCommandAt - clock.now()))}`)
  try {
    const { job } = await carryOutCommand(client, jobId, command, {
      ...retryOptions(deps),
      signal: grace.signal,
      deadline: clock.now() + Math.max(MIN_STOP_MS, Math.min(timeoutMs, STOP_TIMEOUT_MS)),
      getRequestTimeout: () => (signal.aborted ? LAST_REQUEST_TIMEOUT_MS : COMMAND_REQUEST_TIMEOUT_MS),
      sendFirst: true,
      isFinalRefusal: (refusals) => signal.aborted || refusals >= FINAL_REFUSALS,
      onSend: (nextAt) => {
        nextCommandAt = nextAt
        saveDelay()
      },
    })
    return job
  } catch (error) {
    saveDelay()
    throw error
  } finally {
    grace.dispose()
  }
}

/** Returns the sentence about the cost of a job that could not be stopped: it runs, or it may. */
export function unstoppedMessage(jobId: string, error: unknown, audience: Audience): string {
  return error instanceof CommandFailedError && error.job
    ? leftRunningMessage(jobId, audience)
    : maybeRunningMessage(jobId, audience)
}

/** How long a change that is in progress may take: a job is `pausing` until its snapshot exists. */
const SETTLE_MS = 60_000
/** How long to retry the first read, which shows whether there is such a job. */
const FIRST_READ_TIMEOUT_MS = 60_000

/**
 * Changes a job and returns it once the server shows it in the status that the command requests; sends nothing when it is
 * there already. Rejects with the reason within two minutes: the server refuses, the job has ended, or nothing has changed.
 * Calls `onPoll` with the job each time it was read.
 */
export async function changeJobStatus(
  client: Pick<Client, 'getJob' | 'updateJob'>,
  jobId: string,
  command: JobCommand,
  deps: Dependencies,
  onPoll?: (job: Job) => void,
): Promise<{ job: Job; changed: boolean }> {
  const { clock, signal, runner } = deps
  const deadline = clock.now() + STOP_TIMEOUT_MS
  const first = await retry(() => client.getJob(jobId), {
    ...retryOptions(deps),
    failsFast: true,
    deadline: clock.now() + FIRST_READ_TIMEOUT_MS,
  })
  onPoll?.(first)
  try {
    const { job, effect, isSent } = await carryOutCommand(client, jobId, command, {
      ...retryOptions(deps),
      onPoll,
      deadline,
      job: first,
      settleMs: SETTLE_MS,
      isFinalRefusal: () => true,
    })
    if (effect === 'impossible') throw new JobEndedError(job, command)
    return { job, changed: isSent }
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof CommandFailedError)) throw error
    throw toUpdateError(jobId, command, error, runner)
  }
}

function toUpdateError(
  jobId: string,
  command: JobCommand,
  error: CommandFailedError,
  audience: Audience,
): ActionError {
  const { job, isRefused, isUnsupported, cause } = error
  if (job && isUnsupported)
    return new ActionError(`Job ${jobId} is ${job.status}, and ${error.message}`, {
      hint: command === 'pause' ? 'Let the job run, or cancel it.' : undefined,
      cause,
    })
  if (job && isRefused)
    return new ActionError(
      `Job ${jobId} cannot be ${PAST_TENSE[command]}: it is ${job.status}. ${error.message}`,
      { hint: command === 'pause' ? PAUSE_HINT : error.hint, cause },
    )
  const hint = command === 'resume' ? error.hint : unstoppedMessage(jobId, error, audience)
  return new ActionError(`Job ${jobId} could not be ${PAST_TENSE[command]}: ${error.message}`, {
    hint,
    cause,
  })
}

const PAUSE_HINT =
  'Servers pause a job only while it trains: try again when its status is running, or cancel it.'

/** Thrown when a job has ended before it could be changed. */
export class JobEndedError extends ActionError {
  constructor(job: Job, command: JobCommand) {
    const state = isTerminal(job) ? `has ended (${job.status})` : `is ${job.status}`
    super(`Job ${job.id} can no longer be ${PAST_TENSE[command]}: it ${state}.`)
  }
}
