import type { WaitInputs } from '../config/inputs.ts'
import type { Dependencies } from '../dependencies.ts'
import { ActionError, formatError, quote, rethrowUnexpected } from '../errors.ts'
import { ApiError } from '../http/errors.ts'
import { isTerminal, type Job } from '../openai/job.ts'
import type { BestModel } from '../report/best-checkpoint.ts'
import { commandSentMessage, leftRunningMessage, PAST_TENSE, resumePausedJobMessage } from '../report/log.ts'
import type { StepClients } from './connection.ts'
import { collectFinalMetrics } from './final-metrics.ts'
import { type FollowOutcome, followJob } from './follow-job.ts'
import { JobLog } from './job-log.ts'
import type { RecognizedJob } from './match-job.ts'
import { retryOptions } from './retry-options.ts'
import type { RunReporter } from './run-reporter.ts'
import { STOP_TIMEOUT_MS, StopFailedError, stopWithin, unstoppedMessage } from './stop-job.ts'

/** Options for following a job, and what to do on timeout or cancellation. */
interface FollowToEndOptions extends StepClients {
  jobId: string
  reporter: RunReporter
  deps: Dependencies
  /** With a timeout of 0 the job is read once, and is left running without an error. */
  inputs: Pick<WaitInputs, 'timeout' | 'poll-interval' | 'on-timeout'>
  onCancel: 'cancel' | 'pause' | 'detach'
  /** Called each time the job was read; returns a job to follow instead, if there is one. */
  inspectJob?: ((job: Job) => Promise<RecognizedJob | undefined>) | undefined
  /** Called when someone else has cancelled the job; returns whether the caller follows another one instead. */
  replaceIfCancelled?: ((job: Job) => Promise<boolean>) | undefined
  /** Whether the timeout of the step has passed, and requests are sent nevertheless. */
  afterDeadline?: boolean | undefined
}

/** How following a job ended, unless the step fails. */
type FollowResult =
  /** The job has succeeded, or was left as the inputs require; `outcome` names which. */
  | { kind: 'finished'; outcome: string }
  /** Another job has to be followed instead. */
  | { kind: 'superseded'; job: Job; preferred: RecognizedJob }
  /** Someone else cancelled a job, and the caller follows another one. */
  | { kind: 'cancelled-elsewhere' }

/** Follows a job until it ends, logging and reporting its events; rejects with the reason if the step has to fail. */
export async function followToEnd(options: FollowToEndOptions): Promise<FollowResult> {
  const { jobId, deps, reporter, cancellableClient: client, replaceIfCancelled, afterDeadline } = options
  const { runner, signal } = deps
  const outcome = await logProgress(options)
  switch (outcome.kind) {
    case 'superseded':
      return outcome
    case 'settled': {
      const { job, eventsMissing, hasEvents } = outcome
      reporter.lastEventsMissing = eventsMissing !== undefined
      if (eventsMissing && hasEvents && !signal.aborted)
        runner.warning(`The job's last events could not be read: ${formatError(eventsMissing)}`)
      if (job.status === 'cancelled' && !signal.aborted && (await replaceIfCancelled?.(job)))
        return { kind: 'cancelled-elsewhere' }
      const best = await collectFinalMetrics(job, reporter, { client, deps, afterDeadline })
      if (signal.aborted && !isTerminal(job))
        return { kind: 'finished', outcome: await handleCancellation(options) }
      const succeeded = assertSucceeded(job)
      if (!job.fineTunedModel && !signal.aborted) assertHasCheckpoint(job, best, deps)
      return { kind: 'finished', outcome: succeeded }
    }
    case 'unavailable':
      throw toUnavailableError(jobId, outcome.error, options)
    case 'timed-out':
      return { kind: 'finished', outcome: await handleTimeout(options, outcome) }
    case 'interrupted':
      return { kind: 'finished', outcome: await handleCancellation(options) }
  }
}

/** Logs and reports each update of a job until it ends, or another job takes precedence. */
async function logProgress(
  options: FollowToEndOptions,
): Promise<FollowOutcome | Extract<FollowResult, { kind: 'superseded' }>> {
  const { jobId, client, reporter, inputs, afterDeadline, deps } = options
  const updates = followJob(client, jobId, {
    ...retryOptions(deps),
    deadline: deps.startedAt + inputs.timeout,
    intervalMs: inputs['poll-interval'],
    isJobKnown: reporter.job !== undefined,
    afterDeadline,
  })
  const log = new JobLog(deps, client.host)
  for (;;) {
    const { done, value } = await updates.next()
    if (done) return value
    if (value.kind === 'event') {
      reporter.addEvent(value.event)
      log.logEvent(value.event)
    } else if (value.kind === 'no-events') log.logMissingEvents(value.error)
    else if (value.kind === 'incomplete-events') log.logIncompleteEvents(value.problem)
    else {
      const { job } = value
      reporter.setJob(job)
      log.logJob(job)
      const preferred = await options.inspectJob?.(job)
      if (preferred) return { kind: 'superseded', job, preferred }
    }
  }
}

function toUnavailableError(
  jobId: string,
  error: unknown,
  { reporter: { job }, deps: { runner } }: FollowToEndOptions,
): ActionError {
  if (!job && error instanceof ApiError && error.status === 404)
    return new ActionError(`The server has no job ${jobId}: ${error.message}`, {
      hint: error.hint ?? 'Check the id.',
      cause: error,
    })
  const reason = formatError(error)
  if (job)
    return new ActionError(`Job ${jobId} can no longer be followed: ${reason}`, {
      hint: leftRunningMessage(jobId, runner),
      cause: error,
    })
  // Whether there is such a job is not known.
  return new ActionError(`Job ${jobId} cannot be followed: ${reason}`, { cause: error })
}

