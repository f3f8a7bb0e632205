import nativePath from 'node:path'
import type { FileTree } from '../workspace/glob.ts'
import type { Git } from './git.ts'

/** A file of a commit. */
export interface CommitFile {
  /** The id of its blob. */
  object: string
  isLink: boolean
}

/** Lists the files of a commit by absolute path. */
export async function listCommitFiles(
  git: Git,
  commit: string,
  repositoryRoot: string,
): Promise<Map<string, CommitFile>> {
  const listing = await git.readText('ls-tree', '-r', '-z', '--full-tree', commit)
  const files = new Map<string, CommitFile>()
  for (const line of listing.split('\0')) {
    const [, mode, object, path] = /^(\d{6}) blob ([0-9a-f]{40,64})\t(.+)$/s.exec(line) ?? []
    if (object && path)
      files.set(nativePath.join(repositoryRoot, path), { object, isLink: mode === '120000' })
  }
  return files
}

/** Builds the tree of folders of a commit, for globs that are matched as on a disk. */
export function buildCommitTree(files: ReadonlyMap<string, CommitFile>): FileTree {
  const describe = (isLink: boolean, isFolder: boolean) => ({
    isSymbolicLink: () => isLink,
    isDirectory: () => isFolder,
  })
  const folders = new Map<string, Map<string, ReturnType<typeof describe>>>()
  for (const [path, { isLink }] of files) {
    let [child, entry] = [path, describe(isLink, false)]
    for (let folder = nativePath.dirname(child); folder !== child; folder = nativePath.dirname(child)) {
      const known = folders.get(folder)
      const entries = known ?? new Map()
      entries.set(nativePath.basename(child), entry)
      if (known) break
      folders.set(folder, entries)
      ;[child, entry] = [folder, describe(false, true)]
    }
  }
  return {
    lstat: async (path) => folders.get(nativePath.dirname(path))?.get(nativePath.basename(path)),
    readdir: async (path) => [...(folders.get(path) ?? [])].map(([name, entry]) => ({ name, ...entry })),
  }
}
