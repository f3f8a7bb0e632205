import { afterAll, describe, expect, it } from 'vitest'
import type { Timing } from '../../sandbox/lifecycle.ts'
import type { SandboxOptions } from '../../sandbox/sandbox.ts'
import { accountOf, expectSuccess, project, requestsOf, totals } from './server-project.ts'

const SPEED = 20
/** As fast for the sandbox as for the action: of two jobs of the same second the id decides, so that it must be the same second to both. */
const BEGIN = Date.now()
const now = () => BEGIN + (Date.now() - BEGIN) * SPEED
/** A job goes on while several look at it, and no faster for that. */
const PACE: Timing = { phaseMs: 6000, trainMs: 12_000, lateMs: 1000 }
const LATE_MS = 10_000

const SERVERS: [name: string, scene: { azure?: boolean; server?: SandboxOptions }][] = [
  ['OpenAI', {}],
  ['Azure OpenAI', { azure: true }],
  ['a server that lists jobs ten seconds late', { server: { listDelayMs: LATE_MS } }],
  ['a server that lists files ten seconds late', { server: { fileListDelayMs: LATE_MS } }],
  ['a server that does not filter', { server: { metadataFilter: false } }],
  ['a server without metadata', { server: { keepsMetadata: false } }],
]

const total = totals()

/** Holds requests back until so many are there. */
function barrier(runs: number) {
  const { promise, resolve } = Promise.withResolvers<void>()
  let here = 0
  return () => {
    here += 1
    if (here === runs) resolve()
    return promise
  }
}

describe.concurrent.each([2, 5])('%d runs that start at the same moment', (runs) => {
  describe.each(SERVERS)('at %s', (name, { azure = false, server }) => {
    it.each([
      ['left to themselves', false],
      ['none of which creates before all have looked', true],
    ])('%s, leave one job and tell of it', (_, held) =>
      total.count(`${runs} at ${name}`, async () => {
        const wait = barrier(runs)
        const onArrival = ({ method, path }: { method: string; path: string }) =>
          held && `${method} ${path}` === 'POST /fine_tuning/jobs' ? wait() : undefined
        await using at = await project({
          azure,
          speed: SPEED,
          server: { now, pace: PACE, scripts: [], mostSteps: 3, ...server, onArrival },
        })
        const starts = Array.from({ length: runs }, (_, index) => at.start({ id: `${index + 1}` }))
        const ended = await Promise.all(starts.map(({ done }) => done))
        const account = accountOf(at.sandbox)
        const story = [...ended.map(({ log }) => log), ...requestsOf(at.sandbox)].join('\n')
        if (held) expect(at.sandbox.jobs.length, story).toBe(runs)
        expect(account.live.length, story).toBe(1)
        expect(account.idle, story).toEqual([])
        for (const run of ended) expectSuccess(run, account)
        expect(ended.filter(({ outputs }) => outputs.created === 'true').length, story).toBe(1)
      }),
    )
  })
})

afterAll(() => total.print('Runs that start at the same moment:'))
