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
import { Report } from '../../src/training/run-reporter.ts'
import { Shelf } from '../../src/training/uploaded-files.ts'
import { createWorkspace } from '../../src/workspace/workspace.ts'
import { fetchFrom } from '../faults/in-process.ts'
import { manualClock } from '../support/clock.ts'
import { answer, fakeApi, NOBODY, refusal } from '../support/fake-api.ts'
import { CONTEXT, chat, fakeHost } from '../support/run-action.ts'

/** When the data was last changed, in Unix seconds. */
const DATE = 1_700_000_000

/** A shelf that uploads in parts whatever has more bytes than this. */
async function shelfAt(plainBytes: number, fetch: Fetch, headers: Record<string, string> = {}) {
  const interrupted = new AbortController()
  const clock = manualClock()
  const host = fakeHost({})
  const root = mkdtempSync(join(tmpdir(), 'shelf-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  const write = (text: string, date: number) => {
    writeFileSync(join(root, 'train.jsonl'), text)
    utimesSync(join(root, 'train.jsonl'), date, date)
  }
  write(chat(60), DATE)
  const workspace = createWorkspace({ root, temp: root })
  const files = await workspace.glob('train.jsonl')
  const inspecting = { method: 'supervised', role: 'training', checks: true } as const
  const report = await inspectDataset(workspace, files, inspecting)
  const world = {
    runner: host,
    fetch,
    clock,
    workspace,
    random: () => 0,
    attemptId: 'a77e3b70000000000000000000000000',
    signal: interrupted.signal,
    userAgent: 'test',
    readParentCommit: async () => ({ missing: 'there is no commit before' }),
    context: CONTEXT,
    startedAt: new Date('2026-11-22T06:00:00Z'),
  }
  const connection = { baseUrl: 'http://localhost/v1', headers, credentials: NOBODY }
  const shelf = new Shelf(
    [{ role: 'training', files, report }],
    (signal) => createClient(connection, fetch, clock, signal),
    new Report(world, []),
    world,
    () => 4500,
    plainBytes,
  )
  const cancel = () => interrupted.abort(new ActionError('The workflow was cancelled.'))
  return { shelf, host, world, report, cancel, write }
}

const EMPTY = () => ({ data: [], has_more: false })
const posts = (requests: { method: string; path: string }[]) =>
  requests.filter(({ method }) => method === 'POST').map(({ path }) => path)

describe('data larger than a plain upload carries', () => {
  it('is uploaded in parts', async () => {
    const api = new Api({})
    const { shelf, host, report } = await shelfAt(1000, fetchFrom(api), {
      authorization: `Bearer ${api.key}`,
    })
    const { training } = await shelf.bring()
    expect(api.files).toMatchObject([{ id: training, sha256: report.digest, bytes: report.bytes }])
    expect(api.uploads).toMatchObject([{ status: 'completed', spec: { mime_type: 'text/jsonl' } }])
    expect(host.log).toEqual([expect.stringMatching(/^training data: 5\.0 kB uploaded as file-/)])
    await api.close()
  })

  it.each([
    ['404', () => refusal(404, 'unknown_url'), 1],
    ['404 of FastAPI', () => answer(404, '{"detail":"Not Found"}'), 1],
    ['a page with 404', () => answer(404, '<html>not here</html>'), 4],
    ['405', () => refusal(405, 'method_not_supported'), 1],
    ['a page with 405', () => answer(405, '<html>no</html>'), 1],
    ['501', () => refusal(501, 'not_implemented'), 1],
  ])(
    'goes in one request, and that is told, where uploads in parts are answered by %s',
    async (_, no, tries) => {
      const { fetch, requests } = fakeApi({
        'GET /files': EMPTY,
        'POST /files': () => ({ id: 'file-1', status: 'processed' }),
        'POST /uploads': no,
      })
      const { shelf, host } = await shelfAt(1000, fetch)
      expect(await shelf.bring()).toEqual({ training: 'file-1' })
      expect(posts(requests)).toEqual([...Array(tries).fill('/uploads'), '/files'])
      const told = 'training data: this server has no uploads in parts, so all of it is sent in one request'
      expect(host.log.filter((line) => line === told)).toHaveLength(1)
    },
  )

  it('says what to do when it is too large for one request, too', async () => {
    const { fetch, requests } = fakeApi({
      'GET /files': EMPTY,
      'POST /files': () => answer(413, '<html>Request Entity Too Large</html>'),
    })
    const { shelf } = await shelfAt(1000, fetch)
    await expect(shelf.bring()).rejects.toMatchObject({
      message: expect.stringContaining('413'),
      hint: expect.stringMatching(/larger than this server accepts.* Train on less data/),
    })
    expect(posts(requests)).toEqual(['/uploads', '/files'])
  })

  it('leaves nothing when the workflow is cancelled, and the step does not end before', async () => {
    const api = new Api({})
    let cancel = () => {}
    const fetch = fetchFrom(api, ({ path }) => (path.endsWith('/parts') ? { before: () => cancel() } : {}))
    const scene = await shelfAt(1000, fetch, { authorization: `Bearer ${api.key}` })
    cancel = scene.cancel
    const { world, shelf } = scene
    // As in the step, where nobody waits for what the signal has ended.
    const bringing = withTimeout(world.clock, 1e6, world.signal, () => shelf.bring())
    await expect(bringing).rejects.toThrow('The workflow was cancelled.')
    await shelf.tidy(undefined)
    expect(api.uploads.map(({ status }) => status)).toEqual(['cancelled'])
    expect(api.files).toEqual([])
    await api.close()
  })
})

it('data that a plain upload carries is uploaded so', async () => {
  const { fetch, requests } = fakeApi({
    'GET /files': EMPTY,
    'POST /files': () => ({ id: 'file-1', status: 'processed' }),
  })
  const { shelf } = await shelfAt(1e6, fetch)
  await shelf.bring()
  expect(posts(requests)).toEqual(['/files'])
})

it('data that is other than what was checked is not kept, though nothing else of its file has changed', async () => {
  for (const plainBytes of [1e6, 1000]) {
    const api = new Api({})
    const { shelf, write } = await shelfAt(plainBytes, fetchFrom(api), { authorization: `Bearer ${api.key}` })
    write(chat(60).replace('a7', 'b7'), DATE)
    await expect(shelf.bring()).rejects.toThrow('The data changed while it was being uploaded.')
    expect(api.files).toEqual([])
    await api.close()
  }
})

it.each([
  ['its date', DATE + 1, '"train.jsonl" changed while it was being read'],
  ['its content, though the date is the same', DATE, 'The data changed while it was being uploaded.'],
])('data that is not any more what was checked is not uploaded: known by %s', async (_, date, told) => {
  let change = () => {}
  const { fetch, requests } = fakeApi({
    'GET /files': () => {
      change()
      return EMPTY()
    },
    'POST /files': () => ({ id: 'file-1', status: 'processed' }),
  })
  const { shelf, write } = await shelfAt(1e6, fetch)
  change = () => write(chat(60).replace('q0', 'qx'), date)
  await expect(shelf.bring()).rejects.toThrow(told)
  // The body broke off: no request arrived whole.
  expect(posts(requests)).toEqual([])
})
