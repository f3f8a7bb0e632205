import { isUtf8 } from 'node:buffer'
import { getErrorMessage } from '../errors.ts'
import { hasTooManyValues, isJsonObject, type JsonObject, MAX_VALUES } from '../json.ts'
import { MAX_LINE_BYTES } from './line-splitter.ts'
import type { ProblemCode } from './problem.ts'
import type { ProblemDescription } from './problem-collector.ts'

/** Why a line cannot be read. */
interface UnreadableLine {
  problem: ProblemCode
  describe: () => ProblemDescription
}

/** A line that is longer than any that is read. */
export const LINE_TOO_LONG: UnreadableLine = {
  problem: 'line-too-long',
  describe: () => ({ message: 'the line is longer than 256 MiB' }),
}

/** Returns the text and the object of a line, or why it has none. `encoding` is undefined for a line that is not UTF-8. */
export function parseLine(
  bytes: Buffer,
  encoding: 'latin1' | 'utf8' | undefined,
): { text: string; json: JsonObject } | UnreadableLine {
  if (bytes.length > MAX_LINE_BYTES) return LINE_TOO_LONG
  if (!encoding) {
    const describe = () => ({ message: 'not UTF-8', column: getInvalidUtf8Column(bytes) })
    return { problem: 'not-utf-8', describe }
  }
  if (bytes.length > MAX_VALUES && hasTooManyValues(bytes)) {
    const describe = () => ({ message: 'the line has more than a million values' })
    return { problem: 'line-too-long', describe }
  }
  const text = bytes.toString(encoding)
  try {
    const json: unknown = JSON.parse(text)
    if (isJsonObject(json)) return { text, json }
    return { problem: 'not-object', describe: () => ({ message: 'a line must be a JSON object' }) }
  } catch (error) {
    return { problem: 'not-json', describe: () => describeSyntaxError(text, error) }
  }
}

/** Returns the column, from 1 and in UTF-16 units, of the first byte that is not UTF-8. */
function getInvalidUtf8Column(line: Buffer): number {
  // Halving what may contain the byte decodes nothing, and reads each byte about once.
  let valid = 0
  let invalid = line.length
  while (invalid - valid > 8) {
    const half = (valid + invalid) >> 1
    // A cut through a character would break it: back to its first byte, three bytes at most.
    let middle = half
    while (half - middle < 3 && isContinuation(line[middle])) middle--
    if (isContinuation(line[middle])) invalid = half + 1
    else if (isUtf8(line.subarray(valid, middle))) valid = middle
    else invalid = middle
  }
  while (!isUtf8(line.subarray(valid, invalid))) invalid--
  return utf16Length(line.subarray(0, invalid)) + 1
}

function utf16Length(text: Buffer): number {
  let units = 0
  for (const byte of text) {
    // Characters of four bytes are two units.
    if (!isContinuation(byte)) units += byte >= 0xf0 ? 2 : 1
  }
  return units
}

function isContinuation(byte = 0): boolean {
  return (byte & 0xc0) === 0x80
}

/** Returns why a text is not JSON, and where, without quoting the text. */
function describeSyntaxError(text: string, error: unknown): { message: string; column?: number } {
  const cause = getErrorMessage(error)
  // V8 quotes the text in some of its messages; only those without a quote match.
  const fixed = /^([A-Z][A-Za-z ,:'}\]-]{1,70}?)(?: in JSON)? at position (\d+)/.exec(cause)
  if (fixed) {
    const position = Number(fixed[2])
    return {
      message: `not JSON: ${describeMistake(text, position) ?? lowerFirst(fixed[1])}`,
      column: position + 1,
    }
  }
  if (cause.startsWith('Unexpected end'))
    return { message: 'not JSON: the line ends too early', column: text.length + 1 }
  // V8 has no place for a text such as "[object Object]".
  if (!cause.startsWith('Unexpected token')) return { message: 'not JSON' }
  const position = text.length <= MAX_LOCATED_LENGTH ? findUnexpectedToken(text) : undefined
  if (position === undefined) return { message: 'not JSON: unexpected token' }
  return {
    message: `not JSON: ${describeMistake(text, position) ?? 'unexpected token'}`,
    column: position + 1,
  }
}

// Finding the place takes several parses, too many for a longer line.
const MAX_LOCATED_LENGTH = 65_536

/** Returns the length of the longest prefix that is the start of some JSON: the token follows there. V8 does not report it. */
function findUnexpectedToken(text: string): number {
  let good = 0
  let bad = text.length
  while (good + 1 < bad) {
    const middle = (good + bad) >> 1
    if (failsAtToken(text.slice(0, middle))) bad = middle
    else good = middle
  }
  return good
}

function failsAtToken(prefix: string): boolean {
  try {
    JSON.parse(prefix)
    return false
  } catch (error) {
    return getErrorMessage(error).startsWith('Unexpected token')
  }
}

/** Returns a hint for a common mistake. */
function describeMistake(text: string, position: number): string | undefined {
  const rest = text.slice(position, position + 20)
  const name = /^(NaN|Infinity|True|False|None|undefined)\b/.exec(rest)
  if (name) return `${name[0]} does not exist in JSON`
  if (rest.startsWith("'")) return 'strings need double quotes'
  if (rest.startsWith('\ufeff')) return 'there is a byte order mark (BOM) inside the file'
  if (/^,\s*$/.test(rest)) return 'remove the comma at the end of the line'
  return text[position - 1] === '\r' ? 'lines must end in LF or CRLF, not in CR alone' : undefined
}

function lowerFirst(phrase = ''): string {
  return phrase.charAt(0).toLowerCase() + phrase.slice(1)
}
