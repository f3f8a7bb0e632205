import { describe, expect, it } from 'vitest'
import { ACCOUNT_ID, type ModelFate } from '../../sandbox/azure-management.ts'
import type { RawResponse } from '../../sandbox/http.ts'
import {
  type AzureFault,
  type AzureScenario,
  always,
  createAccount,
  createCompletion,
  DEPLOY_INPUTS,
  fate,
  json,
  NAME,
  NEW,
  OLD,
  only,
  runDeploy,
} from '../support/azure.ts'
import { INPUTS } from '../support/run-action.ts'

const stored = (run: Awaited<ReturnType<typeof runDeploy>>) => run.management.deployments.get(NAME)?.resource

describe('deploy, on an empty account', () => {
  it('creates the deployment, waits until the model answers and sets the outputs', async () => {
    const run = await runDeploy()
    expect(run.failures).toEqual([])
    expect(run.outputs).toEqual({
      deployment: NAME,
      model: NEW,
      'previous-model': '',
      changed: 'true',
      endpoint: 'https://sandbox.openai.azure.com/',
      state: 'Succeeded',
    })
    expect(run.writes).toEqual(['PUT deployment'])
    expect(run.sent.filter((name) => name === 'POST completion')).toHaveLength(2)
    expect(stored(run)).toEqual({
      sku: { name: 'Standard', capacity: 10 },
      properties: { model: { format: 'OpenAI', name: NEW, version: '1' } },
    })
  })

  it('writes a summary with the state before and after', async () => {
    const { summary } = await runDeploy({ before: OLD })
    expect(summary).toContain('✅ Deployment `support`: now has model')
    expect(summary).toContain(`| Model | \`${OLD}\` | \`${NEW}\` |`)
    expect((await runDeploy({ inputs: { summary: 'false' } })).summary).toBe('')
  })

  it('requires sku and capacity before it changes anything', async () => {
    const run = await runDeploy({ inputs: { sku: '', capacity: '' } })
    expect(run.failure).toBe(
      `input "sku": is required, since deployment "support" does not exist yet\ninput "capacity": is required, since deployment "support" does not exist yet`,
    )
    expect(run.sent).toEqual(['GET deployment'])
  })

  it('sends the model of another account with its source', async () => {
    const run = await runDeploy({
      inputs: { 'model-source': ACCOUNT_ID, 'model-format': 'Meta', 'model-version': '2' },
    })
    expect(stored(run)?.properties.model).toEqual({
      format: 'Meta',
      name: NEW,
      version: '2',
      source: ACCOUNT_ID,
    })
  })
})

