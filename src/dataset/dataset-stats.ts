import type { BlockReport, Seen } from './checks/check-lines.ts'
import type { Duplicates } from './checks/duplicates.ts'
import { emptyItems, type ItemPath, type Items, mergeItems, problemsOf } from './checks/grader-fields.ts'
import type { Format } from './format.ts'
import type { Code } from './problem.ts'
import { Findings } from './problem-collector.ts'

/** What has been seen of a file. */
export interface FileTally {
  readonly name: string
  /** What the file is when it is something else than lines, which then do not matter. */
  instead: { code: Code; message: string; line: number } | undefined
  lines: number
  /** Lines that are not blank. */
  examples: number
  blank: Seen
}

/** How many lines of a dataset are so, and the first of them; line 0 when none is. */
export interface SeenIn extends Seen {
  file: string
}

/** The tokens of a dataset's examples, as far as they can be counted. */
export interface DatasetTokens {
  /** Of each example only those within the context: what an epoch is billed for. */
  total: number
  /** The example with the most, those beyond the context included. */
  longest: { tokens: number; file: string; line: number }
  /** Examples that are longer than the context, and are cut off there. */
  overContext: SeenIn
  /** Images whose tokens nobody can tell. */
  images: number
  /** Examples that could not be counted, or files of which nobody knows the examples. */
  uncounted: number
}

/** What has been seen of a dataset; the reports on its blocks add to it, in order. */
export class Tally {
  readonly findings: Findings
  readonly files: FileTally[] = []
  readonly formats = new Map<Format, SeenIn>()
  readonly tokens: DatasetTokens = {
    total: 0,
    longest: { tokens: 0, file: '', line: 0 },
    overContext: { count: 0, file: '', line: 0 },
    images: 0,
    uncounted: 0,
  }
  readonly #duplicates: Duplicates | undefined
  readonly #paths: readonly ItemPath[]
  #items: Items

  constructor(ignore: ReadonlySet<Code>, duplicates: Duplicates | undefined, paths: readonly ItemPath[]) {
    this.findings = new Findings(ignore)
    this.#paths = paths
    this.#items = emptyItems(paths)
    this.#duplicates = duplicates
    duplicates?.beginDataset()
  }

  /** A file of which nothing has been seen. */
  beginFile(name: string): FileTally {
    const blank = { count: 0, line: 0 }
    const file: FileTally = { name, instead: undefined, lines: 0, examples: 0, blank }
    this.files.push(file)
    return file
  }

  /** Adds the next block of a file. */
  add(file: FileTally, report: BlockReport): void {
    const { name, lines: before } = file
    this.findings.addLines(report.found, name, before)
    this.#duplicates?.add(name, before, report.lines, report.hashes)
    for (const [format, seen] of report.formats) {
      const known = this.formats.get(format)
      if (known) known.count += seen.count
      else this.formats.set(format, { count: seen.count, file: name, line: before + seen.line })
    }
    this.#items = mergeItems(this.#items, report.items, { file: name, linesBefore: before })
    this.#addTokens(name, before, report)
    if (file.blank.count === 0) file.blank.line = before + report.blank.line
    file.blank.count += report.blank.count
    file.examples += report.examples
    file.lines += report.lines
  }

  /** Tells which examples are not the only ones of their kind. */
  tellDuplicates(): void {
    this.#duplicates?.tell(this.findings)
  }

  /** Tells what a grader would miss in the lines. */
  tellItems(): void {
    for (const { count, ...problem } of problemsOf(this.#items, this.#paths))
      this.findings.addWhole(problem, count)
  }

  get examples(): number {
    return this.files.reduce((sum, { examples }) => sum + examples, 0)
  }

  /** The format that most lines have, of those that are `taken`. */
  usualFormat(taken: readonly Format[] = [...this.formats.keys()]): Format | undefined {
    const seen = [...this.formats].filter(([format]) => taken.includes(format))
    const [most] = seen.sort(([, a], [, b]) => b.count - a.count)
    return most?.[0]
  }

  #addTokens(file: string, before: number, { tokens, examples }: BlockReport): void {
    const { longest, overContext } = this.tokens
    this.tokens.total += tokens.total
    this.tokens.images += tokens.images
    this.tokens.uncounted += examples - tokens.examples
    if (tokens.longest.tokens > longest.tokens) {
      this.tokens.longest = { tokens: tokens.longest.tokens, file, line: before + tokens.longest.line }
    }
    if (overContext.count === 0 && tokens.overContext.count > 0) {
      Object.assign(overContext, { file, line: before + tokens.overContext.line })
    }
    overContext.count += tokens.overContext.count
  }
}
