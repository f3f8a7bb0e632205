import { isAscii, isUtf8 } from 'node:buffer'
import { hasTooManyValues, isJsonObject, type JsonObject, MAX_VALUES } from '../../json.ts'
import { ExampleHasher } from '../example-hash.ts'
import { detectFormat, FORMAT_CHECKS, type Format, METHOD_FORMATS, type MethodName } from '../format.ts'
import { describeSyntaxError } from '../json-syntax.ts'
import { addOccurrences, type Occurrences } from '../line-numbers.ts'
import { MAX_LINE_BYTES } from '../line-splitter.ts'
import type { ProblemCode, ReportProblem } from '../problem.ts'
import {
  type Capacity,
  type LineProblem,
  LineProblemCollector,
  type LineProblems,
} from '../problem-collector.ts'
import type { Encoding } from '../tokens/ranks.ts'
import { getInvalidUtf8Column } from '../utf8.ts'
import { detectForeignFormat, type ForeignFormat } from './foreign-format.ts'
import { addFields, createFieldStats, type FieldPath, type FieldStats } from './grader-fields.ts'
import { checkLineText } from './line-text.ts'

/** What to find out about the lines of a dataset; can be sent to a worker. */
export interface LineCheckOptions {
  method: MethodName
  /** Whether problems are looked for. */
  checks: boolean
  /** Problems that are neither counted nor kept. */
  ignore: ReadonlySet<ProblemCode>
  /** With what examples are hashed; undefined when they are not. */
  hashKey: string | undefined
  /** The fields of a line that the job's grader uses. */
  graderFields: readonly FieldPath[]
  /** How tokens are counted, and the length at which examples are truncated; undefined when tokens are not counted. */
  tokens: { encoding: Encoding; context?: number } | undefined
}

/** Returns how many tokens an example of that format has, and how many images that are not counted. */
export type CountExampleTokens = (line: JsonObject, format: Format) => { tokens: number; images: number }

/** What is known of a block of lines. Line numbers count from 1, from the start of the block. */
export interface LinesReport {
  lines: number
  /** Lines that are not blank. */
  examples: number
  blank: Occurrences
  formats: Map<Format | ForeignFormat, Occurrences>
  problems: LineProblems
  /** The fields that a grader may use. */
  fieldStats: FieldStats
  /** `WORDS_PER_EXAMPLE` words for each line that was hashed. */
  hashes: Uint32Array
  tokens: TokenSums
}

/** The tokens of several examples. */
export interface TokenSums {
  /** Of each example only those within the context: what one epoch is billed for. */
  total: number
  /** Examples that are longer than the context, and are truncated there. */
  overContext: Occurrences
  /** Images that are not counted, because their size is unknown. */
  images: number
  /** How many examples were counted. */
  examples: number
}

const NEWLINE = 10
const BRACE = 123

/** Checks each line of a block of complete lines; keeps as many problems as `capacity` says. */
export function checkLines(
  block: Buffer,
  capacity: Capacity,
  options: LineCheckOptions,
  countTokens: CountExampleTokens | undefined,
): LinesReport {
  const checker = new LineChecker(capacity, options, countTokens)
  const isValid = isUtf8(block)
  const encoding = isAscii(block) ? 'latin1' : 'utf8'
  for (let start = 0; start < block.length; ) {
    const end = block.indexOf(NEWLINE, start)
    if (checker.startLine(isBlank(block, start, end))) {
      const line = block.subarray(start, end)
      checker.checkLine(line, isValid || isUtf8(line), encoding)
    }
    start = end + 1
  }
  return checker.end()
}

/** Returns the report on a line that was too long to be read. */
export function lineTooLongReport(capacity: Capacity, options: LineCheckOptions): LinesReport {
  const checker = new LineChecker(capacity, options, undefined)
  if (checker.startLine(false)) checker.reportTooLong()
  return checker.end()
}

class LineChecker {
  readonly #options: LineCheckOptions
  readonly #countTokens: CountExampleTokens | undefined
  readonly #problems: LineProblemCollector
  readonly #hasher: ExampleHasher | undefined
  readonly #hashes: number[] = []
  readonly #fieldStats: FieldStats
  readonly #formats = new Map<Format | ForeignFormat, Occurrences>()
  readonly #blank: Occurrences = { count: 0, line: 0 }
  readonly #tokens = createTokenSums()
  #lines = 0
  #examples = 0

  constructor(capacity: Capacity, options: LineCheckOptions, countTokens: CountExampleTokens | undefined) {
    this.#options = options
    this.#countTokens = countTokens
    this.#problems = new LineProblemCollector(options.ignore, capacity)
    this.#hasher = options.hashKey === undefined ? undefined : new ExampleHasher(options.hashKey)
    this.#fieldStats = createFieldStats(options.graderFields)
  }

