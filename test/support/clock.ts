import type { Clock } from '../../src/clock.ts'

/** A clock that stands still while anything happens, and advances to the end of the next sleep when nothing does. */
export interface ManualClock extends Clock {
  /** The lengths of all sleeps that reached their end, in order. */
  sleeps: number[]
}

/** Creates a clock at 0, with which long sleeps take no real time. */
export function manualClock(): ManualClock {
  let now = 0
  let turning = false
  const sleepers = new Set<{ at: number; ms: number; wake: () => void }>()

  // A request whose response is ready must win against its timeout, so time advances only after a few idle turns of
  // the event loop, and never while a file is being read.
  function turn(idle: number): void {
    if (sleepers.size === 0) {
      turning = false
      return
    }
    const busy = process.getActiveResourcesInfo().some((resource) => /^(FS|File|CloseReq)/.test(resource))
    if (busy || idle < IDLE_TURNS) {
      setImmediate(turn, busy ? 0 : idle + 1)
      return
    }
    const next = [...sleepers].reduce((first, sleeper) => (sleeper.at < first.at ? sleeper : first))
    sleepers.delete(next)
    now = Math.max(now, next.at)
    clock.sleeps.push(next.ms)
    next.wake()
    setImmediate(turn, 0)
  }

  const clock: ManualClock = {
    sleeps: [],
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted()
        const sleeper = { at: now + Math.max(0, ms), ms, wake: resolve }
        sleepers.add(sleeper)
        signal?.addEventListener('abort', () => {
          sleepers.delete(sleeper)
          reject(signal.reason)
        })
        if (!turning) {
          turning = true
          setImmediate(turn, 0)
        }
      }),
  }
  return clock
}

const IDLE_TURNS = 3
