import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const SRC = resolve(import.meta.dirname, '../src')

/**
 * What each room may import of the others. Files directly in `src` are entries (which may import anything) or
 * the ground that every room stands on.
 */
const MAY_IMPORT: Record<string, string[]> = {
  actions: ['training', 'dataset', 'config', 'report', 'github', 'workspace', 'openai', 'http'],
  training: ['dataset', 'config', 'report', 'github', 'workspace', 'openai', 'http'],
  dataset: ['workspace'],
  report: ['config', 'openai', 'http'],
  github: ['config', 'workspace', 'openai', 'http'],
  config: ['openai'],
  openai: ['http'],
  http: [],
  workspace: [],
}
const GROUND = ['clock.ts', 'dependencies.ts', 'errors.ts', 'json.ts', 'suggest.ts']
/** Of the ground, what a pure room may use. */
const PURE_GROUND: Record<string, string[]> = {
  config: ['errors.ts', 'json.ts', 'suggest.ts', 'dependencies.ts'],
}
/** Only the runner's and GitHub's own room talks to the runner. */
const PACKAGES: Record<string, string[]> = {
  '@actions/core': ['github'],
  '@actions/http-client': ['http'],
  yaml: ['config'],
  zod: ['config', 'openai', 'http', 'github', 'actions', 'training'],
}

interface Source {
  /** Relative to `src`, with forward slashes. */
  path: string
  imports: string[]
}

const IMPORT = /\b(?:from\s+|import\s+|import\()'([^']+)'/g

function sources(): Source[] {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
  return files.map((file) => ({
    path: file.replaceAll('\\', '/'),
    imports: [...readFileSync(join(SRC, file), 'utf8').matchAll(IMPORT)].map((match) => match[1] ?? ''),
  }))
}

const roomOf = (path: string) => (path.includes('/') ? path.split('/')[0] : undefined)
const targetOf = (from: string, specifier: string) =>
  relative(SRC, resolve(SRC, dirname(from), specifier)).replaceAll('\\', '/')

const packageOf = (specifier: string) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

/** Every import that breaks a rule, as a sentence. */
function violations(files: Source[]): string[] {
  const found: string[] = []
  for (const { path, imports } of files) {
    const room = roomOf(path)
    for (const specifier of imports) {
      const say = (why: string) => found.push(`${path} imports ${specifier}: ${why}`)
      if (!specifier.startsWith('.')) {
        const allowed = PACKAGES[packageOf(specifier)]
        if (!specifier.startsWith('node:') && !allowed?.includes(room ?? ''))
          say('that package is not for this room')
        continue
      }
      const target = targetOf(path, specifier)
      const targetRoom = roomOf(target)
      if (room === undefined) {
        if (GROUND.includes(path) && !GROUND.includes(target)) say('the ground stands on nothing but itself')
      } else if (targetRoom === undefined) {
        if (!(PURE_GROUND[room] ?? GROUND).includes(target)) say('only the ground may be imported from here')
      } else if (targetRoom !== room && !MAY_IMPORT[room]?.includes(targetRoom)) {
        say(`${room} must not know ${targetRoom}`)
      }
    }
  }
  return found
}

/** A circle of imports, as a path that returns to its first file; nothing when there is none. */
function circle(files: Source[]): string[] | undefined {
  const graph = new Map(
    files.map(({ path, imports }) => [
      path,
      imports.filter((specifier) => specifier.startsWith('.')).map((specifier) => targetOf(path, specifier)),
    ]),
  )
  const done = new Set<string>()
  function visit(path: string, trail: string[]): string[] | undefined {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path]
    if (done.has(path)) return undefined
    for (const next of graph.get(path) ?? []) {
      const found = visit(next, [...trail, path])
      if (found) return found
    }
    done.add(path)
    return undefined
  }
  for (const path of graph.keys()) {
    const found = visit(path, [])
    if (found) return found
  }
  return undefined
}

describe('the architecture', () => {
  it('is kept by every import', () => {
    expect(violations(sources())).toEqual([])
  })

  it('has no circles', () => {
    expect(circle(sources())).toBeUndefined()
  })

  it('has no rooms that it does not know', () => {
    const rooms = new Set(sources().flatMap(({ path }) => roomOf(path) ?? []))
    expect([...rooms].sort()).toEqual(Object.keys(MAY_IMPORT).sort())
  })

  it.each([
    ['config/job.ts', '../training/plan.ts'],
    ['dataset/inspect.ts', '../training/follow-job.ts'],
    ['openai/client.ts', '../github/runner.ts'],
    ['openai/upload.ts', '../training/create-job.ts'],
    ['training/follow-job.ts', '../actions/wait.ts'],
    ['config/job.ts', '../clock.ts'],
    ['errors.ts', './http/errors.ts'],
    ['report/log.ts', '../run.ts'],
    ['training/follow-job.ts', '@actions/core'],
    ['http/request.ts', 'left-pad'],
    ['config/cost.ts', 'gpt-tokenizer/bpeRanks/o200k_base'],
  ])('would notice %s importing %s', (path, specifier) => {
    expect(violations([{ path, imports: [specifier] }])).toHaveLength(1)
  })

  it('would notice a circle', () => {
    const files = [
      { path: 'http/a.ts', imports: ['./b.ts'] },
      { path: 'http/b.ts', imports: ['./a.ts'] },
    ]
    expect(circle(files)).toEqual(['http/a.ts', 'http/b.ts', 'http/a.ts'])
  })
})
