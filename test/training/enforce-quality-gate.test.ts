import { describe, expect, it } from 'vitest'
import { wait } from '../../src/actions/wait.ts'
import { deriveSeed } from '../../src/training/derived-seed.ts'
import { errorResponse } from '../support/fake-api.ts'
import { INPUTS, runAction } from '../support/run-action.ts'

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
const runWithGate = (require: string, scenario: Parameters<typeof runAction>[0] = {}) =>
  runAction({ events: EVENTS, ...scenario, inputs: { require, ...scenario.inputs } })

describe('the quality gate', () => {
  it('passes by the last values, which the outputs contain', async () => {
    const { failed, outputs, summary } = await runWithGate('full_valid_loss <= 0.5\ntrain_loss < 0.4')
    expect([failed, outputs.gate]).toEqual([false, 'passed'])
    expect(JSON.parse(outputs.metrics ?? '')).toEqual({ train_loss: 0.3, full_valid_loss: 0.5 })
    expect(summary).toContain('Quality gate: passed')
  })

  it.each([
    ['full_valid_loss < 0.5', 'full_valid_loss < 0.5 (it is 0.5)'],
    ['valid_reward > 0', 'the job has no such metric'],
  ])('fails the step after setting every output: %s', async (require, reason) => {
    const { failures, outputs, files } = await runWithGate(require)
    expect(failures[0]).toContain('The model does not pass the quality gate')
    expect(failures[0]).toContain(reason)
    expect(outputs).toMatchObject({
      gate: 'failed',
      status: 'succeeded',
      'fine-tuned-model': 'ft:model:org::1',
    })
    expect(files['metrics.csv']).toContain('3,0.3,0.5')
  })

  it('uses a metric that the last event reports without a step', async () => {
    const { data: _, ...stepless } = point(4, {})
    const event = { ...stepless, message: 'Evaluated once more', data: { full_valid_loss: 0.1 } }
    const { outputs, log, files } = await runWithGate('full_valid_loss <= 0.4', {
      events: [event, ...EVENTS],
    })
    expect([outputs.gate, JSON.parse(outputs.metrics ?? '')]).toEqual([
      'passed',
      expect.objectContaining({ full_valid_loss: 0.1 }),
    ])
    expect(log.filter((line) => line.endsWith('  Evaluated once more'))).toHaveLength(1)
    expect(files['events.jsonl']).toContain(JSON.stringify(event))
  })

  it.each([
    ['null, so the value before it counts', null, 'passed'],
    ['NaN, so it fails', 'NaN', 'failed'],
    ['-Infinity, so it fails', '-Infinity', 'failed'],
  ])('reads the last value of a metric that is %s', async (_, value, gate) => {
    const last = point(3, { train_loss: 0.3, full_valid_loss: value })
    const { outputs } = await runWithGate('full_valid_loss <= 0.4', { events: [last, ...EVENTS.slice(1)] })
    expect(outputs.gate).toBe(gate)
  })

  it('fails if the last metrics are not known', async () => {
    let reads = 0
    const { failures, outputs, summary } = await runWithGate('full_valid_loss <= 0.9', {
      statuses: ['running', 'succeeded'],
      routes: {
        'GET /fine_tuning/jobs/ftjob-1/events': () =>
          ++reads === 1 ? { data: EVENTS.slice(2), has_more: false } : errorResponse(403, 'no_access'),
      },
    })
    expect(failures[0]).toContain('The quality gate cannot be evaluated')
    expect(outputs.gate).toBe('failed')
    expect(summary).toContain('❌ Quality gate: failed')
    expect(summary).toContain('**Next:** re-run this step. It reuses the job and evaluates the quality gate.')
  })

  it('reads the last metrics of a job that succeeds while it is being cancelled', async () => {
    let hasEnded = false
    const { failures, outputs } = await runAction({
      action: wait,
      inputs: {
        'job-id': 'ftjob-1',
        timeout: '1',
        'on-timeout': 'cancel',
        require: 'full_valid_loss <= 0.4',
      },
      routes: {
        'GET /fine_tuning/jobs/ftjob-1': () => ({
          id: 'ftjob-1',
          status: hasEnded ? 'succeeded' : 'running',
          fine_tuned_model: 'ft:model:org::1',
        }),
        'GET /fine_tuning/jobs/ftjob-1/events': () => ({
          data: EVENTS.slice(hasEnded ? 0 : 1),
          has_more: false,
        }),
        'POST /fine_tuning/jobs/ftjob-1/cancel': () => {
          hasEnded = true
          return errorResponse(400, 'too_late')
        },
      },
    })
    expect(failures[0]).toContain('(it is 0.5)')
    expect(outputs.gate).toBe('failed')
  })

  it.each([
    [{ require: 'a < 1', wait: 'false' }, 'input "require": needs "wait: true"'],
    [{ require: 'a ~ 1' }, 'input "require": line 1'],
    [{ require: 'a < baseline' }, 'compares with other jobs; set "baseline" to select them'],
  ])('fails before any request if the inputs are wrong: %j', async (inputs, message) => {
    const { failures, sent } = await runAction({ inputs })
    expect([failures.length, sent]).toEqual([1, []])
    expect(failures[0]).toContain(message)
  })
})

