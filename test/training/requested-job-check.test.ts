import { describe, expect, it } from 'vitest'
import { createClient } from '../../src/openai/client.ts'
import { decodeJob } from '../../src/openai/job.ts'
import { RequestedJobCheck, type RequestedJobCheckOptions } from '../../src/training/requested-job-check.ts'
import { manualClock } from '../support/clock.ts'
import { errorResponse, fakeApi, NO_AUTH } from '../support/fake-api.ts'
import { createDependencies, createFakeRunner } from '../support/run-action.ts'

const REQUESTED = { model: 'm', method: 'supervised', hyperparameters: { n_epochs: 1 } }
const SENT = { fileIds: { training: 'file-1' }, metadata: { ft_attempt: 'a-1' }, derivedSeed: undefined }
const OWN = { isOwn: true, mayBeCopy: false }

const epochs = (n: unknown) => ({
  method: { type: 'supervised', supervised: { hyperparameters: { n_epochs: n } } },
})
const job = (fields: object = {}) =>
  decodeJob({
    id: 'ftjob-1',
    status: 'queued',
    model: 'm',
    training_file: 'file-1',
    metadata: SENT.metadata,
    ...epochs(1),
    ...fields,
  })

/** Creates a check at a gateway that shows the job in this status after a command to cancel it. */
function setUp(options: Partial<RequestedJobCheckOptions> = {}, statusAfterCancel = 'cancelled') {
  const clock = manualClock()
  const runner = createFakeRunner({})
  const { fetch, requests } = fakeApi({
    'GET /fine_tuning/jobs/ftjob-1': () => ({ id: 'ftjob-1', status: statusAfterCancel }),
    'POST /fine_tuning/jobs/ftjob-1/cancel': () =>
      statusAfterCancel === 'running' ? errorResponse(409, 'busy') : { id: 'ftjob-1' },
  })
  const check = new RequestedJobCheck({
    requested: REQUESTED,
    policy: 'error',
    waits: true,
    isFirstPartyHost: false,
    reuse: true,
    cancelCopies: async () => '',
    client: createClient({ baseUrl: 'http://localhost/v1', headers: {}, credentials: NO_AUTH }, fetch, clock),
    deps: createDependencies({ runner, fetch, clock }),
    ...options,
  })
  const texts = (level: string) =>
    runner.annotations.filter((one) => one.level === level).map(({ text }) => text)
  return { check, runner, requests, warnings: () => texts('warning') }
}

/** Returns the error with which a check rejects a job. */
async function reject(
  fields: object,
  { of = OWN, ...options }: Partial<RequestedJobCheckOptions> & { of?: typeof OWN } = {},
  statusAfterCancel?: string,
) {
  const { check, requests } = setUp(options, statusAfterCancel)
  const error: unknown = await check.check(job(fields), of).then(
    () => undefined,
    (error: unknown) => error,
  )
  return { text: `${error}`, error, sent: requests.map(({ method }) => method) }
}

