import { describe, expect, it } from 'vitest'
import { wait } from '../../src/actions/wait.ts'
import { ActionError } from '../../src/errors.ts'
import { ConnectionError } from '../../src/http/errors.ts'
import { NotSentError } from '../../src/http/transport.ts'
import { WorkloadIdentityAuth } from '../../src/openai/authentication.ts'
import { CLAIMS, createJwt } from '../support/auth.ts'
import { manualClock } from '../support/clock.ts'
import { errorResponse, type RecordedRequest } from '../support/fake-api.ts'
import { runAction } from '../support/run-action.ts'

const MINUTE = 60_000
const OPENAI = { 'api-key': '', 'identity-provider-id': 'idp_1', 'service-account-id': 'sa_1' }
const ENTRA = {
  'api-key': '',
  'azure-tenant-id': 'tenant-1',
  'azure-client-id': 'client-1',
  'base-url': 'https://res.openai.azure.com/v1',
}

/** Sets up the authentication with exchanges that return `t1`, `t2`, …, except for those that fail. */
function setUpAuth(lifetimeMs: number, fails: (nth: number) => boolean = () => false) {
  const clock = manualClock()
  let exchanges = 0
  const errors: unknown[] = []
  const credentials = new WorkloadIdentityAuth(
    async () => {
      exchanges += 1
      if (fails(exchanges)) throw new ConnectionError('no answer', { requestSent: true })
      return { value: `t${exchanges}`, lifetimeMs }
    },
    { clock, random: () => 0, onRetry: (error) => errors.push(error) },
  )
  const current = async () => (await credentials.getHeaders()).authorization
  return { clock, current, credentials, errors, countExchanges: () => exchanges }
}

describe('WorkloadIdentityAuth', () => {
  it('shares one token between all requests and refreshes it 20 minutes before it expires', async () => {
    const { clock, current } = setUpAuth(60 * MINUTE)
    expect(await Promise.all([current(), current()])).toEqual(['Bearer t1', 'Bearer t1'])
    await clock.sleep(39 * MINUTE)
    expect(await current()).toBe('Bearer t1')
    await clock.sleep(2 * MINUTE)
    expect(await current()).toBe('Bearer t2')
  })

  it('refreshes a short-lived token after half of its lifetime', async () => {
    const { clock, current } = setUpAuth(4 * MINUTE)
    await current()
    await clock.sleep(2 * MINUTE)
    expect(await current()).toBe('Bearer t2')
  })

  it('uses a valid token while its refresh fails, and retries after a minute', async () => {
    const { clock, current, countExchanges, errors } = setUpAuth(60 * MINUTE, (nth) => nth > 1 && nth < 4)
    await current()
    await clock.sleep(41 * MINUTE)
    expect([await current(), await current(), countExchanges()]).toEqual(['Bearer t1', 'Bearer t1', 2])
    await clock.sleep(MINUTE)
    await current()
    await clock.sleep(MINUTE)
    expect([await current(), errors.length]).toEqual(['Bearer t4', 2])
  })

  it('retries the exchange when there is no valid token', async () => {
    const { current } = setUpAuth(60 * MINUTE, (nth) => nth < 5)
    expect(await current()).toBe('Bearer t5')
  })

  it('renews a rejected token once for all four requests that were sent with it', async () => {
    const { credentials, current } = setUpAuth(60 * MINUTE)
    const sent = await credentials.getHeaders()
    expect([1, 2, 3, 4].map(() => credentials.invalidate(sent))).toEqual([true, true, true, true])
    expect(await current()).toBe('Bearer t2')
  })

  it('does not use an expired token when its refresh fails', async () => {
    const { clock, current } = setUpAuth(4 * MINUTE, (nth) => nth > 1)
    await current()
    await clock.sleep(3.5 * MINUTE)
    expect(await current()).toBe('Bearer t1')
    await clock.sleep(MINUTE)
    await expect(current()).rejects.toThrow('no answer')
  })

  it('does not use a token that expires while its refresh fails', async () => {
    const clock = manualClock()
    let exchanges = 0
    const exchange = async () => {
      if (++exchanges === 1) return { value: 't1', lifetimeMs: 4 * MINUTE }
      await clock.sleep(30_000)
      throw new ConnectionError('no answer', { requestSent: true })
    }
    const credentials = new WorkloadIdentityAuth(exchange, {
      clock,
      random: () => 0,
      onRetry: () => undefined,
    })
    await credentials.getHeaders()
    await clock.sleep(3.75 * MINUTE)
    await expect(credentials.getHeaders()).rejects.toThrow('no answer')
  })

  it('renews a rejected token only once per minute', async () => {
    const { clock, current, credentials } = setUpAuth(60 * MINUTE)
    const rejected = await credentials.getHeaders()
    expect([credentials.invalidate(rejected), await current()]).toEqual([true, 'Bearer t2'])
    // Another request was sent with the old token.
    expect(credentials.invalidate(rejected)).toBe(true)
    expect(credentials.invalidate(await credentials.getHeaders())).toBe(false)
    await clock.sleep(2 * MINUTE)
    expect(credentials.invalidate(await credentials.getHeaders())).toBe(true)
  })
})

