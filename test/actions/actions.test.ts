import { describe, expect, it } from 'vitest'
import { control } from '../../src/actions/control.ts'
import { find } from '../../src/actions/find.ts'
import { finishStopping } from '../../src/actions/post.ts'
import { wait } from '../../src/actions/wait.ts'
import { refusal } from '../support/fake-api.ts'
import { act, type Scene } from '../support/run-action.ts'

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
  it('follows a job that exists, and hands its model on', async () => {
    const { outputs, failed, saved, sent, files } = await act({
      verb: wait,
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
    expect(Object.keys(files).sort()).toEqual(['events.jsonl', 'report.md', 'result.json'])
  })

  it.each([
    [{}, []],
    [{ 'on-cancel': 'cancel' }, ['POST /fine_tuning/jobs/ftjob-1/cancel']],
  ])('when it is cancelled, leaves the job unless told otherwise: %j', async (inputs, commands) => {
    const { sent, failures } = await act({
      verb: wait,
      inputs: { 'job-id': 'ftjob-1', ...inputs },
      statuses: ['running'],
      interruptAt: '/events',
    })
    expect(changing(sent)).toEqual(commands)
    expect(failures[0]).toContain('The workflow was cancelled.')
  })

  it.each([
    [{}, 'input "job-id": is required'],
    [{ 'job-id': 'two words' }, 'input "job-id": expected the id of a job'],
    [{ 'job-id': 'ftjob-1', 'on-cansel': 'x' }, 'did you mean "on-cancel"'],
    [{ 'job-id': 'ftjob-1', require: 'loss < baseline' }, '"baseline" must say which job'],
  ])('says what is wrong with %j, and asks nothing', async (inputs, message) => {
    const { failures, sent } = await act({ verb: wait, inputs })
    expect([failures.length, sent]).toEqual([1, []])
    expect(failures[0]).toContain(message)
  })

  it.each([
    ['b => 1', 'line 1: expected one of < <= > >= == !=, received "=>"'],
    ['a < baseline', 'compares with the baseline, so "baseline" must say which job that is'],
  ])('says at once what is wrong with the gate "%s" and with other inputs', async (require, problem) => {
    const { failures } = await act({ verb: wait, inputs: { 'job-id': 'two words', require } })
    expect(failures[0]?.split('\n').sort()).toEqual([
      'input "job-id": expected the id of a job, as in the output job-id, received "two words"',
      `input "require": ${problem}`,
    ])
  })
})

