import { appendFileSync, lstatSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, posix, win32 } from 'node:path'
import type { Runner, WorkspaceFile } from '../dependencies.ts'
import { ActionError, getErrorMessage, quote } from '../errors.ts'
import { isCaseInsensitive } from '../workspace/path-guard.ts'
import { redactDeep } from './redact-deep.ts'

/** The files that each kind of action writes into `results-dir`. */
const RESULT_FILES = {
  job: ['result.json', 'report.md', 'events.jsonl', 'metrics.csv', 'model.json'],
  check: ['report.json', 'report.md', 'report.sarif'],
  evaluation: ['result.json', 'report.md', 'examples.jsonl'],
} as const

/** Names the results that commands have written into its folder, one a line. */
const WRITTEN_RESULTS = '.fine-tune-results'

type ResultKind = keyof typeof RESULT_FILES
type ResultFile = (typeof RESULT_FILES)[ResultKind][number]

/**
 * Throws an ActionError if writing the results into `folder` would overwrite one of the user's files, which may not have been
 * read yet; no path contains links. The message names the use of a file where it is given.
 */
export function assertNoOverwrite(
  folder: string,
  files: readonly (Pick<WorkspaceFile, 'path' | 'name'> & { use?: string })[],
  platform: NodeJS.Platform = process.platform,
): void {
  const { join, normalize } = platform === 'win32' ? win32 : posix
  const foldCase = (text: string) => (isCaseInsensitive(platform) ? text.toLowerCase() : text)
  const results = Object.values(RESULT_FILES).flat()
  const paths = new Set(results.map((name) => foldCase(join(folder, name))))
  const file = files.find(({ path }) => paths.has(foldCase(normalize(path))))
  if (!file) return
  const use = file.use ? `, ${file.use}` : ''
  throw new ActionError(`input "results-dir": the results would overwrite "${file.name}"${use}`)
}

/** The files that an action writes into `results-dir`, without secrets. A failed write becomes a warning and never ends a wait. */
export interface Results {
  /** Empties `events.jsonl` before another job is reported. */
  reset(): void
  /** Appends one event to `events.jsonl`, as the server sent it. */
  appendEvent(raw: unknown): void
  /** Appends one example to `examples.jsonl`. */
  appendExample(example: object): void
  /** Writes a whole file: a text, or a value as JSON. */
  write(name: Exclude<ResultFile, 'events.jsonl'>, content: string | object): void
}

/**
 * Opens the results in an existing folder, and removes those of an earlier run, which would pass for those of this one.
 * Throws an ActionError when one cannot be removed, and on the command line also when no command has written it: it is the
 * user's.
 */
export function openResults(
  folder: string,
  kind: ResultKind,
  runner: Pick<Runner, 'warning' | 'redactSecrets' | 'isCommandLine'>,
): Results {
  if (runner.isCommandLine) recordResults(folder, RESULT_FILES[kind], runner)
  for (const name of RESULT_FILES[kind]) removeEarlierResult(folder, name)
  const failed = new Set<ResultFile>()
  function tryWrite(name: ResultFile, write: (path: string) => void): void {
    try {
      write(join(folder, name))
    } catch (error) {
      if (failed.has(name)) return
      failed.add(name)
      runner.warning(`${name} could not be written: ${getErrorMessage(error)}`)
    }
  }
  const appendLine = (name: ResultFile, value: unknown) =>
    tryWrite(name, (path) => appendFileSync(path, `${JSON.stringify(redactDeep(value, runner))}\n`))
  return {
    reset: () => tryWrite('events.jsonl', (path) => replaceFile(path, '')),
    appendEvent: (raw) => appendLine('events.jsonl', raw),
    appendExample: (example) => appendLine('examples.jsonl', example),
    write(name, content) {
      const text = typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`
      tryWrite(name, (path) => replaceFile(path, runner.redactSecrets(text)))
    },
  }
}

/** Records which files of a folder are results; throws an ActionError when one of them exists and was not recorded before. */
function recordResults(
  folder: string,
  names: readonly ResultFile[],
  { warning }: Pick<Runner, 'warning'>,
): void {
  const path = join(folder, WRITTEN_RESULTS)
  const recorded = new Set(lstatSync(path, { throwIfNoEntry: false })?.isFile() ? readLines(path) : [])
  const isForeign = (name: ResultFile) =>
    !recorded.has(name) && lstatSync(join(folder, name), { throwIfNoEntry: false }) !== undefined
  const foreign = names.find(isForeign)
  if (foreign)
    throw new ActionError(`input "results-dir": no command has written the ${quote(foreign)} that is in it`, {
      hint: 'Choose another folder, or remove the file: a result with this name would replace it.',
    })
  try {
    replaceFile(path, [...new Set([...recorded, ...names])].map((name) => `${name}\n`).join(''))
  } catch (error) {
    warning(`${WRITTEN_RESULTS} could not be written: ${getErrorMessage(error)}`)
  }
}

function readLines(path: string): string[] {
  return readFileSync(path, 'utf8').split(/\r?\n/)
}

/** Removes a file, a link but not what it leads to, or an empty folder; what else a folder holds is not ours. */
function removeEarlierResult(folder: string, name: ResultFile): void {
  const path = join(folder, name)
  try {
    if (lstatSync(path, { throwIfNoEntry: false })?.isDirectory()) rmdirSync(path)
    else rmSync(path, { force: true })
  } catch (cause) {
    throw new ActionError(`input "results-dir": the ${quote(name)} that is in it cannot be removed`, {
      hint: 'Remove it, or choose another folder: it would pass for a result of this run.',
      cause,
    })
  }
}

/** Writes a new file, because a link committed in its place would lead the text elsewhere. */
function replaceFile(path: string, text: string): void {
  rmSync(path, { force: true })
  writeFileSync(path, text, { flag: 'wx' })
}
