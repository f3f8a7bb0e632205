import { ActionError } from '../errors.ts'
import type { Client } from '../openai/client.ts'
import type { Job } from '../openai/job.ts'
import { type ListResult, MAX_JOBS } from '../openai/pagination.ts'
import { withReportedValues } from './compare-job.ts'
import { attemptTag } from './job-identity.ts'
import { JobList, type JobListOptions, type LookLimits } from './job-list.ts'
import {
  countLiveUnreadable,
  hasAnyMetadata,
  type JobCriteria,
  mayBeThisWork,
  type RecognizedJob,
  recognize,
  recognizeByFiles,
} from './match-job.ts'
import { createRetry } from './retry-options.ts'
import type { TrainingFiles } from './training-files.ts'

/** How long to retry reading a job that the list shows without its status. */
const JOB_TIMEOUT_MS = 30_000
/** For one request of a look that is limited in time. */
const LOOK_REQUEST_TIMEOUT_MS = 10_000
/** A job that is listed late may have been created this long before jobs that were listed at once. */
const LISTING_DELAY_S = 120

/** The warning that the list of jobs was not read to its end. */
export const TOO_MANY_JOBS = `The server has more than ${MAX_JOBS} jobs; older jobs were ignored.`

/** What recognizing the jobs of a list depends on. */
interface JobLookupOptions extends JobListOptions {
  criteria: JobCriteria
  /** Whether jobs of other runs may be reused. */
  reuse: boolean
  files: Pick<TrainingFiles, 'compareFiles' | 'hasReusedFiles'>
  client: Pick<Client, 'listJobs' | 'getJob'>
}

/** What the list of jobs shows of this work. */
export interface Look {
  jobs: RecognizedJob[]
  /** Our own job, if the list shows it. */
  own: Job | undefined
  /** Why a job for this work may exist that is not among these, if so. */
  incompleteReason: string | undefined
  /** Whether the list was read to its end, so that the reason is an entry that cannot be read. */
  isEnded: boolean
  /** How many entries are live jobs of our own create request whose ids cannot be read. */
  unreadableOwn: number
}

/** What is particular to one look. */
interface LookQuery {
  criteria?: JobCriteria
  /** Metadata by which the server filters. */
  metadata?: Record<string, string> | undefined
  own?: Job
  allowsContent: boolean
  /** Whether only what is newer than the jobs that were listed before matters. */
  newestOnly?: boolean
  /** Ends the look as soon as it is known that no job is recognized by its content. */
  endsAtMetadata?: boolean
  limits?: LookLimits
}

/** The jobs of one training, as the server lists them. */
export class JobLookup {
  readonly #options: JobLookupOptions
  readonly #list: JobList
  /** All jobs that were listed before this step sent a create request. */
  readonly #earlierIds = new Set<string>()
  /** Whether the list was sorted wherever it was read, so that what is not read is older. */
  #isNewestFirst = true
  /** The server's time of the last look before the create request. */
  #createdAfter: number | undefined
  #hasWarnedAboutLimit = false

  constructor(options: JobLookupOptions) {
    this.#options = options
    this.#list = new JobList(options)
  }

  /** Whether the server supports listing jobs, as far as is known. */
  get canListJobs(): boolean {
    return this.#list.isSupported
  }

  /** Returns limits by which requests of a look that fail are repeated for so many milliseconds from now. */
  limitTo(ms: number): LookLimits {
    const { client, deps } = this.#options
    const end = deps.clock.now() + ms
    return {
      client: {
        listJobs: (page) => {
          const timeoutMs = Math.max(1000, Math.min(LOOK_REQUEST_TIMEOUT_MS, end - deps.clock.now()))
          return client.listJobs(page, { timeoutMs })
        },
      },
      retry: createRetry(deps, ms),
    }
  }

