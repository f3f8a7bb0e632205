import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { arch, platform, tmpdir } from 'node:os'
import { delimiter, dirname, join, relative, sep } from 'node:path'
import { StringDecoder } from 'node:string_decoder'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

/** How a job stands, or how a step ended, in GitHub's words. */
export type JobStatus = 'success' | 'failure' | 'cancelled'

/** What a workflow and its runner would provide to one step. Everything has a sensible default. */
export interface ActionOptions {
  /** Folder of `action.yml`; the root of this repository when not given. */
  action?: string | undefined
  /** The step's `with:`. */
  inputs?: Readonly<Record<string, string>> | undefined
  /** The checkout: an existing folder, or the files of a new one by relative path. */
  workspace?: string | Readonly<Record<string, string | Uint8Array>> | undefined
  /** Adds to, replaces (or, with `undefined`, removes from) the otherwise clean environment. */
  env?: Readonly<Record<string, string | undefined>> | undefined
  /** What the runner masks from the start: the values of `${{ secrets.X }}`. */
  secrets?: readonly string[] | undefined
  /** Value of `${{ job.status }}` in defaults. */
  jobStatus?: JobStatus | undefined
  /** Value of `${{ github.token }}` in defaults; masked, as the real one is. */
  token?: string | undefined
  /** What started the workflow. */
  event?: { name: string; payload: unknown } | undefined
  /** Debug logging is on: `RUNNER_DEBUG=1`, and debug lines are shown. */
  debug?: boolean | undefined
  /** The node to run with: this process's own, which is node 24 under npm. */
  node?: string | undefined
  /** Hears each line of the shown log as it appears. */
  onLine?: ((line: string) => void) | undefined
}

/** What GitHub shows beside a file or above a run. */
export interface Annotation {
  level: 'error' | 'warning' | 'notice'
  message: string
  file?: string
  line?: number
  endLine?: number
  col?: number
  endColumn?: number
  title?: string
}

/** Everything that can be observed of a step that has ended. */
export interface ActionRun {
  exitCode: number | null
  signal: NodeJS.Signals | null
  conclusion: JobStatus
  /** Exactly what the process wrote, stdout and stderr in order of arrival. */
  rawLog: string
  /** As GitHub shows it: commands carried out or rendered (`##[error]…`), masks applied. */
  log: string
  /** The folded lines above the log, in which the runner prints the step's inputs. */
  header: string
  annotations: Annotation[]
  /** How many annotations GitHub drops because there are ten of their level already. */
  droppedAnnotations: number
  outputs: Record<string, string>
  state: Record<string, string>
  masks: string[]
  /** The step summary, masked; empty where GitHub refuses it for its size. */
  summary: string
  /** What the step wrote to `GITHUB_ENV`: the environment of later steps. */
  env: Record<string, string>
  /** What the step wrote to `GITHUB_PATH`. */
  path: string[]
  durationMs: number
  workspace: string
  /** `RUNNER_TEMP`; removed when this process ends. */
  temp: string
  options: ActionOptions
  /** The outputs that another job would get: GitHub drops those with a masked value in them. */
  jobOutputs(): Record<string, string>
}

/** A step under way. */
export interface RunningAction {
  pid: number | undefined
  /** The shown log so far. `waitFor` rejects when the step ends, or the time is up, without the text. */
  log: { readonly text: string; waitFor(pattern: string | RegExp, timeoutMs?: number): Promise<string> }
  header: string
  done: Promise<ActionRun>
  /** Sends a signal to the node process alone, with no consequence for the conclusion. */
  signal(name: NodeJS.Signals): void
  /** Ends the process and what it started, at once. */
  kill(): Promise<ActionRun>
  /** Cancels the workflow: SIGINT, then SIGTERM, then the end of the process tree, unless it ends before. */
  cancel(delays?: { interruptMs?: number; terminateMs?: number }): Promise<ActionRun>
}

// Sources: actions/runner, Runner.Worker/ExecutionContext.cs and CreateStepSummaryCommand.
const ANNOTATIONS_PER_LEVEL = 10
const ANNOTATION_LENGTH = 4096
const SUMMARY_BYTES = 1024 * 1024

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url))

