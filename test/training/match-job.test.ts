import { describe, expect, it } from 'vitest'
import { decodeJob } from '../../src/openai/job.ts'
import { deriveSeed, isDerivedSeed } from '../../src/training/derived-seed.ts'
import type { FileMatch } from '../../src/training/existing-files.ts'
import { type JobCriteria, mayBeThisWork, recognize, recognizeByFiles } from '../../src/training/match-job.ts'

const job = (fields: object) => decodeJob({ id: 'ftjob-1', status: 'running', ...fields })

const CRITERIA: JobCriteria = {
  metadata: { ft_fingerprint: 'f' },
  requested: {
    model: 'gpt-4.1-mini',
    method: 'supervised',
    seed: 7,
    suffix: 'pirate',
    hyperparameters: { n_epochs: 3, batch_size: 'auto' },
  },
}
const method = (hyperparameters: object) => ({ type: 'supervised', supervised: { hyperparameters } })
const SIMILAR = {
  model: 'gpt-4.1-mini-2025-04-14',
  training_file: 'file-1',
  validation_file: 'file-2',
  seed: 7,
  suffix: 'pirate',
  method: method({ n_epochs: 3, batch_size: 4 }),
}
const SEED = deriveSeed('f')
const SEEDED: JobCriteria = {
  ...CRITERIA,
  requested: { ...CRITERIA.requested, seed: undefined },
  derivedSeed: SEED,
}

describe('a job with metadata', () => {
  it('is recognized by it, whatever its other fields are', () => {
    expect(recognize(CRITERIA, job({ metadata: { ft_fingerprint: 'f', team: 'a' } }))).toMatchObject({
      by: 'metadata',
      unknown: [],
    })
  })

  it('is other work if the metadata is that of other work, or of another tool', () => {
    expect(recognize(CRITERIA, job({ metadata: { ft_fingerprint: 'g' }, ...SIMILAR }))).toBeUndefined()
    expect(recognize(CRITERIA, job({ metadata: { team: 'a' }, ...SIMILAR }))).toBeUndefined()
    const seeded = { ...SIMILAR, seed: SEED }
    expect(recognize(SEEDED, job({ metadata: { ft_fingerprint: 'g' }, ...seeded }))).toBeUndefined()
  })
})

describe('a job without metadata', () => {
  it.each([null, undefined, {}])('is recognized by its content if its metadata is %j', (metadata) => {
    expect(recognize(CRITERIA, job({ ...SIMILAR, metadata }))).toMatchObject({ by: 'content', unknown: [] })
  })

  it('is recognized by what the server reports, and the rest is named as unknown', () => {
    expect(recognize(CRITERIA, job({ model: 'gpt-4.1-mini' }))).toMatchObject({
      by: 'content',
      unknown: ['hyperparameters.n_epochs', 'suffix', 'seed'],
    })
  })

  it.each([
    ['another model', { model: 'gpt-4.1' }],
    ['a model whose name only begins the same', { model: 'gpt-4.1-mini-turbo' }],
    ['another method', { method: { type: 'dpo' } }],
    ['another seed', { seed: 8 }],
    ['another number', { method: method({ n_epochs: 1 }) }],
    ['a number that the server has chosen', { method: method({ n_epochs: 'auto' }) }],
    ['another number at the top level', { method: null, hyperparameters: { n_epochs: 1 } }],
    ['another suffix', { suffix: 'ninja' }],
    ['another suffix under its newer name', { suffix: undefined, user_provided_suffix: 'ninja' }],
  ])('is other work if it has %s', (_, fields) => {
    expect(recognize(CRITERIA, job({ ...SIMILAR, ...fields }))).toBeUndefined()
  })

  it('is other work if it has a suffix and none was requested', () => {
    const criteria = { ...CRITERIA, requested: { ...CRITERIA.requested, suffix: undefined } }
    expect(recognize(criteria, job(SIMILAR))).toBeUndefined()
  })
})

