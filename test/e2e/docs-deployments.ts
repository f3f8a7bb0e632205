import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { ModelFate } from '../../sandbox/azure-management.ts'
import { EXAMPLES } from '../support/built-action.ts'
import type { createRepository } from './docs-workflow-runner.ts'
import {
  ENTRA,
  examples,
  findStep,
  jobResults,
  models,
  type PageScenario,
  readLog,
  trainsWithOidc,
} from './docs-workflows.ts'

/** So many examples show that a model which answers four of five is worse than one which answers all. */
const TEST_DATA = readFileSync(join(EXAMPLES, 'support/train.jsonl'), 'utf8')
  .split('\n')
  .slice(0, 40)
  .join('\n')
/** The share of the test data that a base model answers. */
const QUALITY = 0.2

/** Sets up a repository and an Azure account without deployments; each model answers all of the test data at first. */
async function createAccount(setUp: typeof createRepository) {
  const fates = new Map<string, ModelFate>()
  const scores = new Map<number, number>()
  const repo = await setUp({
    dialect: 'azure',
    completions: {
      quality: QUALITY,
      gain: (model) => (scores.get(models(repo).indexOf(model)) ?? 1) - QUALITY,
      // So a score of a model with a random name is the same in each run of the tests.
      alike: 1,
      conversations: TEST_DATA,
    },
    management: { fate: (model) => fates.get(model) ?? 'answers' },
  })
  Object.assign(repo, { vars: ENTRA, secrets: {} })
  repo.commit({ 'data/test.jsonl': TEST_DATA })
  return {
    repo,
    fates,
    /** The share of the test data that the model of each job answers, by the number of the job from 0 on. */
    scores,
    /** Returns the model that users have. */
    live: () => repo.sandbox.management?.model('support'),
    /** Puts a model behind the name that users have; a broken one answers no request. */
    setLive(model: string, { isBroken = false } = {}) {
      repo.sandbox.management?.add('support', model)
      const deployment = repo.sandbox.management?.deployments.get('support')
      if (deployment && isBroken) Object.assign(deployment, { state: 'Failed', served: undefined })
    },
    /** Returns the names of all deployments. */
    names: () => [...(repo.sandbox.management?.deployments.keys() ?? [])],
    commit: (number: number) => repo.commit({ 'data/train.jsonl': examples(number) }),
  }
}

/** The scenarios of the pages whose workflows deploy on Azure. */
export const DEPLOYMENTS: Record<string, PageScenario> = {
  /** Each commit is compared with what is deployed, and promoted unless it is worse; the previous model can come back. */
  async 'docs/tasks/deploy-azure.md'(setUp, train = '', rollBack = '') {
    const { repo, fates, scores, live, setLive, names, commit } = await createAccount(setUp)
    const first = await repo.run(train)
    expect([jobResults(first), names(), live()], readLog(first)).toEqual([
      'success, success, success',
      ['support'],
      models(repo)[0],
    ])
    expect(readLog(first)).toContain('before it was none')

    commit(1)
    const second = await repo.run(train)
    expect([jobResults(second), names(), live()], readLog(second)).toEqual([
      'success, success, success',
      ['support'],
      models(repo)[1],
    ])
    expect(findStep(second, 'evaluate')?.outputs).toMatchObject({ verdict: 'inconclusive', gate: 'passed' })
    expect(readLog(second)).toContain(`before it was ${models(repo)[0]}`)

    const [previous = ''] = models(repo)
    const back = await repo.run(rollBack, { inputs: { model: previous } })
    expect([jobResults(back), live()], readLog(back)).toEqual(['success', previous])

    commit(2)
    scores.set(2, 0.8)
    const worse = await repo.run(train)
    expect(findStep(worse, 'evaluate')?.outputs).toMatchObject({ verdict: 'worse', gate: 'passed' })
    expect([jobResults(worse), names(), live()], readLog(worse)).toEqual([
      'success, success, skipped',
      ['support'],
      previous,
    ])

    commit(3)
    let deploys = 0
    const late = await repo.run(train, {
      before: (action) => action === 'deploy' && ++deploys === 4 && setLive('of another run'),
    })
    expect([jobResults(late), live()], readLog(late)).toEqual(['success, success, failure', 'of another run'])

    setLive(previous, { isBroken: true })
    const repaired = await repo.run(train)
    const { gate, verdict } = findStep(repaired, 'evaluate')?.outputs ?? {}
    expect([gate, verdict], readLog(repaired)).toEqual(['passed', undefined])
    expect([jobResults(repaired), live()], readLog(repaired)).toEqual([
      'success, success, success',
      models(repo)[3],
    ])

    setLive(previous)
    commit(1)
    fates.set(models(repo)[1] ?? '', 'is filtered')
    const refused = await repo.run(train)
    expect([jobResults(refused), names(), live()], readLog(refused)).toEqual([
      'success, failure, skipped',
      ['support'],
      previous,
    ])
    return repo
  },

  /** Promotes a model, but not one that is worse, nor one that was compared with another than the deployed one. */
  async 'docs/tasks/pipeline.md'(setUp, workflow = '') {
    const { repo, scores, live, setLive, names, commit } = await createAccount(setUp)
    const outputs = async (start = {}) => (await repo.run(workflow, start)).jobs.model
    const first = await outputs()
    const [model = ''] = models(repo)
    expect([first?.outputs, names(), live()]).toEqual([
      expect.objectContaining({ model, score: '1', verdict: '', promoted: 'true', 'previous-model': '' }),
      ['support'],
      model,
    ])

    commit(1)
    scores.set(1, 0.8)
    const worse = await outputs()
    expect([worse?.result, worse?.outputs, names(), live()]).toEqual([
      'success',
      expect.objectContaining({ model: models(repo)[1], verdict: 'worse', promoted: 'false' }),
      ['support'],
      model,
    ])

    commit(2)
    let deploys = 0
    const replaceBeforePromotion = (action: string) => {
      if (action === 'deploy' && ++deploys === 4) setLive('of another run')
    }
    const late = await outputs({ before: replaceBeforePromotion })
    expect([late?.result, late?.outputs.promoted, names(), live()]).toEqual([
      'failure',
      'false',
      ['support'],
      'of another run',
    ])

    setLive(model)
    const last = await outputs()
    expect([last?.outputs, live()]).toEqual([
      expect.objectContaining({ verdict: 'inconclusive', promoted: 'true', 'previous-model': model }),
      models(repo)[2],
    ])
    setLive(model, { isBroken: true })
    const gated = workflow.replace('deployment: support', (line) =>
      ['require-baseline: score >= baseline - 0.05', line].join('\n      '),
    )
    const repaired = (await repo.run(gated)).jobs.model
    expect([repaired?.outputs, live()]).toEqual([
      expect.objectContaining({ verdict: '', promoted: 'true', 'previous-model': model }),
      models(repo)[2],
    ])
    await expect(repo.run(workflow.replace('id-token: write', 'id-token: none'))).rejects.toThrow(
      'the calling job does not permit id-token: write',
    )
    return repo
  },

  async 'docs/tasks/move-to-azure.md'(setUp, workflow = '') {
    const managed: typeof setUp = (options) => setUp({ ...options, management: {} })
    const repo = await trainsWithOidc(ENTRA, 'api://AzureADTokenExchange', 'azure')(managed, workflow)
    expect(repo.sandbox.management?.model('support-triage')).toBe(models(repo)[0])
    expect(repo.sandbox.jobs[0]?.wire.trainingType).toBe('GlobalStandard')
    return repo
  },
}
