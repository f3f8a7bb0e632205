import type { Clock } from '../clock.ts'
import type { Dependencies } from '../dependencies.ts'

/**
 * GitHub kills a step ten seconds after it has asked it to end (actions/runner, ProcessInvoker), and a person waits
 * for half of that.
 */
const CANCEL_GRACE_MS = 4500

/** When a step began, and what is left of its time once the workflow is cancelled. */
export interface StepTimer {
  startedAt: number
  remainingMs: () => number
}

/** The times of a step that begins now. */
export function startTimer({ clock, signal }: Pick<Dependencies, 'clock' | 'signal'>): StepTimer {
  return { startedAt: clock.now(), remainingMs: remainingTime(signal, clock) }
}

/** Tells how long a step may still take: for ever, until the workflow is cancelled. */
function remainingTime(signal: AbortSignal, { now }: Clock): () => number {
  let since: number | undefined
  signal.addEventListener('abort', () => (since = now()), { once: true })
  return () => {
    if (!signal.aborted) return Number.POSITIVE_INFINITY
    since ??= now()
    return Math.max(0, since + CANCEL_GRACE_MS - now())
  }
}
