import { describe, expect, it } from 'vitest'
import { createClient } from '../../src/openai/client.ts'
import { decodeJob } from '../../src/openai/wire.ts'
import { elect, winnerOf } from '../../src/training/elect.ts'
import { does, firstUsable, ranked, type Work } from '../../src/training/match-job.ts'
import { manualClock } from '../support/clock.ts'
import { fakeApi, NOBODY, refusal } from '../support/fake-api.ts'

const job = (fields: object) => decodeJob({ id: 'ftjob-1', status: 'running', ...fields })
const ids = (jobs: { id: string }[]) => jobs.map(({ id }) => id)

const WORK: Work = {
  mark: { ft_fingerprint: 'f' },
  model: 'gpt-4.1-mini',
  method: 'supervised',
  seed: 7,
  suffix: 'pirate',
  hyperparameters: { n_epochs: 3, batch_size: 'auto' },
}
const ALIKE = {
  model: 'gpt-4.1-mini-2025-04-14',
  training_file: 'file-1',
  validation_file: 'file-2',
  seed: 7,
  method: { type: 'supervised', supervised: { hyperparameters: { n_epochs: 3, batch_size: 4 } } },
}

describe('a job does the work', () => {
  it('that its metadata names, whatever else it tells', () => {
    expect(does(WORK, job({ metadata: { ft_fingerprint: 'f', team: 'a' } }))).toBe(true)
    expect(does(WORK, job({ metadata: { ft_fingerprint: 'g' }, ...ALIKE }))).toBe(false)
    expect(does(WORK, job({ metadata: { team: 'a' }, ...ALIKE }))).toBe(false)
  })

  it.each([null, undefined, {}])('that it looks like, when it came back with %j for metadata', (metadata) => {
    expect(does(WORK, job({ ...ALIKE, metadata }))).toBe(true)
  })

  it.each([
    ['another model', { model: 'gpt-4.1' }],
    ['a model that is not told', { model: undefined }],
    ['a model whose name only begins alike', { model: 'gpt-4.1-mini-turbo' }],
    ['another method', { method: { type: 'dpo' } }],
    ['another seed', { seed: 8 }],
    [
      'other hyperparameters',
      { method: { type: 'supervised', supervised: { hyperparameters: { n_epochs: 1 } } } },
    ],
    ['other hyperparameters in the old place', { method: null, hyperparameters: { n_epochs: 1 } }],
    ['another suffix', { user_provided_suffix: 'ninja' }],
  ])('not with %s', (_, fields) => {
    expect(does(WORK, job({ ...ALIKE, ...fields }))).toBe(false)
  })
})

describe('of several jobs', () => {
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

  it('what has succeeded comes first, then what runs, then what is paused, and of those the oldest', () => {
    expect(ids(ranked(jobs))).toEqual(['done', 'older', 'a', 'b', 'paused'])
    expect(ids(ranked(jobs.toReversed()))).toEqual(ids(ranked(jobs)))
  })

  it('all runs choose the same one, and none that has ended is given up', () => {
    const [, , b, a, older] = jobs
    if (!a || !b || !older) throw new Error()
    expect(winnerOf(a, [b, a]).id).toBe('a')
    expect(winnerOf(b, [b, a]).id).toBe('a')
    expect(winnerOf(b, []).id).toBe('b')
    expect(winnerOf(b, [job({ id: 'b', status: 'cancelled' }), older]).id).toBe('b')
  })

  it.each([
    ['404 with model_not_found', () => refusal(404, 'model_not_found'), 'b'],
    ['404 with another code', () => refusal(404, 'not_found'), 'a'],
    ['403', () => refusal(403, 'model_not_found'), 'a'],
    ['503', () => refusal(503, 'model_not_found'), 'a'],
  ])('the first is used unless its model is gone: %s', async (_, answer, used) => {
    const { fetch } = fakeApi({ 'GET /models/ft%3Aa': answer })
    const client = createClient(
      { baseUrl: 'https://api.example/v1', headers: {}, credentials: NOBODY },
      fetch,
      manualClock(),
    )
    const done = (id: string) => job({ id, status: 'succeeded', fine_tuned_model: `ft:${id}` })
    const found = await firstUsable(client, [done('a'), job({ id: 'b' })], (request) => request())
    expect(found?.id).toBe(used)
  })
})

describe('the election', () => {
  const own = job({ id: 'own', created_at: 100 })
  const twin = job({ id: 'a-twin', created_at: 100 })

  /** Lists that show each job only from some moment on. */
  async function held(shows: [job: typeof own, fromMs: number][], unclear = false) {
    const clock = manualClock()
    const look = async () => shows.flatMap(([job, fromMs]) => (clock.now() >= fromMs ? [job] : []))
    const winner = await elect(own, { clock, signal: new AbortController().signal, look, unclear })
    return { winner: winner.id, afterMs: clock.now() }
  }

  it('takes little more than a second when our job is listed at once', async () => {
    expect(await held([[own, 0]])).toEqual({ winner: 'own', afterMs: 1200 })
  })

  it.each([0, 500, 5000, 20_000])('is won by the elder when lists are late by %d ms', async (lateMs) => {
    // Created at the end of the same second, and listed as late as our own.
    const { winner } = await held([
      [own, lateMs],
      [twin, lateMs + 999],
    ])
    expect(winner).toBe('a-twin')
  })

  it('waits for a list that does not show our job, but not for ever', async () => {
    const { winner, afterMs } = await held([])
    expect([winner, afterMs >= 30_000 && afterMs < 40_000]).toEqual(['own', true])
  })

  it('looks for 30 seconds after an unclear answer', async () => {
    const ghost = job({ id: 'ghost', created_at: 99 })
    expect(
      (
        await held(
          [
            [own, 0],
            [ghost, 25_000],
          ],
          true,
        )
      ).winner,
    ).toBe('ghost')
  })
})
