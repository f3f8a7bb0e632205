import { randomUUID } from 'node:crypto'
import type { Refusal } from './api-error.ts'
import { newHex, newId } from './id.ts'

/** Everything in which OpenAI and Azure OpenAI differ on the wire. */
export interface Dialect {
  readonly basePath: string
  /** Headers of an answer beside OpenAI's. */
  headers(): Readonly<Record<string, string>>
  /** How a job's status is spelt; a status that is not listed goes out as it is. */
  readonly statuses: Readonly<Record<string, string>>
  /** Whether a new file goes through `pending` and `running` and cannot be used until it is `processed`. */
  readonly slowFiles: boolean
  /** Whether a byte order mark before the first line is accepted. */
  readonly byteOrderMark: boolean
  /** Whether `/models` tells when a base model will be shut down. */
  readonly shutdownDates: boolean
  /** Whether graders can be validated by themselves. */
  readonly graderEndpoints: boolean
  readonly suffix: RegExp
  /** Fields of the create request beside OpenAI's. */
  readonly extraFields: readonly string[]
  /** `error` of a job that has not failed: null in the schema, three nulls in practice. */
  readonly noError: { readonly code: null; readonly message: null; readonly param: null } | null
  /** Columns of the result file of supervised jobs: name, metric. */
  readonly resultColumns: readonly (readonly [string, string])[]
  encodeResults(csv: string): string
  errorBody(refusal: Refusal): unknown
  modelName(base: string, suffix: string): string
  checkpointId(): string
}

/** OpenAI's own. */
export const openai: Dialect = {
  basePath: '/v1',
  headers: () => ({}),
  statuses: {},
  slowFiles: false,
  // Not proven to be refused, but suspected; a client that drops the mark is right in either case.
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

/** Azure OpenAI's. */
export const azure: Dialect = {
  basePath: '/openai/v1',
  headers: () => ({ 'apim-request-id': randomUUID() }),
  statuses: { validating_files: 'pending', queued: 'notRunning', cancelled: 'canceled' },
  slowFiles: true,
  byteOrderMark: true,
  shutdownDates: false,
  graderEndpoints: false,
  suffix: /^[A-Za-z0-9_-]{1,40}$/,
  extraFields: ['trainingType'],
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
