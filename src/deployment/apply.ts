import { ActionError, rethrowUnexpected } from '../errors.ts'
import {
  buildDeploymentBody,
  type Deployment,
  hasModel,
  isAsDesired,
  isProvisioned,
  isUnchanged,
} from './deployment.ts'
import { type Change, SupersededError } from './deployment-manager.ts'
import { type RollbackOptions, rollBack } from './rollback.ts'

/** What putting a model behind a name needs. */
export interface ApplyOptions extends RollbackOptions {
  /** Resolves when the model answers. */
  probe: (() => Promise<void>) | undefined
  onFailure: 'rollback' | 'keep'
  log: (line: string) => void
  warn: (text: string) => void
  /** Called when it is known whether the step has changed the deployment. */
  onChange: (changed: boolean) => void
  /** Called with the state that this step replaces, if another process has changed it since the step began. */
  onReplaced: (before: Deployment | undefined) => void
}

/** How often the state that another process has made meanwhile is replaced. */
const MAX_ATTEMPTS = 3
const CONFIRM_MS = 30_000
const DESCRIBE_MS = 10_000

/**
 * Puts a model behind a name and returns once it answers. If it does not, the previous state is restored, unless
 * `onFailure` is `keep`, and the error says what is behind the name then. A cancelled step leaves everything as it is.
 */
export async function applyDeployment(options: ApplyOptions): Promise<void> {
  const { signal, probe, log } = options
  let attempt = createAttempt(options, options.before)
  try {
    for (let attempts = 1; !(await putModel(attempt, attempts < MAX_ATTEMPTS)); attempts++) {
      const before = await options.manager.waitUntilSettled(await options.manager.read())
      options.onReplaced(before)
      attempt = createAttempt(options, before)
    }
    if (probe) {
      log('Provisioned. Waiting until the model answers.')
      await probe()
    }
  } catch (error) {
    // A cancelled step has seconds left: the caller reports what is behind the name.
    if (signal.aborted) throw error
    throw await recover(error, attempt)
  }
  await confirm(options)
}

/** A change, and the state that it replaces. */
interface Attempt {
  options: ApplyOptions
  change: Change
}

function createAttempt(options: ApplyOptions, before: Deployment | undefined): Attempt {
  const change: Change = {
    body: buildDeploymentBody(before, options.desired),
    target: options.desired,
    sent: false,
    // The request of another process must not be overwritten by a retry of ours.
    mayReplace: (current) => isUnchanged(current, before),
  }
  return { options: { ...options, before }, change }
}

/** Changes the deployment where that is needed; returns false if another process has changed it before this step could. */
async function putModel({ options, change }: Attempt, mayRepeat: boolean): Promise<boolean> {
  const { name, desired, before, manager, log, onChange } = options
  if (before && isProvisioned(before) && isAsDesired(before, desired)) {
    log(`Deployment "${name}" already has model ${desired.model.name}: nothing to change.`)
    return true
  }
  log(`Deploying model ${desired.model.name} as "${name}" (${desired.sku}, capacity ${desired.capacity}).`)
  try {
    await manager.change(change)
    return true
  } catch (error) {
    if (!(error instanceof SupersededError) || change.sent || !mayRepeat) throw error
    log(`${error.message}: comparing again.`)
    return false
  } finally {
    onChange(change.sent)
  }
}

/** The model has answered, so that only another process can make this fail. */
async function confirm({ name, desired, manager, signal, warn }: ApplyOptions): Promise<void> {
  const current = await manager
    .within(CONFIRM_MS)
    .read()
    .catch((error: unknown) => {
      rethrowUnexpected(error, signal)
      warn(`Could not read deployment "${name}" once more: ${error.message}`)
      return 'unknown' as const
    })
  if (current !== 'unknown' && !(current && hasModel(current, desired)))
    throw new SupersededError(name, current)
}

/** Restores the previous state where that is due; returns the error that says what is behind the name now. */
async function recover(error: unknown, attempt: Attempt): Promise<unknown> {
  const outcome = await describeRecovery(attempt)
  if (!(error instanceof ActionError)) {
    attempt.options.warn(outcome)
    return error
  }
  return new ActionError(`${error.message.replace(/\.$/, '')}. ${outcome}`, {
    hint: error.hint,
    cause: error,
  })
}

async function describeRecovery({ change, options }: Attempt): Promise<string> {
  const { manager, onFailure, onChange, signal, log, before } = options
  if (!change.sent) {
    onChange(false)
    const now = await manager.describeNow(DESCRIBE_MS, { isRefused: true })
    return `This step has changed nothing, so nothing is rolled back. ${now}`
  }
  if (onFailure === 'keep') {
    const now = await manager.describeNow(DESCRIBE_MS)
    return `Nothing was rolled back, since "on-failure" is "keep". ${now}`
  }
  log(`Rolling back: ${before ? `restoring model ${before.model.name}` : 'deleting the new deployment'}.`)
  try {
    const { text, changed } = await rollBack(options)
    onChange(changed)
    return text
  } catch (error) {
    rethrowUnexpected(error, signal)
    const now = await manager.describeNow(DESCRIBE_MS)
    return `The rollback failed: ${error.message.replace(/\.$/, '')}. ${now}`
  }
}
