import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FaultRule } from '../../sandbox/faults.ts'
import { startSandbox } from '../../sandbox/sandbox.ts'
import { DIALECTS, startTraining, type Trained, train } from '../support/built-action.ts'

const UPLOAD = { method: 'POST', path: '/files' }
const CREATE = { method: 'POST', path: '/fine_tuning/jobs' }
const LIST = { method: 'GET', path: '/fine_tuning/jobs' }
const faulty = (...faults: FaultRule[]) => ({ sandbox: { faults } })

/** What was asked for that changes something on the server. */
const changing = (sent: string[]) => sent.filter((request) => !request.startsWith('GET '))
const datasets = ({ sandbox }: Trained) => sandbox.files.filter(({ purpose }) => purpose === 'fine-tune')
/** The jobs that somebody pays for. */
const live = ({ sandbox }: Trained) => sandbox.jobs.filter(({ wire }) => wire.status !== 'cancelled')

describe.each(DIALECTS)('an upload to $server', { concurrent: true }, ({ azure }) => {
  it.each<[string, FaultRule]>([
    ['a broken connection', { kind: 'reset' }],
    ['500', { kind: 'status', status: 500 }],
    ['503', { kind: 'status', status: 503 }],
    ['429', { kind: 'status', status: 429, headers: { 'retry-after': '2' } }],
    ['a page of HTML with 502', { kind: 'status', status: 502 }],
    ['half an answer, and nothing done', { kind: 'truncated', effect: false }],
  ])('is tried again after %s', async (_, fault) => {
    const run = await train({ azure, speed: 100, ...faulty({ ...fault, ...UPLOAD, times: 2 }) })
    expect(run.failures).toEqual([])
    expect(run.sent.filter((request) => request === 'POST /files')).toHaveLength(3)
    expect(run.outputs['training-file-id']).toBe(run.sandbox.jobs[0]?.wire.training_file)
    expect(run.conclusion).toBe('success')
  })

  it.each<[string, FaultRule, string]>([
    ['refused', { kind: 'status', status: 401 }, 'pull requests from forks get no secrets'],
    ['too large', { kind: 'status', status: 413 }, 'larger than this server accepts'],
  ])('that is %s ends the step with one error', async (_, fault, hint) => {
    const run = await train({ azure, ...faulty({ ...fault, ...UPLOAD }) })
    expect([run.exitCode, changing(run.sent), run.failures]).toEqual([
      1,
      ['POST /files'],
      [expect.stringContaining(hint)],
    ])
  })

  it('that never succeeds ends the step, and no job is created', async () => {
    const run = await train({ azure, speed: 200, ...faulty({ kind: 'reset', ...UPLOAD, every: 1 }) })
    expect([run.exitCode, run.failures.length, run.creates]).toEqual([1, 1, 0])
  })

  it('goes on when the looks at the uploaded file fail', async () => {
    const fault: FaultRule = { kind: 'status', status: 503, method: 'GET', path: '/files/.*', every: 2 }
    expect((await train({ azure, speed: 50, ...faulty(fault) })).conclusion).toBe('success')
  })
})

