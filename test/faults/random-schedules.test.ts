import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { Api } from '../../sandbox/api.ts'
import type { Timing } from '../../sandbox/lifecycle.ts'
import { fineTune } from '../../src/actions/fine-tune.ts'
import type { Clock } from '../../src/clock.ts'
import { createWorkspace } from '../../src/workspace/workspace.ts'
import { type ManualClock, manualClock } from '../support/clock.ts'
import { CONTEXT, chat, fakeHost } from '../support/run-action.ts'
import { type Befalling, type Fault, fetchFrom, type Requested } from './in-process.ts'
import { accountOf } from './server-project.ts'

const SCHEDULES = 1000
const START = Date.UTC(2026, 0, 1)
/** Six minutes and a half: shorter jobs have not been seen. */
const PACE: Timing = { phaseMs: 30_000, trainMs: 300_000, lateMs: 500 }
/** Between the end of one run and the start of the next: no runner is faster. */
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
/** So few that a run is still able to look. */
const faults = fc.dictionary(fc.nat({ max: 30 }).map(String), fault, { maxKeys: 3 })
const server = fc.record({
  listDelayMs: fc.nat({ max: 20_000 }),
  fileListDelayMs: fc.nat({ max: 20_000 }),
  metadataFilter: fc.constantFrom<(boolean | 'refused')[]>(true, false, 'refused'),
  keepsMetadata: fc.boolean(),
  refusesMetadata: fc.boolean(),
})
const run = fc.record({ faults })
const killed = fc.record({ faults, killed: fc.record({ at: fc.nat({ max: 20 }), after: fc.boolean() }) })
/** Up to three runs at once; or one after another, the first of which may also be killed. */
const schedule = fc.record({
  server,
  runs: fc.oneof(
    fc.array(run, { minLength: 1, maxLength: 3 }).map((together) => [together]),
    fc
      .tuple(fc.oneof(run, killed), fc.array(run, { maxLength: 2 }))
      .map(([first, rest]) => [[first], ...rest.map((one) => [one])]),
  ),
})

type Schedule = typeof schedule extends fc.Arbitrary<infer T> ? T : never
type Run = { faults: Record<string, Fault>; killed?: { at: number; after: boolean } }

const base = mkdtempSync(join(tmpdir(), 'faults-'))
afterAll(() => rmSync(base, { recursive: true, force: true }))
for (const folder of ['workspace', 'temp']) mkdirSync(join(base, folder))
writeFileSync(join(base, 'workspace', 'train.jsonl'), chat(20))
writeFileSync(join(base, 'workspace', 'valid.jsonl'), chat(12, 1000))

const never = new Promise<never>(() => undefined)

/** One run in this process, from its start to its end or until it is killed; after that nothing of it moves any more. */
async function carryOutRun(api: Api, clock: ManualClock, id: string, { faults, killed }: Run) {
  const attempt = createHash('md5').update(id).digest('hex')
  const host = fakeHost({
    'api-key': api.key,
    'training-file': 'train.jsonl',
    'validation-file': 'valid.jsonl',
    model: 'gpt-4.1-mini-2025-04-14',
    'poll-interval': '60',
  })
  const died = Promise.withResolvers<void>()
  let dead = false
  const die = () => {
    dead = true
    died.resolve()
    return never
  }
  const mortal = <T>(value: T) => (dead ? never : value)
  const befall = ({ index }: Requested): Befalling => ({
    fault: faults[`${index}`],
    ...(killed?.at === index && { [killed.after ? 'after' : 'before']: die }),
  })
  const mortalClock: Clock = { now: clock.now, sleep: (ms, signal) => clock.sleep(ms, signal).then(mortal) }
  const fetch = fetchFrom(api, befall)
  const ended = fineTune({
    runner: host,
    fetch: (url, request) => (dead ? never : fetch(url, request)),
    clock: mortalClock,
    workspace: createWorkspace({ root: join(base, 'workspace'), temp: join(base, 'temp') }),
    random: () => 0,
    signal: new AbortController().signal,
    userAgent: 'openai-fine-tune/test',
    attemptId: attempt,
    readParentCommit: async () => ({ missing: 'there is no commit before' }),
    context: { ...CONTEXT, sha: 'ffac537', runId: id },
    startedAt: new Date(START),
  })
  await Promise.race([ended, died.promise])
  return {
    host,
    dead,
    /** It was killed, or could not know whether a job uses its files: then it may leave them. */
    mayLeave: (filename: string) =>
      (dead || /It is not known/.test(host.failures.join())) && filename.includes(attempt.slice(0, 12)),
  }
}

/** Carries out a schedule, then one run that nothing befalls; returns all there is to see of them. */
async function carryOut({ server, runs }: Schedule) {
  const clock = manualClock()
  const api = new Api({ ...server, pace: PACE, mostSteps: 2, now: () => START + clock.now() })
  const all = []
  for (const [index, together] of [...runs, [{ faults: {} }]].entries()) {
    all.push(...(await Promise.all(together.map((one, i) => carryOutRun(api, clock, `${index}.${i}`, one)))))
    await clock.sleep(BETWEEN_MS)
  }
  return { api, all }
}

it('nobody pays twice, whatever goes wrong when', { timeout: 600_000 }, async () => {
  let runs = 0
  // The same ones each time, so that a change is judged by what it changes; SEED=… draws others.
  const seed = Number(process.env.SEED ?? 20261122)
  await fc.assert(
    fc.asyncProperty(schedule, async (given) => {
      const { api, all } = await carryOut(given)
      runs += all.length
      const { live, idle } = accountOf(api)
      const story = all
        .map(({ host: { log, annotations, failures } }) =>
          [...log, ...annotations.map(({ text }) => text), ...failures].join('\n'),
        )
        .join('\n--- run ---\n')
      expect(live.length, story).toBe(1)
      expect(
        idle.filter((filename) => !all.some((one) => one.mayLeave(filename))),
        story,
      ).toEqual([])
      expect(all.at(-1)?.host.failures, story).toEqual([])
      for (const { host, dead } of all) {
        if (host.failed || dead) continue
        expect([host.outputs['job-id'], host.outputs['fine-tuned-model']], story).toEqual([
          live[0]?.id,
          live[0]?.modelName,
        ])
      }
    }),
    { numRuns: SCHEDULES, seed },
  )
  console.log(`Random schedules: ${SCHEDULES} with seed ${seed}, ${runs} runs, and nobody paid twice.`)
})
