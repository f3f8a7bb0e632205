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
import { compareFiles } from '../workspace/workspace.ts'
import { buildCommitTree, type CommitFile, listCommitFiles } from './commit-files.ts'
import { createGit, type Git } from './git.ts'

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
  readonly #git: Git
  readonly #workspace: string
  readonly #files: ReadonlyMap<string, CommitFile>
  readonly #currentFiles: ReadonlyMap<string, CommitFile>
  readonly #tree: FileTree
  readonly #signal: AbortSignal | undefined

  constructor({ git, workspace, commit, files, currentFiles, signal }: GitParentCommitOptions) {
    this.commit = commit
    this.#git = git
    this.#workspace = workspace
    this.#files = files
    this.#currentFiles = currentFiles
    this.#tree = buildCommitTree(files)
    this.#signal = signal
  }

  async glob({
    patterns,
    relativeTo,
    files,
  }: CurrentDataset): Promise<{ files: WorkspaceFile[] } | { unavailable: string }> {
    // An earlier step created it, or it belongs to another repository: no commit here has an older version.
    const untracked = files.find(({ path }) => !this.#currentFiles.has(path))
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
    return this.#git.readBytes('cat-file', 'blob', this.#files.get(path)?.object ?? '')
  }

  async #describeFile(
    path: string,
    { object, isLink }: CommitFile,
  ): Promise<WorkspaceFile | { unavailable: string }> {
    const name = nativePath.relative(this.#workspace, path).split(nativePath.sep).join('/')
    if (isLink) return { unavailable: `${quote(name)} was a link` }
    const sizeText = await this.#git.readText('cat-file', '-s', object).catch(() => '')
    if (!sizeText) return { unavailable: `the older ${quote(name)} is not in this partial clone` }
    const size = Number(sizeText)
    if (size < MAX_LFS_POINTER_BYTES) {
      const text = await this.#git.readText('cat-file', 'blob', object)
      if (text.startsWith(LFS_POINTER))
        return { unavailable: `${quote(name)} is stored in Git LFS, and this checkout has no older version` }
    }
    return { name, path, size }
  }

  /** Returns the files that a list of patterns names in this commit, by path. */
  async #expandPatterns(patterns: string, relativeTo: string | undefined): Promise<Map<string, CommitFile>> {
    const base = relativeTo
      ? nativePath.dirname(nativePath.resolve(this.#workspace, relativeTo))
      : this.#workspace
    const budget = new GlobBudget(this.#signal)
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
      const file = this.#files.get(path)
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
