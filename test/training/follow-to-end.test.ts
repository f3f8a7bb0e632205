import { describe, expect, it } from 'vitest'
import { wait } from '../../src/actions/wait.ts'
import { errorResponse } from '../support/fake-api.ts'
import { runAction } from '../support/run-action.ts'

const CHECKPOINT = { id: 'ckpt-1', step_number: 2, metrics: { step: 2, valid_loss: 0.5 } }
const list = (data: object[]) => ({ data, has_more: false })

/** Waits for a job that succeeds, half a minute after the timeout, while it is being cancelled. */
async function waitPastTimeout(job: object, checkpoints: object[], file = '') {
  let commands = 0
  const status = () => (commands > 3 ? 'succeeded' : 'running')
  return runAction({
    action: wait,
    inputs: { 'job-id': 'ftjob-1', timeout: '1', 'on-timeout': 'cancel' },
    routes: {
      'GET /fine_tuning/jobs/ftjob-1': () => ({ id: 'ftjob-1', status: status(), ...job }),
      'GET /fine_tuning/jobs/ftjob-1/events': () => list([]),
      'GET /fine_tuning/jobs/ftjob-1/checkpoints': () => list(checkpoints),
      'GET /files/file-r/content': () => new Response(file),
      'POST /fine_tuning/jobs/ftjob-1/cancel': () => {
        commands += 1
        return errorResponse(503, 'server_is_overloaded')
      },
    },
  })
}

describe('a job that succeeds while it is being cancelled after the timeout', () => {
  it('has its checkpoints and result files read, although the timeout has passed', async () => {
    const job = { fine_tuned_model: null, result_files: ['file-r'] }
    const { failures, outputs, annotations, clock } = await waitPastTimeout(
      job,
      [CHECKPOINT],
      'step,train_loss\n2,0.4\n',
    )
    expect(clock.now()).toBeGreaterThan(90_000)
    expect([failures, outputs['best-checkpoint-id']]).toEqual([[], 'ckpt-1'])
    expect(JSON.parse(outputs.metrics ?? '')).toEqual({ valid_loss: 0.5, train_loss: 0.4 })
    expect(annotations.map(({ text }) => text).join()).not.toContain('the timeout of the step has passed')
  })

  it('fails the step if the server names neither a model nor a checkpoint', async () => {
    const { failures } = await waitPastTimeout({ fine_tuned_model: null }, [])
    expect(failures).toEqual([expect.stringContaining('names neither a model nor a checkpoint')])
  })
})

describe('a job that succeeds while it is being cancelled and then cannot be read', () => {
  it('causes a warning that its last events are missing', async () => {
    let isStopped = false
    let reads = 0
    const { failures, outputs, annotations } = await runAction({
      action: wait,
      inputs: { 'job-id': 'ftjob-1', timeout: '1', 'on-timeout': 'cancel' },
      routes: {
        'GET /fine_tuning/jobs/ftjob-1': () => {
          if (isStopped && ++reads > 1) return errorResponse(403, 'no_access')
          return { id: 'ftjob-1', status: isStopped ? 'succeeded' : 'running', fine_tuned_model: 'ft:x' }
        },
        'POST /fine_tuning/jobs/ftjob-1/cancel': () => {
          isStopped = true
          return errorResponse(400, 'too_late')
        },
      },
    })
    expect([failures, outputs.status]).toEqual([[], 'succeeded'])
    expect(annotations.map(({ text }) => text).join()).toContain("The job's last events could not be read")
  })
})

describe('a job that has ended', () => {
  it.each([
    ['expired', {}, 'Job ftjob-1 has expired.'],
    ['rejected', { finished_at: 100 }, 'Job ftjob-1 has ended with the unknown status "rejected".'],
    ['cancelled', { error: { code: 'policy' } }, 'Job ftjob-1 was cancelled (policy)'],
  ])('without a model fails the step: %s', async (status, fields, message) => {
    const job = { fine_tuned_model: null, ...fields }
    const { failures } = await runAction({
      action: wait,
      inputs: { 'job-id': 'ftjob-1' },
      statuses: [status],
      job,
    })
    expect(failures[0]).toContain(message)
  })
})

describe('a job that is paused on timeout', () => {
  it.each([
    [false, 'use the "control" action, or run the training step again with "resume-paused: true"'],
    [true, 'run "control --job-id ftjob-1 --command resume", or the training again with --resume-paused'],
  ])('fails the step with how to resume it, on a command line: %s', async (isCommandLine, hint) => {
    const { failures } = await runAction({
      isCommandLine,
      inputs: { timeout: '10', 'on-timeout': 'pause' },
      statuses: ['running'],
    })
    expect(failures[0]).toContain(hint)
  })
})

describe('a server with a list of events that is odd', () => {
  it.each<[string, object, string]>([
    [
      'has no page but the first',
      list(Array.from({ length: 20 }, (_, i) => ({ id: `e${i}`, message: 'x' }))),
      'some are missing in the log',
    ],
    ['is none', {}, 'This server has no events of jobs (the response is not a list)'],
  ])('causes one warning: it %s', async (_, events, text) => {
    const { failures, annotations } = await runAction({
      statuses: ['running', 'succeeded'],
      routes: { 'GET /fine_tuning/jobs/ftjob-1/events': () => ({ ...events, has_more: true }) },
    })
    const warnings = annotations.filter(({ level }) => level === 'warning')
    expect([failures, warnings.map(({ text }) => text)]).toEqual([[], [expect.stringContaining(text)]])
  })
})

describe('the result files of a job', () => {
  it('count although one of them has no metrics, and one that is gone has a line in the log', async () => {
    const { failures, outputs, log } = await runAction({
      job: { result_files: ['file-r', 'file-s', 'file-t'] },
      events: [],
      routes: {
        'GET /fine_tuning/jobs/ftjob-1/events': () => errorResponse(403, 'no_access'),
        'GET /files/file-r/content': () => new Response('step,train_loss\n2,0.4\n'),
        'GET /files/file-s/content': () => new Response('nothing'),
        'GET /files/file-t/content': () => errorResponse(404, 'not_found'),
      },
    })
    expect([failures, outputs.metrics]).toEqual([[], '{"train_loss":0.4}'])
    expect(log).toContain('The result file file-t could not be read: status 404')
  })
})
