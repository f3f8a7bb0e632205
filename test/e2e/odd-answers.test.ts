import { createServer as createHttpServer } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { FaultRule } from '../../sandbox/faults.ts'
import { type BuiltRun, runBuiltAction } from '../support/built-action.ts'
import { selfSigned } from '../support/certificate.ts'
import { chatExamples } from '../support/run-action.ts'
import { annotationTexts, ENDLESS, listWrites, startServer } from '../support/shared-server.ts'

const countRetries = ({ rawLog }: Pick<BuiltRun, 'rawLog'>) => rawLog.match(/; retrying in /g)?.length ?? 0

describe('the way in which responses are written', { concurrent: true }, () => {
  it.each([
    { encoding: 'gzip' },
    { encoding: 'br' },
    { encoding: 'mislabeled' },
    { encoding: 'gzip', byteOrderMark: true },
  ] as const)('does not matter to a training: %j', async (quirks) => {
    const run = await runBuiltAction({ sandbox: quirks })
    expect([run.failures, countRetries(run), run.outputs.status]).toEqual([[], 0, 'succeeded'])
    expect(run.events).toEqual(run.sandbox.jobs[0]?.events)
  })

  it.each(['detail', 'text-error', 'title'] as const)(
    'does not hide the reason of a refusal: %s',
    async (errorShape) => {
      const error = { message: 'n_epochs must be a whole number', param: 'n_epochs', code: 'invalid' }
      const faults: FaultRule[] = [
        { kind: 'status', status: 422, error, every: 1, method: 'POST', path: '/fine_tuning/jobs' },
      ]
      const run = await runBuiltAction({ sandbox: { errorShape, faults } })
      expect([run.exitCode, run.sandbox.jobs.length]).toEqual([1, 0])
      expect(run.failures.join()).toContain('n_epochs must be a whole number')
    },
  )
})

describe('a response about another job', { concurrent: true }, () => {
  it('is never reported as the one that the step waits for', async () => {
    await using server = await startServer({ wrongJob: true })
    const job = server.job({}, 'queued')
    const other = server.job({}, 'succeeded')
    const inputs = { 'job-id': job.id, timeout: '0.5' }
    const run = await server.run({ action: 'wait', inputs })
    expect(run.exitCode).toBe(1)
    expect(annotationTexts(run, 'error').join()).toContain(job.id)
    expect(run.outputs).toEqual({ 'job-id': job.id, 'results-dir': expect.any(String) })
    expect(run.rawLog).toContain(`about another one, ${other.id}`)
    expect(listWrites(server.sandbox)).toEqual([])
  })
})

describe('an upload that is answered early', { concurrent: true }, () => {
  it('is repeated, and no job is created from a part of the data', async () => {
    // More than the buffers between the action and the server hold.
    const workspace = { 'train.jsonl': chatExamples(100_000) }
    const run = await runBuiltAction({ workspace, sandbox: { answerUploadAfter: 331 } })
    expect([run.exitCode, run.creates]).toEqual([1, 0])
    // The connection may break before the response is read: then there is no response at all.
    expect(run.failures.join()).toMatch(/responded before it had received all bytes|EPIPE|ECONNRESET/)
  })
})

describe('a request without a response', { concurrent: true }, () => {
  it.each([
    ['a poll', { method: 'GET', path: '/fine_tuning/jobs/[^/]+' }, 1],
    ['a list of events', { method: 'GET', path: '/fine_tuning/jobs/[^/]+/events' }, 1],
    ['the list of jobs', { method: 'GET', path: '/fine_tuning/jobs' }, 0],
    ['an upload', { method: 'POST', path: '/files' }, 0],
  ])('does not hold up a step after its timeout: %s', async (_, filter, creates) => {
    const faults: FaultRule[] = [{ kind: 'hang', every: 1, ...filter }]
    const sandbox = { faults, scripts: [ENDLESS] }
    const run = await runBuiltAction({ inputs: { timeout: '0.1' }, sandbox })
    expect([run.exitCode, run.creates]).toEqual([1, creates])
    // Each attempt would take 30 seconds, which is more than the step has.
    expect(run.sandbox.requests.filter(({ fault }) => fault === 'hang').length).toBeLessThanOrEqual(2)
    expect(run.rawLog).not.toMatch(/no answer within (1[2-9]|[2-9]\d|\d{3}) seconds/)
  })
})

