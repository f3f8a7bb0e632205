import { Failure } from '../failure.ts'
import type { Checked } from './yaml.ts'

/**
 * Reads a small text file that a workflow names; `beside` is the path of the file that names it, as an earlier
 * call returned it. Throws a Failure.
 */
export type ReadText = (path: string, beside?: string) => Promise<{ text: string; path: string }>

/** One reading of a job description: everything found wrong or odd on the way, so that it is told at once. */
export class Reading {
  readonly problems: string[] = []
  readonly warnings: string[] = []
  readonly #read: ReadText

  constructor(read: ReadText) {
    this.#read = read
  }

  /** The value, or nothing and its problems noted, each after the label where one is given. */
  accept<T>(checked: Checked<T>, label?: string): T | undefined {
    if ('value' in checked) return checked.value
    this.problems.push(...checked.problems.map((problem) => (label ? `${label}: ${problem}` : problem)))
    return undefined
  }

  /** The text of a file, or nothing and the problem noted. */
  async file(
    path: string,
    label: string,
    beside?: string,
  ): Promise<{ text: string; path: string } | undefined> {
    try {
      return await (beside === undefined ? this.#read(path) : this.#read(path, beside))
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      this.problems.push(`${label}: ${error.message}${error.advice ? ` (${error.advice})` : ''}`)
      return undefined
    }
  }
}
