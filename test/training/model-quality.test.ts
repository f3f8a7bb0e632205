import { describe, expect, it } from 'vitest'
import { wait } from '../../src/actions/wait.ts'
import { refusal } from '../support/fake-api.ts'
import { act, INPUTS } from '../support/run-action.ts'

const point = (step: number, metrics: object) => ({
  id: `ev-${step}`,
  created_at: 100 + step,
  level: 'info',
  type: 'metrics',
  message: `step ${step}`,
  data: { step, total_steps: 3, ...metrics },
})
/** Newest first, as the API lists them. */
const EVENTS = [
  point(3, { train_loss: 0.3, full_valid_loss: 0.5 }),
  point(2, { train_loss: 0.4, full_valid_loss: 0.4 }),
  point(1, { train_loss: 0.9, full_valid_loss: 0.9 }),
]
const checkpoint = (step: number, metrics: object = {}) => ({
  id: `ckpt-${step}`,
  fine_tuned_model_checkpoint: `ft:model:org::1:ckpt-step-${step}`,
  step_number: step,
  metrics: { step, ...metrics },
})
const CHECKPOINTS = {
  'GET /fine_tuning/jobs/ftjob-1/checkpoints': () => ({
    data: [checkpoint(2, { full_valid_loss: 0.4 }), checkpoint(1, { full_valid_loss: 0.9 })],
    has_more: false,
  }),
}
const gated = (require: string, scene: Parameters<typeof act>[0] = {}) =>
  act({ events: EVENTS, ...scene, inputs: { require, ...scene.inputs } })

describe('the gate', () => {
  it('passes by the last values, and the outputs tell them', async () => {
    const { failed, outputs, summary } = await gated('full_valid_loss <= 0.5\ntrain_loss < 0.4')
    expect([failed, outputs.gate]).toEqual([false, 'passed'])
    expect(JSON.parse(outputs.metrics ?? '')).toEqual({ train_loss: 0.3, full_valid_loss: 0.5 })
    expect(summary).toContain('Gate: passed')
  })

  it.each([
    ['full_valid_loss < 0.5', 'full_valid_loss < 0.5 (it is 0.5)'],
    ['valid_reward > 0', 'the job has no such metric'],
  ])('stops the step by %s, and every output is set all the same', async (require, why) => {
    const { failures, outputs, files } = await gated(require)
    expect(failures[0]).toContain('The model does not pass the gate')
    expect(failures[0]).toContain(why)
    expect(outputs).toMatchObject({
      gate: 'failed',
      status: 'succeeded',
      'fine-tuned-model': 'ft:model:org::1',
    })
    expect(files['metrics.csv']).toContain('3,0.3,0.5')
  })

  it('knows nothing of metrics without a step, which are told in the log and in events.jsonl all the same', async () => {
    const { data: _, ...stepless } = point(4, {})
    const event = { ...stepless, message: 'Evaluated once more', data: { full_valid_loss: 0.1 } }
    const { outputs, log, files } = await gated('full_valid_loss <= 0.4', { events: [event, ...EVENTS] })
    expect(outputs.gate).toBe('failed')
    expect(log.filter((line) => line.endsWith('  Evaluated once more'))).toHaveLength(1)
    expect(files['events.jsonl']).toContain(JSON.stringify(event))
  })

  it.each([
    ['was not evaluated there, and is judged by its last value', null, 'passed'],
    ['has diverged', 'NaN', 'failed'],
    ['has diverged', '-Infinity', 'failed'],
  ])('takes it that a metric %s, where its last step tells %j', async (_, told, gate) => {
    const last = point(3, { train_loss: 0.3, full_valid_loss: told })
    const { outputs } = await gated('full_valid_loss <= 0.4', { events: [last, ...EVENTS.slice(1)] })
    expect(outputs.gate).toBe(gate)
  })

  it('is not passed by metrics of which the last are not known', async () => {
    let looks = 0
    const { failures, outputs } = await gated('full_valid_loss <= 0.9', {
      statuses: ['running', 'succeeded'],
      routes: {
        'GET /fine_tuning/jobs/ftjob-1/events': () =>
          ++looks === 1 ? { data: EVENTS.slice(2), has_more: false } : refusal(403, 'no_access'),
      },
    })
    expect(failures[0]).toContain('cannot be judged')
    expect(outputs.gate).toBe('failed')
  })

  it('judges a job that succeeds while it is to be cancelled by what it told last', async () => {
    let isOver = false
    const { failures, outputs } = await act({
      verb: wait,
      inputs: {
        'job-id': 'ftjob-1',
        timeout: '1',
        'on-timeout': 'cancel',
        require: 'full_valid_loss <= 0.4',
      },
      routes: {
        'GET /fine_tuning/jobs/ftjob-1': () => ({
          id: 'ftjob-1',
          status: isOver ? 'succeeded' : 'running',
          fine_tuned_model: 'ft:model:org::1',
        }),
        'GET /fine_tuning/jobs/ftjob-1/events': () => ({
          data: EVENTS.slice(isOver ? 0 : 1),
          has_more: false,
        }),
        'POST /fine_tuning/jobs/ftjob-1/cancel': () => {
          isOver = true
          return refusal(400, 'too_late')
        },
      },
    })
    expect(failures[0]).toContain('(it is 0.5)')
    expect(outputs.gate).toBe('failed')
  })

  it.each([
    [{ require: 'a < 1', wait: 'false' }, 'input "require": needs "wait: true"'],
    [{ require: 'a ~ 1' }, 'input "require": line 1'],
    [{ require: 'a < baseline' }, '"baseline" must say which job'],
  ])('is refused before anything is done: %j', async (inputs, message) => {
    const { failures, sent } = await act({ inputs })
    expect([failures.length, sent]).toEqual([1, []])
    expect(failures[0]).toContain(message)
  })
})

