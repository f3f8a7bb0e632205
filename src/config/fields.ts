import { z } from 'zod'
import { expectedError } from './validate.ts'
import { tryParseYamlMap } from './yaml.ts'

/** A schema of any text. */
export const text = z.string()

/** Returns a schema of one of several words. */
export const choice = <const T extends readonly [string, ...string[]]>(...words: T) =>
  z.enum(words, expectedError(words.length === 2 ? words.join(' or ') : `one of ${words.join(', ')}`))

/** A schema of `true` or `false` in any case. */
export const boolean = z
  .string()
  .toLowerCase()
  .pipe(z.enum(['true', 'false'], expectedError('true or false')))
  .transform((word) => word === 'true')

const DECIMAL = /^(\d+\.?\d*|\.\d+)$/
/** Returns a schema of a number from 0, without sign or exponent. */
export const decimal = (description: string) =>
  z.string().regex(DECIMAL, expectedError(description)).transform(Number)

/** Returns a schema of a whole number from 1 to `max`. */
export const wholeNumber = (max: number) => {
  const message = expectedError(`a whole number from 1 to ${max}`)
  return z
    .string()
    .regex(/^[1-9]\d{0,8}$/, message)
    .transform(Number)
    .refine((number) => number <= max, message)
}

/** A schema of words that spaces, commas or lines separate; an unset input has none. */
export const words = text.default('').transform((list) => list.split(/[\s,]+/).filter(Boolean))

/** A schema of a YAML map of text to text; an unset input is an empty one. */
export const stringMap = text
  .optional()
  .transform(async (value, context): Promise<Record<string, string>> => {
    if (value === undefined) return {}
    const map = await tryParseYamlMap(value)
    if (map && isStringMap(map)) return map
    context.addIssue({ code: 'custom', message: 'expected a map (YAML) of names to text' })
    return {}
  })

function isStringMap(map: Record<string, unknown>): map is Record<string, string> {
  return Object.values(map).every((value) => typeof value === 'string')
}
