import type { Dependencies } from '../dependencies.ts'
import { isRetryable, isUnsupportedEndpoint } from '../http/errors.ts'
import type { Retry } from '../http/retry.ts'
import { usualPathHint } from '../openai/api-error.ts'
import type { Client } from '../openai/client.ts'
import type { Job } from '../openai/job.ts'
import { type JobQuery, type ListResult, listJobs, type ReadListOptions } from '../openai/pagination.ts'
import { createRetry } from './retry-options.ts'

/** How long to retry reading the list of jobs. */
const LIST_TIMEOUT_MS = 5 * 60_000
const MIN_LIST_TIMEOUT_MS = 30_000
/** How many answers in a row that there is no list are needed: a replica may lag behind the others. */
const MIN_MISSING = 3

/** How to look after a create request was sent. */
export interface LookLimits {
  retry: Retry
  client: Pick<Client, 'listJobs'>
}

/** What reading the list of jobs depends on. */
export interface JobListOptions {
  client: Pick<Client, 'listJobs'>
  baseUrl: string
  deps: Dependencies
  /** The time of the clock after which the list is read once more at most. */
  deadline: number
  /** Whether the server is OpenAI's or Azure's own, which has a list of jobs. */
  isFirstPartyHost: boolean
}

/** The server's list of jobs, which not every server has. */
export class JobList {
  readonly #options: JobListOptions
  /** Whether the server has such a list; undefined until it has answered. */
  #isSupported: boolean | undefined

  constructor(options: JobListOptions) {
    this.#options = options
  }

  /** Whether the server supports listing jobs, as far as is known. */
  get isSupported(): boolean {
    return this.#isSupported !== false
  }

  /**
   * Reads the list. Returns nothing, with one warning, if the server says several times that it has none: own hosts have one,
   * and so has a server that has shown it before. Rejects when the list cannot be read.
   */
  async read(
    query: JobQuery,
    isDone: ReadListOptions<Job>['isDone'],
    limits: LookLimits | undefined,
  ): Promise<ListResult<Job> | undefined> {
    const { baseUrl, deps, isFirstPartyHost } = this.#options
    try {
      const options = { ...(limits ?? this.#createPatience()), clock: deps.clock, isDone }
      const result = await listJobs(options.client, query, options)
      this.#isSupported = true
      return result
    } catch (error) {
      const isMissing = isUnsupportedEndpoint(error) && !isFirstPartyHost && this.#isSupported !== true
      if (limits || !isMissing) throw error
      if (this.#isSupported === undefined)
        deps.runner.warning(
          `This server does not support listing jobs, so existing jobs cannot be reused.${usualPathHint(new URL(baseUrl))}`,
        )
      this.#isSupported = false
      return undefined
    }
  }

  /** At least one attempt, however late: a job may exist and cost money. */
  #createPatience(): LookLimits {
    const { client, deps, deadline } = this.#options
    const remainingMs = Math.min(LIST_TIMEOUT_MS, deadline - deps.clock.now())
    let missing = 0
    return {
      client,
      retry: createRetry(deps, Math.max(MIN_LIST_TIMEOUT_MS, remainingMs), {
        failsFast: this.#isSupported === undefined,
        shouldRetry: (error) =>
          isRetryable(error) || (isUnsupportedEndpoint(error) && ++missing < MIN_MISSING),
      }),
    }
  }
}
