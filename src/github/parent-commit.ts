import { execFile, spawn } from 'node:child_process'
import { realpath } from 'node:fs/promises'
import { devNull, tmpdir } from 'node:os'
import nativePath from 'node:path'
import type { ParentCommit, WorkspaceFile } from '../dependencies.ts'
import { ActionError } from '../errors.ts'
import { globStarts, isGlob, isWithin, listLines, matchesOf, type Tree } from '../workspace/glob.ts'
import { quoted } from '../workspace/path-guard.ts'
import { byName } from '../workspace/workspace.ts'

/** Git is asked for each of them. */
const MAX_FILES = 200
/** Far more than any list of the files of a repository. */
const MAX_LISTED = 64 * 2 ** 20

/**
 * The first parent of the commit that is checked out: of a pull request's merge, what it would be merged into; of a
 * branch, its own commit before. Or why there is none, in words that complete "what changed is not known: …". Only
 * reads, asks no server, and obeys nothing that the repository contains.
 */
export async function readParentCommit(
  root: string,
  env: NodeJS.ProcessEnv,
  signal?: AbortSignal,
): Promise<ParentCommit | { missing: string }> {
  const folder = await realpath(root)
  const git = gitAt(folder, env, signal)
  try {
    const top = (await git.text('rev-parse', '--show-toplevel')).trim()
    const [, first] = (await git.text('rev-list', '--parents', '-n', '1', 'HEAD', '--')).trim().split(' ')
    if (!first) return { missing: 'the checkout has no HEAD^1: give actions/checkout "fetch-depth: 2"' }
    return await commitBefore(git, nativePath.resolve(top), folder, first)
  } catch (error) {
    signal?.throwIfAborted()
    return { missing: reasonOf(error) }
  }
}

