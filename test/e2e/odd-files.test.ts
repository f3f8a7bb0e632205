import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { SandboxOptions } from '../../sandbox/sandbox.ts'
import { chatExamples } from '../support/run-action.ts'
import {
  annotationTexts,
  CREATE,
  DELETE_FILE,
  ENDLESS,
  listWrites,
  startServer,
  UPLOAD,
} from '../support/shared-server.ts'

const DATA = `${chatExamples(60)}\n`
const DATASETS = { 'validation-file': 'valid.jsonl' }

type Server = Awaited<ReturnType<typeof startServer>>

/** Returns the name that the action gives an upload of this text. */
function uploadName(text: string): string {
  return `train-0123456789ab-${createHash('sha256').update(text).digest('hex')}.jsonl`
}

const remaining = ({ sandbox }: Server) =>
  sandbox.files.filter(({ purpose }) => purpose === 'fine-tune').map(({ id }) => id)
const requests = ({ sandbox }: Server) => sandbox.requests.map(({ method, path }) => `${method} ${path}`)
const contentReads = (server: Server) => requests(server).filter((request) => request.endsWith('/content'))

describe('an upload that is not complete', { concurrent: true }, () => {
  const large = { 'train.jsonl': `${chatExamples(60)}\n`.repeat(400) }

  it.each<[string, SandboxOptions, Record<string, string>?]>([
    ['answered after a few bytes', { answerUploadAfter: 331 }],
    ['answered while most of it is still being sent', { answerUploadAfter: 331 }, large],
    ['reported with another size', { reportedBytes: 1 }],
    ['reported as empty', { reportedBytes: 0 }],
  ])('is no file to train on: %s', async (_, options, workspace) => {
    await using server = await startServer(options)
    const run = await server.run({
      speed: 100,
      inputs: { 'data-check': 'off' },
      ...(workspace && { workspace }),
    })
    expect([run.exitCode, server.sandbox.jobs.length]).toEqual([1, 0])
    expect(run.rawLog).not.toContain('uploaded as')
    // A server that closes the connection early may break it before its response is read.
    expect(annotationTexts(run, 'error')).toEqual([
      expect.stringMatching(
        /the server reports \d+ of \d+ bytes|responded before it had received all bytes|EPIPE|ECONNRESET/,
      ),
    ])
    // Nothing that arrived is left.
    expect(remaining(server)).toEqual([])
  })
})

describe('an upload that is refused as too large', { concurrent: true }, () => {
  it('is sent in parts', async () => {
    await using server = await startServer({ fileLimit: 4000 })
    const run = await server.run()
    expect([run.exitCode, annotationTexts(run, 'warning')]).toEqual([0, []])
    expect(listWrites(server.sandbox).filter((request) => !request.includes('upload_'))).toEqual([
      UPLOAD,
      'POST /uploads',
      CREATE,
    ])
    expect(server.sandbox.files[0]).toMatchObject({ bytes: Buffer.byteLength(DATA) })
    expect(run.outputs['training-file-id']).toBe(server.sandbox.files[0]?.id)
  })

  it('fails with the refusal where there are no uploads in parts', async () => {
    await using server = await startServer({ fileLimit: 4000, routes: { parts: '404:detail' } })
    const run = await server.run()
    expect([run.exitCode, listWrites(server.sandbox)]).toEqual([1, [UPLOAD, 'POST /uploads']])
    expect(annotationTexts(run, 'error')).toEqual([
      expect.stringContaining('larger than this server accepts'),
    ])
  })
})

describe('a file that was found by its name and size', { concurrent: true }, () => {
  const planted = DATA.replace('a7', 'b7')

  it('is not used if it has other content', async () => {
    await using server = await startServer()
    const foreign = server.sandbox.addFile(planted, uploadName(DATA))
    const run = await server.run({ inputs: { wait: 'false' } })
    expect([run.exitCode, listWrites(server.sandbox)]).toEqual([0, [UPLOAD, CREATE]])
    expect(server.sandbox.jobs[0]?.wire.training_file).not.toBe(foreign.id)
    expect(annotationTexts(run, 'warning')).toEqual([
      expect.stringContaining(`${foreign.id} is named like the training data and has other content`),
    ])
    // It belongs to someone else.
    expect(remaining(server)).toContain(foreign.id)
  })

  it('does not make a job on it the same work', async () => {
    await using server = await startServer({ keepMetadata: false })
    const foreign = server.sandbox.addFile(planted, uploadName(DATA))
    foreign.status = 'processed'
    server.sandbox.apply(server.sandbox.addJob({ training_file: foreign.id }).id, { status: 'succeeded' })
    const run = await server.run()
    expect([run.exitCode, run.outputs.created]).toEqual([0, 'true'])
  })

  it('is read back once and used without a word', async () => {
    await using server = await startServer()
    const found = server.sandbox.addFile(DATA, uploadName(DATA))
    const run = await server.run()
    expect([run.exitCode, listWrites(server.sandbox)]).toEqual([0, [CREATE]])
    expect(run.outputs['training-file-id']).toBe(found.id)
    expect(contentReads(server)).toEqual([`GET /files/${found.id}/content`])
    expect([annotationTexts(run, 'warning'), run.rawLog]).toEqual([
      [],
      expect.not.stringContaining('verified'),
    ])
  })

  it('is trusted, with a notice, if the server does not return its content', async () => {
    await using server = await startServer({ routes: { content: '403:detail' } })
    const found = server.sandbox.addFile(DATA, uploadName(DATA))
    const run = await server.run({ inputs: { wait: 'false' } })
    expect([run.exitCode, listWrites(server.sandbox)]).toEqual([0, [CREATE]])
    expect(annotationTexts(run, 'notice')).toContainEqual(
      expect.stringContaining(
        `found on the server as ${found.id} by its name and size. It could not be verified`,
      ),
    )
  })

  it('is not read back if this step uploaded it', async () => {
    await using server = await startServer()
    expect((await server.run({ inputs: { wait: 'false' } })).exitCode).toBe(0)
    expect(contentReads(server)).toEqual([])
  })

  it('is found where the server refuses long pages', async () => {
    await using server = await startServer({ maxPageLimit: 100, errorShape: 'detail' })
    for (const seed of ['1', '2'])
      expect((await server.run({ inputs: { seed, wait: 'false' } })).exitCode).toBe(0)
    expect(listWrites(server.sandbox)).toEqual([UPLOAD, CREATE, CREATE])
  })
})

