import { createHash } from 'node:crypto'
import { isObject, type JsonObject } from '../json-syntax.ts'
import type { Problem } from '../problem.ts'

/** A field of a line that a grader uses, as the steps to it, and where in the grader. */
export interface ItemPath {
  readonly path: readonly string[]
  readonly where: readonly string[]
}

/** A line of a file, from 1. */
export interface Place {
  file: string
  line: number
}

/** What lines of the reinforcement format have beside their messages. Plain data: blocks count apart and are merged. */
export interface Items {
  lines: number
  first: (Place & { fields: string }) | undefined
  /** The first line that has other fields than the very first. */
  other: Place | undefined
  /** For each path, in their order, how many lines lack it and the first that does. */
  missing: { count: number; first: Place | undefined }[]
}

/** No lines seen yet, of which a grader will use these paths. */
export function emptyItems(paths: readonly ItemPath[]): Items {
  const missing = paths.map(() => ({ count: 0, first: undefined }))
  return { lines: 0, first: undefined, other: undefined, missing }
}

/** Adds a line, by the paths that the items were begun with. */
export function addLine(items: Items, paths: readonly ItemPath[], line: JsonObject, place: Place): void {
  items.lines++
  const fields = signature(fieldsOf(line))
  items.first ??= { ...place, fields }
  if (fields !== items.first.fields) items.other ??= place
  for (const [i, { path }] of paths.entries()) {
    const missing = items.missing[i]
    if (!missing || hasPath(line, path)) continue
    missing.count++
    missing.first ??= place
  }
}

/** Both together; the later ones are those of a block that comes after `linesBefore` lines of its file. */
export function mergeItems(
  earlier: Items,
  later: Items,
  { file, linesBefore }: { file: string; linesBefore: number },
): Items {
  const moved = <P extends Place>(place: P | undefined) =>
    place && { ...place, file, line: place.line + linesBefore }
  const first = moved(later.first)
  const hasOthers = earlier.first && first && earlier.first.fields !== first.fields
  return {
    lines: earlier.lines + later.lines,
    first: earlier.first ?? first,
    other: earlier.other ?? (hasOthers ? placeOf(first) : moved(later.other)),
    missing: earlier.missing.map((missing, i) => ({
      count: missing.count + (later.missing[i]?.count ?? 0),
      first: missing.first ?? moved(later.missing[i]?.first),
    })),
  }
}

/** What is wrong with the lines of a dataset, all of them seen; `count` is how many lines it stands for. */
export function problemsOf(items: Items, paths: readonly ItemPath[]): ItemProblem[] {
  const { lines, first, other } = items
  const problems = paths.flatMap(({ path, where }, i): ItemProblem[] => {
    const missing = items.missing[i]
    if (!missing?.first) return []
    const { count } = missing
    const used = `${shown(path)}, which the grader uses (${listed(where)})`
    if (count === lines) {
      return [{ code: 'grader-item', ...missing.first, message: `no line has ${used}`, count }]
    }
    const message = `${count === 1 ? '1 line lacks' : `${count} lines lack`} ${used}`
    return [{ code: 'grader-item-missing', ...missing.first, message, count }]
  })
  if (!first || !other) return problems
  const than = first.file === other.file ? `line ${first.line}` : `line ${first.line} of another file`
  const message = `other fields beside the messages than ${than}`
  return [...problems, { code: 'item-fields', ...other, message, count: 1 }]
}

/** A problem of the dataset as a whole, at the first line that has it. */
export type ItemProblem = Pick<Problem, 'code' | 'file' | 'line' | 'message'> & { count: number }

/** The keys of a line that a grader may use: all but those of the conversation (reinforcement fine-tuning guide). */
export function fieldsOf(line: JsonObject): string[] {
  return Object.keys(line).filter((key) => key !== 'messages' && key !== 'tools')
}

/** Whether there is anything at the end of a path; a step into a list is an index. */
export function hasPath(line: JsonObject, path: readonly string[]): boolean {
  let value: unknown = line
  for (const step of path) {
    if (Array.isArray(value)) value = value[Number(step)]
    else if (isObject(value) && Object.hasOwn(value, step)) value = value[step]
    else return false
  }
  return value !== undefined
}

/** The same for lines with the same fields in whatever order, and never long. */
function signature(fields: string[]): string {
  const text = JSON.stringify(fields.sort())
  return text.length < 1000 ? text : createHash('sha256').update(text).digest('hex')
}

function placeOf({ file, line }: Place): Place {
  return { file, line }
}

const MAX_PATH = 100

function shown(path: readonly string[]): string {
  const steps = path.map((step) => (/^\d+$/.test(step) ? `[${step}]` : `.${step}`)).join('')
  return `{{item${steps.length > MAX_PATH ? `${steps.slice(0, MAX_PATH)}…` : steps}}}`
}

const MAX_LISTED = 3

function listed(where: readonly string[]): string {
  const more = where.length - MAX_LISTED
  return [...where.slice(0, MAX_LISTED), ...(more > 0 ? [`${more} more`] : [])].join(', ')
}