describe('wait, where the server', () => {
  const waiting = (scene: Scene) =>
    act({ verb: wait, ...scene, inputs: { 'job-id': 'ftjob-1', ...scene.inputs } })
  const silent = { 'GET /fine_tuning/jobs/ftjob-1': () => refusal(503, 'server_is_overloaded') }

  it('knows no such job, says what to look at', async () => {
    const routes = { 'GET /fine_tuning/jobs/ftjob-1': () => refusal(404, 'not_found') }
    const { failures } = await waiting({ routes })
    expect(failures[0]).toContain('The server knows no job ftjob-1')
    expect(failures[0]).toContain('Check the id, "base-url"')
  })

  it.each<[string, string[]]>([
    ['fail', [expect.stringContaining('the server has told nothing of job ftjob-1')]],
    ['detach', []],
  ])('tells nothing until the time is up, does as on-timeout says: %s', async (onTimeout, failed) => {
    const { failures, summary } = await waiting({
      inputs: { timeout: '1', 'on-timeout': onTimeout },
      routes: silent,
    })
    expect(failures).toEqual(failed)
    expect(summary.includes('left to itself')).toBe(onTimeout === 'detach')
  })

  it('tells of a job that ended long ago, is not asked for events that may still come', async () => {
    const ended = async (finished: string) => {
      const { sent } = await waiting({ job: { finished_at: Date.parse(finished) / 1000 } })
      return sent.filter((request) => request.endsWith('/events')).length
    }
    expect(await ended('2026-11-22T05:49:00Z')).toBeLessThan(await ended('2026-11-22T05:51:00Z'))
  })

  it('tells no events for a long time, warns of it once', async () => {
    const events = () => refusal(403, 'forbidden')
    const { annotations, log } = await waiting({
      statuses: [...Array(100).fill('running'), 'succeeded'],
      routes: { 'GET /fine_tuning/jobs/ftjob-1/events': events },
    })
    const told = (text: string) => text.startsWith('The server tells no events at present')
    expect(annotations.filter(({ text }) => told(text))).toHaveLength(1)
    expect(log.filter(told).length).toBeGreaterThan(0)
  })

  it.each([
    ['refuses to cancel the job', 'running', 'could not be cancelled: '],
    ['lets it fail in the meantime', 'failed', 'Job ftjob-1 has failed'],
  ])('%s when the time is up, says so', async (_, then, told) => {
    let isAsked = false
    const { failures } = await waiting({
      inputs: { timeout: '1', 'on-timeout': 'cancel' },
      routes: {
        'GET /fine_tuning/jobs/ftjob-1': () => ({ id: 'ftjob-1', status: isAsked ? then : 'running' }),
        'POST /fine_tuning/jobs/ftjob-1/cancel': () => {
          isAsked = true
          return refusal(403, 'forbidden')
        },
      },
    })
    expect(failures[0]).toContain(told)
  })

  it('has paused the job when it is to be paused, is content', async () => {
    let isAsked = false
    const { failures } = await waiting({
      inputs: { timeout: '1', 'on-timeout': 'pause' },
      routes: {
        'GET /fine_tuning/jobs/ftjob-1': () => ({ id: 'ftjob-1', status: isAsked ? 'paused' : 'running' }),
        'POST /fine_tuning/jobs/ftjob-1/pause': () => {
          isAsked = true
          return refusal(400, 'already_paused')
        },
      },
    })
    expect(failures[0]).toContain('Job ftjob-1 was asked to pause; its status is now paused.')
  })

  it('has paused the job when the workflow is cancelled, cancels it where that was asked for', async () => {
    const { failures, sent } = await waiting({
      inputs: { 'on-cancel': 'cancel' },
      statuses: ['paused'],
      interruptAt: '/checkpoints',
    })
    expect(changing(sent)).toEqual(['POST /fine_tuning/jobs/ftjob-1/cancel'])
    expect(failures[0]).toContain('The workflow was cancelled.')
  })
})

