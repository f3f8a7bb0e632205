import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ACCOUNT_ID } from '../../sandbox/azure-management.ts'
import { deploy } from '../../src/actions/deploy.ts'
import { find } from '../../src/actions/find.ts'
import type { Action } from '../../src/run.ts'
import { createWorkspace } from '../../src/workspace/workspace.ts'
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

describe('a path that a command cannot use', () => {
  /** Creates a current folder with a job file. */
  function createCurrentFolder() {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'messages-')))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    writeFileSync(join(folder, 'job.yaml'), 'model: m')
    const temp = join(folder, 'temp')
    return { folder, workspace: createWorkspace({ workspace: folder, temp, isCommandLine: true }) }
  }

  it.each([
    ['../train.jsonl', '"../train.jsonl" is outside the current folder FOLDER'],
    ['/etc/passwd', '"/etc/passwd" is outside the current folder FOLDER'],
    ['train.jsonl', 'no file at "train.jsonl" in the folder FOLDER'],
    ['data/*.jsonl', 'no file matches "data/*.jsonl" in the folder FOLDER'],
  ])('is named with the folder that it is relative to: %s', async (path, message) => {
    const { folder, workspace } = createCurrentFolder()
    await expect(workspace.glob(path)).rejects.toMatchObject({
      message: message.replace('FOLDER', JSON.stringify(folder)),
    })
  })

  it('is not said to be in another folder when it is absolute', async () => {
    const { folder, workspace } = createCurrentFolder()
    const path = join(folder, 'none.jsonl')
    await expect(workspace.glob(path)).rejects.toThrow(/^no file at "[^"]*none\.jsonl"$/)
  })

  it('in a job file is named with the folder of this file', async () => {
    const { folder, workspace } = createCurrentFolder()
    await expect(workspace.glob('train.jsonl', 'jobs/job.yaml')).rejects.toThrow(
      `in the folder ${JSON.stringify(join(folder, 'jobs'))}`,
    )
  })

  it('outside says what makes it right', async () => {
    const { folder, workspace } = createCurrentFolder()
    await expect(workspace.glob('../train.jsonl')).rejects.toMatchObject({
      hint: `Run the command in a folder that contains all of its files. Files in ${JSON.stringify(join(folder, 'temp'))} need their absolute path.`,
    })
  })
})
