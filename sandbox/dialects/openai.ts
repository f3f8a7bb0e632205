import { ApiError } from '../api-error.ts'
import { bearerToken, type Dialect } from '../dialect.ts'
import { newId } from '../id.ts'

/** OpenAI's own API. */
export const openai: Dialect = {
  basePath: '/v1',
  keyPrefix: 'sk-sandbox-',
  keyHeader: (key) => ['Authorization', `Bearer ${key}`],
  authenticate({ headers }, key) {
    const token = bearerToken(headers)
    if (token === key) return
    if (token === undefined) {
      const message =
        "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY)."
      throw new ApiError(401, message)
    }
    // The real API also quotes both ends of the key, so a client that prints this message leaks part of a secret.
    const masked = `${token.slice(0, 8)}${'*'.repeat(Math.max(0, token.length - 12))}${token.slice(-4)}`
    const message = `Incorrect API key provided: ${masked}. You can find your API key at https://platform.openai.com/account/api-keys.`
    throw new ApiError(401, message, { code: 'invalid_api_key' })
  },
  headers: () => ({}),
  statuses: {},
  slowFiles: false,
  // The real API probably refuses it; that is not proven. A client that drops the mark is right in either case.
  byteOrderMark: false,
  shutdownDates: true,
  graderEndpoints: true,
  suffix: /^.{1,64}$/su,
  extraFields: [],
  noError: { code: null, message: null, param: null },
  resultColumns: [
    ['step', 'step'],
    ['train_loss', 'train_loss'],
    ['train_accuracy', 'train_mean_token_accuracy'],
    ['valid_loss', 'valid_loss'],
    ['valid_mean_token_accuracy', 'valid_mean_token_accuracy'],
  ],
  encodeResults: (csv) => Buffer.from(csv).toString('base64'),
  errorBody: ({ message, type, param, code }) => ({ error: { message, type, param, code } }),
  modelName: (base, suffix) => `ft:${base}:sandbox:${suffix}:${newId('', 8)}`,
  checkpointId: () => newId('ftckpt_'),
}
