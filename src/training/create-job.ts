import { abortAfter, type Clock } from '../clock.ts'
import { ActionError } from '../errors.ts'
import { ApiError, ConnectionError, CredentialError, isRetryable, isSafeToResend } from '../http/errors.ts'
import { retry } from '../http/retry.ts'
import type { Client, JobPageQuery } from '../openai/client.ts'
import type { Job } from '../openai/job.ts'
import { type JobQuery, listJobs } from '../openai/list-jobs.ts'
import type { Retry } from '../openai/pagination.ts'
import { hasAnyMetadata, rankJobs } from './match-job.ts'

/** How long to retry a create request that certainly made no job. */
const RETRY_TIMEOUT_MS = 10 * 60_000
/** How often to send a request when the responses do not show whether it made a job. */
const MAX_SENDS = 3
/** How long to wait before each lookup after such a response; 30 seconds in all. */
export const LOOKUP_DELAYS_MS = [0, 1000, 2000, 4000, 8000, 15_000]
/** For one request of a lookup: a response that hangs must not use up the whole lookup. */
const LOOKUP_REQUEST_TIMEOUT_MS = 10_000
/** For all requests of a lookup. */
const LOOKUP_TIMEOUT_MS = 120_000
/** How long a create request may still run after the workflow was cancelled. */
const CANCEL_GRACE_MS = 2000
/** For the one lookup that follows when its response did not come. */
const LAST_LOOKUP_TIMEOUT_MS = 1000

/** How to create a job. */
export interface CreateOptions {
  clock: Clock
  random: () => number
  signal: AbortSignal
  /** No request is sent after this time of the clock. */
  deadline: number
  onRetry: (error: unknown, delayMs: number) => void
  /** Called with a response that does not show whether the request made a job. */
  onAmbiguous: (error: ActionError) => void
  /** Finds the job in the list when the response that names it does not come. */
  query: JobQuery
}

/** A job that was created. */
export interface CreatedJob {
  job: Job
  /** More jobs that the same request has made. */
  duplicates: Job[]
  /** Whether a response did not show if its request made a job: there may be one more, listed late. */
  isAmbiguous: boolean
}

/**
 * Creates a job, and never a second one. Retries at once only requests that certainly made no job. After any other
 * failure it polls the list for 30 seconds, and sends again only if every poll succeeded and the job is not listed.
 * Rejects with JobMaybeCreatedError when a job may exist that was not found.
 */
export async function createJob(
  client: Pick<Client, 'createJob' | 'listJobs'>,
  request: object,
  options: CreateOptions,
): Promise<CreatedJob> {
  const { clock, signal, deadline } = options
  signal.throwIfAborted()
  for (let sends = 1; ; sends++) {
    try {
      return { job: await sendOnce(client, request, options), duplicates: [], isAmbiguous: sends > 1 }
    } catch (error) {
      // The response to a second request proves nothing about the first.
      if (!(error instanceof AmbiguousResponseError))
        throw sends > 1 && error instanceof ActionError ? new JobMaybeCreatedError(error) : error
      options.onAmbiguous(error.cause)
      const [job, ...duplicates] = await findCreatedJob(client, options, error.cause)
      if (job) return { job, duplicates, isAmbiguous: true }
      if (sends === MAX_SENDS || clock.now() >= deadline || signal.aborted)
        throw new JobMaybeCreatedError(error.cause)
    }
  }
}

/** Thrown when a create request may have made a job that was not found. */
export class JobMaybeCreatedError extends ActionError {
  constructor(error: ActionError) {
    super(`Unclear whether the job was created: ${error.message}`, {
      hint: 'Check the jobs of this project: a job that was created costs money. Run the step again: it reuses that job and creates no second one.',
      cause: error,
    })
  }
}

/** Thrown when the response to a create request does not show whether it made a job. */
class AmbiguousResponseError extends Error {
  override readonly cause: ActionError

  constructor(cause: ActionError) {
    super(cause.message)
    this.cause = cause
  }
}

