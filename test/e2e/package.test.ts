import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts'
import { createFolder, runProgram } from '../support/command-line.ts'
import { chatExamples } from '../support/run-action.ts'
import { LIFECYCLE, MODEL } from '../support/shared-server.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const GOOD = `${chatExamples(60)}\n`
const BAD = `${GOOD}{"messages": 5}\n`

/** The package, installed as npx and pre-commit install it. */
let installed = ''
beforeAll(async () => {
  installed = mkdtempSync(join(tmpdir(), 'package-'))
  const packed = await runProgram('npm', ['pack', '--pack-destination', installed], { cwd: ROOT })
  expect(packed.exitCode, packed.text).toBe(0)
  const [archive = ''] = globSync('*.tgz', { cwd: installed })
  const options = ['--prefix', installed, '--offline', '--no-audit', '--no-fund']
  const result = await runProgram('npm', ['install', '-g', ...options, join(installed, archive)], {
    cwd: installed,
  })
  expect(result.exitCode, result.text).toBe(0)
}, 120_000)
afterAll(() => rmSync(installed, { recursive: true, force: true, maxRetries: 3 }))

/** Returns the first block of a language in a page, or the one that begins like this. */
function readBlock(page: string, language: string, start = ''): string {
  const blocks = readFileSync(join(ROOT, page), 'utf8').matchAll(
    new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\``, 'gm'),
  )
  const block = Array.from(blocks, ([, text = '']) => text).find((text) => text.startsWith(start))
  if (block === undefined) throw new Error(`${page} has no such block`)
  return block
}

const Hooks = z.array(
  z.object({ id: z.string(), entry: z.string(), language: z.string(), files: z.string() }),
)
const HookConfig = z.object({
  repos: z.array(
    z.object({
      repo: z.string(),
      rev: z.string(),
      hooks: z.array(z.object({ id: z.string(), args: z.array(z.string()) })),
    }),
  ),
})
const Pipeline = z.record(z.string(), z.unknown())
const PipelineJob = z.object({
  script: z.array(z.string()),
  artifacts: z.object({ paths: z.array(z.string()).default([]) }).optional(),
})

describe('the package', () => {
  it('has only what runs, its manifests, its license and its README', async () => {
    const result = await runProgram('npm', ['pack', '--dry-run', '--json'], { cwd: ROOT })
    const [packed] = z
      .array(z.object({ files: z.array(z.object({ path: z.string() })) }))
      .parse(JSON.parse(result.stdout))
    const paths = packed?.files.map(({ path }) => path) ?? []
    const built = globSync('dist/*', { cwd: ROOT }).map((path) => path.replaceAll('\\', '/'))
    const manifests = globSync(['action.yml', '*/action.yml'], { cwd: ROOT }).map((path) =>
      path.replaceAll('\\', '/'),
    )
    expect(manifests).toHaveLength(7)
    expect(paths.toSorted()).toEqual(
      [...built, ...manifests, 'LICENSE', 'README.md', 'package.json'].toSorted(),
    )
  })

  it('needs no other package', () => {
    expect(existsSync(join(installed, 'lib/node_modules/openai-fine-tune/node_modules'))).toBe(false)
    expect(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))).not.toHaveProperty('dependencies')
  })

  it('runs where it is installed', async () => {
    const folder = createFolder({ 'train.jsonl': GOOD })
    const result = await runProgram(
      join(installed, 'bin/openai-fine-tune'),
      ['check', '--training-file', 'train.jsonl', '--model', MODEL],
      { cwd: folder },
    )
    expect([result.exitCode, result.stdout]).toEqual([0, expect.stringContaining('valid=true')])
  })
})

/** Creates a git repository with good data, and functions that commit to it. */
function createRepository(files: Record<string, string> = {}) {
  const folder = createFolder({ 'data/train.jsonl': GOOD, ...files })
  const git = (...args: string[]) => {
    const settings = ['-c', 'user.name=A', '-c', 'user.email=a@example.com']
    return spawnSync('git', [...settings, ...args], { cwd: folder, encoding: 'utf8' })
  }
  git('init', '--quiet')
  const commit = (data: string) => {
    writeFileSync(join(folder, 'data/train.jsonl'), data)
    git('add', '--all')
    const { status, stdout, stderr } = git('commit', '--quiet', '--message', 'data')
    return { status, output: stdout + stderr }
  }
  return { folder, git, commit, countCommits: () => git('rev-list', '--all').stdout.split('\n').length - 1 }
}

