import { appendFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, posix, win32 } from 'node:path'
import type { Runner } from '../dependencies.ts'
import { ignoresCase } from '../workspace/path-guard.ts'

/** The names of the files that a run leaves. */
const RESULT_FILES = ['result.json', 'events.jsonl', 'metrics.csv', 'report.json', 'report.md'] as const

type ResultFile = (typeof RESULT_FILES)[number]

/** Whether a run that leaves its results in `folder` would write over the file at `path`, both without links. */
export function isOverwritten(
  path: string,
  folder: string,
  platform: NodeJS.Platform = process.platform,
): boolean {
  const flavour = platform === 'win32' ? win32 : posix
  const spelt = (text: string) => (ignoresCase(platform) ? text.toLowerCase() : text)
  return RESULT_FILES.some((name) => spelt(flavour.join(folder, name)) === spelt(flavour.normalize(path)))
}

/** The files that an action leaves in `results-dir`. A file that cannot be written is a warning, never the end of a wait. */
export interface Results {
  /** Begins `events.jsonl`, over that of an earlier step. */
  begin(): void
  /** Appends one event to `events.jsonl`, as the server sent it. */
  event(raw: unknown): void
  /** Writes a whole file. */
  write(name: Exclude<ResultFile, 'events.jsonl'>, text: string): void
}

/** The results in an existing folder. */
export function resultsIn(folder: string, host: Pick<Runner, 'warning'>): Results {
  const failed = new Set<ResultFile>()
  function attempt(name: ResultFile, write: (path: string) => void): void {
    try {
      write(join(folder, name))
    } catch (error) {
      if (failed.has(name)) return
      failed.add(name)
      host.warning(`${name} could not be written: ${error instanceof Error ? error.message : error}`)
    }
  }
  return {
    begin: () => attempt('events.jsonl', (path) => anew(path, '')),
    event: (raw) => attempt('events.jsonl', (path) => appendFileSync(path, `${JSON.stringify(raw)}\n`)),
    write: (name, text) => attempt(name, (path) => anew(path, text)),
  }
}

/** Writes a file that is certainly a new one: a link committed in its place would lead the text elsewhere. */
function anew(path: string, text: string): void {
  rmSync(path, { force: true })
  writeFileSync(path, text, { flag: 'wx' })
}
