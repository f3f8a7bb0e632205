import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FaultRule } from '../../sandbox/faults.ts'
import { startSandbox } from '../../sandbox/sandbox.ts'
import { ALL_SERVERS, type BuiltRun, runBuiltAction, startBuiltAction } from '../support/built-action.ts'

const UPLOAD = { method: 'POST', path: '/files' }
const CREATE = { method: 'POST', path: '/fine_tuning/jobs' }
const LIST = { method: 'GET', path: '/fine_tuning/jobs' }
const faulty = (...faults: FaultRule[]) => ({ sandbox: { faults } })

/** Returns the requests that change something. */
const changing = (sent: string[]) => sent.filter((request) => !request.startsWith('GET '))
const datasets = ({ sandbox }: BuiltRun) => sandbox.files.filter(({ purpose }) => purpose === 'fine-tune')
/** Returns the jobs that cost money. */
const live = ({ sandbox }: BuiltRun) => sandbox.jobs.filter(({ wire }) => wire.status !== 'cancelled')

describe.each(ALL_SERVERS)('an upload to $server', { concurrent: true }, ({ dialect }) => {
  it.each<[string, FaultRule]>([
    ['a broken connection', { kind: 'reset' }],
    ['500', { kind: 'status', status: 500 }],
    ['503', { kind: 'status', status: 503 }],
    ['429', { kind: 'status', status: 429, headers: { 'retry-after': '2' } }],
    ['a page of HTML with 502', { kind: 'status', status: 502 }],
    ['half an answer, and nothing done', { kind: 'truncated', effect: false }],
  ])('is retried after %s', async (_, fault) => {
    const run = await runBuiltAction({ dialect, speed: 100, ...faulty({ ...fault, ...UPLOAD, times: 2 }) })
    expect(run.failures).toEqual([])
    expect(run.sent.filter((request) => request === 'POST /files')).toHaveLength(3)
    expect(run.outputs['training-file-id']).toBe(run.sandbox.jobs[0]?.wire.training_file)
    expect(run.conclusion).toBe('success')
  })

  it.each<[string, number, string, string[]]>([
    ['refused', 401, 'pull requests from forks get no secrets', ['POST /files']],
    ['too large, also in parts,', 413, 'larger than this server accepts', ['POST /files', 'POST /uploads']],
  ])('that is %s fails the step with one error', async (_, status, hint, requests) => {
    const fault: FaultRule = { kind: 'status', status, method: 'POST', path: '/(files|uploads)', every: 1 }
    const run = await runBuiltAction({ dialect, ...faulty(fault) })
    expect([run.exitCode, changing(run.sent), run.failures]).toEqual([
      1,
      requests,
      [expect.stringContaining(hint)],
    ])
  })

  it('that never succeeds fails the step before a job is created', async () => {
    const run = await runBuiltAction({
      dialect,
      speed: 200,
      ...faulty({ kind: 'reset', ...UPLOAD, every: 1 }),
    })
    expect([run.exitCode, run.failures.length, run.creates]).toEqual([1, 1, 0])
  })

  it('succeeds although polling the uploaded file fails at first', async () => {
    const fault: FaultRule = { kind: 'status', status: 503, method: 'GET', path: '/files/.*', every: 2 }
    expect((await runBuiltAction({ dialect, speed: 50, ...faulty(fault) })).conclusion).toBe('success')
  })
})