/** Sends the request until it may have made a job; only requests that certainly made none are retried. */
async function sendOnce(
  client: Pick<Client, 'createJob'>,
  request: object,
  options: CreateOptions,
): Promise<Job> {
  const { clock, signal } = options
  const grace = abortAfter(signal, () => CANCEL_GRACE_MS, clock)
  const send = async () => {
    try {
      return await client.createJob(request, grace.signal)
    } catch (error) {
      throw isSafeToResend(error) || !(error instanceof ActionError)
        ? error
        : new AmbiguousResponseError(error)
    }
  }
  try {
    const deadline = Math.min(options.deadline, clock.now() + RETRY_TIMEOUT_MS)
    return await retry(send, { ...options, deadline, shouldRetry: isCertainlyNotCreated, failsFast: true })
  } finally {
    grace.dispose()
  }
}

/**
 * Polls the list for 30 seconds. Returns nothing if every poll succeeded and the job is not listed. A job with our
 * metadata is returned at once; of jobs without metadata, the first is the one to keep and the others are duplicates.
 */
async function findCreatedJob(
  client: Pick<Client, 'listJobs'>,
  options: CreateOptions,
  cause: ActionError,
): Promise<Job[]> {
  const { clock, signal } = options
  let jobs: Job[] = []
  try {
    for (const delayMs of LOOKUP_DELAYS_MS) {
      await clock.sleep(delayMs, signal)
      jobs = await listCandidates(client, options, {
        requestTimeoutMs: LOOKUP_REQUEST_TIMEOUT_MS,
        timeoutMs: LOOKUP_TIMEOUT_MS,
        signal,
      })
      const certain = jobs.find(hasAnyMetadata)
      if (certain) return [certain]
    }
    // By now other runs have cancelled their duplicates.
    return rankJobs(jobs)
  } catch (error) {
    const job = signal.aborted ? await findOnce(client, options) : undefined
    if (job) return [job]
    if (!(error instanceof ActionError)) throw error
    throw new JobMaybeCreatedError(cause)
  }
}

/** Returns the job if one short lookup finds it: a cancelled workflow leaves no time for more. */
async function findOnce(client: Pick<Client, 'listJobs'>, options: CreateOptions): Promise<Job | undefined> {
  const limits = { requestTimeoutMs: LAST_LOOKUP_TIMEOUT_MS, timeoutMs: 0 }
  const jobs = await listCandidates(client, options, limits).catch(() => [])
  return jobs[0]
}

interface LookupLimits {
  requestTimeoutMs: number
  timeoutMs: number
  signal?: AbortSignal
}

/** Lists the jobs that the request may have made. Rejects unless the list was read completely. */
async function listCandidates(
  client: Pick<Client, 'listJobs'>,
  { clock, random, onRetry, query }: CreateOptions,
  { requestTimeoutMs, timeoutMs, signal }: LookupLimits,
): Promise<Job[]> {
  const deadline = clock.now() + timeoutMs
  const lister = {
    listJobs: (page: JobPageQuery) =>
      client.listJobs(page, { signal, timeoutMs: requestTimeoutMs, afterDeadline: true }),
  }
  const retryLookup: Retry = (request) => retry(request, { clock, random, onRetry, deadline, signal })
  const someHasMetadata = (jobs: Job[]) => jobs.some(hasAnyMetadata)
  const options = { retry: retryLookup, clock, isDone: someHasMetadata }
  const { items, isComplete, isTruncated } = await listJobs(lister, query, options)
  if (!isComplete || isTruncated) throw new ActionError('the jobs of the server could not all be read')
  if (items.length > 0 || !query.metadata) return items
  // A server may list a job before it finds it by metadata, or filter by metadata that it does not keep. If other jobs
  // have metadata, a job without any is not ours.
  const newest = await listJobs(lister, { filter: () => true }, { ...options, isDone: () => true })
  const keepsMetadata = someHasMetadata(newest.items)
  return newest.items.filter((job) => query.filter(job) && (!keepsMetadata || hasAnyMetadata(job)))
}

function isCertainlyNotCreated(error: unknown): boolean {
  if (error instanceof CredentialError) return error.isRetryable
  if (error instanceof ConnectionError) return !error.requestSent
  return (
    error instanceof ApiError &&
    (error.credentialRenewed || (error.status === 429 && isRetryable(error)) || isFileNotReady(error))
  )
}

/** Older servers of OpenAI and Azure reject a file that is not processed yet, with no error code of its own. */
function isFileNotReady({ serverMessage }: ApiError): boolean {
  return /being processed|not ready|not yet processed/i.test(serverMessage ?? '')
}
