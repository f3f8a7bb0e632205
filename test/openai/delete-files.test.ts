import { describe, expect, it } from 'vitest'
import { createClient } from '../../src/openai/client.ts'
import { deleteFiles } from '../../src/openai/delete-files.ts'
import { isTerminal, type Job } from '../../src/openai/job.ts'
import { manualClock } from '../support/clock.ts'
import { fakeApi, NO_AUTH, type RecordedRequest } from '../support/fake-api.ts'

const PAGE = 20
const CONNECTION = { baseUrl: 'http://localhost/v1', headers: {}, credentials: NO_AUTH }

/** So many ended jobs, the oldest first, and a live one with file-x at this position. */
function jobsWithUser(count: number, position: number): object[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `ftjob-${i}`,
    created_at: 1000 + i,
    ...(i === position
      ? { status: 'running', training_file: 'file-x' }
      : { status: 'succeeded', training_file: 'file-other' }),
  }))
}

/** Returns one page of a list, as the API does. */
function toPage(jobs: readonly object[], { query }: RecordedRequest) {
  const after = query.get('after')
  const start = after === null ? 0 : jobs.findIndex((job) => 'id' in job && job.id === after) + 1
  return { data: jobs.slice(start, start + PAGE), has_more: start + PAGE < jobs.length }
}

/** Deletes file-x at a server with this list of jobs; returns the outcome and the requests. */
async function deleteFile(mayBeOld: boolean, list: (request: RecordedRequest) => object) {
  const clock = manualClock()
  const { fetch, requests } = fakeApi({ 'GET /fine_tuning/jobs': list, 'DELETE /files/file-x': () => ({}) })
  const [result] = await deleteFiles(createClient(CONNECTION, fetch, clock), ['file-x'], {
    clock,
    retry: (request) => request(),
    isInUse: (job: Job) => !isTerminal(job),
    mayBeOld,
    reserved: new Set(),
  })
  return { result, sent: requests.map(({ method }) => method) }
}

describe('deleteFiles', () => {
  it('keeps a new file that a job uses beyond the first page of a list with the oldest jobs first', async () => {
    const jobs = jobsWithUser(30, 29)
    const { result } = await deleteFile(false, (request) => toPage(jobs, request))
    expect(result).toMatchObject({ kind: 'used', by: { id: 'ftjob-29' } })
  })

  it('keeps an old file that an older job uses beyond the first page', async () => {
    const jobs = jobsWithUser(30, 0).toReversed()
    const { result } = await deleteFile(true, (request) => toPage(jobs, request))
    expect(result).toMatchObject({ kind: 'used', by: { id: 'ftjob-0' } })
  })

  it('reads only the first page of a list with the newest jobs first to delete a new file', async () => {
    const jobs = jobsWithUser(30, -1).toReversed()
    const { result, sent } = await deleteFile(false, (request) => toPage(jobs, request))
    expect([result, sent]).toEqual([{ id: 'file-x', kind: 'deleted' }, ['GET', 'DELETE']])
  })

  it.each([
    ['a new file, oldest jobs first', false, jobsWithUser(20, -1)],
    ['an old file', true, jobsWithUser(20, -1).toReversed()],
  ])('keeps every file when the list cannot be read to its end: %s', async (_, mayBeOld, jobs) => {
    const { result, sent } = await deleteFile(mayBeOld, () => ({ data: jobs, has_more: true }))
    expect(result).toMatchObject({
      kind: 'failed',
      error: { message: 'A job may use it, because the server ignores the cursor of its list.' },
    })
    expect(sent).not.toContain('DELETE')
  })

  it('keeps every file when a list in no order has too many jobs', async () => {
    const jobs = jobsWithUser(5000, -1)
    const { result, sent } = await deleteFile(true, () => ({ data: jobs, has_more: true }))
    expect(result).toMatchObject({ kind: 'failed' })
    expect(sent).toEqual(['GET'])
  })
})
