import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import OpenAI, { APIConnectionError, APIError, toFile } from 'openai'
import type { FineTuningJob, JobCreateParams, JobListParams } from 'openai/resources/fine-tuning/jobs/jobs'
import { expect, onTestFinished, test } from 'vitest'
import { azure } from '../sandbox/dialects/azure.ts'
import { INSTANT, REALTIME } from '../sandbox/lifecycle.ts'
import { readMultipart } from '../sandbox/multipart.ts'
import { type SandboxOptions, startSandbox } from '../sandbox/sandbox.ts'

const MODEL = 'gpt-4.1-mini-2025-04-14'

/** `count` examples of supervised training. */
function chat(count: number, extra: Record<string, unknown> = {}): string {
  return Array.from({ length: count }, (_, index) => {
    const messages = [
      { role: 'user', content: `${index}?` },
      { role: 'assistant', content: `${index}!` },
    ]
    return `${JSON.stringify({ messages, ...extra })}\n`
  }).join('')
}

/** Starts a sandbox with the official client for it; it is closed when the test ends. */
async function startWithClient(options: SandboxOptions = {}) {
  const sandbox = await startSandbox({ advance: INSTANT, ...options })
  onTestFinished(() => sandbox.close())
  const client = new OpenAI({ apiKey: sandbox.key, baseURL: sandbox.url, maxRetries: 0, timeout: 5_000 })
  const upload = async (content = chat(20), name = 'train.jsonl') =>
    (await client.files.create({ file: await toFile(Buffer.from(content), name), purpose: 'fine-tune' })).id
  const create = async (params: Partial<JobCreateParams> & Record<string, unknown> = {}) =>
    client.fineTuning.jobs.create({ model: MODEL, training_file: await upload(), ...params })
  const events = async (id: string, limit = 100) => {
    const newestFirst = await all(client.fineTuning.jobs.listEvents(id, { limit }))
    return newestFirst.reverse()
  }
  return { sandbox, client, upload, create, events, jobs: client.fineTuning.jobs }
}

/** All items of a list, page after page. */
async function all<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = []
  for await (const item of pages) items.push(item)
  return items
}

/** Returns the error with which the API rejects a request. */
async function getError(promise: Promise<unknown>) {
  const error = await promise.then(() => undefined).catch((thrown: unknown) => thrown)
  if (!(error instanceof APIError)) throw new Error('was not refused', { cause: error })
  return { status: error.status, code: error.code, param: error.param, message: error.message }
}

/** A clock that only the test moves. */
function clock(start = 1_800_000_000_000) {
  let time = start
  const pass = (ms: number) => {
    time += ms
  }
  return { now: () => time, pass }
}

test('stores an uploaded file with its digest and size, and returns its content', async () => {
  const { sandbox, client, upload } = await startWithClient()
  const content = chat(3, { parallel_tool_calls: false })
  const id = await upload(content)

  expect(await client.files.retrieve(id)).toMatchObject({
    object: 'file',
    bytes: content.length,
    status: 'processed',
  })
  expect(await (await client.files.content(id)).text()).toBe(content)
  const sha256 = createHash('sha256').update(content).digest('hex')
  expect(sandbox.files).toMatchObject([
    { id, sha256, examples: 3, filename: 'train.jsonl', purpose: 'fine-tune' },
  ])

  const other = await upload()
  expect((await all(client.files.list({ limit: 1 }))).map((file) => file.id)).toEqual([other, id])
  expect(await client.files.delete(id)).toEqual({ id, object: 'file', deleted: true })
  expect(await getError(client.files.retrieve(id))).toMatchObject({
    status: 404,
    message: `404 No such File object: ${id}`,
  })
})

test('hashes a whole file of which it stores only the beginning', async () => {
  const { sandbox, client, upload } = await startWithClient({ contentLimit: 1000 })
  const content = chat(5000)
  const id = await upload(content)
  const sha256 = createHash('sha256').update(content).digest('hex')
  expect(sandbox.files[0]).toMatchObject({ sha256, bytes: content.length, examples: 5000 })
  expect(sandbox.files[0]?.content.length).toBe(1000)
  expect(await getError(client.files.content(id))).toMatchObject({ status: 400 })
})

test('reads a multipart body however it is divided into chunks', async () => {
  const body =
    '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x\r\nContent-Disposition: form-data; name="f"; filename="%22q.jsonl"\r\n\r\n\r\n--\r\n--x\r\n--x--\r\n'
  for (let size = 1; size < body.length; size++) {
    const chunks = body.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? []
    async function* stream() {
      for (const chunk of chunks) yield Buffer.from(chunk)
    }
    const parts: [string, string | undefined, string][] = []
    await readMultipart(stream(), 'multipart/form-data; boundary=x', ({ name, filename }) => {
      const part: [string, string | undefined, string] = [name, filename, '']
      parts.push(part)
      return (chunk) => {
        part[2] += chunk.toString()
      }
    }).catch(() => parts.push(['refused', undefined, '']))
    expect(parts).toEqual([
      ['a', undefined, '1'],
      ['f', '"q.jsonl', '\r\n--'],
      ['refused', undefined, ''],
    ])
  }
})

