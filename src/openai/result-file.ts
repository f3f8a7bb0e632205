/** A longer line is not a row of numbers. */
const MAX_LINE = 100_000
const MAX_COLUMNS = 1000

/**
 * The rows of a job's result file, the header first, cells as they stand; no rows where the text is no such file. It is
 * CSV with a column `step` (API reference, 6.4): in base64 at OpenAI, plain at Azure, and a JSON string by the schema.
 */
export function* resultRows(text: string): Generator<string[], void> {
  for (const spelling of [plain, fromJson, fromBase64]) {
    const lines = linesOf(spelling(text))
    const header = cellsOf(lines.next().value ?? '')
    if (!header.some((name) => name.toLowerCase() === 'step')) continue
    yield header.map((name) => (name.toLowerCase() === 'step' ? 'step' : name))
    for (const line of lines) yield cellsOf(line)
    return
  }
}

const plain = (text: string) => text

function fromJson(text: string): string {
  if (!text.startsWith('"')) return ''
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'string' ? value : ''
  } catch {
    return ''
  }
}

function fromBase64(text: string): string {
  return /^[\w+/\r\n-]+={0,2}\s*$/.test(text.slice(0, MAX_LINE))
    ? Buffer.from(text, 'base64').toString('utf8')
    : ''
}

/** The lines that are not empty. One at a time: a list of millions would take more memory than the text. */
function* linesOf(text: string): Generator<string, void> {
  let start = text.startsWith('\uFEFF') ? 1 : 0
  while (start < text.length) {
    const found = text.indexOf('\n', start)
    const end = found < 0 ? text.length : found
    if (end - start <= MAX_LINE) {
      const line = text.slice(start, end).trim()
      if (line !== '') yield line
    }
    start = end + 1
  }
}

/** A quoted cell may hold commas and doubled quotes (RFC 4180); line ends it may not: no number has one. */
function cellsOf(line: string): string[] {
  const cells = line.includes('"')
    ? Array.from(line.matchAll(/(?:^|,)(?:\s*"((?:[^"]|"")*)"\s*(?=,|$)|([^,]*))/g), ([, quoted, bare]) =>
        (quoted?.replaceAll('""', '"') ?? bare ?? '').trim(),
      )
    : line.split(',').map((cell) => cell.trim())
  return cells.slice(0, MAX_COLUMNS)
}
