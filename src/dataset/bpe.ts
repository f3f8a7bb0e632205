/** A byte pair encoding, by the name that tiktoken gives it. */
export type Encoding = 'o200k_base' | 'cl100k_base'

/**
 * A counter of the tokens of a text: as many as tiktoken's `encode_ordinary` gives, which takes special tokens for
 * plain text. It never throws, and no text makes it slow. A text beyond a million UTF-16 units, and within it a run
 * beyond 16 KiB that nothing splits, is counted in parts: a token or two off at every cut, in what is longer than a
 * training context.
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
  const { default: tokens } = await TOKENS[encoding]()
  const countBytes = byteCounter(rankTable(tokens))
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
    if (to - from > LONGEST_KNOWN) return countBytes(bytesOf(text.slice(from, to)))
    const before = known.get(text, from, to)
    if (before !== undefined) return before
    const count = countBytes(bytesOf(text.slice(from, to)))
    known.set(text, from, to, count)
    return count
  }

  return (text) => {
    if (text.length <= LONGEST_TEXT) return countPieces(text)
    let count = 0
    for (let from = 0; from < text.length; from += LONGEST_TEXT)
      count += countPieces(text.slice(from, from + LONGEST_TEXT))
    return count
  }
}

// The tokens in the order of their ranks, as text or, where they are no UTF-8, as bytes. Of gpt-tokenizer only these: its
// own counter differs from tiktoken after a byte order mark, takes quadratic time for long runs, and is half as fast.
const TOKENS = {
  o200k_base: () => import('gpt-tokenizer/bpeRanks/o200k_base'),
  cl100k_base: () => import('gpt-tokenizer/bpeRanks/cl100k_base'),
}

// Irregexp keeps a place to return to for each character of a run, in at most 64 MB.
const LONGEST_TEXT = 1 << 20
/** In UTF-16 units: what is longer does not come twice. */
const LONGEST_KNOWN = 64
const KNOWN_PIECES = 1 << 17

/**
 * Where a text is split before its bytes are merged: tiktoken's patterns. There `\s` is Unicode's White_Space, which
 * JavaScript's is not, and `(?i:s)` is also the long s.
 */
const PATTERNS: Record<Encoding, string> = patterns()

function patterns() {
  const space = '\\p{White_Space}'
  const upper = '[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]'
  const lower = '[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]'
  const contraction = "'(?:[sSſ]|[tT]|[rR][eE]|[vV][eE]|[mM]|[lL][lL]|[dD])"
  const lead = '[^\\r\\n\\p{L}\\p{N}]?'
  const rest = `${space}*[\\r\\n]+|${space}+(?!\\P{White_Space})|${space}+`
  return {
    o200k_base: `${lead}${upper}*${lower}+(?:${contraction})?|${lead}${upper}+${lower}*(?:${contraction})?|\\p{N}{1,3}| ?[^${space}\\p{L}\\p{N}]+[\\r\\n/]*|${rest}`,
    cl100k_base: `${contraction}|${lead}\\p{L}+|\\p{N}{1,3}| ?[^${space}\\p{L}\\p{N}]+[\\r\\n]*|${rest}`,
  }
}

/** Bytes as a string of units below 256: what a span table takes. */
function bytesOf(text: string): string {
  return Buffer.from(text).toString('latin1')
}

/** The rank of every token, by its bytes. */
function rankTable(tokens: readonly (string | readonly number[])[]): SpanTable {
  // A token has 7 bytes on average.
  const ranks = new SpanTable(tokens.length, tokens.length * 8)
  for (let rank = 0; rank < tokens.length; rank++) {
    const token = tokens[rank]
    if (token === undefined) continue
    const bytes = typeof token === 'string' ? bytesOf(token) : String.fromCharCode(...token)
    ranks.set(bytes, 0, bytes.length, rank)
  }
  return ranks
}

/** The longest run of bytes that is merged as a whole. */
const LONGEST_RUN = 1 << 14

/** A counter of the tokens of a piece, given as bytes: whole, or merged pair by pair, the lowest rank first and of equals the leftmost. */
function byteCounter(ranks: SpanTable): (bytes: string) => number {
  const next = new Int32Array(LONGEST_RUN + 1)
  const previous = new Int32Array(LONGEST_RUN + 1)
  /** Of the part that begins here, merged with the one after it; -1 where both are no token, or where no part begins. */
  const pairRanks = new Int32Array(LONGEST_RUN + 1)
  // Each pair once, and at most two new ones for each merge.
  const queue = new Heap(3 * LONGEST_RUN)

  function rankPair(bytes: string, at: number) {
    const middle = next[at] ?? 0
    const rank = middle < bytes.length ? (ranks.get(bytes, at, next[middle] ?? 0) ?? -1) : -1
    pairRanks[at] = rank
    if (rank >= 0) queue.push(rank * LONGEST_RUN + at)
  }

  function merge(bytes: string): number {
    for (let at = 0; at <= bytes.length; at++) {
      next[at] = at + 1
      previous[at] = at - 1
    }
    for (let at = 0; at < bytes.length; at++) rankPair(bytes, at)
    let parts = bytes.length
    for (let lowest = queue.pop(); lowest !== undefined; lowest = queue.pop()) {
      const at = lowest % LONGEST_RUN
      // One of its parts has been merged with another since.
      if (pairRanks[at] !== (lowest - at) / LONGEST_RUN) continue
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
    if (ranks.get(bytes, 0, bytes.length) !== undefined) return 1
    if (bytes.length <= LONGEST_RUN) return merge(bytes)
    let parts = 0
    for (let from = 0; from < bytes.length; from += LONGEST_RUN)
      parts += merge(bytes.slice(from, from + LONGEST_RUN))
    return parts
  }
}

/** Numbers by spans of text. A look-up makes no string of the span, which takes most of the time with a Map. Forgets all when it is full. */
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
    const entry = ++this.#entries
    this.#slots[this.#slotOf(text, from, to)] = entry
    this.#ends[entry] = end
    this.#values[entry] = value
    for (let i = from; i < to; i++) this.#units[begin + i - from] = text.charCodeAt(i)
  }

  /** The slot of a span, or the free one where it belongs. */
  #slotOf(text: string, from: number, to: number): number {
    let hash = to - from
    for (let i = from; i < to; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x9e3779b1)
    const last = this.#slots.length - 1
    let slot = (hash ^ (hash >>> 15)) & last
    for (let entry = this.#slots[slot]; entry && !this.#isSpan(entry, text, from, to); ) {
      slot = (slot + 1) & last
      entry = this.#slots[slot]
    }
    return slot
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
