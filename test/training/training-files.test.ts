import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { Api } from '../../sandbox/api.ts'
import { withTimeout } from '../../src/clock.ts'
import { inspectDataset } from '../../src/dataset/inspect.ts'
import type { Fetch } from '../../src/dependencies.ts'
import { ActionError } from '../../src/errors.ts'
import { createClient } from '../../src/openai/client.ts'
import { RunReporter } from '../../src/training/run-reporter.ts'
import { TrainingFiles } from '../../src/training/training-files.ts'
import { createWorkspace } from '../../src/workspace/workspace.ts'
import { manualClock } from '../support/clock.ts'
import { errorResponse, fakeApi, NO_AUTH, response } from '../support/fake-api.ts'
import { sandboxFetch } from '../support/in-process-sandbox.ts'
import { chatExamples, createDependencies, createFakeRunner } from '../support/run-action.ts'

/** When the data was last changed, in Unix seconds. */
const DATE = 1_700_000_000

/** Creates the uploads of a run; data with more bytes than the limit is uploaded in parts. */
async function setUpFiles(maxSingleUploadBytes: number, fetch: Fetch, headers: Record<string, string> = {}) {
  const cancelled = new AbortController()
  const clock = manualClock()
  const runner = createFakeRunner({})
  const root = mkdtempSync(join(tmpdir(), 'uploaded-files-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  const write = (text: string, date: number) => {
    writeFileSync(join(root, 'train.jsonl'), text)
    utimesSync(join(root, 'train.jsonl'), date, date)
  }
  write(chatExamples(60), DATE)
  const workspace = createWorkspace({ workspace: root, temp: root })
  const deps = createDependencies({ runner, fetch, clock, workspace, signal: cancelled.signal })
  const datasetFiles = await workspace.glob('train.jsonl')
  const options = { method: 'supervised', role: 'training', checks: true } as const
  const report = await inspectDataset(workspace, datasetFiles, options)
  const connection = { baseUrl: 'http://localhost/v1', headers, credentials: NO_AUTH }
  const files = new TrainingFiles({
    datasets: [{ role: 'training', files: datasetFiles, report }],
    createClient: (signal) => createClient(connection, fetch, clock, { signal }),
    deadline: 1e9,
    reporter: new RunReporter(deps, []),
    deps,
    maxSingleUploadBytes,
  })
  const cancel = () => cancelled.abort(new ActionError('The workflow was cancelled.'))
  return { files, runner, deps, report, cancel, write }
}

const EMPTY = () => ({ data: [], has_more: false })
const posts = (requests: { method: string; path: string }[]) =>
  requests.filter(({ method }) => method === 'POST').map(({ path }) => path)

describe('data larger than a single upload may be', () => {
  it('is uploaded in parts', async () => {
    const api = new Api({})
    const { files, runner, report } = await setUpFiles(1000, sandboxFetch(api), {
      authorization: `Bearer ${api.key}`,
    })
    const { training } = await files.ensureUploaded()
    expect(api.files).toMatchObject([{ id: training, sha256: report.digest, bytes: report.bytes }])
    expect(api.uploads).toMatchObject([{ status: 'completed', spec: { mime_type: 'text/jsonl' } }])
    expect(runner.log).toEqual([
      '[Upload]',
      expect.stringMatching(/^training data: 5\.0 kB uploaded as file-/),
    ])
    await api.close()
  })

  it.each([
    ['404', () => errorResponse(404, 'unknown_url'), 1],
    ['404 of FastAPI', () => response(404, '{"detail":"Not Found"}'), 1],
    ['a page with 404', () => response(404, '<html>not here</html>'), 4],
    ['405', () => errorResponse(405, 'method_not_supported'), 1],
    ['a page with 405', () => response(405, '<html>no</html>'), 1],
    ['501', () => errorResponse(501, 'not_implemented'), 1],
  ])(
    'is uploaded in one request, with a log line, if the server answers uploads in parts by %s',
    async (_, refuse, attempts) => {
      const { fetch, requests } = fakeApi({
        'GET /files': EMPTY,
        'POST /files': () => ({ id: 'file-1', status: 'processed' }),
        'POST /uploads': refuse,
      })
      const { files, runner } = await setUpFiles(1000, fetch)
      expect(await files.ensureUploaded()).toEqual({ training: 'file-1' })
      expect(posts(requests)).toEqual([...Array(attempts).fill('/uploads'), '/files'])
      const line =
        'training data: this server does not support uploads in parts; sending the data in one request'
      expect(runner.log.filter((logged) => logged === line)).toHaveLength(1)
    },
  )

  it('fails with a hint if it is also too large for one request', async () => {
    const { fetch, requests } = fakeApi({
      'GET /files': EMPTY,
      'POST /files': () => response(413, '<html>Request Entity Too Large</html>'),
    })
    const { files } = await setUpFiles(1000, fetch)
    await expect(files.ensureUploaded()).rejects.toMatchObject({
      message: expect.stringContaining('413'),
      hint: expect.stringMatching(/larger than this server accepts.* Train on less data/),
    })
    expect(posts(requests)).toEqual(['/uploads', '/files'])
  })

  it('leaves no file and no upload on the server when the workflow is cancelled', async () => {
    const api = new Api({})
    let cancel = () => {}
    const fetch = sandboxFetch(api, ({ path }) => (path.endsWith('/parts') ? { before: () => cancel() } : {}))
    const scenario = await setUpFiles(1000, fetch, { authorization: `Bearer ${api.key}` })
    cancel = scenario.cancel
    const { deps, files } = scenario
    // As in the step, which does not wait for what the signal has ended.
    const uploading = withTimeout(deps.clock, 1e6, deps.signal, () => files.ensureUploaded())
    await expect(uploading).rejects.toThrow('The workflow was cancelled.')
    await files.deleteUnused(undefined)
    expect(api.uploads.map(({ status }) => status)).toEqual(['cancelled'])
    expect(api.files).toEqual([])
    await api.close()
  })
})

it('uploads smaller data in one request', async () => {
  const { fetch, requests } = fakeApi({
    'GET /files': EMPTY,
    'POST /files': () => ({ id: 'file-1', status: 'processed' }),
  })
  const { files } = await setUpFiles(1e6, fetch)
  await files.ensureUploaded()
  expect(posts(requests)).toEqual(['/files'])
})

it('deletes an upload whose content changed after the check, even if size and date did not', async () => {
  for (const maxSingleUploadBytes of [1e6, 1000]) {
    const api = new Api({})
    const { files, write } = await setUpFiles(maxSingleUploadBytes, sandboxFetch(api), {
      authorization: `Bearer ${api.key}`,
    })
    write(chatExamples(60).replace('a7', 'b7'), DATE)
    await expect(files.ensureUploaded()).rejects.toThrow('The data changed while it was being uploaded.')
    expect(api.files).toEqual([])
    await api.close()
  }
})

it.each([
  ['the date differs', DATE + 1, '"train.jsonl" changed while it was being read'],
  ['only the content differs', DATE, 'The data changed while it was being uploaded.'],
])('does not upload data that changed after the check: %s', async (_, date, message) => {
  let change = () => {}
  const { fetch, requests } = fakeApi({
    'GET /files': () => {
      change()
      return EMPTY()
    },
    'POST /files': () => ({ id: 'file-1', status: 'processed' }),
  })
  const { files, write } = await setUpFiles(1e6, fetch)
  change = () => write(chatExamples(60).replace('q0', 'qx'), date)
  await expect(files.ensureUploaded()).rejects.toThrow(message)
  // The body ended early, so no request was complete.
  expect(posts(requests)).toEqual([])
})
