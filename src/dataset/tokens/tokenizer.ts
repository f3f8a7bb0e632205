import { createRankLookup, type Encoding, type LookupRank, type ReadRanks } from './ranks.ts'

/** Returns how many tokens a text has. */
export type CountTextTokens = (text: string) => number

/**
 * Creates a counter of the tokens of a text, equal to the length of tiktoken's `encode_ordinary`, for which special tokens
 * are plain text. It never throws and takes linear time. Texts longer than a million UTF-16 units, and pieces longer than
 * 16 KiB, are counted in parts: that may add a token or two per cut.
 */
export async function createTokenCounter(encoding: Encoding, readRanks: ReadRanks): Promise<CountTextTokens> {
  const countBytes = createByteCounter(createRankLookup(await readRanks(encoding)))
  const pattern = new RegExp(PATTERNS[encoding], 'yu')
  const cache = new PieceCache(MAX_CACHED_PIECES, 10 * MAX_CACHED_PIECES)

  function countPieces(text: string): number {
    let count = 0
    // The pattern matches any text, so each piece begins where the last one ends. `test` creates no match object.
    for (let from = 0; pattern.test(text); from = pattern.lastIndex) {
      count += countPiece(text, from, pattern.lastIndex)
    }
    return count
  }

  function countPiece(text: string, from: number, to: number): number {
    if (to - from > MAX_CACHED_LENGTH) return countBytes(toByteString(text.slice(from, to)))
    const cached = cache.get(text, from, to)
    if (cached !== undefined) return cached
    const count = countBytes(toByteString(text.slice(from, to)))
    cache.set(text, from, to, count)
    return count
  }

  return (text) => countInParts(text, MAX_TEXT_LENGTH, countPieces)
}

function countInParts(text: string, maxLength: number, count: (part: string) => number): number {
  if (text.length <= maxLength) return count(text)
  let sum = 0
  for (let from = 0; from < text.length; from += maxLength) sum += count(text.slice(from, from + maxLength))
  return sum
}

// V8 keeps a state for backtracking for each character of a run, in at most 64 MB.
const MAX_TEXT_LENGTH = 1 << 20
/** In UTF-16 units: longer pieces rarely occur twice. */
const MAX_CACHED_LENGTH = 64
const MAX_CACHED_PIECES = 1 << 17

// How a text is split into pieces: tiktoken's patterns (`pat_str` in its `openai_public.py`). In tiktoken, `\s` is Unicode's
// White_Space, unlike in JavaScript, and `(?i:s)` matches the long s.
const SPACE = '\\p{White_Space}'
const UPPER = '[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]'
const LOWER = '[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]'
const CONTRACTION = "'(?:[sSſ]|[tT]|[rR][eE]|[vV][eE]|[mM]|[lL][lL]|[dD])"
const LEAD = '[^\\r\\n\\p{L}\\p{N}]?'
const DIGITS = '\\p{N}{1,3}'
const SIGNS = ` ?[^${SPACE}\\p{L}\\p{N}]+`
const SPACES = [`${SPACE}*[\\r\\n]+`, `${SPACE}+(?!\\P{White_Space})`, `${SPACE}+`]

const PATTERNS: Record<Encoding, string> = {
  o200k_base: [
    `${LEAD}${UPPER}*${LOWER}+(?:${CONTRACTION})?`,
    `${LEAD}${UPPER}+${LOWER}*(?:${CONTRACTION})?`,
    DIGITS,
    `${SIGNS}[\\r\\n/]*`,
    ...SPACES,
  ].join('|'),
  cl100k_base: [CONTRACTION, `${LEAD}\\p{L}+`, DIGITS, `${SIGNS}[\\r\\n]*`, ...SPACES].join('|'),
}

/** Returns the bytes of a text as a string of units below 256. */
function toByteString(text: string): string {
  return Buffer.from(text).toString('latin1')
}

/** The longest piece, in bytes, that is merged as a whole. */
const MAX_PIECE_LENGTH = 1 << 14

/**
 * Creates a counter of the tokens of a piece, given as bytes. Pairs of parts are merged as long as they form a token, the
 * lowest rank first, and the leftmost among equal ranks; the remaining parts are the tokens.
 */
