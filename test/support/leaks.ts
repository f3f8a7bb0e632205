import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ActionRun } from '../../tools/runner/action-run.ts'

/**
 * Throws if a step has written a credential: to its log, outputs, state, summary, or any file in `RUNNER_TEMP`, except in
 * the commands that mask it.
 */
export function assertNoLeaks(run: ActionRun, credentials: readonly string[]): ActionRun {
  const { rawLog, log, summary, outputs, state, header, temp } = run
  const files = readdirSync(temp, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry): [string, string] => [entry.name, readFileSync(join(entry.parentPath, entry.name), 'utf8')])
  const written: [place: string, text: string][] = [
    ['the log', rawLog.replace(/^::add-mask::.*$/gm, '')],
    ['the shown log', log],
    ['the inputs as shown', header],
    ['the summary', summary],
    ['the outputs and the state', JSON.stringify([outputs, state])],
    ...files,
  ]
  for (const credential of credentials.filter((text) => text.length >= 8))
    for (const [place, text] of written)
      if (text.includes(credential)) throw new Error(`a credential is in ${place}`)
  return run
}