  /** Counts a line; returns whether its content is to be checked. */
  startLine(isBlank: boolean): boolean {
    this.#lines++
    if (isBlank) {
      addOccurrences(this.#blank, this.#lines)
      return false
    }
    this.#examples++
    return this.#options.checks || this.#countTokens !== undefined
  }

  checkLine(bytes: Buffer, isValid: boolean, encoding: 'latin1' | 'utf8'): void {
    const text = this.#decode(bytes, isValid, encoding)
    const line = text === undefined ? undefined : this.#parse(text)
    if (text === undefined || !line) return
    const { method, checks } = this.#options
    const foreign = detectForeignFormat(line)
    const format = foreign ? undefined : detectFormat(line, method)
    const found = foreign ?? format
    if (found) addFormat(this.#formats, found, this.#lines)
    // The format of another program or method is reported once for all lines.
    if (foreign || (format && !METHOD_FORMATS[method].includes(format))) return
    if (checks) {
      FORMAT_CHECKS[format ?? METHOD_FORMATS[method][0]](line, this.#reportProblem)
      checkLineText({ bytes, text }, line, format, this.#reportProblem)
      if (method === 'reinforcement') addFields(this.#fieldStats, line, this.#lines)
    }
    if (!format) return
    this.#addHash(line, format)
    this.#addTokens(line, format)
  }

  reportTooLong(): void {
    this.#reportProblem('line-too-long', '', 'the line is longer than 256 MiB')
  }

  end(): LinesReport {
    return {
      lines: this.#lines,
      examples: this.#examples,
      blank: this.#blank,
      formats: this.#formats,
      problems: this.#problems.problems,
      fieldStats: this.#fieldStats,
      hashes: new Uint32Array(this.#hashes),
      tokens: this.#tokens,
    }
  }

  readonly #reportProblem: ReportProblem = (code, path, message) =>
    this.#addProblem(code, () => ({
      ...(path !== '' && { path }),
      message: typeof message === 'string' ? message : message(),
    }))

  #addProblem(code: ProblemCode, describe: () => Omit<LineProblem, 'code' | 'line'>): undefined {
    if (!this.#options.checks) return
    // The place and the message cost more than the check; only problems that are kept need them.
    const problem = this.#problems.hasCapacity(code) ? describe() : { message: '' }
    this.#problems.add({ code, line: this.#lines, ...problem })
  }

  #decode(bytes: Buffer, isValid: boolean, encoding: 'latin1' | 'utf8'): string | undefined {
    if (bytes.length > MAX_LINE_BYTES) {
      this.reportTooLong()
      return undefined
    }
    if (!isValid) {
      return this.#addProblem('not-utf-8', () => ({
        message: 'not UTF-8',
        column: getInvalidUtf8Column(bytes),
      }))
    }
    if (bytes.length > MAX_VALUES && hasTooManyValues(bytes)) {
      this.#reportProblem('line-too-long', '', 'the line has more than a million values')
      return undefined
    }
    return bytes.toString(encoding)
  }

  #parse(text: string): JsonObject | undefined {
    try {
      const line: unknown = JSON.parse(text)
      if (isJsonObject(line)) return line
      this.#reportProblem('not-object', '', 'a line must be a JSON object')
      return undefined
    } catch (error) {
      return this.#addProblem('not-json', () => describeSyntaxError(text, error))
    }
  }

  #addHash(line: JsonObject, format: Format): void {
    const hash = this.#hasher?.hash(line, format)
    if (!hash) return
    const { example, prompt } = hash
    this.#hashes.push(this.#lines, example[0], example[1], prompt[0], prompt[1])
  }

  #addTokens(json: JsonObject, format: Format): void {
    if (!this.#countTokens) return
    const { tokens, images } = this.#countTokens(json, format)
    const sums = this.#tokens
    const context = this.#options.tokens?.context ?? Number.POSITIVE_INFINITY
    // Billing counts "min(limit, length)" of an example (the cookbook): the rest is truncated.
    sums.total += Math.min(tokens, context)
    sums.images += images
    sums.examples++
    if (tokens > context) addOccurrences(sums.overContext, this.#lines)
  }
}

/** Creates the sums of no examples yet. */
export function createTokenSums(): TokenSums {
  return { total: 0, overContext: { count: 0, line: 0 }, images: 0, examples: 0 }
}

/** Adds a line of that format, or that many lines of which it is the first. */
export function addFormat(
  formats: LinesReport['formats'],
  format: Format | ForeignFormat,
  line: number,
  count = 1,
): void {
  const known = formats.get(format)
  if (known) addOccurrences(known, line, count)
  else formats.set(format, { count, line })
}

function isBlank(block: Buffer, from: number, end: number): boolean {
  if (block[from] === BRACE) return false
  for (let i = from; i < end; i++) {
    const byte = block[i]
    if (byte !== 32 && byte !== 9 && byte !== 13) return false
  }
  return true
}
