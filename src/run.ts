import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import type { Worker, WorkerOptions } from 'node:worker_threads'
import { systemClock } from './clock.ts'
import type { World } from './dependencies.ts'
import { Failure } from './errors.ts'
import { originOf } from './github/context.ts'
import { surroundingsOf } from './github/pull-request.ts'
import { runnerHost } from './github/runner.ts'
import { networkFetch } from './http/transport.ts'
import { explain } from './report/format-error.ts'
import { workspaceAt } from './workspace/workspace.ts'

/** The version of this action; the package's, held equal by a test. */
export const VERSION = '1.0.0'

/** Does what a verb does in the real world, and ends the process; `thread` is the launcher of its threads, if it has any. */
export async function start(verb: (world: World) => Promise<void>, thread?: URL): Promise<void> {
  // A process that dies of anything must not be green: nothing but the end of the story makes this a success.
  process.exitCode = 1
  const { env } = process
  const host = runnerHost(env)
  const interrupted = new AbortController()
  // GitHub sends SIGINT, then SIGTERM; Windows SIGINT, then SIGBREAK.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK'] as const)
    process.on(signal, () => interrupted.abort(new Failure('The workflow was cancelled.')))
  process.on('uncaughtException', (error) => {
    host.setFailed(explain(error))
    process.exit(1)
  })
  const event = textOf(env.GITHUB_EVENT_PATH)
  const root = env.GITHUB_WORKSPACE ?? process.cwd()
  await verb({
    host,
    fetch: networkFetch(),
    clock: systemClock,
    workspace: workspaceAt({ root, temp: env.RUNNER_TEMP ?? tmpdir() }),
    random: Math.random,
    attempt: randomBytes(16).toString('hex'),
    interrupted: interrupted.signal,
    userAgent: `openai-fine-tune/${VERSION}`,
    origin: originOf(env, event),
    surroundings: surroundingsOf(env, event),
    before: async (signal) => (await import('./github/parent-commit.ts')).beforeOf(root, env, signal),
    today: new Date(),
    ...(thread && { threads: { count: availableParallelism(), spawn: () => spawn(thread) } }),
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
