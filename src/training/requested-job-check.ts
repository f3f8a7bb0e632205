import type { Dependencies } from '../dependencies.ts'
import { ActionError, formatError, quote, rethrowUnexpected } from '../errors.ts'
import type { Client } from '../openai/client.ts'
import { isTerminal, type Job } from '../openai/job.ts'
import { leftRunningMessage } from '../report/log.ts'
import {
  compareFileIds,
  compareJob,
  type FieldComparison,
  type FieldKind,
  isDecisive,
  type RequestedJob,
} from './compare-job.ts'
import type { SentRequest } from './create-job.ts'
import { STOP_TIMEOUT_MS, StopFailedError, stopWithin } from './stop-job.ts'
import type { FileIds } from './training-files.ts'

/** What comparing jobs with their request depends on. */
export interface RequestedJobCheckOptions {
  requested: RequestedJob
  /** The input `job-check`. */
  policy: 'error' | 'warn' | 'off'
  /** Whether the step waits for the job, so that it sees what the server makes of `auto`. */
  waits: boolean
  isFirstPartyHost: boolean
  reuse: boolean
  /** Cancels copies of a job that is rejected; returns a sentence about them, or rejects with a StopFailedError. */
  cancelCopies: (job: Job) => Promise<string>
  client: Client
  deps: Dependencies
}

/** Fields whose value, if the server does not report it, is worth a warning: they may have been dropped. */
const WORTH_CONFIRMING: ReadonlySet<FieldKind> = new Set(['method', 'number', 'grader'])

/** Compares what the server reports of a job with what was requested: a gateway may have dropped or changed something. */
export class RequestedJobCheck {
  readonly #options: RequestedJobCheckOptions
  readonly #warned = new Set<string>()

  constructor(options: RequestedJobCheckOptions) {
    this.#options = options
  }

  /**
   * Compares a job with the request, as the input `job-check` requires. Rejects when it is another training; if it is our own
   * or may be a copy of it, it is cancelled with all its copies.
   */
  async check(job: Job, { isOwn, mayBeCopy }: { isOwn: boolean; mayBeCopy: boolean }): Promise<void> {
    const { requested, policy, isFirstPartyHost } = this.#options
    if (policy === 'off') return
    const differences = compareJob(requested, job).filter(
      (field) => isDecisive(field) && this.#isDifference(field),
    )
    // Own hosts are known to train what is requested, and may write it in another way.
    const fatal = differences.filter(
      ({ kind, result }) =>
        policy === 'error' && result === 'different' && (!isFirstPartyHost || kind === 'method'),
    )
    for (const field of differences.filter((field) => !fatal.includes(field))) this.#warn(field, job)
    if (fatal.length > 0) await this.#reject(job, fatal, isOwn || mayBeCopy)
  }

  #isDifference({ result }: FieldComparison): boolean {
    // Who does not wait does not see what the server makes of `auto`.
    return result === 'different' || (result === 'unresolved' && !this.#options.waits)
  }

  /** Warns of what the answer to a create request changes or leaves out, beyond what decides what is trained. */
  reportCreated(job: Job, sent: SentRequest, fileIds: FileIds | undefined): void {
    const { requested, policy, deps } = this.#options
    const fields = [...compareJob(requested, job), ...(fileIds ? compareFileIds(fileIds, job) : [])]
    if (policy !== 'off') {
      for (const field of fields)
        if (field.result === 'different' && field.requested !== undefined && !isDecisive(field))
          this.#warn(field, job)
      this.#reportUnknown(fields.filter(({ result }) => result === 'unknown'))
    }
    if (sent.metadata && job.metadata.ft_attempt !== sent.metadata.ft_attempt)
      deps.runner.warning(`This server keeps no metadata of jobs. ${this.#describeReuse(job, sent)}`)
    else if (!sent.metadata) deps.runner.info(this.#describeReuse(job, sent))
  }

  #reportUnknown(fields: readonly FieldComparison[]): void {
    const { runner } = this.#options.deps
    const names = (all: readonly FieldComparison[]) => all.map(({ field }) => field).join(', ')
    const important = fields.filter(({ kind }) => WORTH_CONFIRMING.has(kind))
    const others = fields.filter(
      ({ kind, requested }) => !WORTH_CONFIRMING.has(kind) && requested !== undefined,
    )
    if (important.length > 0)
      runner.warning(
        `The server does not report ${names(important)} of the job, so nothing shows that it trains what was requested.`,
      )
    if (others.length > 0) runner.info(`not reported by the server: ${names(others)}`)
  }

