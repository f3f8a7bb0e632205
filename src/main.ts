import { tmpdir } from 'node:os'
import { networkFetch } from './api/transport.ts'
import { systemClock } from './clock.ts'
import { Failure } from './failure.ts'
import { runnerHost } from './github/host.ts'
import { explain } from './report/failure.ts'
import { fineTune } from './verbs/fine-tune.ts'
import { workspaceAt } from './workspace.ts'

/** The version of this action; the package's, held equal by a test. */
export const VERSION = '1.0.0'

/** The root action in the real world. */
export async function main(): Promise<void> {
  // A process that dies of anything must not be green: nothing but the end of the story makes this a success.
  process.exitCode = 1
  const host = runnerHost(process.env)
  const interrupted = new AbortController()
  // GitHub sends SIGINT, then SIGTERM; Windows SIGINT, then SIGBREAK.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK'] as const)
    process.on(signal, () => interrupted.abort(new Failure('The workflow was cancelled.')))
  process.on('uncaughtException', (error) => {
    host.setFailed(explain(error))
    process.exit(1)
  })
  const root = process.env.GITHUB_WORKSPACE ?? process.cwd()
  await fineTune({
    host,
    fetch: networkFetch(),
    clock: systemClock,
    workspace: workspaceAt({ root, temp: process.env.RUNNER_TEMP ?? tmpdir() }),
    random: Math.random,
    interrupted: interrupted.signal,
    userAgent: `openai-fine-tune/${VERSION}`,
  })
  // Not by running out of things to do: a connection to a proxy that never answers cannot be aborted.
  process.stdout.write('', () => process.exit(host.failed ? 1 : 0))
}
