import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { text as readAll } from 'node:stream/consumers'
import { type CommandArguments, readArguments } from './cli/arguments.ts'
import type { FixOptions } from './cli/fix-files.ts'
import { COMMON_OPTIONS, EXTRA_OPTIONS, PROGRAM, renderCommandHelp, renderProgramHelp } from './cli/help.ts'
import { describeReaction, describeRemainder, onInterrupt } from './cli/interrupt.ts'
import { COMMANDS, type CommandName, isCommandName, type Manifest, parseManifest } from './cli/manifest.ts'
import { Terminal } from './cli/terminal.ts'
import { createTerminalRunner, type TerminalRunner } from './cli/terminal-runner.ts'
import { systemClock } from './clock.ts'
import { listSecrets } from './config/secrets.ts'
import { listProxyPasswords } from './github/runner.ts'
import { normalizeProxies } from './http/proxy.ts'
import { formatError } from './report/format-error.ts'
import { createDependencies, exitAfterOutput, type RunAction, VERSION } from './run.ts'
import { didYouMean } from './suggest.ts'

/** Runs an action with another way to run it. */
type LoadAndRun = (launcherUrl: string, run: RunAction) => Promise<void>

/** Everything that a command may run. */
type Actions = Readonly<Record<CommandName | 'post', LoadAndRun>> & {
  fix: (launcherUrl: string, options: FixOptions, run: RunAction) => Promise<void>
}

/** Runs the command that the arguments of the process name, and ends the process: with exit code 0, or 1 for every failure. */
export async function runCommandLine(launcherUrl: string, actions: Actions): Promise<void> {
  process.exitCode = 1
  const { env, stdout, stderr, argv } = process
  // A reader that ends early, such as `head`, must not end the wait for a paid job.
  for (const stream of [stdout, stderr]) stream.on('error', () => undefined)
  const isInteractive = env.TERM !== 'dumb' && !env.CI
  const terminal = new Terminal({
    stdout,
    stderr,
    clock: systemClock,
    showsProgress: isInteractive,
    hasColors: isInteractive && !env.NO_COLOR,
  })
  const [name = '--help', ...args] = argv.slice(2)
  const columns = Math.min(terminal.columns ?? 100, 100)
  const manifests = await readManifests(launcherUrl)
  if (['--help', '-h', 'help'].includes(name)) return print(renderProgramHelp(manifests, columns))
  if (['--version', '-v'].includes(name)) return print(`${VERSION}\n`)
  if (!isCommandName(name)) return failUsage(terminal, describeUnknownCommand(name))
  const manifest = manifests[name]
  if (args.includes('--help') || args.includes('-h')) return print(renderCommandHelp(name, manifest, columns))

  const flags = [...Object.keys(EXTRA_OPTIONS[name] ?? {}), ...Object.keys(COMMON_OPTIONS)]
  const allInputs = new Set(Object.values(manifests).flatMap(({ inputs }) => Object.keys(inputs)))
  const given = await readArguments(args, env, manifest, { flags, allInputs })
  const problems = [...given.problems, ...(await readCredentialFiles(given))]
  if (problems.length > 0)
    return failUsage(terminal, `${problems.join('\n')}\n${PROGRAM} ${name} --help lists the options.`)
  const appliesOnCancel = 'on-cancel' in manifest.inputs
  await execute({ name, given, appliesOnCancel, terminal, actions, launcherUrl })
}

/** What running a command needs. */
interface Execution {
  name: CommandName
  given: CommandArguments
  /** Whether the action does with an interrupt what `on-cancel` says. */
  appliesOnCancel: boolean
  terminal: Terminal
  actions: Actions
  launcherUrl: string
}

