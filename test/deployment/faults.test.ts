import { describe, expect, it } from 'vitest'
import type { ModelFate } from '../../sandbox/azure-management.ts'
import {
  type AzureFault,
  type AzureScenario,
  createAccount,
  NAME,
  NEW,
  OLD,
  runDeploy,
} from '../support/azure.ts'

const FAULTS: AzureFault[] = [
  'reset',
  'lost',
  'hang',
  '429',
  '500',
  '503 after the effect',
  'a page with 404',
  'a page with 200',
  'garbage after the effect',
]
const STARTS: [string, AzureScenario][] = [
  ['creates a deployment', {}],
  ['replaces a model', { before: OLD }],
  ['deletes a deployment', { before: OLD, inputs: { command: 'delete', model: '' } }],
]
const bad = (model: string): ModelFate => (model === NEW ? 'is filtered' : 'answers')

/** Fails this many requests from an index on. */
const from =
  (first: number, fault: AzureFault, times: number): AzureScenario['inject'] =>
  (_, index) =>
    index >= first && index < first + times ? fault : undefined

describe.each(STARTS)('a step that %s', (_, scenario) => {
  it.each(FAULTS)('ends in the asked state if any request has the fault: %s', async (fault) => {
    const faultless = await runDeploy(scenario)
    const model = scenario.inputs?.command === 'delete' ? undefined : NEW
    for (const index of faultless.sent.keys())
      for (const times of [1, 3]) {
        const run = await runDeploy({ ...scenario, inject: from(index, fault, times) })
        const report = `${faultless.sent[index]}, ${index}, ${times} times\n${run.log.join('\n')}`
        expect([run.failures, run.management.model(NAME)], report).toEqual([[], model])
        expect(run.outputs, report).toMatchObject({ model: model ?? '', changed: 'true' })
      }
  })

  it('ends in the asked state if an earlier step was killed at any request', async () => {
    const faultless = await runDeploy(scenario)
    const model = scenario.inputs?.command === 'delete' ? undefined : NEW
    for (const index of faultless.sent.keys())
      for (const fault of ['reset', 'lost'] as const) {
        const management = createAccount(scenario)
        const inject = (_: unknown, i: number) => (i > index ? 'reset' : i === index ? fault : undefined)
        await runDeploy({ ...scenario, management, inject, cancelAt: index })
        const run = await runDeploy({ ...scenario, management })
        const report = `${faultless.sent[index]}, ${index}, ${fault}\n${run.log.join('\n')}`
        expect([run.failures, run.management.model(NAME)], report).toEqual([[], model])
      }
  })
})

describe.each([
  ['a previous model', { before: OLD }, OLD],
  ['no deployment before', {}, undefined],
] as const)('a rollback with %s', (_, scenario, previous) => {
  it.each(FAULTS)('restores it if any request has the fault: %s', async (fault) => {
    const server = { fate: bad }
    const faultless = await runDeploy({ ...scenario, server })
    expect(faultless.management.model(NAME)).toBe(previous)
    for (const index of faultless.sent.keys())
      for (const times of [1, 3]) {
        const run = await runDeploy({ ...scenario, server, inject: from(index, fault, times) })
        const report = `${faultless.sent[index]}, ${index}, ${times} times\n${run.failure}\n${run.log.join('\n')}`
        expect([run.failures.length, run.management.model(NAME)], report).toEqual([1, previous])
        expect(run.outputs, report).toMatchObject({ model: previous ?? '', changed: 'false' })
      }
  })

  it('says what is behind the name if Azure stops to answer at any request', async () => {
    const server = { fate: bad }
    const faultless = await runDeploy({ ...scenario, server })
    for (const index of faultless.sent.keys()) {
      const run = await runDeploy({
        ...scenario,
        server,
        inject: from(index, '500', Number.POSITIVE_INFINITY),
      })
      const model = run.management.model(NAME)
      const report = `${faultless.sent[index]}, ${index}\n${run.failure}`
      expect(run.failures, report).toHaveLength(1)
      if (model !== previous) expect(run.failure, report).toContain(`model ${model}`)
    }
  })
})
