/** Whole lines, the last one's newline included; or, in place of a line too long to hold, the mark of one. */
export type Lines = Block | 'overlong line'

/** Bytes that threads can share. */
export type Block = Buffer<SharedArrayBuffer>

// Large enough that handing a block to a thread costs nothing beside checking it, small enough to hold several.
const BLOCK = 2 ** 19
// The chunk that completes a block makes it longer than that.
const USUAL = 2 * BLOCK
const NEWLINE = 10

/** Memory for blocks, used again and again: the garbage collector does not see its size, and would let it pile up. */
export class BlockMemory {
  readonly #spare: Block[] = []

  /** At least so many bytes, whatever is in them. */
  take(length: number): Block {
    const spare = length <= USUAL ? this.#spare.pop() : undefined
    return spare ?? Buffer.from(new SharedArrayBuffer(Math.max(USUAL, length)))
  }

  /** Takes back what nobody reads any longer. */
  giveBack({ buffer }: Block): void {
    if (buffer.byteLength === USUAL) this.#spare.push(Buffer.from(buffer))
  }
}

/** Cuts chunks of bytes into blocks of whole lines of about 512 KiB, holding no more than that and the one line that a chunk has begun. */
export class LineCutter {
  readonly #longest: number
  readonly #memory: BlockMemory
  #block: Block | undefined
  #length = 0
  /** How many of the bytes are whole lines. */
  #whole = 0
  #isOverlong = false

  constructor(longest: number, memory: BlockMemory) {
    this.#longest = longest
    this.#memory = memory
  }

  /** The blocks that this chunk completes; of the chunk itself nothing is kept. */
  *push(chunk: Buffer): Generator<Lines> {
    let from = 0
    if (this.#isOverlong) {
      from = chunk.indexOf(NEWLINE) + 1
      if (from === 0) return
      this.#isOverlong = false
      yield 'overlong line'
    }
    const end = Math.max(from, chunk.lastIndexOf(NEWLINE) + 1)
    if (end > from) {
      this.#append(chunk.subarray(from, end))
      this.#whole = this.#length
      if (this.#whole >= BLOCK) yield* this.end()
    }
    this.#append(chunk.subarray(end))
    if (this.#length - this.#whole <= this.#longest) return
    yield* this.end()
    this.#isOverlong = true
  }

  /** The last block, if there is one. What is no whole line is dropped. */
  *end(): Generator<Block> {
    const block = this.#block?.subarray(0, this.#whole)
    this.#block = undefined
    this.#length = 0
    this.#whole = 0
    if (block && block.length > 0) yield block
  }

  #append(bytes: Buffer): void {
    if (bytes.length === 0) return
    const length = this.#length + bytes.length
    this.#block ??= this.#memory.take(length)
    if (length > this.#block.length) {
      const larger = this.#memory.take(Math.max(length, 2 * this.#block.length))
      this.#block.copy(larger, 0, 0, this.#length)
      this.#memory.giveBack(this.#block)
      this.#block = larger
    }
    bytes.copy(this.#block, this.#length)
    this.#length = length
  }
}
