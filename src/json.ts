/** A value that JSON can carry. */
export type Json = string | number | boolean | null | Json[] | JsonMap
/** A map of text to JSON values. */
export type JsonMap = { [key: string]: Json }

/** Whether a value is a map rather than a list, a scalar or nothing. */
export function isMap(value: unknown): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A map's type once what may be null or undefined is left out where it is. */
export type Present<T> = { [K in keyof T as T[K] extends NonNullable<T[K]> ? K : never]: T[K] } & {
  [K in keyof T as T[K] extends NonNullable<T[K]> ? never : K]?: NonNullable<T[K]>
}

/** The map without the keys whose value is null or undefined, which is how "not given" is said to the API. */
export function present<T extends object>(map: T): Present<T>
export function present(map: object): object {
  return Object.fromEntries(Object.entries(map).filter(([, value]) => value !== null && value !== undefined))
}