describe('deploy, on an existing deployment', () => {
  it('replaces the model and keeps everything that the inputs do not set', async () => {
    const run = await runDeploy({ before: OLD, inputs: { sku: '', capacity: '' } })
    expect(run.failures).toEqual([])
    expect(run.outputs).toMatchObject({ model: NEW, 'previous-model': OLD, changed: 'true' })
    expect(stored(run)).toEqual({
      sku: { name: 'Standard', capacity: 10 },
      properties: {
        model: { format: 'OpenAI', name: NEW, version: '1' },
        raiPolicyName: 'strict',
        versionUpgradeOption: 'NoAutoUpgrade',
      },
      tags: { team: 'search' },
    })
  })

  it('changes nothing if model, SKU and capacity are the same, and probes all the same', async () => {
    const run = await runDeploy({ before: NEW })
    expect([run.failures, run.writes]).toEqual([[], []])
    expect(run.outputs).toMatchObject({ changed: 'false', model: NEW, 'previous-model': NEW })
    expect(run.sent).toContain('POST completion')
  })

  it.each([
    ['capacity', '20'],
    ['sku', 'GlobalStandard'],
    ['model-version', '2'],
  ])('is changed if only %s is different', async (name, value) => {
    const run = await runDeploy({ before: NEW, inputs: { [name]: value } })
    expect([run.failures, run.writes, run.outputs.changed]).toEqual([[], ['PUT deployment'], 'true'])
  })

  it('waits until the previous model does not answer any more', async () => {
    const run = await runDeploy({ before: OLD, server: { previousAnswers: 3 } })
    expect(run.failures).toEqual([])
    expect(run.log.join('\n')).toContain(`The previous model ${OLD} still answers`)
  })

  it('does not take the answer of another fine-tuned model for one of this model', async () => {
    const answer = (model: string) => json(createCompletion(model))
    const other = await runDeploy({
      inputs: { timeout: '2' },
      inject: always('POST completion', answer('gpt-4.1-mini-2025-04-14.ft-other')),
    })
    expect(other.failure).toContain('Another model, gpt-4.1-mini-2025-04-14.ft-other, answers')
    for (const name of [NAME, 'gpt-4.1-mini-2025-04-14', `${NEW}-suffix`]) {
      const run = await runDeploy({ inject: always('POST completion', answer(name)) })
      expect(run.failures).toEqual([])
    }
  })

  it('waits until an operation of another process has ended', async () => {
    const management = createAccount({ before: OLD })
    const other = management.deployments.get(NAME)
    Object.assign(other ?? {}, { state: 'Creating', plan: ['Creating', 'Creating', 'Succeeded'] })
    const run = await runDeploy({ management })
    expect([run.failures, run.outputs.model]).toEqual([[], NEW])
  })

  it('does not send the probe with "probe: false"', async () => {
    const run = await runDeploy({ inputs: { probe: 'false', 'api-key': '' } })
    expect([run.failures, run.outputs.model]).toEqual([[], NEW])
    expect(run.sent).not.toContain('POST completion')
  })
})

describe('deploy, if the model does not answer', () => {
  it.each<ModelFate>([
    'never answers',
    'fails to load',
    'is filtered',
    'does not chat',
    'fails',
    'is unsafe',
    'is canceled',
  ])('restores the previous model: %s', async (one) => {
    const run = await runDeploy({ before: OLD, server: fate(one) })
    expect(run.failure).toContain(`Rolled back: "support" has model ${OLD} again.`)
    expect(run.log).toContain(`Rolling back: restoring model ${OLD}.`)
    expect(run.summary).toContain(`Deployment \`support\`: deploying model ${NEW} failed`)
    expect(run.outputs).toMatchObject({
      model: OLD,
      'previous-model': OLD,
      changed: 'false',
      state: 'Succeeded',
    })
    expect(stored(run)).toMatchObject({ properties: { model: { name: OLD }, raiPolicyName: 'strict' } })
  })

  it.each<ModelFate>(['never answers', 'is filtered', 'fails'])(
    'deletes a new deployment: %s',
    async (one) => {
      const run = await runDeploy({ server: fate(one) })
      expect(run.failure).toContain('did not exist before this step and was deleted')
      expect(run.outputs).toMatchObject({ model: '', changed: 'false', state: 'absent' })
      expect(run.management.deployments.size).toBe(0)
    },
  )

  it('keeps the model with "on-failure: keep"', async () => {
    const run = await runDeploy({
      before: OLD,
      server: fate('is filtered'),
      inputs: { 'on-failure': 'keep' },
    })
    expect(run.failure).toContain(`"on-failure" is "keep". Behind "support" is model ${NEW} (Succeeded).`)
    expect([run.writes, run.outputs.model, run.outputs.changed]).toEqual([['PUT deployment'], NEW, 'true'])
  })

  it('never deletes or changes a deployment that had the model before', async () => {
    const run = await runDeploy({ before: NEW, server: fate('is filtered') })
    expect(run.failure).toContain(
      `This step has changed nothing, so nothing is rolled back. Behind "support" is model ${NEW}`,
    )
    expect([run.writes, run.outputs.changed]).toEqual([[], 'false'])
  })

  it('leaves alone what another process has deployed under the name meanwhile', async () => {
    const run = await runDeploy({
      before: OLD,
      server: fate('is filtered'),
      inject: ({ name }, _, management) => {
        if (name === 'POST completion') management.add(NAME, 'theirs')
        return undefined
      },
    })
    expect(run.failure).toContain(
      'Another process has changed deployment "support", which now has model theirs',
    )
    expect(run.writes).toEqual(['PUT deployment'])
  })

  it('stops at once for what does not change', async () => {
    for (const one of ['is filtered', 'does not chat'] as const) {
      const run = await runDeploy({ before: OLD, server: { ...fate(one), notReadyRequests: 0 } })
      expect(run.sent.filter((name) => name === 'POST completion')).toHaveLength(1)
    }
  })

  it('probes until the timeout while the model is not ready', async () => {
    const run = await runDeploy({ server: fate('never answers'), inputs: { timeout: '5' } })
    const probed = run.clock.sleeps.length
    expect(run.failure).toContain('DeploymentNotFound')
    expect(probed).toBeGreaterThan(10)
  })

  it('stops after five refusals of the credential in twenty seconds', async () => {
    const run = await runDeploy({
      inputs: { timeout: '300' },
      inject: always('POST completion', {
        status: 403,
        headers: {},
        body: '{"error":{"code":"PermissionDenied","message":"No data action."}}',
      }),
    })
    expect(run.failure).toContain('No data action.')
    expect(run.failure).toContain('Cognitive Services OpenAI User')
    const probes = run.sent.filter((name) => name === 'POST completion').length
    expect(probes).toBeGreaterThanOrEqual(5)
    expect(probes).toBeLessThan(10)
  })

  it('says which model is behind the name if the rollback fails', async () => {
    let isRollback = false
    const run = await runDeploy({
      before: OLD,
      server: fate('is filtered'),
      inject: ({ name }) => {
        if (name === 'POST completion') isRollback = true
        return isRollback && name === 'PUT deployment' ? '409' : undefined
      },
    })
    expect(run.failure).toContain('The rollback failed: ')
    expect(run.failure).toContain(`Behind "support" is model ${NEW} (Succeeded).`)
    expect(run.outputs).toMatchObject({ model: NEW, changed: 'true' })
  })
})

