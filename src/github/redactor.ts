import { beginsEscape, SpelledText } from './spellings.ts'

/** Shorter values are not redacted: every text contains them. */
const MIN_SECRET_LENGTH = 8

const MASK = '***'

/** Takes seconds. What follows more escapes than any server has a reason to send is redacted as a whole. */
const MAX_READS = 1_000_000
/** States of a search that are remembered, so that its memory is bounded. */
const MAX_STATES = 100_000

/** Replaces secrets in text that leaves the action. */
interface Redactor {
  /** Redacts this secret from now on. */
  add(secret: string): void
  /** Returns the text with `***` for every secret in it. */
  redact(text: string): string
}

/** A text to find in any spelling. */
interface Needle {
  text: string
  /** A secret in base64 shares its first and last character with what stands next to it. */
  isBase64: boolean
}

/** The part of a text from one position to another. */
type Range = [start: number, end: number]

/**
 * Creates a redactor. It finds a secret as it is, and as JSON, URLs and HTML can spell each of its characters, with
 * invisible characters in between, in base64 within other text, cut off by an ellipsis, and shortened as OpenAI shows keys
 * (`sk-proj-1****cdef`). Its time is linear in the text, and bounded.
 */
export function createRedactor(): Redactor {
  const secrets = new Set<string>()
  /** By the code of their first character. */
  const needles = new Map<number, Needle[]>()
  const shortened = new Map<string, RegExp>()
  return {
    add(secret) {
      const text = removeInvisible(secret)
      if (text.length < MIN_SECRET_LENGTH || secrets.has(text)) return
      secrets.add(text)
      for (const needle of listNeedles(text, secret)) {
        const code = needle.text.charCodeAt(0)
        needles.set(code, [...(needles.get(code) ?? []), needle])
      }
      const start = text.slice(0, 3).replace(/\W/g, '\\$&')
      shortened.set(start, new RegExp(`${start}[\\w-]{0,64}\\*{3,64}[\\w-]{0,64}`, 'g'))
    },
    redact(text) {
      if (secrets.size === 0 || text.length < MIN_SECRET_LENGTH) return text
      const ranges = findNeedles(text, needles)
      if (text.includes(MASK))
        for (const pattern of shortened.values())
          for (const { 0: found, index } of text.matchAll(pattern)) ranges.push([index, index + found.length])
      return ranges.length === 0 ? text : maskRanges(text, ranges)
    },
  }
}

function listNeedles(text: string, secret: string): Needle[] {
  const encoded = new Set([...listBase64(secret), ...listBase64(text)])
  encoded.delete(text)
  return [{ text, isBase64: false }, ...Array.from(encoded, (text) => ({ text, isBase64: true }))]
}

/**
 * Returns what is in every base64 text that contains the secret: it may begin at each of three positions in a group of
 * bytes, and the characters that it shares with its neighbors are unknown.
 */
function listBase64(secret: string): string[] {
  const bytes = Buffer.from(secret)
  return [0, 1, 2].flatMap((offset) => {
    const shared = Math.ceil((offset * 8) / 6)
    const whole = Math.floor(((offset + bytes.length) * 8) / 6)
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .slice(shared, whole)
    return [encoded, encoded.replaceAll('+', '-').replaceAll('/', '_')]
  })
}

