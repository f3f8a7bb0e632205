/**
 * An expected error: a wrong input, bad data, a request that the server rejects. The message is one sentence that
 * names what is wrong and where; the hint says what to do next. Every other error is reported as a bug of this action.
 */
export class ActionError extends Error {
  override name = 'ActionError'
  readonly hint: string | undefined

  constructor(message: string, options: { hint?: string | undefined; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.hint = options.hint
  }
}

/** Thrown when the job has no permission to request an OIDC token from GitHub. */
export class IdTokenDeniedError extends ActionError {
  override name = 'IdTokenDeniedError'
}

/**
 * Throws the error again unless it is an ActionError: a bug must surface. With the signal of the workflow, for work whose
 * failure changes nothing, also throws if the workflow was cancelled: then the step must stop.
 */
export function rethrowUnexpected(error: unknown, signal?: AbortSignal): asserts error is ActionError {
  if (signal?.aborted || !(error instanceof ActionError)) throw error
}

/** Returns the message of an error, or what else was thrown as text. */
export function getErrorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** Formats an error for the user: the message, and the hint in a second line. An unexpected error is called a bug. */
export function formatError(error: unknown): string {
  if (error instanceof ActionError) return [error.message, error.hint].filter(Boolean).join('\n')
  const { message, stack } = error instanceof Error ? error : new Error(String(error))
  const location = stack?.match(/[\w.-]+\.[cm]?[jt]s:\d+:\d+/)?.[0]
  return `This is a bug in the action, please report it: ${message}${location ? ` (${location})` : ''}`
}

/** Returns the message of an expected error with its hint, as one problem of several. */
export function getMessageWithHint({ message, hint }: ActionError): string {
  return hint ? `${message} (${hint})` : message
}

/** Returns the code of a system error, such as ENOENT; `unknown` for any other error. */
export function getErrorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}

const MAX_QUOTED = 200

/** Returns a value as messages quote it: text on one line, in quotes and truncated; a list or a map only by its kind. */
export function quote(value: unknown): string {
  if (value === undefined || value === null) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a map'
  return typeof value === 'string' ? JSON.stringify(truncate(value, MAX_QUOTED)) : String(value)
}

/** Returns at most so many characters of a text, with an ellipsis where something was cut off. */
export function truncate(text: string, maxLength: number): string {
  // Characters, not UTF-16 units: four times as many units have enough of them, and a long text is not split as a whole.
  const characters = [...text.slice(0, 4 * maxLength)]
  return characters.length <= maxLength ? text : `${characters.slice(0, maxLength).join('')}…`
}
