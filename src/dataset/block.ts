import { isAscii, isUtf8 } from 'node:buffer'
import { CHECKS, FORMATS, type Format, formatOf, type MethodName } from './format.ts'
import { hasTooManyValues, isObject, MOST_VALUES, syntaxProblem } from './json.ts'
import type { Code, Findings, Say } from './problem.ts'
import { checkText } from './text.ts'

/** What has been seen of a file so far; blocks of lines add to it. */
export interface Tally {
  readonly file: string
  /** False when it is something else, of which the lines do not matter. */
  isLines: boolean
  lines: number
  /** Lines that are not blank. */
  examples: number
  blank: { count: number; line: number }
  /** Of the whole dataset. */
  readonly formats: Formats
}

/** How many lines have each format, and the first that has it. */
export type Formats = Map<Format, { count: number; file: string; line: number }>

/** A file of which nothing has been seen. */
export function emptyTally(file: string, formats: Formats): Tally {
  return { file, isLines: true, lines: 0, examples: 0, blank: { count: 0, line: 0 }, formats }
}

// Ten images of 10 MB, the most that the vision fine-tuning guide allows, are 133 MB in base64.
/** Bytes of the longest line that is read. */
export const LONGEST_LINE = 256 * 2 ** 20

const OVERLONG = 'the line is longer than 256 MiB'
const NEWLINE = 10
const BRACE = 123

/** Counts the lines of a block of whole lines and, with a method, checks each by its rules. */
export function checkBlock(
  block: Buffer,
  method: MethodName | undefined,
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
    } else if (end - from > MOST_VALUES && hasTooManyValues(block.subarray(from, end))) {
      say('line-too-long', '', 'the line has more than a million values')
    } else checkLine(block.toString(encoding, from, end), method, tally, findings, say)
  }
}

/** Counts a line that is too long to be held, and with a method says so. */
export function addOverlongLine(method: MethodName | undefined, tally: Tally, findings: Findings): void {
  tally.lines++
  tally.examples++
  if (!method) return
  findings.add({ code: 'line-too-long', file: tally.file, line: tally.lines, message: OVERLONG })
}

function checkLine(text: string, method: MethodName, tally: Tally, findings: Findings, say: Say) {
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
    else tally.formats.set(format, { count: 1, file: tally.file, line: tally.lines })
    // Told once for all of them.
    if (!FORMATS[method].includes(format)) return
  }
  CHECKS[format ?? FORMATS[method][0]](line, say)
  checkText(text, line, format, say)
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
