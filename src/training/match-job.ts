import { ApiError } from '../http/errors.ts'
import type { Client } from '../openai/client.ts'
import type { Job } from '../openai/job.ts'
import { hasMetadata } from '../openai/list-jobs.ts'
import { isModelAlias } from '../openai/model-name.ts'
import type { Retry } from '../openai/pagination.ts'

/** What makes a job the one that this step would create. */
export interface JobCriteria {
  /** Metadata that every such job has. */
  metadata: Record<string, string>
  /** The fields below are compared where the server keeps no metadata. */
  model: string
  method: string
  suffix?: string | undefined
  seed?: number | undefined
  hyperparameters: Record<string, unknown>
}

/**
 * Returns whether a job meets the criteria: by its metadata or, when it came back without any, by its other fields. In
 * the second case its files still have to be compared.
 */
export function matches(criteria: JobCriteria, job: Job): boolean {
  return hasMetadata(job, criteria.metadata) || (!hasAnyMetadata(job) && matchesByFields(criteria, job))
}

/** Returns whether the server reports any metadata for this job. */
export function hasAnyMetadata(job: Job): boolean {
  return Object.keys(job.metadata).length > 0
}

function matchesByFields(criteria: JobCriteria, job: Job): boolean {
  const { model, method, suffix, seed, hyperparameters } = criteria
  const hasSameSettings = Object.entries(hyperparameters).every(([name, requested]) => {
    const reported = job.hyperparameters[name]
    return requested === 'auto' || reported === undefined || reported === null || reported === requested
  })
  return (
    job.model !== undefined &&
    isModelAlias(job.model, model) &&
    (job.method ?? method) === method &&
    (job.suffix === undefined || job.suffix === suffix) &&
    (seed === undefined || job.seed === seed) &&
    hasSameSettings
  )
}

/**
 * Returns the jobs that may still produce a model, the preferred one first: succeeded, then running, then paused, and
 * among equals the oldest. Every run that reads the same list gets the same order.
 */
export function rankJobs(jobs: readonly Job[]): Job[] {
  const compare = (a: Job, b: Job) =>
    getRank(a) - getRank(b) || (a.createdAt ?? 0) - (b.createdAt ?? 0) || (a.id < b.id ? -1 : 1)
  return jobs.filter((job) => getRank(job) !== UNUSABLE_RANK).sort(compare)
}

const UNUSABLE_RANK = 3

function getRank({ status }: Job): number {
  if (status === 'succeeded') return 0
  // Other servers have words of their own: FAILED_VALIDATION, cancelling.
  if (/^(fail|error|expired|cancel)/i.test(status)) return UNUSABLE_RANK
  return /^paus/i.test(status) ? 2 : 1
}

/**
 * Returns the first job that can be reused. A succeeded job cannot when its model was deleted; only the API's own
 * error code proves that, any other failed request leaves the model usable.
 */
export async function firstUsable(
  client: Pick<Client, 'getModel'>,
  jobs: readonly Job[],
  retry: Retry,
): Promise<Job | undefined> {
  for (const job of jobs) {
    const name = job.status === 'succeeded' ? job.fineTunedModel : undefined
    if (!name || !(await isDeleted(name))) return job
  }
  return undefined

  async function isDeleted(name: string): Promise<boolean> {
    try {
      await retry(() => client.getModel(name))
      return false
    } catch (error) {
      return error instanceof ApiError && error.status === 404 && error.code === 'model_not_found'
    }
  }
}
