import type { Dependencies } from '../dependencies.ts'
import { isUnsupportedEndpoint } from '../http/errors.ts'
import type { Client } from '../openai/client.ts'
import type { Job } from '../openai/job.ts'
import { type JobQuery, listJobs, MAX_JOBS } from '../openai/list-jobs.ts'
import { firstUsable, hasAnyMetadata, type JobCriteria, matches, rankJobs } from './match-job.ts'
import { retryFor } from './retry-options.ts'
import type { UploadedFiles } from './uploaded-files.ts'

/** How long to retry reading the list of jobs. */
const LIST_TIMEOUT_MS = 5 * 60_000
const MIN_LIST_TIMEOUT_MS = 30_000
/** A model is requested only to find out whether it was deleted. */
const MODEL_TIMEOUT_MS = 10_000

/** The warning that the list of jobs was not read to its end. */
export const TOO_MANY_JOBS = `The server has more than ${MAX_JOBS} jobs; older jobs were ignored.`

/** What a list of jobs depends on. */
export interface JobListOptions {
  criteria: JobCriteria
  /** Whether jobs of other runs may be reused. */
  reuse: boolean
  files: Pick<UploadedFiles, 'matchesJob' | 'hasReusedFiles'>
  client: Pick<Client, 'listJobs' | 'getModel'>
  deps: Dependencies
  /** The time of the clock after which the list is read once more at most. */
  deadline: number
}

/** The jobs of one training, as the server lists them. */
export class JobList {
  readonly #options: JobListOptions
  /** Matching jobs that could not be reused when this step created its own. */
  readonly #ignoredJobIds = new Set<string>()
  #hasWarnedAboutLimit = false
  #canListJobs = true

  constructor(options: JobListOptions) {
    this.#options = options
  }

  /** Whether the server supports listing jobs, as far as is known. */
  get canListJobs(): boolean {
    return this.#canListJobs
  }

  /** Returns the matching jobs of any status, and our own job if there is one. */
  async findMatching(own?: Job): Promise<Job[]> {
    const { criteria } = this.#options
    const query = {
      filter: (job: Job) => job.id === own?.id || matches(criteria, job),
      // No filter by metadata would find our own job without metadata.
      ...((!own || hasAnyMetadata(own)) && { metadata: criteria.metadata }),
    }
    return this.#filterSameData(await this.#list(query), own)
  }

  /** Returns the matching jobs, now that the ids of the files are known. */
  async findJobsForFiles(): Promise<Job[]> {
    const jobs = await this.findMatching()
    return jobs.length > 0 || !this.#options.files.hasReusedFiles ? jobs : this.#findJobsWithoutMetadata()
  }

  /** Returns our own job and the jobs that compete with it, without those that could not be reused before. */
  async findDuplicates(own: Job): Promise<Job[]> {
    const jobs = await this.findMatching(own)
    return jobs.filter((job) => job.id === own.id || (this.#canReuse(job) && !this.isIgnored(job)))
  }

  /** Returns the preferred one of these jobs, if any can be reused. */
  pickUsable(jobs: readonly Job[]): Promise<Job | undefined> {
    const { client, deps } = this.#options
    const candidates = rankJobs(jobs).filter((job) => this.#canReuse(job))
    return firstUsable(client, candidates, retryFor(deps, MODEL_TIMEOUT_MS))
  }

  /** Excludes jobs from later lookups. */
  ignore(jobs: readonly Job[]): void {
    for (const { id } of jobs) this.#ignoredJobIds.add(id)
  }

  /** Returns whether a job is excluded. */
  isIgnored({ id }: Job): boolean {
    return this.#ignoredJobIds.has(id)
  }

  /** Without metadata no run can be recognized as the creator of a job; without reuse, other runs' jobs are off limits. */
  #canReuse(job: Job): boolean {
    return this.#options.reuse || hasAnyMetadata(job)
  }

  /** For a server that filters by metadata but keeps none: there, jobs can be recognized only by their files. */
  async #findJobsWithoutMetadata(): Promise<Job[]> {
    const { criteria } = this.#options
    const someHasMetadata = (jobs: Job[]) => jobs.some(hasAnyMetadata)
    const query = { filter: (job: Job) => hasAnyMetadata(job) || matches(criteria, job) }
    const jobs = await this.#list(query, someHasMetadata)
    return someHasMetadata(jobs) ? [] : this.#filterSameData(jobs)
  }

  /** Returns the jobs that use our data; a job with metadata was recognized by its fingerprint. */
  async #filterSameData(jobs: readonly Job[], own?: Job): Promise<Job[]> {
    const same: Job[] = []
    // One after another: a server without metadata may list thousands of similar jobs.
    for (const job of jobs)
      if (job.id === own?.id || hasAnyMetadata(job) || (await this.#options.files.matchesJob(job)))
        same.push(job)
    return same
  }

  /** Reads the list of jobs. A server that does not support listing counts as one without jobs. */
  async #list(query: JobQuery, isDone?: (jobs: Job[]) => boolean): Promise<Job[]> {
    const { client, deps, deadline } = this.#options
    try {
      // At least one attempt, however late: the job may exist and cost money.
      const remainingMs = Math.min(LIST_TIMEOUT_MS, deadline - deps.clock.now())
      const retry = retryFor(deps, Math.max(MIN_LIST_TIMEOUT_MS, remainingMs))
      const { items, isTruncated } = await listJobs(client, query, { retry, clock: deps.clock, isDone })
      if (isTruncated && !this.#hasWarnedAboutLimit) deps.runner.warning(TOO_MANY_JOBS)
      this.#hasWarnedAboutLimit ||= isTruncated
      return items
    } catch (error) {
      if (!isUnsupportedEndpoint(error)) throw error
      if (this.#canListJobs)
        deps.runner.warning('This server does not support listing jobs, so existing jobs cannot be reused.')
      this.#canListJobs = false
      return []
    }
  }
}
