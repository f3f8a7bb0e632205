import { lstat, mkdir, mkdtemp, readdir } from 'node:fs/promises'
import nativePath, { type PlatformPath } from 'node:path'
import type { Workspace, WorkspaceFile } from '../dependencies.ts'
import { ActionError, getErrorCode, quote } from '../errors.ts'
import { closestMatch } from '../suggest.ts'
import { fileVersion, openUnchanged, readBytes, readSmallText } from './file.ts'
import {
  cacheTree,
  DISK,
  expandGlob,
  type FileTree,
  GlobBudget,
  isGlob,
  isInsideAny,
  parsePatternList,
  splitGlob,
} from './glob.ts'
import { createPathGuard, type PathGuard, type WorkspaceRoots } from './path-guard.ts'

/** Creates the workspace of the real file system; a search ends when the signal is aborted. */
export function createWorkspace(roots: WorkspaceRoots, signal?: AbortSignal): Workspace {
  return {
    async glob(patterns, relativeTo) {
      return findFiles(await createSearchContext(roots, relativeTo, signal), patterns)
    },
    async getFile(path, relativeTo) {
      const context = await createSearchContext(roots, relativeTo)
      return getRegularFile(context, path, resolveWritten(context, path))
    },
    async exists(path, relativeTo) {
      return pathExists(await createSearchContext(roots, relativeTo), path)
    },
    readText: readSmallText,
    readBytes,
    prepareDirectory: (path) => prepareDirectory(roots, path),
  }
}

/** Where the paths of one request come from: an input, or a file in the workspace or in RUNNER_TEMP. */
type Origin = 'input' | 'workspace' | 'temp'

/** What the paths of one request are relative to, and what was found out about them so far. */
interface SearchContext {
  guard: PathGuard
  folder: string
  /** Whether messages name the folder: at a terminal, it may be another one than the user expects. */
  namesFolder: boolean
  origin: Origin
  budget: GlobBudget
  tree: FileTree
}

/** Creates the context for the paths of an input or, where given, of the file `relativeTo`. */
async function createSearchContext(
  roots: WorkspaceRoots,
  relativeTo: string | undefined,
  signal?: AbortSignal,
): Promise<SearchContext> {
  const guard = await createPathGuard(roots)
  const base = relativeTo && nativePath.resolve(roots.workspace, relativeTo)
  return {
    guard,
    folder: base ? nativePath.dirname(base) : roots.workspace,
    namesFolder: roots.isCommandLine ?? false,
    origin: relativeTo && base ? await findOrigin(guard, relativeTo, base) : 'input',
    budget: new GlobBudget(signal),
    tree: cacheTree(DISK),
  }
}

/** A file belongs to RUNNER_TEMP only if it is there both as written and in fact. */
async function findOrigin(guard: PathGuard, label: string, path: string): Promise<Origin> {
  const real = await guard.resolveReal(label, path)
  return guard.isInWorkspace(path) || guard.isInWorkspace(real) ? 'workspace' : 'temp'
}

/**
 * Returns the absolute path as written. Only an input, or a file in RUNNER_TEMP, reaches RUNNER_TEMP: the runner keeps
 * tokens there, and everything else comes from a commit.
 */
function resolveWritten(
  { guard, folder, origin }: SearchContext,
  path: string,
  label: string = path,
): string {
  const isAbsolute = nativePath.isAbsolute(path)
  if (isAbsolute && origin === 'workspace')
    throw new ActionError(`${quote(label)} is an absolute path, which only an input can have`, {
      hint: 'In a file, paths are relative to its folder.',
    })
  const allowTemp = origin === 'temp' || (origin === 'input' && isAbsolute)
  return guard.checkWritten(label, nativePath.resolve(folder, path), { allowTemp })
}

/** Returns whether anything exists at a path inside. */
async function pathExists(context: SearchContext, path: string): Promise<boolean> {
  try {
    const written = resolveWritten(context, path)
    // A link counts even if its target does not exist; but the folder it is in must be inside.
    await context.guard.resolveReal(path, nativePath.dirname(written))
    await lstat(written)
    return true
  } catch {
    return false
  }
}

