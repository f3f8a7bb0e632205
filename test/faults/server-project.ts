import { expect } from 'vitest'
import type { Moment } from '../../sandbox/job.ts'
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/sandbox.ts'
import { type ActionRun, type RunningAction, startAction } from '../../tools/runner/runner.ts'
import { withoutLeaks } from '../support/leaks.ts'
import { chat } from '../support/run-action.ts'

/** The shortest life that has everything. */
export const LIFE: readonly Moment[] = [
  { status: 'queued', says: [{ message: 'queued' }] },
  { status: 'running', says: [{ message: 'step 1' }] },
  { status: 'succeeded', says: [{ message: 'done' }] },
]

/** What a test sets up; it names the one thing it is about. */
export interface Scene {
  azure?: boolean
  server?: Omit<SandboxOptions, 'azure'>
  inputs?: Record<string, string>
  /** How many times faster time passes for the action. */
  speed?: number
}

/** Which run of the workflow it is. */
export interface RunOf {
  id?: string
  attempt?: number
}

/** One repository at one server that outlives its runs; each run is the built action, and all of them ask for the same. */
export async function project({ azure = false, server, inputs, speed = 100 }: Scene = {}) {
  const sandbox = await startSandbox({ pace: 'look', scripts: Array(20).fill(LIFE), ...server, azure })
  const clock = new URL(`../support/fast-clock.mjs?speed=${speed}`, import.meta.url).href
  const start = ({ id = '1', attempt = 1 }: RunOf = {}): RunningAction => {
    const action = startAction({
      workspace: { 'train.jsonl': chat(20), 'valid.jsonl': chat(12, 1000) },
      secrets: [sandbox.key],
      env: {
        ...(speed !== 1 && { NODE_OPTIONS: `--import=${clock}` }),
        GITHUB_RUN_ID: id,
        GITHUB_RUN_ATTEMPT: `${attempt}`,
      },
      inputs: {
        'api-key': sandbox.key,
        'base-url': sandbox.url,
        ...(azure && { 'auth-scheme': 'api-key' }),
        'training-file': 'train.jsonl',
        'validation-file': 'valid.jsonl',
        model: 'gpt-4.1-mini-2025-04-14',
        'poll-interval': '1',
        ...inputs,
      },
    })
    return { ...action, done: action.done.then((run) => withoutLeaks(run, [sandbox.key])) }
  }
  return { sandbox, start, [Symbol.asyncDispose]: () => sandbox.close() }
}

/** What lies on a server and costs its owner money or order. */
export function accountOf({ jobs, files }: Pick<Sandbox, 'jobs' | 'files'>) {
  const live = jobs.filter(({ wire }) => wire.status !== 'cancelled')
  const used = live.flatMap(({ wire }) => [wire.training_file, wire.validation_file])
  const idle = files.filter(({ id, purpose }) => purpose === 'fine-tune' && !used.includes(id))
  return { live, idle: idle.map(({ filename }) => filename) }
}

/** The requests as `METHOD /path`, every id replaced by `:id`. */
export function requestsOf({ requests }: Pick<Sandbox, 'requests'>): string[] {
  return requests.map(({ method, path }) => `${method} ${path.replace(/(file|ftjob)-\w+/g, ':id')}`)
}

/** Holds when the run was green, and its outputs are of the one job that there is. */
export function expectSuccess(
  { exitCode, outputs, log }: ActionRun,
  { live }: ReturnType<typeof accountOf>,
): void {
  expect(exitCode, log).toBe(0)
  expect([outputs['job-id'], outputs.status, outputs['fine-tuned-model']], log).toEqual([
    live[0]?.id,
    'succeeded',
    live[0]?.modelName,
  ])
}

/**
 * The requests that are struck, one in each case, by their place; with `SAMPLE=3` in the environment every third of them,
 * others for another `offset`.
 */
export function struck(requests: readonly string[], offset = 0): { request: string; index: number }[] {
  const every = Number(process.env.SAMPLE ?? 1)
  return requests
    .map((request, index) => ({ request, index }))
    .filter(({ index }) => (index + offset) % every === 0)
}

/** Counts cases under their headings; `print` says how many of them passed. */
export function totals() {
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
