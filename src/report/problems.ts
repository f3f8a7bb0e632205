/** A problem of a dataset, as far as telling it goes. */
export interface DataProblem {
  code: string
  severity: 'error' | 'warning'
  file: string
  line: number
  column?: number
  path?: string
  message: string
}

/** How severe a problem is, at a glance. */
export const MARKS = { error: '❌', warning: '⚠️' } as const

/** A problem's sentence, with its place and its code: an annotation has a place of its own, but the log does not show it. */
export function problemLine({ code, file, line, path, message }: DataProblem): string {
  return `${file}:${line}: ${message}${path ? ` (at ${path})` : ''} [${code}]`
}

/** Which problems become annotations, at most so many of each severity; errors become warnings only where none are wanted. */
export function annotated(
  problems: DataProblem[],
  most: { errors: number; warnings: number },
): { errors: DataProblem[]; warnings: DataProblem[]; rest: DataProblem[] } {
  const asErrors = most.errors > 0
  const first = problems.filter(({ severity }) => asErrors && severity === 'error').slice(0, most.errors)
  const second = problems
    .filter((problem) => !asErrors || problem.severity === 'warning')
    .slice(0, most.warnings)
  const shown = new Set([...first, ...second])
  return { errors: first, warnings: second, rest: problems.filter((problem) => !shown.has(problem)) }
}
