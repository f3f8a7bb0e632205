/** A character of a text in one spelling, and where the text goes on after it. */
interface Reading {
  character: string
  next: number
}

/** JSON in JSON in a URL. A deeper nesting is not read. */
const MAX_NESTING = 3

const MAX_CACHED = 10_000

/** Returns whether a spelling other than the character itself begins with this one: `\u002b`, `%2B`, `&#43;`. */
export function beginsEscape(code: number): boolean {
  return code === 0x5c || code === 0x25 || code === 0x26
}

/** A text whose characters can be spelled in several ways. */
export class SpelledText {
  readonly text: string
  /** How many escapes were read. */
  reads = 0
  /** What was read, by nesting and position: a run of backslashes is read once and not once from each of them. */
  readonly #cache = Array.from({ length: MAX_NESTING + 1 }, () => new Map<number, Reading[]>())

  constructor(text: string) {
    this.text = text
  }

  /**
   * Returns every way to read the character at a position: as it is, and as JSON, a URL or HTML spells it, also when one
   * of them contains another. The longest reading is the last one.
   */
  read(at: number, nesting = MAX_NESTING): Reading[] {
    const character = this.text[at]
    if (character === undefined) return []
    const plain = { character, next: at + 1 }
    if (nesting === 0 || !beginsEscape(character.charCodeAt(0))) return [plain]
    const cached = this.#cache[nesting]?.get(at)
    if (cached) return cached
    this.reads += 1
    const readings = new Map([[toKey(plain), plain]])
    const read = (at: number) => this.read(at, nesting - 1)
    for (const lead of read(at))
      for (const reading of READERS[lead.character]?.(read, lead.next) ?? [])
        readings.set(toKey(reading), reading)
    const sorted = [...readings.values()].sort((a, b) => a.next - b.next)
    const cache = this.#cache[nesting]
    // What lies far behind is not read again.
    if (cache && cache.size >= MAX_CACHED) cache.clear()
    cache?.set(at, sorted)
    return sorted
  }
}

const toKey = ({ character, next }: Reading) => `${next}${character}`

/** Returns every way to read the character at a position. */
type Read = (at: number) => Reading[]

/** By the character that begins the spelling; the position is the one after it. */
const READERS: Record<string, (read: Read, at: number) => Reading[]> = {
  '\\': readBackslash,
  '%': readPercent,
  '&': readEntity,
}

/** What a backslash and a letter stand for in JSON and its relatives. */
const CONTROLS: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }

const HEX = /[\da-f]/i

/** Reads `\/`, `\n`, `\u002b`, `\x2b` and `\u{2b}`. */
function readBackslash(read: Read, at: number): Reading[] {
  return read(at).flatMap(({ character, next }) => {
    if (character === 'u') return readUnicode(read, next)
    if (character === 'x') return toReadings(readRun(read, next, HEX, 2), 2)
    const control = CONTROLS[character]
    if (control !== undefined) return [{ character: control, next }]
    return /[\p{L}\p{N}]/u.test(character) ? [] : [{ character, next }]
  })
}

function readUnicode(read: Read, at: number): Reading[] {
  const open = expectCharacter('{', read, at)
  if (open === undefined) return toReadings(readRun(read, at, HEX, 4), 4)
  const digits = readRun(read, open, HEX, 6)
  const close = expectCharacter('}', read, digits.next)
  return close === undefined ? [] : toReadings({ ...digits, next: close }, 1)
}

/** Reads `%2B`, and the bytes of a character outside of ASCII. */
function readPercent(read: Read, at: number): Reading[] {
  const bytes: number[] = []
  let next: number | undefined = at
  do {
    const digits = readRun(read, next, HEX, 2)
    if (digits.text.length < 2) return []
    bytes.push(Number.parseInt(digits.text, 16))
    if (bytes.length === getUtf8Length(bytes[0])) {
      return [{ character: Buffer.from(bytes).toString(), next: digits.next }]
    }
    next = expectCharacter('%', read, digits.next)
  } while (next !== undefined && bytes.length < 4)
  return []
}

