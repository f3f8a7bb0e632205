/** What holds on every system: paths as it writes them, line ends as its git checks them out. Runs on each in CI. */

import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { describeJob } from '../src/config/job.ts'
import { normalised } from '../src/dataset/normalize.ts'
import type { Workspace } from '../src/dependencies.ts'
import { isOverwritten, resultsIn } from '../src/github/results.ts'
import { createWorkspace } from '../src/workspace/workspace.ts'

let root: string
let temp: string
let workspace: Workspace

beforeEach(() => {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'platforms-')))
  root = join(base, 'repo')
  temp = join(base, 'temp')
  mkdirSync(join(root, 'data', 'sub'), { recursive: true })
  mkdirSync(temp)
  workspace = createWorkspace({ root, temp })
  for (const name of ['a', 'b', join('sub', 'c')])
    writeFileSync(join(root, 'data', `${name}.jsonl`), `${name}\n`)
})
afterEach(() => rmSync(join(root, '..'), { recursive: true, force: true }))

const names = async (list: string, beside?: string) =>
  (await workspace.glob(list, beside)).map(({ name }) => name)

describe('files', () => {
  it.each([
    ['a path', join('data', 'sub', 'c.jsonl'), ['data/sub/c.jsonl']],
    ['a path with slashes', 'data/sub/c.jsonl', ['data/sub/c.jsonl']],
    ['a glob', join('data', '**', '*.jsonl'), ['data/a.jsonl', 'data/b.jsonl', 'data/sub/c.jsonl']],
    ['an exclusion', `${join('data', '*.jsonl')}\r\n!${join('data', 'a.jsonl')}\r\n`, ['data/b.jsonl']],
  ])('have forward slashes in their names, by %s', async (_, list, found) => {
    expect(await names(list)).toEqual(found)
  })

  it('are found by absolute paths and globs', async () => {
    expect(await names(join(root, 'data', 'a.jsonl'))).toEqual(['data/a.jsonl'])
    expect(await names(join(root, 'data', '[ab].jsonl'))).toEqual(['data/a.jsonl', 'data/b.jsonl'])
    writeFileSync(join(temp, 't.jsonl'), 't\n')
    expect(await names(join(temp, '*.jsonl'))).toEqual([join(temp, 't.jsonl').replaceAll(sep, '/')])
  })

  it('are found beside a job file', async () => {
    expect(await names(join('..', 'a.jsonl'), 'data/sub/job.yaml')).toEqual(['data/a.jsonl'])
  })

  it('are refused outside, however that is written', async () => {
    const parent = `..${sep}`
    writeFileSync(join(root, '..', 'secret'), '')
    for (const path of [`${parent}secret`, `data${sep}${parent}${parent}secret`, join(root, '..', 'secret')])
      await expect(workspace.glob(path)).rejects.toThrow('is outside the workspace')
  })

  it('are one where the system does not tell capitals from small letters', async () => {
    const ignoresCase = existsSync(join(root, 'DATA'))
    const found = workspace.glob('data/a.jsonl\nDATA/A.jsonl')
    if (ignoresCase) expect(await found).toHaveLength(1)
    else await expect(found).rejects.toThrow('no file at "DATA/A.jsonl"')
  })

  it("of git's own folder are refused by any spelling that leads there", async () => {
    mkdirSync(join(root, '.git'))
    writeFileSync(join(root, '.git', 'config'), 'token')
    for (const path of ['.git/config', `data${sep}..${sep}.git${sep}config`, '.GIT/config', 'GIT~1/config'])
      await expect(workspace.getFile(path)).rejects.toThrow(/git's own folder|no file at/)
  })

  it('of Windows have no streams, and elsewhere a colon is a character like any other', async () => {
    const isWindows = sep === '\\'
    for (const path of ['.git::$INDEX_ALLOCATION/config', 'data/a.jsonl:x'])
      await expect(workspace.glob(path)).rejects.toThrow(isWindows ? 'has a colon' : 'no file at')
    if (isWindows) return
    writeFileSync(join(root, 'data', 'a.jsonl:x'), '')
    expect(await names('data/a.jsonl:x')).toEqual(['data/a.jsonl:x'])
  })

  it('are what they were when they are read at once', async () => {
    const file = await workspace.getFile('data/a.jsonl')
    expect(await workspace.readText(file, 100)).toBe('a\n')
  })
})

describe('line ends', () => {
  it('of a dataset change nothing of what it is', async () => {
    const digest = async (text: string) => {
      writeFileSync(join(root, 'x.jsonl'), text)
      const hash = createHash('sha256')
      for await (const chunk of normalised(workspace, await workspace.glob('x.jsonl'))) hash.update(chunk)
      return hash.digest('hex')
    }
    expect(await digest('{"a": 1}\r\n{"b": 2}\r\n')).toBe(await digest('{"a": 1}\n{"b": 2}\n'))
  })

  it('of a job file and of inputs change nothing of the job', async () => {
    const job = 'model: m\ntraining_file: |\n  a.jsonl\n  b.jsonl\nsuffix: s\n'
    const described = (text: string, hyperparameters: string) =>
      describeJob({ jobFile: 'job.yaml', hyperparameters }, async (path) => ({ text, path }))
    expect(await described(job.replaceAll('\n', '\r\n'), 'n_epochs: 3\r\nbatch_size: 4\r\n')).toEqual(
      await described(job, 'n_epochs: 3\nbatch_size: 4\n'),
    )
  })

  it('of a grader, of its source, and of a job file that has both change nothing of the job', async () => {
    const files = {
      'job.yaml':
        'model: m\ntraining_file: a.jsonl\nvalidation_file: b.jsonl\nmethod:\n  type: reinforcement\n' +
        '  reinforcement:\n    response_format:\n      description: |\n        of two\n        lines\n' +
        '    grader:\n      type: python\n      source: |\n        def grade(sample, item):\n          return 1.0\n',
      'grader.json': '{\n  "type": "python",\n  "source_file": "grade.py"\n}\n',
      'grade.py': 'def grade(sample, item):\n    return 1.0\n',
    }
    const described = (lineEnd: string, grader?: string) =>
      describeJob({ jobFile: 'job.yaml', grader }, async (path) => ({
        text: new Map(Object.entries(files)).get(path)?.replaceAll('\n', lineEnd) ?? '',
        path,
      }))
    for (const grader of [undefined, 'grader.json']) {
      const plain = await described('\n', grader)
      expect(plain).toHaveProperty('job.method.grader.source')
      expect(await described('\r\n', grader)).toEqual(plain)
    }
  })
})

it('results are written, and written anew', async () => {
  const folder = await (await workspace.prepareDirectory(relative(root, join(root, 'out', 'deep')))).create()
  const warnings: string[] = []
  for (const text of ['{"n": 1}', '{"n": 2}']) {
    const results = resultsIn(folder, { warning: (text) => warnings.push(text) })
    results.begin()
    results.event({ text })
    results.write('result.json', text)
  }
  const texts = await Promise.all(
    ['result.json', 'events.jsonl'].map(async (name) =>
      workspace.readText(await workspace.getFile(`out/deep/${name}`), 1000),
    ),
  )
  expect([texts, warnings]).toEqual([['{"n": 2}', `${JSON.stringify({ text: '{"n": 2}' })}\n`], []])
})

describe('data that the results would be written over', () => {
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
  ])('is known by any spelling on %s (%s)', (platform, path, folder, expected) => {
    expect(isOverwritten(path, folder, platform)).toBe(expected)
  })
})
