import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { ParentCommit, WorkspaceFile } from '../../src/dependencies.ts'
import { readParentCommit } from '../../src/github/parent-commit.ts'

type Files = Record<string, string | { link: string } | undefined>

/** Creates a repository with a commit of the base, one of a branch, and the merge commit that GitHub creates for them. */
function createRepository(base: Files, changes: Files) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'git-')))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const root = join(folder, 'work')
  mkdirSync(root)
  const git = createGit(root)
  git('init', '-q', '-b', 'main')
  commit(base)
  git('checkout', '-q', '-b', 'topic')
  commit(changes)
  git('checkout', '-q', 'main')
  git('commit', '-q', '--allow-empty', '-m', 'unrelated')
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

  /** Clones the merge commit, as actions/checkout does. */
  const clone = (...options: string[]) => {
    const to = join(folder, `clone${options.join('')}`)
    createGit(folder)('clone', '-q', ...options, `file://${root}`, to)
    return to
  }
  return { root, git, clone, head: git('rev-parse', 'HEAD').trim() }
}

/** Returns git for one folder, with the settings that a commit needs. */
function createGit(cwd: string) {
  const env = { PATH: process.env.PATH, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' }
  const settings = ['-c', 'user.name=x', '-c', 'user.email=x@example.com', '-c', 'protocol.file.allow=always']
  return (...words: string[]) => execFileSync('git', [...settings, ...words], { cwd, env, encoding: 'utf8' })
}

const ENV = { PATH: process.env.PATH }

async function readParent(root: string, env: NodeJS.ProcessEnv = ENV): Promise<ParentCommit> {
  const parent = await readParentCommit(root, env)
  if ('unavailable' in parent) throw new Error(parent.unavailable)
  return parent
}

const currentFiles = (root: string, ...names: string[]): WorkspaceFile[] =>
  names.map((name) => ({ name, path: join(root, name), size: 0 }))

/** Reads the text of each older file by its name, or returns why it is unavailable. */
async function readOlder(root: string, patterns: string, names: string[], relativeTo?: string) {
  const commit = await readParent(root)
  const found = await commit.glob({ patterns, relativeTo, files: currentFiles(root, ...names) })
  if ('unavailable' in found) return found.unavailable
  const texts: Record<string, string> = {}
  for (const file of found.files) {
    const chunks: Uint8Array[] = []
    for await (const chunk of commit.readBytes(file)) chunks.push(chunk)
    texts[file.name] = Buffer.concat(chunks).toString()
    expect(file.size).toBe(Buffer.byteLength(texts[file.name] ?? ''))
  }
  return texts
}

describe('the parent commit', () => {
  const base = { 'data/a.jsonl': 'a0\n', 'data/b.jsonl': 'b0\n', 'data/deep/c.jsonl': 'c0\n', 'x.txt': 'x' }
  const changes = { 'data/a.jsonl': 'a1\n', 'data/b.jsonl': undefined, 'data/d.jsonl': 'd1\n' }
  const all = ['data/a.jsonl', 'data/d.jsonl', 'data/deep/c.jsonl']

  it.each<[string, string, Record<string, string>]>([
    ['one file', 'data/a.jsonl', { 'data/a.jsonl': 'a0\n' }],
    [
      'a glob, with the files removed since and without those added',
      'data/*.jsonl',
      { 'data/a.jsonl': 'a0\n', 'data/b.jsonl': 'b0\n' },
    ],
    [
      'folders of any depth',
      '**/*.jsonl',
      { 'data/a.jsonl': 'a0\n', 'data/b.jsonl': 'b0\n', 'data/deep/c.jsonl': 'c0\n' },
    ],
    [
      'several lines, each file once and sorted by name',
      'data/deep/*\ndata/a.jsonl\n\n  data/{a,b}.jsonl  ',
      { 'data/a.jsonl': 'a0\n', 'data/b.jsonl': 'b0\n', 'data/deep/c.jsonl': 'c0\n' },
    ],
    ['no excluded files', 'data/**\n!data/deep\n!data/b*', { 'data/a.jsonl': 'a0\n' }],
    ['no files that did not exist, in a folder or without one', 'data/d.jsonl\nnew/*.jsonl', {}],
    ['no folder', 'data', {}],
  ])('has %s', async (_, list, expected) => {
    const { root } = createRepository(base, changes)
    const found = await readOlder(root, list, all)
    expect(found).toEqual(expected)
    expect(Object.keys(found)).toEqual(Object.keys(expected))
  })

  it('resolves patterns relative to a job file', async () => {
    const { root } = createRepository(base, changes)
    expect(await readOlder(root, 'deep/*.jsonl\n../x.txt', all, 'data/job.yaml')).toEqual({
      'data/deep/c.jsonl': 'c0\n',
      'x.txt': 'x',
    })
  })

  it('has file names of any characters', async () => {
    const name = 'dätä/ "q" \t[1]\\*.jsonl'
    const { root } = createRepository({ [name]: 'old' }, { [name]: 'new' })
    expect(await readOlder(root, name, [name])).toEqual({ [name]: 'old' })
  })

  it('is found from a folder of the repository', async () => {
    const { root } = createRepository(base, changes)
    expect(await readOlder(join(root, 'data'), '*.jsonl', ['a.jsonl'])).toEqual({
      'a.jsonl': 'a0\n',
      'b.jsonl': 'b0\n',
    })
  })

  it('is available with "fetch-depth: 2"', async () => {
    const { clone } = createRepository(base, changes)
    expect(await readOlder(clone('--depth=2'), 'data/a.jsonl', all)).toEqual({ 'data/a.jsonl': 'a0\n' })
  })

  it('yields a large file completely, or as much of it as the caller reads', async () => {
    const line = `${'x'.repeat(999)}\n`
    const { root } = createRepository({ 'a.jsonl': line.repeat(20_000) }, { 'a.jsonl': line })
    const commit = await readParent(root)
    const found = await commit.glob({ patterns: 'a.jsonl', files: currentFiles(root, 'a.jsonl') })
    if ('unavailable' in found || !found.files[0]) throw new Error('not found')
    let bytes = 0
    for await (const chunk of commit.readBytes(found.files[0])) bytes += chunk.length
    expect(bytes).toBe(20_000_000)
    for await (const chunk of commit.readBytes(found.files[0])) {
      expect(chunk.length).toBeLessThan(1_000_000)
      break
    }
  })
})

describe('a parent commit is unavailable', () => {
  const files = { 'a.jsonl': 'a' }

  it('in a shallow checkout', async () => {
    const { clone } = createRepository(files, {})
    expect(await readParentCommit(clone('--depth=1'), ENV)).toEqual({
      unavailable: 'the checkout has no HEAD^1: give actions/checkout "fetch-depth: 2"',
    })
  })

  it('in a folder without a repository, and in a repository without a commit', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'git-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const none = { unavailable: expect.stringContaining('not a git repository') }
    expect(await readParentCommit(folder, ENV)).toEqual(none)
    createGit(folder)('init', '-q')
    expect(await readParentCommit(folder, ENV)).toEqual(none)
  })

  it('without git', async () => {
    const { root } = createRepository(files, {})
    expect(await readParentCommit(root, { PATH: root })).toEqual({ unavailable: 'git is not installed' })
  })

  it('in a repository whose list of files is longer than 64 MiB', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'git-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const script = `case "$*" in *ls-tree*) exec yes;; *rev-list*) echo b a;; *) echo ${folder};; esac`
    writeFileSync(join(folder, 'git'), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
    const PATH = `${folder}:${process.env.PATH}`
    expect(await readParentCommit(folder, { PATH })).toEqual({
      unavailable: 'the repository has too many files',
    })
  })

  it('for a file in Git LFS', async () => {
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 12\n`
    const { root } = createRepository({ 'a.jsonl': pointer }, { 'a.jsonl': pointer.replace('12', '13') })
    expect(await readOlder(root, 'a.jsonl', ['a.jsonl'])).toContain('stored in Git LFS')
  })

  it('for a file that no commit contains', async () => {
    const { root } = createRepository(files, {})
    expect(await readOlder(root, '*.jsonl', ['a.jsonl', 'made.jsonl'])).toBe(
      '"made.jsonl" is not part of the commit',
    )
  })

  it('for more than 200 files', async () => {
    const many = Object.fromEntries(Array.from({ length: 201 }, (_, i) => [`${i}.jsonl`, 'a']))
    const { root } = createRepository(many, { '0.jsonl': 'b' })
    expect(await readOlder(root, '*.jsonl', Object.keys(many))).toBe('the data had more than 200 files')
  })

  it('for a link', async () => {
    const { root } = createRepository({ 'a.jsonl': { link: '/etc/passwd' } }, { 'a.jsonl': 'a' })
    expect(await readOlder(root, 'a.jsonl', ['a.jsonl'])).toBe('"a.jsonl" was a link')
  })

  it('in a partial clone, without a request to its server', async () => {
    const { git, clone } = createRepository(files, { 'a.jsonl': 'b' })
    git('config', 'uploadpack.allowFilter', 'true')
    const partial = clone('--filter=blob:none')
    expect(await readOlder(partial, 'a.jsonl', ['a.jsonl'])).toContain('partial clone')
  })
})

describe('a hostile repository', () => {
  it('runs nothing: no filters, hooks, monitors, pagers, converters or variables', async () => {
    const { root, git } = createRepository(
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
    const commit = await readParent(root, {
      ...ENV,
      GIT_DIR: '/nowhere',
      GIT_EXTERNAL_DIFF: command,
      GIT_TRACE: evil,
    })
    const found = await commit.glob({ patterns: '*.jsonl', files: currentFiles(root, 'a.jsonl') })
    if ('unavailable' in found) throw new Error(found.unavailable)
    for (const file of found.files)
      for await (const chunk of commit.readBytes(file)) expect(`${chunk}`).toBe('old')
    expect(() => realpathSync(evil)).toThrow()
  })

  it('has no file names that act as options or other commits', async () => {
    const name = '--help'
    const { root } = createRepository({ [name]: 'old', 'HEAD:x': 'old' }, { [name]: 'new' })
    expect(await readOlder(root, `${name}\nHEAD:x`, [name])).toEqual({ [name]: 'old', 'HEAD:x': 'old' })
  })

  it('has no files outside of the workspace', async () => {
    const { root } = createRepository({ 'a.jsonl': 'a' }, {})
    expect(await readOlder(root, '../../etc/passwd\n/etc/passwd', [])).toEqual({})
    const commit = await readParent(root)
    const bytes = commit.readBytes({ name: 'passwd', path: '/etc/passwd', size: 1 })[Symbol.asyncIterator]()
    await expect(bytes.next()).rejects.toThrow('git could not read the parent commit')
  })
})

describe('a checkout of a branch by name', () => {
  it('has its previous commit as the parent', async () => {
    const { root, git } = createRepository({ 'train.jsonl': 'a' }, {})
    git('checkout', '-q', 'topic')
    const [, parent] = git('rev-list', '--parents', '-n', '1', 'HEAD').trim().split(' ')
    expect(await readParentCommit(root, ENV)).toMatchObject({ commit: parent })
  })
})