/** Returns how many bytes a character has that begins with this one; none for a byte that begins no character. */
function getUtf8Length(first = 0): number {
  if (first < 0x80) return 1
  if (first < 0xc0) return 0
  if (first < 0xe0) return 2
  return first < 0xf0 ? 3 : 4
}

/** Reads `&#43;`, `&#x2b;` and `&plus;`; the semicolon of a number may be missing. */
function readEntity(read: Read, at: number): Reading[] {
  const number = expectCharacter('#', read, at)
  if (number === undefined)
    return listRuns(read, at, /[a-z]/i, MAX_NAME_LENGTH).flatMap(({ text, next }) => {
      const character = ENTITIES[text]
      const end = expectCharacter(';', read, next)
      return character === undefined || end === undefined ? [] : [{ character, next: end }]
    })
  const hex = expectCharacter('x', read, number) ?? expectCharacter('X', read, number)
  const runs = listRuns(read, hex ?? number, hex === undefined ? /\d/ : HEX, MAX_DIGITS)
  return runs.flatMap((run, index) => {
    const readings = toReadings(run, 1, hex === undefined ? 10 : 16)
    const end = expectCharacter(';', read, run.next)
    return [
      ...(index === runs.length - 1 ? readings : []),
      ...(end === undefined ? [] : readings.map((reading) => ({ ...reading, next: end }))),
    ]
  })
}

const MAX_NAME_LENGTH = 16
/** Zeros at the beginning included. */
const MAX_DIGITS = 12

/** Characters that were read one after the other, and where the text goes on after them. */
interface Run {
  text: string
  next: number
}

/** Reads characters as long as they match the pattern, in any spelling; returns the run after each of them. */
function listRuns(read: Read, at: number, pattern: RegExp, maxLength: number): Run[] {
  const runs: Run[] = []
  for (let run = { text: '', next: at }; run.text.length < maxLength; ) {
    const reading = read(run.next).findLast(({ character }) => pattern.test(character))
    if (!reading) break
    run = { text: run.text + reading.character, next: reading.next }
    runs.push(run)
  }
  return runs
}

/** Reads as many characters as match the pattern. */
function readRun(read: Read, at: number, pattern: RegExp, maxLength: number): Run {
  return listRuns(read, at, pattern, maxLength).at(-1) ?? { text: '', next: at }
}

/** Returns where the text goes on after this character in any spelling; undefined for another character. */
function expectCharacter(expected: string, read: Read, at: number): number | undefined {
  return read(at).findLast(({ character }) => character === expected)?.next
}

function toReadings(digits: Run, minDigits: number, base = 16): Reading[] {
  const code = Number.parseInt(digits.text, base)
  if (digits.text.length < minDigits || code > 0x10ffff) return []
  return [{ character: String.fromCodePoint(code), next: digits.next }]
}

/** The entities of HTML for the punctuation of ASCII (WHATWG, named character references). */
const ENTITIES: Record<string, string> = {
  Tab: '\t',
  NewLine: '\n',
  nbsp: '\u00a0',
  excl: '!',
  quot: '"',
  QUOT: '"',
  num: '#',
  dollar: '$',
  percnt: '%',
  amp: '&',
  AMP: '&',
  apos: "'",
  lpar: '(',
  rpar: ')',
  ast: '*',
  midast: '*',
  plus: '+',
  comma: ',',
  period: '.',
  sol: '/',
  colon: ':',
  semi: ';',
  lt: '<',
  LT: '<',
  equals: '=',
  gt: '>',
  GT: '>',
  quest: '?',
  commat: '@',
  lsqb: '[',
  lbrack: '[',
  bsol: '\\',
  rsqb: ']',
  rbrack: ']',
  Hat: '^',
  lowbar: '_',
  UnderBar: '_',
  grave: '`',
  DiacriticalGrave: '`',
  lcub: '{',
  lbrace: '{',
  verbar: '|',
  vert: '|',
  VerticalLine: '|',
  rcub: '}',
  rbrace: '}',
}