describe('deploy, if Azure refuses the change', () => {
  it.each<[ModelFate, string, string]>([
    ['is unsupported', 'DeploymentModelNotSupported', 'set "model-source"'],
    ['is refused as unsafe', 'content safety evaluation', 'safety evaluation of the fine-tuned model blocks'],
    ['has another format', 'InternalServerError', 'wrong "model-format"'],
  ])('fails with a hint and changes nothing: %s', async (one, message, hint) => {
    const run = await runDeploy({ before: OLD, server: fate(one) })
    expect(run.failure).toContain(message)
    expect(run.failure).toContain(hint)
    expect(run.failure).toMatch(/has changed nothing|as before this step/)
    expect(run.outputs).toMatchObject({ model: OLD, changed: 'false' })
  })

  it('explains a missing quota, and does not retry', async () => {
    const run = await runDeploy({ server: { quota: 5 } })
    expect(run.failure).toContain('No quota is left')
    expect(run.writes).toEqual(['PUT deployment'])
  })

  it('explains a missing role, and does not retry', async () => {
    const body =
      '{"error":{"code":"AuthorizationFailed","message":"The client does not have authorization."}}'
    const run = await runDeploy({ inject: always('GET deployment', { status: 403, headers: {}, body }) })
    expect(run.failure).toContain('Cognitive Services Contributor')
    expect(run.sent).toEqual(['GET deployment'])
  })

  it('retries while another operation is in progress', async () => {
    const run = await runDeploy({ before: OLD, inject: only('PUT deployment', '409', 6) })
    expect([run.failures, run.outputs.model]).toEqual([[], NEW])
  })

  it('replaces what another process has deployed while it waited', async () => {
    let puts = 0
    const run = await runDeploy({
      before: OLD,
      inject: ({ name }, _, management) => {
        if (name !== 'PUT deployment' || puts++ > 0) return undefined
        management.add(NAME, 'theirs')
        return '409'
      },
    })
    expect([run.failures, run.outputs.model, run.outputs['previous-model']]).toEqual([[], NEW, 'theirs'])
  })

  it('does not take an account that does not exist for a deployment that does not exist', async () => {
    const inputs = { 'resource-id': ACCOUNT_ID.replace('sandbox', 'typo') }
    for (const command of ['apply', 'show', 'delete']) {
      const run = await runDeploy({ inputs: { ...inputs, command } })
      expect(run.failure).toContain('Check "resource-id"')
      expect(run.writes).toEqual([])
    }
  })
})

