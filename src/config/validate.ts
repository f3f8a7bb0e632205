import * as z from 'zod'
import { quote } from '../errors.ts'
import { isJsonObject } from '../json.ts'
import { didYouMean } from '../suggest.ts'

/**
 * A parsed type with only its named keys. zod gives an object that passes further keys through an index signature of
 * `unknown`, with which every misspelled field would compile in our own code. Maps remain maps.
 */
export type KnownKeys<T> = T extends readonly (infer Item)[]
  ? KnownKeys<Item>[]
  : T extends object
    ? { [K in keyof T as [NamedKey<T>] extends [never] ? K : string extends K ? never : K]: KnownKeys<T[K]> }
    : T

type NamedKey<T> = keyof { [K in keyof T as string extends K ? never : K]: T[K] }

type RawIssue = Parameters<z.core.$ZodErrorMap>[0]

/** A valid value, or every problem with it, one line each. */
export type ParseResult<T> = { value: T } | { problems: string[] }

/** Validates a value; each problem is a sentence that begins with the path of the field. */
export function validate<S extends z.ZodType>(schema: S, value: unknown): ParseResult<z.output<S>> {
  const parsed = schema.safeParse(value, { error: issueMessage })
  if (parsed.success) return { value: parsed.data }
  return { problems: parsed.error.issues.flatMap((issue) => flattenIssue(issue, issue.path)) }
}

/** Of a union, reports only the branch that the value matches except for a nested field, if there is one. */
function flattenIssue(issue: z.core.$ZodIssue, path: PropertyKey[]): string[] {
  const branches = issue.code === 'invalid_union' ? issue.errors : []
  const branch = branches.find(
    (issues) => issues.length > 0 && issues.every((nested) => nested.path.length > 0),
  )
  if (branch) return branch.flatMap((nested) => flattenIssue(nested, [...path, ...nested.path]))
  return [path.length > 0 ? `${formatPath(path)}: ${issue.message}` : issue.message]
}

/** Returns `path` as messages show it: `["input", 0, "role"]` is `input[0].role`. */
export function formatPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((parent, step) => {
    if (typeof step === 'number') return `${parent}[${step}]`
    const key = /^[\w $-]{1,60}$/.test(String(step)) ? String(step) : quote(String(step))
    return parent === '' ? key : `${parent}.${key}`
  }, '')
}

/** Returns the error option of a schema for messages such as `expected a number above 0 or "auto", received "soon"`. */
export function expectedError(description: string): { error: (issue: RawIssue) => string } {
  return { error: ({ input }) => mismatchMessage(description, input) }
}

/** Returns a schema of text with so many characters: not UTF-16 units, as in JSON Schema. */
export function textOfLength(minLength: number, maxLength: number) {
  const size = minLength > 0 ? `${minLength} to ${maxLength}` : `at most ${maxLength}`
  return z
    .string()
    .refine((text) => text.length >= minLength && [...text].length <= maxLength, {
      error: ({ input }) => `expected text of ${size} characters, received ${[...String(input)].length}`,
    })
    .meta({ minLength, maxLength })
}

/** Returns a schema of a field that may be absent, or null as in the API's own examples: neither is sent. */
export function nullish<S extends z.ZodType>(schema: S) {
  return schema.nullable().exactOptional()
}

/**
 * Returns a schema of a map in which unknown fields pass, since servers have further ones: those in `elsewhere` are documented
 * by some. A probable typo of a known field is a problem.
 */
export function openObject<T extends z.ZodRawShape>(shape: T, elsewhere: readonly string[] = []) {
  const known = [...Object.keys(shape), ...elsewhere]
  const findTypos = (value: unknown) =>
    (isJsonObject(value) ? Object.keys(value) : []).filter(
      (key) => !known.includes(key) && didYouMean(key, known) !== '',
    )
  return z.looseObject(shape).refine((value) => findTypos(value).length === 0, {
    // All problems are reported at once.
    when: () => true,
    error: ({ input }) => unknownFieldsMessage(findTypos(input), (key) => didYouMean(key, known)),
  })
}

/** A schema of text that is not empty. */
export const nonEmptyString = z.string().min(1, { error: 'is empty' })

function mismatchMessage(description: string, input: unknown): string {
  return input === undefined ? 'is required' : `expected ${description}, received ${quote(input)}`
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

function issueMessage(issue: RawIssue): string | undefined {
  const { input } = issue
  switch (issue.code) {
    case 'invalid_type': {
      const noun = NOUNS[issue.expected] ?? issue.expected
      const isUnquoted = noun === 'text' && (typeof input === 'number' || typeof input === 'boolean')
      return mismatchMessage(isUnquoted ? 'text (put it in quotes)' : noun, input)
    }
    case 'invalid_value':
      return choiceMessage([issue.values].flat().map(String), input)
    case 'invalid_union': {
      const { discriminator, options = [] } = issue
      return isJsonObject(input) && discriminator !== undefined
        ? choiceMessage([options].flat().map(String), input[discriminator])
        : undefined
    }
    case 'invalid_key':
      return issue.issues[0]?.message
    case 'unrecognized_keys': {
      const fields = issue.inst instanceof z.ZodObject ? Object.keys(issue.inst.shape) : []
      const elsewhere = fields.includes('extra_body')
        ? ' (fields of other servers belong under "extra_body")'
        : ''
      const hint = (key: string) =>
        didYouMean(key, fields) || (elsewhere && AZD_FIELDS.includes(key) ? AZD_HINT : elsewhere)
      return unknownFieldsMessage(issue.keys, hint)
    }
  }
  return undefined
}

const AZD_FIELDS = ['name', 'description']
const AZD_HINT = " (a field of azd's job files; remove it)"

function unknownFieldsMessage(keys: readonly string[], hint: (key: string) => string): string {
  const listed = keys.slice(0, 10).map((key) => `unknown field ${quote(key)}${hint(key)}`)
  const omitted = keys.length - listed.length
  return [...listed, ...(omitted > 0 ? [`and ${omitted} more`] : [])].join('; ')
}

/** Returns the message that a value is none of the options; it suggests a similar one. */
export function choiceMessage(options: readonly string[], input: unknown): string {
  // Not Intl.ListFormat: its first use takes longer than parsing all inputs.
  const list = [options.slice(0, -1).join(', '), ...options.slice(-1)].filter(Boolean).join(' or ')
  return `${mismatchMessage(list, input)}${didYouMean(input, options)}`
}
