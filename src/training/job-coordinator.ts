import type { World } from '../dependencies.ts'
import type { Origin } from '../github/context.ts'
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
  world: World
  /** Its requests end when the workflow is cancelled. */
  client: Client
  /** Its requests do not. */
  lastingClient: Client
  /** The moment of the clock after which nothing is created any more. */
  until: number
  /** Jobs for this work that were of no use when one was created. */
  stale: Set<string>
  /** What is left of the step's time; no end of it, until the workflow is cancelled. */
  leftMs: () => number
  /** Whether it was said already that the server has more jobs than are looked through. */
  warnedOfLimit: boolean
  /** Whether the server turned out to have no list of jobs. */
  listsNoJobs: boolean
}

/** What all jobs of this work have in their metadata; without reuse, only those of this workflow run are looked at. */
function markOf({ plan, fingerprint, world: { origin, attempt } }: Errand): Record<string, string> {
  if (plan.inputs.reuse) return { ft_fingerprint: fingerprint }
  // Outside of a workflow, every invocation is a run of its own.
  const run: Record<string, string> = origin.run ? { ft_run: origin.run } : { ft_attempt: attempt }
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
export function provenance({ fingerprint, world: { origin, attempt } }: Errand): Record<string, string> {
  const { repository, sha, ref, run } = origin
  const pairs = {
    ft_fingerprint: fingerprint,
    ft_attempt: attempt,
    ft_repository: repository,
    ft_sha: sha,
    ft_ref: ref,
    ft_run: run,
  }
  return Object.fromEntries(
    Object.entries(pairs).flatMap(([key, value]) => (value ? [[key, value.slice(0, 512)]] : [])),
  )
}

/** Whether this workflow run, in any of its attempts, has created the job. */
export function isOfThisRun(job: Job, { run, repository }: Origin): boolean {
  return (
    run !== undefined && hasMetadata(job, { ft_run: run, ...(repository && { ft_repository: repository }) })
  )
}
