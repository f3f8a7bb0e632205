import { setImmediate } from 'node:timers/promises'
import { ActionError } from '../errors.ts'

/** Takes seconds. Ten globs in a workspace of half a million files stay below it. */
const MAX_STEPS = 10_000_000
/** A path that is looked up on the disk costs system calls. */
const STEPS_PER_PATH = 100
/** Signals of the process arrive only between two turns of its event loop. */
const STEPS_PER_TURN = 50_000

/** Bounds the work for one list of paths and globs, and ends it when the workflow is cancelled. */
export class GlobBudget {
  readonly #signal: AbortSignal | undefined
  readonly #maxSteps: number
  #steps = 0
  #turnEnd = STEPS_PER_TURN

  constructor(signal?: AbortSignal, maxSteps = MAX_STEPS) {
    this.#signal = signal
    this.#maxSteps = maxSteps
  }

  /** Counts names that are compared with a part of a glob. Rejects when there are too many, or the workflow is cancelled. */
  async spend(steps: number): Promise<void> {
    this.#steps += steps
    if (this.#steps > this.#maxSteps)
      throw new ActionError('the lines compare too many names; use fewer globs, or narrower ones', {
        hint: `All lines together may compare ${this.#maxSteps.toLocaleString('en')} names.`,
      })
    if (this.#steps < this.#turnEnd) return
    this.#turnEnd = this.#steps + STEPS_PER_TURN
    await setImmediate()
    this.#signal?.throwIfAborted()
  }

  /** Counts paths that are looked up on the disk. */
  spendOnPaths(paths: number): Promise<void> {
    return this.spend(paths * STEPS_PER_PATH)
  }
}
