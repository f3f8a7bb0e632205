import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { fineTune } from '../../src/actions/fine-tune.ts'
import { startStepTimer } from '../../src/clock.ts'
import type { AnnotationLocation, Dependencies, Fetch, Runner } from '../../src/dependencies.ts'
import { ActionError, IdTokenDeniedError } from '../../src/errors.ts'
import { createRedactor } from '../../src/github/redactor.ts'
import { createWorkspace } from '../../src/workspace/workspace.ts'
import { type ManualClock, manualClock } from './clock.ts'
import { fakeApi, type RecordedRequest } from './fake-api.ts'
import { readRanks } from './ranks.ts'

/** The fewest inputs that train a model. */
export const INPUTS = {
  'api-key': 'sk-test-1234567890',
  'training-file': 'train.jsonl',
  model: 'gpt-4.1-mini-2025-04-14',
}

/** A workflow run without a pull request. */
export const CONTEXT = {
  repository: 'octo-org/octo-repo',
  sha: 'c0ffee',
  ref: 'refs/heads/main',
  runId: '1658821493',
  runAttempt: 1,
  isFork: false,
  apiUrl: 'https://api.github.com',
  serverUrl: 'https://github.com',
  pullRequest: undefined,
  actionUrl: 'https://github.com/OWNER/openai-fine-tune/blob/v1',
}

/** Returns so many valid chat examples, all different; those from another number on have none in common. */
export const chatExamples = (n: number, from = 0): string =>
  Array.from({ length: n }, (_, i) =>
    JSON.stringify({
      messages: [
        { role: 'user', content: `q${from + i}` },
        { role: 'assistant', content: `a${from + i}` },
      ],
    }),
  ).join('\n')

/** What differs from an ordinary run; a test sets the one thing that it is about. */
export interface Scenario {
  inputs?: Record<string, string>
  files?: Record<string, string | Uint8Array>
  /** The statuses of the job, one for each time it is read; the last one stays. */
  statuses?: string[]
  /** Fields of the job other than id and status. */
  job?: Record<string, unknown>
  events?: object[]
  routes?: Parameters<typeof fakeApi>[0]
  /** Cancels the workflow at the first request that ends like this: `POST /files`, `/events`. */
  cancelAt?: string
  fetch?: Fetch
  /** Whether a command line runs the action, and not a workflow. */
  isCommandLine?: boolean
  /** Of the server, too, if it has the same time. */
  clock?: ManualClock
  /** The action to run; the root action by default. */
  action?: (deps: Dependencies) => Promise<void>
  /** The state that the main step has saved. */
  state?: Record<string, string>
  /** What differs from `CONTEXT`. */
  context?: Partial<Dependencies['context']>
  readParentCommit?: Dependencies['readParentCommit']
  /** Returns GitHub's token for an audience. */
  idToken?: FakeRunner['getIdToken']
  /** Cancels the workflow when it is aborted. */
  cancelled?: AbortController
  /** A temporary folder of the runner that outlives the run. */
  temp?: string
}

/** Runs an action in process, with a fake server and a manual clock; returns everything that it did. */
export async function runAction(scenario: Scenario = {}) {
  const base = mkdtempSync(join(tmpdir(), 'run-action-'))
  onTestFinished(() => rmSync(base, { recursive: true, force: true }))
  for (const [name, content] of Object.entries({ 'train.jsonl': chatExamples(60), ...scenario.files })) {
    mkdirSync(dirname(join(base, 'workspace', name)), { recursive: true })
    writeFileSync(join(base, 'workspace', name), content)
  }
  const temp = scenario.temp ?? join(base, 'temp')
  mkdirSync(temp, { recursive: true })
  const cancelled = scenario.cancelled ?? new AbortController()
  const { clock = manualClock() } = scenario
  const { fetch, requests } = fakeApi({ ...fakeRoutes(scenario), ...scenario.routes })
  const defaults = scenario.action ? { 'api-key': INPUTS['api-key'] } : INPUTS
  const runner = createFakeRunner({ ...defaults, ...scenario.inputs }, scenario.state)
  if (scenario.idToken) runner.getIdToken = scenario.idToken
  const { isCommandLine = false } = scenario
  Object.assign(runner, { isCommandLine })
  const send: Fetch = (url, request) => {
    const call = `${request.method} ${new URL(url).pathname.replace(/^\/v1/, '')}`
    if (scenario.cancelAt && call.endsWith(scenario.cancelAt))
      cancelled.abort(new ActionError('The workflow was cancelled.'))
    return (scenario.fetch ?? fetch)(url, request)
  }
  const workspace = createWorkspace({ workspace: join(base, 'workspace'), temp })
  await (scenario.action ?? fineTune)({
    ...createDependencies({ runner, fetch: send, clock, workspace, signal: cancelled.signal }),
    context: { ...CONTEXT, ...scenario.context },
    ...(scenario.readParentCommit && { readParentCommit: scenario.readParentCommit }),
  })
  const results = runner.outputs['results-dir']
  const files = Object.fromEntries(
    (results ? readdirSync(results) : []).map((name) => [
      name,
      readFileSync(join(results ?? '', name), 'utf8'),
    ]),
  )
  return { ...runner, requests, sent: requests.map(line), clock, files }
}

