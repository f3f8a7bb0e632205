import { describe, expect, it } from 'vitest'
import { isRetryable, isRetryableWhilePolling } from '../../src/http/errors.ts'
import { errorFromResponse } from '../../src/openai/api-error.ts'

function errorFor(
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
  description = 'GET /x',
) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return errorFromResponse(description, { status, headers: new Headers(headers), text })
}

const apiBody = (fields: object) => ({ error: { message: 'm', ...fields } })

describe('errorFromResponse', () => {
  it('reads the error object of the API', () => {
    const body = apiBody({ code: 'c', param: 'p', type: 't' })
    expect(errorFor(400, body, { 'x-request-id': 'req-1' })).toMatchObject({
      message: 'GET /x failed (400, c, param p): m (request id req-1)',
      status: 400,
      isApiResponse: true,
      isOwnError: true,
      code: 'c',
      param: 'p',
      serverMessage: 'm',
    })
  })

  it('uses the type of an error without a code', () => {
    expect(errorFor(400, apiBody({ code: null, type: 't' }))).toMatchObject({ code: 't' })
  })

  it.each([
    ['an HTML page', '<html>Bad gateway</html>'],
    ['a list', '[]'],
    ['an empty body', ''],
  ])('does not quote %s', (_, body) => {
    expect(errorFor(502, body).message).toBe('GET /x failed (502)')
  })

  it('removes the quoted data from the message of a rejected upload', () => {
    const message = 'Invalid file\n format. (HINT: line starts with: "secret")'
    expect(errorFor(400, apiBody({ message })).serverMessage).toBe('Invalid file format.')
  })

  it.each([
    ['an API key', 401, {}, 'Check the secret or the variable behind "api-key"'],
    ['a code rather than its status', 403, { code: 'training_not_available' }, 'OpenAI has closed'],
    [
      'a message rather than its code',
      403,
      { message: 'We are winding down the fine-tuning platform' },
      'OpenAI has',
    ],
    ['the size of a file', 413, {}, 'larger than this server accepts'],
    ['a quota of Azure', 403, { code: 'quotaExceeded' }, 'more quota in the Azure portal'],
    [
      'a quota of Azure in other capitals',
      400,
      { code: 'InsufficientQuota' },
      'more quota in the Azure portal',
    ],
    ['missing capacity', 503, { message: 'There is not enough capacity in this region' }, 'no capacity'],
    ['missing capacity by its code', 429, { code: 'NoCapacity' }, 'no capacity'],
    [
      "the training type of Azure's open-weight models",
      400,
      {
        code: 'invalidPayload',
        message: 'The specified base model does not support fine-tuning with Standard TrainingType.',
      },
      '"trainingType: GlobalStandard"',
    ],
    [
      'the provider behind LiteLLM',
      400,
      { message: 'Invalid request, No litellm managed file id or custom_llm_provider provided.' },
      '"?custom_llm_provider=openai"',
    ],
    ['a redirect', 302, {}, 'Redirects are not followed'],
  ])('adds a hint about %s', (_, status, fields, hint) => {
    expect(errorFor(status, apiBody(fields)).hint).toContain(hint)
  })

  const hintAt = (address: string, status: number, credential: 'key' | 'token' = 'key') => {
    const response = { status, headers: new Headers(), text: JSON.stringify(apiBody({})) }
    return errorFromResponse('GET /x', response, { baseUrl: new URL(address), credential }).hint
  }
  const PROJECT = 'Check "base-url", and that the job and its files belong to the project of this'

  it.each([
    [
      'https://api.openai.com/v1',
      'key',
      'The API key is valid but lacks a permission: it needs write access',
    ],
    ['https://api.openai.com/v1', 'token', 'The identity is valid but lacks a permission: it needs write'],
    [
      'https://r.openai.azure.com/openai/v1',
      'token',
      'The credential lacks the role "Cognitive Services OpenAI Contributor" on this resource, or the role was assigned',
    ],
    ['https://r.openai.azure.com/openai/v1', 'key', 'A key of this resource has every permission'],
  ] as const)(
    'explains a missing permission at %s by the kind of credential: %s',
    (address, credential, hint) => {
      expect(hintAt(address, 403, credential)).toContain(hint)
    },
  )

  it.each([
    ['https://gateway.example/v1', `${PROJECT} key.`],
    ['https://gateway.example/proxy/v1beta2/', `${PROJECT} key.`],
    ['https://gateway.example', `${PROJECT} key. "base-url" usually ends in /v1.`],
    ['https://gateway.example/v1/fine_tuning', `${PROJECT} key. "base-url" usually ends in /v1.`],
    [
      'https://r.openai.azure.com/openai',
      'Check "base-url", and that the job and its files belong to this resource. "base-url" usually ends in /openai/v1.',
    ],
    [
      'https://r.openai.azure.com/openai?api-version=2024-10-21',
      'Check "base-url", and that the job and its files belong to this resource.',
    ],
  ])('says after a 404 how an address without a version usually ends: %s', (address, hint) => {
    expect(hintAt(address, 404)).toBe(hint)
  })

  it('names the project of an identity after a 404', () => {
    expect(hintAt('https://api.openai.com/v1', 404, 'token')).toBe(`${PROJECT} identity.`)
  })

  it('adds no hint for a status without one', () => {
    expect(errorFor(500, apiBody({})).hint).toBeUndefined()
  })

  it.each([
    ['a common rate limit', { code: 'rate_limit_exceeded' }, true],
    ['a limit per day', { code: 'daily_rate_limit_exceeded' }, false],
    ['a quota', { code: 'insufficient_quota' }, false],
  ])('knows whether %s is worth a retry', (_, fields, retryable) => {
    expect(isRetryable(errorFor(429, apiBody(fields)))).toBe(retryable)
  })

  const ACTIVE =
    'This fine-tune request has been rate-limited. Your organization has reached the maximum of 3 active requests'
  const ROUTE = 'Rate limit: too many concurrent requests to /v1/fine_tuning/jobs'
  it.each([
    ['POST /fine_tuning/jobs', ACTIVE, true],
    ['POST /fine_tuning/jobs/ftjob-1/resume', ACTIVE, true],
    ['POST /fine_tuning/jobs', ROUTE, false],
    ['GET /fine_tuning/jobs', ROUTE, false],
    ['GET /fine_tuning/jobs', ACTIVE, false],
    ['POST /fine_tuning/jobs/ftjob-1/cancel', ACTIVE, false],
    ['POST /chat/completions', 'Limit of concurrent jobs', false],
  ])('takes a 429 of %s for the number of jobs at a time or not: %s', (description, message, isLimit) => {
    const error = errorFor(429, apiBody({ code: 'rate_limit_exceeded', message }), {}, description)
    const hint = error.hint ?? ''
    expect([isRetryable(error), hint.includes('maximum number of jobs')]).toEqual([!isLimit, isLimit])
  })

  const QUOTA = { code: 'quotaExceeded', message: 'Quota exceeded for training jobs' }
  it.each([
    ['quota of Azure', 429, QUOTA, {}, false],
    ['quota of Azure with 403', 403, QUOTA, {}, false],
    ['quota of Azure in other capitals', 429, { code: 'InsufficientQuota' }, {}, false],
    ['quota that is free again within minutes', 429, QUOTA, { 'retry-after': '60' }, true],
    ['quota that is free again tomorrow', 429, QUOTA, { 'retry-after': '86400' }, false],
    [
      'quota of calls',
      403,
      { message: 'Out of call volume quota. Quota will be replenished in 02:11:05.' },
      {},
      false,
    ],
    ['lack of capacity', 429, { code: 'NoCapacity' }, {}, true],
    ['lack of capacity with 503', 503, { message: 'Not enough capacity in this region' }, {}, true],
  ])('knows whether a %s is worth a retry', (_, status, fields, headers, retryable) => {
    const error = errorFor(status, apiBody(fields), headers)
    expect([isRetryable(error), isRetryableWhilePolling(error)]).toEqual([retryable, true])
  })

  it.each([
    [500, 'Only premium users can use this endpoint. Get a license key', false],
    [500, 'You must be a LiteLLM Enterprise user to use this feature.', false],
    [500, 'This feature is only available on LiteLLM Enterprise.', false],
    [503, 'Service unavailable. Enterprise customers: see the status page', true],
    [500, 'Missing credentials. Please pass an `api_key`', false],
    [500, 'The api_key client option must be set either by passing api_key to the client', false],
    [500, 'Fine-tuning is not implemented for this provider', false],
    [503, 'events are not supported', false],
    [501, 'any', false],
    [500, 'The server had an error while processing your request. Sorry about that!', true],
    [503, 'The engine is currently overloaded, please try again later', true],
  ])('knows whether a %i that says "%s" is worth a retry', (status, message, retryable) => {
    expect(isRetryable(errorFor(status, apiBody({ message })))).toBe(retryable)
    expect(isRetryable(errorFor(status, { detail: message }))).toBe(retryable)
  })
})
