import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const SRC = resolve(import.meta.dirname, '../src')

/**
 * What each room may import of the others. Files directly in `src` are entries (which may import anything) or
 * the ground that every room stands on.
 */
const MAY_IMPORT: Record<string, string[]> = {
  verbs: ['github', 'report', 'spec', 'api', 'jobs', 'files', 'dataset'],
  github: ['spec', 'api'],
  report: ['api', 'jobs', 'spec'],
  spec: [],
  api: [],
  jobs: ['api'],
  files: ['api'],
  dataset: [],
}
const GROUND = [
  'boundary.ts',
  'clock.ts',
  'edit-distance.ts',
  'failure.ts',
  'glob.ts',
  'sibling.ts',
  'workspace-file.ts',
  'workspace.ts',
]
/** Of the ground, what a pure room may use. */
const GROUND_OF: Record<string, string[]> = { spec: ['edit-distance.ts', 'failure.ts'] }
/** Only the runner's and GitHub's own room talks to the runner. */
const PACKAGES: Record<string, string[]> = {
  '@actions/core': ['github'],
  '@actions/http-client': ['api'],
  'gpt-tokenizer': ['dataset'],
  yaml: ['spec'],
  zod: ['spec', 'api', 'github', 'verbs'],
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
        if (!(GROUND_OF[room] ?? GROUND).includes(target)) say('only the ground may be imported from here')
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
    ['spec/job.ts', '../api/client.ts'],
    ['dataset/inspect.ts', '../jobs/follow.ts'],
    ['jobs/follow.ts', '../github/host.ts'],
    ['files/upload.ts', '../jobs/create.ts'],
    ['api/client.ts', '../verbs/attend.ts'],
    ['spec/job.ts', '../clock.ts'],
    ['failure.ts', './api/errors.ts'],
    ['report/log.ts', '../start.ts'],
    ['jobs/follow.ts', '@actions/core'],
    ['api/client.ts', 'left-pad'],
    ['spec/cost.ts', 'gpt-tokenizer/bpeRanks/o200k_base'],
  ])('would notice %s importing %s', (path, specifier) => {
    expect(violations([{ path, imports: [specifier] }])).toHaveLength(1)
  })

  it('would notice a circle', () => {
    const files = [
      { path: 'api/a.ts', imports: ['./b.ts'] },
      { path: 'api/b.ts', imports: ['./a.ts'] },
    ]
    expect(circle(files)).toEqual(['api/a.ts', 'api/b.ts', 'api/a.ts'])
  })
})
