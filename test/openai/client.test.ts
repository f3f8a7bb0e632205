import { describe, expect, it } from 'vitest'
import { ActionError } from '../../src/errors.ts'
import { type ApiError, hadNoEffect } from '../../src/http/errors.ts'
import { keyCredentials } from '../../src/openai/authentication.ts'
import { createClient } from '../../src/openai/client.ts'
import { providerOf } from '../../src/openai/provider.ts'
import { manualClock } from '../support/clock.ts'
import { answer, fakeApi, NOBODY, refusal } from '../support/fake-api.ts'

const JWT = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.c2ln'

function client(baseUrl: string, routes: Parameters<typeof fakeApi>[0]) {
  const { fetch, requests } = fakeApi(routes)
  return {
    client: createClient(
      { baseUrl, headers: { 'x-gateway': 'yes' }, credentials: NOBODY },
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
  ])('joins %s and a path', async (baseUrl, path, query) => {
    const { client: api, requests } = client(baseUrl, {
      [`GET ${path}`]: () => ({ id: 'ftjob-1', status: 'x' }),
    })
    await api.job('ftjob-1')
    expect(`${requests[0]?.query}`).toBe(query)
    expect(requests[0]?.headers).toMatchObject({
      'x-gateway': 'yes',
      'x-client-request-id': expect.stringMatching(/^[\w-]{36}$/),
    })
  })

  it('sends nothing when it is stopped before there is a credential', async () => {
    const { fetch, requests } = fakeApi({})
    const stop = new AbortController()
    const credentials = {
      header: () => {
        stop.abort(new ActionError('The workflow was cancelled.'))
        return new Promise<never>(() => undefined)
      },
      renew: () => false,
    }
    const api = createClient(
      { baseUrl: 'http://localhost/v1', headers: {}, credentials },
      fetch,
      manualClock(),
    )
    const error = await api.createJob({}, stop.signal).catch((error: unknown) => error)
    expect([hadNoEffect(error), `${error}`, requests]).toEqual([
      true,
      'CredentialError: The workflow was cancelled.',
      [],
    ])
  })

  it('makes one segment of any id', async () => {
    const { client: api, requests } = client('http://localhost/v1', {})
    await api.job('../files?x=1#').catch(() => undefined)
    expect(requests[0]?.path).toBe('/fine_tuning/jobs/..%2Ffiles%3Fx%3D1%23')
    expect(() => api.job('..')).toThrow('is not an id')
  })

  it('says in one sentence what was refused, why, and under which request id', async () => {
    const { client: api } = client('http://localhost/v1', {
      'GET /fine_tuning/jobs/x': () => refusal(403, 'no_access', { 'apim-request-id': 'req-7' }),
    })
    await expect(api.job('x')).rejects.toThrow(
      'GET /fine_tuning/jobs/x was refused (403, no_access): refused: no_access (request id req-7)',
    )
  })

  it.each([
    ['an HTML page', '<html>'],
    ['half a body', '{"id": "ftjob-1", "sta'],
    ['a list', '[]'],
    ['a job that nests without end', `{"id":"x","status":"x","a":${'['.repeat(5000)}${']'.repeat(5000)}}`],
    ['a job without a status', '{"id":"ftjob-1"}'],
    ['nothing', ''],
  ])('does not take %s for a job, and does not quote it', async (_, body) => {
    const { client: api } = client('http://localhost/v1', {
      'GET /fine_tuning/jobs/x': () => answer(200, body),
    })
    await expect(api.job('x')).rejects.toThrow(
      'GET /fine_tuning/jobs/x: the answer (200) is not what this API answers',
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
  ])('reads the error %j of a job', async (error, expected) => {
    const { client: api } = client('http://localhost/v1', {
      'GET /fine_tuning/jobs/x': () => ({
        id: 'x',
        status: 'failed',
        error,
        seed: 'odd',
        trained_tokens: 'many',
      }),
    })
    expect((await api.job('x')).error).toEqual(expected)
  })

  it.each([
    [{ 'retry-after': '7' }, 7000],
    [{ 'retry-after-ms': '250', 'retry-after': '7' }, 250],
    [{ 'retry-after': 'Sun, 22 Nov 2026 10:00:30 GMT', date: 'Sun, 22 Nov 2026 10:00:00 GMT' }, 30_000],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'retry-after': '-1' }, undefined],
  ])('reads %j', async (headers, retryAfterMs) => {
    const { client: api } = client('http://localhost/v1', {
      'GET /fine_tuning/jobs/x': () =>
        refusal(429, 'slow_down', headers as unknown as Record<string, string>),
    })
    const error = await api.job('x').catch((error: unknown) => error)
    expect((error as ApiError).refusal.retryAfterMs).toBe(retryAfterMs)
  })
})

