import type { Worker } from 'node:worker_threads'
import type { Clock, StepTimer } from './clock.ts'

/**
 * Everything outside the process that an action touches: network, time, files, runner. Every function gets what it needs
 * of it as an argument, so that a test passes another one.
 */
export interface Dependencies extends StepTimer {
  runner: Runner
  fetch: Fetch
  clock: Clock
  workspace: Workspace
  /** Worker threads that check a large dataset; without them this thread checks it. */
  workers?: WorkerOptions
  /** Returns a number from 0 to 1; spreads retries. */
  random: () => number
  /** 128 random bits in hexadecimal, this invocation's own. */
  attemptId: string
  /** Aborted when the workflow is cancelled. */
  signal: AbortSignal
  /** Sent with every request. */
  userAgent: string
  context: WorkflowContext
  /** Reads the parent of the commit that is checked out, or returns why it cannot be read. */
  readParentCommit: (signal: AbortSignal) => Promise<ParentCommit | { unavailable: string }>
  /** Reads the table of token ranks of an encoding, which the build writes. */
  readRanks: (encoding: string) => Promise<Uint8Array>
  /** When the step began, by the wall clock: to compare with the dates of the server. */
  startDate: Date
}

/** One HTTP request; a body that is not text is streamed and needs a `content-length`. */
export interface HttpRequest {
  method: string
  headers: Record<string, string>
  body?: string | AsyncIterable<Uint8Array>
  signal?: AbortSignal
  /** A longer response is rejected. */
  maxResponseBytes?: number
}

/** The response to a request. The web-standard `Response` is one. */
export interface HttpResponse {
  status: number
  headers: { get(name: string): string | null }
  arrayBuffer(): Promise<ArrayBuffer | Uint8Array>
}

/**
 * The part of the web-standard `fetch` that this action needs. It never follows a redirect: a credential goes to the
 * configured server and to no other. It sets no time limits of its own; callers do, by signal.
 */
export type Fetch = (url: string, request: HttpRequest) => Promise<HttpResponse>

/** A place in a file of the workspace, for an annotation on it. */
export interface AnnotationLocation {
  file: string
  line?: number | undefined
  column?: number | undefined
}

/**
 * The part of GitHub's runner that the action needs. Logged and annotated text is sanitized, so the runner executes none
 * of it. Secrets are redacted in everything: log, annotations, outputs, state and summary.
 */
export interface Runner {
  /** The inputs of the step by name, as text, without empty ones. */
  inputs: ReadonlyMap<string, string>
  /** The state that the main step saved for its post step, by name. */
  state: ReadonlyMap<string, string>
  info(line: string): void
  notice(text: string): void
  warning(text: string, at?: AnnotationLocation): void
  error(text: string, at?: AnnotationLocation): void
  /** Begins a group of log lines, and ends the previous one. */
  group(title: string): void
  endGroup(): void
  /** Masks a secret in the log, and redacts it in everything that leaves the action. */
  setSecret(secret: string): void
  /** Requests the OIDC token of this job for an audience, and masks it; an IdTokenDeniedError without permission for one. */
  getIdToken(audience: string | undefined): Promise<string>
  setOutput(name: string, value: string): void
  saveState(name: string, value: string): void
  /** Fails the step with a reason, which may have several lines. */
  setFailed(reason: string): void
  /** Whether setFailed was called. */
  failed: boolean
  /** How many errors, and how many warnings, of a step are shown where they belong: more of them are only logged. */
  maxAnnotations: number
  /** Whether a command runs instead of a step, so that messages name commands. */
  isCommandLine: boolean
  writeSummary(markdown: string): void
  /** Returns the text without known secrets, in any of their spellings. */
  redactSecrets(text: string): string
}

/** How the reader of a message works: with the steps of a workflow, or with commands. */
export type Audience = Pick<Runner, 'isCommandLine'>

/** A reference to the pull request of a run: its number, or the pushed commit that merged it into a branch. */
export type PullRequestRef = { number: number } | { merged: string; branch: string | undefined }

