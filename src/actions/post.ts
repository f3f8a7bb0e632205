import { inputsOf, PostInputs } from '../config/inputs.ts'
import type { Dependencies } from '../dependencies.ts'
import { ActionError } from '../errors.ts'
import { type Client, createClient } from '../openai/client.ts'
import { hasMetadata, type JobQuery, listJobs } from '../openai/list-jobs.ts'
import { isTerminal, type Job } from '../openai/wire.ts'
import { formatError } from '../report/format-error.ts'
import { connectionOf } from '../training/connection.ts'
import { LOOKS_MS } from '../training/create-job.ts'
import { left } from '../training/follow-to-end.ts'
import { hasAnyMetadata } from '../training/match-job.ts'
import { retryFor, retryOptions } from '../training/retry-options.ts'
import { changeJob, PAST } from '../training/stop-job.ts'

/** GitHub ends all that still runs five minutes after the workflow was cancelled (workflow cancellation reference). */
const LOOK_MS = 20_000

/**
 * The post step: does what `on-cancel` asks when the main step could not, because it was killed outright or the
 * server was not reached. It changes nothing when the main step has ended by itself, or the job has.
 */
export async function finishStopping(deps: Dependencies): Promise<void> {
  const { runner } = deps
  const { state } = runner
  if (state.get('ended') === 'true' || !(state.has('job-id') || state.has('attempt'))) return
  try {
    await finish(deps)
  } catch (error) {
    runner.setFailed(formatError(error))
  }
}

async function finish(world: Dependencies): Promise<void> {
  const { runner, fetch, clock, signal } = world
  const { state } = runner
  // The other inputs are those of the main step, which has read them.
  const inputs = await inputsOf(PostInputs, runner, [])
  const client = createClient(connectionOf(inputs, world), fetch, clock, signal)
  const known = state.get('job-id')
  const jobId = known ?? (await findByAttempt(client, world))?.id
  if (jobId === undefined) return
  if (inputs['job-status'] !== 'cancelled') {
    runner.warning(`The step was ended from outside, though the workflow was not cancelled. ${left(jobId)}`)
    return
  }
  const ours = known === undefined || state.get('created') === 'true'
  const command = inputs['on-cancel'] ?? (ours ? 'cancel' : 'detach')
  if (command === 'detach') runner.info(left(jobId))
  else await stop(jobId, command, client, world)
}

async function stop(
  jobId: string,
  command: 'cancel' | 'pause',
  client: Client,
  world: Dependencies,
): Promise<void> {
  const { runner } = world
  const job = await retryFor(world, LOOK_MS)(() => client.job(jobId))
  if (isTerminal(job.status)) {
    runner.info(`Job ${jobId} has ended already (${job.status}); nothing is left to do.`)
    return
  }
  if (command === 'pause' && !MAY_PAUSE.test(job.status))
    throw new ActionError(`Job ${jobId} cannot be paused: it is ${job.status}.`, { hint: left(jobId) })
  const { job: now, changed } = await changeJob(client, jobId, command, retryOptions(world)).catch(
    (error) => {
      throw new ActionError(`Job ${jobId} could not be ${PAST[command]}: ${formatError(error)}`, {
        hint: left(jobId),
        cause: error,
      })
    },
  )
  const how = changed ? 'was asked by the post step to' : 'needed not be asked to'
  runner.notice(
    `The workflow was cancelled. Job ${jobId} ${how} ${command}; its status is now ${now.status}.`,
  )
}

/** Servers pause what is being trained; what is paused, or about to be, needs no command. */
const MAY_PAUSE = /^(running|paus)/

/** The job that the main step asked for and had no answer about; looked for as long as lists are seen to lag. */
async function findByAttempt(client: Client, world: Dependencies): Promise<Job | undefined> {
  const { runner, clock, signal } = world
  const mark = { ft_attempt: runner.state.get('attempt') ?? '' }
  const look = (query: JobQuery) =>
    listJobs(client, query, retryFor(world, LOOK_MS), (jobs) => jobs.length > 0).then(({ items }) => items)
  for (const delayMs of LOOKS_MS) {
    await clock.sleep(delayMs, signal)
    const [job] = await look({ metadata: mark, wanted: (job) => hasMetadata(job, mark) })
    if (job) return job
  }
  const [newest] = await look({ wanted: () => true })
  if (newest && !hasAnyMetadata(newest))
    runner.warning(
      'The main step was ended while it created a job. This server keeps no metadata, so that nobody can tell whether it did: look at the newest jobs of this project.',
    )
  else runner.info('The main step was ended while it created a job. There is none, so nothing is left to do.')
  return undefined
}
