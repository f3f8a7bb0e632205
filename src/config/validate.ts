import * as z from 'zod'
import { isMap } from '../json.ts'
import { fieldPath, quoted } from './quote.ts'
import { didYouMean } from './spelling.ts'

/**
 * A parsed type with its named keys only: zod types an object that lets further keys through with an index
 * signature of `unknown`, which would make every misspelt field legal in our own code. Maps stay maps.
 */
export type Known<T> = T extends readonly (infer Item)[]
  ? Known<Item>[]
  : T extends object
    ? { [K in keyof T as [NamedKey<T>] extends [never] ? K : string extends K ? never : K]: Known<T[K]> }
    : T

type NamedKey<T> = keyof { [K in keyof T as string extends K ? never : K]: T[K] }

type RawIssue = Parameters<z.core.$ZodErrorMap>[0]

/** Either what was read, or every reason why it could not be, one line each. */
export type Checked<T> = { value: T } | { problems: string[] }

/** Parses a value; what is wrong comes back as sentences that begin with the path of the field. */
export function check<S extends z.ZodType>(schema: S, value: unknown): Checked<z.output<S>> {
  const parsed = schema.safeParse(value, { error: sentence })
  if (parsed.success) return { value: parsed.data }
  return { problems: parsed.error.issues.flatMap((issue) => located(issue, issue.path)) }
}

/** Of a union, only the branch is told that the value matches but for something within it, if there is one. */
function located(issue: z.core.$ZodIssue, path: PropertyKey[]): string[] {
  const branches = issue.code === 'invalid_union' ? issue.errors : []
  const taken = branches.find(
    (issues) => issues.length > 0 && issues.every((within) => within.path.length > 0),
  )
  if (taken) return taken.flatMap((within) => located(within, [...path, ...within.path]))
  return [path.length > 0 ? `${fieldPath(path)}: ${issue.message}` : issue.message]
}

/** The message of a schema in the words of its reader: `expected a number above 0 or "auto", received "soon"`. */
export function expected(what: string): { error: (issue: RawIssue) => string } {
  return { error: ({ input }) => mismatch(what, input) }
}

/** Text whose length in characters (not UTF-16 units, as JSON Schema counts too) lies within bounds. */
export function textOf(minLength: number, maxLength: number) {
  const size = minLength > 0 ? `${minLength} to ${maxLength}` : `at most ${maxLength}`
  return z
    .string()
    .refine((text) => text.length >= minLength && [...text].length <= maxLength, {
      error: ({ input }) => `expected text of ${size} characters, received ${[...String(input)].length}`,
    })
    .meta({ minLength, maxLength })
}

/** A field that may be left out, or be null as in the API's own examples: neither is sent. */
export function orNull<S extends z.ZodType>(schema: S) {
  return schema.nullable().exactOptional()
}

/** Text that says something. */
export const notEmpty = z.string().min(1, { error: 'is empty' })

function mismatch(what: string, input: unknown): string {
  return input === undefined ? 'is required' : `expected ${what}, received ${quoted(input)}`
}

const NOUNS: Record<string, string> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'a map',
  record: 'a map',
  string: 'text',
}

function sentence(issue: RawIssue): string | undefined {
  const { input } = issue
  switch (issue.code) {
    case 'invalid_type': {
      const noun = NOUNS[issue.expected] ?? issue.expected
      const unquoted = noun === 'text' && (typeof input === 'number' || typeof input === 'boolean')
      return mismatch(unquoted ? 'text (put it in quotes)' : noun, input)
    }
    case 'invalid_value':
      return choice([issue.values].flat().map(String), input)
    case 'invalid_union':
      return isMap(input) && issue.discriminator !== undefined
        ? choice([issue.options ?? []].flat().map(String), input[issue.discriminator])
        : undefined
    case 'invalid_key':
      return issue.issues[0]?.message
    case 'unrecognized_keys': {
      const fields = issue.inst instanceof z.ZodObject ? Object.keys(issue.inst.shape) : []
      const elsewhere = fields.includes('extra_body')
        ? ' (fields of other servers belong under "extra_body")'
        : ''
      const hint = (key: string) => didYouMean(key, fields) || elsewhere
      const told = issue.keys.slice(0, 10).map((key) => `unknown field ${quoted(key)}${hint(key)}`)
      const more = issue.keys.length - told.length
      return [...told, ...(more > 0 ? [`and ${more} more`] : [])].join('; ')
    }
  }
  return undefined
}

function choice(options: readonly string[], input: unknown): string {
  // Not by Intl.ListFormat, whose first use takes longer than reading all inputs.
  const list = [options.slice(0, -1).join(', '), ...options.slice(-1)].filter(Boolean).join(' or ')
  return `${mismatch(list, input)}${didYouMean(input, options)}`
}
