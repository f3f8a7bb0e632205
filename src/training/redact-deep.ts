import type { Runner } from '../dependencies.ts'

/**
 * Returns a copy of a value with every text redacted. Names of fields lose only credentials: other code relies on them.
 */
export function redactDeep<T>(
  value: T,
  { redactSecrets, redactCredentials }: Pick<Runner, 'redactSecrets' | 'redactCredentials'>,
): T {
  const redact = (item: unknown): unknown => {
    if (typeof item === 'string') return redactSecrets(item)
    if (typeof item !== 'object' || item === null) return item
    if (Array.isArray(item)) return item.map(redact)
    return Object.fromEntries(
      Object.entries(item).map(([name, field]) => [redactCredentials(name), redact(field)]),
    )
  }
  return redact(value) as T
}