test('a job goes from validating its files to its model, and its events report each step', async () => {
  const { client, upload, create, events, jobs } = await startWithClient()
  const created = await create({
    validation_file: await upload(chat(4), 'valid.jsonl'),
    suffix: 'mine',
    seed: 7,
    metadata: { team: 'a' },
    method: { type: 'supervised', supervised: { hyperparameters: { n_epochs: 4, batch_size: 5 } } },
  })
  expect(created).toMatchObject({
    object: 'fine_tuning.job',
    status: 'validating_files',
    fine_tuned_model: null,
    finished_at: null,
    trained_tokens: null,
    seed: 7,
    metadata: { team: 'a' },
    error: { code: null, message: null, param: null },
    hyperparameters: { n_epochs: 4, batch_size: 5, learning_rate_multiplier: 'auto' },
  })

  const job = await jobs.retrieve(created.id)
  expect(job.status).toBe('succeeded')
  expect(job.fine_tuned_model).toMatch(/^ft:gpt-4\.1-mini-2025-04-14:sandbox:mine:\w{8}$/)
  expect(job.hyperparameters).toEqual({ n_epochs: 4, batch_size: 5, learning_rate_multiplier: 2 })
  // Four epochs; 1 an example, 3 a message, its role, a number and a mark.
  expect(job.trained_tokens).toBe(4 * 20 * (1 + 2 * (3 + 1 + 2)))
  expect(job.estimated_finish).toBeNull()

  const listed = await events(job.id)
  expect(listed.map(({ message }) => message)).toEqual([
    `Created fine-tuning job: ${job.id}`,
    'This is the sandbox: no model is trained.',
    `Validating training file: ${job.training_file} and validation file: ${job.validation_file}`,
    'Files validated, moving job to queued state',
    'Fine-tuning job started',
    ...Array.from({ length: 16 }, (_, step) => [
      expect.stringMatching(new RegExp(`^Step ${step + 1}/16: training loss=\\d`)),
      ...([4, 8, 12].includes(step + 1)
        ? [
            `Checkpoint created at step ${step + 1} with Snapshot ID: ${job.fine_tuned_model}:ckpt-step-${step + 1}`,
          ]
        : []),
    ]).flat(),
    `New fine-tuned model created: ${job.fine_tuned_model}`,
    'The job has successfully completed',
  ])
  const metrics = listed
    .filter(({ type }) => type === 'metrics')
    .map(({ data }) => data as Record<string, number>)
  expect(metrics[0]).toMatchObject({ step: 1, total_steps: 16 })
  expect(metrics[15]?.train_loss).toBeLessThan(metrics[0]?.train_loss ?? 0)
  expect(metrics.flatMap((data) => (data.full_valid_loss ? [data.step] : []))).toEqual([4, 8, 12, 16])

  const checkpoints = await all(jobs.checkpoints.list(job.id, { limit: 2 }))
  expect(checkpoints.map((one) => one.step_number)).toEqual([16, 12, 8])
  expect(checkpoints[0]?.fine_tuned_model_checkpoint).toBe(job.fine_tuned_model)
  expect(checkpoints[1]?.fine_tuned_model_checkpoint).toBe(`${job.fine_tuned_model}:ckpt-step-12`)

  const results = await (await client.files.content(job.result_files[0] ?? '')).text()
  expect(Buffer.from(results, 'base64').toString()).toMatch(
    /^step,train_loss,train_accuracy,valid_loss,.*\n1,[\d.]+,/,
  )
  expect(await client.models.retrieve(job.fine_tuned_model ?? '')).toMatchObject({ id: job.fine_tuned_model })
})

test('the same seed gives the same losses', async () => {
  const { create, events } = await startWithClient()
  const losses = async (seed: number) => {
    const { id } = await create({ seed })
    return (await events(id)).filter(({ type }) => type === 'metrics').map(({ message }) => message)
  }
  expect(await losses(1)).toEqual(await losses(1))
  expect(await losses(1)).not.toEqual(await losses(2))
})

test('a job takes as long as its timing says, estimates its end, and has events after its end', async () => {
  const { now, pass } = clock()
  const { create, events, jobs } = await startWithClient({ now, advance: REALTIME })
  const { id } = await create()
  const statuses: string[] = []
  for (let second = 0; second < 9; second++) {
    const job = await jobs.retrieve(id)
    statuses.push(job.status)
    if (job.status === 'running') expect(job.estimated_finish).toBe(1_800_000_007)
    pass(900)
  }
  expect(statuses.slice(0, 3)).toEqual(['validating_files', 'queued', 'running'])
  expect(statuses.at(-1)).toBe('succeeded')
  const { finished_at } = await jobs.retrieve(id)
  expect((await events(id)).at(-1)?.created_at).toBeGreaterThanOrEqual(
    finished_at ?? Number.POSITIVE_INFINITY,
  )
})

