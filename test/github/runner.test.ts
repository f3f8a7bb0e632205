import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createGithubRunner } from '../../src/github/runner.ts'

describe('the inputs and the state of a step', () => {
  it.each([
    ['unchanged', 'text', 'text'],
    ['trimmed', '  text\n', 'text'],
    ['with the indentation of the first of several lines', '\n \n  a: 1\n  b: 2\n', '  a: 1\n  b: 2'],
    ['not at all when they are empty', '  ', undefined],
    ['not at all when they are not set', undefined, undefined],
  ])('are read %s', (_, value, expected) => {
    const runner = createGithubRunner({ 'INPUT_API-KEY': value, STATE_jobId: value, PATH: '/bin' })
    expect([runner.inputs.get('api-key'), runner.state.get('jobId')]).toEqual([expected, expected])
    expect(runner.inputs.size + runner.state.size).toBe(expected === undefined ? 0 : 2)
  })
})

describe('the summary', () => {
  function summaryFile(): string {
    const folder = mkdtempSync(join(tmpdir(), 'runner-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    return join(folder, 'summary.md')
  }

  it('is appended to the summary of other steps', () => {
    const file = summaryFile()
    const runner = createGithubRunner({ GITHUB_STEP_SUMMARY: file })
    for (const text of ['# One', '# Two']) runner.writeSummary(text)
    expect(readFileSync(file, 'utf8')).toBe('# One\n# Two\n')
  })

  it('is not written when GitHub would drop it, or without a summary file', () => {
    const file = summaryFile()
    createGithubRunner({ GITHUB_STEP_SUMMARY: file }).writeSummary('é'.repeat(2 ** 19))
    createGithubRunner({}).writeSummary('# One')
    expect(existsSync(file)).toBe(false)
  })
})
