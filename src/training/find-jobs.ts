import { ActionError } from '../errors.ts'
import { isUnsupportedEndpoint } from '../http/errors.ts'
import { type JobQuery, listJobs, MAX_JOBS } from '../openai/list-jobs.ts'
import type { Job } from '../openai/wire.ts'
import { winnerOf } from './elect.ts'
import { type Errand, workOf } from './job-coordinator.ts'
import { does, firstUsable, hasAnyMetadata, ranked } from './match-job.ts'
import { retryFor } from './retry-options.ts'

/** How long an unanswered look for existing jobs is repeated. */
const LOOK_MS = 5 * 60_000
const MIN_LOOK_MS = 30_000
/** A model is asked for only to see whether it was deleted. */
const MODEL_MS = 10_000

/** The job that exists for this work, if any; nothing is changed. */
export async function findJob(errand: Errand): Promise<Job | undefined> {
  return usable(await jobsOf(errand), errand)
}

/** Looks once more, when a job has begun to move, for one that another run has created; returns the one to yield to. */
export async function rival(own: Job, errand: Errand): Promise<Job | undefined> {
  try {
    const winner = winnerOf(own, await rivals(own, errand))
    return winner.id === own.id ? undefined : winner
  } catch (error) {
    if (error instanceof ActionError) return undefined
    throw error
  }
}

/** The best of these jobs, if one of them is of use. */
export function usable(jobs: readonly Job[], errand: Errand): Promise<Job | undefined> {
  const candidates = ranked(jobs).filter((job) => isEligible(job, errand))
  return firstUsable(errand.client, candidates, retryFor(errand.deps, MODEL_MS))
}

/** The jobs that compete with our own, and our own: those that were of use before it was created, or have come since. */
export async function rivals(own: Job, errand: Errand): Promise<Job[]> {
  const jobs = await jobsOf(errand, own)
  return jobs.filter((job) => job.id === own.id || (isEligible(job, errand) && !errand.stale.has(job.id)))
}

/** Without metadata nobody can tell which run has created a job; without reuse, those of others must not be taken. */
const isEligible = (job: Job, { plan }: Errand) => plan.inputs.reuse || hasAnyMetadata(job)

/** The jobs that do this work, whatever has become of them, and our own, if there is one already. */
async function jobsOf(errand: Errand, own?: Job): Promise<Job[]> {
  const work = workOf(errand)
  const query = {
    wanted: (job: Job) => job.id === own?.id || does(work, job),
    // Our own without metadata: no filter by metadata would find it.
    ...((!own || hasAnyMetadata(own)) && { metadata: work.mark }),
  }
  return sameData(await list(query, errand), errand, own)
}

/** The jobs that do this work, now that the files are known. */
export async function jobsForFiles(errand: Errand): Promise<Job[]> {
  const jobs = await jobsOf(errand)
  return jobs.length > 0 || !errand.shelf.hasFound ? jobs : namelessJobsOf(errand)
}

/** The same on a server that filters by metadata but keeps none: jobs can be told there only by the files that they use. */
async function namelessJobsOf(errand: Errand): Promise<Job[]> {
  const work = workOf(errand)
  const query = { wanted: (job: Job) => hasAnyMetadata(job) || does(work, job) }
  const jobs = await list(query, errand, (jobs) => jobs.some(hasAnyMetadata))
  return jobs.some(hasAnyMetadata) ? [] : sameData(jobs, errand)
}

/** Those of the jobs that use our data; a job with metadata is known by our mark already. */
async function sameData(jobs: Job[], { shelf }: Errand, own?: Job): Promise<Job[]> {
  const same: Job[] = []
  // One after another: a server without metadata may list thousands that look alike.
  for (const job of jobs)
    if (job.id === own?.id || hasAnyMetadata(job) || (await shelf.isUsedBy(job))) same.push(job)
  return same
}

/** Reads the list of jobs. A server that has no such list has no jobs, as far as we can see. */
async function list(query: JobQuery, errand: Errand, enough?: (jobs: Job[]) => boolean): Promise<Job[]> {
  const { client, deps, until } = errand
  try {
    // At least one try, however late it is: what is looked for is what was paid for.
    const patienceMs = Math.max(MIN_LOOK_MS, Math.min(LOOK_MS, until - deps.clock.now()))
    const { items, complete } = await listJobs(client, query, retryFor(deps, patienceMs), enough)
    if (!complete && !errand.warnedOfLimit)
      deps.runner.warning(`The server has more than ${MAX_JOBS} jobs; older ones were not looked at.`)
    errand.warnedOfLimit ||= !complete
    return items
  } catch (error) {
    if (!isUnsupportedEndpoint(error)) throw error
    if (!errand.listsNoJobs)
      deps.runner.warning(
        'This server does not list its jobs: one that exists for this work is not found again.',
      )
    errand.listsNoJobs = true
    return []
  }
}