test('lists events newest first in pages, and new events do not move the older pages', async () => {
  const { sandbox, jobs, events } = await startWithClient({ advance: 'manual' })
  const { id } = sandbox.addJob()
  const says = Array.from({ length: 250 }, (_, index) => ({ message: `event ${index}` }))
  sandbox.apply(id, { events: says })
  const page = await jobs.listEvents(id)
  expect(page.data.length).toBe(20)
  expect(page.data[0]?.message).toBe('event 249')
  sandbox.apply(id, { events: [{ message: 'news' }] })
  expect((await page.getNextPage()).data[0]?.message).toBe('event 229')
  expect((await events(id)).map(({ message }) => message).slice(3)).toEqual([
    ...says.map((one) => one.message),
    'news',
  ])
  expect(await getError(jobs.listEvents(id, { limit: 101 }))).toMatchObject({
    status: 400,
    param: 'limit',
    code: 'integer_above_max_value',
  })
})

test('lists jobs newest first and filters them by all of the given metadata', async () => {
  const { sandbox, jobs } = await startWithClient()
  const first = sandbox.addJob({ metadata: { team: 'a', run: '1' } }).id
  const second = sandbox.addJob({ metadata: { team: 'a', run: '' } }).id
  const third = sandbox.addJob().id
  const ids = async (query: JobListParams) => (await all(jobs.list(query))).map(({ id }) => id)
  expect(await ids({ limit: 1 })).toEqual([third, second, first])
  expect(await ids({ metadata: { team: 'a' } })).toEqual([second, first])
  expect(await ids({ metadata: { team: 'a', run: '' } })).toEqual([second])
  expect(await ids({ metadata: { team: 'a', run: '2' } })).toEqual([])
  const none = await fetch(`${sandbox.url}/fine_tuning/jobs?metadata=null`, {
    headers: { authorization: `Bearer ${sandbox.key}` },
  })
  expect(await none.json()).toMatchObject({ data: [{ id: third }] })
})

