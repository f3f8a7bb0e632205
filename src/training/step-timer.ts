import type { Clock } from '../clock.ts'
import type { Dependencies } from '../dependencies.ts'

/** GitHub kills a step ten seconds after the cancellation (actions/runner, ProcessInvoker); half of that is ours. */
const CANCEL_GRACE_MS = 4500

/** When a step began, and how much of its time remains. */
export interface StepTimer {
  startedAt: number
  /** Infinite until the workflow is cancelled. */
  remainingMs: () => number
}

/** Starts the timer of a step. */
export function startTimer({ clock, signal }: Pick<Dependencies, 'clock' | 'signal'>): StepTimer {
  return { startedAt: clock.now(), remainingMs: countGracePeriod(signal, clock) }
}

function countGracePeriod(signal: AbortSignal, { now }: Clock): () => number {
  let cancelledAt: number | undefined
  signal.addEventListener('abort', () => (cancelledAt = now()), { once: true })
  return () => {
    if (!signal.aborted) return Number.POSITIVE_INFINITY
    cancelledAt ??= now()
    return Math.max(0, cancelledAt + CANCEL_GRACE_MS - now())
  }
}