  /** Returns what the lack of metadata means for finding the job again. */
  #describeReuse(job: Job, { derivedSeed }: SentRequest): string {
    const { reuse, requested } = this.#options
    if (derivedSeed !== undefined && job.seed === derivedSeed)
      return `The same work is found again by its seed (${derivedSeed}), which the action derived from the work${reuse ? '' : ' and this run'}.`
    if (!reuse)
      return 'With "reuse: false", a re-run of this workflow cannot find the job: it trains and pays again.'
    if (requested.seed !== undefined && job.seed !== undefined && job.seed !== requested.seed)
      return 'It does not keep the seed either, so the same work cannot be found again: every run trains and pays.'
    return job.trainingFile === undefined
      ? 'It does not report the files of jobs either, so the same work cannot be found again: every run trains and pays.'
      : 'The same work is found again only by what the server reports: model, files and settings. Other work that differs in anything else is taken for it.'
  }

  #warn(field: FieldComparison, job: Job): void {
    if (this.#warned.has(field.field)) return
    this.#warned.add(field.field)
    this.#options.deps.runner.warning(`Job ${job.id} is not as requested: ${describe(field)}.`)
  }

  async #reject(job: Job, fields: readonly FieldComparison[], mayCancel: boolean): Promise<never> {
    const difference = fields.map(describe).join('; ')
    const message = `Job ${job.id} is not the job that was requested: ${difference}.`
    const hint = fields.some(({ kind }) => kind === 'model')
      ? 'If the server has its own names for models, set "job-check: warn".'
      : 'A gateway may have dropped or changed the field: use its pass-through route, send the field in another place with "extra-body", or set "job-check: warn".'
    if (!mayCancel)
      throw new ActionError(`${message} It was not cancelled, because this step did not create it.`, {
        hint,
      })
    const { isFirstPartyHost, cancelCopies } = this.#options
    // Only gateways make copies. One is as wrong as the job, whether or not the job can be cancelled.
    const results = await Promise.allSettled([this.#cancel(job), isFirstPartyHost ? '' : cancelCopies(job)])
    const outcomes: string[] = []
    const failures: StopFailedError[] = []
    for (const result of results) {
      if (result.status === 'fulfilled') outcomes.push(result.value)
      else if (result.reason instanceof StopFailedError) failures.push(result.reason)
      else throw result.reason
    }
    const sentences = [message, ...outcomes, ...failures.map((failure) => failure.message)]
    const text = sentences.filter(Boolean).join(' ')
    const [cause] = failures
    if (!cause) throw new ActionError(text, { hint })
    throw new StopFailedError(text, {
      hint: failures
        .map(({ hint }) => hint ?? '')
        .join('\n')
        .trim(),
      cause,
    })
  }

  /** Cancels our own job and returns what became of it. */
  async #cancel(job: Job): Promise<string> {
    const { client, deps } = this.#options
    if (isTerminal(job)) return `It has ended already (${job.status}).`
    try {
      const stopped = await stopWithin(STOP_TIMEOUT_MS, 'cancel', { client, deps, jobId: job.id })
      // Other servers have words of their own: CANCEL_REQUESTED.
      return /^cancel/i.test(stopped.status)
        ? 'It was cancelled.'
        : `It has ended already (${stopped.status}).`
    } catch (error) {
      rethrowUnexpected(error)
      throw new StopFailedError(`It could not be cancelled: ${formatError(error)}`, {
        hint: leftRunningMessage(job.id, deps.runner),
        cause: error,
      })
    }
  }
}

function describe({ field, requested, reported }: FieldComparison): string {
  return `${field} was requested as ${quote(requested)}, and the server reports ${quote(reported)}`
}