/** Runs the main step of an action to its end. */
export function runAction(options: ActionOptions = {}): Promise<ActionRun> {
  return startAction(options).done
}

/** Starts the main step of an action as GitHub's runner does, and returns while it runs. */
export function startAction(options: ActionOptions = {}): RunningAction {
  const base = mkdtempSync(join(realpathSync(tmpdir()), 'runner-'))
  atExit(() => rmSync(base, { recursive: true, force: true, maxRetries: 3 }))
  const given = options.workspace ?? {}
  const workspace = typeof given === 'string' ? realpathSync(given) : join(base, 'workspace')
  const temp = join(base, '_temp')
  for (const folder of [workspace, temp, join(base, 'home')]) mkdirSync(folder, { recursive: true })
  if (typeof given !== 'string') {
    for (const [path, content] of Object.entries(given)) {
      mkdirSync(dirname(join(workspace, path)), { recursive: true })
      writeFileSync(join(workspace, path), content)
    }
  }
  const { main } = readManifest(actionFolder(options))
  if (main === undefined) throw new Error('action.yml has no runs.main')
  return launch({ entry: main, options, base, workspace, temp, masks: [], env: {}, state: {} })
}

/**
 * Runs the post step that belongs to a main step, with the state that one has saved. Resolves to `undefined`
 * when the action has none, or when its `post-if` says no. The job stands as the main step ended, unless told
 * otherwise.
 */
export async function runPost(
  run: ActionRun,
  { jobStatus = run.conclusion, env }: Pick<ActionOptions, 'jobStatus' | 'env'> = {},
): Promise<ActionRun | undefined> {
  const { post, postIf } = readManifest(actionFolder(run.options))
  if (post === undefined || !holds(postIf, jobStatus)) return undefined
  return launch({
    entry: post,
    options: { ...run.options, jobStatus, env: { ...run.options.env, ...env } },
    base: dirname(run.temp),
    workspace: run.workspace,
    temp: run.temp,
    masks: run.masks,
    env: { ...run.env, PATH: [...run.path.toReversed(), process.env.PATH].join(delimiter) },
    state: run.state,
  }).done
}

interface Launch {
  entry: string
  options: ActionOptions
  base: string
  workspace: string
  temp: string
  masks: readonly string[]
  env: Record<string, string>
  state: Record<string, string>
}

function launch({ entry, options, base, workspace, temp, masks, env, state }: Launch): RunningAction {
  const folder = actionFolder(options)
  const { inputs, warnings } = resolveInputs(readManifest(folder), options)
  const masker = createMasker([...masks, options.token ?? '', ...(options.secrets ?? [])])
  const step = createStep({ masker, workspace, debug: options.debug ?? false, onLine: options.onLine })
  const files = commandFiles(temp)
  const header = masker.mask(describeInputs(inputs))
  for (const warning of warnings) step.annotate({ level: 'warning', message: warning })

  const started = performance.now()
  const child = spawn(options.node ?? process.execPath, [join(folder, entry)], {
    cwd: workspace,
    env: {
      ...defined({ ...runnerEnvironment({ base, workspace, temp, options }), ...env, ...options.env }),
      ...Object.fromEntries(Object.entries(files).map(([name, path]) => [`GITHUB_${name}`, path])),
      ...Object.fromEntries([...inputs].map(([name, value]) => [inputVariable(name), value])),
      ...Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value])),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, so that the whole tree can be killed, and so that Ctrl-C at a terminal
    // reaches the action only as the cancellation that the caller makes of it.
    detached: process.platform !== 'win32',
  })
  const forget = atExit(() => killTree(child))

  let rawLog = ''
  for (const stream of [child.stdout, child.stderr]) {
    const lines = lineSplitter((line) => step.hear(line))
    const decoder = new StringDecoder('utf8')
    const take = (text: string) => {
      rawLog += text
      lines.push(text)
    }
    stream.on('data', (chunk: Buffer) => take(decoder.write(chunk)))
    stream.on('close', () => {
      take(decoder.end())
      lines.end()
    })
  }

  let cancelled = false
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const done = ended(child).then(({ exitCode, signal }): ActionRun => {
    forget()
    const fromFiles = step.processFiles(files)
    step.end()
    const failed = exitCode !== 0 || step.failed
    return {
      exitCode,
      signal,
      conclusion: cancelled ? 'cancelled' : failed ? 'failure' : 'success',
      rawLog,
      log: step.text,
      header,
      annotations: step.annotations,
      droppedAnnotations: step.dropped,
      outputs: Object.fromEntries(step.outputs),
      state: Object.fromEntries(step.state),
      masks: masker.values(),
      ...fromFiles,
      durationMs: performance.now() - started,
      workspace,
      temp,
      options,
      jobOutputs: () => Object.fromEntries([...step.outputs].filter(([, value]) => !masker.hides(value))),
    }
  })
  const endsWithin = (ms: number) => settlesWithin(exited, ms)
  const running = () => child.exitCode === null && child.signalCode === null

  return {
    pid: child.pid,
    header,
    done,
    log: {
      get text() {
        return step.text
      },
      waitFor: (pattern, timeoutMs = 10_000) => step.waitFor(pattern, timeoutMs),
    },
    signal: (name) => void child.kill(name),
    kill: () => {
      killTree(child)
      return done
    },
    // Source: actions/runner, Runner.Sdk/ProcessInvoker.cs. The first two go to the entry process alone.
    cancel: async ({ interruptMs = 7500, terminateMs = 2500 } = {}) => {
      if (!running()) return done
      cancelled = true
      child.kill('SIGINT')
      if (await endsWithin(interruptMs)) return done
      child.kill('SIGTERM')
      if (await endsWithin(terminateMs)) return done
      killTree(child)
      return done
    },
  }
}