describe('find', () => {
  const jobs = [
    job(1, { metadata: { ft_sha: 'c1', ft_run: '10' } }),
    job(3, { metadata: { ft_sha: 'c3', ft_run: '30' }, status: 'failed' }),
    job(2, { metadata: { ft_sha: 'c2', ft_run: '20' }, model: 'gpt-4o-2024-08-06' }),
    job(0, { metadata: null, status: 'running' }),
  ]

  it.each([
    ['all of them, the newest first', {}, [3, 2, 1, 0]],
    ['by commit', { metadata: 'ft_sha: c2' }, [2]],
    ['by several pairs', { metadata: 'ft_sha: c2\nft_run: "10"' }, []],
    ['by one status', { status: 'succeeded' }, [2, 1]],
    ['by several, in lines and with commas', { status: 'failed, running\nqueued' }, [3, 0]],
    ['by a status as some servers spell it', { status: 'canceled' }, []],
    ['before this run', { status: 'succeeded', 'exclude-metadata': 'ft_run: 20' }, [1]],
    ['by the snapshot', { model: 'gpt-4o-2024-08-06' }, [2]],
    ['by its alias', { model: 'gpt-4.1-mini' }, [3, 1, 0]],
    ['by what was made', { model: 'ft:model:org::1' }, [1]],
    ['so many', { limit: '2' }, [3, 2]],
  ])('finds jobs %s', async (_, inputs, ids) => {
    const { outputs, failed, sent } = await act({ verb: find, inputs, routes: list(...jobs) })
    expect(failed).toBe(false)
    expect(changing(sent)).toEqual([])
    expect((JSON.parse(outputs.jobs ?? '') as { id: string }[]).map(({ id }) => id)).toEqual(
      ids.map((n) => `ftjob-${n}`),
    )
    expect(outputs.count).toBe(`${ids.length}`)
    expect(outputs['job-id']).toBe(ids.length > 0 ? `ftjob-${ids[0]}` : undefined)
  })

  it('names no model that has not succeeded', async () => {
    const { outputs } = await act({ verb: find, inputs: { limit: '1' }, routes: list(...jobs) })
    expect([outputs['job-id'], outputs.status, outputs['fine-tuned-model']]).toEqual([
      'ftjob-3',
      'failed',
      undefined,
    ])
  })

  it('is no failure when there is none, unless it is to be', async () => {
    const none = await act({ verb: find, routes: list() })
    expect([none.failed, none.outputs]).toEqual([false, { jobs: '[]', count: '0' }])
    const failed = await act({ verb: find, inputs: { 'fail-if-none': 'true' }, routes: list() })
    expect(failed.failures).toEqual([expect.stringContaining('No job matches at all.')])
    expect(failed.outputs.count).toBe('0')
  })

  it('says what there is none of', async () => {
    const inputs = { metadata: 'ft_sha: c9', status: 'succeeded, failed', 'fail-if-none': 'true' }
    const { failures } = await act({ verb: find, inputs, routes: list() })
    expect(failures[0]).toMatch(/^No job matches metadata \(ft_sha: c9\).* status \(succeeded, failed\)/)
  })

  it('keeps the order of a server that dates no job', async () => {
    const undated = [3, 1, 2].map((n) => job(n, { created_at: undefined }))
    const { outputs } = await act({ verb: find, routes: list(...undated) })
    expect((JSON.parse(outputs.jobs ?? '') as { id: string }[]).map(({ id }) => id)).toEqual([
      'ftjob-3',
      'ftjob-1',
      'ftjob-2',
    ])
  })

  it('warns where there are more jobs than it looks through', async () => {
    let id = 0
    const { annotations } = await act({
      verb: find,
      routes: {
        'GET /fine_tuning/jobs': () => ({
          data: Array.from({ length: 1000 }, () => job(++id, { status: 'failed' })),
          has_more: true,
        }),
      },
      inputs: { status: 'succeeded' },
    })
    expect(annotations.map(({ text }) => text)).toEqual([expect.stringContaining('more than 5000 jobs')])
  })

  it('lists many large jobs within what an output may hold', async () => {
    const large = Array.from({ length: 900 }, (_, i) => job(i, { method: { grader: 'x'.repeat(2000) } }))
    const { outputs, annotations } = await act({
      verb: find,
      inputs: { limit: '900' },
      routes: list(...large),
    })
    expect(Buffer.byteLength(outputs.jobs ?? '')).toBeLessThanOrEqual(64_000)
    expect((JSON.parse(outputs.jobs ?? '') as unknown[])[0]).toMatchObject({
      id: 'ftjob-899',
      status: 'succeeded',
    })
    expect(outputs.count).toBe('900')
    const { length } = JSON.parse(outputs.jobs ?? '') as unknown[]
    expect(annotations).toEqual([
      { level: 'warning', text: `Output jobs has the first ${length} of 900: no more fit into 64 kB.` },
    ])
  })

  it.each([
    [{ limit: '0' }, 'input "limit"'],
    [{ metadata: 'just text' }, 'input "metadata"'],
    [{ 'exclude-metadata': '[1]' }, 'input "exclude-metadata"'],
    [{ 'fail-if-none': 'maybe' }, 'input "fail-if-none"'],
  ])('says what is wrong with %j', async (inputs, message) => {
    const { failures, sent } = await act({ verb: find, inputs })
    expect([failures.length, sent]).toEqual([1, []])
    expect(failures[0]).toContain(message)
  })
})