test('pauses, resumes and cancels a job only in the statuses that allow it', async () => {
  const { sandbox, create, jobs, events } = await startWithClient({ advance: 'manual', maxSteps: 100 })
  const { id } = await create()
  expect(await getError(jobs.pause(id))).toMatchObject({ status: 400 })
  sandbox.advance(id, 'running')
  sandbox.advance(id, 3)
  expect((await jobs.pause(id)).status).toBe('pausing')
  sandbox.advance(id)
  expect((await jobs.retrieve(id)).status).toBe('paused')
  expect((await jobs.checkpoints.list(id)).data[0]?.step_number).toBe(3)
  expect((await jobs.resume(id)).status).toBe('queued')
  expect(await getError(jobs.resume(id))).toMatchObject({ status: 400 })
  sandbox.advance(id, 2)
  expect((await events(id)).at(-1)?.message).toMatch(/^Step 4\//)
  expect(await jobs.cancel(id)).toMatchObject({ status: 'cancelled', fine_tuned_model: null })
  expect((await events(id)).at(-1)).toMatchObject({
    level: 'warn',
    message: 'Fine tuning process stopping due to job cancellation',
  })
  expect(await getError(jobs.cancel(id))).toMatchObject({ status: 400 })
})

test('keeps a job cancelled that another client has cancelled', async () => {
  const { now, pass } = clock()
  const { sandbox, jobs } = await startWithClient({ now, advance: REALTIME })
  const { id } = sandbox.addJob()
  sandbox.apply(id, { status: 'cancelled' })
  pass(60_000)
  expect(await jobs.retrieve(id)).toMatchObject({ status: 'cancelled', finished_at: 1_800_000_000 })
})

test('runs a job by the plan of a test', async () => {
  const script = [
    { status: 'running', events: [{ message: 'hello' }] },
    { status: 'unheard_of' },
    { status: 'failed', set: { error: { code: 'unsafe_file', message: 'flagged', param: 'training_file' } } },
    { events: [{ message: 'late', level: 'error' }] },
  ]
  const { create, jobs, events } = await startWithClient({ advance: 'poll', scripts: [script] })
  const { id } = await create()
  const polled: FineTuningJob[] = []
  for (let poll = 0; poll < 3; poll++) polled.push(await jobs.retrieve(id))
  expect(polled.map(({ status }) => status)).toEqual(['running', 'unheard_of', 'failed'])
  expect(polled[2]).toMatchObject({ error: { code: 'unsafe_file' }, finished_at: expect.any(Number) })
  expect((await events(id)).at(-1)?.message).toBe('late')
})

test.each([
  [
    'too few examples',
    chat(9),
    'invalid_n_examples',
    'Training file has 9 example(s), but must have at least 10 examples',
  ],
  ['an extra key', chat(12, { weight: 1 }), 'invalid_file_format', 'Example 1 contains an extra "weight"'],
  [
    'another format',
    '{"input":{}}\n'.repeat(12),
    'invalid_file_format',
    'Example 1 is missing key "messages"',
  ],
])('a job fails on %s', async (_, content, code, message) => {
  const { create, upload, jobs, events } = await startWithClient()
  const { id } = await create({ training_file: await upload(content) })
  const job = await jobs.retrieve(id)
  expect(job).toMatchObject({
    status: 'failed',
    fine_tuned_model: null,
    error: { code, param: 'training_file' },
  })
  expect(job.error?.message).toContain(message)
  expect((await events(id)).at(-1)).toMatchObject({ level: 'error', message: job.error?.message })
})

test('reports rewards of reinforcement and lists its best checkpoints', async () => {
  const { create, upload, jobs, events } = await startWithClient()
  const grader = {
    type: 'string_check',
    name: 'g',
    input: '{{sample.output_text}}',
    reference: '{{item.a}}',
    operation: 'eq',
  } as const
  const data = chat(10, { a: 'b' })
  const { id } = await create({
    model: 'o4-mini',
    training_file: await upload(data),
    validation_file: await upload(data),
    method: {
      type: 'reinforcement',
      reinforcement: { grader, hyperparameters: { n_epochs: 2, eval_interval: 4 } },
    },
  })
  const job = await jobs.retrieve(id)
  expect(job).toMatchObject({
    model: 'o4-mini-2025-04-16',
    status: 'succeeded',
    method: { reinforcement: { grader } },
  })
  expect(job).not.toHaveProperty('hyperparameters')
  const metrics = (await events(id)).filter(({ type }) => type === 'metrics')
  expect(metrics[3]?.message).toMatch(
    /^Step 4\/20 , train mean reward=0\.\d\d, full validation mean reward=0\.\d\d, /,
  )
  expect(metrics[3]?.data).toMatchObject({
    scores: { graders: [{ name: 'g', train_reward_mean: expect.any(Number) }] },
  })
  expect((await jobs.checkpoints.list(id)).data.length).toBe(3)
})

test('reports the scores of every grader within a multi, also in the checkpoints', async () => {
  const { create, upload, jobs, events } = await startWithClient()
  const each = { type: 'string_check', input: 'a', reference: 'b', operation: 'eq' } as const
  const data = chat(10)
  const { id } = await create({
    model: 'o4-mini',
    training_file: await upload(data),
    validation_file: await upload(data),
    method: {
      type: 'reinforcement',
      reinforcement: {
        // A map in every example that runs; the generated types want a single grader.
        grader: {
          type: 'multi',
          name: 'm',
          graders: { x: { ...each, name: 'first' }, y: { ...each, name: 'second' } },
          calculate_output: '(x + y) / 2',
        } as never,
        hyperparameters: { n_epochs: 1, eval_interval: 5 },
      },
    },
  })
  const [first] = (await events(id)).filter(({ type }) => type === 'metrics')
  expect(first?.data).toMatchObject({
    errors: { graders: [{ name: 'first', train_sample_parse_error_count: expect.any(Number) }, {}] },
  })
  for (const { metrics } of (await jobs.checkpoints.list(id)).data)
    expect(metrics).toMatchObject({
      scores: {
        valid_reward_mean: expect.any(Number),
        graders: [{ name: 'first' }, { name: 'second', valid_reward_mean: expect.any(Number) }],
      },
    })
})

test('lists and retrieves models, trains fine-tuned ones again, and deletes only those', async () => {
  const { sandbox, client, create, jobs } = await startWithClient()
  expect(await client.models.retrieve('gpt-4.1-mini')).toMatchObject({
    id: 'gpt-4.1-mini',
    shutdown_date: '2027-01-14',
  })
  const { id } = await create({ suffix: 'a' })
  const model = (await jobs.retrieve(id)).fine_tuned_model ?? ''
  expect((await all(client.models.list())).map((one) => one.id)).toContain(model)
  expect(sandbox.requests.at(-1)?.path).toBe('/models')
  const again = await jobs.retrieve((await create({ model, suffix: 'b' })).id)
  expect(again).toMatchObject({
    model,
    fine_tuned_model: expect.stringMatching(/^ft:gpt-4\.1-mini-2025-04-14:sandbox:b:/),
  })
  expect(await client.models.delete(model)).toMatchObject({ id: model, deleted: true })
  expect(await getError(client.models.retrieve(model))).toMatchObject({
    status: 404,
    code: 'model_not_found',
  })
  expect(await getError(client.models.delete('gpt-4o'))).toMatchObject({ status: 403 })
})

test('validates a grader', async () => {
  const { client } = await startWithClient()
  const { graders } = client.fineTuning.alpha
  const grader = { type: 'python', name: 'p', source: 'def grade(sample, item): return 1' } as const
  expect(await graders.validate({ grader })).toEqual({ grader })
  const wrong = { ...grader, source: 'x'.repeat(256_001) }
  expect(await getError(graders.validate({ grader: wrong }))).toMatchObject({
    status: 400,
    param: 'grader.source',
  })
})

test('joins an upload in parts to one file', async () => {
  const { client, sandbox } = await startWithClient()
  const content = Buffer.from(chat(30))
  const halves = [content.subarray(0, 700), content.subarray(700)]
  const start = () =>
    client.uploads.create({
      filename: 'big.jsonl',
      purpose: 'fine-tune',
      bytes: content.length,
      mime_type: 'text/jsonl',
    })
  const { id } = await start()
  // The second half is sent first, because the complete request sets the order.
  const [second, first] = [
    await client.uploads.parts.create(id, { data: await toFile(halves[1] ?? content, 'b') }),
    await client.uploads.parts.create(id, { data: await toFile(halves[0] ?? content, 'a') }),
  ]
  const complete = (part_ids: string[], md5: string) => client.uploads.complete(id, { part_ids, md5 })
  const md5 = createHash('md5').update(content).digest('hex')
  expect(await getError(complete([first.id, second.id], '0'.repeat(32)))).toMatchObject({
    status: 400,
    param: 'md5',
  })
  expect(await getError(complete([first.id], md5))).toMatchObject({ status: 400, param: 'part_ids' })
  const done = await complete([first.id, second.id], md5)
  expect(done).toMatchObject({ status: 'completed', file: { filename: 'big.jsonl', bytes: content.length } })
  expect(sandbox.files[0]?.content.equals(content)).toBe(true)
  const other = await start()
  expect(await client.uploads.cancel(other.id)).toMatchObject({ status: 'cancelled' })
  expect(await getError(client.uploads.complete(other.id, { part_ids: [] }))).toMatchObject({ status: 400 })
})

const hyperparameters = (given: Record<string, unknown>) => ({
  method: { type: 'supervised', supervised: { hyperparameters: given } },
})

test.each<[string, Record<string, unknown>, string | null]>([
  ['an unknown field', { surprise: 1 }, 'surprise'],
  ['a field of Azure', { trainingType: 'Standard' }, 'trainingType'],
  ['no model', { model: undefined }, 'model'],
  ['an unknown model', { model: 'gpt-9' }, null],
  ['no training file', { training_file: undefined }, 'training_file'],
  ['an unknown file', { training_file: 'file-no' }, 'training_file'],
  ['an unknown validation file', { validation_file: 'file-no' }, 'validation_file'],
  ['a null', { suffix: null }, 'suffix'],
  ['a null seed', { seed: null }, 'seed'],
  ['a long suffix', { suffix: 'x'.repeat(65) }, 'suffix'],
  ['a negative seed', { seed: -1 }, 'seed'],
  ['a large seed', { seed: 2 ** 31 }, 'seed'],
  ['no epochs', hyperparameters({ n_epochs: 0 }), 'method.supervised.hyperparameters.n_epochs'],
  ['half an epoch', hyperparameters({ n_epochs: 1.5 }), 'method.supervised.hyperparameters.n_epochs'],
  ['a large batch', hyperparameters({ batch_size: 257 }), 'method.supervised.hyperparameters.batch_size'],
  ['numbers as text', hyperparameters({ batch_size: '4' }), 'method.supervised.hyperparameters.batch_size'],
  [
    'a learning rate of zero',
    hyperparameters({ learning_rate_multiplier: 0 }),
    'method.supervised.hyperparameters.learning_rate_multiplier',
  ],
  [
    'a large beta',
    { method: { type: 'dpo', dpo: { hyperparameters: { beta: 2.1 } } } },
    'method.dpo.hyperparameters.beta',
  ],
  ['an unknown method', { method: { type: 'magic' } }, 'method.type'],
  [
    'hyperparameters in the wrong place',
    { method: { type: 'supervised', supervised: { n_epochs: 1 } } },
    'method.supervised.n_epochs',
  ],
  ['reinforcement without a grader', { method: { type: 'reinforcement' } }, 'method.reinforcement'],
  [
    'an unknown grader',
    { method: { type: 'reinforcement', reinforcement: { grader: { type: 'x' } } } },
    'method.reinforcement.grader.type',
  ],
  [
    'reinforcement without validation',
    { method: { type: 'reinforcement', reinforcement: { grader: { type: 'python', source: '' } } } },
    'validation_file',
  ],
  [
    '17 pairs of metadata',
    { metadata: Object.fromEntries(Array.from({ length: 17 }, (_, key) => [key, ''])) },
    'metadata',
  ],
  ['a long key', { metadata: { ['k'.repeat(65)]: '' } }, `metadata.${'k'.repeat(65)}`],
  ['a long value', { metadata: { k: 'v'.repeat(513) } }, 'metadata.k'],
  ['a number as metadata', { metadata: { k: 1 } }, 'metadata.k'],
  [
    'an integration without a project',
    { integrations: [{ type: 'wandb', wandb: {} }] },
    'integrations.0.wandb.project',
  ],
])('refuses to create a job with %s', async (_, fields, param) => {
  const { sandbox, create } = await startWithClient()
  const refusal = await getError(create(fields))
  expect(refusal).toMatchObject({ status: 400, param })
  expect(refusal.message.length).toBeGreaterThan(20)
  expect(sandbox.jobs).toEqual([])
})

test('rejects an uploaded file that is no training data', async () => {
  const { client, upload } = await startWithClient({ fileLimit: 1000 })
  expect((await getError(upload('<?xml version="1.0"?>'))).message).toBe(
    '400 Expected file to have JSONL format, where every line is a JSON dictionary. Line 1 is not a dictionary (HINT: line starts with: "<?xml ...").',
  )
  expect((await getError(upload('{}\n[]\n'))).message).toContain('Line 2 is not a dictionary')
  expect((await getError(upload('\uFEFF{}\n'))).message).toContain('Line 1 is not a dictionary')
  expect(await getError(upload(''))).toMatchObject({ status: 400 })
  expect(await getError(upload('{}', 'train.json'))).toMatchObject({ status: 400 })
  expect(await getError(upload(chat(100)))).toMatchObject({ status: 413 })
  const purpose = await getError(
    client.files.create({ file: await toFile(Buffer.from('x'), 'x'), purpose: 'play' as 'batch' }),
  )
  expect(purpose).toMatchObject({ status: 400, param: 'purpose' })
})

test('rejects a wrong key, path or method, and gives every response an id', async () => {
  const { sandbox } = await startWithClient()
  const get = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(sandbox.url + path, {
      headers: { authorization: `Bearer ${sandbox.key}` },
      ...init,
    })
    expect(response.headers.get('x-request-id')).toMatch(/^req_/)
    expect(response.headers.get('openai-processing-ms')).toMatch(/^\d+$/)
    const body = (await response.json()) as {
      error: { message: string; type: string; param: unknown; code: unknown }
    }
    expect(Object.keys(body.error)).toEqual(['message', 'type', 'param', 'code'])
    return { status: response.status, ...body.error }
  }
  const bearer = (key: string) => ({ headers: { authorization: `Bearer ${key}` } })
  expect(await get('/models', bearer('sk-proj-secret-of-mine-abcd'))).toMatchObject({
    status: 401,
    code: 'invalid_api_key',
    message: expect.stringMatching(/^Incorrect API key provided: sk-proj-\*+abcd\./),
  })
  expect(await get('/models', { headers: {} })).toMatchObject({ status: 401, code: null })
  expect(await get('/nothing')).toMatchObject({ status: 404, message: 'Invalid URL (GET /v1/nothing)' })
  expect(await get('/files', { method: 'PUT', ...bearer(sandbox.key) })).toMatchObject({ status: 405 })
  expect(await get('/fine_tuning/jobs/ftjob-no')).toMatchObject({ status: 404, code: 'fine_tune_not_found' })
  expect(await get('/fine_tuning/jobs', { method: 'POST', body: '{', ...bearer(sandbox.key) })).toMatchObject(
    { status: 400 },
  )
})

