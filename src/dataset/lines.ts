/** Whole lines, the last one's newline included; or word of a line too long to hold. */
export type Lines = Block | 'overlong line'

/** Bytes that threads can share. */
export type Block = Buffer<SharedArrayBuffer>

// Large enough that handing a block to a thread costs nothing beside checking it, small enough to hold several.
const BLOCK = 2 ** 19
// A block is longer than that by the chunk that completes it.
const USUAL = BLOCK + 2 ** 19
const NEWLINE = 10

/** Memory for blocks, used again and again: the garbage collector does not see its size, and would let it pile up. */
export class BlockMemory {
  readonly #spare: SharedArrayBuffer[] = []

  /** So many bytes, whatever is in them. */
  take(length: number): Block {
    const spare = length <= USUAL ? this.#spare.pop() : undefined
    return Buffer.from(spare ?? new SharedArrayBuffer(Math.max(USUAL, length)), 0, length)
  }

  /** Takes back what nobody reads any longer. */
  giveBack({ buffer }: Block): void {
    if (buffer.byteLength === USUAL) this.#spare.push(buffer)
  }
}

/** Cuts chunks of bytes into blocks of whole lines of about 512 KiB, holding no more than that and the one line that a chunk has begun. */
export class LineCutter {
  readonly #longest: number
  readonly #memory: BlockMemory
  readonly #whole = new Pieces()
  readonly #begun = new Pieces()

  constructor(longest: number, memory: BlockMemory) {
    this.#longest = longest
    this.#memory = memory
  }

  /** The blocks that this chunk completes. */
  *push(chunk: Buffer): Generator<Lines> {
    let from = 0
    const end = chunk.lastIndexOf(NEWLINE) + 1
    if (end > 0) {
      if (this.#begun.length > this.#longest) {
        yield* this.end()
        yield 'overlong line'
        from = chunk.indexOf(NEWLINE) + 1
      } else this.#whole.take(this.#begun)
      this.#begun.clear()
      this.#whole.add(chunk.subarray(from, end))
      if (this.#whole.length >= BLOCK) yield* this.end()
    }
    this.#begun.add(chunk.subarray(end))
    if (this.#begun.length > this.#longest) this.#begun.forget()
  }

  /** The last block, if there is one. */
  *end(): Generator<Block> {
    if (this.#whole.length === 0) return
    const block = this.#memory.take(this.#whole.length)
    this.#whole.copyTo(block)
    this.#whole.clear()
    yield block
  }
}

/** Bytes in pieces, and how many they are. */
class Pieces {
  length = 0
  #pieces: Buffer[] = []

  add(piece: Buffer): void {
    if (piece.length > 0) this.#pieces.push(piece)
    this.length += piece.length
  }

  take(other: Pieces): void {
    for (const piece of other.#pieces) this.add(piece)
  }

  /** Lets go of the bytes, but not of how many they were. */
  forget(): void {
    this.#pieces = []
  }

  clear(): void {
    this.forget()
    this.length = 0
  }

  copyTo(block: Buffer): void {
    let length = 0
    for (const piece of this.#pieces) length += piece.copy(block, length)
  }
}
