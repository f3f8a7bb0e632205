import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startMainStep } from '../../tools/runner/runner.ts'
import { runBuiltAction } from '../support/built-action.ts'
import { startGitHub } from '../support/github.ts'
import { preload } from '../support/preload.ts'
import { chatExamples } from '../support/run-action.ts'

const CHECK = fileURLToPath(new URL('../../check', import.meta.url))
const TOKEN = 'ghs_0123456789abcdef'
const EVENT = { name: 'pull_request', payload: { pull_request: { number: 7, head: { sha: 'c0ffee' } } } }
const JOB = { 'training-file': 'train.jsonl', model: 'gpt-4.1-mini-2025-04-14' }

/** Creates a checkout of two commits; the second adds three examples and removes one. */
function createCheckout(): string {
  const folder = mkdtempSync(join(tmpdir(), 'comment-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const git = (...words: string[]) =>
    execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...words], { cwd: folder })
  git('init', '-q')
  for (const text of [chatExamples(60), chatExamples(62, 1)]) {
    writeFileSync(join(folder, 'train.jsonl'), text)
    git('add', '-A')
    git('commit', '-qm', 'data')
  }
  return folder
}

describe('the comment on a pull request', () => {
  it('is updated in place, from the check to the trained model', async () => {
    const github = await startGitHub()
    const env = { GITHUB_API_URL: github.url }
    const inputs = { ...JOB, comment: 'true', 'github-token': TOKEN }
    const workspace = createCheckout()
    const checked = async () =>
      startMainStep({ action: CHECK, workspace, inputs, env, token: TOKEN, event: EVENT }).done

    const first = await checked()
    expect([first.exitCode, github.comments.length], first.log).toEqual([0, 1])
    expect(github.comments[0]?.body).toContain('the data is fine')
    expect(first.summary).toMatch(/3 examples added, 1 removed, .* tokens since `[0-9a-f]{7}`/)
    await checked()
    expect(github.writes()).toHaveLength(1)

    const run = await runBuiltAction({ workspace, inputs, env, token: TOKEN, event: EVENT })
    expect([run.exitCode, github.comments.length], run.log).toEqual([0, 1])
    const [{ body = '' } = {}] = github.comments
    expect(body).toContain('trained')
    expect(body).toContain(run.sandbox.jobs[0]?.id)
    expect(body).toContain('`train_loss`')
    expect(run.rawLog.replaceAll(/^::add-mask::.*$/gm, '')).not.toContain(TOKEN)
  })

  it('only warns about the missing permission when it cannot be written', async () => {
    const github = await startGitHub({
      before: (request) =>
        request.startsWith('POST /issues')
          ? { status: 403, body: { message: 'Resource not accessible by integration' } }
          : undefined,
    })
    const run = await startMainStep({
      action: CHECK,
      workspace: { 'train.jsonl': chatExamples(60) },
      inputs: { ...JOB, comment: 'true', 'github-token': TOKEN },
      env: { GITHUB_API_URL: github.url },
      event: EVENT,
    }).done
    expect(run.exitCode).toBe(0)
    const warnings = run.annotations.filter(({ level }) => level === 'warning')
    expect(warnings.map(({ message }) => message).join()).toContain('"pull-requests: write"')
  })

  it('is sent through the proxy of the runner', async () => {
    const connected: string[] = []
    const proxy = createServer().on('connect', ({ url = '' }, socket) => {
      connected.push(url)
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
    })
    onTestFinished(() => void proxy.close())
    await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening))
    const address = proxy.address()
    const run = await startMainStep({
      action: CHECK,
      workspace: { 'train.jsonl': chatExamples(60) },
      inputs: { ...JOB, comment: 'true', 'github-token': TOKEN },
      env: {
        GITHUB_API_URL: 'https://api.github.test',
        HTTPS_PROXY: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
        NODE_OPTIONS: preload('fast-clock.mjs?speed=50'),
      },
      event: EVENT,
    }).done
    expect(run.exitCode).toBe(0)
    expect(new Set(connected)).toEqual(new Set(['api.github.test:443']))
    const warnings = run.annotations.filter(({ level }) => level === 'warning')
    expect(warnings.map(({ message }) => message).join()).toContain('statusCode=502')
  })
})
