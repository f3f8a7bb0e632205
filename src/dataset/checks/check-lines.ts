import { isAscii, isUtf8 } from 'node:buffer'
import type { JsonObject } from '../../json.ts'
import { ExampleHasher } from '../example-hash.ts'
import {
  detectForeignFormat,
  detectFormat,
  FORMAT_CHECKS,
  type ForeignFormat,
  type Format,
  isForeignFormat,
  METHOD_FORMATS,
  type MethodName,
} from '../format.ts'
import { addOccurrences, type Occurrences } from '../line-locator.ts'
import { isBlankLine, listLines } from '../line-splitter.ts'
import { LINE_TOO_LONG, parseLine } from '../parse-line.ts'
import { getSeverity, type ProblemCode, type ReportProblem, type Severity } from '../problem.ts'
import type { Capacity, LineProblems, ProblemDescription } from '../problem-collector.ts'
import type { CountExampleTokens } from '../tokens/example-tokens.ts'
import type { Encoding } from '../tokens/ranks.ts'
import { checkKeysAndStrings } from './keys-and-strings.ts'
import { addFields, createFieldStats, type FieldPath, type FieldStats } from './reinforcement.ts'

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
  for (const line of listLines(block))
    if (checker.startLine(isBlankLine(line)))
      checker.checkLine(line, isValid || isUtf8(line) ? encoding : undefined)
  return checker.end()
}

/** Returns the report on a line that was too long to be read. */
export function lineTooLongReport(capacity: Capacity, options: LineCheckOptions): LinesReport {
  const checker = new LineChecker(capacity, options, undefined)
  if (checker.startLine(false)) checker.addProblem(LINE_TOO_LONG.problem, LINE_TOO_LONG.describe)
  return checker.end()
}

class LineChecker {
  readonly #options: LineCheckOptions
  readonly #countTokens: CountExampleTokens | undefined
  readonly #hasher: ExampleHasher | undefined
  readonly #hashes: number[] = []
  readonly #report: Omit<LinesReport, 'hashes'>
  readonly #capacity: Record<Severity, number>

  constructor(capacity: Capacity, options: LineCheckOptions, countTokens: CountExampleTokens | undefined) {
    this.#options = options
    this.#countTokens = countTokens
    this.#capacity = { ...capacity }
    this.#hasher = options.hashKey === undefined ? undefined : new ExampleHasher(options.hashKey)
    this.#report = {
      lines: 0,
      examples: 0,
      blank: { count: 0, line: 0 },
      formats: new Map(),
      problems: { counts: new Map(), kept: [] },
      fieldStats: createFieldStats(options.graderFields),
      tokens: createTokenSums(),
    }
  }

  /** Counts a line; returns whether its content is to be checked. */
  startLine(isBlank: boolean): boolean {
    const report = this.#report
    report.lines++
    if (isBlank) {
      addOccurrences(report.blank, report.lines)
      return false
    }
    report.examples++
    return this.#options.checks || this.#countTokens !== undefined
  }

  checkLine(bytes: Buffer, encoding: 'latin1' | 'utf8' | undefined): void {
    const line = parseLine(bytes, encoding)
    if ('problem' in line) {
      this.addProblem(line.problem, line.describe)
      return
    }
    const { text, json } = line
    const { method, checks } = this.#options
    const { formats, fieldStats, lines } = this.#report
    const format = detectForeignFormat(json) ?? detectFormat(json, method)
    if (format) addFormat(formats, format, lines)
    // The format of another program or method is reported once for all lines.
    if (format && (isForeignFormat(format) || !METHOD_FORMATS[method].includes(format))) return
    if (checks) {
      FORMAT_CHECKS[format ?? METHOD_FORMATS[method][0]](json, this.#reportProblem)
      checkKeysAndStrings({ bytes, text }, json, format, this.#reportProblem)
      if (method === 'reinforcement') addFields(fieldStats, json, lines)
    }
    if (!format) return
    this.#addHash(json, format)
    this.#addTokens(json, format)
  }

  /** Counts a problem. `describe` costs more than the check, and is called only if the problem is kept. */
  addProblem(code: ProblemCode, describe: () => ProblemDescription): void {
    const { checks, ignore } = this.#options
    if (!checks || ignore.has(code)) return
    const { problems, lines } = this.#report
    problems.counts.set(code, (problems.counts.get(code) ?? 0) + 1)
    const severity = getSeverity(code)
    if (this.#capacity[severity] === 0) return
    this.#capacity[severity]--
    problems.kept.push({ code, line: lines, ...describe() })
  }

  end(): LinesReport {
    return { ...this.#report, hashes: new Uint32Array(this.#hashes) }
  }

  readonly #reportProblem: ReportProblem = (code, path, message) =>
    this.addProblem(code, () => ({
      ...(path !== '' && { path }),
      message: typeof message === 'string' ? message : message(),
    }))

  #addHash(json: JsonObject, format: Format): void {
    const hash = this.#hasher?.hash(json, format)
    if (!hash) return
    const { example, prompt } = hash
    this.#hashes.push(this.#report.lines, example[0], example[1], prompt[0], prompt[1])
  }

  #addTokens(json: JsonObject, format: Format): void {
    if (!this.#countTokens) return
    const { tokens, images } = this.#countTokens(json, format)
    const sums = this.#report.tokens
    const context = this.#options.tokens?.context ?? Number.POSITIVE_INFINITY
    // Billing counts "min(limit, length)" of an example (the cookbook): the rest is truncated.
    sums.total += Math.min(tokens, context)
    sums.images += images
    sums.examples++
    if (tokens > context) addOccurrences(sums.overContext, this.#report.lines)
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
