import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { arch, platform, tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { StringDecoder } from 'node:string_decoder'
import { createMasker, lineSplitter } from './commands.ts'
import {
  actionFolder,
  describeInputs,
  holds,
  inputVariable,
  readManifest,
  resolveInputs,
} from './manifest.ts'
import { type Annotation, commandFiles, createStep } from './step.ts'

export type { Annotation } from './step.ts'

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
