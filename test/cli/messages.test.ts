import { describe, expect, it } from 'vitest'
import { ACCOUNT_ID } from '../../sandbox/azure-management.ts'
import { deploy } from '../../src/actions/deploy.ts'
import { find } from '../../src/actions/find.ts'
import type { Action } from '../../src/run.ts'
import { manualClock } from '../support/clock.ts'
import { fakeApi } from '../support/fake-api.ts'
import { createDependencies, createFakeRunner } from '../support/run-action.ts'

/** Runs an action as a command does; returns the lines of its failure. */
async function fail(action: Action, inputs: Record<string, string>): Promise<string[]> {
  const { fetch, requests } = fakeApi({})
  const runner = Object.assign(createFakeRunner(inputs), { isCommandLine: true })
  await action(createDependencies({ runner, fetch, clock: manualClock() }))
  expect(requests).toEqual([])
  return runner.failures.flatMap((failure) => failure.split('\n'))
}

describe('a command without a credential', () => {
  it.each([
    [
      'https://api.openai.com/v1',
      'set OPENAI_API_KEY, or use --api-key-file (AZURE_OPENAI_API_KEY is not used at OpenAI; for Azure, set --base-url)',
    ],
    [
      'https://a.openai.azure.com/openai/v1',
      'set AZURE_OPENAI_API_KEY, or use --api-key-file (OPENAI_API_KEY is not used at Azure)',
    ],
    [
      'https://gateway.example/v1',
      'set OPENAI_FINE_TUNE_API_KEY to the key of the server, or use --api-key-file',
    ],
  ])('says what sets the key of %s, and names no identity', async (url, text) => {
    expect(await fail(find, { 'base-url': url })).toEqual([`input "api-key": is required; ${text}`])
  })

  it('says what sets both credentials of deploy, and names no identity', async () => {
    const inputs = { 'resource-id': ACCOUNT_ID, deployment: 'support', model: 'ft-1' }
    expect(await fail(deploy, inputs)).toEqual([
      'input "azure-token": is required; set OPENAI_FINE_TUNE_AZURE_TOKEN, or use --azure-token-file (az account get-access-token --query accessToken -o tsv prints a token)',
      'input "probe": needs a credential for the model: set AZURE_OPENAI_API_KEY, or use --api-key-file (the token is sent to Azure Resource Manager only); or set --probe false',
    ])
  })
})
