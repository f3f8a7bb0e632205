import { get as getRaw } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test } from 'vitest'
import { DIALECTS, isDialectName } from '../sandbox/dialects.ts'
import { mergeQuirks, parseQuirk, type Quirks } from '../sandbox/quirks.ts'
import { type SandboxOptions, startSandbox } from '../sandbox/sandbox.ts'
import { chatExamples } from './support/run-action.ts'

const MODEL = 'gpt-4.1-mini-2025-04-14'
const EPOCHS = { method: { type: 'supervised', supervised: { hyperparameters: { n_epochs: 3 } } } }

/** Starts a sandbox that has a file, and returns it with functions that send requests; it is closed when the test ends. */
async function start(options: SandboxOptions = {}) {
  const sandbox = await startSandbox({ advance: 'manual', ...options })
  onTestFinished(() => sandbox.close())
  const [name, value] = sandbox.keyHeader
  const call = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${sandbox.url}${path}`, {
      method,
      headers: { [name]: value, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, body: /^[[{"n]/.test(text) ? JSON.parse(text) : text }
  }
  const file = sandbox.addFile(chatExamples(20))
  file.status = 'processed'
  return {
    sandbox,
    call,
    get: async (path: string) => (await call('GET', path)).body,
    create: (fields: object = {}) =>
      call('POST', '/fine_tuning/jobs', { model: MODEL, training_file: file.id, ...fields }),
    command: (id: string, command: string) => call('POST', `/fine_tuning/jobs/${id}/${command}`),
    /** Adds so many jobs, and returns their ids, newest first. */
    addJobs: (count: number) =>
      Array.from({ length: count }, () => sandbox.addJob({ training_file: file.id }, []).id).reverse(),
  }
}

const idsOf = ({ data }: { data: { id: string }[] }) => data.map(({ id }) => id)
const lastOf = (page: { data: { id: string }[] }) => idsOf(page).at(-1)

describe('what is said about a job', () => {
  /** Returns a job as it is described when it is created, when it is retrieved, and in the list. */
  async function describeThrice(quirks: Quirks, fields: object = {}) {
    const { create, get } = await start(quirks)
    const created = (await create({ suffix: 'abc', ...EPOCHS, ...fields })).body
    const retrieved = await get(`/fine_tuning/jobs/${created.id}`)
    return { created, retrieved, listed: (await get('/fine_tuning/jobs')).data[0] }
  }

  test('has numbers, long texts or other ids in the list, and each can be retrieved', async () => {
    const numeric = await describeThrice({ jobIds: 'numeric' })
    expect(Object.values(numeric).map(({ id }) => id)).toEqual(Array(3).fill(1_000_000))
    const long = await describeThrice({ jobIds: 'long' })
    expect(Object.values(long).map(({ id }) => id.length)).toEqual(Array(3).fill(300))
    const { created, listed } = await describeThrice({ jobIds: 'renamed' })
    expect([listed.id, listed.job_id]).toEqual([undefined, created.id])

    const { create, get } = await start({ jobIds: 'alias' })
    const { id } = (await create()).body
    const [alias] = idsOf(await get('/fine_tuning/jobs'))
    expect(alias).not.toBe(id)
    expect((await get(`/fine_tuning/jobs/${alias}`)).id).toBe(alias)
  })

  test('lacks fields, has them as null or under other names', async () => {
    const hidden = await describeThrice({ hideFields: ['seed', 'n_epochs'] })
    expect(hidden.retrieved).not.toHaveProperty('seed')
    expect(hidden.retrieved.method.supervised.hyperparameters).toEqual({
      batch_size: 'auto',
      learning_rate_multiplier: 'auto',
    })
    expect((await describeThrice({ nullFields: ['method'] })).listed.method).toBeNull()
    const renamed = await describeThrice({ renameFields: { user_provided_suffix: 'suffix' } })
    expect(renamed.created.suffix).toBe('abc')
    expect((await describeThrice({ modelPrefix: 'openai/' })).created.model).toBe(`openai/${MODEL}`)
    const { retrieved, listed } = await describeThrice({ listedStatus: 'null' })
    expect([retrieved.status, listed.status]).toEqual(['validating_files', null])
    expect((await describeThrice({ listedStatus: 'absent' })).listed).not.toHaveProperty('status')
    expect((await describeThrice({ filler: 4 })).retrieved.filler).toEqual([[], [], [], []])
  })

  test('is about another job', async () => {
    const { addJobs, get } = await start({ wrongJob: true })
    const [newest, oldest] = addJobs(2)
    expect((await get(`/fine_tuning/jobs/${newest}`)).id).toBe(oldest)
  })
})

describe('a create request', () => {
  test('loses fields, wherever they stand', async () => {
    const { create } = await start({ dropFields: ['n_epochs', 'seed', 'metadata', 'suffix'] })
    const { body } = await create({ ...EPOCHS, seed: 7, suffix: 'abc', metadata: { a: 'b' } })
    expect(body).toMatchObject({ metadata: null, user_provided_suffix: null })
    expect(body.method.supervised.hyperparameters.n_epochs).toBe('auto')
    expect(body.seed).not.toBe(7)
  })

  test('has only the fields that a gateway sends on', async () => {
    const { create } = await start({ forwardFields: ['model', 'training_file', 'seed'] })
    const { status, body } = await create({ ...EPOCHS, seed: 7, unknown_field: 1, metadata: { a: 'b' } })
    expect([status, body.seed, body.metadata]).toEqual([200, 7, null])
    expect(body.method.supervised.hyperparameters.n_epochs).toBe('auto')
  })

  test('loses its method, and gets other hyperparameters', async () => {
    const dropping = await start({ dropFields: ['method'] })
    const dpo = { method: { type: 'dpo', dpo: {} } }
    expect((await dropping.create(dpo)).body.method.type).toBe('supervised')
    const changing = await start({ changeHyperparameters: { n_epochs: 50 } })
    expect((await changing.create(EPOCHS)).body.hyperparameters.n_epochs).toBe(50)
    expect((await changing.create()).body.hyperparameters.n_epochs).toBe(50)
  })

  test('is rejected because of a field, which the error names', async () => {
    const { create } = await start({ rejectFields: ['seed'] })
    expect(await create({ seed: 7 })).toMatchObject({ status: 400, body: { error: { param: 'seed' } } })
    expect((await create()).status).toBe(200)
  })

  test('makes several jobs, at once or after a while', async () => {
    const twice = await start({ createCopies: 3 })
    const { id } = (await twice.create()).body
    expect(twice.sandbox.jobs.map((job) => job.id).indexOf(id)).toBe(2)

    let now = Date.UTC(2026, 0, 1)
    const later = await start({ createCopies: 2, copyDelayMs: 5000, now: () => now })
    const first = (await later.create()).body.id
    expect(later.sandbox.jobs.map((job) => job.id)).toEqual([first])
    now += 5000
    expect(later.sandbox.jobs.map(({ createdAt }) => createdAt)).toEqual([now - 5000, now])
  })

  test('is carried out although the server does not know the file', async () => {
    const { create } = await start({ checkFiles: false })
    expect((await create({ training_file: 'file-unknown' })).body.training_file).toBe('file-unknown')
  })
})

describe('the pages of a list', () => {
  /** Reads pages, each after the last item of the page before it, and returns the positions of their items. */
  async function readPages(quirks: Quirks, pages = 3) {
    const { addJobs, get } = await start({ pageLimit: 4, ...quirks })
    const all = addJobs(10)
    const read = []
    let after = ''
    for (let page = 0; page < pages; page++) {
      const { has_more, ...list } = await get(`/fine_tuning/jobs${after}`)
      read.push([...idsOf(list).map((id) => all.indexOf(id)), has_more ? '…' : '.'])
      after = `?after=${lastOf(list)}`
    }
    return read
  }

  test('follow each other as they should', async () => {
    expect(await readPages({})).toEqual([
      [0, 1, 2, 3, '…'],
      [4, 5, 6, 7, '…'],
      [8, 9, '.'],
    ])
    expect(await readPages({ jobOrder: 'oldest' }, 1)).toEqual([[9, 8, 7, 6, '…']])
  })

  test('are the first one again and again', async () => {
    expect(await readPages({ jobCursor: 'ignored' }, 2)).toEqual(Array(2).fill([0, 1, 2, 3, '…']))
    expect(await readPages({ jobCursor: 'ignored', pageLimit: 11 }, 1)).toEqual([[...Array(10).keys(), '.']])
    expect(await readPages({ jobCursor: 'stuck', pageLimit: 11 }, 1)).toEqual([[...Array(10).keys(), '…']])
  })

  test('begin or end with items of the page before, or are empty', async () => {
    expect(await readPages({ jobCursor: 'inclusive' }, 2)).toEqual([
      [0, 1, 2, 3, '…'],
      [3, 4, 5, 6, '…'],
    ])
    expect(await readPages({ jobCursor: 'repeats' }, 2)).toEqual([
      [0, 1, 2, 3, '…'],
      [4, 5, 2, 3, '…'],
    ])
    expect(await readPages({ jobCursor: 'empty', pageLimit: 10 }, 2)).toEqual([
      [...Array(10).keys(), '…'],
      ['…'],
    ])
  })

  test('have the items whose random id is greater', async () => {
    const { addJobs, get } = await start({ pageLimit: 4, jobCursor: 'random' })
    const all = addJobs(10)
    const last = lastOf(await get('/fine_tuning/jobs')) ?? ''
    const page = await get(`/fine_tuning/jobs?after=${last}`)
    const greater = all.filter((id) => id > last).slice(0, 4)
    expect(idsOf(page).slice(0, greater.length)).toEqual(greater)
    // At least one of the first page comes again, so that a client can notice it.
    expect(all.slice(0, 4).some((id) => idsOf(page).includes(id))).toBe(true)
  })

  test('have a largest limit, and begin with entries that are no jobs', async () => {
    const { addJobs, call, get } = await start({ maxPageLimit: 2, brokenEntries: [{ id: null }] })
    const all = addJobs(3)
    expect((await call('GET', '/fine_tuning/jobs?limit=3')).status).toBe(422)
    const page = await get('/fine_tuning/jobs')
    expect(idsOf(page)).toEqual([null, all[0], all[1]])
    expect(idsOf(await get(`/fine_tuning/jobs?after=${lastOf(page)}`))).toEqual([all[2]])
  })
})

describe('a command', () => {
  test.each<[string, Quirks, unknown]>([
    ['is answered with the job and has no effect', { ignoreCommands: true }, 'validating_files'],
    ['only seems to have an effect', { ignoreCommands: true, commandAnswer: 'pretended' }, 'cancelled'],
  ])('%s', async (_, quirks, answered) => {
    const { create, command, get } = await start(quirks)
    const { id } = (await create()).body
    expect((await command(id, 'cancel')).body.status).toBe(answered)
    expect((await get(`/fine_tuning/jobs/${id}`)).status).toBe('validating_files')
  })

  test.each<[Quirks, object]>([
    [{ commandAnswer: 'no-content' }, { status: 204, body: '' }],
    [{ commandAnswer: 'success' }, { status: 200, body: { success: true } }],
    [{ commandAnswer: 'empty' }, { status: 200, body: {} }],
  ])('has an effect and is answered without the job: %o', async (quirks, answer) => {
    const { create, command, get } = await start(quirks)
    const { id } = (await create()).body
    expect(await command(id, 'cancel')).toEqual(answer)
    expect((await get(`/fine_tuning/jobs/${id}`)).status).toBe('cancelled')
  })

  test('has an effect later', async () => {
    let now = Date.UTC(2026, 0, 1)
    const { create, command, sandbox } = await start({ commandDelayMs: 5000, now: () => now })
    const { id } = (await create()).body
    await command(id, 'cancel')
    expect(sandbox.jobs[0]?.wire.status).toBe('validating_files')
    now += 5000
    expect(sandbox.jobs[0]?.wire.status).toBe('cancelled')
  })
})

describe('events, checkpoints and models', () => {
  /** Returns a job that has succeeded, at a server with these oddities. */
  async function startWithResult(quirks: Quirks) {
    const at = await start({ maxSteps: 4, ...quirks })
    const { id } = (await at.create()).body
    const { modelName } = at.sandbox.advance(id, 'succeeded')
    return { ...at, job: `/fine_tuning/jobs/${id}`, model: `/models/${modelName}` }
  }

  test('has metrics at other places and under other names', async () => {
    const readMetrics = async (quirks: Quirks) => {
      const { get, job } = await startWithResult(quirks)
      const { data } = await get(`${job}/events?limit=100`)
      return data.find(({ type }: { type: string }) => type === 'metrics')?.data
    }
    const nested = await readMetrics({ nestedMetrics: true })
    expect(nested).toEqual({
      step: expect.any(Number),
      metrics: expect.objectContaining({ train_loss: expect.any(Number) }),
    })
    expect(await readMetrics({ steplessMetrics: true })).not.toHaveProperty('step')
    expect(await readMetrics({ renameMetrics: { train_loss: 'loss' } })).toHaveProperty('loss')
  })

  test('has a few events with other messages', async () => {
    const eventMessages = { 'Created fine-tuning job': 'Job is submitted' }
    const { get, job } = await startWithResult({ eventMessages })
    const { data } = await get(`${job}/events?limit=100`)
    expect(data.map(({ message }: { message: string }) => message)).toEqual(['Job is submitted'])
  })

  test('has events without an end', async () => {
    const { get, job } = await startWithResult({ endlessEvents: true })
    const first = await get(`${job}/events?limit=100`)
    const second = await get(`${job}/events?limit=100&after=${lastOf(first)}`)
    expect([first.has_more, second.has_more, second.data.length]).toEqual([true, true, 100])
    expect(idsOf(first)).not.toContain(lastOf(second))
  })

  test('has nameless checkpoints in another order, and no models', async () => {
    const { get, call, job, model } = await startWithResult({
      checkpointNames: 'empty',
      checkpointOrder: 'oldest',
      hideModels: 'trained',
    })
    const { data } = await get(`${job}/checkpoints`)
    const steps = data.map(({ step_number }: { step_number: number }) => step_number)
    expect(steps).toEqual(steps.toSorted((a: number, b: number) => a - b))
    expect(data[0].fine_tuned_model_checkpoint).toBe('')
    expect(await call('GET', model)).toMatchObject({
      status: 404,
      body: { error: { code: 'model_not_found' } },
    })
    expect((await call('GET', `/models/${MODEL}`)).status).toBe(200)
  })
})

describe('files', () => {
  /** Uploads ten examples and returns what the server says about the file. */
  async function upload(quirks: Quirks) {
    const { sandbox } = await start(quirks)
    const form = new FormData()
    form.append('purpose', 'fine-tune')
    form.append('file', new Blob([chatExamples(100)]), 'train.jsonl')
    const response = await fetch(`${sandbox.url}/files`, {
      method: 'POST',
      headers: { [sandbox.keyHeader[0]]: sandbox.keyHeader[1] },
      body: form,
    })
    return JSON.parse(await response.text())
  }

  test('are reported with other facts', async () => {
    expect(
      await upload({ reportedBytes: 1, reportedFilename: 'a.jsonl', fileStatus: 'uploaded' }),
    ).toMatchObject({
      bytes: 1,
      filename: 'a.jsonl',
      status: 'uploaded',
    })
    expect((await upload({ fileIds: 'long' })).id.length).toBe(334)
  })

  test('are complete for the server before they are', async () => {
    const { bytes } = await upload({ answerUploadAfter: 500 })
    expect(bytes).toBeLessThan(500)
  })
})

describe('all answers', () => {
  test.each<[Quirks['errorShape'], unknown]>([
    [
      'detail',
      {
        detail: [{ type: 'value_error', loc: ['body', 'seed'], msg: "'x' is not of type 'number' - 'seed'" }],
      },
    ],
    ['message', { message: "'x' is not of type 'number' - 'seed'" }],
    ['text-error', { error: "'x' is not of type 'number' - 'seed'" }],
    ['text', "'x' is not of type 'number' - 'seed'"],
    ['string', "'x' is not of type 'number' - 'seed'"],
  ])('have errors in the shape %s', async (errorShape, body) => {
    const { create } = await start({ errorShape })
    expect((await create({ seed: 'x' })).body).toEqual(body)
  })

  test.each<[answer: string, status: number, body: unknown]>([
    ['404', 404, { error: expect.objectContaining({ message: 'The requested resource was not found.' }) }],
    ['404:detail', 404, { detail: 'The requested resource was not found.' }],
    ['501:text', 501, expect.any(String)],
    ['405:empty', 405, ''],
    ['500:html', 500, expect.stringContaining('<html>')],
    ['job', 200, expect.objectContaining({ object: 'fine_tuning.job' })],
    ['stream', 200, expect.stringMatching(/^data: {/)],
    ['no-content', 204, ''],
    ['null', 200, null],
    ['object', 200, {}],
  ])('of a route are %s', async (answer, status, body) => {
    const { create, call } = await start({ routes: { events: answer } })
    const { id } = (await create()).body
    expect(await call('GET', `/fine_tuning/jobs/${id}/events`)).toEqual({ status, body })
  })

  test('are compressed, or say so, and begin with a byte order mark', async () => {
    const readRaw = async (encoding: Quirks['encoding']) => {
      const { sandbox } = await start({ encoding, byteOrderMark: true })
      const [name, value] = sandbox.keyHeader
      const { promise, resolve } = Promise.withResolvers<Buffer>()
      getRaw(`${sandbox.url}/models`, { headers: { [name]: value } }, async (response) => {
        const chunks: Buffer[] = []
        for await (const chunk of response) chunks.push(chunk)
        resolve(Buffer.concat(chunks))
      })
      return promise
    }
    expect(gunzipSync(await readRaw('gzip')).toString()).toMatch(/^\uFEFF{/)
    expect((await readRaw('mislabeled')).toString()).toMatch(/^\uFEFF{/)
  })
})

test('reads oddities from text, and names those that it does not know', () => {
  const texts = [
    'jobCursor=ignored',
    'dropFields=method,seed',
    'routes.events=404',
    'routes.models=501',
    'ignoreCommands',
  ]
  expect(mergeQuirks(texts.map(parseQuirk))).toEqual({
    jobCursor: 'ignored',
    dropFields: ['method', 'seed'],
    routes: { events: '404', models: '501' },
    ignoreCommands: true,
  })
  expect(() => parseQuirk('jobCursr=ignored')).toThrow(
    'unknown behavior "jobCursr"; known are metadataFilter,',
  )
  expect(() => parseQuirk('encoding=zip')).toThrow('"zip" is no value of encoding')
})

test.each(Object.keys(DIALECTS).filter(isDialectName))(
  'serves the list of jobs as %s does',
  async (dialect) => {
    const { sandbox } = await start({ dialect })
    const { 'base-url': url = sandbox.url, headers } = DIALECTS[dialect].inputs?.(sandbox.url) ?? {}
    const [name, value] = sandbox.keyHeader
    const [extra, setting = ''] = headers?.split(': ') ?? []
    const response = await fetch(url.replace(/\?|$/, '/fine_tuning/jobs$&'), {
      headers: { [name]: value, ...(extra && { [extra]: setting }) },
    })
    expect([response.status, await response.json()]).toMatchObject([200, { data: [] }])
  },
)
