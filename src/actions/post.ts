import { inputsOf, PostInputs } from '../config/inputs.ts'
import { patienceOf, repeatFor, type World } from '../dependencies.ts'
import { Failure } from '../errors.ts'
import { type Client, connect } from '../openai/client.ts'
import { hasMetadata, type JobQuery, listJobs } from '../openai/list-jobs.ts'
import { hasEnded, type Job } from '../openai/wire.ts'
import { explain } from '../report/format-error.ts'
import { connectionOf } from '../training/connection.ts'
import { LOOKS_MS } from '../training/create-job.ts'
import { left } from '../training/follow-to-end.ts'
import { hasAnyMetadata } from '../training/match-job.ts'
import { changeJob, PAST } from '../training/stop-job.ts'

/** GitHub ends all that still runs five minutes after the workflow was cancelled (workflow cancellation reference). */
const LOOK_MS = 20_000

/**
 * The post step: does what `on-cancel` asks when the main step could not, because it was killed outright or the
 * server was not reached. It changes nothing when the main step has ended by itself, or the job has.
 */
export async function finishStopping(world: World): Promise<void> {
  const { host } = world
  const { state } = host
  if (state.get('ended') === 'true' || !(state.has('job-id') || state.has('attempt'))) return
  try {
    await finish(world)
  } catch (error) {
    host.setFailed(explain(error))
  }
}

async function finish(world: World): Promise<void> {
  const { host, fetch, clock, interrupted } = world
  const { state } = host
  // The other inputs are those of the main step, which has read them.
  const inputs = await inputsOf(PostInputs, host, [])
  const client = connect(connectionOf(inputs, world), fetch, clock, interrupted)
  const known = state.get('job-id')
  const jobId = known ?? (await findByAttempt(client, world))?.id
  if (jobId === undefined) return
  if (inputs['job-status'] !== 'cancelled') {
    host.warning(`The step was ended from outside, though the workflow was not cancelled. ${left(jobId)}`)
    return
  }
  const ours = known === undefined || state.get('created') === 'true'
  const command = inputs['on-cancel'] ?? (ours ? 'cancel' : 'detach')
  if (command === 'detach') host.info(left(jobId))
  else await stop(jobId, command, client, world)
}

async function stop(jobId: string, command: 'cancel' | 'pause', client: Client, world: World): Promise<void> {
  const { host } = world
  const job = await repeatFor(world, LOOK_MS)(() => client.job(jobId))
  if (hasEnded(job.status)) {
    host.info(`Job ${jobId} has ended already (${job.status}); nothing is left to do.`)
    return
  }
  if (command === 'pause' && !MAY_PAUSE.test(job.status))
    throw new Failure(`Job ${jobId} cannot be paused: it is ${job.status}.`, { advice: left(jobId) })
  const { job: now, changed } = await changeJob(client, jobId, command, patienceOf(world)).catch((error) => {
    throw new Failure(`Job ${jobId} could not be ${PAST[command]}: ${explain(error)}`, {
      advice: left(jobId),
      cause: error,
    })
  })
  const how = changed ? 'was asked by the post step to' : 'needed not be asked to'
  host.notice(`The workflow was cancelled. Job ${jobId} ${how} ${command}; its status is now ${now.status}.`)
}

/** Servers pause what is being trained; what is paused, or about to be, needs no command. */
const MAY_PAUSE = /^(running|paus)/

/** The job that the main step asked for and had no answer about; looked for as long as lists are seen to lag. */
async function findByAttempt(client: Client, world: World): Promise<Job | undefined> {
  const { host, clock, interrupted } = world
  const mark = { ft_attempt: host.state.get('attempt') ?? '' }
  const look = (query: JobQuery) =>
    listJobs(client, query, repeatFor(world, LOOK_MS), (jobs) => jobs.length > 0).then(({ items }) => items)
  for (const delayMs of LOOKS_MS) {
    await clock.sleep(delayMs, interrupted)
    const [job] = await look({ metadata: mark, wanted: (job) => hasMetadata(job, mark) })
    if (job) return job
  }
  const [newest] = await look({ wanted: () => true })
  if (newest && !hasAnyMetadata(newest))
    host.warning(
      'The main step was ended while it created a job. This server keeps no metadata, so that nobody can tell whether it did: look at the newest jobs of this project.',
    )
  else host.info('The main step was ended while it created a job. There is none, so nothing is left to do.')
  return undefined
}
