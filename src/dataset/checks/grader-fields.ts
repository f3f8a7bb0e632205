import { createHash } from 'node:crypto'
import { isJsonObject, type JsonObject } from '../../json.ts'
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
  /** For each path, how many lines lack it and the first that does. */
  missing: { count: number; first: LineLocation | undefined }[]
}

/** Creates the statistics of no lines yet, for a grader that uses these paths. */
export function createFieldStats(paths: readonly FieldPath[]): FieldStats {
  const missing = paths.map(() => ({ count: 0, first: undefined }))
  return { lines: 0, first: undefined, different: undefined, missing }
}

/** Adds a line; the paths are those that the statistics were created for. */
export function addFields(
  stats: FieldStats,
  paths: readonly FieldPath[],
  line: JsonObject,
  location: LineLocation,
): void {
  stats.lines++
  const fields = fieldSignature(getGradableKeys(line))
  stats.first ??= { ...location, fields }
  if (fields !== stats.first.fields) stats.different ??= location
  for (const [i, { path }] of paths.entries()) {
    const missing = stats.missing[i]
    if (!missing || hasField(line, path)) continue
    missing.count++
    missing.first ??= location
  }
}

/** Returns both together; `later` is of a block that comes after `linesBefore` lines of its file. */
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
      count: missing.count + (later.missing[i]?.count ?? 0),
      first: missing.first ?? locate(later.missing[i]?.first),
    })),
  }
}

/** A problem of the dataset, located at the first line that has it. */
export type FieldProblem = Pick<Problem, 'code' | 'file' | 'line' | 'message'> & { count: number }

/** Returns the problems of all lines together; `count` is how many lines have each. */
export function findFieldProblems(stats: FieldStats, paths: readonly FieldPath[]): FieldProblem[] {
  const { lines, first, different } = stats
  const problems = paths.flatMap(({ path, locations }, i): FieldProblem[] => {
    const missing = stats.missing[i]
    if (!missing?.first) return []
    const { count } = missing
    const field = `${formatField(path)}, which the grader uses (${formatLocations(locations)})`
    if (count === lines) {
      return [{ code: 'grader-item', ...missing.first, message: `no line has ${field}`, count }]
    }
    const message = `${count === 1 ? '1 line lacks' : `${count} lines lack`} ${field}`
    return [{ code: 'grader-item-missing', ...missing.first, message, count }]
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

/** Returns whether a path leads to a value; a step into a list is an index. */
export function hasField(line: JsonObject, path: readonly string[]): boolean {
  let value: unknown = line
  for (const step of path) {
    if (Array.isArray(value)) value = value[Number(step)]
    else if (isJsonObject(value) && Object.hasOwn(value, step)) value = value[step]
    else return false
  }
  return value !== undefined
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
