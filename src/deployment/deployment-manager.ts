import { ActionError, rethrowUnexpected } from '../errors.ts'
import { ApiError, isRetryableWhilePolling, isSafeToResend } from '../http/errors.ts'
import { type RetryOptions, retry, stopAfterRepeated } from '../http/retry.ts'
import type { JsonObject } from '../json.ts'
import type { DeployReporter } from './deploy-reporter.ts'
import {
  type Deployment,
  type DeploymentTarget,
  describeDeployment,
  hasModel,
  isAsDesired,
  isProvisioned,
  isSameText,
  isSettled,
} from './deployment.ts'
import { ManagementClient, type ManagementClientOptions, type Operation } from './management-client.ts'
import { getManagementHint, isRetryableChangeError } from './management-errors.ts'

/** Which deployment a manager works on, how long, and where it reports every state that it reads. */
interface ManagerOptions extends ManagementClientOptions, Pick<RetryOptions, 'random' | 'onRetry'> {
  signal: AbortSignal
  /** The time of the clock after which no further request is sent. */
  deadline: number
  reporter: DeployReporter
}

/** A change of the deployment, and what is known of its effect. */
export interface Change {
  body: JsonObject
  target: DeploymentTarget
  /** Whether a request was sent that may have taken effect. */
  sent: boolean
  /** Returns whether the deployment may still be replaced; another process may have changed it. */
  mayReplace: (current: Deployment | undefined) => boolean
}

/** Thrown when another process has changed the deployment in the meantime. */
export class SupersededError extends ActionError {
  override name = 'SupersededError'

  constructor(deployment: string, current: Deployment | undefined) {
    super(
      `Another process has changed deployment "${deployment}", which now has ${describeDeployment(current)}`,
      { hint: 'Put the jobs that deploy under this name into one concurrency group.' },
    )
  }
}

const MAX_POLL_MS = 10_000
/** How long a replica of Azure may report an older state than another one did. */
const STALE_MS = 30_000
/** After this time without an effect, an accepted deletion is sent again. */
const RESEND_MS = 60_000

/** Reads, changes and deletes one deployment, through faults, until a deadline. */
export class DeploymentManager {
  readonly #client: ManagementClient
  readonly #options: ManagerOptions
  readonly #name: string

  constructor(options: ManagerOptions) {
    this.#client = new ManagementClient(options)
    this.#options = options
    this.#name = options.deployment
  }

