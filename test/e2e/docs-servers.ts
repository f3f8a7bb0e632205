import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { CREATE, UPLOAD } from '../support/shared-server.ts'
import type { Repository } from './docs-workflow-runner.ts'
import {
  ENTRA,
  findStep,
  models,
  type PageScenario,
  readLog,
  TRAINED,
  trainsWithKey,
  trainsWithOidc,
} from './docs-workflows.ts'

const WIF = {
  OPENAI_IDENTITY_PROVIDER_ID: 'idp',
  OPENAI_SERVICE_ACCOUNT_ID: 'sa',
  OPENAI_WIF_AUDIENCE: 'openai',
}

const ARN = 'arn:aws:lambda:us-west-2:123456789012:function:grade'

/** A module in the place of AWS's, which returns the key of the sandbox. */
const tokenGenerator = (key: string) => `#
echo "npm $*" >> $CALLS
mkdir -p node_modules/@aws/bedrock-token-generator
echo 'exports.getTokenProvider = () => async () => "${key}"' > node_modules/@aws/bedrock-token-generator/index.js`

/** Returns the values of a header in all requests. */
const sentHeaders = ({ sandbox }: Repository, name: string) =>
  new Set(sandbox.requests.map(({ headers }) => headers[name]))

/** Expects that the address of a workflow has the path of its server. */
function expectPath(workflow: string, { sandbox }: Repository): void {
  const url = new URL(/base-url: (\S+)/.exec(workflow)?.[1] ?? '')
  expect(url.pathname).toBe(new URL(sandbox.url).pathname)
}

