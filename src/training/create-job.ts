import { type Clock, delayAbort } from '../clock.ts'
import { ActionError, rethrowUnexpected } from '../errors.ts'
import { ApiError, ConnectionError, CredentialError, isRetryable, isSafeToResend } from '../http/errors.ts'
import { retry } from '../http/retry.ts'
import type { Client, JobPageQuery } from '../openai/client.ts'
import type { Job } from '../openai/job.ts'
import type { LookLimits } from './job-list.ts'
import type { Look } from './job-lookup.ts'
import type { RecognizedJob } from './match-job.ts'
import { compareAge, rankJobs } from './rank-jobs.ts'

/** How long to retry a create request that certainly made no job. */
const RETRY_TIMEOUT_MS = 10 * 60_000
/** How often to send a request when the responses do not show whether it made a job. */
const MAX_SENDS = 3
/** How long to wait before each lookup after such a response; 30 seconds in all. */
export const LOOKUP_DELAYS_MS = [0, 1000, 2000, 4000, 8000, 15_000]
/** For one request of a lookup: a response that hangs must not use up the whole lookup. */
const LOOKUP_REQUEST_TIMEOUT_MS = 10_000
/** For all requests of a lookup; of all lookups together once the step has no time left. */
const LOOKUP_TIMEOUT_MS = 120_000
const LATE_LOOKUPS_TIMEOUT_MS = 30_000
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
  /** Looks for the job in the list when the response that names it does not come. */
  look: (limits: LookLimits) => Promise<Look>
  /** Returns whether a job names the files of the request: jobs of other runs mostly have copies of them. */
  usesFiles: (job: Job) => boolean
}

/** A job that was created. */
export interface CreatedJob {
  job: Job
  /** How it was recognized in the list, if its response did not come. */
  recognized?: RecognizedJob
  /** Further jobs that the list then showed of the same request. */
  others?: RecognizedJob[]
  /** Whether a response did not show if its request made a job: there may be one more, listed late. */
  isAmbiguous: boolean
}

/**
 * Creates a job, and never a second one. Retries at once only requests that certainly made no job. After any other
 * failure it polls the list for 30 seconds, and sends again only if every poll succeeded, the job is not listed, and the
 * response was not a refusal. Rejects with JobMaybeCreatedError when a job may exist that was not found.
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
      return { job: await sendOnce(client, request, options), isAmbiguous: sends > 1 }
    } catch (error) {
      // The response to a second request proves nothing about the first.
      if (!(error instanceof AmbiguousResponseError))
        throw sends > 1 && error instanceof ActionError ? new JobMaybeCreatedError(error) : error
      options.onAmbiguous(error.cause)
      const found = await findCreatedJob(client, options, error.cause)
      if (found) return { job: found.recognized.job, ...found, isAmbiguous: true }
      if (sends === 1 && isRefusal(error.cause)) throw error.cause
      if (sends === MAX_SENDS || clock.now() >= deadline || signal.aborted)
        throw new JobMaybeCreatedError(error.cause)
    }
  }
}

/** Thrown when a create request may have made a job that was not found. */
export class JobMaybeCreatedError extends ActionError {
  constructor(error: ActionError, incompleteReason?: string) {
    const reason = incompleteReason === undefined ? '' : `; and ${incompleteReason}`
    super(`Unclear whether the job was created: ${error.message}${reason}`, {
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
  const grace = delayAbort(signal, () => CANCEL_GRACE_MS, clock)
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
 * Polls the list for 30 seconds. Returns nothing if every poll was complete and the job is not listed. A job that may be that
 * of another run is returned only at the end.
 */
async function findCreatedJob(
  client: Pick<Client, 'listJobs'>,
  options: CreateOptions,
  cause: ActionError,
): Promise<FoundJob | undefined> {
  const { clock, signal } = options
  const lateDeadline = clock.now() + LATE_LOOKUPS_TIMEOUT_MS
  let incompleteReason: string | undefined
  let jobs: RecognizedJob[] = []
  try {
    for (const delayMs of LOOKUP_DELAYS_MS) {
      await clock.sleep(delayMs, signal)
      const deadline = Math.max(lateDeadline, Math.min(clock.now() + LOOKUP_TIMEOUT_MS, options.deadline))
      const look = await lookOnce(client, options, { timeoutMs: LOOKUP_REQUEST_TIMEOUT_MS, deadline, signal })
      const certain = look.jobs.filter(
        ({ by, job }) => by === 'metadata' || (by === 'seed' && options.usesFiles(job)),
      )
      if (certain.length > 0) return pickCreated(certain, options)
      jobs = look.jobs
      incompleteReason ??= look.incompleteReason
    }
  } catch (error) {
    // A cancelled workflow leaves no time for more than one short lookup.
    const last = { timeoutMs: LAST_LOOKUP_TIMEOUT_MS, deadline: clock.now() }
    const look = signal.aborted ? await lookOnce(client, options, last).catch(() => undefined) : undefined
    const job = pickCreated(look?.jobs ?? [], options)
    if (job) return job
    rethrowUnexpected(error)
    throw new JobMaybeCreatedError(cause)
  }
  // By now other runs have cancelled their duplicates.
  const job = pickCreated(jobs, options)
  if (!job && incompleteReason !== undefined) throw new JobMaybeCreatedError(cause, incompleteReason)
  return job
}

type FoundJob = Required<Pick<CreatedJob, 'recognized' | 'others'>>

/** Returns the job to keep of those that a request may have made, also if they have all ended. */
function pickCreated(
  jobs: readonly RecognizedJob[],
  { usesFiles }: Pick<CreateOptions, 'usesFiles'>,
): FoundJob | undefined {
  const own = jobs.filter(({ job }) => usesFiles(job))
  const candidates = own.length > 0 ? own : jobs
  const recognized = rankJobs(candidates)[0] ?? candidates.toSorted((a, b) => compareAge(a.job, b.job))[0]
  return recognized && { recognized, others: own.filter((one) => one !== recognized) }
}

/** Looks for the job once, within a time for each request and a deadline for all of them. */
function lookOnce(
  client: Pick<Client, 'listJobs'>,
  { clock, random, onRetry, look }: CreateOptions,
  { timeoutMs, deadline, signal }: { timeoutMs: number; deadline: number; signal?: AbortSignal },
): Promise<Look> {
  return look({
    client: {
      listJobs: (page: JobPageQuery) => client.listJobs(page, { signal, timeoutMs, afterDeadline: true }),
    },
    retry: (request) => retry(request, { clock, random, onRetry, deadline, signal }),
  })
}

/** Returns whether a response that proves nothing by its form is the server's own word that no job was created. */
function isRefusal(error: ActionError): boolean {
  if (!(error instanceof ApiError)) return false
  const { status, isApiResponse, isPermanent } = error
  return (isApiResponse && status >= 400 && status < 500 && status !== 408) || (status >= 500 && isPermanent)
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
