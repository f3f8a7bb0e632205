import { describe, expect, it } from 'vitest'
import { find } from '../../src/actions/find.ts'
import type { Fetch } from '../../src/dependencies.ts'
import { NotSentError } from '../../src/http/transport.ts'
import { manualClock } from '../support/clock.ts'
import { errorResponse, response } from '../support/fake-api.ts'
import { runAction } from '../support/run-action.ts'

const list = (...jobs: object[]) => ({ 'GET /fine_tuning/jobs': () => ({ data: jobs, has_more: false }) })
const job = (n: number, fields: object = {}) => ({
  id: `ftjob-${n}`,
  status: 'succeeded',
  created_at: 1000 + n,
  model: 'gpt-4.1-mini-2025-04-14',
  fine_tuned_model: `ft:model:org::${n}`,
  ...fields,
})

const changing = (sent: string[]) => sent.filter((request) => !request.startsWith('GET'))

describe('find', () => {
  const jobs = [
    job(1, { metadata: { ft_sha: 'c1', ft_run: '10' } }),
    job(3, { metadata: { ft_sha: 'c3', ft_run: '30' }, status: 'failed' }),
    job(2, { metadata: { ft_sha: 'c2', ft_run: '20' }, model: 'gpt-4o-2024-08-06' }),
    job(0, { metadata: null, status: 'running' }),
  ]

  it.each([
    ['all, the newest first', {}, [3, 2, 1, 0]],
    ['by commit', { metadata: 'ft_sha: c2' }, [2]],
    ['by several pairs', { metadata: 'ft_sha: c2\nft_run: "10"' }, []],
    ['by one status', { status: 'succeeded' }, [2, 1]],
    ['by several statuses, in lines and with commas', { status: 'failed, running\nqueued' }, [3, 0]],
    ['by the spelling of a status that some servers use', { status: 'canceled' }, []],
    ['without those of a run', { status: 'succeeded', 'exclude-metadata': 'ft_run: 20' }, [1]],
    ['by the snapshot', { model: 'gpt-4o-2024-08-06' }, [2]],
    ['by its alias', { model: 'gpt-4.1-mini' }, [3, 1, 0]],
    ['by the fine-tuned model', { model: 'ft:model:org::1' }, [1]],
    ['up to a limit', { limit: '2' }, [3, 2]],
  ])('finds jobs %s', async (_, inputs, ids) => {
    const { outputs, failed, sent } = await runAction({ action: find, inputs, routes: list(...jobs) })
    expect(failed).toBe(false)
    expect(changing(sent)).toEqual([])
    expect((JSON.parse(outputs.jobs ?? '') as { id: string }[]).map(({ id }) => id)).toEqual(
      ids.map((n) => `ftjob-${n}`),
    )
    expect(outputs.count).toBe(`${ids.length}`)
    expect(outputs['job-id']).toBe(ids.length > 0 ? `ftjob-${ids[0]}` : undefined)
  })

  it.each([
    ['3', '3 jobs (limited by "limit")'],
    ['4', '4 jobs'],
  ])('logs that "limit" left jobs out only where it did: %s of 4', async (limit, line) => {
    const { log } = await runAction({ action: find, inputs: { limit }, routes: list(...jobs) })
    expect(log).toContain(line)
  })

  it('sets no model of a job that did not succeed', async () => {
    const { outputs } = await runAction({ action: find, inputs: { limit: '1' }, routes: list(...jobs) })
    expect([outputs['job-id'], outputs.status, outputs['fine-tuned-model']]).toEqual([
      'ftjob-3',
      'failed',
      undefined,
    ])
  })

  it('fails without a match only with fail-if-none', async () => {
    const none = await runAction({ action: find, routes: list() })
    expect([none.failed, none.outputs]).toEqual([false, { jobs: '[]', count: '0' }])
    const failed = await runAction({ action: find, inputs: { 'fail-if-none': 'true' }, routes: list() })
    expect(failed.failures).toEqual([expect.stringContaining('No job matches at all.')])
    expect(failed.outputs.count).toBe('0')
  })

  it('names the query that has no match', async () => {
    const inputs = { metadata: 'ft_sha: c9', status: 'succeeded, failed', 'fail-if-none': 'true' }
    const { failures } = await runAction({ action: find, inputs, routes: list() })
    expect(failures[0]).toMatch(/^No job matches metadata \(ft_sha: c9\).* status \(succeeded, failed\)/)
    expect(failures[0]).toContain('Give the full SHA of a commit.')
  })

  it('explains how a commit is found only to those who look for one', async () => {
    const inputs = { metadata: 'team: a', status: 'cancelled', 'fail-if-none': 'true' }
    const { failures } = await runAction({ action: find, inputs, routes: list() })
    expect(failures).toEqual(['No job matches metadata (team: a), status (cancelled).'])
  })

  it.each([
    ['https://r.openai.azure.com', 'https://r.openai.azure.com/openai/v1/fine_tuning/jobs'],
    ['https://gateway.example', 'https://gateway.example/fine_tuning/jobs'],
  ])('requests the jobs at an address without a path, %s', async (baseUrl, address) => {
    const urls: string[] = []
    const fetch: Fetch = (url) => {
      urls.push(url.replace(/\?.*/, ''))
      return errorResponse(404, 'unknown_url')
    }
    const { failures } = await runAction({ action: find, inputs: { 'base-url': baseUrl }, fetch })
    expect(urls[0]).toBe(address)
    expect(failures.join()).toContain('Check "base-url"')
    expect(failures.join().includes('"base-url" usually ends in /v1.')).toBe(!address.includes('/v1/'))
  })

  /** Runs `find` at a server that refuses connections for a time, after so many answers. */
  const findAtRestart = async (refusedMs: number, answersBefore: number) => {
    const clock = manualClock()
    let answers = 0
    const fetch: Fetch = async () => {
      if (answers >= answersBefore && clock.now() < refusedMs) {
        const cause = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
        throw new NotSentError(cause.message, { cause })
      }
      answers += 1
      return response(200, JSON.stringify({ data: [job(answers)], has_more: answers === 1 }))
    }
    const { failures, outputs } = await runAction({ action: find, clock, fetch })
    return { failures, outputs, endedAt: clock.now() }
  }

  it('ends after two minutes where no server listens, with a hint about base-url', async () => {
    const { failures, endedAt } = await findAtRestart(600_000, 0)
    expect(failures.join()).toContain('Check "base-url", and that this runner can reach that host.')
    expect(endedAt).toBe(120_000)
  })

  it.each([
    ['that needs a minute to start', 60_000, 0],
    ['that has answered before, for minutes', 240_000, 1],
  ])('waits for a server %s', async (_, refusedMs, answersBefore) => {
    const { failures, outputs, endedAt } = await findAtRestart(refusedMs, answersBefore)
    expect([failures, outputs.count]).toEqual([[], '2'])
    expect(endedAt).toBeGreaterThanOrEqual(refusedMs)
  })

  it('keeps the order of jobs without a date', async () => {
    const undated = [3, 1, 2].map((n) => job(n, { created_at: undefined }))
    const { outputs } = await runAction({ action: find, routes: list(...undated) })
    expect((JSON.parse(outputs.jobs ?? '') as { id: string }[]).map(({ id }) => id)).toEqual([
      'ftjob-3',
      'ftjob-1',
      'ftjob-2',
    ])
  })

  it('warns if there are more jobs than it reads', async () => {
    let id = 0
    const { annotations } = await runAction({
      action: find,
      routes: {
        'GET /fine_tuning/jobs': () => ({
          data: Array.from({ length: 1000 }, () => job(++id, { status: 'failed' })),
          has_more: true,
        }),
      },
      inputs: { status: 'succeeded' },
    })
    expect(annotations.map(({ text }) => text)).toEqual([expect.stringContaining('more than 5000 jobs')])
  })

  it('truncates many large jobs to the size of an output', async () => {
    const large = Array.from({ length: 900 }, (_, i) => job(i, { method: { grader: 'x'.repeat(2000) } }))
    const { outputs, annotations } = await runAction({
      action: find,
      inputs: { limit: '900' },
      routes: list(...large),
    })
    expect(Buffer.byteLength(outputs.jobs ?? '')).toBeLessThanOrEqual(64_000)
    expect((JSON.parse(outputs.jobs ?? '') as unknown[])[0]).toMatchObject({
      id: 'ftjob-899',
      status: 'succeeded',
    })
    expect(outputs.count).toBe('900')
    const { length } = JSON.parse(outputs.jobs ?? '') as unknown[]
    expect(annotations).toEqual([
      { level: 'warning', text: `Output jobs has the first ${length} of 900: no more fit into 64 kB.` },
    ])
  })

  it.each([
    [{ limit: '0' }, 'input "limit"'],
    [{ metadata: 'just text' }, 'input "metadata"'],
    [{ 'exclude-metadata': '[1]' }, 'input "exclude-metadata"'],
    [{ 'fail-if-none': 'maybe' }, 'input "fail-if-none"'],
  ])('fails before any request if an input is wrong: %j', async (inputs, message) => {
    const { failures, sent } = await runAction({ action: find, inputs })
    expect([failures.length, sent]).toEqual([1, []])
    expect(failures[0]).toContain(message)
  })
})

