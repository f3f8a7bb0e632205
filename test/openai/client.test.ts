import { describe, expect, it } from 'vitest'
import type { Fetch } from '../../src/dependencies.ts'
import { ActionError } from '../../src/errors.ts'
import {
  type ApiError,
  ConnectionError,
  CredentialError,
  isRetryable,
  isSafeToResend,
  StepTimeoutError,
} from '../../src/http/errors.ts'
import { createApiKeyAuth } from '../../src/openai/authentication.ts'
import { type Client, createClient } from '../../src/openai/client.ts'
import { getProvider } from '../../src/openai/provider.ts'
import { manualClock } from '../support/clock.ts'
import { errorResponse, fakeApi, NO_AUTH, response } from '../support/fake-api.ts'

const JWT = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.c2ln'

function client(baseUrl: string, routes: Parameters<typeof fakeApi>[0]) {
  const { fetch, requests } = fakeApi(routes)
  return {
    client: createClient(
      { baseUrl, headers: { 'x-gateway': 'yes' }, credentials: NO_AUTH },
      fetch,
      manualClock(),
    ),
    requests,
  }
}

describe('the client', () => {
  it.each([
    ['http://localhost/v1', '/fine_tuning/jobs/ftjob-1', ''],
    ['http://localhost/v1/', '/fine_tuning/jobs/ftjob-1', ''],
    [
      'http://localhost/openai/v1?api-version=preview',
      '/openai/v1/fine_tuning/jobs/ftjob-1',
      'api-version=preview',
    ],
  ])('joins the base URL %s and a path', async (baseUrl, path, query) => {
    const { client: api, requests } = client(baseUrl, {
      [`GET ${path}`]: () => ({ id: 'ftjob-1', status: 'x' }),
    })
    await api.getJob('ftjob-1')
    expect(`${requests[0]?.query}`).toBe(query)
    expect(requests[0]?.headers).toMatchObject({
      'x-gateway': 'yes',
      'x-client-request-id': expect.stringMatching(/^[\w-]{36}$/),
    })
  })

  it('sends nothing when the signal is aborted before there is a credential', async () => {
    const { fetch, requests } = fakeApi({})
    const controller = new AbortController()
    const credentials = {
      ...NO_AUTH,
      getHeaders: () => {
        controller.abort(new ActionError('The workflow was cancelled.'))
        return new Promise<never>(() => undefined)
      },
    }
    const api = createClient(
      { baseUrl: 'http://localhost/v1', headers: {}, credentials },
      fetch,
      manualClock(),
    )
    const error = await api.createJob({}, controller.signal).catch((error: unknown) => error)
    expect([isSafeToResend(error), `${error}`, requests]).toEqual([
      true,
      'CredentialError: The workflow was cancelled.',
      [],
    ])
  })

  it.each([
    ['api.openai.com', 512_000_000],
    ['localhost:8080', 512_000_000],
    ['[::1]:8080', 512_000_000],
    ['name.openai.azure.com', 100_000_000],
    ['name.services.ai.azure.com', 100_000_000],
    ['name.cognitiveservices.azure.com:443', 100_000_000],
    ['openai.azure.com.example.org', 512_000_000],
  ])('knows that %s accepts single uploads of %i bytes', (host, bytes) => {
    expect(client(`https://${host}/v1`, {}).client.provider.maxSingleUploadBytes).toBe(bytes)
  })

  it('encodes any id as one segment of the path', async () => {
    const { client: api, requests } = client('http://localhost/v1', {})
    await api.getJob('../files?x=1#').catch(() => undefined)
    expect(requests[0]?.path).toBe('/fine_tuning/jobs/..%2Ffiles%3Fx%3D1%23')
    expect(() => api.getJob('..')).toThrow('is not an id')
  })

  it('describes an error response with its status, code, message and request id', async () => {
    const { client: api } = client('http://localhost/v1', {
      'GET /fine_tuning/jobs/x': () => errorResponse(403, 'no_access', { 'apim-request-id': 'req-7' }),
    })
    await expect(api.getJob('x')).rejects.toThrow(
      'GET /fine_tuning/jobs/x failed (403, no_access): refused: no_access (request id req-7)',
    )
  })

  it.each([
    ['an HTML page', '<html>'],
    ['half a body', '{"id": "ftjob-1", "sta'],
    ['a list', '[]'],
    ['a job nested 5,000 levels deep', `{"id":"x","status":"x","a":${'['.repeat(5000)}${']'.repeat(5000)}}`],
    ['a job without an id', '{"status":"running"}'],
    ['an empty body', ''],
  ])('rejects %s as a job without quoting it', async (_, body) => {
    const { client: api } = client('http://localhost/v1', {
      'GET /fine_tuning/jobs/x': () => response(200, body),
    })
    await expect(api.getJob('x')).rejects.toThrow(
      'GET /fine_tuning/jobs/x: unexpected response body (status 200)',
    )
  })

  it.each([
    [{}, undefined],
    [{ code: null, message: null, param: null }, undefined],
    [null, undefined],
    ['any', undefined],
    [
      { code: 'c', message: 'm', param: null },
      { code: 'c', message: 'm', param: undefined },
    ],
  ])('decodes the error %j of a job', async (error, expected) => {
    const { client: api } = client('http://localhost/v1', {
      'GET /fine_tuning/jobs/x': () => ({
        id: 'x',
        status: 'failed',
        error,
        seed: 'odd',
        trained_tokens: 'many',
      }),
    })
    expect((await api.getJob('x')).error).toEqual(expected)
  })

  it.each([
    [{ 'retry-after': '7' }, 7000],
    [{ 'retry-after-ms': '250', 'retry-after': '7' }, 250],
    [{ 'retry-after': 'Sun, 22 Nov 2026 10:00:30 GMT', date: 'Sun, 22 Nov 2026 10:00:00 GMT' }, 30_000],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'retry-after': '-1' }, undefined],
  ])('reads the delay that the headers %j ask for', async (headers, retryAfterMs) => {
    const { client: api } = client('http://localhost/v1', {
      'GET /fine_tuning/jobs/x': () =>
        errorResponse(429, 'slow_down', headers as unknown as Record<string, string>),
    })
    const error = await api.getJob('x').catch((error: unknown) => error)
    expect((error as ApiError).retryAfterMs).toBe(retryAfterMs)
  })
})