/** Characters that are not seen, or are removed or replaced before a text is shown. */
const INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters can divide a secret
  /[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/

const removeInvisible = (text: string) => text.replaceAll(new RegExp(INVISIBLE, 'g'), '')

const isInvisible = (code: number) =>
  (code < 0x20 || (code >= 0x7f && code < 0xae) || code >= 0x2000) &&
  INVISIBLE.test(String.fromCharCode(code))

function findNeedles(text: string, needles: ReadonlyMap<number, Needle[]>): Range[] {
  const spelled = new SpelledText(text)
  const searches = new Map<Needle, NeedleSearch>()
  const ranges: Range[] = []
  const tryAt = (start: number, next: number, character: string) => {
    for (const needle of needles.get(character.charCodeAt(0)) ?? []) {
      if (!needle.text.startsWith(character)) continue
      const search = searches.get(needle) ?? new NeedleSearch(spelled, needle.text)
      searches.set(needle, search)
      const end = search.findEnd(next, character.length)
      if (end !== undefined) ranges.push(needle.isBase64 ? widen(spelled, start, end) : [start, end])
    }
  }
  for (let start = 0; start < text.length; start++) {
    if (spelled.reads > MAX_READS) return [...ranges, [start, text.length]]
    const code = text.charCodeAt(start)
    if (beginsEscape(code))
      for (const { character, next } of spelled.read(start)) tryAt(start, next, character)
    else if (needles.has(code)) tryAt(start, start + 1, text.charAt(start))
  }
  return ranges
}

const ELLIPSIS = 0x2026
const CUT_ESCAPE = /[\\%&][\w\\%&#;{]{0,12}\u2026/y

/** Returns whether an ellipsis cuts off an escape. */
function isCutEscape(text: string, at: number): boolean {
  CUT_ESCAPE.lastIndex = at
  return CUT_ESCAPE.test(text)
}

/** Searches for one needle; remembers the states that it has followed, so that it follows none twice. */
class NeedleSearch {
  readonly #spelled: SpelledText
  readonly #needle: string
  readonly #followed = new Set<number>()

  constructor(spelled: SpelledText, needle: string) {
    this.#spelled = spelled
    this.#needle = needle
  }

  /**
   * Returns where the needle ends of which `matched` characters precede `at`; undefined when the text goes on differently.
   * What an ellipsis cuts off counts as equal.
   */
  findEnd(at: number, matched: number): number | undefined {
    const { text } = this.#spelled
    const needle = this.#needle
    let end: number | undefined
    while (matched < needle.length) {
      const code = text.charCodeAt(at)
      if (beginsEscape(code)) {
        if (matched >= MIN_SECRET_LENGTH && isCutEscape(text, at)) return at
        const [longest, ...others] = this.#continue(at, matched).reverse()
        if (!longest) return end
        for (const other of others) end ??= this.findEnd(other.next, other.matched)
        at = longest.next
        matched = longest.matched
        continue
      }
      const expected = needle.charCodeAt(matched)
      // Forms spell a space as a plus.
      if (code === expected || (code === 0x2b && expected === 0x20)) matched += 1
      else if (code === ELLIPSIS && matched >= MIN_SECRET_LENGTH) return at
      else if (!isInvisible(code)) return end
      at += 1
    }
    return Math.max(at, end ?? 0)
  }

  /** Returns the states after an escape, the longest reading last; none for a state that was followed before. */
  #continue(at: number, matched: number): { next: number; matched: number }[] {
    const state = at * this.#needle.length + matched
    if (this.#followed.has(state)) return []
    if (this.#followed.size >= MAX_STATES) this.#followed.clear()
    this.#followed.add(state)
    return this.#spelled.read(at).flatMap(({ character, next }) => {
      if (this.#needle.startsWith(character, matched)) return [{ next, matched: matched + character.length }]
      return isInvisible(character.charCodeAt(0)) ? [{ next, matched }] : []
    })
  }
}

const BASE64_CHARACTER = /[\w+/-]/

/** Adds the characters at both ends that have some bits of the secret, and the padding. */
function widen(spelled: SpelledText, start: number, end: number): Range {
  const skip = (at: number, pattern: RegExp) =>
    spelled.read(at).findLast(({ character }) => pattern.test(character))?.next ?? at
  const hasBefore = start > 0 && BASE64_CHARACTER.test(spelled.text.charAt(start - 1))
  return [hasBefore ? start - 1 : start, skip(skip(skip(end, BASE64_CHARACTER), /=/), /=/)]
}

/** Replaces ranges, several that overlap or touch as one. */
function maskRanges(text: string, ranges: Range[]): string {
  ranges.sort(([a], [b]) => a - b)
  const pieces: string[] = []
  let position = 0
  for (const [start, end] of ranges) {
    if (start > position || pieces.length === 0) pieces.push(text.slice(position, start), MASK)
    position = Math.max(position, end)
  }
  return pieces.join('') + text.slice(position)
}
