/** A JSON object, or a map of YAML: text keys with values of any kind. */
export type JsonObject = Record<string, unknown>

/** Returns whether a value is an object that is neither an array nor null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Parses a JSON text; returns undefined, which is not a JSON value, when the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
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
