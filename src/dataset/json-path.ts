import { isJsonObject } from '../json.ts'
import { closestMatch } from '../suggest.ts'

// Every key of the formats. Any other key may be text of the dataset, which messages do not quote.
const KNOWN_KEYS = new Set(
  `messages tools parallel_tool_calls functions prompt completion input preferred_output non_preferred_output
  preferred_completion non_preferred_completion role content name refusal weight tool_calls tool_call_id
  function_call type text image_url url detail id function arguments description parameters strict properties
  required`.split(/\s+/),
)

/** Returns the description of an unexpected key: its name if a format has it, otherwise the expected key that is similar. */
export function describeUnexpectedKey(key: string, expected: ReadonlySet<string>): string {
  if (KNOWN_KEYS.has(key)) return `the key "${key}"`
  const match = closestMatch(key, expected)
  return match === undefined ? 'a key' : `a key (did you mean "${match}"?)`
}

/** Returns the value at a path, as a grader reads it: a step into a list is an index. Undefined when there is none. */
export function getValueAt(root: unknown, path: readonly string[]): unknown {
  let value = root
  for (const step of path) {
    if (Array.isArray(value)) value = /^\d+$/.test(step) ? value[Number(step)] : undefined
    else value = isJsonObject(value) && Object.hasOwn(value, step) ? value[step] : undefined
  }
  return value
}

/** A place in a line, as `messages[2].content`. */
export interface JsonPath {
  text: string
  /** Whether it ends before the place, at a key that may be text of the dataset. */
  isTruncated: boolean
}

/** The path of the line itself. */
export const ROOT_PATH: JsonPath = { text: '', isTruncated: false }

const MAX_PATH_LENGTH = 200

/** Returns the path of a value by its key in an object, or its index in a list. */
export function childPath(path: JsonPath, step: string | number): JsonPath {
  const { text, isTruncated } = path
  if (isTruncated) return path
  const isShown = (typeof step === 'number' || KNOWN_KEYS.has(step)) && text.length < MAX_PATH_LENGTH
  if (!isShown) return { text, isTruncated: true }
  if (typeof step === 'number') return { text: `${text}[${step}]`, isTruncated }
  return { text: text === '' ? step : `${text}.${step}`, isTruncated }
}
