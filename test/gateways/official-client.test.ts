import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { startSandbox } from '../../sandbox/sandbox.ts'
import { programPath } from './python.ts'

/** What the script has seen, and the answers that the types of the client do not have, as `Type: field: problem`. */
interface Report {
  readonly saw: Readonly<Record<string, unknown>>
  readonly mismatches: readonly string[]
}

/** Runs a scenario of the script against a new sandbox. */
async function use(scenario: string, dialect: 'openai' | 'azure'): Promise<Report> {
  const sandbox = await startSandbox({ advance: 'poll', maxSteps: 8, dialect })
  try {
    const { url, origin, key } = sandbox
    const { stdout } = await promisify(execFile)(
      programPath('python'),
      [join(import.meta.dirname, './official_client.py'), scenario],
      { env: { SERVER: JSON.stringify({ url, origin, key }) }, timeout: 120_000, killSignal: 'SIGKILL' },
    )
    return JSON.parse(stdout)
  } finally {
    await sandbox.close()
  }
}

const refusal = (type: string, status: number, fields: { code?: string; param?: string } = {}) => ({
  type,
  status,
  code: null,
  param: null,
  ...fields,
})
const UNKNOWN_JOB = refusal('NotFoundError', 404, { code: 'fine_tune_not_found', param: 'fine_tune_id' })
const INVALID_GRADER = refusal('BadRequestError', 400, { param: 'grader.operation' })
const WRONG_AZURE_KEY = refusal('AuthenticationError', 401, { code: '401' })

const STATUSES =
  "Input should be 'validating_files', 'queued', 'running', 'succeeded', 'failed' or 'cancelled'"
/**
 * Where OpenAI's own published answers are not of the types of its client: three nulls for the error of a job that has not
 * failed, no top-level hyperparameters but those of supervised jobs, and the statuses of pausing.
 */
const MISMATCHES_AT_OPENAI = [
  'FineTuningJob: error.code: Input should be a valid string',
  'FineTuningJob: error.message: Input should be a valid string',
  'FineTuningJob: hyperparameters: Field required',
  'FineTuningJob: hyperparameters: Input should be an object',
  `FineTuningJob: status: ${STATUSES}`,
  'SyncCursorPage[FineTuningJob]: data.error.code: Input should be a valid string',
  'SyncCursorPage[FineTuningJob]: data.error.message: Input should be a valid string',
]
/** Azure has further statuses of files and jobs. */
const MISMATCHES_AT_AZURE = [
  "FileObject: status: Input should be 'uploaded', 'processed' or 'error'",
  `FineTuningJob: status: ${STATUSES}`,
]

const AZURE_JOBS = {
  model: 'gpt-4.1-mini-2025-04-14',
  jobs: true,
  'first event': true,
  checkpoints: 3,
  results: 'step',
  cancelled: 'canceled',
  unknown: UNKNOWN_JOB,
}

it('the Python client uses files, uploads, jobs and graders of the sandbox as at OpenAI', {
  timeout: 150_000,
}, async () => {
  const { saw, mismatches } = await use('OpenAI', 'openai')
  expect(saw).toEqual({
    files: {
      retrieved: 'train.jsonl',
      'content is the same': true,
      'newest first': true,
      deleted: true,
      'after that': refusal('NotFoundError', 404, { param: 'id' }),
    },
    jobs: {
      statuses: ['running', 'pausing', 'queued', 'succeeded', 'cancelled'],
      'checkpoints while paused': true,
      checkpoints: 3,
      'last checkpoint is the model': true,
      fields: { seed: 7, metadata: { team: 'a' }, n_epochs: 3 },
      'newest first': true,
      'by metadata': true,
      'without metadata': true,
      'first event': true,
      'last event': 'The job has successfully completed',
      'every event once': true,
      results: true,
      model: true,
      answer: 'assistant',
      deleted: true,
      'cancelled twice': refusal('BadRequestError', 400),
      unknown: UNKNOWN_JOB,
      'bad suffix': refusal('BadRequestError', 400, { param: 'suffix' }),
    },
    methods: { types: ['dpo', 'reinforcement'], beta: 0.1 },
    graders: {
      valid: 'string_check',
      'valid multi': 'multi',
      invalid: INVALID_GRADER,
      'invalid run': INVALID_GRADER,
      right: { reward: 1, parts: {}, errors: [] },
      wrong: { reward: 0, parts: {}, errors: [] },
      'no variable': { reward: 0, parts: {}, errors: ['invalid_variable_error'] },
      similar: { reward: 0.75, parts: {}, errors: [] },
      'by a model': { reward: 1, parts: {}, errors: [] },
      'by code': { reward: 0, parts: {}, errors: ['python_grader_server_error'] },
      'by all': { reward: 0.75, parts: { check: 1, near: 1 }, errors: [] },
      'bad formula': { reward: 0, parts: { check: 1, near: 1 }, errors: ['formula_parse_error'] },
    },
    uploads: {
      statuses: ['pending', 'completed', 'completed'],
      'content is the same': true,
      'chunks are the same': true,
      cancelled: 'cancelled',
    },
    'wrong key': refusal('AuthenticationError', 401, { code: 'invalid_api_key' }),
    'scheme in lower case': true,
  })
  expect(mismatches).toEqual(MISMATCHES_AT_OPENAI)
})

it("the Python client uses Azure's v1 API with Azure's key as a bearer token", {
  timeout: 150_000,
}, async () => {
  const { saw, mismatches } = await use('OpenAI at Azure', 'azure')
  expect(saw).toEqual({ jobs: AZURE_JOBS, 'wrong key': WRONG_AZURE_KEY })
  expect(mismatches).toEqual(MISMATCHES_AT_AZURE)
})

it("the Python client for Azure uses Azure's classic paths, and a wrong key is a 401", {
  timeout: 150_000,
}, async () => {
  const { saw, mismatches } = await use('Azure', 'azure')
  expect(saw).toEqual({
    jobs: AZURE_JOBS,
    'by a token of Entra': 2,
    'wrong key': WRONG_AZURE_KEY,
    'key as a token': WRONG_AZURE_KEY,
    'version that is none': refusal('BadRequestError', 400, { code: 'BadRequest' }),
  })
  expect(mismatches).toEqual([
    ...MISMATCHES_AT_AZURE,
    `SyncCursorPage[FineTuningJob]: data.status: ${STATUSES}`,
  ])
})
