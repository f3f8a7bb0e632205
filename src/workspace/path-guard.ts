import { readlink, realpath } from 'node:fs/promises'
import nativePath, { type PlatformPath } from 'node:path'
import { ActionError, quote } from '../errors.ts'

/** The two folders that files may be in, as absolute paths. */
export interface WorkspaceRoots {
  workspace: string
  temp: string
  /** Whether a command runs: its workspace is the current folder, which messages name. */
  isCommandLine?: boolean
}

/** Guards against path traversal: by the path as it is written, and by what its links lead to. */
export type PathGuard = Awaited<ReturnType<typeof createPathGuard>>

/** Creates the guard of the two folders, whose own links it resolves once. */
export async function createPathGuard(roots: WorkspaceRoots) {
  const actual = {
    workspace: await realpath(roots.workspace).catch((cause) => {
      throw new ActionError(`the workspace ${quote(roots.workspace)} does not exist`, {
        hint: 'Run "actions/checkout" before this step, or create the folder that GITHUB_WORKSPACE names.',
        cause,
      })
    }),
    temp: await realpath(roots.temp).catch(() => roots.temp),
  }
  const isInWorkspace = (path: string) => isInside(roots.workspace, path) || isInside(actual.workspace, path)
  const isInTemp = (path: string) => isInside(roots.temp, path) || isInside(actual.temp, path)
  return {
    /** Returns whether a path is in the workspace, as it is written. */
    isInWorkspace,
    /** Returns the path as messages show it. */
    displayName: (path: string) =>
      displayName(path, isInside(roots.workspace, path) ? roots.workspace : actual.workspace),
    /** Returns the path if it is written inside the workspace, or with `allowTemp` in RUNNER_TEMP; throws an ActionError otherwise. */
    checkWritten(label: string, path: string, { allowTemp }: { allowTemp: boolean }): string {
      if (isInWorkspace(path) || (allowTemp && isInTemp(path))) return path
      throw toOutsideError(label, roots)
    },
    /**
     * Returns the path without its links, whether a file exists there or not. Throws an ActionError when it is outside;
     * the error does not reveal what exists there.
     */
    async resolveReal(label: string, path: string): Promise<string> {
      assertNoDataStream(label, path)
      const real = await resolveLinks(path)
      // A committed link may not lead outside, nor to the runner's files, nor to git's: both hold tokens.
      const isAllowed =
        isInside(actual.workspace, real) || (!isInWorkspace(path) && isInside(actual.temp, real))
      if (!isAllowed) throw toLinkOutsideError(label, roots)
      const segments = nativePath.relative(actual.workspace, real).toLowerCase().split(nativePath.sep)
      if (segments.includes('.git')) throw new ActionError(`${quote(label)} is inside git's own folder`)
      // The target of a link may not exist; it is then left as the link has it.
      assertNoDataStream(label, real)
      return real
    },
  }
}

function toOutsideError(label: string, { workspace, temp, isCommandLine }: WorkspaceRoots): ActionError {
  return isCommandLine
    ? new ActionError(`${quote(label)} is outside the current folder ${quote(workspace)}`, {
        hint: `Run the command in a folder that contains all of its files. Files in ${quote(temp)} need their absolute path.`,
      })
    : new ActionError(`${quote(label)} is outside the workspace`, {
        hint: 'Files must be inside the workspace, or in RUNNER_TEMP where an input gives their absolute path.',
      })
}

function toLinkOutsideError(label: string, { workspace, isCommandLine }: WorkspaceRoots): ActionError {
  return new ActionError(
    isCommandLine
      ? `${quote(label)} is a link that leads outside the current folder ${quote(workspace)}`
      : `${quote(label)} is a link that leads outside the workspace`,
  )
}

/** Returns a path as messages show it, with forward slashes: relative inside the workspace, absolute elsewhere. */
export function displayName(
  path: string,
  workspace: string,
  platformPath: PlatformPath = nativePath,
): string {
  const isRelative = isInside(workspace, path, platformPath)
  const name = isRelative ? platformPath.relative(workspace, path) || '.' : path
  return name.split(platformPath.sep).join('/')
}

/**
 * Throws an ActionError that names the path `label` if it has a colon on Windows, as alternate data streams do:
 * `.git::$INDEX_ALLOCATION` is `.git`, and `a:b` is hidden content of `a`.
 */
export function assertNoDataStream(
  label: string,
  path: string,
  platformPath: PlatformPath = nativePath,
): void {
  if (platformPath.sep === '\\' && path.slice(platformPath.parse(path).root.length).includes(':'))
    throw new ActionError(`${quote(label)} has a colon, which file names on Windows cannot have`)
}

/** Returns whether file names that differ only in case are the same file, the default of these systems. */
export function isCaseInsensitive(platform: NodeJS.Platform = process.platform): boolean {
  return platform === 'win32' || platform === 'darwin'
}

function isInside(folder: string, path: string, platformPath: PlatformPath = nativePath): boolean {
  const relative = platformPath.relative(folder, path)
  return (
    relative !== '..' && !relative.startsWith(`..${platformPath.sep}`) && !platformPath.isAbsolute(relative)
  )
}

/**
 * Returns where a path leads, also when nothing exists there: if only existing paths were resolved, the result would
 * reveal whether a file outside exists. A link that leads back to itself is left as it is.
 */
async function resolveLinks(path: string, hops = 40): Promise<string> {
  const real = await realpath(path).catch(() => undefined)
  if (real !== undefined || hops === 0) return real ?? path
  const folder = nativePath.dirname(path)
  const target = await readlink(path).catch(() => undefined)
  if (target !== undefined) {
    // Not normalized: ".." behind a link is the parent of what the link leads to.
    const base = nativePath.isAbsolute(target) ? '' : (await resolveLinks(folder, hops - 1)) + nativePath.sep
    return resolveLinks(base + target, hops - 1)
  }
  return folder === path ? path : nativePath.join(await resolveLinks(folder, hops), nativePath.basename(path))
}
