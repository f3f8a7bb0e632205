import { getErrorMessage } from '../errors.ts'

/** Returns why a text is not JSON, and where, without quoting the text. */
export function describeSyntaxError(text: string, error: unknown): { message: string; column?: number } {
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