describe('the baseline', () => {
  const baseline = { baseline: 'stage: production' }
  const previous = {
    id: 'ftjob-0',
    status: 'succeeded',
    model: INPUTS.model,
    created_at: 1,
    fine_tuned_model: 'ft:old',
    metadata: { stage: 'production' },
  }
  const withBaseline = {
    'GET /fine_tuning/jobs': () => ({
      data: [previous, { ...previous, id: 'ftjob-x', status: 'failed' }],
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
  ])('is the newest other job that succeeded with its metadata: %s', async (require, gate) => {
    const { outputs, failed, summary } = await runWithGate(require, {
      inputs: baseline,
      routes: withBaseline,
    })
    expect([outputs.gate, failed]).toEqual([gate, gate === 'failed'])
    expect(summary).toContain('ftjob-0')
  })

  it('may be missing: requirements that use it pass, with a notice', async () => {
    const { outputs, annotations } = await runWithGate('full_valid_loss <= baseline', { inputs: baseline })
    expect(outputs.gate).toBe('passed')
    expect(annotations.some(({ level, text }) => level === 'notice' && text.includes('"baseline"'))).toBe(
      true,
    )
  })
})

describe('a comparable baseline', () => {
  const DIGEST = 'd'.repeat(64)
  const inputs = { baseline: 'stage: production', 'job-id': 'ftjob-1' }
  const own = { created_at: 100, model: 'gpt-4.1-mini-2025-04-14', validation_file: 'file-v' }
  const other = (fields: object) => ({
    id: 'ftjob-0',
    status: 'succeeded',
    model: 'gpt-4.1-mini-2025-04-14',
    created_at: 1,
    validation_file: 'file-v',
    metadata: { stage: 'production' },
    ...fields,
  })
  const run = (require: string, others: object[], scenario: Parameters<typeof runAction>[0] = {}) =>
    runAction({
      action: wait,
      events: EVENTS,
      ...scenario,
      job: { ...own, ...scenario.job },
      inputs: { require, ...inputs, ...scenario.inputs },
      routes: {
        'GET /fine_tuning/jobs': () => ({ data: others, has_more: false }),
        'GET /fine_tuning/jobs/ftjob-0/events': () => ({
          data: [point(1, { full_valid_loss: 0.45 })],
          has_more: false,
        }),
        'GET /fine_tuning/jobs/ftjob-best/events': () => ({
          data: [point(1, { full_valid_loss: 0.2 })],
          has_more: false,
        }),
        'GET /files/file-v': () => ({ id: 'file-v', filename: `valid-abcdef123456-${DIGEST}.jsonl` }),
        'GET /files/file-copy': () => ({ id: 'file-copy', filename: `v-0123456789ab-${DIGEST}.jsonl` }),
        'GET /files/file-other': () => ({ id: 'file-other', filename: 'other.jsonl' }),
        'GET /files/file-unnamed': () => ({ id: 'file-unnamed' }),
        ...scenario.routes,
      },
    })

  it.each<[string, object, Record<string, unknown>?]>([
    ['the same base model and validation file', {}],
    ['the base model under its alias', { model: 'gpt-4.1-mini' }],
    [
      'the base model that a continued model was trained from',
      { model: 'ft:gpt-4.1-mini-2025-04-14:org::x' },
    ],
    ['another copy of the validation data, by the digest in its name', { validation_file: 'file-copy' }],
    [
      'the digest of the validation data in its metadata',
      { validation_file: 'file-other', metadata: { stage: 'production', ft_validation: DIGEST } },
    ],
    ['no validation data, like the job', { validation_file: null }, { validation_file: null }],
  ])('has %s', async (_, fields, job) => {
    const { outputs, failures } = await run('full_valid_loss <= baseline * 1.02', [other(fields)], {
      job: job ?? {},
    })
    expect(outputs.gate).toBe('failed')
    expect(failures[0]).toContain('(it is 0.5)')
  })

  it.each<[string, object, string]>([
    ['another base model', { model: 'gpt-4.1-2025-04-14' }, 'has another base model'],
    ['no base model that is reported', { model: null }, 'does not show its base model'],
    ['other validation data', { validation_file: 'file-other' }, 'does not show its validation data'],
    [
      'a name of its validation data',
      { validation_file: 'file-unnamed' },
      'does not show its validation data',
    ],
    [
      'validation data that can be read',
      { validation_file: 'file-gone' },
      'does not show its validation data',
    ],
    [
      'a digest of its validation data',
      { validation_file: null, metadata: { stage: 'production', ft_validation: '' } },
      'does not show its validation data',
    ],
    ['no validation data', { validation_file: null }, 'has other validation data'],
    [
      'another digest of its validation data',
      { validation_file: 'file-z', metadata: { stage: 'production', ft_validation: 'e'.repeat(64) } },
      'has other validation data',
    ],
  ])('does not have %s: such lines fail, or pass if asked to', async (_, fields, reason) => {
    const failed = await run('full_valid_loss <= baseline * 9', [other(fields)])
    expect(failed.outputs.gate).toBe('failed')
    expect(failed.failures[0]).toContain(`the newest match, job ftjob-0, ${reason}`)
    expect(failed.failures[0]).toContain('incomparable-baseline: pass')
    const passed = await run('full_valid_loss <= baseline * 0.1', [other(fields)], {
      inputs: { 'incomparable-baseline': 'pass' },
    })
    expect(passed.outputs.gate).toBe('passed')
    const warnings = passed.annotations.filter(({ level }) => level === 'warning').map(({ text }) => text)
    expect(warnings).toEqual([expect.stringContaining(reason)])
  })

  it('is the newest comparable one, behind newer ones that are not', async () => {
    const newer = other({ id: 'ftjob-new', created_at: 50, model: 'gpt-4.1-2025-04-14' })
    const { outputs, summary } = await run('full_valid_loss <= baseline * 2', [newer, other({})])
    expect(outputs.gate).toBe('passed')
    expect(summary).toContain('ftjob-0')
  })

  it('costs one request for the validation data of all jobs that share it', async () => {
    const shared = { validation_file: 'file-other', created_at: null }
    const jobs = ['a', 'b', 'c'].map((name) => other({ id: `ftjob-${name}`, ...shared }))
    const { failures, sent } = await run('full_valid_loss <= baseline', jobs)
    expect(sent.filter((line) => line === 'GET /files/file-other')).toHaveLength(1)
    // Without a time, the order of the list counts.
    expect(failures[0]).toContain('the newest match, job ftjob-a, does not show its validation data')
  })

  it('is older than the job itself', async () => {
    const newer = other({ created_at: 200 })
    const { outputs, annotations } = await run('full_valid_loss <= baseline * 0.1', [newer])
    expect(outputs.gate).toBe('passed')
    expect(annotations.some(({ text }) => text.includes('No baseline job found'))).toBe(true)
  })

  it('is for "best" the one with the best value, so that tolerances do not add up', async () => {
    const jobs = [other({ created_at: 2 }), other({ id: 'ftjob-best', created_at: 1 })]
    const drifted = await run('full_valid_loss <= best * 1.5', jobs)
    expect(drifted.outputs.gate).toBe('failed')
    const newest = await run('full_valid_loss <= baseline * 1.5', jobs)
    expect(newest.outputs.gate).toBe('passed')
  })

  it('reads at most the last 20 comparable jobs for "best"', async () => {
    const jobs = Array.from({ length: 30 }, (_, i) => other({ id: `ftjob-old-${i}`, created_at: 60 - i }))
    const { sent } = await run('full_valid_loss <= best', jobs)
    const read = sent.filter((line) => /ftjob-old-\d+\/events$/.test(line))
    expect(new Set(read).size).toBe(20)
    expect(read).toContain('GET /fine_tuning/jobs/ftjob-old-19/events')
  })

  it('costs the time of a missing route once, and not for each of 20 jobs', async () => {
    const jobs = Array.from({ length: 20 }, (_, i) => other({ id: `ftjob-old-${i}`, created_at: 60 - i }))
    const missing = Object.fromEntries(
      ['ftjob-1', ...jobs.map(({ id }) => id)].flatMap((id) =>
        ['events', 'checkpoints'].map((route) => [
          `GET /fine_tuning/jobs/${id}/${route}`,
          () => new Response('not found', { status: 404 }),
        ]),
      ),
    )
    const { sent, outputs } = await run('full_valid_loss <= best', jobs, { routes: missing })
    const read = (route: string) => sent.filter((line) => line.includes('ftjob-old') && line.endsWith(route))
    expect([read('/events').length, read('/checkpoints').length, outputs.gate]).toEqual([3, 3, 'failed'])
  })

  it('cannot be found where the server drops the metadata of jobs', async () => {
    const { failures, outputs } = await run('full_valid_loss <= baseline', [], {
      job: { metadata: {}, seed: deriveSeed('any work') },
    })
    expect(outputs.gate).toBe('failed')
    expect(failures[0]).toContain('the server drops the metadata of jobs')
    expect(failures[0]).toContain('Compare with a number')
  })

  it('cannot be found in a list that ends early', async () => {
    let pages = 0
    const { failures, outputs } = await run('full_valid_loss <= baseline', [], {
      routes: {
        'GET /fine_tuning/jobs': () => ({
          data: Array.from({ length: 100 }, (_, i) => ({ id: `ftjob-x${i}`, status: 'failed', n: ++pages })),
          has_more: true,
        }),
      },
    })
    expect(outputs.gate).toBe('failed')
    expect(failures[0]).toContain('not all jobs could be read')
  })
})

describe('a baseline whose events cannot be read', () => {
  const baseline = { baseline: 'stage: production' }
  const require = 'full_valid_loss <= baseline'
  const previous = {
    id: 'ftjob-0',
    status: 'succeeded',
    model: INPUTS.model,
    metadata: { stage: 'production' },
  }

  it.each([
    ['with a log line', 403, true],
    ['silently on a server without events', 404, false],
  ])('fails requirements that use it, %s', async (_, status, isLogged) => {
    const { outputs, log } = await runWithGate(require, {
      inputs: baseline,
      routes: {
        'GET /fine_tuning/jobs': () => ({ data: [previous], has_more: false }),
        'GET /fine_tuning/jobs/ftjob-0/events': () => errorResponse(status, 'no_events'),
      },
    })
    expect(outputs.gate).toBe('failed')
    expect(log.some((line) => line.includes('The events of job ftjob-0 could not be read'))).toBe(isLogged)
  })
})

describe('a result file', () => {
  const result = (content: () => unknown) =>
    runAction({
      job: { result_files: ['file-r'] },
      routes: { 'GET /files/file-r/content': content },
    })

  it('causes a warning after 30 seconds without a response', async () => {
    const { failed, annotations, clock } = await result(() => new Promise(() => undefined))
    const warnings = annotations.filter(({ level }) => level === 'warning').map(({ text }) => text)
    expect([failed, warnings]).toEqual([
      false,
      [expect.stringContaining('The result file file-r could not be read')],
    ])
    expect(clock.now()).toBeLessThan(60_000)
  })

  it('is ignored if it is too large', async () => {
    const { failed, outputs } = await result(() => new Response(`step,loss\n1,0.9\n${'\n'.repeat(17e6)}`))
    expect([failed, outputs.metrics]).toEqual([false, undefined])
  })
})

describe('the best checkpoint', () => {
  it('is the one with the lowest validation loss', async () => {
    const { outputs } = await runAction({ events: EVENTS, routes: CHECKPOINTS })
    expect(outputs['best-checkpoint']).toBe('ft:model:org::1:ckpt-step-2')
    expect(outputs['best-checkpoint-id']).toBe('ckpt-2')
    expect(JSON.parse(outputs.checkpoints ?? '')).toMatchObject([{ step_number: 1 }, { step_number: 2 }])
  })

  it('has an id but no name on a server that names no model for a checkpoint', async () => {
    const unnamed = (step: number, loss: number) => ({
      ...checkpoint(step, { full_valid_loss: loss }),
      fine_tuned_model_checkpoint: step === 1 ? null : '',
    })
    const { failed, outputs, annotations } = await runWithGate('full_valid_loss <= 0.9', {
      events: [],
      job: { fine_tuned_model: null },
      routes: {
        'GET /fine_tuning/jobs/ftjob-1/checkpoints': () => ({
          data: [unnamed(2, 0.8), unnamed(1, 0.3)],
          has_more: false,
        }),
      },
    })
    expect(failed).toBe(false)
    expect(outputs).toMatchObject({ gate: 'passed', 'best-checkpoint-id': 'ckpt-1' })
    expect([outputs['best-checkpoint'], outputs['fine-tuned-model']]).toEqual([undefined, undefined])
    expect(annotations.some(({ level, text }) => level === 'warning' && text.includes('ckpt-1'))).toBe(true)
  })

  it('is the last one by its id if no metric tells the checkpoints apart', async () => {
    const { outputs } = await runAction({
      routes: {
        'GET /fine_tuning/jobs/ftjob-1/checkpoints': () => ({
          data: [checkpoint(2), checkpoint(1)],
          has_more: false,
        }),
      },
    })
    expect(outputs).toMatchObject({ 'best-checkpoint': 'ft:model:org::1', 'best-checkpoint-id': 'ckpt-2' })
  })

  it('is the model itself if there are no checkpoints', async () => {
    const { outputs, log } = await runAction({
      routes: { 'GET /fine_tuning/jobs/ftjob-1/checkpoints': () => ({ data: [], has_more: false }) },
    })
    expect([outputs.checkpoints, outputs['best-checkpoint']]).toEqual(['[]', 'ft:model:org::1'])
    expect(log.join()).not.toContain('best checkpoint')
  })

  it('is not set if the checkpoints could not be read', async () => {
    const { outputs, failed } = await runAction({
      routes: { 'GET /fine_tuning/jobs/ftjob-1/checkpoints': () => errorResponse(403, 'no_access') },
    })
    expect([failed, outputs.checkpoints, outputs['best-checkpoint']]).toEqual([false, undefined, undefined])
  })

  it('is replaced by the result file for the gate on a server without checkpoints', async () => {
    const { outputs } = await runWithGate('full_valid_loss <= 0.2', {
      events: [],
      job: { result_files: ['file-r'] },
      routes: {
        'GET /fine_tuning/jobs/ftjob-1/checkpoints': () => errorResponse(404, 'not_found'),
        'GET /files/file-r/content': () =>
          new Response(Buffer.from('step,full_valid_loss\n1,0.9\n2,0.1\n').toString('base64')),
      },
    })
    expect(outputs).toMatchObject({ gate: 'passed', metrics: '{"full_valid_loss":0.1}' })
  })
})

describe('the key as the name of a metric', () => {
  const key = INPUTS['api-key']
  const metrics = { step: 1, [`loss_${key}`]: 0.5 }

  it.each<[string, Parameters<typeof runAction>[0]]>([
    ['an event', { events: [{ id: 'e', message: 'step 1', data: metrics }] }],
    [
      'a checkpoint',
      {
        routes: {
          'GET /fine_tuning/jobs/ftjob-1/checkpoints': () => ({
            data: [{ id: 'c', fine_tuned_model_checkpoint: 'ft:c', step_number: 1, metrics }],
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
  ])('is in no output, log or file, when reported by %s', async (_, scenario) => {
    const { log, annotations, outputs, summary, files } = await runAction(scenario)
    expect(JSON.stringify([log, annotations, outputs, summary, files])).not.toContain(key)
    expect(outputs.metrics).toBe('{"loss__":0.5}')
  })
})
