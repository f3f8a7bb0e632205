import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { fineTune } from '../../src/actions/fine-tune.ts'
import type { AnnotationLocation, Dependencies, Fetch, Runner } from '../../src/dependencies.ts'
import { ActionError } from '../../src/errors.ts'
import { redactor } from '../../src/github/sanitize.ts'
import { createWorkspace } from '../../src/workspace/workspace.ts'
import { manualClock } from './clock.ts'
import { fakeApi, type Seen } from './fake-api.ts'

/** The least that trains. */
export const INPUTS = {
  'api-key': 'sk-test-1234567890',
  'training-file': 'train.jsonl',
  model: 'gpt-4.1-mini-2025-04-14',
}

/** The workflow run, which no pull request is about. */
export const CONTEXT = {
  repository: 'octo-org/octo-repo',
  sha: 'c0ffee',
  ref: 'refs/heads/main',
  runId: '1658821493',
  isFork: false,
  apiUrl: 'https://api.github.com',
  serverUrl: 'https://github.com',
  pullRequest: undefined,
}

/** So many good chat examples, each another; those `from` another number on share none with these. */
export const chat = (n: number, from = 0): string =>
  Array.from({ length: n }, (_, i) =>
    JSON.stringify({
      messages: [
        { role: 'user', content: `q${from + i}` },
        { role: 'assistant', content: `a${from + i}` },
      ],
    }),
  ).join('\n')

/** What a scene sets up; a test names the one thing it is about. */
export interface Scene {
  inputs?: Record<string, string>
  files?: Record<string, string>
  /** Statuses the job goes through, one a look; the last one stays. */
  statuses?: string[]
  /** Fields of the job beside id and status. */
  job?: Record<string, unknown>
  events?: object[]
  routes?: Parameters<typeof fakeApi>[0]
  /** Cancels the workflow when a request comes in that is called so, or ends so: `POST /files`, `/events`. */
  interruptAt?: string
  fetch?: Fetch
  /** Another verb than the root action's. */
  verb?: (deps: Dependencies) => Promise<void>
  /** What the main step has saved. */
  state?: Record<string, string>
  /** What differs from `CONTEXT`. */
  context?: Partial<Dependencies['context']>
  before?: Dependencies['readParentCommit']
  /** GitHub's token for an audience. */
  idToken?: FakeHost['idToken']
}

/** Runs the root action in process, against a fake server and a clock that nobody waits for; returns all that can be seen of it. */
export async function act(scene: Scene = {}) {
  const base = mkdtempSync(join(tmpdir(), 'act-'))
  onTestFinished(() => rmSync(base, { recursive: true, force: true }))
  for (const [name, text] of Object.entries({ 'train.jsonl': chat(60), ...scene.files })) {
    mkdirSync(dirname(join(base, 'workspace', name)), { recursive: true })
    writeFileSync(join(base, 'workspace', name), text)
  }
  mkdirSync(join(base, 'temp'), { recursive: true })
  const interrupted = new AbortController()
  const clock = manualClock()
  const { fetch, requests } = fakeApi({ ...routesOf(scene), ...scene.routes })
  const given = scene.verb ? { 'api-key': INPUTS['api-key'] } : INPUTS
  const host = fakeHost({ ...given, ...scene.inputs }, scene.state)
  if (scene.idToken) host.idToken = scene.idToken
  await (scene.verb ?? fineTune)({
    runner: host,
    fetch: (url, request) => {
      const what = `${request.method} ${new URL(url).pathname.replace(/^\/v1/, '')}`
      if (scene.interruptAt && what.endsWith(scene.interruptAt))
        interrupted.abort(new ActionError('The workflow was cancelled.'))
      return (scene.fetch ?? fetch)(url, request)
    },
    clock,
    workspace: createWorkspace({ root: join(base, 'workspace'), temp: join(base, 'temp') }),
    random: () => 0,
    signal: interrupted.signal,
    userAgent: 'openai-fine-tune/test',
    attemptId: 'a77e3b70000000000000000000000000',
    context: { ...CONTEXT, ...scene.context },
    readParentCommit: scene.before ?? (async () => ({ missing: 'there is no commit before' })),
    startedAt: new Date('2026-11-22T06:00:00Z'),
  })
  const results = host.outputs['results-dir']
  const files = Object.fromEntries(
    (results ? readdirSync(results) : []).map((name) => [
      name,
      readFileSync(join(results ?? '', name), 'utf8'),
    ]),
  )
  return { ...host, requests, sent: requests.map(line), clock, files }
}

const line = ({ method, path }: Seen) => `${method} ${path}`

function routesOf({ statuses = ['succeeded'], job = {}, events = [] }: Scene): Parameters<typeof fakeApi>[0] {
  let looks = 0
  let stopped: string | undefined
  const current = () => ({
    id: 'ftjob-1',
    status: stopped ?? statuses[Math.min(looks++, statuses.length - 1)],
    model: INPUTS.model,
    fine_tuned_model: 'ft:model:org::1',
    ...job,
  })
  const stop = (status: string) => () => {
    stopped = status
    return current()
  }
  let files = 0
  let created = false
  return {
    'GET /fine_tuning/jobs': () => ({
      data: created ? [{ id: 'ftjob-1', status: 'validating_files' }] : [],
      has_more: false,
    }),
    'GET /files': () => ({ data: [], has_more: false }),
    'POST /files': () => ({ id: `file-${++files}`, status: 'processed' }),
    'GET /files/file-1': () => ({ id: 'file-1', status: 'processed' }),
    'POST /fine_tuning/jobs': () => {
      created = true
      return { id: 'ftjob-1', status: 'validating_files', model: INPUTS.model }
    },
    'GET /fine_tuning/jobs/ftjob-1': current,
    'GET /fine_tuning/jobs/ftjob-1/events': () => ({ data: events, has_more: false }),
    'POST /fine_tuning/jobs/ftjob-1/cancel': stop('cancelled'),
    'POST /fine_tuning/jobs/ftjob-1/pause': stop('paused'),
  }
}

/** What a step has said and set. */
export interface FakeHost extends Runner {
  log: string[]
  annotations: { level: 'notice' | 'warning' | 'error'; text: string; at?: AnnotationLocation }[]
  outputs: Record<string, string>
  saved: Record<string, string>
  secrets: string[]
  failures: string[]
  summary: string
}

/** A runner that remembers what it is told. */
export function fakeHost(inputs: Record<string, string>, state: Record<string, string> = {}): FakeHost {
  const { add, redact } = redactor()
  const credentials = redactor()
  const annotate = (level: 'notice' | 'warning' | 'error') => (text: string, at?: AnnotationLocation) => {
    host.annotations.push({ level, text: redact(text), ...(at && { at }) })
  }
  const host: FakeHost = {
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
    info: (text) => host.log.push(redact(text)),
    notice: annotate('notice'),
    warning: annotate('warning'),
    error: annotate('error'),
    group: (title) => host.log.push(`[${title}]`),
    endGroup: () => undefined,
    setSecret: (secret, kind) => {
      host.secrets.push(secret)
      add(secret)
      if (kind) credentials.add(secret)
    },
    idToken: () => Promise.reject(new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable')),
    setOutput: (name, value) => {
      host.outputs[name] = value
    },
    saveState: (name, value) => {
      host.saved[name] = value
    },
    setFailed: (reason) => {
      host.failed = true
      host.failures.push(redact(reason))
    },
    writeSummary: (markdown) => {
      host.summary += markdown
    },
    redactSecrets: redact,
    redactCredentials: credentials.redact,
  }
  return host
}
