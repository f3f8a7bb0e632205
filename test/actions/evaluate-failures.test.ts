import { describe, expect, it } from 'vitest'
import { ActionError } from '../../src/errors.ts'
import { questionNumber, type ReceivedChat, refusal, runEvaluation } from '../support/chat-server.ts'
import { connectionRefused, response } from '../support/fake-api.ts'

const right = (chat: ReceivedChat) => `a${questionNumber(chat)}`
const refuseConnection = () => connectionRefused() as Promise<never>
const ONE_AT_A_TIME = { inputs: { concurrency: '1' } }

describe('a server that cannot be reached', () => {
  it('ends the step when it has never answered, after five attempts', async () => {
    const { failures, chats, outputs } = await runEvaluation(refuseConnection, ONE_AT_A_TIME)
    expect(failures.join()).toContain('Check "base-url", and that this runner can reach that host.')
    expect([chats.length, Object.keys(outputs)]).toEqual([5, ['results-dir']])
  })

  it('makes each example an error when it has answered before', async () => {
    const { outputs, log } = await runEvaluation(
      (chat) => (questionNumber(chat) >= 15 ? refuseConnection() : right(chat)),
      ONE_AT_A_TIME,
    )
    expect(outputs).toMatchObject({ score: '0.75', errors: '5', examples: '20' })
    expect(log.join('\n')).toContain('no usable response; next attempt in')
    expect(log.join('\n')).toContain('5 × no usable response')
  })
})

describe('a server of something else', () => {
  it('ends the step when it answers every request with JSON of another shape', async () => {
    const { failures, chats } = await runEvaluation(() => Response.json({ ok: true }), ONE_AT_A_TIME)
    expect(failures.join()).toContain('Check "base-url"')
    expect(chats).toHaveLength(5)
  })

  it('ends the step when it redirects every request', async () => {
    const { failures } = await runEvaluation(() => new Response('', { status: 302 }), ONE_AT_A_TIME)
    expect(failures.join()).toContain('Check "base-url"')
  })
})

describe('an address without the version of the API', () => {
  it('is named beside the model when every request is answered with a 404', async () => {
    const inputs = { 'base-url': 'https://gateway.example' }
    const { failures } = await runEvaluation(() => refusal(404, {}), { inputs })
    expect(failures.join()).toMatch(/Check "model".* "base-url" usually ends in \/v1\.$/)
  })
})

describe('a page of a proxy with the status 400', () => {
  it('is an error of its example, also before the first answer', async () => {
    const { outputs, log } = await runEvaluation(
      (chat) => (questionNumber(chat) === 0 ? new Response('<html>', { status: 400 }) : right(chat)),
      ONE_AT_A_TIME,
    )
    expect(outputs).toMatchObject({ score: '0.95', errors: '1' })
    expect(log.join('\n')).toContain('1 × status 400')
  })
})

describe('an identity without a credential', () => {
  it('ends the step with the advice of its error, and sends nothing', async () => {
    const inputs = { 'api-key': '', 'identity-provider-id': 'idp_1', 'service-account-id': 'sa_1' }
    const { failures, chats } = await runEvaluation(right, { inputs })
    expect(failures.join()).toContain('id-token: write')
    expect(chats).toEqual([])
  })
})

describe('an identity whose token cannot be exchanged', () => {
  it('ends the step after five attempts, with a line in the log for each delay', async () => {
    const inputs = { 'api-key': '', 'identity-provider-id': 'idp_1', 'service-account-id': 'sa_1' }
    const { failures, log } = await runEvaluation(right, {
      inputs: { ...inputs, concurrency: '1' },
      idToken: async () => 'token',
      fetch: () => response(503, '{}'),
    })
    expect(failures.join()).toContain('503')
    expect(log.join('\n')).toContain('no credential; next attempt in')
  })
})

describe('a proxy that cannot be used', () => {
  it('ends the step instead of counting every example as an error', async () => {
    const message = 'The variable HTTPS_PROXY is not the address of a proxy, so nothing is sent'
    const { failures, outputs } = await runEvaluation(right, {
      fetch: () => Promise.reject(new ActionError(message, { hint: 'Write it as http://HOST:PORT.' })),
    })
    expect(failures).toEqual([expect.stringContaining(message)])
    expect(Object.keys(outputs)).toEqual(['results-dir'])
  })
})

describe('a model that refuses to answer', () => {
  it('is shown in the summary with the number of its refusals', async () => {
    const { outputs, summary } = await runEvaluation((chat) =>
      questionNumber(chat) < 3 ? { content: null, refusal: 'I cannot help with that.' } : right(chat),
    )
    expect(outputs).toMatchObject({ score: '0.85', errors: '0' })
    expect(summary).toContain('3 answers refused by the model.')
  })
})

describe('an evaluation that ends early', () => {
  it('has no score when it is cancelled before the first answer', async () => {
    const cancelled = new AbortController()
    const { outputs, summary, failures } = await runEvaluation(
      () => {
        cancelled.abort(new ActionError('The workflow was cancelled.'))
        return 'too late'
      },
      { cancelled },
    )
    expect(failures.join()).toContain('The workflow was cancelled.')
    expect(outputs).toMatchObject({ examples: '0', errors: '0' })
    expect(Object.keys(outputs)).not.toContain('score')
    expect(summary).toContain('no example was evaluated')
  })

  it('lets a model that is compared with itself be as good as it is after the timeout', async () => {
    const { outputs } = await runEvaluation(
      (chat) => (questionNumber(chat) >= 10 ? new Promise<never>(() => undefined) : right(chat)),
      { inputs: { timeout: '2', 'baseline-model': 'candidate', 'max-output-tokens': '10000' } },
    )
    expect(outputs).toMatchObject({ score: '0.5', 'baseline-score': '0.5', difference: '0', errors: '10' })
  })

  it('counts a 429 that never ends as an error of its example', async () => {
    const { outputs, chats } = await runEvaluation(
      (chat) => (questionNumber(chat) === 19 ? refusal(429, {}) : right(chat)),
      ONE_AT_A_TIME,
    )
    expect([outputs.errors, chats.length]).toEqual(['1', 19 + 100])
  })
})
