import { describe, expect, it } from 'vitest'
import { ActionError } from '../../src/errors.ts'
import { errorResponse, type RecordedRequest, response } from '../support/fake-api.ts'
import { INPUTS, runAction, type Scenario } from '../support/run-action.ts'

const GATEWAY = { 'base-url': 'https://gateway.example/v1' }
const CREATE = 'POST /fine_tuning/jobs'

/**
 * Runs the root action at a gateway that answers create requests with `respond`, and then lists these entries: each is made of
 * the body of the request, by the number of the look.
 */
async function create(
  respond: () => unknown,
  list: (request: Record<string, unknown>, look: number) => object[],
  scenario: Scenario = {},
) {
  let created: Record<string, unknown> | undefined
  let looks = 0
  const step = await runAction({
    ...scenario,
    inputs: { ...GATEWAY, ...scenario.inputs },
    routes: {
      [CREATE]: ({ body }: RecordedRequest) => {
        created = JSON.parse(body)
        return respond()
      },
      'GET /fine_tuning/jobs': () => ({ data: created ? list(created, ++looks) : [], has_more: false }),
      ...scenario.routes,
    },
  })
  return { ...step, creates: step.sent.filter((request) => request === CREATE).length }
}

const lost = () => Promise.reject(new Error('socket hang up'))

describe('a create request whose response does not show whether it made a job', () => {
  it.each([
    ['a client error in another form', () => response(422, '{"detail":"no such model"}'), 'no such model'],
    ['a missing feature', () => errorResponse(501, 'not_supported'), 'refused: not_supported'],
  ])('fails as refused if no list shows a job: %s', async (_, refuse, reason) => {
    const { creates, failures, clock } = await create(refuse, () => [])
    expect(failures).toEqual([expect.stringContaining(reason)])
    expect(failures[0]).not.toContain('Unclear whether')
    expect(creates).toBe(1)
    expect(clock.now()).toBeGreaterThanOrEqual(30_000)
  })

  it('is not repeated if an entry of the list, which cannot be read, may be its job', async () => {
    const { creates, failures, sent } = await create(lost, () => [{ id: null, model: INPUTS.model }])
    expect(failures).toEqual([
      expect.stringMatching(
        /Unclear whether the job was created: .*socket hang up; and an entry in the list/,
      ),
    ])
    expect([creates, sent.includes('DELETE /files/file-1')]).toEqual([1, false])
  })

  it.each<[string, string | undefined, number]>([
    ['at once if it trains on the uploaded file', 'file-1', 30_000],
    ['at once if its file is not reported', undefined, 30_000],
    ['only after 30 seconds if it trains on another copy of the data', 'file-0', 60_000],
  ])('takes a job with the derived seed for its own %s', async (_, file, expectedMs) => {
    const { creates, outputs, failures, clock } = await create(
      lost,
      ({ seed, model }) => [
        { id: 'ftjob-1', status: 'queued', created_at: 100, seed, model, training_file: file },
      ],
      {
        routes: { 'GET /files/file-0': () => ({ id: 'file-0', filename: 'data.jsonl' }) },
        inputs: { wait: 'false' },
      },
    )
    expect([creates, failures, outputs['job-id']]).toEqual([1, [], 'ftjob-1'])
    // Another 30 seconds later a second job would be listed, which the lost request may have made.
    expect(Math.floor(clock.now() / 10_000) * 10_000).toBe(expectedMs)
  })

  it('looks once more for its job if the workflow is cancelled, and has it cancelled', async () => {
    const cancelled = new AbortController()
    const { creates, failures, saved, sent } = await create(
      lost,
      ({ metadata, model }, look) => {
        if (look < 2) return []
        if (!cancelled.signal.aborted) cancelled.abort(new ActionError('The workflow was cancelled.'))
        return [{ id: 'ftjob-1', status: 'queued', metadata, model }]
      },
      { cancelled },
    )
    expect([creates, saved['job-id']]).toEqual([1, 'ftjob-1'])
    expect(sent).toContain('POST /fine_tuning/jobs/ftjob-1/cancel')
    expect(failures[0]).toContain('The workflow was cancelled.')
  })
})

describe('a create request with a seed that the action derived', () => {
  it('is sent again without it if the server rejects a seed', async () => {
    const { requests, failures, log } = await create(
      () => errorResponse(400, 'x'),
      () => [],
      {
        routes: {
          [CREATE]: ({ body }) =>
            'seed' in JSON.parse(body)
              ? response(400, '{"error":{"message":"Unknown parameter: seed","param":"seed"}}')
              : { id: 'ftjob-1', status: 'queued', metadata: JSON.parse(body).metadata },
        },
      },
    )
    expect(failures).toEqual([])
    const bodies = requests.filter(({ method, path }) => `${method} ${path}` === CREATE)
    expect(bodies.map(({ body }) => Object.hasOwn(JSON.parse(body), 'seed'))).toEqual([true, false])
    expect(log.join('\n')).toContain('This server rejects a seed')
  })
})
