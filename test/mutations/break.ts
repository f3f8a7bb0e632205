/** A promise broken on purpose, as somebody who is tired might break it. */
export interface Break {
  /** Its number in `docs/guarantees.md`. */
  promise: number
  /** What is wrong then. */
  what: string
  /** Below `src`. */
  file: string
  /** What stands in the file, once, */
  text: string
  /** and is replaced by this. */
  by: string
  /** The files of tests one of which is to fail. */
  tests: readonly string[]
  /** In the names of those tests that are run; the others take long. */
  named?: string
}

/** The source with the break in it; throws where it does not have the text that is to be replaced, or more than once. */
export function broken(source: string, { file, text, by }: Pick<Break, 'file' | 'text' | 'by'>): string {
  const pieces = source.split(text)
  if (pieces.length !== 2)
    throw new Error(`src/${file} has this ${pieces.length - 1} times instead of once: ${text}`)
  return pieces.join(by)
}
