import type { Dependencies } from '../dependencies.ts'
import { ActionError, formatError, rethrowUnexpected } from '../errors.ts'
import { isTerminal, type Job } from '../openai/job.ts'
import { jobUrl } from '../openai/provider.ts'
import type { StepClients } from './connection.ts'
import { type CreatedJob, createJob } from './create-job.ts'
import { DuplicateJobs, type Resolution } from './duplicate-jobs.ts'
import { rankJobs } from './elect.ts'
import { preflight } from './grader-preflight.ts'
import { type ActiveJob, JobAdopter, type Replacement } from './job-adoption.ts'
import {
  attemptTag,
  isAtFirstPartyHost,
  type Training,
  toJobCriteria,
  toRequestedJob,
} from './job-identity.ts'
import { JobLookup } from './job-lookup.ts'
import { findJobWithModel, LostModelError } from './lost-model.ts'
import type { RecognizedJob } from './match-job.ts'
import { RequestedJobCheck } from './requested-job-check.ts'
import type { RunReporter } from './run-reporter.ts'
import { StopFailedError } from './stop-job.ts'
import type { TrainingFiles } from './training-files.ts'

/** What finding and creating the job of a training depends on. */
export interface JobCoordinatorOptions extends Training, StepClients {
  deps: Dependencies
  files: TrainingFiles
  reporter: RunReporter
  /** No job is created after this time of the clock. */
  deadline: number
}

/** An existing job for this work. */
interface ReusableJob extends RecognizedJob {
  /** Other jobs for the same work that live. */
  rivals: RecognizedJob[]
}

/** Makes sure that exactly one job trains this configuration: finds it, or creates it and resolves duplicates. */
export class JobCoordinator {
  readonly #options: JobCoordinatorOptions
  readonly #jobs: JobLookup
  readonly #duplicates: DuplicateJobs
  readonly #check: RequestedJobCheck
  readonly #adopter: JobAdopter
  /** Whether the job that is followed may have copies that are listed late. */
  #mayHaveCopies = false
  #isMetadataDropped = false

