/** Every kind of problem by its stable code. Errors stop the run. */
export const SEVERITIES = {
  'empty-file': 'error',
  'git-lfs-pointer': 'error',
  'utf-16': 'error',
  'json-array': 'error',
  'pretty-printed': 'error',
  'file-type': 'error',
  'too-few-examples': 'error',
  'wrong-format': 'error',
  'foreign-format': 'error',
  'mixed-formats': 'error',
  'line-too-long': 'error',
  'not-utf-8': 'error',
  'not-json': 'error',
  'not-object': 'error',
  'unknown-key': 'error',
  'no-messages': 'error',
  'message-type': 'error',
  'unknown-role': 'error',
  'content-missing': 'error',
  'content-type': 'error',
  'content-parts': 'error',
  'content-part': 'error',
  'refusal-type': 'error',
  'image-role': 'error',
  'weight-value': 'error',
  'tool-type': 'error',
  'tool-arguments': 'error',
  'no-assistant': 'error',
  'completions-shape': 'error',
  'dpo-input': 'error',
  'dpo-output': 'error',
  'dpo-output-role': 'error',
  'dpo-old-key': 'error',
  'fim-token': 'error',
  'grader-item': 'error',
  'file-name': 'warning',
  'empty-shard': 'warning',
  'blank-lines': 'warning',
  'few-examples': 'warning',
  'too-many-examples': 'warning',
  'model-format': 'warning',
  'large-dataset': 'warning',
  'duplicate-example': 'warning',
  overlap: 'warning',
  'conflicting-answers': 'warning',
  'long-example': 'warning',
  'image-tokens': 'warning',
  'duplicate-key': 'warning',
  'lone-surrogate': 'warning',
  'special-token': 'warning',
  secret: 'warning',
  'extra-key': 'warning',
  'content-empty': 'warning',
  'unsupported-part': 'warning',
  'image-url': 'warning',
  'image-format': 'warning',
  'image-size': 'warning',
  'many-images': 'warning',
  'message-name': 'warning',
  'weight-role': 'warning',
  'tool-parts': 'warning',
  'tool-call': 'warning',
  'arguments-json': 'warning',
  'tool-call-id': 'warning',
  'orphan-tool-message': 'warning',
  'unanswered-call': 'warning',
  'unknown-tool': 'warning',
  'tool-definition': 'warning',
  'parallel-tool-calls': 'warning',
  'last-message': 'warning',
  'consecutive-assistant': 'warning',
  'all-weights-zero': 'warning',
  'no-user': 'warning',
  'dpo-turns': 'warning',
  'dpo-text': 'warning',
  'dpo-identical': 'warning',
  'dpo-kind': 'warning',
  'role-for-method': 'warning',
  'no-item-fields': 'warning',
  'item-fields': 'warning',
  'grader-item-missing': 'warning',
} as const

/** The stable code of a kind of problem. */
export type ProblemCode = keyof typeof SEVERITIES

/** Returns whether a text is the code of a kind of problem. */
export const isProblemCode = (text: string): text is ProblemCode => Object.hasOwn(SEVERITIES, text)

/** The codes of all kinds of problems, in the order of their table. */
export const PROBLEM_CODES: readonly ProblemCode[] = Object.keys(SEVERITIES).filter(isProblemCode)

/** An error stops the run, a warning is only reported. */
export type Severity = 'error' | 'warning'

/** A problem of a dataset and its place. It never contains text of the dataset. */
export interface Problem {
  code: ProblemCode
  severity: Severity
  /** The file's name in the workspace. */
  file: string
  /** From 1. */
  line: number
  /** From 1, in UTF-16 units. */
  column?: number
  /** The place in the line's JSON, as `messages[2].content`. */
  path?: string
  /** Understandable without the other fields. */
  message: string
}

/** How many problems there are, including those that are not kept. */
export interface ProblemCounts {
  errors: number
  warnings: number
  codes: Partial<Record<ProblemCode, number>>
}

/** Reports a problem at a path of a line. A message that takes time is a function, called only if the problem is kept. */
export type ReportProblem = (code: ProblemCode, path: string, message: string | (() => string)) => void
