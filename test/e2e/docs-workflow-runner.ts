import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import type { Transition } from '../../sandbox/job.ts'
import { type SandboxOptions, startSandbox } from '../../sandbox/sandbox.ts'
import { startMainStep } from '../../tools/runner/runner.ts'
import {
  type ActionStep,
  runWorkflow,
  type StepOutcome,
  type WorkflowRun,
  type WorkflowSetup,
} from '../../tools/runner/workflow-run.ts'
import { startOidcServer } from '../support/auth.ts'
import { startGitHubServer } from '../support/github.ts'
import { assertNoLeaks } from '../support/leaks.ts'
import { preload } from '../support/preload.ts'
import { listWrites } from '../support/shared-server.ts'
import { createCheckout, type RepositoryFiles } from './docs-repository.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Returns the complete workflows of a page in their order; for a workflow file, its text. */
export function readWorkflows(path: string): string[] {
  const text = readFileSync(join(ROOT, path), 'utf8')
  if (path.endsWith('.yml')) return [text]
  const blocks = [...text.matchAll(/^```ya?ml\n([\s\S]*?)^```/gm)].map(([, block = '']) => block)
  return blocks.filter((block) => /^on:/m.test(block) && Object.hasOwn(parse(block), 'jobs'))
}

/** Returns the plan of a job that is trained to this loss. */
export function trainedTo(loss: number): Transition[] {
  const data = { step: 1, train_loss: loss, full_valid_loss: loss, full_valid_mean_token_accuracy: 0.9 }
  return [
    { status: 'running', events: [{ message: 'Step 1/1', type: 'metrics', data }] },
    { status: 'succeeded' },
  ]
}

/** How a workflow is started. */
interface StartOptions {
  /** The parts of GitHub's context that differ from a push to main. */
  event?: Partial<WorkflowSetup['github']>
  inputs?: Record<string, string>
  /** The run to re-run with all its jobs. */
  rerunOf?: WorkflowRun
  /** Inputs of the root action that replace those of the page. */
  root?: Record<string, string>
  /** Called before each of our actions, with its folder. */
  before?: (action: string) => void
  /** No step may open a connection. */
  offline?: boolean
}

const PUSH = { repository: 'octo-org/octo-repo', ref: 'refs/heads/main', event_name: 'push', event: {} }

/** A repository and its servers, as a reader of a page has them. */
export type Repository = Awaited<ReturnType<typeof createRepository>>

/** Creates a repository with the data of the pages, and starts its servers. */
export async function createRepository(options: SandboxOptions = {}) {
  const servers = await startServers({ advance: 'poll', scripts: Array(20).fill(trainedTo(0.5)), ...options })
  const { sandbox } = servers
  const base = mkdtempSync(join(tmpdir(), 'repository-'))
  const files = createCheckout(base)
  const ran = new Set<string>()
  const contexts = new Map<WorkflowRun, WorkflowSetup['github']>()
  let reported = 0
  const recordRun = (workflow: string) => {
    ran.add(workflow)
    return workflow
  }
  return {
    ...servers,
    ...files,
    vars: {} as Record<string, string>,
    /** The secrets by environment; those of the repository have an empty name. */
    secrets: { '': { OPENAI_API_KEY: sandbox.key } } as Record<string, Record<string, string>>,
    /** Returns the requests since the last call that change something on the server. */
    takeWrites() {
      const writes = listWrites(sandbox).slice(reported)
      reported += writes.length
      return writes
    },
    /** Closes the servers, and deletes all files. */
    async close() {
      await servers.close()
      rmSync(base, { recursive: true, force: true, maxRetries: 3 })
    },
    /** Returns whether this workflow was run, or called by another one. */
    hasRun: (workflow: string) => ran.has(workflow),
    async run(workflow: string, start: StartOptions = {}): Promise<WorkflowRun> {
      const run_id = `${1000 + contexts.size}`
      const fresh = { ...PUSH, sha: files.head(), run_id, ...start.event }
      const github = (start.rerunOf && contexts.get(start.rerunOf)) ?? fresh
      const run = await runWorkflow(recordRun(workflow), {
        github,
        inputs: start.inputs ?? {},
        vars: this.vars,
        secrets: this.secrets,
        bin: files.bin,
        called: (path) => recordRun(readCalled(path, files)),
        use: (uses, step) => use(uses, step, { ...start, github }, servers, files),
      })
      contexts.set(run, github)
      return run
    },
  }
}

/** Returns a workflow that another one calls: one of our own, or one of the user's repository. */
function readCalled(path: string, files: RepositoryFiles): string {
  const [, ours] = /^OWNER\/openai-fine-tune\/(.*)@v1$/.exec(path) ?? []
  return ours ? readFileSync(join(ROOT, ours), 'utf8') : files.read(path)
}

type Servers = Awaited<ReturnType<typeof startServers>>

