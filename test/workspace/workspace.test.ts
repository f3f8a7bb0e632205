import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, posix, win32 } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Workspace, WorkspaceFile } from '../../src/dependencies.ts'
import { fileVersion } from '../../src/workspace/file.ts'
import { compareFiles, createWorkspace } from '../../src/workspace/workspace.ts'

let base: string
let root: string
let temp: string
let workspace: Workspace

beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'workspace-')))
  root = join(base, 'repo')
  temp = join(base, 'temp')
  mkdirSync(temp)
  workspace = createWorkspace({ workspace: root, temp })
  write({
    'data/a.jsonl': 'a\n',
    'data/b.jsonl': 'bb\n',
    'data/sub/c.jsonl': 'c\n',
    'job/job.yml': 'model: m\n',
  })
  writeFileSync(join(base, 'secret'), 'secret')
})
afterEach(() => rmSync(base, { recursive: true, force: true }))

function write(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(root, name, '..'), { recursive: true })
    writeFileSync(join(root, name), text)
  }
}

function link(target: string, name: string): void {
  symlinkSync(target, join(root, name))
}

async function listNames(patterns: string, relativeTo?: string): Promise<string[]> {
  return (await workspace.glob(patterns, relativeTo)).map(({ name }) => name)
}

async function readAll(file: WorkspaceFile, memory?: Uint8Array): Promise<string> {
  let text = ''
  for await (const chunk of workspace.readBytes(file, memory)) text += Buffer.from(chunk).toString()
  return text
}