describe('the baseline', () => {
  const baseline = { baseline: 'stage: production' }
  const before = {
    id: 'ftjob-0',
    status: 'succeeded',
    created_at: 1,
    fine_tuned_model: 'ft:old',
    metadata: { stage: 'production' },
  }
  const withBaseline = {
    'GET /fine_tuning/jobs': () => ({
      data: [before, { ...before, id: 'ftjob-x', status: 'failed' }],
      has_more: false,
    }),
    'GET /fine_tuning/jobs/ftjob-0/events': () => ({
      // The oldest first, as some servers list them.
      data: [point(1, { full_valid_loss: 2 }), point(3, { full_valid_loss: 0.45 })],
      has_more: false,
    }),
  }

  it.each([
    ['full_valid_loss <= baseline * 1.2', 'passed'],
    ['full_valid_loss <= baseline', 'failed'],
  ])('is the newest other job that has succeeded with its metadata: %s', async (require, gate) => {
    const { outputs, failed, summary } = await gated(require, { inputs: baseline, routes: withBaseline })
    expect([outputs.gate, failed]).toEqual([gate, gate === 'failed'])
    expect(summary).toContain('ftjob-0')
  })

  it('need not be there yet: what compares with it passes, with a notice', async () => {
    const { outputs, annotations } = await gated('full_valid_loss <= baseline', { inputs: baseline })
    expect(outputs.gate).toBe('passed')
    expect(annotations.some(({ level, text }) => level === 'notice' && text.includes('"baseline"'))).toBe(
      true,
    )
  })
})

describe('where the events of the baseline cannot be read', () => {
  const baseline = { baseline: 'stage: production' }
  const require = 'full_valid_loss <= baseline'
  const before = { id: 'ftjob-0', status: 'succeeded', metadata: { stage: 'production' } }

  it.each([
    ['and that is told', 403, true],
    ['which is not told of a server that has none', 404, false],
  ])('what compares with it does not hold, %s', async (_, status, isTold) => {
    const { outputs, log } = await gated(require, {
      inputs: baseline,
      routes: {
        'GET /fine_tuning/jobs': () => ({ data: [before], has_more: false }),
        'GET /fine_tuning/jobs/ftjob-0/events': () => refusal(status, 'no_events'),
      },
    })
    expect(outputs.gate).toBe('failed')
    expect(log.some((line) => line.includes('The events of job ftjob-0 could not be read'))).toBe(isTold)
  })
})

