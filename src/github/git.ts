import { execFile, spawn } from 'node:child_process'
import { devNull, tmpdir } from 'node:os'
import { ActionError } from '../errors.ts'

/** More than the list of all files of any repository. */
const MAX_OUTPUT_BYTES = 64 * 2 ** 20

/** Replaces every setting by which a repository or a machine could make git run something or contact a server. */
const SETTINGS = {
  'core.quotePath': 'off',
  'core.hooksPath': devNull,
  'core.fsmonitor': 'false',
  'protocol.allow': 'never',
  // In a container another user owns the files. The other settings switch off what this one protects from.
  'safe.directory': '*',
}

/** Git in one directory: started by arguments and never by a shell, with settings and variables of this action alone. */
export type Git = ReturnType<typeof createGit>

/** Creates the commands of git for one directory. */
export function createGit(
  directory: string,
  { PATH, SystemRoot }: NodeJS.ProcessEnv,
  signal: AbortSignal | undefined,
) {
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const buildArguments = (args: readonly string[]) => ['--no-pager', ...settings, '-C', directory, ...args]
  const env = {
    ...(PATH && { PATH }),
    SystemRoot,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: devNull,
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_OPTIONAL_LOCKS: '0',
    LC_ALL: 'C',
  }
  // Windows searches the working directory for programs first, and a pull request can contain a git.exe.
  const options = { cwd: tmpdir(), env, signal }

  return {
    /** Returns the output of a command as text. */
    readText: (...args: string[]): Promise<string> =>
      new Promise((resolve, reject) => {
        execFile('git', buildArguments(args), { ...options, maxBuffer: MAX_OUTPUT_BYTES }, (error, stdout) =>
          error ? reject(error) : resolve(stdout),
        )
      }),

    /** Yields the output of a command in chunks. */
    async *readBytes(...args: string[]): AsyncGenerator<Uint8Array> {
      const child = spawn('git', buildArguments(args), { ...options, stdio: ['ignore', 'pipe', 'ignore'] })
      const exit = new Promise<number | null>((resolve, reject) => {
        child.once('error', reject)
        child.once('close', resolve)
      })
      // Awaited below; until then its rejection is not unhandled.
      exit.catch(() => undefined)
      try {
        for await (const chunk of child.stdout as AsyncIterable<Uint8Array>) yield chunk
        if ((await exit) !== 0) throw new ActionError('git could not read the parent commit')
      } finally {
        child.kill()
      }
    },
  }
}
