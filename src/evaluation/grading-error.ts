import { ActionError } from '../errors.ts'

/** Thrown when an answer gets no usable grade, which is no fault of the answer: its message is the reason. */
export class GradingError extends ActionError {
  override name = 'GradingError'
}