  /**
   * Looks for jobs for this work before one is created: for all of them or, `again` a moment later, for new ones. At own hosts
   * the server filters; elsewhere, where a gateway may have dropped the metadata, the jobs are compared here.
   */
  async lookBeforeCreating(again = false): Promise<Look> {
    const { isFirstPartyHost, criteria, reuse, files } = this.#options
    const { metadata } = criteria
    const look = isFirstPartyHost
      ? await this.#look({ metadata, allowsContent: reuse })
      : await this.#look({ allowsContent: reuse, newestOnly: again })
    if (look.jobs.length > 0) return look
    // A job can be recognized by its content only if the data was on the server before.
    if (isFirstPartyHost && reuse && files.hasReusedFiles)
      return this.#look({ allowsContent: true, endsAtMetadata: true })
    if (isFirstPartyHost || look.incompleteReason === undefined) return look
    // A filter may find what cannot be read to the end.
    return { ...look, jobs: (await this.#look({ metadata, allowsContent: false })).jobs }
  }

  /**
   * Rejects when a job for this work may exist that a look did not show. To train again anyway, only the newest jobs matter:
   * those of this workflow run.
   */
  assertComplete({ incompleteReason, isEnded }: Look): void {
    if (incompleteReason === undefined) return
    throw new ActionError(
      `Unclear whether a job for this work exists already: ${incompleteReason}. No job was created.`,
      {
        hint:
          this.#options.reuse && !isEnded
            ? 'To train again without reading the whole list, set "reuse: false". To use a job that exists, use the action "wait" with its "job-id".'
            : 'Check the jobs of this project. To use one that exists, use the action "wait" with its "job-id".',
      },
    )
  }

  /**
   * Looks for the jobs that compete with our own since it was created or, if the step has attached to a job, for all. A gateway
   * that has changed our own job has changed its copies, too.
   */
  async lookForDuplicates(own: Job, limits: LookLimits, isAttached = false): Promise<Look> {
    const { criteria, reuse } = this.#options
    // No filter by metadata would find jobs without metadata.
    const metadata = hasAnyMetadata(own) ? criteria.metadata : undefined
    const allowsContent = reuse && !metadata
    // A server that has replaced the seed of the request gives each job one that says nothing about its work.
    const keepsSeed = isAttached || own.seed === undefined || own.seed === criteria.derivedSeed
    const look = await this.#look({
      criteria: {
        ...criteria,
        derivedSeed: keepsSeed ? criteria.derivedSeed : undefined,
        requested: withReportedValues(criteria.requested, own),
        allowsDifferences: true,
      },
      metadata,
      own,
      allowsContent,
      newestOnly: !isAttached,
      limits,
    })
    const isRival = ({ job }: RecognizedJob) =>
      job.id !== own.id && (isAttached || !this.#earlierIds.has(job.id))
    return { ...look, jobs: look.jobs.filter(isRival) }
  }

  /** Looks for the job that a create request with this metadata may have made. */
  async lookForCreated(metadata: Record<string, string> | undefined, limits: LookLimits): Promise<Look> {
    const { isFirstPartyHost } = this.#options
    const criteria = { ...this.#options.criteria, allowsDifferences: true, ...(metadata && { metadata }) }
    const query = { criteria, limits, newestOnly: true }
    const filtered =
      isFirstPartyHost && metadata
        ? await this.#look({ ...query, metadata, allowsContent: false })
        : undefined
    if (filtered && filtered.jobs.length > 0) return filtered
    // A server may list a job before it finds it by metadata, or filter by metadata that it does not keep.
    const look = await this.#look({ ...query, allowsContent: true })
    return { ...look, jobs: look.jobs.filter(({ job }) => !this.#earlierIds.has(job.id)) }
  }

  /** Reads the list, recognizes jobs, and decides whether the look was complete. */
  async #look(query: LookQuery): Promise<Look> {
    const { deps, isFirstPartyHost } = this.#options
    const { criteria = this.#options.criteria, own, newestOnly = false, metadata } = query
    const ids: string[] = []
    const recognized: RecognizedJob[] = []
    let someHasMetadata = false
    let hasReachedEarlier = false
    const filter = (job: Job) => {
      ids.push(job.id)
      someHasMetadata ||= hasAnyMetadata(job)
      hasReachedEarlier ||= this.#earlierIds.has(job.id) && isSettled(job)
      const found = recognize(criteria, job)
      if (found) recognized.push(found)
      return job.id === own?.id
    }
    const isDone = (_: Job[], isNewestFirst: boolean) =>
      (newestOnly && hasReachedEarlier && isNewestFirst && this.#isNewestFirst) ||
      (query.endsAtMetadata === true && someHasMetadata)
    const result = await this.#list.read({ filter, ...(metadata && { metadata }) }, isDone, query.limits)
    if (!result)
      return { jobs: [], own: undefined, incompleteReason: undefined, isEnded: true, unreadableOwn: 0 }
    if (result.isTruncated && !this.#hasWarnedAboutLimit) deps.runner.warning(TOO_MANY_JOBS)
    this.#hasWarnedAboutLimit ||= result.isTruncated
    const isBeforeCreating = !query.limits
    if (isBeforeCreating) {
      for (const id of ids) this.#earlierIds.add(id)
      this.#createdAfter = result.serverTime
      this.#isNewestFirst &&= result.isNewestFirst
    }
    // Own hosts keep metadata, unless no job has any.
    const allowsContent = query.allowsContent && !(isFirstPartyHost && someHasMetadata)
    const [listed] = result.items
    return {
      jobs: await this.#confirmAll(recognized, allowsContent),
      own: listed && (await this.#complete(listed)),
      incompleteReason: this.#explainIncomplete(criteria, result, isBeforeCreating),
      isEnded: result.incompleteReason === undefined,
      unreadableOwn: countLiveUnreadable(result.unreadable, attemptTag(deps)),
    }
  }

  /** Returns why a job for this work may exist that a reading did not show. */
  #explainIncomplete(
    criteria: JobCriteria,
    result: ListResult<Job>,
    isBeforeCreating: boolean,
  ): string | undefined {
    const since = isBeforeCreating ? undefined : this.#createdAfter
    if (result.unreadable.some((entry) => mayBeThisWork(criteria, entry, since)))
      return 'an entry in the list of jobs cannot be read, and it may be a job for this work'
    if (result.incompleteReason === undefined) return undefined
    const newestSuffice = !isBeforeCreating || !this.#options.reuse
    return newestSuffice && result.isNewestFirst && this.#isNewestFirst
      ? undefined
      : `the list of jobs cannot be read to its end: ${result.incompleteReason}`
  }

  /** Files are compared one after another, and only where nothing else decides: a server may list thousands of similar jobs. */
  async #confirmAll(candidates: readonly RecognizedJob[], allowsContent: boolean): Promise<RecognizedJob[]> {
    const certain = await this.#confirm(candidates.filter(({ by }) => by !== 'content'))
    if (certain.length > 0 || !allowsContent) return certain
    return this.#confirm(candidates.filter(({ by }) => by === 'content'))
  }

  async #confirm(candidates: readonly RecognizedJob[]): Promise<RecognizedJob[]> {
    const confirmed: RecognizedJob[] = []
    for (const candidate of candidates) {
      const { by, job } = candidate
      const found =
        by === 'metadata'
          ? candidate
          : recognizeByFiles(candidate, await this.#options.files.compareFiles(job))
      if (found) confirmed.push({ ...found, job: await this.#complete(job) })
    }
    return confirmed
  }

  /** Reads a job whose status the list does not show. */
  async #complete(job: Job): Promise<Job> {
    const { client, deps } = this.#options
    if (job.status !== 'unknown') return job
    return createRetry(deps, JOB_TIMEOUT_MS)(() => client.getJob(job.id)).catch(() => job)
  }
}

/** Returns whether a job is so old that no older one will still be listed. */
function isSettled({ createdAt, serverTime }: Job): boolean {
  return createdAt === undefined || serverTime === undefined || serverTime - createdAt > LISTING_DELAY_S
}
