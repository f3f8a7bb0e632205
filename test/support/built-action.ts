import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { DialectName } from '../../sandbox/dialects.ts'
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/sandbox.ts'
import type { ActionOptions, RunningAction } from '../../tools/runner/action-run.ts'
import { startMainStep } from '../../tools/runner/runner.ts'
import { setUpAuth, type TestAuth } from './auth.ts'
import { assertNoLeaks } from './leaks.ts'
import { preload } from './preload.ts'
import { chatExamples } from './run-action.ts'

/** The servers for `describe.each`: tests of the built action run against each of them. */
export const ALL_SERVERS: readonly { server: string; dialect: DialectName }[] = [
  { server: 'OpenAI', dialect: 'openai' },
  { server: 'Azure OpenAI', dialect: 'azure' },
]

/** The folder of data and job files that work as they are; a workspace for tests. */
export const EXAMPLES = fileURLToPath(new URL('../../examples', import.meta.url))

/** What a test sets up; it names the one thing it is about. */
export interface BuiltActionOptions
  extends Pick<ActionOptions, 'workspace' | 'env' | 'secrets' | 'node' | 'token' | 'event'> {
  dialect?: DialectName
  inputs?: Record<string, string>
  sandbox?: Omit<SandboxOptions, 'dialect'>
  /** Further parameters in the query of `base-url`: `a=b`. */
  query?: string
  /** How many times faster time passes for the action. */
  speed?: number
  /** URLs of further modules that node loads before the action. */
  imports?: string[]
}

/** Everything that a test can observe of the built action and of its server. */
export type BuiltRun = Awaited<ReturnType<typeof observeRun>>

/** Runs the built action to its end against a sandbox that advances with each poll. */
export async function runBuiltAction(options: BuiltActionOptions = {}): Promise<BuiltRun> {
  return (await startBuiltAction(options)).finish()
}

/** Starts the built action against a sandbox, and returns while it runs. `finish` waits for it and closes the sandbox. */
export async function startBuiltAction(options: BuiltActionOptions = {}) {
  const {
    dialect = 'openai',
    speed = 20,
    imports = [],
    query,
    inputs,
    env,
    sandbox: server,
    ...rest
  } = options
  const auth = await setUpAuth(dialect, server?.key)
  const sandbox = await startSandbox({ advance: 'poll', maxSteps: 8, ...server, ...auth.server, dialect })
  const flags = [
    ...(speed === 1 ? [] : [preload(`fast-clock.mjs?speed=${speed}`)]),
    ...imports.map((url) => `--import=${url}`),
  ]
  const action = startMainStep({
    workspace: { 'train.jsonl': chatExamples(60) },
    secrets: [sandbox.key],
    ...rest,
    env: { NODE_OPTIONS: flags.join(' '), ...auth.env, ...env },
    inputs: {
      'base-url': addQuery(sandbox.url, [dialect === 'azure' ? 'api-version=preview' : '', query ?? '']),
      ...auth.inputs,
      ...('job-file' in (inputs ?? {}) ? {} : JOB),
      'poll-interval': '0.05',
      ...inputs,
    },
  })
  return { sandbox, action, finish: () => observeRun(action, sandbox, auth) }
}

function addQuery(url: string, parameters: string[]): string {
  const query = parameters.filter(Boolean).join('&')
  return query ? `${url}?${query}` : url
}

const JOB = { 'training-file': 'train.jsonl', model: 'gpt-4.1-mini-2025-04-14' }

async function observeRun(action: RunningAction, sandbox: Sandbox, auth: TestAuth) {
  const ended = await action.done.finally(() => Promise.all([sandbox.close(), auth.close()]))
  const run = assertNoLeaks(ended, auth.credentials())
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
    /** The credentials, which the action must not write anywhere and which the runner is asked to mask. */
    credentials: auth.credentials(),
    /** The requests as `METHOD /path`. */
    sent,
    creates: sent.filter((request) => request === 'POST /fine_tuning/jobs').length,
    /** The files of `results-dir` by name. */
    results,
    result: JSON.parse(results['result.json'] ?? '{}') as Record<string, unknown>,
    /** The lines of `events.jsonl`. */
    events: lines(results['events.jsonl'] ?? '').map((line): unknown => JSON.parse(line)),
    /** The events as the log has them, without time and progress. */
    logged: lines(run.rawLog).flatMap(
      (line) => /^(?:\d\d:\d\d:\d\d| {8}) {2}(.*?)(?: · \d+ %(?: · .* left)?)?$/.exec(line)?.slice(1) ?? [],
    ),
    /** Why the step failed. */
    failures: run.annotations.filter(({ level, file }) => level === 'error' && !file).map((a) => a.message),
  }
}

const lines = (text: string) => text.split('\n').filter((line) => line !== '')

/** Returns the events of the first job as the log is expected to have them. */
export function loggableEvents({ jobs }: Sandbox): string[] {
  return (jobs[0]?.events ?? []).map(({ level, message }) =>
    level === 'info' ? message : `${level}: ${message}`,
  )
}
