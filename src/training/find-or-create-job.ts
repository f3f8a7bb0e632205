import { TimeoutError, withTimeout } from '../clock.ts'
import type { Dependencies } from '../dependencies.ts'
import { ActionError } from '../errors.ts'
import type { Client } from '../openai/client.ts'
import { isTerminal, type Job } from '../openai/job.ts'
import { jobUrl } from '../openai/provider.ts'
import { formatError } from '../report/format-error.ts'
import type { CreatedJob } from './create-job.ts'
import { createWithFallbacks } from './create-with-fallbacks.ts'
import { elect, pickWinner } from './elect.ts'
import { JobList } from './find-jobs.ts'
import { type Training, toJobCriteria, wasCreatedByThisRun } from './job-identity.ts'
import { preflight } from './preflight.ts'
import { retryFor, retryOptions } from './retry-options.ts'
import type { RunReporter } from './run-reporter.ts'
import type { StepTimer } from './step-timer.ts'
import { JobEndedError, StopFailedError, stopWithin, updateJobStatus } from './stop-job.ts'
import type { FileIds, UploadedFiles } from './uploaded-files.ts'

/** The job that trains. */
export interface ActiveJob {
  job: Job
  /** Whether this workflow run created it. */
  createdByThisRun: boolean
  /** Whether this very step created it; then another run may have created a duplicate at the same moment. */
  justCreated: boolean
}

/** What finding and creating the job of a training depends on. */
export interface JobCoordinatorOptions extends Training, Pick<StepTimer, 'remainingMs'> {
  deps: Dependencies
  files: UploadedFiles
  reporter: RunReporter
  /** Its requests go on when the workflow is cancelled. */
  client: Client
  /** Its requests end when the workflow is cancelled. */
  cancellableClient: Client
  /** No job is created after this time of the clock. */
  deadline: number
}

/** How long to retry reading a reused job. */
const JOB_TIMEOUT_MS = 60_000
/** How long to try to cancel a duplicate. */
const CANCEL_DUPLICATE_TIMEOUT_MS = 5 * 60_000

/** Makes sure that exactly one job trains this configuration: finds it, or creates it and resolves duplicates. */
export class JobCoordinator {
  readonly #options: JobCoordinatorOptions
  readonly #jobs: JobList

