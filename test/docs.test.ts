import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const inFolder = (folder: string, end: string) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(end))
    .map((name) => join(folder, name).replaceAll('\\', '/'))

const PAGES = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...inFolder('docs', '.md')]

/** The links of a page to other places of the repository: file and heading, either of which may be empty. */
const linksOf = (text: string) =>
  [...text.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)].map(([, path = '', heading = '']) => ({
    path,
    heading,
  }))

/** The anchors that GitHub gives the headings of a page. */
function anchorsOf(text: string): string[] {
  const headings = text.replaceAll(/^```[\s\S]*?^```/gm, '').matchAll(/^#+ (.*)$/gm)
  return [...headings].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

function brokenLinks(page: string, text: string): string[] {
  return linksOf(text).flatMap(({ path, heading }) => {
    const target = path === '' ? page : join(page, '..', path)
    if (!existsSync(join(ROOT, target))) return [path]
    return heading === '' || anchorsOf(path === '' ? text : read(target)).includes(heading)
      ? []
      : [`${path}#${heading}`]
  })
}

describe('every page', () => {
  it.each(PAGES)('%s links to what is there', (page) => {
    expect(brokenLinks(page, read(page))).toEqual([])
  })

  it('would be found out', () => {
    expect(brokenLinks('README.md', '[a](docs/none.md) [b](#none) [c](CONTRIBUTING.md#none)')).toHaveLength(3)
    expect(brokenLinks('README.md', '# A `b`: c\n[a](docs) [b](#a-b-c) [c](https://none.example)')).toEqual(
      [],
    )
  })

  it('of docs stands in its index', () => {
    const listed = linksOf(read('docs/README.md')).map(({ path }) => join('docs', path).replaceAll('\\', '/'))
    const pages = inFolder('docs', '.md').filter((page) => page !== 'docs/README.md')
    expect(pages.filter((page) => !listed.includes(page))).toEqual([])
  })
})

describe('what is told of a message', () => {
  const SOURCES = inFolder('src', '.ts').map(read).join('\n').replaceAll("\\'", "'")
  /** The messages in the first cells of the tables, and what of them is never said; `…` stands for what differs. */
  const neverSaid = (page: string) =>
    [...page.matchAll(/^\| `([^`]+)` \|/gm)]
      .flatMap(([, message = '']) => message.split('…'))
      .filter((part) => !SOURCES.includes(part.trim()))

  it('is told of what the action says', () => {
    const page = read('docs/tasks/when-it-fails.md')
    expect([...page.matchAll(/^\| `/gm)].length).toBeGreaterThan(50)
    expect(neverSaid(page)).toEqual([])
  })

  it('is told in the README by the same words', () => {
    const [, table = ''] = read('README.md').split('\n## When it fails\n')
    expect([...table.matchAll(/^\| `/gm)].length).toBeGreaterThan(10)
    expect(neverSaid(table)).toEqual([])
  })

  it('would be found out', () => {
    expect(neverSaid('| `The time is up … for good` | |\n')).toEqual([' for good'])
  })
})

describe('the threat model', () => {
  it('names sources and tests that are there', () => {
    const paths = [...read('docs/threat-model.md').matchAll(/`((?:src|test|scripts|\.github)\/[\w./-]+)`/g)]
    expect(paths.length).toBeGreaterThan(20)
    expect(paths.map(([, path = '']) => path).filter((path) => !existsSync(join(ROOT, path)))).toEqual([])
  })

  /** The tests that a line names and that are in none of the files that it names beside them. */
  const unproven = (page: string) =>
    page.split('\n').flatMap((line) => {
      const files = [...line.matchAll(/`(test\/[\w./-]+)`/g)].map(([, path = '']) => read(path))
      const names = [...line.replaceAll('**', '').matchAll(/\*([^*]+)\*/g)].map(([, name = '']) => name)
      return names.filter((name) => !files.some((file) => file.includes(name)))
    })

  it('names tests that are where it says', () => {
    const rows = read('docs/threat-model.md')
      .split('\n')
      .filter((line) => line.startsWith('| '))
    expect(unproven(rows.join('\n'))).toEqual([])
  })

  it('would be found out', () => {
    expect(unproven('| *has no such test* (`test/contract.test.ts`) | *nor is it there* |')).toHaveLength(2)
  })
})
