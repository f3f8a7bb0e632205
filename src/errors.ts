/**
 * Something that was to be expected: wrong input, bad data, a refusal by the server. Its message is one
 * sentence that names what is wrong and where, and its hint says what to do about it. Any other error that
 * reaches the top is a bug of this action and is reported as one.
 */
export class ActionError extends Error {
  override name = 'Failure'
  readonly hint: string | undefined

  constructor(message: string, options: { hint?: string | undefined; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.hint = options.hint
  }
}
