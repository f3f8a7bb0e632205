import { inputSchemas } from '../config/inputs.ts'
import { parseInputsOrThrow } from '../config/parse-inputs.ts'
import type { Audience, Dependencies } from '../dependencies.ts'
import { ActionError, formatError } from '../errors.ts'
import { type Client, createClient } from '../openai/client.ts'
import { isTerminal } from '../openai/job.ts'
import {
  commandSentMessage,
  leftRunningMessage,
  maybeCreatedMessage,
  maybeRunningMessage,
  PAST_TENSE,
} from '../report/log.ts'
import { CUSTOM_LLM_PROVIDER, createConnection } from '../training/connection.ts'
import {
  type CreateAttempt,
  findJobsOfSameRequest,
  findLostJobs,
  type LostJobs,
} from '../training/find-lost-jobs.ts'
import { COMMAND_INTERVAL_MS, carryOutCommand } from '../training/job-command.ts'
import { retryOptions } from '../training/retry-options.ts'
import { COMMAND_DELAY_STATE, StopFailedError, unstoppedMessage } from '../training/stop-job.ts'

/** GitHub ends everything five minutes after the cancellation (workflow cancellation reference). */
const POST_TIMEOUT_MS = 4 * 60_000
/** What remains of it, at least, to stop a job that had to be found first. */
const MIN_STOP_MS = 60_000
/** How long to look for copies of a job that is stopped. */
const COPIES_TIMEOUT_MS = 20_000

/**
 * Runs the post step: applies `on-cancel` if the main step could not, because it was killed, or no read of the job showed that
 * the command had taken effect. Changes nothing if the main step ended by itself. Fails with the name of any job that may go on.
 */
export async function post(deps: Dependencies): Promise<void> {
  const { runner } = deps
  const { state } = runner
  if (state.get('ended') === 'true' || !(state.has('job-id') || state.has('attempt'))) return
  try {
    await applyOnCancel(deps)
  } catch (error) {
    runner.setFailed(formatError(error instanceof StopFailedError ? error : describeRisk(error, deps)))
  }
}

/** Returns an error that names what may be running and costing money after another error. */
function describeRisk(error: unknown, { runner }: Dependencies): ActionError {
  const { state } = runner
  const reason = formatError(error)
  const jobId = state.get('job-id')
  if (jobId !== undefined)
    return new ActionError(`Job ${jobId} could not be stopped: ${reason}`, {
      hint: maybeRunningMessage(jobId, runner),
    })
  return new ActionError(`Unclear whether the main step created a job: ${reason}`, {
    hint: maybeCreatedMessage(state.get('attempt')),
  })
}

/** What stopping the jobs of a main step needs. */
interface PostOptions {
  client: Client
  deps: Dependencies
  /** The time of the clock at which to give up. */
  deadline: number
}

async function applyOnCancel(deps: Dependencies): Promise<void> {
  const { runner, clock } = deps
  const { state } = runner
  const deadline = clock.now() + POST_TIMEOUT_MS
  // The main step has validated the other inputs.
  const inputs = await parseInputsOrThrow(inputSchemas.post, runner, [])
  const isCancelled = inputs['job-status'] === 'cancelled'
  const savedJobId = state.get('job-id')
  const createdByThisRun = savedJobId === undefined || state.get('created') === 'true'
  const command = inputs['on-cancel'] ?? (createdByThisRun ? 'cancel' : 'detach')
  const logLeftRunning = (jobId: string) => {
    const message = leftRunningMessage(jobId, runner)
    if (isCancelled) runner.info(message)
    else runner.warning(`The step was killed, but the workflow was not cancelled. ${message}`)
  }
  if (savedJobId !== undefined && (!isCancelled || command === 'detach')) return logLeftRunning(savedJobId)

  const options = { client: await connect(deps), deps, deadline }
  const jobIds = savedJobId !== undefined ? [savedJobId] : await findLostJobIds(options)
  if (!isCancelled || command === 'detach') return jobIds.forEach(logLeftRunning)
  // A copy costs as much as a job that cannot be stopped.
  await settleAll([
    stopAll(jobIds, command, options),
    ...(createdByThisRun && jobIds.length > 0 ? [stopCopies(jobIds, command, options)] : []),
  ])
}

async function connect(deps: Dependencies): Promise<Client> {
  const { runner, fetch, clock, signal } = deps
  const inputs = await parseInputsOrThrow(inputSchemas.postConnection, runner, [])
  const extraBody = { [CUSTOM_LLM_PROVIDER]: runner.state.get(CUSTOM_LLM_PROVIDER) }
  return createClient(createConnection(inputs, deps, extraBody), fetch, clock, { signal })
}

/** Stops jobs at the same time; rejects with the name of each that could not be stopped. */
async function stopAll(
  jobIds: readonly string[],
  command: 'cancel' | 'pause',
  options: PostOptions,
): Promise<void> {
  await settleAll(jobIds.map((jobId) => stop(jobId, command, options)))
}

