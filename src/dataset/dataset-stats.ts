import type { LinesReport, Occurrences, TokenSums } from './checks/check-lines.ts'
import type { DuplicateExamples } from './checks/duplicate-examples.ts'
import type { ForeignFormat } from './checks/foreign-format.ts'
import {
  createFieldStats,
  type FieldPath,
  type FieldStats,
  findFieldProblems,
  mergeFieldStats,
} from './checks/grader-fields.ts'
import { FORMATS, type Format } from './format.ts'
import type { ProblemCode } from './problem.ts'
import { ProblemCollector } from './problem-collector.ts'
import type { FileProblem } from './sniff.ts'

/** What is known of a file. */
export interface FileStats {
  readonly name: string
  /** Why the file is not JSONL; its lines are then not checked. */
  notJsonl: FileProblem | undefined
  lines: number
  /** Lines that are not blank. */
  examples: number
  blank: Occurrences
}

/** How many lines of a dataset have a property, and the first of them; line 0 when none has it. */
export interface FileOccurrences extends Occurrences {
  file: string
}

/** The tokens of the examples of a dataset. */
export interface DatasetTokens {
  /** Of each example only those within the context: what one epoch is billed for. */
  total: number
  /** The example with the most tokens, those beyond the context included. */
  longest: { tokens: number; file: string; line: number }
  /** Examples that are longer than the context, and are truncated there. */
  overContext: FileOccurrences
  /** Images that are not counted, because their size is unknown. */
  images: number
  /** Examples that could not be counted, plus files that are not JSONL. */
  uncounted: number
}

/** Adds up the reports on the blocks of a dataset, which must come in order. */
export class DatasetStats {
  readonly problems: ProblemCollector
  readonly files: FileStats[] = []
  readonly formats = new Map<Format | ForeignFormat, FileOccurrences>()
  readonly tokens: DatasetTokens = {
    total: 0,
    longest: { tokens: 0, file: '', line: 0 },
    overContext: { count: 0, file: '', line: 0 },
    images: 0,
    uncounted: 0,
  }
  readonly #duplicates: DuplicateExamples | undefined
  #fieldStats: FieldStats

  constructor(
    ignore: ReadonlySet<ProblemCode>,
    duplicates: DuplicateExamples | undefined,
    graderFields: readonly FieldPath[],
  ) {
    this.problems = new ProblemCollector(ignore)
    this.#fieldStats = createFieldStats(graderFields)
    this.#duplicates = duplicates
    duplicates?.startDataset()
  }

  /** Starts another file. */
  startFile(name: string): FileStats {
    const blank = { count: 0, line: 0 }
    const file: FileStats = { name, notJsonl: undefined, lines: 0, examples: 0, blank }
    this.files.push(file)
    return file
  }

  /** Adds the next block of a file. */
  addLines(file: FileStats, report: LinesReport): void {
    const { name, lines: linesBefore } = file
    this.problems.addLineProblems(report.problems, name, linesBefore)
    this.#duplicates?.addLines(name, linesBefore, report.lines, report.hashes)
    for (const [format, { count, line }] of report.formats) {
      const known = this.formats.get(format)
      if (known) known.count += count
      else this.formats.set(format, { count, file: name, line: linesBefore + line })
    }
    this.#fieldStats = mergeFieldStats(this.#fieldStats, report.fieldStats, { file: name, linesBefore })
    this.#addTokens(report.tokens, name, linesBefore)
    this.tokens.uncounted += report.examples - report.tokens.examples
    if (file.blank.count === 0) file.blank.line = linesBefore + report.blank.line
    file.blank.count += report.blank.count
    file.examples += report.examples
    file.lines += report.lines
  }

  /** Reports examples that are not unique. */
  reportDuplicates(): void {
    this.#duplicates?.report(this.problems)
  }

  /** Reports what the grader will miss in the lines. */
  reportGraderFields(): void {
    for (const { count, ...problem } of findFieldProblems(this.#fieldStats))
      this.problems.addDatasetProblem(problem, count)
  }

  get examples(): number {
    return this.files.reduce((sum, { examples }) => sum + examples, 0)
  }

  /** Returns the format of most lines, out of those allowed; undefined when no line has one of them. */
  dominantFormat(allowed: readonly Format[] = FORMATS): Format | undefined {
    const count = (format: Format) => this.formats.get(format)?.count ?? 0
    const [dominant] = allowed.filter((format) => count(format) > 0).sort((a, b) => count(b) - count(a))
    return dominant
  }

  #addTokens(sums: TokenSums, file: string, linesBefore: number): void {
    const { longest, overContext } = this.tokens
    this.tokens.total += sums.total
    this.tokens.images += sums.images
    if (sums.longest.tokens > longest.tokens) {
      this.tokens.longest = { tokens: sums.longest.tokens, file, line: linesBefore + sums.longest.line }
    }
    if (overContext.count === 0 && sums.overContext.count > 0) {
      Object.assign(overContext, { file, line: linesBefore + sums.overContext.line })
    }
    overContext.count += sums.overContext.count
  }
}
