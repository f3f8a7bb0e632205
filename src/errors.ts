/**
 * Something that was to be expected: wrong input, bad data, a refusal by the server. Its message is one
 * sentence that names what is wrong and where, and its advice says what to do about it. Any other error that
 * reaches the top is a bug of this action and is reported as one.
 */
export class Failure extends Error {
  override name = 'Failure'
  readonly advice: string | undefined

  constructor(message: string, options: { advice?: string | undefined; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.advice = options.advice
  }
}
