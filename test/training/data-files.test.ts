import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { errorResponse, type RecordedRequest } from '../support/fake-api.ts'
import { chatExamples, runAction, type Scenario } from '../support/run-action.ts'

const changing = (sent: string[]) => sent.filter((request) => !request.startsWith('GET'))
const TEXT = `${chatExamples(60)}\n`
const DIGEST = createHash('sha256').update(TEXT).digest('hex')
const listed = (...data: object[]) => ({ data, has_more: false })
/** The data, as an earlier run left it on the server. */
const FILE = {
  id: 'file-9',
  filename: `train-abc-${DIGEST}.jsonl`,
  bytes: Buffer.byteLength(TEXT),
  created_at: 1,
  status: 'processed',
}
const EXISTING = { 'GET /files': () => listed(FILE), 'GET /files/file-9': () => FILE }
/** Routes of a server that deletes files. */
const DELETE_ROUTES = Object.fromEntries(
  ['file-1', 'file-2', 'file-9'].map((id) => [`DELETE /files/${id}`, () => ({ id, deleted: true })]),
)
const getUploadName = ({ body }: RecordedRequest) => /filename="([^"]*)"/.exec(body)?.[1]
const lost = () => Promise.reject(new Error('socket hang up'))

describe('data that is already on the server', () => {
  it('is not uploaded again, with a log line', async () => {
    const { sent, log, outputs } = await runAction({ routes: EXISTING })
    expect(changing(sent)).toEqual(['POST /fine_tuning/jobs'])
    expect(log).toContain('training data: 5.0 kB already on the server as file-9')
    expect(outputs['training-file-id']).toBe('file-9')
  })

  it('is uploaded again if the server cannot list its files', async () => {
    const { sent, failed } = await runAction({
      routes: { 'GET /files': () => errorResponse(403, 'forbidden') },
    })
    expect([failed, changing(sent)]).toEqual([false, ['POST /files', 'POST /fine_tuning/jobs']])
  })

  it('is uploaded again if the file is gone when the job is created', async () => {
    let isGone = false
    let creates = 0
    const { sent, log, failed, outputs } = await runAction({
      routes: {
        'GET /files': () => listed(...(isGone ? [] : [FILE])),
        'GET /files/file-9': () => (isGone ? errorResponse(404, 'not_found') : FILE),
        'POST /fine_tuning/jobs': () => {
          isGone = true
          return ++creates === 1 ? errorResponse(400, 'invalid_file') : { id: 'ftjob-1', status: 'queued' }
        },
      },
    })
    expect([failed, changing(sent)]).toEqual([
      false,
      ['POST /fine_tuning/jobs', 'POST /files', 'POST /fine_tuning/jobs'],
    ])
    expect(log).toContain('training data: file-9 is gone from the server')
    expect(outputs['training-file-id']).toBe('file-1')
  })

  it('is uploaded again alone if only one of the two files is gone', async () => {
    let creates = 0
    const { failed, requests, outputs } = await runAction({
      inputs: { 'validation-file': 'valid.jsonl' },
      files: { 'valid.jsonl': chatExamples(12, 1000) },
      routes: {
        'GET /files': () => listed(...(creates ? [] : [FILE])),
        'GET /files/file-9': () => (creates ? errorResponse(404, 'not_found') : FILE),
        'POST /fine_tuning/jobs': () =>
          ++creates === 1 ? errorResponse(400, 'invalid_file') : { id: 'ftjob-1', status: 'queued' },
      },
    })
    expect(failed).toBe(false)
    const uploads = requests.filter(({ method, path }) => `${method} ${path}` === 'POST /files')
    expect(uploads.map((upload) => getUploadName(upload)?.split('-')[0])).toEqual(['valid', 'train'])
    expect([outputs['validation-file-id'], outputs['training-file-id']]).toEqual(['file-1', 'file-2'])
  })

  it('is not uploaded again if the server rejects the job though the file exists', async () => {
    const { sent, failures } = await runAction({
      routes: { ...EXISTING, 'POST /fine_tuning/jobs': () => errorResponse(400, 'invalid_file') },
    })
    expect(changing(sent)).toEqual(['POST /fine_tuning/jobs'])
    expect(failures[0]).toContain('invalid_file')
  })
})