describe('a job that is not what was requested', () => {
  it('is not cancelled if this step did not create it', async () => {
    const { text, sent } = await reject(epochs(50), { of: { isOwn: false, mayBeCopy: false } })
    expect(text).toContain('It was not cancelled, because this step did not create it.')
    expect(sent).toEqual([])
  })

  it('is cancelled if it may be a copy of the own one', async () => {
    const { text } = await reject(epochs(50), { of: { isOwn: false, mayBeCopy: true } })
    expect(text).toContain('n_epochs was requested as 1, and the server reports 50. It was cancelled.')
  })

  it('gets no command if it has ended', async () => {
    const { text, sent } = await reject({ status: 'succeeded', ...epochs(50) })
    expect(text).toContain('It has ended already (succeeded).')
    expect(sent).toEqual([])
  })

  it.each(['cancelling', 'CANCEL_REQUESTED'])('is cancelled if the server says %s', async (status) => {
    expect((await reject(epochs(50), {}, status)).text).toContain('It was cancelled.')
  })

  it('may end before it is cancelled', async () => {
    expect((await reject(epochs(50), {}, 'succeeded')).text).toContain('It has ended already (succeeded).')
  })

  it('fails the step with its cost if it cannot be cancelled', async () => {
    const { error } = await reject(epochs(50), {}, 'running')
    expect(error).toMatchObject({
      message: expect.stringContaining('It could not be cancelled'),
      hint: expect.stringMatching(/^Job ftjob-1 is still running and costs money/),
    })
  })

  it('names the server’s own names of models as a reason', async () => {
    expect((await reject({ model: 'n' })).error).toMatchObject({
      hint: 'If the server has its own names for models, set "job-check: warn".',
    })
  })

  it('is left to the check of its end if the server has not replaced auto yet', async () => {
    expect((await reject(epochs('auto'))).error).toBeUndefined()
  })

  it('lets an unexpected error of its copies surface', async () => {
    const bug = new TypeError('x is undefined')
    const cancelCopies = () => Promise.reject(bug)
    expect((await reject(epochs(50), { cancelCopies })).error).toBe(bug)
  })

  it('causes one warning with "job-check: warn", however often it is read', async () => {
    const { check, warnings } = setUp({ policy: 'warn' })
    for (let reads = 0; reads < 3; reads++) await check.check(job(epochs(50)), OWN)
    expect(warnings()).toEqual([expect.stringContaining('n_epochs was requested as 1')])
  })

  it('causes a warning if nothing waits until the server has replaced auto', async () => {
    const { check, warnings } = setUp({ waits: false })
    await check.check(job(epochs('auto')), OWN)
    expect(warnings()).toEqual([expect.stringContaining('the server reports "auto"')])
  })

  it('causes nothing with "job-check: off"', async () => {
    const { check, runner } = setUp({ policy: 'off' })
    await check.check(job({ model: 'n', ...epochs(50) }), OWN)
    check.reportCreated(job({ model: 'n', training_file: 'file-9', ...epochs(50) }), SENT, SENT.fileIds)
    expect([runner.annotations, runner.log]).toEqual([[], []])
  })
})

describe('a job that was created', () => {
  it('causes a warning where a name, a seed or a file differs, and what was not requested causes none', () => {
    const { check, warnings } = setUp({ requested: { ...REQUESTED, seed: 1 } })
    check.reportCreated(job({ seed: 2, suffix: 'their-own', training_file: 'file-9' }), SENT, SENT.fileIds)
    expect(warnings()).toEqual([
      'Job ftjob-1 is not as requested: seed was requested as 1, and the server reports 2.',
      'Job ftjob-1 is not as requested: training_file was requested as "file-1", and the server reports "file-9".',
    ])
  })

  it('causes a warning for what decides the training and is not reported, and a line in the log for the rest', () => {
    const { check, runner, warnings } = setUp({ requested: { ...REQUESTED, seed: 1 } })
    check.reportCreated(job({ method: null }), SENT, undefined)
    expect(warnings()).toEqual([
      'The server does not report hyperparameters.n_epochs of the job, so nothing shows that it trains what was requested.',
    ])
    expect(runner.log).toEqual(['not reported by the server: seed'])
  })

  it.each<[string, Partial<RequestedJobCheckOptions>, object, number | undefined, string]>([
    ['its seed', {}, { seed: 7 }, 7, 'found again by its seed (7), which the action derived from the work.'],
    [
      'its seed in this run',
      { reuse: false },
      { seed: 7 },
      7,
      'found again by its seed (7), which the action derived from the work and this run.',
    ],
    ['nothing in this run', { reuse: false }, {}, undefined, 'a re-run of this workflow cannot find the job'],
    [
      'nothing, not even the seed of the user',
      { requested: { ...REQUESTED, seed: 1 } },
      { seed: 2 },
      undefined,
      'It does not keep the seed either, so the same work cannot be found again',
    ],
    [
      'nothing, not even its files',
      { requested: { ...REQUESTED, seed: 1 } },
      { seed: 1, training_file: null },
      undefined,
      'It does not report the files of jobs either',
    ],
    [
      'its files',
      { requested: { ...REQUESTED, seed: 1 } },
      {},
      undefined,
      'found again only by what the server reports',
    ],
  ])('without metadata is found again by %s', (_, options, fields, derivedSeed, expected) => {
    const { check, runner, warnings } = setUp({ policy: 'off', ...options })
    check.reportCreated(job({ metadata: null, ...fields }), { ...SENT, derivedSeed }, undefined)
    expect(warnings()).toEqual([expect.stringContaining('This server keeps no metadata of jobs.')])
    expect(warnings()[0]).toContain(expected)
    // A server that rejects metadata has been warned of already.
    check.reportCreated(job(fields), { ...SENT, metadata: undefined, derivedSeed }, undefined)
    expect(runner.log).toEqual([expect.stringContaining(expected)])
  })
})
