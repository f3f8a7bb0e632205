import type { Clock } from '../clock.ts'
import type { Dependencies } from '../dependencies.ts'

/** GitHub kills a step ten seconds after the cancellation (actions/runner, ProcessInvoker); half of that is ours. */
const CANCEL_GRACE_MS = 4500

/** When a step began, and how much of its time remains. */
export interface StepTiming {
  startedAt: number
  /** Infinite until the workflow is cancelled. */
  remainingGraceMs: () => number
}

/** Starts the timer of a step. */
export function startTiming({ clock, signal }: Pick<Dependencies, 'clock' | 'signal'>): StepTiming {
  return { startedAt: clock.now(), remainingGraceMs: countGracePeriod(signal, clock) }
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
