import OpenAI, { AzureOpenAI, toFile } from 'openai'
import type { FileObject } from 'openai/resources/files'
import type { FineTuningJobCheckpoint } from 'openai/resources/fine-tuning/jobs/checkpoints'
import type { FineTuningJob, FineTuningJobEvent } from 'openai/resources/fine-tuning/jobs/jobs'
import type { Upload } from 'openai/resources/uploads/uploads'
import { describe, expect, it, onTestFinished } from 'vitest'
import { INSTANT } from '../sandbox/lifecycle.ts'
import { type SandboxOptions, startSandbox } from '../sandbox/sandbox.ts'
import { requiredFields } from './support/required-fields.ts'
import { chatExamples } from './support/run-action.ts'

async function start(options: SandboxOptions = {}) {
  const sandbox = await startSandbox({ advance: INSTANT, ...options })
  onTestFinished(() => sandbox.close())
  return sandbox
}

/** Returns the status with which the list of models is answered. */
async function getStatus(base: string, headers: Record<string, string>, query = ''): Promise<number> {
  return (await fetch(`${base}/models${query}`, { headers })).status
}

const VERSION = '2025-04-01-preview'
const ENTRA_TOKEN = 'eyJh.eyJz.c2ln'

describe('the sandbox authenticates', () => {
  it.each(['Bearer', 'bearer', 'BEARER', 'BeArEr'])('by the scheme "%s", in any case', async (scheme) => {
    const { url, key } = await start()
    expect(await getStatus(url, { authorization: `${scheme} ${key}` })).toBe(200)
  })

  it.each([
    ['a wrong key', (key: string) => ({ authorization: `Bearer ${key}x` })],
    ['a key in another case', (key: string) => ({ authorization: `Bearer ${key.toUpperCase()}` })],
    ['a key under another scheme', (key: string) => ({ authorization: `Basic ${key}` })],
    ['a key without a scheme', (key: string) => ({ authorization: key })],
    ['a key in the header of Azure', (key: string) => ({ 'api-key': key })],
    ['no key', () => ({})],
  ])('and refuses %s at OpenAI with 401', async (_, headers) => {
    const { url, key } = await start()
    expect(await getStatus(url, headers(key))).toBe(401)
  })

  it.each([
    ['the key in api-key', (key: string) => ({ 'api-key': key })],
    ['the key as a bearer token', (key: string) => ({ authorization: `bearer ${key}` })],
    ['a token of Entra', () => ({ authorization: `Bearer ${ENTRA_TOKEN}` })],
  ])('by %s at the v1 API of Azure', async (_, headers) => {
    const { url, key } = await start({ dialect: 'azure' })
    expect(await getStatus(url, headers(key))).toBe(200)
  })

  it.each([
    ['a wrong key in api-key', (key: string) => ({ 'api-key': `${key}x` })],
    ['a wrong key as a bearer token', (key: string) => ({ authorization: `Bearer ${key}x` })],
    ['the key under another scheme', (key: string) => ({ authorization: `Basic ${key}` })],
    ['no key', () => ({})],
  ])('and refuses %s at the v1 API of Azure with 401', async (_, headers) => {
    const { url, key } = await start({ dialect: 'azure' })
    expect(await getStatus(url, headers(key))).toBe(401)
  })
})

describe('the classic paths of Azure', () => {
  it('serve the client for Azure as the v1 API serves that of OpenAI', async () => {
    const sandbox = await start({ dialect: 'azure' })
    const options = { endpoint: sandbox.origin, apiVersion: VERSION, maxRetries: 0 }
    const client = new AzureOpenAI({ ...options, apiKey: sandbox.key })
    const { id: training_file } = await client.files.create({
      file: await toFile(Buffer.from(chatExamples(20)), 'train.jsonl'),
      purpose: 'fine-tune',
    })
    expect((await client.files.retrieve(training_file)).status).toBe('processed')
    const job = await client.fineTuning.jobs.create({ model: 'gpt-4.1-mini-2025-04-14', training_file })
    expect((await client.fineTuning.jobs.retrieve(job.id)).status).toBe('succeeded')
    expect((await client.fineTuning.jobs.listEvents(job.id)).data.length).toBeGreaterThan(0)
    expect(sandbox.requests.map(({ method, path, query }) => `${method} ${path}?${query}`)).toEqual([
      `POST /files?api-version=${VERSION}`,
      `GET /files/${training_file}?api-version=${VERSION}`,
      `POST /fine_tuning/jobs?api-version=${VERSION}`,
      `GET /fine_tuning/jobs/${job.id}?api-version=${VERSION}`,
      `GET /fine_tuning/jobs/${job.id}/events?api-version=${VERSION}`,
    ])
    const entra = new AzureOpenAI({ ...options, azureADTokenProvider: async () => ENTRA_TOKEN })
    expect((await entra.fineTuning.jobs.list()).data.map(({ id }) => id)).toEqual([job.id])
  })

  it('are not there without a version, and refuse one that is no date', async () => {
    const { origin, key } = await start({ dialect: 'azure' })
    const status = (query: string) => getStatus(`${origin}/openai`, { 'api-key': key }, query)
    expect([
      await status(''),
      await status('?api-version=v1'),
      await status(`?api-version=${VERSION}`),
    ]).toEqual([404, 400, 200])
  })

  it('refuse a wrong key, and the key as a bearer token, with 401', async () => {
    const { origin, key } = await start({ dialect: 'azure' })
    for (const headers of [{ 'api-key': 'wrong' }, { authorization: `Bearer ${key}` }])
      expect(await getStatus(`${origin}/openai`, headers, `?api-version=${VERSION}`)).toBe(401)
  })

  it('are not there at other servers', async () => {
    const { origin, key } = await start()
    expect(await getStatus(`${origin}/openai`, { authorization: `Bearer ${key}` })).toBe(404)
  })
})

