import { delayAbort } from '../clock.ts'
import { buildCreateRequest } from '../config/create-request.ts'
import type { Dependencies } from '../dependencies.ts'
import { ActionError, rethrowUnexpected } from '../errors.ts'
import { ApiError, ConnectionError, CredentialError, isRetryable, isSafeToResend } from '../http/errors.ts'
import { retry } from '../http/retry.ts'
import type { Client } from '../openai/client.ts'
import type { Job } from '../openai/job.ts'
import { compareAge } from '../openai/pagination.ts'
import { rankJobs } from './elect.ts'
import { attemptTag, getDerivedSeed, jobMetadata, type Training } from './job-identity.ts'
import type { JobLookup, Look } from './job-lookup.ts'
import type { RecognizedJob } from './match-job.ts'
import { retryOptions } from './retry-options.ts'
import type { FileIds, TrainingFiles } from './training-files.ts'

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

/** What creating the job of a training depends on. */
interface CreateJobOptions extends Training {
  deps: Dependencies
  /** Its requests go on when the workflow is cancelled. */
  client: Client
  /** No request is sent after this time of the clock. */
  deadline: number
  files: TrainingFiles
  jobs: Pick<JobLookup, 'lookForCreated'>
}

/** What a job was created with. */
export interface SentRequest {
  fileIds: FileIds
  /** Undefined if the server rejects metadata. */
  metadata: Record<string, string> | undefined
  /** The seed that the action derived, unless the server rejects seeds. */
  derivedSeed: number | undefined
}

