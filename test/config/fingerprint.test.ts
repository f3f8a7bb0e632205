import { describe, expect, it } from 'vitest'
import { fingerprint } from '../../src/config/fingerprint.ts'
import type { JobDescription } from '../../src/config/job.ts'

const JOB: JobDescription = { model: 'gpt-4.1-mini', training: { list: 'a.jsonl' } }
const DATA = { training: { digest: 'd1' }, validation: { digest: 'd2' } }
const base = fingerprint(JOB, DATA)

describe('the fingerprint', () => {
  it('is the same for ever within a major release: every job would be paid for again', () => {
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

  const same: [string, JobDescription, typeof DATA][] = [
    ['who asks for it', { ...JOB, metadata: { team: 'a' }, integrations: [] }, DATA],
    ['where the data lies', { ...JOB, training: { list: 'b.jsonl', beside: 'c' } }, DATA],
    ['a method that is the default', { ...JOB, method: { type: 'supervised' } }, DATA],
    [
      'hyperparameters that are the default',
      { ...JOB, method: { type: 'supervised', hyperparameters: { n_epochs: 'auto' } } },
      DATA,
    ],
  ]
  it.each(same)('does not depend on %s', (_, job, data) => {
    expect(fingerprint(job, data)).toBe(base)
  })

  it('does not depend on the order in which anything is written', () => {
    const hyperparameters = { n_epochs: 3, batch_size: 8 }
    const turned = { batch_size: 8, n_epochs: 3 }
    const of = (hyperparameters: object, extraBody: Record<string, unknown>) =>
      fingerprint({ ...JOB, method: { type: 'supervised', hyperparameters }, extraBody }, DATA)
    expect(of(hyperparameters, { a: { x: 1, y: [1, { p: 1, q: 2 }] }, b: 2 })).toBe(
      of(turned, { b: 2, a: { y: [1, { q: 2, p: 1 }], x: 1 } }),
    )
  })

  it('depends on the order of a schema, in which a model writes', () => {
    const grader = { type: 'string_check', name: 'g', input: 'i', reference: 'r', operation: 'eq' } as const
    const of = (response_format: Record<string, unknown>) =>
      fingerprint({ ...JOB, method: { type: 'reinforcement', grader, response_format } }, DATA)
    expect(of({ properties: { reason: {}, answer: {} } })).not.toBe(
      of({ properties: { answer: {}, reason: {} } }),
    )
  })

  const other: [string, JobDescription, Parameters<typeof fingerprint>[1]][] = [
    ['training data', JOB, { ...DATA, training: { digest: 'd3' } }],
    ['validation data', JOB, { ...DATA, validation: { digest: 'd3' } }],
    ['no validation data', JOB, { training: DATA.training }],
    ['data that changed their roles', JOB, { training: DATA.validation, validation: DATA.training }],
    ['a file instead of its bytes', JOB, { ...DATA, training: { id: 'd1' } }],
    ['another model', { ...JOB, model: 'gpt-4.1' }, DATA],
    ['another method', { ...JOB, method: { type: 'dpo' } }, DATA],
    [
      'other hyperparameters',
      { ...JOB, method: { type: 'supervised', hyperparameters: { n_epochs: 1 } } },
      DATA,
    ],
    ['a suffix', { ...JOB, suffix: 's' }, DATA],
    ['a seed', { ...JOB, seed: 0 }, DATA],
    ['further fields', { ...JOB, extraBody: { trainingType: 'Standard' } }, DATA],
  ]
  it.each(other)('depends on %s', (_, job, data) => {
    expect(fingerprint(job, data)).not.toBe(base)
  })
})