/** The scenarios of the pages of the servers: each trains, and finds its job again without metadata. */
export const SERVERS: Record<string, PageScenario> = {
  'docs/servers/openai-key.md': trainsWithKey('OPENAI_API_KEY', { environment: 'training' }),
  'docs/servers/azure-key.md': trainsWithKey('AZURE_OPENAI_API_KEY', {
    environment: 'training',
    dialect: 'azure',
  }),
  async 'docs/hosts.md'(setUp, workflow = '') {
    const repo = await trainsWithOidc(ENTRA, 'api://AzureADTokenExchange', 'azure')(setUp, workflow)
    const [baseUrl = ''] = /(?<=base-url: )\S+/.exec(workflow) ?? []
    expect(workflow).toContain(` ${new URL(baseUrl).host}:443\n`)
    return repo
  },

  'docs/servers/openai-identity.md': trainsWithOidc(WIF, 'openai', 'openai'),
  'docs/servers/azure-entra.md': trainsWithOidc(ENTRA, 'api://AzureADTokenExchange', 'azure'),

  async 'docs/servers/gateway.md'(setUp, workflow = '') {
    const repo = await trainsWithKey('GATEWAY_KEY')(setUp, workflow)
    expect([sentHeaders(repo, 'x-team'), sentHeaders(repo, 'x-gateway-token')]).toEqual([
      new Set(['search']),
      new Set(['token-of-a-gateway']),
    ])
    return repo
  },

  /** The repository has no secret; the key is made by a module of AWS. */
  async 'docs/servers/bedrock.md'(setUp, workflow = '') {
    const repo = await setUp({ dialect: 'bedrock', scripts: [] })
    Object.assign(repo, { vars: { AWS_ROLE_ARN: 'arn:aws:iam::123456789012:role/train', GRADER_ARN: ARN } })
    repo.secrets = {}
    repo.fakeCommand('npm', tokenGenerator(repo.sandbox.key))
    const data = readFileSync(join(import.meta.dirname, '../../examples/bedrock/train.jsonl'), 'utf8')
    repo.commit({ 'data/train.jsonl': data })
    const run = await repo.run(workflow)
    // The local host name does not show that this server validates no graders.
    const writes = repo.takeWrites().filter((request) => !request.endsWith('/validate'))
    expect([run.result, writes], readLog(run)).toEqual(['success', [UPLOAD, CREATE]])
    expect(repo.calls()).toContain('@aws/bedrock-token-generator@')
    expect(repo.sandbox.jobs[0]?.wire.method).toMatchObject({
      reinforcement: { grader: { type: 'lambda', lambda: { function: ARN } } },
    })
    expect(findStep(run, 'tune')?.outputs['fine-tuned-model']).toBe(models(repo)[0])
    expectPath(workflow, repo)
    return repo
  },

  /** The gate knows the metrics of the checkpoints, and the best of them becomes a model. */
  async 'docs/servers/nebius.md'(setUp, workflow = '') {
    const repo = await setUp({ dialect: 'nebius', scripts: [] })
    repo.secrets = { training: { NEBIUS_API_KEY: repo.sandbox.key } }
    repo.fakeCommand('curl', 'cat >> $CALLS; echo "curl $4" >> $CALLS')
    const run = await repo.run(workflow)
    expect([run.result, repo.takeWrites()], readLog(run)).toEqual(['success', TRAINED])
    const outputs = findStep(run, 'tune')?.outputs ?? {}
    expect(outputs).toMatchObject({ gate: 'passed', 'best-checkpoint-id': expect.stringMatching(/^ftckpt/) })
    expect(repo.calls()).toContain(`"source": "${outputs['job-id']}:${outputs['best-checkpoint-id']}"`)
    expect(repo.calls()).toContain('curl https://api.tokenfactory.nebius.com/v0/models')
    const again = await repo.run(workflow)
    expect([findStep(again, 'tune')?.outputs['job-id'], repo.takeWrites()]).toEqual([outputs['job-id'], []])
    expect(findStep(again, 'Create a model')?.result).toBe('skipped')
    expectPath(workflow, repo)
    return repo
  },

  /** Both ways train once, though neither keeps metadata. */
  async 'docs/servers/litellm.md'(setUp, passthrough = '', native = '') {
    const first = await trainsOnce(setUp, passthrough, { dialect: 'passthrough' })
    expect(sentHeaders(first, 'x-pass-openai-project')).toEqual(new Set(['proj_EXAMPLE']))
    await first.close()
    const second = await trainsOnce(setUp, native, { dialect: 'litellm' })
    expect(second.sandbox.jobs.map(({ wire }) => wire.hyperparameters?.n_epochs)).toEqual([3])
    return { ...second, hasRun: (workflow) => first.hasRun(workflow) || second.hasRun(workflow) }
  },

  async 'docs/servers/portkey.md'(setUp, workflow = '') {
    const repo = await trainsOnce(setUp, workflow, { dialect: 'portkey' })
    expect([sentHeaders(repo, 'x-portkey-provider'), sentHeaders(repo, 'x-portkey-api-key')]).toEqual([
      new Set(['openai']),
      new Set(['key-of-portkey']),
    ])
    return repo
  },
}

/** Trains at a gateway, and expects that a re-run and another run find the job, and no copy of it goes on. */
async function trainsOnce(
  setUp: Parameters<PageScenario>[0],
  workflow: string,
  options: Parameters<typeof setUp>[0],
): Promise<Repository> {
  const repo = await setUp(options)
  const { key } = repo.sandbox
  repo.secrets = {
    training: { LITELLM_API_KEY: key, OPENAI_API_KEY: key, PORTKEY_API_KEY: 'key-of-portkey' },
  }
  const first = await repo.run(workflow)
  expect(first.result, readLog(first)).toBe('success')
  const created = repo.takeWrites().filter((request) => request === CREATE)
  expect(created).toEqual([CREATE])
  repo.commit({ 'README.md': 'the same data' })
  for (const run of [await repo.run(workflow, { rerunOf: first }), await repo.run(workflow)])
    expect([run.result, repo.takeWrites()], readLog(run)).toEqual(['success', []])
  const succeeded = repo.sandbox.jobs.filter(({ wire }) => wire.status === 'succeeded')
  expect(succeeded).toHaveLength(1)
  expectPath(workflow, repo)
  return repo
}
