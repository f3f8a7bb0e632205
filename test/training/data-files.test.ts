import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { refusal, type Seen } from '../support/fake-api.ts'
import { act, chat, type Scene } from '../support/run-action.ts'

const changing = (sent: string[]) => sent.filter((request) => !request.startsWith('GET'))
const TEXT = `${chat(60)}\n`
const DIGEST = createHash('sha256').update(TEXT).digest('hex')
const listed = (...data: object[]) => ({ data, has_more: false })
/** The data, as a run of before has left it on the server. */
const FILE = {
  id: 'file-9',
  filename: `train-abc-${DIGEST}.jsonl`,
  bytes: Buffer.byteLength(TEXT),
  created_at: 1,
  status: 'processed',
}
const THERE = { 'GET /files': () => listed(FILE), 'GET /files/file-9': () => FILE }
/** A server that deletes what it is asked to delete. */
const DELETING = Object.fromEntries(
  ['file-1', 'file-2', 'file-9'].map((id) => [`DELETE /files/${id}`, () => ({ id, deleted: true })]),
)
const nameOf = ({ body }: Seen) => /filename="([^"]*)"/.exec(body)?.[1]
const lost = () => Promise.reject(new Error('socket hang up'))

describe('data that is on the server already', () => {
  it('is not uploaded again, and that is told', async () => {
    const { sent, log, outputs } = await act({ routes: THERE })
    expect(changing(sent)).toEqual(['POST /fine_tuning/jobs'])
    expect(log).toContain('training data: 5.0 kB already on the server as file-9')
    expect(outputs['training-file-id']).toBe('file-9')
  })

  it('is uploaded where the server does not list its files', async () => {
    const { sent, failed } = await act({ routes: { 'GET /files': () => refusal(403, 'forbidden') } })
    expect([failed, changing(sent)]).toEqual([false, ['POST /files', 'POST /fine_tuning/jobs']])
  })

  it('is uploaded anew when it turns out to be gone', async () => {
    let isGone = false
    let creates = 0
    const { sent, log, failed, outputs } = await act({
      routes: {
        'GET /files': () => listed(...(isGone ? [] : [FILE])),
        'GET /files/file-9': () => (isGone ? refusal(404, 'not_found') : FILE),
        'POST /fine_tuning/jobs': () => {
          isGone = true
          return ++creates === 1 ? refusal(400, 'invalid_file') : { id: 'ftjob-1', status: 'queued' }
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

  it('is left where it is when only the other dataset is gone', async () => {
    let creates = 0
    const { failed, requests, outputs } = await act({
      inputs: { 'validation-file': 'valid.jsonl' },
      files: { 'valid.jsonl': chat(12, 1000) },
      routes: {
        'GET /files': () => listed(...(creates ? [] : [FILE])),
        'GET /files/file-9': () => (creates ? refusal(404, 'not_found') : FILE),
        'POST /fine_tuning/jobs': () =>
          ++creates === 1 ? refusal(400, 'invalid_file') : { id: 'ftjob-1', status: 'queued' },
      },
    })
    expect(failed).toBe(false)
    const uploads = requests.filter(({ method, path }) => `${method} ${path}` === 'POST /files')
    expect(uploads.map((upload) => nameOf(upload)?.split('-')[0])).toEqual(['valid', 'train'])
    expect([outputs['validation-file-id'], outputs['training-file-id']]).toEqual(['file-1', 'file-2'])
  })

  it('is not uploaded anew when it is there and the job is refused', async () => {
    const { sent, failures } = await act({
      routes: { ...THERE, 'POST /fine_tuning/jobs': () => refusal(400, 'invalid_file') },
    })
    expect(changing(sent)).toEqual(['POST /fine_tuning/jobs'])
    expect(failures[0]).toContain('invalid_file')
  })
})

describe('an upload', () => {
  it('whose answer was lost is found by its name', async () => {
    let name: string | undefined
    const { sent, failed, outputs } = await act({
      routes: {
        'GET /files': () => listed(...(name ? [{ ...FILE, filename: name }] : [])),
        'GET /files/file-9': () => ({ ...FILE, filename: name }),
        'POST /files': (request) => {
          name = nameOf(request)
          return lost()
        },
      },
    })
    expect([failed, changing(sent)]).toEqual([false, ['POST /files', 'POST /fine_tuning/jobs']])
    expect(outputs['training-file-id']).toBe('file-9')
  })

  it.each([
    ['is not there', () => listed()],
    ['cannot be looked for', () => refusal(403, 'forbidden')],
  ])('whose answer was lost is sent again where its file %s', async (_, list) => {
    let sends = 0
    const { sent, failed } = await act({
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
  ])('of %s has a name that every server takes', async (path, stem) => {
    const { requests } = await act({ inputs: { 'training-file': path }, files: { [path]: chat(60) } })
    const upload = requests.find(({ method, path }) => `${method} ${path}` === 'POST /files')
    expect(upload && nameOf(upload)).toBe(`${stem}-a77e3b700000-${DIGEST}.jsonl`)
  })

  it('is not waited for longer than half a minute where its status stays "uploaded"', async () => {
    const file = { id: 'file-1', status: 'uploaded' }
    const { failed, log, clock } = await act({
      inputs: { wait: 'false' },
      routes: { 'POST /files': () => file, 'GET /files/file-1': () => file },
    })
    expect(failed).toBe(false)
    expect(log).toContain('the server is processing the training data (uploaded)')
    expect(clock.now()).toBeGreaterThanOrEqual(30_000)
    expect(clock.now()).toBeLessThan(60_000)
  })

  it('that the server could not process is told without a reason where it gives none', async () => {
    const { failures } = await act({ routes: { 'POST /files': () => ({ id: 'file-1', status: 'deleted' }) } })
    expect(failures).toEqual(['The server could not process file file-1 (deleted)'])
  })
})

describe('files that are not needed any more', () => {
  const REFUSED = { 'POST /fine_tuning/jobs': () => refusal(403, 'training_not_available') }

  it.each<[string, Scene, string[]]>([
    ['uploaded', {}, ['DELETE /files/file-1']],
    ['found', { routes: THERE }, []],
  ])('are deleted when there is no job, if this run has %s them', async (_, { routes }, deleted) => {
    const { sent } = await act({ routes: { ...DELETING, ...REFUSED, ...routes } })
    expect(sent.filter((request) => request.startsWith('DELETE'))).toEqual(deleted)
  })

  it.each([
    [
      'by itself',
      'DELETE /files/file-1',
      'file-1 could not be deleted and is left on the server: DELETE /files/file-1 was refused (403',
    ],
    [
      'by its list of jobs',
      'GET /fine_tuning/jobs',
      'file-1 could not be deleted and is left on the server: GET /fine_tuning/jobs was refused (403',
    ],
  ])('are told of when the server refuses that %s', async (_, request, told) => {
    let isCreated = false
    const routes = {
      [request]: () => (isCreated || request.startsWith('DELETE') ? refusal(403, 'forbidden') : listed()),
      'POST /fine_tuning/jobs': () => {
        isCreated = true
        return refusal(403, 'training_not_available')
      },
    }
    const { annotations } = await act({ routes })
    expect(annotations.map(({ text }) => text).join('\n')).toContain(told)
  })

  it('are told of when the server does not answer', async () => {
    const { annotations, clock } = await act({
      routes: { ...REFUSED, 'DELETE /files/file-1': () => new Promise(() => undefined) },
    })
    expect(annotations.map(({ text }) => text).join()).toContain('Files that are not needed may be left')
    expect(clock.now()).toBeLessThanOrEqual(120_000)
  })

  const deleting = (scene: Scene = {}) =>
    act({
      job: { training_file: 'file-1' },
      ...scene,
      inputs: { 'delete-files': 'after-success', ...scene.inputs },
      routes: { ...DELETING, ...scene.routes },
    })

  it('are deleted after success where that is asked for', async () => {
    const { sent, log } = await deleting()
    expect(changing(sent)).toEqual(['POST /files', 'POST /fine_tuning/jobs', 'DELETE /files/file-1'])
    expect(log).toContain('file-1 was deleted from the server')
  })

  it.each<[string, Scene]>([
    ['the job has failed', { statuses: ['failed'] }],
    ['the workflow names them itself', { inputs: { 'training-file': 'file-1' } }],
    ['the server does not say which the job has used', { job: {} }],
  ])('are kept all the same when %s', async (_, scene) => {
    const { sent } = await deleting(scene)
    expect(sent.filter((request) => request.startsWith('DELETE'))).toEqual([])
  })

  it('are kept while another job is being trained on them', async () => {
    const others = ['succeeded', 'running'].map((status) => ({
      id: `ftjob-${status}`,
      status,
      training_file: 'file-1',
      metadata: { other: 'x' },
    }))
    const { log, sent } = await deleting({ routes: { 'GET /fine_tuning/jobs': () => listed(...others) } })
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

  it.each<[string, object, Scene['inputs'], boolean]>([
    ['the same data', {}, {}, true],
    ['other data', { training_file: 'file-8' }, {}, false],
    ['data that is gone', { training_file: 'file-7' }, {}, false],
    ['nothing that is told', { training_file: undefined }, {}, false],
    ['validation data where we have none', { validation_file: 'file-8' }, {}, false],
    ['no validation data where we have some', {}, { 'validation-file': 'valid.jsonl' }, false],
    ['the file that the workflow names', {}, { 'training-file': 'file-9' }, true],
    [
      'another file than the workflow names',
      { training_file: 'file-8' },
      { 'training-file': 'file-9' },
      false,
    ],
  ])('is ours if it uses %s', async (_, fields, inputs, isOurs) => {
    const { log } = await act({
      inputs: { 'dry-run': 'true', ...inputs },
      files: { 'valid.jsonl': chat(12, 1000) },
      routes: {
        ...THERE,
        'GET /files/file-8': () => OTHER,
        'GET /fine_tuning/jobs': () => listed(job(fields)),
        'GET /models/ft:model:org::7': () => ({ id: 'ft:model:org::7' }),
      },
    })
    expect(log.some((line) => line.includes('job ftjob-7 (succeeded) does exactly this work'))).toBe(isOurs)
  })
})
