import type { LineLocation } from './line-locator.ts'
import { getSeverity, type Problem, type ProblemCode, type ProblemCounts, type Severity } from './problem.ts'

/** How many more problems of lines can be kept, of each severity. */
export type Capacity = Readonly<Record<Severity, number>>

/** The message of a problem of a line, and where in the line it is. */
export type ProblemDescription = Pick<Problem, 'column' | 'path' | 'message'>

/** The problems of the lines of a block: all of them counted, and in order those that fit into the capacity. */
export interface LineProblems {
  counts: Map<ProblemCode, number>
  /** Their line numbers count from the start of the block. */
  kept: Omit<Problem, 'severity' | 'file'>[]
}

// A million bad lines take no memory, and warnings never displace errors.
const MAX_KEPT = 10_000

/** Counts all problems of a dataset except the ignored ones, and keeps the first of them. */
export class ProblemCollector {
  readonly counts: ProblemCounts = { errors: 0, warnings: 0, codes: {} }
  readonly #ignore: ReadonlySet<ProblemCode>
  readonly #lineProblems: Record<Severity, Problem[]> = { error: [], warning: [] }
  readonly #datasetProblems: Record<Severity, Problem[]> = { error: [], warning: [] }

  constructor(ignore: ReadonlySet<ProblemCode>) {
    this.#ignore = ignore
  }

  /** How many more problems of lines would be kept. */
  get capacity(): Capacity {
    const { error, warning } = this.#lineProblems
    return { error: MAX_KEPT - error.length, warning: MAX_KEPT - warning.length }
  }

  /** Adds the problems of the lines of a block. */
  addLineProblems({ counts, kept }: LineProblems, locate: (line: number) => LineLocation): void {
    for (const [code, count] of counts) this.#count(code, count)
    for (const { code, line, ...rest } of kept) {
      const severity = getSeverity(code)
      const problems = this.#lineProblems[severity]
      if (problems.length < MAX_KEPT) problems.push({ code, severity, ...locate(line), ...rest })
    }
  }

  /** Adds a problem of a file or of the dataset, which counts as that many problems. */
  addDatasetProblem(problem: Omit<Problem, 'severity'>, count = 1): void {
    if (this.#ignore.has(problem.code)) return
    this.#count(problem.code, count)
    const severity = getSeverity(problem.code)
    const kept = this.#datasetProblems[severity]
    if (kept.length < MAX_KEPT) kept.push({ ...problem, severity })
  }

  /** Returns the kept problems: errors first, those of files and the dataset before those of lines, each in order. */
  list(): Problem[] {
    const { error, warning } = this.#datasetProblems
    return [...error, ...this.#lineProblems.error, ...warning, ...this.#lineProblems.warning]
  }

  #count(code: ProblemCode, count: number): void {
    const { counts } = this
    counts.codes[code] = (counts.codes[code] ?? 0) + count
    if (getSeverity(code) === 'error') counts.errors += count
    else counts.warnings += count
  }
}