describe('control', () => {
  const inputs = (command: string) => ({ 'job-id': 'ftjob-1', command })

  it.each([
    ['cancel', ['running', 'cancelled'], 'cancelled'],
    ['pause', ['running', 'paused'], 'paused'],
    ['resume', ['paused', 'queued'], 'queued'],
  ])('asks to %s, and tells the status', async (command, [before, after], status) => {
    let now = before
    const { outputs, sent, failed } = await act({
      verb: control,
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
  ])('%s changes nothing when the job is %s', async (command, status) => {
    const { sent, failed, outputs } = await act({
      verb: control,
      inputs: inputs(command),
      statuses: [status],
    })
    expect([failed, changing(sent)]).toEqual([false, []])
    expect(outputs.status).toBe(status === 'canceled' ? 'cancelled' : status)
  })

  it.each(['cancel', 'pause', 'resume'])('cannot %s a job that has ended, and says so', async (command) => {
    const { sent, failures } = await act({ verb: control, inputs: inputs(command), statuses: ['succeeded'] })
    expect(changing(sent)).toEqual([])
    expect(failures[0]).toContain('it has ended (succeeded)')
  })

  it.each([
    ['refused', () => refusal(400, 'too_late')],
    ['accepted', () => ({ id: 'ftjob-1', status: 'running' })],
  ])('says when a job has ended otherwise though the command was %s', async (_, answer) => {
    let isAsked = false
    const { failures } = await act({
      verb: control,
      inputs: inputs('cancel'),
      routes: {
        'GET /fine_tuning/jobs/ftjob-1': () => ({ id: 'ftjob-1', status: isAsked ? 'succeeded' : 'running' }),
        'POST /fine_tuning/jobs/ftjob-1/cancel': () => {
          isAsked = true
          return answer()
        },
      },
    })
    expect(failures[0]).toContain('it has ended (succeeded)')
  })

  it('resumes a job that is being paused when it is paused', async () => {
    let looks = 0
    let isResumed = false
    const { sent, outputs } = await act({
      verb: control,
      inputs: inputs('resume'),
      routes: {
        'GET /fine_tuning/jobs/ftjob-1': () => ({
          id: 'ftjob-1',
          status: isResumed ? 'queued' : ++looks < 4 ? 'pausing' : 'paused',
        }),
        'POST /fine_tuning/jobs/ftjob-1/resume': () => {
          isResumed = true
          return { id: 'ftjob-1', status: 'queued' }
        },
      },
    })
    expect([looks, changing(sent), outputs.status]).toEqual([
      4,
      ['POST /fine_tuning/jobs/ftjob-1/resume'],
      'queued',
    ])
  })

  it('explains why a queued job is not paused', async () => {
    const { failures } = await act({
      verb: control,
      inputs: inputs('pause'),
      statuses: ['queued'],
      routes: { 'POST /fine_tuning/jobs/ftjob-1/pause': () => refusal(400, 'invalid_request_error') },
    })
    expect(failures[0]).toContain('cannot be paused: it is queued.')
    expect(failures[0]).toContain('only while it is being trained')
  })

  it('is content when the answer was lost and the command carried out', async () => {
    let tries = 0
    const { failed, outputs } = await act({
      verb: control,
      inputs: inputs('cancel'),
      routes: {
        'GET /fine_tuning/jobs/ftjob-1': () => ({
          id: 'ftjob-1',
          status: tries > 0 ? 'cancelled' : 'running',
        }),
        'POST /fine_tuning/jobs/ftjob-1/cancel': () =>
          ++tries === 1 ? Promise.reject(new Error('socket hang up')) : refusal(400, 'already_cancelled'),
      },
    })
    expect([failed, outputs.status]).toEqual([false, 'cancelled'])
  })
})

describe('the post step', () => {
  const CANCELLED = { 'job-status': 'cancelled' }
  const state = (more: Record<string, string> = {}) => ({ 'job-id': 'ftjob-1', created: 'true', ...more })

  it.each([
    ['when the main step has ended by itself', state({ ended: 'true' }), CANCELLED],
    ['when it had not begun', {}, CANCELLED],
  ])('does nothing at all %s', async (_, state, inputs) => {
    const { sent, log, annotations, failed } = await act({ verb: finishStopping, state, inputs })
    expect([sent, log, annotations, failed]).toEqual([[], [], [], false])
  })

  it.each(['failure', 'success'])(
    'leaves the job when the workflow was not cancelled (%s)',
    async (status) => {
      const { sent, annotations } = await act({
        verb: finishStopping,
        state: state(),
        inputs: { 'job-status': status },
      })
      expect(sent).toEqual([])
      expect(annotations[0]?.text).toMatch(/Job ftjob-1 is left as it is.*job-id: ftjob-1/)
    },
  )

  it.each([
    ['cancels a job that the run has created', {}, {}, ['cancel']],
    ['leaves a job that it found', { created: 'false' }, {}, []],
    [
      'cancels one that it found when that was asked for',
      { created: 'false' },
      { 'on-cancel': 'cancel' },
      ['cancel'],
    ],
    ['pauses where that was asked for', {}, { 'on-cancel': 'pause' }, ['pause']],
    ['leaves it where that was asked for', {}, { 'on-cancel': 'detach' }, []],
  ])('%s', async (_, saved, inputs, commands) => {
    const { sent, failed } = await act({
      verb: finishStopping,
      state: state(saved),
      inputs: { ...CANCELLED, ...inputs },
      statuses: ['running'],
    })
    expect(failed).toBe(false)
    expect(changing(sent)).toEqual(commands.map((command) => `POST /fine_tuning/jobs/ftjob-1/${command}`))
  })

  it.each(['succeeded', 'failed', 'cancelled'])('changes nothing of a job that has %s', async (status) => {
    const { sent, failed } = await act({
      verb: finishStopping,
      state: state(),
      inputs: CANCELLED,
      statuses: [status],
    })
    expect([changing(sent), failed]).toEqual([[], false])
  })

  it('says when a job cannot be paused, and asks for nothing', async () => {
    const { sent, failures } = await act({
      verb: finishStopping,
      state: state(),
      inputs: { ...CANCELLED, 'on-cancel': 'pause' },
      statuses: ['queued'],
    })
    expect(changing(sent)).toEqual([])
    expect(failures[0]).toContain('cannot be paused: it is queued')
  })

  it('finds a job whose create request was never answered, however late it is listed', async () => {
    let looks = 0
    const lost = { ...job(1, { status: 'running' }), metadata: { ft_attempt: 'abc' } }
    const { sent } = await act({
      verb: finishStopping,
      state: { attempt: 'abc' },
      inputs: CANCELLED,
      statuses: ['running'],
      routes: { 'GET /fine_tuning/jobs': () => ({ data: ++looks > 4 ? [lost] : [], has_more: false }) },
    })
    expect(changing(sent)).toEqual(['POST /fine_tuning/jobs/ftjob-1/cancel'])
  })

  it('says that there is none when none was made', async () => {
    const { sent, log, failed } = await act({
      verb: finishStopping,
      state: { attempt: 'abc' },
      inputs: CANCELLED,
    })
    expect([changing(sent), failed]).toEqual([[], false])
    expect(log.join()).toContain('nothing is left to do')
  })

  it('says that nobody can tell where the server keeps no metadata', async () => {
    const { failed, annotations } = await act({
      verb: finishStopping,
      state: { attempt: 'abc' },
      inputs: CANCELLED,
      routes: list(job(1, { metadata: null })),
    })
    expect([failed, annotations.map(({ text }) => text)]).toEqual([
      false,
      [expect.stringContaining('This server keeps no metadata, so that nobody can tell')],
    ])
  })

  it('need not pause a job that is paused', async () => {
    const { sent, annotations } = await act({
      verb: finishStopping,
      state: state(),
      inputs: { ...CANCELLED, 'on-cancel': 'pause' },
      statuses: ['paused'],
    })
    expect(changing(sent)).toEqual([])
    expect(annotations[0]?.text).toContain('Job ftjob-1 needed not be asked to pause')
  })

  it('fails when it could not stop the job', async () => {
    const { failures } = await act({
      verb: finishStopping,
      state: state(),
      inputs: CANCELLED,
      statuses: ['running'],
      routes: { 'POST /fine_tuning/jobs/ftjob-1/cancel': () => refusal(403, 'forbidden') },
    })
    expect(failures[0]).toContain('Job ftjob-1 could not be cancelled')
  })
})