/** Starts the servers that a workflow uses, also that of GitHub. */
async function startServers(options: SandboxOptions) {
  const oidc = await startOidcServer()
  const sandbox = await startSandbox({ accepts: oidc.accepts, ...options })
  const permitted = { comment: false }
  const github = await startGitHubServer({
    before: (request) =>
      permitted.comment || /^GET|graphql$/.test(request)
        ? undefined
        : { status: 403, body: { message: 'Resource not accessible by integration' } },
  })
  const close = () => Promise.all([sandbox.close(), oidc.close(), github.close()])
  return { sandbox, oidc, github, permitted, close }
}

interface ActiveRun extends StartOptions {
  github: WorkflowSetup['github']
}

async function use(
  uses: string,
  step: ActionStep,
  start: ActiveRun,
  servers: Servers,
  files: RepositoryFiles,
): Promise<StepOutcome> {
  const { inputs, workspace, permissions } = step
  const [ours, folder = ''] = /^OWNER\/openai-fine-tune(?:\/(\w+))?@v1$/.exec(uses) ?? []
  if (ours) return runOwnAction(folder, step, start, servers)
  const artifact = (name = '') => join(files.artifacts, name)
  switch (uses.replace(/@.*/, '')) {
    case 'actions/checkout':
      if (!permissions.contents) throw new Error('the checkout may not read the repository')
      files.checkOut(start.github.sha, inputs['fetch-depth'] ?? '1', workspace)
      break
    case 'actions/upload-artifact': {
      const { path = '' } = inputs
      const isFile = statSync(path).isFile()
      cpSync(path, join(artifact(inputs.name), isFile ? basename(path) : ''), { recursive: true })
      break
    }
    case 'actions/attest':
      if (permissions['id-token'] !== 'write' || permissions.attestations !== 'write')
        throw new Error('the job may not attest anything')
      files.attest(inputs['subject-path'] ?? '')
      break
    case 'actions/download-artifact':
      if (inputs['run-id'] && permissions.actions !== 'read')
        throw new Error('the job may not read the artifacts of another run')
      if (inputs.name) {
        cpSync(artifact(inputs.name), join(workspace, inputs.path ?? ''), { recursive: true })
        break
      }
      for (const name of globSync(inputs.pattern ?? '*', { cwd: files.artifacts }))
        cpSync(artifact(name), join(workspace, inputs.path ?? '', name), { recursive: true })
      break
    case 'github/codeql-action/upload-sarif':
      if (permissions['security-events'] !== 'write') throw new Error('the upload may not write alerts')
      cpSync(inputs.sarif_file ?? '', artifact(`${inputs.category}.sarif`))
      break
    case 'aws-actions/configure-aws-credentials':
      if (permissions['id-token'] !== 'write') throw new Error('the workflow may not request an OIDC token')
      break
    case 'actions/cache/restore':
    case 'actions/cache/save':
    case 'azure/login':
    case 'step-security/harden-runner':
      break
    default:
      throw new Error(`this test runner does not know the action ${uses}`)
  }
  return { failed: false, outputs: {}, log: '' }
}

/** Runs one of our built actions. */
async function runOwnAction(
  folder: string,
  step: ActionStep,
  start: ActiveRun,
  servers: Servers,
): Promise<StepOutcome> {
  const { sandbox, oidc, github, permitted } = servers
  const { permissions, secrets } = step
  permitted.comment = permissions['pull-requests'] === 'write'
  start.before?.(folder)
  const run = await startMainStep({
    action: join(ROOT, folder),
    workspace: step.workspace,
    inputs: {
      ...step.inputs,
      ...localInputs(folder, step.inputs, servers),
      ...(folder === '' && start.root),
    },
    env: {
      ...step.env,
      ...(permissions['id-token'] === 'write' && oidc.env),
      GITHUB_API_URL: github.url,
      NODE_OPTIONS: preload(start.offline ? 'no-network.mjs' : 'fast-clock.mjs?speed=10'),
    },
    secrets,
    token: 'ghs_0123456789abcdef',
    event: { name: start.github.event_name, payload: start.github.event },
  }).done
  assertNoLeaks(run, [sandbox.key, ...secrets, ...oidc.tokens])
  return {
    failed: run.conclusion !== 'success',
    outputs: run.outputs,
    log: run.log,
    annotations: run.annotations,
  }
}

/** Returns the inputs that lead an action to the local servers, and that shorten its delays. */
function localInputs(folder: string, inputs: Record<string, string>, { sandbox, oidc }: Servers) {
  const isKeyless = 'identity-provider-id' in inputs || 'azure-client-id' in inputs
  // The local host name does not show that this is Azure.
  const isAzure = inputs['base-url']?.includes('.azure.com') && !isKeyless
  // A query is part of what a page says.
  const { search } = new URL(inputs['base-url'] ?? sandbox.url)
  return {
    ...(folder !== 'check' && { 'base-url': `${sandbox.url}${search}` }),
    ...(folder === 'deploy' && { 'management-url': sandbox.origin }),
    ...(isKeyless && { 'token-url': oidc.tokenUrl }),
    ...(isAzure && { 'auth-scheme': 'api-key' }),
    ...(/^(wait)?$/.test(folder) && { 'poll-interval': '0.05' }),
  }
}
