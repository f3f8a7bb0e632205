import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { JobRecord, Transition } from '../../sandbox/job.ts'
import type { SandboxOptions } from '../../sandbox/sandbox.ts'
import { annotationTexts, ENDLESS, LIFECYCLE, startServer } from '../support/shared-server.ts'

type Server = Awaited<ReturnType<typeof startServer>>
type Run = Awaited<ReturnType<Server['run']>>

/** Runs the action `wait` on a job with this script. */
async function waitFor(
  script: readonly Transition[],
  {
    sandbox,
    inputs,
    speed = 20,
  }: { sandbox?: SandboxOptions; inputs?: Record<string, string>; speed?: number } = {},
) {
  await using server = await startServer(sandbox)
  const job = server.job({}, 'queued', script)
  const run = await server.run({ action: 'wait', speed, inputs: { 'job-id': job.id, ...inputs } })
  return { run, job, server, eventRequests: countEventRequests(server) }
}

const countEventRequests = ({ sandbox }: Server) =>
  sandbox.requests.filter(({ path }) => path.endsWith('/events')).length

/** Returns the messages of `events.jsonl`. */
function readEvents({ outputs }: Run): string[] {
  const text = readFileSync(join(outputs['results-dir'] ?? '', 'events.jsonl'), 'utf8')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line).message)
}

const messages = ({ events }: JobRecord) => events.map(({ message }) => message)

/** Returns a training with so many steps, and several events in each second. */
function trainingOf(steps: number): Transition[] {
  const running = Array.from({ length: steps / 10 }, (_, i) => ({
    status: 'running',
    events: Array.from({ length: 10 }, (_, j) => metricEvent(10 * i + j + 1)),
  }))
  return [...running, { status: 'succeeded' }, { events: [{ message: 'done' }] }]
}

const metricEvent = (step: number) => ({
  message: `step ${step}`,
  type: 'metrics',
  data: { step, train_loss: 2 / step, valid_loss: 1 / step },
})

describe('a job that succeeds without a model name', { concurrent: true }, () => {
  const checkpoint = { step: 4, metrics: { step: 4, valid_loss: 0.5 } }
  const nameless = { status: 'succeeded', set: { fine_tuned_model: null } }

  it.each(['null', 'empty', 'absent'] as const)(
    'succeeds with a warning that names its checkpoint, whose name is %s',
    async (checkpointNames) => {
      const { run } = await waitFor([{ ...nameless, checkpoint }], { sandbox: { checkpointNames } })
      const id = run.outputs['best-checkpoint-id'] ?? ''
      expect([run.exitCode, id]).toEqual([0, expect.stringMatching(/^ftckpt/)])
      expect(run.outputs).not.toHaveProperty('fine-tuned-model')
      expect(annotationTexts(run, 'warning').filter((text) => text.includes(id))).toEqual([
        expect.stringContaining('The server names no model for job'),
      ])
    },
  )

  it.each<[string, SandboxOptions]>([
    ['an empty list', {}],
    ['a list that cannot be read', { routes: { checkpoints: '404:detail' } }],
  ])('fails if there is no checkpoint either: %s', async (_, sandbox) => {
    const { run } = await waitFor([nameless], { sandbox })
    expect([run.exitCode, annotationTexts(run, 'error')]).toEqual([
      1,
      [expect.stringContaining('the server names neither a model nor a checkpoint')],
    ])
  })
})

