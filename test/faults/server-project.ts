import { expect } from 'vitest'
import type { DialectName } from '../../sandbox/dialects.ts'
import type { Transition } from '../../sandbox/job.ts'
import type { Sandbox, SandboxOptions } from '../../sandbox/sandbox.ts'
import type { ActionRun, RunningAction } from '../../tools/runner/action-run.ts'
import { assertNoLeaks } from '../support/leaks.ts'
import { chatExamples } from '../support/run-action.ts'
import { type StepOptions, startServer } from '../support/shared-server.ts'

/** The shortest lifecycle with every status. */
const LIFECYCLE: readonly Transition[] = [
  { status: 'queued', events: [{ message: 'queued' }] },
  { status: 'running', events: [{ message: 'step 1' }] },
  { status: 'succeeded', events: [{ message: 'done' }] },
]

/** What a test sets up; it names the one thing it is about. */
export interface ServerProjectOptions {
  dialect?: DialectName
  server?: Omit<SandboxOptions, 'dialect'>
  inputs?: Record<string, string>
  /** How many times faster time passes for the action. */
  speed?: number
  /** How many jobs for other work the server has from the start. */
  strangers?: number
}

/** One repository and one server that outlives its runs; each run is the built action with the same inputs. */
export async function createServerProject(options: ServerProjectOptions = {}) {
  const { dialect = 'openai', server, inputs, speed = 100, strangers = 0 } = options
  const scripts = Array(20).fill(LIFECYCLE)
  const at = await startServer({ scripts, ...server, dialect })
  const workspace = { 'train.jsonl': chatExamples(20), 'valid.jsonl': chatExamples(12, 1000) }
  const strangerIds = addStrangers(at.sandbox, strangers)
  const given = { 'validation-file': 'valid.jsonl', 'poll-interval': '1', ...inputs }
  const start = (step: Pick<StepOptions, 'run' | 'attempt'> = {}): RunningAction => {
    const action = at.start({ ...step, speed, workspace, inputs: given })
    return { ...action, done: action.done.then((run) => assertNoLeaks(run, [at.sandbox.key])) }
  }
  return {
    sandbox: at.sandbox,
    start,
    /** Returns the jobs that the runs created. */
    listOwnJobs: () => at.sandbox.jobs.filter(({ id }) => !strangerIds.has(id)),
    [Symbol.asyncDispose]: at[Symbol.asyncDispose],
  }
}

/** Adds succeeded jobs for other work, and returns their ids. */
export function addStrangers(
  server: Pick<Sandbox, 'addFile' | 'addJob' | 'apply'>,
  count: number,
): Set<string> {
  if (count === 0) return new Set()
  const file = server.addFile(chatExamples(10, 2000), 'stranger.jsonl')
  file.status = 'processed'
  const spec = { training_file: file.id, metadata: { ft_fingerprint: 'f'.repeat(64) } }
  const ids = Array.from({ length: count }, () => server.addJob(spec, []).id)
  for (const id of ids) server.apply(id, { status: 'succeeded' })
  return new Set(ids)
}

/** Returns the jobs that cost money, and the files that no job uses. */
export function countJobs({ jobs, files }: Pick<Sandbox, 'jobs' | 'files'>) {
  const live = jobs.filter(({ wire }) => wire.status !== 'cancelled')
  const used = live.flatMap(({ wire }) => [wire.training_file, wire.validation_file])
  const idle = files.filter(({ id, purpose }) => purpose === 'fine-tune' && !used.includes(id))
  return { live, idle: idle.map(({ filename }) => filename) }
}

/** Returns the requests as `METHOD /path`, with `:id` for every id. */
export function listRequests({ requests }: Pick<Sandbox, 'requests'>): string[] {
  return requests.map(({ method, path }) => `${method} ${path.replace(/(?<=\/(files|jobs)\/)[^/]+/, ':id')}`)
}

/** Asserts that the run succeeded with the outputs of the only job. */
export function expectSuccess(
  { exitCode, outputs, log }: ActionRun,
  { live }: ReturnType<typeof countJobs>,
): void {
  expect(exitCode, log).toBe(0)
  expect([outputs['job-id'], outputs.status, outputs['fine-tuned-model']], log).toEqual([
    live[0]?.id,
    'succeeded',
    live[0]?.modelName,
  ])
}

/**
 * Returns the requests that a fault hits, one in each case; with `SAMPLE=3` in the environment every third of them,
 * starting at `offset`.
 */
export function faultedRequests(
  requests: readonly string[],
  offset = 0,
): { request: string; index: number }[] {
  return sample(
    requests.map((request, index) => ({ request, index })),
    offset,
  )
}

/** Returns all cases; with `SAMPLE=3` in the environment every third of them, starting at `offset`. */
export function sample<T>(cases: readonly T[], offset = 0): T[] {
  const every = Number(process.env.SAMPLE ?? 1)
  return cases.filter((_, index) => (index + offset) % every === 0)
}

/** Counts cases under their headings; `print` logs how many of them passed. */
export function createTotals() {
  const counts = new Map<string, { cases: number; passed: number }>()
  return {
    async count(heading: string, work: () => Promise<void>): Promise<void> {
      const count = counts.get(heading) ?? { cases: 0, passed: 0 }
      counts.set(heading, count)
      count.cases += 1
      await work()
      count.passed += 1
    },
    print(title: string): void {
      const lines = [...counts]
        .sort()
        .map(([heading, { cases, passed }]) => `  ${passed} of ${cases}  ${heading}`)
      console.log([title, ...lines].join('\n'))
    },
  }
}
