import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openResults } from '../../src/github/results.ts'

function createFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'results-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

it('warns once about a result file that cannot be written', () => {
  const folder = createFolder()
  mkdirSync(join(folder, 'events.jsonl'))
  const warnings: string[] = []
  const results = openResults(folder, { warning: (text) => warnings.push(text) })
  results.reset()
  results.appendEvent({ id: 1 })
  results.write('report.md', 'text')
  expect(warnings).toEqual([expect.stringMatching(/^events\.jsonl could not be written: /)])
  expect(readFileSync(join(folder, 'report.md'), 'utf8')).toBe('text')
})