  /** Returns a manager of the same deployment with its own time, and with its own signal where one is given. */
  within(ms: number, signal = this.#options.signal): DeploymentManager {
    const deadline = this.#options.clock.now() + ms
    return new DeploymentManager({ ...this.#options, signal, deadline })
  }

  /** Returns and records the deployment before any change: a wrong address or a missing permission ends the step soon. */
  async readFirst(): Promise<Deployment | undefined> {
    const deployment = await this.retryBeforeChange(() => this.#client.getDeployment())
    this.#options.reporter.onRead(deployment)
    this.#options.reporter.setBefore(deployment)
    return deployment
  }

  /** Returns the address at which the account's models answer; retries as `readFirst` does, until a deadline. */
  async getEndpoint(deadline = this.#options.deadline): Promise<string> {
    const endpoint = await this.retryBeforeChange(() => this.#client.getEndpoint(), deadline)
    this.#options.reporter.setEndpoint(endpoint)
    return endpoint
  }

  /** Retries a read before any change, as `readFirst` does. */
  retryBeforeChange<T>(read: () => Promise<T>, deadline = this.#options.deadline): Promise<T> {
    return retry(read, { ...this.#options, deadline, shouldRetry: isRetryableChangeError, failsFast: true })
  }

  /** Returns the deployment when no operation on it is in progress any more. */
  async waitUntilSettled(first: Deployment | undefined): Promise<Deployment | undefined> {
    let current = first
    for (let polls = 0; current && !isSettled(current); polls++) {
      await this.#pause(polls, 'another operation on it has not ended')
      current = await this.read()
    }
    return current
  }

  /** Returns the deployment, read through all faults that may pass. */
  async read(): Promise<Deployment | undefined> {
    const deployment = await retry(() => this.#client.getDeployment(), {
      ...this.#options,
      shouldRetry: isRetryableWhilePolling,
      tolerateRefusals: true,
    })
    this.#options.reporter.onRead(deployment)
    return deployment
  }

  /**
   * Describes in a sentence what is behind the name, also after the workflow was cancelled, and what this step has requested,
   * unless Azure has refused that.
   */
  async describeNow(ms: number, { isRefused = false } = {}): Promise<string> {
    const now = await this.#describeLast(ms)
    return isRefused ? now : now + this.#describePending()
  }

  async #describeLast(ms: number): Promise<string> {
    const { signal } = new AbortController()
    try {
      const current = await this.within(ms, signal).read()
      return `Behind "${this.#name}" is ${describeDeployment(current)}.`
    } catch (error) {
      rethrowUnexpected(error, signal)
      const { last } = this.#options.reporter
      return `Azure does not say what is behind "${this.#name}" now. When it was last read, it was ${describeDeployment(last)}.`
    }
  }

  /** A request whose response was not awaited may take effect after the last read. */
  #describePending(): string {
    const { last, requested } = this.#options.reporter
    if (!requested || isSameText(requested.model, last?.model.name)) return ''
    return ` This step has requested ${requested.model === undefined ? 'to delete it' : `model ${requested.model}`}.`
  }

  /**
   * Carries out a change and returns once the deployment is provisioned. A request without a clear answer is sent again
   * only after a read has shown that it had no effect.
   */
  async change(change: Change): Promise<void> {
    const { clock, reporter } = this.#options
    let attempts = 0
    // Azure answers some wrong requests with a 500 that never passes.
    const isInternalError = (error: unknown) =>
      error instanceof ApiError && error.status === 500 && error.isOwnError
    const shouldRetry = stopAfterRepeated(clock, isInternalError, isRetryableChangeError)
    const operationUrl = await retry(
      async () => {
        if (attempts++ > 0 && (await this.#hasTakenEffect(change))) return undefined
        reporter.onRequest(change.target.model.name)
        try {
          const url = await this.#client.putDeployment(change.body)
          change.sent = true
          return url
        } catch (error) {
          if (!isSafeToResend(error)) change.sent = true
          throw error
        }
      },
      { ...this.#options, shouldRetry },
    )
    await this.#waitUntilProvisioned(change.target, operationUrl)
  }

  /** Deletes the deployment and returns once it is gone; `mayDelete` guards what another process has put there. */
  async remove(mayDelete: (current: Deployment) => boolean = () => true): Promise<void> {
    const { clock } = this.#options
    let sentAt = Number.NEGATIVE_INFINITY
    for (let polls = 0; ; polls++) {
      const current = await this.read()
      if (!current) return
      if (clock.now() - sentAt >= RESEND_MS && (await this.#sendDelete(current, mayDelete)))
        sentAt = clock.now()
      await this.#pause(polls, 'it is not deleted yet')
    }
  }

  /** Requests the deletion, unless it is under way; each request follows a read. Returns whether it was sent. */
  async #sendDelete(first: Deployment, mayDelete: (current: Deployment) => boolean): Promise<boolean> {
    let current: Deployment | undefined = first
    let attempts = 0
    return retry(
      async () => {
        if (attempts++ > 0) current = await this.read()
        if (!current || /^deleting$/i.test(current.state)) return false
        if (!mayDelete(current)) throw new SupersededError(this.#name, current)
        this.#options.reporter.onRequest(undefined)
        await this.#client.deleteDeployment()
        return true
      },
      { ...this.#options, shouldRetry: isRetryableChangeError },
    )
  }

  async #hasTakenEffect({ target, mayReplace }: Change): Promise<boolean> {
    const current = await this.read()
    const isFailed = current && isSettled(current) && !isProvisioned(current)
    if (current && isAsDesired(current, target) && !isFailed) return true
    if (!mayReplace(current)) throw new SupersededError(this.#name, current)
    return false
  }

  async #waitUntilProvisioned(target: DeploymentTarget, operationUrl: string | undefined): Promise<void> {
    const { clock } = this.#options
    const startedAt = clock.now()
    let wasInProgress = false
    let wasShown = false
    let lostSince: number | undefined
    for (let polls = 0; ; polls++) {
      const current = await this.read()
      const shown = current && isAsDesired(current, target) ? current : undefined
      if (shown && isProvisioned(shown)) return
      const operation = await this.#readOperation(operationUrl)
      if (/^(failed|cancell?ed)$/i.test(operation?.status ?? '')) throw this.#failedError(target, operation)
      if (shown && !isSettled(shown)) wasInProgress = true
      // Right after the change, a replica may still report the failure of an earlier one.
      else if (shown && (wasInProgress || clock.now() - startedAt >= STALE_MS))
        throw this.#failedError(target, operation, shown.state)
      if (current && hasModel(current, target)) {
        wasShown = true
        lostSince = undefined
      } else if (wasShown) {
        lostSince ??= clock.now()
        if (clock.now() - lostSince >= STALE_MS) throw new SupersededError(this.#name, current)
      }
      await this.#pause(polls, `it shows ${describeDeployment(current)}`)
    }
  }

  /** The operation only adds the reason of a failure, so it need not be readable. */
  async #readOperation(url: string | undefined): Promise<Operation | undefined> {
    if (url === undefined) return undefined
    try {
      return await this.#client.getOperation(url)
    } catch (error) {
      rethrowUnexpected(error, this.#options.signal)
      return undefined
    }
  }

  #failedError(
    { model }: DeploymentTarget,
    operation: Operation | undefined,
    state = operation?.status,
  ): ActionError {
    const { code, message } = operation ?? {}
    const reason = [code, message].filter(Boolean).join(': ')
    return new ActionError(
      `Azure could not deploy model ${model.name} as "${this.#name}" (${state})${reason && `: ${reason}`}`,
      { hint: getManagementHint(code, message) },
    )
  }

  /** Waits before the next read; throws with the reason to wait when the time is over. */
  async #pause(polls: number, reason: string): Promise<void> {
    const { clock, deadline, signal } = this.#options
    const remainingMs = deadline - clock.now()
    if (remainingMs <= 0)
      throw new ActionError(`Timed out waiting for deployment "${this.#name}": ${reason}`, {
        hint: 'Raise "timeout", or run the workflow again: it continues where this step ended.',
      })
    await clock.sleep(Math.min(1000 * 2 ** polls, MAX_POLL_MS, remainingMs), signal)
  }
}
