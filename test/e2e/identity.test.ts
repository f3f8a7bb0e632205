import { describe, expect, it } from 'vitest'
import { runAction } from '../../tools/runner/runner.ts'
import { type IdentityServer, keyless, startIdentityServer } from '../support/auth.ts'
import { DIALECTS, type Scene, startTraining, train } from '../support/built-action.ts'
import { withoutLeaks } from '../support/leaks.ts'

type IdentityOptions = Parameters<typeof startIdentityServer>[0]

/** A server of identities, and what a workflow without a stored key says to it. */
async function identityAt(azure: boolean, options?: IdentityOptions) {
  const identity = await startIdentityServer(options)
  return { identity, ...keyless(identity, azure), [Symbol.asyncDispose]: identity.close }
}

const secretsOf = ({ tokens, env }: IdentityServer) => [...tokens, env.ACTIONS_ID_TOKEN_REQUEST_TOKEN ?? '']

describe.each(DIALECTS)('without a stored key, at $server', { concurrent: true }, ({ azure }) => {
  const scene = (at: Awaited<ReturnType<typeof identityAt>>, more: Scene = {}): Scene => ({
    azure,
    ...more,
    env: { ...at.env, ...more.env },
    inputs: { ...at.inputs, ...more.inputs },
    sandbox: { ...(at.accepts && { accepts: at.accepts }), ...more.sandbox },
  })

  it('the action trains, and shows nobody its tokens', async () => {
    await using at = await identityAt(azure)
    const run = await train(scene(at))
    expect([run.failures, run.outputs.status]).toEqual([[], 'succeeded'])
    expect(at.identity.audiences).toEqual([azure ? 'api://AzureADTokenExchange' : null])
    expect(at.identity.exchanges.map(({ type }) => type)).toEqual([
      azure ? 'application/x-www-form-urlencoded' : 'application/json',
    ])
    const sent = run.sandbox.requests.map(({ headers }) => headers.authorization)
    expect(new Set(sent).size).toBe(1)
    expect(run.sandbox.requests.some(({ headers }) => 'api-key' in headers)).toBe(false)
    withoutLeaks(run, secretsOf(at.identity))
  })

  it('a token that is revoked is replaced, whatever was asked for', async () => {
    await using at = await identityAt(azure)
    let seen = 0
    const { ended } = await startTraining(
      scene(at, {
        sandbox: {
          // At the upload, and again when the job is created; the first one is renewed at once, the second a minute later.
          onArrival: ({ method, path }: { method: string; path: string }) => {
            if (`${method} ${path}` === 'POST /files' && seen++ === 0) at.identity.revoke()
          },
        },
      }),
    )
    const run = await ended()
    expect([run.failures, run.outputs.status, run.creates]).toEqual([[], 'succeeded', 1])
    expect(at.identity.exchanges).toHaveLength(2)
    withoutLeaks(run, secretsOf(at.identity))
  })

  it('tokens that live for seconds are replaced ahead of their end', async () => {
    // A minute of the action's time, which is twenty times as fast.
    await using at = await identityAt(azure, { expiresIn: 60, lifetimeMs: 60_000 / 20 })
    const life = Array.from({ length: 60 }, (_, i) => ({
      status: 'running',
      says: [{ message: `look ${i}` }],
    }))
    const run = await train(
      scene(at, {
        inputs: { 'poll-interval': '3' },
        sandbox: { scripts: [[...life, { status: 'succeeded' }]] },
      }),
    )
    expect([run.failures, run.outputs.status]).toEqual([[], 'succeeded'])
    expect(at.identity.exchanges.length).toBeGreaterThan(2)
    expect(run.sandbox.requests.filter(({ status }) => status === 401)).toEqual([])
    withoutLeaks(run, secretsOf(at.identity))
  })

  it('an identity that is refused ends the step with what the mapping must match', async () => {
    const body = { error: 'invalid_grant', error_description: 'No mapping matches.' }
    await using at = await identityAt(azure, { refusal: { status: 400, body } })
    const run = await train(scene(at))
    expect([run.exitCode, run.failures.length, run.sandbox.requests.length]).toEqual([1, 1, 0])
    expect(run.failures[0]).toContain('No mapping matches.')
    expect(run.failures[0]).toContain('sub=repo:octo-org@1234/octo-repo@5678:environment:training')
    withoutLeaks(run, secretsOf(at.identity))
  })
})

describe('a job without "id-token: write"', () => {
  it.each([
    ['push', {}, 'Add "permissions: id-token: write"'],
    [
      'pull_request',
      { pull_request: { head: { sha: 'abc', repo: { fork: true } } } },
      'from forks never may',
    ],
  ])('is told how to mend that (%s)', async (name, payload, hint) => {
    const run = await runAction({
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
