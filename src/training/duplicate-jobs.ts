import type { Dependencies } from '../dependencies.ts'
import { formatError, rethrowUnexpected } from '../errors.ts'
import type { Client } from '../openai/client.ts'
import { isTerminal, type Job } from '../openai/job.ts'
import { compareAge } from '../openai/pagination.ts'
import type { CreatedJob } from './create-job.ts'
import { isDerivedSeed } from './derived-seed.ts'
import { decide, elect, LISTING_TIMEOUT_MS, rankJobs, type Verdict } from './elect.ts'
import { cancelGatewayCopies } from './gateway-copies.ts'
import { attemptTag, isOursToCancel } from './job-identity.ts'
import type { LookLimits } from './job-list.ts'
import type { JobLookup } from './job-lookup.ts'
import type { JobCriteria, RecognizedJob } from './match-job.ts'
import { STOP_TIMEOUT_MS, StopFailedError, stopWithin } from './stop-job.ts'

/** For the one look that remains in a cancelled step. */
const LAST_LOOK_TIMEOUT_MS = 1000
/** How often a look may fail while a job is followed, and how long its requests are repeated: nothing else is read meanwhile. */
const MAX_FAILED_LOOKS = 3
const LOOK_TIMEOUT_MS = 5000

/** What finding and cancelling duplicates depends on. */
interface DuplicatesOptions {
  jobs: JobLookup
  criteria: JobCriteria
  /** Its requests go on when the workflow is cancelled. */
  client: Client
  deps: Dependencies
}

/** Which job is kept after our own was created. */
export interface Resolution extends Pick<Verdict, 'preferred' | 'listed' | 'incompleteReason'> {
  /** Whether our own job was cancelled for the preferred one. */
  isCancelled: boolean
}

/** The jobs that do the same training as our own: those of other runs, and copies that a gateway has made. */
export class DuplicateJobs {
  readonly #options: DuplicatesOptions
  /** When the create request was answered, by the clock. */
  #answeredAt = 0
  #firstStatus = ''
  /** How our own job was created; undefined if the step has attached to it. */
  #created: Pick<CreatedJob, 'isAmbiguous' | 'others'> | undefined
  #hasLookedAtChange = false
  #hasLookedLate = false
  #failedLooks = 0
  readonly #reportedIds = new Set<string>()
  #hasReportedUnnamed = false
  /** The ids of jobs that may be copies of our own request and are not dealt with; undefined before any look. */
  #openIds: readonly string[] | undefined
  /** Whether the jobs beside one that the step has attached to could not be read. */
  #isUndecided = false

  constructor(options: DuplicatesOptions) {
    this.#options = options
  }

  /** Begins with a job that was just created, or attached to: forgets any job before it. */
  begin(own: Job, created?: Pick<CreatedJob, 'isAmbiguous' | 'others'>): void {
    this.#answeredAt = this.#options.deps.clock.now()
    this.#firstStatus = own.status
    this.#created = created
    this.#hasLookedAtChange = this.#hasLookedLate = this.#isUndecided = false
    this.#failedLooks = 0
    this.#openIds = undefined
    if (created?.others) this.#note(created.others)
  }

  /** Decides which job to keep after our own was created, and cancels the others that no other run will cancel. */
  async resolve(own: Job): Promise<Resolution> {
    const verdict = await this.#elect(own)
    const { preferred, isPreferredOwn, copies } = verdict
    await this.#carryOut(own, verdict)
    // Cancelling the id that was answered could cancel the job that is listed under another one.
    if (!preferred || isPreferredOwn) return { ...verdict, isCancelled: false }
    const stopped = await this.cancel(own, preferred.job)
    if (stopped?.status === 'succeeded') return { ...verdict, preferred: undefined, isCancelled: false }
    const isCancelled = stopped !== undefined
    if (copies.length === 0) return { ...verdict, isCancelled }
    // Our own job has lost, and there are more copies of it.
    const rest = await this.#elect(preferred.job, false)
    await this.#carryOut(preferred.job, rest)
    return { ...verdict, preferred: rest.preferred ?? preferred, isCancelled }
  }

  /**
   * Cancels what is left of copies when the step attaches to a job, because the run that created them was killed. Waits until
   * other runs had the time to cancel their own jobs.
   */
  async resolveAttached(job: Job, rivals: readonly RecognizedJob[]): Promise<void> {
    // A copy may still come: one look after 30 seconds is enough.
    this.#hasLookedAtChange = true
    const { isOwn, isAbandoned } = this.#rules
    const isCopy = ({ by, job }: RecognizedJob) => by === 'metadata' && isOwn(job)
    if (!rivals.some((one) => one.by !== 'metadata' || isCopy(one) || isAbandoned(one.job))) return
    this.#isUndecided = true
    const verdict = await this.#elect(job, !rivals.every(isCopy))
    this.#isUndecided = false
    await this.#carryOut(job, { ...verdict, preferred: undefined })
  }

