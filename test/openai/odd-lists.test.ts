import { describe, expect, it } from 'vitest'
import { createClient } from '../../src/openai/client.ts'
import { listCheckpoints, listJobs } from '../../src/openai/pagination.ts'
import { manualClock } from '../support/clock.ts'
import { fakeApi, NO_AUTH } from '../support/fake-api.ts'
import { type InProcessOptions, startInProcess } from '../support/in-process-sandbox.ts'
import { chatExamples } from '../support/run-action.ts'

/** Reads the list of a sandbox with so many jobs. */
async function readJobs(count: number, options: InProcessOptions) {
  const { api, client, clock } = startInProcess({ pageLimit: 20, ...options })
  const { id } = api.addFile(chatExamples(10))
  for (let i = 0; i < count; i++) {
    api.addJob({ training_file: id, metadata: { n: `${i}` } })
    await clock.sleep(1000)
  }
  const retry = <T>(request: () => Promise<T>) => request()
  const list = await listJobs(client, { filter: () => true }, { retry, clock })
  const isComplete = list.incompleteReason === undefined
  return { count: list.items.length, unreadable: list.unreadable.length, isComplete }
}

describe('the list of an odd server', () => {
  it.each([undefined, 'inclusive'] as const)('is complete with the cursor %s', async (jobCursor) => {
    expect(await readJobs(50, { jobCursor })).toEqual({ count: 50, unreadable: 0, isComplete: true })
  })

  it.each(['ignored', 'stuck', 'random', 'repeats', 'empty'] as const)(
    'is never taken for a complete one with the cursor %s if jobs are missing',
    async (jobCursor) => {
      const { count, isComplete } = await readJobs(50, { jobCursor })
      expect(isComplete && count < 50).toBe(false)
    },
  )

  it.each(['ignored', 'stuck', 'empty'] as const)(
    'of fewer than ten jobs is complete with the cursor %s',
    async (jobCursor) => {
      expect(await readJobs(9, { jobCursor })).toMatchObject({ count: 9 })
    },
  )

  it.each(['numeric', 'long', 'alias'] as const)('has all jobs with ids that are %s', async (jobIds) => {
    expect(await readJobs(30, { jobIds })).toEqual({ count: 30, unreadable: 0, isComplete: true })
  })

  it('has entries that cannot be read with ids that are renamed', async () => {
    expect(await readJobs(5, { jobIds: 'renamed' })).toMatchObject({ count: 0, unreadable: 5 })
  })

  it.each(['null', 'absent'] as const)('has all jobs with a status that is %s', async (listedStatus) => {
    expect(await readJobs(30, { listedStatus })).toMatchObject({ count: 30, unreadable: 0 })
  })
})

describe('the list of checkpoints', () => {
  it('is sorted by step, after those without one', async () => {
    const { fetch } = fakeApi({
      'GET /fine_tuning/jobs/ftjob-1/checkpoints': () => ({
        data: [{ id: 'c3', step_number: 3 }, { id: 'c' }, { id: 'c1', step_number: 1 }],
        has_more: false,
      }),
    })
    const clock = manualClock()
    const connection = { baseUrl: 'http://localhost/v1', headers: {}, credentials: NO_AUTH }
    const retry = <T>(request: () => Promise<T>) => request()
    const checkpoints = await listCheckpoints(createClient(connection, fetch, clock), 'ftjob-1', {
      retry,
      clock,
    })
    expect(checkpoints.map(({ id }) => id)).toEqual(['c', 'c1', 'c3'])
  })
})
