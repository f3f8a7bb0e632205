import type { Runner } from '../dependencies.ts'

/** Which names of fields a copy keeps. */
interface RedactDeepOptions {
  /** Whether names of letters alone, and numbers, are this action's own, on which other code relies. */
  keepsOwnNames?: boolean
}

/**
 * Returns a copy of a value without secrets: in texts, in numbers, in names of fields, and where a whole list or map is
 * written like one.
 */
export function redactDeep<T>(
  value: T,
  { redactSecrets }: Pick<Runner, 'redactSecrets'>,
  { keepsOwnNames = false }: RedactDeepOptions = {},
): T {
  const redactName = (name: string) =>
    keepsOwnNames && /^[a-zA-Z]+$/.test(name) ? name : redactSecrets(name)
  const redact = (item: unknown): unknown => {
    if (typeof item === 'string') return redactSecrets(item)
    if (typeof item === 'number' && !keepsOwnNames) return isClean(item) ? item : redactSecrets(String(item))
    if (typeof item !== 'object' || item === null) return item
    if (Array.isArray(item)) return item.map(redact)
    return Object.fromEntries(Object.entries(item).map(([name, field]) => [redactName(name), redact(field)]))
  }
  const isClean = (item: unknown) => {
    const text = JSON.stringify(item)
    return redactSecrets(text) === text
  }
  /** A secret may itself be JSON, as a header with the settings of a gateway is. */
  const maskStructures = (item: unknown): unknown => {
    if (typeof item !== 'object' || item === null || isClean(item)) return item
    const copy = Array.isArray(item)
      ? item.map(maskStructures)
      : Object.fromEntries(Object.entries(item).map(([name, field]) => [name, maskStructures(field)]))
    return isClean(copy) ? copy : redactSecrets(JSON.stringify(copy))
  }
  const redacted = redact(value)
  return (keepsOwnNames ? redacted : maskStructures(redacted)) as T
}
