/** Every kind of problem, by its stable code, and whether it stops the run. */
export const SEVERITIES = {
  'empty-file': 'error',
  'git-lfs-pointer': 'error',
  'utf-16': 'error',
  'json-array': 'error',
  'pretty-printed': 'error',
  'too-few-examples': 'error',
  'wrong-format': 'error',
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
  'content-part': 'error',
  'image-role': 'error',
  'weight-role': 'error',
  'weight-value': 'error',
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
  'extra-key': 'warning',
  'content-empty': 'warning',
  'unsupported-part': 'warning',
  'image-url': 'warning',
  'image-format': 'warning',
  'image-size': 'warning',
  'many-images': 'warning',
  'message-name': 'warning',
  'tool-call': 'warning',
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

/** The stable name of a kind of problem. */
export type Code = keyof typeof SEVERITIES

/** Whether a text is the name of a kind of problem. */
export const isCode = (text: string): text is Code => Object.hasOwn(SEVERITIES, text)

/** Whether a problem stops the run or is only told. */
export type Severity = 'error' | 'warning'

/** One thing wrong with a dataset, at its place; it never holds text of the dataset. */
export interface Problem {
  code: Code
  severity: Severity
  /** The file's name in the workspace. */
  file: string
  /** From 1. */
  line: number
  /** From 1, in UTF-16 units. */
  column?: number
  /** Where in the line's JSON, as `messages[2].content`. */
  path?: string
  /** A phrase that stands by itself. */
  message: string
}

/** How many problems there are, kept or not. */
export interface Counts {
  errors: number
  warnings: number
  codes: Partial<Record<Code, number>>
}

/** Tells what is wrong at a path of the line at hand; a message that takes time to find is made only where it is kept. */
export type Say = (code: Code, path: string, message: string | (() => string)) => void