describe('a server without a route of events', { concurrent: true }, () => {
  // Eleven minutes, which such a job once took, do not fit into the time of these tests: time passes 20 times faster.
  it.each([
    '404',
    '404:detail',
    '404:html',
    '404:empty',
    '405:detail',
    '405:html',
    '501',
    '501:empty',
    '400',
    '403:detail',
    '500',
    '503:html',
    'no-content',
    'empty',
    'text',
    'html',
    'stream',
    'object',
    'array',
    'null',
    'success',
    'no-data',
    'null-data',
  ])('costs one warning and no minutes: %s', { timeout: 25_000 }, async (answer) => {
    const { run, eventRequests } = await waitFor([{ status: 'running' }, ...LIFECYCLE], {
      sandbox: { routes: { events: answer } },
    })
    expect([run.exitCode, run.outputs.status]).toEqual([0, 'succeeded'])
    const isMissing = !/^(400|403|500|503)/.test(answer)
    const warning = isMissing
      ? /^This server has no events of jobs \(.*\)\. Nothing is wrong: the action follows the job by its status\.$/
      : /^The server does not list the job's events at the moment: /
    expect(annotationTexts(run, 'warning')).toEqual([expect.stringMatching(warning)])
    const lines = run.rawLog.split('\n').filter((line) => /has no events of jobs/.test(line))
    expect([lines.length, isMissing && /Check "base-url"/.test(run.rawLog)]).toEqual([
      isMissing ? 1 : 0,
      false,
    ])
    expect(eventRequests).toBeLessThan(20)
  })

  it('keeps nothing waiting for checkpoints either', { timeout: 25_000 }, async () => {
    const sandbox = { routes: { events: '404:html', checkpoints: 'stream' } }
    const { run } = await waitFor(LIFECYCLE, { sandbox, speed: 5 })
    expect([run.exitCode, annotationTexts(run, 'warning').length]).toEqual([0, 2])
  })

  it('fails a gate that no metrics are known for', async () => {
    const sandbox = { routes: { events: '404:detail' } }
    const { run } = await waitFor(LIFECYCLE, { sandbox, inputs: { require: 'valid_loss < 1' } })
    expect([run.exitCode, run.outputs.gate]).toEqual([1, 'failed'])
  })
})

describe('a list of events', { concurrent: true }, () => {
  const orders = ['newest', 'oldest'] as const
  const cursors = [undefined, 'ignored', 'stuck', 'inclusive', 'repeats', 'empty', 'random'] as const

  it.each(orders.flatMap((order) => cursors.map((cursor) => [order, cursor] as const)))(
    'is logged once and in order if it begins with the %s event and its cursor is %s',
    async (eventOrder, eventCursor) => {
      const sandbox = { eventOrder, ...(eventCursor && { eventCursor }) }
      const { run, job, eventRequests } = await waitFor(trainingOf(80), { sandbox })
      expect([run.exitCode, readEvents(run)]).toEqual([0, messages(job)])
      expect(eventRequests).toBeLessThan(40)
    },
  )

  it('is logged in order if it fills exactly one page again and again', async () => {
    const sandbox = { eventOrder: 'oldest', eventCursor: 'ignored' } as const
    const { run, job, eventRequests } = await waitFor(trainingOf(90), {
      sandbox: {
        ...sandbox,
        extraEvents: (_, { status }) => (status === 'succeeded' ? Array(5).fill({ message: 'end' }) : []),
      },
    })
    expect(run.exitCode).toBe(0)
    expect(readEvents(run)).toEqual(messages(job).slice(0, 100))
    expect(eventRequests).toBeLessThan(40)
  })

  it('fails the gate if only its oldest page can be read and nothing else has the metrics', async () => {
    const sandbox = { eventOrder: 'oldest', eventCursor: 'ignored' } as const
    const { run } = await waitFor(trainingOf(200), { sandbox, inputs: { require: 'valid_loss < 1' } })
    expect([run.exitCode, run.outputs.gate]).toEqual([1, 'failed'])
    expect(annotationTexts(run, 'warning').join()).toContain('lists the same page of the job')
  })

  it('is bounded if it never ends', { timeout: 60_000 }, async () => {
    const { run, eventRequests } = await waitFor(trainingOf(20), { sandbox: { endlessEvents: true } })
    expect([run.exitCode, run.outputs.status]).toEqual([0, 'succeeded'])
    expect(eventRequests).toBeLessThan(1100)
    expect(annotationTexts(run, 'warning')).toEqual([expect.stringContaining('does not end')])
  })
})

describe('metrics of an event', { concurrent: true }, () => {
  const last = { train_loss: 0.1, valid_loss: 0.05 }

  it.each<[string, SandboxOptions]>([
    ['under data.metrics', { nestedMetrics: true }],
    ['without a step', { steplessMetrics: true }],
    ['under data.metrics without a step', { nestedMetrics: true, steplessMetrics: true }],
  ])('pass the gate by their own names: %s', async (_, sandbox) => {
    const { run } = await waitFor(trainingOf(20), { sandbox, inputs: { require: 'valid_loss <= 0.05' } })
    expect([run.exitCode, run.outputs.gate]).toEqual([0, 'passed'])
    expect(JSON.parse(run.outputs.metrics ?? '')).toEqual(last)
    expect(run.summary).toContain('valid_loss')
  })
})

