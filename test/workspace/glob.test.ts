import { posix, win32 } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  cacheTree,
  expandGlob,
  type FileTree,
  GlobBudget,
  isGlob,
  splitGlob,
} from '../../src/workspace/glob.ts'

const DEPTH = 20

/** A chain of folders `/d/d/…`, with a count of the reads. */
function createTree() {
  const reads = { count: 0 }
  const isInTree = (path: string) => /^(\/d)+$/.test(path) && path.length <= 2 * DEPTH
  const entry = { name: 'd', isDirectory: () => true, isSymbolicLink: () => false }
  const tree: FileTree = {
    lstat: async (path) => {
      reads.count++
      return isInTree(path) ? entry : undefined
    },
    readdir: async (path) => {
      reads.count++
      return isInTree(posix.join(path, 'd')) ? [entry] : []
    },
  }
  return { tree, reads }
}

const expand = async (glob: string, tree: FileTree) => {
  const [root] = splitGlob(glob)
  return expandGlob('/d', root?.steps ?? [], { mayFollow: async () => true, tree, budget: new GlobBudget() })
}

describe('expandGlob', () => {
  it('reads each folder at most once for each step of the glob', async () => {
    const { tree, reads } = createTree()
    expect(await expand(`${'**/'.repeat(60)}none`, tree)).toEqual([])
    expect(reads.count).toBeLessThanOrEqual(61 * DEPTH)
    expect(await expand(`${'**/d/'.repeat(15)}*`, tree)).toHaveLength(DEPTH - 16)
  })

  it('reads each folder of a cached tree once for thousands of globs', async () => {
    const { tree, reads } = createTree()
    const cached = cacheTree(tree)
    for (let i = 0; i < 2000; i++) await expand(`**/d/*${i}`, cached)
    expect(reads.count).toBeLessThanOrEqual(2 * DEPTH)
  })

  it('stops when all globs together have compared too many names', async () => {
    const { tree, reads } = createTree()
    const budget = new GlobBudget(undefined, 200)
    const search = async () => {
      for (let i = 0; i < 2000; i++)
        await expandGlob('/d', ['**', `x${i}*`], { mayFollow: async () => true, tree, budget })
    }
    await expect(search()).rejects.toMatchObject({
      message: 'the lines compare too many names; use fewer globs, or narrower ones',
      hint: 'All lines together may compare 200 names.',
    })
    expect(reads.count).toBeLessThanOrEqual(200)
  })

  it('reads only the folders that the glob can match', async () => {
    const { tree, reads } = createTree()
    expect(await expand('[d]/[d]', tree)).toEqual(['/d/d/d'])
    expect(reads.count).toBe(2)
  })
})

describe('a backslash in a glob', () => {
  it.each([
    [win32, 'data\\*.jsonl', 'data/', ['*.jsonl']],
    [win32, 'D:\\data\\[ab]\\*', 'D:/data/', ['[ab]', '*']],
    [posix, 'data/\\*.jsonl', 'data/', ['\\*.jsonl']],
  ])('separates folders on Windows, and is an escape elsewhere (%#)', (platformPath, glob, folder, steps) => {
    expect(splitGlob(glob, platformPath)).toEqual([{ folder, steps }])
  })

  it('makes no glob of a path on Windows', () => {
    const path = 'data\\a.jsonl'
    expect([isGlob(path, win32), isGlob(path, posix)]).toEqual([false, true])
  })
})
