import { describe, expect, it } from 'vitest'
import { ApiError } from '../../src/http/errors.ts'
import type { JobEvent } from '../../src/openai/event.ts'
import type { Job } from '../../src/openai/job.ts'
import { JobLog } from '../../src/training/job-log.ts'
import { manualClock } from '../support/clock.ts'
import { createFakeRunner } from '../support/run-action.ts'

const AZURE = 'resource.openai.azure.com'
const MINUTE_MS = 60_000

const event = (data: object = {}): JobEvent => ({
  createdAt: 1000,
  level: 'info',
  type: 'metrics',
  message: 'training',
  data,
  raw: {},
})
const job = (status: string): Job => ({
  id: 'ftjob-1',
  status,
  resultFiles: [],
  metadata: {},
  hyperparameters: {},
  raw: {},
})

/** What the log receives after so many minutes: a status, an event, or an error of the route of events. */
type Step = [afterMinutes: number, entry: string | JobEvent | Error]

/** Logs the steps one after the other, and returns the lines and the warnings with the minute of each. */
async function logSteps(steps: readonly Step[], host = AZURE) {
  const clock = manualClock()
  const runner = createFakeRunner({})
  const log = new JobLog({ runner, clock }, host)
  const warnedAt: number[] = []
  for (const [afterMinutes, entry] of steps) {
    await clock.sleep(afterMinutes * MINUTE_MS)
    const warnings = runner.annotations.length
    if (entry instanceof Error) log.logMissingEvents(entry)
    else if (typeof entry === 'string') log.logJob(job(entry))
    else log.logEvent(entry)
    if (!(entry instanceof Error) && runner.annotations.length > warnings)
      warnedAt.push(clock.now() / MINUTE_MS)
  }
  return { runner, warnedAt }
}

/** So many readings of a running job, five minutes apart. */
const running = (readings: number): Step[] => Array.from({ length: readings }, () => [5, 'running'])

describe('the warning about a job that hangs', () => {
  it('comes once after 30 minutes without an event, and says how to stop the job', async () => {
    const { runner, warnedAt } = await logSteps([[0, 'running'], [1, event()], ...running(30)])
    expect(warnedAt).toEqual([31])
    expect(runner.annotations).toEqual([
      {
        level: 'warning',
        text: expect.stringMatching(
          /^Job ftjob-1 has been running for 30 min without a new event\..*"control" \(job-id: ftjob-1, command: cancel\)/,
        ),
      },
    ])
  })

  it('comes later when an event follows', async () => {
    const { warnedAt } = await logSteps([[0, 'running'], ...running(5), [1, event()], ...running(6)])
    expect(warnedAt).toEqual([56])
  })

  it('does not count the time in the queue', async () => {
    const { warnedAt } = await logSteps([[0, 'queued'], [120, 'queued'], [1, 'running'], ...running(6)])
    expect(warnedAt).toEqual([151])
  })

  it.each([
    ['a job that waits', Array.from({ length: 20 }, (): Step => [5, 'queued']), AZURE],
    ['a server that lists no events', [[0, new Error('404')], ...running(20)] as Step[], AZURE],
    ['a server that lists no event for a step', [[0, event()], ...running(20)] as Step[], 'api.example'],
  ])('does not come for %s', async (_, steps, host) => {
    expect((await logSteps(steps, host)).warnedAt).toEqual([])
  })

  it('comes for any server that has listed an event for a step', async () => {
    const { warnedAt } = await logSteps([[0, event({ step: 1 })], ...running(7)], 'api.example')
    expect(warnedAt).toEqual([35])
  })
})

describe('the log of a job that is interrupted', () => {
  it.each(['queued', 'pending', 'notRunning', 'validating_files'])(
    'says that a job which trained is %s again, each time',
    async (status) => {
      const { runner } = await logSteps([
        [0, status],
        [1, 'running'],
        [1, status],
        [1, status],
        [1, 'running'],
        [1, status],
      ])
      const line = `Job ftjob-1 trained, and is ${status.replaceAll('_', ' ')} again: the server has interrupted it`
      expect(runner.log.filter((text) => text.startsWith(line))).toHaveLength(2)
    },
  )

  it.each(['succeeded', 'pausing', 'paused', 'cancelling'])(
    'says nothing of a job that is %s',
    async (status) => {
      const { runner } = await logSteps([
        [0, 'running'],
        [1, status],
      ])
      expect(runner.log.filter((text) => text.includes('interrupted'))).toEqual([])
    },
  )
})

describe('a server without events', () => {
  it('is named once, and one that does not list them at the moment each time', async () => {
    const missing = new ApiError('no route', { status: 404, isApiResponse: true })
    const refusal = new ApiError('not now', { status: 403, isApiResponse: true })
    const { runner } = await logSteps([
      [0, refusal],
      [5, refusal],
      [5, missing],
      [5, missing],
      [5, refusal],
    ])
    expect(runner.annotations.map(({ text }) => text)).toEqual([
      expect.stringContaining("does not list the job's events at the moment: not now"),
    ])
    expect(runner.log.map((line) => line.split('.')[0])).toEqual([
      "The server does not list the job's events at the moment: not now",
      'This server has no events of jobs (status 404)',
    ])
  })
})
