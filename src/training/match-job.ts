import { hasMetadata, isTerminal, type Job, normalizeStatusSpelling } from '../openai/job.ts'
import { isSameModel } from '../openai/model.ts'
import type { UnreadableEntry } from '../openai/page.ts'
import { compareJob, type FieldComparison, isDecisive, type RequestedJob } from './compare-job.ts'
import { isDerivedSeed } from './derived-seed.ts'
import type { FileMatch } from './existing-files.ts'
import type { FileIds } from './training-files.ts'

/** What makes a job the one that this step would create. */
export interface JobCriteria {
  /** Metadata that every such job has. */
  metadata: Record<string, string>
  requested: RequestedJob
  /** The seed that the action derives from the work, at servers that may drop metadata. */
  derivedSeed?: number | undefined
  /** Whether a job may differ from the request, since the input `job-check` allows it. */
  allowsDifferences?: boolean | undefined
}

/** A job that is recognized as the one that this step would create. */
export interface RecognizedJob {
  job: Job
  by: 'metadata' | 'seed' | 'content'
  /** The fields that the server does not report, so that they may differ from the request. */
  unknown: string[]
}

/** Returns whether the server reports any metadata for this job. */
export function hasAnyMetadata({ metadata }: Pick<Job, 'metadata'>): boolean {
  return Object.keys(metadata).length > 0
}

/** Returns whether a job has metadata of this action: then only the metadata decides what it is. */
export function hasOwnMetadata({ metadata }: Pick<Job, 'metadata'>): boolean {
  return Object.keys(metadata).some((key) => key.startsWith('ft_'))
}

/**
 * Returns a job as it may be recognized, before its files are compared: by its metadata, by the seed that the action derives
 * from the work, or by all that the server reports of it.
 */
export function recognize(criteria: JobCriteria, job: Job): RecognizedJob | undefined {
  if (hasMetadata(job, criteria.metadata)) return { job, by: 'metadata', unknown: [] }
  if (hasOwnMetadata(job)) return undefined
  const { requested, derivedSeed } = criteria
  const fields = compareJob(requested, job)
  const unknown = fields.flatMap(({ field, result }) =>
    result === 'unknown' || result === 'unresolved' ? [field] : [],
  )
  if (derivedSeed !== undefined && isDerivedSeed(job.seed)) {
    if (job.seed !== derivedSeed) return undefined
    return fields.some((field) => contradictsSeed(field, criteria)) ? undefined : { job, by: 'seed', unknown }
  }
  if (hasAnyMetadata(job) || fields.some(({ result }) => result === 'different')) return undefined
  return { job, by: 'content', unknown }
}

/** Where `job-check` allows a job to differ, that job must be found again. */
function contradictsSeed(field: FieldComparison, { allowsDifferences }: JobCriteria): boolean {
  return field.result === 'different' && !(allowsDifferences && isDecisive(field))
}

/**
 * Returns a job as its files, too, show it; nothing if they contradict. Files that cannot be read do not contradict a seed, but
 * they leave nothing that shows an older job to be this one.
 */
export function recognizeByFiles(
  { job, by, unknown }: RecognizedJob,
  { training, validation }: Record<keyof FileIds, FileMatch>,
): RecognizedJob | undefined {
  if (training === 'different' || validation === 'different') return undefined
  const isUnread = training !== 'same' || validation === 'unreadable'
  if (by === 'content' && isUnread) return undefined
  return { job, by, unknown: validation === 'unreported' ? [...unknown, 'validation_file'] : unknown }
}

/** Counts the live jobs of a create request, which `attempt` names, among list entries that cannot be decoded. */
export function countLiveUnreadable(unreadable: readonly UnreadableEntry[], attempt: string): number {
  const isLive = ({ status = '' }: UnreadableEntry) =>
    !isTerminal({ status: normalizeStatusSpelling(status) })
  return unreadable.filter((entry) => entry.metadata.ft_attempt === attempt && isLive(entry)).length
}

/** A minute for the clocks of one server. */
const CLOCK_MARGIN_S = 60

/**
 * Returns whether a list entry that cannot be decoded may be a job for this work, as far as what can be read of it shows.
 * `since`: only a job that was created after this time counts, in Unix seconds by the server's clock.
 */
export function mayBeThisWork(
  { requested, metadata }: JobCriteria,
  entry: UnreadableEntry,
  since = Number.NEGATIVE_INFINITY,
): boolean {
  if (entry.createdAt !== undefined && entry.createdAt < since - CLOCK_MARGIN_S) return false
  if (Object.keys(entry.metadata).length > 0)
    return (
      Object.entries(metadata).every(([key, value]) => (entry.metadata[key] ?? value) === value) &&
      hasOwnMetadata(entry)
    )
  return entry.model === undefined || isSameModel(entry.model, requested.model)
}