/** Returns routes that exchange GitHub's token for `token-number-1`, `token-number-2`, …. */
function setUpExchange(lifetimeS = 3600) {
  let issued = 0
  const exchange = ({ body }: RecordedRequest) => {
    bodies.push(body)
    issued += 1
    return { access_token: `token-number-${issued}`, expires_in: lifetimeS }
  }
  const bodies: string[] = []
  return {
    bodies,
    countIssued: () => issued,
    idToken: async (audience: string | undefined) => createJwt({ ...CLAIMS, aud: audience ?? 'default' }),
    routes: { 'POST /oauth/token': exchange, 'POST /tenant-1/oauth2/v2.0/token': exchange },
  }
}

describe('an action without an API key', () => {
  it.each([
    [
      'OpenAI',
      OPENAI,
      (body: string) => JSON.parse(body),
      {
        grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
        subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
        subject_token: createJwt({ ...CLAIMS, aud: 'default' }),
        identity_provider_id: 'idp_1',
        service_account_id: 'sa_1',
      },
    ],
    [
      'Azure',
      ENTRA,
      (body: string) => Object.fromEntries(new URLSearchParams(body)),
      {
        grant_type: 'client_credentials',
        client_id: 'client-1',
        scope: 'https://cognitiveservices.azure.com/.default',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: createJwt({ ...CLAIMS, aud: 'api://AzureADTokenExchange' }),
      },
    ],
  ])(
    'trains at %s: sends the access token to the API and the OIDC token only to the exchange',
    async (_, inputs, read, body) => {
      const { routes, bodies, idToken } = setUpExchange()
      const { failed, outputs, requests, secrets } = await runAction({ inputs, routes, idToken })
      expect([failed, outputs.status]).toEqual([false, 'succeeded'])
      expect(read(bodies[0] ?? '')).toEqual(body)
      const [exchange, ...rest] = requests
      expect(exchange?.headers.authorization).toBeUndefined()
      expect(new Set(rest.map(({ headers }) => headers.authorization))).toEqual(
        new Set(['Bearer token-number-1']),
      )
      expect(rest.some(({ headers }) => 'api-key' in headers)).toBe(false)
      expect(secrets).toContain('token-number-1')
    },
  )

  it('waits for eight hours: refreshes each token in time, and a revoked token at once', async () => {
    const { routes, idToken, countIssued } = setUpExchange(3600)
    let used: string[] = []
    let revoked = false
    const { failed, failures, clock } = await runAction({
      action: wait,
      inputs: { ...OPENAI, 'job-id': 'ftjob-1', timeout: '600', 'poll-interval': '60' },
      idToken,
      routes: {
        ...routes,
        'GET /fine_tuning/jobs/ftjob-1': ({ headers }) => {
          const { authorization = '' } = headers
          used = used.at(-1) === authorization ? used : [...used, authorization]
          if (used.length === 5 && !revoked) {
            revoked = true
            return errorResponse(401, 'invalid_token')
          }
          return {
            id: 'ftjob-1',
            status: countIssued() >= 13 ? 'succeeded' : 'running',
            fine_tuned_model: 'ft:x',
          }
        },
      },
    })
    expect([failed, failures]).toEqual([false, []])
    expect(clock.now()).toBeGreaterThan(7 * 60 * MINUTE)
    expect(used).toEqual(Array.from({ length: 13 }, (_, i) => `Bearer token-number-${i + 1}`))
  })

  it.each([
    [
      { error: 'invalid_grant', error_description: 'no mapping matches' },
      'invalid_grant): no mapping matches',
    ],
    [{ error: 'invalid_subject_token' }, 'invalid_subject_token'],
    [{ error: { message: 'AADSTS70021: No matching federated identity', code: 'x' } }, 'AADSTS70021'],
  ])('reports why the exchange failed, and the claims to compare: %j', async (body, reason) => {
    const { idToken } = setUpExchange()
    const { failures, sent, log, summary } = await runAction({
      inputs: OPENAI,
      idToken,
      routes: { 'POST /oauth/token': () => new Response(JSON.stringify(body), { status: 400 }) },
    })
    expect(sent).toEqual(['POST /oauth/token'])
    expect(failures[0]).toContain('Token exchange at auth.openai.com failed (400')
    expect(failures[0]).toContain(reason)
    for (const claim of ['sub', 'repository', 'ref', 'environment'] as const)
      expect(failures[0]).toContain(`${claim}=${CLAIMS[claim]}`)
    expect(failures[0]).toContain('aud=default')
    const token = await idToken(undefined)
    expect(JSON.stringify([failures, log, summary])).not.toContain(token)
  })

  it.each([
    [
      'wait',
      401,
      { error: 'invalid_client', error_description: 'AADSTS700213: No matching federated identity' },
    ],
    ['wait', 400, { error: 'invalid_grant' }],
    ['the root action', 401, { error: 'invalid_client' }],
  ])('fails at once when the identity is rejected: %s, %d', async (name, status, body) => {
    const { idToken } = setUpExchange()
    let exchanges = 0
    const routes = {
      'POST /oauth/token': () => {
        exchanges += 1
        return new Response(JSON.stringify(body), { status })
      },
    }
    const scenario =
      name === 'wait' ? { action: wait, inputs: { ...OPENAI, 'job-id': 'ftjob-1' } } : { inputs: OPENAI }
    const { failures, clock } = await runAction({ ...scenario, idToken, routes })
    expect([failures.length, exchanges]).toEqual([1, 1])
    expect(failures[0]).toContain(`sub=${CLAIMS.sub}`)
    expect(clock.now()).toBeLessThan(MINUTE)
  })

  it.each([
    ['a redirect', 302, 'Redirects are not followed. Set "token-url" to the address that they lead to.'],
    ['a broken server', 500, ''],
    ['an overloaded server', 429, ''],
  ])('names the claims only of an identity that was rejected: %s', async (_, status, hint) => {
    const { idToken } = setUpExchange()
    const routes = { 'POST /oauth/token': () => new Response('{"error":"x"}', { status }) }
    const { failures } = await runAction({ inputs: OPENAI, idToken, routes })
    expect(failures[0]).toContain(`Token exchange at auth.openai.com failed (${status}`)
    expect(failures[0]).toContain(hint)
    expect(failures[0]).not.toContain('Compare')
  })

  it('reports as it is why a runner that is not GitHub issues no OIDC token', async () => {
    const { failures } = await runAction({
      inputs: OPENAI,
      idToken: () => Promise.reject(new ActionError('There is no token here.')),
    })
    expect(failures).toEqual(['There is no token here.'])
  })

  it.each([
    ['without JSON', 'x.y.z'],
    ['without claims', `x.${Buffer.from('null').toString('base64url')}.z`],
    ['without parts', 'x'],
  ])('reports that the claims of a token %s are unreadable', async (_, token) => {
    const { failures } = await runAction({
      inputs: ENTRA,
      idToken: async () => token,
      fetch: async () => new Response('{"error":"invalid_client"}', { status: 401 }),
    })
    expect(failures[0]).toContain('Compare the federated credential of the application with the claims')
    expect(failures[0]).toContain('(unreadable)')
  })

  it.each([
    ['retries until GitHub issues an OIDC token', 3],
    ['reports that GitHub issues no OIDC token', Number.POSITIVE_INFINITY],
  ])('%s', async (_, failedAttempts) => {
    const { routes, idToken } = setUpExchange()
    let attempts = 0
    const { failed, failures } = await runAction({
      inputs: OPENAI,
      routes,
      idToken: (audience) =>
        ++attempts <= failedAttempts ? Promise.reject(new Error('read ECONNRESET')) : idToken(audience),
    })
    expect(failed).toBe(failedAttempts > 3)
    if (failed)
      expect(failures[0]).toMatch(
        /Cannot (exchange the OIDC token of this job|get an OIDC token from GitHub)/,
      )
  })

  it('names the input to check when the token endpoint is unreachable', async () => {
    const { idToken } = setUpExchange()
    const { failures } = await runAction({
      inputs: OPENAI,
      idToken,
      fetch: () => Promise.reject(new NotSentError('connect ECONNREFUSED')),
    })
    expect(failures[0]).toContain('auth.openai.com')
    expect(failures[0]).toContain('Check "token-url"')
    expect(failures[0]).not.toContain('base-url')
  })

  it('knows that no job was created when there is no valid token any more', async () => {
    const { routes, idToken } = setUpExchange(60)
    let exchanges = 0
    const { failures, sent } = await runAction({
      inputs: OPENAI,
      idToken,
      routes: {
        ...routes,
        'POST /oauth/token': (request) =>
          ++exchanges === 1
            ? routes['POST /oauth/token'](request)
            : new Response('{"error":"invalid_grant"}', { status: 400 }),
        'GET /files': async () => ({ data: [], has_more: false }),
        'POST /fine_tuning/jobs': () => errorResponse(401, 'invalid_token'),
      },
    })
    expect(failures[0]).not.toContain('Unclear whether')
    expect(failures[0]).toContain('failed (400')
    expect(sent.filter((request) => request === 'POST /fine_tuning/jobs')).toHaveLength(1)
  })

  it.each([
    [false, 'Add "permissions: id-token: write" to the job'],
    [true, 'pull requests from forks never get it'],
  ])('reports that the job lacks a permission (fork: %s)', async (isFork, hint) => {
    const { failures, sent } = await runAction({ inputs: OPENAI, context: { isFork } })
    expect(failures[0]).toContain(hint)
    expect(sent).toEqual([])
  })

  it.each([
    [{ 'api-key': '' }, 'input "api-key": is required; or, for no stored key'],
    [{ 'identity-provider-id': 'idp_1' }, 'inputs "api-key" and "identity-provider-id": are different ways'],
    [{ 'api-key': '', 'azure-client-id': 'c' }, 'input "azure-tenant-id": is required'],
    [{ 'api-key': '', 'service-account-id': 'c' }, 'input "identity-provider-id": is required'],
    [{ ...OPENAI, 'azure-tenant-id': 't' }, 'are different ways to authenticate'],
    [{ ...OPENAI, 'base-url': 'https://gateway.example/v1' }, 'input "token-url": is required'],
    [{ ...OPENAI, 'token-url': 'http://auth.example/token' }, 'input "token-url": must begin with https://'],
    [{ ...ENTRA, 'base-url': '' }, 'input "base-url": is required with "azure-tenant-id"'],
    [{ 'oidc-audience': 'x' }, 'input "oidc-audience": has no effect with "api-key"'],
    [{ ...OPENAI, 'auth-scheme': 'api-key' }, 'input "auth-scheme": the token of an identity is sent as'],
  ])('requires exactly one authentication method: %j', async (inputs, message) => {
    const { failures, sent } = await runAction({ inputs })
    expect([failures.length, sent]).toEqual([1, []])
    expect(failures[0]).toContain(message)
  })
})

describe('the base URL', () => {
  it.each([
    ['https://gateway.example/v1', true],
    ['https://eu.api.openai.com/v1', false],
    ['https://res.services.ai.azure.com/api/projects/p/openai/v1', false],
    ['https://openai.azure.com.example/v1', true],
  ])('causes a warning if the server is unknown: %s', async (baseUrl, warns) => {
    const { annotations } = await runAction({ inputs: { 'base-url': baseUrl, 'dry-run': 'true' } })
    const warnings = annotations.filter(({ text }) => text.includes('unknown server'))
    expect(warnings.map(({ level }) => level)).toEqual(warns ? ['warning'] : [])
  })

  it.each([
    'http://localhost.evil.example/v1',
    'http://127.0.0.1.evil.example/v1',
    'http://localhost@evil.example/v1',
    'http://evil.example/localhost',
  ])('must use TLS if the host is only named like the machine itself: %s', async (baseUrl) => {
    const { failures, requests } = await runAction({ inputs: { 'base-url': baseUrl } })
    expect([failures, requests]).toEqual([[expect.stringContaining('input "base-url": must')], []])
  })
})
