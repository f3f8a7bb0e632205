/** Where a value is in a JSON text: from its first character to behind its last. */
export interface Span {
  start: number
  end: number
}

/** A pair of an object. */
export interface Member {
  key: string
  keySpan: Span
  value: Span
}

const OPENING: ReadonlySet<string> = new Set('{[')
const CLOSING: ReadonlySet<string> = new Set('}]')

/** Returns the value of a text that is valid JSON. */
export function rootSpan(text: string): Span {
  const start = skipSpace(text, 0)
  return { start, end: findEnd(text, start) }
}

/** Returns the pairs of the object at `span`; undefined when another value is there. The text must be valid JSON. */
export function listMembers(text: string, span: Span): Member[] | undefined {
  if (text[span.start] !== '{') return undefined
  const members: Member[] = []
  for (let at = skipSpace(text, span.start + 1); text[at] === '"'; ) {
    const keySpan = { start: at, end: findEnd(text, at) }
    // Behind the key there are a colon and perhaps space.
    const start = skipSpace(text, skipSpace(text, keySpan.end) + 1)
    const value = { start, end: findEnd(text, start) }
    members.push({ key: String(JSON.parse(text.slice(keySpan.start, keySpan.end))), keySpan, value })
    at = skipSpace(text, skipSpace(text, value.end) + 1)
  }
  return members
}

/** Returns the elements of the array at `span`; undefined when another value is there. The text must be valid JSON. */
export function listElements(text: string, span: Span): Span[] | undefined {
  if (text[span.start] !== '[') return undefined
  const elements: Span[] = []
  for (let at = skipSpace(text, span.start + 1); at < span.end - 1; ) {
    const element = { start: at, end: findEnd(text, at) }
    elements.push(element)
    at = skipSpace(text, skipSpace(text, element.end) + 1)
  }
  return elements
}

/** Returns the value at `span` on one line: each line break between its tokens goes, with the space around it. */
export function toOneLine(text: string, span: Span): string {
  let output = ''
  let from = span.start
  for (let at = span.start; at < span.end; ) {
    if (text[at] === '"') at = findEnd(text, at)
    else if (isSpace(text[at])) {
      const end = skipSpace(text, at)
      if (/[\r\n]/.test(text.slice(at, end))) {
        output += text.slice(from, at)
        // As in the usual style of JSON on one line.
        if (text[at - 1] === ',' || text[at - 1] === ':') output += ' '
        from = end
      }
      at = end
    } else at++
  }
  return output + text.slice(from, span.end)
}

function skipSpace(text: string, start: number): number {
  let at = start
  while (isSpace(text[at])) at++
  return at
}

const isSpace = (character = '') => character !== '' && ' \t\r\n'.includes(character)

/** Returns the position behind the value that begins at `start`. */
function findEnd(text: string, start: number): number {
  if (text[start] === '"') return findStringEnd(text, start)
  if (!OPENING.has(text.charAt(start))) return findScalarEnd(text, start)
  let depth = 0
  for (let at = start; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === '"') at = findStringEnd(text, at) - 1
    else if (OPENING.has(character)) depth++
    else if (CLOSING.has(character) && --depth === 0) return at + 1
  }
  return text.length
}

function findStringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '"') return at + 1
  }
  return text.length
}

function findScalarEnd(text: string, start: number): number {
  let at = start
  while (at < text.length && !/[\s,\]}]/.test(text.charAt(at))) at++
  return at
}
