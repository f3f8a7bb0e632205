import { describe, expect, it } from 'vitest'
import { ACCOUNT_ID, type Management } from '../../sandbox/azure-management.ts'
import {
  type AzureScenario,
  always,
  createAccount,
  fate,
  json,
  NAME,
  NEW,
  OLD,
  only,
  runDeploy,
} from '../support/azure.ts'

/** Calls `change` before each read of the deployment that follows the first PUT, with the number of the read. */
function afterPut(
  change: (read: number, management: Management) => ReturnType<NonNullable<AzureScenario['inject']>>,
): NonNullable<AzureScenario['inject']> {
  let reads = -1
  return ({ name }, _, management) => {
    if (name === 'PUT deployment') reads = Math.max(reads, 0)
    return name === 'GET deployment' && reads >= 0 ? change(++reads, management) : undefined
  }
}

/** A deployment as Azure reports it. */
const shown = (model: string, provisioningState: string) =>
  json({
    id: `${ACCOUNT_ID}/deployments/${NAME}`,
    name: NAME,
    sku: { name: 'Standard', capacity: 10 },
    properties: { model: { format: 'OpenAI', name: model, version: '1' }, provisioningState },
  })

describe('deploy, while another process changes the deployment', () => {
  it.each<[string, (management: Management) => void, string]>([
    ['another model', (management) => management.add(NAME, 'theirs'), 'model theirs (Succeeded)'],
    ['no deployment', (management) => management.deployments.delete(NAME), 'no deployment'],
  ])('ends once the name has shown %s for 30 seconds, and rolls nothing back', async (_, replace, now) => {
    const run = await runDeploy({
      before: OLD,
      inject: afterPut((read, management) => {
        if (read === 2) replace(management)
        return undefined
      }),
    })
    expect(run.failure).toContain(
      `Another process has changed deployment "support", which now has ${now}. Nothing was rolled back: behind "support" is ${now}, which this step has not put there.`,
    )
    expect(run.failure).toContain('one concurrency group')
    expect([run.writes, run.outputs.changed]).toEqual([['PUT deployment'], 'true'])
    expect(run.clock.now()).toBeGreaterThan(30_000)
  })

  it('does not delete what another process has deployed under the name during the rollback', async () => {
    const run = await runDeploy({
      server: fate('is filtered'),
      inject: ({ name }, _, management) => {
        if (name !== 'DELETE deployment') return undefined
        management.add(NAME, 'theirs')
        return '409'
      },
    })
    expect(run.failure).toContain(
      'The rollback failed: Another process has changed deployment "support", which now has model theirs (Succeeded)',
    )
    expect([run.writes, run.management.model(NAME)]).toEqual([
      ['PUT deployment', 'DELETE deployment'],
      'theirs',
    ])
  })

  it('succeeds if another process deletes the deployment first', async () => {
    const run = await runDeploy({
      before: OLD,
      inputs: { command: 'delete', model: '' },
      inject: ({ name }, _, management) => {
        if (name !== 'DELETE deployment') return undefined
        management.deployments.delete(NAME)
        return json({ error: { code: 'DeploymentNotFound', message: 'It does not exist.' } }, 404)
      },
    })
    expect([run.failures, run.writes, run.outputs.state]).toEqual([[], ['DELETE deployment'], 'absent'])
  })
})

describe('deploy, while a replica of Azure lags behind', () => {
  it.each([
    ['the previous model for 40 seconds after the change', shown(OLD, 'Succeeded'), [1, 2, 3, 4, 5, 6, 7]],
    ['the previous model again after the new one', shown(OLD, 'Succeeded'), [2, 3]],
    ['the failure of an earlier attempt', shown(NEW, 'Failed'), [1, 2]],
  ])('waits if it shows %s', async (_, stale, reads) => {
    const run = await runDeploy({
      before: OLD,
      inject: afterPut((read) => (reads.includes(read) ? stale : undefined)),
    })
    expect([run.failures, run.writes, run.outputs.model]).toEqual([[], ['PUT deployment'], NEW])
  })
})

