import { lstat, readdir } from 'node:fs/promises'
import nativePath, { type PlatformPath } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { ActionError, quote } from '../errors.ts'
import { isCaseInsensitive } from './path-guard.ts'

/*
 * Globs come from files that a pull request can write. The globs of Node and picomatch take seconds to years for some
 * patterns (`{a,b}{a,b}…`, `*a*a*a…`, `+(a|aa)`), and walkers follow links anywhere. This one supports `*`, `**`, `?`,
 * `[a-z]`, `[!a-z]`, `{a,b}` and, where it is not a separator, the backslash. Its time is linear in the names it reads.
 */

/** A folder to search, and the part of a glob that is matched below it. */
interface GlobRoot {
  /** The leading part of the glob, without wildcards. */
  folder: string
  /** The segments from the first wildcard on. */
  steps: string[]
}

// An innermost group of braces with a comma.
const BRACES = /(?<!\\)\{([^{},]*,[^{}]*)(?<!\\)\}/
const RANGE = /(?<!\\)\{[^{},]*\.\.[^{},]*\}/
const MAX_ALTERNATIVES = 64
const MAX_GLOB_LENGTH = 4096

/** The files that a glob is matched against: the disk, or a commit. A missing path is no error. */
export interface FileTree {
  lstat(path: string): Promise<{ isSymbolicLink(): boolean } | undefined>
  readdir(path: string): Promise<{ name: string; isDirectory(): boolean; isSymbolicLink(): boolean }[]>
}

/** The files on the disk. */
export const DISK: FileTree = {
  lstat: (path) => lstat(path).catch(() => undefined),
  readdir: (path) => readdir(path, { withFileTypes: true }).catch(() => []),
}

/** Reads each folder and each path of a tree once, for lines that search the same folders. */
export function cacheTree(tree: FileTree): FileTree {
  return { lstat: memoize(tree.lstat), readdir: memoize(tree.readdir) }
}

function memoize<T>(read: (path: string) => Promise<T>): (path: string) => Promise<T> {
  const results = new Map<string, Promise<T>>()
  return (path) => {
    const result = results.get(path) ?? read(path)
    results.set(path, result)
    return result
  }
}

/** Parses a list of paths and globs, one per line: those that name files, and those that exclude files (`!`). */
export function parsePatternList(patterns: string): { included: string[]; excluded: string[] } {
  const lines = patterns.split('\n').map((line) => line.trim())
  return {
    included: lines.filter((line) => line !== '' && !line.startsWith('!')),
    excluded: lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1).trim()),
  }
}

/** Returns whether a path is one of these paths, or below one of them. */
export function isInsideAny(path: string, paths: ReadonlySet<string>): boolean {
  if (paths.size === 0) return false
  for (let folder = path; ; folder = nativePath.dirname(folder)) {
    if (paths.has(folder)) return true
    if (nativePath.dirname(folder) === folder) return false
  }
}

