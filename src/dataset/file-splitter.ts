import type { FileStats } from './dataset-stats.ts'
import { type BufferPool, type LineBlock, LineSplitter } from './line-splitter.ts'
import { SNIFF_BYTES, sniff } from './sniff.ts'

/** Recognizes a file that is not JSONL by its first bytes, and splits any other into blocks of lines. */
export class FileSplitter {
  readonly file: FileStats
  readonly #sniffs: boolean
  readonly #splitter: LineSplitter
  #head: Buffer | undefined = Buffer.alloc(0)

  constructor(file: FileStats, sniffs: boolean, pool: BufferPool) {
    this.file = file
    this.#sniffs = sniffs
    this.#splitter = new LineSplitter(pool)
  }

  /** Returns the blocks that a chunk completes. */
  push(chunk: Buffer): Iterable<LineBlock> {
    if (!this.#head) return this.#split(chunk)
    this.#head = Buffer.concat([this.#head, chunk])
    return this.#head.length >= SNIFF_BYTES ? this.#start(this.#head) : []
  }

  /** Yields the last blocks. */
  *end(): Generator<LineBlock> {
    if (this.#head) yield* this.#start(this.#head)
    yield* this.#splitter.end()
  }

  #start(head: Buffer): Iterable<LineBlock> {
    this.#head = undefined
    if (this.#sniffs && head.length > 0) this.file.notJsonl = sniff(head.subarray(0, SNIFF_BYTES))
    return this.#split(head)
  }

  #split(chunk: Buffer): Iterable<LineBlock> {
    return this.file.notJsonl ? [] : this.#splitter.push(chunk)
  }
}