const PAGE = 'docs/tasks/command-line.md'
const CONFIG = readBlock(PAGE, 'yaml', 'repos:')
const HAS_PRE_COMMIT = spawnSync('pre-commit', ['--version']).status === 0

describe('the hook of pre-commit', () => {
  /** What pre-commit runs, after it has installed the package. */
  function readHookCommand(): string {
    const [hook] = Hooks.parse(parse(readFileSync(join(ROOT, '.pre-commit-hooks.yaml'), 'utf8')))
    const [configured] = HookConfig.parse(parse(CONFIG)).repos[0]?.hooks ?? []
    expect([hook?.id, hook?.language]).toEqual([configured?.id, 'node'])
    expect(new RegExp(hook?.files ?? '').test('data/train.jsonl')).toBe(true)
    return [join(installed, 'bin', hook?.entry ?? ''), ...(configured?.args ?? [])].join(' ')
  }

  it('stops a commit with a bad line, and no other', () => {
    const repository = createRepository()
    const hook = join(repository.folder, '.git/hooks/pre-commit')
    writeFileSync(hook, `#!/bin/sh\nexec ${readHookCommand()}\n`, { mode: 0o755 })
    expect(repository.commit(GOOD).status).toBe(0)
    const bad = repository.commit(BAD)
    expect([bad.status, bad.output]).toEqual([
      1,
      expect.stringContaining('data/train.jsonl:61: error: messages'),
    ])
    expect(repository.countCommits()).toBe(1)
    expect(repository.commit(`${GOOD}${chatExamples(1, 100)}\n`).status).toBe(0)
  })

  it.skipIf(!HAS_PRE_COMMIT)(
    'stops a commit with a bad line when pre-commit itself installs and runs it',
    { tags: ['slow'], timeout: 600_000 },
    () => {
      const head = spawnSync('git', ['rev-parse', 'HEAD'], { cwd: ROOT, encoding: 'utf8' }).stdout.trim()
      const config = HookConfig.parse(parse(CONFIG))
      const repos = config.repos.map((repo) => ({ ...repo, repo: ROOT, rev: head }))
      const repository = createRepository({ '.pre-commit-config.yaml': JSON.stringify({ repos }) })
      const home = createFolder()
      const env = { ...process.env, PRE_COMMIT_HOME: home }
      const run = (...args: string[]) =>
        spawnSync('pre-commit', args, { cwd: repository.folder, env, encoding: 'utf8' })
      repository.git('add', '--all')
      const good = run('run')
      expect(good.status, good.stdout + good.stderr).toBe(0)
      writeFileSync(join(repository.folder, 'data/train.jsonl'), BAD)
      repository.git('add', '--all')
      const bad = run('run')
      expect([bad.status, bad.stdout]).toEqual([
        1,
        expect.stringContaining('data/train.jsonl:61: error: messages'),
      ])
    },
  )
})

