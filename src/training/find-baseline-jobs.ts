import { getBaseModel } from '../dataset/model.ts'
import { rethrowUnexpected } from '../errors.ts'
import type { Retry } from '../http/retry.ts'
import { getDigestInName } from '../openai/find-file.ts'
import { hasMetadata, type Job } from '../openai/job.ts'
import { isSameModel } from '../openai/model.ts'
import { listJobs } from '../openai/pagination.ts'
import { isDerivedSeed } from './derived-seed.ts'
import type { ReadMetricsOptions } from './final-metrics.ts'
import { createRetry } from './retry-options.ts'

/** How long to retry reading the list of jobs, and the names of their files. */
const LIST_TIMEOUT_MS = 30_000
/** `best` is the best of so many jobs at most. */
const MAX_COMPARABLE_JOBS = 20
/** Each of them may cost a request for the name of its file. */
const MAX_CANDIDATES = 200
const OTHER_JOBS_HINT =
  'Select jobs with the same base model and validation data by "baseline", or set "incomparable-baseline: pass".'

/** The jobs that a model is compared with, newest first, or why there is none. */
export type FoundBaselines =
  | { kind: 'comparable'; jobs: [Job, ...Job[]] }
  | { kind: 'none' }
  | { kind: 'incomparable'; reason: string; hint: string }

/** How to find the jobs that a model is compared with. */
export interface FindBaselineOptions extends Pick<ReadMetricsOptions, 'client' | 'deps'> {
  /** Whether the server was seen to drop the metadata that this job was created with, so that none can match. */
  isMetadataDropped?: boolean
  maxJobs?: number | undefined
}

/**
 * Finds the jobs that have succeeded with this metadata, are older than `job`, and are comparable: they have the same base
 * model and the same validation data.
 */
export async function findBaselineJobs(
  job: Job,
  metadata: Record<string, string>,
  { client, deps, isMetadataDropped, maxJobs = MAX_COMPARABLE_JOBS }: FindBaselineOptions,
): Promise<FoundBaselines> {
  if (isMetadataDropped || (Object.keys(job.metadata).length === 0 && isDerivedSeed(job.seed)))
    return {
      kind: 'incomparable',
      reason: 'the server drops the metadata of jobs, so none can match "baseline"',
      hint: 'Compare with a number, or set "incomparable-baseline: pass".',
    }
  const filter = (other: Job) =>
    other.id !== job.id &&
    other.status === 'succeeded' &&
    hasMetadata(other, metadata) &&
    (other.createdAt ?? 0) < (job.createdAt ?? Number.POSITIVE_INFINITY)
  const retry = createRetry(deps, LIST_TIMEOUT_MS)
  const { items, incompleteReason } = await listJobs(
    client,
    { metadata, filter },
    { retry, clock: deps.clock },
  )
  const matching = items.sort((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0))
  const validation = new ValidationIdentity(client, retry, deps.signal)
  const comparable: Job[] = []
  let reason: string | undefined
  for (const other of matching.slice(0, MAX_CANDIDATES)) {
    const difference = compareModels(job, other) ?? (await validation.compare(job, other))
    if (difference === undefined) comparable.push(other)
    reason ??= difference && `the newest match, job ${other.id}, ${difference}`
    if (comparable.length >= maxJobs) break
  }
  const [newest, ...older] = comparable
  if (newest) return { kind: 'comparable', jobs: [newest, ...older] }
  if (reason) return { kind: 'incomparable', reason, hint: OTHER_JOBS_HINT }
  if (incompleteReason !== undefined)
    return {
      kind: 'incomparable',
      reason: `not all jobs could be read: ${incompleteReason}`,
      hint: OTHER_JOBS_HINT,
    }
  return { kind: 'none' }
}

/** Returns how the base models of two jobs differ, if they do: losses of two models cannot be compared. */
function compareModels({ model }: Job, { model: other }: Job): string | undefined {
  if (model === undefined || other === undefined) return 'does not show its base model'
  return isSameModel(getBaseModel(model), getBaseModel(other)) ? undefined : 'has another base model'
}

/** Compares the validation data of jobs: by the ids of their files, the digest in their metadata, or that in a file's name. */
class ValidationIdentity {
  readonly #client: ReadMetricsOptions['client']
  readonly #retry: Retry
  readonly #signal: AbortSignal
  readonly #digests = new Map<string, string | undefined>()

  constructor(client: ReadMetricsOptions['client'], retry: Retry, signal: AbortSignal) {
    this.#client = client
    this.#retry = retry
    this.#signal = signal
  }

  /** Returns how the validation data of two jobs differ; nothing if it is the same, or if neither has any. */
  async compare(job: Job, other: Job): Promise<string | undefined> {
    if (!hasValidation(job) && !hasValidation(other)) return undefined
    if (!hasValidation(job) || !hasValidation(other)) return 'has other validation data'
    if (job.validationFile !== undefined && job.validationFile === other.validationFile) return undefined
    const digest = await this.#getDigest(job)
    const otherDigest = await this.#getDigest(other)
    if (digest === undefined || otherDigest === undefined) return 'does not show its validation data'
    return digest === otherDigest ? undefined : 'has other validation data'
  }

  async #getDigest({ metadata, validationFile }: Job): Promise<string | undefined> {
    if (metadata.ft_validation) return metadata.ft_validation
    if (validationFile === undefined) return undefined
    if (!this.#digests.has(validationFile))
      this.#digests.set(validationFile, await this.#readDigest(validationFile))
    return this.#digests.get(validationFile)
  }

  async #readDigest(fileId: string): Promise<string | undefined> {
    try {
      const { name } = await this.#retry(() => this.#client.getFile(fileId))
      return getDigestInName(name)
    } catch (error) {
      rethrowUnexpected(error, this.#signal)
      return undefined
    }
  }
}

const hasValidation = ({ validationFile, metadata }: Job) =>
  validationFile !== undefined || metadata.ft_validation !== undefined
