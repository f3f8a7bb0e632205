import type { Clock } from '../clock.ts'
import { ActionError } from '../errors.ts'
import {
  ApiError,
  ConnectionError,
  CredentialError,
  isRetryable,
  isRetryableWhilePolling,
  isUnsupportedEndpoint,
  StepTimeoutError,
} from '../http/errors.ts'
import type { Client, JobCommand } from '../openai/client.ts'
import { isPaused, isTerminal, isWaiting, type Job } from '../openai/job.ts'

/** What a read of a job shows about a command. */
type CommandProgress =
  /** It has taken effect. */
  | 'done'
  /** It is being carried out. */
  | 'in-progress'
  /** It can no longer take effect: the job has ended, or is being cancelled. */
  | 'impossible'
  /** It has not taken effect, or the status does not show it. */
  | 'none'

/** Decides from a read of the job whether a command has taken effect; the response to the command proves nothing. */
export function getCommandProgress(
  command: JobCommand,
  job: Pick<Job, 'status' | 'finishedAt'>,
): CommandProgress {
  const { status } = job
  if (command === 'cancel' && status === 'cancelled') return 'done'
  if (isTerminal(job)) return 'impossible'
  if (/^cancel/i.test(status)) return command === 'cancel' ? 'in-progress' : 'impossible'
  switch (command) {
    case 'cancel':
      return 'none'
    case 'pause':
      if (status === 'paused') return 'done'
      return isPaused(job) ? 'in-progress' : 'none'
    case 'resume':
      if (isPaused(job) || status === 'unknown') return 'none'
      return /^resum/i.test(status) ? 'in-progress' : 'done'
  }
}

/** How to carry out a command. */
export interface CommandOptions {
  clock: Clock
  /** The time of the clock at which to give up. */
  deadline: number
  /** Ends everything at once. */
  signal?: AbortSignal | undefined
  /** Limits one request; `COMMAND_REQUEST_TIMEOUT_MS` by default. */
  getRequestTimeout?: (() => number) | undefined
  /** The job as it was just read; it is read before the command is sent otherwise, unless `sendFirst`. */
  job?: Job | undefined
  sendFirst?: boolean | undefined
  /** The time of the clock before which no command is sent. */
  notBefore?: number | undefined
  /** Whether no command is sent to a job that has not begun to train, and so cannot be paused. */
  waitForStart?: boolean | undefined
  /** How long to wait for a change that is in progress; it is enough by default. */
  settleMs?: number | undefined
  /** Whether the server's refusal is final, after so many in a row; never by default. */
  isFinalRefusal?: ((refusals: number) => boolean) | undefined
  /** Called with the time of the clock at which the next command may be sent. */
  onSend?: ((nextAt: number) => void) | undefined
  /** Called with the job each time it was read. */
  onPoll?: ((job: Job) => void) | undefined
  /** Called when a request has failed and another one follows. */
  onRetry?: ((error: unknown, delayMs: number) => void) | undefined
}

/** What became of a command. */
interface CommandResult {
  /** As it was read last. */
  job: Job
  effect: Exclude<CommandProgress, 'none'>
  isSent: boolean
}

/** Thrown when no read of the job shows that a command has taken effect. */
export class CommandFailedError extends ActionError {
  /** As it was read last. */
  readonly job: Job | undefined
  /** Whether the server refused the command. */
  readonly isRefused: boolean
  /** Whether the server has no such command, though it has the job. */
  readonly isUnsupported: boolean

  constructor(
    message: string,
    { job, isRefused, cause }: { job: Job | undefined; isRefused: boolean; cause?: unknown },
  ) {
    // The hint of a missing route is about the address, which is right if the job can be read.
    const isUnsupported = job !== undefined && isUnsupportedEndpoint(cause)
    super(message, { hint: cause instanceof ActionError && !isUnsupported ? cause.hint : undefined, cause })
    this.isUnsupported = isUnsupported
    this.job = job
    this.isRefused = isRefused
  }
}