describe('a response about something else than was requested', () => {
  it.each([
    ['job', 'GET /fine_tuning/jobs/a', { id: 'b', status: 'succeeded' }, 'getJob'],
    ['file', 'GET /files/a', { id: 'b', bytes: 1 }, 'getFile'],
    ['model', 'GET /models/a', { id: 'b' }, 'getModel'],
  ] as const)('is rejected for a %s', async (kind, route, body, method) => {
    const { client: api } = client('http://localhost/v1', { [route]: () => body })
    const error = await api[method]('a').catch((error: unknown) => error)
    expect(`${error}`).toContain(`about ${kind} a is about another one, b`)
    expect([error, isRetryable(error)]).toMatchObject([{ fault: 'mismatched', requestSent: true }, true])
  })

  it('is accepted for a model under the name of its snapshot, or of its provider', async () => {
    const { client: api } = client('http://localhost/v1', {
      'GET /models/gpt-4o-mini': () => ({ id: 'openai/gpt-4o-mini-2024-07-18' }),
    })
    expect(await api.getModel('gpt-4o-mini')).toMatchObject({ id: 'openai/gpt-4o-mini-2024-07-18' })
  })

  it('is accepted for a job whose id is a number', async () => {
    const { client: api } = client('http://localhost/v1', { 'GET /fine_tuning/jobs/7': () => ({ id: 7 }) })
    expect(await api.getJob('7')).toMatchObject({ id: '7', status: 'unknown' })
  })
})

