import type { Dependencies } from '../dependencies.ts'
import { ActionError } from '../errors.ts'
import { retry } from '../http/retry.ts'
import type { Client, JobPageQuery } from '../openai/client.ts'
import { hasMetadata, isTerminal, type Job } from '../openai/job.ts'
import { type JobQuery, type ListResult, listJobs, MAX_JOBS } from '../openai/pagination.ts'
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

/** The jobs of a create request, as far as the list shows them. */
interface AttemptJobs {
  /** Those with its metadata, and so certainly its own. */
  own: Job[]
  /** Those that have nothing but its seed, and have not ended. */
  suspected: Job[]
  /** How many entries of the list have its metadata and no id that can be read. */
  unreadable: number
  /** Why the list may have more of them, as a clause, if so. */
  incompleteReason: string | undefined
}

/** The jobs of a create request whose response the main step did not see. */
export interface LostJobs extends AttemptJobs {
  /** Whether the server is seen to keep no metadata, by which a job could be found. */
  keepsNoMetadata: boolean
}

/** The further jobs of a create request: copies that a gateway has made. */
interface JobCopies extends AttemptJobs {
  /** Whether one of the known jobs is listed by its id and has not ended, so that no copy is that job under another id. */
  isKnownAlive: boolean
}

/** Limits one request: a response that hangs must not use up the time. */
const REQUEST_TIMEOUT_MS = 10_000
/** Sending a create request, with all looks after it, takes less: what is older was not made by it. */
const MAX_CREATE_S = 3600

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
  const metadata = { ft_attempt: attemptId }
  const isOwn = (job: Job) => hasMetadata(job, metadata)
  const isPast = ({ createdAt, serverTime }: Job) => isLongBefore(createdAt, serverTime)
  // The copies of a job that is found are looked for while it is stopped.
  const isDone = (jobs: Job[]) => jobs.some(isOwn)
  for (const delayMs of LOOKUP_DELAYS_MS) {
    await deps.clock.sleep(delayMs, deps.signal)
    const { items: own } = await list(client, { metadata, filter: isOwn, isPast, isDone }, deps, deadline)
    if (own.length > 0)
      return { own, suspected: [], unreadable: 0, incompleteReason: undefined, keepsNoMetadata: false }
  }
  // A server may list jobs that its filter by metadata does not find.
  const newest = await list(client, { filter: () => true, isPast, isDone }, deps, deadline)
  const [first] = newest.items
  return {
    own: newest.items.filter(isOwn),
    suspected: newest.items.filter((job) => hasOnlySeed(job, seed)),
    unreadable: countLiveUnreadable(newest.unreadable, attemptId),
    incompleteReason: newest.incompleteReason,
    keepsNoMetadata: first !== undefined && !hasAnyMetadata(first),
  }
}

/** Finds the further jobs of a create request that made these jobs, as the list shows them now. Rejects as `findLostJobs` does. */
export async function findJobsOfSameRequest(
  client: Pick<Client, 'listJobs'>,
  knownIds: readonly string[],
  { attemptId: ft_attempt, seed }: CreateAttempt,
  deps: Dependencies,
  deadline: number,
): Promise<JobCopies> {
  const isKnown = (job: Job) => knownIds.includes(job.id)
  const isAlive = (job: Job) => getCommandProgress('cancel', job) === 'none'
  const isOwn = (job: Job) => hasMetadata(job, { ft_attempt })
  const isSuspected = (job: Job) => hasOnlySeed(job, seed)
  let createdAt: number | undefined
  const filter = (job: Job) => {
    const isCertain = isKnown(job) || isOwn(job)
    if (isCertain) createdAt ??= job.createdAt
    return isCertain || isSuspected(job)
  }
  const isPast = (job: Job) => isLongBefore(job.createdAt, createdAt)
  // Only what has a derived seed may lack its metadata.
  const metadata = seed === undefined ? { ft_attempt } : undefined
  const result = await list(client, { metadata, filter, isPast }, deps, deadline)
  const others = result.items.filter((job) => !isKnown(job) && isAlive(job))
  return {
    own: others.filter(isOwn),
    suspected: others.filter(isSuspected),
    unreadable: countLiveUnreadable(result.unreadable, ft_attempt),
    incompleteReason: result.incompleteReason,
    isKnownAlive: result.items.some((job) => isKnown(job) && !isTerminal(job)),
  }
}

function isLongBefore(createdAt: number | undefined, time: number | undefined): boolean {
  return createdAt !== undefined && time !== undefined && createdAt < time - MAX_CREATE_S
}

function hasOnlySeed(job: Job, seed: number | undefined): boolean {
  return seed !== undefined && job.seed === seed && !hasOwnMetadata(job) && !isTerminal(job)
}

/** Which jobs of the list matter. */
interface AttemptQuery extends JobQuery {
  /** Whether a job is so old that in a list which begins with the newest job no further one matters. */
  isPast: (job: Job) => boolean
  /** Whether these jobs suffice. */
  isDone?: (jobs: Job[]) => boolean
}

/** Reads the list as far as jobs matter; only in one that begins with the newest job can the rest be left out. */
async function list(
  client: Pick<Client, 'listJobs'>,
  { isPast, isDone = () => false, filter, metadata }: AttemptQuery,
  deps: Dependencies,
  deadline: number,
): Promise<Pick<ListResult<Job>, 'items' | 'unreadable' | 'incompleteReason'>> {
  const { clock } = deps
  let hasPassed = false
  const query: JobQuery = {
    metadata,
    filter: (job) => {
      const isKept = filter(job)
      hasPassed ||= isPast(job)
      return isKept
    },
  }
  const lister = {
    listJobs: (page: JobPageQuery) => {
      // Every page restarts the retries, and a long list has many pages.
      if (page.after !== undefined && clock.now() > deadline)
        throw new ActionError('the list of jobs is too long to be read in time')
      return client.listJobs(page, { timeoutMs: REQUEST_TIMEOUT_MS })
    },
  }
  const { items, unreadable, isTruncated, incompleteReason } = await listJobs(lister, query, {
    clock,
    retry: (request) => retry(request, { ...retryOptions(deps), deadline, tolerateRefusals: true }),
    isDone: (jobs, isNewestFirst) => isNewestFirst && (hasPassed || isDone(jobs)),
  })
  const tooLong = isTruncated ? `the server has more than ${MAX_JOBS} jobs` : undefined
  return { items, unreadable, incompleteReason: incompleteReason ?? tooLong }
}
