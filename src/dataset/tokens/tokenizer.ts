import { type Encoding, type RankOf, ranksOf } from './ranks.ts'

/**
 * A counter of the tokens of a text: as many as tiktoken's `encode_ordinary` gives, which takes special tokens for
 * plain text. It never throws, and takes time in proportion to the text, whatever is in it. A text beyond a million
 * UTF-16 units, and within it a run beyond 16 KiB that nothing splits, is counted in parts: a token or two off at every
 * cut, where a text is longer than any training context or no text at all.
 */
export function textCounter(encoding: Encoding): Promise<CountText> {
  const counter = COUNTERS.get(encoding) ?? newCounter(encoding)
  COUNTERS.set(encoding, counter)
  return counter
}

/** How many tokens a text has. */
export type CountText = (text: string) => number

// Making one takes longer than counting a megabyte.
const COUNTERS = new Map<Encoding, Promise<CountText>>()

async function newCounter(encoding: Encoding): Promise<CountText> {
  const countBytes = byteCounter(await ranksOf(encoding))
  const pattern = new RegExp(PATTERNS[encoding], 'yu')
  const known = new SpanTable(KNOWN_PIECES, 10 * KNOWN_PIECES)

  function countPieces(text: string): number {
    let count = 0
    // The pattern matches anything, so that each piece begins where the last one ends; `test` makes no match object.
    for (let from = 0; pattern.test(text); from = pattern.lastIndex) {
      count += countPiece(text, from, pattern.lastIndex)
    }
    return count
  }

  function countPiece(text: string, from: number, to: number): number {
    if (to - from > MAX_KNOWN) return countBytes(bytesOf(text.slice(from, to)))
    const before = known.get(text, from, to)
    if (before !== undefined) return before
    const count = countBytes(bytesOf(text.slice(from, to)))
    known.set(text, from, to, count)
    return count
  }

  return (text) => {
    if (text.length <= MAX_TEXT) return countPieces(text)
    let count = 0
    for (let from = 0; from < text.length; from += MAX_TEXT)
      count += countPieces(text.slice(from, from + MAX_TEXT))
    return count
  }
}

// Irregexp keeps a place to return to for each character of a run, in at most 64 MB.
const MAX_TEXT = 1 << 20
/** In UTF-16 units: what is longer does not come twice. */
const MAX_KNOWN = 64
const KNOWN_PIECES = 1 << 17

// Where a text is split before its bytes are merged: tiktoken's patterns (`pat_str` in its `openai_public.py`), piece by
// piece. There `\s` is Unicode's White_Space, which JavaScript's is not, and `(?i:s)` is also the long s.
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

/** Bytes as a string of units below 256: what a span table takes. */
function bytesOf(text: string): string {
  return Buffer.from(text).toString('latin1')
}

/** The longest run of bytes that is merged as a whole. */
const MAX_RUN = 1 << 14

/**
 * A counter of the tokens of a piece, given as bytes: one, or as many parts as are left when its bytes are merged pair
 * by pair, always the pair of the lowest rank, and of equals the leftmost.
 */
function byteCounter(rankOf: RankOf): (bytes: string) => number {
  const next = new Int32Array(MAX_RUN + 1)
  const previous = new Int32Array(MAX_RUN + 1)
  /** Of the part that begins here with the next one; -1 where both are no token, or where no part begins. */
  const pairRanks = new Int32Array(MAX_RUN + 1)
  // Each pair once, and at most two new ones for each merge.
  const queue = new Heap(3 * MAX_RUN)

  function rankPair(bytes: string, at: number) {
    const middle = next[at] ?? 0
    const rank = middle < bytes.length ? rankOf(bytes, at, next[middle] ?? 0) : -1
    pairRanks[at] = rank
    if (rank >= 0) queue.push(rank * MAX_RUN + at)
  }

  function merge(bytes: string): number {
    for (let at = 0; at <= bytes.length; at++) {
      next[at] = at + 1
      previous[at] = at - 1
    }
    for (let at = 0; at < bytes.length; at++) rankPair(bytes, at)
    let parts = bytes.length
    for (let lowest = queue.pop(); lowest !== undefined; lowest = queue.pop()) {
      const at = lowest % MAX_RUN
      // One of its parts has been merged with another since.
      if (pairRanks[at] !== (lowest - at) / MAX_RUN) continue
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

  return (bytes) => {
    if (rankOf(bytes, 0, bytes.length) >= 0) return 1
    if (bytes.length <= MAX_RUN) return merge(bytes)
    let parts = 0
    for (let from = 0; from < bytes.length; from += MAX_RUN) parts += merge(bytes.slice(from, from + MAX_RUN))
    return parts
  }
}

// Text made to collide does not keep a look-up any longer.
const MAX_PROBES = 64

/**
 * Numbers by spans of text. A look-up makes no string of the span, which is what takes most of the time with a Map.
 * Forgets all when it is full, and may not keep a span whose hash has many others.
 */
class SpanTable {
  readonly #units: Uint16Array
  /** Where the units of each entry end, and the next one's begin. */
  readonly #ends: Int32Array
  readonly #values: Int32Array
  /** Numbers of entries, by hash; 0 is none. */
  readonly #slots: Int32Array
  #entries = 0

  constructor(entries: number, units: number) {
    this.#units = new Uint16Array(units)
    this.#ends = new Int32Array(entries + 1)
    this.#values = new Int32Array(entries + 1)
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * entries)))
  }

  get(text: string, from: number, to: number): number | undefined {
    const entry = this.#slots[this.#slotOf(text, from, to)] ?? 0
    return entry === 0 ? undefined : this.#values[entry]
  }

  /** Of a span that has no number yet. */
  set(text: string, from: number, to: number, value: number): void {
    const begin = this.#ends[this.#entries] ?? 0
    const end = begin + to - from
    if (this.#entries + 1 >= this.#ends.length || end > this.#units.length) {
      this.#slots.fill(0)
      this.#entries = 0
      return
    }
    const slot = this.#slotOf(text, from, to)
    if (slot === -1) return
    const entry = ++this.#entries
    this.#slots[slot] = entry
    this.#ends[entry] = end
    this.#values[entry] = value
    for (let i = from; i < to; i++) this.#units[begin + i - from] = text.charCodeAt(i)
  }

  /** The slot of a span, or the free one where it belongs; -1 when there is none near by. */
  #slotOf(text: string, from: number, to: number): number {
    let hash = to - from
    for (let i = from; i < to; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x9e3779b1)
    hash ^= hash >>> 15
    for (let probe = 0; probe < MAX_PROBES; probe++) {
      const slot = (hash + probe) & (this.#slots.length - 1)
      const entry = this.#slots[slot]
      if (!entry || this.#isSpan(entry, text, from, to)) return slot
    }
    return -1
  }

  #isSpan(entry: number, text: string, from: number, to: number): boolean {
    const begin = this.#ends[entry - 1] ?? 0
    if ((this.#ends[entry] ?? 0) - begin !== to - from) return false
    for (let i = from; i < to; i++) if (this.#units[begin + i - from] !== text.charCodeAt(i)) return false
    return true
  }
}

/** A binary heap of numbers, the lowest first. */
class Heap {
  readonly #numbers: Float64Array
  #size = 0

  constructor(most: number) {
    this.#numbers = new Float64Array(most)
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