describe('checkpoints and files', () => {
  it('reads a page of checkpoints, without what is none', async () => {
    const { client: api, requests } = client('http://localhost/v1', {
      'GET /fine_tuning/jobs/x/checkpoints': () => ({
        data: [
          { id: 'c2', fine_tuned_model_checkpoint: 'ft:m', step_number: 20, metrics: { a: { b: 1 } } },
          { id: 'c1', fine_tuned_model_checkpoint: 'ft:m:1', metrics: { step: 10 } },
          { id: 'c0', fine_tuned_model_checkpoint: 'ft:m:0', metrics: null },
          { id: 'c-1' },
          'text',
        ],
        has_more: true,
      }),
    })
    expect(await api.checkpoints('x', { after: 'c3', limit: 100 })).toEqual({
      items: [
        { id: 'c2', model: 'ft:m', step: 20, metrics: { a: { b: 1 } } },
        { id: 'c1', model: 'ft:m:1', step: 10, metrics: { step: 10 } },
        { id: 'c0', model: 'ft:m:0', step: undefined, metrics: {} },
      ],
      next: 'c0',
    })
    expect(`${requests[0]?.query}`).toBe('after=c3&limit=100')
  })

  it('reads the content of a file as text, whatever it is', async () => {
    const { client: api, requests } = client('http://localhost/v1', {
      'GET /files/file-1/content': () => answer(200, 'step,train_loss\n'),
    })
    expect(await api.fileContent('file-1')).toBe('step,train_loss\n')
    expect(requests[0]?.headers).toMatchObject({ accept: 'application/binary' })
    await expect(api.fileContent('file-2')).rejects.toThrow('GET /files/file-2/content was refused (404')
  })

  it('knows the result files of a job, and takes nothing else for one', async () => {
    const { client: api } = client('http://localhost/v1', {
      'GET /fine_tuning/jobs/x': () => ({
        id: 'x',
        status: 'succeeded',
        result_files: ['file-1', null, 'a b'],
      }),
      'GET /fine_tuning/jobs/y': () => ({ id: 'y', status: 'succeeded', result_files: null }),
    })
    expect((await api.job('x')).resultFiles).toEqual(['file-1'])
    expect((await api.job('y')).resultFiles).toEqual([])
  })
})

describe('the credential', () => {
  it.each([
    ['sk-1', 'auto', 'api.openai.com', { authorization: 'Bearer sk-1' }],
    ['key', 'auto', 'res.openai.azure.com', { 'api-key': 'key' }],
    ['key', 'auto', 'RES.services.ai.azure.com', { 'api-key': 'key' }],
    ['key', 'auto', 'res.cognitiveservices.azure.com', { 'api-key': 'key' }],
    ['key', 'auto', 'openai.azure.com.evil.example', { authorization: 'Bearer key' }],
    [JWT, 'auto', 'res.openai.azure.com', { authorization: `Bearer ${JWT}` }],
    ['key', 'bearer', 'res.openai.azure.com', { authorization: 'Bearer key' }],
    ['key', 'api-key', 'gateway.example', { 'api-key': 'key' }],
  ] as const)('%s by %s at %s is one header', async (key, scheme, host, header) => {
    expect(await keyCredentials(key, scheme, providerOf(host)).header()).toEqual(header)
  })
})