/** A request of a command, or a read that checks its effect, takes no longer. */
export const COMMAND_REQUEST_TIMEOUT_MS = 10_000
const MIN_REQUEST_TIMEOUT_MS = 500
/** At most one command in this time: a server may accept each of them and carry out none. */
export const COMMAND_INTERVAL_MS = 10_000
/** The reason of a command whose response the end of the step cuts off. */
const NO_TIME = 'no answer came before the step had to end'
/** The delay after a command that did not reach the server. */
const UNSENT_DELAY_MS = 1000
const FIRST_POLL_MS = 500
const MAX_POLL_MS = 4000

/** Sends a command until a read of the job shows that it has taken effect, or can no longer do so. */
export function carryOutCommand(
  client: Pick<Client, 'getJob' | 'updateJob'>,
  jobId: string,
  command: JobCommand,
  options: CommandOptions,
): Promise<CommandResult> {
  return new CommandSender(client, jobId, command, options).run()
}

class CommandSender {
  readonly #client: Pick<Client, 'getJob' | 'updateJob'>
  readonly #jobId: string
  readonly #command: JobCommand
  readonly #options: CommandOptions
  #job: Job | undefined
  #readError: unknown
  #commandError: unknown
  #isSent = false
  #refusals = 0
  /** The status of the job when the last command was sent. */
  #statusWhenSent: string | undefined
  #nextCommandAt: number
  #inProgressSince: number | undefined

  constructor(
    client: Pick<Client, 'getJob' | 'updateJob'>,
    jobId: string,
    command: JobCommand,
    options: CommandOptions,
  ) {
    this.#client = client
    this.#jobId = jobId
    this.#command = command
    this.#options = options
    this.#nextCommandAt = options.notBefore ?? Number.NEGATIVE_INFINITY
  }

