import type { Dependencies, WorkflowContext } from '../dependencies.ts'
import { isJsonObject } from '../json.ts'
import { hasMetadata, type Job } from '../openai/job.ts'
import { isFirstPartyHost } from '../openai/provider.ts'
import type { RequestedJob } from './compare-job.ts'
import type { Dataset } from './data.ts'
import { deriveSeed } from './derived-seed.ts'
import type { JobCriteria } from './match-job.ts'
import type { TrainingPlan } from './plan.ts'

/** What one step trains, and the workflow run that it belongs to. */
export interface Training {
  plan: TrainingPlan
  datasets: readonly Dataset[]
  fingerprint: string
  deps: Pick<Dependencies, 'context' | 'attemptId'>
}

/** Returns whether a training goes to OpenAI's or Azure's own host, where nothing drops what is sent. */
export function isAtFirstPartyHost({ plan }: Pick<Training, 'plan'>): boolean {
  return isFirstPartyHost(new URL(plan.connection.baseUrl).hostname)
}

/** Returns what identifies the jobs of this training in the server's list. */
export function toJobCriteria(training: Training): JobCriteria {
  const { job, inputs } = training.plan
  return {
    metadata: identityMetadata(training),
    requested: toRequestedJob(job),
    derivedSeed: getDerivedSeed(training),
    allowsDifferences: inputs['job-check'] !== 'error',
  }
}

/** Returns what a job is requested to be, in the form in which a server reports it. */
export function toRequestedJob({
  model,
  method,
  suffix,
  seed,
  extraBody,
}: TrainingPlan['job']): RequestedJob {
  const { hyperparameters: further } = extraBody ?? {}
  return {
    model,
    method: method?.type ?? 'supervised',
    // Gateways that drop `method` take hyperparameters at the top level of the request.
    hyperparameters: { ...method?.hyperparameters, ...(isJsonObject(further) && further) },
    grader: method && 'grader' in method ? method.grader : undefined,
    suffix,
    seed,
    extraBody,
  }
}

/**
 * Returns the seed by which a job is found again where a gateway drops its metadata: it comes from the work and, without
 * reuse, from the workflow run. None at own hosts, nor where the user has set a seed.
 */
export function getDerivedSeed(training: Training): number | undefined {
  if (isAtFirstPartyHost(training) || training.plan.job.seed !== undefined) return undefined
  const { plan, fingerprint, deps } = training
  return deriveSeed(
    plan.inputs.reuse ? fingerprint : `${fingerprint} ${deps.context.runId ?? deps.attemptId}`,
  )
}

/** The metadata that all jobs of this training share; without reuse, only those of this workflow run. */
function identityMetadata({ plan, fingerprint, deps }: Training): Record<string, string> {
  const { context } = deps
  if (plan.inputs.reuse) return { ft_fingerprint: fingerprint }
  // Outside of a workflow, every invocation counts as a run of its own.
  return context.runId
    ? { ft_fingerprint: fingerprint, ft_run: context.runId }
    : { ft_fingerprint: fingerprint, ft_attempt: attemptTag(deps) }
}

/** Returns what names this invocation in metadata: its random bits, and the number of the attempt of the workflow run. */
export function attemptTag({ attemptId, context }: Training['deps']): string {
  return `${attemptId}-${context.runAttempt}`
}

/** The API allows so many pairs of metadata; ten of them are the user's. */
const MAX_PAIRS = 16

/** Returns the metadata of a job: the user's, and that which records what it trains and which run created it. */
export function jobMetadata({ plan, datasets, fingerprint, deps }: Training): Record<string, string> {
  const { repository, sha, ref, runId } = deps.context
  const validation = datasets.find(({ role }) => role === 'validation')
  const pairs = {
    ...plan.job.metadata,
    ft_fingerprint: fingerprint,
    ft_attempt: attemptTag(deps),
    ft_repository: repository,
    ft_sha: sha,
    ft_ref: ref,
    ft_run: runId,
    ft_validation: validation && 'report' in validation ? validation.report.digest : undefined,
  }
  // Cut at the API's 512 characters. What comes last is left out where the user's pairs leave no room.
  const all = Object.entries(pairs).flatMap(([key, value]) => (value ? [[key, value.slice(0, 512)]] : []))
  return Object.fromEntries(all.slice(0, MAX_PAIRS))
}

/** Returns whether this workflow run created the job, in any of its attempts. */
export function wasCreatedByThisRun(job: Job, { runId, repository }: WorkflowContext): boolean {
  return (
    runId !== undefined &&
    hasMetadata(job, { ft_run: runId, ...(repository && { ft_repository: repository }) })
  )
}

/**
 * Returns whether this invocation or an earlier attempt of this workflow run created the job: only such a job is cancelled
 * unless `on-cancel` is set. Another leg of a matrix belongs to the same attempt.
 */
export function isOursToCancel(job: Job, { attemptId, context }: Training['deps']): boolean {
  const { ft_attempt: tag = '' } = job.metadata
  if (tag === attemptTag({ attemptId, context })) return true
  const attempt = Number(/^[0-9a-f]{32}-(\d+)$/.exec(tag)?.[1] ?? Number.NaN)
  return wasCreatedByThisRun(job, context) && attempt < context.runAttempt
}
