import { describe, expect, it } from 'vitest'
import { startStepTimer } from '../../src/clock.ts'
import { ActionError } from '../../src/errors.ts'
import { createClient, type JobCommand } from '../../src/openai/client.ts'
import { COMMAND_DELAY_STATE, changeJobStatus, stopWithin } from '../../src/training/stop-job.ts'
import { manualClock } from '../support/clock.ts'
import { errorResponse, fakeApi, NO_AUTH } from '../support/fake-api.ts'
import { createDependencies, createFakeRunner } from '../support/run-action.ts'

const MINUTE_MS = 60_000

/** How the server answers, and when the workflow is cancelled. */
interface Scenario {
  /** The status of the job by the number of commands. */
  status?: (commands: number) => string
  respond?: () => unknown
  timeoutMs?: number
  /** When the workflow is cancelled; never by default. */
  cancelledAt?: number
}

/** Stops a job, and returns when each command was sent and what the post step gets. */
async function stop({ status = () => 'running', respond = () => ({}), timeoutMs, cancelledAt }: Scenario) {
  const clock = manualClock()
  const cancelled = new AbortController()
  const abort = () => cancelled.abort(new ActionError('The workflow was cancelled.'))
  const commandsAt: number[] = []
  const { fetch } = fakeApi({
    'GET /fine_tuning/jobs/ftjob-1': () => ({ id: 'ftjob-1', status: status(commandsAt.length) }),
    'POST /fine_tuning/jobs/ftjob-1/cancel': () => {
      commandsAt.push(clock.now())
      return respond()
    },
  })
  const runner = createFakeRunner({})
  const deps = createDependencies({ runner, fetch, clock, signal: cancelled.signal })
  if (cancelledAt === 0) abort()
  else if (cancelledAt !== undefined) void clock.sleep(cancelledAt).then(abort)
  const connection = { baseUrl: 'https://api.openai.com/v1', headers: {}, credentials: NO_AUTH }
  const client = createClient(connection, fetch, clock)
  const result = await stopWithin(timeoutMs ?? 5 * MINUTE_MS, 'cancel', {
    jobId: 'ftjob-1',
    client,
    deps,
  }).catch((error: Error) => error)
  return { result, commandsAt, endedAt: clock.now(), delay: Number(runner.saved[COMMAND_DELAY_STATE]) }
}

describe('stopping a job', () => {
  it.each(['cancelled', 'cancelling', 'succeeded', 'expired'])(
    'ends with the first read that shows it %s',
    async (status) => {
      const { result, commandsAt, endedAt } = await stop({
        status: (commands) => (commands > 0 ? status : 'running'),
      })
      expect([result, commandsAt, endedAt]).toMatchObject([{ status }, [0], 0])
    },
  )

  it('takes two minutes at most', async () => {
    const { result, commandsAt, endedAt } = await stop({})
    expect(result).toMatchObject({ message: expect.stringContaining('the job is still running') })
    expect([commandsAt.length, endedAt]).toEqual([12, 2 * MINUTE_MS])
  })

  it('gives a request that hangs ten seconds, and sends a further command', async () => {
    let commands = 0
    const { result, commandsAt, endedAt } = await stop({
      respond: () => (++commands === 1 ? new Promise(() => undefined) : {}),
      status: () => (commands > 1 ? 'cancelled' : 'running'),
    })
    expect(result).toMatchObject({ status: 'cancelled' })
    expect([commandsAt, endedAt]).toEqual([[0, 10_000], 10_000])
  })

  it('gives up after refusals for 30 seconds', async () => {
    const { result, commandsAt, endedAt } = await stop({ respond: () => errorResponse(403, 'forbidden') })
    expect(result).toMatchObject({ isRefused: true })
    expect([commandsAt.length, endedAt]).toEqual([4, 30_000])
  })

  it.each([405, 501])('gives up at once where the server has no such command (%i)', async (status) => {
    const { result, commandsAt, endedAt } = await stop({
      respond: () => Response.json({ detail: 'Not here' }, { status }),
    })
    expect(result).toMatchObject({
      message: expect.stringMatching(/^the server has no command to cancel a job: POST .*: Not here$/),
      isUnsupported: true,
    })
    expect([commandsAt, endedAt]).toEqual([[0], 0])
  })

  it('succeeds although a replica does not know the job for 20 seconds', async () => {
    let refusals = 0
    const { result } = await stop({
      respond: () => (++refusals < 3 ? errorResponse(404, 'fine_tune_not_found') : {}),
      status: (commands) => (commands > 2 ? 'cancelled' : 'running'),
    })
    expect(result).toMatchObject({ status: 'cancelled' })
  })

  it('ends within the rest of a cancelled step, and saves when the next command may be sent', async () => {
    const { result, commandsAt, endedAt, delay } = await stop({ cancelledAt: 0 })
    expect(result).toMatchObject({ message: 'the server accepted the command, but the job is still running' })
    expect([commandsAt, endedAt, delay]).toEqual([[0], 4500, 5500])
  })

  it('leaves a refused command of a cancelled step to the post step at once', async () => {
    const { commandsAt, endedAt, delay } = await stop({
      cancelledAt: 0,
      respond: () => errorResponse(403, 'forbidden'),
    })
    expect([commandsAt, endedAt, delay]).toEqual([[0], 0, 10_000])
  })

  it('ends within the rest of the step when the workflow is cancelled meanwhile, without one more command', async () => {
    const { commandsAt, endedAt } = await stop({ cancelledAt: 3000 })
    expect([commandsAt, endedAt]).toEqual([[0], 7500])
  })

  it('takes a command without a response for done when a read shows it in time', async () => {
    const { result, endedAt } = await stop({
      cancelledAt: 0,
      respond: () => new Promise(() => undefined),
      status: (commands) => (commands > 0 ? 'cancelled' : 'running'),
    })
    expect(result).toMatchObject({ status: 'cancelled' })
    expect(endedAt).toBe(2500)
  })
})

