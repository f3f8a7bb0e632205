import { describe, expect, it } from 'vitest'
import { decodeJob, isTerminal } from '../../src/openai/job.ts'
import { decodePage } from '../../src/openai/page.ts'

const FACTS = { serverTime: 1000, bytes: 10 }

describe('decodeJob', () => {
  it.each([
    [7, '7'],
    ['x'.repeat(300), 'x'.repeat(300)],
    ['x'.repeat(1024), 'x'.repeat(1024)],
  ])('reads the id %j', (id, expected) => {
    expect(decodeJob({ id, status: 'running' }).id).toBe(expected)
  })

  it.each([[undefined], [null], [''], ['a b'], ['x'.repeat(1025)], [1.5], [2 ** 60], [{}]])(
    'throws for the id %j',
    (id) => {
      expect(() => decodeJob({ id, status: 'running' })).toThrow()
    },
  )

  it.each([
    ['Succeeded', 'succeeded'],
    ['FAILED', 'failed'],
    ['canceled', 'cancelled'],
    ['Canceling', 'cancelling'],
    ['NOTRUNNING', 'notRunning'],
    ['Expired', 'expired'],
    ['Deferred', 'Deferred'],
    [null, 'unknown'],
    [undefined, 'unknown'],
    [3, 'unknown'],
    ['', 'unknown'],
  ])('reads the status %j', (status, expected) => {
    expect(decodeJob({ id: 'a', status }).status).toBe(expected)
  })

  it('merges the hyperparameters, so that null never hides a value', () => {
    const job = decodeJob({
      id: 'a',
      hyperparameters: { n_epochs: 3, learning_rate: 1e-5, batch_size: null },
      method: {
        type: 'supervised',
        hyperparameters: { n_epochs: 2, seed_rows: 1 },
        supervised: { hyperparameters: { n_epochs: 4, learning_rate: null, batch_size: null } },
      },
    })
    expect(job.hyperparameters).toEqual({ n_epochs: 4, learning_rate: 1e-5, seed_rows: 1 })
  })

  it('reads the grader of the method', () => {
    const grader = { type: 'lambda', lambda: { function: 'arn' } }
    const method = { type: 'reinforcement', reinforcement: { grader, hyperparameters: { beta: 1 } } }
    expect(decodeJob({ id: 'a', method })).toMatchObject({
      method: 'reinforcement',
      grader,
      hyperparameters: { beta: 1 },
    })
    expect(decodeJob({ id: 'a', method: { type: 'dpo', dpo: null } }).grader).toBeUndefined()
  })

  it.each([
    [{ user_provided_suffix: 'a', suffix: 'b' }, 'a'],
    [{ suffix: 'b' }, 'b'],
    [{ user_provided_suffix: null, suffix: 'b' }, 'b'],
    [{}, undefined],
  ])('reads the suffix of %j', (fields, suffix) => {
    expect(decodeJob({ id: 'a', ...fields }).suffix).toBe(suffix)
  })

  it('reads a time in milliseconds, and numbers as ids of files', () => {
    const body = { id: 'a', created_at: 1_764_000_000_123, training_file: 12, validation_file: null }
    expect(decodeJob(body)).toMatchObject({ createdAt: 1_764_000_000, trainingFile: '12' })
    expect(decodeJob(body).validationFile).toBeUndefined()
  })

  it('keeps only text in the metadata', () => {
    expect(decodeJob({ id: 'a', metadata: { a: 'x', b: 1, c: null, d: {} } }).metadata).toEqual({
      a: 'x',
      b: '1',
    })
  })
})

describe('isTerminal', () => {
  it.each([
    ['succeeded', undefined, true],
    ['failed', undefined, true],
    ['cancelled', undefined, true],
    ['expired', undefined, true],
    ['Deferred', 1_764_000_000, true],
    ['unknown', 1_764_000_000, true],
    ['Deferred', undefined, false],
    ['Deferred', 0, false],
    ['running', 1_764_000_000, false],
    ['cancelling', 1_764_000_000, false],
    ['paused', undefined, false],
  ])('knows whether a job that is %s and finished at %s changes again', (status, finishedAt, terminal) => {
    expect(isTerminal({ status, finishedAt })).toBe(terminal)
  })
})

describe('decodePage, for jobs,', () => {
  it('reports what can be read of entries that are no jobs', () => {
    const page = decodePage(
      {
        data: [
          { id: 'a', status: 'running', created_at: 5 },
          { job_id: 'b', model: 'm', created_at: 4, metadata: { ft_fingerprint: 'f' } },
          { id: 'a b', created_at: 3 },
          null,
        ],
        has_more: true,
      },
      FACTS,
      decodeJob,
    )
    expect(page.entries).toMatchObject([
      { key: 'a', item: { id: 'a', createdAt: 5, serverTime: 1000 } },
      { unreadable: { model: 'm', createdAt: 4, metadata: { ft_fingerprint: 'f' } } },
      { unreadable: { model: undefined, createdAt: 3, metadata: {} } },
      { unreadable: { model: undefined, createdAt: undefined, metadata: {} } },
    ])
    expect(page).toMatchObject({ hasMore: true, nextCursor: 'a', serverTime: 1000, bytes: 10 })
    expect(new Set(page.entries.map(({ key }) => key)).size).toBe(4)
  })

  it.each([[[]], [{ jobs: [] }], [{ data: {} }], ['text'], [null]])(
    'throws for %j, which is no list',
    (body) => {
      expect(() => decodePage(body, FACTS, decodeJob)).toThrow()
    },
  )
})
