import type { Format } from '../format.ts'
import { type Path, ROOT, within } from '../json-path.ts'
import { type JsonObject, MAX_VALUES } from '../json-syntax.ts'
import type { Say } from '../problem.ts'

// A server refuses a file for one: "Example 6174 message contains an invalid token: <|fim_suffix|>".
const FIM_TOKEN = /<\|fim_(?:prefix|middle|suffix)\|>/
// Those of tiktoken's o200k_base and o200k_harmony, of chat markup, and of open models for code.
const SPECIAL_TOKEN =
  /<\|(?:endoftext|startoftext|endofprompt|im_start|im_end|im_sep|start|end|message|channel|constrain|return|call|fim_pad)\|>/
// JSON may write "<" and "|" as escapes, as Go's encoder does, and half of a surrogate pair in no other way.
const ESCAPED = /\\u(?:d[89a-f]|003c|007c)/i

/** Checks what only the text of a line tells, and what holds for every text in it, whatever its place. */
export function checkText(text: string, line: JsonObject, format: Format | undefined, say: Say): void {
  const keys = keysWritten(text)
  if (keys !== undefined && keys !== keysRead(line)) checkRepeatedKeys(text, say)
  // One look at the line spares nearly all of them the walk.
  if (text.includes('<|') || (text.includes('\\u') && ESCAPED.test(text))) checkStrings(line, format, say)
}

/**
 * How many keys a line has as it is written: every `":` whose quote is not escaped; undefined for a text that is
 * made of escaped ones. A text that begins with a colon counts too, and a key with white space before its colon
 * does not: such a line is looked at closely, mostly for nothing. One where the two outweigh each other is missed.
 */
function keysWritten(text: string): number | undefined {
  let keys = 0
  let escaped = 0
  for (let quote = text.indexOf('":'); quote !== -1; quote = text.indexOf('":', quote + 2)) {
    if (!isEscaped(text, quote)) keys++
    else if (++escaped > MAX_VALUES) return undefined
  }
  return keys
}

function isEscaped(text: string, quote: number): boolean {
  let before = quote
  while (text[before - 1] === '\\') before--
  return (quote - before) % 2 === 1
}

type Container = JsonObject | unknown[]

/** The same as it was read, where a key that is repeated counts once. */
function keysRead(line: JsonObject): number {
  let keys = 0
  const rest: Container[] = [line]
  for (let value = rest.pop(); value; value = rest.pop()) {
    if (Array.isArray(value)) {
      for (const inner of value) if (isContainer(inner)) rest.push(inner)
      continue
    }
    for (const key in value) {
      keys++
      const inner = value[key]
      if (isContainer(inner)) rest.push(inner)
    }
  }
  return keys
}

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null
}

/** Of a list the place, of an object the keys as well. */
interface Open {
  keys: Set<string> | undefined
  step: string | number
}

/** Reads the punctuation of a line that is known to be JSON. */
function checkRepeatedKeys(text: string, say: Say) {
  const open: Open[] = []
  let here: Open | undefined
  let isKey = false
  for (let i = 0; i < text.length; i++) {
    const character = text[i]
    if (character === '{' || character === '[') {
      isKey = character === '{'
      here = { keys: isKey ? new Set() : undefined, step: 0 }
      open.push(here)
    } else if (character === '}' || character === ']') {
      open.pop()
      here = open.at(-1)
      isKey = false
    } else if (character === ',') {
      isKey = here?.keys !== undefined
      if (typeof here?.step === 'number') here.step++
    } else if (character === '"') {
      const start = i
      do i = text.indexOf('"', i + 1)
      while (isEscaped(text, i))
      if (!isKey || !here?.keys) continue
      isKey = false
      const key = keyOf(text.slice(start, i + 1))
      here.step = key
      if (here.keys.has(key)) {
        const path = open.reduce((above, { step }) => within(above, step), ROOT)
        return say('duplicate-key', path.shown, 'a key stands twice in an object; only the last one counts')
      }
      here.keys.add(key)
    }
  }
}

function keyOf(json: string): string {
  return json.includes('\\') ? String(JSON.parse(json)) : json.slice(1, -1)
}

interface Place {
  value: unknown
  path: Path
  /** Not so in the fields that only the grader sees, which may hold whatever it compares with. */
  isTrainedOn: boolean
}

function checkStrings(line: JsonObject, format: Format | undefined, say: Say): void {
  const rest: Place[] = [{ value: line, path: ROOT, isTrainedOn: format !== 'reinforcement' }]
  for (let place = rest.pop(); place; place = rest.pop()) {
    const { value, path } = place
    if (typeof value === 'string') checkString(value, place, say)
    if (!isContainer(value)) continue
    const isList = Array.isArray(value)
    // The last one first: what is added last is looked at next.
    for (const [key, inner] of Object.entries(value).reverse()) {
      const isTrainedOn = place.isTrainedOn || (value === line && (key === 'messages' || key === 'tools'))
      rest.push({ value: inner, path: within(path, isList ? Number(key) : key), isTrainedOn })
    }
  }
}

function checkString(text: string, { path, isTrainedOn }: Place, say: Say): void {
  if (!text.isWellFormed()) say('lone-surrogate', path.shown, 'the text has half of a surrogate pair')
  if (!text.includes('<|')) return
  const [fim] = FIM_TOKEN.exec(text) ?? []
  const [special = fim] = SPECIAL_TOKEN.exec(text) ?? []
  if (fim !== undefined && isTrainedOn) {
    say('fim-token', path.shown, `the text has ${fim}, a special token that servers refuse`)
  } else if (special !== undefined) {
    say('special-token', path.shown, `the text has ${special}, a special token of models`)
  }
}
