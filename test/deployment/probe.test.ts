import { describe, expect, it } from 'vitest'
import { always, createCompletion, json, NEW, only, runDeploy } from '../support/azure.ts'

const REASONING = 'o4-mini-2025-04-16.ft-new'

/** A refusal in the words of the API. */
const refusal = (code: string, message: string) => json({ error: { code, message } }, 400)
const UNKNOWN_LIMIT = refusal('unsupported_parameter', "Use 'max_completion_tokens', not 'max_tokens'.")
const UNKNOWN_LIMIT_OF_BODY = json(
  { error: { code: 'invalid_request_error', message: "'max_tokens' is not supported.", param: 'body' } },
  400,
)
const CUT_OFF = refusal(
  'invalid_request_error',
  'Could not finish the message because max_tokens or model output limit was reached.',
)

/** Returns the names of the limit in the completions of a run. */
function listLimits({ azure }: Awaited<ReturnType<typeof runDeploy>>): (string | undefined)[] {
  const probes = azure.filter(({ name }) => name === 'POST completion')
  return probes.map(({ body }) => /"(max_\w+)"/.exec(body)?.[1])
}

describe('the probe', () => {
  it.each([
    ['a model that reasons', { inputs: { model: REASONING } }, ['max_completion_tokens']],
    [
      'a server that does not know the newer name',
      {
        inputs: { model: 'gpt-5-mini.ft-new' },
        inject: only('POST completion', refusal('bad', 'Unrecognized argument: max_completion_tokens')),
      },
      ['max_completion_tokens', 'max_tokens'],
    ],
    [
      'a model that does not know the older name',
      { inject: only('POST completion', UNKNOWN_LIMIT) },
      ['max_tokens', 'max_completion_tokens'],
    ],
    [
      'a model that names the older name in its message, and something else as the parameter',
      { inject: only('POST completion', UNKNOWN_LIMIT_OF_BODY) },
      ['max_tokens', 'max_completion_tokens'],
    ],
  ])('limits the tokens by the name that is known to %s', async (_, scenario, names) => {
    const run = await runDeploy({ ...scenario, server: { notReadyRequests: 0 } })
    expect([run.failures, listLimits(run)]).toEqual([[], names])
  })

  it('ends if the server knows the limit by neither name', async () => {
    const run = await runDeploy({ inject: always('POST completion', UNKNOWN_LIMIT) })
    expect(run.failure).toContain("Use 'max_completion_tokens', not 'max_tokens'.")
    expect(listLimits(run)).toEqual(['max_tokens', 'max_completion_tokens'])
  })

  it.each([
    ['one that names no model', [json({ ...createCompletion(NEW), model: undefined })]],
    ['one that spends all tokens on reasoning', [CUT_OFF]],
    ['one that spends all tokens under the other name of the limit', [UNKNOWN_LIMIT, CUT_OFF]],
  ])('takes an answer for a good one: %s', async (_, answers) => {
    const left = [...answers]
    const run = await runDeploy({
      inject: ({ name }) => (name === 'POST completion' ? left.shift() : undefined),
    })
    expect([run.failures, listLimits(run).length]).toEqual([[], answers.length])
  })

  it('ends if the content filter blocks the answer', async () => {
    const [choice] = [{ index: 0, message: { role: 'assistant' }, finish_reason: 'content_filter' }]
    const run = await runDeploy({
      inject: always('POST completion', json({ ...createCompletion(NEW), choices: [choice] })),
    })
    expect(run.failure).toContain('The content filter blocks the answer of the model')
    expect(run.failure).toContain('Check the policy of the deployment (raiPolicyName)')
    expect(listLimits(run)).toHaveLength(1)
  })

  it('ends after five answers that the server knows no such model', async () => {
    const unknown = json(
      { error: { code: 'model_not_found', message: "The model 'support' does not exist" } },
      404,
    )
    const run = await runDeploy({ inject: always('POST completion', unknown) })
    expect(run.failure).toContain("The model 'support' does not exist")
    expect(run.failure).toContain('Check "base-url" and "resource-id"')
    expect(listLimits(run).length).toBeLessThanOrEqual(7)
  })

  it('explains an endpoint that cannot be reached', async () => {
    const run = await runDeploy({
      inputs: { timeout: '2' },
      inject: always('POST completion', 'an unknown host'),
    })
    expect(run.failure).toContain(
      'Check "base-url", and that this runner can reach the endpoint of the account.',
    )
    expect(run.failure).toContain('was deleted')
  })
})
