import { execFileSync } from 'node:child_process'
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import type { Moment } from '../../sandbox/job.ts'
import { type SandboxOptions, startSandbox } from '../../sandbox/sandbox.ts'
import { startAction } from '../../tools/runner/runner.ts'
import {
  type Done,
  runWorkflow,
  type Scene,
  type Use,
  type WorkflowRun,
} from '../../tools/runner/workflow-run.ts'
import { startIdentityServer } from '../support/auth.ts'
import { EXAMPLES } from '../support/built-action.ts'
import { openGitHub } from '../support/github.ts'
import { withoutLeaks } from '../support/leaks.ts'
import { changes } from './helpers.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const preload = (file: string) => `--import=${new URL(`../support/${file}`, import.meta.url).href}`

/** The whole workflows of a page, in their order; of a file, itself. */
export function workflowsOf(path: string): string[] {
  const text = readFileSync(join(ROOT, path), 'utf8')
  if (path.endsWith('.yml')) return [text]
  const blocks = [...text.matchAll(/^```ya?ml\n([\s\S]*?)^```/gm)].map(([, block = '']) => block)
  return blocks.filter((block) => /^on:/m.test(block) && Object.hasOwn(parse(block), 'jobs'))
}

/** The life of a job that is trained to this loss. */
export function life(loss: number): Moment[] {
  const data = { step: 1, train_loss: loss, full_valid_loss: loss, full_valid_mean_token_accuracy: 0.9 }
  return [
    { status: 'running', says: [{ message: 'Step 1/1', type: 'metrics', data }] },
    { status: 'succeeded' },
  ]
}

/** How a workflow is started. */
interface Start {
  /** What of GitHub's context differs from a push to main. */
  event?: Partial<Scene['github']>
  inputs?: Record<string, string>
  /** The run all of whose jobs are run again. */
  again?: WorkflowRun
  /** Inputs of the root action in the place of those of the page. */
  root?: Record<string, string>
  /** Hears which of our actions begins. */
  before?: (action: string) => void
  /** No step may open a connection. */
  offline?: boolean
}

const PUSH = { repository: 'octo-org/octo-repo', ref: 'refs/heads/main', event_name: 'push', event: {} }

/** What somebody has who does what a page says. */
export type Newcomer = Awaited<ReturnType<typeof newcomer>>

/** A repository with the data that the pages speak of, and a server that has the life of each job. */
export async function newcomer(options: SandboxOptions = {}) {
  const servers = await serversFor({ pace: 'look', scripts: Array(20).fill(life(0.5)), ...options })
  const { sandbox } = servers
  const base = mkdtempSync(join(tmpdir(), 'newcomer-'))
  const place = placeOf(base)
  const ran = new Set<string>()
  const contexts = new Map<WorkflowRun, Scene['github']>()
  let told = 0
  const noted = (workflow: string) => {
    ran.add(workflow)
    return workflow
  }
  return {
    ...servers,
    ...place,
    vars: {} as Record<string, string>,
    /** By the environment that has them; those of the repository have no name. */
    secrets: { '': { OPENAI_API_KEY: sandbox.key } } as Record<string, Record<string, string>>,
    /** What was asked of the server that changes something, since this was last asked. */
    changes() {
      const news = changes(sandbox).slice(told)
      told += news.length
      return news
    },
    /** Ends the servers, and removes all files. */
    async leave() {
      await servers.close()
      rmSync(base, { recursive: true, force: true, maxRetries: 3 })
    },
    /** Whether this workflow was run, or called by another one. */
    hasRun: (workflow: string) => ran.has(workflow),
    async run(workflow: string, start: Start = {}): Promise<WorkflowRun> {
      const run_id = `${1000 + contexts.size}`
      const anew = { ...PUSH, sha: place.head(), run_id, ...start.event }
      const github = (start.again && contexts.get(start.again)) ?? anew
      const run = await runWorkflow(noted(workflow), {
        github,
        inputs: start.inputs ?? {},
        vars: this.vars,
        secrets: this.secrets,
        bin: place.bin,
        called: (path) => noted(place.read(path)),
        use: (uses, step) => use(uses, step, { ...start, github }, servers, place),
      })
      contexts.set(run, github)
      return run
    },
  }
}

type Servers = Awaited<ReturnType<typeof serversFor>>

/** The servers that a workflow asks, GitHub's among them. */
async function serversFor(options: SandboxOptions) {
  const identity = await startIdentityServer()
  const sandbox = await startSandbox({ accepts: identity.accepts, ...options })
  const rights = { comment: false }
  const github = await openGitHub({
    before: (request) =>
      rights.comment || /^GET|graphql$/.test(request)
        ? undefined
        : { status: 403, body: { message: 'Resource not accessible by integration' } },
  })
  const close = () => Promise.all([sandbox.close(), identity.close(), github.close()])
  return { sandbox, identity, github, rights, close }
}

interface Under extends Start {
  github: Scene['github']
}

