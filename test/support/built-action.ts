import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { newId } from '../../sandbox/id.ts'
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/sandbox.ts'
import { type ActionOptions, type RunningAction, startAction } from '../../tools/runner/runner.ts'
import { type Door, openDoor } from './auth.ts'
import { withoutLeaks } from './leaks.ts'
import { chat } from './run-action.ts'

/** For `describe.each`: the servers that everything is tried against. */
export const DIALECTS = [
  { server: 'OpenAI', azure: false },
  { server: 'Azure OpenAI', azure: true },
]

/** Data and job files that work as they stand; a workspace for tests. */
export const EXAMPLES = fileURLToPath(new URL('../../examples', import.meta.url))

/** What a test sets up; it names the one thing it is about. */
export interface Scene
  extends Pick<ActionOptions, 'workspace' | 'env' | 'secrets' | 'node' | 'token' | 'event'> {
  azure?: boolean
  inputs?: Record<string, string>
  sandbox?: Omit<SandboxOptions, 'azure'>
  /** How many times faster time passes for the action. */
  speed?: number
  /** Further modules that node loads before the action: URLs. */
  preload?: string[]
}

/** Everything that can be observed of the built action and of the server that it has talked to. */
export type Trained = Awaited<ReturnType<typeof observed>>

/** Runs the built action to its end against a sandbox that moves on with each look. */
export async function train(scene: Scene = {}): Promise<Trained> {
  return (await startTraining(scene)).ended()
}

/** Starts the built action against a sandbox, and returns while it runs. `ended` closes the sandbox. */
export async function startTraining(scene: Scene = {}) {
  const { azure = false, speed = 20, preload = [], inputs, env, ...options } = scene
  const key = scene.sandbox?.key ?? newId(azure ? '' : 'sk-sandbox-', 32)
  const door = await openDoor(azure, key)
  const accepts = door.accepts && { accepts: door.accepts }
  const sandbox = await startSandbox({ pace: 'look', mostSteps: 8, ...accepts, ...scene.sandbox, key, azure })
  const clock = new URL(`fast-clock.mjs?speed=${speed}`, import.meta.url).href
  const imports = [...(speed === 1 ? [] : [clock]), ...preload].map((url) => `--import=${url}`)
  const action = startAction({
    workspace: { 'train.jsonl': chat(60) },
    secrets: [sandbox.key],
    ...options,
    env: { NODE_OPTIONS: imports.join(' '), ...door.env, ...env },
    inputs: {
      'base-url': azure ? `${sandbox.url}?api-version=preview` : sandbox.url,
      ...door.inputs,
      ...('job-file' in (inputs ?? {}) ? {} : JOB),
      'poll-interval': '0.05',
      ...inputs,
    },
  })
  return { sandbox, action, ended: () => observed(action, sandbox, door) }
}

const JOB = { 'training-file': 'train.jsonl', model: 'gpt-4.1-mini-2025-04-14' }

async function observed(action: RunningAction, sandbox: Sandbox, door: Door) {
  const ended = await action.done.finally(() => Promise.all([sandbox.close(), door.close()]))
  const run = withoutLeaks(ended, door.credentials())
  const folder = run.outputs['results-dir'] ?? ''
  const results = Object.fromEntries(
    (existsSync(folder) ? readdirSync(folder) : []).map((name) => [
      name,
      readFileSync(join(folder, name), 'utf8'),
    ]),
  )
  const sent = sandbox.requests.map(({ method, path }) => `${method} ${path}`)
  return {
    ...run,
    sandbox,
    /** What must be written nowhere, and the runner is told to mask. */
    credentials: door.credentials(),
    /** The requests as `METHOD /path`. */
    sent,
    creates: sent.filter((request) => request === 'POST /fine_tuning/jobs').length,
    /** The files of `results-dir` by name. */
    results,
    result: JSON.parse(results['result.json'] ?? '{}') as Record<string, unknown>,
    /** The lines of `events.jsonl`. */
    events: lines(results['events.jsonl'] ?? '').map((line): unknown => JSON.parse(line)),
    /** The events as the log tells them, without their time and what it adds of progress. */
    told: lines(run.rawLog).flatMap(
      (line) => /^(?:\d\d:\d\d:\d\d| {8}) {2}(.*?)(?: · \d+ %(?: · .* left)?)?$/.exec(line)?.slice(1) ?? [],
    ),
    /** Why the step failed. */
    failures: run.annotations.filter(({ level, file }) => level === 'error' && !file).map((a) => a.message),
  }
}

const lines = (text: string) => text.split('\n').filter((line) => line !== '')

/** What the log has to tell of the events of the first job. */
export function tellable({ jobs }: Sandbox): string[] {
  return (jobs[0]?.events ?? []).map(({ level, message }) =>
    level === 'info' ? message : `${level}: ${message}`,
  )
}
