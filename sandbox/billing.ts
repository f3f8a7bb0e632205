import { createRequire } from 'node:module'
import type { ReceivedFile } from './files.ts'

/*
 * What a training is billed for, by its own code: an estimate of the action that equals this is right, not the same mistake
 * made twice. The rules are those that the bills of public jobs confirm.
 */

type Count = (text: string) => number
type Fields = Readonly<Record<string, unknown>>

const EXAMPLE = 1
const MESSAGE = 3
const NAME = 1
/** The rest is extrapolated: tests upload hundreds of megabytes. */
const MAX_COUNTED_BYTES = 2 ** 20

/** Returns the billed tokens of one epoch. */
export function countBilledTokens({ content, bytes }: ReceivedFile, model: string): number {
  const count = loadCounter(/^(ft:)?(gpt-3\.5|gpt-4(?!o|\.)|babbage|davinci)/.test(model))
  const lastLineEnd = content.lastIndexOf('\n', MAX_COUNTED_BYTES)
  const end = bytes <= MAX_COUNTED_BYTES || lastLineEnd < 0 ? content.length : lastLineEnd
  const examples = content.toString('utf8', 0, end).split('\n').flatMap(parse)
  return Math.round(sum(examples, (example) => countExample(example, count)) * (bytes / end))
}

/** Loaded when a job succeeds, since it takes an eighth of a second. */
function loadCounter(isOld: boolean): Count {
  const require = createRequire(import.meta.url)
  const encoding: typeof import('gpt-tokenizer') = require(
    `gpt-tokenizer/cjs/encoding/${isOld ? 'cl100k_base' : 'o200k_base'}`,
  )
  return (text) => encoding.encode(text, { disallowedSpecial: new Set() }).length
}

function countExample(example: Fields, count: Count): number {
  if (typeof example.prompt === 'string') return count(example.prompt) + count(String(example.completion))
  const { input, preferred_output: preferred, non_preferred_output: other } = example
  const { messages, tools, functions } = isFields(input) ? input : example
  const turns = [messages, preferred, other].flatMap(list)
  const definitions = [tools, functions].flatMap((each) => {
    const declared = list(each).map((tool) => declare(isFields(tool.function) ? tool.function : tool))
    return declared.length > 0
      ? [`namespace functions {\n\n${declared.join('')}} // namespace functions`]
      : []
  })
  return EXAMPLE + sum(turns, (turn) => countMessage(turn, count)) + sum(definitions, count)
}

function countMessage({ role, content, refusal, name, tool_calls, function_call }: Fields, count: Count) {
  const parts = list(content).flatMap((part) => [part.text, part.refusal])
  const calls = [...list(tool_calls).map((call) => call.function), function_call].filter(isFields)
  const called = calls.flatMap((call) => [call.name, call.arguments])
  const texts = [role, content, refusal, name, ...parts, ...called].filter((text) => typeof text === 'string')
  return MESSAGE + (typeof name === 'string' ? NAME : 0) + sum(texts, count)
}

/** Returns a function as the model reads it. */
function declare({ name, description, parameters }: Fields): string {
  const properties = declareProperties(parameters, '')
  const type = properties === '' ? '() => any;' : `(_: {\n${properties}}) => any;`
  return `${comment(description, '')}type ${name} = ${type}\n\n`
}

function declareProperties(schema: unknown, indent: string): string {
  const { properties, required } = isFields(schema) ? schema : {}
  const needed = Array.isArray(required) ? required : []
  return Object.entries(isFields(properties) ? properties : {})
    .map(([name, property]) => {
      const description = isFields(property) ? property.description : undefined
      const mark = needed.includes(name) ? '' : '?'
      return `${comment(description, indent)}${indent}${name}${mark}: ${declareType(property, indent)},\n`
    })
    .join('')
}

function declareType(schema: unknown, indent: string): string {
  if (!isFields(schema)) return 'any'
  const { type } = schema
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  const alternatives = list(schema.anyOf ?? schema.oneOf)
  if (alternatives.length > 0) return alternatives.map((each) => declareType(each, indent)).join(' | ')
  if (Array.isArray(type))
    return type.map((each) => declareType({ ...schema, type: each }, indent)).join(' | ')
  if (type === 'array') return `${declareType(schema.items, indent)}[]`
  if (type === 'object') {
    const properties = declareProperties(schema, `${indent}  `)
    return properties === '' ? '{}' : `{\n${properties}${indent}}`
  }
  if (type === 'integer') return 'number'
  return typeof type === 'string' ? type : 'any'
}

const comment = (description: unknown, indent: string) =>
  typeof description === 'string' && description !== ''
    ? description.replace(/^/gm, `${indent}// `).concat('\n')
    : ''

function parse(line: string): Fields[] {
  try {
    const value: unknown = JSON.parse(line)
    return isFields(value) ? [value] : []
  } catch {
    return []
  }
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const list = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isFields) : [])

const sum = <T>(items: readonly T[], count: (item: T) => number) =>
  items.reduce((total, item) => total + count(item), 0)
