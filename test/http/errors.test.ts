import { describe, expect, it } from 'vitest'
import {
  ApiError,
  type ApiErrorDetails,
  ConnectionError,
  CredentialError,
  isRetryable,
  isRetryableOnceAnswered,
  isRetryableWhilePolling,
  isSafeToResend,
  isUnsupportedEndpoint,
  StepTimeoutError,
} from '../../src/http/errors.ts'
import { isSecureUrl } from '../../src/http/secure-url.ts'

const api = (status: number, details: Partial<ApiErrorDetails> = {}) =>
  new ApiError(`status ${status}`, { status, isApiResponse: true, ...details })
/** The API's own error object. */
const own = (status: number, details: Partial<ApiErrorDetails> = {}) =>
  api(status, { isOwnError: true, ...details })
const page = (status: number) => api(status, { isApiResponse: false })
const connection = (requestSent: boolean) => new ConnectionError('reset', { requestSent })

describe('the errors of a request', () => {
  it.each([
    // [error, retryable, retryable while polling, safe to resend]
    ['a 400 of the API', own(400), false, false, true],
    ['a 401 of the API', own(401), false, false, true],
    ['a 401 with a renewed credential', own(401, { credentialRenewed: true }), true, true, true],
    ['a 400 in the JSON of a token endpoint', api(400, { code: 'invalid_grant' }), false, false, false],
    ['a 401 in the JSON of a framework', api(401), false, false, false],
    ['a 401 page of a proxy', page(401), true, true, false],
    ['a 302 of a proxy', page(302), true, true, false],
    ['a 307 of a proxy', page(307), true, true, true],
    ['a 400 page of a proxy', page(400), false, true, false],
    ['a 404 of the API', own(404), false, false, true],
    ['a 404 in the JSON of a framework', api(404), false, false, false],
    ['a 404 page of a proxy', page(404), true, true, false],
    ['a 408', own(408), true, true, false],
    ['a 409', own(409), false, true, true],
    ['a 429', own(429), true, true, true],
    ['a 429 page of a proxy', page(429), true, true, true],
    ['a 429 of a limit per day', own(429, { isPermanent: true }), false, true, true],
    ['a 403 of a spent quota', own(403, { isPermanent: true }), false, true, true],
    ['a 500', own(500), true, true, false],
    ['a 500 of a server without a licence', own(500, { isPermanent: true }), false, false, false],
    ['a request for which the step has no time', new StepTimeoutError('over'), false, false, true],
    ['a request that was not sent', connection(false), true, true, true],
    ['a request without a response', connection(true), true, true, false],
    ['a rejected identity', new CredentialError(api(400, { code: 'invalid_grant' })), false, false, true],
    ['an identity that a proxy rejects', new CredentialError(page(401)), true, true, true],
    ['an identity at a busy token endpoint', new CredentialError(api(429)), true, true, true],
    ['a failed token exchange', new CredentialError(connection(true)), true, true, true],
    ['a bug', new TypeError('x'), false, false, false],
  ])('classify %s', (_, error, retryable, whilePolling, safe) => {
    expect([isRetryable(error), isRetryableWhilePolling(error), isSafeToResend(error)]).toEqual([
      retryable,
      whilePolling,
      safe,
    ])
  })

  it('are retried with every 5xx once the request has succeeded, and without that not', () => {
    const unlicensed = own(500, { isPermanent: true })
    expect([isRetryableOnceAnswered(unlicensed), isRetryableWhilePolling(unlicensed)]).toEqual([true, false])
    expect([isRetryableOnceAnswered(own(403)), isRetryableOnceAnswered(new TypeError('x'))]).toEqual([
      false,
      false,
    ])
  })

  it.each([
    ['a 404 of the API', api(404), true],
    ['a 405 of the API', api(405), true],
    ['a 501 of the API', api(501), true],
    ['a 404 in plain text', api(404, { isApiResponse: false, serverMessage: 'Not Found' }), false],
    ['a 404 page of a proxy', page(404), false],
    ['a 403 of the API', api(403), false],
    ['a lost connection', connection(true), false],
  ])('show by %s whether an endpoint is unsupported', (_, error, unsupported) => {
    expect(isUnsupportedEndpoint(error)).toBe(unsupported)
  })
})

it.each([
  ['https://api.example', true],
  ['http://localhost:8080', true],
  ['http://127.0.0.1', true],
  ['http://[::1]', true],
  ['http://api.example', false],
  ['http://localhost.example', false],
  ['ftp://localhost', false],
])('isSecureUrl decides whether %s may receive a credential: %s', (url, secure) => {
  expect(isSecureUrl(new URL(url))).toBe(secure)
})
