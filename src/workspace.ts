import { type BigIntStats, constants } from 'node:fs'
import { type FileHandle, glob, lstat, mkdir, mkdtemp, open, readdir, realpath } from 'node:fs/promises'
import nativePath, { type PlatformPath } from 'node:path'
import { Failure } from './failure.ts'

/**
 * The files that a workflow may name: those inside the workspace or the runner's temporary folder, and no
 * others. A pull request can commit `data/train.jsonl -> /proc/self/environ`; what a link points at decides.
 */
export interface Workspace {
  /**
   * The regular files that a list of paths and globs names, one per line, `!` excluding; each once, in
   * code-unit order of `name`. A path that exists as written is that file, whatever glob characters it has.
   * Throws a Failure that names the line which matches nothing, is a directory, cannot be read or leads outside.
   * Paths are relative to the workspace, or to the folder of the file named `beside` where that is given.
   */
  find(list: string, beside?: string): Promise<WorkspaceFile[]>
  /** The one regular file at a path; the same rules, no globs. */
  file(path: string, beside?: string): Promise<WorkspaceFile>
  /** Whether anything exists at that path, inside. */
  exists(path: string, beside?: string): Promise<boolean>
  /** The whole text of a small file (job file, grader, its source): UTF-8, at most `maxBytes`; a Failure otherwise. */
  text(file: WorkspaceFile, maxBytes: number): Promise<string>
  /** The bytes of a file, in chunks, never held in memory; a Failure when it is no longer the file that was found. */
  bytes(file: WorkspaceFile): AsyncIterable<Uint8Array>
  /** Creates the folder at `path`, inside the workspace or the temporary folder; a fresh one in the latter without a path. Returns its absolute path. */
  folder(path?: string): Promise<string>
}

/** A regular file inside the workspace or the temporary folder, as it was when it was found. */
export interface WorkspaceFile {
  /** Relative to the workspace with forward slashes; absolute where it lies in the temporary folder. For people and annotations. */
  name: string
  /** Absolute, links resolved. */
  path: string
  /** Bytes. */
  size: number
  /** Tells the file that was found from one that took its place or was written since. */
  version?: string
}

/** The two folders inside which files may lie, as paths of the machine. */
export interface Roots {
  root: string
  temp: string
}

/** The workspace in the real file system. */
export function workspaceAt(roots: Roots): Workspace {
  const base = (beside: string | undefined) =>
    beside ? nativePath.dirname(nativePath.resolve(roots.root, beside)) : roots.root
  return {
    find: (list, beside) => findFiles(roots, list, base(beside)),
    file: (path, beside) => regularFile(roots, path, nativePath.resolve(base(beside), path)),
    exists: (path, beside) => exists(roots, nativePath.resolve(base(beside), path)),
    text: smallText,
    bytes: fileBytes,
    folder: (path) => folderAt(roots, path),
  }
}

/** The name by which people know the file at `path`; undefined when the path is in neither folder. */
export function nameOf(path: string, { root, temp }: Roots, flavour: PlatformPath = nativePath) {
  const slashed = (text: string) => text.split(flavour.sep).join('/')
  if (isInside(root, path, flavour)) return slashed(flavour.relative(root, path)) || '.'
  return isInside(temp, path, flavour) ? slashed(path) : undefined
}