function reasonOf(error: unknown): string {
  const { code } = error instanceof Error && 'code' in error ? error : { code: undefined }
  if (code === 'ENOENT') return 'git is not installed'
  if (code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return 'the repository has too many files'
  return 'the workspace is not a git repository with a commit in it'
}

type Git = ReturnType<typeof gitAt>

/** Git, by arguments and never through a shell, with no settings but ours: not those of the machine, nor its variables. */
function gitAt(folder: string, { PATH, SystemRoot }: NodeJS.ProcessEnv, signal: AbortSignal | undefined) {
  const settings = {
    'core.quotePath': 'off',
    'core.hooksPath': devNull,
    'core.fsmonitor': 'false',
    'protocol.allow': 'never',
    // In a container the files belong to somebody else; what this guards against is switched off one by one here.
    'safe.directory': '*',
  }
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const argumentsFor = (words: readonly string[]) => ['--no-pager', ...options, '-C', folder, ...words]
  const env = {
    ...(PATH && { PATH }),
    ...(SystemRoot && { SystemRoot }),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: devNull,
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_OPTIONAL_LOCKS: '0',
    LC_ALL: 'C',
  }
  // Windows looks for programs in the working folder first, and a pull request can bring a git.exe.
  const place = { cwd: tmpdir(), env, ...(signal && { signal }) }

  return {
    text: (...words: string[]): Promise<string> =>
      new Promise((resolve, reject) => {
        execFile('git', argumentsFor(words), { ...place, maxBuffer: MAX_LISTED }, (error, stdout) =>
          error ? reject(error) : resolve(stdout),
        )
      }),

    async *bytes(...words: string[]): AsyncGenerator<Uint8Array> {
      const child = spawn('git', argumentsFor(words), { ...place, stdio: ['ignore', 'pipe', 'ignore'] })
      const ended = new Promise<number | null>((resolve, reject) => {
        child.once('error', reject)
        child.once('close', resolve)
      })
      // Awaited below; until then its failure is not unhandled.
      ended.catch(() => undefined)
      try {
        for await (const chunk of child.stdout as AsyncIterable<Uint8Array>) yield chunk
        if ((await ended) !== 0) throw new ActionError('git could not read the commit before')
      } finally {
        child.kill()
      }
    },
  }
}

/** A file of a commit. */
interface Entry {
  object: string
  isLink: boolean
}

/** The files of a commit by absolute path. */
async function filesOf(git: Git, commit: string, top: string): Promise<Map<string, Entry>> {
  const listed = await git.text('ls-tree', '-r', '-z', '--full-tree', commit)
  const files = new Map<string, Entry>()
  for (const line of listed.split('\0')) {
    const [, mode, object, path] = /^(\d{6}) blob ([0-9a-f]{40,64})\t(.+)$/s.exec(line) ?? []
    if (object && path) files.set(nativePath.join(top, path), { object, isLink: mode === '120000' })
  }
  return files
}

async function commitBefore(git: Git, top: string, root: string, commit: string): Promise<ParentCommit> {
  const today = await filesOf(git, 'HEAD', top)
  const before = await filesOf(git, commit, top)
  const tree = treeOf(before)
  const nameOf = (path: string) => nativePath.relative(root, path).split(nativePath.sep).join('/')
  const objects = new Map<string, string>()

  async function named(list: string, beside: string | undefined): Promise<string[]> {
    const folder = beside ? nativePath.dirname(nativePath.resolve(root, beside)) : root
    const matches = async (line: string) => {
      const literal = nativePath.resolve(folder, line)
      if (!isGlob(line) || (await tree.lstat(literal))) return [literal]
      const found = globStarts(line).map(({ folder: start, steps }) => {
        const path = nativePath.resolve(folder, start)
        return steps.length === 0 ? [path] : matchesOf(path, steps, async () => false, tree)
      })
      return (await Promise.all(found)).flat()
    }
    const all = (lines: string[]) => Promise.all(lines.map(matches)).then((paths) => new Set(paths.flat()))
    const { wanted, excluded } = listLines(list)
    const leftOut = await all(excluded)
    return [...(await all(wanted))].filter((path) => before.has(path) && !isWithin(path, leftOut))
  }

  return {
    commit,
    async glob({ list, beside, files }) {
      const stranger = files.find(({ path }) => !today.has(path))
      // Made by a step before, or of another repository: what it was is in no commit here.
      if (stranger) return { missing: `${quoted(stranger.name)} is not part of the commit` }
      const found: WorkspaceFile[] = []
      const paths = await named(list, beside)
      if (paths.length > MAX_FILES) return { missing: `the data had more than ${MAX_FILES} files` }
      for (const path of paths) {
        const { object = '', isLink } = before.get(path) ?? {}
        const name = nameOf(path)
        if (isLink) return { missing: `${quoted(name)} was a link` }
        const size = Number((await git.text('cat-file', '-s', object).catch(() => '')) || Number.NaN)
        if (Number.isNaN(size)) return { missing: `${quoted(name)} of before is not in this partial clone` }
        if (size < MAX_POINTER && (await git.text('cat-file', 'blob', object)).startsWith(POINTER))
          return {
            missing: `${quoted(name)} is kept by git-lfs, which has no older version in this checkout`,
          }
        objects.set(name, object)
        found.push({ name, path, size })
      }
      return { files: found.sort(byName) }
    },
    readBytes: ({ name }) => git.bytes('cat-file', 'blob', objects.get(name) ?? ''),
  }
}

/** By the specification of git-lfs: the first line of a pointer, and less than so many bytes. */
const POINTER = 'version https://git-lfs.github.com/spec/'
const MAX_POINTER = 1024

/** The folders and files of a commit as those of a disk. */
function treeOf(files: Map<string, Entry>): Tree {
  const kind = (isLink: boolean, isFolder: boolean) => ({
    isSymbolicLink: () => isLink,
    isDirectory: () => isFolder,
  })
  const folders = new Map<string, Map<string, ReturnType<typeof kind>>>()
  for (const [path, { isLink }] of files) {
    let [child, childKind] = [path, kind(isLink, false)]
    for (let folder = nativePath.dirname(child); folder !== child; folder = nativePath.dirname(child)) {
      const known = folders.get(folder)
      const entries = known ?? new Map()
      entries.set(nativePath.basename(child), childKind)
      if (known) break
      folders.set(folder, entries)
      ;[child, childKind] = [folder, kind(false, true)]
    }
  }
  return {
    lstat: async (path) => folders.get(nativePath.dirname(path))?.get(nativePath.basename(path)),
    readdir: async (path) => [...(folders.get(path) ?? [])].map(([name, kind]) => ({ name, ...kind })),
  }
}
