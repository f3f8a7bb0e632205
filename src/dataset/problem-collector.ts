import { type Code, type Counts, type Problem, SEVERITIES, type Severity } from './problem.ts'

/** How many problems of lines are still worth keeping, of each severity. */
export type Room = Readonly<Record<Severity, number>>

/** A problem of a line, counted from the first line of its block, of whatever file. */
export type LineProblem = Omit<Problem, 'severity' | 'file'>

/** What is wrong with the lines of a block: every problem counted, and those kept for which there was room, in order. */
export interface Found {
  codes: Partial<Record<Code, number>>
  problems: LineProblem[]
}

/** Collects the problems of a block's lines. */
export class LineFindings {
  readonly found: Found = { codes: {}, problems: [] }
  readonly #ignore: ReadonlySet<Code>
  readonly #room: Record<Severity, number>

  constructor(ignore: ReadonlySet<Code>, room: Room) {
    this.#ignore = ignore
    this.#room = { ...room }
  }

  /** Whether the next problem of this kind would be kept: only then are its place and its words worth finding. */
  keeps(code: Code): boolean {
    return this.#room[SEVERITIES[code]] > 0 && !this.#ignore.has(code)
  }

  add(problem: LineProblem): void {
    const { code } = problem
    if (this.#ignore.has(code)) return
    const { codes, problems } = this.found
    codes[code] = (codes[code] ?? 0) + 1
    if (this.#room[SEVERITIES[code]] === 0) return
    this.#room[SEVERITIES[code]]--
    problems.push(problem)
  }
}

// So that a million bad lines cost no memory, and warnings never crowd out errors.
const KEPT_OF_EACH = 10_000

/** Counts every problem of a dataset but those of ignored kinds, and keeps those that people will read. */
export class Findings {
  readonly counts: Counts = { errors: 0, warnings: 0, codes: {} }
  readonly #ignore: ReadonlySet<Code>
  readonly #onLines: Record<Severity, Problem[]> = { error: [], warning: [] }
  readonly #onWhole: Record<Severity, Problem[]> = { error: [], warning: [] }

  constructor(ignore: ReadonlySet<Code>) {
    this.#ignore = ignore
  }

  /** How many more problems of lines would be kept. */
  get room(): Room {
    const { error, warning } = this.#onLines
    return { error: KEPT_OF_EACH - error.length, warning: KEPT_OF_EACH - warning.length }
  }

  /** Adds what was found in a block that comes after `linesBefore` lines of its file. */
  addLines({ codes, problems }: Found, file: string, linesBefore: number): void {
    for (const code of keysOf(codes)) this.#count(code, codes[code] ?? 0)
    for (const problem of problems) {
      const severity = SEVERITIES[problem.code]
      const kept = this.#onLines[severity]
      if (kept.length === KEPT_OF_EACH) continue
      const { code, line, ...rest } = problem
      kept.push({ code, severity, file, line: linesBefore + line, ...rest })
    }
  }

  /** Adds a problem of a file or of the dataset, which may stand for so many problems of lines. */
  addWhole(problem: Omit<Problem, 'severity'>, times = 1): void {
    if (this.#ignore.has(problem.code)) return
    this.#count(problem.code, times)
    const severity = SEVERITIES[problem.code]
    const kept = this.#onWhole[severity]
    if (kept.length < KEPT_OF_EACH) kept.push({ ...problem, severity })
  }

  /** The problems that were kept: errors first, those of whole files before those of lines, each in order. */
  problems(): Problem[] {
    const { error, warning } = this.#onWhole
    return [...error, ...this.#onLines.error, ...warning, ...this.#onLines.warning]
  }

  #count(code: Code, times: number): void {
    const { counts } = this
    counts.codes[code] = (counts.codes[code] ?? 0) + times
    if (SEVERITIES[code] === 'error') counts.errors += times
    else counts.warnings += times
  }
}

/** `Object.keys` forgets what the keys of an object of ours are. */
function keysOf<Key extends string>(object: Partial<Record<Key, unknown>>): Key[] {
  return Object.keys(object) as Key[]
}
