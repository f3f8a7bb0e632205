import { describe, expect, it } from 'vitest'
import { control } from '../../src/actions/control.ts'
import { post } from '../../src/actions/post.ts'
import { wait } from '../../src/actions/wait.ts'
import { errorResponse, response } from '../support/fake-api.ts'
import { runAction, type Scenario } from '../support/run-action.ts'

const changing = (sent: string[]) => sent.filter((request) => !request.startsWith('GET'))
const list = (...jobs: object[]) => ({ 'GET /fine_tuning/jobs': () => ({ data: jobs, has_more: false }) })
const job = (n: number, fields: object = {}) => ({
  id: `ftjob-${n}`,
  status: 'succeeded',
  created_at: 1000 + n,
  model: 'gpt-4.1-mini-2025-04-14',
  fine_tuned_model: `ft:model:org::${n}`,
  ...fields,
})

describe('wait', () => {
  it('follows an existing job and sets the outputs of its model', async () => {
    const { outputs, failed, saved, sent, files } = await runAction({
      action: wait,
      inputs: { 'job-id': 'ftjob-1' },
      statuses: ['running', 'succeeded'],
      events: [{ id: 'e1', created_at: 1, message: 'hello' }],
    })
    expect(failed).toBe(false)
    expect(changing(sent)).toEqual([])
    expect(outputs).toMatchObject({
      'job-id': 'ftjob-1',
      status: 'succeeded',
      'fine-tuned-model': 'ft:model:org::1',
    })
    expect(outputs.created).toBeUndefined()
    expect(saved).toEqual({ 'job-id': 'ftjob-1', created: 'false', ended: 'true' })
    expect(Object.keys(files).sort()).toEqual(['events.jsonl', 'model.json', 'report.md', 'result.json'])
  })

  it.each([
    [{}, []],
    [{ 'on-cancel': 'cancel' }, ['POST /fine_tuning/jobs/ftjob-1/cancel']],
  ])(
    'leaves the job running when the workflow is cancelled, unless on-cancel is set: %j',
    async (inputs, commands) => {
      const { sent, failures } = await runAction({
        action: wait,
        inputs: { 'job-id': 'ftjob-1', ...inputs },
        statuses: ['running'],
        cancelAt: '/events',
      })
      expect(changing(sent)).toEqual(commands)
      expect(failures[0]).toContain('The workflow was cancelled.')
    },
  )

  it('reads the job once with timeout: 0', async () => {
    const { failures, sent } = await runAction({
      action: wait,
      inputs: { 'job-id': 'ftjob-1', timeout: '0' },
      statuses: ['running'],
    })
    expect(failures).toEqual([])
    expect(sent.filter((request) => request.endsWith('/ftjob-1'))).toHaveLength(1)
  })

  it.each([
    [{}, 'input "job-id": is required'],
    [{ 'job-id': 'two words' }, 'input "job-id": expected the id of a job'],
    [{ 'job-id': 'ftjob-1', 'on-cansel': 'x' }, 'did you mean "on-cancel"'],
    [
      { 'job-id': 'ftjob-1', require: 'loss < baseline' },
      'compares with other jobs; set "baseline" to select them',
    ],
  ])('fails before any request if the inputs are wrong: %j', async (inputs, message) => {
    const { failures, sent } = await runAction({ action: wait, inputs })
    expect([failures.length, sent]).toEqual([1, []])
    expect(failures[0]).toContain(message)
  })

  it.each([
    ['b => 1', 'line 1: expected one of < <= > >= == !=, received "=>"'],
    ['a < baseline', 'compares with other jobs; set "baseline" to select them'],
  ])('reports the problems of the gate "%s" and of other inputs together', async (require, problem) => {
    const { failures } = await runAction({ action: wait, inputs: { 'job-id': 'two words', require } })
    expect(failures[0]?.split('\n').sort()).toEqual([
      'input "job-id": expected the id of a job, as in the output job-id, received "two words"',
      `input "require": ${problem}`,
    ])
  })
})