test('records every request', async () => {
  const { sandbox, create, jobs } = await startWithClient()
  const job = await create({ metadata: { a: 'b' } })
  await getError(jobs.retrieve('ftjob/no'))
  expect(sandbox.requests.map(({ method, path, status }) => [method, path, status])).toEqual([
    ['POST', '/files', 200],
    ['POST', '/fine_tuning/jobs', 200],
    ['GET', '/fine_tuning/jobs/ftjob%2Fno', 404],
  ])
  const body: unknown = JSON.parse(sandbox.requests[1]?.body ?? '')
  expect(body).toEqual({ model: MODEL, training_file: job.training_file, metadata: { a: 'b' } })
  expect(sandbox.requests[1]?.headers.authorization).toBe(`Bearer ${sandbox.key}`)
})

test('speaks the dialect of Azure OpenAI', async () => {
  const { sandbox } = await startWithClient({ dialect: 'azure', advance: 'poll' })
  expect(sandbox.url).toMatch(/\/openai\/v1$/)
  const client = new OpenAI({
    apiKey: 'unused',
    baseURL: sandbox.url,
    maxRetries: 0,
    defaultHeaders: { authorization: null, 'api-key': sandbox.key },
    defaultQuery: { 'api-version': 'preview' },
  })
  const file = await client.files.create({
    file: await toFile(Buffer.from(`\uFEFF${chat(20)}`), 't.jsonl'),
    purpose: 'fine-tune',
  })
  expect(file.status).toBe('pending')
  const params = {
    model: 'gpt-4.1-2025-04-14',
    training_file: file.id,
    suffix: 'mine',
    trainingType: 'GlobalStandard',
  }
  expect((await getError(client.fineTuning.jobs.create(params))).message).toContain(
    'is still being processed',
  )
  expect((await client.files.retrieve(file.id)).status).toBe('running')
  expect((await client.files.retrieve(file.id)).status).toBe('processed')
  expect(await getError(client.fineTuning.jobs.create({ ...params, suffix: 'not this' }))).toMatchObject({
    status: 400,
  })

  const { data: job, response } = await client.fineTuning.jobs.create(params).withResponse()
  expect(job).toMatchObject({ status: 'pending', error: null, trainingType: 'GlobalStandard' })
  expect(response.headers.get('apim-request-id')).toMatch(/^[\da-f-]{36}$/)
  expect(sandbox.requests.at(-1)?.query).toBe('api-version=preview')
  expect((await client.fineTuning.jobs.retrieve(job.id)).status).toBe('notRunning')
  sandbox.advance(job.id, 'succeeded')
  const done = await client.fineTuning.jobs.retrieve(job.id)
  expect(done.fine_tuned_model).toMatch(/^gpt-4\.1-2025-04-14\.ft-[\da-f]{32}-mine$/)
  expect((await client.fineTuning.jobs.checkpoints.list(job.id)).data[0]?.id).toMatch(/^ftchkpt-/)
  const results = await (await client.files.content(done.result_files[0] ?? '')).text()
  expect(results.split('\n')[0]).toBe(azure.resultColumns.map(([name]) => name).join(','))

  const other = sandbox.addJob({ training_file: file.id })
  expect((await client.fineTuning.jobs.cancel(other.id)).status).toBe('canceled')
  const entra = new OpenAI({ apiKey: 'eyJh.eyJz.c2ln', baseURL: sandbox.url, maxRetries: 0 })
  expect((await entra.fineTuning.jobs.list()).data.length).toBe(2)
  const body = await (await fetch(`${sandbox.url}/files/x`, { headers: { 'api-key': sandbox.key } })).json()
  expect(body).toEqual({
    error: { code: '404', message: 'No such File object: x', param: 'id', type: 'error', inner_error: null },
  })
})

