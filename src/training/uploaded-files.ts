import { createHash } from 'node:crypto'
import { normalizedBytes } from '../dataset/normalize.ts'
import type { Dependencies, WorkspaceFile } from '../dependencies.ts'
import { ActionError, rethrowUnexpected } from '../errors.ts'
import type { Client } from '../openai/client.ts'
import {
  type ContentId,
  findFile,
  getFileIfExists,
  hasContent,
  LIST_CONSISTENCY_MS,
  LIST_POLL_MS,
  listFiles,
} from '../openai/find-file.ts'
import { isTerminal, type Job } from '../openai/job.ts'
import { uploadInParts } from '../openai/multipart-upload.ts'
import type { Retry } from '../openai/pagination.ts'
import { getProvider } from '../openai/provider.ts'
import type { RemoteFile } from '../openai/remote-file.ts'
import { type TrackedUploadOptions, type UploadSource, uploadFile } from '../openai/upload.ts'
import { getFileStatus, waitForProcessing } from '../openai/wait-for-file.ts'
import { formatBytes } from '../report/format.ts'
import type { Dataset } from './data.ts'
import { FileCleanup, type FileCleanupOptions } from './file-cleanup.ts'
import { retryFor, retryOptions } from './retry-options.ts'
import type { RunReporter } from './run-reporter.ts'

/** The ids by which a job names its data. */
export interface FileIds {
  training: string
  validation?: string
}

type Role = Dataset['role']

const ROLES = ['training', 'validation'] as const

/** How long to search for existing data on the server before uploading it. */
const FIND_TIMEOUT_MS = 60_000
/** How long to retry reading a file whose content decides whether a job can be reused. */
const COMPARE_TIMEOUT_MS = 5 * 60_000

/** What the uploads of a step depend on. */
export interface UploadedFilesOptions extends FileCleanupOptions {
  datasets: readonly Dataset[]
  reporter: Pick<RunReporter, 'setOutputs'>
  /** Larger data is uploaded in parts; the server's own limit by default. */
  maxSingleUploadBytes?: number
}

/** The data of this step on the server: finds it, uploads what is missing, and deletes what no job needs. */
export class UploadedFiles {
  readonly #datasets: readonly Dataset[]
  readonly #client: Client
  readonly #reporter: Pick<RunReporter, 'setOutputs'>
  readonly #deps: Dependencies
  readonly #cleanup: FileCleanup
  readonly #maxSingleUploadBytes: number
  /** Part of the name of every upload of this step, and of no other. */
  readonly #runTag: string
  readonly #uploadedIds = new Set<string>()
  readonly #remoteFiles = new Map<Role, RemoteFile>()
  /** Whether a file has some content, by id and digest. */
  readonly #comparisons = new Map<string, Promise<boolean>>()
  /** How many uploads may have reached the server without a response. */
  #unconfirmedUploads = 0
  #lastUnconfirmedAt = 0
  /** Settles when the last upload ends, even if the step no longer waits for it. */
  #pendingUpload: Promise<unknown> = Promise.resolve()

  constructor(options: UploadedFilesOptions) {
    const { datasets, createClient, reporter, deps } = options
    this.#datasets = datasets
    this.#client = createClient(deps.signal)
    this.#reporter = reporter
    this.#deps = deps
    this.#cleanup = new FileCleanup(options)
    const { hostname } = new URL(`https://${this.#client.host}`)
    this.#maxSingleUploadBytes = options.maxSingleUploadBytes ?? getProvider(hostname).maxSingleUploadBytes
    this.#runTag = deps.attemptId.slice(0, 12)
  }