/** Lets all of them end; rejects with every reason. */
async function settleAll(tasks: readonly Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(tasks)
  const reasons = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
  if (reasons.length > 0) throw new StopFailedError(reasons.map(formatError).join('\n'))
}

async function stop(
  jobId: string,
  command: 'cancel' | 'pause',
  { client, deps, deadline }: PostOptions,
): Promise<void> {
  const { runner, clock } = deps
  const delayMs = Number(runner.state.get(COMMAND_DELAY_STATE)) || 0
  const { job, isSent } = await carryOutCommand(client, jobId, command, {
    ...retryOptions(deps),
    deadline,
    notBefore: clock.now() + Math.min(delayMs, COMMAND_INTERVAL_MS),
    waitForStart: true,
  }).catch((error) => {
    throw new StopFailedError(`Job ${jobId} could not be ${PAST_TENSE[command]}: ${formatError(error)}`, {
      hint: unstoppedMessage(jobId, error, runner),
      cause: error,
    })
  })
  if (!isSent && isTerminal(job))
    return runner.info(`Job ${jobId} has already ended (${job.status}): nothing to do.`)
  const result = isSent ? commandSentMessage(command, job) : `Job ${jobId} is already ${job.status}.`
  const reason = runner.isCommandLine ? 'The command was interrupted.' : 'The workflow was cancelled.'
  runner.notice(`${reason} ${result}`)
}

/**
 * Stops further jobs of our create request, which a gateway may have sent more than once; fails for those that may be. Beside
 * our own job they are cancelled; where it is not listed, one of them may be this job under another id.
 */
async function stopCopies(
  jobIds: readonly string[],
  command: 'cancel' | 'pause',
  options: PostOptions,
): Promise<void> {
  const { client, deps, deadline } = options
  const { runner, clock } = deps
  const attempt = readAttempt(deps)
  if (attempt === undefined) return
  const names = jobIds.join(', ')
  const warn = (reason: string) => {
    // Own hosts, which get no derived seed, make no copies.
    if (attempt.seed === undefined) return
    runner.warning(
      `Whether the server has made copies of job ${names}, which cost money, is not known: ${reason}`,
    )
  }
  const copiesDeadline = Math.min(deadline, clock.now() + COPIES_TIMEOUT_MS)
  const copies = await findJobsOfSameRequest(client, jobIds, attempt, deps, copiesDeadline).catch((error) => {
    if (!(error instanceof ActionError)) throw error
    warn(formatError(error))
    return undefined
  })
  if (!copies) return
  if (copies.incompleteReason !== undefined) warn(copies.incompleteReason)
  const copyIds = copies.own.map(({ id }) => id)
  await settleAll([
    stopAll(copyIds, copies.isKnownAlive ? 'cancel' : command, options),
    assertAllRecognized(copies, `Job ${names} may have copies that a gateway has made.`, runner),
  ])
}

function readAttempt({ runner: { state } }: Dependencies): CreateAttempt | undefined {
  const attemptId = state.get('attempt')
  const seed = state.get('seed')
  return attemptId === undefined ? undefined : { attemptId, seed: seed ? Number(seed) : undefined }
}

/** Returns the ids of the jobs whose create request had no response; fails for jobs that may be such ones. */
async function findLostJobIds({ client, deps, deadline }: PostOptions): Promise<string[]> {
  const attempt = readAttempt(deps) ?? { attemptId: '' }
  const lost = await findLostJobs(client, attempt, deps, deadline - MIN_STOP_MS)
  if (lost.own.length === 0) await reportMissing(lost, attempt, deps)
  return lost.own.map(({ id }) => id)
}

/** Fails for jobs that may be those of our create request, and that nothing identifies well enough to stop them. */
async function assertAllRecognized(
  { suspected, unreadable }: Pick<LostJobs, 'suspected' | 'unreadable'>,
  reason: string,
  audience: Audience,
): Promise<void> {
  if (suspected.length > 0)
    throw new StopFailedError(
      `${reason} The jobs named here have the seed of that job, and nothing else shows who created them, so they were not stopped.`,
      { hint: suspected.map(({ id }) => maybeRunningMessage(id, audience)).join('\n') },
    )
  if (unreadable > 0)
    throw new StopFailedError(
      `${reason} The list of jobs has ${unreadable} more of its jobs, whose ids cannot be read, so they were not stopped.`,
      { hint: 'They may be running and costing money: check the newest jobs of this project.' },
    )
}

async function reportMissing(
  lost: LostJobs,
  { attemptId }: CreateAttempt,
  { runner }: Dependencies,
): Promise<void> {
  const reason = 'The main step ended while it was creating a job.'
  await assertAllRecognized(lost, reason, runner)
  if (lost.incompleteReason !== undefined)
    throw new StopFailedError(`${reason} Whether the job exists is not known: ${lost.incompleteReason}.`, {
      hint: maybeCreatedMessage(attemptId),
    })
  if (lost.keepsNoMetadata)
    runner.warning(
      `${reason} This server keeps no metadata, so the action cannot know whether the job exists and costs money: check the newest jobs of this project.`,
    )
  else runner.info(`${reason} The job does not exist: nothing to do.`)
}