describe('control', () => {
  it('names the id first when the server has no such job', async () => {
    const { failures } = await runAction({
      action: control,
      inputs: { 'job-id': 'ftjob-x', command: 'cancel' },
      routes: { 'GET /fine_tuning/jobs/ftjob-x': () => errorResponse(404, 'fine_tune_not_found') },
    })
    expect(failures[0]).toContain('Check the id. Check "base-url", and that')
  })
})

describe('wait, if the server', () => {
  const runWait = (scenario: Scenario) =>
    runAction({ action: wait, ...scenario, inputs: { 'job-id': 'ftjob-1', ...scenario.inputs } })
  const silent = { 'GET /fine_tuning/jobs/ftjob-1': () => errorResponse(503, 'server_is_overloaded') }

  it('has no such job, fails with a hint', async () => {
    const routes = { 'GET /fine_tuning/jobs/ftjob-1': () => errorResponse(404, 'not_found') }
    const { failures } = await runWait({ routes })
    expect(failures[0]).toContain('The server has no job ftjob-1')
    expect(failures[0]).toContain('Check the id. Check "base-url", and that')
  })

  it.each<[string, string[]]>([
    ['fail', [expect.stringContaining('the server has not reported job ftjob-1')]],
    ['detach', []],
  ])('does not respond until the timeout, applies on-timeout: %s', async (onTimeout, failed) => {
    const { failures, summary } = await runWait({
      inputs: { timeout: '1', 'on-timeout': onTimeout },
      routes: silent,
    })
    expect(failures).toEqual(failed)
    expect(summary.includes('detached')).toBe(onTimeout === 'detach')
  })

  it('reports a job that ended a minute ago by its own clock, reads the events once', async () => {
    const date = '2026-11-22T05:50:00Z'
    const ended = async (finished: string) => {
      const job = { id: 'ftjob-1', status: 'succeeded', fine_tuned_model: 'ft:m' }
      const body = JSON.stringify({ ...job, finished_at: Date.parse(finished) / 1000 })
      const { sent } = await runWait({
        routes: {
          'GET /fine_tuning/jobs/ftjob-1': () => response(200, body, { date: new Date(date).toUTCString() }),
        },
      })
      return sent.filter((request) => request.endsWith('/events')).length
    }
    expect(await ended('2026-11-22T05:48:59Z')).toBe(1)
    expect(await ended('2026-11-22T05:49:01Z')).toBe(4)
  })

  it('lists no event for hours, warns once at OpenAI and Azure, and keeps waiting', async () => {
    const quiet = (host: string) =>
      runWait({
        inputs: { 'base-url': `https://${host}/v1`, timeout: '600' },
        statuses: [...Array(200).fill('running'), 'succeeded'],
      })
    const warnings = async (host: string) => {
      const { annotations, failed } = await quiet(host)
      expect(failed).toBe(false)
      return annotations.filter(({ text }) => text.includes('without a new event')).length
    }
    expect([await warnings('resource.openai.azure.com'), await warnings('api.example')]).toEqual([1, 0])
  })

  it('interrupts the job and continues it, logs that, and succeeds', async () => {
    const { log, failed } = await runWait({ statuses: ['running', 'notRunning', 'running', 'succeeded'] })
    expect([failed, log.filter((line) => line.includes('the server has interrupted it')).length]).toEqual([
      false,
      1,
    ])
  })

  it('refuses to list events for a long time, warns once', async () => {
    const events = () => errorResponse(403, 'forbidden')
    const { annotations, log } = await runWait({
      statuses: [...Array(100).fill('running'), 'succeeded'],
      routes: { 'GET /fine_tuning/jobs/ftjob-1/events': events },
    })
    const isAboutEvents = (text: string) => text.startsWith("The server does not list the job's events")
    expect(annotations.filter(({ text }) => isAboutEvents(text))).toHaveLength(1)
    expect(log.filter(isAboutEvents).length).toBeGreaterThan(0)
  })

  it.each([
    ['refuses to cancel the job', 'running', 'could not be cancelled: '],
    ['reports a failed job instead', 'failed', 'Job ftjob-1 has failed'],
  ])('%s at the timeout, fails with the reason', async (_, then, reason) => {
    let wasSent = false
    const { failures } = await runWait({
      inputs: { timeout: '1', 'on-timeout': 'cancel' },
      routes: {
        'GET /fine_tuning/jobs/ftjob-1': () => ({ id: 'ftjob-1', status: wasSent ? then : 'running' }),
        'POST /fine_tuning/jobs/ftjob-1/cancel': () => {
          wasSent = true
          return errorResponse(403, 'forbidden')
        },
      },
    })
    expect(failures[0]).toContain(reason)
  })

  it('has already paused the job, accepts that as paused', async () => {
    let wasSent = false
    const { failures } = await runWait({
      inputs: { timeout: '1', 'on-timeout': 'pause' },
      routes: {
        'GET /fine_tuning/jobs/ftjob-1': () => ({ id: 'ftjob-1', status: wasSent ? 'paused' : 'running' }),
        'POST /fine_tuning/jobs/ftjob-1/pause': () => {
          wasSent = true
          return errorResponse(400, 'already_paused')
        },
      },
    })
    expect(failures[0]).toContain('Sent the command to pause job ftjob-1; its status is now paused.')
  })

  it('reports a paused job in a cancelled workflow, applies on-cancel: cancel', async () => {
    const { failures, sent } = await runWait({
      inputs: { 'on-cancel': 'cancel' },
      statuses: ['paused'],
      cancelAt: '/checkpoints',
    })
    expect(changing(sent)).toEqual(['POST /fine_tuning/jobs/ftjob-1/cancel'])
    expect(failures[0]).toContain('The workflow was cancelled.')
  })
})

