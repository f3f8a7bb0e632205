import { describe, expect, it } from 'vitest'
import type { Fetch } from '../../src/dependencies.ts'
import { ConnectionError, type ConnectionFault } from '../../src/http/errors.ts'
import { decodeResponse, getServerTime, parseBody, sendRequest } from '../../src/http/request.ts'
import { NotSentError } from '../../src/http/transport.ts'
import { manualClock } from '../support/clock.ts'

const send = (fetch: Fetch, maxResponseBytes?: number, hasAnswered?: boolean) =>
  sendRequest(fetch, manualClock(), {
    description: 'GET /x',
    url: 'https://api.example/x',
    request: { method: 'GET', headers: {} },
    maxResponseBytes,
    unreachableHint: 'Check the host.',
    hasAnswered,
  })

const unsent = (code: string): Fetch => {
  return () => Promise.reject(new NotSentError('failed', { cause: Object.assign(new Error('x'), { code }) }))
}

describe('sendRequest', () => {
  it.each([
    'ENOTFOUND',
    'EAI_AGAIN',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'CERT_HAS_EXPIRED',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'EPROTO',
  ])('takes %s for a wrong setting', async (code) => {
    const error = await send(unsent(code)).catch((error: unknown) => error)
    expect(error).toMatchObject({ fault: 'misconfigured', requestSent: false, hint: 'Check the host.' })
  })

  it.each(['ETIMEDOUT', 'ENETUNREACH'])('takes %s for a lost connection', async (code) => {
    expect(await send(unsent(code)).catch((error: unknown) => error)).toMatchObject({
      fault: 'lost',
      requestSent: false,
    })
  })

  it.each<[boolean, ConnectionFault]>([
    [false, 'refused'],
    [true, 'lost'],
  ])(
    'takes a refused connection, where the server has answered before (%s), for %s',
    async (hasAnswered, fault) => {
      const error = await send(unsent('ECONNREFUSED'), undefined, hasAnswered).catch(
        (error: unknown) => error,
      )
      expect(error).toMatchObject({ fault, requestSent: false, hint: 'Check the host.' })
    },
  )

  it('takes a broken connection for one on which the request may have been received', async () => {
    const broken: Fetch = () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOTFOUND' }))
    expect(await send(broken).catch((error: unknown) => error)).toMatchObject({
      fault: 'lost',
      requestSent: true,
    })
  })

  it('reads only its own bytes of a buffer that holds more', async () => {
    const bytes = Buffer.from('other{"a":1}other').subarray(5, 12)
    const fetch: Fetch = async () => ({ status: 200, headers: new Headers(), arrayBuffer: async () => bytes })
    expect((await send(fetch)).text).toBe('{"a":1}')
  })

  it('rejects a response that is longer than allowed, even if the transport returns it', async () => {
    const fetch: Fetch = async () => new Response('x'.repeat(101))
    const error = await send(fetch, 100).catch((error: unknown) => error)
    expect([`${error}`, error]).toMatchObject([
      'ConnectionError: GET /x at api.example: the response is longer than 100 bytes',
      { fault: 'malformed' },
    ])
  })

  it('allows the transport 16 MiB by default', async () => {
    let allowed: number | undefined
    await send(async (_, request) => {
      allowed = request.maxResponseBytes
      return new Response('')
    })
    expect(allowed).toBe(16 * 2 ** 20)
  })
})

describe('parseBody', () => {
  it('reads JSON with a byte order mark', () => {
    expect(parseBody('\uFEFF{"a": 1}')).toEqual({ a: 1 })
  })

  it.each([
    ['more values than any API has', `[${'1,'.repeat(2 ** 20)}1]`],
    ['a million empty lists', `[${'[],'.repeat(2 ** 20)}[]]`],
    ['more levels than any API has', `${'['.repeat(5000)}${']'.repeat(5000)}`],
    ['no JSON', '<html>'],
  ])('throws for %s', (_, text) => {
    expect(() => parseBody(text)).toThrow()
  })

  it('reads a long text with few values', () => {
    const text = JSON.stringify(',['.repeat(2 ** 20))
    expect(JSON.stringify(parseBody(text)) === text).toBe(true)
  })
})

describe('decodeResponse', () => {
  const decode = (text: string, decoder: (body: unknown) => unknown) => {
    try {
      return decodeResponse('GET /x', { status: 200, headers: new Headers(), text }, decoder)
    } catch (error) {
      return error
    }
  }
  const fail = () => {
    throw new Error('not that shape')
  }

  it.each([
    ['not-json', '<html>', () => 1],
    ['not-json', '{"a": ', () => 1],
    ['malformed', '{"a": 1}', fail],
  ])('rejects what is %s', (fault, text, decoder) => {
    expect(decode(text, decoder)).toMatchObject({
      name: 'ConnectionError',
      message: 'GET /x: unexpected response body (status 200)',
      fault,
    })
  })

  it('passes on the error of a response about something else', () => {
    const error = new ConnectionError('another', { requestSent: true, fault: 'mismatched' })
    expect(
      decode('{}', () => {
        throw error
      }),
    ).toBe(error)
  })

  it('gives an empty body to the decoder', () => {
    expect(decode('', (body) => [body])).toEqual([undefined])
  })
})

describe('parseDate', () => {
  it.each([
    ['Sun, 29 Nov 2026 10:00:00 GMT', 1_795_946_400],
    ['soon', undefined],
  ])('reads %s', (date, time) => {
    expect(getServerTime({ headers: new Headers({ date }) })).toBe(time)
  })
})