describe('glob and getFile', () => {
  it('return the file at a path, with its size and its real path', async () => {
    expect(await workspace.getFile('data/../data//b.jsonl')).toMatchObject({
      name: 'data/b.jsonl',
      path: join(root, 'data/b.jsonl'),
      size: 3,
    })
  })

  it('return each file once, in code-unit order', async () => {
    write({ 'data/Z.jsonl': '', 'data/ä.jsonl': '' })
    expect(await listNames('data/sub/c.jsonl\n\n  data/*.jsonl  \r\ndata/a.jsonl')).toEqual([
      'data/Z.jsonl',
      'data/a.jsonl',
      'data/b.jsonl',
      'data/sub/c.jsonl',
      'data/ä.jsonl',
    ])
  })

  it('exclude the files of lines with "!", in any order', async () => {
    expect(await listNames('!data/a.jsonl\ndata/**/*.jsonl')).toEqual(['data/b.jsonl', 'data/sub/c.jsonl'])
    expect(await listNames('data/**/*.jsonl\n!**/[bc].jsonl')).toEqual(['data/a.jsonl'])
    expect(await listNames('data/**/*.jsonl\n!data/sub')).toEqual(['data/a.jsonl', 'data/b.jsonl'])
    expect(await listNames('data/*.jsonl\n!data/none.jsonl\n!none/*')).toEqual([
      'data/a.jsonl',
      'data/b.jsonl',
    ])
    expect(await listNames('data/*.jsonl\n!data/a.jsonl\n!data/a*')).toEqual(['data/b.jsonl'])
  })

  it('exclude a file also under the name of a link to it', async () => {
    link('a.jsonl', 'data/alias.jsonl')
    expect(await listNames('data/*.jsonl\n!data/a.jsonl')).toEqual(['data/b.jsonl'])
  })

  it('exclude files that could not be read', async () => {
    link('nowhere', 'data/dangling.jsonl')
    link('../../secret', 'data/secret.jsonl')
    expect(await listNames('data/*.jsonl\n!data/dangling.jsonl\n!data/s*')).toEqual([
      'data/a.jsonl',
      'data/b.jsonl',
    ])
  })

  it('exclude a link without its file', async () => {
    link('a.jsonl', 'data/alias.jsonl')
    expect(await listNames('data/*.jsonl\n!data/alias.jsonl')).toEqual(['data/a.jsonl', 'data/b.jsonl'])
  })

  it.each([
    ['data/{a,b}.jsonl', ['data/a.jsonl', 'data/b.jsonl']],
    ['{data/{a,sub/c},none}.jsonl', ['data/a.jsonl', 'data/sub/c.jsonl']],
    ['d*/?.jsonl', ['data/a.jsonl', 'data/b.jsonl']],
    ['data/[!a].jsonl', ['data/b.jsonl']],
    ['**/c.jsonl', ['data/sub/c.jsonl']],
    ['data/**', ['data/a.jsonl', 'data/b.jsonl', 'data/sub/c.jsonl']],
    ['*/sub/*', ['data/sub/c.jsonl']],
    ['./data/./*.jsonl', ['data/a.jsonl', 'data/b.jsonl']],
    ['data/*.j*s*l', ['data/a.jsonl', 'data/b.jsonl']],
    ['x/.h*', ['x/.hidden']],
    ['x/*', ['x/$&.y', 'x/[z']],
    ['x/\\[*', ['x/[z']],
    ['x/{$&,none}.y', ['x/$&.y']],
    ['data/*\nd*/*', ['data/a.jsonl', 'data/b.jsonl']],
  ])('match the glob %j', async (glob, expected) => {
    write({ 'x/.hidden': '', 'x/[z': '', 'x/$&.y': '', '.dot/c.jsonl': '' })
    expect(await listNames(glob)).toEqual(expected)
  })

  it.each(['{a,b}'.repeat(18), '{1..100000}', `{${'a,'.repeat(100)}b}`, `{${',{'.repeat(3000)}`])(
    'reject a glob with too many alternatives (%#)',
    async (glob) => {
      await expect(listNames(glob)).rejects.toThrow('is too complicated a glob; use several lines')
    },
  )

  // A matcher that backtracks would not end before the timeout of the test.
  it.each([`${'*a'.repeat(60)}*b`, `${'*'.repeat(60)}b`, '+(a|aa)*b', `${'**/'.repeat(60)}b`])(
    'match the hostile glob %j in linear time',
    async (glob) => {
      write({ [`many/${'a'.repeat(250)}`]: '', 'many/a/a/a/a/a/a/a/a/a/a': '' })
      await expect(listNames(`many/${glob}`)).rejects.toThrow('no file matches')
    },
  )

  it('reject a relative path to RUNNER_TEMP, except from a file in RUNNER_TEMP', async () => {
    writeFileSync(join(temp, 'git-credentials.config'), 'token')
    for (const path of ['../../temp/git-credentials.config', '../../temp/*']) {
      await expect(workspace.glob(path, 'job/job.yml')).rejects.toThrow('is outside the workspace')
      expect(await workspace.exists(path, 'job/job.yml')).toBe(false)
    }
    await expect(workspace.getFile('../temp/git-credentials.config')).rejects.toThrow(
      'is outside the workspace',
    )
    const inTemp = join(temp, 'job.yml')
    expect(await listNames('git-*', inTemp)).toEqual([join(temp, 'git-credentials.config')])
  })

  it('reach RUNNER_TEMP and absolute paths from no file in the workspace, by a path, a glob or a link', async () => {
    writeFileSync(join(temp, 'git-credentials.config'), 'token')
    symlinkSync(join(root, 'job/job.yml'), join(temp, 'linked.yml'))
    link(join(temp, 'git-credentials.config'), 'job/credentials')
    const jobs = ['job/job.yml', join(root, 'job/job.yml'), join(temp, 'linked.yml')]
    const paths = [
      join(temp, 'git-credentials.config'),
      join(temp, '*'),
      `{${temp}/git-*,${temp}/x}`,
      `${temp}/[g]it*\n!job.yml`,
      `job.yml\n!${temp}/*`,
      `${root}/../temp/git-credentials.config`,
      join(root, 'data/a.jsonl'),
    ]
    for (const job of jobs) {
      for (const path of paths) {
        const failure = /only an input can have|outside the workspace|no file at "job.yml"/
        await expect(workspace.glob(path, job), `${path} of ${job}`).rejects.toThrow(failure)
        await expect(workspace.getFile(path, job)).rejects.toThrow(/only an input can have|outside|no file/)
        expect(await workspace.exists(path, job)).toBe(false)
      }
    }
    for (const path of ['credentials', 'cred*', './credentials'])
      await expect(workspace.glob(path, 'job/job.yml')).rejects.toThrow('is a link that leads outside')
    expect(await listNames(join(temp, 'git-*'))).toEqual([join(temp, 'git-credentials.config')])
  })

  it('reach everything that an input can from a file that lies in RUNNER_TEMP', async () => {
    writeFileSync(join(temp, 'job.yml'), '')
    writeFileSync(join(temp, 'x.jsonl'), '')
    const job = join(temp, 'job.yml')
    expect(await listNames('x.jsonl', job)).toEqual([join(temp, 'x.jsonl')])
    expect(await listNames(join(temp, '*.jsonl'), job)).toEqual([join(temp, 'x.jsonl')])
    expect(await listNames(join(root, 'data/a.jsonl'), job)).toEqual(['data/a.jsonl'])
    await expect(workspace.glob('../secret', job)).rejects.toThrow('is outside the workspace')
  })

  it('say that the workspace does not exist', async () => {
    workspace = createWorkspace({ workspace: join(base, 'nowhere'), temp })
    for (const search of [workspace.glob('a'), workspace.getFile('a'), workspace.prepareDirectory('a')])
      await expect(search).rejects.toMatchObject({
        name: 'ActionError',
        message: expect.stringMatching(/^the workspace ".*nowhere" does not exist$/),
        hint: expect.stringContaining('actions/checkout'),
      })
  })

  describe('with thousands of globs', () => {
    const lines = (count: number, end = '') =>
      Array.from({ length: count }, (_, i) => `${'?'.repeat(i % 7)}*${end}`)
    beforeEach(() => {
      write(Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`many/folder${i}/a.jsonl`, ''])))
    })

    it('read 200 folders once and not 2,000 times', async () => {
      const globs = Array.from({ length: 2000 }, (_, i) => `many/folder*/[a${i}]*.jsonl`)
      const all = [...globs, ...globs.map((glob) => `!${glob}x`)]
      expect(await listNames(all.join('\n'))).toHaveLength(200)
    })

    it('end when the workflow is cancelled', async () => {
      const cancelled = new AbortController()
      workspace = createWorkspace({ workspace: root, temp }, cancelled.signal)
      const search = workspace.glob(
        lines(2000, '/*')
          .map((line) => `many/**/${line}`)
          .join('\n'),
      )
      setImmediate(() => cancelled.abort(new Error('cancelled')))
      await expect(search).rejects.toThrow('cancelled')
    })
  })

  it('suggest slashes for backslashes', async () => {
    const path = 'data\\a.jsonl'
    for (const search of [workspace.glob(path), workspace.getFile(path)])
      await expect(search).rejects.toMatchObject({
        message: 'no file matches "data\\\\a.jsonl"',
        hint: 'Separate folders by "/".',
      })
  })

  it('reject a directory by name, also after a glob has passed over it', async () => {
    await expect(workspace.glob('data/*\ndata/sub')).rejects.toMatchObject({
      message: '"data/sub" is a directory',
      hint: 'Name its files, for example "data/sub/*.jsonl".',
    })
  })

  it('return a file with two names once, by the first name in order', async () => {
    link('b.jsonl', 'data/aa.jsonl')
    expect(await listNames('data/*.jsonl')).toEqual(['data/a.jsonl', 'data/aa.jsonl'])
  })

  it('return the file at a path with glob characters, if it exists', async () => {
    write({ 'data/[ab].jsonl': 'x' })
    expect(await listNames('data/[ab].jsonl')).toEqual(['data/[ab].jsonl'])
  })

  it('ignore glob characters in the path of the workspace itself', async () => {
    root = join(base, '[r]*{o}')
    workspace = createWorkspace({ workspace: root, temp })
    write({ 'x/a.jsonl': '' })
    expect(await listNames('x/*.jsonl')).toEqual(['x/a.jsonl'])
    expect(await listNames(`${root}/x/a.jsonl`)).toEqual(['x/a.jsonl'])
  })

  it('resolve paths relative to a job file', async () => {
    const { name: job } = await workspace.getFile('job/job.yml')
    expect(await listNames('../data/a.jsonl', job)).toEqual(['data/a.jsonl'])
    expect(await listNames('../data/*.jsonl\n!../data/a.jsonl', job)).toEqual(['data/b.jsonl'])
    expect(await workspace.exists('job.yml', job)).toBe(true)
    await expect(workspace.getFile('../../secret', job)).rejects.toThrow(
      '"../../secret" is outside the workspace',
    )
  })

  it('accept absolute paths only inside the workspace and the temporary folder', async () => {
    writeFileSync(join(temp, 't.jsonl'), 't')
    expect(await listNames(join(root, 'data/a.jsonl'))).toEqual(['data/a.jsonl'])
    expect(await listNames(join(root, 'data/*.jsonl'))).toEqual(['data/a.jsonl', 'data/b.jsonl'])
    expect(await listNames(join(temp, '*.jsonl'))).toEqual([join(temp, 't.jsonl')])
    await expect(listNames(join(base, 'secret'))).rejects.toThrow('is outside the workspace')
    await expect(listNames(join(base, 'sec*'))).rejects.toThrow('is outside the workspace')
    await expect(listNames('/dev/zero')).rejects.toThrow('"/dev/zero" is outside the workspace')
  })

  it('accept a workspace whose path is a link', async () => {
    symlinkSync(root, join(base, 'link'))
    const linked = createWorkspace({ workspace: join(base, 'link'), temp })
    expect(await linked.getFile('data/a.jsonl')).toMatchObject({ name: 'data/a.jsonl' })
    expect(await linked.getFile(join(root, 'data/a.jsonl'))).toMatchObject({ name: 'data/a.jsonl' })
    expect(await linked.getFile(join(base, 'link/data/a.jsonl'))).toMatchObject({ name: 'data/a.jsonl' })
  })

  it('work where RUNNER_TEMP does not exist', async () => {
    const gone = join(base, 'gone')
    workspace = createWorkspace({ workspace: root, temp: gone })
    expect(await listNames('data/*.jsonl')).toEqual(['data/a.jsonl', 'data/b.jsonl'])
    await expect(workspace.getFile(join(gone, 'x'))).rejects.toThrow(`no file at "${gone}/x"`)
  })

  it('accept any characters in names', async () => {
    write({ 'odd/x\n::error::y\u001b[31m.jsonl': 'odd' })
    const [file] = await workspace.glob('odd/*')
    expect(file?.name).toBe('odd/x\n::error::y\u001b[31m.jsonl')
    expect(file && (await readAll(file))).toBe('odd')
    await expect(workspace.getFile('odd/x\n.jsonl')).rejects.toThrow('no file at "odd/x\\n.jsonl"')
    await expect(workspace.getFile('a\0b')).rejects.toThrow('no file at "a\\u0000b"')
    await expect(workspace.glob('data/\0*')).rejects.toThrow('no file matches')
    await expect(workspace.getFile('x'.repeat(5000))).rejects.toThrow('cannot be read (ENAMETOOLONG)')
  })

  it.each([
    ['data/trian.jsonl', 'no file at "data/trian.jsonl"'],
    ['none/*.jsonl', 'no file matches "none/*.jsonl"'],
    ['data/a.jsonl\ndata/*.json', 'no file matches "data/*.json"'],
    ['data/su*', 'no file matches "data/su*"'],
    ['data', '"data" is a directory'],
    ['.', '"." is a directory'],
    ['data/a.jsonl/x', 'no file at "data/a.jsonl/x"'],
    ['../secret', '"../secret" is outside the workspace'],
    ['*/../../secret', 'has ".." after a wildcard'],
    ['[z-a]*', '"[z-a]*" is not a valid glob'],
    ['../*', '"../*" is outside the workspace'],
    ['{.,..}/sec*', 'is outside the workspace'],
    ['', 'no file is named'],
    ['!data/a.jsonl', 'no file is named'],
    ['data/*.jsonl\n!**', 'the lines with "!" exclude every file that is named'],
  ])('reject %j', async (patterns, message) => {
    await expect(workspace.glob(patterns)).rejects.toMatchObject({
      name: 'ActionError',
      message: expect.stringContaining(message),
    })
  })

  it.each(['trian', 'Train', 'tran', 'trainn', 'trein'])('suggest a file for the typo %j', async (typo) => {
    write({ 'typo/train.jsonl': '' })
    await expect(workspace.getFile(`typo/${typo}.jsonl`)).rejects.toMatchObject({
      hint: 'Did you mean "train.jsonl", in the same folder?',
    })
  })

  it('suggest nothing for a name like no other', async () => {
    await expect(workspace.getFile('data/other.jsonl')).rejects.toMatchObject({ hint: undefined })
  })
})

