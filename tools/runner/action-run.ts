import type { Annotation } from './step.ts'

/** The status of a job or the conclusion of a step, in GitHub's words. */
export type JobStatus = 'success' | 'failure' | 'cancelled'

/** What a workflow and its runner provide to one step. Everything has a default. */
export interface ActionOptions {
  /** Folder of `action.yml`; the root of this repository, if absent. */
  action?: string | undefined
  /** The step's `with:`. */
  inputs?: Readonly<Record<string, string>> | undefined
  /** The checkout: an existing folder, or the files of a new one by relative path. */
  workspace?: string | Readonly<Record<string, string | Uint8Array>> | undefined
  /** Variables to add to the clean environment, to replace in it or, with `undefined`, to remove from it. */
  env?: Readonly<Record<string, string | undefined>> | undefined
  /** The values of `${{ secrets.X }}`, which the runner masks from the start. */
  secrets?: readonly string[] | undefined
  /** Value of `${{ job.status }}` in defaults. */
  jobStatus?: JobStatus | undefined
  /** Value of `${{ github.token }}` in defaults; masked like the real one. */
  token?: string | undefined
  /** The event that started the workflow. */
  event?: { name: string; payload: unknown } | undefined
  /** Debug logging is on: `RUNNER_DEBUG=1`, and debug lines are shown. */
  debug?: boolean | undefined
  /** Path of node; that of this process, if absent, which is node 24 under npm. */
  node?: string | undefined
  /** Called with each line of the shown log. */
  onLine?: ((line: string) => void) | undefined
}

/** Everything that a test can observe of a step that has ended. */
export interface ActionRun {
  exitCode: number | null
  signal: NodeJS.Signals | null
  conclusion: JobStatus
  /** The output of the process, stdout and stderr in order of arrival. */
  rawLog: string
  /** The log as GitHub shows it: commands executed or rendered (`##[error]…`), masks applied. */
  log: string
  /** The folded lines above the log with the step's inputs. */
  header: string
  annotations: Annotation[]
  /** How many annotations GitHub drops because it shows ten of each level. */
  droppedAnnotations: number
  outputs: Record<string, string>
  state: Record<string, string>
  masks: string[]
  /** The step summary, masked; empty if GitHub rejects it for its size. */
  summary: string
  /** The variables from `GITHUB_ENV`, for later steps. */
  env: Record<string, string>
  /** The folders from `GITHUB_PATH`. */
  path: string[]
  durationMs: number
  workspace: string
  /** `RUNNER_TEMP`; removed when this process ends. */
  temp: string
  options: ActionOptions
  /** Returns the outputs that another job would get: GitHub drops those that contain a masked value. */
  jobOutputs(): Record<string, string>
}

/** A running step. */
export interface RunningAction {
  pid: number | undefined
  /** The shown log so far. `waitFor` rejects when the step ends, or at the timeout, without the text. */
  log: { readonly text: string; waitFor(pattern: string | RegExp, timeoutMs?: number): Promise<string> }
  header: string
  done: Promise<ActionRun>
  /** Sends a signal to the node process alone; the conclusion stays what its exit code says. */
  signal(name: NodeJS.Signals): void
  /** Kills the process and its children. */
  kill(): Promise<ActionRun>
  /** Cancels the workflow: SIGINT, then SIGTERM, then SIGKILL for the process tree, until the process ends. */
  cancel(delays?: { interruptMs?: number; terminateMs?: number }): Promise<ActionRun>
}
