import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ActionRun } from '../../tools/runner/runner.ts'

/**
 * Fails when a credential stands in anything that a step has written: its log, outputs, state, summary, or any file in
 * `RUNNER_TEMP`; but for the commands by which the runner is told to mask it.
 */
export function withoutLeaks(run: ActionRun, credentials: readonly string[]): ActionRun {
  const { rawLog, log, summary, outputs, state, header, temp } = run
  const files = readdirSync(temp, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry): [string, string] => [entry.name, readFileSync(join(entry.parentPath, entry.name), 'utf8')])
  const written: [where: string, text: string][] = [
    ['the log', rawLog.replace(/^::add-mask::.*$/gm, '')],
    ['the shown log', log],
    ['the inputs as shown', header],
    ['the summary', summary],
    ['the outputs and the state', JSON.stringify([outputs, state])],
    ...files,
  ]
  for (const credential of credentials.filter((text) => text.length >= 8))
    for (const [where, text] of written)
      if (text.includes(credential)) throw new Error(`a credential stands in ${where}`)
  return run
}
