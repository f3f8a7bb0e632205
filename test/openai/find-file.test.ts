import { describe, expect, it } from 'vitest'
import { retry } from '../../src/http/retry.ts'
import { createClient } from '../../src/openai/client.ts'
import { findFile } from '../../src/openai/find-file.ts'
import { manualClock } from '../support/clock.ts'
import { fakeApi, NOBODY, refusal } from '../support/fake-api.ts'

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

/** Looks for the content at a server with these files; `now` is what it says of single ones when asked. */
async function find(files: ReturnType<typeof file>[], now: Record<string, unknown> = {}) {
  const clock = manualClock()
  const one = files.map(({ id, ...fields }) => [`GET /files/${id}`, () => now[id] ?? { id, ...fields }])
  const { fetch, requests } = fakeApi({
    'GET /files': () => ({ data: files, has_more: false }),
    ...Object.fromEntries(one),
  })
  const client = createClient(
    { baseUrl: 'http://localhost/v1', headers: {}, credentials: NOBODY },
    fetch,
    clock,
  )
  const { signal } = new AbortController()
  const found = findFile(client, CONTENT, NOW, (request) =>
    retry(request, { clock, random: () => 0, signal, deadline: 1000 }),
  )
  return { found: (await found)?.id, asked: requests.map(({ path }) => path) }
}

describe('a file with the same content', () => {
  it.each([
    ['is found by the digest in its name, and its size', [file('file-1')], 'file-1'],
    ['is not one of another name', [file('file-1', { filename: 'train.jsonl' })], undefined],
    ['is not one without a name', [file('file-1', { filename: undefined })], undefined],
    ['is not one of another size', [file('file-1', { bytes: 99 })], undefined],
    ['is the oldest', [file('file-2', { created_at: 2000 }), file('file-1')], 'file-1'],
    ['is the first by its id of those as old', [file('file-2'), file('file-1'), file('file-3')], 'file-1'],
    [
      'is any where the server dates none',
      [file('file-2', { created_at: undefined }), file('file-1', { created_at: undefined })],
      'file-1',
    ],
    ['may be of no known status', [file('file-1', { status: undefined })], 'file-1'],
    [
      'is not one that could not be processed',
      [file('file-1', { status: 'error' }), file('file-2')],
      'file-2',
    ],
    ['is not one that is being deleted', [file('file-1', { status: 'deleting' })], undefined],
    [
      'is not one that expires within a day',
      [file('file-1', { expires_at: NOW.getTime() / 1000 + 86_399 })],
      undefined,
    ],
    [
      'may be one that expires in a day',
      [file('file-1', { expires_at: NOW.getTime() / 1000 + 86_400 })],
      'file-1',
    ],
  ])('%s', async (_, files, id) => {
    expect((await find(files)).found).toBe(id)
  })

  it.each([
    ['gone', refusal(404, 'not_found')],
    ['deleted', file('file-1', { status: 'deleted' })],
  ])('is the next one where the oldest is %s when it is asked for', async (_, now) => {
    expect(await find([file('file-1'), file('file-2', { created_at: 2000 })], { 'file-1': now })).toEqual({
      found: 'file-2',
      asked: ['/files', '/files/file-1', '/files/file-2'],
    })
  })

  it('is not said to be gone when the server does not say so', async () => {
    const hidden = find([file('file-1')], { 'file-1': refusal(403, 'forbidden') })
    await expect(hidden).rejects.toMatchObject({ refusal: { status: 403 } })
  })
})
