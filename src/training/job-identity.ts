import type { Dependencies, WorkflowContext } from '../dependencies.ts'
import type { Job } from '../openai/job.ts'
import { hasMetadata } from '../openai/list-jobs.ts'
import type { JobCriteria } from './match-job.ts'
import type { TrainingPlan } from './plan.ts'

/** What one step trains, and the workflow run that it belongs to. */
export interface Training {
  plan: TrainingPlan
  fingerprint: string
  deps: Pick<Dependencies, 'context' | 'attemptId'>
}

/** Returns what identifies the jobs of this training in the server's list. */
export function toJobCriteria(training: Training): JobCriteria {
  const { model, method, suffix, seed } = training.plan.job
  return {
    metadata: identityMetadata(training),
    model,
    method: method?.type ?? 'supervised',
    suffix,
    seed,
    hyperparameters: { ...method?.hyperparameters },
  }
}

/** The metadata that all jobs of this training share; without reuse, only those of this workflow run. */
function identityMetadata({ plan, fingerprint, deps }: Training): Record<string, string> {
  const { context, attemptId } = deps
  if (plan.inputs.reuse) return { ft_fingerprint: fingerprint }
  // Outside of a workflow, every invocation counts as a run of its own.
  return context.runId
    ? { ft_fingerprint: fingerprint, ft_run: context.runId }
    : { ft_fingerprint: fingerprint, ft_attempt: attemptId }
}

/** Returns the metadata that records what a job trains and which run created it, cut at the API's 512 characters. */
export function provenanceMetadata({ fingerprint, deps }: Training): Record<string, string> {
  const { repository, sha, ref, runId } = deps.context
  const pairs = {
    ft_fingerprint: fingerprint,
    ft_attempt: deps.attemptId,
    ft_repository: repository,
    ft_sha: sha,
    ft_ref: ref,
    ft_run: runId,
  }
  return Object.fromEntries(
    Object.entries(pairs).flatMap(([key, value]) => (value ? [[key, value.slice(0, 512)]] : [])),
  )
}

/** Returns whether this workflow run created the job, in any of its attempts. */
export function wasCreatedByThisRun(job: Job, { runId, repository }: WorkflowContext): boolean {
  return (
    runId !== undefined &&
    hasMetadata(job, { ft_run: runId, ...(repository && { ft_repository: repository }) })
  )
}