describe('the status of a job', { concurrent: true }, () => {
  const ended = (status: string) => [...ENDLESS, { status }, { events: [{ message: 'late' }] }]

  it.each([
    ['succeeded', 'Succeeded', 0, 'succeeded'],
    ['succeeded', 'SUCCEEDED', 0, 'succeeded'],
    ['failed', 'FAILED', 1, 'failed'],
    ['cancelled', 'Canceled', 1, 'cancelled'],
    ['failed', 'expired', 1, 'expired'],
    ['failed', 'Expired', 1, 'expired'],
    ['failed', 'completed', 1, 'completed'],
    ['succeeded', 'model_ready', 1, 'model_ready'],
  ])('ends the wait: %s as %s', { timeout: 20_000 }, async (status, spelling, exitCode, output) => {
    const { run } = await waitFor(ended(status), { sandbox: { statuses: { [status]: spelling } } })
    expect([run.exitCode, run.outputs.status]).toEqual([exitCode, output])
    expect(readEvents(run)).toContain('late')
    expect(run.outputs['fine-tuned-model'] !== undefined).toBe(exitCode === 0)
  })
})

describe('the timeout of a wait', { concurrent: true }, () => {
  it.each([
    ['a poll', '/fine_tuning/jobs/[^/]+', 0, 'the server has not reported job'],
    ['a later poll', '/fine_tuning/jobs/[^/]+', 1, 'is still running'],
    ['a list of events', '/fine_tuning/jobs/[^/]+/events', 0, 'is still running'],
  ])('ends %s that hangs within five seconds', { timeout: 20_000 }, async (_, path, skip, reason) => {
    const { run } = await waitFor(ENDLESS, {
      sandbox: { faults: [{ kind: 'hang', method: 'GET', path, skip, every: 1 }] },
      inputs: { timeout: '0.1' },
      speed: 1,
    })
    expect([run.exitCode, annotationTexts(run, 'error')]).toEqual([1, [expect.stringContaining(reason)]])
  })

  it('ends a poll that hangs although the timeout is 0', { timeout: 15_000 }, async () => {
    const { run } = await waitFor(ENDLESS, {
      sandbox: { faults: [{ kind: 'hang', method: 'GET', every: 1 }] },
      inputs: { timeout: '0' },
      speed: 1,
    })
    expect([run.exitCode, annotationTexts(run, 'error')]).toEqual([
      1,
      [expect.stringContaining('the server has not reported job')],
    ])
  })
})

describe('a wait with a wrong setting', { concurrent: true }, () => {
  it.each(['detail', 'message', 'text-error', 'errors', 'title', 'string'] as const)(
    'ends after five refusals of an unknown job, whose errors have the shape %s',
    { timeout: 20_000 },
    async (errorShape) => {
      await using server = await startServer({ errorShape })
      const run = await server.run({ action: 'wait', speed: 20, inputs: { 'job-id': 'ftjob-none' } })
      expect([run.exitCode, annotationTexts(run, 'error')]).toEqual([
        1,
        [expect.stringContaining('Could not find fine tune: ftjob-none')],
      ])
      expect(run.rawLog).not.toContain('costs money')
    },
  )

  it.skipIf(process.env.OIDC)('ends after five refusals of a wrong key', { timeout: 20_000 }, async () => {
    const inputs = { 'api-key': 'sk-wrong-12345678' }
    const { run, server } = await waitFor(ENDLESS, { sandbox: { errorShape: 'detail' }, inputs })
    expect([run.exitCode, server.sandbox.requests.length]).toEqual([1, 5])
    expect(annotationTexts(run, 'error')[0]).toContain('Check the secret or the variable behind "api-key"')
  })

  it.each(['object', 'array', 'success'])(
    'ends soon at a server that is not this API: %s',
    { timeout: 20_000 },
    async (job) => {
      const { run } = await waitFor(ENDLESS, { sandbox: { routes: { job } }, speed: 5 })
      expect([run.exitCode, annotationTexts(run, 'error')]).toEqual([
        1,
        [expect.stringContaining('unexpected response body')],
      ])
      expect(run.rawLog).not.toContain('costs money')
    },
  )

  it('ends soon at a host that does not exist', { timeout: 30_000 }, async () => {
    const inputs = { 'base-url': 'https://fine-tuning.invalid/v1' }
    const { run } = await waitFor(ENDLESS, { inputs, speed: 1 })
    expect(run.exitCode).toBe(1)
    expect(annotationTexts(run, 'error')[0]).toContain('Check "base-url"')
  })
})
