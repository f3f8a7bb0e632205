import { TimeoutError, withTimeout } from '../clock.ts'
import { createRequest } from '../config/create-request.ts'
import { ActionError } from '../errors.ts'
import { ApiError, hadNoEffect } from '../http/errors.ts'
import { isTerminal, type Job } from '../openai/wire.ts'
import { formatError } from '../report/format-error.ts'
import { createJob } from './create-job.ts'
import { elect } from './elect.ts'
import { findJob, jobsForFiles, rivals, usable } from './find-jobs.ts'
import { NotStopped, stopInTime } from './follow-to-end.ts'
import { type Errand, isOfThisRun, provenance, workOf } from './job-coordinator.ts'
import { does, hasAnyMetadata } from './match-job.ts'
import { preflight } from './preflight.ts'
import { retryFor, retryOptions } from './retry-options.ts'
import { changeJob, TooLate } from './stop-job.ts'
import type { FileIds } from './uploaded-files.ts'

/** The job that does the work. */
export interface Obtained {
  job: Job
  /** Whether this workflow run has created it. */
  ours: boolean
  /** Whether this very invocation has: then another run may have done the same at the same moment. */
  isNew: boolean
}

/** How long to ask for what the list did not tell of a found job. */
const LOOK_MS = 60_000
/** How long to try to cancel a job that is one too many. */
const YIELD_MS = 5 * 60_000

/**
 * Finds the job that does this work, or creates it: never two. It looks before anything is uploaded, again before the
 * create request, and once more after it, for jobs of other runs that began at the same moment.
 */
export async function obtain(errand: Errand): Promise<Obtained> {
  const early = await findJob(errand)
  if (early) return take(early, errand)
  await preflight(errand)
  const files = await bringFiles(errand)
  const known = await jobsForFiles(errand)
  const late = await usable(known, errand)
  if (late) return take(late, errand)

  for (const { id } of known) errand.stale.add(id)
  const { job, unclear, surplus } = await create(errand, files)
  const { runner, signal } = errand.deps
  runner.saveState('created', 'true')
  tell(job, true, errand)
  const own = { job, ours: true, isNew: true }
  const { link } = errand.report.run
  const created = `Fine-tuning job ${job.id} was created${link ? `: ${link}` : '.'}`
  if (signal.aborted || isTerminal(job.status) || errand.listsNoJobs) {
    runner.notice(created)
    return own
  }
  try {
    const settled = await settle(own, { unclear, surplus }, errand)
    if (settled === own) runner.notice(created)
    return settled
  } catch (error) {
    if (!(error instanceof ActionError) || error instanceof NotStopped) throw error
    runner.notice(created)
    if (!signal.aborted)
      runner.warning(
        `It is not known whether another run has created a job for the same work at the same moment: ${formatError(error)}`,
      )
    return own
  }
}

/** Sees to it that of all jobs for this work one is left: our own, or that of another run. */
async function settle(
  own: Obtained,
  { unclear, surplus }: { unclear: boolean; surplus: Job[] },
  errand: Errand,
): Promise<Obtained> {
  const { clock, signal, attemptId } = errand.deps
  const { job } = own
  let listed: Job[] = []
  const look = async () => {
    listed = await rivals(job, errand)
    return listed
  }
  const winner = await elect(job, { clock, signal, look, unclear })
  // Jobs made by requests of ours whose answers never came: nobody else will cancel them.
  const ghosts = listed.filter(
    ({ id, status, metadata }) =>
      metadata.ft_attempt === attemptId && !isTerminal(status) && id !== winner.id && id !== job.id,
  )
  for (const ghost of [...surplus, ...ghosts]) await cancelSurplus(ghost, winner, errand)
  return winner.id === job.id ? own : yieldTo(winner, job, errand)
}

/** Cancels our own job, which is one too many, and takes the other one; unless ours has succeeded by then. */
export async function yieldTo(winner: Job, own: Job, errand: Errand): Promise<Obtained> {
  const stopped = await cancelSurplus(own, winner, errand)
  if (stopped?.status === 'succeeded') return { job: stopped, ours: true, isNew: true }
  errand.report.restart()
  return take(winner, errand, own)
}

/** Cancels a job that this invocation has created, and that is one too many; returns it as it is then. */
async function cancelSurplus(
  job: Job,
  winner: Job,
  { deps, lastingClient: client, remainingMs }: Errand,
): Promise<Job | undefined> {
  const { runner, signal } = deps
  runner.info(`Job ${winner.id} does the same work and has precedence: ${job.id} is cancelled`)
  try {
    return await stopInTime({ jobId: job.id, client, world: deps, remainingMs }, 'cancel', YIELD_MS)
  } catch (error) {
    if (!(error instanceof ActionError)) throw error
    const both = `Two jobs do the same work, ${job.id} and ${winner.id}, and ${job.id} could not be cancelled: ${formatError(error)}`
    if (signal.aborted) throw new NotStopped(both, { hint: 'The post step tries again.', cause: error })
    runner.setFailed(`${both} Cancel one of them by hand.`)
    return undefined
  }
}

