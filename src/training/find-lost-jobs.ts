import type { Dependencies } from '../dependencies.ts'
import { retry } from '../http/retry.ts'
import type { Client, JobPageQuery } from '../openai/client.ts'
import { isTerminal, type Job } from '../openai/job.ts'
import { hasMetadata, type JobQuery, listJobs } from '../openai/list-jobs.ts'
import type { ListResult } from '../openai/pagination.ts'
import { LOOKUP_DELAYS_MS } from './create-job.ts'
import { getCommandProgress } from './job-command.ts'
import { countLiveUnreadable, hasAnyMetadata, hasOwnMetadata } from './match-job.ts'
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
  /** How many entries of the list have its metadata and no id that can be read. */
  unreadable: number
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
  let unreadable = 0
  for (const delayMs of LOOKUP_DELAYS_MS) {
    await deps.clock.sleep(delayMs, deps.signal)
    const found = await listOfAttempt(client, attemptId, deps, deadline)
    unreadable = countLiveUnreadable(found.unreadable, attemptId)
    const own = found.items
    if (own.length > 0) return { own, suspected: [], unreadable, keepsNoMetadata: false }
  }
  const newest = await list(client, { filter: () => true }, deps, deadline)
  return {
    own: [],
    suspected: newest.items.filter((job) => hasOnlySeed(job, seed)),
    unreadable,
    keepsNoMetadata: newest.items[0] !== undefined && !hasAnyMetadata(newest.items[0]),
  }
}

/** Finds the further jobs of a create request that made a job: copies by a gateway, as the list shows them now. */
export async function findCopies(
  client: Pick<Client, 'listJobs'>,
  jobId: string,
  attempt: CreateAttempt,
  deps: Dependencies,
  deadline: number,
): Promise<Pick<LostJobs, 'own' | 'suspected' | 'unreadable'>> {
  const { attemptId: ft_attempt, seed } = attempt
  const isOther = (job: Job) => job.id !== jobId && getCommandProgress('cancel', job) === 'none'
  const isOwn = (job: Job) => isOther(job) && hasMetadata(job, { ft_attempt })
  const isSuspected = (job: Job) => isOther(job) && hasOnlySeed(job, seed)
  // Only what has a derived seed may lack its metadata.
  const metadata = seed === undefined ? { ft_attempt } : undefined
  const filter = (job: Job) => job.id === jobId || isOwn(job) || isSuspected(job)
  const { items, unreadable } = await list(client, { metadata, filter }, deps, deadline)
  return {
    own: items.filter(isOwn),
    suspected: items.filter(isSuspected),
    unreadable: countLiveUnreadable(unreadable, ft_attempt),
  }
}

async function listOfAttempt(
  client: Pick<Client, 'listJobs'>,
  ft_attempt: string,
  deps: Dependencies,
  deadline: number,
): Promise<ListResult<Job>> {
  const metadata = { ft_attempt }
  return list(client, { metadata, filter: (job) => hasMetadata(job, metadata) }, deps, deadline)
}

function hasOnlySeed(job: Job, seed: number | undefined): boolean {
  return seed !== undefined && job.seed === seed && !hasOwnMetadata(job) && !isTerminal(job)
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
