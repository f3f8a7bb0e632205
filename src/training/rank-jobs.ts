import { isPaused, isTerminal, type Job } from '../openai/job.ts'

const UNUSABLE_RANK = 3

/** Returns whether a job has produced a model, or may still do so. */
export function isUsable(job: Job): boolean {
  return getRank(job) !== UNUSABLE_RANK
}

/**
 * Returns these jobs in the order of preference: succeeded, then running, then paused, and among equals the oldest. Every
 * run that reads the same list gets the same order. Jobs that cannot produce a model are left out.
 */
export function rankJobs<T extends { job: Job }>(candidates: readonly T[]): T[] {
  return candidates.filter(({ job }) => isUsable(job)).sort((a, b) => compareJobs(a.job, b.job))
}

function compareJobs(a: Job, b: Job): number {
  return getRank(a) - getRank(b) || compareAge(a, b)
}

/** Compares two jobs by their age, the older first, and by their ids if both were created in the same second. */
export function compareAge(a: Job, b: Job): number {
  return (a.createdAt ?? 0) - (b.createdAt ?? 0) || (a.id < b.id ? -1 : 1)
}

function getRank(job: Job): number {
  const { status } = job
  if (status === 'succeeded') return 0
  // Whether an ended job has succeeded is not known if the server does not say so.
  if (status === 'unknown') return 1
  // Other servers have words of their own: FAILED_VALIDATION, cancelling.
  if (isTerminal(job) || /^(fail|error|expired|cancel)/i.test(status)) return UNUSABLE_RANK
  return isPaused(job) ? 2 : 1
}