const MODEL = 'gpt-4.1-mini-2025-04-14'
const CHECK = {
  type: 'string_check',
  name: 'check',
  input: '{{ sample.output_text }}',
  reference: '{{item.answer}}',
  operation: 'eq',
} as const
async function startWithClient() {
  const sandbox = await start()
  const client = new OpenAI({ apiKey: sandbox.key, baseURL: sandbox.url, maxRetries: 0 })
  return { sandbox, client }
}

describe('the answers of the sandbox', () => {
  it('have every field that the official client requires of files, uploads, jobs, events and checkpoints', async () => {
    const { client, sandbox } = await startWithClient()
    const { id } = sandbox.addJob()
    const { jobs } = client.fineTuning
    const file = requiredFields<FileObject>({
      id: true,
      bytes: true,
      created_at: true,
      filename: true,
      object: true,
      purpose: true,
      status: true,
    })
    const job = requiredFields<FineTuningJob>({
      id: true,
      created_at: true,
      error: true,
      fine_tuned_model: true,
      finished_at: true,
      hyperparameters: true,
      model: true,
      object: true,
      organization_id: true,
      result_files: true,
      seed: true,
      status: true,
      trained_tokens: true,
      training_file: true,
      validation_file: true,
    })
    const event = requiredFields<FineTuningJobEvent>({
      id: true,
      created_at: true,
      level: true,
      message: true,
      object: true,
    })
    const checkpoint = requiredFields<FineTuningJobCheckpoint>({
      id: true,
      created_at: true,
      fine_tuned_model_checkpoint: true,
      fine_tuning_job_id: true,
      metrics: true,
      object: true,
      step_number: true,
    })
    const upload = requiredFields<Upload>({
      id: true,
      bytes: true,
      created_at: true,
      expires_at: true,
      filename: true,
      object: true,
      purpose: true,
      status: true,
    })
    const spec = { bytes: 1, filename: 'a.jsonl', mime_type: 'text/jsonl', purpose: 'fine-tune' } as const
    const answers = [
      [file, (await client.files.list()).data[0]],
      [job, await jobs.retrieve(id)],
      [job, (await jobs.list()).data[0]],
      [event, (await jobs.listEvents(id)).data[0]],
      [checkpoint, (await jobs.checkpoints.list(id)).data[0]],
      [upload, await client.uploads.create(spec)],
    ] as const
    for (const [fields, answer] of answers)
      expect(Object.keys(answer ?? {})).toEqual(expect.arrayContaining(fields))
  })

  it('have the top-level hyperparameters of the published examples: null for dpo, none for reinforcement', async () => {
    const { sandbox, client } = await startWithClient()
    const file = sandbox.addFile(chatExamples(20))
    const create = (type: 'supervised' | 'dpo' | 'reinforcement', model = MODEL) =>
      client.fineTuning.jobs.create({
        model,
        training_file: file.id,
        validation_file: file.id,
        method: { type, ...(type === 'reinforcement' && { reinforcement: { grader: CHECK } }) },
      })
    expect((await create('supervised')).hyperparameters).toMatchObject({ n_epochs: 'auto' })
    expect((await create('dpo')).hyperparameters).toBeNull()
    expect(await create('reinforcement', 'o4-mini-2025-04-16')).not.toHaveProperty('hyperparameters')
  })
})
