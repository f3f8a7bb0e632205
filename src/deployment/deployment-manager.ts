import { ActionError, rethrowUnexpected } from '../errors.ts'
import { ApiError, isRetryableWhilePolling, isSafeToResend } from '../http/errors.ts'
import { type RetryOptions, retry } from '../http/retry.ts'
import type { JsonObject } from '../json.ts'
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
import type { ManagementClient, Operation } from './management-client.ts'
import { getManagementHint, isRetryableChangeError, ProvisioningError } from './management-errors.ts'
import { stopAfterRepeated } from './retry-limit.ts'

/** What a manager needs beyond its client. */
export interface ManagerOptions extends Pick<RetryOptions, 'clock' | 'random' | 'onRetry'> {
  /** The name of the deployment. */
  name: string
  signal: AbortSignal
  /** The time of the clock after which no further request is sent. */
  deadline: number
  observer: DeploymentObserver
}

/** Follows what is behind the name. */
export interface DeploymentObserver {
  /** The deployment as it was read last. */
  readonly last: Deployment | undefined
  /** The model of the last change that may have taken effect; none for a deletion. */
  readonly requested: { model: string | undefined } | undefined
  /** Called with every state that is read. */
  onRead(deployment: Deployment | undefined): void
  /** Called before a request that changes the model behind the name, or deletes it. */
  onRequest(model: string | undefined): void
}

/** A change of the deployment, and what is known of its effect. */
export interface Change {
  body: JsonObject
  target: DeploymentTarget
  /** Whether a request was sent that may have taken effect. */
  sent: boolean
  /** Returns whether the deployment may still be replaced; another process may have changed it. */
  mayReplace?: (current: Deployment | undefined) => boolean
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
  constructor(client: ManagementClient, options: ManagerOptions) {
    this.#client = client
    this.#options = options
  }

  /** Returns a manager of the same deployment with its own time, and with its own signal where one is given. */
  within(ms: number, signal = this.#options.signal): DeploymentManager {
    const deadline = this.#options.clock.now() + ms
    return new DeploymentManager(this.#client.withOptions({ signal, deadline }), {
      ...this.#options,
      signal,
      deadline,
    })
  }

  /** Returns the deployment before any change: a wrong address or a missing permission ends the step soon. */
  async readFirst(): Promise<Deployment | undefined> {
    const deployment = await this.retryBeforeChange(() => this.#client.getDeployment())
    this.#options.observer.onRead(deployment)
    return deployment
  }

  /** Retries a read before any change, as `readFirst` does. */
  retryBeforeChange<T>(read: () => Promise<T>): Promise<T> {
    return retry(read, { ...this.#options, shouldRetry: isRetryableChangeError, failsFast: true })
  }

  /** Returns the deployment when no operation on it is in progress any more. */
  async waitUntilSettled(first: Deployment | undefined): Promise<Deployment | undefined> {
    let current = first
    for (let polls = 0; current && !isSettled(current); polls++) {
      this.#assertInTime(`another operation on it has not ended`)
      await this.#pause(polls)
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
    this.#options.observer.onRead(deployment)
    return deployment
  }

  /**
   * Describes in a sentence what is behind the name, also after the workflow was cancelled, and what this step has requested,
   * unless Azure has refused that.
   */
  async describeNow(ms: number, { isRefused = false } = {}): Promise<string> {
    const { name, observer } = this.#options
    const describePending = () => (isRefused ? '' : this.#describePending())
    const { signal } = new AbortController()
    try {
      const current = await this.within(ms, signal).read()
      return `Behind "${name}" is ${describeDeployment(current)}.${describePending()}`
    } catch (error) {
      rethrowUnexpected(error, signal)
      return `Azure does not say what is behind "${name}" now. When it was last read, it was ${describeDeployment(observer.last)}.${describePending()}`
    }
  }

  /** A request whose response was not awaited may take effect after the last read. */
  #describePending(): string {
    const { last, requested } = this.#options.observer
    if (!requested || isSameText(requested.model, last?.model.name)) return ''
    return ` This step has requested ${requested.model === undefined ? 'to delete it' : `model ${requested.model}`}.`
  }

  /**
   * Carries out a change and returns the deployment once it is provisioned. A request without a clear answer is sent again
   * only after a read has shown that it had no effect.
   */
  async change(change: Change): Promise<Deployment> {
    const { clock } = this.#options
    let attempts = 0
    // Azure answers some wrong requests with a 500 that never passes.
    const isInternalError = (error: unknown) =>
      error instanceof ApiError && error.status === 500 && error.isOwnError
    const shouldRetry = stopAfterRepeated(clock, isInternalError, isRetryableChangeError)
    const operationUrl = await retry(
      async () => {
        if (attempts++ > 0 && (await this.#hasTakenEffect(change))) return undefined
        this.#options.observer.onRequest(change.target.model.name)
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
    return this.#waitUntilProvisioned(change, operationUrl)
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
      this.#assertInTime('it is not deleted yet')
      await this.#pause(polls)
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
        if (!mayDelete(current)) throw new SupersededError(this.#options.name, current)
        this.#options.observer.onRequest(undefined)
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
    if (mayReplace && !mayReplace(current)) throw new SupersededError(this.#options.name, current)
    return false
  }

  async #waitUntilProvisioned({ target }: Change, operationUrl: string | undefined): Promise<Deployment> {
    const { clock, name } = this.#options
    const startedAt = clock.now()
    let wasInProgress = false
    let wasShown = false
    let lostSince: number | undefined
    for (let polls = 0; ; polls++) {
      const current = await this.read()
      const shown = current && isAsDesired(current, target) ? current : undefined
      if (shown && isProvisioned(shown)) return shown
      const operation = await this.#readOperation(operationUrl)
      if (/^(failed|cancell?ed)$/i.test(operation?.status ?? ''))
        throw provisioningError(name, target, operation)
      if (shown && !isSettled(shown)) wasInProgress = true
      // Right after the change, a replica may still report the failure of an earlier one.
      else if (shown && (wasInProgress || clock.now() - startedAt >= STALE_MS))
        throw provisioningError(name, target, operation, shown.state)
      if (current && hasModel(current, target)) {
        wasShown = true
        lostSince = undefined
      } else if (wasShown) {
        lostSince ??= clock.now()
        if (clock.now() - lostSince >= STALE_MS) throw new SupersededError(name, current)
      }
      this.#assertInTime(`it shows ${describeDeployment(current)}`)
      await this.#pause(polls)
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

  #assertInTime(reason: string): void {
    const { clock, deadline, name } = this.#options
    if (clock.now() < deadline) return
    throw new ActionError(`Timed out waiting for deployment "${name}": ${reason}`, {
      hint: 'Raise "timeout", or run the workflow again: it continues where this step ended.',
    })
  }

  #pause(polls: number): Promise<void> {
    const { clock, deadline, signal } = this.#options
    return clock.sleep(Math.max(0, Math.min(1000 * 2 ** polls, MAX_POLL_MS, deadline - clock.now())), signal)
  }
}

function provisioningError(
  name: string,
  { model }: DeploymentTarget,
  operation: Operation | undefined,
  state = operation?.status,
): ProvisioningError {
  const { code, message } = operation ?? {}
  const reason = [code, message].filter(Boolean).join(': ')
  return new ProvisioningError(
    `Azure could not deploy model ${model.name} as "${name}" (${state})${reason && `: ${reason}`}`,
    { hint: getManagementHint(code, message) },
  )
}