describe('a response that is too large to be true', { concurrent: true }, () => {
  it('is not decoded and does not end a wait: a million lists', async () => {
    await using server = await startServer({ filler: 1_200_000 })
    const job = server.job({}, 'queued')
    const run = await server.run({ action: 'wait', inputs: { 'job-id': job.id, timeout: '1' } })
    expect(run.exitCode).toBe(1)
    expect(annotationTexts(run, 'error').join()).toContain('Timed out')
    expect(run.rawLog).toContain('unexpected response body')
  })

  it('is not read to its end and does not end a wait: 60 MB', async () => {
    const body = JSON.stringify({ id: 'ftjob-1', status: 'succeeded', filler: 'x'.repeat(60_000_000) })
    const large = createHttpServer((_, response) => response.end(body))
    onTestFinished(() => void large.close())
    await new Promise<void>((resolve) => large.listen(0, '127.0.0.1', resolve))
    const { port } = large.address() as AddressInfo
    await using server = await startServer()
    const inputs = { 'base-url': `http://127.0.0.1:${port}/v1`, 'job-id': 'ftjob-1', timeout: '0.5' }
    const run = await server.run({ action: 'wait', inputs })
    expect([run.exitCode, run.outputs.status]).toEqual([1, undefined])
    expect(run.rawLog).toContain('the response is longer than 16777216 bytes')
  })
})

describe('a wrong setting', { concurrent: true }, () => {
  const NO_PROXY = { NO_PROXY: '*', no_proxy: '*' }

  it('is reported soon for an unknown host name', async () => {
    const inputs = { 'base-url': 'https://no-such-host.invalid/v1' }
    const run = await runBuiltAction({ inputs, env: NO_PROXY, speed: 1 })
    expect([run.exitCode, run.failures.length, run.sandbox.requests]).toEqual([1, 1, []])
    expect(run.failures[0]).toMatch(/no-such-host\.invalid: .*Check "base-url"/s)
    expect(countRetries(run)).toBeLessThanOrEqual(6)
  })

  it('is reported soon for a certificate that is not trusted', async () => {
    const { key, cert } = selfSigned('localhost')
    const server = createServer({ key, cert }, (_, response) => response.end('{}'))
    onTestFinished(() => void server.close())
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
    const { port } = server.address() as AddressInfo
    const run = await runBuiltAction({
      inputs: { 'base-url': `https://localhost:${port}/v1` },
      env: NO_PROXY,
    })
    expect([run.exitCode, run.failures.length]).toEqual([1, 1])
    expect(run.failures[0]).toMatch(/certificate/)
    expect(countRetries(run)).toBeLessThanOrEqual(6)
  })

  it.each(['object', 'null-data'])(
    'is reported soon for a server that is another API: the list of jobs is %s',
    async (answer) => {
      const run = await runBuiltAction({ sandbox: { routes: { jobs: answer } } })
      expect([run.exitCode, run.failures.length, run.creates]).toEqual([1, 1, 0])
      expect(run.failures[0]).toContain('GET /fine_tuning/jobs: unexpected response body (status 200)')
      expect(countRetries(run)).toBeLessThanOrEqual(8)
    },
  )

  it.each([
    ['a wrong key', '401:detail'],
    ['no permission', '403:detail'],
    ['an unknown job', '404:detail'],
  ])('ends a wait after five refusals in the JSON of a framework: %s', async (_, answer) => {
    await using server = await startServer({ routes: { job: answer } })
    const job = server.job({}, 'queued')
    const run = await server.run({ action: 'wait', speed: 100, inputs: { 'job-id': job.id } })
    expect([run.exitCode, annotationTexts(run, 'error').length]).toEqual([1, 1])
    expect(server.sandbox.requests).toHaveLength(5)
  })

  it('does not delay a step when a model that only informs is unknown in the JSON of a framework', async () => {
    const run = await runBuiltAction({ sandbox: { routes: { models: '404:detail' } } })
    expect([run.failures, countRetries(run)]).toEqual([[], 0])
    expect(run.sent.filter((request) => request.startsWith('GET /models/'))).toHaveLength(1)
  })
})
