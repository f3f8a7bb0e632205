import { describe, expect, it } from 'vitest'
import type { Transition } from '../../sandbox/job.ts'
import { chatExamples } from '../support/run-action.ts'
import { annotationTexts, MODEL, startServer } from '../support/shared-server.ts'

type Server = Awaited<ReturnType<typeof startServer>>

const BASELINE = { baseline: 'stage: production' }
const WORKSPACE = { 'train.jsonl': chatExamples(60), 'valid.jsonl': chatExamples(12, 1000) }

/** Returns a short training whose last metric is this loss. */
const trainingWith = (valid_loss: number): readonly Transition[] => [
  { status: 'running', events: [{ message: 'step 1', type: 'metrics', data: { step: 1, valid_loss } }] },
  { status: 'succeeded' },
]

/** Starts a server whose jobs have these losses one after another, each created in a second of its own. */
function startTrainer(losses: readonly number[]) {
  const begin = Date.now()
  let calls = 0
  return startServer({ now: () => begin + 1000 * calls++, scripts: losses.map(trainingWith) })
}

/** Trains the work of this number. */
function train(server: Server, number: number, inputs: Record<string, string> = {}, workspace = WORKSPACE) {
  const metadata = { metadata: 'stage: production', 'validation-file': 'valid.jsonl' }
  return server.run({ run: `${number}`, workspace, inputs: { ...metadata, seed: `${number}`, ...inputs } })
}

const errors = (step: Awaited<ReturnType<typeof train>>) => annotationTexts(step, 'error').join('\n')

describe('a line of the quality gate that compares with other jobs', { concurrent: true }, () => {
  const gate = { ...BASELINE, require: 'valid_loss <= baseline * 1.02' }
  const otherData = { ...WORKSPACE, 'valid.jsonl': chatExamples(12, 2000) }

  it.each([
    ['validation data', {}, otherData],
    ['base model', { model: 'gpt-4o-mini-2024-07-18' }, WORKSPACE],
  ])('fails if the only match has other data or another model: %s', async (difference, inputs, workspace) => {
    await using server = await startTrainer([0.5, 0.1])
    expect(errors(await train(server, 1))).toBe('')
    const second = await train(server, 2, { ...gate, ...inputs }, workspace)
    expect([second.exitCode, second.outputs.gate]).toEqual([1, 'failed'])
    expect(errors(second)).toMatch(new RegExp(`has (an)?other ${difference}`))
    const allowed = { ...gate, ...inputs, 'incomparable-baseline': 'pass' }
    const third = await train(server, 2, allowed, workspace)
    expect([errors(third), third.outputs.gate]).toEqual(['', 'passed'])
    expect(annotationTexts(third, 'warning').join()).toContain('pass without a comparison')
  })

  it('compares with no job that is newer than the one that is judged', async () => {
    await using server = await startTrainer([0.5, 0.1])
    const first = await train(server, 1)
    expect(errors(await train(server, 2))).toBe('')
    const inputs = { ...gate, 'job-id': first.outputs['job-id'] ?? '' }
    const judged = await server.run({ action: 'wait', inputs })
    expect([errors(judged), judged.outputs.gate]).toEqual(['', 'passed'])
  })

  it('does not let tolerances add up if it compares with the best', async () => {
    await using server = await startTrainer([0.5, 0.509, 0.518])
    expect(errors(await train(server, 1))).toBe('')
    expect((await train(server, 2, gate)).outputs.gate).toBe('passed')
    expect((await train(server, 3, gate)).outputs.gate).toBe('passed')
    const best = await train(server, 3, { ...BASELINE, require: 'valid_loss <= best * 1.02' })
    expect([best.exitCode, best.outputs.gate]).toEqual([1, 'failed'])
  })

  it('fails at a server that drops metadata, at which no job can match', async () => {
    await using server = await startServer({
      dropFields: ['metadata'],
      scripts: [trainingWith(0.5), trainingWith(0.1)],
    })
    expect(errors(await train(server, 1, { seed: '' }))).toBe('')
    const inputs = { ...gate, seed: '', model: MODEL, suffix: 'two' }
    const second = await train(server, 2, inputs)
    expect([second.exitCode, second.outputs.gate]).toEqual([1, 'failed'])
    expect(errors(second)).toContain('drops the metadata')
  })
})