describe('find, if the list of jobs', () => {
  const NONE = 'none of those that were read matches'

  it.each<[string, Record<string, string>, object]>([
    ['may be a newer match', {}, { created_at: 2000 }],
    ['has no date', {}, {}],
    ['has the metadata of the query', { metadata: 'ft_sha: c1' }, { metadata: { ft_sha: 'c1' } }],
    ['has no metadata that can be read', { metadata: 'ft_sha: c1' }, { created_at: 2000 }],
    ['has an alias of the model', { model: 'gpt-4.1-mini' }, { model: 'gpt-4.1-mini-2025-04-14' }],
  ])('has an entry without an id that %s, fails', async (_, inputs, entry) => {
    const matching = job(1, { metadata: { ft_sha: 'c1' } })
    const { failures, outputs } = await runAction({ action: find, inputs, routes: list(matching, entry) })
    expect(failures).toEqual([
      'An entry in the list of jobs cannot be read, and it may be the newest match.\nSelect jobs by metadata that this entry does not have, or use the "job-id" of the job.',
    ])
    expect(outputs).toEqual({})
  })

  it.each<[string, Record<string, string>, object]>([
    ['is older than a match', {}, { created_at: 500 }],
    ['has other metadata', { metadata: 'ft_sha: c1' }, { metadata: { ft_sha: 'c2' } }],
    ['has another model', { model: 'gpt-4.1-mini' }, { model: 'gpt-4o-2024-08-06' }],
  ])('has an entry without an id that %s, finds the match', async (_, inputs, entry) => {
    const matching = job(1, { metadata: { ft_sha: 'c1' } })
    const { failures, outputs } = await runAction({ action: find, inputs, routes: list(matching, entry) })
    expect([failures, outputs['job-id']]).toEqual([[], 'ftjob-1'])
  })

  it('has an entry without an id, and a match without a date, fails', async () => {
    const routes = list(job(1, { created_at: undefined }), { created_at: 1 })
    const { failures } = await runAction({ action: find, routes })
    expect(failures[0]).toContain('it may be the newest match')
  })

  it('has only an entry without an id, fails', async () => {
    const { failures } = await runAction({ action: find, routes: list({ created_at: 1 }) })
    expect(failures[0]).toContain('it may be the newest match')
  })

  /** A list of more than one page, of a server that ignores the cursor. */
  const repeating = (...jobs: object[]) => ({
    'GET /fine_tuning/jobs': () => ({ data: jobs, has_more: true }),
  })
  const twelve = Array.from({ length: 12 }, (_, i) => job(12 - i))

  it('cannot be read to its end, warns if what was read is the newest', async () => {
    const { annotations, outputs } = await runAction({ action: find, routes: repeating(...twelve) })
    expect(outputs['job-id']).toBe('ftjob-12')
    expect(annotations).toEqual([
      {
        level: 'warning',
        text: 'The list of jobs cannot be read to its end: the server ignores the cursor of its list. Older matches are missing.',
      },
    ])
  })

  it.each<[string, object[], Record<string, string>, string]>([
    ['a newer job may follow', twelve.toReversed(), {}, 'a newer job may match'],
    ['no job matches', twelve, { status: 'failed' }, NONE],
  ])('cannot be read to its end and %s, fails', async (_, jobs, inputs, reason) => {
    const { failures } = await runAction({ action: find, inputs, routes: repeating(...jobs) })
    expect(failures).toEqual([
      `The list of jobs cannot be read to its end: the server ignores the cursor of its list, and ${reason}.\nUse the "job-id" of the job.`,
    ])
  })

  it.each([
    ['newest first, reads only what it needs', [4, 3, 2, 1], 1],
    ['in another order, reads all of it', [1, 4, 2, 3], 3],
    ['without dates, reads all of it', [undefined, undefined, undefined, undefined], 3],
    ['with one date for all, reads all of it', [1, 1, 1, 1], 3],
  ])('is %s', async (_, dates, requests) => {
    const jobs = dates.map((date, i) => job(i, { created_at: date }))
    const { sent } = await runAction({
      action: find,
      inputs: { limit: '1' },
      routes: {
        'GET /fine_tuning/jobs': ({ query }) => {
          const start = jobs.findIndex(({ id }) => id === query.get('after')) + 1
          return { data: jobs.slice(start, start + (start === 0 ? 2 : 1)), has_more: start < 3 }
        },
      },
    })
    expect(sent).toHaveLength(requests)
  })

  it('shows no statuses, reads each job to find those with the status', async () => {
    const hidden = [1, 2].map((n) => job(n, { status: undefined }))
    const { outputs, sent } = await runAction({
      action: find,
      inputs: { status: 'failed' },
      routes: {
        ...list(...hidden),
        'GET /fine_tuning/jobs/ftjob-1': () => job(1, { status: 'failed' }),
        'GET /fine_tuning/jobs/ftjob-2': () => job(2),
      },
    })
    expect([outputs['job-id'], outputs.count]).toEqual(['ftjob-1', '1'])
    expect(sent).toHaveLength(3)
  })
})
