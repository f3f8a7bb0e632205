import { describe, expect, it } from 'vitest'
import { ActionError } from '../../src/errors.ts'
import { ConnectionError } from '../../src/http/errors.ts'
import type { Credentials } from '../../src/openai/authentication.ts'
import type { JobCommand } from '../../src/openai/client.ts'
import { createClient } from '../../src/openai/client.ts'
import { type CommandOptions, carryOutCommand, getCommandProgress } from '../../src/training/job-command.ts'
import { manualClock } from '../support/clock.ts'
import { connectionRefused, errorResponse, fakeApi, NO_AUTH, response } from '../support/fake-api.ts'

const MINUTE_MS = 60_000

/** What a server does with a command, and how the job can be read. */
interface Server {
  command?: JobCommand
  /** The response to a command. */
  respond?: () => unknown
  /** The status of the job, by the seconds since the first command and the number of commands. */
  status?: (seconds: number, commands: number) => string
  /** Replaces a read of the job. */
  read?: (() => unknown) | undefined
  credentials?: Credentials
  options?: Partial<CommandOptions>
}

/** Carries out a command at a server, and returns when which request was sent. */
async function run({ command = 'cancel', respond, status, read, credentials = NO_AUTH, options }: Server) {
  const clock = manualClock()
  const commandsAt: number[] = []
  const readsAt: number[] = []
  const { fetch } = fakeApi({
    'GET /fine_tuning/jobs/ftjob-1': () => {
      readsAt.push(clock.now())
      if (read) return read()
      const seconds = commandsAt[0] === undefined ? 0 : (clock.now() - commandsAt[0]) / 1000
      return { id: 'ftjob-1', status: status?.(seconds, commandsAt.length) ?? 'running' }
    },
    [`POST /fine_tuning/jobs/ftjob-1/${command}`]: () => {
      commandsAt.push(clock.now())
      return respond?.() ?? { id: 'ftjob-1', status: 'cancelled' }
    },
  })
  const connection = { baseUrl: 'https://api.openai.com/v1', headers: {}, credentials }
  const client = createClient(connection, fetch, clock)
  const result = await carryOutCommand(client, 'ftjob-1', command, {
    clock,
    deadline: 2 * MINUTE_MS,
    ...options,
  }).catch((error: Error) => error)
  return { result, commandsAt, readsAt, endedAt: clock.now() }
}

/** Returns the shortest time between two commands. */
const shortestInterval = (times: number[]) => Math.min(...times.slice(1).map((at, i) => at - (times[i] ?? 0)))

describe('the effect of a command', () => {
  it.each<[JobCommand, string, string]>([
    ['cancel', 'cancelled', 'done'],
    ['cancel', 'cancelling', 'in-progress'],
    ['cancel', 'succeeded', 'impossible'],
    ['cancel', 'expired', 'impossible'],
    ['cancel', 'paused', 'none'],
    ['cancel', 'unknown', 'none'],
    ['pause', 'paused', 'done'],
    ['pause', 'pausing', 'in-progress'],
    ['pause', 'running', 'none'],
    ['pause', 'cancelling', 'impossible'],
    ['pause', 'failed', 'impossible'],
    ['resume', 'queued', 'done'],
    ['resume', 'resuming', 'in-progress'],
    ['resume', 'paused', 'none'],
    ['resume', 'pausing', 'none'],
    ['resume', 'unknown', 'none'],
    ['resume', 'cancelled', 'impossible'],
  ])('of %s on a job that is %s is "%s"', (command, status, effect) => {
    expect(getCommandProgress(command, { status })).toBe(effect)
  })

  it('is impossible on a job with a status that is not known and an end', () => {
    expect(getCommandProgress('cancel', { status: 'STOPPED', finishedAt: 1 })).toBe('impossible')
  })
})