describe('links', () => {
  it('are followed inside the workspace', async () => {
    link('../data/a.jsonl', 'job/link.jsonl')
    expect(await workspace.getFile('job/link.jsonl')).toMatchObject({
      name: 'job/link.jsonl',
      path: join(root, 'data/a.jsonl'),
    })
  })

  it.each([
    ['that lead to a file outside', 'data/x.jsonl', '../../secret', 'data/x.jsonl'],
    ['that match a glob and lead outside', 'data/x.jsonl', '../../secret', 'data/*.jsonl'],
    ['that lead to the environment', 'data/x.jsonl', '/proc/self/environ', 'data/x.jsonl'],
    ['in the middle of a path', 'data/up', '../..', 'data/up/secret'],
    ['in the middle of a glob', 'data/up', '../..', 'data/up/sec*'],
    ["that lead to the runner's temporary folder", 'data/x.jsonl', '../../temp/token', 'data/x.jsonl'],
  ])('are rejected %s', async (_, name, target, patterns) => {
    writeFileSync(join(temp, 'token'), 'token')
    link(target, name)
    await expect(workspace.glob(patterns)).rejects.toThrow('is a link that leads outside the workspace')
  })

  it('are rejected at a terminal with the name of the current folder', async () => {
    link('../../secret', 'data/x.jsonl')
    const { getFile } = createWorkspace({ workspace: root, temp, isCommandLine: true })
    await expect(getFile('data/x.jsonl')).rejects.toThrow(
      `"data/x.jsonl" is a link that leads outside the current folder "${root}"`,
    )
  })

  it('that lead outside do not reveal what exists there', async () => {
    link('../..', 'data/up')
    link('../../nowhere', 'data/absent')
    link('up/x/../../nowhere', 'data/winding')
    link(join(base, 'nowhere'), 'data/absolute')
    writeFileSync(join(base, 'id_rsa'), '')
    const paths = [
      'data/up/id_rsb',
      'data/up/none/x',
      'data/up/id_rsa/*',
      'data/up/none/*',
      'data/absent',
      'data/winding',
      'data/absolute',
    ]
    for (const path of paths)
      await expect(workspace.glob(path)).rejects.toMatchObject({
        message: `${JSON.stringify(path)} is a link that leads outside the workspace`,
        hint: undefined,
      })
    expect(await workspace.exists('data/up/id_rsa')).toBe(false)
  })

  it('are followed by wildcards only inside', async () => {
    link('/', 'data/rootlink')
    link('sub', 'data/alias')
    await expect(workspace.glob('data/rootlink/**/*.x')).rejects.toThrow('is a link that leads outside')
    await expect(workspace.glob('data/*/**/*.x')).rejects.toThrow('no file matches')
    expect(await listNames('data/al*/*.jsonl')).toEqual(['data/alias/c.jsonl'])
  })

  it("are rejected when they lead to git's own folder, which may contain a token", async () => {
    write({ '.git/config': 'token' })
    link('../.git/config', 'data/x.jsonl')
    await expect(workspace.getFile('.git/config')).rejects.toThrow("is inside git's own folder")
    await expect(workspace.getFile('data/x.jsonl')).rejects.toThrow("is inside git's own folder")
  })

  it('to nothing and to themselves are rejected by name', async () => {
    link('nowhere', 'data/x.jsonl')
    await expect(workspace.glob('data/*.jsonl')).rejects.toThrow('"data/x.jsonl" is a link to nothing')
    link('loop', 'loop')
    await expect(workspace.getFile('loop')).rejects.toThrow('"loop" is a link that leads back to itself')
  })
})