const line = ({ method, path }: RecordedRequest) => `${method} ${path}`

function fakeRoutes({
  statuses = ['succeeded'],
  job = {},
  events = [],
}: Scenario): Parameters<typeof fakeApi>[0] {
  let reads = 0
  let stopped: string | undefined
  const current = () => ({
    id: 'ftjob-1',
    status: stopped ?? statuses[Math.min(reads++, statuses.length - 1)],
    model: INPUTS.model,
    fine_tuned_model: 'ft:model:org::1',
    ...job,
  })
  const stop = (status: string) => () => {
    stopped = status
    return current()
  }
  let files = 0
  let created: object | undefined
  return {
    'GET /fine_tuning/jobs': () => ({
      data: created ? [created] : [],
      has_more: false,
    }),
    'GET /files': () => ({ data: [], has_more: false }),
    'POST /files': () => ({ id: `file-${++files}`, status: 'processed' }),
    'GET /files/file-1': () => ({ id: 'file-1', status: 'processed' }),
    'POST /fine_tuning/jobs': ({ body }) => {
      const { metadata, model, training_file, validation_file, method } = JSON.parse(body)
      const fields = { metadata, model, training_file, validation_file, method }
      created = { id: 'ftjob-1', status: 'validating_files', ...fields }
      return created
    },
    'GET /fine_tuning/jobs/ftjob-1': current,
    'GET /fine_tuning/jobs/ftjob-1/events': () => ({ data: events, has_more: false }),
    'POST /fine_tuning/jobs/ftjob-1/cancel': stop('cancelled'),
    'POST /fine_tuning/jobs/ftjob-1/pause': stop('paused'),
  }
}

/** Returns dependencies with these parts; the others are the same in every run. */
export function createDependencies(
  parts: Pick<Dependencies, 'runner' | 'fetch' | 'clock'> & Partial<Dependencies>,
): Dependencies {
  const { signal = new AbortController().signal } = parts
  return {
    workspace: createWorkspace({ workspace: tmpdir(), temp: tmpdir() }),
    random: () => 0,
    attemptId: 'a77e3b70000000000000000000000000',
    signal,
    userAgent: 'openai-fine-tune/test',
    context: CONTEXT,
    readParentCommit: async () => ({ unavailable: 'there is no parent commit' }),
    readRanks,
    ...startStepTimer(parts.clock, signal),
    startDate: new Date('2026-11-22T06:00:00Z'),
    ...parts,
  }
}

/** A runner that records what a step logs and sets. */
export interface FakeRunner extends Runner {
  log: string[]
  annotations: { level: 'notice' | 'warning' | 'error'; text: string; at?: AnnotationLocation }[]
  outputs: Record<string, string>
  saved: Record<string, string>
  secrets: string[]
  failures: string[]
  summary: string
}

/** Creates a runner that records everything. */
export function createFakeRunner(
  inputs: Record<string, string>,
  state: Record<string, string> = {},
): FakeRunner {
  const { add, redact } = createRedactor()
  const annotate = (level: 'notice' | 'warning' | 'error') => (text: string, at?: AnnotationLocation) => {
    runner.annotations.push({ level, text: redact(text), ...(at && { at }) })
  }
  const runner: FakeRunner = {
    inputs: new Map(Object.entries(inputs).filter(([, value]) => value !== '')),
    log: [],
    annotations: [],
    outputs: {},
    state: new Map(Object.entries(state)),
    saved: {},
    secrets: [],
    failures: [],
    summary: '',
    failed: false,
    maxAnnotations: 10,
    isCommandLine: false,
    info: (text) => runner.log.push(redact(text)),
    notice: annotate('notice'),
    warning: annotate('warning'),
    error: annotate('error'),
    group: (title) => runner.log.push(`[${title}]`),
    endGroup: () => undefined,
    setSecret: (secret) => {
      runner.secrets.push(secret)
      add(secret)
    },
    getIdToken: () => Promise.reject(new IdTokenDeniedError('no permission')),
    setOutput: (name, value) => {
      runner.outputs[name] = value
    },
    saveState: (name, value) => {
      runner.saved[name] = value
    },
    setFailed: (reason) => {
      runner.failed = true
      runner.failures.push(redact(reason))
    },
    writeSummary: (markdown) => {
      runner.summary += markdown
    },
    redactSecrets: redact,
  }
  return runner
}
