import { describe, expect, it } from 'vitest'
import { createClient } from '../../src/openai/client.ts'
import { decodeJob } from '../../src/openai/job.ts'
import { elect, pickWinner } from '../../src/training/elect.ts'
import { firstUsable, type JobCriteria, matches, rankJobs } from '../../src/training/match-job.ts'
import { manualClock } from '../support/clock.ts'
import { errorResponse, fakeApi, NO_AUTH } from '../support/fake-api.ts'

const job = (fields: object) => decodeJob({ id: 'ftjob-1', status: 'running', ...fields })
const ids = (jobs: { id: string }[]) => jobs.map(({ id }) => id)

const CRITERIA: JobCriteria = {
  metadata: { ft_fingerprint: 'f' },
  model: 'gpt-4.1-mini',
  method: 'supervised',
  seed: 7,
  suffix: 'pirate',
  hyperparameters: { n_epochs: 3, batch_size: 'auto' },
}
const SIMILAR = {
  model: 'gpt-4.1-mini-2025-04-14',
  training_file: 'file-1',
  validation_file: 'file-2',
  seed: 7,
  method: { type: 'supervised', supervised: { hyperparameters: { n_epochs: 3, batch_size: 4 } } },
}

describe('matches', () => {
  it('accepts a job by its metadata and ignores its other fields', () => {
    expect(matches(CRITERIA, job({ metadata: { ft_fingerprint: 'f', team: 'a' } }))).toBe(true)
    expect(matches(CRITERIA, job({ metadata: { ft_fingerprint: 'g' }, ...SIMILAR }))).toBe(false)
    expect(matches(CRITERIA, job({ metadata: { team: 'a' }, ...SIMILAR }))).toBe(false)
  })

  it.each([null, undefined, {}])('accepts a job by its fields when its metadata is %j', (metadata) => {
    expect(matches(CRITERIA, job({ ...SIMILAR, metadata }))).toBe(true)
  })

  it.each([
    ['another model', { model: 'gpt-4.1' }],
    ['a model that is not reported', { model: undefined }],
    ['a model whose name only begins the same', { model: 'gpt-4.1-mini-turbo' }],
    ['another method', { method: { type: 'dpo' } }],
    ['another seed', { seed: 8 }],
    [
      'other hyperparameters',
      { method: { type: 'supervised', supervised: { hyperparameters: { n_epochs: 1 } } } },
    ],
    ['other hyperparameters in the legacy field', { method: null, hyperparameters: { n_epochs: 1 } }],
    ['another suffix', { user_provided_suffix: 'ninja' }],
  ])('rejects a job without metadata that has %s', (_, fields) => {
    expect(matches(CRITERIA, job({ ...SIMILAR, ...fields }))).toBe(false)
  })
})

describe('several jobs', () => {
  const jobs = [
    job({ id: 'paused', status: 'paused', created_at: 1 }),
    job({ id: 'failed', status: 'failed', created_at: 1 }),
    job({ id: 'b', status: 'queued', created_at: 5 }),
    job({ id: 'a', status: 'running', created_at: 5 }),
    job({ id: 'older', status: 'validating_files', created_at: 4 }),
    job({ id: 'done', status: 'succeeded', created_at: 9 }),
    job({ id: 'cancelled', status: 'canceled', created_at: 0 }),
    job({ id: 'elsewhere', status: 'FAILED_VALIDATION', created_at: 0 }),
  ]

  it('are ranked: succeeded, then running, then paused, and the oldest first', () => {
    expect(ids(rankJobs(jobs))).toEqual(['done', 'older', 'a', 'b', 'paused'])
    expect(ids(rankJobs(jobs.toReversed()))).toEqual(ids(rankJobs(jobs)))
  })

  it('have the same winner for every run, unless its own job has ended', () => {
    const [, , b, a, older] = jobs
    if (!a || !b || !older) throw new Error()
    expect(pickWinner(a, [b, a]).id).toBe('a')
    expect(pickWinner(b, [b, a]).id).toBe('a')
    expect(pickWinner(b, []).id).toBe('b')
    expect(pickWinner(b, [job({ id: 'b', status: 'cancelled' }), older]).id).toBe('b')
  })

  it.each([
    ['404 with model_not_found', () => errorResponse(404, 'model_not_found'), 'b'],
    ['404 with another code', () => errorResponse(404, 'not_found'), 'a'],
    ['403', () => errorResponse(403, 'model_not_found'), 'a'],
    ['503', () => errorResponse(503, 'model_not_found'), 'a'],
  ])('are skipped only if their model was deleted: %s', async (_, getModel, usedId) => {
    const { fetch } = fakeApi({ 'GET /models/ft%3Aa': getModel })
    const client = createClient(
      { baseUrl: 'https://api.example/v1', headers: {}, credentials: NO_AUTH },
      fetch,
      manualClock(),
    )
    const done = (id: string) => job({ id, status: 'succeeded', fine_tuned_model: `ft:${id}` })
    const found = await firstUsable(client, [done('a'), job({ id: 'b' })], (request) => request())
    expect(found?.id).toBe(usedId)
  })
})

describe('elect', () => {
  const own = job({ id: 'own', created_at: 100 })
  const twin = job({ id: 'a-twin', created_at: 100 })

  /** Holds an election in which the list shows each job only from some time on. */
  async function runElection(listed: [job: typeof own, fromMs: number][], isAmbiguous = false) {
    const clock = manualClock()
    const listDuplicates = async () => listed.flatMap(([job, fromMs]) => (clock.now() >= fromMs ? [job] : []))
    const winner = await elect(own, {
      clock,
      signal: new AbortController().signal,
      listDuplicates,
      isAmbiguous,
    })
    return { winner: winner.id, afterMs: clock.now() }
  }

  it('takes little more than a second when our own job is listed at once', async () => {
    expect(await runElection([[own, 0]])).toEqual({ winner: 'own', afterMs: 1200 })
  })

  it.each([0, 500, 5000, 20_000])('prefers the older job when lists lag by %d ms', async (lateMs) => {
    // Created at the end of the same second, and listed as late as our own.
    const { winner } = await runElection([
      [own, lateMs],
      [twin, lateMs + 999],
    ])
    expect(winner).toBe('a-twin')
  })

  it('stops waiting after 30 seconds for a list that does not show our own job', async () => {
    const { winner, afterMs } = await runElection([])
    expect([winner, afterMs >= 30_000 && afterMs < 40_000]).toEqual(['own', true])
  })

  it('polls for 30 seconds after an ambiguous response', async () => {
    const orphan = job({ id: 'orphan', created_at: 99 })
    expect(
      (
        await runElection(
          [
            [own, 0],
            [orphan, 25_000],
          ],
          true,
        )
      ).winner,
    ).toBe('orphan')
  })
})
