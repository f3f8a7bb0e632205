import { createHash, type Hash as HashStream, hash } from 'node:crypto'
import { isJsonObject, type JsonObject } from '../json.ts'
import type { Format } from './format.ts'

/** 64 bits of a keyed hash, as two unsigned words: two of ten million examples share one with a chance of 3 in a million. */
export type Hash = readonly [number, number]

/** The hashes that identify an example and its prompt. */
interface ExampleHash {
  example: Hash
  /** Of everything before the answer that is trained on. */
  prompt: Hash
}

const ALGORITHM = 'sha256'
// A conversation has a handful of levels. Deeper values are not hashed: they could overflow the stack.
const MAX_DEPTH = 200
const BUFFER_WORDS = 2 ** 14
const KEY_WORDS = 8
/** Characters that are written at a time. */
const PIECE_LENGTH = 2 ** 12
/** Above this, the next piece or number might not fit. */
const FLUSH_WORDS = BUFFER_WORDS - PIECE_LENGTH / 2 - 4
// A message has keys and roles shorter than this; calling `write` for them takes longer than a loop.
const SHORT_LENGTH = 12

// The low bits of a word that begins a value; the other bits hold its length. `undefined` occurs in no JSON value.
const [CONSTANT, NUMBER, TEXT, LIST, OBJECT, BYTES] = [0, 1, 2, 3, 4, 5] as const
const CONSTANTS: readonly unknown[] = [undefined, null, false, true]

/**
 * Hashes JSON values by SHA-256 over a secret key and the value. The authors of a dataset do not know the key, so they
 * cannot construct examples that are taken for one another. Equal values have equal hashes, however their white space,
 * their characters and the order of their keys are written.
 */
export class ExampleHasher {
  readonly #buffer = Buffer.alloc(4 * BUFFER_WORDS)
  readonly #words = new Int32Array(this.#buffer.buffer, this.#buffer.byteOffset, BUFFER_WORDS)
  readonly #float = new Float64Array(1)
  readonly #floatWords = new Int32Array(this.#float.buffer)
  /** How many words of the buffer are in use; the key is always the first. */
  #length = 0
  /** Takes what does not fit into the buffer. */
  #stream: HashStream | undefined