test.each([429, 500, 503, 401, 403, 404])('injects %i with the error body of the API', async (status) => {
  const { sandbox, client } = await startWithClient()
  sandbox.fault(`GET /models ${status}`)
  const refusal = await getError(client.models.list())
  expect(refusal.status).toBe(status)
  expect(refusal.message).not.toContain('html')
  expect((await client.models.list()).data.length).toBeGreaterThan(0)
})

test('injects a fault with the headers, body, code and repetitions of its rule', async () => {
  const { sandbox } = await startWithClient()
  const get = async () =>
    fetch(`${sandbox.url}/models`, { headers: { authorization: `Bearer ${sandbox.key}` } })
  sandbox.fault('* /models 429:7')
  expect((await get()).headers.get('retry-after')).toBe('7')
  sandbox.fault('* * 502')
  expect(await (await get()).text()).toMatch(/^<html>/)
  sandbox.fault({ kind: 'status', status: 403, error: { code: 'training_not_available', message: 'no' } })
  expect(await (await get()).json()).toMatchObject({
    error: { code: 'training_not_available', message: 'no' },
  })
  sandbox.fault({ path: /\/mod.*/, kind: 'html', skip: 1, times: 2 })
  const types = [await get(), await get(), await get(), await get()].map((one) =>
    one.headers.get('content-type')?.slice(0, 9),
  )
  expect(types).toEqual(['applicati', 'text/html', 'text/html', 'applicati'])
  sandbox.fault('* * 500 every/2')
  expect([await get(), await get(), await get()].map(({ status }) => status)).toEqual([500, 200, 500])
  sandbox.clearFaults()
  expect((await get()).status).toBe(200)
  expect(() => sandbox.fault('GET /models')).toThrow('invalid fault')
  expect(() => sandbox.fault('GET /models explode')).toThrow()
})

