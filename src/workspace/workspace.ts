import { lstat, mkdir, mkdtemp } from 'node:fs/promises'
import nativePath, { type PlatformPath } from 'node:path'
import type { Workspace, WorkspaceFile } from '../dependencies.ts'
import { ActionError } from '../errors.ts'
import { codeOf, fileBytes, openSame, smallText, versionOf } from './file.ts'
import { globStarts, isGlob, isWithin, listLines, matchesOf } from './glob.ts'
import { type Boundary, boundaryOf, quoted, type Roots } from './path-guard.ts'
import { closeSibling } from './suggest-file.ts'

/** The workspace in the real file system. */
export function createWorkspace(roots: Roots): Workspace {
  return {
    glob: findFiles.bind(undefined, roots),
    async getFile(path, beside) {
      const place = await placeOf(roots, beside)
      return regularFile(place, path, writtenAt(place, path))
    },
    async exists(path, beside) {
      const place = await placeOf(roots, beside)
      return isThere(place, path)
    },
    readText: smallText,
    readBytes: fileBytes,
    prepareDirectory: (path) => folderAt(roots, path),
  }
}

/** From where the lines of a list are understood. */
interface Place {
  boundary: Boundary
  folder: string
  beside: string | undefined
}

async function placeOf(roots: Roots, beside: string | undefined): Promise<Place> {
  const folder = beside ? nativePath.dirname(nativePath.resolve(roots.root, beside)) : roots.root
  return { boundary: await boundaryOf(roots), folder, beside }
}

/** The absolute path that is written; it leads to RUNNER_TEMP only if it says so, or from a file that lies there. */
function writtenAt({ boundary, folder, beside }: Place, path: string, shown = path): string {
  const tempToo = nativePath.isAbsolute(path) || nativePath.isAbsolute(beside ?? '')
  return boundary.written(shown, nativePath.resolve(folder, path), tempToo)
}

async function isThere(place: Place, path: string): Promise<boolean> {
  try {
    const written = writtenAt(place, path)
    // The link itself counts, not what it leads to; but where it lies must be inside.
    await place.boundary.real(path, nativePath.dirname(written))
    await lstat(written)
    return true
  } catch {
    return false
  }
}

async function findFiles(roots: Roots, list: string, beside?: string): Promise<WorkspaceFile[]> {
  const place = await placeOf(roots, beside)
  const lines = listLines(list)
  if (lines.wanted.length === 0) throw new ActionError('no file is named')
  const excluded = await excludedBy(place, lines.excluded)
  const found = new Map<string, WorkspaceFile | undefined>()
  for (const line of lines.wanted) {
    const literal = await isLiteral(place, line)
    const paths = literal ? [writtenAt(place, line)] : await matchesInside(place, line)
    // Before anything is asked of a file: what is left out may be as bad as it likes.
    const left = paths.filter((path) => !isWithin(path, excluded.written))
    for (const path of left) {
      if (found.get(path)) continue
      const shown = literal ? line : (place.boundary.nameOf(path) ?? path)
      found.set(path, literal ? await regularFile(place, shown, path) : await fileAt(place, shown, path))
    }
    if (paths.length === 0 || (left.length > 0 && !left.some((path) => found.get(path)))) throw noMatch(line)
  }
  const byPath = new Map<string, WorkspaceFile>()
  // Last name first, so that of a file with several names the first in order is kept.
  for (const file of [...found.values()]
    .filter((file) => file !== undefined)
    .sort(byName)
    .reverse()) {
    if (!isWithin(file.path, excluded.real)) byPath.set(file.path, file)
  }
  if (byPath.size === 0) throw new ActionError('the lines with "!" exclude every file that is named')
  return [...byPath.values()].sort(byName)
}

/** What the lines with "!" leave out: paths as written, and the files that they are, where they are no links. */
async function excludedBy(place: Place, lines: string[]) {
  const written = new Set<string>()
  const real = new Set<string>()
  for (const line of lines) {
    const paths = (await isLiteral(place, line)) ? [writtenAt(place, line)] : await matchesInside(place, line)
    for (const path of paths) {
      written.add(path)
      const target = await place.boundary.real(line, path).catch(() => undefined)
      const isLink = (await lstat(path).catch(() => undefined))?.isSymbolicLink()
      if (target !== undefined && !isLink) real.add(target)
    }
  }
  return { written, real }
}

/**
 * The order of a dataset's files, the same on every system: those of the temporary folder first, wherever that is, and
 * each by the code units of their names.
 */