describe('deploy with "command: delete"', () => {
  const inputs = { command: 'delete', model: '', sku: '', capacity: '', 'api-key': '' }

  it('deletes the deployment and waits until it is gone', async () => {
    const run = await runDeploy({ before: OLD, inputs })
    expect([run.failures, run.writes, run.management.deployments.size]).toEqual([
      [],
      ['DELETE deployment'],
      0,
    ])
    expect(run.outputs).toMatchObject({ model: '', 'previous-model': OLD, changed: 'true', state: 'absent' })
  })

  it('succeeds if there is none', async () => {
    const run = await runDeploy({ inputs })
    expect([run.failures, run.writes]).toEqual([[], []])
    expect(run.outputs).toMatchObject({ model: '', 'previous-model': '', changed: 'false', state: 'absent' })
  })

  it('has changed the deployment also when it does not see the end', async () => {
    const { sent } = await runDeploy({ before: OLD, inputs })
    const cancelAt = sent.indexOf('DELETE deployment')
    const cancelled = await runDeploy({ before: OLD, inputs, cancelAt })
    expect(cancelled.outputs).toMatchObject({ model: OLD, changed: 'true', state: 'Deleting' })
    const lost = await runDeploy({
      before: OLD,
      inputs,
      cancelAt,
      inject: only('DELETE deployment', 'reset', 1),
    })
    expect(lost.outputs).toMatchObject({ model: OLD, changed: 'false', state: 'Succeeded' })
  })

  it('does not take the page of a proxy for a deployment that is gone', async () => {
    const page = await runDeploy({
      before: OLD,
      inputs,
      inject: only('GET deployment', 'a page with 404', 3),
    })
    expect([page.failures, page.management.deployments.size]).toEqual([[], 0])
    const down = await runDeploy({ before: OLD, inputs, inject: always('GET deployment', 'a page with 404') })
    expect([down.failures.length, down.writes]).toEqual([1, []])
  })
})

describe('deploy with "command: show"', () => {
  const inputs = { command: 'show', model: '', sku: '', capacity: '', 'api-key': '' }

  it('shows what is deployed and changes nothing', async () => {
    const run = await runDeploy({ before: OLD, inputs })
    expect([run.failures, run.sent]).toEqual([[], ['GET deployment', 'GET account']])
    expect(run.outputs).toEqual({
      deployment: NAME,
      model: OLD,
      'previous-model': OLD,
      changed: 'false',
      endpoint: 'https://sandbox.openai.azure.com/',
      state: 'Succeeded',
    })
  })

  it('shows what is deployed although the account cannot be read, with a warning', async () => {
    const run = await runDeploy({ before: OLD, inputs, inject: always('GET account', '500') })
    expect([run.failures, run.outputs.model, run.outputs.endpoint]).toEqual([[], OLD, undefined])
    expect(run.annotations).toContainEqual({
      level: 'warning',
      text: expect.stringMatching(/^The endpoint of the account is unknown: .*500/),
    })
  })

  it('writes no summary with summary: false, also when it fails', async () => {
    for (const inject of [undefined, always('GET deployment', '500')]) {
      const run = await runDeploy({ before: OLD, inputs: { ...inputs, summary: 'false' }, inject })
      expect([run.failures.length, run.summary]).toEqual([inject ? 1 : 0, ''])
    }
  })

  it.each([
    ['its name and state', {}],
    ['its name', { id: `${ACCOUNT_ID}/deployments/SUPPORT`, sku: null }],
  ])('shows a deployment of a server that leaves out %s', async (_, fields) => {
    const resource = { ...fields, properties: { model: { name: OLD } } }
    const run = await runDeploy({ inputs, inject: always('GET deployment', json(resource)) })
    expect([run.failures, run.outputs.model, run.outputs.state]).toEqual([[], OLD, 'Succeeded'])
  })

  it.each([
    ['ResourceGroupNotFound', 'Check "resource-id"'],
    ['SubscriptionNotFound', 'Check "resource-id"'],
    ['ParentResourceNotFound', 'Check "resource-id"'],
    ['InvalidResourceType', 'InvalidResourceType'],
  ])('fails if the server answers 404 with the code %s', async (code, expected) => {
    const error = { code, message: 'It could not be found.' }
    const run = await runDeploy({ inputs, inject: always('GET deployment', json({ error }, 404)) })
    expect([run.failures.length, run.outputs.state]).toEqual([1, undefined])
    expect(run.failure).toContain(expected)
  })

  it('succeeds with the state "absent" if there is none', async () => {
    const run = await runDeploy({ inputs })
    expect(run.failures).toEqual([])
    expect(run.outputs).toMatchObject({ model: '', state: 'absent' })
  })
})

