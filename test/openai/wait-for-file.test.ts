import { describe, expect, it } from 'vitest'
import { createClient } from '../../src/openai/client.ts'
import type { RemoteFile } from '../../src/openai/remote-file.ts'
import { getGivenFile, waitForProcessing } from '../../src/openai/wait-for-file.ts'
import { manualClock } from '../support/clock.ts'
import { errorResponse, fakeApi, NO_AUTH, response } from '../support/fake-api.ts'

/** Creates a client of a server with these routes, and what polling it depends on. */
function setUp(routes: Parameters<typeof fakeApi>[0]) {
  const clock = manualClock()
  const { fetch, requests } = fakeApi(routes)
  const client = createClient(
    { baseUrl: 'http://localhost/v1', headers: {}, credentials: NO_AUTH },
    fetch,
    clock,
  )
  const options = {
    clock,
    random: () => 0,
    signal: new AbortController().signal,
    onRetry: () => undefined,
  }
  return { client, clock, options, requests }
}

/** Waits for these files; `statuses` are those of each file by id, one for each time it is read, the last one for ever. */
async function wait(statuses: Record<string, [string, ...unknown[]]>) {
  const waits: string[] = []
  const files = Object.entries(statuses).map(([id, [status]]) => ({ id, status }))
  const routes = Object.entries(statuses).map(([id, [first, ...rest]]) => {
    const queue: unknown[] = rest.length > 0 ? rest : [first]
    return [
      `GET /files/${id}`,
      () => {
        const status = queue.length > 1 ? queue.shift() : queue[0]
        return typeof status === 'function' ? status() : { id, status }
      },
    ] as const
  })
  const { client, clock, options, requests } = setUp(Object.fromEntries(routes))
  const onWait = ({ id, status }: RemoteFile) => waits.push(`${id} ${status}`)
  const error = await waitForProcessing(client, files, { ...options, onWait }).then(
    () => undefined,
    (error: unknown) => `${error}`,
  )
  return { waits, error, clock, requests: requests.map(({ path }) => path) }
}

describe('waitForProcessing', () => {
  it('requests nothing for files that are processed or have no status', async () => {
    const { requests, waits } = await wait({ 'file-1': ['processed'], 'file-2': ['Processed'] })
    expect([requests, waits]).toEqual([[], []])
  })

  it('waits for all files at once, at most 30 seconds in the status "uploaded"', async () => {
    const { waits, clock, error } = await wait({ 'file-1': ['uploaded'], 'file-2': ['Uploaded'] })
    expect([waits, error]).toEqual([['file-1 uploaded', 'file-2 Uploaded'], undefined])
    expect(clock.now()).toBe(30_000)
  })

  it('does not exceed the 30 seconds when the status cannot be read', async () => {
    for (const fault of [() => errorResponse(503, 'overloaded'), () => new Promise(() => undefined)]) {
      const { clock, error } = await wait({ 'file-1': ['uploaded', 'uploaded', fault] })
      expect([clock.now() <= 30_000, error]).toEqual([true, undefined])
    }
  })

  it('waits longer for one file that is being processed than for one that is "uploaded"', async () => {
    const processing = Array(20).fill('running')
    const { requests, error } = await wait({
      'file-1': ['uploaded'],
      'file-2': ['pending', ...processing, 'processed'],
    })
    expect(error).toBeUndefined()
    expect(requests.filter((path) => path === '/files/file-2')).toHaveLength(21)
    expect(requests.filter((path) => path === '/files/file-1').length).toBeLessThan(12)
  })

  it('rejects when the server could not process one of the files', async () => {
    const { error } = await wait({ 'file-1': ['uploaded'], 'file-2': ['running', 'error'] })
    expect(error).toContain('The server could not process file file-2 (error)')
  })
})

describe('getGivenFile', () => {
  const unknownBy = {
    '404 of the API': () => errorResponse(404, 'not_found'),
    '404 of FastAPI': () => response(404, '{"detail":"File not found"}'),
    'a text with 404': () => response(404, 'no such file'),
    '410': () => errorResponse(410, 'gone'),
    '422 of FastAPI': () => response(422, '{"detail":[{"loc":["path","id"],"msg":"not a UUID"}]}'),
  }

  const get = async (routes: Parameters<typeof fakeApi>[0]) => {
    const { client, clock, options } = setUp(routes)
    const result = await getGivenFile(client, 'file-1', options).catch((error: unknown) => error)
    return { result, clock }
  }
  const listed = { 'GET /files': () => ({ data: [] }) }

  it.each(Object.entries(unknownBy))('rejects an id that the server refuses with %s', async (_, refuse) => {
    const { result, clock } = await get({ ...listed, 'GET /files/file-1': refuse })
    expect(`${result}`).toContain('The server does not know file file-1')
    expect(clock.now()).toBeLessThanOrEqual(61_000)
  })

  it('returns a file that the server knows only a moment later', async () => {
    let reads = 0
    const { result } = await get({
      ...listed,
      'GET /files/file-1': () => (++reads < 3 ? errorResponse(404, 'not_found') : { id: 'file-1' }),
    })
    expect(result).toMatchObject({ id: 'file-1' })
  })

  it('rejects a file that is deleted', async () => {
    const { result } = await get({ 'GET /files/file-1': () => ({ id: 'file-1', status: 'deleted' }) })
    expect(`${result}`).toContain('The server could not process file file-1 (deleted)')
  })

  it('rejects when the server always responds about another file', async () => {
    const { result } = await get({ ...listed, 'GET /files/file-1': () => ({ id: 'file-2' }) })
    expect(`${result}`).toContain('file-2')
  })

  it.each<[string, Parameters<typeof fakeApi>[0]]>([
    ['has no files', {}],
    ['has no files, and refuses with pages', { 'GET /files': () => response(405, '<html></html>') }],
    ['denies access to files', { ...listed, 'GET /files/file-1': () => errorResponse(403, 'forbidden') }],
    ['is overloaded', { ...listed, 'GET /files/file-1': () => errorResponse(503, 'overloaded') }],
  ])('leaves it to the create request when the server %s', async (_, routes) => {
    expect((await get(routes)).result).toEqual({ id: 'file-1' })
  })
})