describe('control', () => {
  const inputs = (command: string) => ({ 'job-id': 'ftjob-1', command })

  it.each([
    ['cancel', ['running', 'cancelled'], 'cancelled'],
    ['pause', ['running', 'paused'], 'paused'],
    ['resume', ['paused', 'queued'], 'queued'],
  ])('sends %s and sets the status', async (command, [before, after], status) => {
    let now = before
    const { outputs, sent, failed } = await runAction({
      action: control,
      inputs: inputs(command),
      routes: {
        'GET /fine_tuning/jobs/ftjob-1': () => ({ id: 'ftjob-1', status: now }),
        [`POST /fine_tuning/jobs/ftjob-1/${command}`]: () => {
          now = after
          return { id: 'ftjob-1', status: after }
        },
      },
    })
    expect([failed, changing(sent)]).toEqual([false, [`POST /fine_tuning/jobs/ftjob-1/${command}`]])
    expect(outputs).toEqual({ 'job-id': 'ftjob-1', status })
  })

  it.each([
    ['cancel', 'cancelled'],
    ['cancel', 'canceled'],
    ['pause', 'paused'],
    ['resume', 'running'],
    ['resume', 'queued'],
  ])('sends no %s when the job is already %s', async (command, status) => {
    const { sent, failed, outputs } = await runAction({
      action: control,
      inputs: inputs(command),
      statuses: [status],
    })
    expect([failed, changing(sent)]).toEqual([false, []])
    expect(outputs.status).toBe(status === 'canceled' ? 'cancelled' : status)
  })

  it.each(['cancel', 'pause', 'resume'])('fails to %s a job that has ended', async (command) => {
    const { sent, failures } = await runAction({
      action: control,
      inputs: inputs(command),
      statuses: ['succeeded'],
    })
    expect(changing(sent)).toEqual([])
    expect(failures[0]).toContain('it has ended (succeeded)')
  })

  it.each([
    ['refused', () => errorResponse(400, 'too_late')],
    ['accepted', () => ({ id: 'ftjob-1', status: 'running' })],
  ])('fails if the job succeeds although the command was %s', async (_, respond) => {
    let wasSent = false
    const { failures } = await runAction({
      action: control,
      inputs: inputs('cancel'),
      routes: {
        'GET /fine_tuning/jobs/ftjob-1': () => ({ id: 'ftjob-1', status: wasSent ? 'succeeded' : 'running' }),
        'POST /fine_tuning/jobs/ftjob-1/cancel': () => {
          wasSent = true
          return respond()
        },
      },
    })
    expect(failures[0]).toContain('it has ended (succeeded)')
  })

  it('resumes a job once it is paused', async () => {
    let reads = 0
    let isResumed = false
    const { sent, outputs } = await runAction({
      action: control,
      inputs: inputs('resume'),
      routes: {
        'GET /fine_tuning/jobs/ftjob-1': () => ({
          id: 'ftjob-1',
          status: isResumed ? 'queued' : ++reads < 4 ? 'pausing' : 'paused',
        }),
        'POST /fine_tuning/jobs/ftjob-1/resume': () => {
          isResumed = true
          return { id: 'ftjob-1', status: 'queued' }
        },
      },
    })
    expect([reads, changing(sent), outputs.status]).toEqual([
      4,
      ['POST /fine_tuning/jobs/ftjob-1/resume'],
      'queued',
    ])
  })

  it('fails with a hint if a queued job cannot be paused', async () => {
    const { failures } = await runAction({
      action: control,
      inputs: inputs('pause'),
      statuses: ['queued'],
      routes: { 'POST /fine_tuning/jobs/ftjob-1/pause': () => errorResponse(400, 'invalid_request_error') },
    })
    expect(failures[0]).toContain('cannot be paused: it is queued.')
    expect(failures[0]).toContain('only while it trains')
  })

  it('pauses a job that began to train while the server refused to pause it', async () => {
    let commands = 0
    const { failed, outputs } = await runAction({
      action: control,
      inputs: inputs('pause'),
      routes: {
        'GET /fine_tuning/jobs/ftjob-1': () => ({
          id: 'ftjob-1',
          status: ['queued', 'running', 'paused'][commands],
        }),
        'POST /fine_tuning/jobs/ftjob-1/pause': () =>
          ++commands === 1
            ? errorResponse(400, 'invalid_request_error')
            : { id: 'ftjob-1', status: 'paused' },
      },
    })
    expect([failed, outputs.status, commands]).toEqual([false, 'paused', 2])
  })

  it.each([404, 405, 501])('says that the server has no command to pause a job (%i)', async (status) => {
    const { failures, outputs } = await runAction({
      action: control,
      inputs: inputs('pause'),
      statuses: ['running'],
      routes: {
        'POST /fine_tuning/jobs/ftjob-1/pause': () => Response.json({ detail: 'Not here' }, { status }),
      },
    })
    expect(failures).toEqual([
      expect.stringMatching(
        /^Job ftjob-1 is running, and the server has no command to pause a job: POST .*: Not here.*\nLet the job run, or cancel it\.$/,
      ),
    ])
    expect(outputs.status).toBe('running')
  })

  it('succeeds if the response was lost but the command took effect', async () => {
    let attempts = 0
    const { failed, outputs } = await runAction({
      action: control,
      inputs: inputs('cancel'),
      routes: {
        'GET /fine_tuning/jobs/ftjob-1': () => ({
          id: 'ftjob-1',
          status: attempts > 0 ? 'cancelled' : 'running',
        }),
        'POST /fine_tuning/jobs/ftjob-1/cancel': () =>
          ++attempts === 1
            ? Promise.reject(new Error('socket hang up'))
            : errorResponse(400, 'already_cancelled'),
      },
    })
    expect([failed, outputs.status]).toEqual([false, 'cancelled'])
  })
})

