import { createHash } from 'node:crypto'
import type { JsonObject } from '../../json.ts'
import { getValueAt } from '../json-path.ts'
import { addOccurrences, type LineLocation, type Occurrences } from '../line-locator.ts'
import type { Problem, ReportProblem } from '../problem.ts'
import { readConversation } from './conversation.ts'

/** Checks a line of the reinforcement format: a prompt, and the fields that the grader needs (reinforcement fine-tuning guide). */
export function checkReinforcement(line: JsonObject, report: ReportProblem): void {
  // "messages and tools are the only reserved keywords" (the guide): every other key is for the grader.
  const conversation = readConversation({ messages: line.messages, tools: line.tools }, '', report)
  if (getGradableKeys(line).length === 0) {
    report('no-item-fields', '', 'the line has no fields that the grader could compare with')
  }
  if (!conversation) return
  const { all, last } = conversation.roles
  // The guide and the API reference's FineTuneReinforcementRequestInput have neither role; Azure's examples have both.
  if (all.has('system')) {
    report('role-for-method', 'messages', 'for reinforcement, system messages must have the role developer')
  }
  if (all.has('function')) {
    report('role-for-method', 'messages', 'reinforcement does not support the role function')
  }
  if (last !== undefined && last !== 'user') {
    report('last-message', 'messages', 'the last message should have the role user')
  }
}

/** Returns the keys of a line that a grader may use: all but those of the conversation (reinforcement fine-tuning guide). */
export function getGradableKeys(line: JsonObject): string[] {
  return Object.keys(line).filter((key) => key !== 'messages' && key !== 'tools')
}

/** A field of a line that a grader uses: the steps to it, and where the grader uses it. */
export interface FieldPath {
  readonly path: readonly string[]
  readonly locations: readonly string[]
}

/** The fields of reinforcement lines. Plain data: workers count blocks separately, and the results are merged. */
export interface FieldStats {
  lines: number
  first: { line: number; fields: string } | undefined
  /** The first line whose fields differ from those of the very first. */
  different: number | undefined
  /** For each field that the grader uses, the lines that lack it. */
  missing: (FieldPath & Occurrences)[]
}

/** Creates the statistics of no lines yet, for a grader that uses these fields. */
export function createFieldStats(fields: readonly FieldPath[]): FieldStats {
  const missing = fields.map((field) => ({ ...field, count: 0, line: 0 }))
  return { lines: 0, first: undefined, different: undefined, missing }
}

/** Adds the line of that number. */
export function addFields(stats: FieldStats, json: JsonObject, line: number): void {
  stats.lines++
  const fields = fieldSignature(getGradableKeys(json))
  stats.first ??= { line, fields }
  if (fields !== stats.first.fields) stats.different ??= line
  for (const missing of stats.missing)
    if (getValueAt(json, missing.path) === undefined) addOccurrences(missing, line)
}

/** Adds the lines of a block that comes after `linesBefore` others. */
export function mergeFieldStats(stats: FieldStats, block: FieldStats, linesBefore: number): void {
  const { lines, first, different, missing } = block
  if (!first) return
  const line = linesBefore + first.line
  stats.lines += lines
  stats.first ??= { ...first, line }
  if (first.fields !== stats.first.fields) stats.different ??= line
  else if (different !== undefined) stats.different ??= linesBefore + different
  for (const [i, { line, count }] of missing.entries()) {
    const sum = stats.missing[i]
    if (sum) addOccurrences(sum, linesBefore + line, count)
  }
}

/** A problem of the dataset, located at the first line that has it. */
type FieldProblem = Pick<Problem, 'code' | 'file' | 'line' | 'message'> & { count: number }

/** Returns the problems of all lines together; `count` is how many lines have each. */
export function findFieldProblems(
  { lines, first, different, missing }: FieldStats,
  locate: (line: number) => LineLocation,
): FieldProblem[] {
  const problems = missing.flatMap(({ path, locations, count, line }): FieldProblem[] => {
    if (count === 0) return []
    const field = `${formatField(path)}, which the grader uses (${formatLocations(locations)})`
    if (count === lines) {
      return [{ code: 'grader-item', ...locate(line), message: `no line has ${field}`, count }]
    }
    const message = `${count === 1 ? '1 line lacks' : `${count} lines lack`} ${field}`
    return [{ code: 'grader-item-missing', ...locate(line), message, count }]
  })
  if (!first || different === undefined) return problems
  const [expected, location] = [locate(first.line), locate(different)]
  const file = expected.file === location.file ? '' : ' of another file'
  const message = `the fields differ from those of line ${expected.line}${file}`
  return [...problems, { code: 'item-fields', ...location, message, count: 1 }]
}

/** Returns the same short text for lines with the same fields, regardless of their order. */
function fieldSignature(fields: string[]): string {
  const text = JSON.stringify(fields.sort())
  return text.length < 1000 ? text : createHash('sha256').update(text).digest('hex')
}

const MAX_FIELD_LENGTH = 100

function formatField(path: readonly string[]): string {
  const steps = path.map((step) => (/^\d+$/.test(step) ? `[${step}]` : `.${step}`)).join('')
  return `{{item${steps.length > MAX_FIELD_LENGTH ? `${steps.slice(0, MAX_FIELD_LENGTH)}…` : steps}}}`
}

const MAX_LISTED = 3

function formatLocations(locations: readonly string[]): string {
  const more = locations.length - MAX_LISTED
  return [...locations.slice(0, MAX_LISTED), ...(more > 0 ? [`${more} more`] : [])].join(', ')
}
