import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { hasTooManyValues, isJsonObject, tryParseJson } from '../../json.ts'
import type { LineLocation } from '../line-locator.ts'
import { BOM, replaceCrlf } from '../normalize.ts'
import { SNIFF_BYTES, sniff } from '../sniff.ts'
import { replaceFunctionCalls } from './function-calls.ts'
import { listElements, rootSpan, toOneLine } from './json-spans.ts'

/** A change of a file. Lines count from 1, after the elements of an array have become lines. */
export type Fix =
  | { kind: 'byte-order-mark' }
  | { kind: 'line-ends'; count: number }
  | { kind: 'json-array'; elements: number }
  | { kind: 'function-calls'; line: number; before: string; after: string }
  | { kind: 'duplicate'; line: number; first: LineLocation }

/** The content of a file after its fixes. */
export interface FixedFile {
  bytes: Buffer
  fixes: Fix[]
}

const LF = 0x0a

/**
 * Returns a data file with what is certain to be wrong corrected: a byte order mark, CRLF, one JSON array in place of lines,
 * deprecated function calls, and lines that repeat an earlier one byte for byte. Every other byte stays as it is, and a fixed
 * file has no further fixes. `seen` has the lines of the earlier files of the dataset.
 */
export function buildFixedFile(file: string, original: Buffer, seen: Map<string, LineLocation>): FixedFile {
  const fixes: Fix[] = []
  let bytes = original
  while (bytes.indexOf(BOM) === 0) bytes = bytes.subarray(BOM.length)
  if (bytes !== original) fixes.push({ kind: 'byte-order-mark' })
  const problem = sniffCode(bytes)
  // What is no text in UTF-8 has to become one first.
  if (problem === 'utf-16' || problem === 'file-type' || problem === 'git-lfs-pointer')
    return { bytes: original, fixes: [] }
  let withLf = bytes
  // Again, because CR CR LF becomes a CRLF.
  for (let next = replaceCrlf(bytes); next !== withLf; next = replaceCrlf(next)) withLf = next
  if (withLf !== bytes) fixes.push({ kind: 'line-ends', count: bytes.length - withLf.length })
  const lines = toLines(withLf)
  if (lines) fixes.push({ kind: 'json-array', elements: lines.elements })
  const result = lines?.bytes ?? withLf
  return sniffCode(result) === undefined ? fixLines(file, result, fixes, seen) : { bytes: result, fixes }
}

const sniffCode = (bytes: Buffer) => sniff(bytes.subarray(0, SNIFF_BYTES))?.code

/** Returns the elements of a file that is one array of objects, each on a line; undefined for another file. */
function toLines(bytes: Buffer): { bytes: Buffer; elements: number } | undefined {
  if (sniffCode(bytes) !== 'json-array' || !isUtf8(bytes) || hasTooManyValues(bytes)) return undefined
  const text = bytes.toString()
  const parsed = tryParseJson(text)
  const isListOfObjects = Array.isArray(parsed) && parsed.length > 0 && parsed.every(isJsonObject)
  const elements = isListOfObjects && listElements(text, rootSpan(text))
  if (!elements) return undefined
  const lines = elements.map((element) => `${toOneLine(text, element)}\n`)
  return { bytes: Buffer.from(lines.join('')), elements: lines.length }
}

function fixLines(file: string, bytes: Buffer, fixes: Fix[], seen: Map<string, LineLocation>): FixedFile {
  const output: Buffer[] = []
  let unchangedFrom = 0
  let line = 0
  for (let start = 0; start < bytes.length; ) {
    line += 1
    const newline = bytes.indexOf(LF, start)
    const end = newline === -1 ? bytes.length : newline
    const next = newline === -1 ? bytes.length : newline + 1
    const content = bytes.subarray(start, end)
    const fixed = isObject(content) ? fixLine({ file, line }, content, fixes, seen) : content
    if (fixed !== content) {
      output.push(bytes.subarray(unchangedFrom, start))
      if (fixed) output.push(fixed, bytes.subarray(end, next))
      unchangedFrom = next
    }
    start = next
  }
  return {
    bytes: output.length === 0 ? bytes : Buffer.concat([...output, bytes.subarray(unchangedFrom)]),
    fixes,
  }
}

/** Returns a line as it is, or changed; undefined when it goes. */
function fixLine(
  location: LineLocation,
  content: Buffer,
  fixes: Fix[],
  seen: Map<string, LineLocation>,
): Buffer | undefined {
  const before = content.toString()
  const after = replaceFunctionCalls(before)
  const fixed = after === undefined ? content : Buffer.from(after)
  const digest = createHash('sha256').update(fixed).digest('base64')
  const first = seen.get(digest)
  if (first) {
    fixes.push({ kind: 'duplicate', line: location.line, first })
    return undefined
  }
  seen.set(digest, location)
  if (after !== undefined) fixes.push({ kind: 'function-calls', line: location.line, before, after })
  return fixed
}

/** Returns whether a line is an example, as far as its syntax goes; the rest of the file may be anything. */
function isObject(line: Buffer): boolean {
  return isUtf8(line) && !hasTooManyValues(line) && isJsonObject(tryParseJson(line.toString()))
}
