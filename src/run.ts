import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Worker, WorkerOptions } from 'node:worker_threads'
import { startStepTimer, systemClock } from './clock.ts'
import type { Dependencies, Runner } from './dependencies.ts'
import { ActionError, formatError, getErrorCode } from './errors.ts'
import { readContext } from './github/context.ts'
import { readParentCommit } from './github/parent-commit.ts'
import { createGithubRunner } from './github/runner.ts'
import { normalizeProxyVariables } from './http/proxy.ts'
import { createFetch } from './http/transport.ts'
import { createWorkspace } from './workspace/workspace.ts'

/** The version of this action, equal to the version of the package. */
export const VERSION = '1.1.0'

/** An action: what it reads and changes is in the dependencies, and so is whether it has failed. */
export type Action = (deps: Dependencies) => Promise<void>

/** Runs an action in this process. `launcherUrl` is the URL of a file in the folder of the build. */
export type RunAction = (action: Action, launcherUrl: string) => Promise<void>

/** Runs an action with the real network, clock, files and GitHub's runner, and ends the process. */
export async function run(action: Action, launcherUrl: string): Promise<void> {
  // A process that dies early must fail the step: only the end of this function sets another code.
  process.exitCode = 1
  const { env } = process
  normalizeProxyVariables(env)
  const runner = createGithubRunner(env, { fetch: createFetch(), clock: systemClock })
  const cancelled = new AbortController()
  // GitHub sends SIGINT, then SIGTERM; Windows SIGINT, then SIGBREAK.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK'] as const)
    process.on(signal, () => cancelled.abort(new ActionError('The workflow was cancelled.')))
  process.on('uncaughtException', (error) => {
    runner.setFailed(formatError(error))
    exit(1)
  })
  const root = env.GITHUB_WORKSPACE || process.cwd()
  await action(createDependencies({ runner, signal: cancelled.signal, root, launcherUrl }))
  exitAfterOutput(runner)
}

/** Creates the dependencies of an action that runs in this process; `root` is the folder with its files. */
export function createDependencies({
  runner,
  signal,
  root,
  launcherUrl,
}: Pick<Dependencies, 'runner' | 'signal'> & { root: string; launcherUrl: string }): Dependencies {
  const { env } = process
  return {
    runner,
    fetch: createFetch(),
    clock: systemClock,
    workspace: createWorkspace(
      { workspace: root, temp: env.RUNNER_TEMP ?? tmpdir(), isCommandLine: runner.isCommandLine },
      signal,
    ),
    random: Math.random,
    attemptId: randomBytes(16).toString('hex'),
    signal,
    userAgent: `openai-fine-tune/${VERSION}`,
    context: readContext(env, readTextOrEmpty(env.GITHUB_EVENT_PATH)),
    readParentCommit: (signal) => readParentCommit(root, env, signal),
    ...startStepTimer(systemClock, signal),
    startDate: new Date(),
    readRanks: (encoding) => readFile(new URL(`${encoding}.ranks`, launcherUrl)),
    workers: { count: availableParallelism(), spawn: () => startWorker(new URL('worker.js', launcherUrl)) },
  }
}

/** Ends the process when its output is written, with the exit code 1 if the action has failed, or if a full disk lost output. */
export function exitAfterOutput({ failed }: Pick<Runner, 'failed'>): void {
  // Exit explicitly: a connection to a proxy that never responds cannot be aborted, and would keep the process alive.
  const { stdout, stderr } = process
  stdout.write('', () => {
    const code = stdout.errored ? getErrorCode(stdout.errored) : undefined
    // A reader that ends early, such as `head`, has what it wants.
    const isOutputLost = code !== undefined && code !== 'EPIPE'
    if (isOutputLost) stderr.write(`error: standard output cannot be written (${code})\n`)
    exit(failed || isOutputLost ? 1 : 0)
  })
}

/**
 * Ends the process after a garbage collection. At its end, Node waits for the threads that compile; if one of them waits for a
 * collection, which the main thread no longer makes, the process never ends (https://github.com/nodejs/node/issues/54918).
 */
function exit(code: number): never {
  setFlagsFromString('--expose-gc')
  const collectGarbage: unknown = runInNewContext('gc')
  if (typeof collectGarbage === 'function') collectGarbage()
  process.exit(code)
}

// A worker needs no secrets and no options from the environment. What it allocates for one line is garbage by the next, so
// a larger young generation would use memory and save no time.
const WORKER_OPTIONS: WorkerOptions = {
  env: {},
  execArgv: [],
  resourceLimits: { maxYoungGenerationSizeMb: 4 },
}

function startWorker(workerUrl: URL): Worker {
  // Loaded here, because few datasets are large enough for a worker.
  const { Worker } = process.getBuiltinModule('node:worker_threads')
  return new Worker(workerUrl, WORKER_OPTIONS)
}

/** Returns the text of a file, or an empty text when the file does not exist. */
function readTextOrEmpty(path: string | undefined): string {
  try {
    return path ? readFileSync(path, 'utf8') : ''
  } catch {
    return ''
  }
}
