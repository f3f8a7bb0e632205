import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { ACCOUNT_ID, type ManagementOptions, type ModelFate } from '../../sandbox/azure-management.ts'
import type { FaultRule } from '../../sandbox/faults.ts'
import { type SandboxOptions, startSandbox } from '../../sandbox/sandbox.ts'
import type { ActionRun, RunningAction } from '../../tools/runner/action-run.ts'
import { startMainStep } from '../../tools/runner/runner.ts'
import { startOidcServer } from '../support/auth.ts'
import { assertNoLeaks } from '../support/leaks.ts'
import { preload } from '../support/preload.ts'

const ACTION = fileURLToPath(new URL('../../deploy', import.meta.url))
const TOKEN = 'eyJ0eXAi.cmVzb3VyY2UtbWFuYWdlcg.c2lnbmF0dXJl'
const KEY = 'f00dfeedf00dfeedf00dfeedf00dfeed'
const NAME = 'support'
const OLD = 'gpt-4.1-mini-2025-04-14.ft-old'
const NEW = 'gpt-4.1-mini-2025-04-14.ft-new'
const bad = (model: string): ModelFate => (model === NEW ? 'is filtered' : 'answers')

/** What a test sets up; it names the one thing it is about. */
interface Options extends Pick<SandboxOptions, 'faults' | 'onRequest' | 'onResponse' | 'accepts'> {
  before?: string
  management?: Partial<ManagementOptions>
}

/** Starts an Azure account, which outlives the steps of a test. */
async function startAccount({ before, management, ...options }: Options = {}) {
  const sandbox = await startSandbox({
    dialect: 'azure',
    key: KEY,
    models: [OLD, NEW],
    ...options,
    management: { acceptsManagement: (token) => token === TOKEN, ...management },
  })
  if (before) sandbox.management?.add(NAME, before)
  const start = (inputs: Record<string, string> = {}, env: Record<string, string> = {}): RunningAction =>
    startMainStep({
      action: ACTION,
      secrets: [KEY, TOKEN],
      env: { NODE_OPTIONS: preload('fast-clock.mjs?speed=100'), ...env },
      inputs: {
        'azure-token': TOKEN,
        'api-key': KEY,
        'management-url': sandbox.origin,
        'resource-id': ACCOUNT_ID,
        deployment: NAME,
        model: NEW,
        sku: 'Standard',
        capacity: '10',
        ...inputs,
      },
    })
  return {
    sandbox,
    start,
    run: async (inputs?: Record<string, string>, env?: Record<string, string>) =>
      assertNoLeaks(await start(inputs, env).done, [KEY, TOKEN]),
    model: () => sandbox.management?.model(NAME),
    [Symbol.asyncDispose]: () => sandbox.close(),
    sent: () =>
      sandbox.requests.map(({ method, path }) => `${method} ${path.replace(/^.*\/(?=[^/]+\/[^/]+$)/, '')}`),
  }
}

const failures = ({ annotations }: ActionRun) =>
  annotations.filter(({ level }) => level === 'error').map(({ message }) => message)

