import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { ParentCommit, WorkspaceFile } from '../../src/dependencies.ts'
import { readParentCommit } from '../../src/github/parent-commit.ts'

type Files = Record<string, string | { link: string } | undefined>

/** A repository in a folder of its own: a commit of the base, one of a branch, and the merge that GitHub makes of them. */
function repository(base: Files, changes: Files) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'git-')))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const root = join(folder, 'work')
  mkdirSync(root)
  const git = gitIn(root)
  git('init', '-q', '-b', 'main')
  commit(base)
  git('checkout', '-q', '-b', 'topic')
  commit(changes)
  git('checkout', '-q', 'main')
  git('commit', '-q', '--allow-empty', '-m', 'elsewhere')
  git('merge', '-q', '--no-ff', '-m', 'merge', 'topic')

  function commit(files: Files) {
    for (const [name, content] of Object.entries(files)) {
      const path = join(root, name)
      rmSync(path, { force: true })
      mkdirSync(dirname(path), { recursive: true })
      if (typeof content === 'string') writeFileSync(path, content)
      else if (content) symlinkSync(content.link, path)
    }
    git('add', '-A')
    git('commit', '-q', '--allow-empty', '-m', 'files')
  }

  /** Another checkout of the merge, as actions/checkout makes it. */
  const clone = (...options: string[]) => {
    const to = join(folder, `clone${options.join('')}`)
    gitIn(folder)('clone', '-q', ...options, `file://${root}`, to)
    return to
  }
  return { root, git, clone, head: git('rev-parse', 'HEAD').trim() }
}