describe('an upload', () => {
  async function* chunks(count: number) {
    for (let i = 0; i < count; i++) yield Buffer.alloc(1000)
  }
  const file = () => ({ contentType: 'text/plain', contentLength: 3000, body: chunks(3) })
  const connection = { baseUrl: 'http://localhost/v1', headers: {}, credentials: NO_AUTH }
  const stopAfter = (sent: number, status: number, body: object): Fetch => {
    return async (_, request) => {
      let received = 0
      if (typeof request.body === 'object') {
        for await (const chunk of request.body) {
          received += chunk.length
          if (received >= sent) break
        }
      }
      return new Response(JSON.stringify(body), { status })
    }
  }

  it('is a broken response when the server responds before it has received all bytes', async () => {
    const api = createClient(connection, stopAfter(1000, 200, { id: 'file-1' }), manualClock())
    const error = await api.uploadFile(file()).catch((error: unknown) => error)
    expect(`${error}`).toContain('the server responded before it had received all bytes')
    expect(isSafeToResend(error)).toBe(false)
  })

  it('reports the refusal of a server that does not receive all bytes', async () => {
    const fetch = stopAfter(1000, 413, { error: { message: 'too large' } })
    const error = await createClient(connection, fetch, manualClock())
      .uploadFile(file())
      .catch((error: unknown) => error)
    expect([`${error}`, isSafeToResend(error)]).toEqual([
      'ApiError: POST /files failed (413): too large',
      true,
    ])
  })

  it('returns the file when all bytes were received', async () => {
    const fetch = stopAfter(Number.POSITIVE_INFINITY, 200, { id: 'file-1', bytes: 3000 })
    expect(await createClient(connection, fetch, manualClock()).uploadFile(file())).toMatchObject({
      id: 'file-1',
      bytes: 3000,
    })
  })
})

describe('the deadline of a step', () => {
  const connection = { baseUrl: 'http://localhost/v1', headers: {}, credentials: NO_AUTH }
  const hang: Fetch = (_, { signal }) =>
    new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))

  async function measure(request: (api: Client) => Promise<unknown>, deadline: number, startAt = 0) {
    const clock = manualClock()
    if (startAt > 0) await clock.sleep(startAt)
    const error = await request(createClient(connection, hang, clock, { deadline })).catch((error) => error)
    return { error, endedAt: clock.now() }
  }

  it.each([
    ['a poll', (api: Client) => api.getJob('x')],
    ['a list of jobs', (api: Client) => api.listJobs({})],
    ['a list of checkpoints', (api: Client) => api.listCheckpoints('x', {})],
    ['a create request', (api: Client) => api.createJob({})],
    ['the content of a file', (api: Client) => api.getFileContent('x')],
    [
      'a completed upload',
      (api: Client) => api.completeUpload('x', { partIds: [], md5: '' }, { timeoutMs: 600_000 }),
    ],
  ])('ends %s five seconds later', async (_, request) => {
    const { error, endedAt } = await measure(request, 6000)
    expect([error, endedAt]).toEqual([expect.any(ConnectionError), 11_000])
  })

  it('does not extend the timeout of a request', async () => {
    expect((await measure((api) => api.getJob('x'), 600_000)).endedAt).toBe(30_000)
  })

  it('lets no request begin when five seconds have passed since', async () => {
    const { error, endedAt } = await measure((api) => api.getJob('x'), 6000, 11_000)
    expect([error, endedAt, isSafeToResend(error)]).toEqual([expect.any(StepTimeoutError), 11_000, true])
  })

  it('gives ten seconds to a request that must be sent even after it', async () => {
    const { endedAt } = await measure((api) => api.getJob('x', { afterDeadline: true }), 6000, 20_000)
    expect(endedAt).toBe(30_000)
  })

  it('also ends the wait for a credential', async () => {
    const clock = manualClock()
    const credentials = { ...NO_AUTH, getHeaders: () => new Promise<never>(() => undefined) }
    const api = createClient({ ...connection, credentials }, hang, clock, { deadline: 6000 })
    const error = await api.getJob('x').catch((error: unknown) => error)
    expect([error, clock.now()]).toEqual([expect.any(CredentialError), 11_000])
  })
})