/** A job that was created. */
export interface CreatedJob {
  job: Job
  sent: SentRequest
  /** How it was recognized in the list, if its response did not come. */
  recognized?: RecognizedJob
  /** Further jobs that the list then showed of the same request. */
  others?: RecognizedJob[]
  /** Whether a response did not show if its request made a job: there may be one more, listed late. */
  isAmbiguous: boolean
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

/**
 * Creates the job of a training, and never a second one: without metadata or the derived seed if the server rejects them, with
 * new uploads if files are gone. Rejects with JobMaybeCreatedError when a job may exist that was not found.
 */
export async function createJob(fileIds: FileIds, options: CreateJobOptions): Promise<CreatedJob> {
  const { deps, files } = options
  const { runner } = deps
  let sent: SentRequest = { fileIds, metadata: jobMetadata(options), derivedSeed: getDerivedSeed(options) }
  let mayUploadAgain = true
  // Let the post step find the job if the response never comes.
  runner.saveState('attempt', attemptTag(deps))
  if (sent.derivedSeed !== undefined) runner.saveState('seed', `${sent.derivedSeed}`)
  for (;;) {
    files.reserve(sent.fileIds)
    try {
      return await sendUntilKnown(sent, options)
    } catch (error) {
      // The server's own refusal: no job will use the files.
      // An ApiError that could leave a job is thrown only after all looks for that job were complete.
      if (error instanceof ApiError || isSafeToResend(error)) files.release(sent.fileIds)
      if (!(error instanceof ApiError)) throw error
      if (sent.metadata && isFieldRejected(error, 'metadata')) {
        runner.warning(
          'This server rejects metadata, so the job is created without it. Later runs can recognize it only by its seed, or by its files, model and settings.',
        )
        sent = { ...sent, metadata: undefined }
      } else if (sent.derivedSeed !== undefined && isFieldRejected(error, 'seed')) {
        runner.info(
          'This server rejects a seed, so the job is created without the one that the action derived.',
        )
        sent = { ...sent, derivedSeed: undefined }
      } else {
        if (!mayUploadAgain || !(await files.dropMissing().catch(() => false))) throw error
        mayUploadAgain = false
        sent = { ...sent, fileIds: await files.ensureUploaded() }
      }
    }
  }
}

/**
 * Sends a request until it is known whether it made a job. Retries at once only what certainly made none. After any other
 * failure it polls the list for 30 seconds, and sends again only if every poll succeeded, the job is not listed, and the
 * response was not a refusal.
 */
async function sendUntilKnown(sent: SentRequest, options: CreateJobOptions): Promise<CreatedJob> {
  const { clock, signal, runner } = options.deps
  signal.throwIfAborted()
  for (let sends = 1; ; sends++) {
    const response = await sendOnce(sent, options).catch((error) => {
      // The response to a second request proves nothing about the first.
      throw sends > 1 && error instanceof ActionError ? new JobMaybeCreatedError(error) : error
    })
    if (!(response instanceof ActionError)) return { job: response, sent, isAmbiguous: sends > 1 }
    runner.info(`${response.message}. Checking whether the job was created before retrying.`)
    const found = await findCreatedJob(sent, options, response)
    if (found) return { job: found.recognized.job, sent, ...found, isAmbiguous: true }
    if (sends === 1 && isRefusal(response)) throw response
    if (sends === MAX_SENDS || clock.now() >= options.deadline || signal.aborted)
      throw new JobMaybeCreatedError(response)
  }
}

/**
 * Sends a request until it may have made a job; only those that certainly made none are retried. Returns the error of a
 * response that does not show whether it made one.
 */
async function sendOnce(
  { fileIds, metadata, derivedSeed }: SentRequest,
  { plan, deps, client, deadline }: CreateJobOptions,
): Promise<Job | ActionError> {
  const { clock, signal } = deps
  const { metadata: _, ...spec } = plan.job
  const request = buildCreateRequest(
    { ...spec, ...(metadata && { metadata }), ...(derivedSeed !== undefined && { seed: derivedSeed }) },
    fileIds,
  )
  const grace = delayAbort(signal, () => CANCEL_GRACE_MS, clock)
  const send = async () => {
    try {
      return await client.createJob(request, grace.signal)
    } catch (error) {
      if (isSafeToResend(error) || !(error instanceof ActionError)) throw error
      return error
    }
  }
  try {
    return await retry(send, {
      ...retryOptions(deps),
      deadline: Math.min(deadline, clock.now() + RETRY_TIMEOUT_MS),
      shouldRetry: shouldResend,
      failsFast: true,
    })
  } finally {
    grace.dispose()
  }
}

type FoundJob = Required<Pick<CreatedJob, 'recognized' | 'others'>>

/**
 * Polls the list for 30 seconds. Returns nothing if every poll was complete and the job is not listed. A job that may be that
 * of another run is returned only at the end.
 */
async function findCreatedJob(
  sent: SentRequest,
  options: CreateJobOptions,
  cause: ActionError,
): Promise<FoundJob | undefined> {
  const { clock, signal } = options.deps
  const { fileIds } = sent
  const lateDeadline = clock.now() + LATE_LOOKUPS_TIMEOUT_MS
  let incompleteReason: string | undefined
  let jobs: RecognizedJob[] = []
  try {
    for (const delayMs of LOOKUP_DELAYS_MS) {
      await clock.sleep(delayMs, signal)
      const deadline = Math.max(lateDeadline, Math.min(clock.now() + LOOKUP_TIMEOUT_MS, options.deadline))
      const look = await lookOnce(sent, options, { timeoutMs: LOOKUP_REQUEST_TIMEOUT_MS, deadline, signal })
      const certain = look.jobs.filter(
        ({ by, job }) => by === 'metadata' || (by === 'seed' && mayUseFiles(job, fileIds)),
      )
      if (certain.length > 0) return pickCreated(certain, fileIds)
      jobs = look.jobs
      incompleteReason ??= look.incompleteReason
    }
  } catch (error) {
    // A cancelled workflow leaves no time for more than one short lookup.
    const last = { timeoutMs: LAST_LOOKUP_TIMEOUT_MS, deadline: clock.now(), signal: undefined }
    const look = signal.aborted ? await lookOnce(sent, options, last).catch(() => undefined) : undefined
    const found = pickCreated(look?.jobs ?? [], fileIds)
    if (found) return found
    rethrowUnexpected(error)
    throw new JobMaybeCreatedError(cause)
  }
  // By now other runs have cancelled their duplicates.
  const found = pickCreated(jobs, fileIds)
  if (!found && incompleteReason !== undefined) throw new JobMaybeCreatedError(cause, incompleteReason)
  return found
}

/** Returns the job to keep of those that a request may have made, also if they have all ended. */
function pickCreated(jobs: readonly RecognizedJob[], fileIds: FileIds): FoundJob | undefined {
  const own = jobs.filter(({ job }) => mayUseFiles(job, fileIds))
  const candidates = own.length > 0 ? own : jobs
  const recognized = rankJobs(candidates)[0] ?? candidates.toSorted((a, b) => compareAge(a.job, b.job))[0]
  return recognized && { recognized, others: own.filter((one) => one !== recognized) }
}

/**
 * Returns whether a job names the files of the request, as far as the server reports them: jobs of other runs mostly have
 * copies of them.
 */
function mayUseFiles(job: Job, { training, validation }: FileIds): boolean {
  const { trainingFile = training, validationFile = validation } = job
  return trainingFile === training && validationFile === validation
}

/** Looks for the job once, within a time for each request and a deadline for all of them. */
function lookOnce(
  { metadata }: SentRequest,
  { client, deps, jobs }: CreateJobOptions,
  { timeoutMs, deadline, signal }: { timeoutMs: number; deadline: number; signal: AbortSignal | undefined },
): Promise<Look> {
  return jobs.lookForCreated(metadata && { ft_attempt: attemptTag(deps) }, {
    client: {
      listJobs: (page) => client.listJobs(page, { signal, timeoutMs, afterDeadline: true }),
    },
    retry: (request) => retry(request, { ...retryOptions(deps), deadline, signal }),
  })
}

/** Returns whether a response that proves nothing by its form is the server's own word that no job was created. */
function isRefusal(error: ActionError): boolean {
  if (!(error instanceof ApiError)) return false
  const { status, isApiResponse, isPermanent } = error
  return (isApiResponse && status >= 400 && status < 500 && status !== 408) || (status >= 500 && isPermanent)
}

/** Returns whether a request that certainly made no job may make one a moment later. */
function shouldResend(error: unknown): boolean {
  if (error instanceof CredentialError) return isRetryable(error)
  if (error instanceof ConnectionError) return true
  return (
    error instanceof ApiError &&
    (error.credentialRenewed || (error.status === 429 && isRetryable(error)) || isFileNotReady(error))
  )
}

/** Older servers of OpenAI and Azure reject a file that is not processed yet, with no error code of its own. */
function isFileNotReady({ serverMessage }: ApiError): boolean {
  return /being processed|not ready|not yet processed/i.test(serverMessage ?? '')
}

/** Returns whether the server rejects a request because of one of its fields. */
function isFieldRejected({ status, param, serverMessage }: ApiError, field: string): boolean {
  return [400, 422].includes(status) && new RegExp(`\\b${field}\\b`, 'i').test(`${param} ${serverMessage}`)
}
