import { isJsonObject, tryParseJson } from '../json.ts'
import type { ProblemCode } from './problem.ts'

/** How many of a file's first bytes `sniff` needs. */
export const SNIFF_BYTES = 65_536

/** A problem of a whole file. */
export interface FileProblem {
  code: ProblemCode
  message: string
  line: number
}

/** Returns why a file is not JSONL, judging by its first bytes; undefined when they may be JSONL. */
export function sniff(head: Buffer): FileProblem | undefined {
  if (isUtf16(head)) {
    return { code: 'utf-16', message: 'the file is in UTF-16; save it as UTF-8', line: 1 }
  }
  // The first line of a pointer, by the specification of git-lfs.
  if (head.indexOf('version https://git-lfs.github.com/spec/') === 0) {
    const message = 'the file is a git-lfs pointer, not the data; check out with "lfs: true"'
    return { code: 'git-lfs-pointer', message, line: 1 }
  }
  const text = head.toString('utf8')
  const type = detectFileType(head, text)
  if (type) return { code: 'file-type', message: `the file is ${type}; ${EXPECTED}`, line: 1 }
  const lines = text.split('\n')
  // The last line may continue behind the head, unless it is the only one.
  if (head.length === SNIFF_BYTES && lines.length > 1) lines.pop()
  const code = detectSingleDocument(lines.map((line) => line.trim()).filter((line) => line !== ''))
  if (!code) return undefined
  const message =
    code === 'json-array'
      ? 'the file is one JSON array; write each of its elements on a separate line'
      : 'the file is JSON over several lines; write each example on one line'
  return { code, message, line: lines.findIndex((line) => line.trim() !== '') + 1 }
}

function isUtf16(head: Buffer): boolean {
  const [a, b] = head
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return true
  // Without a byte order mark: the first character is ASCII.
  return (a === 0 && b !== 0 && b !== undefined) || (b === 0 && a !== 0)
}

const EXPECTED = 'the API reads JSONL: text in UTF-8 with one JSON object per line'

/** What a file is whose first bytes are these. */
const SIGNATURES: readonly (readonly [bytes: string, type: string])[] = [
  ['\x1f\x8b', 'compressed with gzip'],
  ['PK\x03\x04', 'a zip archive (or an Excel sheet)'],
  ['BZh', 'compressed with bzip2'],
  ['\x28\xb5\x2f\xfd', 'compressed with zstd'],
  ['\xfd7zXZ\x00', 'compressed with xz'],
  ['7z\xbc\xaf\x27\x1c', 'a 7-Zip archive'],
  ['PAR1', 'Parquet'],
  ['ARROW1', 'Arrow'],
  ['SQLite format 3\x00', 'a SQLite database'],
  ['%PDF-', 'a PDF document'],
]

/** Returns what a file is that is another format than JSON; undefined when it may be JSON. */
function detectFileType(head: Buffer, text: string): string | undefined {
  const bytes = head.toString('latin1', 0, 16)
  const signature = SIGNATURES.find(([start]) => bytes.startsWith(start))
  if (signature) return signature[1]
  const [first = '', second = ''] = text.split('\n', MAX_SNIFFED_LINES).filter((line) => /\S/.test(line))
  // One line of JSON means that only the first line is bad, which is reported as such.
  if (/^\s*[{[]/.test(first) || isJsonObject(tryParseJson(second))) return undefined
  const start = first.trim()
  if (/^<(!doctype|html|head|body)\b/i.test(start)) return 'HTML, perhaps the page of a failed download'
  if (/^<\?xml\b/i.test(start)) return 'XML'
  if (/^(---|(- )?["']?[A-Za-z_]\w*["']?:( .*)?)$/.test(start)) return 'YAML'
  return isCsvHeader(start) ? 'CSV' : undefined
}

const MAX_SNIFFED_LINES = 100

/** Returns whether a line is the names of two or more columns. */
function isCsvHeader(line: string): boolean {
  return [',', ';', '\t'].some((separator) => {
    const cells = line.split(separator)
    return cells.length > 1 && cells.every((cell) => /^"?[A-Za-z_][\w .-]{0,60}"?$/.test(cell.trim()))
  })
}

function detectSingleDocument(lines: string[]): ProblemCode | undefined {
  const [first = '', second] = lines
  if (first === '[' && lines.at(-1) === ']') return 'json-array'
  // A valid second line means that only the first is bad.
  if (second !== undefined && isJsonObject(tryParseJson(second))) return undefined
  if (first.startsWith('[')) return second !== undefined && isJson(first) ? undefined : 'json-array'
  // One object per line, with commas behind them, is bad lines: each is reported.
  if (isJsonObject(tryParseJson(first.replace(/,$/, '')))) return undefined
  const isContinued = second !== undefined && /^\{(.*[{[,:])?$/.test(first)
  return isContinued && !isJson(first) ? 'pretty-printed' : undefined
}

const isJson = (text: string) => tryParseJson(text) !== undefined
