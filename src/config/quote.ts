/** A value as a message quotes it: on one line, and short. */
export function quoted(value: unknown): string {
  if (value === undefined || value === null) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a map'
  return typeof value === 'string' ? JSON.stringify(shortened(value)) : String(value)
}

/** The first characters of a text, with a mark where something was cut. */
export function shortened(text: string, length = 60): string {
  const characters = [...text.slice(0, 4 * length)]
  return characters.length <= length ? text : `${characters.slice(0, length).join('')}…`
}

/** `["input", 0, "role"]` as one text, `input[0].role`. */
export function fieldPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((above, step) => {
    if (typeof step === 'number') return `${above}[${step}]`
    const key = /^[\w $-]{1,60}$/.test(String(step)) ? String(step) : quoted(String(step))
    return above === '' ? key : `${above}.${key}`
  }, '')
}
