import { abortAfter, type Clock } from '../clock.ts'
import { ActionError } from '../errors.ts'
import { ApiError, ConnectionError, CredentialError, hadNoEffect, mayPass } from '../http/errors.ts'
import { retry } from '../http/retry.ts'
import type { Client, JobsQuery } from '../openai/client.ts'
import { type JobQuery, listJobs } from '../openai/list-jobs.ts'
import type { Repeat } from '../openai/pagination.ts'
import type { Job } from '../openai/wire.ts'
import { hasAnyMetadata, ranked } from './match-job.ts'

/** How long a create request that certainly made no job is tried again. */
const RETRIES_MS = 10 * 60_000
/** How often it is sent at most when its answers do not say whether it made a job. */
const MAX_SENDS = 3
/** How long to wait before each look at the list after such an answer; 30 seconds in all. */
export const LOOKS_MS = [0, 1000, 2000, 4000, 8000, 15_000]
/** For one request of a look: an answer that hangs must not take the whole look. */
const LOOK_LIMIT_MS = 10_000
/** For all of a look, which is repeated until it is answered. */
const LOOK_PATIENCE_MS = 120_000
/** After the workflow was cancelled, what is left for the answer of a create request that is under way. */
const GRACE_MS = 2000
/** And for one last look at the list where that answer did not come. */
const LAST_LOOK_MS = 1000

/** What creating a job depends on. */
export interface Creating {
  clock: Clock
  random: () => number
  signal: AbortSignal
  /** The moment of the clock after which no request is begun. */
  until: number
  onRetry: (error: unknown, delayMs: number) => void
  /** Told of an answer that does not say whether there is a job now. */
  onUnclear: (error: ActionError) => void
  /** By what the job is found among the jobs of the server, when the answer that names it does not come. */
  query: JobQuery
}

/**
 * Creates a job, and never more than one. Sent again at once are only requests that certainly made no job: those
 * never sent, told to come later, or refused because the server is still busy with the uploaded file. After an
 * answer that does not say, the job is looked for in the list for 30 seconds; only when every look was answered, and it is
 * not there, is the request sent again. `unclear` says that there was such an answer, and `surplus` are jobs that it
 * has made beside the one to be left. Rejects with Unknown when there may be a job that was not found.
 */
export async function createJob(
  client: Pick<Client, 'createJob' | 'jobs'>,
  request: object,
  creating: Creating,
): Promise<{ job: Job; surplus: Job[]; unclear: boolean }> {
  const { clock, signal, until } = creating
  signal.throwIfAborted()
  for (let sends = 1; ; sends++) {
    try {
      return { job: await send(client, request, creating), surplus: [], unclear: sends > 1 }
    } catch (error) {
      // The answer of a second request says nothing of the first.
      if (!(error instanceof Unclear))
        throw sends > 1 && error instanceof ActionError ? new Unknown(error) : error
      creating.onUnclear(error.cause)
      const [job, ...surplus] = await found(client, creating, error.cause)
      if (job) return { job, surplus, unclear: true }
      if (sends === MAX_SENDS || clock.now() >= until || signal.aborted) throw new Unknown(error.cause)
    }
  }
}

/** Whether there is a job now, and is being paid for, nobody here can tell. */
export class Unknown extends ActionError {
  constructor(error: ActionError) {
    super(`It is not known whether the job was created: ${error.message}`, {
      hint: 'Look at the jobs of this project: a job that was created is being paid for. Running this again finds it, and creates none beside it.',
      cause: error,
    })
  }
}

/** The answer of one create request does not say whether it made a job. */
class Unclear extends Error {
  override readonly cause: ActionError

  constructor(cause: ActionError) {
    super(cause.message)
    this.cause = cause
  }
}

async function send(client: Pick<Client, 'createJob'>, request: object, creating: Creating): Promise<Job> {
  const { clock, signal } = creating
  const grace = abortAfter(signal, () => GRACE_MS, clock)
  const once = async () => {
    try {
      return await client.createJob(request, grace.signal)
    } catch (error) {
      throw hadNoEffect(error) || !(error instanceof ActionError) ? error : new Unclear(error)
    }
  }
  try {
    const until = Math.min(creating.until, clock.now() + RETRIES_MS)
    return await retry(once, { ...creating, deadline: until, shouldRetry })
  } finally {
    grace.release()
  }
}

/**
 * Looks for the job for 30 seconds; none when each look was answered and it was not there. One that has our mark is found
 * at the first sight; of those on a server without metadata the first is the one to be left, and the others are ours.
 */
async function found(client: Pick<Client, 'jobs'>, creating: Creating, unclear: ActionError): Promise<Job[]> {
  const { clock, signal } = creating
  let jobs: Job[] = []
  try {
    for (const delayMs of LOOKS_MS) {
      await clock.sleep(delayMs, signal)
      const times = { limitMs: LOOK_LIMIT_MS, patienceMs: LOOK_PATIENCE_MS, signal }
      jobs = await look(client, creating, times)
      const sure = jobs.find(hasAnyMetadata)
      if (sure) return [sure]
    }
    // By now other runs have cancelled theirs, where it was one too many.
    return ranked(jobs)
  } catch (error) {
    const times = { limitMs: LAST_LOOK_MS, patienceMs: 0 }
    const [job] = signal.aborted ? await look(client, creating, times).catch(() => []) : []
    if (job) return [job]
    if (!(error instanceof ActionError)) throw error
    throw new Unknown(unclear)
  }
}

/** The jobs that may be the one that was asked for. Rejects where that cannot be said of all jobs. */
async function look(
  client: Pick<Client, 'jobs'>,
  { clock, random, onRetry, query }: Creating,
  { limitMs, patienceMs, signal }: { limitMs: number; patienceMs: number; signal?: AbortSignal },
): Promise<Job[]> {
  const until = clock.now() + patienceMs
  const lister = { jobs: (page: JobsQuery) => client.jobs(page, { signal, limitMs }) }
  const repeat: Repeat = (request) =>
    retry(request, { clock, random, onRetry: onRetry, deadline: until, signal })
  const anyHasMetadata = (jobs: Job[]) => jobs.some(hasAnyMetadata)
  const { items, complete } = await listJobs(lister, query, repeat, anyHasMetadata)
  if (!complete) throw new ActionError('there are more jobs than are looked through')
  if (items.length > 0 || !query.metadata) return items
  // A server may find by metadata later than it lists, or filter by metadata that it does not keep. Where other jobs
  // have some, one that has none is not ours.
  const newest = await listJobs(lister, { wanted: () => true }, repeat, () => true)
  const keepsMetadata = anyHasMetadata(newest.items)
  return newest.items.filter((job) => query.wanted(job) && (!keepsMetadata || hasAnyMetadata(job)))
}

function shouldRetry(error: unknown): boolean {
  if (error instanceof CredentialError) return error.passing
  if (error instanceof ConnectionError) return !error.sent
  return (
    error instanceof ApiError &&
    (error.refusal.renewed === true ||
      (error.refusal.status === 429 && mayPass(error)) ||
      fileNotReady(error))
  )
}

/** OpenAI's servers (older ones) and Azure's refuse a file that is not processed yet, with no code of its own. */
function fileNotReady(error: unknown): boolean {
  return (
    error instanceof ApiError && /being processed|not ready|not yet processed/i.test(error.refusal.said ?? '')
  )
}