function createByteCounter(lookupRank: LookupRank): (bytes: string) => number {
  const next = new Int32Array(MAX_PIECE_LENGTH + 1)
  const previous = new Int32Array(MAX_PIECE_LENGTH + 1)
  /** The rank of the part that begins here joined with the next one; -1 if that is no token, or no part begins here. */
  const pairRanks = new Int32Array(MAX_PIECE_LENGTH + 1)
  // Each pair once, and at most two new ones for each merge.
  const queue = new Heap(3 * MAX_PIECE_LENGTH)

  function rankPair(bytes: string, at: number) {
    const middle = next[at] ?? 0
    const rank = middle < bytes.length ? lookupRank(bytes, at, next[middle] ?? 0) : -1
    pairRanks[at] = rank
    if (rank >= 0) queue.push(rank * MAX_PIECE_LENGTH + at)
  }

  function merge(bytes: string): number {
    for (let at = 0; at <= bytes.length; at++) {
      next[at] = at + 1
      previous[at] = at - 1
    }
    for (let at = 0; at < bytes.length; at++) rankPair(bytes, at)
    let parts = bytes.length
    for (let lowest = queue.pop(); lowest !== undefined; lowest = queue.pop()) {
      const at = lowest % MAX_PIECE_LENGTH
      // One of its parts was merged with another in the meantime.
      if (pairRanks[at] !== (lowest - at) / MAX_PIECE_LENGTH) continue
      const middle = next[at] ?? 0
      const end = next[middle] ?? 0
      next[at] = end
      previous[end] = at
      pairRanks[middle] = -1
      parts--
      rankPair(bytes, at)
      if (at > 0) rankPair(bytes, previous[at] ?? 0)
    }
    return parts
  }

  return (bytes) =>
    lookupRank(bytes, 0, bytes.length) >= 0 ? 1 : countInParts(bytes, MAX_PIECE_LENGTH, merge)
}

// Limits the time for text that was constructed to collide.
const MAX_PROBES = 64

/**
 * Caches numbers by pieces of a text, without creating a string for each piece, which takes most of the time with a `Map`.
 * Clears itself when it is full; may not keep a piece whose hash collides with many others.
 */
class PieceCache {
  readonly #units: Uint16Array
  /** Where the units of each entry end and those of the next one begin. */
  readonly #ends: Int32Array
  readonly #values: Int32Array
  /** The indexes of entries, by hash; 0 is none. */
  readonly #slots: Int32Array
  #entries = 0

  constructor(entries: number, units: number) {
    this.#units = new Uint16Array(units)
    this.#ends = new Int32Array(entries + 1)
    this.#values = new Int32Array(entries + 1)
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * entries)))
  }

  get(text: string, from: number, to: number): number | undefined {
    const entry = this.#slots[this.#findSlot(text, from, to)] ?? 0
    return entry === 0 ? undefined : this.#values[entry]
  }

  /** Adds a piece that is not cached. */
  set(text: string, from: number, to: number, value: number): void {
    const begin = this.#ends[this.#entries] ?? 0
    const end = begin + to - from
    if (this.#entries + 1 >= this.#ends.length || end > this.#units.length) {
      this.#slots.fill(0)
      this.#entries = 0
      return
    }
    const slot = this.#findSlot(text, from, to)
    if (slot === -1) return
    const entry = ++this.#entries
    this.#slots[slot] = entry
    this.#ends[entry] = end
    this.#values[entry] = value
    for (let i = from; i < to; i++) this.#units[begin + i - from] = text.charCodeAt(i)
  }

  /** Returns the slot of a piece, or the free slot where it belongs; -1 when none is near. */
  #findSlot(text: string, from: number, to: number): number {
    let hash = to - from
    for (let i = from; i < to; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x9e3779b1)
    hash ^= hash >>> 15
    for (let probe = 0; probe < MAX_PROBES; probe++) {
      const slot = (hash + probe) & (this.#slots.length - 1)
      const entry = this.#slots[slot]
      if (!entry || this.#isPiece(entry, text, from, to)) return slot
    }
    return -1
  }

  #isPiece(entry: number, text: string, from: number, to: number): boolean {
    const begin = this.#ends[entry - 1] ?? 0
    if ((this.#ends[entry] ?? 0) - begin !== to - from) return false
    for (let i = from; i < to; i++) if (this.#units[begin + i - from] !== text.charCodeAt(i)) return false
    return true
  }
}

/** A binary heap of numbers; `pop` returns the lowest. */
class Heap {
  readonly #numbers: Float64Array
  #size = 0

  constructor(capacity: number) {
    this.#numbers = new Float64Array(capacity)
  }

  push(number: number): void {
    const numbers = this.#numbers
    let at = this.#size++
    while (at > 0) {
      const above = (at - 1) >> 1
      const upper = numbers[above] ?? 0
      if (upper <= number) break
      numbers[at] = upper
      at = above
    }
    numbers[at] = number
  }

  pop(): number | undefined {
    if (this.#size === 0) return undefined
    const numbers = this.#numbers
    const lowest = numbers[0]
    const last = numbers[--this.#size] ?? 0
    let at = 0
    for (let below = 1; below < this.#size; below = 2 * at + 1) {
      if (below + 1 < this.#size && (numbers[below + 1] ?? 0) < (numbers[below] ?? 0)) below++
      const lower = numbers[below] ?? 0
      if (lower >= last) break
      numbers[at] = lower
      at = below
    }
    numbers[at] = last
    return lowest
  }
}
