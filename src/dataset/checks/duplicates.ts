import { FirstSeen } from '../first-occurrence.ts'
import type { Findings } from '../problem-collector.ts'

/** Words that stand for an example in a list of them: its line in its block, its hash, and its prompt's. */
export const EXAMPLE_WORDS = 5

// They show what kind of mistake it is; a thousand of them would hide every other warning.
const SHOWN = 5

interface Place {
  file: string
  line: number
}

/** Lines that repeat others: how many, and the first of them. */
interface Repeats {
  count: number
  first: { place: Place; earlier: Place }[]
}

/**
 * Finds the examples that a dataset has more than once, or has in common with those that were inspected before it,
 * and prompts that it answers in several ways. Takes at most 45 bytes an example.
 */
export class Duplicates {
  readonly #examples = new FirstSeen()
  // Of the dataset at hand: another one may well answer its prompts otherwise.
  #prompts = new FirstSeen()
  readonly #files: { name: string; linesBefore: number }[] = []
  #lines = 0
  #linesOfOthers = 0
  #duplicate: Repeats = { count: 0, first: [] }
  #overlap: Repeats = { count: 0, first: [] }
  #conflict: Repeats = { count: 0, first: [] }

  /** What comes now is of another dataset. */
  beginDataset(): void {
    this.#prompts = new FirstSeen()
    this.#linesOfOthers = this.#lines
    this.#duplicate = { count: 0, first: [] }
    this.#overlap = { count: 0, first: [] }
    this.#conflict = { count: 0, first: [] }
  }

  /** Adds a block of `lines` lines that comes after `linesBefore` of its file; `examples` has `EXAMPLE_WORDS` for each. */
  add(file: string, linesBefore: number, lines: number, examples: Uint32Array): void {
    if (linesBefore === 0) this.#files.push({ name: file, linesBefore: this.#lines })
    for (let i = 0; i < examples.length; i += EXAMPLE_WORDS) {
      const line = this.#lines + (examples[i] ?? 0)
      const same = this.#examples.at(examples[i + 1] ?? 0, examples[i + 2] ?? 0, line)
      const asked = this.#prompts.at(examples[i + 3] ?? 0, examples[i + 4] ?? 0, line)
      this.#compare(line, same, asked)
    }
    this.#lines += lines
  }

  /** `same` is the first line with its example, `asked` the first with its prompt; either may be the line itself. */
  #compare(line: number, same: number, asked: number): void {
    if (same !== line) this.#note(same > this.#linesOfOthers ? this.#duplicate : this.#overlap, line, same)
    else if (asked !== line) this.#note(this.#conflict, line, asked)
  }

  #note(repeats: Repeats, line: number, earlier: number): void {
    repeats.count++
    if (repeats.first.length > SHOWN) return
    repeats.first.push({ place: this.#placeOf(line), earlier: this.#placeOf(earlier) })
  }

  #placeOf(line: number): Place {
    const file = this.#files.findLast(({ linesBefore }) => linesBefore < line)
    return { file: file?.name ?? '', line: line - (file?.linesBefore ?? 0) }
  }

  /** Tells what was found in the dataset at hand. */
  tell(findings: Findings): void {
    tellEach('overlap', this.#overlap, findings)
    tellEach('duplicate-example', this.#duplicate, findings)
    const [conflict] = this.#conflict.first
    if (!conflict) return
    const { count } = this.#conflict
    const several = count === 1 ? '' : `, the first of ${count} such lines`
    // Told once: several good answers to a prompt are normal in some datasets.
    const message = `the prompt is that of ${shown(conflict.earlier)}, with another answer${several}`
    findings.addWhole({ code: 'conflicting-answers', ...conflict.place, message }, count)
  }
}

function tellEach(
  code: 'overlap' | 'duplicate-example',
  { count, first }: Repeats,
  findings: Findings,
): void {
  for (const [i, { place, earlier }] of first.entries()) {
    const more = i < SHOWN ? 1 : count - SHOWN
    const message =
      more === 1
        ? `the same example as ${shown(earlier)}`
        : `the same example as ${shown(earlier)}, the first of ${more} more such lines`
    findings.addWhole({ code, ...place, message }, more)
  }
}

const shown = ({ file, line }: Place) => `line ${line} of ${file}`