  async run(): Promise<CommandResult> {
    const { clock, signal, deadline, job, sendFirst, onRetry } = this.#options
    let delayMs = FIRST_POLL_MS
    let wasSent = false
    let result = job ? this.#evaluate(job) : sendFirst ? undefined : await this.#read()
    for (;;) {
      if (result) return result
      if (this.#isFinal() || clock.now() >= deadline || signal?.aborted) throw this.#createError()
      if (this.#mayBeSent()) {
        await this.#send()
        wasSent = true
        delayMs = FIRST_POLL_MS
      } else {
        const nextCommandMs = this.#nextCommandAt - clock.now()
        const waitMs = Math.min(delayMs, deadline - clock.now(), nextCommandMs > 0 ? nextCommandMs : delayMs)
        if (wasSent && this.#commandError) onRetry?.(this.#commandError, nextCommandMs)
        else if (this.#readError) onRetry?.(this.#readError, waitMs)
        await clock.sleep(waitMs, signal).catch(() => undefined)
        wasSent = false
        delayMs = Math.min(delayMs * 2, MAX_POLL_MS)
      }
      result = await this.#read()
    }
  }

  /** Returns whether a command may be sent now, by the time and by the last read of the job. */
  #mayBeSent(): boolean {
    const { clock, signal, waitForStart } = this.#options
    const job = this.#job
    const isTooEarly = {
      cancel: false,
      pause: waitForStart && job && isWaiting(job),
      resume: job?.status === 'pausing',
    }[this.#command]
    return clock.now() >= this.#nextCommandAt && !isTooEarly && !this.#inProgressSince && !signal?.aborted
  }

  async #send(): Promise<void> {
    const { clock, onSend } = this.#options
    this.#nextCommandAt = clock.now() + COMMAND_INTERVAL_MS
    this.#statusWhenSent = this.#job?.status
    onSend?.(this.#nextCommandAt)
    try {
      await this.#client.updateJob(this.#jobId, this.#command, this.#requestOptions())
      this.#commandError = undefined
      this.#refusals = 0
      this.#isSent = true
    } catch (error) {
      this.#commandError = this.#options.signal?.aborted ? new ActionError(NO_TIME) : error
      this.#refusals = isRefusal(error) ? this.#refusals + 1 : 0
      if (isNotSent(error)) this.#nextCommandAt = clock.now() + UNSENT_DELAY_MS
      else this.#isSent = true
    }
  }

  /** Reads the job; returns the result if it shows that nothing is left to do. */
  async #read(): Promise<CommandResult | undefined> {
    try {
      const job = await this.#client.getJob(this.#jobId, this.#requestOptions())
      this.#readError = undefined
      this.#options.onPoll?.(job)
      return this.#evaluate(job)
    } catch (error) {
      if (!this.#options.signal?.aborted) this.#readError = error
      return undefined
    }
  }

  #evaluate(job: Job): CommandResult | undefined {
    const { clock, settleMs = 0 } = this.#options
    const effect = getCommandProgress(this.#command, job)
    this.#job = job
    this.#inProgressSince = effect === 'in-progress' ? (this.#inProgressSince ?? clock.now()) : undefined
    if (effect === 'none') return undefined
    if (this.#inProgressSince !== undefined && clock.now() - this.#inProgressSince < settleMs)
      return undefined
    return { job, effect, isSent: this.#isSent }
  }

  #requestOptions() {
    const { clock, signal, deadline, getRequestTimeout } = this.#options
    const limitMs = Math.min(getRequestTimeout?.() ?? COMMAND_REQUEST_TIMEOUT_MS, deadline - clock.now())
    const timeoutMs = Math.max(MIN_REQUEST_TIMEOUT_MS, limitMs)
    // Stopping a job goes on after the timeout of the step; resuming one does not.
    return { signal, timeoutMs, afterDeadline: this.#command !== 'resume' }
  }

  #isFinal(): boolean {
    if (isFinalError(this.#commandError) || isFinalError(this.#readError)) return true
    if (isMissingCommand(this.#commandError)) return true
    // A refusal was about the status of that moment: a job may have begun to train since.
    const sentAt = this.#statusWhenSent
    if (this.#refusals === 0 || (sentAt !== undefined && sentAt !== this.#job?.status)) return false
    return this.#options.isFinalRefusal?.(this.#refusals) ?? false
  }

  /** Unexpected errors stay as they are. */
  #createError(): unknown {
    const errors = [this.#commandError, this.#readError]
    const unexpected = errors.find((error) => error !== undefined && !(error instanceof ActionError))
    if (unexpected !== undefined) return unexpected
    const [commandError, readError] = errors
    const facts = { job: this.#job, isRefused: this.#refusals > 0, cause: commandError ?? readError }
    return new CommandFailedError(this.#describeFailure(commandError, readError), facts)
  }

  #describeFailure(commandError: unknown, readError: unknown): string {
    if (this.#job && isUnsupportedEndpoint(commandError))
      return `the server has no command to ${this.#command} a job: ${commandError.message}`
    if (commandError instanceof ActionError) return commandError.message
    const isAccepted = this.#isSent ? 'the server accepted the command, but ' : ''
    if (readError instanceof ActionError)
      return `${isAccepted}the job could not be read: ${readError.message}`
    if (!this.#job) return `${isAccepted}${NO_TIME}`
    return `${isAccepted}${isAccepted ? 'the job is still' : 'it is'} ${this.#job.status}`
  }
}

/** Returns whether the server itself refuses a request, for a reason that time does not change. */
function isRefusal(error: unknown): boolean {
  return error instanceof ApiError && !isRetryableWhilePolling(error)
}

/** Returns whether no further request can be sent; an unexpected error is a bug. */
function isFinalError(error: unknown): boolean {
  if (error !== undefined && !(error instanceof ActionError)) return true
  return error instanceof StepTimeoutError || (error instanceof CredentialError && !isRetryable(error))
}

/** Returns whether the server has no such command; with a 404, a replica of it may not know the job yet. */
function isMissingCommand(error: unknown): boolean {
  return isUnsupportedEndpoint(error) && error.status !== 404
}

/** Returns whether a request certainly did not reach the server. */
function isNotSent(error: unknown): boolean {
  if (error instanceof CredentialError || error instanceof StepTimeoutError) return true
  return error instanceof ConnectionError && !error.requestSent
}