describe('the post step', () => {
  const CANCELLED = { 'job-status': 'cancelled' }
  const state = (more: Record<string, string> = {}) => ({ 'job-id': 'ftjob-1', created: 'true', ...more })

  it.each([
    ['the main step ended by itself', state({ ended: 'true' }), CANCELLED],
    ['the main step had not begun', {}, CANCELLED],
  ])('does nothing if %s', async (_, state, inputs) => {
    const { sent, log, annotations, failed } = await runAction({ action: post, state, inputs })
    expect([sent, log, annotations, failed]).toEqual([[], [], [], false])
  })

  it.each(['failure', 'success'])(
    'leaves the job running with a warning if the workflow was not cancelled (%s)',
    async (status) => {
      const { sent, annotations } = await runAction({
        action: post,
        state: state(),
        inputs: { 'job-status': status },
      })
      expect(sent).toEqual([])
      expect(annotations[0]?.text).toMatch(/Job ftjob-1 is still running and costs money.*job-id: ftjob-1/)
    },
  )

  it.each([
    ['cancels a job that the run created', {}, {}, ['cancel']],
    ['leaves a reused job running', { created: 'false' }, {}, []],
    [
      'cancels a reused job with on-cancel: cancel',
      { created: 'false' },
      { 'on-cancel': 'cancel' },
      ['cancel'],
    ],
    ['pauses the job with on-cancel: pause', {}, { 'on-cancel': 'pause' }, ['pause']],
    ['leaves the job running with on-cancel: detach', {}, { 'on-cancel': 'detach' }, []],
  ])('%s', async (_, saved, inputs, commands) => {
    const { sent, failed } = await runAction({
      action: post,
      state: state(saved),
      inputs: { ...CANCELLED, ...inputs },
      statuses: ['running'],
    })
    expect(failed).toBe(false)
    expect(changing(sent)).toEqual(commands.map((command) => `POST /fine_tuning/jobs/ftjob-1/${command}`))
  })

  it.each(['succeeded', 'failed', 'cancelled'])('sends no command to a job that is %s', async (status) => {
    const { sent, failed } = await runAction({
      action: post,
      state: state(),
      inputs: CANCELLED,
      statuses: [status],
    })
    expect([changing(sent), failed]).toEqual([[], false])
  })

  it('fails without a command if the job cannot be paused', async () => {
    const { sent, failures } = await runAction({
      action: post,
      state: state(),
      inputs: { ...CANCELLED, 'on-cancel': 'pause' },
      statuses: ['queued'],
    })
    expect(changing(sent)).toEqual([])
    expect(failures[0]).toContain('could not be paused: it is queued')
  })

  it('cancels a job whose create request had no response, even if it is listed late', async () => {
    let reads = 0
    const lost = { ...job(1, { status: 'running' }), metadata: { ft_attempt: 'abc' } }
    const { sent } = await runAction({
      action: post,
      state: { attempt: 'abc' },
      inputs: CANCELLED,
      statuses: ['running'],
      routes: { 'GET /fine_tuning/jobs': () => ({ data: ++reads > 4 ? [lost] : [], has_more: false }) },
    })
    expect(changing(sent)).toEqual(['POST /fine_tuning/jobs/ftjob-1/cancel'])
  })

  it('logs that the job does not exist', async () => {
    const { sent, log, failed } = await runAction({
      action: post,
      state: { attempt: 'abc' },
      inputs: CANCELLED,
    })
    expect([changing(sent), failed]).toEqual([[], false])
    expect(log.join()).toContain('nothing to do')
  })

  it('warns that the job may exist if the server keeps no metadata', async () => {
    const { failed, annotations } = await runAction({
      action: post,
      state: { attempt: 'abc' },
      inputs: CANCELLED,
      routes: list(job(1, { metadata: null })),
    })
    expect([failed, annotations.map(({ text }) => text)]).toEqual([
      false,
      [expect.stringContaining('This server keeps no metadata, so the action cannot know')],
    ])
  })

  it('sends no pause to a job that is already paused', async () => {
    const { sent, annotations } = await runAction({
      action: post,
      state: state(),
      inputs: { ...CANCELLED, 'on-cancel': 'pause' },
      statuses: ['paused'],
    })
    expect(changing(sent)).toEqual([])
    expect(annotations[0]?.text).toContain('Job ftjob-1 is already paused')
  })

  it('fails if the job could not be stopped', async () => {
    const { failures } = await runAction({
      action: post,
      state: state(),
      inputs: CANCELLED,
      statuses: ['running'],
      routes: { 'POST /fine_tuning/jobs/ftjob-1/cancel': () => errorResponse(403, 'forbidden') },
    })
    expect(failures[0]).toContain('Job ftjob-1 could not be cancelled')
  })

  it('keeps trying for four minutes, with one command in ten seconds', async () => {
    let commands = 0
    const { failures, clock } = await runAction({
      action: post,
      state: state(),
      inputs: CANCELLED,
      statuses: ['running'],
      routes: {
        'POST /fine_tuning/jobs/ftjob-1/cancel': () => {
          commands += 1
          return errorResponse(403, 'forbidden')
        },
      },
    })
    expect([commands, clock.now()]).toEqual([24, 4 * 60_000])
    expect(failures[0]).toContain('Job ftjob-1 is still running and costs money')
  })

  it('sends the command although the job cannot be read, and names the job that may still be running', async () => {
    const { failures, sent } = await runAction({
      action: post,
      state: state(),
      inputs: CANCELLED,
      routes: { 'GET /fine_tuning/jobs/ftjob-1': () => errorResponse(500, 'server_error') },
    })
    expect(changing(sent)[0]).toBe('POST /fine_tuning/jobs/ftjob-1/cancel')
    expect(failures[0]).toMatch(/could not be cancelled.*\n.*ftjob-1 may still be running and costing money/)
  })

  it('sends no command before the ten seconds after that of the main step have passed', async () => {
    const { failed, clock } = await runAction({
      action: post,
      state: state({ 'command-delay': '5500' }),
      inputs: CANCELLED,
      statuses: ['running'],
    })
    expect([failed, clock.now()]).toEqual([false, 5500])
  })

  it.each([
    ['job', state(), 'Job ftjob-1 may still be running and costing money'],
    [
      'create request',
      { attempt: 'abc-1' },
      'costing money: check the newest jobs of this project (ft_attempt: abc-1)',
    ],
  ])('names the %s and its cost when it has no credential', async (_, state, message) => {
    const inputs = { ...CANCELLED, 'api-key': '' }
    const { failures, sent } = await runAction({ action: post, state, inputs })
    expect([failures.length, sent]).toEqual([1, []])
    expect(failures[0]).toContain(message)
  })

  it('needs no credential to name the job of a step that was killed in a workflow that goes on', async () => {
    const inputs = { 'job-status': 'failure', 'api-key': '' }
    const { failed, annotations } = await runAction({ action: post, state: state(), inputs })
    expect([failed, annotations[0]?.text]).toEqual([false, expect.stringContaining('job-id: ftjob-1')])
  })

  it('names a job that has nothing but the seed of the create request, and does not stop it', async () => {
    const { failures, sent } = await runAction({
      action: post,
      state: { attempt: 'abc-1', seed: '42' },
      inputs: CANCELLED,
      routes: list(
        job(3, { metadata: null, seed: 7, status: 'running' }),
        job(2, { metadata: null, seed: 42, status: 'running' }),
        job(1, { metadata: null, seed: 42, status: 'succeeded' }),
      ),
    })
    expect(changing(sent)).toEqual([])
    expect(failures[0]).toContain('Job ftjob-2 may still be running and costing money')
    expect(failures[0]).not.toMatch(/ftjob-[13]/)
  })
})