describe('a result file', () => {
  const result = (content: () => unknown) =>
    act({
      job: { result_files: ['file-r'] },
      routes: { 'GET /files/file-r/content': content },
    })

  it('that never comes is a warning, half a minute later', async () => {
    const { failed, annotations, clock } = await result(() => new Promise(() => undefined))
    const warnings = annotations.filter(({ level }) => level === 'warning').map(({ text }) => text)
    expect([failed, warnings]).toEqual([
      false,
      [expect.stringContaining('The result file file-r could not be read')],
    ])
    expect(clock.now()).toBeLessThan(60_000)
  })

  it('that is larger than anybody needs is not taken for metrics', async () => {
    const { failed, outputs } = await result(() => new Response(`step,loss\n1,0.9\n${'\n'.repeat(17e6)}`))
    expect([failed, outputs.metrics]).toEqual([false, undefined])
  })
})

describe('the best checkpoint', () => {
  it('is the one with the lowest validation loss', async () => {
    const { outputs } = await act({ events: EVENTS, routes: CHECKPOINTS })
    expect(outputs['best-checkpoint']).toBe('ft:model:org::1:ckpt-step-2')
    expect(JSON.parse(outputs.checkpoints ?? '')).toMatchObject([{ step_number: 1 }, { step_number: 2 }])
  })

  it('is the model itself where there are none', async () => {
    const { outputs, log } = await act({
      routes: { 'GET /fine_tuning/jobs/ftjob-1/checkpoints': () => ({ data: [], has_more: false }) },
    })
    expect([outputs.checkpoints, outputs['best-checkpoint']]).toEqual(['[]', 'ft:model:org::1'])
    expect(log.join()).not.toContain('best checkpoint')
  })

  it('is not named where the checkpoints could not be read', async () => {
    const { outputs, failed } = await act({
      routes: { 'GET /fine_tuning/jobs/ftjob-1/checkpoints': () => refusal(403, 'no_access') },
    })
    expect([failed, outputs.checkpoints, outputs['best-checkpoint']]).toEqual([false, undefined, undefined])
  })

  it('goes by the result file where the server has no checkpoints', async () => {
    const { outputs } = await gated('full_valid_loss <= 0.2', {
      events: [],
      job: { result_files: ['file-r'] },
      routes: {
        'GET /fine_tuning/jobs/ftjob-1/checkpoints': () => refusal(404, 'not_found'),
        'GET /files/file-r/content': () =>
          new Response(Buffer.from('step,full_valid_loss\n1,0.9\n2,0.1\n').toString('base64')),
      },
    })
    expect(outputs).toMatchObject({ gate: 'passed', metrics: '{"full_valid_loss":0.1}' })
  })
})

describe('the key as the name of a metric', () => {
  const key = INPUTS['api-key']
  const told = { step: 1, [`loss_${key}`]: 0.5 }

  it.each<[string, Parameters<typeof act>[0]]>([
    ['an event', { events: [{ id: 'e', message: 'step 1', data: told }] }],
    [
      'a checkpoint',
      {
        routes: {
          'GET /fine_tuning/jobs/ftjob-1/checkpoints': () => ({
            data: [{ id: 'c', fine_tuned_model_checkpoint: 'ft:c', step_number: 1, metrics: told }],
          }),
        },
      },
    ],
    [
      'a result file',
      {
        job: { result_files: ['file-r'] },
        routes: { 'GET /files/file-r/content': () => new Response(`step,loss_${key}\n1,0.5\n`) },
      },
    ],
  ])('is in nothing that the run leaves, told by %s', async (_, scene) => {
    const { log, annotations, outputs, summary, files } = await act(scene)
    expect(JSON.stringify([log, annotations, outputs, summary, files])).not.toContain(key)
    expect(outputs.metrics).toBe('{"loss__":0.5}')
  })
})
