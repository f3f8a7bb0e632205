import { type JsonObject, MAX_VALUES } from '../../json.ts'
import type { Format } from '../format.ts'
import { childPath, type JsonPath, ROOT_PATH } from '../json-path.ts'
import type { ReportProblem } from '../problem.ts'
import { findSecrets, mayContainSecret } from './secrets.ts'

// A server rejects a file with one: "Example 6174 message contains an invalid token: <|fim_suffix|>".
const FIM_TOKEN = /<\|fim_(?:prefix|middle|suffix)\|>/
// From tiktoken's o200k_base and o200k_harmony, chat markup, and open models for code.
const SPECIAL_TOKEN =
  /<\|(?:endoftext|startoftext|endofprompt|im_start|im_end|im_sep|start|end|message|channel|constrain|return|call|fim_pad)\|>/
// JSON may escape "<" and "|", as Go's encoder does; half of a surrogate pair is always escaped.
const ESCAPED = /\\u(?:d[89a-f]|003c|007c)/i

/** Checks the text of a line for repeated keys, and every string in it for special tokens and secrets. */
export function checkKeysAndStrings(
  { bytes, text }: { bytes: Buffer; text: string },
  line: JsonObject,
  format: Format | undefined,
  report: ReportProblem,
): void {
  const keys = countWrittenKeys(text)
  if (keys !== undefined && keys !== countParsedKeys(line)) checkRepeatedKeys(text, report)
  // Nearly all lines need no search for strings.
  const hasSecret = mayContainSecret(bytes)
  if (hasSecret || text.includes('<|') || (text.includes('\\u') && ESCAPED.test(text)))
    checkStrings(line, format, hasSecret, report)
}

/**
 * Counts the keys of a line as written: every `":` whose quote is not escaped; undefined when too many are escaped.
 * A string that begins with a colon counts too, and a key with white space before its colon does not: such a line is
 * read by `checkRepeatedKeys`, usually without a result. A line in which the two cancel out is missed.
 */
function countWrittenKeys(text: string): number | undefined {
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

/** Counts the keys of a parsed line, in which a repeated key occurs once. */
function countParsedKeys(line: JsonObject): number {
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

/** A list or object whose end was not reached yet. */
interface OpenContainer {
  /** Undefined for a list. */
  keys: Set<string> | undefined
  /** The current index or key. */
  step: string | number
}

/** Reads the punctuation of a line that is valid JSON. */
function checkRepeatedKeys(text: string, report: ReportProblem) {
  const open: OpenContainer[] = []
  let here: OpenContainer | undefined
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
      const key = parseKey(text.slice(start, i + 1))
      here.step = key
      if (here.keys.has(key)) {
        const path = open.reduce((above, { step }) => childPath(above, step), ROOT_PATH)
        return report(
          'duplicate-key',
          path.text,
          'an object has the same key twice; only the last one counts',
        )
      }
      here.keys.add(key)
    }
  }
}

function parseKey(json: string): string {
  return json.includes('\\') ? String(JSON.parse(json)) : json.slice(1, -1)
}

interface Visit {
  value: unknown
  path: JsonPath
  /** False in fields that only the grader reads: they may contain any text. */
  isTrainedOn: boolean
}

function checkStrings(
  line: JsonObject,
  format: Format | undefined,
  hasSecret: boolean,
  report: ReportProblem,
): void {
  const rest: Visit[] = [{ value: line, path: ROOT_PATH, isTrainedOn: format !== 'reinforcement' }]
  for (let place = rest.pop(); place; place = rest.pop()) {
    const { value, path } = place
    if (typeof value === 'string') {
      checkString(value, place, report)
      if (hasSecret) checkForSecrets(value, path, report)
    }
    if (!isContainer(value)) continue
    const isList = Array.isArray(value)
    // In reverse, because `pop` takes the last one first.
    for (const [key, inner] of Object.entries(value).reverse()) {
      const isTrainedOn = place.isTrainedOn || (value === line && (key === 'messages' || key === 'tools'))
      rest.push({ value: inner, path: childPath(path, isList ? Number(key) : key), isTrainedOn })
    }
  }
}

function checkString(text: string, { path, isTrainedOn }: Visit, report: ReportProblem): void {
  if (!text.isWellFormed())
    report('lone-surrogate', path.text, 'the text has half of a surrogate pair, which is not a character')
  if (!text.includes('<|')) return
  const [fim] = FIM_TOKEN.exec(text) ?? []
  const [special = fim] = SPECIAL_TOKEN.exec(text) ?? []
  if (fim !== undefined && isTrainedOn) {
    report('fim-token', path.text, `the text has ${fim}, a special token that servers reject`)
  } else if (special !== undefined) {
    report('special-token', path.text, `the text has ${special}, a special token`)
  }
}

function checkForSecrets(text: string, path: JsonPath, report: ReportProblem): void {
  for (const name of findSecrets(text))
    report('secret', path.text, `the text has what looks like ${name}, which the model may repeat`)
}
