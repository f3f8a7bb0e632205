import { readFileSync } from 'node:fs'
import { text as readAll } from 'node:stream/consumers'
import type { CommandName } from './cli/commands.ts'
import type { FixOptions } from './cli/fix-files.ts'
import { type CommandDependencies, runCommand } from './cli/run-command.ts'
import { systemClock } from './clock.ts'
import { normalizeProxyVariables } from './http/proxy.ts'
import { createDependencies, exitAfterOutput, type RunAction, VERSION } from './run.ts'

/** Runs an action with another way to run it. */
type LoadAndRun = (launcherUrl: string, run: RunAction) => Promise<void>

/** Everything that a command may run. */
type Actions = Readonly<Record<CommandName | 'post', LoadAndRun>> & {
  fix: (launcherUrl: string, options: FixOptions, run: RunAction) => Promise<void>
}

/** Runs the command that the arguments of the process name, and ends the process: with exit code 0, or 1 for every failure. */
export async function runCommandLine(launcherUrl: string, actions: Actions): Promise<void> {
  // A process that dies early must fail: only the end of the command sets another code.
  process.exitCode = 1
  const { env, stdout, stderr, argv } = process
  // A reader that ends early, such as `head`, must not end the wait for a paid job.
  for (const stream of [stdout, stderr]) stream.on('error', () => undefined)
  normalizeProxyVariables(env)
  const root = process.cwd()
  const withDependencies =
    (parts: CommandDependencies): RunAction =>
    (action) =>
      action(createDependencies({ ...parts, root, launcherUrl }))
  await runCommand({
    args: argv.slice(2),
    env,
    stdout,
    stderr,
    readStdin: () => readAll(process.stdin),
    events: process,
    clock: systemClock,
    version: VERSION,
    readManifest: (folder) => readFileSync(new URL(`../${folder}/action.yml`, launcherUrl), 'utf8'),
    run: (name, parts) => actions[name](launcherUrl, withDependencies(parts)),
    fix: (options, parts) => actions.fix(launcherUrl, options, withDependencies(parts)),
    exit: exitAfterOutput,
  })
}
