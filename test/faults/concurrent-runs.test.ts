import { afterAll, describe, expect, it } from 'vitest'
import type { DialectName } from '../../sandbox/dialects.ts'
import type { Timing } from '../../sandbox/lifecycle.ts'
import type { SandboxOptions } from '../../sandbox/sandbox.ts'
import { annotationTexts } from '../support/shared-server.ts'
import { describeUnnamedJobs } from './odd-servers.ts'
import {
  countJobs,
  createServerProject,
  createTotals,
  expectSuccess,
  listRequests,
} from './server-project.ts'

const SPEED = 20
/** The sandbox runs on the same accelerated clock as the action, because the second of creation decides between two jobs. */
const BEGIN = Date.now()
const now = () => BEGIN + (Date.now() - BEGIN) * SPEED
/** The clock advances a job, so that it is no faster if several runs poll it. */
const PACE: Timing = { phaseMs: 6000, trainMs: 12_000, lateMs: 1000 }
const LATE_MS = 10_000
/** Longer than it takes until a job that is listed under another id is recognized. */
const LONG_PACE: Timing = { ...PACE, trainMs: 60_000 }

const SERVERS: [name: string, options: { dialect?: DialectName; server?: SandboxOptions }][] = [
  ['OpenAI', {}],
  ['Azure OpenAI', { dialect: 'azure' }],
  ['a server that lists jobs ten seconds late', { server: { listDelayMs: LATE_MS } }],
  ['a server that lists files ten seconds late', { server: { fileListDelayMs: LATE_MS } }],
  ['a server that does not filter', { server: { metadataFilter: false } }],
  ['a server without metadata', { server: { keepMetadata: false } }],
]

/** Servers at which two runs that start together leave one job, too. */
const ODD_SERVERS: [name: string, server: SandboxOptions][] = [
  ['gives jobs numbers as ids', { jobIds: 'numeric' }],
  ['lists jobs under other ids', { jobIds: 'alias', advance: LONG_PACE }],
  ['drops metadata and keeps seeds', { dropFields: ['metadata'] }],
  ['lists jobs without a status', { listedStatus: 'absent' }],
  ['answers commands with 204', { commandAnswer: 'no-content' }],
  ['carries out commands ten seconds late', { commandDelayMs: LATE_MS, commandAnswer: 'success' }],
]

const total = createTotals()

/** Returns a function that holds requests back until this many have arrived. */
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
  describe.each(SERVERS)('at %s', (name, { dialect = 'openai', server }) => {
    it.each([
      ['left alone', false],
      ['held back until all have searched and none has created', true],
    ])('leave one job, whose outputs all of them have: %s', (_, held) =>
      total.count(`${runs} at ${name}`, async () => {
        const wait = barrier(runs)
        const onArrival = ({ method, path }: { method: string; path: string }) =>
          held && `${method} ${path}` === 'POST /fine_tuning/jobs' ? wait() : undefined
        await using at = await createServerProject({
          dialect,
          speed: SPEED,
          server: { now, advance: PACE, scripts: [], maxSteps: 3, ...server, onRequest: onArrival },
        })
        const starts = Array.from({ length: runs }, (_, index) => at.start({ run: `${index + 1}` }))
        const ended = await Promise.all(starts.map(({ done }) => done))
        const account = countJobs(at.sandbox)
        const report = [...ended.map(({ log }) => log), ...listRequests(at.sandbox)].join('\n')
        if (held) expect(at.sandbox.jobs.length, report).toBe(runs)
        expect(account.live.length, report).toBe(1)
        expect(account.idle, report).toEqual([])
        for (const run of ended) expectSuccess(run, account)
        // Without metadata, the job on the file that a run has uploaded counts as its own, whichever run has created it.
        const creators = ended.filter(({ outputs }) => outputs.created === 'true').length
        expect(server?.keepMetadata === false ? [1, 2] : [1], report).toContain(creators)
      }),
    )
  })
})

/** Starts two runs, whose create requests are held back until both have searched, and waits for their ends. */
async function runTogether(server: SandboxOptions) {
  const wait = barrier(2)
  const onArrival = ({ method, path }: { method: string; path: string }) =>
    `${method} ${path}` === 'POST /fine_tuning/jobs' ? wait() : undefined
  await using at = await createServerProject({
    speed: SPEED,
    server: { now, advance: PACE, scripts: [], maxSteps: 3, ...server, onRequest: onArrival },
  })
  const ended = await Promise.all(['1', '2'].map((run) => at.start({ run }).done))
  const report = [...ended.map(({ log }) => log), ...listRequests(at.sandbox)].join('\n')
  expect(at.sandbox.jobs.length, report).toBe(2)
  return { ended, report, ...countJobs(at.sandbox) }
}

describe.concurrent('two runs that start at the same moment at a server that', () => {
  it.each(ODD_SERVERS)('%s leave one job', (_, server) =>
    total.count('2 at odd servers', async () => {
      const { ended, report, live, idle } = await runTogether(server)
      expect(live.length, report).toBe(1)
      // The file of a cancelled job is kept while the list does not report that it was cancelled.
      if (!server.listedStatus) expect(idle, report).toEqual([])
      for (const { exitCode, outputs } of ended)
        expect([exitCode, outputs['fine-tuned-model']], report).toEqual([0, live[0]?.modelName])
    }),
  )

  it.each<[string, SandboxOptions]>([
    ['ignores commands', { ignoreCommands: true }],
    ['only pretends to cancel', { ignoreCommands: true, commandAnswer: 'pretended' }],
  ])('%s name both jobs in an error', (_, server) =>
    total.count('2 at servers that cancel no job', async () => {
      const { ended, report, live } = await runTogether(server)
      expect(live.length, report).toBe(2)
      const errors = ended.flatMap((run) => annotationTexts(run, 'error'))
      expect(describeUnnamedJobs(live, errors), report).toBeUndefined()
    }),
  )
})

afterAll(() => total.print('Runs that start at the same moment:'))