/** The workflow run, the GitHub it runs on, and the pull request it is about. */
export interface WorkflowContext {
  /** `owner/name`; undefined outside of a workflow. */
  repository: string | undefined
  /** The commit that is trained on: a pull request's head, not the merge commit that GitHub creates for it. */
  sha: string | undefined
  ref: string | undefined
  /** The id of the workflow run; all of its attempts have the same one. */
  runId: string | undefined
  /** The number of this attempt of the run, from 1 on. */
  runAttempt: number
  /** Whether the run is about a pull request from a fork: such a run gets no secrets and no OIDC token. */
  isFork: boolean
  /** Without a slash at the end: `https://api.github.com`, or `https://HOST/api/v3` on GitHub Enterprise Server. */
  apiUrl: string
  /** Without a slash at the end: the beginning of links to GitHub's pages. */
  serverUrl: string
  pullRequest: PullRequestRef | undefined
  /** The web page of the action's files at the version that runs; undefined for an action of the workspace. */
  actionUrl: string | undefined
}

/**
 * The files that a workflow may name: those inside the workspace or the runner's temporary folder, and no others. A
 * pull request can commit a link such as `data/train.jsonl -> /proc/self/environ`, so what a link points at decides.
 */
export interface Workspace {
  /**
   * Returns the regular files that a list of paths and globs names, one per line, where `!` excludes: each file once,
   * in the order of `compareFiles`. A path that exists as written is that file, even with glob characters in it. Throws
   * an ActionError that names the line which matches nothing, is a directory, cannot be read or leads outside.
   * Paths are relative to the workspace or, where given, to the folder of the file `relativeTo`. Files in the temporary
   * folder are found only by absolute paths, or relative to a file in it.
   */
  glob(patterns: string, relativeTo?: string): Promise<WorkspaceFile[]>
  /** Returns the one regular file at a path, by the same rules, without globs. */
  getFile(path: string, relativeTo?: string): Promise<WorkspaceFile>
  /** Returns whether anything exists at a path inside. */
  exists(path: string, relativeTo?: string): Promise<boolean>
  /** Returns the text of a small file such as the job file; an ActionError when it is not UTF-8 or larger than 1 MiB. */
  readText(file: WorkspaceFile): Promise<string>
  /**
   * Yields the bytes of a file in chunks; an ActionError when it is no longer the file that was found. Where `memory` is
   * given, each chunk may be in it, and is then valid only until the next one is requested.
   */
  readBytes(file: WorkspaceFile, memory?: Uint8Array): AsyncIterable<Uint8Array>
  /**
   * Prepares the directory at `path`, inside the workspace or the temporary folder; without a path, a new one in the
   * temporary folder. It exists after `create`, which returns its absolute path.
   */
  prepareDirectory(path?: string): Promise<{ create(): Promise<string> }>
}

/** A regular file inside the workspace or the temporary folder, in the state in which it was found. */
export interface WorkspaceFile {
  /** For messages and annotations: relative to the workspace with forward slashes, absolute in the temporary folder. */
  name: string
  /** Absolute, with links resolved. */
  path: string
  /** In bytes. */
  size: number
  /** Changes when the file is replaced or written. */
  version?: string
}

/** Worker threads that check lines for the thread that reads them. */
export interface WorkerOptions {
  /** The number of threads. */
  count: number
  /** Starts a thread that calls `serveWorker`. */
  spawn(): Worker
}

/** The files of a dataset in the checkout, and the patterns that name them. */
export interface CurrentDataset {
  /** As written, one path or glob per line. */
  patterns: string
  /** The path of the job file that names the dataset, to which the patterns are relative. */
  relativeTo?: string | undefined
  files: readonly WorkspaceFile[]
}

/** The parent of the commit that is checked out. */
export interface ParentCommit {
  commit: string
  /**
   * Returns the files that the same patterns name there: none where there was no such dataset. Or why they are unavailable.
   * As in the workspace: each once, in the order of `compareFiles`. Links are no files.
   */
  glob(now: CurrentDataset): Promise<{ files: WorkspaceFile[] } | { unavailable: string }>
  /** Yields the bytes of one of them in chunks. */
  readBytes(file: WorkspaceFile): AsyncIterable<Uint8Array>
}
