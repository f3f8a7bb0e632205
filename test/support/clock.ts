import type { Clock } from '../../src/clock.ts'

/** A clock that stands still while anything happens, and jumps to the next sleeper's time when nothing does. */
export interface ManualClock extends Clock {
  /** The lengths of all sleeps that were slept to their end, in order. */
  naps: number[]
}

/** Starts at 0. Nobody waits in real time, however long the sleeps are. */
export function manualClock(): ManualClock {
  let now = 0
  let turning = false
  const sleepers = new Set<{ at: number; ms: number; wake: () => void }>()

  // A request that is answered at once must win against its time limit, so time goes on only after a few turns
  // of the event loop in which nobody woke, and never while a file is being read.
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
    clock.naps.push(next.ms)
    next.wake()
    setImmediate(turn, 0)
  }

  const clock: ManualClock = {
    naps: [],
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
