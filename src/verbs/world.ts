import type { Fetch } from '../api/transport.ts'
import type { Clock } from '../clock.ts'
import type { Host } from '../github/host.ts'
import type { Workspace } from '../workspace.ts'

/** Everything outside the process that a verb touches. */
export interface World {
  host: Host
  fetch: Fetch
  clock: Clock
  workspace: Workspace
  /** Between 0 and 1; spreads retries. */
  random: () => number
  /** Aborted when the workflow is cancelled. */
  interrupted: AbortSignal
  /** Sent with every request. */
  userAgent: string
}