  constructor(key: string) {
    hash(ALGORITHM, key, 'buffer').copy(this.#buffer)
  }

  /** Returns the hashes of a line of that format; undefined for a line that is nested too deeply to be an example. */
  hash(line: JsonObject, format: Format): ExampleHash | undefined {
    const [prompt, answer] = splitAnswer(line, format)
    this.#start()
    if (!this.#write(prompt, MAX_DEPTH)) return undefined
    const promptDigest = this.#digest()
    // The digest stands for the prompt, so that no byte is hashed twice.
    this.#start()
    for (let i = 0; i < promptDigest.length; i += 4) this.#push(wordAt(promptDigest, i))
    if (!this.#write(answer, MAX_DEPTH)) return undefined
    return { prompt: toHash(promptDigest), example: toHash(this.#digest()) }
  }

  /** Returns the hash of any JSON value; undefined when it is nested too deeply. */
  hashValue(value: unknown): Hash | undefined {
    this.#start()
    return this.#write(value, MAX_DEPTH) ? toHash(this.#digest()) : undefined
  }

  /** Returns the hash of bytes, which no JSON value shares. */
  hashBytes(bytes: Uint8Array): Hash {
    this.#start()
    this.#push(BYTES)
    this.#flush().update(bytes)
    return toHash(this.#digest())
  }

  #start(): void {
    this.#length = KEY_WORDS
    this.#stream = undefined
  }

  #digest(): string {
    if (this.#stream) return this.#flush().digest('binary')
    return hash(ALGORITHM, this.#buffer.subarray(0, 4 * this.#length), 'binary')
  }

  #flush(): HashStream {
    const begin = this.#stream ? KEY_WORDS : 0
    this.#stream ??= createHash(ALGORITHM)
    this.#stream.update(this.#buffer.subarray(4 * begin, 4 * this.#length))
    this.#length = KEY_WORDS
    return this.#stream
  }

  #push(word: number): void {
    this.#words[this.#length++] = word
  }

  /** Writes a value by its type, length and content; returns false when it is nested more than `maxDepth` levels deep. */
  #write(value: unknown, maxDepth: number): boolean {
    if (this.#length > FLUSH_WORDS) this.#flush()
    if (typeof value === 'string') this.#writeText(value)
    else if (typeof value === 'number') this.#writeNumber(value)
    else if (Array.isArray(value)) return maxDepth > 0 && this.#writeList(value, maxDepth - 1)
    else if (isJsonObject(value)) return maxDepth > 0 && this.#writeObject(value, maxDepth - 1)
    else this.#push(8 * CONSTANTS.indexOf(value) + CONSTANT)
    return true
  }

  #writeList(list: readonly unknown[], maxDepth: number): boolean {
    this.#push(8 * list.length + LIST)
    for (const item of list) if (!this.#write(item, maxDepth)) return false
    return true
  }

  #writeObject(object: JsonObject, maxDepth: number): boolean {
    const keys = sortedKeys(object)
    this.#push(8 * keys.length + OBJECT)
    for (const key of keys) {
      if (this.#length > FLUSH_WORDS) this.#flush()
      this.#writeText(key)
      if (!this.#write(object[key], maxDepth)) return false
    }
    return true
  }

  #writeNumber(number: number): void {
    this.#push(NUMBER)
    // JSON writes 0 for -0.
    this.#float[0] = number + 0
    for (const word of this.#floatWords) this.#push(word)
  }

  // As UTF-16: UTF-8 has the same bytes for every half of a surrogate pair.
  #writeText(text: string): void {
    this.#push(8 * text.length + TEXT)
    if (text.length < SHORT_LENGTH) this.#writeShort(text)
    else if (text.length <= PIECE_LENGTH) this.#writePiece(text)
    else this.#writePieces(text)
  }

  #writePieces(text: string): void {
    for (let from = 0; from < text.length; from += PIECE_LENGTH) {
      if (this.#length > FLUSH_WORDS) this.#flush()
      this.#writePiece(text.slice(from, from + PIECE_LENGTH))
    }
  }

  #writeShort(text: string): void {
    const words = this.#words
    const pairs = text.length >> 1
    let at = this.#length
    for (let i = 0; i < pairs; i++) words[at++] = text.charCodeAt(2 * i) | (text.charCodeAt(2 * i + 1) << 16)
    if (text.length % 2 !== 0) words[at++] = text.charCodeAt(text.length - 1)
    this.#length = at
  }

  #writePiece(text: string): void {
    const end = this.#length + Math.ceil(text.length / 2)
    // The last word has only one character when their number is odd.
    this.#words[end - 1] = 0
    this.#buffer.write(text, 4 * this.#length, 'utf16le')
    this.#length = end
  }
}

// Sorting takes longer than hashing where there are only two keys, as in most messages.
function sortedKeys(object: JsonObject): string[] {
  const keys = Object.keys(object)
  if (keys.length !== 2) return keys.sort()
  const [first = '', second = ''] = keys
  return first <= second ? keys : [second, first]
}

function toHash(digest: string): Hash {
  return [wordAt(digest, 0), wordAt(digest, 4)]
}

/** Returns the unsigned word of four bytes, given as characters. */
function wordAt(bytes: string, at: number): number {
  const low = bytes.charCodeAt(at) | (bytes.charCodeAt(at + 1) << 8)
  const high = bytes.charCodeAt(at + 2) | (bytes.charCodeAt(at + 3) << 8)
  return (low | (high << 16)) >>> 0
}

/** Splits an example into what the model is given and what it learns; in a conversation, that is the last assistant turn. */
function splitAnswer(line: JsonObject, format: Format): [prompt: unknown, answer: unknown] {
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
    // The grader compares with the other fields.
    const { tools, ...fields } = rest
    return [[messages, tools], fields]
  }
  if (!Array.isArray(messages)) return [line, undefined]
  const last = messages.findLastIndex((message) => isJsonObject(message) && message.role === 'assistant')
  // Without an answer, all messages are the prompt.
  const end = last === -1 ? messages.length : last
  return [[messages.slice(0, end), rest], messages.slice(end)]
}