async function execute({
  name,
  given,
  appliesOnCancel,
  terminal,
  actions,
  launcherUrl,
}: Execution): Promise<void> {
  const inputs = new Map(given.inputs)
  const { env } = process
  normalizeProxies(env)
  const secrets = listProxyPasswords(env)
  const runner = createTerminalRunner({ inputs, terminal, secrets, summaryFile: env.GITHUB_STEP_SUMMARY })
  const endAtOnce = (reason: string) => {
    runner.setFailed([reason, describeRemainder(runner)].join('\n'))
    finish(runner, terminal)
  }
  process.on('uncaughtException', (error) => endAtOnce(formatError(error)))
  const signal = onInterrupt(process, {
    clock: systemClock,
    onFirst: () =>
      runner.notice(
        `Interrupted: ${appliesOnCancel ? describeReaction(runner) : 'ending'}. Press Ctrl-C again to end at once.`,
      ),
    onSecond: () => endAtOnce('Ended at once.'),
  })
  // The action does this too, but not before the fixes.
  for (const secret of await listSecrets(inputs)) runner.setSecret(secret)
  for (const warning of given.warnings) runner.warning(warning)
  const root = process.cwd()
  const runHere: RunAction = (action) => action(createDependencies({ runner, signal, root, launcherUrl }))
  if (given.flags.has('fix') || given.flags.has('diff'))
    await actions.fix(launcherUrl, { writes: !given.flags.has('diff') }, runHere)
  if (!runner.failed) await actions[name](launcherUrl, runHere)
  // What the post step does in a workflow; it changes nothing when the main step has ended by itself.
  if (runner.state.size > 0 && runner.state.get('ended') !== 'true') {
    inputs.set('job-status', signal.aborted ? 'cancelled' : 'failure')
    const never = new AbortController().signal
    await actions.post(launcherUrl, (action) =>
      action(createDependencies({ runner, signal: never, root, launcherUrl })),
    )
  }
  if (name === 'train' && signal.aborted && runner.outputs.get('status') === 'cancelled')
    runner.info('Running the command again trains again.')
  finish(runner, terminal)
}

function finish(runner: TerminalRunner, terminal: Terminal): void {
  terminal.end()
  runner.writeOutputs()
  exitAfterOutput(runner)
}

async function readManifests(launcherUrl: string): Promise<Record<CommandName, Manifest>> {
  const read = (folder: string) =>
    parseManifest(readFileSync(new URL(`../${folder}/action.yml`, launcherUrl), 'utf8'))
  const { train, check, wait, find, control, evaluate, deploy } = COMMANDS
  return {
    train: await read(train),
    check: await read(check),
    wait: await read(wait),
    find: await read(find),
    control: await read(control),
    evaluate: await read(evaluate),
    deploy: await read(deploy),
  }
}

/** Sets the credentials that are in files or come from standard input; returns what is wrong. */
async function readCredentialFiles({ inputs, credentialFiles }: CommandArguments): Promise<string[]> {
  const problems: string[] = []
  for (const [name, path] of credentialFiles) {
    try {
      const value = (path === '-' ? await readAll(process.stdin) : await readFile(path, 'utf8')).trim()
      if (value === '') problems.push(`option --${name}-file: there is nothing in it`)
      else inputs.set(name, value)
    } catch (error) {
      problems.push(`option --${name}-file: cannot be read (${formatCode(error)})`)
    }
  }
  return problems
}

const formatCode = (error: unknown) =>
  error instanceof Error && 'code' in error ? `${error.code}` : String(error)

function describeUnknownCommand(name: string): string {
  const label = /^[\w-]{1,40}$/.test(name) ? `"${name}" is` : 'The first argument is'
  return `${label} no command${didYouMean(name, Object.keys(COMMANDS))}. ${PROGRAM} --help lists them.`
}

function print(text: string): void {
  process.stdout.write(text, () => process.exit(0))
}

function failUsage(terminal: Terminal, reason: string): void {
  const runner = createTerminalRunner({ inputs: new Map(), terminal, secrets: [] })
  runner.setFailed(reason)
  finish(runner, terminal)
}
