import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { wait } from '../../src/actions/wait.ts'
import { buildModelRecord, type ModelRecordInput } from '../../src/report/model-record.ts'
import { CONTEXT, chatExamples, runAction, type Scenario } from '../support/run-action.ts'

const JOB = {
  created_at: 1700000000,
  finished_at: 1700003600,
  trained_tokens: 4321,
  training_file: 'file-1',
  metadata: { team: 'search', ft_run: '7' },
  method: { type: 'supervised', supervised: { hyperparameters: { n_epochs: 3, batch_size: 1 } } },
}
const METRICS = [
  {
    id: 'ev-1',
    type: 'metrics',
    message: 'Step 1/1',
    data: { step: 1, train_loss: 0.4, full_valid_loss: 0.5 },
  },
]

async function readRecord(scenario: Scenario) {
  const run = await runAction({ job: JOB, events: METRICS, ...scenario })
  return { ...run, record: JSON.parse(run.files['model.json'] ?? 'null') }
}

describe('model.json of the root action', () => {
  it('records the commit, the run, the data, the job, the metrics and the gate', async () => {
    const { record, outputs } = await readRecord({ inputs: { require: 'full_valid_loss <= 0.8' } })
    const normalized = `${chatExamples(60)}\n`
    expect(record).toEqual({
      version: 1,
      model: 'ft:model:org::1',
      best_checkpoint: null,
      base_model: 'gpt-4.1-mini-2025-04-14',
      method: 'supervised',
      hyperparameters: { batch_size: 1, n_epochs: 3 },
      training_data: {
        sha256: createHash('sha256').update(normalized).digest('hex'),
        examples: 60,
        bytes: normalized.length,
        files: ['train.jsonl'],
        file_id: 'file-1',
      },
      validation_data: null,
      fingerprint: outputs.fingerprint,
      job: {
        id: 'ftjob-1',
        created_by_this_run: true,
        created_at: 1700000000,
        finished_at: 1700003600,
        trained_tokens: 4321,
        seed: null,
        metadata: { ft_run: '7', team: 'search' },
      },
      metrics: { full_valid_loss: 0.5, train_loss: 0.4 },
      gate: {
        passed: true,
        baseline: null,
        requirements: [
          { requirement: 'full_valid_loss <= 0.8', actual: 0.5, limit: 0.8, passed: true, note: null },
        ],
      },
      commit: { repository: 'octo-org/octo-repo', sha: 'c0ffee', ref: 'refs/heads/main' },
      run: { id: '1658821493', attempt: 1 },
    })
  })

  it('says that a model has not passed the quality gate', async () => {
    const { record, failed } = await readRecord({ inputs: { require: 'full_valid_loss <= 0.1' } })
    expect([failed, record.model, record.gate.passed]).toEqual([true, 'ft:model:org::1', false])
  })

  it('is not written for a job without a model', async () => {
    for (const scenario of [{ statuses: ['failed'] }, { job: { fine_tuned_model: null } }])
      expect((await readRecord(scenario)).files).not.toHaveProperty('model.json')
  })

  it('contains no secret, also in what the server reports', async () => {
    const key = 'sk-test-1234567890'
    const metadata = { [key]: `of ${key}`, number: '4815162342' }
    const { files, record } = await readRecord({
      inputs: { headers: 'x-number: "4815162342"' },
      job: { metadata, fine_tuned_model: `ft:${key}`, trained_tokens: 4815162342 },
    })
    expect(files['model.json']).not.toMatch(/sk-test|4815162342/)
    expect(record).toMatchObject({ model: 'ft:***', job: { trained_tokens: '***' } })
  })
})

describe('model.json of the action wait', () => {
  it('records what the server reports, and claims nothing about data that it has not read', async () => {
    const { record } = await readRecord({ action: wait, inputs: { 'job-id': 'ftjob-1' } })
    expect(record).toMatchObject({
      model: 'ft:model:org::1',
      training_data: { sha256: null, examples: null, files: null, file_id: 'file-1' },
      fingerprint: null,
      job: { created_by_this_run: null, metadata: JOB.metadata },
      metrics: { full_valid_loss: 0.5 },
      gate: null,
      run: { id: '1658821493' },
    })
  })
})

describe('the record of a model', () => {
  const INPUT: ModelRecordInput = {
    job: {
      id: 'ftjob-1',
      status: 'succeeded',
      resultFiles: [],
      metadata: { b: '2', a: '1' },
      hyperparameters: { n_epochs: 3, betas: [{ low: 0.1, high: 0.9 }], batch_size: 1 },
      raw: {},
    },
    requested: {},
    best: { checkpointId: 'ftckpt-1', why: 'it is the only one' },
    data: [],
    metrics: { b: 1, a: 2 },
    gate: undefined,
    context: CONTEXT,
  }

  it('has the same bytes for the same facts, in whichever order a server sends its fields', () => {
    const reversed = {
      ...INPUT,
      job: {
        ...INPUT.job,
        metadata: { a: '1', b: '2' },
        hyperparameters: { batch_size: 1, betas: [{ high: 0.9, low: 0.1 }], n_epochs: 3 },
      },
      metrics: { a: 2, b: 1 },
    }
    expect(JSON.stringify(buildModelRecord(reversed))).toBe(JSON.stringify(buildModelRecord(INPUT)))
  })

  it('names the checkpoint where a server names no model', () => {
    expect(buildModelRecord(INPUT)).toMatchObject({
      model: null,
      best_checkpoint: { model: null, id: 'ftckpt-1' },
    })
  })
})