describe('an upload', () => {
  it('is found by its name if its response was lost', async () => {
    let name: string | undefined
    const { sent, failed, outputs } = await runAction({
      routes: {
        'GET /files': () => listed(...(name ? [{ ...FILE, filename: name }] : [])),
        'GET /files/file-9': () => ({ ...FILE, filename: name }),
        'POST /files': (request) => {
          name = getUploadName(request)
          return lost()
        },
      },
    })
    expect([failed, changing(sent)]).toEqual([false, ['POST /files', 'POST /fine_tuning/jobs']])
    expect(outputs['training-file-id']).toBe('file-9')
  })

  it.each([
    ['is not listed', () => listed()],
    ['cannot be listed', () => errorResponse(403, 'forbidden')],
  ])('is sent again if its response was lost and its file %s', async (_, list) => {
    let sends = 0
    const { sent, failed } = await runAction({
      routes: {
        'GET /files': list,
        'POST /files': () => (++sends === 1 ? lost() : { id: 'file-1', status: 'processed' }),
      },
    })
    expect([failed, changing(sent)]).toEqual([
      false,
      ['POST /files', 'POST /files', 'POST /fine_tuning/jobs'],
    ])
  })

  it.each([
    ['train.jsonl', 'train'],
    ['data/größe (2).JSONL', 'gr-e-2-'],
    ['.jsonl', 'data'],
  ])('of %s has a name that every server accepts', async (path, baseName) => {
    const { requests } = await runAction({
      inputs: { 'training-file': path },
      files: { [path]: chatExamples(60) },
    })
    const upload = requests.find(({ method, path }) => `${method} ${path}` === 'POST /files')
    expect(upload && getUploadName(upload)).toBe(`${baseName}-a77e3b700000-${DIGEST}.jsonl`)
  })

  it('is awaited for at most 30 seconds while its status stays "uploaded"', async () => {
    const file = { id: 'file-1', status: 'uploaded' }
    const { failed, log, clock } = await runAction({
      inputs: { wait: 'false' },
      routes: { 'POST /files': () => file, 'GET /files/file-1': () => file },
    })
    expect(failed).toBe(false)
    expect(log).toContain('the server is processing the training data (uploaded)')
    expect(clock.now()).toBeGreaterThanOrEqual(30_000)
    expect(clock.now()).toBeLessThan(60_000)
  })

  it('fails the step without a reason if the server could not process it and gives none', async () => {
    const { failures } = await runAction({
      routes: { 'POST /files': () => ({ id: 'file-1', status: 'deleted' }) },
    })
    expect(failures).toEqual(['The server could not process file file-1 (deleted)'])
  })
})

