/** A line of a file, from 1. */
export interface LineLocation {
  /** The file's name in the workspace. */
  file: string
  line: number
}

/** Numbers the lines of several files, one after the other and from 1, and knows where each of them is. */
export class LineLocator {
  readonly #files: { name: string; linesBefore: number }[] = []
  /** How many lines there are so far. */
  count = 0

  /** Starts another file. */
  startFile(name: string): void {
    this.#files.push({ name, linesBefore: this.count })
  }

  /** Returns where the line of that number is. */
  locate(number: number): LineLocation {
    const file = this.#files.findLast(({ linesBefore }) => linesBefore < number)
    return { file: file?.name ?? '', line: number - (file?.linesBefore ?? 0) }
  }
}

/** How many lines have a property, and the number of the first of them; 0 when none has it. */
export interface Occurrences {
  count: number
  line: number
}

/** Adds a line that has the property, or that many lines of which it is the first; they come after those added before. */
export function addOccurrences(occurrences: Occurrences, line: number, count = 1): void {
  if (occurrences.count === 0 && count > 0) occurrences.line = line
  occurrences.count += count
}