async function use(uses: string, step: Use, start: Under, servers: Servers, place: Place): Promise<Done> {
  const { inputs, workspace, permissions } = step
  const [ours, folder = ''] = /^OWNER\/openai-fine-tune(?:\/(\w+))?@v1$/.exec(uses) ?? []
  if (ours) return act(folder, step, start, servers)
  const artifact = (name = '') => join(place.artifacts, name)
  switch (uses.replace(/@.*/, '')) {
    case 'actions/checkout':
      if (!permissions.contents) throw new Error('the checkout may not read the repository')
      place.checkOut(start.github.sha, inputs['fetch-depth'] ?? '1', workspace)
      break
    case 'actions/upload-artifact':
      cpSync(inputs.path ?? '', artifact(inputs.name), { recursive: true })
      break
    case 'actions/download-artifact':
      for (const name of globSync(inputs.pattern ?? '*', { cwd: place.artifacts }))
        cpSync(artifact(name), join(workspace, inputs.path ?? '', name), { recursive: true })
      break
    case 'azure/login':
      break
    default:
      throw new Error(`nobody has said here what ${uses} does`)
  }
  return { failed: false, outputs: {}, log: '' }
}

/** Runs one of our actions as it is built. */
async function act(folder: string, step: Use, start: Under, servers: Servers): Promise<Done> {
  const { sandbox, identity, github, rights } = servers
  const { permissions, secrets } = step
  rights.comment = permissions['pull-requests'] === 'write'
  start.before?.(folder)
  const run = await startAction({
    action: join(ROOT, folder),
    workspace: step.workspace,
    inputs: { ...step.inputs, ...near(folder, step.inputs, servers), ...(folder === '' && start.root) },
    env: {
      ...step.env,
      ...(permissions['id-token'] === 'write' && identity.env),
      GITHUB_API_URL: github.url,
      NODE_OPTIONS: preload(start.offline ? 'no-network.mjs' : 'fast-clock.mjs?speed=10'),
    },
    secrets,
    token: 'ghs_0123456789abcdef',
    event: { name: start.github.event_name, payload: start.github.event },
  }).done
  withoutLeaks(run, [sandbox.key, ...secrets, ...identity.tokens])
  return {
    failed: run.conclusion !== 'success',
    outputs: run.outputs,
    log: run.log,
    annotations: run.annotations,
  }
}

/** The servers here in the place of the real ones, and less to wait. */
function near(folder: string, given: Record<string, string>, { sandbox, identity }: Servers) {
  const isKeyless = 'identity-provider-id' in given || 'azure-client-id' in given
  // By its name this host is none of Azure's.
  const isAzure = given['base-url']?.includes('.azure.com') && !isKeyless
  return {
    ...(folder !== 'check' && { 'base-url': sandbox.url }),
    ...(isKeyless && { 'token-url': identity.tokenUrl }),
    ...(isAzure && { 'auth-scheme': 'api-key' }),
    ...(/^(wait)?$/.test(folder) && { 'poll-interval': '0.05' }),
  }
}

/** What is committed in the beginning: the data of the example `support`, also where the pages have theirs. */
const FILES = Object.fromEntries([
  ...['train.jsonl', 'valid.jsonl', 'job.yaml'].flatMap((name) => {
    const text = readFileSync(join(EXAMPLES, 'support', name), 'utf8')
    return [`data/${name}`, `examples/support/${name}`].map((path) => [path, text])
  }),
  ['deploy.sh', 'echo "deploying $MODEL"\n'],
])

type Place = ReturnType<typeof placeOf>

/** The repository, its artifacts, and the commands that stand in for those of a cloud. */
function placeOf(base: string) {
  const at = (name: string) => join(base, name)
  for (const name of ['repository', 'artifacts', 'bin']) mkdirSync(at(name))
  writeFileSync(at('bin/az'), `#!/bin/sh\necho "az $*" >> ${at('calls')}\n`, { mode: 0o755 })
  writeFileSync(at('calls'), '')
  const git = (cwd: string, ...words: string[]) =>
    execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...words], {
      cwd,
      encoding: 'utf8',
    })
  const place = {
    artifacts: at('artifacts'),
    bin: at('bin'),
    /** How the commands were called, one a line. */
    calls: () => readFileSync(at('calls'), 'utf8'),
    commit(files: Record<string, string>) {
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(at(`repository/${path}`)), { recursive: true })
        writeFileSync(at(`repository/${path}`), text, { mode: 0o755 })
      }
      git(at('repository'), 'add', '-A')
      git(at('repository'), 'commit', '--allow-empty', '-qm', 'data')
    },
    read: (path: string) => readFileSync(at(`repository/${path}`), 'utf8'),
    head: () => git(at('repository'), 'rev-parse', 'HEAD').trim(),
    checkOut(sha: string, depth: string, workspace: string) {
      git(workspace, 'init', '-q')
      git(workspace, 'fetch', '-q', '--depth', depth, `file://${at('repository')}`, sha)
      git(workspace, 'checkout', '-q', 'FETCH_HEAD')
    },
  }
  git(at('repository'), 'init', '-q')
  git(at('repository'), 'config', 'uploadpack.allowAnySHA1InWant', 'true')
  place.commit(FILES)
  return place
}
