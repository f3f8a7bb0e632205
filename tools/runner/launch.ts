import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { StringDecoder } from 'node:string_decoder'
import type { ActionOptions, ActionRun, RunningAction } from './action-run.ts'
import { type CommandFiles, createCommandFiles } from './command-files.ts'
import { createMasker, lineSplitter } from './commands.ts'
import { runnerEnvironment, type StepFolders } from './environment.ts'
import { actionFolder, describeInputs, inputVariable, readManifest, resolveInputs } from './manifest.ts'
import { onExit } from './on-exit.ts'
import { Step } from './step.ts'

/** What a step is started with. */
export interface LaunchOptions {
  /** Path of the script below the folder of the action. */
  entry: string
  options: ActionOptions
  folders: StepFolders
  masks: readonly string[]
  env: Record<string, string>
  state: Record<string, string>
}

/** Starts the process of a step, and executes the commands in its output. */
export function launch({ entry, options, folders, masks, env, state }: LaunchOptions): RunningAction {
  const folder = actionFolder(options)
  const { workspace, temp } = folders
  const { inputs, warnings } = resolveInputs(readManifest(folder), options)
  const masker = createMasker([...masks, options.token ?? '', ...(options.secrets ?? [])])
  const step = new Step({ masker, workspace, debug: options.debug ?? false, onLine: options.onLine })
  const files = createCommandFiles(temp)
  const header = masker.mask(describeInputs(inputs))
  for (const warning of warnings) step.annotate({ level: 'warning', message: warning })

  const started = performance.now()
  const variables = {
    ...runnerEnvironment(folders, options),
    ...env,
    ...options.env,
    ...prefixed('GITHUB_', Object.entries(files)),
    ...Object.fromEntries([...inputs].map(([name, value]) => [inputVariable(name), value])),
    ...prefixed('STATE_', Object.entries(state)),
  }
  const child = spawn(options.node ?? process.execPath, [join(folder, entry)], {
    cwd: workspace,
    env: withoutUndefined(variables),
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, so that the whole tree can be killed and Ctrl-C at a terminal reaches the action
    // only as a cancellation by the caller.
    detached: process.platform !== 'win32',
  })
  const forget = onExit(() => killTree(child))
  const output = readOutput(child, step)
  let isCancelled = false
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const done = waitForEnd(child).then(({ exitCode, signal }): ActionRun => {
    forget()
    const conclusion = (hasFailed: boolean) => (isCancelled ? 'cancelled' : hasFailed ? 'failure' : 'success')
    return {
      ...collectResults(step, files),
      exitCode,
      signal,
      conclusion: conclusion(exitCode !== 0 || step.failed),
      rawLog: output.text,
      header,
      masks: masker.values(),
      durationMs: performance.now() - started,
      workspace,
      temp,
      options,
      jobOutputs: () => Object.fromEntries([...step.outputs].filter(([, value]) => !masker.hides(value))),
    }
  })

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
    // Source: actions/runner, Runner.Sdk/ProcessInvoker.cs. Only the entry process gets the first two signals.
    cancel: async ({ interruptMs = 7500, terminateMs = 2500 } = {}) => {
      if (child.exitCode !== null || child.signalCode !== null) return done
      isCancelled = true
      child.kill('SIGINT')
      if (await settlesWithin(exited, interruptMs)) return done
      child.kill('SIGTERM')
      if (await settlesWithin(exited, terminateMs)) return done
      killTree(child)
      return done
    },
  }
}

/** Passes the output of a process to its step, line by line. */
function readOutput(child: ChildProcess, step: Step): { readonly text: string } {
  const output = { text: '' }
  for (const stream of [child.stdout, child.stderr]) {
    const lines = lineSplitter((line) => step.handleLine(line))
    const decoder = new StringDecoder('utf8')
    const push = (text: string) => {
      output.text += text
      lines.push(text)
    }
    stream?.on('data', (chunk: Buffer) => push(decoder.write(chunk)))
    stream?.on('close', () => {
      push(decoder.end())
      lines.end()
    })
  }
  return output
}

/** Reads the files of a step that has ended, and returns what it has caused. */
function collectResults(step: Step, files: CommandFiles) {
  const fromFiles = step.processFiles(files)
  step.end()
  return {
    log: step.text,
    annotations: step.annotations,
    droppedAnnotations: step.dropped,
    outputs: Object.fromEntries(step.outputs),
    state: Object.fromEntries(step.state),
    ...fromFiles,
  }
}

interface ProcessEnd {
  exitCode: number | null
  signal: NodeJS.Signals | null
}

/** Waits for the end of a process and of its output; the runner waits five seconds for output that a child keeps open. */
async function waitForEnd(child: ChildProcess): Promise<ProcessEnd> {
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const end = await new Promise<ProcessEnd>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (exitCode, signal) => resolve({ exitCode, signal }))
  })
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
    // The process group has ended already.
  }
}

function prefixed(prefix: string, variables: [name: string, value: string][]): Record<string, string> {
  return Object.fromEntries(variables.map(([name, value]) => [prefix + name, value]))
}

function withoutUndefined(variables: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
