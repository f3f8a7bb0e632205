import { appendFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, posix, win32 } from 'node:path'
import type { Runner } from '../dependencies.ts'
import { isCaseInsensitive } from '../workspace/path-guard.ts'

/** The names of the files that an action writes into `results-dir`. */
const RESULT_FILES = [
  'result.json',
  'events.jsonl',
  'examples.jsonl',
  'metrics.csv',
  'report.json',
  'report.md',
] as const

type ResultFile = (typeof RESULT_FILES)[number]

/** Returns whether writing the results into `folder` would overwrite the file at `path`; both paths contain no links. */
export function wouldOverwrite(
  path: string,
  folder: string,
  platform: NodeJS.Platform = process.platform,
): boolean {
  const { join, normalize } = platform === 'win32' ? win32 : posix
  const foldCase = (text: string) => (isCaseInsensitive(platform) ? text.toLowerCase() : text)
  return RESULT_FILES.some((name) => foldCase(join(folder, name)) === foldCase(normalize(path)))
}

/** The files that an action writes into `results-dir`. A failed write becomes a warning and never ends a wait. */
export interface Results {
  /** Empties `events.jsonl`, which an earlier step may have written. */
  reset(): void
  /** Appends one event to `events.jsonl`, as the server sent it. */
  appendEvent(raw: unknown): void
  /** Appends one example to `examples.jsonl`. */
  appendExample(example: object): void
  /** Writes a whole file. */
  write(name: Exclude<ResultFile, 'events.jsonl'>, text: string): void
}

/** Opens the results in an existing folder. */
export function openResults(folder: string, runner: Pick<Runner, 'warning'>): Results {
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
  return {
    reset: () => tryWrite('events.jsonl', (path) => replaceFile(path, '')),
    appendEvent: (raw) =>
      tryWrite('events.jsonl', (path) => appendFileSync(path, `${JSON.stringify(raw)}\n`)),
    appendExample: (example) =>
      tryWrite('examples.jsonl', (path) => appendFileSync(path, `${JSON.stringify(example)}\n`)),
    write: (name, text) => tryWrite(name, (path) => replaceFile(path, text)),
  }
}

/** Writes a new file, because a link committed in its place would lead the text elsewhere. */
function replaceFile(path: string, text: string): void {
  rmSync(path, { force: true })
  writeFileSync(path, text, { flag: 'wx' })
}
