import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const listFiles = (folder: string, pattern: RegExp) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => pattern.test(name))
    .map((name) => join(folder, name).replaceAll('\\', '/'))

const ROOT_FILES = readdirSync(ROOT)
const ACTION_FOLDERS = ROOT_FILES.filter(
  (name) => name !== 'node_modules' && existsSync(join(ROOT, name, 'action.yml')),
)
const PAGES = [
  ...ROOT_FILES.filter((name) => name.endsWith('.md')),
  ...ACTION_FOLDERS.map((folder) => `${folder}/README.md`),
  ...listFiles('docs', /\.md$/),
]

/** Returns the links of a page to other places of the repository: file and heading, either of which may be empty. */
const parseLinks = (text: string) =>
  [...text.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)].map(([, path = '', heading = '']) => ({
    path,
    heading,
  }))

/** Returns the anchors that GitHub gives the headings of a page. */
function getAnchors(text: string): string[] {
  const headings = text.replaceAll(/^```[\s\S]*?^```/gm, '').matchAll(/^#+ (.*)$/gm)
  return [...headings].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

function findBrokenLinks(page: string, text: string): string[] {
  return parseLinks(text).flatMap(({ path, heading }) => {
    const target = path === '' ? page : join(page, '..', path)
    if (!existsSync(join(ROOT, target))) return [path]
    return heading === '' || getAnchors(path === '' ? text : read(target)).includes(heading)
      ? []
      : [`${path}#${heading}`]
  })
}

/** Returns the paths of sources, tests and scripts that a page names and that do not exist. */
function findMissingPaths(text: string): string[] {
  const paths = text.matchAll(
    /`((?:src|test|sandbox|scripts|bench|tools|examples|\.github|\.ci)\/[\w./-]+)`/g,
  )
  return [...paths].map(([, path = '']) => path).filter((path) => !existsSync(join(ROOT, path)))
}

describe('every page', () => {
  it.each(PAGES)('%s has only links that resolve', (page) => {
    expect(findBrokenLinks(page, read(page))).toEqual([])
  })

  // Those of the tasks name files of the reader's own repository.
  it.each(PAGES.filter((page) => !page.startsWith('docs/tasks/')))(
    '%s names only files that exist',
    (page) => {
      expect(findMissingPaths(read(page))).toEqual([])
    },
  )

  it('is listed in the index of docs', () => {
    const links = parseLinks(read('docs/README.md'))
    const listed = links.map(({ path }) => join('docs', path).replaceAll('\\', '/'))
    const pages = PAGES.filter((page) => page.startsWith('docs/') && page !== 'docs/README.md')
    expect(pages.filter((page) => !listed.includes(page))).toEqual([])
  })

  it('fails for a broken link or a missing file', () => {
    const broken = '[a](docs/none.md) [b](#none) [c](CONTRIBUTING.md#none)'
    expect(findBrokenLinks('README.md', broken)).toHaveLength(3)
    const good = '# A `b`: c\n[a](docs) [b](#a-b-c) [c](https://none.example)'
    expect(findBrokenLinks('README.md', good)).toEqual([])
    expect(findMissingPaths('`src/none.ts`, `src/run.ts`')).toEqual(['src/none.ts'])
  })
})

describe('the README', () => {
  it('has at most 300 lines', () => {
    expect(read('README.md').trimEnd().split('\n').length).toBeLessThanOrEqual(300)
  })
})

describe('the page of the command line', () => {
  it('names the oldest Node of package.json, which has every function that the sources call', () => {
    const { engines } = JSON.parse(read('package.json'))
    // `process.getBuiltinModule` exists since 20.16.
    expect(engines).toEqual({ node: '>=20.16' })
    expect(read('docs/tasks/command-line.md')).toContain('You need Node 20.16 or newer.')
  })
})

describe('the page of hosts', () => {
  // Documentation, the names of scopes and specifications: no request goes there.
  const NOT_CONTACTED =
    /^(github\.com|(platform|docs|help)\..*|git-lfs\.github\.com|cognitiveservices\.azure\.(com|us|cn)|.*\.example)$/

  it('lists every host that the sources name', () => {
    const sources = listFiles('src', /\.ts$/).map(read).join('\n')
    const hosts = [...sources.matchAll(/https:\/\/([a-z\d.-]+\.[a-z]{2,})|loginHost: '([^']+)'/g)].map(
      ([, urlHost, loginHost]) => urlHost ?? loginHost ?? '',
    )
    const contacted = [...new Set(hosts)].filter((host) => !NOT_CONTACTED.test(host))
    expect(contacted.length).toBeGreaterThan(7)
    const page = read('docs/hosts.md')
    expect(contacted.filter((host) => !page.includes(`\`${host}\``))).toEqual([])
  })
})

describe('the tables of messages', () => {
  const SOURCES = listFiles('src', /\.ts$/).map(read).join('\n').replaceAll("\\'", "'")
  /** Returns the parts of messages in first cells that are not in the sources; `…` stands for a part that varies. */
  const findUnknownMessages = (page: string) =>
    [...page.matchAll(/^\| `([^`]+)` \|/gm)]
      .flatMap(([, message = '']) => message.split('…'))
      .filter((part) => !SOURCES.includes(part.trim()))

  it('quote messages of the sources in docs/tasks/when-it-fails.md', () => {
    const page = read('docs/tasks/when-it-fails.md')
    expect([...page.matchAll(/^\| `/gm)].length).toBeGreaterThan(50)
    expect(findUnknownMessages(page)).toEqual([])
  })

  it('quote messages of the sources in the README', () => {
    const [, table = ''] = read('README.md').split('\n## When it fails\n')
    expect([...table.matchAll(/^\| `/gm)].length).toBeGreaterThan(5)
    expect(findUnknownMessages(table)).toEqual([])
  })

  /** What AWS, GitHub's runner, LiteLLM and Portkey say themselves. */
  const FOREIGN_MESSAGES = new Set([
    'Could not assume role with OIDC: Not authorized to perform sts:AssumeRoleWithWebIdentity',
    'The requested DurationSeconds exceeds the MaxSessionDuration set for this role',
    'Credentials could not be loaded',
    'Only premium users can use this endpoint',
    'No connected db.',
    'files_settings is not set',
    'openai error: Incorrect API key provided',
  ])
  const SANDBOX = listFiles('sandbox', /\.ts$/).map(read).join('\n')

  it.each([
    ...PAGES.filter((page) => page.startsWith('docs/servers/')),
    ...['docs/tasks/move-to-azure.md', 'docs/tasks/command-line.md'],
  ])('quote messages of the sources, the sandbox or a vendor in %s', (page) => {
    const unknown = findUnknownMessages(read(page)).filter((part) => !SANDBOX.includes(part.trim()))
    expect(unknown.filter((part) => !FOREIGN_MESSAGES.has(part))).toEqual([])
  })

  it('fail for a message that is not in the sources', () => {
    expect(findUnknownMessages('| `Job … went sailing` | |\n')).toEqual([' went sailing'])
  })
})

describe('the threat model', () => {
  /** Returns the tests that a line names and that none of its files has. */
  const findMissingTests = (page: string) =>
    page.split('\n').flatMap((line) => {
      const files = [...line.matchAll(/`(test\/[\w./-]+)`/g)].map(([, path = '']) => read(path))
      const names = [...line.replaceAll('**', '').matchAll(/\*([^*]+)\*/g)].map(([, name = '']) => name)
      return names.filter((name) => !files.some((file) => file.includes(name)))
    })

  it('names only tests that exist in the files it names', () => {
    const rows = read('docs/threat-model.md')
      .split('\n')
      .filter((line) => line.startsWith('| '))
    expect(rows.length).toBeGreaterThan(40)
    expect(findMissingTests(rows.join('\n'))).toEqual([])
  })

  it('fails for a test that does not exist', () => {
    expect(
      findMissingTests('| *has no such test* (`test/contract.test.ts`) | *nor is it there* |'),
    ).toHaveLength(2)
  })
})

describe('the prose', () => {
  const WORDS =
    /\b(?:nobody|somebody|whoever|anybody|whatever|anew|likewise|heeded|as\s+above)\b|\b(?<!cannot )(?:tells?|told|telling)\b(?!(?:\s+\S+){0,4}\s+apart\b)/gi
  const FILES = [
    ...PAGES,
    'action.yml',
    ...ACTION_FOLDERS.map((folder) => `${folder}/action.yml`),
    ...listFiles('examples', /\.ya?ml$/),
    ...listFiles('src', /\.ts$/),
  ]
  /** Returns every word of `text` that plain English avoids, with its line. */
  const findUnwantedWords = (text: string) =>
    [...text.matchAll(WORDS)].map(
      ({ 0: word, index }) => `${text.slice(0, index).split('\n').length}: ${word}`,
    )

  it('has none of the words that plain English avoids', () => {
    expect(FILES.flatMap((file) => findUnwantedWords(read(file)).map((found) => `${file}:${found}`))).toEqual(
      [],
    )
  })

  it('may tell things apart or say that an evaluation cannot tell, and nothing else', () => {
    expect(findUnwantedWords('nothing tells them apart, cannot tell\nit was told\nAs above')).toEqual([
      '2: told',
      '3: As above',
    ])
  })
})
