import type { Dependencies, WorkflowContext } from '../dependencies.ts'
import type { Client } from '../openai/client.ts'
import { hasMetadata } from '../openai/list-jobs.ts'
import type { Job } from '../openai/wire.ts'
import type { Work } from './match-job.ts'
import type { TrainingPlan } from './plan.ts'
import type { Report } from './run-reporter.ts'
import type { Shelf } from './uploaded-files.ts'

/** A piece of work that is to be done by exactly one job, and all that is needed for it. */
export interface Errand {
  plan: TrainingPlan
  fingerprint: string
  shelf: Shelf
  report: Report
  deps: Dependencies
  /** Its requests end when the workflow is cancelled. */
  client: Client
  /** Its requests do not. */
  lastingClient: Client
  /** The moment of the clock after which nothing is created any more. */
  until: number
  /** Jobs for this work that were of no use when one was created. */
  stale: Set<string>
  /** What is left of the step's time; no end of it, until the workflow is cancelled. */
  remainingMs: () => number
  /** Whether it was said already that the server has more jobs than are looked through. */
  warnedOfLimit: boolean
  /** Whether the server turned out to have no list of jobs. */
  listsNoJobs: boolean
}

/** What all jobs of this work have in their metadata; without reuse, only those of this workflow run are looked at. */
function markOf({ plan, fingerprint, deps: { context, attemptId } }: Errand): Record<string, string> {
  if (plan.inputs.reuse) return { ft_fingerprint: fingerprint }
  // Outside of a workflow, every invocation is a run of its own.
  const run: Record<string, string> = context.runId ? { ft_run: context.runId } : { ft_attempt: attemptId }
  return { ft_fingerprint: fingerprint, ...run }
}

/** The work, as it is known again among the jobs of the server. */
export function workOf(errand: Errand): Work {
  const { model, method, suffix, seed } = errand.plan.job
  return {
    mark: markOf(errand),
    model,
    method: method?.type ?? 'supervised',
    suffix,
    seed,
    hyperparameters: { ...method?.hyperparameters },
  }
}

/** Says in the job's metadata what it does and who asked for it. Values are cut at the API's 512 characters. */
export function provenance({ fingerprint, deps: { context, attemptId } }: Errand): Record<string, string> {
  const { repository, sha, ref, runId } = context
  const pairs = {
    ft_fingerprint: fingerprint,
    ft_attempt: attemptId,
    ft_repository: repository,
    ft_sha: sha,
    ft_ref: ref,
    ft_run: runId,
  }
  return Object.fromEntries(
    Object.entries(pairs).flatMap(([key, value]) => (value ? [[key, value.slice(0, 512)]] : [])),
  )
}

/** Whether this workflow run, in any of its attempts, has created the job. */
export function isOfThisRun(job: Job, { runId, repository }: WorkflowContext): boolean {
  return (
    runId !== undefined &&
    hasMetadata(job, { ft_run: runId, ...(repository && { ft_repository: repository }) })
  )
}
