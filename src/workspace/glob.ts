import { lstat, readdir } from 'node:fs/promises'
import nativePath from 'node:path'
import { ActionError } from '../errors.ts'
import { ignoresCase, quoted } from './path-guard.ts'

/*
 * Globs come from files that a pull request can write. Node's own `glob` takes seconds to years for some of them
 * (`{a,b}{a,b}…`, `*a*a*a…`, `+(a|aa)`) and follows links anywhere. This one knows `*`, `**`, `?`, `[a-z]`, `[!a-z]`,
 * `{a,b}` and, where it is no separator, the backslash; it takes time in proportion to what it looks at.
 */

/** A folder to start from, and what of a glob is left from there. */
export interface GlobStart {
  /** The part of the glob without wildcards. */
  folder: string
  steps: string[]
}

// A backslash escapes in a glob, except where it is the separator.
const WILD = nativePath.sep === '\\' ? /[*?[{]/ : /[*?[{\\]/
// An innermost group of braces that has a choice.
const CHOICE = /(?<!\\)\{([^{},]*,[^{}]*)(?<!\\)\}/
const RANGE = /(?<!\\)\{[^{},]*\.\.[^{},]*\}/
const MAX_CHOICES = 64
const LONGEST = 4096

/** What is looked at: the disk, or a commit. Nothing is thrown for what is not there. */
export interface Tree {
  lstat(path: string): Promise<{ isSymbolicLink(): boolean } | undefined>
  readdir(path: string): Promise<{ name: string; isDirectory(): boolean; isSymbolicLink(): boolean }[]>
}

const DISK: Tree = {
  lstat: (path) => lstat(path).catch(() => undefined),
  readdir: (path) => readdir(path, { withFileTypes: true }).catch(() => []),
}

/** The lines of a list of files, one path or glob each: those that name files, and those that leave some out (`!`). */
export function listLines(list: string): { wanted: string[]; excluded: string[] } {
  const lines = list.split('\n').map((line) => line.trim())
  return {
    wanted: lines.filter((line) => line !== '' && !line.startsWith('!')),
    excluded: lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1).trim()),
  }
}

/** Whether a path is one of these, or lies below one of them. */
export function isWithin(path: string, paths: ReadonlySet<string>): boolean {
  if (paths.size === 0) return false
  for (let part = path; ; part = nativePath.dirname(part)) {
    if (paths.has(part)) return true
    if (nativePath.dirname(part) === part) return false
  }
}

/** Whether a path has characters that mean something in a glob. */
export function isGlob(path: string): boolean {
  return WILD.test(path)
}

/** Where to start for a glob: one place for each choice that its braces leave. */
export function globStarts(glob: string): GlobStart[] {
  const slashed = nativePath.sep === '\\' ? glob.replaceAll('\\', '/') : glob
  return choices(slashed).map((choice) => {
    const segments = choice.split('/')
    const wild = segments.findIndex(isGlob)
    if (wild === -1) return { folder: choice, steps: [] }
    const steps = segments.slice(wild).filter((segment) => segment !== '' && segment !== '.')
    if (steps.includes('..')) throw new ActionError(`${quoted(glob)} has ".." after a wildcard`)
    // The slash keeps the root of a disk what it is.
    return { folder: `${segments.slice(0, wild).join('/')}${wild > 0 ? '/' : ''}`, steps }
  })
}

function choices(glob: string): string[] {
  let globs = [glob]
  while (globs.length <= MAX_CHOICES && glob.length <= LONGEST) {
    const next = globs.flatMap((each) => {
      const [group, inside] = CHOICE.exec(each) ?? []
      if (group === undefined || inside === undefined) return [each]
      // A function, because "$&" means something in a text.
      return inside.split(',').map((choice) => each.replace(group, () => choice))
    })
    if (next.length === globs.length) {
      if (globs.some((each) => RANGE.test(each))) break
      return [...new Set(globs)]
    }
    globs = next
  }
  throw new ActionError(`${quoted(glob.slice(0, 200))} is too complicated a glob; use several lines`)
}

/** The paths below `folder` that match; links are looked into only where `mayFollow` says so. */
export async function matchesOf(
  folder: string,
  steps: readonly string[],
  mayFollow: (link: string) => Promise<boolean>,
  tree = DISK,
): Promise<string[]> {
  // What is below a folder is at least one step further.
  const tests = [...steps, ...(steps.at(-1) === '**' ? ['*'] : [])].map(stepTest)
  const found = new Set<string>()
  const been = new Set<string>()

  async function reach(path: string, step: number, isLink: boolean): Promise<void> {
    if (step === tests.length) found.add(path)
    else if (!isLink || (await mayFollow(path))) await walk(path, step)
  }

  async function walk(path: string, step: number): Promise<void> {
    const test = tests[step]
    const key = `${step} ${path}`
    if (test === undefined || been.has(key)) return
    been.add(key)
    if (typeof test === 'string') {
      const child = nativePath.join(path, test)
      const stats = await tree.lstat(child)
      if (stats) await reach(child, step + 1, stats.isSymbolicLink())
      return
    }
    if (test === EVERYWHERE) await walk(path, step + 1)
    for (const entry of await tree.readdir(path)) {
      const child = nativePath.join(path, entry.name)
      if (test === EVERYWHERE) {
        if (entry.isDirectory() && !entry.name.startsWith('.')) await walk(child, step)
      } else if (test.test(entry.name)) await reach(child, step + 1, entry.isSymbolicLink())
    }
  }

  await walk(folder, 0)
  return [...found]
}

const EVERYWHERE = Symbol('**')
type Step = string | RegExp | typeof EVERYWHERE

function stepTest(step: string): Step {
  if (step === '**') return EVERYWHERE
  return isGlob(step) ? nameTest(step) : step
}

const TOKEN = /\\.|\[[!^]?\]?[^\]]*\]|./gsu

/** The regular expression of one segment, which never tries a star a second time. */
function nameTest(segment: string): RegExp {
  const pieces = ['']
  for (const token of segment.match(TOKEN) ?? []) {
    if (token === '*') pieces.push('')
    else pieces.push(pieces.pop() + tokenTest(token))
  }
  const [first, ...rest] = pieces
  const last = rest.pop()
  // Between two stars the first place that fits is as good as any other, and nothing returns into a lookahead.
  const middle = rest.map((piece, i) => `(?=(?<p${i}>.*?${piece}))\\k<p${i}>`).join('')
  const hidden = /^\\?\./.test(segment) ? '' : '(?!\\.)'
  const source = `^${hidden}${first}${middle}${last === undefined ? '' : `.*${last}`}$`
  try {
    return new RegExp(source, ignoresCase() ? 'isu' : 'su')
  } catch (cause) {
    throw new ActionError(`${quoted(segment)} is not a glob`, { cause })
  }
}

function tokenTest(token: string): string {
  if (token === '?') return '.'
  if (token.length > 1 && token.startsWith('[')) {
    const [, not = '', inside = ''] = /^\[([!^]?)(.*)\]$/su.exec(token) ?? []
    return `[${not && '^'}${inside.replace(/[\\[\]^]/g, '\\$&')}]`
  }
  return (token.length > 1 && token.startsWith('\\') ? token.slice(1) : token).replace(
    /[\\^$.*+?()[\]{}|/]/g,
    '\\$&',
  )
}
