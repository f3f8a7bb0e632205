import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const SRC = resolve(import.meta.dirname, '../src')

/**
 * The folders that each folder may import from. Files directly in `src` are entry points, which may import everything,
 * or shared files, which every folder may import.
 */
const ALLOWED_IMPORTS: Record<string, string[]> = {
  actions: [
    'training',
    'evaluation',
    'deployment',
    'dataset',
    'config',
    'report',
    'github',
    'workspace',
    'openai',
    'http',
  ],
  cli: ['training', 'dataset', 'config', 'report', 'github', 'openai'],
  evaluation: ['dataset', 'config', 'report', 'github', 'workspace', 'openai', 'http'],
  deployment: ['config', 'report', 'openai', 'http'],
  training: ['dataset', 'config', 'report', 'github', 'workspace', 'openai', 'http'],
  dataset: ['workspace'],
  report: ['config', 'openai', 'http'],
  github: ['config', 'workspace', 'http'],
  config: ['openai', 'http'],
  openai: ['http'],
  http: [],
  workspace: [],
}
const SHARED_FILES = ['clock.ts', 'dependencies.ts', 'errors.ts', 'json.ts', 'suggest.ts']
/** The shared files that a folder without effects may import. */
const ALLOWED_SHARED_FILES: Record<string, string[]> = {
  config: ['errors.ts', 'json.ts', 'suggest.ts', 'dependencies.ts'],
}
/** Only `github` talks to the runner, and only `http` to the network. */
const ALLOWED_PACKAGES: Record<string, string[]> = {
  '@actions/core': ['github'],
  '@actions/github': ['github'],
  '@actions/http-client': ['http'],
  yaml: ['config'],
  zod: ['config', 'openai', 'github', 'actions', 'training', 'evaluation', 'deployment', 'cli'],
}
const MAX_LINES = 300

interface SourceFile {
  /** Relative to `src`, with forward slashes. */
  path: string
  text: string
}

const IMPORT = /\b(?:from\s+|import\s+|import\()'([^']+)'/g
const EXPORT =
  /^export (?:declare |abstract |async )*(function\*?|const|let|class|interface|type|enum) (\w+)(.*)/gm

function readSources(): SourceFile[] {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
  return files.map((file) => ({
    path: file.replaceAll('\\', '/'),
    text: readFileSync(join(SRC, file), 'utf8'),
  }))
}

const listImports = ({ text }: SourceFile) => [...text.matchAll(IMPORT)].map((match) => match[1] ?? '')

function listExports({ text }: SourceFile): { name: string; isFunction: boolean }[] {
  return [...text.matchAll(EXPORT)].map(([, kind = '', name = '', rest = '']) => ({
    name,
    isFunction: kind.startsWith('function') || (kind === 'const' && /=>|= (async )?function/.test(rest)),
  }))
}

const getFolder = (path: string) => (path.includes('/') ? path.split('/')[0] : undefined)
const resolveImport = (from: string, specifier: string) =>
  relative(SRC, resolve(SRC, dirname(from), specifier)).replaceAll('\\', '/')

const getPackage = (specifier: string) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

/** Returns every import that breaks a rule, as a sentence. */
function findForbiddenImports(files: SourceFile[]): string[] {
  return files.flatMap((file) =>
    listImports(file).flatMap((specifier) => {
      const problem = specifier.startsWith('.')
        ? checkFileImport(file.path, resolveImport(file.path, specifier))
        : checkPackageImport(file.path, specifier)
      return problem ? [`${file.path} imports ${specifier}: ${problem}`] : []
    }),
  )
}

function checkPackageImport(path: string, specifier: string): string | undefined {
  const isAllowed =
    specifier.startsWith('node:') || ALLOWED_PACKAGES[getPackage(specifier)]?.includes(getFolder(path) ?? '')
  return isAllowed ? undefined : 'this folder may not use that package'
}

function checkFileImport(path: string, target: string): string | undefined {
  const folder = getFolder(path)
  const targetFolder = getFolder(target)
  if (folder === undefined)
    return SHARED_FILES.includes(path) && !SHARED_FILES.includes(target)
      ? 'shared files may import only shared files'
      : undefined
  if (targetFolder === undefined)
    return (ALLOWED_SHARED_FILES[folder] ?? SHARED_FILES).includes(target)
      ? undefined
      : 'this folder may not import that shared file'
  return targetFolder === folder || ALLOWED_IMPORTS[folder]?.includes(targetFolder)
    ? undefined
    : `${folder} may not import from ${targetFolder}`
}

/** Returns a cycle of imports as a path that ends with its first file; undefined if there is none. */
function findCycle(files: SourceFile[]): string[] | undefined {
  const graph = new Map(
    files.map((file) => [
      file.path,
      listImports(file)
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => resolveImport(file.path, specifier)),
    ]),
  )
  const done = new Set<string>()
  function visit(path: string, trail: string[]): string[] | undefined {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path]
    if (done.has(path)) return undefined
    for (const next of graph.get(path) ?? []) {
      const cycle = visit(next, [...trail, path])
      if (cycle) return cycle
    }
    done.add(path)
    return undefined
  }
  for (const path of graph.keys()) {
    const cycle = visit(path, [])
    if (cycle) return cycle
  }
  return undefined
}

