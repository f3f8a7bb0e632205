import { describe, expect, it } from 'vitest'
import { post } from '../../src/actions/post.ts'
import { manualClock } from '../support/clock.ts'
import { errorResponse, type RecordedRequest } from '../support/fake-api.ts'
import { runAction } from '../support/run-action.ts'

interface ListedJob {
  id: string
  status: string
  created_at: number
  [field: string]: unknown
}

const SEED = 1_234_567
const LOST = { attempt: 'abc-1', seed: `${SEED}` }
const SAVED = { ...LOST, 'job-id': 'ftjob-1', created: 'true' }

const job = (id: string, fields: object = {}): ListedJob => ({
  id,
  status: 'running',
  created_at: 1000,
  model: 'gpt-4.1-mini-2025-04-14',
  metadata: { ft_attempt: 'abc-1' },
  ...fields,
})
const olderJobs = (n: number): ListedJob[] =>
  Array.from({ length: n }, (_, i) =>
    job(`ftjob-old-${i}`, { status: 'succeeded', created_at: 900 - i, metadata: { team: 'a' } }),
  )
const listed = (...jobs: ListedJob[]) => ({
  'GET /fine_tuning/jobs': () => ({ data: jobs, has_more: false }),
})

/** The list in pages of 20. */
const paged = (jobs: ListedJob[]) => ({
  'GET /fine_tuning/jobs': ({ query }: RecordedRequest) => {
    const start = jobs.findIndex(({ id }) => id === query.get('after')) + 1
    return { data: jobs.slice(start, start + 20), has_more: start + 20 < jobs.length }
  },
})

/** Routes that read and stop these jobs. */
const known = (...jobs: ListedJob[]) =>
  Object.assign(
    {},
    ...jobs.map((one) => ({
      [`GET /fine_tuning/jobs/${one.id}`]: () => one,
      [`POST /fine_tuning/jobs/${one.id}/cancel`]: () => Object.assign(one, { status: 'cancelled' }),
      [`POST /fine_tuning/jobs/${one.id}/pause`]: () => Object.assign(one, { status: 'paused' }),
    })),
  )

const unknown = (id: string) =>
  Object.fromEntries(
    [`GET /fine_tuning/jobs/${id}`, `POST /fine_tuning/jobs/${id}/cancel`].map((route) => [
      route,
      () => errorResponse(404, 'not_found'),
    ]),
  )

const runPost = (state: Record<string, string>, routes: object, inputs: Record<string, string> = {}) =>
  runAction({ action: post, state, inputs: { 'job-status': 'cancelled', ...inputs }, routes: { ...routes } })

describe('the post step after a create request without a response', () => {
  it('cancels the job that the list shows and the filter by metadata does not find', async () => {
    const lost = job('ftjob-1')
    const { failed, log } = await runPost(LOST, {
      ...known(lost),
      'GET /fine_tuning/jobs': ({ query }: RecordedRequest) => ({
        data: query.size > 1 ? [] : [lost, ...olderJobs(3)],
        has_more: false,
      }),
    })
    expect([failed, lost.status]).toEqual([false, 'cancelled'])
    expect(log.join()).not.toContain('does not exist')
  })

  it('names the create request if the server ignores the cursor of its list', async () => {
    const { failures, log } = await runPost(LOST, {
      'GET /fine_tuning/jobs': () => ({ data: olderJobs(20), has_more: true }),
    })
    expect(failures).toEqual([
      expect.stringMatching(
        /Whether the job exists is not known: the server ignores[\s\S]*ft_attempt: abc-1/,
      ),
    ])
    expect(log.join()).not.toContain('does not exist')
  })

  it('names a job with the seed on a later page of a list that begins with the oldest job', async () => {
    const jobs = [...olderJobs(30).toReversed(), job('ftjob-1', { metadata: {}, seed: SEED })]
    const { failures } = await runPost(LOST, paged(jobs))
    expect(failures[0]).toContain('Job ftjob-1 may still be running and costing money')
  })

  it.each([
    ['the workflow goes on', 'failure', {}, 'warning'],
    ['on-cancel is detach', 'cancelled', { 'on-cancel': 'detach' }, 'log'],
  ])('names the job that it finds, and leaves it running, if %s', async (_, jobStatus, inputs, where) => {
    const lost = job('ftjob-1')
    const routes = { ...known(lost), ...listed(lost) }
    const { log, annotations, failed } = await runPost(LOST, routes, { 'job-status': jobStatus, ...inputs })
    const message = expect.stringContaining('Job ftjob-1 is still running and costs money.')
    expect([failed, lost.status]).toEqual([false, 'running'])
    expect(log).toEqual(where === 'log' ? [message] : [])
    expect(annotations).toEqual(where === 'warning' ? [{ level: 'warning', text: message }] : [])
  })

  it('fails for an entry of the list that has its metadata and no id', async () => {
    const { failures } = await runPost(LOST, listed(job('', {})))
    expect(failures).toEqual([
      expect.stringContaining('The list of jobs has 1 more of its jobs, whose ids cannot be read'),
    ])
  })

  it.each<[string, number, number, RegExp]>([
    [
      'has more jobs than are read',
      1000,
      0,
      /Whether the job exists is not known: the server has more than 5000 jobs/,
    ],
    ['takes too long', 20, 30_000, /the list of jobs is too long to be read in time/],
  ])('names the create request if the list %s', async (_, pageSize, delayMs, reason) => {
    const clock = manualClock()
    let page = 0
    const list = async () => {
      // The looks for jobs with the metadata come first.
      if (clock.now() >= 30_000) await clock.sleep(delayMs / 4)
      const first = pageSize * page++
      const data = Array.from({ length: pageSize }, (_, i) =>
        job(`ftjob-${first + i}`, { metadata: { team: 'a' }, created_at: 1e9 - first - i }),
      )
      return { data, has_more: true }
    }
    const { failures, log } = await runAction({
      action: post,
      clock,
      state: LOST,
      inputs: { 'job-status': 'cancelled' },
      routes: {
        'GET /fine_tuning/jobs': ({ query }) =>
          [...query.keys()].some((name) => name.startsWith('metadata'))
            ? { data: [], has_more: false }
            : list(),
      },
    })
    expect(failures[0]).toMatch(reason)
    expect(failures[0]).toContain('ft_attempt: abc-1')
    expect(log.join()).not.toContain('does not exist')
  })

  it('says that the job does not exist if the whole list does not show it', async () => {
    const { failed, log, requests } = await runPost(LOST, paged(olderJobs(30)))
    expect([failed, requests.at(-1)?.query.get('after')]).toEqual([false, 'ftjob-old-19'])
    expect(log.join()).toContain('The job does not exist')
  })
})

