import { createHash } from 'node:crypto'
import type { JsonObject } from '../../json.ts'
import { getValueAt } from '../json-path.ts'
import type { Problem } from '../problem.ts'

/** A field of a line that a grader uses: the steps to it, and where the grader uses it. */
export interface FieldPath {
  readonly path: readonly string[]
  readonly locations: readonly string[]
}

/** A line of a file, from 1. */
export interface LineLocation {
  file: string
  line: number
}

/** The fields of reinforcement lines. Plain data: workers count blocks separately, and the results are merged. */
export interface FieldStats {
  lines: number
  first: (LineLocation & { fields: string }) | undefined
  /** The first line whose fields differ from those of the very first. */
  different: LineLocation | undefined
  /** For each field that the grader uses, how many lines lack it and the first that does. */
  missing: (FieldPath & { count: number; first: LineLocation | undefined })[]
}

/** Creates the statistics of no lines yet, for a grader that uses these fields. */
export function createFieldStats(fields: readonly FieldPath[]): FieldStats {
  const missing = fields.map((field) => ({ ...field, count: 0, first: undefined }))
  return { lines: 0, first: undefined, different: undefined, missing }
}

/** Adds a line. */
export function addFields(stats: FieldStats, line: JsonObject, location: LineLocation): void {
  stats.lines++
  const fields = fieldSignature(getGradableKeys(line))
  stats.first ??= { ...location, fields }
  if (fields !== stats.first.fields) stats.different ??= location
  for (const missing of stats.missing) {
    if (getValueAt(line, missing.path) !== undefined) continue
    missing.count++
    missing.first ??= location
  }
}

/** Returns both together, of the same grader; `later` is of a block that comes after `linesBefore` lines of its file. */
export function mergeFieldStats(
  earlier: FieldStats,
  later: FieldStats,
  { file, linesBefore }: { file: string; linesBefore: number },
): FieldStats {
  const locate = <L extends LineLocation>(location: L | undefined) =>
    location && { ...location, file, line: location.line + linesBefore }
  const first = locate(later.first)
  const isDifferent = earlier.first && first && earlier.first.fields !== first.fields
  return {
    lines: earlier.lines + later.lines,
    first: earlier.first ?? first,
    different: earlier.different ?? (isDifferent ? toLocation(first) : locate(later.different)),
    missing: earlier.missing.map((missing, i) => ({
      ...missing,
      count: missing.count + (later.missing[i]?.count ?? 0),
      first: missing.first ?? locate(later.missing[i]?.first),
    })),
  }
}

/** A problem of the dataset, located at the first line that has it. */
export type FieldProblem = Pick<Problem, 'code' | 'file' | 'line' | 'message'> & { count: number }

/** Returns the problems of all lines together; `count` is how many lines have each. */
export function findFieldProblems({ lines, first, different, missing }: FieldStats): FieldProblem[] {
  const problems = missing.flatMap(({ path, locations, count, first }): FieldProblem[] => {
    if (!first) return []
    const field = `${formatField(path)}, which the grader uses (${formatLocations(locations)})`
    if (count === lines) {
      return [{ code: 'grader-item', ...first, message: `no line has ${field}`, count }]
    }
    const message = `${count === 1 ? '1 line lacks' : `${count} lines lack`} ${field}`
    return [{ code: 'grader-item-missing', ...first, message, count }]
  })
  if (!first || !different) return problems
  const file = first.file === different.file ? '' : ' of another file'
  const message = `the fields differ from those of line ${first.line}${file}`
  return [...problems, { code: 'item-fields', ...different, message, count: 1 }]
}

/** Returns the keys of a line that a grader may use: all but those of the conversation (reinforcement fine-tuning guide). */
export function getGradableKeys(line: JsonObject): string[] {
  return Object.keys(line).filter((key) => key !== 'messages' && key !== 'tools')
}

/** Returns the same short text for lines with the same fields, regardless of their order. */
function fieldSignature(fields: string[]): string {
  const text = JSON.stringify(fields.sort())
  return text.length < 1000 ? text : createHash('sha256').update(text).digest('hex')
}

function toLocation({ file, line }: LineLocation): LineLocation {
  return { file, line }
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
