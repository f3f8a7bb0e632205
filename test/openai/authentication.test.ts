import { describe, expect, it } from 'vitest'
import { wait } from '../../src/actions/wait.ts'
import { ConnectionError } from '../../src/http/errors.ts'
import { NotSentError } from '../../src/http/transport.ts'
import { tokenCredentials } from '../../src/openai/authentication.ts'
import { CLAIMS, jwt } from '../support/auth.ts'
import { manualClock } from '../support/clock.ts'
import { refusal, type Seen } from '../support/fake-api.ts'
import { act } from '../support/run-action.ts'

const MINUTE = 60_000
const OPENAI = { 'api-key': '', 'identity-provider-id': 'idp_1', 'service-account-id': 'sa_1' }
const ENTRA = {
  'api-key': '',
  'azure-tenant-id': 'tenant-1',
  'azure-client-id': 'client-1',
  'base-url': 'https://res.openai.azure.com/v1',
}

/** A door that gives one token after another, `t1`, `t2`, …, each for so long. */
function tokens(lifetimeMs: number, fail: (nth: number) => boolean = () => false) {
  const clock = manualClock()
  let asked = 0
  const faults: unknown[] = []
  const credentials = tokenCredentials(
    async () => {
      asked += 1
      if (fail(asked)) throw new ConnectionError('no answer', { sent: true })
      return { value: `t${asked}`, lifetimeMs }
    },
    { clock, random: () => 0, onRetry: (error) => faults.push(error) },
  )
  const now = async () => (await credentials.header()).authorization
  return { clock, now, credentials, faults, asked: () => asked }
}

describe('a token', () => {
  it('is exchanged once for all requests, and anew 20 minutes ahead of its end', async () => {
    const { clock, now } = tokens(60 * MINUTE)
    expect(await Promise.all([now(), now()])).toEqual(['Bearer t1', 'Bearer t1'])
    await clock.sleep(39 * MINUTE)
    expect(await now()).toBe('Bearer t1')
    await clock.sleep(2 * MINUTE)
    expect(await now()).toBe('Bearer t2')
  })

  it('that lives for minutes only is exchanged anew after half of them', async () => {
    const { clock, now } = tokens(4 * MINUTE)
    await now()
    await clock.sleep(2 * MINUTE)
    expect(await now()).toBe('Bearer t2')
  })

  it('that is still valid is used while there is no other, and asked for again a minute later', async () => {
    const { clock, now, asked, faults } = tokens(60 * MINUTE, (nth) => nth > 1 && nth < 4)
    await now()
    await clock.sleep(41 * MINUTE)
    expect([await now(), await now(), asked()]).toEqual(['Bearer t1', 'Bearer t1', 2])
    await clock.sleep(MINUTE)
    await now()
    await clock.sleep(MINUTE)
    expect([await now(), faults.length]).toEqual(['Bearer t4', 2])
  })

  it('is asked for patiently when there is none', async () => {
    const { now } = tokens(60 * MINUTE, (nth) => nth < 5)
    expect(await now()).toBe('Bearer t5')
  })

  it('that four requests were sent with is renewed for all of them', async () => {
    const { credentials, now } = tokens(60 * MINUTE)
    const sent = await credentials.header()
    expect([1, 2, 3, 4].map(() => credentials.renew(sent))).toEqual([true, true, true, true])
    expect(await now()).toBe('Bearer t2')
  })

  it('that has ended is not used, however long there is no other', async () => {
    const { clock, now } = tokens(4 * MINUTE, (nth) => nth > 1)
    await now()
    await clock.sleep(3.5 * MINUTE)
    expect(await now()).toBe('Bearer t1')
    await clock.sleep(MINUTE)
    await expect(now()).rejects.toThrow('no answer')
  })

  it('that is refused is renewed once, and not again and again', async () => {
    const { clock, now, credentials } = tokens(60 * MINUTE)
    const refused = await credentials.header()
    expect([credentials.renew(refused), await now()]).toEqual([true, 'Bearer t2'])
    // Another request was under way with the old one; and one more before there was another.
    expect(credentials.renew(refused)).toBe(true)
    expect(credentials.renew(await credentials.header())).toBe(false)
    await clock.sleep(2 * MINUTE)
    expect(credentials.renew(await credentials.header())).toBe(true)
  })
})