describe('the credentials', () => {
  const identity = {
    'azure-token': '',
    'api-key': '',
    'azure-tenant-id': 'tenant',
    'azure-client-id': 'client',
  }

  it('exchanges the identity for one token of each server', async () => {
    const audiences: (string | undefined)[] = []
    const run = await runDeploy({
      inputs: identity,
      runner: {
        getIdToken: async (audience) => {
          audiences.push(audience)
          return 'id-token'
        },
      },
    })
    expect(run.failures).toEqual([])
    expect(new Set(audiences)).toEqual(new Set(['api://AzureADTokenExchange']))
    const scopes = run.azure
      .filter(({ name }) => name === 'POST token')
      .map(({ url, body }) => `${url.pathname} ${new URLSearchParams(body).get('scope')}`)
    expect(scopes).toEqual([
      '/tenant/oauth2/v2.0/token https://management.azure.com/.default',
      '/tenant/oauth2/v2.0/token https://cognitiveservices.azure.com/.default',
    ])
    const sent = (host: string) =>
      new Set(run.azure.flatMap(({ url, headers }) => (url.hostname === host ? [headers.authorization] : [])))
    expect(sent('management.azure.com')).toEqual(
      new Set(['Bearer token-for-https://management.azure.com/.default']),
    )
    expect(sent('sandbox.openai.azure.com')).toEqual(
      new Set(['Bearer token-for-https://cognitiveservices.azure.com/.default']),
    )
  })

  it('sends the token to Resource Manager only, and the key to the model only', async () => {
    const { azure, secrets } = await runDeploy()
    for (const { url, headers } of azure) {
      const isManagement = url.hostname === 'management.azure.com'
      expect(headers.authorization).toBe(isManagement ? `Bearer ${DEPLOY_INPUTS['azure-token']}` : undefined)
      expect(headers['api-key']).toBe(isManagement ? undefined : INPUTS['api-key'])
    }
    expect(secrets).toEqual(expect.arrayContaining([DEPLOY_INPUTS['azure-token'], INPUTS['api-key']]))
  })

  it('uses the addresses of a sovereign cloud', async () => {
    const inputs = { ...identity, 'management-url': 'https://management.usgovcloudapi.net' }
    const { azure } = await runDeploy({ inputs, runner: { getIdToken: async () => 'id-token' } })
    expect(azure.slice(0, 2).map(({ url }) => url.hostname)).toEqual([
      'login.microsoftonline.us',
      'management.usgovcloudapi.net',
    ])
    expect(azure[0]?.body).toContain(encodeURIComponent('https://management.usgovcloudapi.net/.default'))
  })

  it('sends no credential to an endpoint or an operation of another server', async () => {
    const server = { endpoint: () => 'https://evil.example/', operationHeader: 'foreign' } as const
    const refused = await runDeploy({ server })
    expect(refused.failure).toContain('https://evil.example/, is not an address of Azure')
    expect(refused.writes).toEqual([])
    const inputs = { 'base-url': 'https://sandbox.openai.azure.com/openai/v1' }
    const run = await runDeploy({ server, inputs })
    expect(run.failures).toEqual([])
    expect(new Set(run.azure.map(({ url }) => url.hostname))).toEqual(
      new Set(['management.azure.com', 'sandbox.openai.azure.com']),
    )
  })

  it.each(['azure-asyncoperation', 'location', 'none', 'foreign'] as const)(
    'finds the end of an operation whose address is in: %s',
    async (operationHeader) => {
      const run = await runDeploy({ server: { operationHeader } })
      expect([run.failures, run.outputs.model]).toEqual([[], NEW])
    },
  )
})

