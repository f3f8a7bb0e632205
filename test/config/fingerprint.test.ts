import { describe, expect, it } from 'vitest'
import { fingerprint } from '../../src/config/fingerprint.ts'
import type { JobSpec } from '../../src/config/job.ts'

const JOB: JobSpec = { model: 'gpt-4.1-mini', training: { patterns: 'a.jsonl' } }
const DATA = { training: { digest: 'd1' }, validation: { digest: 'd2' } }
const base = fingerprint(JOB, DATA)

describe('fingerprint', () => {
  it('does not change within a major release, because every job would be paid for again', () => {
    expect(base).toBe('94890fa0a9e6189b6bf48b562e7ffb0fd301831175ccffdae97fed823f6996d5')
    const grader = { type: 'string_check', name: 'g', input: 'i', reference: 'r', operation: 'eq' } as const
    expect(
      fingerprint(
        {
          ...JOB,
          method: { type: 'reinforcement', grader, hyperparameters: { n_epochs: 2 } },
          suffix: 's',
          seed: 7,
          extraBody: { trainingType: 'Standard' },
        },
        { training: { id: 'file-1' } },
      ),
    ).toBe('d16d01437e683fce2031751578fb3a793436d75028045b4b18904622491813ed')
  })

  const equivalents: [string, JobSpec, typeof DATA][] = [
    ['metadata and integrations', { ...JOB, metadata: { team: 'a' }, integrations: [] }, DATA],
    ['the paths of the data', { ...JOB, training: { patterns: 'b.jsonl', relativeTo: 'c' } }, DATA],
    ['the default method when it is set', { ...JOB, method: { type: 'supervised' } }, DATA],
    [
      'default hyperparameters when they are set',
      { ...JOB, method: { type: 'supervised', hyperparameters: { n_epochs: 'auto' } } },
      DATA,
    ],
  ]
  it.each(equivalents)('does not depend on %s', (_, job, data) => {
    expect(fingerprint(job, data)).toBe(base)
  })

  it('does not depend on the order of keys', () => {
    const hyperparameters = { n_epochs: 3, batch_size: 8 }
    const reversed = { batch_size: 8, n_epochs: 3 }
    const compute = (hyperparameters: object, extraBody: Record<string, unknown>) =>
      fingerprint({ ...JOB, method: { type: 'supervised', hyperparameters }, extraBody }, DATA)
    expect(compute(hyperparameters, { a: { x: 1, y: [1, { p: 1, q: 2 }] }, b: 2 })).toBe(
      compute(reversed, { b: 2, a: { y: [1, { q: 2, p: 1 }], x: 1 } }),
    )
  })

  it('depends on the order of a schema, because a model writes in this order', () => {
    const grader = { type: 'string_check', name: 'g', input: 'i', reference: 'r', operation: 'eq' } as const
    const compute = (response_format: Record<string, unknown>) =>
      fingerprint({ ...JOB, method: { type: 'reinforcement', grader, response_format } }, DATA)
    expect(compute({ properties: { reason: {}, answer: {} } })).not.toBe(
      compute({ properties: { answer: {}, reason: {} } }),
    )
  })

  const different: [string, JobSpec, Parameters<typeof fingerprint>[1]][] = [
    ['the training data', JOB, { ...DATA, training: { digest: 'd3' } }],
    ['the validation data', JOB, { ...DATA, validation: { digest: 'd3' } }],
    ['whether there is validation data', JOB, { training: DATA.training }],
    ['which data is training data', JOB, { training: DATA.validation, validation: DATA.training }],
    ['the id of a file in place of its digest', JOB, { ...DATA, training: { id: 'd1' } }],
    ['the model', { ...JOB, model: 'gpt-4.1' }, DATA],
    ['the method', { ...JOB, method: { type: 'dpo' } }, DATA],
    [
      'the hyperparameters',
      { ...JOB, method: { type: 'supervised', hyperparameters: { n_epochs: 1 } } },
      DATA,
    ],
    ['the suffix', { ...JOB, suffix: 's' }, DATA],
    ['the seed', { ...JOB, seed: 0 }, DATA],
    ['the extra body', { ...JOB, extraBody: { trainingType: 'Standard' } }, DATA],
  ]
  it.each(different)('depends on %s', (_, job, data) => {
    expect(fingerprint(job, data)).not.toBe(base)
  })
})
