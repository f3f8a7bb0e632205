import { describe, expect, it } from 'vitest'
import { decodeJob } from '../../src/openai/job.ts'
import { rankJobs } from '../../src/training/rank-jobs.ts'

const rank = (...jobs: { id: string; status?: string; created_at?: number; finished_at?: number }[]) =>
  rankJobs(jobs.map((fields) => ({ job: decodeJob(fields) }))).map(({ job }) => job.id)

describe('the order of jobs for the same training', () => {
  it('is by status: succeeded, then what runs or does not say, then paused', () => {
    const at = { created_at: 100 }
    expect(
      rank(
        { id: 'p', status: 'paused', ...at },
        { id: 'u', ...at, finished_at: 200 },
        { id: 'r', status: 'running', ...at },
        { id: 's', status: 'succeeded', ...at },
      ),
    ).toEqual(['s', 'r', 'u', 'p'])
  })

  it.each(['failed', 'cancelled', 'cancelling', 'expired', 'FAILED_VALIDATION', 'error'])(
    'leaves out a job that is %s',
    (status) => {
      expect(rank({ id: 'a', status }, { id: 'b', status: 'running' })).toEqual(['b'])
    },
  )

  it('has the older job first, one without a time before all, and of one second the first id', () => {
    const running = { status: 'running' }
    expect(
      rank(
        { id: 'd', created_at: 101, ...running },
        { id: 'c', created_at: 100, ...running },
        { id: 'b', created_at: 100, ...running },
        { id: 'a', ...running },
        { id: 'e', ...running },
      ),
    ).toEqual(['a', 'e', 'b', 'c', 'd'])
  })
})
