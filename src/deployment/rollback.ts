import type { Clock } from '../clock.ts'
import {
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
import type { DeploymentManager } from './deployment-manager.ts'

/** What a rollback needs to know of the change that it takes back. */
export interface RollbackOptions {
  name: string
  desired: DesiredDeployment
  /** The deployment before the change, if there was one. */
  before: Deployment | undefined
  manager: DeploymentManager
  clock: Clock
  signal: AbortSignal
}

/** What a rollback has done, in a sentence, and whether the name still has something else than before. */
export interface RollbackResult {
  text: string
  changed: boolean
}

/** A rollback has its own time: that of the step may be over. */
const ROLLBACK_MS = 10 * 60_000
/** How long a change that may have been carried out is waited for. */
const APPEAR_MS = 30_000
const POLL_MS = 5000

/**
 * Restores the deployment as it was before the change, or deletes it if there was none. It touches nothing if the name
 * shows another model than the one that this step has put there.
 */
export async function rollBack(options: RollbackOptions): Promise<RollbackResult> {
  const { name, desired, before } = options
  const manager = options.manager.within(ROLLBACK_MS)
  const current = await readChanged(manager, options)
  if (!current || !hasModel(current, desired)) {
    const changed = !isUnchanged(current, before)
    const reason = changed ? 'which this step has not put there' : 'as before this step'
    return {
      text: `Nothing was rolled back: behind "${name}" is ${describeDeployment(current)}, ${reason}.`,
      changed,
    }
  }
  if (!before) {
    await manager.remove((deployment) => hasModel(deployment, desired))
    return { text: `Rolled back: "${name}" did not exist before this step and was deleted.`, changed: false }
  }
  if (!isUnchanged(current, before) || !isProvisioned(current)) {
    const mayReplace = (deployment: Deployment | undefined) =>
      deployment !== undefined && (hasModel(deployment, desired) || hasModel(deployment, before))
    await manager.change({ body: buildRestoreBody(before), target: before, sent: false, mayReplace })
  }
  return { text: `Rolled back: "${name}" has model ${before.model.name} again.`, changed: false }
}

/** A request that was accepted, or that got no answer, may take effect a little later. */
async function readChanged(
  manager: DeploymentManager,
  { desired, before, clock, signal }: RollbackOptions,
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
