import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FaultRule } from '../sandbox/faults.ts'
import { startSandbox } from '../sandbox/sandbox.ts'
import { DIALECTS, startTraining, train } from '../support/trained.ts'

const UPLOAD = { method: 'POST', path: '/files' }
const CREATE = { method: 'POST', path: '/fine_tuning/jobs' }
const faulty = (...faults: FaultRule[]) => ({ sandbox: { faults } })

describe.each(DIALECTS)('an upload to $server', { concurrent: true }, ({ azure }) => {
  it.each<[string, FaultRule]>([
    ['a broken connection', { kind: 'reset' }],
    ['500', { kind: 'status', status: 500 }],
    ['503', { kind: 'status', status: 503 }],
    ['429', { kind: 'status', status: 429, headers: { 'retry-after': '2' } }],
    ['a page of HTML with 502', { kind: 'status', status: 502 }],
    ['half an answer', { kind: 'truncated' }],
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
  ])('that is %s ends the step with one error', async (_, fault, advice) => {
    const run = await train({ azure, ...faulty({ ...fault, ...UPLOAD }) })
    expect([run.exitCode, run.sent, run.failures]).toEqual([
      1,
      ['POST /files'],
      [expect.stringContaining(advice)],
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
    expect([run.conclusion, run.failures, run.sent]).toEqual([
      'success',
      [],
      ['POST /files', 'POST /files', 'POST /fine_tuning/jobs'],
    ])
  })
})

describe.each(DIALECTS)('the create request at $server', { concurrent: true }, ({ azure }) => {
  it.each<[string, FaultRule, number]>([
    ['a lost answer', { kind: 'lost' }, 1],
    ['an answer cut short', { kind: 'truncated' }, 1],
    ['an answer that stays away', { kind: 'hang', effect: true }, 1],
    ['half an answer and then nothing', { kind: 'stall' }, 1],
    ['an answer that is no JSON', { kind: 'garbage' }, 1],
    ['a page of HTML with 200', { kind: 'html', effect: true }, 1],
    ['500', { kind: 'status', status: 500 }, 0],
    ['502 from a proxy that has passed it on', { kind: 'status', status: 502, effect: true }, 1],
    ['408', { kind: 'status', status: 408 }, 0],
    ['a broken connection', { kind: 'reset' }, 0],
    [
      '303, as if something else had taken it on',
      { kind: 'redirect', status: 303, location: '/', effect: true },
      1,
    ],
  ])('is not sent again after %s', async (_, fault, jobs) => {
    const speed = fault.kind === 'hang' || fault.kind === 'stall' ? 100 : 20
    const run = await train({ azure, speed, ...faulty({ ...fault, ...CREATE }) })
    expect(run.creates).toBe(1)
    expect(run.sandbox.jobs).toHaveLength(jobs)
    expect([run.exitCode, run.signal, run.conclusion]).toEqual([1, null, 'failure'])
    expect(run.failures).toEqual([expect.stringContaining('It is not known whether the job was created')])
    expect(run.outputs).not.toHaveProperty('job-id')
    expect(run.outputs).toHaveProperty('training-file-id')
    expect(run.summary).toContain('not known')
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
  ])('that is refused with %d %s gives one clear error with advice', async (status, code, advice) => {
    const error = { code, message: `Said of ${code}.` }
    const headers = { 'x-request-id': 'req_42' }
    const run = await train({ azure, ...faulty({ kind: 'status', status, error, headers, ...CREATE }) })
    expect([run.exitCode, run.creates, run.sandbox.jobs.length]).toEqual([1, 1, 0])
    expect(run.failures).toHaveLength(1)
    for (const part of [`Said of ${code}.`, 'request id req_42', advice])
      expect(run.failures[0]).toContain(part)
    expect(run.outputs).toMatchObject({ 'error-code': code, 'error-message': error.message })
    expect(run.rawLog).not.toMatch(/^ {4}at /m)
  })
})

describe('a process that must not be green', { concurrent: true }, () => {
  it('has a server that nobody listens at', async () => {
    const gone = await startSandbox()
    await gone.close()
    const run = await train({ inputs: { 'base-url': gone.url }, speed: 50 })
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
    const server = createServer((request, response) => {
      request.resume().on('end', () => {
        if (request.url?.endsWith('/files')) return response.end('{"id":"file-1","status":"processed"}')
        // Promised as longer than it is, and cut off in a way that looks like a clean end.
        response.writeHead(200, { 'content-length': 500 }).write('{"id":"ftjob-1","status":"queued"}')
        return response.socket?.end()
      })
    })
    beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
    afterAll(() => void server.close())

    it('in the middle of the answer that tells of the new job', async () => {
      const { port } = server.address() as AddressInfo
      const run = await train({ inputs: { 'base-url': `http://127.0.0.1:${port}/v1` } })
      expect([run.exitCode, run.conclusion]).toEqual([1, 'failure'])
      expect(run.failures).toEqual([expect.stringContaining('It is not known whether the job was created')])
    })
  })
})

const inline = (script: string) => `data:text/javascript,${encodeURIComponent(script)}`
