/** A JSON object, or a map of YAML: text keys with values of any kind. */
export type JsonObject = Record<string, unknown>

/** Returns whether a value is an object that is neither an array nor null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Parses a JSON text; returns undefined, which is not a JSON value, when the text is not JSON. */
export function tryParseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** No line of data and no response of an API holds as many values. Parsing a text of brackets would take gigabytes. */
export const MAX_VALUES = 1 << 20
const [QUOTE, COMMA, BRACKET, BACKSLASH, BRACE] = Buffer.from('",[\\{')

/** Returns whether a JSON text has more values than `MAX_VALUES`, which a text of no more bytes never has. */
export function hasTooManyValues(json: Buffer): boolean {
  let values = 0
  for (let i = 0; i < json.length && values <= MAX_VALUES; i++) {
    const byte = json[i]
    if (byte === QUOTE) i = findStringEnd(json, i)
    else if (byte === COMMA || byte === BRACKET || byte === BRACE) values++
  }
  return values > MAX_VALUES
}

// Reading a few bytes takes less time than calling `indexOf`, which is much faster for long strings.
const NEAR_BYTES = 32

function findStringEnd(json: Buffer, start: number): number {
  for (let i = start + 1; i < json.length; i++) {
    for (const near = Math.min(i + NEAR_BYTES, json.length); i < near; i++) {
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

/** The type that `omitNullish` returns: keys whose value may be null or undefined become optional. */
export type OmitNullish<T> = { [K in keyof T as T[K] extends NonNullable<T[K]> ? K : never]: T[K] } & {
  [K in keyof T as T[K] extends NonNullable<T[K]> ? never : K]?: NonNullable<T[K]>
}

/** Returns the object without the keys whose value is null or undefined: the API treats an absent key as unset. */
export function omitNullish<T extends object>(object: T): OmitNullish<T>
export function omitNullish(object: object): object {
  return Object.fromEntries(
    Object.entries(object).filter(([, value]) => value !== null && value !== undefined),
  )
}

/** Returns the same fields in code-unit order of their names, at any depth; lists keep their order. */
export function sortFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortFields)
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(fields.map(([name, field]) => [name, sortFields(field)]))
}
