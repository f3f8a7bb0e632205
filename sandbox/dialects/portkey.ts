import { ApiError } from '../api-error.ts'
import type { Dialect } from '../dialect.ts'
import { openai } from './openai.ts'

/** Portkey's gateway in front of OpenAI, which it must be told to use by a header. */
export const portkey: Dialect = {
  ...openai,
  inputs: (url) => ({ 'base-url': url, headers: 'x-portkey-provider: openai' }),
  assertAccepted({ headers }) {
    if (headers['x-portkey-provider'] !== undefined || headers['x-portkey-config'] !== undefined) return
    throw new ApiError(400, 'Either x-portkey-config or x-portkey-provider header is required')
  },
  errorBody: ({ message, type, param, code }) =>
    message.startsWith('Either x-portkey-')
      ? { status: 'failure', message }
      : { error: { message: `openai error: ${message}`, type, param, code }, provider: 'openai' },
  quirks: {
    // It builds the create request again, from the fields that it knows.
    forwardFields: [
      'model',
      'suffix',
      'hyperparameters',
      'training_file',
      'validation_file',
      'integrations',
      'seed',
      'method',
    ],
  },
}
