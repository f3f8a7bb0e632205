import type { Worker } from 'node:worker_threads'
import type { Clock } from './clock.ts'

/**
 * Everything outside the process that an action touches: network, time, files, runner. Every function gets what it needs
 * of it as an argument, so that a test passes another one.
 */
export interface Dependencies {
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
  readParentCommit: (signal: AbortSignal) => Promise<ParentCommit | { missing: string }>
  /** When the step began, by the wall clock: to compare with what the server dates. */
  startedAt: Date
}

/** One HTTP request; a body that is not text is streamed and needs a `content-length`. */
export interface HttpRequest {
  method: string
  headers: Record<string, string>
  body?: string | AsyncIterable<Uint8Array>
  signal?: AbortSignal
}

/** What came back. The web-standard `Response` is one. */
export interface HttpResponse {
  status: number
  headers: { get(name: string): string | null }
  text(): Promise<string>
}

/**
 * The part of the web-standard `fetch` that this action needs. Redirects are never followed: a credential goes
 * to the server that was configured and to no other. It sets no time limits of its own; callers do, by signal.
 */
export type Fetch = (url: string, request: HttpRequest) => Promise<HttpResponse>

/** A place in a file of the workspace, for an annotation on it. */
export interface AnnotationLocation {
  file: string
  line?: number | undefined
  column?: number | undefined
}

/**
 * What the action needs of GitHub's runner. Whatever text is logged or annotated, it is shown and not obeyed,
 * and no secret that the host was told of is in it. Outputs, state and the summary are taken as they are.
 */
export interface Runner {
  /** The inputs of the step by name, as text, empty ones left out. */
  inputs: ReadonlyMap<string, string>
  /** What the main step has saved for its post step, by name. */
  state: ReadonlyMap<string, string>
  info(line: string): void
  notice(text: string): void
  warning(text: string, at?: AnnotationLocation): void
  error(text: string, at?: AnnotationLocation): void
  /** Begins a group of log lines; the one before ends. */
  group(title: string): void
  endGroup(): void
  /** Masks a secret; a credential is kept out of the names of things too. */
  setSecret(secret: string, kind?: 'credential'): void
  /** GitHub's token for the identity of this job, for an audience; masked. Rejects where the job may not have one. */
  idToken(audience: string | undefined): Promise<string>
  setOutput(name: string, value: string): void
  saveState(name: string, value: string): void
  /** The step fails, with this as its reason; it may have several lines. */
  setFailed(reason: string): void
  /** Whether setFailed was called. */
  failed: boolean
  writeSummary(markdown: string): void
  /** Text without the secrets that the host was told of. */
  redactSecrets(text: string): string
  /** Text without the credentials among them. */
  redactCredentials(text: string): string
}

/** Where the pull request of a run is found: by its number, or as the one that a pushed commit has merged. */
export type PullRequestRef = { number: number } | { merged: string; branch: string | undefined }

/** The workflow run, the GitHub it runs on, and the pull request it is about. */
export interface WorkflowContext {
  /** `owner/name`; undefined outside of a workflow. */
  repository: string | undefined
  /** The commit that is trained on: a pull request's head, not the merge commit that GitHub makes of it. */
  sha: string | undefined
  ref: string | undefined
  /** The id of the workflow run; all of its attempts have the same one. */
  runId: string | undefined
  /** Whether the run is about a pull request from a fork: such a run gets no secrets and no OIDC token. */
  isFork: boolean
  /** Without a slash at the end: `https://api.github.com`, or `https://HOST/api/v3` on GitHub Enterprise Server. */
  apiUrl: string
  /** Without a slash at the end: what links to GitHub's pages begin with. */
  serverUrl: string
  pullRequest: PullRequestRef | undefined
}

/**
 * The files that a workflow may name: those inside the workspace or the runner's temporary folder, and no
 * others. A pull request can commit `data/train.jsonl -> /proc/self/environ`; what a link points at decides.
 */
export interface Workspace {
  /**
   * The regular files that a list of paths and globs names, one per line, `!` excluding; each once, in
   * the order of `byName`. A path that exists as written is that file, whatever glob characters it has.
   * Throws a Failure that names the line which matches nothing, is a directory, cannot be read or leads outside.
   * Paths are relative to the workspace, or to the folder of the file named `beside` where that is given. Of the
   * temporary folder only what is named by an absolute path, or beside a file in it, is inside.
   */
  glob(list: string, beside?: string): Promise<WorkspaceFile[]>
  /** The one regular file at a path; the same rules, no globs. */
  getFile(path: string, beside?: string): Promise<WorkspaceFile>
  /** Whether anything exists at that path, inside. */
  exists(path: string, beside?: string): Promise<boolean>
  /** The whole text of a small file (job file, grader, its source): UTF-8, at most `maxBytes`; a Failure otherwise. */
  readText(file: WorkspaceFile, maxBytes: number): Promise<string>
  /**
   * The bytes of a file, in chunks, never held in memory; a Failure when it is no longer the file that was found.
   * Chunks may lie in `memory` where it is given; there they hold only until the next is asked for.
   */
  readBytes(file: WorkspaceFile, memory?: Uint8Array): AsyncIterable<Uint8Array>
  /**
   * The folder at `path`, inside the workspace or the temporary folder; without a path a fresh one in the latter.
   * It is there once `create` is called, which returns its absolute path.
   */
  prepareDirectory(path?: string): Promise<{ create(): Promise<string> }>
}

/** A regular file inside the workspace or the temporary folder, as it was when it was found. */
export interface WorkspaceFile {
  /** For people and annotations: relative to the workspace with forward slashes, absolute in the temporary folder. */
  name: string
  /** Absolute, links resolved. */
  path: string
  /** Bytes. */
  size: number
  /** Tells the file that was found from one that took its place or was written since. */
  version?: string
}

/** Where lines may be checked beside the thread that reads them. */
export interface WorkerOptions {
  /** How many at a time. */
  count: number
  /** Starts one that calls `serveChecks`. */
  spawn(): Worker
}

/** The files of a dataset as they are in the checkout, and the list that names them. */
export interface CurrentDataset {
  /** As written, one path or glob per line. */
  list: string
  /** The path of the job file to which the list is relative, where that names it. */
  beside?: string | undefined
  files: readonly WorkspaceFile[]
}

/** The commit before. */
export interface ParentCommit {
  commit: string
  /**
   * The files that the same list names there: none where there was no such dataset. Or why they cannot be compared.
   * As in the workspace: each once, in the order of `byName`. Links are no files.
   */
  glob(now: CurrentDataset): Promise<{ files: WorkspaceFile[] } | { missing: string }>
  /** The bytes of one of them, in chunks, never held in memory. */
  readBytes(file: WorkspaceFile): AsyncIterable<Uint8Array>
}
