import { readlink, realpath } from 'node:fs/promises'
import nativePath, { type PlatformPath } from 'node:path'
import { ActionError } from '../errors.ts'

/** The two folders inside which files may lie, as paths of the machine. */
export interface Roots {
  root: string
  temp: string
}

/** What lies inside: by the path that is written, and by what links make of it. */
export interface Boundary {
  /** The name by which people know a path; undefined when it is outside. */
  nameOf(path: string): string | undefined
  /** A path as it is written, `tempToo` or in the workspace only; a Failure when it is outside. */
  written(shown: string, path: string, tempToo: boolean): string
  /** The path without its links, whether anything is there or not; a Failure when it is outside, silent on what is there. */
  real(shown: string, path: string): Promise<string>
}

/** The boundary around the two folders, whose own links are resolved once. */
export async function boundaryOf(roots: Roots): Promise<Boundary> {
  const actual = {
    root: await realpath(roots.root),
    temp: await realpath(roots.temp).catch(() => roots.temp),
  }
  const isInRoot = (path: string) => isInside(roots.root, path) || isInside(actual.root, path)
  const name = (path: string) => nameOf(path, roots) ?? nameOf(path, actual)
  return {
    nameOf: name,
    written(shown, path, tempToo) {
      if (isInRoot(path) || (tempToo && name(path) !== undefined)) return path
      const hint =
        'Files must be inside the workspace, or in RUNNER_TEMP where an input gives their absolute path.'
      throw new ActionError(`${quoted(shown)} is outside the workspace`, { hint })
    },
    async real(shown, path) {
      if (namesStream(path)) throw streamNamed(shown)
      const real = await withoutLinks(path)
      // A committed link may lead to neither the world outside, nor the runner's files, nor git's (both hold tokens).
      const allowed = isInside(actual.root, real) || (!isInRoot(path) && isInside(actual.temp, real))
      if (!allowed) throw new ActionError(`${quoted(shown)} is a link that leads outside the workspace`)
      const segments = nativePath.relative(actual.root, real).toLowerCase().split(nativePath.sep)
      if (segments.includes('.git')) throw new ActionError(`${quoted(shown)} is inside git's own folder`)
      // The target of a link may not exist, and is then left as it was written.
      if (namesStream(real)) throw streamNamed(shown)
      return real
    },
  }
}

/** The name by which people know the file at `path`; undefined when the path is in neither folder. */
export function nameOf(path: string, { root, temp }: Roots, flavour: PlatformPath = nativePath) {
  const slashed = (text: string) => text.split(flavour.sep).join('/')
  if (isInside(root, path, flavour)) return slashed(flavour.relative(root, path)) || '.'
  return isInside(temp, path, flavour) ? slashed(path) : undefined
}

/** Whether a path goes through a colon on Windows: `.git::$INDEX_ALLOCATION` is `.git`, `a:b` hidden bytes of `a`. */
export function namesStream(path: string, flavour: PlatformPath = nativePath): boolean {
  return flavour.sep === '\\' && path.slice(flavour.parse(path).root.length).includes(':')
}

function streamNamed(shown: string): ActionError {
  return new ActionError(`${quoted(shown)} has a colon, which stands in no file's name on Windows`)
}

/** Whether names that differ in capitals alone are one file, as they are by default on these systems. */
export function ignoresCase(platform: NodeJS.Platform = process.platform): boolean {
  return platform === 'win32' || platform === 'darwin'
}

/** A name as it may stand in a sentence, whatever characters it has. */
export function quoted(name: string): string {
  return JSON.stringify(name)
}

function isInside(folder: string, path: string, flavour: PlatformPath = nativePath): boolean {
  const way = flavour.relative(folder, path)
  return way !== '..' && !way.startsWith(`..${flavour.sep}`) && !flavour.isAbsolute(way)
}

/**
 * Where a path leads, also when nothing is there: were only what exists resolved, the answer would tell
 * whether something outside exists. A link that leads to itself is left as it is.
 */
async function withoutLinks(path: string, hops = 40): Promise<string> {
  const real = await realpath(path).catch(() => undefined)
  if (real !== undefined || hops === 0) return real ?? path
  const folder = nativePath.dirname(path)
  const target = await readlink(path).catch(() => undefined)
  if (target !== undefined) {
    // Not normalised: ".." behind a link is the parent of what the link leads to.
    const from = nativePath.isAbsolute(target) ? '' : (await withoutLinks(folder, hops - 1)) + nativePath.sep
    return withoutLinks(from + target, hops - 1)
  }
  return folder === path ? path : nativePath.join(await withoutLinks(folder, hops), nativePath.basename(path))
}