/** Returns whether a path has glob characters. */
export function isGlob(path: string, platformPath: PlatformPath = nativePath): boolean {
  // A backslash is an escape in a glob, except where it is the separator.
  return (platformPath.sep === '\\' ? /[*?[{]/ : /[*?[{\\]/).test(path)
}

/** Splits a glob into the folders to search, one for each alternative of its braces; throws an ActionError for too many. */
export function splitGlob(glob: string, platformPath: PlatformPath = nativePath): GlobRoot[] {
  const withSlashes = platformPath.sep === '\\' ? glob.replaceAll('\\', '/') : glob
  return expandBraces(withSlashes).map((alternative) => {
    const segments = alternative.split('/')
    const firstWild = segments.findIndex((segment) => isGlob(segment, platformPath))
    if (firstWild === -1) return { folder: alternative, steps: [] }
    const steps = segments.slice(firstWild).filter((segment) => segment !== '' && segment !== '.')
    if (steps.includes('..')) throw new ActionError(`${quote(glob)} has ".." after a wildcard`)
    // With the slash, the root of a disk stays the root.
    return { folder: `${segments.slice(0, firstWild).join('/')}${firstWild > 0 ? '/' : ''}`, steps }
  })
}

function expandBraces(glob: string): string[] {
  let globs = [glob]
  while (globs.length <= MAX_ALTERNATIVES && glob.length <= MAX_GLOB_LENGTH) {
    const next = globs.flatMap((each) => {
      const [group, inside] = BRACES.exec(each) ?? []
      if (group === undefined || inside === undefined) return [each]
      // A function, because "$&" in a replacement text is a reference.
      return inside.split(',').map((alternative) => each.replace(group, () => alternative))
    })
    if (next.length === globs.length) {
      if (globs.some((each) => RANGE.test(each))) break
      return [...new Set(globs)]
    }
    globs = next
  }
  throw new ActionError(`${quote(glob)} is too complicated a glob; use several lines`)
}

/** Where and how a glob is matched. */
interface GlobOptions {
  tree: FileTree
  budget: GlobBudget
  /** Returns whether to follow a link. */
  mayFollow(link: string): Promise<boolean>
}

/** Lists the paths below `folder` that match. */
export async function expandGlob(
  folder: string,
  steps: readonly string[],
  { tree, budget, mayFollow }: GlobOptions,
): Promise<string[]> {
  // A "**" at the end matches what is below a folder, not the folder itself.
  const tests = [...steps, ...(steps.at(-1) === '**' ? ['*'] : [])].map(compileStep)
  const matches = new Set<string>()
  const visited = new Set<string>()

  async function reach(path: string, step: number, isLink: boolean): Promise<void> {
    if (step === tests.length) matches.add(path)
    else if (!isLink || (await mayFollow(path))) await walk(path, step)
  }

  async function walk(path: string, step: number): Promise<void> {
    const test = tests[step]
    const key = `${step} ${path}`
    if (test === undefined || visited.has(key)) return
    visited.add(key)
    await budget.spend(1)
    if (typeof test === 'string') {
      const child = nativePath.join(path, test)
      const stats = await tree.lstat(child)
      if (stats) await reach(child, step + 1, stats.isSymbolicLink())
      return
    }
    if (test === ANY_DEPTH) await walk(path, step + 1)
    const entries = await tree.readdir(path)
    await budget.spend(entries.length)
    for (const entry of entries) {
      const child = () => nativePath.join(path, entry.name)
      if (test === ANY_DEPTH) {
        if (entry.isDirectory() && !entry.name.startsWith('.')) await walk(child(), step)
      } else if (test.test(entry.name)) await reach(child(), step + 1, entry.isSymbolicLink())
    }
  }

  await walk(folder, 0)
  return [...matches]
}

const ANY_DEPTH = Symbol('**')
type Step = string | RegExp | typeof ANY_DEPTH

function compileStep(step: string): Step {
  if (step === '**') return ANY_DEPTH
  return isGlob(step) ? compileSegment(step) : step
}

const TOKEN = /\\.|\[[!^]?\]?[^\]]*\]|./gsu

/** Compiles one segment to a regular expression that never backtracks into a star. */
function compileSegment(segment: string): RegExp {
  const pieces = ['']
  for (const [token] of segment.matchAll(TOKEN)) {
    if (token === '*') pieces.push('')
    else pieces.push(pieces.pop() + compileToken(token))
  }
  const [first, ...rest] = pieces
  const last = rest.pop()
  // Between two stars, the first match is as good as a later one, and a lookahead is never backtracked into.
  const middle = rest.map((piece, i) => `(?=(?<p${i}>.*?${piece}))\\k<p${i}>`).join('')
  const hidden = /^\\?\./.test(segment) ? '' : '(?!\\.)'
  const source = `^${hidden}${first}${middle}${last === undefined ? '' : `.*${last}`}$`
  try {
    return new RegExp(source, isCaseInsensitive() ? 'isu' : 'su')
  } catch (cause) {
    throw new ActionError(`${quote(segment)} is not a valid glob`, { cause })
  }
}

function compileToken(token: string): string {
  if (token === '?') return '.'
  if (token.length > 1 && token.startsWith('[')) {
    const isNegated = /^\[[!^]/.test(token)
    const inside = token.slice(isNegated ? 2 : 1, -1)
    return `[${isNegated ? '^' : ''}${inside.replace(/[\\[\]^]/g, '\\$&')}]`
  }
  return (token.length > 1 && token.startsWith('\\') ? token.slice(1) : token).replace(
    /[\\^$.*+?()[\]{}|/]/g,
    '\\$&',
  )
}

/** Takes seconds. Ten globs in a workspace of half a million files stay below it. */
const MAX_STEPS = 10_000_000
/** A path that is looked up on the disk costs system calls. */
const STEPS_PER_PATH = 100
/** Signals of the process arrive only between two turns of its event loop. */
const STEPS_PER_TURN = 50_000

/** Bounds the work for one list of paths and globs, and ends it when the workflow is cancelled. */
export class GlobBudget {
  readonly #signal: AbortSignal | undefined
  readonly #maxSteps: number
  #steps = 0
  #turnEnd = STEPS_PER_TURN

  constructor(signal?: AbortSignal, maxSteps = MAX_STEPS) {
    this.#signal = signal
    this.#maxSteps = maxSteps
  }

  /** Counts names that are compared with a part of a glob. Rejects when there are too many, or the workflow is cancelled. */
  async spend(steps: number): Promise<void> {
    this.#steps += steps
    if (this.#steps > this.#maxSteps)
      throw new ActionError('the lines compare too many names; use fewer globs, or narrower ones', {
        hint: `All lines together may compare ${this.#maxSteps.toLocaleString('en')} names.`,
      })
    if (this.#steps < this.#turnEnd) return
    this.#turnEnd = this.#steps + STEPS_PER_TURN
    await setImmediate()
    this.#signal?.throwIfAborted()
  }

  /** Counts a path that is looked up on the disk. */
  spendOnPath(): Promise<void> {
    return this.spend(STEPS_PER_PATH)
  }
}