// --- the process ---------------------------------------------------------------------------------------

/** The end of the process and of its output, for which the runner waits 5 seconds where a child holds it open. */
async function ended(
  child: ChildProcess,
): Promise<{ exitCode: number | null; signal: NodeJS.Signals | null }> {
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const end = await new Promise<{ exitCode: number | null; signal: NodeJS.Signals | null }>(
    (resolve, reject) => {
      child.once('error', reject)
      child.once('exit', (exitCode, signal) => resolve({ exitCode, signal }))
    },
  )
  if (!(await settlesWithin(closed, 5000))) {
    child.stdout?.destroy()
    child.stderr?.destroy()
    await closed
  }
  return end
}

function settlesWithin(promise: Promise<void>, ms: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(false), ms)
    promise.then(() => resolve(true), reject).finally(() => clearTimeout(timer))
  })
}

function killTree(child: ChildProcess): void {
  if (child.pid === undefined) return
  try {
    if (process.platform === 'win32') child.kill('SIGKILL')
    else process.kill(-child.pid, 'SIGKILL')
  } catch {
    // The group is gone already.
  }
}

// One set of listeners however many runs: node warns of a leak from the eleventh on.
let exitTasks: Set<() => void> | undefined

function atExit(task: () => void): () => void {
  if (exitTasks === undefined) {
    const tasks = new Set<() => void>()
    exitTasks = tasks
    process.once('exit', () => {
      for (const pending of [...tasks].toReversed()) pending()
    })
    // Vitest ends its workers with SIGTERM, after which there would be no exit event.
    process.once('SIGTERM', () => process.exit(143))
  }
  exitTasks.add(task)
  return () => exitTasks?.delete(task)
}

// --- action.yml and inputs -------------------------------------------------------------------------------

interface Manifest {
  inputs: Map<string, { default: string; deprecationMessage: string | undefined }>
  main: string | undefined
  post: string | undefined
  postIf: string
}

function actionFolder(options: ActionOptions): string {
  return options.action ?? REPOSITORY
}