/** Thrown when a job has succeeded and there is nothing to use. */
class MissingModelError extends ActionError {}

/** Throws if a job has succeeded and there is nothing to use; warns if there are only checkpoints without a model name. */
function assertHasCheckpoint(job: Job, best: BestModel | undefined, { runner }: Dependencies): void {
  if (!best)
    throw new MissingModelError(
      `Job ${job.id} has succeeded, but the server names neither a model nor a checkpoint.`,
      {
        hint: 'Run the step again: it reuses the job, and the server may name the model by then.',
      },
    )
  runner.warning(
    `The server names no model for job ${job.id}. Deploy the checkpoint in the output best-checkpoint-id: ${best.checkpointId}`,
  )
}

/** Returns the outcome of a job that has succeeded; throws why it has not. */
function assertSucceeded(job: Job): string {
  if (job.status === 'succeeded') return 'succeeded'
  const { code, param, message } = job.error ?? {}
  const details = [code, param && `param ${param}`].filter(Boolean).join(', ')
  const reason = `${details ? ` (${details})` : ''}${message ? `: ${message}` : '.'}`
  if (job.status === 'paused')
    throw new ActionError(`Job ${job.id} is paused${reason}`, {
      hint: 'It does not continue by itself: resume or cancel it.',
    })
  if (job.status === 'cancelled') throw new ActionError(`Job ${job.id} was cancelled${reason}`)
  if (job.status === 'expired') throw new ActionError(`Job ${job.id} has expired${reason}`)
  if (job.status === 'failed') throw new ActionError(`Job ${job.id} has failed${reason}`)
  throw new ActionError(`Job ${job.id} has ended with the unknown status ${quote(job.status)}${reason}`, {
    hint: 'Only the status "succeeded" counts as a success.',
  })
}

async function handleTimeout(
  options: FollowToEndOptions,
  { job, error }: Extract<FollowOutcome, { kind: 'timed-out' }>,
): Promise<string> {
  const { jobId, inputs, deps } = options
  const { timeout: timeoutMs, 'on-timeout': onTimeout } = inputs
  const message = leftRunningMessage(jobId, deps.runner)
  if (job && timeoutMs === 0) {
    deps.runner.info(message)
    return job.status
  }
  const why = error ? `: ${formatError(error)}` : ''
  const state = job ? `job ${jobId} is still ${job.status}` : `the server has not reported job ${jobId}${why}`
  const minutes = Number((timeoutMs / 60_000).toFixed(2))
  const reason = `Timed out after ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}: ${state}.`
  if (onTimeout === 'detach') {
    deps.runner.notice(`${reason} ${message}`)
    return job?.status ?? 'detached'
  }
  if (onTimeout === 'fail')
    throw new ActionError(reason, { hint: `${message} Increase "timeout", or set "on-timeout".` })
  return stopAndThrow(options, onTimeout, STOP_TIMEOUT_MS, reason)
}

async function handleCancellation(options: FollowToEndOptions): Promise<string> {
  const { jobId, onCancel, deps } = options
  const reason = formatError(deps.signal.reason)
  if (onCancel === 'detach') throw new ActionError(reason, { hint: leftRunningMessage(jobId, deps.runner) })
  return stopAndThrow(options, onCancel, deps.remainingGraceMs(), reason)
}

/** Stops the job and throws what was done; returns the outcome if the job turns out to have succeeded meanwhile. */
async function stopAndThrow(
  options: FollowToEndOptions,
  command: 'cancel' | 'pause',
  timeoutMs: number,
  reason: string,
): Promise<string> {
  const { jobId, reporter, deps } = options
  const { signal } = deps
  const job = await stopWithin(timeoutMs, command, options).catch((error) => {
    const message = unstoppedMessage(jobId, error, deps.runner)
    throw new StopFailedError(
      `${reason} Job ${jobId} could not be ${PAST_TENSE[command]}: ${formatError(error)}`,
      { hint: signal.aborted ? `The post step tries again. ${message}` : message, cause: error },
    )
  })
  reporter.setJob(job)
  if (job.status === 'succeeded' && !signal.aborted) await reportEnd(options)
  if (job.status === 'succeeded' || job.status === 'failed') return assertSucceeded(job)
  throw new ActionError(`${reason} ${commandSentMessage(command, job)}`, {
    hint: command === 'pause' ? resumePausedJobMessage(jobId, deps.runner) : undefined,
  })
}

/** Reports the events and metrics of a job that has succeeded in the meantime, as far as the time suffices. */
async function reportEnd(options: FollowToEndOptions): Promise<void> {
  const { runner, signal } = options.deps
  try {
    await followToEnd({
      ...options,
      inputs: { ...options.inputs, timeout: 0, 'on-timeout': 'fail' },
      onCancel: 'detach',
      inspectJob: undefined,
      replaceIfCancelled: undefined,
      afterDeadline: true,
    })
  } catch (error) {
    rethrowUnexpected(error, signal)
    if (error instanceof MissingModelError) throw error
    runner.warning(`The job's last events could not be read: ${formatError(error)}`)
  }
}