  constructor(options: JobCoordinatorOptions) {
    const { plan, files, client, cancellableClient, deps, deadline } = options
    const { reuse, wait, 'job-check': policy } = plan.inputs
    const isFirstPartyHost = isAtFirstPartyHost(options)
    const criteria = toJobCriteria(options)
    this.#options = options
    this.#jobs = new JobLookup({
      criteria,
      reuse,
      files,
      client: cancellableClient,
      baseUrl: plan.connection.baseUrl,
      deps,
      deadline,
      isFirstPartyHost,
    })
    this.#duplicates = new DuplicateJobs({ jobs: this.#jobs, criteria, client, deps })
    this.#check = new RequestedJobCheck({
      requested: toRequestedJob(plan.job),
      policy,
      waits: wait,
      isFirstPartyHost,
      reuse,
      cancelCopies: async (job) => (this.#mayHaveCopies ? this.#duplicates.cancelRejected(job) : ''),
      client,
      deps,
    })
    this.#adopter = new JobAdopter(options, this.#check)
  }

  /** Whether the server was seen to drop the metadata of a job of this training. */
  get isMetadataDropped(): boolean {
    return this.#isMetadataDropped
  }

  /**
   * Returns the existing job that this step would reuse, if any, and other live jobs for the same work; changes nothing. Rejects
   * when it is unclear whether there is one, or when its model is gone.
   */
  async findReusableJob(again = false): Promise<ReusableJob | undefined> {
    const { cancellableClient: client, deps, plan } = this.#options
    const look = await this.#jobs.lookBeforeCreating(again)
    const candidates = rankJobs(look.jobs)
    const succeeded = candidates.filter(({ job }) => job.status === 'succeeded')
    const withModel = await findJobWithModel(succeeded, { client, deps, model: plan.job.model })
    const reusable = withModel ?? candidates.find((one) => !succeeded.includes(one))
    if (reusable) {
      const rivals = candidates.filter((one) => one !== reusable && !isTerminal(one.job))
      return { ...reusable, rivals }
    }
    this.#jobs.assertComplete(look)
    const [lost, ...others] = succeeded.map(({ job }) => job)
    if (lost) throw new LostModelError([lost, ...others])
    return undefined
  }

  /**
   * Finds the job of this training or creates it, never a second one. Searches before uploading, again before
   * creating, and once more afterwards, for jobs that other runs created at the same moment.
   */
  async findOrCreateJob(): Promise<ActiveJob> {
    const existing = await this.findReusableJob()
    if (existing) return this.#attach(existing)
    const { plan, files, cancellableClient, deps } = this.#options
    await preflight(plan, cancellableClient, deps)
    const fileIds = await files.ensureUploaded()
    const createdMeanwhile = await this.findReusableJob(true)
    if (createdMeanwhile) return this.#attach(createdMeanwhile)

    const created = await createJob(fileIds, { ...this.#options, jobs: this.#jobs })
    this.#mayHaveCopies = true
    deps.runner.saveState('created', 'true')
    this.#adopter.record(created.job, true)
    const active = await this.#resolveDuplicates(created)
    await this.#check.check(active.job, active)
    return active
  }

  /**
   * Looks at a job each time it was read while it is followed: rejects when it turns out not to be the requested one, and
   * returns the duplicate that takes precedence over our own, if the server lists one now.
   */
  async inspect(active: ActiveJob, job: Job): Promise<RecognizedJob | undefined> {
    if (this.#options.deps.signal.aborted) return undefined
    await this.#check.check(job, active)
    if (!this.#mayHaveCopies || !this.#jobs.canListJobs) return undefined
    const verdict = await this.#duplicates.lookAgain(job)
    // The job of another run is left to that run.
    return active.isOwn && !verdict?.isPreferredOwn ? verdict?.preferred : undefined
  }

  /** Cancels our own job and reuses the one that takes precedence, unless our own has succeeded by then. */
  async switchToPreferred(own: Job, preferred: RecognizedJob): Promise<ActiveJob> {
    const cancelled = own.status === 'cancelled' ? own : await this.#duplicates.cancel(own, preferred.job)
    if (cancelled?.status === 'succeeded') return toOwn(cancelled)
    return this.#replace(preferred, own, cancelled !== undefined)
  }

  /** Returns an older job of the same training that lives, after someone else has cancelled our own. */
  async findOlderJob(own: Job): Promise<RecognizedJob | undefined> {
    return this.#jobs.canListJobs ? this.#duplicates.findOlder(own) : undefined
  }

  /**
   * Returns the error of a step, which leaves copies of a job to the post step if the workflow is cancelled before it is known
   * which of them is kept.
   */
  async leaveCopiesToPostStep(error: unknown, { job, justCreated }: ActiveJob): Promise<unknown> {
    const isOpen = this.#options.deps.signal.aborted && justCreated && !isAtFirstPartyHost(this.#options)
    if (!isOpen || !(error instanceof ActionError)) return error
    const reason = await this.#duplicates.describeLeftCopies(job)
    if (reason === undefined) return error
    return new StopFailedError(`${error.message} ${reason}`, {
      hint: 'Unless "on-cancel" is "detach", the post step cancels the copies that it recognizes, and names the others.',
      cause: error,
    })
  }

  async #replace(preferred: RecognizedJob, own: Job, isCancelled: boolean): Promise<ActiveJob> {
    this.#options.reporter.reset()
    if (!this.#isOfOurRequest(preferred)) return this.#reuse(preferred, { id: own.id, isCancelled })
    const { job } = preferred
    const { runner } = this.#options.deps
    // Our own job may be this one under another id.
    const fate = isCancelled ? `, and ${own.id} of the same request was cancelled` : ''
    runner.notice(
      `Fine-tuning job ${job.id} was created; the request for it was answered with ${own.id}${fate}.`,
    )
    runner.saveState('created', 'true')
    this.#adopter.record(job, true)
    return toOwn(job)
  }

  /**
   * Returns whether our own create request made a job, which a gateway may have sent more than once: its metadata names this
   * invocation or, without metadata, it trains on data that this step uploaded.
   */
  #isOfOurRequest({ by, job }: RecognizedJob): boolean {
    const { deps, files } = this.#options
    return by === 'metadata' ? job.metadata.ft_attempt === attemptTag(deps) : files.usesUpload(job)
  }

  /** Attaches to an existing job, and cancels what a run that was killed left of copies of it. */
  async #attach(found: ReusableJob): Promise<ActiveJob> {
    // Only gateways make copies.
    this.#mayHaveCopies = !isAtFirstPartyHost(this.#options) && !isTerminal(found.job)
    this.#duplicates.begin(found.job)
    const active = await this.#reuse(found)
    try {
      await this.#duplicates.resolveAttached(active.job, found.rivals)
    } catch (error) {
      // The list or a command failed: the job is followed all the same.
      rethrowUnexpected(error)
      if (error instanceof StopFailedError) throw error
    }
    return active
  }

  #reuse(found: RecognizedJob, replaced?: Replacement): Promise<ActiveJob> {
    this.#isMetadataDropped ||= found.by === 'seed'
    return this.#adopter.reuse(found, replaced)
  }

  /** Announces a new job and leaves one job of this training: our own, or that of another run. */
  async #resolveDuplicates(created: CreatedJob): Promise<ActiveJob> {
    const { client, deps } = this.#options
    const { job, recognized } = created
    this.#duplicates.begin(job, created)
    if (recognized?.by === 'content') this.#adopter.warnAboutContent(recognized)
    const resolution = await this.#tryToResolve(job)
    if (resolution?.preferred) {
      const { preferred, isCancelled } = resolution
      if (this.#isOfOurRequest(preferred)) this.#reportCreated(preferred.job, undefined, created)
      return this.#replace(preferred, job, isCancelled)
    }
    const link = jobUrl(client.host, job.id)
    deps.runner.notice(`Fine-tuning job ${job.id} was created${link ? `: ${link}` : '.'}`)
    this.#reportCreated(job, resolution?.listed, created)
    return toOwn(job)
  }

  /** Decides which job to keep; warns if the list does not show it. */
  async #tryToResolve(job: Job): Promise<Resolution | undefined> {
    const { runner, signal } = this.#options.deps
    if (signal.aborted || isTerminal(job) || !this.#jobs.canListJobs) return undefined
    const warn = (reason: string) => {
      if (!signal.aborted)
        runner.warning(
          `Unclear whether another run created a job for the same training at the same moment: ${reason}`,
        )
    }
    try {
      const resolution = await this.#duplicates.resolve(job)
      const { preferred, incompleteReason } = resolution
      if (!preferred && incompleteReason !== undefined) warn(incompleteReason)
      return resolution
    } catch (error) {
      rethrowUnexpected(error)
      if (error instanceof StopFailedError) throw error
      warn(formatError(error))
      return undefined
    }
  }

  /** The answer to a create request may have fewer fields than the list. */
  #reportCreated(job: Job, listed: Job | undefined, { sent, recognized }: CreatedJob): void {
    const known = { ...job, metadata: { ...listed?.metadata, ...job.metadata } }
    // A job that was found in the list may use another copy of the same files.
    this.#check.reportCreated(known, sent, recognized ? undefined : sent.fileIds)
    this.#isMetadataDropped ||= known.metadata.ft_attempt === undefined
  }
}

function toOwn(job: Job): ActiveJob {
  return { job, createdByThisRun: true, justCreated: true, isOwn: true, mayBeCopy: false }
}