function readManifest(folder: string): Manifest {
  const manifest = record(parse(readFileSync(join(folder, 'action.yml'), 'utf8')))
  const runs = record(manifest.runs)
  if (!/^node\d+$/.test(text(runs.using))) throw new Error(`action.yml does not run on node: ${runs.using}`)
  const inputs = Object.entries(record(manifest.inputs)).map(([name, value]) => {
    const declared = record(value)
    const deprecationMessage = text(declared.deprecationMessage) || undefined
    return [name, { default: text(declared.default), deprecationMessage }] as const
  })
  return {
    inputs: new Map(inputs),
    main: text(runs.main) || undefined,
    post: text(runs.post) || undefined,
    postIf: text(runs['post-if']) || 'always()',
  }
}

function resolveInputs({ inputs: declared }: Manifest, options: ActionOptions) {
  const given = Object.entries(options.inputs ?? {})
  const values = new Map<string, string>()
  const warnings: string[] = []
  const valid = new Map([...declared.keys()].map((name) => [name.toLowerCase(), name]))
  for (const [name, value] of given) values.set(valid.get(name.toLowerCase()) ?? name, value)

  const unexpected = given.map(([name]) => name).filter((name) => !valid.has(name.toLowerCase()))
  if (unexpected.length > 0) {
    const list = (names: Iterable<string>) => [...names].map((name) => `'${name}'`).join(', ')
    warnings.push(`Unexpected input(s) ${list(unexpected)}, valid inputs are [${list(declared.keys())}]`)
  }
  for (const [name, { default: fallback, deprecationMessage }] of declared) {
    if (!values.has(name)) values.set(name, evaluateDefault(fallback, options))
    else if (deprecationMessage !== undefined)
      warnings.push(`Input '${name}' has been deprecated with message: ${deprecationMessage}`)
  }
  return { inputs: values, warnings }
}

function evaluateDefault(value: string, { token = '', jobStatus = 'success' }: ActionOptions): string {
  return value.replaceAll(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => {
    switch (expression.trim()) {
      case 'github.token':
        return token
      case 'job.status':
        return jobStatus
      default:
        throw new Error(`this runner cannot evaluate \${{${expression}}}`)
    }
  })
}

