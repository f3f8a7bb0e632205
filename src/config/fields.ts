import { z } from 'zod'
import { expected } from './validate.ts'
import { readYamlMap } from './yaml.ts'

/** Any text. */
export const text = z.string()

/** One of several words. */
export const choice = <const T extends readonly [string, ...string[]]>(...words: T) =>
  z.enum(words, expected(words.length === 2 ? words.join(' or ') : `one of ${words.join(', ')}`))

/** A yes or no, however it is capitalised. */
export const boolean = z
  .string()
  .toLowerCase()
  .pipe(z.enum(['true', 'false'], expected('true or false')))
  .transform((word) => word === 'true')

const DECIMAL = /^(\d+\.?\d*|\.\d+)$/
/** A number from 0, without sign or exponent. */
export const decimal = (what: string) => z.string().regex(DECIMAL, expected(what)).transform(Number)

/** A map of text to text, in YAML. */
export const pairs = text.optional().transform(async (value, context): Promise<Record<string, string>> => {
  if (value === undefined) return {}
  const read = await readYamlMap(value, 'text')
  if ('value' in read && Object.values(read.value).every((item) => typeof item === 'string'))
    return read.value as Record<string, string>
  context.addIssue({ code: 'custom', message: 'expected a map (YAML) of names to text' })
  return {}
})