describe('a derived seed', () => {
  const seeded = (fields: object = {}) => job({ ...SIMILAR, seed: SEED, ...fields })

  it('is always the same for the same work, and is recognized as derived', () => {
    expect(deriveSeed('f')).toBe(SEED)
    expect(deriveSeed('g')).not.toBe(SEED)
    expect([isDerivedSeed(SEED), isDerivedSeed(SEED + 1), isDerivedSeed(undefined)]).toEqual([
      true,
      false,
      false,
    ])
  })

  it('shows that a job is this work, also next to metadata of a gateway', () => {
    expect(recognize(SEEDED, seeded())).toMatchObject({ by: 'seed' })
    expect(recognize(SEEDED, seeded({ metadata: { gateway: 'a' } }))).toMatchObject({ by: 'seed' })
  })

  it.each([
    ['another model', { model: 'gpt-4.1' }],
    ['another suffix', { suffix: 'ninja' }],
    ['another number', { method: method({ n_epochs: 4 }) }],
    ['another method', { method: { type: 'dpo' } }],
  ])('proves nothing if the job has %s', (_, fields) => {
    expect(recognize(SEEDED, seeded(fields))).toBeUndefined()
  })

  it('finds a job again whose differences job-check allows, but none with another suffix', () => {
    const criteria = { ...SEEDED, allowsDifferences: true }
    expect(recognize(criteria, seeded({ method: method({ n_epochs: 4 }) }))).toMatchObject({ by: 'seed' })
    expect(recognize(criteria, seeded({ suffix: 'ninja' }))).toBeUndefined()
  })

  it('of other work shows that a job is other work', () => {
    expect(recognize(SEEDED, seeded({ seed: deriveSeed('g') }))).toBeUndefined()
  })

  it('leaves jobs with a seed of the server to be recognized by their content', () => {
    expect(recognize(SEEDED, seeded({ seed: SEED + 1 }))).toMatchObject({ by: 'content' })
  })
})

describe('the files of a job', () => {
  const confirm = (by: 'seed' | 'content', training: FileMatch, validation: FileMatch = 'same') =>
    recognizeByFiles({ job: job({}), by, unknown: ['seed'] }, { training, validation })

  it('contradict its seed only if they can be read and differ', () => {
    expect(confirm('seed', 'unreadable', 'unreadable')).toBeDefined()
    expect(confirm('seed', 'unreported')).toBeDefined()
    expect(confirm('seed', 'different')).toBeUndefined()
    expect(confirm('seed', 'same', 'different')).toBeUndefined()
  })

  it('have to be the same, as far as they are reported, if only its content shows what it is', () => {
    expect(confirm('content', 'same')).toMatchObject({ by: 'content', unknown: ['seed'] })
    expect(confirm('content', 'same', 'unreported')).toMatchObject({
      by: 'content',
      unknown: ['seed', 'validation_file'],
    })
    for (const match of ['different', 'unreadable', 'unreported'] as const)
      expect(confirm('content', match)).toBeUndefined()
    expect(confirm('content', 'same', 'unreadable')).toBeUndefined()
  })
})

describe('a list entry that cannot be read', () => {
  const entry = (fields: object) => ({ metadata: {}, ...fields })

  it.each([
    ['nothing can be read of it', {}, true],
    ['it has the same model', { model: 'gpt-4.1-mini-2025-04-14' }, true],
    ['it has another model', { model: 'gpt-4.1' }, false],
    ['it has our metadata', { metadata: { ft_fingerprint: 'f' } }, true],
    ['it has our metadata in part', { metadata: { ft_run: '1' } }, true],
    ['it has the metadata of other work', { metadata: { ft_fingerprint: 'g' } }, false],
    ['it has the metadata of another tool', { metadata: { team: 'a' } }, false],
  ])('may be this work or not: %s', (_, fields, expected) => {
    expect(mayBeThisWork(CRITERIA, entry(fields))).toBe(expected)
  })

  it('is not the job of a request that was sent more than a minute after it was created', () => {
    expect(mayBeThisWork(CRITERIA, entry({ createdAt: 900 }), 1000)).toBe(false)
    expect(mayBeThisWork(CRITERIA, entry({ createdAt: 950 }), 1000)).toBe(true)
  })
})