export function byName(
  { name: a }: Pick<WorkspaceFile, 'name'>,
  { name: b }: Pick<WorkspaceFile, 'name'>,
  flavour: PlatformPath = nativePath,
): number {
  const kind = Number(flavour.isAbsolute(b)) - Number(flavour.isAbsolute(a))
  return kind || (a < b ? -1 : Number(a > b))
}

/** Whether a line is a path and no glob: one that exists is, whatever characters it has. */
async function isLiteral(place: Place, line: string): Promise<boolean> {
  return !isGlob(line) || (await isThere(place, line))
}

async function matchesInside(place: Place, glob: string): Promise<string[]> {
  const { boundary } = place
  const mayFollow = async (link: string) => !!(await boundary.real(glob, link).catch(() => undefined))
  const found = new Set<string>()
  for (const { folder, steps } of globStarts(glob)) {
    const start = writtenAt(place, folder, glob)
    if (steps.length === 0) {
      if (await isThere(place, folder)) found.add(start)
      continue
    }
    await boundary.real(glob, start)
    for (const path of await matchesOf(start, steps, mayFollow)) found.add(path)
  }
  return [...found]
}

function noMatch(line: string): ActionError {
  const hint = isBackslashed(line) ? 'Folders are separated by "/".' : undefined
  return new ActionError(`no file matches ${quoted(line)}`, { hint })
}

function isBackslashed(line: string): boolean {
  return nativePath.sep !== '\\' && /\\\w/.test(line)
}

/** The file at `path`, which has been written as `shown`; a Failure when it may not or cannot be read. */
async function regularFile(place: Place, shown: string, path: string): Promise<WorkspaceFile> {
  const file = await fileAt(place, shown, path)
  if (file) return file
  if (!(await lstat(await place.boundary.real(shown, path))).isDirectory()) {
    throw new ActionError(`${quoted(shown)} is not a regular file`)
  }
  const hint = `Name its files, for example ${quoted(`${shown.replace(/\/$/, '')}/*.jsonl`)}.`
  throw new ActionError(`${quoted(shown)} is a directory`, { hint })
}

/** The same; undefined where there is something else than a regular file. */
async function fileAt(place: Place, shown: string, path: string): Promise<WorkspaceFile | undefined> {
  const real = await place.boundary.real(shown, path)
  const stats = await lstat(real, { bigint: true }).catch(async (error) => {
    throw await explained(error, shown, path, real)
  })
  if (stats.isSymbolicLink()) throw new ActionError(`${quoted(shown)} is a link that leads back to itself`)
  if (!stats.isFile()) return undefined
  const name = place.boundary.nameOf(path) ?? shown
  const file = { name, path: real, size: Number(stats.size), version: versionOf(stats) }
  const handle = await openSame(file)
  await handle.close()
  return file
}

async function folderAt(roots: Roots, path: string | undefined): Promise<{ create(): Promise<string> }> {
  if (path === undefined) {
    const create = () => mkdtemp(nativePath.join(roots.temp, 'fine-tune-'))
    return { create: () => create().catch(cannotCreate(roots.temp)) }
  }
  const boundary = await boundaryOf(roots)
  const folder = boundary.written(path, nativePath.resolve(roots.root, path), true)
  await boundary.real(path, folder)
  const create = async () => {
    await mkdir(folder, { recursive: true })
    return boundary.real(path, folder)
  }
  return { create: () => create().catch(cannotCreate(path)) }
}

const cannotCreate = (path: string) => (cause: unknown) => {
  if (cause instanceof ActionError) throw cause
  throw new ActionError(`cannot create the folder ${quoted(path)} (${codeOf(cause)})`, { cause })
}

async function explained(error: unknown, shown: string, path: string, real: string): Promise<ActionError> {
  const code = codeOf(error)
  if (code !== 'ENOENT' && code !== 'ENOTDIR' && code !== 'ERR_INVALID_ARG_VALUE') {
    return new ActionError(`${quoted(shown)} cannot be read (${code})`, { cause: error })
  }
  if (await lstat(path).catch(() => undefined))
    return new ActionError(`${quoted(shown)} is a link to nothing`)
  if (isBackslashed(shown)) return noMatch(shown)
  const sibling = await closeSibling(real)
  return new ActionError(`no file at ${quoted(shown)}`, {
    hint: sibling && `Did you mean ${quoted(sibling)}, in the same folder?`,
  })
}
