import { z } from 'zod'
import { isJsonObject, type JsonObject } from '../json.ts'
import { expectedError, type ParseResult } from './validate.ts'
import { tryParseYamlMap } from './yaml.ts'

/** A schema of any text. */
export const text = z.string({ error: 'is required' })

/** Returns a schema of one of several words. */
export const choice = <const T extends readonly [string, ...string[]]>(...words: T) =>
  z.enum(words, expectedError(words.length === 2 ? words.join(' or ') : `one of ${words.join(', ')}`))

/** A schema of `true` or `false` in any case. */
export const boolean = text
  .toLowerCase()
  .pipe(z.enum(['true', 'false'], expectedError('true or false')))
  .transform((word) => word === 'true')

const number = (form: RegExp, description: string, isAllowed: (number: number) => boolean = () => true) =>
  text.regex(form, expectedError(description)).transform(Number).refine(isAllowed, expectedError(description))

/** Returns a schema of a number from 0, without sign or exponent. */
export const decimal = (description: string, isAllowed?: (number: number) => boolean) =>
  number(/^(\d+\.?\d*|\.\d+)$/, description, isAllowed)

/** Returns a schema of a number that may have a minus, without exponent. */
export const signedDecimal = (description: string, isAllowed?: (number: number) => boolean) =>
  number(/^-?(\d+\.?\d*|\.\d+)$/, description, isAllowed)

/** Returns a schema of a whole number from 1 to `max`. */
export const wholeNumber = (max: number) =>
  number(/^[1-9]\d{0,8}$/, `a whole number from 1 to ${max}`, (number) => number <= max)

/** A schema of words that spaces, commas or lines separate; an unset input has none. */
export const words = text.default('').transform((list) => list.split(/[\s,]+/).filter(Boolean))

/** Returns a schema of the lines of a gate; an unset input has none. */
export const gate = <T>(parse: (text: string) => ParseResult<T[]>) =>
  text.default('').transform((value, context): T[] => {
    const parsed = parse(value)
    if ('value' in parsed) return parsed.value
    for (const message of parsed.problems) context.addIssue({ code: 'custom', message })
    return []
  })

const NOT_A_MAP = 'expected a map (YAML) of names to text'

/** A schema of a YAML map, in which each scalar is text. */
export const yamlMap = text.transform(async (value, context): Promise<JsonObject> => {
  const map = await tryParseYamlMap(value)
  if (!map) context.addIssue({ code: 'custom', message: NOT_A_MAP })
  return map ?? {}
})

/** A schema of a YAML map of text to text; an unset input is an empty one. */
export const stringMap = yamlMap.pipe(z.custom<Record<string, string>>(isStringMap, NOT_A_MAP)).default({})

function isStringMap(value: unknown): boolean {
  return isJsonObject(value) && Object.values(value).every((text) => typeof text === 'string')
}
