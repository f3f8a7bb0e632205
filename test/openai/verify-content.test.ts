import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { ActionError } from '../../src/errors.ts'
import { retry } from '../../src/http/retry.ts'
import { createClient } from '../../src/openai/client.ts'
import { verifyContent } from '../../src/openai/find-file.ts'
import { manualClock } from '../support/clock.ts'
import { errorResponse, fakeApi, NO_AUTH, response } from '../support/fake-api.ts'

const DATA = Buffer.from('{"messages":["größe"]}\n{"messages":["�"]}\n')
const NOT_UTF8 = Buffer.from([0x7b, 0xff, 0xfe, 0x7d, 0x0a])
const digest = (data: Buffer) => createHash('sha256').update(data).digest('hex')

/** Verifies that a file has this content on a server that responds like this. */
async function verify(respond: () => unknown, data: Buffer = DATA, bytes = data.length) {
  const clock = manualClock()
  const { signal } = new AbortController()
  const { fetch, requests } = fakeApi({ 'GET /files/file-1/content': respond })
  const connection = { baseUrl: 'http://localhost/v1', headers: {}, credentials: NO_AUTH }
  const content = { digest: digest(data), bytes }
  const retryRequest = <T>(request: () => Promise<T>) =>
    retry(request, { clock, random: () => 0, signal, deadline: 60_000 })
  const client = createClient(connection, fetch, clock)
  const result = await verifyContent(client, 'file-1', content, { retry: retryRequest, signal })
  return { result, requests, clock }
}

const text = (body: string | Buffer) => () => new Response(body)

it.each<[string, () => unknown, Buffer?]>([
  ['as they are', text(DATA)],
  ['in base64', text(DATA.toString('base64'))],
  ['as a JSON string', text(JSON.stringify(DATA.toString()))],
  ['though they are no UTF-8', text(NOT_UTF8), NOT_UTF8],
])('recognizes the bytes %s', async (_, respond, data) => {
  expect((await verify(respond, data)).result).toBe('same')
})

it.each<[string, () => unknown, Buffer?]>([
  ['of other text', text('{"messages":["grösse"]}\n{"messages":["�"]}\n')],
  ['of other text in base64', text(Buffer.from(DATA).fill('x').toString('base64'))],
  ['that are not UTF-8', text(Buffer.concat([DATA.subarray(0, -2), NOT_UTF8.subarray(1, 3)]))],
  ['of other text when its own are not UTF-8', text(Buffer.from([0x7b, 0xff, 0x7d, 0x0a])), NOT_UTF8],
  ['of nothing', text('')],
])('notices bytes %s', async (_, respond, data) => {
  expect((await verify(respond, data)).result).toBe('different')
})

it.each<[string, () => unknown, RegExp]>([
  ['refuses', () => errorResponse(403, 'forbidden'), /403, forbidden/],
  ['refuses in the words of another server', () => response(400, '{"detail":"no"}'), /400/],
  ['has no such route', () => response(405, '<html></html>'), /405/],
])('returns why a file cannot be read back when the server %s', async (_, respond, reason) => {
  const { result, requests } = await verify(respond)
  expect(result).toEqual({ unverified: expect.stringMatching(reason) })
  expect(requests).toHaveLength(1)
})

it('gives up on a server that never responds after two minutes', async () => {
  const { result, clock } = await verify(() => new Promise(() => undefined))
  expect(result).toEqual({ unverified: expect.stringContaining('no answer within 120 seconds') })
  expect(clock.now()).toBeLessThanOrEqual(121_000)
})

it('does not read back more than 64 MB', async () => {
  const { result, requests } = await verify(text(DATA), DATA, 64_000_001)
  expect([result, requests]).toEqual([{ unverified: 'it is larger than 64 MB' }, []])
  expect((await verify(text(DATA), DATA, 64_000_000)).requests).toHaveLength(1)
})

it('rejects when the workflow is cancelled', async () => {
  const cancelled = AbortSignal.abort(new ActionError('The workflow was cancelled.'))
  const client = { getFileContent: () => Promise.reject(cancelled.reason) }
  const content = { digest: '', bytes: 1 }
  const options = { retry: <T>(request: () => Promise<T>) => request(), signal: cancelled }
  await expect(verifyContent(client, 'file-1', content, options)).rejects.toBe(cancelled.reason)
})