describe('the id of a file that the server does not know', { concurrent: true }, () => {
  it.each<[string, SandboxOptions]>([
    ['in its own words', {}],
    ['in the words of FastAPI', { errorShape: 'detail' }],
    ['as text', { errorShape: 'text' }],
  ])('ends the step before anything is created, where the server refuses it %s', async (_, options) => {
    await using server = await startServer({ checkFiles: false, ...options })
    const inputs = { 'training-file': 'file-unknown', 'validation-file': 'valid.jsonl' }
    const run = await server.run({ speed: 100, inputs })
    expect([run.exitCode, listWrites(server.sandbox)]).toEqual([1, []])
    expect(annotationTexts(run, 'error')).toEqual([
      expect.stringContaining('The server does not know file file-unknown'),
    ])
  })

  it('fails a dry run, too', async () => {
    await using server = await startServer()
    const run = await server.run({ inputs: { 'validation-file': 'file-unknown', 'dry-run': 'true' } })
    expect([run.exitCode, listWrites(server.sandbox)]).toEqual([1, []])
  })
})

describe('files whose status is "uploaded" for ever', { concurrent: true }, () => {
  it('are awaited at once and not in turn', async () => {
    await using server = await startServer({ fileStatus: 'uploaded' })
    const run = await server.run({ speed: 50, inputs: { ...DATASETS, wait: 'false' } })
    expect([run.exitCode, listWrites(server.sandbox)]).toEqual([0, [UPLOAD, UPLOAD, CREATE]])
    const polled = requests(server).filter((request) => /^GET \/files\/[^/]+$/.test(request))
    const turns = polled.filter((request, i) => request !== polled[i - 1])
    expect(new Set(polled).size).toBe(2)
    expect(turns.length).toBeGreaterThan(polled.length / 2)
  })
})

describe('a file that a job may use', { concurrent: true }, () => {
  it.each<[string, SandboxOptions]>([
    ['its validation file', { nullFields: ['validation_file'] }],
    ['any of its files', { hideFields: ['training_file', 'validation_file'] }],
  ])('is kept although the server does not report %s', async (_, options) => {
    await using server = await startServer({ ...options, scripts: [ENDLESS] })
    const run = await server.run({ inputs: { ...DATASETS, wait: 'false' } })
    expect([run.exitCode, listWrites(server.sandbox)]).toEqual([0, [UPLOAD, UPLOAD, CREATE]])
    expect(remaining(server)).toHaveLength(2)
    expect(server.sandbox.jobs[0]?.wire.status).not.toBe('failed')
  })

  it('is kept if it is unclear whether the job was created', async () => {
    const faults = [
      { kind: 'status', status: 500, method: 'POST', path: '/fine_tuning/jobs', every: 1 } as const,
    ]
    await using server = await startServer({ faults })
    const run = await server.run({ speed: 100, inputs: DATASETS })
    expect([run.exitCode, remaining(server).length]).toEqual([1, 2])
  })
})

describe('delete-files: after-success', { concurrent: true }, () => {
  const inputs = { 'delete-files': 'after-success' }

  it('deletes what an earlier run of the action uploaded', async () => {
    await using server = await startServer()
    expect((await server.run({ inputs: { wait: 'false' } })).exitCode).toBe(0)
    const run = await server.run({ inputs, run: '2' })
    expect([run.exitCode, listWrites(server.sandbox)]).toEqual([0, [UPLOAD, CREATE, DELETE_FILE]])
  })

  it('keeps a file of the job that the action did not upload', async () => {
    await using server = await startServer()
    const first = await server.run({ inputs: { wait: 'false', 'dry-run': 'true' } })
    const job = server.job({ ft_fingerprint: first.outputs.fingerprint ?? '' }, 'succeeded')
    const run = await server.run({ inputs })
    expect([run.exitCode, run.outputs['job-id'], listWrites(server.sandbox)]).toEqual([0, job.id, []])
    expect(run.rawLog).toContain('is kept: this action did not upload it')
  })
})