  async #elect(own: Job, isAmbiguous = this.#rules.isAmbiguous): Promise<Verdict> {
    const { jobs, deps } = this.#options
    const { clock, signal } = deps
    const answeredAt = this.#answeredAt
    const look = async () => {
      const remainingMs = Math.max(answeredAt + LISTING_TIMEOUT_MS - clock.now(), LOOK_TIMEOUT_MS)
      const seen = await jobs.lookForDuplicates(own, jobs.limitTo(remainingMs), !this.#created)
      this.#note(seen.jobs)
      return seen
    }
    const verdict = await elect(own, { clock, signal, look, answeredAt, ...this.#rules, isAmbiguous })
    this.#hasLookedLate = this.#isLate
    return verdict
  }

  /** Notes which jobs that a look has shown besides our own may be copies of it. */
  #note(jobs: readonly RecognizedJob[]): void {
    const isOpen = ({ by, job }: RecognizedJob) =>
      !isTerminal(job) && (by !== 'metadata' || this.#rules.isOwn(job))
    this.#openIds = jobs.filter(isOpen).map(({ job }) => job.id)
  }

  /** Cancels the copies of our own job, which is not the requested one, as `cancelGatewayCopies` promises. */
  async cancelRejected(own: Job): Promise<string> {
    this.#openIds = undefined
    const listedAt = this.#answeredAt + LISTING_TIMEOUT_MS
    const outcome = await cancelGatewayCopies(own, {
      ...this.#options,
      listedAt,
      isAttached: !this.#created,
    })
    this.#openIds = []
    return outcome
  }

  /**
   * Returns a sentence about the copies of our own job that a cancelled step leaves, if there may be any. Looks for them in its
   * last seconds if no look was completed before.
   */
  async describeLeftCopies(own: Job): Promise<string | undefined> {
    await this.#lookLast(own)
    const ids = this.#openIds?.filter((id) => id !== own.id)
    if (!ids) return `Whether the server has made copies of ${own.id} is not known.`
    return ids.length > 0 ? `${ids.join(', ')} may be copies of ${own.id} and cost money.` : undefined
  }

  async #lookLast(own: Job): Promise<void> {
    const { jobs, client, deps } = this.#options
    if (this.#openIds !== undefined || deps.remainingGraceMs() < LAST_LOOK_TIMEOUT_MS) return
    const request = { timeoutMs: LAST_LOOK_TIMEOUT_MS, afterDeadline: true }
    const limits: LookLimits = {
      client: { listJobs: (page) => client.listJobs(page, request) },
      retry: (request) => request(),
    }
    try {
      this.#note((await jobs.lookForDuplicates(own, limits)).jobs)
    } catch (error) {
      rethrowUnexpected(error)
    }
  }

  /** Whether other runs have had the time to cancel their own jobs. */
  get #isLate(): boolean {
    return this.#options.deps.clock.now() - this.#answeredAt >= LISTING_TIMEOUT_MS
  }

  /**
   * Looks again for duplicates of a job that is followed, when its status first changes and 30 seconds after it was created.
   * Cancels copies; returns the job to keep instead, if there is one.
   */
  async lookAgain(own: Job): Promise<Verdict | undefined> {
    const { jobs, deps } = this.#options
    const isLate = this.#isLate
    const isFirstChange = !this.#hasLookedAtChange && own.status !== this.#firstStatus
    if (!isFirstChange && !(isLate && !this.#hasLookedLate)) return undefined
    try {
      const look = await jobs.lookForDuplicates(own, jobs.limitTo(LOOK_TIMEOUT_MS), this.#isUndecided)
      // The job that the step has attached to is kept.
      const kept = this.#isUndecided && { preferred: undefined }
      const verdict = { ...decide(own, look, this.#rules, isLate), ...kept }
      this.#hasLookedAtChange ||= isFirstChange
      this.#hasLookedLate ||= isLate
      if (isLate) this.#isUndecided = false
      await this.#carryOut(own, verdict)
      return verdict
    } catch (error) {
      rethrowUnexpected(error)
      if (error instanceof StopFailedError) throw error
      this.#failedLooks += 1
      if (this.#failedLooks < MAX_FAILED_LOOKS || deps.signal.aborted) return undefined
      this.#hasLookedAtChange = this.#hasLookedLate = true
      deps.runner.warning(
        `Unclear whether another job does the same training as ${own.id}: ${formatError(error)}`,
      )
      return undefined
    }
  }

  /** Returns a job of the same training that is older than our own and lives; logs the reason if the list cannot be read. */
  async findOlder(own: Job): Promise<RecognizedJob | undefined> {
    const { jobs: lookup, deps } = this.#options
    try {
      const { jobs } = await lookup.lookForDuplicates(own, lookup.limitTo(LISTING_TIMEOUT_MS))
      const isCertain = ({ by, unknown }: RecognizedJob) => by !== 'content' || unknown.length === 0
      return rankJobs(jobs).find((one) => isCertain(one) && compareAge(one.job, own) < 0)
    } catch (error) {
      rethrowUnexpected(error)
      deps.runner.info(`Other jobs of the same training are not known: ${formatError(error)}`)
      return undefined
    }
  }

  /** Cancels a job for another one; returns it as the server shows it then, or nothing if it may still be running. */
  async cancel(job: Job, kept: Job): Promise<Job | undefined> {
    const { client, deps } = this.#options
    const { runner, signal } = deps
    runner.info(`Job ${kept.id} does the same training and takes precedence: cancelling ${job.id}`)
    const message = `Two jobs do the same training, ${job.id} and ${kept.id}, and ${job.id} could not be cancelled`
    try {
      const stopped = await stopWithin(STOP_TIMEOUT_MS, 'cancel', { client, deps, jobId: job.id })
      if (stopped.status === 'succeeded')
        this.#report(`${message}: it has succeeded, so that both may have to be paid for.`)
      return stopped
    } catch (error) {
      rethrowUnexpected(error)
      const reason = `${message}: ${formatError(error)}`
      if (signal.aborted)
        throw new StopFailedError(reason, { hint: 'The post step tries again.', cause: error })
      this.#report(`${reason} Cancel one of them by hand.`)
    }
    return undefined
  }

  get #rules() {
    const { deps, criteria } = this.#options
    const { derivedSeed } = criteria
    return {
      attempt: attemptTag(deps),
      isAmbiguous: this.#created?.isAmbiguous ?? false,
      isOwn: (job: Job) => isOursToCancel(job, deps),
      // Own hosts make no copies. With another derived seed, a run without reuse keeps its own job.
      isAbandoned: ({ seed }: Job) =>
        derivedSeed !== undefined && (seed === derivedSeed || !isDerivedSeed(seed)),
    }
  }

  /** Cancels copies, and reports what may be one: jobs of other runs only after those had the time to cancel them. */
  async #carryOut(own: Job, verdict: Verdict): Promise<void> {
    const { copies, suspects, preferred, listed } = verdict
    const isLate = this.#isLate
    const kept = preferred?.job ?? own
    this.#reportUnnamed(own, verdict)
    for (const { job, by } of copies) {
      if (!isLate && by !== 'metadata') continue
      await this.cancel(job, kept)
      this.#openIds = this.#openIds?.filter((id) => id !== job.id)
    }
    if (isLate) this.#openIds = []
    for (const { job, by } of suspects) {
      if (!isLate || this.#reportedIds.has(job.id)) continue
      this.#reportedIds.add(job.id)
      const reason = listed
        ? by === 'content'
          ? 'it is recognized only by what the server reports of it'
          : 'another run created it'
        : `the server does not list ${own.id}, so ${job.id} may be the same job under another id${by === 'seed' ? '' : ', or other work'}`
      this.#report(
        `Two jobs may do the same training, ${kept.id} and ${job.id}. Neither was cancelled, because ${reason}. Cancel one of them by hand if they are the same.`,
      )
    }
  }

  #reportUnnamed(own: Job, { unnamedCopies: count }: Verdict): void {
    if (count === 0 || this.#hasReportedUnnamed) return
    this.#hasReportedUnnamed = true
    const [jobs, ids] = count === 1 ? ['1 more job', 'whose id'] : [`${count} more jobs`, 'whose ids']
    this.#report(
      `The server lists ${jobs} of the create request that made ${own.id}, ${ids} cannot be read. The action cannot cancel what has no id, and it may be running and costing money: check the newest jobs of this project.`,
    )
  }

  /** Fails the step, which goes on: the job that is kept costs money all the same. */
  #report(message: string): void {
    this.#options.deps.runner.setFailed(message)
  }
}
