import { inputSchemas } from '../config/inputs.ts'
import { parseInputsOrThrow } from '../config/parse-inputs.ts'
import type { Dependencies } from '../dependencies.ts'
import { ActionError } from '../errors.ts'
import { type Client, createClient } from '../openai/client.ts'
import { isTerminal, type Job } from '../openai/job.ts'
import { hasMetadata, type JobQuery, listJobs } from '../openai/list-jobs.ts'
import { formatError } from '../report/format-error.ts'
import { commandSentMessage, leftRunningMessage, PAST_TENSE } from '../report/log.ts'
import { createConnection } from '../training/connection.ts'
import { LOOKUP_DELAYS_MS } from '../training/create-job.ts'
import { hasAnyMetadata } from '../training/match-job.ts'
import { retryFor, retryOptions } from '../training/retry-options.ts'
import { updateJobStatus } from '../training/stop-job.ts'

/** Short, because GitHub ends everything five minutes after the cancellation (workflow cancellation reference). */
const READ_TIMEOUT_MS = 20_000

/**
 * Runs the post step: applies `on-cancel` if the main step could not, because it was killed or the server was
 * unreachable. Changes nothing if the main step ended by itself, or the job has ended.
 */
export async function post(deps: Dependencies): Promise<void> {
  const { runner } = deps
  const { state } = runner
  if (state.get('ended') === 'true' || !(state.has('job-id') || state.has('attempt'))) return
  try {
    await applyOnCancel(deps)
  } catch (error) {
    runner.setFailed(formatError(error))
  }
}

async function applyOnCancel(deps: Dependencies): Promise<void> {
  const { runner, fetch, clock, signal } = deps
  const { state } = runner
  // The main step has validated the other inputs.
  const inputs = await parseInputsOrThrow(inputSchemas.post, runner, [])
  const client = createClient(createConnection(inputs, deps), fetch, clock, { signal })
  const savedJobId = state.get('job-id')
  const jobId = savedJobId ?? (await findJobByAttempt(client, deps))?.id
  if (jobId === undefined) return
  if (inputs['job-status'] !== 'cancelled') {
    runner.warning(`The step was killed, but the workflow was not cancelled. ${leftRunningMessage(jobId)}`)
    return
  }
  const createdByThisRun = savedJobId === undefined || state.get('created') === 'true'
  const command = inputs['on-cancel'] ?? (createdByThisRun ? 'cancel' : 'detach')
  if (command === 'detach') runner.info(leftRunningMessage(jobId))
  else await stop(jobId, command, client, deps)
}

async function stop(
  jobId: string,
  command: 'cancel' | 'pause',
  client: Client,
  deps: Dependencies,
): Promise<void> {
  const { runner } = deps
  const hint = leftRunningMessage(jobId)
  const current = await retryFor(deps, READ_TIMEOUT_MS)(() => client.getJob(jobId))
  if (isTerminal(current)) {
    runner.info(`Job ${jobId} has already ended (${current.status}): nothing to do.`)
    return
  }
  if (command === 'pause' && !PAUSABLE_STATUS.test(current.status))
    throw new ActionError(`Job ${jobId} cannot be paused: it is ${current.status}.`, { hint })
  const update = updateJobStatus(client, jobId, command, retryOptions(deps))
  const { job, changed } = await update.catch((error) => {
    throw new ActionError(`Job ${jobId} could not be ${PAST_TENSE[command]}: ${formatError(error)}`, {
      hint,
      cause: error,
    })
  })
  runner.notice(
    changed
      ? `The workflow was cancelled. ${commandSentMessage(command, job)}`
      : `The workflow was cancelled. Job ${jobId} is already ${job.status}.`,
  )
}

/** Servers pause jobs that train; a job that is paused or pausing needs no command. */
const PAUSABLE_STATUS = /^(running|paus)/

/** Finds the job of a create request without a response, polling as long as servers may list it late. */
async function findJobByAttempt(client: Client, deps: Dependencies): Promise<Job | undefined> {
  const { runner, clock, signal } = deps
  const metadata = { ft_attempt: runner.state.get('attempt') ?? '' }
  const findFirst = async (query: JobQuery): Promise<Job | undefined> => {
    const retry = retryFor(deps, READ_TIMEOUT_MS)
    const isDone = (jobs: Job[]) => jobs.length > 0
    return (await listJobs(client, query, { retry, clock, isDone })).items[0]
  }
  for (const delayMs of LOOKUP_DELAYS_MS) {
    await clock.sleep(delayMs, signal)
    const job = await findFirst({ metadata, filter: (job) => hasMetadata(job, metadata) })
    if (job) return job
  }
  const newest = await findFirst({ filter: () => true })
  if (newest && !hasAnyMetadata(newest))
    runner.warning(
      'The main step ended while it was creating a job. This server keeps no metadata, so the action cannot know whether the job exists: check the newest jobs of this project.',
    )
  else runner.info('The main step ended while it was creating a job. The job does not exist: nothing to do.')
  return undefined
}