function inputVariable(name: string): string {
  return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`
}

function describeInputs(inputs: Map<string, string>): string {
  const lines = [...inputs]
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `  ${name}: ${value.trimEnd().replaceAll('\n', '\n    ')}`)
  return [
    '##[group]Run openai-fine-tune',
    ...(lines.length > 0 ? ['with:', ...lines] : []),
    '##[endgroup]',
    '',
  ].join('\n')
}

/** Status functions with `!`, `&&`, `||` and parentheses: all that a `post-if` here may need. */
function holds(condition: string, status: JobStatus): boolean {
  const source = condition.replace(/^\s*\$\{\{(.*)\}\}\s*$/s, '$1')
  const tokens = source.match(/[a-z]+\(\)|&&|\|\||[!()]|\S+/gi) ?? []
  const facts: Record<string, boolean> = {
    'always()': true,
    'cancelled()': status === 'cancelled',
    'failure()': status === 'failure',
    'success()': status === 'success',
  }
  const accept = (token: string) => tokens[0] === token && tokens.shift() !== undefined
  const primary = (): boolean => {
    if (accept('!')) return !primary()
    if (accept('(')) {
      const value = either()
      if (!accept(')')) throw new Error(`missing ")" in post-if: ${condition}`)
      return value
    }
    const fact = facts[tokens.shift()?.toLowerCase() ?? '']
    if (fact === undefined) throw new Error(`this runner cannot evaluate post-if: ${condition}`)
    return fact
  }
  // The right side is parsed before the operator is applied: && and || must not skip tokens.
  const both = (): boolean => {
    let value = primary()
    while (accept('&&')) value = primary() && value
    return value
  }
  const either = (): boolean => {
    let value = both()
    while (accept('||')) value = both() || value
    return value
  }
  const value = either()
  if (tokens.length > 0) throw new Error(`this runner cannot evaluate post-if: ${condition}`)
  return value
}

// --- the environment -------------------------------------------------------------------------------------

function runnerEnvironment(world: Pick<Launch, 'base' | 'workspace' | 'temp' | 'options'>) {
  const { base, workspace, temp, options } = world
  const { name, payload } = options.event ?? { name: 'push', payload: {} }
  const eventPath = join(temp, '_github_workflow', 'event.json')
  mkdirSync(dirname(eventPath), { recursive: true })
  writeFileSync(eventPath, JSON.stringify(payload))
  const systems: Partial<Record<NodeJS.Platform, string>> = { darwin: 'macOS', win32: 'Windows' }
  return {
    PATH: process.env.PATH,
    // Without it no process starts on Windows.
    SystemRoot: process.env.SystemRoot,
    HOME: join(base, 'home'),
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: workspace,
    GITHUB_EVENT_PATH: eventPath,
    GITHUB_EVENT_NAME: name,
    GITHUB_REPOSITORY: 'octo-org/octo-repo',
    GITHUB_REPOSITORY_OWNER: 'octo-org',
    GITHUB_SHA: 'ffac537e6cbbf934b08745a378932722df287a53',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REF_NAME: 'main',
    GITHUB_REF_TYPE: 'branch',
    GITHUB_HEAD_REF: '',
    GITHUB_BASE_REF: '',
    GITHUB_ACTOR: 'octocat',
    GITHUB_WORKFLOW: 'train',
    GITHUB_RUN_ID: '1658821493',
    GITHUB_RUN_NUMBER: '3',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_JOB: 'train',
    GITHUB_ACTION: '__self',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_API_URL: 'https://api.github.com',
    GITHUB_GRAPHQL_URL: 'https://api.github.com/graphql',
    RUNNER_TEMP: temp,
    RUNNER_OS: systems[platform()] ?? 'Linux',
    RUNNER_ARCH: arch() === 'arm64' ? 'ARM64' : 'X64',
    RUNNER_NAME: 'test',
    RUNNER_ENVIRONMENT: 'github-hosted',
    RUNNER_DEBUG: options.debug ? '1' : undefined,
  }
}

function defined(variables: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).flatMap(([k, v]) => (v === undefined ? [] : [[k, v]])))
}

/** Fresh files for a step, by the end of the variable that names each. */
function commandFiles(temp: string) {
  const folder = join(temp, '_runner_file_commands')
  mkdirSync(folder, { recursive: true })
  const id = randomUUID()
  const create = (prefix: string) => {
    const path = join(folder, `${prefix}_${id}`)
    writeFileSync(path, '')
    return path
  }
  return {
    PATH: create('add_path'),
    ENV: create('set_env'),
    STEP_SUMMARY: create('step_summary'),
    STATE: create('save_state'),
    OUTPUT: create('set_output'),
  }
}

// --- what a line means -----------------------------------------------------------------------------------

interface Command {
  name: string
  properties: Map<string, string>
  data: string
}

// Source: actions/runner, Runner.Worker/ActionCommandManager.cs and the extensions it loads.
const COMMANDS: ReadonlySet<string> = new Set([
  'error',
  'warning',
  'notice',
  'debug',
  'group',
  'endgroup',
  'add-mask',
  'add-matcher',
  'remove-matcher',
  'echo',
  'stop-commands',
  'set-output',
  'save-state',
  'set-env',
  'add-path',
])

/** Those whose line is shown as well after `::echo::on`. */
const ECHOED: ReadonlySet<string> = new Set([
  'set-output',
  'save-state',
  'set-env',
  'add-path',
  'add-matcher',
])
const ADVICE = 'Please upgrade to using Environment Files.'

/**
 * Reads `::name k=v,k=v::data` at the start of a line or, failing that, `##[name k=v;k=v]data` at its first
 * `##[`, as Runner.Common/ActionCommand.cs does. Unknown names make no command.
 */
function parseCommand(line: string, known: (name: string) => boolean): Command | undefined {
  // .NET's idea of white space, which differs from JavaScript's in U+0085 and U+FEFF.
  const modern = /^[\t-\r\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*::(.*?)::(.*)$/s.exec(
    line,
  )
  return (
    (modern && toCommand(modern[1] ?? '', ',', PROPERTY_ESCAPES, modern[2] ?? '', DATA_ESCAPES, known)) ??
    legacyCommand(line, known)
  )
}

function legacyCommand(line: string, known: (name: string) => boolean): Command | undefined {
  const start = line.indexOf('##[')
  const end = line.indexOf(']', start)
  if (start < 0 || end < 0) return undefined
  return toCommand(
    line.slice(start + 3, end),
    ';',
    LEGACY_ESCAPES,
    line.slice(end + 1),
    LEGACY_ESCAPES,
    known,
  )
}

type Escapes = readonly (readonly [string, string])[]
const PERCENT: Escapes = [['%25', '%']]
const LINE_ENDS: Escapes = [
  ['%0D', '\r'],
  ['%0A', '\n'],
]
const DATA_ESCAPES: Escapes = [...LINE_ENDS, ...PERCENT]
const PROPERTY_ESCAPES: Escapes = [...LINE_ENDS, ['%3A', ':'], ['%2C', ','], ...PERCENT]
const LEGACY_ESCAPES: Escapes = [['%3B', ';'], ...LINE_ENDS, ['%5D', ']'], ...PERCENT]

function toCommand(
  info: string,
  separator: string,
  propertyEscapes: Escapes,
  data: string,
  dataEscapes: Escapes,
  known: (name: string) => boolean,
): Command | undefined {
  const space = info.indexOf(' ')
  const name = (space < 0 ? info : info.slice(0, space)).toLowerCase()
  if (!known(name)) return undefined
  const properties = new Map<string, string>()
  for (const pair of space < 0 ? [] : info.slice(space).trim().split(separator)) {
    const [, key, value] = /^=*([^=]+)=+(.+)$/s.exec(pair) ?? []
    if (key !== undefined && value !== undefined)
      properties.set(key.toLowerCase(), decode(value, propertyEscapes))
  }
  return { name, properties, data: decode(data, dataEscapes) }
}

function decode(value: string, escapes: Escapes): string {
  return escapes.reduce((text, [escaped, plain]) => text.replaceAll(escaped, plain), value)
}

/** CR, LF and CRLF each end a line, as in .NET's ReadLine, also where a chunk ends between CR and LF. */
function lineSplitter(onLine: (line: string) => void) {
  let rest = ''
  let afterReturn = false
  return {
    push(chunk: string) {
      if (chunk === '') return
      const fresh = afterReturn && chunk.startsWith('\n') ? chunk.slice(1) : chunk
      afterReturn = chunk.endsWith('\r')
      const lines = fresh.split(/\r\n|\r|\n/)
      const last = lines.pop() ?? ''
      for (const line of lines) {
        onLine(rest + line)
        rest = ''
      }
      rest += last
    },
    end() {
      if (rest !== '') onLine(rest)
      rest = ''
    },
  }
}

// --- masks -------------------------------------------------------------------------------------------------

function createMasker(secrets: readonly string[]) {
  const masks = new Set<string>()
  const forms = new Set<string>()
  const masker = {
    values: () => [...masks],
    /** A value is hidden whole and line by line, also as JSON, in a URL and in base64 (HostContext.cs). */
    add(secret: string) {
      for (const part of [secret, ...secret.split(/[\r\n]+/)]) {
        if (part.trim() === '') continue
        masks.add(part)
        forms.add(part)
        forms.add(JSON.stringify(part).slice(1, -1))
        forms.add(encodeURIComponent(part.toWellFormed()))
        forms.add(Buffer.from(part).toString('base64'))
      }
    },
    mask(text: string): string {
      const spans: { start: number; end: number }[] = []
      for (const form of forms) {
        for (let start = text.indexOf(form); start >= 0; start = text.indexOf(form, start + 1))
          spans.push({ start, end: start + form.length })
      }
      spans.sort((a, b) => a.start - b.start)
      let shown = ''
      let hiddenTo = -1
      for (const { start, end } of spans) {
        // Neighbours and overlaps become one mask.
        if (start > hiddenTo) shown += `${text.slice(Math.max(hiddenTo, 0), start)}***`
        hiddenTo = Math.max(hiddenTo, end)
      }
      return shown + text.slice(Math.max(hiddenTo, 0))
    },
    hides: (text: string): boolean => masker.mask(text) !== text,
  }
  for (const secret of secrets) masker.add(secret)
  return masker
}

// --- a step's log and what it causes -------------------------------------------------------------------

interface StepWorld {
  masker: ReturnType<typeof createMasker>
  workspace: string
  debug: boolean
  onLine: ((line: string) => void) | undefined
}

function createStep({ masker, workspace, debug, onLine }: StepWorld) {
  const waiting = new Set<{ pattern: string | RegExp; found(): void; lost(reason: string): void }>()
  const counts = { error: 0, warning: 0, notice: 0 }
  const step = {
    text: '',
    failed: false,
    annotations: [] as Annotation[],
    dropped: 0,
    outputs: new Map<string, string>(),
    state: new Map<string, string>(),
    hear,
    processFiles,
    annotate,
    waitFor,
    end() {
      over = true
      for (const waiter of [...waiting]) waiter.lost('the step ended')
    },
  }
  let echo = debug
  let stopToken: string | undefined
  let over = false

  return step

  function show(line: string): void {
    const shown = masker.mask(line)
    step.text += `${shown}\n`
    onLine?.(shown)
    for (const waiter of [...waiting]) if (matches(waiter.pattern)) waiter.found()
  }

  function matches(pattern: string | RegExp): boolean {
    return typeof pattern === 'string' ? step.text.includes(pattern) : step.text.search(pattern) >= 0
  }

  function waitFor(pattern: string | RegExp, timeoutMs: number): Promise<string> {
    return new Promise((resolve, reject) => {
      if (matches(pattern)) return resolve(step.text)
      const fail = (reason: string) =>
        reject(new Error(`${reason} without ${pattern} in the log:\n${step.text}`))
      if (over) return fail('the step ended')
      const settle = (action: () => void) => () => {
        clearTimeout(timer)
        waiting.delete(waiter)
        action()
      }
      const waiter = {
        pattern,
        found: settle(() => resolve(step.text)),
        lost: (reason: string) => settle(() => fail(reason))(),
      }
      const timer = setTimeout(() => waiter.lost(`${timeoutMs} ms passed`), timeoutMs)
      waiting.add(waiter)
    })
  }

  function annotate(annotation: Annotation): void {
    const message = masker.mask(annotation.message).slice(0, ANNOTATION_LENGTH)
    show(`##[${annotation.level}]${message}`)
    counts[annotation.level] += 1
    if (counts[annotation.level] > ANNOTATIONS_PER_LEVEL) step.dropped += 1
    else step.annotations.push({ ...annotation, message })
  }

  function warn(message: string): void {
    annotate({ level: 'warning', message })
  }

  function fail(what: string, reason: unknown): void {
    annotate({ level: 'error', message: `Unable to process ${what} successfully.` })
    annotate({ level: 'error', message: reason instanceof Error ? reason.message : String(reason) })
    step.failed = true
  }

  function hear(line: string): void {
    const known = (name: string) => COMMANDS.has(name) || name === stopToken?.toLowerCase()
    const command = parseCommand(line, known)
    if (command === undefined) {
      show(line)
    } else if (stopToken !== undefined) {
      show(line)
      if (command.name === stopToken.toLowerCase()) stopToken = undefined
    } else {
      if (echo && ECHOED.has(command.name)) show(line)
      try {
        execute(line, command)
      } catch (error) {
        fail(`command '${line}'`, error)
      }
    }
  }

  function execute(line: string, { name, properties, data }: Command): void {
    switch (name) {
      case 'error':
      case 'warning':
      case 'notice':
        annotate({ level: name, message: data, ...placeOf(properties) })
        break
      case 'debug':
        if (debug) show(`##[debug]${data}`)
        break
      case 'group':
        show(`##[group]${data}`)
        break
      case 'endgroup':
        show('##[endgroup]')
        break
      case 'add-mask':
        if (data.trim() === '') warn("Can't add secret mask for empty string in ##[add-mask] command.")
        masker.add(data)
        break
      case 'echo':
        if (!/^(on|off)$/i.test(data.trim())) throw new Error(`Invalid echo command value: '${data}'`)
        echo = data.trim().toLowerCase() === 'on'
        break
      case 'stop-commands':
        if (data.trim() === '' || COMMANDS.has(data.toLowerCase()))
          throw new Error(`Invalid stop-commands token: '${data}'`)
        show(line)
        stopToken = data
        if (data.length > 6) masker.add(data)
        break
      case 'set-output':
      case 'save-state': {
        const key = properties.get('name')
        if (key === undefined) throw new Error(`Required field 'name' is missing in ##[${name}] command.`)
        warn(`The \`${name}\` command is deprecated and will be disabled soon. ${ADVICE}`)
        const target = name === 'set-output' ? step.outputs : step.state
        target.set(key, data)
        break
      }
      case 'set-env':
      case 'add-path':
        throw new Error(`The \`${name}\` command is disabled. ${ADVICE}`)
    }
  }

  function placeOf(properties: Map<string, string>): Partial<Annotation> {
    const file = properties.get('file')
    const title = properties.get('title')
    const number = (key: string) => Number.parseInt(properties.get(key) ?? '', 10)
    const numbers = {
      line: number('line'),
      endLine: number('endline'),
      col: number('col'),
      endColumn: number('endcolumn'),
    }
    // A column means nothing without a line, nor over several lines.
    if (Number.isNaN(numbers.line) || numbers.endLine > numbers.line)
      numbers.col = numbers.endColumn = Number.NaN
    return {
      ...(file !== undefined && {
        file: file.startsWith(workspace + sep) ? relative(workspace, file).replaceAll(sep, '/') : file,
      }),
      ...(title !== undefined && { title }),
      ...Object.fromEntries(Object.entries(numbers).filter(([, value]) => !Number.isNaN(value))),
    }
  }

  /** What the step left in its files; the runner reads them when the process has ended, however it did. */
  function processFiles(files: ReturnType<typeof commandFiles>) {
    const env = new Map<string, string>()
    const attempt = (name: string, action: () => void) => {
      try {
        action()
      } catch (error) {
        fail(`file command '${name}'`, error)
      }
    }
    const path = read(files.PATH)
      .split(/\r\n|\r|\n/)
      .filter((line) => line !== '')
    attempt('env', () => {
      for (const [name, value] of assignments(read(files.ENV))) {
        if (name.toUpperCase() === 'NODE_OPTIONS')
          throw new Error("Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.")
        env.set(name, value)
      }
    })
    let summary = read(files.STEP_SUMMARY)
    const bytes = Buffer.byteLength(summary)
    if (bytes > SUMMARY_BYTES) {
      const sizes = `supports content up to a size of ${SUMMARY_BYTES / 1024}k, got ${Math.floor(bytes / 1024)}k`
      annotate({ level: 'error', message: `$GITHUB_STEP_SUMMARY upload aborted, ${sizes}.` })
      summary = ''
    }
    attempt('state', () => {
      for (const [name, value] of assignments(read(files.STATE))) step.state.set(name, value)
    })
    attempt('output', () => {
      for (const [name, value] of assignments(read(files.OUTPUT))) step.outputs.set(name, value)
    })
    return { env: Object.fromEntries(env), path, summary: summary.split('\n').map(masker.mask).join('\n') }
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // The step has removed it, which the runner takes as empty.
    return ''
  }
}

/** `name=value` and `name<<delimiter` … `delimiter`, in order; what precedes a mistake still counts. */
function* assignments(content: string): Generator<[name: string, value: string]> {
  const lines = content.split(process.platform === 'win32' ? /\r?\n/ : '\n')
  if (lines.at(-1) === '') lines.pop()
  for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
    if (line === '') continue
    const [, name, operator, rest] = /^(.*?)(=|<<)(.*)$/s.exec(line) ?? []
    if (!name || rest === undefined || (operator === '<<' && rest === ''))
      throw new Error(`Invalid format '${line}'`)
    if (operator === '=') {
      yield [name, rest]
      continue
    }
    const end = lines.indexOf(rest)
    if (end < 0) throw new Error(`Invalid value. Matching delimiter not found '${rest}'`)
    yield [name, lines.splice(0, end).join('\n')]
    lines.shift()
  }
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
}

function text(value: unknown): string {
  return value === undefined || value === null ? '' : String(value)
}