/** Returns the files that a list of paths and globs names; see `Workspace.glob`. */
async function findFiles(context: SearchContext, patterns: string): Promise<WorkspaceFile[]> {
  const { included, excluded } = parsePatternList(patterns)
  if (included.length === 0) throw new ActionError('no file is named')
  const exclusions = await resolveExcluded(context, excluded)
  const files = new Map<string, WorkspaceFile | undefined>()
  for (const line of included) {
    const { paths, isLiteral } = await resolveLine(context, line)
    // Before any file is read: an excluded file may be unreadable or lead outside.
    const candidates = paths.filter((path) => !isInsideAny(path, exclusions.written))
    for (const path of candidates) {
      if (files.get(path) || (files.has(path) && !isLiteral)) continue
      await context.budget.spendOnPath()
      files.set(
        path,
        isLiteral
          ? await getRegularFile(context, line, path)
          : await findRegularFile(context, context.guard.displayName(path), path),
      )
    }
    const hasNoFile = candidates.length > 0 && !candidates.some((path) => files.get(path))
    if (paths.length === 0 || hasNoFile) throw noMatchError(context, line)
  }
  const found = [...files.values()].filter((file) => file !== undefined).sort(compareFiles)
  // Last name first, so that of a file with several names the first one remains.
  const byPath = new Map(found.toReversed().map((file) => [file.path, file]))
  const remaining = [...byPath.values()].filter((file) => !isInsideAny(file.path, exclusions.real))
  if (remaining.length === 0) throw new ActionError('the lines with "!" exclude every file that is named')
  return remaining.sort(compareFiles)
}

/** What the lines with "!" exclude: paths as written and, where these are no links, the files that they are. */
async function resolveExcluded(context: SearchContext, lines: string[]) {
  const written = new Set<string>()
  for (const line of lines) {
    const { paths } = await resolveLine(context, line)
    for (const path of paths) written.add(path)
  }
  const real = new Set<string>()
  for (const path of written) {
    await context.budget.spendOnPath()
    const target = await context.guard.resolveReal(path, path).catch(() => undefined)
    const isLink = (await lstat(path).catch(() => undefined))?.isSymbolicLink()
    if (target !== undefined && !isLink) real.add(target)
  }
  return { written, real }
}

/**
 * Compares two files for sorting, with the same result on every system: files of the temporary folder come first, and
 * each group is in the order of the code units of their names.
 */
export function compareFiles(
  { name: a }: Pick<WorkspaceFile, 'name'>,
  { name: b }: Pick<WorkspaceFile, 'name'>,
  platformPath: PlatformPath = nativePath,
): number {
  const byGroup = Number(platformPath.isAbsolute(b)) - Number(platformPath.isAbsolute(a))
  return byGroup || (a < b ? -1 : Number(a > b))
}

/** Returns the paths that a line names. A line that exists is a path, even with glob characters. */
async function resolveLine(context: SearchContext, line: string) {
  await context.budget.spendOnPath()
  const isLiteral = !isGlob(line) || (await pathExists(context, line))
  const paths = isLiteral ? [resolveWritten(context, line)] : await matchPattern(context, line)
  return { paths, isLiteral }
}

async function matchPattern(context: SearchContext, pattern: string): Promise<string[]> {
  const { guard, tree, budget } = context
  const mayFollow = async (link: string) => !!(await guard.resolveReal(pattern, link).catch(() => undefined))
  const matches = new Set<string>()
  for (const { folder, steps } of splitGlob(pattern)) {
    await budget.spendOnPath()
    const start = resolveWritten(context, folder, pattern)
    if (steps.length === 0) {
      if (await pathExists(context, folder)) matches.add(start)
      continue
    }
    await guard.resolveReal(pattern, start)
    for (const path of await expandGlob(start, steps, { mayFollow, tree, budget })) matches.add(path)
  }
  return [...matches]
}