describe('an upload without a response', { concurrent: true }, () => {
  it('times out after ten minutes and is retried', async () => {
    const fault: FaultRule = { kind: 'hang', ...UPLOAD }
    const run = await runBuiltAction({ speed: 200, inputs: { wait: 'false' }, ...faulty(fault) })
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
  ])('is found in the list and not sent again after %s', async (_, fault) => {
    const run = await runBuiltAction({ speed: 100, ...faulty({ ...fault, ...UPLOAD }) })
    expect([run.conclusion, run.failures]).toEqual(['success', []])
    expect(changing(run.sent)).toEqual(['POST /files', 'POST /fine_tuning/jobs'])
    expect(datasets(run).map(({ id }) => id)).toEqual([run.outputs['training-file-id']])
  })

  it('is sent again if it is listed too late, and the first file is deleted', async () => {
    const sandbox = { faults: [{ kind: 'lost', ...UPLOAD } as const], fileListDelayMs: 300 }
    // The job takes a second.
    const run = await runBuiltAction({ speed: 20, inputs: { 'poll-interval': '2' }, sandbox })
    const posts = ['POST /files', 'POST /files', 'POST /fine_tuning/jobs']
    expect([run.conclusion, changing(run.sent).slice(0, 3)]).toEqual(['success', posts])
    expect(datasets(run).map(({ id }) => id)).toEqual([run.sandbox.jobs[0]?.wire.training_file])
    expect(changing(run.sent).slice(3)).toEqual([expect.stringMatching(/^DELETE \/files\//)])
  })
})

describe.each(ALL_SERVERS)('the create request at $server', { concurrent: true }, ({ dialect }) => {
  it.each<[string, FaultRule]>([
    ['a lost answer', { kind: 'lost' }],
    ['an answer cut short', { kind: 'truncated' }],
    ['an answer that stays away', { kind: 'hang', effect: true }],
    ['half an answer and then nothing', { kind: 'stall' }],
    ['an answer that is no JSON', { kind: 'garbage' }],
    ['a page of HTML with 200', { kind: 'html', effect: true }],
    ['502 from a proxy that has passed it on', { kind: 'status', status: 502, effect: true }],
    [
      '303, as if another server had accepted it',
      { kind: 'redirect', status: 303, location: '/', effect: true },
    ],
  ])('is not sent again after %s, because the job is found', async (_, fault) => {
    const speed = fault.kind === 'hang' || fault.kind === 'stall' ? 100 : 30
    const run = await runBuiltAction({ dialect, speed, ...faulty({ ...fault, ...CREATE }) })
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
  ])('is sent again after %s if it created no job', async (_, fault) => {
    const run = await runBuiltAction({ dialect, speed: 20, ...faulty({ ...fault, ...CREATE }) })
    expect([run.creates, run.sandbox.jobs.length]).toEqual([2, 1])
    expect([run.conclusion, run.failures]).toEqual(['success', []])
    expect(run.outputs).toMatchObject({ 'job-id': run.sandbox.jobs[0]?.id, created: 'true' })
    const creates = run.sandbox.requests.filter((r) => `${r.method} ${r.path}` === 'POST /fine_tuning/jobs')
    // The second request equals the first; the server reads no body from a connection that breaks at once.
    expect(new Set(creates.flatMap(({ body }) => body || [])).size).toBe(1)
    const [first, second] = creates.map(({ at }) => at)
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(30_000 / 20 - 5)
  })

  it('is sent again after 429', async () => {
    const fault: FaultRule = {
      kind: 'status',
      status: 429,
      headers: { 'retry-after': '3' },
      ...CREATE,
      times: 2,
    }
    const run = await runBuiltAction({ dialect, ...faulty(fault) })
    expect([run.conclusion, run.creates, run.sandbox.jobs.length]).toEqual(['success', 3, 1])
  })

  it.each<[number, string, string]>([
    [403, 'training_not_available', 'The same API is served by Azure OpenAI'],
    [429, 'daily_rate_limit_exceeded', 'Run the workflow again tomorrow'],
    [429, 'insufficient_quota', 'add credit'],
    [401, 'invalid_api_key', 'Check the secret or the variable behind "api-key"'],
    [404, 'model_not_found', 'Check "model"'],
  ])('that is rejected with %d %s fails with one clear error and a hint', async (status, code, hint) => {
    const error = { code, message: `The server rejects it: ${code}.` }
    const headers = { 'x-request-id': 'req_42' }
    const run = await runBuiltAction({
      dialect,
      ...faulty({ kind: 'status', status, error, headers, ...CREATE }),
    })
    expect([run.exitCode, run.creates, run.sandbox.jobs.length]).toEqual([1, 1, 0])
    expect(run.failures).toHaveLength(1)
    for (const part of [`The server rejects it: ${code}.`, 'request id req_42', hint])
      expect(run.failures[0]).toContain(part)
    expect(run.outputs).toMatchObject({ 'error-code': code, 'error-message': error.message })
    expect(run.rawLog).not.toMatch(/^ {4}at /m)
  })
})

describe('a create request with an unknown outcome', { concurrent: true }, () => {
  it('leaves one job if the first is listed only after the second was created', async () => {
    const faults: FaultRule[] = [{ kind: 'lost', ...CREATE }]
    const script = Array(50).fill({ status: 'running' })
    const scripts = [script, script]
    // The server runs on the clock of the action, so it creates the two jobs half a minute apart.
    const start = Date.now()
    // Slow enough for a busy machine: the lookup of half a minute ends well before the list shows the job.
    const speed = 10
    const now = () => start + (Date.now() - start) * speed
    const sandbox = { faults, scripts, now, listDelayMs: 45_000 }
    const inputs = { wait: 'false' }
    const run = await runBuiltAction({ speed, inputs, sandbox })
    expect([run.creates, run.sandbox.jobs.length, run.failures]).toEqual([2, 2, []])
    expect(live(run).map(({ id }) => id)).toEqual([run.outputs['job-id']])
    expect(run.outputs['job-id']).toBe(run.sandbox.jobs[0]?.id)
    expect(run.conclusion).toBe('success')
  })

  it.each<[string, FaultRule[], creates: number, jobs: number]>([
    ['every one is answered with 500', [{ kind: 'status', status: 500, ...CREATE, every: 1 }], 3, 0],
    ['the connection breaks every time', [{ kind: 'reset', ...CREATE, every: 1 }], 3, 0],
    [
      'the list hangs from then on',
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
      'the second request is rejected',
      [
        { kind: 'reset', ...CREATE },
        { kind: 'status', status: 403, ...CREATE },
      ],
      2,
      0,
    ],
  ])('fails with an unknown outcome if %s', async (_, faults, creates, jobs) => {
    const run = await runBuiltAction({ speed: 25, ...faulty(...faults) })
    expect([run.creates, run.sandbox.jobs.length]).toEqual([creates, jobs])
    expect([run.exitCode, run.signal, run.conclusion]).toEqual([1, null, 'failure'])
    expect(run.failures).toEqual([expect.stringContaining('Unclear whether the job was created')])
    expect(run.outputs).not.toHaveProperty('job-id')
    expect(run.outputs['training-file-id']).toBe(datasets(run)[0]?.id)
    // A job that was not found may need the file.
    expect(changing(run.sent)).not.toContainEqual(expect.stringMatching(/^DELETE/))
    expect(run.state).toMatchObject({ attempt: expect.stringMatching(/^[0-9a-f]{32}-1$/), ended: 'true' })
    expect(run.summary).toContain('Unclear whether')
  })
})

describe('a process exits with an error', { concurrent: true }, () => {
  it('if no server listens at the address', async () => {
    const gone = await startSandbox()
    await gone.close()
    const run = await runBuiltAction({ inputs: { 'base-url': gone.url }, speed: 200 })
    expect([run.exitCode, run.conclusion, run.failures.length]).toEqual([1, 'failure', 1])
    expect(run.failures[0]).toContain('ECONNREFUSED')
    expect(run.failures[0]).toContain('Check "base-url"')
    expect(run.rawLog).not.toMatch(/^ {4}at /m)
  })

  it('if it has nothing left to wait for because its timers never fire', async () => {
    const script = 'globalThis.setTimeout = () => ({})'
    const run = await runBuiltAction({ imports: [inline(script)], speed: 1, sandbox: { advance: 'manual' } })
    expect(run.creates).toBe(1)
    expect(run.exitCode).toBeGreaterThan(0)
    expect(run.outputs['job-id']).toBe(run.sandbox.jobs[0]?.id)
  })

  it('if an unexpected error is thrown, which it reports as a bug', async () => {
    const script = `process.on('SIGUSR2', () => { throw new TypeError('boom') })`
    const { action, finish: ended } = await startBuiltAction({
      imports: [inline(script)],
      sandbox: { advance: 'manual' },
    })
    await action.log.waitFor('was created')
    action.signal('SIGUSR2')
    const run = await ended()
    expect([run.exitCode, run.failures]).toEqual([1, [expect.stringContaining('a bug in the action')]])
    expect(run.failures[0]).toContain('boom')
    expect(run.rawLog).not.toMatch(/^ {4}at /m)
  })

  it.skipIf(process.platform !== 'linux')(
    'if it cannot write its outputs, but follows its job to the end',
    async () => {
      const run = await runBuiltAction({ imports: [inline(`process.env.GITHUB_OUTPUT = '/dev/full'`)] })
      expect([run.exitCode, run.conclusion]).toEqual([1, 'failure'])
      expect(run.failures[0]).toContain('Could not write output')
      expect(run.rawLog).toContain('status: succeeded')
    },
  )

  describe('if the server closes the connection', () => {
    let isCreated = false
    const server = createServer((request, response) => {
      request.resume().on('end', () => {
        const received = `${request.method} ${request.url}`
        if (received === 'POST /v1/files') return response.end('{"id":"file-1","status":"processed"}')
        isCreated ||= received === 'POST /v1/fine_tuning/jobs'
        if (!isCreated) return response.end('{"data":[],"has_more":false}')
        // Announced as longer than it is, and ended as if it were complete.
        const job = '{"id":"ftjob-1","status":"queued"}'
        response
          .writeHead(200, { 'content-length': 500 })
          .write(received.startsWith('GET') ? '{"data":[]}' : job)
        return response.socket?.end()
      })
    })
    beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
    afterAll(() => void server.close())

    it('in the middle of the response with the new job', async () => {
      const { port } = server.address() as AddressInfo
      const run = await runBuiltAction({ speed: 100, inputs: { 'base-url': `http://127.0.0.1:${port}/v1` } })
      expect([run.exitCode, run.conclusion]).toEqual([1, 'failure'])
      expect(run.failures).toEqual([expect.stringContaining('Unclear whether the job was created')])
    })
  })
})

const inline = (script: string) => `data:text/javascript,${encodeURIComponent(script)}`
