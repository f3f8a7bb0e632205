import { realpath } from 'node:fs/promises'
import nativePath from 'node:path'
import type { CurrentDataset, ParentCommit, WorkspaceFile } from '../dependencies.ts'
import { getErrorCode, quote } from '../errors.ts'
import {
  expandGlob,
  type FileTree,
  GlobBudget,
  isGlob,
  isInsideAny,
  parsePatternList,
  splitGlob,
} from '../workspace/glob.ts'
import { displayName } from '../workspace/path-guard.ts'
import { compareFiles } from '../workspace/workspace.ts'
import { createGit, type Git } from './git.ts'

/** A file of a commit. */
interface CommitFile {
  /** The id of its blob. */
  object: string
  isLink: boolean
}

/** Each file takes two commands of git. */
const MAX_FILES = 200

/** Git LFS specification: the first line of a pointer, and the size that it stays below. */
const LFS_POINTER = 'version https://git-lfs.github.com/spec/'
const MAX_LFS_POINTER_BYTES = 1024

/**
 * Reads the first parent of the commit that is checked out: for the merge commit of a pull request, the commit that it
 * would be merged into; for a branch, the previous commit. Or returns why there is none, in words that complete "what
 * changed is not known: …". Only reads, contacts no server, and runs nothing that the repository contains.
 */
export async function readParentCommit(
  workspace: string,
  env: NodeJS.ProcessEnv,
  signal?: AbortSignal,
): Promise<ParentCommit | { unavailable: string }> {
  try {
    const directory = await realpath(workspace)
    const git = createGit(directory, env, signal)
    const root = nativePath.resolve((await git.readText('rev-parse', '--show-toplevel')).trim())
    const parents = (await git.readText('rev-list', '--parents', '-n', '1', 'HEAD', '--')).trim()
    const [, commit] = parents.split(' ')
    if (!commit) return { unavailable: 'the checkout has no HEAD^1: give actions/checkout "fetch-depth: 2"' }
    const currentFiles = await listCommitFiles(git, 'HEAD', root)
    const files = await listCommitFiles(git, commit, root)
    return new GitParentCommit({ git, workspace: directory, commit, files, currentFiles, signal })
  } catch (error) {
    signal?.throwIfAborted()
    return { unavailable: explainFailure(error) }
  }
}

function explainFailure(error: unknown): string {
  const code = getErrorCode(error)
  if (code === 'ENOENT') return 'git is not installed'
  if (code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return 'the repository has too many files'
  return 'the workspace is not a git repository with a commit in it'
}

/** A commit, what it contains, and how to read it. */
interface GitParentCommitOptions {
  git: Git
  workspace: string
  commit: string
  files: ReadonlyMap<string, CommitFile>
  currentFiles: ReadonlyMap<string, CommitFile>
  signal: AbortSignal | undefined
}

class GitParentCommit implements ParentCommit {
  readonly commit: string
  readonly #options: GitParentCommitOptions
  readonly #tree: FileTree

  constructor(options: GitParentCommitOptions) {
    this.commit = options.commit
    this.#options = options
    this.#tree = buildCommitTree(options.files)
  }

  async glob({
    patterns,
    relativeTo,
    files,
  }: CurrentDataset): Promise<{ files: WorkspaceFile[] } | { unavailable: string }> {
    // An earlier step created it, or it belongs to another repository: no commit here has an older version.
    const untracked = files.find(({ path }) => !this.#options.currentFiles.has(path))
    if (untracked) return { unavailable: `${quote(untracked.name)} is not part of the commit` }
    const matches = await this.#expandPatterns(patterns, relativeTo)
    if (matches.size > MAX_FILES) return { unavailable: `the data had more than ${MAX_FILES} files` }
    const found: WorkspaceFile[] = []
    for (const [path, match] of matches) {
      const file = await this.#describeFile(path, match)
      if ('unavailable' in file) return file
      found.push(file)
    }
    return { files: found.sort(compareFiles) }
  }

  readBytes({ path }: WorkspaceFile): AsyncIterable<Uint8Array> {
    const { git, files } = this.#options
    return git.readBytes('cat-file', 'blob', files.get(path)?.object ?? '')
  }

  async #describeFile(
    path: string,
    { object, isLink }: CommitFile,
  ): Promise<WorkspaceFile | { unavailable: string }> {
    const { git, workspace } = this.#options
    const name = displayName(path, workspace)
    if (isLink) return { unavailable: `${quote(name)} was a link` }
    const sizeText = await git.readText('cat-file', '-s', object).catch(() => '')
    if (!sizeText) return { unavailable: `the older ${quote(name)} is not in this partial clone` }
    const size = Number(sizeText)
    if (size < MAX_LFS_POINTER_BYTES) {
      const text = await git.readText('cat-file', 'blob', object)
      if (text.startsWith(LFS_POINTER))
        return { unavailable: `${quote(name)} is stored in Git LFS, and this checkout has no older version` }
    }
    return { name, path, size }
  }

  /** Returns the files that a list of patterns names in this commit, by path. */
  async #expandPatterns(patterns: string, relativeTo: string | undefined): Promise<Map<string, CommitFile>> {
    const { workspace, files, signal } = this.#options
    const base = relativeTo ? nativePath.dirname(nativePath.resolve(workspace, relativeTo)) : workspace
    const budget = new GlobBudget(signal)
    const expandAll = async (lines: string[]) => {
      const paths = new Set<string>()
      for (const line of lines)
        for (const path of await this.#expandPattern(line, base, budget)) paths.add(path)
      return paths
    }
    const { included, excluded } = parsePatternList(patterns)
    const excludedPaths = await expandAll(excluded)
    const matches = new Map<string, CommitFile>()
    for (const path of await expandAll(included)) {
      const file = files.get(path)
      if (file && !isInsideAny(path, excludedPaths)) matches.set(path, file)
    }
    return matches
  }

  async #expandPattern(line: string, base: string, budget: GlobBudget): Promise<string[]> {
    await budget.spend(1)
    const literal = nativePath.resolve(base, line)
    if (!isGlob(line) || (await this.#tree.lstat(literal))) return [literal]
    const options = { tree: this.#tree, budget, mayFollow: async () => false }
    const matches: string[][] = []
    for (const { folder, steps } of splitGlob(line)) {
      const path = nativePath.resolve(base, folder)
      matches.push(steps.length === 0 ? [path] : await expandGlob(path, steps, options))
    }
    return matches.flat()
  }
}

/** Lists the files of a commit by absolute path. */
async function listCommitFiles(
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
function buildCommitTree(files: ReadonlyMap<string, CommitFile>): FileTree {
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