  constructor(options: JobCoordinatorOptions) {
    const { plan, files, cancellableClient, deps, deadline } = options
    this.#options = options
    this.#jobs = new JobList({
      criteria: toJobCriteria(options),
      reuse: plan.inputs.reuse,
      files,
      client: cancellableClient,
      deps,
      deadline,
    })
  }

  /** Returns the existing job that this step would reuse, if any; changes nothing. */
  async findReusableJob(): Promise<Job | undefined> {
    return this.#jobs.pickUsable(await this.#jobs.findMatching())
  }

  /**
   * Finds the job of this training or creates it, never a second one. Searches before uploading, again before
   * creating, and once more afterwards, for jobs that other runs created at the same moment.
   */
  async findOrCreateJob(): Promise<ActiveJob> {
    const existing = await this.findReusableJob()
    if (existing) return this.#reuseJob(existing)
    const { plan, cancellableClient, deps } = this.#options
    await preflight(plan, cancellableClient, deps)
    const fileIds = await this.#uploadFiles()
    const matching = await this.#jobs.findJobsForFiles()
    const createdMeanwhile = await this.#jobs.pickUsable(matching)
    if (createdMeanwhile) return this.#reuseJob(createdMeanwhile)

    this.#jobs.ignore(matching)
    const created = await createWithFallbacks(fileIds, {
      ...this.#options,
      isIgnored: (job) => this.#jobs.isIgnored(job),
      uploadFiles: () => this.#uploadFiles(),
    })
    deps.runner.saveState('created', 'true')
    this.#recordJob(created.job, true)
    return this.#resolveDuplicates(created)
  }

  /** Returns the duplicate of our own job that takes precedence, if the server lists one now. */
  async findPreferredDuplicate(own: Job): Promise<Job | undefined> {
    try {
      const winner = pickWinner(own, await this.#jobs.findDuplicates(own))
      return winner.id === own.id ? undefined : winner
    } catch (error) {
      if (error instanceof ActionError) return undefined
      throw error
    }
  }

  /** Cancels our own job and reuses the one that takes precedence, unless our own has succeeded by then. */
  async switchToPreferred(own: Job, preferred: Job): Promise<ActiveJob> {
    const cancelled = await this.#cancelDuplicate(own, preferred)
    if (cancelled?.status === 'succeeded')
      return { job: cancelled, createdByThisRun: true, justCreated: true }
    this.#options.reporter.reset()
    return this.#reuseJob(preferred, own)
  }

  /** Announces a new job and leaves one job of this training: our own, or that of another run. */
  async #resolveDuplicates(created: CreatedJob): Promise<ActiveJob> {
    const { client, deps } = this.#options
    const { runner, signal } = deps
    const { job } = created
    const own = { job, createdByThisRun: true, justCreated: true }
    const link = jobUrl(client.host, job.id)
    const announcement = `Fine-tuning job ${job.id} was created${link ? `: ${link}` : '.'}`
    if (signal.aborted || isTerminal(job) || !this.#jobs.canListJobs) {
      runner.notice(announcement)
      return own
    }
    try {
      const winner = await this.#electJob(created)
      if (winner.id !== job.id) return await this.switchToPreferred(job, winner)
      runner.notice(announcement)
      return own
    } catch (error) {
      if (!(error instanceof ActionError) || error instanceof StopFailedError) throw error
      runner.notice(announcement)
      if (!signal.aborted)
        runner.warning(
          `Unclear whether another run created a job for the same training at the same moment: ${formatError(error)}`,
        )
      return own
    }
  }

  /** Elects the job to keep, and cancels the duplicates that our own requests made: no other run will. */
  async #electJob({ job, duplicates, isAmbiguous }: CreatedJob): Promise<Job> {
    const { clock, signal, attemptId } = this.#options.deps
    let listed: Job[] = []
    const listDuplicates = async () => {
      listed = await this.#jobs.findDuplicates(job)
      return listed
    }
    const winner = await elect(job, { clock, signal, listDuplicates, isAmbiguous })
    // Made by requests whose response was lost.
    const orphanedJobs = listed.filter(
      ({ id, status, metadata }) =>
        metadata.ft_attempt === attemptId && !isTerminal({ status }) && id !== winner.id && id !== job.id,
    )
    for (const duplicate of [...duplicates, ...orphanedJobs]) await this.#cancelDuplicate(duplicate, winner)
    return winner
  }

  /** Cancels a job that this step created; returns it as it is then, or nothing if it could not be cancelled. */
  async #cancelDuplicate(job: Job, winner: Job): Promise<Job | undefined> {
    const { runner, signal } = this.#options.deps
    runner.info(`Job ${winner.id} does the same training and takes precedence: cancelling ${job.id}`)
    try {
      return await stopWithin(CANCEL_DUPLICATE_TIMEOUT_MS, 'cancel', { ...this.#options, jobId: job.id })
    } catch (error) {
      if (!(error instanceof ActionError)) throw error
      const message = `Two jobs do the same training, ${job.id} and ${winner.id}, and ${job.id} could not be cancelled: ${formatError(error)}`
      if (signal.aborted)
        throw new StopFailedError(message, { hint: 'The post step tries again.', cause: error })
      runner.setFailed(`${message} Cancel one of them by hand.`)
      return undefined
    }
  }

  /** Reuses an existing job; `replaced` is our own that was cancelled for it. */
  async #reuseJob(job: Job, replaced?: Job): Promise<ActiveJob> {
    const { deps, plan, cancellableClient } = this.#options
    const { runner } = deps
    const createdByThisRun = wasCreatedByThisRun(job, deps.context)
    runner.saveState('created', `${createdByThisRun}`)
    this.#recordJob(job, createdByThisRun)
    const { ft_run: run, ft_sha: sha } = job.metadata
    const creator = createdByThisRun ? 'this workflow run' : run ? `run ${run}` : 'someone else'
    const commit = sha ? ` for commit ${sha.slice(0, 7)}` : ''
    const reason = replaced
      ? `created at the same moment as our job ${replaced.id}, which was cancelled.`
      : 'same data, model and settings.'
    runner.notice(`Reusing job ${job.id} (${job.status}), created by ${creator}${commit}: ${reason}`)
    if (/^paus/.test(job.status) && plan.inputs.wait) {
      runner.info(`Job ${job.id} is paused: resuming it`)
      await updateJobStatus(cancellableClient, job.id, 'resume', retryOptions(deps)).catch((error) => {
        // Following the job handles one that has ended, or that a cancelled workflow must stop.
        if (!deps.signal.aborted && !(error instanceof JobEndedError)) throw error
      })
    }
    if (job.status !== 'succeeded' || job.fineTunedModel) return { job, createdByThisRun, justCreated: false }
    // A list may omit fields of a job.
    const retry = retryFor(deps, JOB_TIMEOUT_MS)
    const complete = await retry(() => cancellableClient.getJob(job.id)).catch(() => job)
    this.#recordJob(complete, createdByThisRun)
    return { job: complete, createdByThisRun, justCreated: false }
  }

  /** Makes the job known to later steps and to the post step, before anything else happens. */
  #recordJob(job: Job, createdByThisRun: boolean): void {
    const { reporter, client, deps } = this.#options
    deps.runner.saveState('job-id', job.id)
    reporter.setJob(job)
    reporter.setOutputs({ created: createdByThisRun })
    reporter.setJobUrl(jobUrl(client.host, job.id))
  }

  /** Uploads what the server lacks. Rejects when the step's timeout passes before that. */
  async #uploadFiles(): Promise<FileIds> {
    const { files, deadline, deps } = this.#options
    const { runner, clock } = deps
    runner.group('Upload')
    try {
      return await withTimeout(clock, deadline - clock.now(), deps.signal, (signal) =>
        files.ensureUploaded({ ...deps, signal }),
      )
    } catch (error) {
      if (!(error instanceof TimeoutError)) throw error
      throw new ActionError('Timed out while uploading the data, so no job was created.', {
        hint: 'Increase "timeout".',
      })
    } finally {
      runner.endGroup()
    }
  }
}
