import { describe, expect, it } from 'vitest'
import type { FaultRule } from '../../sandbox/faults.ts'
import { DIALECTS, type Scene, tellable, train } from '../support/built-action.ts'

/** The requests of the wait. */
const WAIT = { method: 'GET', path: '/fine_tuning/jobs/[^/]+(/events|/checkpoints)?' }

const FAULTS: [name: string, fault: FaultRule][] = [
  ['429', { kind: 'status', status: 429 }],
  ['429 with Retry-After', { kind: 'status', status: 429, headers: { 'retry-after': '7' } }],
  ['500', { kind: 'status', status: 500 }],
  ['a page of HTML with 502', { kind: 'status', status: 502 }],
  ['503', { kind: 'status', status: 503 }],
  ['504', { kind: 'status', status: 504 }],
  ['a broken connection', { kind: 'reset' }],
  ['no answer', { kind: 'hang' }],
  ['half an answer and then nothing', { kind: 'stall' }],
  ['half an answer and a broken connection', { kind: 'truncated' }],
  ['a page of HTML with 200', { kind: 'html' }],
  ['an answer that is no JSON', { kind: 'garbage' }],
  ["a proxy's 401", { kind: 'status', status: 401, body: 'html' }],
]

/** As rare as they are harmless: in one run together. */
const FURTHER: FaultRule[] = [
  { kind: 'lost' },
  { kind: 'status', status: 408, body: 'empty' },
  { kind: 'status', status: 403, body: 'html' },
  { kind: 'status', status: 404, body: 'empty' },
  { kind: 'status', status: 401 },
  { kind: 'status', status: 403 },
  { kind: 'status', status: 404 },
]

const steps = [1, 2, 3].map((step) => ({
  status: 'running',
  says: [1, 2].map((part) => ({ message: `step ${step}.${part}` })),
}))
const LIFE: Scene = {
  sandbox: { scripts: [[...steps, { status: 'succeeded' }, { says: [{ message: 'late' }] }]] },
}

describe.each(DIALECTS)('a wait at $server', { concurrent: true }, ({ azure }) => {
  it.each(FAULTS)('gets over %s to every request, and misses nothing', async (_, fault) => {
    const silent = fault.kind === 'hang' || fault.kind === 'stall'
    const faults = [{ ...fault, ...WAIT, every: 2 }]
    const run = await train({
      ...LIFE,
      azure,
      speed: silent ? 100 : 50,
      sandbox: { ...LIFE.sandbox, faults },
    })
    expect(run.failures).toEqual([])
    expect(run.conclusion).toBe('success')
    const waited = run.sandbox.requests.filter(({ path }) => path.startsWith('/fine_tuning/jobs/'))
    expect(waited.map(({ fault }) => fault !== null)).toEqual(waited.map((_, index) => index % 2 === 0))
    expect(run.outputs).toMatchObject({
      status: 'succeeded',
      'fine-tuned-model': run.sandbox.jobs[0]?.modelName,
    })
    expect(run.events).toEqual(run.sandbox.jobs[0]?.events)
    expect(run.told).toEqual(tellable(run.sandbox))
    expect(run.told.at(-1)).toBe('late')
    expect(run.rawLog).toContain('trying again')
    expect(run.creates).toBe(1)
  })

  it('gets over all of these and more, one after another', async () => {
    const all = [...FAULTS.map(([, fault]) => fault), ...FURTHER]
    const faults = all.map((fault, index) => ({ ...fault, ...WAIT, skip: index }))
    const run = await train({ ...LIFE, azure, speed: 100, sandbox: { ...LIFE.sandbox, faults } })
    expect(run.conclusion).toBe('success')
    expect(run.events).toEqual(run.sandbox.jobs[0]?.events)
    expect(run.told).toEqual(tellable(run.sandbox))
  })

  it('stays away for as long as the server asks', async () => {
    const headers = { 'retry-after': '90' }
    const faults = [{ kind: 'status' as const, status: 429, headers, ...WAIT, skip: 2 }]
    const run = await train({ ...LIFE, azure, speed: 100, sandbox: { ...LIFE.sandbox, faults } })
    const [, , refused, next] = run.sandbox.requests.filter(({ path }) =>
      path.startsWith('/fine_tuning/jobs/'),
    )
    expect((next?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThanOrEqual(90_000 / 200 - 5)
    expect(run.conclusion).toBe('success')
  })

  it('shows the page of a proxy in no place', async () => {
    const faults = ['html', 'garbage'].map((kind) => ({ kind, ...WAIT, every: 3 }) as FaultRule)
    const run = await train({ ...LIFE, azure, speed: 100, sandbox: { ...LIFE.sandbox, faults } })
    expect(run.conclusion).toBe('success')
    expect(run.rawLog + run.summary + JSON.stringify(run.results)).not.toMatch(/gateway|<h1>|data": \[\{\]/i)
  })

  it.each([azure ? 403 : 401, 404])(
    'ends when the API itself keeps refusing with %d, and leaves the job',
    async (status) => {
      const faults = [{ kind: 'status' as const, status, ...WAIT, every: 1, skip: 2 }]
      const run = await train({ ...LIFE, azure, speed: 100, sandbox: { ...LIFE.sandbox, faults } })
      expect([run.exitCode, run.failures.length]).toEqual([1, 1])
      expect(run.failures[0]).toContain(`Job ${run.sandbox.jobs[0]?.id} can no longer be followed`)
      expect(run.sent.filter((request) => request.startsWith('POST'))).toEqual([
        'POST /files',
        'POST /fine_tuning/jobs',
      ])
      expect(run.outputs['job-id']).toBe(run.sandbox.jobs[0]?.id)
    },
  )

  it('is given up at the timeout when nothing is answered any more', async () => {
    const faults = [{ kind: 'hang' as const, ...WAIT, every: 1, skip: 2 }]
    const inputs = { timeout: '2' }
    const run = await train({ ...LIFE, azure, inputs, speed: 100, sandbox: { ...LIFE.sandbox, faults } })
    expect([run.exitCode, run.failures.length]).toEqual([1, 1])
    expect(run.failures[0]).toContain('The time is up')
    expect(run.outputs).toMatchObject({ status: 'running', 'job-id': run.sandbox.jobs[0]?.id })
    expect(run.durationMs).toBeLessThan(5000)
  })
})
