/** Any JSON object. */
export type JsonObject = Record<string, unknown>

/** Whether a JSON value is an object, and neither a list nor null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether a text is JSON of any kind. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

// No training context holds as many values. It keeps a line of brackets from becoming gigabytes of objects.
/** The most values of a line; a text of no more bytes cannot have more. */
export const MAX_VALUES = 1 << 20
const [QUOTE, COMMA, BRACKET, BACKSLASH, BRACE] = Buffer.from('",[\\{')

/** Whether a JSON text has so many values that to parse it would take gigabytes; what stands in its strings does not count. */
export function hasTooManyValues(json: Buffer): boolean {
  let values = 0
  for (let i = 0; i < json.length && values <= MAX_VALUES; i++) {
    const byte = json[i]
    if (byte === QUOTE) i = endOfString(json, i)
    else if (byte === COMMA || byte === BRACKET || byte === BRACE) values++
  }
  return values > MAX_VALUES
}

// Looking for a near end byte by byte takes less than one call; for a far one, the call is faster by far.
const NEAR = 32

function endOfString(json: Buffer, start: number): number {
  for (let i = start + 1; i < json.length; i++) {
    for (const near = Math.min(i + NEAR, json.length); i < near; i++) {
      if (json[i] === QUOTE) return i
      if (json[i] === BACKSLASH) i++
    }
    const from = i
    i = json.indexOf('"', from)
    if (i === -1) return json.length
    let before = i
    while (before > from && json[before - 1] === BACKSLASH) before--
    if ((i - before) % 2 === 0) return i
  }
  return json.length
}

/** What is wrong with a text that is not JSON, in words that hold none of the text, and where. */
export function syntaxProblem(text: string, error: unknown): { message: string; column?: number } {
  const told = error instanceof Error ? error.message : ''
  // V8 quotes the text in some of its messages. Only those that are a fixed phrase match.
  const fixed = /^([A-Z][A-Za-z ,:'}\]-]{1,70}?)(?: in JSON)? at position (\d+)/.exec(told)
  if (fixed) {
    const position = Number(fixed[2])
    return { message: `not JSON: ${habit(text, position) ?? lowered(fixed[1])}`, column: position + 1 }
  }
  if (told.startsWith('Unexpected end'))
    return { message: 'not JSON: the line ends too early', column: text.length + 1 }
  if (!told.startsWith('Unexpected token')) return { message: 'not JSON' }
  const position = text.length <= LOCATED ? unexpectedToken(text) : undefined
  if (position === undefined) return { message: 'not JSON: unexpected token' }
  return { message: `not JSON: ${habit(text, position) ?? 'unexpected token'}`, column: position + 1 }
}

// Finding the place costs a handful of parses; a line longer than this goes without.
const LOCATED = 65_536

/** V8 does not tell where an unexpected token is: it is where the longest prefix ends that could still go on. */
function unexpectedToken(text: string): number {
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
    return error instanceof Error && error.message.startsWith('Unexpected token')
  }
}

/** What people and programs write that is not JSON. */
function habit(text: string, position: number): string | undefined {
  const rest = text.slice(position, position + 20)
  const name = /^(NaN|Infinity|True|False|None|undefined)\b/.exec(rest)
  if (name) return `${name[0]} does not exist in JSON`
  if (rest.startsWith("'")) return 'texts need double quotes'
  if (rest.startsWith('\ufeff')) return 'a byte order mark (BOM) inside the file'
  if (/^,\s*$/.test(rest)) return 'no comma may follow the object of a line'
  return text[position - 1] === '\r' ? 'lines must end in LF or CRLF, not in CR alone' : undefined
}

function lowered(phrase = ''): string {
  return phrase.charAt(0).toLowerCase() + phrase.slice(1)
}
