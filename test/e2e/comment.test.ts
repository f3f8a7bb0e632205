import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startAction } from '../../tools/runner/runner.ts'
import { train } from '../support/built-action.ts'
import { startGitHub } from '../support/github.ts'
import { chat } from '../support/run-action.ts'

const CHECK = fileURLToPath(new URL('../../check', import.meta.url))
const TOKEN = 'ghs_0123456789abcdef'
const EVENT = { name: 'pull_request', payload: { pull_request: { number: 7, head: { sha: 'c0ffee' } } } }
const JOB = { 'training-file': 'train.jsonl', model: 'gpt-4.1-mini-2025-04-14' }

/** A checkout of two commits, the later of which has three examples more and one less. */
function checkout(): string {
  const folder = mkdtempSync(join(tmpdir(), 'comment-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const git = (...words: string[]) =>
    execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...words], { cwd: folder })
  git('init', '-q')
  for (const text of [chat(60), chat(62, 1)]) {
    writeFileSync(join(folder, 'train.jsonl'), text)
    git('add', '-A')
    git('commit', '-qm', 'data')
  }
  return folder
}

describe('the comment on a pull request', () => {
  it('is one, from the check to the trained model', async () => {
    const github = await startGitHub()
    const env = { GITHUB_API_URL: github.url }
    const inputs = { ...JOB, comment: 'true', 'github-token': TOKEN }
    const workspace = checkout()
    const checked = async () =>
      startAction({ action: CHECK, workspace, inputs, env, token: TOKEN, event: EVENT }).done

    const first = await checked()
    expect([first.exitCode, github.comments.length], first.log).toEqual([0, 1])
    expect(github.comments[0]?.body).toContain('the data is fine')
    expect(first.summary).toMatch(/3 examples added, 1 removed, .* tokens since <code>[0-9a-f]{7}</)
    await checked()
    expect(github.writes()).toHaveLength(1)

    const run = await train({ workspace, inputs, env, token: TOKEN, event: EVENT })
    expect([run.exitCode, github.comments.length], run.log).toEqual([0, 1])
    const [{ body = '' } = {}] = github.comments
    expect(body).toContain('trained')
    expect(body).toContain(run.sandbox.jobs[0]?.id)
    expect(body).toContain('train&#95;loss')
    expect(run.rawLog.replaceAll(/^::add-mask::.*$/gm, '')).not.toContain(TOKEN)
  })

  it('fails nothing when it may not be written, and says what is missing', async () => {
    const github = await startGitHub({
      before: (request) =>
        request.startsWith('POST /issues')
          ? { status: 403, body: { message: 'Resource not accessible by integration' } }
          : undefined,
    })
    const run = await startAction({
      action: CHECK,
      workspace: { 'train.jsonl': chat(60) },
      inputs: { ...JOB, comment: 'true', 'github-token': TOKEN },
      env: { GITHUB_API_URL: github.url },
      event: EVENT,
    }).done
    expect(run.exitCode).toBe(0)
    const warnings = run.annotations.filter(({ level }) => level === 'warning')
    expect(warnings.map(({ message }) => message).join()).toContain('"pull-requests: write"')
  })
})