  /** Uploads what the server lacks, and returns the ids once jobs can use the files. */
  async ensureUploaded(deps = this.#deps): Promise<FileIds> {
    for (const dataset of this.#datasets) {
      const { role } = dataset
      if (this.#remoteFiles.has(role)) continue
      const file = await this.#ensureFile(dataset, deps)
      this.#remoteFiles.set(role, file)
      this.#reporter.setOutputs({ [`${role}-file-id`]: file.id })
    }
    for (const [role, file] of this.#remoteFiles) {
      const onWait = (status: string) =>
        deps.runner.info(`the server is processing the ${role} data (${status})`)
      await waitForProcessing(this.#client, file, { ...retryOptions(deps), onWait })
    }
    const [training = '', validation] = ROLES.map((role) => this.#remoteFiles.get(role)?.id)
    return { training, ...(validation && { validation }) }
  }

  /** Returns whether a job uses this data; compares contents, since the same data may have been uploaded twice. */
  async matchesJob({ trainingFile, validationFile }: Job): Promise<boolean> {
    for (const [role, id] of Object.entries({ training: trainingFile, validation: validationFile })) {
      const dataset = this.#datasets.find((dataset) => dataset.role === role)
      if (!dataset || id === undefined) {
        if (dataset || id !== undefined) return false
      } else if ('id' in dataset) {
        if (dataset.id !== id) return false
      } else if (!(await this.#hasContent(id, dataset.report))) return false
    }
    return true
  }

  #hasContent(id: string, content: ContentId): Promise<boolean> {
    const key = `${id} ${content.digest}`
    const known = this.#comparisons.get(key)
    if (known) return known
    const comparison = getFileIfExists(this.#client, id, retryFor(this.#deps, COMPARE_TIMEOUT_MS)).then(
      (file) => file !== undefined && hasContent(file, content),
    )
    this.#comparisons.set(key, comparison)
    // A failed request proves nothing and is not remembered.
    comparison.catch(() => this.#comparisons.delete(key))
    return comparison
  }

  /** Whether any of the data was on the server before this step: only then can a job exist that uses it. */
  get hasReusedFiles(): boolean {
    return [...this.#remoteFiles.values()].some(({ id }) => !this.#uploadedIds.has(id))
  }

  /** Drops the reused files that are no longer on the server; returns whether there were any. */
  async dropMissing(): Promise<boolean> {
    let hasDropped = false
    for (const dataset of this.#datasets) {
      const { role } = dataset
      const id = this.#remoteFiles.get(role)?.id
      if (!('report' in dataset) || id === undefined || this.#uploadedIds.has(id)) continue
      if (await getFileIfExists(this.#client, id, retryFor(this.#deps, FIND_TIMEOUT_MS))) continue
      this.#deps.runner.info(`${role} data: ${id} is gone from the server`)
      hasDropped = this.#remoteFiles.delete(role)
    }
    return hasDropped
  }

  /** Deletes what this step uploaded and no job uses, neither the one it ends with nor another. */
  async deleteUnused(job: Job | undefined): Promise<void> {
    await this.#pendingUpload
    if (this.#uploadedIds.size === 0 && this.#unconfirmedUploads === 0) return
    // If the server does not report what its jobs use, no file is known to be unused.
    if (job && !job.trainingFile) return
    const findUnused = async (client: Client, retry: Retry) => {
      const orphaned = await this.#findOrphanedUploads(client, retry)
      return [...new Set([...this.#uploadedIds, ...orphaned])].filter(
        (id) => id !== job?.trainingFile && id !== job?.validationFile,
      )
    }
    const isInUse = ({ status }: Job) => status !== 'failed' && status !== 'cancelled'
    await this.#cleanup.deleteFiles(findUnused, isInUse)
  }

  /** Deletes the files of a job that has succeeded, unless another job is still training on them. */
  async deleteJobFiles(job: Job): Promise<void> {
    const givenIds = this.#datasets.flatMap((dataset) => ('id' in dataset ? [dataset.id] : []))
    const ids = [...new Set([job.trainingFile, job.validationFile])].flatMap((id) =>
      id === undefined || givenIds.includes(id) ? [] : [id],
    )
    const isInUse = (other: Job) => other.id !== job.id && !isTerminal(other)
    await this.#cleanup.deleteFiles(async () => ids, isInUse)
  }

  /** Finds what uploads without a response left on the server; polls until lists are certain to show it. */
  async #findOrphanedUploads(client: Client, retry: Retry): Promise<string[]> {
    const { clock, signal } = this.#deps
    const isOurs = ({ name }: RemoteFile) => name?.includes(`-${this.#runTag}-`) ?? false
    while (this.#unconfirmedUploads > 0) {
      const ours = await listFiles(client, isOurs, { retry, clock: this.#deps.clock })
      const orphaned = ours.map(({ id }) => id).filter((id) => !this.#uploadedIds.has(id))
      const isListed = clock.now() - this.#lastUnconfirmedAt >= LIST_CONSISTENCY_MS
      if (orphaned.length > 0 || isListed || signal.aborted) return orphaned
      await clock.sleep(LIST_POLL_MS, signal).catch(() => undefined)
    }
    return []
  }

  async #ensureFile(dataset: Dataset, deps: Dependencies): Promise<RemoteFile> {
    const { role } = dataset
    const { runner, workspace } = deps
    if ('id' in dataset) return getFileStatus(this.#client, dataset.id, retryOptions(deps))
    const { digest, bytes } = dataset.report
    const existing = await this.#findExisting(dataset.report, deps)
    if (existing && !this.#uploadedIds.has(existing.id))
      runner.info(`${role} data: ${formatBytes(bytes)} already on the server as ${existing.id}`)
    if (existing) return existing
    const source = {
      name: `${fileBaseName(dataset.files)}-${this.#runTag}-${digest}.jsonl`,
      size: bytes,
      content: () => verifyDigest(normalizedBytes(workspace, dataset.files), digest),
    }
    const upload = this.#upload(role, source, {
      ...retryOptions(deps),
      onProgress: (sent) =>
        runner.info(
          `${role} data: ${formatBytes(sent)} of ${formatBytes(bytes)} sent (${Math.floor((sent / bytes) * 100)} %)`,
        ),
      onUnconfirmed: () => {
        this.#unconfirmedUploads += 1
        this.#lastUnconfirmedAt = deps.clock.now()
      },
      onConfirmed: () => {
        this.#unconfirmedUploads -= 1
      },
    })
    this.#pendingUpload = upload.catch(() => undefined)
    const file = await upload
    runner.info(`${role} data: ${formatBytes(bytes)} uploaded as ${file.id}`)
    return file
  }

  async #upload(role: Role, source: UploadSource, options: TrackedUploadOptions): Promise<RemoteFile> {
    const isLarge = source.size > this.#maxSingleUploadBytes
    const assembled = isLarge ? await uploadInParts(this.#client, source, options) : undefined
    if (isLarge && !assembled)
      this.#deps.runner.info(
        `${role} data: this server does not support uploads in parts; sending the data in one request`,
      )
    const file = assembled ?? (await uploadFile(this.#client, source, options))
    this.#uploadedIds.add(file.id)
    return file
  }

  /** If the server cannot list its files, upload again; files are free. */
  async #findExisting(content: ContentId, deps: Dependencies): Promise<RemoteFile | undefined> {
    try {
      const retry = retryFor(deps, FIND_TIMEOUT_MS)
      return await findFile(this.#client, content, deps.startedAt, { retry, clock: deps.clock })
    } catch (error) {
      rethrowUnexpected(error, deps.signal)
      return undefined
    }
  }
}

/** Passes the bytes on, and rejects when they are not the ones that were checked: the files are read twice. */
async function* verifyDigest(bytes: AsyncIterable<Uint8Array>, digest: string): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256')
  for await (const chunk of bytes) {
    hash.update(chunk)
    yield chunk
  }
  if (hash.digest('hex') !== digest) throw new ActionError('The data changed while it was being uploaded.')
}

/** A short name for people, in characters that every server accepts; the digest identifies the content. */
function fileBaseName(files: WorkspaceFile[]): string {
  const base =
    files[0]?.name
      .split('/')
      .at(-1)
      ?.replace(/\.jsonl$/i, '') ?? ''
  return base.replace(/[^\w-]+/g, '-').slice(0, 40) || 'data'
}
