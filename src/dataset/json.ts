/** Any JSON object. */
export type Json = Record<string, unknown>

/** Whether a JSON value is an object, and neither a list nor null. */
export function isObject(value: unknown): value is Json {
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

/** A key as it may be shown: keys are foreign text too. */
export function shownKey(key: string): string {
  return /^[A-Za-z0-9_-]{1,40}$/.test(key) ? `the key "${key}"` : 'a key'
}

/** What is wrong with a text that is not JSON, in words that hold none of the text, and where. */
export function syntaxProblem(text: string, error: unknown): { message: string; column?: number } {
  const told = error instanceof Error ? error.message : ''
  // V8 quotes the text in some of its messages. Only those that are a fixed phrase match.
  const fixed = /^([A-Z][A-Za-z ,:'}\]-]{1,70}?)(?: in JSON)? at position (\d+)/.exec(told)
  if (fixed) return { message: `not JSON: ${lowered(fixed[1])}`, column: Number(fixed[2]) + 1 }
  if (told.startsWith('Unexpected end'))
    return { message: 'not JSON: the line ends too early', column: text.length + 1 }
  if (!told.startsWith('Unexpected token')) return { message: 'not JSON' }
  const position = text.length <= LOCATED ? unexpectedToken(text) : undefined
  if (position === undefined) return { message: 'not JSON: unexpected token' }
  return { message: `not JSON: ${tokenAdvice(text.slice(position))}`, column: position + 1 }
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

function tokenAdvice(rest: string): string {
  const name = /^(NaN|Infinity|True|False|None|undefined)\b/.exec(rest)
  if (name) return `${name[0]} does not exist in JSON`
  return rest.startsWith("'") ? 'texts need double quotes' : 'unexpected token'
}

function lowered(phrase = ''): string {
  return phrase.charAt(0).toLowerCase() + phrase.slice(1)
}