/** Returns the names that two folders export, each with its files. Shared files count as a folder, entry points do not. */
function findRepeatedExports(files: SourceFile[]): string[] {
  const homes = new Map<string, string[]>()
  for (const file of files.filter(({ path }) => getFolder(path) || SHARED_FILES.includes(path)))
    for (const { name } of listExports(file)) homes.set(name, [...(homes.get(name) ?? []), file.path])
  return [...homes]
    .filter(([, paths]) => new Set(paths.map(getFolder)).size > 1)
    .map(([name, paths]) => `${name}: ${paths.join(', ')}`)
}

/** Returns the exported functions whose names end in `Of` and so lack a verb. */
function findFunctionsWithoutVerb(files: SourceFile[]): string[] {
  return files.flatMap((file) =>
    listExports(file)
      .filter(({ name, isFunction }) => isFunction && name.endsWith('Of'))
      .map(({ name }) => `${file.path}: ${name}`),
  )
}

function findLongFiles(files: SourceFile[]): string[] {
  return files.flatMap(({ path, text }) => {
    const lines = text.replace(/\n$/, '').split('\n').length
    return lines > MAX_LINES ? [`${path}: ${lines} lines`] : []
  })
}

describe('the source files', () => {
  it('import only what their folder may import', () => {
    expect(findForbiddenImports(readSources())).toEqual([])
  })

  it('have no cycle of imports', () => {
    expect(findCycle(readSources())).toBeUndefined()
  })

  it('are in folders that have an import rule', () => {
    const folders = new Set(readSources().flatMap(({ path }) => getFolder(path) ?? []))
    expect([...folders].sort()).toEqual(Object.keys(ALLOWED_IMPORTS).sort())
  })

  it('export no name from two folders', () => {
    expect(findRepeatedExports(readSources())).toEqual([])
  })

  it('export no function whose name ends in Of', () => {
    expect(findFunctionsWithoutVerb(readSources())).toEqual([])
  })

  it('have at most 300 lines', () => {
    expect(findLongFiles(readSources())).toEqual([])
  })
})

describe('the rules', () => {
  it.each([
    ['config/job.ts', '../training/plan.ts'],
    ['dataset/inspect.ts', '../training/follow-job.ts'],
    ['openai/client.ts', '../github/runner.ts'],
    ['openai/upload.ts', '../training/create-job.ts'],
    ['github/github-client.ts', '../openai/client.ts'],
    ['training/follow-job.ts', '../actions/wait.ts'],
    ['config/job.ts', '../clock.ts'],
    ['errors.ts', './http/errors.ts'],
    ['report/log.ts', '../run.ts'],
    ['training/follow-job.ts', '@actions/core'],
    ['http/request.ts', 'left-pad'],
    ['config/cost.ts', 'gpt-tokenizer/bpeRanks/o200k_base'],
  ])('report that %s imports %s', (path, specifier) => {
    expect(findForbiddenImports([{ path, text: `import { x } from '${specifier}'` }])).toHaveLength(1)
  })

  it('report a cycle of imports', () => {
    const files = [
      { path: 'http/a.ts', text: "import { b } from './b.ts'" },
      { path: 'http/b.ts', text: "import { a } from './a.ts'" },
    ]
    expect(findCycle(files)).toEqual(['http/a.ts', 'http/b.ts', 'http/a.ts'])
  })

  it.each([
    'export function parse(text: string) {}',
    'export async function parse() {}',
    'export async function* parse() {}',
    'export const parse = 1',
    'export class parse {}',
    'export abstract class parse {}',
    'export interface parse {}',
    'export type parse = string',
  ])('report that two folders declare "%s"', (text) => {
    const repeatedIn = (path: string, other = text) =>
      findRepeatedExports([
        { path: 'http/a.ts', text },
        { path, text: other },
      ])
    expect(repeatedIn('openai/b.ts')).toEqual(['parse: http/a.ts, openai/b.ts'])
    expect(repeatedIn('clock.ts')).toHaveLength(1)
    expect(repeatedIn('index.ts')).toEqual([])
    expect(repeatedIn('http/b.ts')).toEqual([])
    expect(repeatedIn('openai/b.ts', text.replace('export ', ''))).toEqual([])
  })

  it.each([
    ['export function statusOf(job: Job) {}', 1],
    ['export async function* statusOf(job: Job) {}', 1],
    ['export const statusOf = (job: Job) => job.status', 1],
    ['export const statusOf = async (job: Job) => job.status', 1],
    ['function statusOf(job: Job) {}', 0],
    ['export const PROOF_Of = 1', 0],
    ['export function getStatus(job: Job) {}', 0],
  ])('count the exported functions in "%s" whose names end in Of: %d', (text, count) => {
    expect(findFunctionsWithoutVerb([{ path: 'http/a.ts', text }])).toHaveLength(count)
  })

  it('report a file of 301 lines, but not one of 300', () => {
    const path = 'http/a.ts'
    expect(findLongFiles([{ path, text: '\n'.repeat(300) }])).toEqual([])
    expect(findLongFiles([{ path, text: '\n'.repeat(301) }])).toEqual(['http/a.ts: 301 lines'])
  })
})