describe('files that cannot be read', () => {
  it('include pipes, which are rejected without waiting and ignored by globs', async () => {
    execFileSync('mkfifo', [join(root, 'data/pipe.jsonl')])
    await expect(workspace.getFile('data/pipe.jsonl')).rejects.toThrow(
      '"data/pipe.jsonl" is not a regular file',
    )
    expect(await listNames('data/*')).toEqual(['data/a.jsonl', 'data/b.jsonl'])
  })

  it('include sockets, which are rejected', async () => {
    const server = createServer().listen(join(root, 's'))
    await new Promise((resolve) => server.once('listening', resolve))
    await expect(workspace.getFile('s')).rejects.toThrow('"s" is not a regular file')
    server.close()
  })

  it('include a pipe that replaced a file, which is rejected without waiting', async () => {
    const file = await workspace.getFile('data/a.jsonl')
    rmSync(file.path)
    execFileSync('mkfifo', [file.path])
    await expect(readAll(file)).rejects.toThrow('"data/a.jsonl" changed while it was being read')
  })

  it.skipIf(process.platform === 'win32')(
    'include files without permission, which are rejected by name',
    async () => {
      for (const folder of [base, root, join(root, 'data')]) chmodSync(folder, 0o755)
      chmodSync(join(root, 'data/a.jsonl'), 0)
      // Root may read everything, so the test changes its user.
      const isRoot = process.geteuid?.() === 0
      if (isRoot) process.seteuid?.(65534)
      try {
        await expect(workspace.glob('data/*.jsonl')).rejects.toThrow('"data/a.jsonl" cannot be read (EACCES)')
      } finally {
        if (isRoot) process.seteuid?.(0)
      }
    },
  )
})