describe('a command', () => {
  it('costs one command and one read where the server carries it out at once', async () => {
    const status = (_: number, commands: number) => (commands > 0 ? 'cancelled' : 'running')
    const { result, commandsAt, readsAt } = await run({ status, options: { sendFirst: true } })
    expect(result).toMatchObject({ job: { status: 'cancelled' }, effect: 'done', isSent: true })
    expect([commandsAt, readsAt]).toEqual([[0], [0]])
  })

  it('is not sent to a job that needs none', async () => {
    const { result, commandsAt } = await run({ status: () => 'succeeded' })
    expect([result, commandsAt]).toMatchObject([{ effect: 'impossible', isSent: false }, []])
  })

  it.each<[string, () => unknown]>([
    ['the job as if it were cancelled', () => ({ id: 'ftjob-1', status: 'cancelled' })],
    ['204', () => new Response(null, { status: 204 })],
    ['{"success": true}', () => ({ success: true })],
    ['a page', () => response(200, '<html>OK</html>')],
    ['503', () => errorResponse(503, 'overloaded')],
    ['429', () => errorResponse(429, 'rate_limit', { 'retry-after': '1' })],
    ['403', () => errorResponse(403, 'forbidden')],
    ['a broken connection', () => Promise.reject(new Error('read ECONNRESET'))],
  ])('is sent at most once in ten seconds while it has no effect, answered with %s', async (_, respond) => {
    const { result, commandsAt, readsAt, endedAt } = await run({ respond })
    expect(result).toMatchObject({ name: 'ActionError', job: { status: 'running' } })
    expect(commandsAt.length).toBeGreaterThan(8)
    expect(commandsAt.length).toBeLessThanOrEqual(12)
    expect(shortestInterval(commandsAt)).toBeGreaterThanOrEqual(10_000)
    expect(readsAt.length).toBeLessThan(100)
    expect(endedAt).toBe(2 * MINUTE_MS)
  })

  it('is sent again sooner when the connection was refused', async () => {
    let tries = 0
    const respond = () => (++tries < 4 ? connectionRefused() : {})
    const { result, endedAt } = await run({
      respond,
      status: (_, commands) => (commands >= 4 ? 'cancelled' : 'running'),
    })
    expect(result).toMatchObject({ effect: 'done' })
    expect(endedAt).toBeLessThan(10_000)
  })

  it('is done when a later read shows it, without a second command', async () => {
    const { result, commandsAt, endedAt } = await run({
      respond: () => ({ success: true }),
      status: (seconds) => (seconds >= 8 ? 'cancelled' : 'running'),
    })
    expect(result).toMatchObject({ effect: 'done' })
    expect(commandsAt).toHaveLength(1)
    expect(endedAt).toBeLessThan(13_000)
  })

  it.each([
    ['refused', () => errorResponse(500, 'server_error')],
    ['about another job', () => ({ id: 'ftjob-2', status: 'cancelled' })],
    ['without a status', () => ({ id: 'ftjob-1', status: null })],
  ])('is sent although every read of the job is %s, and is then not taken for done', async (_, read) => {
    const { result, commandsAt } = await run({ read })
    expect(commandsAt.length).toBeGreaterThan(8)
    expect(result).toMatchObject({
      message: expect.stringContaining('the server accepted the command, but the job '),
    })
  })

  it('is not sent before the ten seconds after an earlier one have passed', async () => {
    const { commandsAt } = await run({ options: { notBefore: 7000 } })
    expect(commandsAt[0]).toBe(7000)
  })

  it('ends with the signal and names the last state', async () => {
    const ended = new AbortController()
    const { result, endedAt } = await run({
      status: (seconds) => {
        if (seconds >= 4) ended.abort(new Error('SIGINT'))
        return 'running'
      },
      options: { signal: ended.signal },
    })
    expect(result).toMatchObject({ message: 'the server accepted the command, but the job is still running' })
    expect(endedAt).toBeLessThan(10_000)
  })

  it('limits each request to ten seconds', async () => {
    const { commandsAt, readsAt } = await run({
      respond: () => new Promise(() => undefined),
      read: () => new Promise(() => undefined),
    })
    expect(readsAt[0]).toBe(0)
    expect(commandsAt[0]).toBe(10_000)
    expect(readsAt[1]).toBe(20_000)
  })

  it('is not sent to a queued job that is to be paused, until it trains', async () => {
    const startsAt = 30_000
    const clock = manualClock()
    const { result, commandsAt } = await run({
      command: 'pause',
      respond: () => ({}),
      options: { clock, waitForStart: true },
      status: (_, commands) => (commands > 0 ? 'pausing' : clock.now() < startsAt ? 'queued' : 'running'),
    })
    expect(result).toMatchObject({ effect: 'in-progress' })
    expect(commandsAt).toHaveLength(1)
  })

  it('ends at once when there is no credential', async () => {
    const getHeaders = () => Promise.reject(new ActionError('this job has no OIDC token'))
    const { result, commandsAt, readsAt, endedAt } = await run({ credentials: { ...NO_AUTH, getHeaders } })
    expect(result).toMatchObject({ message: expect.stringContaining('this job has no OIDC token') })
    expect([commandsAt, readsAt, endedAt]).toEqual([[], [], 0])
  })

  it('is sent again a second after a credential that could not be renewed', async () => {
    let exchanges = 0
    const getHeaders = async () => {
      // The first read and its command have one.
      if (++exchanges === 2) throw new ConnectionError('no answer', { requestSent: true })
      return {}
    }
    const status = (_: number, commands: number) => (commands > 0 ? 'cancelled' : 'running')
    const { result, commandsAt } = await run({ credentials: { ...NO_AUTH, getHeaders }, status })
    expect([result, commandsAt]).toMatchObject([{ effect: 'done' }, [1000]])
  })

  it('lets an unexpected error surface at once', async () => {
    const bug = new TypeError('x is undefined')
    const getHeaders = () => Promise.reject(bug)
    const { result, endedAt } = await run({ credentials: { ...NO_AUTH, getHeaders } })
    expect([result, endedAt]).toEqual([bug, 0])
  })

  it('is over when a change that is in progress has come to its end, or took too long', async () => {
    const pause = (settledAt: number) =>
      run({
        command: 'pause',
        respond: () => ({}),
        options: { settleMs: 10_000 },
        status: (seconds, commands) =>
          commands === 0 ? 'running' : seconds < settledAt ? 'pausing' : 'paused',
      })
    expect(await pause(5)).toMatchObject({ result: { effect: 'done' }, endedAt: expect.closeTo(7500, -4) })
    expect(await pause(60)).toMatchObject({ result: { effect: 'in-progress' } })
  })

  it.each<[string, 'respond' | 'read']>([
    ['the command', 'respond'],
    ['the read that checks it', 'read'],
  ])('says that no answer came in time if the end of the step cuts off %s', async (_, cutOff) => {
    const ended = new AbortController()
    const hang = () => {
      ended.abort(new ActionError('The workflow was cancelled.'))
      return new Promise(() => undefined)
    }
    const { result } = await run({
      [cutOff]: hang,
      options: { signal: ended.signal, sendFirst: true },
    })
    expect(result).toMatchObject({
      job: undefined,
      message: expect.stringMatching(/no answer came before the step had to end$/),
    })
  })
})
