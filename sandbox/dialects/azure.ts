import { randomUUID } from 'node:crypto'
import { ApiError } from '../api-error.ts'
import { bearerToken, type Dialect } from '../dialect.ts'
import { newHex } from '../id.ts'

const VERSION = /^(v1|preview|latest|\d{4}-\d{2}-\d{2}(-preview)?)$/
const DATED_VERSION = /^\d{4}-\d{2}-\d{2}(-preview)?$/

/** Azure OpenAI's API. */
export const azure: Dialect = {
  basePath: '/openai/v1',
  classicPath: '/openai',
  keyPrefix: '',
  keyHeader: (key) => ['api-key', key],
  authenticate({ base, headers, query }, key) {
    const isClassic = base === '/openai'
    const version = query.get('api-version')
    // The classic paths exist only together with a version, which is a date.
    if (isClassic && version === null) throw new ApiError(404, 'Resource not found')
    if (version !== null && !(isClassic ? DATED_VERSION : VERSION).test(version)) {
      throw new ApiError(400, 'API version not supported', { code: 'BadRequest' })
    }
    const token = bearerToken(headers)
    // On the newer paths a client of OpenAI's sends the key as it is used to.
    if (headers['api-key'] === key || (!isClassic && token === key)) return
    // The sandbox cannot ask Entra, so it accepts any token of the right form.
    if (/^ey[\w-]+\.[\w-]+\.[\w-]+$/.test(token ?? '')) return
    throw new ApiError(
      401,
      'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.',
    )
  },
  headers: () => ({ 'apim-request-id': randomUUID() }),
  statuses: { validating_files: 'pending', queued: 'notRunning', cancelled: 'canceled' },
  slowFiles: true,
  byteOrderMark: true,
  shutdownDates: false,
  graderEndpoints: false,
  suffix: /^[A-Za-z0-9_-]{1,40}$/,
  extraFields: ['trainingType'],
  openFields: ['method.reinforcement.tools', 'method.reinforcement.max_episode_steps'],
  graderTypes: ['endpoint'],
  inputs: (url) => ({ 'base-url': url, 'auth-scheme': 'api-key' }),
  noError: null,
  resultColumns: [
    ['step', 'step'],
    ['train_loss', 'train_loss'],
    ['train_mean_token_accuracy', 'train_mean_token_accuracy'],
    ['valid_loss', 'valid_loss'],
    ['validation_mean_token_accuracy', 'valid_mean_token_accuracy'],
    ['full_valid_loss', 'full_valid_loss'],
    ['full_valid_mean_token_accuracy', 'full_valid_mean_token_accuracy'],
  ],
  encodeResults: (csv) => csv,
  errorBody: ({ message, param, code, status }) => ({
    error: { code: code ?? String(status), message, param, type: 'error', inner_error: null },
  }),
  modelName: (base, suffix) => `${base}.ft-${newHex()}${suffix && `-${suffix}`}`,
  checkpointId: () => `ftchkpt-${newHex()}`,
}