describe('readBytes and readText', () => {
  it('return the bytes of a file unchanged', async () => {
    const text = 'line\n'.repeat(200_000)
    write({ 'big.jsonl': text, 'empty.jsonl': '' })
    expect(await readAll(await workspace.getFile('big.jsonl'))).toBe(text)
    expect(await readAll(await workspace.getFile('empty.jsonl'))).toBe('')
    expect(await readAll(await workspace.getFile('big.jsonl'), new Uint8Array(3000))).toBe(text)
  })

  it.each<[string, (path: string) => void]>([
    ['grows', (path) => appendFileSync(path, 'more')],
    ['shrinks', (path) => truncateSync(path, 1)],
    ['disappears', (path) => rmSync(path)],
    [
      'is replaced by one of the same size',
      (path) => {
        writeFileSync(path, 'c\n')
        utimesSync(path, 1, 1)
      },
    ],
    [
      'becomes a link',
      (path) => {
        rmSync(path)
        symlinkSync('b.jsonl', path)
      },
    ],
  ])('reject a file that %s after it was found', async (_, change) => {
    const file = await workspace.getFile('data/a.jsonl')
    change(file.path)
    await expect(readAll(file)).rejects.toThrow('"data/a.jsonl" changed while it was being read')
  })

  it.each<[string, (path: string) => void]>([
    ['grows', (path) => appendFileSync(path, 'more')],
    ['shrinks', (path) => truncateSync(path, 300_000)],
  ])('reject a file that %s while it is read', async (_, change) => {
    write({ 'big.jsonl': 'x'.repeat(1_000_000) })
    const file = await workspace.getFile('big.jsonl')
    const chunks = workspace.readBytes(file)[Symbol.asyncIterator]()
    await chunks.next()
    change(file.path)
    await expect(Promise.all(Array.from({ length: 9 }, () => chunks.next()))).rejects.toThrow('changed')
  })

  it('distinguish files by volume too, except on Windows, where Node reports it unreliably', () => {
    const file = { dev: 1n, ino: 2n, mtimeNs: 3n }
    const differs = (platform: NodeJS.Platform, other: Partial<typeof file>) =>
      fileVersion(file, platform) !== fileVersion({ ...file, ...other }, platform)
    for (const platform of ['linux', 'darwin', 'win32'] as const)
      expect([differs(platform, { ino: 4n }), differs(platform, { mtimeNs: 4n })]).toEqual([true, true])
    expect(differs('linux', { dev: 4n })).toBe(true)
    expect(differs('win32', { dev: 4n })).toBe(false)
  })

  it('return UTF-8 without its BOM, and reject other text and large files', async () => {
    write({ 'bom.yml': '\ufeffa: ü\n', 'long.yml': 'x'.repeat(2 ** 20 + 1) })
    writeFileSync(join(root, 'latin.yml'), Buffer.from([0xfc]))
    expect(await workspace.readText(await workspace.getFile('bom.yml'))).toBe('a: ü\n')
    const latin = await workspace.getFile('latin.yml')
    await expect(workspace.readText(latin)).rejects.toThrow('"latin.yml" is not text in UTF-8')
    const long = await workspace.getFile('long.yml')
    await expect(workspace.readText(long)).rejects.toThrow('"long.yml" is larger than 1 MiB')
  })

  it('exists finds anything inside, and nothing outside', async () => {
    link('nowhere', 'dangling')
    expect(await workspace.exists('data')).toBe(true)
    expect(await workspace.exists('dangling')).toBe(true)
    expect(await workspace.exists('file-abc123')).toBe(false)
    expect(await workspace.exists('../secret')).toBe(false)
    expect(await workspace.exists('a\0b')).toBe(false)
  })
})

