/**
 * Time as the action sees it. Monotonic: a machine whose wall clock is set back or forth during a wait of
 * hours neither ends the wait early nor prolongs it.
 */
export interface Clock {
  /** Milliseconds since some fixed moment. */
  now(): number
  /** Resolves after `ms` milliseconds; rejects with the signal's reason as soon as it is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** setTimeout fires at once for anything longer. */
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
        Math.min(ms, MAX_TIMER_MS),
      )
      signal?.addEventListener('abort', abort, { once: true })
    }),
}

/** A signal that is aborted, with the same reason, some time after another one. */
export function abortAfter(
  signal: AbortSignal,
  ms: () => number,
  clock: Clock,
): { signal: AbortSignal; release: () => void } {
  const late = new AbortController()
  const released = new AbortController()
  const start = () =>
    clock.sleep(ms(), released.signal).then(
      () => late.abort(signal.reason),
      () => undefined,
    )
  if (signal.aborted) start()
  else signal.addEventListener('abort', start, { once: true, signal: released.signal })
  return { signal: late.signal, release: () => released.abort() }
}

/** Did not happen within the time allowed for it. */
export class TimeoutError extends Error {
  override name = 'TimeLimit'
}

/** Does `work`, whose signal is aborted when `ms` are over, or with the outer signal; the reason is what it rejects with. */
export async function withTimeout<T>(
  clock: Clock,
  ms: number,
  outer: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  outer?.throwIfAborted()
  const stop = new AbortController()
  const done = new AbortController()
  // By hand and not by AbortSignal.any: the outer signal lives for hours, and keeps what listens to it.
  outer?.addEventListener('abort', () => stop.abort(outer.reason), { signal: done.signal })
  const stopped = new Promise<never>((_, reject) => {
    stop.signal.addEventListener('abort', () => reject(stop.signal.reason), { once: true })
  })
  clock.sleep(ms, done.signal).then(
    () => stop.abort(new TimeoutError(`no answer within ${Math.round(ms / 1000)} seconds`)),
    () => undefined,
  )
  try {
    return await Promise.race([work(stop.signal), stopped])
  } finally {
    done.abort()
  }
}