test('breaks the connection before or after a request is carried out', async () => {
  const { sandbox, create } = await startWithClient()
  sandbox.fault('POST /fine_tuning/jobs reset')
  await expect(create()).rejects.toThrow(APIConnectionError)
  expect(sandbox.jobs.length).toBe(0)
  sandbox.fault('POST /fine_tuning/jobs lost')
  await expect(create()).rejects.toThrow(APIConnectionError)
  expect(sandbox.jobs.length).toBe(1)
  sandbox.fault({ method: 'POST', path: '/fine_tuning/jobs', kind: 'status', status: 502, effect: true })
  expect(await getError(create())).toMatchObject({ status: 502 })
  expect(sandbox.jobs.length).toBe(2)
  expect(
    sandbox.requests.filter(({ path }) => path !== '/files').map(({ status, fault }) => [status, fault]),
  ).toEqual([
    [null, 'reset'],
    [null, 'lost'],
    [502, 'status'],
  ])
})

test('makes a response hang, stall, break off, be garbage or be slow', async () => {
  const { sandbox } = await startWithClient()
  const get = async () => {
    const response = await fetch(`${sandbox.url}/models`, {
      headers: { authorization: `Bearer ${sandbox.key}` },
      signal: AbortSignal.timeout(100),
    })
    return { body: await response.text().catch((error: Error) => error.name) }
  }
  sandbox.fault('GET /models hang')
  await expect(get()).rejects.toThrow('timeout')
  sandbox.fault('GET /models stall')
  expect(await get()).toEqual({ body: 'TimeoutError' })
  sandbox.fault('GET /models truncated')
  expect(await get()).toEqual({ body: 'TypeError' })
  sandbox.fault('GET /models garbage')
  const { body } = await get()
  expect(() => JSON.parse(body)).toThrow()
  sandbox.fault('GET /models slow:50')
  const order: string[] = []
  const slow = get().then(({ body }) => {
    order.push('slow')
    return body
  })
  await get().then(() => order.push('next'))
  expect(JSON.parse(await slow)).toMatchObject({ object: 'list' })
  expect(order).toEqual(['next', 'slow'])
})