describe('the inputs', () => {
  it.each<[Record<string, string>, string]>([
    [{ 'azure-token': '' }, 'input "azure-client-id": is required, with "azure-tenant-id"; or "azure-token"'],
    [
      { 'azure-client-id': 'c', 'azure-tenant-id': 't' },
      'are different ways to authenticate; give one of them',
    ],
    [{ 'azure-token': '', 'azure-client-id': 'c' }, 'input "azure-tenant-id": is required'],
    [{ 'token-url': 'https://login.example' }, 'input "token-url": has no effect with "azure-token"'],
    [{ 'api-key': '' }, 'input "probe": needs a credential for the model'],
    [{ model: '' }, 'input "model": is required'],
    [{ 'resource-id': '' }, 'input "resource-id": is required'],
    [
      { 'resource-id': '/subscriptions/1/resourceGroups/..' },
      'input "resource-id": expected the resource id',
    ],
    [{ 'resource-id': `${ACCOUNT_ID}/projects/p` }, 'input "resource-id": expected the resource id'],
    [{ 'resource-id': ACCOUNT_ID.replace('models', '..') }, 'input "resource-id": expected the resource id'],
    [{ deployment: 'a/b' }, 'input "deployment": expected the name of a deployment'],
    [{ deployment: '' }, 'input "deployment": is required'],
    [{ capacity: '0' }, 'input "capacity": expected a whole number'],
    [{ command: 'remove' }, 'input "command": expected one of apply, delete, show'],
    [{ 'on-failure': 'delete' }, 'input "on-failure": expected rollback or keep'],
    [{ timeout: '0' }, 'input "timeout": expected a number of minutes above 0'],
    [{ 'management-url': 'http://management.azure.com' }, 'must begin with https://'],
    [{ 'management-url': 'https://management.azure.com?x=1' }, 'must not contain a query'],
    [{ 'base-url': 'http://x.openai.azure.com' }, 'must begin with https://'],
    [{ 'azure-token': 'Bearer x' }, 'must be one word of printable ASCII'],
    [{ deploiment: 'x' }, 'did you mean "deployment"'],
  ])('%j fail before any request', async (inputs, message) => {
    const run = await runDeploy({ inputs })
    expect([run.failures.length, run.sent]).toEqual([1, []])
    expect(run.failure).toContain(message)
  })

  it('are all reported at once', async () => {
    const { failure } = await runDeploy({ inputs: { model: '', capacity: 'x', 'resource-id': 'x' } })
    expect(failure.split('\n')).toHaveLength(3)
  })
})

