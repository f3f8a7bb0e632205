import { escapeText, inlineCode, linkMarkdown, table } from './markdown.ts'

/** A problem of a dataset, as reports show it. */
export interface DataProblem {
  code: string
  severity: 'error' | 'warning'
  file: string
  line: number
  column?: number
  path?: string
  message: string
}

/** Shows at a glance how severe a problem is. */
export const SEVERITY_ICONS = { error: '❌', warning: '⚠️' } as const

/** Returns the log line of a problem. It names the file, because the log does not show where an annotation belongs. */
export function formatProblem({ code, file, line, path, message }: DataProblem): string {
  return `${file}:${line}: ${message}${path ? ` (at ${path})` : ''} [${code}]`
}

/**
 * Selects which problems become annotations, at most so many of each severity. With `max.errors` at 0, errors count
 * as warnings.
 */
export function selectAnnotations(
  problems: DataProblem[],
  max: { errors: number; warnings: number },
): { errors: DataProblem[]; warnings: DataProblem[]; rest: DataProblem[] } {
  const showsErrors = max.errors > 0
  const errors = problems.filter(({ severity }) => showsErrors && severity === 'error').slice(0, max.errors)
  const warnings = problems
    .filter(({ severity }) => !showsErrors || severity === 'warning')
    .slice(0, max.warnings)
  const selected = new Set([...errors, ...warnings])
  return { errors, warnings, rest: problems.filter((problem) => !selected.has(problem)) }
}

/** How much a table of problems may hold. */
interface ProblemTableOptions {
  maxRows: number
  maxBytes?: number
  /** Longest text of each part, in characters. */
  maxLengths?: { location: number; message: number; path: number; code: number }
  /** Returns the web page of the line that has the problem. */
  getUrl?: (problem: DataProblem) => string | undefined
}

/** Returns the first problems as a Markdown table, and how many of them it shows. */
export function problemTable(
  problems: readonly DataProblem[],
  { maxRows, maxBytes = Number.POSITIVE_INFINITY, maxLengths, getUrl }: ProblemTableOptions,
): { markdown: string; shown: number } {
  const rows: string[][] = []
  let bytes = 0
  for (const problem of problems.slice(0, maxRows)) {
    const { severity, code, file, line, column, path, message } = problem
    const location = inlineCode(`${file}:${line}${column ? `:${column}` : ''}`, maxLengths?.location)
    const where = path ? ` at ${inlineCode(path, maxLengths?.path)}` : ''
    const row = [
      `${SEVERITY_ICONS[severity]} ${linkMarkdown(location, getUrl?.(problem))}`,
      `${escapeText(message, maxLengths?.message)}${where} ${inlineCode(code, maxLengths?.code)}`,
    ]
    bytes += Buffer.byteLength(row.join(' | ')) + 5
    if (bytes > maxBytes) break
    rows.push(row)
  }
  return { markdown: table(['Where', 'Problem'], rows), shown: rows.length }
}
