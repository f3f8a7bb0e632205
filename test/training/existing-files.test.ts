import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { inspectDataset } from '../../src/dataset/inspect.ts'
import { createClient } from '../../src/openai/client.ts'
import { decodeJob } from '../../src/openai/job.ts'
import type { Dataset } from '../../src/training/data.ts'
import { RunReporter } from '../../src/training/run-reporter.ts'
import { TrainingFiles } from '../../src/training/training-files.ts'
import { createWorkspace } from '../../src/workspace/workspace.ts'
import { manualClock } from '../support/clock.ts'
import { errorResponse, fakeApi, NO_AUTH } from '../support/fake-api.ts'
import { chatExamples, createDependencies, createFakeRunner } from '../support/run-action.ts'

const TEXTS = { training: `${chatExamples(60)}\n`, validation: `${chatExamples(12, 1000)}\n` }

const DIGEST = createHash('sha256').update(TEXTS.training).digest('hex')

type Routes = Parameters<typeof fakeApi>[0]

/** Inspects the datasets of both roles. */
async function inspectBoth() {
  const root = mkdtempSync(join(tmpdir(), 'existing-files-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  const workspace = createWorkspace({ workspace: root, temp: root })
  const inspect = async (role: 'training' | 'validation') => {
    writeFileSync(join(root, `${role}.jsonl`), TEXTS[role])
    const files = await workspace.glob(`${role}.jsonl`)
    return {
      role,
      files,
      report: await inspectDataset(workspace, files, { method: 'supervised', role, checks: true }),
    }
  }
  return { workspace, training: await inspect('training'), validation: await inspect('validation') }
}

/** Creates the files of a step on a server with these files and routes; files have the content of their role. */
async function setUp({
  files: remoteFiles = [],
  routes = {},
  roles = ['training'],
  datasets: given,
}: {
  files?: readonly RemoteFile[]
  routes?: Routes
  roles?: readonly ('training' | 'validation')[]
  datasets?: Dataset[]
} = {}) {
  const { workspace, ...inspected } = await inspectBoth()
  const clock = manualClock()
  const runner = createFakeRunner({})
  const wire = remoteFiles.map(({ role = 'training', content: _, ...fields }) => ({
    filename: `x-${inspected[role].report.digest}.jsonl`,
    bytes: inspected[role].report.bytes,
    status: 'processed',
    ...fields,
  }))
  let uploads = 0
  const { fetch, requests } = fakeApi({
    'GET /files': () => ({ data: wire, has_more: false }),
    'POST /files': () => ({ id: `file-new-${++uploads}`, status: 'processed' }),
    'GET /fine_tuning/jobs': () => ({ data: [], has_more: false }),
    ...Object.fromEntries(wire.map((file) => [`GET /files/${file.id}`, () => file])),
    ...Object.fromEntries(wire.map((file) => [`DELETE /files/${file.id}`, () => ({ deleted: true })])),
    'DELETE /files/file-new-1': () => ({ deleted: true }),
    'DELETE /files/file-new-2': () => ({ deleted: true }),
    ...Object.fromEntries(
      remoteFiles.map(({ id, role = 'training', content = TEXTS[role] }) => [
        `GET /files/${id}/content`,
        () => (typeof content === 'function' ? content() : new Response(content)),
      ]),
    ),
    ...routes,
  })
  const deps = createDependencies({ runner, fetch, clock, workspace })
  const connection = { baseUrl: 'http://localhost/v1', headers: {}, credentials: NO_AUTH }
  const uploaded = new TrainingFiles({
    datasets: given ?? roles.map((role) => inspected[role]),
    createClient: (signal) => createClient(connection, fetch, clock, { signal }),
    deadline: 1e9,
    reporter: new RunReporter(deps, []),
    deps,
  })
  const sent = () => requests.map(({ method, path }) => `${method} ${path}`)
  const changing = () => sent().filter((request) => !request.startsWith('GET'))
  return { files: uploaded, runner, clock, sent, changing }
}

interface RemoteFile {
  id: string
  role?: 'training' | 'validation'
  content?: string | (() => unknown)
  [field: string]: unknown
}

const job = (fields: object) => decodeJob({ id: 'ftjob-1', status: 'running', ...fields })
const refused = () => errorResponse(403, 'forbidden')
const planted = TEXTS.training.replace('a1', 'b1')

describe('a file that is found by its name and size', () => {
  it('is read back once and used if it has the content', async () => {
    const { files, runner, sent, changing } = await setUp({ files: [{ id: 'file-1' }] })
    expect(await files.ensureUploaded()).toEqual({ training: 'file-1' })
    await files.ensureUploaded()
    expect(await files.compareFiles(job({ training_file: 'file-1' }))).toMatchObject({ training: 'same' })
    expect(sent().filter((request) => request.endsWith('/content'))).toHaveLength(1)
    expect([changing(), runner.annotations]).toEqual([[], []])
  })

  it('is not used if it has other content, and a warning names it', async () => {
    const { files, runner, changing } = await setUp({ files: [{ id: 'file-1', content: planted }] })
    expect(await files.ensureUploaded()).toEqual({ training: 'file-new-1' })
    expect(changing()).toEqual(['POST /files'])
    expect(runner.annotations).toMatchObject([
      {
        level: 'warning',
        text: expect.stringContaining('file-1 is named like the training data and has other content'),
      },
    ])
  })

  it('causes one warning, however often it is compared', async () => {
    const { files, runner } = await setUp({ files: [{ id: 'file-1', content: planted }] })
    await files.ensureUploaded()
    const compared = await files.compareFiles(job({ training_file: 'file-1' }))
    expect([compared.training, runner.annotations.length]).toEqual(['different', 1])
  })

  it('is passed over for the next one with the content', async () => {
    const { files, changing } = await setUp({
      files: [
        { id: 'file-1', content: planted },
        { id: 'file-2', created_at: 5 },
      ],
    })
    expect(await files.ensureUploaded()).toEqual({ training: 'file-2' })
    expect(changing()).toEqual([])
  })

  it('is passed over after three with other content', async () => {
    const ids = ['file-1', 'file-2', 'file-3', 'file-4', 'file-5']
    const { files, sent } = await setUp({ files: ids.map((id) => ({ id, content: planted })) })
    expect(await files.ensureUploaded()).toEqual({ training: 'file-new-1' })
    const read = new Set(sent().filter((request) => request.endsWith('/content')))
    expect(read).toEqual(new Set(ids.slice(0, 3).map((id) => `GET /files/${id}/content`)))
  })

  it('is trusted, with one notice, if the server does not return its content', async () => {
    const { files, runner } = await setUp({ files: [{ id: 'file-1', content: refused }] })
    await files.compareFiles(job({ training_file: 'file-1' }))
    expect(await files.ensureUploaded()).toEqual({ training: 'file-1' })
    expect(runner.annotations).toMatchObject([
      {
        level: 'notice',
        text: expect.stringMatching(/file-1 by its name and size. It could not be verified: .*403/),
      },
    ])
  })
})

describe('the files of a job', () => {
  const compare = async (fields: object, options: Parameters<typeof setUp>[0] = {}) =>
    (await setUp(options)).files.compareFiles(job(fields))

  it.each<[string, RemoteFile, string]>([
    ['the same content', { id: 'file-1' }, 'same'],
    ['the same content under another name', { id: 'file-1', filename: 'train.jsonl' }, 'same'],
    ['the same content without name and size', { id: 'file-1', filename: null, bytes: null }, 'same'],
    ['another size', { id: 'file-1', bytes: 7 }, 'different'],
    ['the digest of other data', { id: 'file-1', filename: `x-${'0'.repeat(64)}.jsonl` }, 'different'],
    ['our name and other content', { id: 'file-1', content: planted }, 'different'],
    ['another name and other content', { id: 'file-1', filename: 'a', content: planted }, 'different'],
    ['our name and content that cannot be read', { id: 'file-1', content: refused }, 'same'],
    [
      'another name and content that cannot be read',
      { id: 'file-1', filename: 'a', content: refused },
      'unreadable',
    ],
  ])('are compared by content: %s', async (_, file, match) => {
    expect(await compare({ training_file: 'file-1' }, { files: [file] })).toEqual({
      training: match,
      validation: 'same',
    })
  })

  it.each([404, 403, 400])('are unreadable if the server refuses them with %d', async (status) => {
    const routes = { 'GET /files/file-1': () => errorResponse(status, 'no') }
    expect(await compare({ training_file: 'file-1' }, { routes })).toMatchObject({ training: 'unreadable' })
  })

  it('are unreported where the server does not report what the job uses, and different where this run has no such data', async () => {
    expect(await compare({}, { roles: ['training', 'validation'] })).toEqual({
      training: 'unreported',
      validation: 'unreported',
    })
    expect(await compare({ validation_file: 'file-1' })).toMatchObject({ validation: 'different' })
  })

  it('rejects when the server does not respond', async () => {
    const routes = { 'GET /files/file-1': () => errorResponse(503, 'overloaded') }
    await expect(compare({ training_file: 'file-1' }, { routes })).rejects.toMatchObject({ status: 503 })
  })
})

describe('a file that this step uploaded', () => {
  const both = { roles: ['training', 'validation'] } as const
  const upload = async (options: Parameters<typeof setUp>[0] = {}) => {
    const scenario = await setUp(options)
    return { ...scenario, ids: await scenario.files.ensureUploaded() }
  }
  const listed = (...data: object[]) => ({ 'GET /fine_tuning/jobs': () => ({ data, has_more: false }) })

  it('is deleted if no create request named it', async () => {
    const { files, changing } = await upload(both)
    await files.deleteUnused(undefined)
    expect(changing().slice(2)).toEqual(['DELETE /files/file-new-1', 'DELETE /files/file-new-2'])
  })

  it('is deleted alone, and not one that was found', async () => {
    const { files, changing } = await upload({ ...both, files: [{ id: 'file-1' }] })
    await files.deleteUnused(undefined)
    expect(changing()).toEqual(['POST /files', 'DELETE /files/file-new-1'])
  })

  it('is kept if a create request named it that may have been carried out', async () => {
    const { files, changing, ids } = await upload(both)
    files.reserve(ids)
    await files.deleteUnused(undefined)
    // The server does not report the validation file of the job.
    await files.deleteUnused(job({ training_file: ids.training }))
    // Another job takes precedence, and our own is not listed.
    await files.deleteUnused(job({ training_file: 'file-8', validation_file: 'file-9' }))
    expect(changing()).toHaveLength(2)
  })

  it('is deleted if the server shows that the job of the create request has ended without success', async () => {
    const cancelled = {
      id: 'ftjob-2',
      status: 'cancelled',
      training_file: 'file-new-1',
      validation_file: null,
    }
    const { files, changing, ids } = await upload({ ...both, routes: listed(cancelled) })
    files.reserve(ids)
    await files.deleteUnused(job({ training_file: 'file-8', validation_file: 'file-9' }))
    expect(changing().slice(2)).toEqual(['DELETE /files/file-new-1'])
  })

  it('is deleted if the create request certainly made no job', async () => {
    const { files, changing, ids } = await upload()
    files.reserve(ids)
    files.release(ids)
    await files.deleteUnused(undefined)
    expect(changing().slice(1)).toEqual(['DELETE /files/file-new-1'])
  })

  it('is kept, with a log line, if the server does not report what the job uses', async () => {
    const { files, changing, runner } = await upload(both)
    await files.deleteUnused(job({ training_file: 'file-8' }))
    expect(changing()).toHaveLength(2)
    expect(runner.log.join('\n')).toContain(
      'file-new-2 is kept: the server does not report which files job ftjob-1 uses',
    )
  })

  it('is not deleted if only the page of a proxy reports that it is gone', async () => {
    const routes = { 'DELETE /files/file-new-1': () => new Response('<html></html>', { status: 404 }) }
    const { files, runner } = await upload({ routes })
    await files.deleteUnused(undefined)
    expect(runner.log.join('\n')).not.toContain('was deleted')
    expect(runner.annotations).toMatchObject([{ level: 'warning' }])
  })
})

describe('the files of a job that has succeeded', () => {
  it('are deleted only if this action uploaded them', async () => {
    const { files, changing, runner } = await setUp({
      files: [{ id: 'file-1' }, { id: 'file-2', role: 'validation', filename: 'valid.jsonl' }],
      roles: ['training', 'validation'],
    })
    await files.deleteJobFiles(job({ training_file: 'file-1', validation_file: 'file-2' }))
    expect(changing()).toEqual(['DELETE /files/file-1'])
    expect(runner.log).toContain('file-2 is kept: this action did not upload it')
  })

  it('are none if the server does not know them', async () => {
    const { files, changing, runner } = await setUp()
    await files.deleteJobFiles(job({ training_file: 'file-9' }))
    expect([changing(), runner.log, runner.annotations]).toEqual([[], [], []])
  })

  it('are kept if they have other data, which another workflow of the project has uploaded', async () => {
    const { files, changing } = await setUp({
      files: [{ id: 'file-1', filename: `valid-${'a'.repeat(64)}.jsonl` }],
    })
    await files.deleteJobFiles(job({ training_file: 'file-1' }))
    expect(changing()).toEqual([])
  })
})

describe('the id of a file that the server does not know', () => {
  it('ends the step before anything is uploaded', async () => {
    const { validation } = await inspectBoth()
    const { files, changing } = await setUp({ datasets: [{ role: 'training', id: 'file-7' }, validation] })
    await expect(files.ensureUploaded()).rejects.toThrow('The server does not know file file-7')
    expect(changing()).toEqual([])
  })
})

describe('data that is refused as too large', () => {
  it.each([
    ['a page', () => new Response('<html>Request Entity Too Large</html>', { status: 413 })],
    ['an error of the API', () => errorResponse(413, 'too_large')],
  ])('is sent in parts after %s', async (_, refuse) => {
    const { files, changing, runner } = await setUp({
      routes: {
        'POST /files': refuse,
        'POST /uploads': () => ({ id: 'upload_1' }),
        'POST /uploads/upload_1/parts': () => ({ id: 'part_1' }),
        'POST /uploads/upload_1/complete': () => ({ id: 'upload_1', file: { id: 'file-3' } }),
      },
    })
    expect(await files.ensureUploaded()).toEqual({ training: 'file-3' })
    expect(changing().filter((request) => !request.includes('upload_1'))).toEqual([
      'POST /files',
      'POST /uploads',
    ])
    expect(runner.log).toContain(
      'training data: this server refuses 5.0 kB in one request; sending the data in parts',
    )
    // Nothing is left to be searched for.
    await files.deleteUnused(job({ training_file: 'file-3' }))
    expect(runner.annotations).toEqual([])
  })

  it('fails with the refusal if the server has no uploads in parts', async () => {
    const { files, changing } = await setUp({
      routes: { 'POST /files': () => errorResponse(413, 'too_large') },
    })
    await expect(files.ensureUploaded()).rejects.toMatchObject({
      status: 413,
      hint: expect.stringContaining('larger than this server accepts'),
    })
    expect(changing()).toEqual(['POST /files', 'POST /uploads'])
  })
})

describe('an upload of which the server reports other bytes', () => {
  it('is used if the list shows that it is complete', async () => {
    const { files, changing } = await setUp({
      routes: {
        'GET /files': listAfterUpload(),
        'POST /files': () => ({ id: 'file-1', status: 'processed', bytes: 1 }),
      },
    })
    expect(await files.ensureUploaded()).toEqual({ training: 'file-1' })
    expect(changing()).toEqual(['POST /files'])
  })

  it('is never taken for complete', async () => {
    const { files, changing } = await setUp({
      routes: { 'POST /files': () => ({ id: 'file-1', status: 'processed', bytes: 1 }) },
    })
    await expect(files.ensureUploaded()).rejects.toThrow(/the server reports 1 of \d+ bytes as file-1/)
    expect(changing()).toEqual(Array(4).fill('POST /files'))
  })
})

/** Lists, from the second time on, the file under the name of the upload. */
function listAfterUpload() {
  let lists = 0
  return () => {
    lists += 1
    const bytes = Buffer.byteLength(TEXTS.training)
    const filename = `training-a77e3b700000-${DIGEST}.jsonl`
    return {
      data: lists > 1 ? [{ id: 'file-1', filename, bytes, status: 'processed' }] : [],
      has_more: false,
    }
  }
}