test('redirects a request to another server', async () => {
  const { sandbox } = await startWithClient()
  const received: (string | undefined)[] = []
  const elsewhere = createServer((request, response) => {
    received.push(request.headers.authorization)
    response.end('{}')
  }).listen(0, '127.0.0.1')
  await once(elsewhere, 'listening')
  onTestFinished(() => void elsewhere.close())
  const location = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`
  sandbox.fault({ kind: 'redirect', location, status: 307 })
  const headers = { authorization: `Bearer ${sandbox.key}`, connection: 'close' }
  expect((await fetch(`${sandbox.url}/models`, { headers })).url).toBe(location)
  expect(received).toEqual([undefined])
})

test('lets a test in another process inject faults, read requests and advance jobs', async () => {
  const { sandbox, client, jobs } = await startWithClient({ advance: 'manual' })
  const control = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(new URL(`/__sandbox${path}`, sandbox.url), {
      method,
      body: body === undefined ? null : JSON.stringify(body),
    })
    return { status: response.status, body: (await response.json()) as unknown }
  }
  expect(await control('POST', '/faults', { kind: 'status', status: 503 })).toEqual({ status: 200, body: {} })
  expect(await getError(client.models.list())).toMatchObject({ status: 503 })
  expect(await control('POST', '/faults', { kind: 'explode' })).toMatchObject({ status: 400 })
  expect(await control('GET', '/requests')).toMatchObject({
    body: [{ path: '/models', status: 503, fault: 'status' }],
  })
  const { id } = sandbox.addJob()
  await control('POST', `/jobs/${id}/advance`, 'running')
  expect((await jobs.retrieve(id)).status).toBe('running')
})

test('shows each odd behavior that an option selects', async () => {
  const { now, pass } = clock()
  const { sandbox, client, upload, create, jobs, events } = await startWithClient({
    now,
    metadataFilter: false,
    listDelayMs: 5_000,
    pageLimit: 3,
    eventOrder: 'oldest',
    fileStatus: false,
    statuses: { validating_files: 'WARMING' },
    models: ['llama'],
    extraFields: ['lora'],
    extraEvents: (_, { status }) =>
      status === 'queued' ? [{ message: '::warning::hostile', level: 'warn' }] : [],
  })
  const id = await upload()
  expect(await client.files.retrieve(id)).not.toHaveProperty('status')
  const job = await create({ model: 'llama', lora: true })
  expect(job).toMatchObject({ status: 'WARMING', lora: true })
  const list = () => jobs.list({ metadata: { no: 'such' }, limit: 50 })
  expect((await list()).data).toEqual([])
  pass(5_000)
  expect((await list()).data.length).toBe(1)
  const page = await jobs.listEvents(job.id, { limit: 50 })
  expect(page.data.map(({ message }) => message)[0]).toBe(`Created fine-tuning job: ${job.id}`)
  expect(page.data.length).toBe(3)
  expect((await events(job.id)).map(({ message }) => message)).toContain('::warning::hostile')
  expect(sandbox.jobs[0]?.wire.status).toBe('succeeded')
})

test('can drop or reject metadata and its filter', async () => {
  const forgetful = await startWithClient({ keepMetadata: false })
  expect((await forgetful.create({ metadata: { a: 'b' } })).metadata).toBeNull()
  expect((await forgetful.jobs.list({ metadata: { no: 'such' } })).data.length).toBe(1)

  const strict = await startWithClient({ rejectMetadata: true, metadataFilter: 'refused' })
  expect(await getError(strict.create({ metadata: { a: 'b' } }))).toMatchObject({
    status: 400,
    param: 'metadata',
  })
  expect((await strict.create()).metadata).toBeNull()
  expect(await getError(strict.jobs.list({ metadata: { a: 'b' } }))).toMatchObject({
    status: 400,
    param: 'metadata',
  })
  expect((await strict.jobs.list()).data.length).toBe(1)
})

test('lists a new file late if an option says so', async () => {
  const { now, pass } = clock()
  const { client, upload } = await startWithClient({ now, fileListDelayMs: 5_000 })
  const id = await upload()
  expect((await client.files.list()).data).toEqual([])
  expect((await client.files.retrieve(id)).id).toBe(id)
  pass(5_000)
  expect((await client.files.list()).data.map((file) => file.id)).toEqual([id])
})

test('fails a job whose file is deleted before it is validated', async () => {
  const { sandbox, client, upload, create, jobs } = await startWithClient({ advance: 'manual' })
  const validation_file = await upload(chat(4), 'valid.jsonl')
  const [job, validated] = [await create({ validation_file }), await create({ validation_file })]
  sandbox.advance(validated.id, 'queued')
  await client.files.delete(validation_file)
  expect(await jobs.retrieve(job.id)).toMatchObject({
    status: 'failed',
    error: { code: 'invalid_validation_file', param: 'validation_file' },
  })
  expect((await jobs.retrieve(validated.id)).status).toBe('queued')
})

test('calls the hooks of a test before and after each request is handled', async () => {
  const calls: string[] = []
  const record = (hook: string) => (_: unknown, index: number) =>
    calls.push(`${hook} ${index}: ${jobsThere()} jobs`)
  const { sandbox, create } = await startWithClient({
    onRequest: record('onRequest'),
    onResponse: record('onResponse'),
  })
  const jobsThere = () => sandbox.jobs.length
  await create()
  expect(calls).toEqual([
    'onRequest 0: 0 jobs',
    'onResponse 0: 0 jobs',
    'onRequest 1: 0 jobs',
    'onResponse 1: 1 jobs',
  ])
})