it('the rest of a step is counted from the cancellation on', async () => {
  const clock = manualClock()
  const cancelled = new AbortController()
  const { remainingGraceMs } = startStepTimer(clock, cancelled.signal)
  await clock.sleep(MINUTE_MS)
  expect(remainingGraceMs()).toBe(Number.POSITIVE_INFINITY)
  cancelled.abort()
  await clock.sleep(1000)
  expect(remainingGraceMs()).toBe(3500)
})

describe('a change of a job that the user has asked for', () => {
  /** Changes a job in this status at a server that answers the command like this. */
  async function change(command: JobCommand, status: string, respond: () => unknown) {
    const clock = manualClock()
    const { fetch, requests } = fakeApi({
      'GET /fine_tuning/jobs/ftjob-1': () => ({ id: 'ftjob-1', status }),
      [`POST /fine_tuning/jobs/ftjob-1/${command}`]: respond,
    })
    const connection = { baseUrl: 'https://api.openai.com/v1', headers: {}, credentials: NO_AUTH }
    const deps = createDependencies({ runner: createFakeRunner({}), fetch, clock })
    const error: unknown = await changeJobStatus(
      createClient(connection, fetch, clock),
      'ftjob-1',
      command,
      deps,
    ).catch((error: unknown) => error)
    return { error, commands: requests.filter(({ method }) => method === 'POST').length }
  }
  const unsupported = () => Response.json({ detail: 'Not here' }, { status: 405 })
  const refuse = () => errorResponse(403, 'forbidden')
  const fail = () => errorResponse(503, 'overloaded')

  it.each<[JobCommand, string, () => unknown, RegExp, RegExp | undefined]>([
    [
      'pause',
      'running',
      unsupported,
      /^Job ftjob-1 is running, and the server has no command/,
      /Let the job run/,
    ],
    ['cancel', 'running', unsupported, /^Job ftjob-1 is running, and the server has no command/, undefined],
    [
      'pause',
      'queued',
      refuse,
      /^Job ftjob-1 cannot be paused: it is queued\./,
      /pause a job only while it trains/,
    ],
    ['resume', 'paused', refuse, /^Job ftjob-1 cannot be resumed: it is paused\./, /lacks a permission/],
    ['resume', 'paused', fail, /^Job ftjob-1 could not be resumed: /, undefined],
    [
      'cancel',
      'running',
      fail,
      /^Job ftjob-1 could not be cancelled: /,
      /Job ftjob-1 is still running and costs/,
    ],
  ])('fails with what to do: %s, while it is %s', async (command, status, respond, message, hint) => {
    const { error } = await change(command, status, respond)
    expect(error).toMatchObject({
      message: expect.stringMatching(message),
      hint: hint && expect.stringMatching(hint),
    })
  })

  it.each<[JobCommand, string, string]>([
    ['pause', 'succeeded', 'Job ftjob-1 can no longer be paused: it has ended (succeeded).'],
    ['pause', 'cancelling', 'Job ftjob-1 can no longer be paused: it is cancelling.'],
  ])('sends nothing that is too late: %s, while it is %s', async (command, status, message) => {
    const { error, commands } = await change(command, status, refuse)
    expect([error, commands]).toMatchObject([{ message }, 0])
  })
})