describe('prepareDirectory', () => {
  const create = async (path?: string) => (await workspace.prepareDirectory(path)).create()

  it('creates nothing before create is called', async () => {
    await workspace.prepareDirectory('out/later')
    expect(await workspace.exists('out')).toBe(false)
  })

  it('creates directories inside the workspace or the temporary folder', async () => {
    expect(await create('out/deep')).toBe(join(root, 'out/deep'))
    expect(await create('out/deep')).toBe(join(root, 'out/deep'))
    expect(await create(join(temp, 'results'))).toBe(join(temp, 'results'))
    const fresh = [await create(), await create()]
    expect(new Set(fresh).size).toBe(2)
    expect(fresh.every((path) => path.startsWith(join(temp, 'fine-tune-')))).toBe(true)
  })

  it('rejects a directory that a link has replaced since', async () => {
    const directory = await workspace.prepareDirectory('out')
    link('..', 'out')
    await expect(directory.create()).rejects.toThrow('"out" is a link that leads outside the workspace')
  })

  it.each([
    ['../out', '"../out" is outside the workspace'],
    ['/out', '"/out" is outside the workspace'],
    ['up/out', 'is a link that leads outside the workspace'],
    ['.git/hooks', "is inside git's own folder"],
    ['data/a.jsonl', 'cannot create the folder "data/a.jsonl" (EEXIST)'],
    ['data/a.jsonl/x', 'cannot create the folder "data/a.jsonl/x" (ENOTDIR)'],
    ['dangling/x', 'is a link that leads outside the workspace'],
  ])('rejects %j', async (path, message) => {
    link('..', 'up')
    link('../nowhere', 'dangling')
    mkdirSync(join(root, '.git'))
    await expect(create(path)).rejects.toThrow(message)
  })
})

it.each([
  [posix, ['/t/b.jsonl', '/t/c.jsonl', '-a.jsonl', 'A/z.jsonl', 'Z.jsonl', 'a.jsonl', 'a/b.jsonl']],
  [win32, ['D:/t/b.jsonl', 'D:/t/c.jsonl', '-a.jsonl', 'A/z.jsonl', 'Z.jsonl', 'a.jsonl', 'a/b.jsonl']],
])('compareFiles sorts in the same order on every system (%#)', (platformPath, names) => {
  const files = names.map((name) => ({ name })).reverse()
  expect(files.sort((a, b) => compareFiles(a, b, platformPath)).map(({ name }) => name)).toEqual(names)
})
