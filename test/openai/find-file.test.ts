import { describe, expect, it } from 'vitest'
import { retry } from '../../src/http/retry.ts'
import { createClient } from '../../src/openai/client.ts'
import { findFile } from '../../src/openai/find-file.ts'
import { manualClock } from '../support/clock.ts'
import { errorResponse, fakeApi, NO_AUTH } from '../support/fake-api.ts'

const NOW = new Date('2026-11-22T06:00:00Z')
const CONTENT = { digest: 'd16e57', bytes: 100 }
const file = (id: string, fields: object = {}) => ({
  id,
  filename: `train-a77e-${CONTENT.digest}.jsonl`,
  bytes: CONTENT.bytes,
  created_at: 1000,
  status: 'processed',
  ...fields,
})

/** Runs `findFile` against a server with these files; `single` overrides the responses for single files. */
async function find(files: ReturnType<typeof file>[], single: Record<string, unknown> = {}) {
  const clock = manualClock()
  const one = files.map(({ id, ...fields }) => [`GET /files/${id}`, () => single[id] ?? { id, ...fields }])
  const { fetch, requests } = fakeApi({
    'GET /files': () => ({ data: files, has_more: false }),
    ...Object.fromEntries(one),
  })
  const client = createClient(
    { baseUrl: 'http://localhost/v1', headers: {}, credentials: NO_AUTH },
    fetch,
    clock,
  )
  const { signal } = new AbortController()
  const found = findFile(client, CONTENT, {
    now: NOW,
    retry: (request) => retry(request, { clock, random: () => 0, signal, deadline: 1000 }),
    clock,
    verify: async () => true,
  })
  return { found: (await found)?.id, requested: requests.map(({ path }) => path) }
}

describe('findFile', () => {
  it.each([
    ['finds a file by the digest in its name and its size', [file('file-1')], 'file-1'],
    ['ignores a file with another name', [file('file-1', { filename: 'train.jsonl' })], undefined],
    ['ignores a file without a name', [file('file-1', { filename: undefined })], undefined],
    ['ignores a file of another size', [file('file-1', { bytes: 99 })], undefined],
    ['returns the oldest file', [file('file-2', { created_at: 2000 }), file('file-1')], 'file-1'],
    [
      'returns the file with the first id of files of the same age',
      [file('file-2'), file('file-1'), file('file-3')],
      'file-1',
    ],
    [
      'returns the file with the first id when the server returns no dates',
      [file('file-2', { created_at: undefined }), file('file-1', { created_at: undefined })],
      'file-1',
    ],
    ['accepts a file without a status', [file('file-1', { status: undefined })], 'file-1'],
    [
      'ignores a file that could not be processed',
      [file('file-1', { status: 'error' }), file('file-2')],
      'file-2',
    ],
    ['ignores a file that is being deleted', [file('file-1', { status: 'deleting' })], undefined],
    [
      'ignores a file that expires within a day',
      [file('file-1', { expires_at: NOW.getTime() / 1000 + 86_399 })],
      undefined,
    ],
    [
      'accepts a file that expires in a day',
      [file('file-1', { expires_at: NOW.getTime() / 1000 + 86_400 })],
      'file-1',
    ],
  ])('%s', async (_, files, id) => {
    expect((await find(files)).found).toBe(id)
  })

  it.each([
    ['missing', errorResponse(404, 'not_found')],
    ['deleted', file('file-1', { status: 'deleted' })],
  ])('returns the next file when the oldest one is %s', async (_, oldest) => {
    expect(await find([file('file-1'), file('file-2', { created_at: 2000 })], { 'file-1': oldest })).toEqual({
      found: 'file-2',
      requested: ['/files', '/files/file-1', '/files/file-2'],
    })
  })

  it('rejects when the server denies access to the file', async () => {
    const hidden = find([file('file-1')], { 'file-1': errorResponse(403, 'forbidden') })
    await expect(hidden).rejects.toMatchObject({ status: 403 })
  })
})
