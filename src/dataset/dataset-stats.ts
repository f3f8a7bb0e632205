import {
  addFormat,
  createTokenSums,
  type LineCheckOptions,
  type LinesReport,
  type TokenSums,
} from './checks/check-lines.ts'
import type { DuplicateExamples } from './checks/duplicate-examples.ts'
import { createFieldStats, type FieldStats, mergeFieldStats } from './checks/reinforcement.ts'
import { FORMATS, type Format } from './format.ts'
import { addOccurrences, type LineLocation, LineLocator, type Occurrences } from './line-locator.ts'
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

/** Adds up the reports on the blocks of a dataset, which must come in order. Lines are numbered through all files. */
export class DatasetStats {
  readonly problems: ProblemCollector
  readonly files: FileStats[] = []
  readonly formats: LinesReport['formats'] = new Map()
  readonly tokens: TokenSums = createTokenSums()
  readonly fieldStats: FieldStats
  readonly duplicates: DuplicateExamples | undefined
  readonly #lines = new LineLocator()

  constructor(
    { ignore, graderFields }: Pick<LineCheckOptions, 'ignore' | 'graderFields'>,
    duplicates: DuplicateExamples | undefined,
  ) {
    this.problems = new ProblemCollector(ignore)
    this.fieldStats = createFieldStats(graderFields)
    this.duplicates = duplicates
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
    // Not in `startFile`: blocks of the previous file may still be pending then.
    if (file.lines === 0) {
      this.#lines.startFile(file.name)
      this.duplicates?.startFile(file.name)
    }
    const before = this.#lines.count
    const { blank, formats, tokens } = report
    this.#lines.count += report.lines
    this.problems.addLineProblems(report.problems, (line) => this.locate(before + line))
    this.duplicates?.addLines(report.lines, report.hashes)
    for (const [format, { count, line }] of formats) addFormat(this.formats, format, before + line, count)
    mergeFieldStats(this.fieldStats, report.fieldStats, before)
    this.tokens.total += tokens.total
    this.tokens.images += tokens.images
    this.tokens.examples += tokens.examples
    addOccurrences(this.tokens.overContext, before + tokens.overContext.line, tokens.overContext.count)
    addOccurrences(file.blank, before + blank.line, blank.count)
    file.examples += report.examples
    file.lines += report.lines
  }

  /** Returns where the line of that number is. */
  locate(line: number): LineLocation {
    return this.#lines.locate(line)
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
}
