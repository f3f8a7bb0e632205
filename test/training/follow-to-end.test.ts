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
