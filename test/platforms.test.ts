/** Tests of what depends on the operating system: its paths, and the line ends of its git. They run on each in CI. */

import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readJob } from '../src/config/job.ts'
import { normalizedBytes } from '../src/dataset/normalize.ts'
import type { Workspace } from '../src/dependencies.ts'
import { assertNoOverwrite, openResults } from '../src/github/results.ts'
import { createWorkspace } from '../src/workspace/workspace.ts'
import { createFiles } from './config/read-job.ts'

let root: string
let temp: string
let workspace: Workspace

beforeEach(() => {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'platforms-')))
  root = join(base, 'repo')
  temp = join(base, 'temp')
  mkdirSync(join(root, 'data', 'sub'), { recursive: true })
  mkdirSync(temp)
  workspace = createWorkspace({ workspace: root, temp })
  for (const name of ['a', 'b', join('sub', 'c')])
    writeFileSync(join(root, 'data', `${name}.jsonl`), `${name}\n`)
})
afterEach(() => rmSync(join(root, '..'), { recursive: true, force: true }))

const listNames = async (patterns: string, relativeTo?: string) =>
  (await workspace.glob(patterns, relativeTo)).map(({ name }) => name)

describe('the workspace', () => {
  it.each([
    ['a path', join('data', 'sub', 'c.jsonl'), ['data/sub/c.jsonl']],
    ['a path with slashes', 'data/sub/c.jsonl', ['data/sub/c.jsonl']],
    ['a glob', join('data', '**', '*.jsonl'), ['data/a.jsonl', 'data/b.jsonl', 'data/sub/c.jsonl']],
    ['an exclusion', `${join('data', '*.jsonl')}\r\n!${join('data', 'a.jsonl')}\r\n`, ['data/b.jsonl']],
  ])('returns names with forward slashes for %s', async (_, patterns, expected) => {
    expect(await listNames(patterns)).toEqual(expected)
  })

  it('finds files by absolute paths and globs', async () => {
    expect(await listNames(join(root, 'data', 'a.jsonl'))).toEqual(['data/a.jsonl'])
    expect(await listNames(join(root, 'data', '[ab].jsonl'))).toEqual(['data/a.jsonl', 'data/b.jsonl'])
    writeFileSync(join(temp, 't.jsonl'), 't\n')
    expect(await listNames(join(temp, '*.jsonl'))).toEqual([join(temp, 't.jsonl').replaceAll(sep, '/')])
  })

  it('finds files relative to a job file', async () => {
    expect(await listNames(join('..', 'a.jsonl'), 'data/sub/job.yaml')).toEqual(['data/a.jsonl'])
  })

  it('rejects files outside, in any notation', async () => {
    const parent = `..${sep}`
    writeFileSync(join(root, '..', 'secret'), '')
    for (const path of [`${parent}secret`, `data${sep}${parent}${parent}secret`, join(root, '..', 'secret')])
      await expect(workspace.glob(path)).rejects.toThrow('is outside the workspace')
  })

  it('finds a file once where the system ignores case', async () => {
    const isCaseInsensitive = existsSync(join(root, 'DATA'))
    const found = workspace.glob('data/a.jsonl\nDATA/A.jsonl')
    if (isCaseInsensitive) expect(await found).toHaveLength(1)
    else await expect(found).rejects.toThrow('no file at "DATA/A.jsonl"')
  })

  it("rejects files in git's own folder, in any notation", async () => {
    mkdirSync(join(root, '.git'))
    writeFileSync(join(root, '.git', 'config'), 'token')
    for (const path of ['.git/config', `data${sep}..${sep}.git${sep}config`, '.GIT/config', 'GIT~1/config'])
      await expect(workspace.getFile(path)).rejects.toThrow(/git's own folder|no file at/)
  })

  it('rejects alternate data streams on Windows, and accepts a colon elsewhere', async () => {
    const isWindows = sep === '\\'
    for (const path of ['.git::$INDEX_ALLOCATION/config', 'data/a.jsonl:x'])
      await expect(workspace.glob(path)).rejects.toThrow(isWindows ? 'has a colon' : 'no file at')
    if (isWindows) return
    writeFileSync(join(root, 'data', 'a.jsonl:x'), '')
    expect(await listNames('data/a.jsonl:x')).toEqual(['data/a.jsonl:x'])
  })

  it('reads a file that has not changed since it was found', async () => {
    const file = await workspace.getFile('data/a.jsonl')
    expect(await workspace.readText(file)).toBe('a\n')
  })
})

describe('line ends', () => {
  it('do not change the digest of a dataset', async () => {
    const digest = async (text: string) => {
      writeFileSync(join(root, 'x.jsonl'), text)
      const hash = createHash('sha256')
      for await (const chunk of normalizedBytes(workspace, await workspace.glob('x.jsonl')))
        hash.update(chunk)
      return hash.digest('hex')
    }
    expect(await digest('{"a": 1}\r\n{"b": 2}\r\n')).toBe(await digest('{"a": 1}\n{"b": 2}\n'))
  })

  const OPTIONS = { setSecret: () => undefined }

  it('of a job file and of inputs do not change the job', async () => {
    const job = 'model: m\ntraining_file: |\n  a.jsonl\n  b.jsonl\nsuffix: s\n'
    const read = (text: string, hyperparameters: string) =>
      readJob({ 'job-file': 'job.yaml', hyperparameters }, createFiles({ 'job.yaml': text }), OPTIONS)
    expect(await read(job.replaceAll('\n', '\r\n'), 'n_epochs: 3\r\nbatch_size: 4\r\n')).toEqual(
      await read(job, 'n_epochs: 3\nbatch_size: 4\n'),
    )
  })

  it('of a grader, of its source and of a job file with both do not change the job', async () => {
    const files = {
      'job.yaml':
        'model: m\ntraining_file: a.jsonl\nvalidation_file: b.jsonl\nmethod:\n  type: reinforcement\n' +
        '  reinforcement:\n    response_format:\n      description: |\n        of two\n        lines\n' +
        '    grader:\n      type: python\n      source: |\n        def grade(sample, item):\n          return 1.0\n',
      'grader.json': '{\n  "type": "python",\n  "source_file": "grade.py"\n}\n',
      'grade.py': 'def grade(sample, item):\n    return 1.0\n',
    }
    const read = (lineEnd: string, grader?: string) =>
      readJob(
        { 'job-file': 'job.yaml', grader },
        createFiles(
          Object.fromEntries(
            Object.entries(files).map(([path, text]) => [path, text.replaceAll('\n', lineEnd)]),
          ),
        ),
        OPTIONS,
      )
    for (const grader of [undefined, 'grader.json']) {
      const plain = await read('\n', grader)
      expect(plain).toHaveProperty('job.method.grader.source')
      expect(await read('\r\n', grader)).toEqual(plain)
    }
  })
})

it('writes results, and replaces them', async () => {
  const folder = await (await workspace.prepareDirectory(relative(root, join(root, 'out', 'deep')))).create()
  const warnings: string[] = []
  for (const text of ['{"n": 1}', '{"n": 2}']) {
    const results = openResults(folder, 'job', {
      warning: (text) => warnings.push(text),
      redactSecrets: (text) => text,
      isCommandLine: true,
    })
    results.reset()
    results.appendEvent({ text })
    results.write('result.json', text)
  }
  const texts = await Promise.all(
    ['result.json', 'events.jsonl'].map(async (name) =>
      workspace.readText(await workspace.getFile(`out/deep/${name}`)),
    ),
  )
  expect([texts, warnings]).toEqual([['{"n": 2}', `${JSON.stringify({ text: '{"n": 2}' })}\n`], []])
})

describe('data that the results would overwrite', () => {
  it.each<[NodeJS.Platform, string, string, boolean]>([
    ['linux', '/w/data/result.json', '/w/data', true],
    ['linux', '/w/data/Result.json', '/w/data', false],
    ['linux', '/w/data/result.json', '/w/Data', false],
    ['linux', '/w/data/sub/result.json', '/w/data', false],
    ['darwin', '/w/data/Result.JSON', '/w/Data', true],
    ['darwin', '/w/data/train.jsonl', '/w/data', false],
    ['win32', 'D:\\w\\data\\Events.jsonl', 'd:\\w\\Data', true],
    ['win32', 'D:\\w\\data\\sub\\events.jsonl', 'D:\\w\\data', false],
    ['win32', '\\\\host\\w\\METRICS.csv', '\\\\host\\w', true],
  ])('compares paths on %s by its own rules (%s)', (platform, path, folder, expected) => {
    const check = () => assertNoOverwrite(folder, [{ path, name: 'my file' }], platform)
    if (expected) expect(check).toThrow('the results would overwrite "my file"')
    else expect(check).not.toThrow()
  })
})
