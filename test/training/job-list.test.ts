import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { fingerprint } from '../../src/config/fingerprint.ts'
import { errorResponse, type RecordedRequest } from '../support/fake-api.ts'
import { chatExamples, INPUTS, runAction } from '../support/run-action.ts'

const GATEWAY = { 'base-url': 'https://gateway.example/v1' }
const digest = createHash('sha256')
  .update(`${chatExamples(60)}\n`)
  .digest('hex')
/** The metadata of another run for the training in these tests. */
const METADATA = {
  ft_fingerprint: fingerprint(
    { model: INPUTS.model, training: { patterns: 'train.jsonl' } },
    { training: { digest } },
  ),
  ft_attempt: 'b-1',
  ft_run: '1',
}
const SUCCEEDED = { status: 'succeeded', fine_tuned_model: 'ft:model:org::1', model: INPUTS.model }
const overloaded = () => errorResponse(503, 'server_is_overloaded')
const missing = () => errorResponse(404, 'unknown_url')

/** Routes of a server with a list of these jobs and those that are created; `fail` may answer a request for the list. */
function listing(jobs: object[], fail: (read: number, isCreated: boolean) => unknown) {
  let reads = 0
  let isCreated = false
  return {
    'GET /fine_tuning/jobs': () => fail(++reads, isCreated) ?? { data: jobs.toReversed(), has_more: false },
    'POST /fine_tuning/jobs': ({ body }: RecordedRequest) => {
      const { metadata, training_file, model, seed } = JSON.parse(body)
      const job = { id: 'ftjob-1', status: 'queued', created_at: 100, metadata, training_file, model, seed }
      jobs.push(job)
      isCreated = true
      return job
    },
  }
}

const creates = (sent: string[]) => sent.filter((request) => request === 'POST /fine_tuning/jobs').length

describe('a list of jobs that a server denies', () => {
  it('is requested again, so that a replica that lags behind makes nothing be paid for again', async () => {
    const earlier = { id: 'ftjob-1', created_at: 1, metadata: METADATA, ...SUCCEEDED }
    const { outputs, sent, annotations } = await runAction({
      inputs: GATEWAY,
      routes: listing([earlier], (read) => (read === 1 ? missing() : undefined)),
    })
    expect([outputs['job-id'], outputs.created, creates(sent)]).toEqual(['ftjob-1', 'false', 0])
    expect(annotations.map(({ text }) => text).join()).not.toContain('does not support listing')
  })

  it('prevents a new job at OpenAI and Azure, which have such a list', async () => {
    const { sent, failures } = await runAction({ routes: listing([], missing) })
    expect([creates(sent), failures]).toEqual([0, [expect.stringContaining('/fine_tuning/jobs failed (404')]])
  })

  it('prevents a new job at a server that has shown it before', async () => {
    const { sent, failures } = await runAction({
      inputs: GATEWAY,
      routes: listing([], (read) => (read === 1 ? undefined : missing())),
    })
    expect([creates(sent), failures.length]).toEqual([0, 1])
  })

  it('shows the jobs of other runs as soon as the server shows it', async () => {
    const jobs: object[] = []
    const older = { id: 'ftjob-0', created_at: 1, metadata: METADATA, ...SUCCEEDED, status: 'running' }
    const routes = listing(jobs, (read, isCreated) => {
      if (isCreated && jobs.length === 1) jobs.unshift(older)
      return read <= 3 ? missing() : undefined
    })
    const { outputs, sent } = await runAction({
      inputs: GATEWAY,
      routes: { ...routes, 'GET /fine_tuning/jobs/ftjob-0': () => Object.assign(older, SUCCEEDED) },
    })
    expect([outputs['job-id'], outputs.created]).toEqual(['ftjob-0', 'false'])
    expect(sent).toContain('POST /fine_tuning/jobs/ftjob-1/cancel')
  })
})

describe('a list of jobs that cannot be read after the create request', () => {
  it('holds up the following of the job by a minute at most, and causes warnings', async () => {
    let reads = 0
    const { annotations, outputs, clock } = await runAction({
      inputs: { ...GATEWAY, 'poll-interval': '1' },
      routes: {
        ...listing([], (_, isCreated) => (isCreated ? overloaded() : undefined)),
        'GET /fine_tuning/jobs/ftjob-1': () => ({
          id: 'ftjob-1',
          ...SUCCEEDED,
          status: ++reads < 5 ? 'running' : 'succeeded',
        }),
      },
    })
    expect(outputs.status).toBe('succeeded')
    expect(clock.now()).toBeLessThan(120_000)
    const warnings = annotations.map(({ text }) => text).filter((text) => text.startsWith('Unclear'))
    expect(warnings).toEqual([
      expect.stringContaining('Unclear whether another run created a job for the same training'),
      expect.stringContaining('Unclear whether another job does the same training as ftjob-1: GET /fine'),
    ])
  })

  it('is waited for only so long when its requests are not answered', async () => {
    const { annotations, clock } = await runAction({
      inputs: { ...GATEWAY, wait: 'false' },
      routes: listing([], (_, isCreated) => (isCreated ? new Promise(() => undefined) : undefined)),
    })
    expect(clock.now()).toBeLessThan(32_000)
    expect(annotations.map(({ text }) => text).join()).toContain('Unclear whether another run created a job')
  })

  it('does not hide that someone else has cancelled the job', async () => {
    let isCancelled = false
    const routes = listing([], () => (isCancelled ? overloaded() : undefined))
    const { failures, log } = await runAction({
      routes: {
        ...routes,
        'GET /fine_tuning/jobs/ftjob-1': () => {
          isCancelled = true
          return { id: 'ftjob-1', model: INPUTS.model, status: 'cancelled' }
        },
      },
    })
    expect(failures).toEqual(['Job ftjob-1 was cancelled.'])
    expect(log.join()).toContain(
      'Other jobs of the same training are not known: GET /fine_tuning/jobs failed',
    )
  })
})
