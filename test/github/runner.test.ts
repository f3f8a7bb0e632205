import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { systemClock } from '../../src/clock.ts'
import { createGithubRunner } from '../../src/github/runner.ts'

const NETWORK = { fetch: () => Promise.reject(new Error('no network')), clock: systemClock }

describe('the inputs and the state of a step', () => {
  it.each([
    ['unchanged', 'text', 'text'],
    ['trimmed', '  text\n', 'text'],
    ['with the indentation of the first of several lines', '\n \n  a: 1\n  b: 2\n', '  a: 1\n  b: 2'],
    ['not at all when they are empty', '  ', undefined],
    ['not at all when they are not set', undefined, undefined],
  ])('are read %s', (_, value, expected) => {
    const runner = createGithubRunner({ 'INPUT_API-KEY': value, STATE_jobId: value, PATH: '/bin' }, NETWORK)
    expect([runner.inputs.get('api-key'), runner.state.get('jobId')]).toEqual([expected, expected])
    expect(runner.inputs.size + runner.state.size).toBe(expected === undefined ? 0 : 2)
  })
})

describe('a secret', () => {
  it('is in nothing that a step writes, as it is or spelled in another way', () => {
    const folder = mkdtempSync(join(tmpdir(), 'runner-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const names = ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY']
    const env = Object.fromEntries(names.map((name) => [name, join(folder, name)]))
    for (const [name, path] of Object.entries(env)) {
      writeFileSync(path, '')
      vi.stubEnv(name, path)
    }
    const written: string[] = []
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(`${text}`) > 0)
    onTestFinished(() => {
      vi.restoreAllMocks()
      vi.unstubAllEnvs()
    })
    const runner = createGithubRunner(
      { ...env, https_proxy: 'http://me:proxy%2Bpassword@proxy:8080' },
      NETWORK,
    )
    runner.setSecret('sk-proj-1234/5678')
    const text = 'a sk-proj-1234/5678, sk-proj-1234%2f5678, proxy+password and proxy%2Bpassword'
    runner.info(text)
    for (const level of ['warning', 'error'] as const) runner[level](text, { file: text, line: 1 })
    runner.notice(text)
    runner.group(text)
    runner.endGroup()
    runner.setFailed(text)
    runner.setOutput('x', text)
    runner.saveState('x', text)
    runner.writeSummary(text)
    process.exitCode = 0
    const places = [
      ...written.filter(
        (line) => !line.startsWith('::add-mask::') && line.trim() !== '' && !/^::endgroup/.test(line),
      ),
      ...names.map((name) => readFileSync(join(folder, name), 'utf8')),
    ]
    expect(places).toHaveLength(9)
    for (const place of places) {
      expect(place).toContain('***')
      expect(place).not.toMatch(/1234|5678|password/)
    }
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
    const runner = createGithubRunner({ GITHUB_STEP_SUMMARY: file }, NETWORK)
    for (const text of ['# One', '# Two']) runner.writeSummary(text)
    expect(readFileSync(file, 'utf8')).toBe('# One\n# Two\n')
  })

  it('is not written when GitHub would drop it, or without a summary file', () => {
    const file = summaryFile()
    createGithubRunner({ GITHUB_STEP_SUMMARY: file }, NETWORK).writeSummary('é'.repeat(2 ** 19))
    createGithubRunner({}, NETWORK).writeSummary('# One')
    expect(existsSync(file)).toBe(false)
  })
})
