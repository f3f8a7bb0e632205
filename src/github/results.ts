import { appendFileSync, lstatSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, posix, win32 } from 'node:path'
import type { Runner } from '../dependencies.ts'
import { ActionError, quote } from '../errors.ts'
import { isCaseInsensitive } from '../workspace/path-guard.ts'
import { redactDeep } from './redact-deep.ts'

/** The files that each kind of action writes into `results-dir`. */
const RESULT_FILES = {
  job: ['result.json', 'report.md', 'events.jsonl', 'metrics.csv', 'model.json'],
  check: ['report.json', 'report.md', 'report.sarif'],
  evaluation: ['result.json', 'report.md', 'examples.jsonl'],
} as const

type ResultKind = keyof typeof RESULT_FILES
type ResultFile = (typeof RESULT_FILES)[ResultKind][number]

/** Returns whether writing the results into `folder` would overwrite the file at `path`; both paths contain no links. */
export function wouldOverwrite(
  path: string,
  folder: string,
  platform: NodeJS.Platform = process.platform,
): boolean {
  const { join, normalize } = platform === 'win32' ? win32 : posix
  const foldCase = (text: string) => (isCaseInsensitive(platform) ? text.toLowerCase() : text)
  return Object.values(RESULT_FILES)
    .flat()
    .some((name) => foldCase(join(folder, name)) === foldCase(normalize(path)))
}

/** The files that an action writes into `results-dir`, without secrets. A failed write becomes a warning and never ends a wait. */
export interface Results {
  /** Empties `events.jsonl` before another job is reported. */
  reset(): void
  /** Appends one event to `events.jsonl`, as the server sent it. */
  appendEvent(raw: unknown): void
  /** Appends one example to `examples.jsonl`. */
  appendExample(example: object): void
  /** Writes a whole file. */
  write(name: Exclude<ResultFile, 'events.jsonl'>, text: string): void
}

/**
 * Opens the results in an existing folder, and removes those of an earlier run, which would pass for those of this one.
 * Throws an ActionError when one cannot be removed.
 */
export function openResults(
  folder: string,
  kind: ResultKind,
  runner: Pick<Runner, 'warning' | 'redactSecrets'>,
): Results {
  for (const name of RESULT_FILES[kind]) removeEarlierResult(folder, name)
  const failed = new Set<ResultFile>()
  function tryWrite(name: ResultFile, write: (path: string) => void): void {
    try {
      write(join(folder, name))
    } catch (error) {
      if (failed.has(name)) return
      failed.add(name)
      runner.warning(`${name} could not be written: ${error instanceof Error ? error.message : error}`)
    }
  }
  const appendLine = (name: ResultFile, value: unknown) =>
    tryWrite(name, (path) => appendFileSync(path, `${JSON.stringify(redactDeep(value, runner))}\n`))
  return {
    reset: () => tryWrite('events.jsonl', (path) => replaceFile(path, '')),
    appendEvent: (raw) => appendLine('events.jsonl', raw),
    appendExample: (example) => appendLine('examples.jsonl', example),
    write: (name, text) => tryWrite(name, (path) => replaceFile(path, runner.redactSecrets(text))),
  }
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
