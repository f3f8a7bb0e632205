import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import type { Worker, WorkerOptions } from 'node:worker_threads'
import { systemClock } from './clock.ts'
import type { Dependencies } from './dependencies.ts'
import { ActionError } from './errors.ts'
import { readContext } from './github/context.ts'
import { githubRunner } from './github/runner.ts'
import { createFetch } from './http/transport.ts'
import { formatError } from './report/format-error.ts'
import { createWorkspace } from './workspace/workspace.ts'

/** The version of this action; the package's, held equal by a test. */
export const VERSION = '1.0.0'

/** Does what a verb does in the real world, and ends the process; `thread` is the launcher of its threads, if it has any. */
export async function run(verb: (deps: Dependencies) => Promise<void>, thread?: URL): Promise<void> {
  // A process that dies of anything must not be green: nothing but the end of the story makes this a success.
  process.exitCode = 1
  const { env } = process
  const host = githubRunner(env)
  const interrupted = new AbortController()
  // GitHub sends SIGINT, then SIGTERM; Windows SIGINT, then SIGBREAK.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK'] as const)
    process.on(signal, () => interrupted.abort(new ActionError('The workflow was cancelled.')))
  process.on('uncaughtException', (error) => {
    host.setFailed(formatError(error))
    process.exit(1)
  })
  const event = textOf(env.GITHUB_EVENT_PATH)
  const root = env.GITHUB_WORKSPACE ?? process.cwd()
  await verb({
    runner: host,
    fetch: createFetch(),
    clock: systemClock,
    workspace: createWorkspace({ root, temp: env.RUNNER_TEMP ?? tmpdir() }),
    random: Math.random,
    attemptId: randomBytes(16).toString('hex'),
    signal: interrupted.signal,
    userAgent: `openai-fine-tune/${VERSION}`,
    context: readContext(env, event),
    readParentCommit: async (signal) =>
      (await import('./github/parent-commit.ts')).readParentCommit(root, env, signal),
    startedAt: new Date(),
    ...(thread && { workers: { count: availableParallelism(), spawn: () => spawn(thread) } }),
  })
  // Not left to an empty event loop: a connection to a proxy that never answers cannot be aborted, and would keep it busy.
  process.stdout.write('', () => process.exit(host.failed ? 1 : 0))
}

// A thread needs neither secrets nor whatever else the environment has a process do. What it makes of one line is garbage
// by the next: a larger young generation would take memory and save no time.
const BARE: WorkerOptions = { env: {}, execArgv: [], resourceLimits: { maxYoungGenerationSizeMb: 4 } }

function spawn(thread: URL): Worker {
  // Not by an import: few datasets are worth a thread.
  const { Worker } = process.getBuiltinModule('node:worker_threads')
  return new Worker(thread, BARE)
}

/** The text of a file; none when there is no such file. */
function textOf(path: string | undefined): string {
  try {
    return path ? readFileSync(path, 'utf8') : ''
  } catch {
    return ''
  }
}
