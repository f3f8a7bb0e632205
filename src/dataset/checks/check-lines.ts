import { isAscii, isUtf8 } from 'node:buffer'
import { ExampleHasher } from '../example-hash.ts'
import { CHECKS, FORMATS, type Format, formatOf, type MethodName } from '../format.ts'
import { hasTooManyValues, isObject, type JsonObject, MAX_VALUES, syntaxProblem } from '../json-syntax.ts'
import type { Code, Say } from '../problem.ts'
import { type Found, LineFindings, type LineProblem, type Room } from '../problem-collector.ts'
import type { Encoding } from '../tokens/ranks.ts'
import { addLine, emptyItems, type ItemPath, type Items } from './grader-fields.ts'
import { checkText } from './text.ts'

/** What is to be found in the lines of a dataset; may be handed to another thread. */
export interface LineSettings {
  method: MethodName
  /** Whether lines are checked. Without, problems are not even looked for. */
  checks: boolean
  /** Problems that are neither counted nor kept. */
  ignore: ReadonlySet<Code>
  /** Whether examples are hashed. */
  hashes: boolean
  /** The fields of a line that the job's grader uses. */
  items: readonly ItemPath[]
  /** How tokens are counted, and at how many of them an example is cut off; undefined when they are not counted. */
  tokens: { encoding: Encoding; context?: number } | undefined
}

/** How many tokens a line of that format has, and how many images that are not among them. */
export type CountTokens = (line: JsonObject, format: Format) => { tokens: number; images: number }

/** What one look at a block of whole lines has found. Lines are counted from 1, from the first of the block. */
export interface BlockReport {
  lines: number
  /** Lines that are not blank. */
  examples: number
  blank: Seen
  formats: Map<Format, Seen>
  found: Found
  /** What the lines have for a grader; their file is not known here. */
  items: Items
  /** `EXAMPLE_WORDS` for each line that has a hash: its line, the example's hash, the prompt's. */
  hashes: Uint32Array
  tokens: TokenSums
}

/** How many lines are so, and the first of them; line 0 when none is. */
export interface Seen {
  count: number
  line: number
}

/** What is known of the tokens of several examples. */
export interface TokenSums {
  /** Of each example only those within the context. */
  total: number
  longest: { tokens: number; line: number }
  overContext: Seen
  /** Images whose tokens nobody can tell. */
  images: number
  /** How many examples were counted. */
  examples: number
}

// Ten images of 10 MB, the most that the vision fine-tuning guide allows, are 133 MB in base64.
/** Bytes of the longest line that is read. */
export const MAX_LINE = 256 * 2 ** 20

const OVERLONG = 'the line is longer than 256 MiB'
const NEWLINE = 10
const BRACE = 123

/** Looks at each line of a block of whole lines; of its problems it keeps those for which there is room. */
export function checkBlock(
  block: Buffer,
  room: Room,
  settings: LineSettings,
  countTokens: CountTokens | undefined,
): BlockReport {
  const check = new BlockCheck(room, settings, countTokens)
  const valid = isUtf8(block)
  const encoding = isAscii(block) ? 'latin1' : 'utf8'
  for (let start = 0; start < block.length; ) {
    const end = block.indexOf(NEWLINE, start)
    if (check.begin(isBlank(block, start, end))) {
      const line = block.subarray(start, end)
      check.read(line, valid || isUtf8(line), encoding)
    }
    start = end + 1
  }
  return check.end()
}

/** The report on a line that is too long to be held. */
export function overlongLine(room: Room, settings: LineSettings): BlockReport {
  const check = new BlockCheck(room, settings, undefined)
  if (check.begin(false)) check.say('line-too-long', '', OVERLONG)
  return check.end()
}