/** Takes a job that exists already. */
async function take(job: Job, errand: Errand, instead?: Job): Promise<Obtained> {
  const { deps, plan, client } = errand
  const { runner } = deps
  const ours = isOfThisRun(job, deps.context)
  runner.saveState('created', `${ours}`)
  tell(job, ours, errand)
  const { ft_run: run, ft_sha: sha } = job.metadata
  const by = ours ? 'this workflow run' : run ? `run ${run}` : 'somebody else'
  const done = job.status === 'succeeded' ? 'has done' : 'does'
  const known = `job ${job.id} (${job.status}), created by ${by}${sha ? ` for commit ${sha.slice(0, 7)}` : ''}`
  runner.notice(
    instead
      ? `Another run has created a job for the same work at the same moment: ${known}, is used, and our ${instead.id} was cancelled.`
      : `Nothing new is created: ${known}, ${done} exactly this work.`,
  )
  if (/^paus/.test(job.status) && plan.inputs.wait) {
    runner.info(`Job ${job.id} is paused, and is resumed`)
    await changeJob(client, job.id, 'resume', retryOptions(deps)).catch((error) => {
      // A job that has ended, or is to be stopped now, is dealt with by whoever attends to it.
      if (!deps.signal.aborted && !(error instanceof TooLate)) throw error
    })
  }
  // A list need not tell all of a job.
  if (job.status === 'succeeded' && !job.fineTunedModel) {
    const whole = await retryFor(deps, LOOK_MS)(() => client.job(job.id)).catch(() => job)
    tell(whole, ours, errand)
    return { job: whole, ours, isNew: false }
  }
  return { job, ours, isNew: false }
}

/** Lets later steps and the post step know of the job before anything else happens. */
function tell(job: Job, ours: boolean, { report, client, deps: { runner } }: Errand): void {
  runner.saveState('job-id', job.id)
  report.seen(job)
  report.outputs({ created: ours })
  report.run.link = jobPage(client.host, job.id)
}

/** Brings the data to the server; a Failure when that takes longer than the whole step may. */
async function bringFiles({ shelf, until, deps }: Errand): Promise<FileIds> {
  const { runner, clock, signal: interrupted } = deps
  runner.group('Upload')
  try {
    return await withTimeout(clock, until - clock.now(), interrupted, (signal) =>
      shelf.bring({ ...deps, signal }),
    )
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error
    throw new ActionError('The time was up before the data was on the server, so no job was created.', {
      hint: 'Allow more time by "timeout".',
    })
  } finally {
    runner.endGroup()
  }
}

/** Creates the job: without metadata where that is refused, with the data uploaded anew where it turns out to be gone. */
async function create(errand: Errand, files: FileIds) {
  const { plan, shelf, deps, until } = errand
  const { runner, attemptId } = deps
  // What the post step finds the job by, should the answer never come.
  runner.saveState('attempt', attemptId)
  const mark = { ft_attempt: attemptId }
  const send = ({ training, validation }: FileIds, metadata: Record<string, string> | undefined) => {
    const work = { ...workOf(errand), mark }
    // A job without metadata is ours only if it uses these very files: copies of them are those of others.
    const uses = (job: Job) => job.trainingFile === training && job.validationFile === validation
    const wanted = (job: Job) =>
      !errand.stale.has(job.id) && does(work, job) && (hasAnyMetadata(job) || uses(job))
    const { metadata: _, ...description } = plan.job
    const request = createRequest(
      { ...description, ...(metadata && { metadata }) },
      { training, ...(validation && { validation }) },
    )
    const query = { wanted, metadata: metadata && mark }
    const onUnclear = (error: ActionError) =>
      runner.info(`${error.message}. Nothing is sent again before it was looked whether there is a job now`)
    return createJob(errand.lastingClient, request, { ...retryOptions(deps), until, query, onUnclear })
  }
  const metadata = { ...plan.job.metadata, ...provenance(errand) }
  try {
    return await send(files, metadata)
  } catch (error) {
    if (!(error instanceof ApiError) || !hadNoEffect(error)) throw error
    if (refusesMetadata(error)) {
      runner.warning(
        'This server refuses metadata, so the job is created without it: running this again is less safe, since the job is known again only by its files, model and method.',
      )
      return await send(files, undefined)
    }
    if (!(await shelf.forgetGone().catch(() => false))) throw error
    return await send(await bringFiles(errand), metadata)
  }
}

function refusesMetadata({ refusal: { status, param, said } }: ApiError): boolean {
  return status === 400 && /metadata/i.test(`${param} ${said}`)
}

/** Where people look at a job. Of other servers than OpenAI no such address is known. */
function jobPage(host: string, jobId: string): string | undefined {
  return host === 'api.openai.com'
    ? `https://platform.openai.com/finetune/${encodeURIComponent(jobId)}`
    : undefined
}