function noMatchError(context: SearchContext, line: string): ActionError {
  const hint = hasBackslashSeparators(line) ? 'Separate folders by "/".' : undefined
  return new ActionError(`no file matches ${quote(line)}${formatFolder(context, line)}`, { hint })
}

function formatFolder({ folder, namesFolder }: SearchContext, path: string): string {
  return namesFolder && !nativePath.isAbsolute(path) ? ` in the folder ${quote(folder)}` : ''
}

function hasBackslashSeparators(line: string): boolean {
  return nativePath.sep !== '\\' && /\\\w/.test(line)
}

/** Returns the file at `path`; throws an ActionError that names it `label` when there is no regular file that can be read. */
async function getRegularFile(context: SearchContext, label: string, path: string): Promise<WorkspaceFile> {
  const file = await findRegularFile(context, label, path)
  if (file) return file
  if (!(await lstat(await context.guard.resolveReal(label, path))).isDirectory()) {
    throw new ActionError(`${quote(label)} is not a regular file`)
  }
  const hint = `Name its files, for example ${quote(`${label.replace(/\/$/, '')}/*.jsonl`)}.`
  throw new ActionError(`${quote(label)} is a directory`, { hint })
}

/** The same, but undefined for a directory, a pipe or a device. */
async function findRegularFile(
  context: SearchContext,
  label: string,
  path: string,
): Promise<WorkspaceFile | undefined> {
  const real = await context.guard.resolveReal(label, path)
  const stats = await lstat(real, { bigint: true }).catch(async (error) => {
    throw await toReadError(error, context, { label, path, real })
  })
  if (stats.isSymbolicLink()) throw new ActionError(`${quote(label)} is a link that leads back to itself`)
  if (!stats.isFile()) return undefined
  const name = context.guard.displayName(path)
  const file = { name, path: real, size: Number(stats.size), version: fileVersion(stats) }
  const handle = await openUnchanged(file)
  await handle.close()
  return file
}

async function toReadError(
  error: unknown,
  context: SearchContext,
  { label, path, real }: Record<'label' | 'path' | 'real', string>,
): Promise<ActionError> {
  const code = getErrorCode(error)
  if (code !== 'ENOENT' && code !== 'ENOTDIR' && code !== 'ERR_INVALID_ARG_VALUE') {
    return new ActionError(`${quote(label)} cannot be read (${code})`, { cause: error })
  }
  if (await lstat(path).catch(() => undefined)) return new ActionError(`${quote(label)} is a link to nothing`)
  if (hasBackslashSeparators(label)) return noMatchError(context, label)
  const similar = await findSimilarFile(real)
  return new ActionError(`no file at ${quote(label)}${formatFolder(context, label)}`, {
    hint: similar && `Did you mean ${quote(similar)}, in the same folder?`,
  })
}

/** Finds the file in the same folder whose name a missing path is probably a typo of. */
async function findSimilarFile(path: string): Promise<string | undefined> {
  const names = await readdir(nativePath.dirname(path)).catch(() => [])
  return closestMatch(nativePath.basename(path), names)
}

async function prepareDirectory(
  roots: WorkspaceRoots,
  path: string | undefined,
): Promise<{ create(): Promise<string> }> {
  if (path === undefined) {
    const createTemp = () => mkdtemp(nativePath.join(roots.temp, 'fine-tune-'))
    return { create: () => createTemp().catch(throwCannotCreate(roots.temp)) }
  }
  const guard = await createPathGuard(roots)
  const directory = guard.checkWritten(path, nativePath.resolve(roots.workspace, path), { allowTemp: true })
  await guard.resolveReal(path, directory)
  const create = async () => {
    await mkdir(directory, { recursive: true })
    return guard.resolveReal(path, directory)
  }
  return { create: () => create().catch(throwCannotCreate(path)) }
}

const throwCannotCreate = (path: string) => (cause: unknown) => {
  if (cause instanceof ActionError) throw cause
  throw new ActionError(`cannot create the folder ${quote(path)} (${getErrorCode(cause)})`, { cause })
}