describe('the post step and the copies of a job', () => {
  it('cancels a copy although the job itself cannot be stopped', async () => {
    const other = job('ftjob-2')
    const { failures } = await runPost(SAVED, { ...listed(other), ...known(other), ...unknown('ftjob-1') })
    expect(other.status).toBe('cancelled')
    expect(failures[0]).toContain('Job ftjob-1 could not be cancelled')
  })

  it('names a suspected copy although the job and another copy cannot be stopped', async () => {
    const suspect = job('ftjob-3', { metadata: {}, seed: SEED })
    const routes = { ...listed(job('ftjob-2'), suspect), ...unknown('ftjob-1'), ...unknown('ftjob-2') }
    const { failures } = await runPost(SAVED, routes)
    expect(failures).toHaveLength(1)
    for (const id of ['ftjob-1', 'ftjob-2', 'ftjob-3'])
      expect(failures[0]).toContain(`Job ${id} may still be running and costing money`)
  })

  it('cancels a copy beside the job that on-cancel pauses', async () => {
    const [own, copy] = [job('ftjob-1'), job('ftjob-2')]
    const routes = { ...listed(copy, own), ...known(own, copy) }
    const { failed } = await runPost(SAVED, routes, { 'on-cancel': 'pause' })
    expect([failed, own.status, copy.status]).toEqual([false, 'paused', 'cancelled'])
  })

  it('pauses the only job of the request, which may be the own one under another id', async () => {
    const alias = job('ftjob-2')
    const routes = { ...listed(alias), ...known(alias), ...unknown('ftjob-1') }
    await runPost(SAVED, routes, { 'on-cancel': 'pause' })
    expect(alias.status).toBe('paused')
  })

  it('cancels a copy on a later page, wherever the list begins', async () => {
    for (const isNewestFirst of [true, false]) {
      const [own, copy] = [job('ftjob-1', { created_at: 1100 }), job('ftjob-2')]
      const between = olderJobs(25).map((one) => ({ ...one, created_at: 1050 }))
      const newestFirst = [own, ...between, copy]
      const jobs = isNewestFirst ? newestFirst : newestFirst.toReversed()
      const { failed } = await runPost(SAVED, { ...paged(jobs), ...known(own, copy) })
      expect([failed, own.status, copy.status]).toEqual([false, 'cancelled', 'cancelled'])
    }
  })

  it('warns that copies are possible if the list cannot be read to its end', async () => {
    const own = job('ftjob-1')
    const { failed, annotations } = await runPost(SAVED, {
      ...known(own),
      'GET /fine_tuning/jobs': () => ({ data: [...olderJobs(20).toReversed(), own], has_more: true }),
    })
    expect([failed, own.status]).toEqual([false, 'cancelled'])
    expect(annotations.map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/copies of job ftjob-1, which cost money, is not known: the server ignores/),
    )
  })

  it.each([
    ['a gateway, which may make copies', SAVED, 1],
    ['a host that makes none', { ...SAVED, seed: '' }, 0],
  ])('warns that copies are possible if the list cannot be read: %s', async (_, state, warnings) => {
    const own = job('ftjob-1')
    const { failed, annotations } = await runPost(state, {
      ...known(own),
      'GET /fine_tuning/jobs': () => errorResponse(403, 'forbidden'),
    })
    expect([failed, own.status]).toEqual([false, 'cancelled'])
    const texts = annotations.filter(({ level }) => level === 'warning').map(({ text }) => text)
    expect(texts).toEqual(
      Array(warnings).fill(
        expect.stringMatching(/copies of job ftjob-1, which cost money, is not known: .*forbidden/),
      ),
    )
  })
})