describe('an upload that is not answered', { concurrent: true }, () => {
  it('is given up after ten minutes, and tried again', async () => {
    const fault: FaultRule = { kind: 'hang', ...UPLOAD }
    const run = await train({ speed: 200, inputs: { wait: 'false' }, ...faulty(fault) })
    expect([run.conclusion, run.failures, changing(run.sent)]).toEqual([
      'success',
      [],
      ['POST /files', 'POST /files', 'POST /fine_tuning/jobs'],
    ])
  })

  it.each<[string, FaultRule]>([
    ['half an answer', { kind: 'truncated' }],
    ['a lost answer', { kind: 'lost' }],
    ['502 from a proxy that has passed it on', { kind: 'status', status: 502, effect: true }],
  ])('that has come in is found, and not sent again, after %s', async (_, fault) => {
    const run = await train({ speed: 100, ...faulty({ ...fault, ...UPLOAD }) })
    expect([run.conclusion, run.failures]).toEqual(['success', []])
    expect(changing(run.sent)).toEqual(['POST /files', 'POST /fine_tuning/jobs'])
    expect(datasets(run).map(({ id }) => id)).toEqual([run.outputs['training-file-id']])
  })

  it('that is listed too late to be found is sent again, and the first one is deleted', async () => {
    const sandbox = { faults: [{ kind: 'lost', ...UPLOAD } as const], fileListDelayMs: 300 }
    // A job of a second.
    const run = await train({ speed: 20, inputs: { 'poll-interval': '2' }, sandbox })
    const posts = ['POST /files', 'POST /files', 'POST /fine_tuning/jobs']
    expect([run.conclusion, changing(run.sent).slice(0, 3)]).toEqual(['success', posts])
    expect(datasets(run).map(({ id }) => id)).toEqual([run.sandbox.jobs[0]?.wire.training_file])
    expect(changing(run.sent).slice(3)).toEqual([expect.stringMatching(/^DELETE \/files\//)])
  })
})

describe.each(DIALECTS)('the create request at $server', { concurrent: true }, ({ azure }) => {
  it.each<[string, FaultRule]>([
    ['a lost answer', { kind: 'lost' }],
    ['an answer cut short', { kind: 'truncated' }],
    ['an answer that stays away', { kind: 'hang', effect: true }],
    ['half an answer and then nothing', { kind: 'stall' }],
    ['an answer that is no JSON', { kind: 'garbage' }],
    ['a page of HTML with 200', { kind: 'html', effect: true }],
    ['502 from a proxy that has passed it on', { kind: 'status', status: 502, effect: true }],
    [
      '303, as if something else had taken it on',
      { kind: 'redirect', status: 303, location: '/', effect: true },
    ],
  ])('is not sent again after %s: the job is found', async (_, fault) => {
    const speed = fault.kind === 'hang' || fault.kind === 'stall' ? 100 : 30
    const run = await train({ azure, speed, ...faulty({ ...fault, ...CREATE }) })
    expect([run.creates, run.sandbox.jobs.length]).toEqual([1, 1])
    expect([run.exitCode, run.signal, run.failures]).toEqual([0, null, []])
    expect(run.outputs).toMatchObject({
      'job-id': run.sandbox.jobs[0]?.id,
      status: 'succeeded',
      created: 'true',
      'training-file-id': run.sandbox.jobs[0]?.wire.training_file,
    })
    expect(changing(run.sent)).toEqual(['POST /files', 'POST /fine_tuning/jobs'])
  })

  it.each<[string, FaultRule]>([
    ['500', { kind: 'status', status: 500 }],
    ['503', { kind: 'status', status: 503 }],
    ['408', { kind: 'status', status: 408 }],
    ['a broken connection', { kind: 'reset' }],
  ])('is sent again after %s when there is no job after all', async (_, fault) => {
    const run = await train({ azure, speed: 20, ...faulty({ ...fault, ...CREATE }) })
    expect([run.creates, run.sandbox.jobs.length]).toEqual([2, 1])
    expect([run.conclusion, run.failures]).toEqual(['success', []])
    expect(run.outputs).toMatchObject({ 'job-id': run.sandbox.jobs[0]?.id, created: 'true' })
    const creates = run.sandbox.requests.filter((r) => `${r.method} ${r.path}` === 'POST /fine_tuning/jobs')
    // What is sent again is the same; of a connection that breaks at once, the server has read nothing.
    expect(new Set(creates.flatMap(({ body }) => body || [])).size).toBe(1)
    const [first, second] = creates.map(({ at }) => at)
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(30_000 / 20 - 5)
  })

  it('is sent again when the server says that it came too often', async () => {
    const fault: FaultRule = {
      kind: 'status',
      status: 429,
      headers: { 'retry-after': '3' },
      ...CREATE,
      times: 2,
    }
    const run = await train({ azure, ...faulty(fault) })
    expect([run.conclusion, run.creates, run.sandbox.jobs.length]).toEqual(['success', 3, 1])
  })

  it.each<[number, string, string]>([
    [403, 'training_not_available', 'The same API is served by Azure OpenAI'],
    [429, 'daily_rate_limit_exceeded', 'Run the workflow again tomorrow'],
    [429, 'insufficient_quota', 'add credit'],
    [401, 'invalid_api_key', 'Check the secret behind "api-key"'],
    [404, 'model_not_found', 'Check "model"'],
  ])('that is refused with %d %s gives one clear error with hint', async (status, code, hint) => {
    const error = { code, message: `Said of ${code}.` }
    const headers = { 'x-request-id': 'req_42' }
    const run = await train({ azure, ...faulty({ kind: 'status', status, error, headers, ...CREATE }) })
    expect([run.exitCode, run.creates, run.sandbox.jobs.length]).toEqual([1, 1, 0])
    expect(run.failures).toHaveLength(1)
    for (const part of [`Said of ${code}.`, 'request id req_42', hint])
      expect(run.failures[0]).toContain(part)
    expect(run.outputs).toMatchObject({ 'error-code': code, 'error-message': error.message })
    expect(run.rawLog).not.toMatch(/^ {4}at /m)
  })
})

describe('a create request that nothing is known of', { concurrent: true }, () => {
  it('leads to one job where the list shows the first one only after the second was created', async () => {
    const faults: FaultRule[] = [{ kind: 'lost', ...CREATE }]
    const script = Array(50).fill({ status: 'running' })
    const scripts = [script, script]
    // The server's time passes as fast as the action's: it dates the two jobs half a minute apart.
    const start = Date.now()
    // Slowly enough for a busy machine: the looks of half a minute are over well before the list shows anything.
    const speed = 10
    const now = () => start + (Date.now() - start) * speed
    const sandbox = { faults, scripts, now, listDelayMs: 45_000 }
    const inputs = { wait: 'false' }
    const run = await train({ speed, inputs, sandbox })
    expect([run.creates, run.sandbox.jobs.length, run.failures]).toEqual([2, 2, []])
    expect(live(run).map(({ id }) => id)).toEqual([run.outputs['job-id']])
    expect(run.outputs['job-id']).toBe(run.sandbox.jobs[0]?.id)
    expect(run.conclusion).toBe('success')
  })

  it.each<[string, FaultRule[], creates: number, jobs: number]>([
    ['every one is answered with 500', [{ kind: 'status', status: 500, ...CREATE, every: 1 }], 3, 0],
    ['the connection breaks every time', [{ kind: 'reset', ...CREATE, every: 1 }], 3, 0],
    [
      'the jobs are not listed any more',
      [
        { kind: 'lost', ...CREATE },
        { kind: 'status', status: 503, ...LIST, skip: 2, every: 1 },
      ],
      1,
      1,
    ],
    [
      'the list of jobs is a page of HTML',
      [
        { kind: 'reset', ...CREATE },
        { kind: 'html', ...LIST, skip: 2, every: 1 },
      ],
      1,
      0,
    ],
    [
      'the second one is refused',
      [
        { kind: 'reset', ...CREATE },
        { kind: 'status', status: 403, ...CREATE },
      ],
      2,
      0,
    ],
  ])('leaves it unknown whether there is a job when %s', async (_, faults, creates, jobs) => {
    const run = await train({ speed: 25, ...faulty(...faults) })
    expect([run.creates, run.sandbox.jobs.length]).toEqual([creates, jobs])
    expect([run.exitCode, run.signal, run.conclusion]).toEqual([1, null, 'failure'])
    expect(run.failures).toEqual([expect.stringContaining('It is not known whether the job was created')])
    expect(run.outputs).not.toHaveProperty('job-id')
    expect(run.outputs['training-file-id']).toBe(datasets(run)[0]?.id)
    // A job that nobody has found may need the file.
    expect(changing(run.sent)).not.toContainEqual(expect.stringMatching(/^DELETE/))
    expect(run.state).toMatchObject({ attempt: expect.stringMatching(/^[0-9a-f]{32}$/), ended: 'true' })
    expect(run.summary).toContain('not known')
  })
})

describe('a process that must not be green', { concurrent: true }, () => {
  it('has a server that nobody listens at', async () => {
    const gone = await startSandbox()
    await gone.close()
    const run = await train({ inputs: { 'base-url': gone.url }, speed: 200 })
    expect([run.exitCode, run.conclusion, run.failures.length]).toEqual([1, 'failure', 1])
    expect(run.failures[0]).toContain('ECONNREFUSED')
    expect(run.failures[0]).toContain('Check "base-url"')
    expect(run.rawLog).not.toMatch(/^ {4}at /m)
  })

  it('has nothing left to wait for, because its timers never fire', async () => {
    const script = 'globalThis.setTimeout = () => ({})'
    const run = await train({ preload: [inline(script)], speed: 1, sandbox: { pace: 'hand' } })
    expect(run.creates).toBe(1)
    expect(run.exitCode).toBeGreaterThan(0)
    expect(run.outputs['job-id']).toBe(run.sandbox.jobs[0]?.id)
  })

  it('breaks down with an error that nobody expected, and says that this is a bug', async () => {
    const script = `process.on('SIGUSR2', () => { throw new TypeError('boom') })`
    const { action, ended } = await startTraining({
      preload: [inline(script)],
      sandbox: { pace: 'hand' },
    })
    await action.log.waitFor('was created')
    action.signal('SIGUSR2')
    const run = await ended()
    expect([run.exitCode, run.failures]).toEqual([1, [expect.stringContaining('a bug in the action')]])
    expect(run.failures[0]).toContain('boom')
    expect(run.rawLog).not.toMatch(/^ {4}at /m)
  })

  it.skipIf(process.platform !== 'linux')(
    'cannot write its outputs, but follows its job to the end',
    async () => {
      const run = await train({ preload: [inline(`process.env.GITHUB_OUTPUT = '/dev/full'`)] })
      expect([run.exitCode, run.conclusion]).toEqual([1, 'failure'])
      expect(run.failures[0]).toContain('Could not write output')
      expect(run.rawLog).toContain('status: succeeded')
    },
  )

  describe('whose server closes the connection', () => {
    let asked = false
    const server = createServer((request, response) => {
      request.resume().on('end', () => {
        const what = `${request.method} ${request.url}`
        if (what === 'POST /v1/files') return response.end('{"id":"file-1","status":"processed"}')
        asked ||= what === 'POST /v1/fine_tuning/jobs'
        if (!asked) return response.end('{"data":[],"has_more":false}')
        // Promised as longer than it is, and cut off in a way that looks like a clean end.
        const job = '{"id":"ftjob-1","status":"queued"}'
        response.writeHead(200, { 'content-length': 500 }).write(what.startsWith('GET') ? '{"data":[]}' : job)
        return response.socket?.end()
      })
    })
    beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
    afterAll(() => void server.close())

    it('in the middle of the answer that tells of the new job', async () => {
      const { port } = server.address() as AddressInfo
      const run = await train({ speed: 100, inputs: { 'base-url': `http://127.0.0.1:${port}/v1` } })
      expect([run.exitCode, run.conclusion]).toEqual([1, 'failure'])
      expect(run.failures).toEqual([expect.stringContaining('It is not known whether the job was created')])
    })
  })
})

const inline = (script: string) => `data:text/javascript,${encodeURIComponent(script)}`
