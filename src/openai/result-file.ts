import { tryParseJson } from '../json.ts'

/** A longer line is not a row of numbers. */
const MAX_LINE_LENGTH = 100_000
const MAX_COLUMNS = 1000

/**
 * Yields the rows of a job's result file, the header first; yields nothing if the text is not such a file. The file is CSV
 * with a column `step` (API reference, 6.4): in base64 at OpenAI, plain at Azure, and a JSON string by the schema.
 */
export function* parseResultRows(text: string): Generator<string[], void> {
  for (const decode of [decodePlain, decodeJson, decodeBase64]) {
    const lines = splitLines(decode(text))
    const header = parseCells(lines.next().value ?? '')
    if (!header.some((name) => name.toLowerCase() === 'step')) continue
    yield header.map((name) => (name.toLowerCase() === 'step' ? 'step' : name))
    for (const line of lines) yield parseCells(line)
    return
  }
}

const decodePlain = (text: string) => text

function decodeJson(text: string): string {
  const value = text.startsWith('"') ? tryParseJson(text) : undefined
  return typeof value === 'string' ? value : ''
}

function decodeBase64(text: string): string {
  return /^[\w+/\r\n-]+={0,2}\s*$/.test(text.slice(0, MAX_LINE_LENGTH))
    ? Buffer.from(text, 'base64').toString('utf8')
    : ''
}

/** Yields the lines that are not empty, one at a time: a list of millions would take more memory than the text. */
function* splitLines(text: string): Generator<string, void> {
  let start = text.startsWith('\uFEFF') ? 1 : 0
  while (start < text.length) {
    const newline = text.indexOf('\n', start)
    const end = newline < 0 ? text.length : newline
    if (end - start <= MAX_LINE_LENGTH) {
      const line = text.slice(start, end).trim()
      if (line !== '') yield line
    }
    start = end + 1
  }
}

/** Supports quoted cells with commas and doubled quotes (RFC 4180), but not with line ends, which no number has. */
function parseCells(line: string): string[] {
  const cells = line.includes('"')
    ? Array.from(
        line.matchAll(/(?:^|,)(?:\s*"((?:[^"]|"")*)"\s*(?=,|$)|([^,]*))/g),
        ([, quoted, bare = '']) => (quoted?.replaceAll('""', '"') ?? bare).trim(),
      )
    : line.split(',').map((cell) => cell.trim())
  return cells.slice(0, MAX_COLUMNS)
}