describe('the client, for events,', () => {
  it('decodes those without a message, a level or a type, and keeps what is no event', async () => {
    const { client: api } = client('http://localhost/v1', {
      'GET /fine_tuning/jobs/x/events': () => ({ data: [{ id: 'e1', level: null }, 'text'] }),
    })
    const { events } = await api.listEvents('x', {})
    const empty = { level: 'info', type: 'message', message: '' }
    expect(events).toMatchObject([
      { ...empty, id: 'e1' },
      { ...empty, raw: 'text' },
    ])
  })
})

describe('the client, for checkpoints and files,', () => {
  it('decodes a page of checkpoints and keeps those without a model name', async () => {
    const { client: api, requests } = client('http://localhost/v1', {
      'GET /fine_tuning/jobs/x/checkpoints': () => ({
        data: [
          { id: 'c2', fine_tuned_model_checkpoint: 'ft:m', step_number: 20, metrics: { a: { b: 1 } } },
          { id: 'c1', fine_tuned_model_checkpoint: 'ft:m:1', metrics: { step: 10 } },
          { id: 'c0', fine_tuned_model_checkpoint: 'ft:m:0', metrics: null },
          { id: 'c-1', fine_tuned_model_checkpoint: '', step_number: 5, metrics: { valid_loss: 2 } },
          'text',
        ],
        has_more: true,
        last_id: 'c-1',
      }),
    })
    expect(await api.listCheckpoints('x', { after: 'c3', limit: 100 })).toMatchObject({
      entries: [
        { item: { id: 'c2', model: 'ft:m', step: 20, metrics: { a: { b: 1 } } } },
        { item: { id: 'c1', model: 'ft:m:1', step: 10, metrics: { step: 10 } } },
        { item: { id: 'c0', model: 'ft:m:0', step: undefined, metrics: {} } },
        { item: { id: 'c-1', model: undefined, step: 5, metrics: { valid_loss: 2 } } },
        { unreadable: { metadata: {} } },
      ],
      nextCursor: 'c-1',
    })
    expect(`${requests[0]?.query}`).toBe('after=c3&limit=100')
  })

  it('returns the content of a file as it is sent, with a byte order mark', async () => {
    const { client: api, requests } = client('http://localhost/v1', {
      'GET /files/file-1/content': () => response(200, '\uFEFFé'),
    })
    expect(await api.getFileContent('file-1')).toEqual(Buffer.from('\uFEFFé'))
    expect(requests[0]?.headers).toMatchObject({ accept: 'application/binary' })
    await expect(api.getFileContent('file-2')).rejects.toThrow('GET /files/file-2/content failed (404')
  })

  it('decodes the ids of result files and leaves out other values', async () => {
    const { client: api } = client('http://localhost/v1', {
      'GET /fine_tuning/jobs/x': () => ({
        id: 'x',
        status: 'succeeded',
        result_files: ['file-1', null, 'a b'],
      }),
      'GET /fine_tuning/jobs/y': () => ({ id: 'y', status: 'succeeded', result_files: null }),
    })
    expect((await api.getJob('x')).resultFiles).toEqual(['file-1'])
    expect((await api.getJob('y')).resultFiles).toEqual([])
  })
})

describe('createApiKeyAuth', () => {
  it.each([
    ['sk-1', 'auto', 'api.openai.com', { authorization: 'Bearer sk-1' }],
    ['key', 'auto', 'res.openai.azure.com', { 'api-key': 'key' }],
    ['key', 'auto', 'RES.services.ai.azure.com', { 'api-key': 'key' }],
    ['key', 'auto', 'res.cognitiveservices.azure.com', { 'api-key': 'key' }],
    ['key', 'auto', 'openai.azure.com.evil.example', { authorization: 'Bearer key' }],
    [JWT, 'auto', 'res.openai.azure.com', { authorization: `Bearer ${JWT}` }],
    ['key', 'bearer', 'res.openai.azure.com', { authorization: 'Bearer key' }],
    ['key', 'api-key', 'gateway.example', { 'api-key': 'key' }],
  ] as const)('sends %s with the scheme %s to %s in one header', async (key, scheme, host, header) => {
    expect(await createApiKeyAuth(key, scheme, getProvider(host)).getHeaders()).toEqual(header)
  })
})
