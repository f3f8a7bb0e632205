import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { DialectName } from '../../sandbox/dialects.ts'
import { runMainStep } from '../../tools/runner/runner.ts'
import { type OidcServer, type OidcServerOptions, oidcInputs, startOidcServer } from '../support/auth.ts'
import { ALL_SERVERS, type BuiltActionOptions, runBuiltAction } from '../support/built-action.ts'
import { assertNoLeaks } from '../support/leaks.ts'
import { preload } from '../support/preload.ts'

/** Starts an OIDC server for one test, with the options of a step that has no stored key. */
async function setUpOidc(dialect: DialectName, options?: OidcServerOptions) {
  const oidc = await startOidcServer(options)
  const withOidc = ({ sandbox, inputs, ...rest }: BuiltActionOptions = {}): BuiltActionOptions => ({
    ...rest,
    dialect,
    env: oidc.env,
    inputs: { ...oidcInputs(oidc, dialect), ...inputs },
    sandbox: { accepts: oidc.accepts, ...sandbox },
  })
  return { oidc, withOidc, [Symbol.asyncDispose]: oidc.close }
}

const secrets = ({ tokens, env }: OidcServer) => [...tokens, env.ACTIONS_ID_TOKEN_REQUEST_TOKEN ?? '']

describe.each(ALL_SERVERS)('without a stored key, at $server', { concurrent: true }, ({ dialect }) => {
  it('the action exchanges one OIDC token, trains and prints no token', async () => {
    await using at = await setUpOidc(dialect)
    const run = await runBuiltAction(at.withOidc())
    expect([run.failures, run.outputs.status]).toEqual([[], 'succeeded'])
    expect(at.oidc.audiences).toEqual([dialect === 'azure' ? 'api://AzureADTokenExchange' : null])
    expect(at.oidc.exchanges.map(({ type }) => type)).toEqual([
      dialect === 'azure' ? 'application/x-www-form-urlencoded' : 'application/json',
    ])
    const sent = run.sandbox.requests.map(({ headers }) => headers.authorization)
    expect(new Set(sent).size).toBe(1)
    expect(run.sandbox.requests.some(({ headers }) => 'api-key' in headers)).toBe(false)
    assertNoLeaks(run, secrets(at.oidc))
  })

  it('the action replaces a revoked token, also for an upload and a create request', async () => {
    await using at = await setUpOidc(dialect)
    let uploads = 0
    const onRequest = ({ method, path }: { method: string; path: string }) => {
      if (`${method} ${path}` === 'POST /files' && uploads++ === 0) at.oidc.revoke()
    }
    const run = await runBuiltAction(at.withOidc({ sandbox: { onRequest } }))
    expect([run.failures, run.outputs.status, run.creates]).toEqual([[], 'succeeded', 1])
    expect(at.oidc.exchanges).toHaveLength(2)
    assertNoLeaks(run, secrets(at.oidc))
  })

  it('the action replaces a token before it expires', async () => {
    await using at = await setUpOidc(dialect, { expiresIn: 60 })
    const running = Array.from({ length: 60 }, (_, i) => ({
      status: 'running',
      events: [{ message: `poll ${i}` }],
    }))
    const scripts = [[...running, { status: 'succeeded' }]]
    const options = { speed: 100, inputs: { 'poll-interval': '3' }, sandbox: { scripts } }
    const run = await runBuiltAction(at.withOidc(options))
    expect([run.failures, run.outputs.status]).toEqual([[], 'succeeded'])
    expect(at.oidc.exchanges.length).toBeGreaterThan(2)
    // Each token is used after the one before it, and none of them was ever refused.
    const used = [...new Set(run.sandbox.requests.map(({ headers }) => headers.authorization))]
    expect(used.length).toBe(at.oidc.exchanges.length)
    expect(run.sandbox.requests.filter(({ status }) => status === 401)).toEqual([])
    assertNoLeaks(run, secrets(at.oidc))
  })

  it('a rejected identity fails the step with the claims that the mapping must match', async () => {
    const body = { error: 'invalid_grant', error_description: 'No mapping matches.' }
    await using at = await setUpOidc(dialect, { refusal: { status: 400, body } })
    const run = await runBuiltAction(at.withOidc())
    expect([run.exitCode, run.failures.length, run.sandbox.requests.length]).toEqual([1, 1, 0])
    expect(run.failures[0]).toContain('No mapping matches.')
    expect(run.failures[0]).toContain('sub=repo:octo-org@1234/octo-repo@5678:environment:training')
    assertNoLeaks(run, secrets(at.oidc))
  })
})

describe('the credential with which the runner requests an OIDC token', () => {
  it('is not sent where a redirect leads', async () => {
    const received: string[] = []
    const other = createServer((request, response) => {
      received.push(`${request.method} ${request.url}`)
      response.end('{"value": "x"}')
    })
    const github = createServer((_, response) => {
      const { port } = other.address() as AddressInfo
      response.writeHead(302, { location: `http://127.0.0.1:${port}/` }).end()
    })
    onTestFinished(() => void [other, github].map((server) => server.close()))
    for (const server of [other, github])
      await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    const run = await runMainStep({
      action: fileURLToPath(new URL('../../find', import.meta.url)),
      env: {
        NODE_OPTIONS: preload('fast-clock.mjs?speed=500'),
        ACTIONS_ID_TOKEN_REQUEST_URL: `http://127.0.0.1:${(github.address() as AddressInfo).port}/?x=1`,
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'credential-of-the-runner',
      },
      inputs: { 'identity-provider-id': 'idp_1', 'service-account-id': 'sa_1' },
    })
    expect(run.exitCode).toBe(1)
    expect(received).toEqual([])
    expect(run.rawLog).not.toContain('credential-of-the-runner')
  })
})

describe('a job without "id-token: write"', () => {
  it.each([
    ['push', {}, 'Add "permissions: id-token: write"'],
    [
      'pull_request',
      { pull_request: { head: { sha: 'abcd', repo: { fork: true } } } },
      'from forks never get it',
    ],
  ])('fails with a hint how to get a token (%s)', async (name, payload, hint) => {
    const run = await runMainStep({
      event: { name, payload },
      workspace: {
        'train.jsonl':
          '{"messages":[{"role":"user","content":"q"},{"role":"assistant","content":"a"}]}\n'.repeat(10),
      },
      inputs: {
        'identity-provider-id': 'idp_1',
        'service-account-id': 'sa_1',
        'training-file': 'train.jsonl',
        model: 'gpt-4.1-mini-2025-04-14',
      },
    })
    expect(run.exitCode).toBe(1)
    expect(run.log).toContain(hint)
  })
})
