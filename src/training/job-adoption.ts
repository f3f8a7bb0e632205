import type { Dependencies } from '../dependencies.ts'
import { ActionError } from '../errors.ts'
import type { Client } from '../openai/client.ts'
import { isPaused, type Job } from '../openai/job.ts'
import { jobUrl } from '../openai/provider.ts'
import { resumePausedJobMessage } from '../report/log.ts'
import { getDerivedSeed, isOursToCancel, type Training, wasCreatedByThisRun } from './job-identity.ts'
import type { RecognizedJob } from './match-job.ts'
import type { RequestedJobCheck } from './requested-job-check.ts'
import { createRetry } from './retry-options.ts'
import type { RunReporter } from './run-reporter.ts'
import { changeJobStatus, JobEndedError } from './stop-job.ts'

/** The job that trains. */
export interface ActiveJob {
  job: Job
  /** Whether this workflow run created it, in any attempt and any of its workflow jobs. */
  createdByThisRun: boolean
  /** Whether this very step created it; then another run may have created a duplicate at the same moment. */
  justCreated: boolean
  /** Whether this step or an earlier attempt of this run created it: only then the default is to cancel it. */
  isOwn: boolean
  /** Whether it may be a copy that a gateway made of our own request: such a copy is cancelled if it is not what was requested. */
  mayBeCopy: boolean
}

/** Why a job is reused that took precedence over our own. */
export interface Replacement {
  /** Our own job. */
  id: string
  isCancelled: boolean
}

/** What reusing jobs depends on. */
interface JobAdopterOptions extends Training {
  deps: Dependencies
  reporter: RunReporter
  /** Its requests end when the workflow is cancelled. */
  cancellableClient: Client
}

/** How long to retry reading a reused job. */
const JOB_TIMEOUT_MS = 60_000

/** Attaches the step to a job that exists, and says why that job does the work of this step. */
export class JobAdopter {
  readonly #options: JobAdopterOptions
  readonly #check: RequestedJobCheck

  constructor(options: JobAdopterOptions, check: RequestedJobCheck) {
    this.#options = options
    this.#check = check
  }

  /** Reuses an existing job. Rejects when it is not what was requested, or is paused and must not be resumed. */
  async reuse(found: RecognizedJob, replaced?: Replacement): Promise<ActiveJob> {
    const { deps, plan } = this.#options
    const { runner } = deps
    const { job } = found
    const active = {
      createdByThisRun: wasCreatedByThisRun(job, deps.context) || (found.by === 'seed' && !plan.inputs.reuse),
      justCreated: false,
      isOwn: isOursToCancel(job, deps),
      mayBeCopy: replaced !== undefined && found.by === 'seed',
    }
    // Decides what the post step does with the job by default.
    runner.saveState('created', `${active.isOwn}`)
    this.record(job, active.createdByThisRun)
    const { ft_run: run, ft_sha: sha } = job.metadata
    // A command line records no run. A job that is only similar may be anyone's.
    const others = found.by === 'content' ? 'by someone else' : 'earlier'
    const creator = active.createdByThisRun ? 'by this workflow run' : run ? `by run ${run}` : others
    const commit = sha ? ` for commit ${sha.slice(0, 7)}` : ''
    const reason = replaced
      ? `created at the same moment as our job ${replaced.id}, which ${replaced.isCancelled ? 'was cancelled' : 'could not be cancelled'}.`
      : REASONS[found.by]
    runner.notice(`Reusing job ${job.id} (${job.status}), created ${creator}${commit}: ${reason}`)
    if (found.by === 'content') this.warnAboutContent(found)
    await this.#check.check(job, active)
    if (isPaused(job) && plan.inputs.wait) await this.#resume(job)
    if (job.status !== 'succeeded' || job.fineTunedModel) return { job, ...active }
    // A list may omit fields of a job.
    const complete = await this.#read(job)
    this.record(complete, active.createdByThisRun)
    return { job: complete, ...active }
  }

  /** Makes a job known to later steps and to the post step, before anything else happens. */
  record(job: Job, createdByThisRun: boolean): void {
    const { reporter, cancellableClient: client, deps, plan } = this.#options
    const seed = getDerivedSeed(this.#options)
    const isDerived = seed !== undefined && job.seed === seed
    reporter.setFacts({
      derivedSeed: isDerived ? { seed, reuse: plan.inputs.reuse } : undefined,
      jobUrl: jobUrl(client.host, job.id),
    })
    deps.runner.saveState('job-id', job.id)
    reporter.setJob(job)
    reporter.setOutputs({ created: createdByThisRun })
  }

  /** Warns that only what the server reports of a job shows that it does the work of this step. */
  warnAboutContent({ job, unknown }: RecognizedJob): void {
    const gaps = unknown.length > 0 ? ` It does not report ${unknown.join(', ')}, which may differ.` : ''
    this.#options.deps.runner.warning(
      `Job ${job.id} was recognized only by its content: the server keeps no metadata, and what it reports of the job agrees.${gaps} To train again, set "reuse: false".`,
    )
  }

  /** Returns a job as the server reports it now or, if that cannot be read, as it was listed. */
  #read(job: Job): Promise<Job> {
    const { deps, cancellableClient } = this.#options
    return createRetry(deps, JOB_TIMEOUT_MS)(() => cancellableClient.getJob(job.id)).catch(() => job)
  }

  async #resume(job: Job): Promise<void> {
    const { deps, plan, cancellableClient } = this.#options
    if (!plan.inputs['resume-paused']) {
      // A list may be older than the job.
      if (!isPaused(await this.#read(job))) return
      throw new ActionError(`Job ${job.id} for this work is paused, and does not continue by itself.`, {
        hint: `The server may have paused it at a spending limit, which resuming lifts. ${resumePausedJobMessage(job.id, deps.runner)}`,
      })
    }
    deps.runner.info(`Job ${job.id} is paused: resuming it`)
    await changeJobStatus(cancellableClient, job.id, 'resume', deps).catch((error) => {
      // Following the job handles one that has ended, or that a cancelled workflow must stop.
      if (!deps.signal.aborted && !(error instanceof JobEndedError)) throw error
    })
  }
}

const REASONS = {
  metadata: 'same data, model and settings.',
  seed: 'same data, model and settings, by the seed that the action derives from them.',
  content: 'it looks like the same work.',
}