describe('the built action', () => {
  it('deploys a model, sets the outputs and writes the summary', async () => {
    await using at = await startAccount({ before: OLD })
    const run = await at.run()
    expect([failures(run), run.exitCode]).toEqual([[], 0])
    expect(run.outputs).toEqual({
      deployment: NAME,
      model: NEW,
      'previous-model': OLD,
      changed: 'true',
      endpoint: `${at.sandbox.origin}/`,
      state: 'Succeeded',
    })
    expect(run.summary).toContain(`| Model | \`${OLD}\` | \`${NEW}\` |`)
    expect(run.jobOutputs()).toEqual(run.outputs)
  })

  it('rolls back, and fails with the reason and what is behind the name', async () => {
    await using at = await startAccount({ before: OLD, management: { fate: bad } })
    const run = await at.run()
    expect([run.exitCode, at.model(), run.outputs.model]).toEqual([1, OLD, OLD])
    expect(failures(run)[0]).toContain(`Rolled back: "${NAME}" has model ${OLD} again.`)
    expect(run.summary).toContain('❌')
  })

  it('shows and deletes the deployment', async () => {
    await using at = await startAccount({ before: OLD })
    const only = { model: '', sku: '', capacity: '', 'api-key': '' }
    expect((await at.run({ ...only, command: 'show' })).outputs).toMatchObject({
      model: OLD,
      changed: 'false',
    })
    const run = await at.run({ ...only, command: 'delete' })
    expect([failures(run), run.outputs.state, at.model()]).toEqual([[], 'absent', undefined])
    expect((await at.run({ ...only, command: 'show' })).outputs).toMatchObject({ model: '', state: 'absent' })
  })

  it('exchanges the identity for a token of each server, and writes neither', async () => {
    const oidc = await startOidcServer()
    try {
      await using at = await startAccount({
        accepts: oidc.accepts,
        management: { acceptsManagement: oidc.accepts },
      })
      const run = await at.run(
        {
          'azure-token': '',
          'api-key': '',
          'azure-tenant-id': 'tenant',
          'azure-client-id': 'client',
          'token-url': oidc.tokenUrl,
        },
        oidc.env,
      )
      expect([failures(run), run.outputs.model]).toEqual([[], NEW])
      const scopes = oidc.exchanges.map(({ body }) => new URLSearchParams(body).get('scope'))
      expect(scopes).toEqual([
        'https://management.azure.com/.default',
        'https://cognitiveservices.azure.com/.default',
      ])
      assertNoLeaks(run, oidc.tokens)
    } finally {
      await oidc.close()
    }
  })

  it('leaves the deployment as it is when it is cancelled, and says which model is behind the name', async () => {
    let action: RunningAction | undefined
    await using at = await startAccount({
      before: OLD,
      onRequest: ({ path }) => {
        if (path === '/chat/completions') void action?.cancel({ interruptMs: 30_000 })
      },
      management: { fate: (model) => (model === NEW ? 'never answers' : 'answers') },
    })
    action = at.start()
    const run = await action.done
    expect([run.signal, at.model()]).toEqual([null, NEW])
    expect(run.log).toContain(
      `Deployment "${NAME}" is left as it is. Behind "${NAME}" is model ${NEW} (Succeeded).`,
    )
    expect(run.outputs.model).toBe(NEW)
  })
})

/** `test/deployment/faults.test.ts` has more kinds, in process. */
const FAULTS = [
  { kind: 'lost' },
  { kind: 'status', status: 409 },
  { kind: 'status', status: 429, headers: { 'retry-after': '3' } },
  { kind: 'status', status: 503, effect: true },
] as const

describe.concurrent('a fault at any request', { tags: 'slow', timeout: 120_000 }, () => {
  it.each(FAULTS)('is survived: %j', async (fault) => {
    await using faultless = await startAccount({ before: OLD })
    await faultless.run()
    for (const skip of faultless.sent().keys()) {
      await using at = await startAccount({ before: OLD, faults: [{ ...fault, skip }] })
      const run = await at.run()
      const report = `${skip}: ${faultless.sent()[skip]}\n${run.log}`
      expect([run.exitCode, at.model()], report).toEqual([0, NEW])
    }
  })

  it.each(FAULTS.slice(0, 1))('ends a failed probe with the previous model: %j', async (fault) => {
    const management = { fate: bad }
    await using faultless = await startAccount({ before: OLD, management })
    await faultless.run()
    for (const skip of faultless.sent().keys()) {
      await using at = await startAccount({
        before: OLD,
        management,
        faults: [{ ...fault, skip }],
      })
      const run = await at.run()
      const report = `${skip}: ${faultless.sent()[skip]}\n${run.log}`
      expect([run.exitCode, at.model()], report).toEqual([1, OLD])
    }
  })
})

describe.concurrent('a step that is killed at any request', { tags: 'slow', timeout: 120_000 }, () => {
  const starts: [string, Options, Record<string, string>, string | undefined][] = [
    ['while it creates a deployment', {}, {}, NEW],
    ['while it replaces a model', { before: OLD }, {}, NEW],
    ['while it deletes a deployment', { before: OLD }, { command: 'delete' }, undefined],
  ]

  it.each(starts)('leaves what a second run completes, %s', async (_, options, inputs, model) => {
    await using faultless = await startAccount(options)
    await faultless.run(inputs)
    for (const index of faultless.sent().keys())
      for (const isCarriedOut of [true, false]) {
        let action: RunningAction | undefined
        let isKilled = false
        const kill = async (_: unknown, i: number) => {
          if (i !== index || isKilled) return
          isKilled = true
          await action?.kill()
        }
        const fault: FaultRule = { kind: 'hang', effect: isCarriedOut, skip: index }
        await using at = await startAccount({ ...options, faults: [fault], onResponse: kill })
        action = at.start(inputs)
        const first = await action.done
        const run = await at.run(inputs)
        const report = `${index}: ${faultless.sent()[index]}\n${first.log}\n---\n${run.log}`
        expect(first.signal, report).toBe('SIGKILL')
        expect([run.exitCode, at.model()], report).toEqual([0, model])
      }
  })
})
