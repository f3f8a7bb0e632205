import { ApiError } from '../http/errors.ts'
import type { Client } from '../openai/client.ts'
import { hasMetadata } from '../openai/list-jobs.ts'
import type { Job } from '../openai/wire.ts'

/** What a job is to do, and by what it is known again among the jobs of a server. */
export interface Work {
  /** The metadata that every job for this work has. */
  mark: Record<string, string>
  /** What a job tells of itself where the server keeps no metadata. */
  model: string
  method: string
  suffix?: string | undefined
  seed?: number | undefined
  hyperparameters: Record<string, unknown>
}

/**
 * Whether a job does this work: by its metadata, or, where it came back without any, by what it tells of itself; its
 * files are still to be compared then.
 */
export function does(work: Work, job: Job): boolean {
  return hasMetadata(job, work.mark) || (!hasAnyMetadata(job) && looksLike(work, job))
}

/** Whether the server has kept, or anybody given, metadata for this job. */
export const hasAnyMetadata = (job: Job) => Object.keys(job.metadata).length > 0

function looksLike({ model, method, suffix, seed, hyperparameters }: Work, job: Job): boolean {
  const sameSettings = Object.entries(hyperparameters).every(([name, asked]) => {
    const told = job.hyperparameters[name]
    return asked === 'auto' || told === undefined || told === null || told === asked
  })
  const sameSuffix = job.suffix === undefined || job.suffix === suffix
  const sameSeed = seed === undefined || job.seed === seed
  return (
    isModel(job.model, model) && (job.method ?? method) === method && sameSuffix && sameSeed && sameSettings
  )
}

/** Whether a job's base model goes by this name: an alias comes back as a snapshot, with a date (API reference, create). */
export function isModel(base: string | undefined, name: string): boolean {
  return base === name || (base?.startsWith(`${name}-20`) ?? false)
}

/**
 * The jobs of a list that may still lead to a model, the best first: what has succeeded, then what runs, then
 * what is paused; and of those the oldest. All runs that see the same jobs choose the same one.
 */
export function ranked(jobs: readonly Job[]): Job[] {
  const order = (a: Job, b: Job) =>
    rank(a) - rank(b) || (a.createdAt ?? 0) - (b.createdAt ?? 0) || (a.id < b.id ? -1 : 1)
  return jobs.filter((job) => rank(job) !== USELESS).sort(order)
}

const USELESS = 3

function rank({ status }: Job): number {
  if (status === 'succeeded') return 0
  // Other servers have words of their own: FAILED_VALIDATION, cancelling.
  if (/^(fail|error|expired|cancel)/i.test(status)) return USELESS
  return /^paus/i.test(status) ? 2 : 1
}

/**
 * The first of these jobs that is of use: one that has succeeded is not when its model was deleted. Only the API's
 * own word for that counts; whatever else goes wrong in asking, the model may well be there.
 */
export async function firstUsable(
  client: Pick<Client, 'model'>,
  jobs: readonly Job[],
  repeat: <T>(request: () => Promise<T>) => Promise<T>,
): Promise<Job | undefined> {
  for (const job of jobs) {
    const name = job.status === 'succeeded' ? job.fineTunedModel : undefined
    if (!name || !(await isGone(name))) return job
  }
  return undefined

  async function isGone(name: string): Promise<boolean> {
    try {
      await repeat(() => client.model(name))
      return false
    } catch (error) {
      if (!(error instanceof ApiError)) return false
      return error.refusal.status === 404 && error.refusal.code === 'model_not_found'
    }
  }
}