describe('the recipes', { concurrent: true }, () => {
  /** Creates a folder with data and scripts, and a sandbox that its commands use. */
  async function setUp() {
    const sandbox = await startSandbox({ advance: 'poll', scripts: Array(5).fill(LIFECYCLE) })
    const folder = createFolder({
      'data/train.jsonl': GOOD,
      'job.yaml': `model: ${MODEL}\ntraining_file: data/train.jsonl\n`,
      'deploy.sh': '#!/bin/sh\necho "deployed $1"\n',
      // In place of npx, which would download the package from GitHub.
      'bin/npx': `#!/bin/sh
[ "$1 $2" = '--yes https://github.com/OWNER/openai-fine-tune/archive/refs/tags/v1.1.0.tar.gz' ] || exit 3
shift 2
exec "${join(installed, 'bin/openai-fine-tune')}" "$@"
`,
    })
    for (const script of ['deploy.sh', 'bin/npx']) chmodSync(join(folder, script), 0o755)
    const run = (shell: string, script: string, env: Record<string, string> = {}) =>
      runProgram(shell, ['-c', script], {
        cwd: folder,
        env: {
          PATH: [join(folder, 'bin'), process.env.PATH].join(delimiter),
          OPENAI_API_KEY: sandbox.key,
          OPENAI_FINE_TUNE_BASE_URL: sandbox.url,
          OPENAI_FINE_TUNE_POLL_INTERVAL: '0.05',
          ...env,
        },
      })
    return { sandbox, folder, run, [Symbol.asyncDispose]: () => sandbox.close() }
  }

  const creates = ({ requests }: Sandbox) =>
    requests.filter(({ method, path }) => `${method} ${path}` === 'POST /fine_tuning/jobs').length

  it('for a shell script checks, trains and passes the model on', async () => {
    await using at = await setUp()
    const script = readBlock(PAGE, 'sh', '#!/bin/sh')
    const detached = { OPENAI_FINE_TUNE_TIMEOUT: '0', OPENAI_FINE_TUNE_ON_TIMEOUT: 'detach' }
    const early = await at.run('sh', script, detached)
    expect([early.exitCode !== 0, early.stdout.includes('deployed')], early.text).toEqual([true, false])
    const first = await at.run('sh', script)
    const model = at.sandbox.jobs[0]?.modelName
    expect([first.exitCode, first.stdout], first.text).toEqual([
      0,
      expect.stringContaining(`deployed ${model}\n`),
    ])
    const again = await at.run('sh', script)
    expect([again.exitCode, creates(at.sandbox)]).toEqual([0, 1])
    writeFileSync(join(at.folder, 'data/train.jsonl'), BAD)
    const bad = await at.run('sh', script)
    expect([bad.exitCode, bad.stdout.includes('deployed')]).toEqual([1, false])
  })

  it('for GitLab CI check, train and deploy, job by job', async () => {
    await using at = await setUp()
    const pipeline = Pipeline.parse(parse(readBlock('docs/tasks/gitlab-ci.md', 'yaml')))
    const variables = z.record(z.string(), z.string()).parse(pipeline.variables)
    const runJob = async (name: string, env: Record<string, string> = {}) => {
      const job = PipelineJob.parse(pipeline[name])
      // As GitLab's runner does it.
      const script = ['set -eo pipefail', ...job.script].join('\n')
      const result = await at.run('bash', script, { CI: 'true', GITLAB_CI: 'true', ...variables, ...env })
      for (const path of job.artifacts?.paths ?? [])
        expect(existsSync(join(at.folder, path)), path).toBe(true)
      return result
    }
    const checked = await runJob('check-data')
    expect([checked.exitCode, checked.stdout], checked.text).toEqual([
      0,
      expect.stringContaining('valid=true'),
    ])
    const detached = { OPENAI_FINE_TUNE_TIMEOUT: '0', OPENAI_FINE_TUNE_ON_TIMEOUT: 'detach' }
    expect((await runJob('train', detached)).exitCode).toBe(0)
    expect(readFileSync(join(at.folder, 'model.env'), 'utf8')).toBe('')
    const undeployed = await runJob('deploy')
    expect([undeployed.exitCode !== 0, undeployed.stdout]).toEqual([true, ''])
    const trained = await runJob('train')
    expect(trained.exitCode, trained.text).toBe(0)
    const dotenv = readFileSync(join(at.folder, 'model.env'), 'utf8')
    const model = at.sandbox.jobs[0]?.modelName
    expect(dotenv).toBe(`MODEL=${model}\n`)
    const deployed = await runJob('deploy', { MODEL: `${model}` })
    expect([deployed.exitCode, deployed.stdout]).toEqual([0, `deployed ${model}\n`])
    writeFileSync(join(at.folder, 'data/train.jsonl'), BAD)
    expect((await runJob('check-data')).exitCode).toBe(1)
    expect(creates(at.sandbox)).toBe(1)
  })
})
