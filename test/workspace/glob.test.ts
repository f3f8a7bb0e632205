import { posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { expandGlob, type FileTree, splitGlob } from '../../src/workspace/glob.ts'

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
  return expandGlob('/d', root?.steps ?? [], async () => true, tree)
}

describe('expandGlob', () => {
  it('reads each folder at most once for each step of the glob', async () => {
    const { tree, reads } = createTree()
    expect(await expand(`${'**/'.repeat(60)}none`, tree)).toEqual([])
    expect(reads.count).toBeLessThanOrEqual(61 * DEPTH)
    expect(await expand(`${'**/d/'.repeat(15)}*`, tree)).toHaveLength(DEPTH - 16)
  })

  it('reads only the folders that the glob can match', async () => {
    const { tree, reads } = createTree()
    expect(await expand('[d]/[d]', tree)).toEqual(['/d/d/d'])
    expect(reads.count).toBe(2)
  })
})
