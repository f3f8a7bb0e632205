import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll } from 'vitest'
import { Api } from '../../sandbox/api.ts'
import type { Timing } from '../../sandbox/lifecycle.ts'
import type { Quirks } from '../../sandbox/quirks.ts'
import { fineTune } from '../../src/actions/fine-tune.ts'
import { type Clock, startStepTimer } from '../../src/clock.ts'
import { createWorkspace } from '../../src/workspace/workspace.ts'
import { type ManualClock, manualClock } from '../support/clock.ts'
import {
  type Fault,
  type FaultPlan,
  type InterceptedRequest,
  sandboxFetch,
} from '../support/in-process-sandbox.ts'
import { readRanks } from '../support/ranks.ts'
import { CONTEXT, chatExamples, createFakeRunner } from '../support/run-action.ts'
import { addStrangers } from './server-project.ts'

/** A fixed seed, so that only a change of the code changes the result; SEED=… draws other schedules. */
export const SEED = Number(process.env.SEED ?? 20261122)
const START = Date.UTC(2026, 0, 1)
/** Six minutes and a half, as short as any real job. */
const TIMING: Timing = { phaseMs: 30_000, trainMs: 300_000, lateMs: 500 }
/** From the end of one run to the start of the next; no runner is faster. */
const BETWEEN_MS = 2000

const fault = fc.constantFrom<Fault[]>(
  'not sent',
  'reset',
  '500',
  '503',
  'hang',
  'lost',
  'hang after the effect',
  '500 after the effect',
  'truncated',
  'garbage',
)
/** Few enough that a run can still read the list. */
const faults = fc.dictionary(fc.nat({ max: 30 }).map(String), fault, { maxKeys: 3 })
const run = fc.record({ faults })
const killed = fc.record({ faults, killed: fc.record({ at: fc.nat({ max: 20 }), after: fc.boolean() }) })

/** Runs in order; those of one list run at once. */
export type Runs = { faults: Record<string, Fault>; killed?: { at: number; after: boolean } }[][]

/** Up to three runs at once, or one after another; of the latter, the first may be killed. */
export const runs: fc.Arbitrary<Runs> = fc.oneof(
  fc.array(run, { minLength: 1, maxLength: 3 }).map((together) => [together]),
  fc
    .tuple(fc.oneof(run, killed), fc.array(run, { maxLength: 2 }))
    .map(([first, rest]) => [[first], ...rest.map((one) => [one])]),
)

const base = mkdtempSync(join(tmpdir(), 'faults-'))
afterAll(() => rmSync(base, { recursive: true, force: true }))
for (const folder of ['workspace', 'temp']) mkdirSync(join(base, folder))
writeFileSync(join(base, 'workspace', 'train.jsonl'), chatExamples(20))
writeFileSync(join(base, 'workspace', 'valid.jsonl'), chatExamples(12, 1000))

const never = new Promise<never>(() => undefined)

/** What a schedule consists of. */
export interface Schedule {
  server: Quirks
  runs: Runs
  /** How many jobs for other work the server has from the start. */
  strangers?: number
  /** Whether the runs that follow each other are attempts of one workflow run. */
  areAttempts?: boolean
  inputs?: Record<string, string>
}

/** Carries out a schedule and one run without faults; returns the server, the jobs of the runs, and all runs. */
export async function carryOut({ server, runs, strangers = 0, areAttempts = false, inputs }: Schedule) {
  const clock = manualClock()
  const api = new Api({ ...server, advance: TIMING, maxSteps: 2, now: () => START + clock.now() })
  const strangerIds = addStrangers(api, strangers)
  // They are older than any job that a server lists late.
  await clock.sleep(strangers > 0 ? 30_000 : BETWEEN_MS)
  const all = []
  for (const [index, together] of [...runs, [{ faults: {} }]].entries()) {
    const started = together.map((one, i) => {
      const context = areAttempts ? { runId: `${i}`, runAttempt: index + 1 } : { runId: `${index}.${i}` }
      return carryOutRun({ api, clock, context, inputs, name: `${index}.${i}` }, one)
    })
    all.push(...(await Promise.all(started)))
    await clock.sleep(BETWEEN_MS)
  }
  const jobs = api.jobs.filter(({ id }) => !strangerIds.has(id))
  const report = all
    .map(({ runner: { log, annotations, failures } }) =>
      [...log, ...annotations.map(({ text }) => text), ...failures].join('\n'),
    )
    .join('\n--- run ---\n')
  return { api, jobs, all, report }
}

interface RunOptions {
  api: Api
  clock: ManualClock
  context: { runId: string; runAttempt?: number }
  inputs: Record<string, string> | undefined
  /** A name that no other run of the schedule has. */
  name: string
}

/** Runs the action in this process to its end or until it is killed; from then on, none of its promises settles. */
async function carryOutRun(
  { api, clock, context, inputs, name }: RunOptions,
  { faults, killed }: Runs[number][number],
) {
  const attempt = createHash('md5').update(name).digest('hex')
  const runner = createFakeRunner({
    'api-key': api.key,
    'training-file': 'train.jsonl',
    'validation-file': 'valid.jsonl',
    model: 'gpt-4.1-mini-2025-04-14',
    'poll-interval': '60',
    ...inputs,
  })
  const died = Promise.withResolvers<void>()
  let dead = false
  const die = () => {
    dead = true
    died.resolve()
    return never
  }
  const unlessDead = <T>(value: T) => (dead ? never : value)
  const inject = ({ index }: InterceptedRequest): FaultPlan => ({
    fault: faults[`${index}`],
    ...(killed?.at === index && { [killed.after ? 'after' : 'before']: die }),
  })
  const clockOfRun: Clock = {
    now: clock.now,
    sleep: (ms, signal) => clock.sleep(ms, signal).then(unlessDead),
  }
  const fetch = sandboxFetch(api, inject)
  const { signal } = new AbortController()
  const ended = fineTune({
    runner,
    fetch: (url, request) => (dead ? never : fetch(url, request)),
    clock: clockOfRun,
    workspace: createWorkspace({ workspace: join(base, 'workspace'), temp: join(base, 'temp') }),
    random: () => 0,
    signal,
    ...startStepTimer(clockOfRun, signal),
    userAgent: 'openai-fine-tune/test',
    attemptId: attempt,
    readParentCommit: async () => ({ unavailable: 'there is no commit before' }),
    readRanks,
    context: { ...CONTEXT, sha: 'ffac537', ...context },
    startDate: new Date(START),
  })
  await Promise.race([ended, died.promise])
  return {
    runner,
    dead,
    /** Whether the run may leave this file: it was killed, or could not tell whether a job uses the file. */
    mayLeave: (filename: string) =>
      (dead ||
        /Unclear whether the job was created/.test(runner.failures.join()) ||
        /is kept: a job may use it/.test(runner.log.join())) &&
      filename.includes(attempt.slice(0, 12)),
  }
}