/** Git as the tests need it: with a name to commit by. */
function gitIn(cwd: string) {
  const env = { PATH: process.env.PATH, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' }
  const who = ['-c', 'user.name=x', '-c', 'user.email=x@example.com', '-c', 'protocol.file.allow=always']
  return (...words: string[]) => execFileSync('git', [...who, ...words], { cwd, env, encoding: 'utf8' })
}

const ENV = { PATH: process.env.PATH }

async function before(root: string, env: NodeJS.ProcessEnv = ENV): Promise<ParentCommit> {
  const found = await readParentCommit(root, env)
  if ('missing' in found) throw new Error(found.missing)
  return found
}

const today = (root: string, ...names: string[]): WorkspaceFile[] =>
  names.map((name) => ({ name, path: join(root, name), size: 0 }))

/** The text of each file of before by its name, or why there is none. */
async function older(root: string, list: string, names: string[], beside?: string) {
  const commit = await before(root)
  const found = await commit.glob({ list, beside, files: today(root, ...names) })
  if ('missing' in found) return found.missing
  const texts: Record<string, string> = {}
  for (const file of found.files) {
    const chunks: Uint8Array[] = []
    for await (const chunk of commit.readBytes(file)) chunks.push(chunk)
    texts[file.name] = Buffer.concat(chunks).toString()
    expect(file.size).toBe(Buffer.byteLength(texts[file.name] ?? ''))
  }
  return texts
}

describe('the commit before', () => {
  const base = { 'data/a.jsonl': 'a0\n', 'data/b.jsonl': 'b0\n', 'data/deep/c.jsonl': 'c0\n', 'x.txt': 'x' }
  const changes = { 'data/a.jsonl': 'a1\n', 'data/b.jsonl': undefined, 'data/d.jsonl': 'd1\n' }
  const all = ['data/a.jsonl', 'data/d.jsonl', 'data/deep/c.jsonl']

  it.each<[string, string, Record<string, string>]>([
    ['one file', 'data/a.jsonl', { 'data/a.jsonl': 'a0\n' }],
    [
      'a glob, with what was removed since and without what was added',
      'data/*.jsonl',
      { 'data/a.jsonl': 'a0\n', 'data/b.jsonl': 'b0\n' },
    ],
    [
      'folders of any depth',
      '**/*.jsonl',
      { 'data/a.jsonl': 'a0\n', 'data/b.jsonl': 'b0\n', 'data/deep/c.jsonl': 'c0\n' },
    ],
    [
      'several lines in order of their names, each once',
      'data/deep/*\ndata/a.jsonl\n\n  data/{a,b}.jsonl  ',
      { 'data/a.jsonl': 'a0\n', 'data/b.jsonl': 'b0\n', 'data/deep/c.jsonl': 'c0\n' },
    ],
    ['without what is left out', 'data/**\n!data/deep\n!data/b*', { 'data/a.jsonl': 'a0\n' }],
    ['nothing that was not there', 'data/d.jsonl', {}],
    ['no folder', 'data', {}],
  ])('has %s', async (_, list, expected) => {
    const { root } = repository(base, changes)
    const found = await older(root, list, all)
    expect(found).toEqual(expected)
    expect(Object.keys(found)).toEqual(Object.keys(expected))
  })

  it('has files by the names that they have beside a job file', async () => {
    const { root } = repository(base, changes)
    expect(await older(root, 'deep/*.jsonl\n../x.txt', all, 'data/job.yaml')).toEqual({
      'data/deep/c.jsonl': 'c0\n',
      'x.txt': 'x',
    })
  })

  it('has names of any characters', async () => {
    const name = 'dätä/ "q" \t[1]\\*.jsonl'
    const { root } = repository({ [name]: 'old' }, { [name]: 'new' })
    expect(await older(root, name, [name])).toEqual({ [name]: 'old' })
  })

  it('is found from a folder of the repository', async () => {
    const { root } = repository(base, changes)
    expect(await older(join(root, 'data'), '*.jsonl', ['a.jsonl'])).toEqual({
      'a.jsonl': 'a0\n',
      'b.jsonl': 'b0\n',
    })
  })

  it('is there with "fetch-depth: 2"', async () => {
    const { clone } = repository(base, changes)
    expect(await older(clone('--depth=2'), 'data/a.jsonl', all)).toEqual({ 'data/a.jsonl': 'a0\n' })
  })

  it('is read to the end, however large a file is, and as far as somebody wants it', async () => {
    const line = `${'x'.repeat(999)}\n`
    const { root } = repository({ 'a.jsonl': line.repeat(20_000) }, { 'a.jsonl': line })
    const commit = await before(root)
    const found = await commit.glob({ list: 'a.jsonl', files: today(root, 'a.jsonl') })
    if ('missing' in found || !found.files[0]) throw new Error('not found')
    let bytes = 0
    for await (const chunk of commit.readBytes(found.files[0])) bytes += chunk.length
    expect(bytes).toBe(20_000_000)
    for await (const chunk of commit.readBytes(found.files[0])) {
      expect(chunk.length).toBeLessThan(1_000_000)
      break
    }
  })
})

describe('what is missing is said', () => {
  const files = { 'a.jsonl': 'a' }

  it('of a shallow checkout', async () => {
    const { clone } = repository(files, {})
    expect(await readParentCommit(clone('--depth=1'), ENV)).toEqual({
      missing: 'the checkout has no HEAD^1: give actions/checkout "fetch-depth: 2"',
    })
  })

  it('of a folder that is no repository, and of a repository without a commit', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'git-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const none = { missing: expect.stringContaining('not a git repository') }
    expect(await readParentCommit(folder, ENV)).toEqual(none)
    gitIn(folder)('init', '-q')
    expect(await readParentCommit(folder, ENV)).toEqual(none)
  })

  it('where there is no git', async () => {
    const { root } = repository(files, {})
    expect(await readParentCommit(root, { PATH: root })).toEqual({ missing: 'git is not installed' })
  })

  it('of what is kept by git-lfs', async () => {
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 12\n`
    const { root } = repository({ 'a.jsonl': pointer }, { 'a.jsonl': pointer.replace('12', '13') })
    expect(await older(root, 'a.jsonl', ['a.jsonl'])).toContain('kept by git-lfs')
  })

  it('of what no commit has', async () => {
    const { root } = repository(files, {})
    expect(await older(root, '*.jsonl', ['a.jsonl', 'made.jsonl'])).toBe(
      '"made.jsonl" is not part of the commit',
    )
  })

  it('of more files than git is asked for', async () => {
    const many = Object.fromEntries(Array.from({ length: 201 }, (_, i) => [`${i}.jsonl`, 'a']))
    const { root } = repository(many, { '0.jsonl': 'b' })
    expect(await older(root, '*.jsonl', Object.keys(many))).toBe('the data had more than 200 files')
  })

  it('of a link', async () => {
    const { root } = repository({ 'a.jsonl': { link: '/etc/passwd' } }, { 'a.jsonl': 'a' })
    expect(await older(root, 'a.jsonl', ['a.jsonl'])).toBe('"a.jsonl" was a link')
  })

  it('of a partial clone, without asking its server', async () => {
    const { git, clone } = repository(files, { 'a.jsonl': 'b' })
    git('config', 'uploadpack.allowFilter', 'true')
    const partial = clone('--filter=blob:none')
    expect(await older(partial, 'a.jsonl', ['a.jsonl'])).toContain('partial clone')
  })
})

describe('a hostile repository', () => {
  it('runs nothing: no filters, hooks, monitors, pagers, converters or variables', async () => {
    const { root, git } = repository(
      { 'a.jsonl': 'old', '.gitattributes': '*.jsonl filter=evil diff=evil' },
      { 'a.jsonl': 'new' },
    )
    const evil = join(root, 'evil')
    const command = `touch ${evil}; cat`
    for (const name of [
      'filter.evil.smudge',
      'filter.evil.clean',
      'filter.evil.process',
      'diff.evil.textconv',
      'diff.evil.command',
      'core.fsmonitor',
      'core.pager',
      'core.editor',
      'core.sshCommand',
      'alias.ls-tree',
      'pager.ls-tree',
    ])
      git('config', name, command)
    for (const hook of ['post-checkout', 'post-index-change', 'reference-transaction', 'pre-auto-gc'])
      writeFileSync(join(root, '.git/hooks', hook), `#!/bin/sh\ntouch ${evil}\n`, { mode: 0o755 })
    const commit = await before(root, {
      ...ENV,
      GIT_DIR: '/nowhere',
      GIT_EXTERNAL_DIFF: command,
      GIT_TRACE: evil,
    })
    const found = await commit.glob({ list: '*.jsonl', files: today(root, 'a.jsonl') })
    if ('missing' in found) throw new Error(found.missing)
    for (const file of found.files)
      for await (const chunk of commit.readBytes(file)) expect(`${chunk}`).toBe('old')
    expect(() => realpathSync(evil)).toThrow()
  })

  it('has no names that are options or other commits', async () => {
    const name = '--help'
    const { root } = repository({ [name]: 'old', 'HEAD:x': 'old' }, { [name]: 'new' })
    expect(await older(root, `${name}\nHEAD:x`, [name])).toEqual({ [name]: 'old', 'HEAD:x': 'old' })
  })

  it('has no files outside of it', async () => {
    const { root } = repository({ 'a.jsonl': 'a' }, {})
    expect(await older(root, '../../etc/passwd\n/etc/passwd', [])).toEqual({})
  })
})

describe('a checkout of a branch by name', () => {
  it('is compared with its own commit before, and says with which', async () => {
    const { root, git } = repository({ 'train.jsonl': 'a' }, {})
    git('checkout', '-q', 'topic')
    const [, before] = git('rev-list', '--parents', '-n', '1', 'HEAD').trim().split(' ')
    expect(await readParentCommit(root, ENV)).toMatchObject({ commit: before })
  })
})