class BlockCheck {
  readonly #settings: LineSettings
  readonly #countTokens: CountTokens | undefined
  readonly #findings: LineFindings
  readonly #hasher = new ExampleHasher()
  readonly #hashes: number[] = []
  readonly #report = {
    lines: 0,
    examples: 0,
    blank: { count: 0, line: 0 },
    formats: new Map<Format, Seen>(),
    tokens: noTokens(),
  }
  readonly #items: Items

  constructor(room: Room, settings: LineSettings, countTokens: CountTokens | undefined) {
    this.#settings = settings
    this.#items = emptyItems(settings.items)
    this.#countTokens = countTokens
    this.#findings = new LineFindings(settings.ignore, room)
  }

  /** Counts a line; tells whether what is in it matters. */
  begin(isBlank: boolean): boolean {
    const { lines, blank } = this.#report
    this.#report.lines++
    if (isBlank) {
      note(blank, lines + 1)
      return false
    }
    this.#report.examples++
    return this.#settings.checks || this.#countTokens !== undefined
  }

  read(bytes: Buffer, isValid: boolean, encoding: 'latin1' | 'utf8'): void {
    const text = this.#text(bytes, isValid, encoding)
    const line = text === undefined ? undefined : this.#parsed(text)
    if (text === undefined || !line) return
    const { method, checks, hashes, items } = this.#settings
    const format = formatOf(line, method)
    if (format) this.#noteFormat(format)
    // Another method's format is told once for all of them.
    if (format && !FORMATS[method].includes(format)) return
    if (checks) {
      CHECKS[format ?? FORMATS[method][0]](line, this.say)
      checkText(text, line, format, this.say)
      if (method === 'reinforcement')
        addLine(this.#items, items, line, { file: '', line: this.#report.lines })
    }
    if (!format) return
    if (hashes) this.#addHash(line, format)
    this.#addTokens(line, format)
  }

  say: Say = (code, path, message) =>
    this.#tell(code, () => ({
      ...(path !== '' && { path }),
      message: typeof message === 'string' ? message : message(),
    }))

  end(): BlockReport {
    const hashes = Uint32Array.from(this.#hashes)
    return { ...this.#report, found: this.#findings.found, items: this.#items, hashes }
  }

  #text(bytes: Buffer, isValid: boolean, encoding: 'latin1' | 'utf8'): string | undefined {
    if (bytes.length > MAX_LINE) {
      this.say('line-too-long', '', OVERLONG)
      return undefined
    }
    if (!isValid) return this.#tell('not-utf-8', () => utf8Problem(bytes))
    if (bytes.length > MAX_VALUES && hasTooManyValues(bytes)) {
      this.say('line-too-long', '', 'the line has more than a million values')
      return undefined
    }
    return bytes.toString(encoding)
  }

  #parsed(text: string): JsonObject | undefined {
    try {
      const line: unknown = JSON.parse(text)
      if (isObject(line)) return line
      this.say('not-object', '', 'a line must be a JSON object')
      return undefined
    } catch (error) {
      return this.#tell('not-json', () => syntaxProblem(text, error))
    }
  }

  #tell(code: Code, problemOf: () => Omit<LineProblem, 'code' | 'line'>): undefined {
    if (!this.#settings.checks) return
    // Finding the place or the words costs more than the check: not for the ten-thousandth of them.
    const problem = this.#findings.keeps(code) ? problemOf() : { message: '' }
    this.#findings.add({ code, line: this.#report.lines, ...problem })
  }

  #noteFormat(format: Format): void {
    const { formats, lines } = this.#report
    const seen = formats.get(format)
    if (seen) note(seen, lines)
    else formats.set(format, { count: 1, line: lines })
  }

  #addHash(line: JsonObject, format: Format): void {
    const hash = this.#hasher.hash(line, format)
    if (hash) this.#hashes.push(this.#report.lines, ...hash.example, ...hash.prompt)
  }

  #addTokens(json: JsonObject, format: Format): void {
    if (!this.#countTokens) return
    const { tokens, images } = this.#countTokens(json, format)
    const { lines: line, tokens: sums } = this.#report
    const context = this.#settings.tokens?.context ?? Number.POSITIVE_INFINITY
    // Billing counts "min(limit, length)" of an example (the cookbook); what is beyond is cut off.
    sums.total += Math.min(tokens, context)
    sums.images += images
    sums.examples++
    if (tokens > context) note(sums.overContext, line)
    if (tokens > sums.longest.tokens) sums.longest = { tokens, line }
  }
}

const noTokens = (): TokenSums => ({
  total: 0,
  longest: { tokens: 0, line: 0 },
  overContext: { count: 0, line: 0 },
  images: 0,
  examples: 0,
})

function note(seen: Seen, line: number): void {
  if (seen.count === 0) seen.line = line
  seen.count++
}

function isBlank(block: Buffer, from: number, end: number): boolean {
  if (block[from] === BRACE) return false
  for (let i = from; i < end; i++) {
    const byte = block[i]
    if (byte !== 32 && byte !== 9 && byte !== 13) return false
  }
  return true
}

function utf8Problem(line: Buffer): { message: string; column: number } {
  // Halving what may hold the bad byte decodes nothing, and looks at each byte about once.
  let good = 0
  let bad = line.length
  while (bad - good > 8) {
    const half = (good + bad) >> 1
    // Cutting a character would break it: back to where it begins, which is three bytes at most.
    let middle = half
    while (half - middle < 3 && isContinuation(line[middle])) middle--
    if (isContinuation(line[middle])) bad = half + 1
    else if (isUtf8(line.subarray(good, middle))) good = middle
    else bad = middle
  }
  while (!isUtf8(line.subarray(good, bad))) bad--
  return { message: 'not UTF-8', column: lengthOf(line.subarray(0, bad)) + 1 }
}

/** The length in UTF-16 units of text in UTF-8. */
function lengthOf(text: Buffer): number {
  let units = 0
  for (let i = 0; i < text.length; i++) {
    if (!isContinuation(text[i])) units += (text[i] ?? 0) >= 0xf0 ? 2 : 1
  }
  return units
}

function isContinuation(byte = 0): boolean {
  return (byte & 0xc0) === 0x80
}
