/** The names of the fields that every value of a type has. */
type RequiredKey<T> = { [K in keyof T]-?: object extends Pick<T, K> ? never : K }[keyof T]

/** Returns the fields that answers of a type must have; the compiler wants each of them here, and no other. */
export function requiredFields<T>(fields: Record<RequiredKey<T>, true>): string[] {
  return Object.keys(fields)
}