/** GitHub's token, and the door at which it is exchanged; the API takes only the token that is good at the moment. */
function federation(lifetimeS = 3600) {
  let given = 0
  const exchange = ({ body }: Seen) => {
    bodies.push(body)
    given += 1
    return { access_token: `token-number-${given}`, expires_in: lifetimeS }
  }
  const bodies: string[] = []
  return {
    bodies,
    given: () => given,
    idToken: async (audience: string | undefined) => jwt({ ...CLAIMS, aud: audience ?? 'default' }),
    routes: { 'POST /oauth/token': exchange, 'POST /tenant-1/oauth2/v2.0/token': exchange },
  }
}

describe('without a stored key', () => {
  it.each([
    [
      'OpenAI',
      OPENAI,
      (body: string) => JSON.parse(body),
      {
        grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
        subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
        subject_token: jwt({ ...CLAIMS, aud: 'default' }),
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
        client_assertion: jwt({ ...CLAIMS, aud: 'api://AzureADTokenExchange' }),
      },
    ],
  ])(
    'trains at %s: the token goes to the API, and the identity only to the door',
    async (_, inputs, read, body) => {
      const { routes, bodies, idToken } = federation()
      const { failed, outputs, requests, secrets } = await act({ inputs, routes, idToken })
      expect([failed, outputs.status]).toEqual([false, 'succeeded'])
      expect(read(bodies[0] ?? '')).toEqual(body)
      const [door, ...rest] = requests
      expect(door?.headers.authorization).toBeUndefined()
      expect(new Set(rest.map(({ headers }) => headers.authorization))).toEqual(
        new Set(['Bearer token-number-1']),
      )
      expect(rest.some(({ headers }) => 'api-key' in headers)).toBe(false)
      expect(secrets).toContain('token-number-1')
    },
  )

  it('waits for eight hours: each token is replaced in time, and one that is revoked at once', async () => {
    const { routes, idToken, given } = federation(3600)
    const start = performance.now()
    let used: string[] = []
    let revoked = false
    const { failed, failures, clock } = await act({
      verb: wait,
      inputs: { ...OPENAI, 'job-id': 'ftjob-1', timeout: '600', 'poll-interval': '60' },
      idToken,
      routes: {
        ...routes,
        'GET /fine_tuning/jobs/ftjob-1': ({ headers }) => {
          const { authorization = '' } = headers
          used = used.at(-1) === authorization ? used : [...used, authorization]
          if (used.length === 5 && !revoked) {
            revoked = true
            return refusal(401, 'invalid_token')
          }
          return { id: 'ftjob-1', status: given() >= 13 ? 'succeeded' : 'running', fine_tuned_model: 'ft:x' }
        },
      },
    })
    expect([failed, failures]).toEqual([false, []])
    expect(clock.now()).toBeGreaterThan(7 * 60 * MINUTE)
    expect(used).toEqual(Array.from({ length: 13 }, (_, i) => `Bearer token-number-${i + 1}`))
    expect(performance.now() - start).toBeLessThan(20_000)
  })

  it.each([
    [
      { error: 'invalid_grant', error_description: 'no mapping matches' },
      'invalid_grant): no mapping matches',
    ],
    [{ error: 'invalid_subject_token' }, 'invalid_subject_token'],
    [{ error: { message: 'AADSTS70021: No matching federated identity', code: 'x' } }, 'AADSTS70021'],
  ])('says why there is no token, and what the mapping must match: %j', async (body, said) => {
    const { idToken } = federation()
    const { failures, sent, log, summary } = await act({
      inputs: OPENAI,
      idToken,
      routes: { 'POST /oauth/token': () => new Response(JSON.stringify(body), { status: 400 }) },
    })
    expect(sent).toEqual(['POST /oauth/token'])
    expect(failures[0]).toContain("The exchange of GitHub's token at auth.openai.com was refused (400")
    expect(failures[0]).toContain(said)
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
  ])('is told at once that the identity is refused: %s, %d', async (verb, status, body) => {
    const { idToken } = federation()
    let asked = 0
    const routes = {
      'POST /oauth/token': () => {
        asked += 1
        return new Response(JSON.stringify(body), { status })
      },
    }
    const scene =
      verb === 'wait' ? { verb: wait, inputs: { ...OPENAI, 'job-id': 'ftjob-1' } } : { inputs: OPENAI }
    const { failures, clock } = await act({ ...scene, idToken, routes })
    expect([failures.length, asked]).toEqual([1, 1])
    expect(failures[0]).toContain(`sub=${CLAIMS.sub}`)
    expect(clock.now()).toBeLessThan(MINUTE)
  })

  it.each([
    ['of no JSON', 'x.y.z'],
    ['of no claims', `x.${Buffer.from('null').toString('base64url')}.z`],
    ['of no parts', 'x'],
  ])('is told that the claims of a token %s cannot be read', async (_, token) => {
    const { failures } = await act({
      inputs: ENTRA,
      idToken: async () => token,
      fetch: async () => new Response('{"error":"invalid_client"}', { status: 401 }),
    })
    expect(failures[0]).toContain('Compare the federated credential of the application with the claims')
    expect(failures[0]).toContain('they cannot be read')
  })

  it.each([
    ['GitHub does not answer for a moment', 3],
    ['GitHub does not answer at all', Number.POSITIVE_INFINITY],
  ])('goes on when %s, and says so when it stays away', async (_, times) => {
    const { routes, idToken } = federation()
    let asked = 0
    const { failed, failures } = await act({
      inputs: OPENAI,
      routes,
      idToken: (audience) =>
        ++asked <= times ? Promise.reject(new Error('read ECONNRESET')) : idToken(audience),
    })
    expect(failed).toBe(times > 3)
    if (failed) expect(failures[0]).toMatch(/GitHub('s token could not be exchanged| gives no token)/)
  })

  it('says what to look at when the door cannot be reached', async () => {
    const { idToken } = federation()
    const { failures } = await act({
      inputs: OPENAI,
      idToken,
      fetch: () => Promise.reject(new NotSentError('connect ECONNREFUSED')),
    })
    expect(failures[0]).toContain('auth.openai.com')
    expect(failures[0]).toContain('Check "token-url"')
    expect(failures[0]).not.toContain('base-url')
  })

  it('creates nothing, and knows it, when there is no token any more', async () => {
    const { routes, idToken } = federation(60)
    let given = 0
    const { failures, sent } = await act({
      inputs: OPENAI,
      idToken,
      routes: {
        ...routes,
        'POST /oauth/token': (request) =>
          ++given === 1
            ? routes['POST /oauth/token'](request)
            : new Response('{"error":"invalid_grant"}', { status: 400 }),
        'GET /files': async () => ({ data: [], has_more: false }),
        'POST /fine_tuning/jobs': () => refusal(401, 'invalid_token'),
      },
    })
    expect(failures[0]).not.toContain('It is not known')
    expect(failures[0]).toContain('was refused (400')
    expect(sent.filter((request) => request === 'POST /fine_tuning/jobs')).toHaveLength(1)
  })

  it.each([
    [false, 'Add "permissions: id-token: write" to the job'],
    [true, 'pull requests from forks never may'],
  ])('says that the job may have no identity (fork: %s)', async (isFork, hint) => {
    const { failures, sent } = await act({ inputs: OPENAI, context: { isFork } })
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
    [{ 'oidc-audience': 'x' }, 'input "oidc-audience": means nothing with "api-key"'],
    [{ ...OPENAI, 'auth-scheme': 'api-key' }, 'input "auth-scheme": the token of an identity is sent as'],
  ])('needs exactly one way to authenticate: %j', async (inputs, message) => {
    const { failures, sent } = await act({ inputs })
    expect([failures.length, sent]).toEqual([1, []])
    expect(failures[0]).toContain(message)
  })
})

describe('the server that is given the credential', () => {
  it.each([
    ['https://gateway.example/v1', true],
    ['https://eu.api.openai.com/v1', false],
    ['https://res.services.ai.azure.com/api/projects/p/openai/v1', false],
    ['https://openai.azure.com.example/v1', true],
  ])('is warned of where nobody knows it: %s', async (baseUrl, isWarned) => {
    const { annotations } = await act({ inputs: { 'base-url': baseUrl, 'dry-run': 'true' } })
    const warnings = annotations.filter(({ text }) => text.includes('is no server that this action knows'))
    expect(warnings.map(({ level }) => level)).toEqual(isWarned ? ['warning'] : [])
  })

  it.each([
    'http://localhost.evil.example/v1',
    'http://127.0.0.1.evil.example/v1',
    'http://localhost@evil.example/v1',
    'http://evil.example/localhost',
  ])('is none without TLS that is only named like the machine itself: %s', async (baseUrl) => {
    const { failures, requests } = await act({ inputs: { 'base-url': baseUrl } })
    expect([failures, requests]).toEqual([[expect.stringContaining('input "base-url": must')], []])
  })
})
