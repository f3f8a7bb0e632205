import { describe, expect, it } from 'vitest'
import type { FaultRule } from '../../sandbox/faults.ts'
import {
  ALL_SERVERS,
  type BuiltActionOptions,
  loggableEvents,
  runBuiltAction,
} from '../support/built-action.ts'

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

/** Rare faults, injected together in one run. */
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
  events: [1, 2].map((part) => ({ message: `step ${step}.${part}` })),
}))
const TRAINING: BuiltActionOptions = {
  sandbox: { scripts: [[...steps, { status: 'succeeded' }, { events: [{ message: 'late' }] }]] },
}

describe.each(ALL_SERVERS)('a wait at $server', { concurrent: true }, ({ dialect }) => {
  it.each(FAULTS)('survives %s to every second request and misses no event', async (_, fault) => {
    const isSilent = fault.kind === 'hang' || fault.kind === 'stall'
    const faults = [{ ...fault, ...WAIT, every: 2 }]
    const run = await runBuiltAction({
      ...TRAINING,
      dialect,
      speed: isSilent ? 100 : 50,
      sandbox: { ...TRAINING.sandbox, faults },
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
    expect(run.logged).toEqual(loggableEvents(run.sandbox))
    expect(run.logged.at(-1)).toBe('late')
    expect(run.rawLog).toContain('retrying in')
    expect(run.creates).toBe(1)
  })

  it('survives every kind of fault in a row and misses no event', async () => {
    const all = [...FAULTS.map(([, fault]) => fault), ...FURTHER]
    const faults = all.map((fault, index) => ({ ...fault, ...WAIT, skip: index }))
    const run = await runBuiltAction({
      ...TRAINING,
      dialect,
      speed: 100,
      sandbox: { ...TRAINING.sandbox, faults },
    })
    expect(run.conclusion).toBe('success')
    expect(run.events).toEqual(run.sandbox.jobs[0]?.events)
    expect(run.logged).toEqual(loggableEvents(run.sandbox))
  })

  it('waits as long as Retry-After says', async () => {
    const headers = { 'retry-after': '90' }
    const faults = [{ kind: 'status' as const, status: 429, headers, ...WAIT, skip: 2 }]
    const run = await runBuiltAction({
      ...TRAINING,
      dialect,
      speed: 100,
      sandbox: { ...TRAINING.sandbox, faults },
    })
    expect(run.rawLog).toContain('retrying in 1 min 30 s')
    expect(run.sandbox.requests.filter(({ status }) => status === 429)).toHaveLength(1)
    expect(run.conclusion).toBe('success')
  })

  it('prints no page of a proxy', async () => {
    const faults = ['html', 'garbage'].map((kind) => ({ kind, ...WAIT, every: 3 }) as FaultRule)
    const run = await runBuiltAction({
      ...TRAINING,
      dialect,
      speed: 100,
      sandbox: { ...TRAINING.sandbox, faults },
    })
    expect(run.conclusion).toBe('success')
    expect(run.rawLog + run.summary + JSON.stringify(run.results)).not.toMatch(/gateway|<h1>|data": \[\{\]/i)
  })

  it.each([dialect === 'azure' ? 403 : 401, 404])(
    'fails when the API keeps answering %d, and leaves the job running',
    async (status) => {
      const faults = [{ kind: 'status' as const, status, ...WAIT, every: 1, skip: 2 }]
      const run = await runBuiltAction({
        ...TRAINING,
        dialect,
        speed: 100,
        sandbox: { ...TRAINING.sandbox, faults },
      })
      expect([run.exitCode, run.failures.length]).toEqual([1, 1])
      expect(run.failures[0]).toContain(`Job ${run.sandbox.jobs[0]?.id} can no longer be followed`)
      expect(run.sent.filter((request) => request.startsWith('POST'))).toEqual([
        'POST /files',
        'POST /fine_tuning/jobs',
      ])
      expect(run.outputs['job-id']).toBe(run.sandbox.jobs[0]?.id)
    },
  )

  it('fails at the timeout when every request hangs, after a few requests', async () => {
    const faults = [{ kind: 'hang' as const, ...WAIT, every: 1, skip: 2 }]
    const inputs = { timeout: '2' }
    const run = await runBuiltAction({
      ...TRAINING,
      dialect,
      inputs,
      speed: 100,
      sandbox: { ...TRAINING.sandbox, faults },
    })
    expect([run.exitCode, run.failures.length]).toEqual([1, 1])
    expect(run.failures[0]).toContain('Timed out after')
    expect(run.outputs).toMatchObject({ status: 'running', 'job-id': run.sandbox.jobs[0]?.id })
    // Two minutes have room for four requests that time out after 30 seconds each, and their retries.
    expect(run.sent.filter((request) => request.includes('/fine_tuning/jobs/')).length).toBeLessThan(12)
  })
})
