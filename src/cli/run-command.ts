import type { Clock } from '../clock.ts'
import { listSecrets } from '../config/secrets.ts'
import type { Dependencies, Runner } from '../dependencies.ts'
import { formatError } from '../errors.ts'
import { listProxyPasswords } from '../github/runner.ts'
import { didYouMean } from '../suggest.ts'
import { type CommandArguments, readArguments } from './arguments.ts'
import { COMMANDS, type Command, type CommandName, readCommands } from './commands.ts'
import type { FixOptions } from './fix-files.ts'
import { getFlags, PROGRAM, renderCommandHelp, renderProgramHelp } from './help.ts'
import { describeReaction, describeRemainder, onInterrupt, type SignalSource } from './interrupt.ts'
import { type OutputStream, Terminal } from './terminal.ts'
import { createTerminalRunner, type TerminalRunner } from './terminal-runner.ts'

/** What an action gets from the command that runs it. */
export type CommandDependencies = Pick<Dependencies, 'runner' | 'signal'>

/** The process of a command, and what it can run. */
export interface CommandProcess {
  /** The arguments behind the name of the program. */
  args: readonly string[]
  env: NodeJS.ProcessEnv
  stdout: OutputStream
  stderr: OutputStream
  /** Reads standard input to its end. */
  readStdin: () => Promise<string>
  /** Where signals and uncaught errors arrive. */
  events: SignalSource & {
    on(event: 'uncaughtException', listener: (error: Error) => void): unknown
  }
  clock: Clock
  version: string
  /** Returns the text of the `action.yml` in a folder, which is relative to that of the root action. */
  readManifest: (folder: string) => string
  /** Runs the action of a command, or the post step. */
  run: (name: CommandName | 'post', deps: CommandDependencies) => Promise<void>
  /** Runs the fixes of `check`. */
  fix: (options: FixOptions, deps: CommandDependencies) => Promise<void>
  /** Ends the process when its output is written: with exit code 0, or 1 for every failure. */
  exit: (result: Pick<Runner, 'failed'>) => void
}

/** Runs the command that the arguments name, and ends the process. */
export async function runCommand(host: CommandProcess): Promise<void> {
  const { env, stdout, stderr, clock } = host
  const isInteractive = env.TERM !== 'dumb' && !env.CI
  const terminal = new Terminal({
    stdout,
    stderr,
    clock,
    showsProgress: isInteractive,
    hasColors: isInteractive && !env.NO_COLOR,
  })
  const print = (text: string) => {
    stdout.write(text)
    host.exit({ failed: false })
  }
  const failUsage = (reason: string) => {
    const runner = createTerminalRunner({ inputs: new Map(), terminal, secrets: [] })
    runner.setFailed(reason)
    finish(runner, terminal, host)
  }
  const [name = '--help', ...args] = host.args
  const columns = Math.min(terminal.columns ?? 100, 100)
  const commands = await readCommands(host.readManifest)
  if (['--help', '-h', 'help'].includes(name)) return print(renderProgramHelp(commands, columns))
  if (['--version', '-v'].includes(name)) return print(`${host.version}\n`)
  const command = commands.find((command) => command.name === name)
  if (!command) return failUsage(describeUnknownCommand(name))
  if (args.includes('--help') || args.includes('-h')) return print(renderCommandHelp(command, columns))

  const flags = Object.keys(getFlags(command.name))
  const allInputs = new Set(commands.flatMap(({ inputs }) => Object.keys(inputs)))
  const { readStdin } = host
  const given = await readArguments(args, env, command, { flags, allInputs, readStdin })
  if (given.problems.length > 0)
    return failUsage(`${given.problems.join('\n')}\n${PROGRAM} ${name} --help lists the options.`)
  await execute(command, given, terminal, host)
}

async function execute(
  command: Command,
  { inputs, flags, warnings }: CommandArguments,
  terminal: Terminal,
  host: CommandProcess,
): Promise<void> {
  const { env, clock, events } = host
  const secrets = listProxyPasswords(env)
  const runner = createTerminalRunner({ inputs, terminal, secrets, summaryFile: env.GITHUB_STEP_SUMMARY })
  const endAtOnce = (reason: string) => {
    runner.setFailed([reason, describeRemainder(runner)].join('\n'))
    finish(runner, terminal, host)
  }
  events.on('uncaughtException', (error) => endAtOnce(formatError(error)))
  const signal = onInterrupt(events, {
    clock,
    onFirst: () =>
      runner.notice(
        `Interrupted: ${'on-cancel' in command.inputs ? describeReaction(runner) : 'ending'}. Press Ctrl-C again to end at once.`,
      ),
    onSecond: () => endAtOnce('Ended at once.'),
  })
  // The action does this too, but not before the fixes.
  for (const secret of await listSecrets(inputs)) runner.setSecret(secret)
  for (const warning of warnings) runner.warning(warning)
  if (flags.has('fix') || flags.has('diff'))
    await host.fix({ writes: !flags.has('diff') }, { runner, signal })
  if (!runner.failed) await host.run(command.name, { runner, signal })
  // What the post step does in a workflow; it changes nothing when the main step has ended by itself.
  if (runner.state.size > 0 && runner.state.get('ended') !== 'true') {
    inputs.set('job-status', signal.aborted ? 'cancelled' : 'failure')
    await host.run('post', { runner, signal: new AbortController().signal })
  }
  if (command.name === 'train' && signal.aborted && runner.outputs.get('status') === 'cancelled')
    runner.info('Running the command again trains again.')
  finish(runner, terminal, host)
}

function finish(runner: TerminalRunner, terminal: Terminal, { exit }: Pick<CommandProcess, 'exit'>): void {
  terminal.end()
  runner.writeOutputs()
  exit(runner)
}

function describeUnknownCommand(name: string): string {
  const label = /^[\w-]{1,40}$/.test(name) ? `"${name}" is` : 'The first argument is'
  return `${label} no command${didYouMean(name, COMMANDS)}. ${PROGRAM} --help lists them.`
}