describe('unneeded files', () => {
  const REFUSED = { 'POST /fine_tuning/jobs': () => errorResponse(403, 'training_not_available') }

  it.each<[string, Scenario, string[]]>([
    ['uploaded', {}, ['DELETE /files/file-1']],
    ['reused', { routes: EXISTING }, []],
  ])(
    'are deleted when no job was created, unless this run reused them: %s',
    async (_, { routes }, deleted) => {
      const { sent } = await runAction({ routes: { ...DELETE_ROUTES, ...REFUSED, ...routes } })
      expect(sent.filter((request) => request.startsWith('DELETE'))).toEqual(deleted)
    },
  )

  it.each([
    [
      'the deletion',
      'DELETE /files/file-1',
      'file-1 could not be deleted and is left on the server: DELETE /files/file-1 failed (403',
    ],
    [
      'the list of jobs',
      'GET /fine_tuning/jobs',
      'file-1 could not be deleted and is left on the server: GET /fine_tuning/jobs failed (403',
    ],
  ])('cause a warning when the server refuses %s', async (_, request, warning) => {
    let isCreated = false
    const routes = {
      [request]: () =>
        isCreated || request.startsWith('DELETE') ? errorResponse(403, 'forbidden') : listed(),
      'POST /fine_tuning/jobs': () => {
        isCreated = true
        return errorResponse(403, 'training_not_available')
      },
    }
    const { annotations } = await runAction({ routes })
    expect(annotations.map(({ text }) => text).join('\n')).toContain(warning)
  })

  it('cause a warning when the server does not respond', async () => {
    const { annotations, clock } = await runAction({
      routes: { ...REFUSED, 'DELETE /files/file-1': () => new Promise(() => undefined) },
    })
    expect(annotations.map(({ text }) => text).join()).toContain('Unneeded files may be left')
    expect(clock.now()).toBeLessThanOrEqual(120_000)
  })

  const runWithDeletion = (scenario: Scenario = {}) =>
    runAction({
      job: { training_file: 'file-1' },
      ...scenario,
      inputs: { 'delete-files': 'after-success', ...scenario.inputs },
      routes: { ...DELETE_ROUTES, ...scenario.routes },
    })

  it('are deleted after success with delete-files: after-success', async () => {
    const { sent, log } = await runWithDeletion()
    expect(changing(sent)).toEqual(['POST /files', 'POST /fine_tuning/jobs', 'DELETE /files/file-1'])
    expect(log).toContain('file-1 was deleted from the server')
  })

  it.each<[string, Scenario]>([
    ['the job failed', { statuses: ['failed'] }],
    ['the workflow names the file by its id', { inputs: { 'training-file': 'file-1' } }],
    ['the server does not report which files the job used', { job: {} }],
  ])('are kept with delete-files: after-success when %s', async (_, scenario) => {
    const { sent } = await runWithDeletion(scenario)
    expect(sent.filter((request) => request.startsWith('DELETE'))).toEqual([])
  })

  it('are kept while another job trains on them', async () => {
    const others = ['succeeded', 'running'].map((status) => ({
      id: `ftjob-${status}`,
      status,
      training_file: 'file-1',
      metadata: { other: 'x' },
    }))
    const { log, sent } = await runWithDeletion({
      routes: { 'GET /fine_tuning/jobs': () => listed(...others) },
    })
    expect(log).toContain('file-1 is kept: job ftjob-running uses it')
    expect(sent).not.toContain('DELETE /files/file-1')
  })
})

describe('a job without metadata', () => {
  const job = (fields: object) => ({
    id: 'ftjob-7',
    status: 'succeeded',
    model: 'gpt-4.1-mini-2025-04-14',
    fine_tuned_model: 'ft:model:org::7',
    training_file: 'file-9',
    ...fields,
  })
  const OTHER = { id: 'file-8', filename: 'other.jsonl', bytes: 1 }

  it.each<[string, object, Scenario['inputs'], boolean]>([
    ['the same data', {}, {}, true],
    ['other data', { training_file: 'file-8' }, {}, false],
    ['data that no longer exists', { training_file: 'file-7' }, {}, false],
    ['data that the server does not report', { training_file: undefined }, {}, false],
    ['validation data and this run has none', { validation_file: 'file-8' }, {}, false],
    [
      'no validation data that is reported, and this run has some',
      {},
      { 'validation-file': 'valid.jsonl' },
      true,
    ],
    ['the file that the workflow names', {}, { 'training-file': 'file-9' }, true],
    [
      'another file than the one that the workflow names',
      { training_file: 'file-8' },
      { 'training-file': 'file-9' },
      false,
    ],
  ])('is reused only with the same data: %s', async (_, fields, inputs, isReused) => {
    const { log } = await runAction({
      inputs: { 'dry-run': 'true', ...inputs },
      files: { 'valid.jsonl': chatExamples(12, 1000) },
      routes: {
        ...EXISTING,
        'GET /files/file-8': () => OTHER,
        'GET /fine_tuning/jobs': () => listed(job(fields)),
        'GET /models/ft:model:org::7': () => ({ id: 'ft:model:org::7' }),
      },
    })
    expect(log.some((line) => line.includes('a run would reuse job ftjob-7 (succeeded)'))).toBe(isReused)
  })
})