describe('a cancelled step', () => {
  it('leaves the deployment as it is, and says which model is behind the name', async () => {
    const { sent } = await runDeploy({ before: OLD })
    for (const cancelAt of sent.keys()) {
      const run = await runDeploy({ before: OLD, cancelAt })
      const model = run.management.model(NAME)
      expect(run.failure, `at ${sent[cancelAt]}`).toContain(
        `The workflow was cancelled. Deployment "support" is left as it is. Behind "support" is model ${model} (`,
      )
      expect(run.writes.length).toBeLessThanOrEqual(1)
      expect(run.outputs.model).toBe(model)
    }
  })

  it('names the model to deploy for a rollback, which a second run does not know any more', async () => {
    const cancelAtProbe = async (scenario: AzureScenario) => {
      const { sent } = await runDeploy(scenario)
      return runDeploy({ ...scenario, cancelAt: sent.indexOf('POST completion') })
    }
    const first = await cancelAtProbe({ before: OLD })
    expect(first.failure).toContain(
      `Run the workflow again to complete the change. To roll back, deploy model ${OLD}.`,
    )
    expect(first.summary).toContain(`| Model | \`${OLD}\` | \`${NEW}\` |`)
    const second = await runDeploy({ management: first.management })
    expect(second.outputs).toMatchObject({ 'previous-model': NEW, changed: 'false' })

    const created = await cancelAtProbe({})
    expect(created.failure).toContain('To roll back, delete the deployment.')
    const resized = await cancelAtProbe({ before: NEW, inputs: { capacity: '20' } })
    expect(resized.failure).toMatch(/Run the workflow again to complete the change\.$/)
    const atTerminal = await cancelAtProbe({ before: OLD, runner: { isCommandLine: true } })
    expect(atTerminal.failure).toContain('Run the command again to complete the change.')
  })

  it.each([
    ['apply', 'Run the workflow again to deploy model gpt-4.1-mini-2025-04-14.ft-new.'],
    ['delete', 'Run the workflow again to delete it.'],
    ['show', 'A change that Azure has accepted goes on.'],
  ])('says how to go on when %s is cancelled before it has changed anything', async (command, end) => {
    const { failure, writes } = await runDeploy({ before: OLD, inputs: { command }, cancelAt: 0 })
    expect([failure.slice(-end.length), writes]).toEqual([end, []])
  })

  it('does not finish its rollback, and says which model is behind the name', async () => {
    const scenario = { before: OLD, server: fate('is filtered') }
    const { sent } = await runDeploy(scenario)
    const firstOfRollback = sent.lastIndexOf('POST completion') + 1
    expect(sent.slice(firstOfRollback)).toContain('PUT deployment')
    for (let cancelAt = firstOfRollback; cancelAt < sent.length; cancelAt++) {
      const run = await runDeploy({ ...scenario, cancelAt })
      expect(run.failure, `at ${sent[cancelAt]}`).toContain(
        `The workflow was cancelled. Deployment "support" is left as it is. Behind "support" is model ${run.management.model(NAME)} (`,
      )
      expect(run.sent.length).toBeLessThanOrEqual(cancelAt + 2)
    }
  })
})

describe('a step that is cancelled while its change has no response yet', () => {
  it.each([
    ['it', 1, OLD, NEW],
    ['its rollback', 2, NEW, OLD],
  ])('says which model %s has requested', async (_, write, behind, requested) => {
    const scenario = { before: OLD, server: fate('is filtered') }
    const { sent } = await runDeploy(scenario)
    const writes = [...sent.keys()].filter((index) => sent[index] === 'PUT deployment')
    const cancelAt = writes[write - 1] ?? Number.NaN
    const inject = (_: unknown, index: number) => (index === cancelAt ? 'reset' : undefined)
    const { failure } = await runDeploy({ ...scenario, cancelAt, inject })
    expect(failure).toContain(
      `Behind "support" is model ${behind} (Succeeded). This step has requested model ${requested}. A change`,
    )
  })
})

describe('the answers of a server that is not what it should be', () => {
  it.each<[string, AzureFault | RawResponse, string]>([
    [
      'a redirect',
      { status: 302, headers: { location: 'https://evil.example' }, body: '' },
      'Redirects are not followed',
    ],
    [
      'another deployment',
      json({ name: 'x', properties: { model: { name: 'm' } } }),
      'unexpected response body',
    ],
    [
      'another deployment, by its id',
      json({ id: `${ACCOUNT_ID}/deployments/x`, properties: { model: { name: 'm' } } }),
      'unexpected response body',
    ],
    ['another API', json({ data: [] }), 'unexpected response body'],
    [
      'no server at that address',
      'an unknown host',
      'Check "management-url", and that this runner can reach',
    ],
  ])('end the step before it changes anything: %s', async (_, response, message) => {
    const run = await runDeploy({ inject: always('GET deployment', response) })
    expect(run.failure).toContain(message)
    expect(run.writes).toEqual([])
    expect(run.clock.now()).toBeLessThan(60_000)
  })
})
