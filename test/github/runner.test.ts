import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { systemClock } from '../../src/clock.ts'
import { createGithubRunner } from '../../src/github/runner.ts'

/** Records what is written to the log, a line each. */
function captureLog(): string[] {
  const lines: string[] = []
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => lines.push(`${text}`.trimEnd()) > 0)
  onTestFinished(() => {
    vi.restoreAllMocks()
    process.exitCode = 0
  })
  return lines
}

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
    const written = captureLog()
    onTestFinished(() => void vi.unstubAllEnvs())
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
    const places = [
      ...written.filter(
        (line) => !line.startsWith('::add-mask::') && line !== '' && !/^::endgroup/.test(line),
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

describe('the log', () => {
  it('shows a long line up to the length at which GitHub cuts it', () => {
    const lines = captureLog()
    createGithubRunner({}, NETWORK).info('x'.repeat(5000))
    expect(lines).toEqual([`${'x'.repeat(4000)}…`])
  })

  it('has annotations with as much of their position as is known', () => {
    const lines = captureLog()
    const { warning, error } = createGithubRunner({}, NETWORK)
    warning('a')
    warning('b', { file: 'train.jsonl' })
    error('c', { file: 'train.jsonl', line: 3 })
    error('d', { file: 'train.jsonl', line: 3, column: 7 })
    expect(lines).toEqual([
      '::warning::a',
      '::warning file=train.jsonl::b',
      '::error file=train.jsonl,line=3::c',
      '::error file=train.jsonl,line=3,col=7::d',
    ])
  })
})

describe('an output that cannot be written', () => {
  it('fails the step, which goes on, with one error for all of them', () => {
    const lines = captureLog()
    vi.stubEnv('GITHUB_OUTPUT', '/nowhere/output')
    onTestFinished(() => void vi.unstubAllEnvs())
    const runner = createGithubRunner({}, NETWORK)
    for (const name of ['job-id', 'status']) runner.setOutput(name, 'x')
    expect(runner.failed).toBe(true)
    expect(lines).toEqual([expect.stringMatching(/^::error::Could not write output job-id: Missing file/)])
  })
})

describe('an OIDC token', () => {
  it('is masked', async () => {
    const lines = captureLog()
    const env = { ACTIONS_ID_TOKEN_REQUEST_URL: 'https://x.example', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'x' }
    const fetch = async () => new Response('{"value":"token-of-the-job"}')
    const runner = createGithubRunner(env, { fetch, clock: systemClock })
    expect(await runner.getIdToken(undefined)).toBe('token-of-the-job')
    expect(lines).toEqual(['::add-mask::token-of-the-job'])
    expect(runner.redactSecrets('a token-of-the-job')).toBe('a ***')
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

  it('that cannot be written is a warning', () => {
    const lines = captureLog()
    createGithubRunner({ GITHUB_STEP_SUMMARY: tmpdir() }, NETWORK).writeSummary('# One')
    expect(lines).toEqual([expect.stringMatching(/^::warning::The summary could not be written: EISDIR/)])
  })

  it('is not written when GitHub would drop it, or without a summary file', () => {
    const file = summaryFile()
    createGithubRunner({ GITHUB_STEP_SUMMARY: file }, NETWORK).writeSummary('é'.repeat(2 ** 19))
    createGithubRunner({}, NETWORK).writeSummary('# One')
    expect(existsSync(file)).toBe(false)
  })
})
