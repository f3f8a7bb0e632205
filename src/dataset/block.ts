import { isAscii, isUtf8 } from 'node:buffer'
import { CHECKS, FORMATS, type Format, formatOf, type Method } from './format.ts'
import { isObject, syntaxProblem } from './json.ts'
import type { Code, Findings, Say } from './problem.ts'

/** What has been seen of a file so far; blocks of lines add to it. */
export interface Tally {
  readonly file: string
  lines: number
  /** Lines that are not blank. */
  examples: number
  blank: Seen
  formats: Map<Format, Seen>
}

/** How many lines had something, and the first that had it. */
export interface Seen {
  count: number
  line: number
}

/** A file of which nothing has been seen. */
export function emptyTally(file: string): Tally {
  return { file, lines: 0, examples: 0, blank: { count: 0, line: 0 }, formats: new Map() }
}

// Ten images of 10 MB, the most that the vision fine-tuning guide allows, are 133 MB in base64.
/** Bytes of the longest line that is read. */
export const LONGEST_LINE = 256 * 2 ** 20

const OVERLONG = 'the line is longer than 256 MiB'
const NEWLINE = 10
const BRACE = 123
// No training context holds as many values. It keeps a line of brackets from becoming gigabytes of objects.
const MOST_VALUES = 1 << 20

/** Counts the lines of a block of whole lines and, with a method, checks each by its rules. */
export function checkBlock(
  block: Buffer,
  method: Method | undefined,
  tally: Tally,
  findings: Findings,
): void {
  const valid = isUtf8(block)
  const encoding = isAscii(block) ? 'latin1' : 'utf8'
  const say: Say = (code, path, message) => {
    const place = { file: tally.file, line: tally.lines, ...(path !== '' && { path }) }
    findings.add({ code, ...place, message })
  }
  for (let start = 0; start < block.length; ) {
    const end = block.indexOf(NEWLINE, start)
    const from = start
    start = end + 1
    tally.lines++
    if (isBlank(block, from, end)) {
      tally.blank.line ||= tally.lines
      tally.blank.count++
      continue
    }
    tally.examples++
    if (!method) continue
    if (!valid && !isUtf8(block.subarray(from, end))) {
      sayAt(findings, tally, 'not-utf-8', () => utf8Problem(block.subarray(from, end)))
    } else if (end - from > LONGEST_LINE) {
      say('line-too-long', '', OVERLONG)
    } else if (end - from > MOST_VALUES && hasTooManyValues(block, from, end)) {
      say('line-too-long', '', 'the line has more than a million values')
    } else checkLine(block.toString(encoding, from, end), method, tally, findings, say)
  }
}

/** Counts a line that is too long to be held, and with a method says so. */
export function addOverlongLine(method: Method | undefined, tally: Tally, findings: Findings): void {
  tally.lines++
  tally.examples++
  if (!method) return
  findings.add({ code: 'line-too-long', file: tally.file, line: tally.lines, message: OVERLONG })
}

function checkLine(text: string, method: Method, tally: Tally, findings: Findings, say: Say) {
  let line: unknown
  try {
    line = JSON.parse(text)
  } catch (error) {
    return sayAt(findings, tally, 'not-json', () => syntaxProblem(text, error))
  }
  if (!isObject(line)) return say('not-object', '', 'a line must be a JSON object')
  const format = formatOf(line, method)
  if (format) {
    const seen = tally.formats.get(format)
    if (seen) seen.count++
    else tally.formats.set(format, { count: 1, line: tally.lines })
    // Told once for all of them.
    if (!FORMATS[method].includes(format)) return
  }
  CHECKS[format ?? FORMATS[method][0]](line, say)
}

function sayAt(
  findings: Findings,
  tally: Tally,
  code: Code,
  locate: () => { message: string; column?: number },
) {
  // Finding the place costs more than the check: not for the thousandth line.
  const problem = findings.keeps(code) ? locate() : { message: '' }
  findings.add({ code, file: tally.file, line: tally.lines, ...problem })
}

function isBlank(block: Buffer, from: number, end: number): boolean {
  if (block[from] === BRACE) return false
  for (let i = from; i < end; i++) {
    const byte = block[i]
    if (byte !== 32 && byte !== 9 && byte !== 13) return false
  }
  return true
}

function hasTooManyValues(block: Buffer, from: number, end: number): boolean {
  let values = 0
  for (let i = from; i < end; i++) {
    const byte = block[i]
    // , [ {
    if (byte === 44 || byte === 91 || byte === 123) values++
  }
  return values > MOST_VALUES
}

function utf8Problem(line: Buffer): { message: string; column: number } {
  const text = line.toString('utf8')
  const again = Buffer.from(text)
  let i = 0
  while (again[i] === line[i]) i++
  // Back to the first byte of the character that is broken.
  while (!isUtf8(line.subarray(0, i))) i--
  return { message: 'not UTF-8', column: line.toString('utf8', 0, i).length + 1 }
}
