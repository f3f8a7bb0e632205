import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { resultsIn } from '../../src/github/results.ts'

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'results-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

it('a result file that cannot be written is a warning, once', () => {
  const place = folder()
  mkdirSync(join(place, 'events.jsonl'))
  const warnings: string[] = []
  const results = resultsIn(place, { warning: (text) => warnings.push(text) })
  results.begin()
  results.event({ id: 1 })
  results.write('report.md', 'text')
  expect(warnings).toEqual([expect.stringMatching(/^events\.jsonl could not be written: /)])
  expect(readFileSync(join(place, 'report.md'), 'utf8')).toBe('text')
})
