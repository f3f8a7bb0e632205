import type { Dependencies } from '../dependencies.ts'
import { ActionError, rethrowUnexpected } from '../errors.ts'
import type { DeployReporter } from './deploy-reporter.ts'
import {
  buildDeploymentBody,
  buildRestoreBody,
  type Deployment,
  type DesiredDeployment,
  describeDeployment,
  hasModel,
  isAsDesired,
  isProvisioned,
  isSettled,
  isUnchanged,
} from './deployment.ts'
import { type Change, type DeploymentManager, SupersededError } from './deployment-manager.ts'

/** What putting a model behind a name needs. */
interface ApplyOptions extends Pick<Dependencies, 'runner' | 'clock' | 'signal'> {
  name: string
  desired: DesiredDeployment
  manager: DeploymentManager
  /** Knows the deployment before the change, and learns whether this step has changed it. */
  reporter: DeployReporter
  /** Resolves when the model answers. */
  probe: (() => Promise<void>) | undefined
  onFailure: 'rollback' | 'keep'
}

/** How often the state that another process has made meanwhile is replaced. */
const MAX_ATTEMPTS = 3
const CONFIRM_MS = 30_000
const DESCRIBE_MS = 10_000
/** A rollback has its own time: that of the step may be over. */
const ROLLBACK_MS = 10 * 60_000
/** How long a change that may have been carried out is waited for. */
const APPEAR_MS = 30_000
const POLL_MS = 5000

/**
 * Puts a model behind a name and returns once it answers. If it does not, the previous state is restored, unless
 * `onFailure` is `keep`, and the error says what is behind the name then. A cancelled step leaves everything as it is.
 */
export async function applyDeployment(options: ApplyOptions): Promise<void> {
  const { manager, reporter, probe, runner, signal } = options
  let change = createChange(options)
  try {
    for (let attempts = 1; !(await putModel(change, options, attempts < MAX_ATTEMPTS)); attempts++) {
      reporter.setBefore(await manager.waitUntilSettled(await manager.read()))
      change = createChange(options)
    }
    if (probe) {
      runner.info('Provisioned. Waiting until the model answers.')
      await probe()
    }
  } catch (error) {
    // A cancelled step has seconds left: the caller reports what is behind the name.
    if (signal.aborted) throw error
    throw await recover(error, change, options)
  }
  await confirm(options)
}

/** The request of another process must not be overwritten by a retry of ours. */
function createChange({ desired, reporter: { before } }: ApplyOptions): Change {
  return {
    body: buildDeploymentBody(before, desired),
    target: desired,
    sent: false,
    mayReplace: (current) => isUnchanged(current, before),
  }
}

/** Changes the deployment where that is needed; returns false if another process has changed it before this step could. */
async function putModel(
  change: Change,
  { name, desired, manager, reporter, runner }: ApplyOptions,
  mayRepeat: boolean,
): Promise<boolean> {
  const { before } = reporter
  if (before && isProvisioned(before) && isAsDesired(before, desired)) {
    runner.info(`Deployment "${name}" already has model ${desired.model.name}: nothing to change.`)
    return true
  }
  runner.info(
    `Deploying model ${desired.model.name} as "${name}" (${desired.sku}, capacity ${desired.capacity}).`,
  )
  try {
    await manager.change(change)
    return true
  } catch (error) {
    if (!(error instanceof SupersededError) || change.sent || !mayRepeat) throw error
    runner.info(`${error.message}: comparing again.`)
    return false
  } finally {
    reporter.setChanged(change.sent)
  }
}

/** The model has answered, so that only another process can make this fail. */
async function confirm({ name, desired, manager, runner, signal }: ApplyOptions): Promise<void> {
  const current = await manager
    .within(CONFIRM_MS)
    .read()
    .catch((error: unknown) => {
      rethrowUnexpected(error, signal)
      runner.warning(`Could not read deployment "${name}" once more: ${error.message}`)
      return 'unknown' as const
    })
  if (current !== 'unknown' && !(current && hasModel(current, desired)))
    throw new SupersededError(name, current)
}

/** Restores the previous state where that is due; returns the error that says what is behind the name now. */
async function recover(error: unknown, change: Change, options: ApplyOptions): Promise<unknown> {
  const outcome = await describeRecovery(change, options)
  if (!(error instanceof ActionError)) {
    options.runner.warning(outcome)
    return error
  }
  return new ActionError(`${error.message.replace(/\.$/, '')}. ${outcome}`, {
    hint: error.hint,
    cause: error,
  })
}

async function describeRecovery(change: Change, options: ApplyOptions): Promise<string> {
  const { manager, reporter, onFailure, runner, signal } = options
  const { before } = reporter
  if (!change.sent) {
    const now = await manager.describeNow(DESCRIBE_MS, { isRefused: true })
    return `This step has changed nothing, so nothing is rolled back. ${now}`
  }
  if (onFailure === 'keep') {
    const now = await manager.describeNow(DESCRIBE_MS)
    return `Nothing was rolled back, since "on-failure" is "keep". ${now}`
  }
  runner.info(
    `Rolling back: ${before ? `restoring model ${before.model.name}` : 'deleting the new deployment'}.`,
  )
  try {
    const text = await rollBack(options)
    reporter.setChanged(!isUnchanged(reporter.last, before))
    return text
  } catch (error) {
    rethrowUnexpected(error, signal)
    const now = await manager.describeNow(DESCRIBE_MS)
    return `The rollback failed: ${error.message.replace(/\.$/, '')}. ${now}`
  }
}

/**
 * Restores the deployment as it was before the change, or deletes it if there was none, and says so. Touches nothing if the
 * name shows another model than the one that this step has put there.
 */
async function rollBack(options: ApplyOptions): Promise<string> {
  const { name, desired, reporter } = options
  const { before } = reporter
  const manager = options.manager.within(ROLLBACK_MS)
  const current = await readChanged(manager, options)
  if (!current || !hasModel(current, desired)) {
    const reason = isUnchanged(current, before) ? 'as before this step' : 'which this step has not put there'
    return `Nothing was rolled back: behind "${name}" is ${describeDeployment(current)}, ${reason}.`
  }
  if (!before) {
    await manager.remove((deployment) => hasModel(deployment, desired))
    return `Rolled back: "${name}" did not exist before this step and was deleted.`
  }
  if (!isUnchanged(current, before) || !isProvisioned(current)) {
    const mayReplace = (deployment: Deployment | undefined) =>
      deployment !== undefined && (hasModel(deployment, desired) || hasModel(deployment, before))
    await manager.change({ body: buildRestoreBody(before), target: before, sent: false, mayReplace })
  }
  return `Rolled back: "${name}" has model ${before.model.name} again.`
}

/** A request that was accepted, or that got no answer, may take effect a little later. */
async function readChanged(
  manager: DeploymentManager,
  { desired, reporter: { before }, clock, signal }: ApplyOptions,
): Promise<Deployment | undefined> {
  const deadline = clock.now() + APPEAR_MS
  for (;;) {
    const current = await manager.read()
    const isVisible = current && isAsDesired(current, desired)
    const isForeign = current && !isUnchanged(current, before) && isSettled(current)
    if (isVisible || isForeign || clock.now() >= deadline) return current
    await clock.sleep(POLL_MS, signal)
  }
}