describe('deploy, if provisioning fails', () => {
  const operation = { properties: { provisioningState: 'Failed' }, error: { code: 'LoraFailed' } }

  it.each<[string, AzureScenario, string]>([
    ['the operation', {}, '(Failed): InternalServerError: The model could not be deployed.'],
    [
      'an operation that is shown as the resource',
      { inject: only('GET operation', json(operation)) },
      '(Failed): LoraFailed.',
    ],
    ['none, without an operation', { server: { operationHeader: 'none' } }, '(Failed).'],
    [
      'none, with an operation that cannot be read',
      { inject: always('GET operation', 'a page with 200') },
      '(Failed).',
    ],
  ])('gives the reason of %s', async (_, { server, inject }, reason) => {
    const run = await runDeploy({ before: OLD, server: { ...fate('fails'), ...server }, inject })
    expect(run.failure).toContain(
      `Azure could not deploy model ${NEW} as "support" ${reason} Rolled back: "support" has model ${OLD}`,
    )
  })

  it('waits 30 seconds if no read has shown the operation in progress', async () => {
    const server = { ...fate('fails'), provisioningReads: 0, operationHeader: 'none' } as const
    const run = await runDeploy({ before: OLD, server })
    expect(run.failure).toContain(`Azure could not deploy model ${NEW} as "support" (Failed)`)
    expect(run.clock.now()).toBeGreaterThanOrEqual(30_000)
  })

  it('explains a model that the safety evaluation blocks', async () => {
    const run = await runDeploy({ before: OLD, server: fate('is unsafe') })
    expect(run.failure).toContain("Azure's safety evaluation of the fine-tuned model blocks its deployment.")
  })

  it('leaves a model alone that the name had before, in another state', async () => {
    const management = createAccount({ before: NEW, server: fate('is filtered') })
    Object.assign(management.deployments.get(NAME) ?? {}, { state: 'Failed' })
    const run = await runDeploy({ management })
    expect(run.failure).toContain(`Rolled back: "support" has model ${NEW} again.`)
    expect(run.writes).toEqual(['PUT deployment'])
  })

  it('sends the rollback again if Azure has failed to carry it out', async () => {
    let puts = 0
    const run = await runDeploy({
      before: OLD,
      server: fate('is filtered'),
      inject: ({ name }, _, management) => {
        if (name !== 'PUT deployment' || ++puts !== 2) return undefined
        management.add(NAME, OLD)
        Object.assign(management.deployments.get(NAME) ?? {}, { state: 'Failed' })
        return '500'
      },
    })
    expect(run.failure).toContain(`Rolled back: "support" has model ${OLD} again.`)
    expect([puts, run.outputs.model, run.outputs.state]).toEqual([3, OLD, 'Succeeded'])
  })

  it('rolls back after a bug in this action too, and reports both', async () => {
    const info = (line: string) => {
      if (line.startsWith('Provisioned.')) throw new TypeError('x is not a function')
    }
    const run = await runDeploy({ before: OLD, runner: { info } })
    expect(run.failure).toContain('This is a bug in the action, please report it: x is not a function')
    expect(run.annotations.map(({ text }) => text)).toContain(
      `Rolled back: "support" has model ${OLD} again.`,
    )
    expect(run.outputs).toMatchObject({ model: OLD, changed: 'false' })
  })
})

describe('deploy, if the time is over', () => {
  it('rolls back a model that is not provisioned yet', async () => {
    const run = await runDeploy({
      before: OLD,
      inputs: { timeout: '2' },
      server: { provisioningReads: 30 },
    })
    expect(run.failure).toContain(
      `Timed out waiting for deployment "support": it shows model ${NEW} (Creating). Rolled back`,
    )
    expect(run.failure).toContain('Raise "timeout"')
    expect(run.outputs.model).toBe(OLD)
  })

  it('changes nothing while an operation of another process does not end', async () => {
    const management = createAccount({ before: OLD })
    const plan = Array(100).fill('Creating')
    Object.assign(management.deployments.get(NAME) ?? {}, { state: 'Creating', plan })
    const run = await runDeploy({ management, inputs: { timeout: '2' } })
    expect(run.failure).toContain(
      'Timed out waiting for deployment "support": another operation on it has not ended',
    )
    expect(run.writes).toEqual([])
  })

  it('fails a deletion that takes longer', async () => {
    const run = await runDeploy({
      before: OLD,
      inputs: { command: 'delete', model: '', timeout: '2' },
      server: { provisioningReads: 100 },
    })
    expect(run.failure).toContain('Timed out waiting for deployment "support": it is not deleted yet')
    expect(run.writes).toEqual(['DELETE deployment'])
  })
})
