import type { Dependencies } from '../dependencies.ts'
import { retry } from '../http/retry.ts'
import type { Client, JobPageQuery } from '../openai/client.ts'
import { isTerminal, type Job } from '../openai/job.ts'
import { hasMetadata, type JobQuery, listJobs } from '../openai/list-jobs.ts'
import type { ListResult } from '../openai/pagination.ts'
import { LOOKUP_DELAYS_MS } from './create-job.ts'
import { hasAnyMetadata } from './match-job.ts'
import { retryOptions } from './retry-options.ts'

/** What the main step saved before it sent a create request. */
export interface CreateAttempt {
  /** The `ft_attempt` of the metadata. */
  attemptId: string
  /** The seed that the action chose, if it did. */
  seed?: number | undefined
}

/** The jobs of a create request whose response the main step did not see. */
export interface LostJobs {
  /** Those with its metadata, and so certainly its own. */
  own: Job[]
  /** Those that have nothing but its seed, and have not ended. */
  suspected: Job[]
  /** Whether the server is seen to keep no metadata, by which a job could be found. */
  keepsNoMetadata: boolean
}

/** Limits one request: a response that hangs must not use up the time. */
const REQUEST_TIMEOUT_MS = 10_000

/**
 * Finds the jobs of a create request without a response, as long as servers may list them late. Rejects when the list cannot be
 * read by the deadline.
 */
export async function findLostJobs(
  client: Pick<Client, 'listJobs'>,
  { attemptId, seed }: CreateAttempt,
  deps: Dependencies,
  deadline: number,
): Promise<LostJobs> {
  for (const delayMs of LOOKUP_DELAYS_MS) {
    await deps.clock.sleep(delayMs, deps.signal)
    const own = await listJobsOfAttempt(client, attemptId, deps, deadline)
    if (own.length > 0) return { own, suspected: [], keepsNoMetadata: false }
  }
  const newest = await list(client, { filter: () => true }, deps, deadline)
  const isSuspected = (job: Job) =>
    seed !== undefined && job.seed === seed && job.metadata.ft_attempt === undefined && !isTerminal(job)
  return {
    own: [],
    suspected: newest.items.filter(isSuspected),
    keepsNoMetadata: newest.items[0] !== undefined && !hasAnyMetadata(newest.items[0]),
  }
}

/** Returns the jobs whose metadata names a create request. */
export async function listJobsOfAttempt(
  client: Pick<Client, 'listJobs'>,
  attemptId: string,
  deps: Dependencies,
  deadline: number,
): Promise<Job[]> {
  const metadata = { ft_attempt: attemptId }
  return (await list(client, { metadata, filter: (job) => hasMetadata(job, metadata) }, deps, deadline)).items
}

function list(
  client: Pick<Client, 'listJobs'>,
  query: JobQuery,
  deps: Dependencies,
  deadline: number,
): Promise<ListResult<Job>> {
  const lister = {
    listJobs: (page: JobPageQuery) => client.listJobs(page, { timeoutMs: REQUEST_TIMEOUT_MS }),
  }
  return listJobs(lister, query, {
    clock: deps.clock,
    retry: (request) => retry(request, { ...retryOptions(deps), deadline, tolerateRefusals: true }),
    isDone: (jobs) => jobs.length > 0,
  })
}
