/**
 * The time as the action measures it. It is monotonic: a change of the machine's wall clock during a wait of hours
 * neither shortens nor extends the wait.
 */
export interface Clock {
  /** Returns the milliseconds since a fixed moment. */
  now(): number
  /** Resolves after `ms` milliseconds; rejects with the signal's reason as soon as it is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** `setTimeout` fires at once for anything longer. */
const MAX_TIMER_MS = 2 ** 31 - 1

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted()
      const abort = () => {
        clearTimeout(timer)
        reject(signal?.reason)
      }
      const timer = setTimeout(
        () => {
          signal?.removeEventListener('abort', abort)
          resolve()
        },
        // A deadline may have passed: node would warn in the log of a negative time.
        Math.max(0, Math.min(ms, MAX_TIMER_MS)),
      )
      signal?.addEventListener('abort', abort, { once: true })
    }),
}

/** Returns a signal that aborts `ms()` milliseconds after another one, with the same reason; `dispose` stops the wait. */
export function delayAbort(
  signal: AbortSignal,
  ms: () => number,
  clock: Clock,
): { signal: AbortSignal; dispose: () => void } {
  const delayed = new AbortController()
  const disposed = new AbortController()
  const start = () =>
    clock.sleep(ms(), disposed.signal).then(
      () => delayed.abort(signal.reason),
      () => undefined,
    )
  if (signal.aborted) start()
  else signal.addEventListener('abort', start, { once: true, signal: disposed.signal })
  return { signal: delayed.signal, dispose: () => disposed.abort() }
}

/** GitHub kills a step ten seconds after the cancellation (actions/runner, ProcessInvoker); half of that is ours. */
const CANCEL_GRACE_MS = 4500

/** When a step began, and how much of its time remains. */
export interface StepTimer {
  /** By the clock. */
  startedAt: number
  /** Infinite until the workflow is cancelled. */
  remainingGraceMs: () => number
}

/** Starts the timer of a step, which `signal` cancels. */
export function startStepTimer({ now }: Clock, signal: AbortSignal): StepTimer {
  let cancelledAt: number | undefined
  signal.addEventListener('abort', () => (cancelledAt = now()), { once: true })
  return {
    startedAt: now(),
    remainingGraceMs: () => {
      if (!signal.aborted) return Number.POSITIVE_INFINITY
      cancelledAt ??= now()
      return Math.max(0, cancelledAt + CANCEL_GRACE_MS - now())
    },
  }
}

/** Thrown when an operation exceeds its timeout. */
export class TimeoutError extends Error {
  override name = 'TimeoutError'
}

/**
 * Runs `work` with a signal that aborts after `ms` milliseconds or with the outer signal. Rejects with the reason of
 * the abort, also when `work` ignores its signal: a TimeoutError after the timeout.
 */
export async function withTimeout<T>(
  clock: Clock,
  ms: number,
  outer: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  outer?.throwIfAborted()
  const inner = new AbortController()
  const done = new AbortController()
  // Not AbortSignal.any: the outer signal lives for hours and would keep every signal that depends on it.
  outer?.addEventListener('abort', () => inner.abort(outer.reason), { signal: done.signal })
  const aborted = new Promise<never>((_, reject) => {
    inner.signal.addEventListener('abort', () => reject(inner.signal.reason), { once: true })
  })
  clock.sleep(ms, done.signal).then(
    () => inner.abort(new TimeoutError(`no answer within ${Math.round(ms / 1000)} seconds`)),
    () => undefined,
  )
  try {
    return await Promise.race([work(inner.signal), aborted])
  } finally {
    done.abort()
  }
}
