import type { Format } from './format.ts'
import { isObject, type JsonObject } from './json-syntax.ts'

/** Two words of 32 bits that examples of another value have with a chance of 2⁻⁶⁴ (ten million examples: 3 in a million). */
export type Hash = readonly [number, number]

/** What an example is, and what it asks for. */
export interface ExampleHash {
  /** The same for the same JSON value, however its white space, its keys' order and its characters are written. */
  example: Hash
  /** The same for the same prompt: what comes before the answer that is trained on. */
  prompt: Hash
}

// A conversation has a handful of levels. Beyond these a line is not compared: it could overflow the stack.
const DEEPEST = 200
const CONSTANTS: unknown[] = [undefined, null, false, true]
// Characters mixed at a time; both halves of a pair of them make one word.
const PIECE = 4096

/**
 * Hashes examples by two lanes of MurmurHash3 (Appleby, 2011; x86_32, the second with the constants of x86_128), over
 * UTF-16 as it is in memory: that costs half of parsing the line, where SHA-1 of its JSON would cost twice as much.
 */
export class ExampleHasher {
  readonly #bytes = Buffer.alloc(2 * PIECE)
  readonly #words = new Int32Array(this.#bytes.buffer, this.#bytes.byteOffset, PIECE / 2)
  readonly #float = new Float64Array(1)
  readonly #floatWords = new Int32Array(this.#float.buffer)
  #a = 0
  #b = 0

  /** The hash of a line of that format; undefined for one that is nested too deep to be an example of anything. */
  hash(line: JsonObject, format: Format): ExampleHash | undefined {
    this.#a = 0
    this.#b = 0
    const [prompt, answer] = promptAndAnswer(line, format)
    if (!this.#mixValue(prompt, DEEPEST)) return undefined
    const promptHash = this.#finished()
    if (!this.#mixValue(answer, DEEPEST)) return undefined
    return { prompt: promptHash, example: this.#finished() }
  }

  /** Mixes a value in, by its type, length and content; false when it has more levels than may be left. */
  #mixValue(value: unknown, levels: number): boolean {
    if (typeof value === 'string') {
      this.#mixText(value)
      return true
    }
    if (typeof value === 'number') {
      this.#mixNumber(value)
      return true
    }
    if (typeof value !== 'object' || value === null) {
      this.#mix(4 * (1 + CONSTANTS.indexOf(value)))
      return true
    }
    if (levels === 0) return false
    if (Array.isArray(value)) {
      this.#mix(value.length * 4 + 1)
      for (const item of value) if (!this.#mixValue(item, levels - 1)) return false
      return true
    }
    return isObject(value) && this.#mixObject(value, levels - 1)
  }

  #mixObject(object: JsonObject, levels: number): boolean {
    const keys = Object.keys(object).sort()
    this.#mix(keys.length * 4 + 2)
    for (const key of keys) {
      this.#mixText(key)
      if (!this.#mixValue(object[key], levels)) return false
    }
    return true
  }

  #mixText(text: string): void {
    this.#mix(text.length * 4 + 3)
    for (let from = 0; from < text.length; from += PIECE) {
      const piece = text.length <= PIECE ? text : text.slice(from, from + PIECE)
      // Writing a single character costs more than mixing it.
      if (piece.length < 8) for (let i = 0; i < piece.length; i++) this.#mix(piece.charCodeAt(i))
      else this.#mixWords(this.#written(piece))
    }
  }

  /** Writes the characters of a piece, and tells how many words they are. */
  #written(piece: string): number {
    const length = this.#bytes.write(piece, 0, 'utf16le')
    if (piece.length % 2 !== 0) this.#bytes.writeUInt16LE(0, length)
    return Math.ceil(piece.length / 2)
  }

  #mixNumber(value: number): void {
    this.#mix(0)
    // -0 is 0, which JSON writes for both.
    this.#float[0] = value + 0
    this.#mix(this.#floatWords[0] ?? 0)
    this.#mix(this.#floatWords[1] ?? 0)
  }

  #mix(word: number): void {
    this.#words[0] = word
    this.#mixWords(1)
  }

  #mixWords(count: number): void {
    const words = this.#words
    let a = this.#a
    let b = this.#b
    for (let i = 0; i < count; i++) {
      const word = words[i] ?? 0
      a ^= Math.imul(rotated(Math.imul(word, 0xcc9e2d51), 15), 0x1b873593)
      a = (Math.imul(rotated(a, 13), 5) + 0xe6546b64) | 0
      b ^= Math.imul(rotated(Math.imul(word, 0x239b961b), 15), 0xab0e9789)
      b = (Math.imul(rotated(b, 19), 5) + 0x561ccd1b) | 0
    }
    this.#a = a
    this.#b = b
  }

  #finished(): Hash {
    const a = (this.#a + this.#b) | 0
    const b = (this.#b + a) | 0
    return [avalanched(a), avalanched(b)]
  }
}

function rotated(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits))
}

/** Lets every bit change every other, unsigned. */
function avalanched(word: number): number {
  let h = word
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** What an example asks, and what it answers; in a conversation the last turn of the assistant is the answer. */
function promptAndAnswer(line: JsonObject, format: Format): [prompt: unknown, answer: unknown] {
  if (format === 'completions') {
    const { prompt, ...answer } = line
    return [prompt, answer]
  }
  if (format === 'dpo') {
    const { input, ...answer } = line
    return [input, answer]
  }
  const { messages, ...rest } = line
  if (format === 'reinforcement') {
    // The grader compares with what stands beside them.
    const { tools, ...item } = rest
    return [[messages, tools], item]
  }
  const turns = Array.isArray(messages) ? messages : []
  const last = turns.findLastIndex((turn) => isObject(turn) && turn.role === 'assistant')
  // Where nobody answers, all of it asks.
  const end = last === -1 ? turns.length : last
  return [[turns.slice(0, end), rest], turns.slice(end)]
}
