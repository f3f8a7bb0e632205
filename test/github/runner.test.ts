import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { githubRunner } from '../../src/github/runner.ts'

describe('what the runner hands over', () => {
  it.each([
    ['as it is', 'text', 'text'],
    ['without white space around it', '  text\n', 'text'],
    ['with the indentation of the first of several lines', '\n \n  a: 1\n  b: 2\n', '  a: 1\n  b: 2'],
    ['not at all where it is empty', '  ', undefined],
    ['not at all where it is not set', undefined, undefined],
  ])('is taken %s', (_, value, taken) => {
    const host = githubRunner({ 'INPUT_API-KEY': value, STATE_jobId: value, PATH: '/bin' })
    expect([host.inputs.get('api-key'), host.state.get('jobId')]).toEqual([taken, taken])
    expect(host.inputs.size + host.state.size).toBe(taken === undefined ? 0 : 2)
  })
})

describe('the summary', () => {
  function summaryFile(): string {
    const folder = mkdtempSync(join(tmpdir(), 'host-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    return join(folder, 'summary.md')
  }

  it('is added to what other steps have written', () => {
    const file = summaryFile()
    const host = githubRunner({ GITHUB_STEP_SUMMARY: file })
    for (const text of ['# One', '# Two']) host.writeSummary(text)
    expect(readFileSync(file, 'utf8')).toBe('# One\n# Two\n')
  })

  it('is not written where GitHub would drop it whole, nor where there is none', () => {
    const file = summaryFile()
    githubRunner({ GITHUB_STEP_SUMMARY: file }).writeSummary('é'.repeat(2 ** 19))
    githubRunner({}).writeSummary('# One')
    expect(existsSync(file)).toBe(false)
  })
})
