/** Whole lines, the last one's newline included; or word of a line too long to hold. */
export type Lines = Buffer | 'overlong line'

const NEWLINE = 10

/** Cuts chunks of bytes into blocks of whole lines, holding no more than the one line that a chunk has begun. */
export class LineCutter {
  readonly #longest: number
  #begun: Buffer[] = []
  #length = 0

  constructor(longest: number) {
    this.#longest = longest
  }

  /** The lines that this chunk completes. */
  *push(chunk: Buffer): Generator<Lines> {
    const first = chunk.indexOf(NEWLINE)
    if (first === -1) return this.#hold(chunk)
    let from = 0
    if (this.#length > 0) {
      this.#hold(chunk.subarray(0, first + 1))
      yield this.#length > this.#longest ? 'overlong line' : Buffer.concat(this.#begun)
      this.#begun = []
      this.#length = 0
      from = first + 1
    }
    const end = chunk.lastIndexOf(NEWLINE) + 1
    if (end > from) yield chunk.subarray(from, end)
    if (end < chunk.length) this.#hold(chunk.subarray(end))
  }

  #hold(bytes: Buffer): void {
    this.#length += bytes.length
    if (this.#length > this.#longest) this.#begun = []
    else this.#begun.push(bytes)
  }
}
