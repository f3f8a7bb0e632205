import { describe, expect, it } from 'vitest'
import { systemClock } from '../../src/clock.ts'
import type { HttpRequest } from '../../src/dependencies.ts'
import { requestIdToken } from '../../src/github/id-token.ts'

const ENV = {
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://token.example/oidc?api-version=2.0',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'credential-of-the-runner',
}

/** Requests a token, to which GitHub responds with this status and body. */
async function request({ env = ENV as NodeJS.ProcessEnv, audience = '', status = 200, body = '{}' }) {
  const requests: { url: string; request: HttpRequest }[] = []
  const fetch = async (url: string, request: HttpRequest) => {
    requests.push({ url, request })
    return new Response(body, { status })
  }
  const token = requestIdToken(env, audience || undefined, { fetch, clock: systemClock })
  return { token: await token.catch((error: Error) => `${error.name}: ${error.message}`), requests }
}

describe('the OIDC token of a job', () => {
  it.each([
    ['', 'https://token.example/oidc?api-version=2.0'],
    ['api://x&y', 'https://token.example/oidc?api-version=2.0&audience=api%3A%2F%2Fx%26y'],
  ])('is requested with the credential of the runner, for the audience %j', async (audience, url) => {
    const { token, requests } = await request({ audience, body: '{"value":"jwt","count":1}' })
    expect(token).toBe('jwt')
    expect(requests).toMatchObject([
      { url, request: { method: 'GET', headers: { authorization: 'Bearer credential-of-the-runner' } } },
    ])
  })

  it.each([
    ['the address', { ...ENV, ACTIONS_ID_TOKEN_REQUEST_URL: '' }],
    ['the credential', { ...ENV, ACTIONS_ID_TOKEN_REQUEST_TOKEN: '' }],
  ])('is denied without a request if the runner does not name %s', async (_, env) => {
    expect(await request({ env })).toEqual({
      token: 'IdTokenDeniedError: the runner names no address of OIDC tokens',
      requests: [],
    })
  })

  it.each([
    [401, '', 'IdTokenDeniedError: the request was refused'],
    [403, '', 'IdTokenDeniedError: the request was refused'],
    [302, '', 'Error: the request was refused (302)'],
    [500, '', 'Error: the request was refused (500)'],
    [200, '<html>', 'ConnectionError: the request: unexpected response body (status 200)'],
    [200, '{"value":""}', 'ConnectionError: the request: unexpected response body (status 200)'],
  ])('is not in a response with %i and %j', async (status, body, message) => {
    expect((await request({ status, body })).token).toBe(message)
  })
})
