import type { Hash } from '../example-hash.ts'
import { HashTable } from '../hash-table.ts'
import { type LineLocation, LineLocator } from '../line-locator.ts'
import type { ProblemCollector } from '../problem-collector.ts'

/** How many words describe an example in a list of them: its line in its block, its hash, and the hash of its prompt. */
const WORDS_PER_EXAMPLE = 5

// They show what kind of mistake it is; a thousand of them would hide every other warning.
const MAX_REPORTED = 5

/** How many lines repeat earlier ones, and the first of them. */
interface DuplicateStats {
  count: number
  first: { location: LineLocation; earlier: LineLocation }[]
}

/**
 * Finds the examples that a dataset contains more than once, or shares with those inspected before it, and prompts that
 * it answers in several ways. Takes at most 45 bytes an example.
 */
export class DuplicateExamples {
  /** With what all datasets that are compared are hashed: see `ExampleHasher`. */
  readonly hashKey: string
  readonly #examples = new HashTable()
  // Of this dataset alone: another one may well answer the same prompts differently.
  #prompts = new HashTable()
  readonly #lines = new LineLocator()
  #linesOfOthers = 0
  #duplicates: DuplicateStats = { count: 0, first: [] }
  #overlaps: DuplicateStats = { count: 0, first: [] }
  #conflicts: DuplicateStats = { count: 0, first: [] }

  constructor(hashKey: string) {
    this.hashKey = hashKey
  }

  /** Starts another dataset. */
  startDataset(): void {
    this.#prompts = new HashTable()
    this.#linesOfOthers = this.#lines.count
    this.#duplicates = { count: 0, first: [] }
    this.#overlaps = { count: 0, first: [] }
    this.#conflicts = { count: 0, first: [] }
  }

  /** Starts another file. */
  startFile(name: string): void {
    this.#lines.startFile(name)
  }

  /** Adds the next `count` lines of a file; `examples` has `WORDS_PER_EXAMPLE` for each example among them. */
  addLines(count: number, examples: Uint32Array): void {
    for (let i = 0; i < examples.length; i += WORDS_PER_EXAMPLE) {
      const line = this.#lines.count + (examples[i] ?? 0)
      // The first line with each of the hashes: this one when they are new.
      const sameExample = this.#examples.getOrInsert(hashAt(examples, i + 1), line)
      const samePrompt = this.#prompts.getOrInsert(hashAt(examples, i + 3), line)
      if (sameExample !== line) {
        const stats = sameExample > this.#linesOfOthers ? this.#duplicates : this.#overlaps
        this.#addDuplicate(stats, line, sameExample)
      } else if (samePrompt !== line) this.#addDuplicate(this.#conflicts, line, samePrompt)
    }
    this.#lines.count += count
  }

  #addDuplicate(stats: DuplicateStats, line: number, earlier: number): void {
    stats.count++
    if (stats.first.length > MAX_REPORTED) return
    stats.first.push({ location: this.#lines.locate(line), earlier: this.#lines.locate(earlier) })
  }

  /** Reports what was found in this dataset. */
  report(problems: ProblemCollector): void {
    reportDuplicates('overlap', this.#overlaps, problems)
    reportDuplicates('duplicate-example', this.#duplicates, problems)
    const { count, first } = this.#conflicts
    const [conflict] = first
    if (!conflict) return
    // Once for all: several good answers to a prompt are normal in some datasets.
    const others = count === 1 ? '' : `, the first of ${count} such lines`
    const message = `the same prompt as ${formatLocation(conflict.earlier)}, but a different answer${others}`
    problems.addDatasetProblem({ code: 'conflicting-answers', ...conflict.location, message }, count)
  }
}

function hashAt(words: Uint32Array, index: number): Hash {
  return [words[index] ?? 0, words[index + 1] ?? 0]
}

function reportDuplicates(
  code: 'overlap' | 'duplicate-example',
  { count, first }: DuplicateStats,
  problems: ProblemCollector,
): void {
  for (const [i, { location, earlier }] of first.entries()) {
    const lines = i < MAX_REPORTED ? 1 : count - MAX_REPORTED
    const others = lines === 1 ? '' : `, the first of ${lines} more such lines`
    const message = `the same example as ${formatLocation(earlier)}${others}`
    problems.addDatasetProblem({ code, ...location, message }, lines)
  }
}

const formatLocation = ({ file, line }: LineLocation) => `line ${line} of ${file}`