// A backslash escapes in a pattern, except where it is the separator.
const GLOB = nativePath.sep === '\\' ? /[*?[{]|[+@!]\(/ : /[*?[{\\]|[+@!]\(/
const CHUNK = 256 * 1024
// Neither exists on Windows, nor do the links into devices and pipes that they guard against.
const READ_THE_FILE_ITSELF = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

async function findFiles(roots: Roots, list: string, base: string): Promise<WorkspaceFile[]> {
  const lines = list.split('\n').map((line) => line.trim())
  const wanted = lines.filter((line) => line !== '' && !line.startsWith('!'))
  if (wanted.length === 0) throw new Failure('no file is named')
  const found: WorkspaceFile[] = []
  for (const line of wanted) found.push(...(await filesOfLine(roots, line, base)))

  const excluded = new Set<string>()
  for (const line of lines.filter((line) => line.startsWith('!'))) {
    for (const path of await pathsOfLine(roots, line.slice(1).trim(), base)) {
      excluded.add(await realpath(path).catch(() => path))
    }
  }
  const byPath = new Map<string, WorkspaceFile>()
  // Backwards, so that of a file's several names the first in order stays.
  for (const file of found.sort(byName).reverse()) byPath.set(file.path, file)
  const left = [...byPath.values()].filter((file) => !selfAndParents(file.path).some((p) => excluded.has(p)))
  if (left.length === 0) throw new Failure('the lines with "!" exclude every file that is named')
  return left.sort(byName)
}

function byName(a: WorkspaceFile, b: WorkspaceFile): number {
  return a.name < b.name ? -1 : Number(a.name > b.name)
}

function selfAndParents(path: string): string[] {
  const parent = nativePath.dirname(path)
  return parent === path ? [path] : [path, ...selfAndParents(parent)]
}

async function filesOfLine(roots: Roots, line: string, base: string): Promise<WorkspaceFile[]> {
  const written = nativePath.resolve(base, line)
  if (!GLOB.test(line) || (await exists(roots, written))) return [await regularFile(roots, line, written)]
  const files: WorkspaceFile[] = []
  for (const path of await pathsOfLine(roots, line, base)) {
    const shown = (await nameInside(roots, path)) ?? path
    if ((await statInside(roots, shown, path)).isFile()) files.push(await regularFile(roots, shown, path))
  }
  if (files.length === 0) throw new Failure(`no file matches ${quoted(line)}`)
  return files
}

/** What a path or glob matches, as written; nothing when there is nothing. */
async function pathsOfLine(roots: Roots, line: string, base: string): Promise<string[]> {
  if (!GLOB.test(line) || (await exists(roots, nativePath.resolve(base, line)))) {
    return [nativePath.resolve(base, line)]
  }
  const segments = (nativePath.sep === '\\' ? line.replaceAll('\\', '/') : line).split('/')
  const firstGlob = segments.findIndex((segment) => GLOB.test(segment))
  // The part without glob characters is resolved here, so that a glob starts inside and `[` in the
  // workspace's own path means nothing.
  const cwd = nativePath.resolve(base, `${segments.slice(0, firstGlob).join('/')}${firstGlob > 0 ? '/' : ''}`)
  if (!(await nameInside(roots, cwd))) throw outside(line)
  const paths: string[] = []
  for await (const match of glob(segments.slice(firstGlob).join('/'), { cwd })) {
    paths.push(nativePath.resolve(cwd, match))
  }
  return paths
}

/** The file at `path`, which has been written as `shown`; a Failure when it may not or cannot be read. */
async function regularFile(roots: Roots, shown: string, path: string): Promise<WorkspaceFile> {
  const stats = await statInside(roots, shown, path)
  if (stats.isDirectory()) {
    const advice = `Name its files, for example ${quoted(`${shown.replace(/\/$/, '')}/*.jsonl`)}.`
    throw new Failure(`${quoted(shown)} is a directory`, { advice })
  }
  if (!stats.isFile()) throw new Failure(`${quoted(shown)} is not a regular file`)
  const name = (await nameInside(roots, path)) ?? shown
  const file = { name, path: stats.real, size: Number(stats.size), version: versionOf(stats) }
  const handle = await openSame(file)
  await handle.close()
  return file
}

type Found = BigIntStats & { real: string }

async function statInside(roots: Roots, shown: string, path: string): Promise<Found> {
  if (!(await nameInside(roots, path))) throw outside(shown)
  try {
    const real = await realpath(path)
    await refuseEscape(roots, shown, path, real)
    return Object.assign(await lstat(real, { bigint: true }), { real })
  } catch (error) {
    if (error instanceof Failure) throw error
    throw await explained(error, shown, path)
  }
}

/** A committed link may lead to neither the world outside, nor the runner's files, nor git's (both hold tokens). */
async function refuseEscape(roots: Roots, shown: string, path: string, real: string): Promise<void> {
  const actual = await realRoots(roots)
  const writtenInRoot = isInside(roots.root, path) || isInside(actual.root, path)
  const allowed = isInside(actual.root, real) || (!writtenInRoot && isInside(actual.temp, real))
  if (!allowed) throw new Failure(`${quoted(shown)} is a link that leads outside the workspace`)
  const segments = nativePath.relative(actual.root, real).toLowerCase().split(nativePath.sep)
  if (segments.includes('.git')) throw new Failure(`${quoted(shown)} is inside git's own folder`)
}

async function realRoots({ root, temp }: Roots): Promise<Roots> {
  return { root: await realpath(root), temp: await realpath(temp).catch(() => temp) }
}

async function nameInside(roots: Roots, path: string): Promise<string | undefined> {
  return nameOf(path, roots) ?? nameOf(path, await realRoots(roots))
}

function isInside(folder: string, path: string, flavour: PlatformPath = nativePath): boolean {
  const way = flavour.relative(folder, path)
  return way !== '..' && !way.startsWith(`..${flavour.sep}`) && !flavour.isAbsolute(way)
}

async function exists(roots: Roots, path: string): Promise<boolean> {
  return !!(await nameInside(roots, path)) && !!(await lstat(path).catch(() => undefined))
}

async function smallText(file: WorkspaceFile, maxBytes: number): Promise<string> {
  if (file.size > maxBytes) throw new Failure(`${quoted(file.name)} is larger than ${maxBytes} bytes`)
  const bytes: Uint8Array[] = []
  for await (const chunk of fileBytes(file)) bytes.push(chunk)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(bytes))
  } catch (cause) {
    throw new Failure(`${quoted(file.name)} is not text in UTF-8`, { cause })
  }
}

async function* fileBytes(file: WorkspaceFile): AsyncGenerator<Uint8Array> {
  const handle = await openSame(file)
  try {
    // One byte more than there should be, so that growth is seen.
    const length = Math.min(file.size + 1, CHUNK)
    for (let left = file.size; ; ) {
      // A buffer of its own for each chunk: the reader may keep it.
      const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafeSlow(length), 0, length)
      left -= bytesRead
      if (left < 0 || (bytesRead === 0 && left > 0)) throw changed(file)
      if (bytesRead === 0) return
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await handle.close()
  }
}

/** Opens the file, not what has taken its place since it was found. */
async function openSame(file: WorkspaceFile): Promise<FileHandle> {
  const handle = await open(file.path, READ_THE_FILE_ITSELF).catch((cause) => {
    if (codeOf(cause) === 'ELOOP' || codeOf(cause) === 'ENOENT') throw changed(file)
    throw new Failure(`${quoted(file.name)} cannot be read (${codeOf(cause)})`, { cause })
  })
  const stats = await handle.stat({ bigint: true })
  const sameVersion = file.version === undefined || file.version === versionOf(stats)
  if (stats.isFile() && Number(stats.size) === file.size && sameVersion) return handle
  await handle.close()
  throw changed(file)
}

function versionOf({ dev, ino, mtimeNs }: BigIntStats): string {
  return `${dev}:${ino}:${mtimeNs}`
}

async function folderAt(roots: Roots, path: string | undefined): Promise<string> {
  try {
    if (path === undefined) return await mkdtemp(nativePath.join(roots.temp, 'fine-tune-'))
    const folder = nativePath.resolve(roots.root, path)
    if (!(await nameInside(roots, folder))) throw outside(path)
    // What exists of the path decides where the rest would be made.
    let existing = folder
    while (!(await lstat(existing).catch(() => undefined))) existing = nativePath.dirname(existing)
    await refuseEscape(roots, path, folder, await realpath(existing))
    await mkdir(folder, { recursive: true })
    const real = await realpath(folder)
    await refuseEscape(roots, path, folder, real)
    return real
  } catch (cause) {
    if (cause instanceof Failure) throw cause
    throw new Failure(`cannot create the folder ${quoted(path ?? roots.temp)} (${codeOf(cause)})`, { cause })
  }
}

function outside(shown: string): Failure {
  const advice = 'Files must be inside the workspace or RUNNER_TEMP.'
  return new Failure(`${quoted(shown)} is outside the workspace`, { advice })
}

function changed(file: WorkspaceFile): Failure {
  return new Failure(`${quoted(file.name)} changed while it was being read`)
}

async function explained(error: unknown, shown: string, path: string): Promise<Failure> {
  const code = codeOf(error)
  if (code === 'ELOOP') return new Failure(`${quoted(shown)} is a link that leads back to itself`)
  if (code !== 'ENOENT' && code !== 'ENOTDIR' && code !== 'ERR_INVALID_ARG_VALUE') {
    return new Failure(`${quoted(shown)} cannot be read (${code})`, { cause: error })
  }
  if (await lstat(path).catch(() => undefined)) return new Failure(`${quoted(shown)} is a link to nothing`)
  const sibling = await closeSibling(path)
  return new Failure(`no file at ${quoted(shown)}`, {
    advice: sibling && `Did you mean ${quoted(sibling)}, in the same folder?`,
  })
}

/** A name in the same folder that has one letter more, less, other or swapped, or other capitals. */
async function closeSibling(path: string): Promise<string | undefined> {
  const name = nativePath.basename(path).toLowerCase()
  const siblings = await readdir(nativePath.dirname(path)).catch(() => [])
  return siblings.find((sibling) => {
    const other = sibling.toLowerCase()
    let same = 0
    while (same < name.length && name[same] === other[same]) same++
    const [a, b] = [name.slice(same), other.slice(same)]
    if (a.slice(1) === b || a === b.slice(1) || a.slice(1) === b.slice(1)) return true
    return a.slice(2) === b.slice(2) && a[0] === b[1] && a[1] === b[0]
  })
}

/** A name as it may stand in a sentence, whatever characters it has. */
function quoted(name: string): string {
  return JSON.stringify(name)
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}
