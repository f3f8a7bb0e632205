import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onExit } from '../../tools/runner/on-exit.ts'

/** The built command line. */
export const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))

/** What a command is started with; it names the one thing that a test is about. */
export interface CommandOptions {
  cwd: string
  env?: Record<string, string | undefined>
  /** Text for standard input, which then ends. */
  input?: string
  /** Whether the command has a terminal. */
  onTerminal?: boolean
}

/** How a command ended; on a terminal, both streams are one. */
export interface CommandResult {
  exitCode: number | null
  stdout: string
  stderr: string
  /** Both streams, without what controls the terminal. */
  text: string
}

/** Returns a text without what controls the terminal: a line that is cleared is left out. */
function withoutControls(text: string): string {
  return (
    text
      .replaceAll('\r\n', '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal is controlled by control characters
      .replaceAll(/[^\r\n]*\r\u001b\[K/g, '')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal is controlled by control characters
      .replaceAll(/\u001b\[[\d;]*[A-Za-z]/g, '')
  )
}

/** A command that runs. */
export interface RunningCommand {
  done: Promise<CommandResult>
  /** Resolves when the text is in one of the streams; rejects when the command ends without it. */
  waitFor(text: string): Promise<void>
  signal(name: NodeJS.Signals): void
  /** Types on the keyboard of the terminal. */
  type(text: string): void
}

/** Creates a folder with these files, which is removed when the tests end. */
export function createFolder(files: Record<string, string | Buffer> = {}): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'cli-'))
  onExit(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return folder
}

/** Returns how to run a shell command on a pseudo-terminal; undefined where neither util-linux nor Python is installed. */
function findPty(): ((command: string) => [file: string, args: string[]]) | undefined {
  const works = (file: string, args: string[]) => spawnSync(file, args, { stdio: 'ignore' }).status === 0
  if (works('script', ['-qec', 'true', '/dev/null']))
    return (command) => ['script', ['-qec', command, '/dev/null']]
  const python =
    'import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(["sh", "-c", sys.argv[1]])))'
  if (works('python3', ['-c', 'import pty'])) return (command) => ['python3', ['-c', python, command]]
  return undefined
}

const inPty = findPty()

/** Whether tests can run a command on a terminal here. */
export const HAS_PTY = inPty !== undefined

/** Starts the built command line, without the variables of this process that it would read. */
export function startCommand(args: readonly string[], options: CommandOptions): RunningCommand {
  const { cwd, env, input, onTerminal } = options
  const words = [process.execPath, CLI, ...args]
  const [file, fileArgs] = onTerminal ? toPty(words) : [words[0] ?? '', words.slice(1)]
  const child = spawn(file, fileArgs, {
    cwd,
    env: { PATH: process.env.PATH, HOME: cwd, TMPDIR: createFolder(), TERM: 'xterm', COLUMNS: '120', ...env },
    stdio: 'pipe',
    detached: true,
  })
  onExit(() => child.kill('SIGKILL'))
  // At the end of its input, a terminal is closed.
  if (!onTerminal) child.stdin.end(input)
  return observe(child)
}

/** Runs another program to its end. */
export function runProgram(
  file: string,
  args: readonly string[],
  { cwd, env }: Pick<CommandOptions, 'cwd' | 'env'>,
): Promise<CommandResult> {
  const child = spawn(file, args, {
    cwd,
    env: { ...process.env, TMPDIR: createFolder(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onExit(() => child.kill('SIGKILL'))
  return observe(child).done
}

/** Runs the built command line to its end. */
export function runCommand(args: readonly string[], options: CommandOptions): Promise<CommandResult> {
  return startCommand(args, options).done
}

function toPty(words: readonly string[]): [file: string, args: string[]] {
  if (!inPty) throw new Error('there is no way to create a terminal: see HAS_PTY')
  const command = words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ')
  return inPty(`stty cols 200; exec ${command}`)
}

function observe(child: ChildProcess): RunningCommand {
  const text = { stdout: '', stderr: '' }
  const listeners = new Set<() => void>()
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8')
    child[name]?.on('data', (chunk: string) => {
      text[name] += chunk
      for (const listener of listeners) listener()
    })
  }
  const done = new Promise<CommandResult>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (exitCode) =>
      resolve({ exitCode, ...text, text: withoutControls(text.stdout + text.stderr) }),
    )
  })
  return {
    done,
    waitFor: (expected) =>
      new Promise((resolve, reject) => {
        const check = () => {
          if (!text.stdout.includes(expected) && !text.stderr.includes(expected)) return
          listeners.delete(check)
          resolve()
        }
        listeners.add(check)
        check()
        void done.then(() =>
          reject(new Error(`the command ended without "${expected}": ${JSON.stringify(text)}`)),
        )
      }),
    signal: (name) => void child.kill(name),
    type: (keys) => void child.stdin?.write(keys),
  }
}
