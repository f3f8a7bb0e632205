import { delayAbort, TimeoutError, withTimeout } from '../clock.ts'
import type { Dependencies } from '../dependencies.ts'
import { ActionError, formatError } from '../errors.ts'
import { type Retry, retry } from '../http/retry.ts'
import type { Client } from '../openai/client.ts'
import { type DeleteOptions, type DeleteResult, deleteFiles } from '../openai/delete-files.ts'
import { getDigestInName, getFileIfExists } from '../openai/find-file.ts'
import { isTerminal, type Job } from '../openai/job.ts'
import type { RemoteFile } from '../openai/remote-file.ts'
import { getGivenFile, waitForProcessing } from '../openai/wait-for-file.ts'
import { formatBytes } from '../report/format.ts'
import type { Dataset } from './data.ts'
import { ExistingFiles, type FileMatch } from './existing-files.ts'
import { createRetry, retryOptions } from './retry-options.ts'
import type { RunReporter } from './run-reporter.ts'
import { type LocalDataset, Uploader } from './uploader.ts'

/** The ids by which a job names its data. */
export interface FileIds {
  training: string
  validation?: string
}

type Role = Dataset['role']

const ROLES = ['training', 'validation'] as const

/** How long to retry reading a file that may be gone. */
const MISSING_TIMEOUT_MS = 60_000
/** How long to try to delete files. */
const CLEANUP_TIMEOUT_MS = 60_000
/** Between two attempts to delete a file once the workflow is cancelled. */
const CANCELLED_MAX_DELAY_MS = 500

/** What the files of a step depend on. */
interface TrainingFilesOptions {
  deps: Dependencies
  createClient: (signal: AbortSignal) => Client
  /** The time of the clock at which an upload is given up. */
  deadline: number
  datasets: readonly Dataset[]
  reporter: Pick<RunReporter, 'setOutputs'>
  /** Larger data is uploaded in parts; the server's own limit by default. */
  maxSingleUploadBytes?: number
}

/** The data of this step on the server: finds it, uploads what is missing, and deletes what no job needs. */
export class TrainingFiles {
  readonly #options: TrainingFilesOptions
  readonly #datasets: readonly Dataset[]
  readonly #client: Client
  readonly #deps: Dependencies
  readonly #uploader: Uploader
  readonly #existing: ExistingFiles
  readonly #remoteFiles = new Map<Role, RemoteFile>()
  /** The files whose processing was awaited, each once: some servers never report its end. */
  readonly #awaitedIds = new Set<string>()
  /** The files that a create request names which may have been carried out. */
  readonly #reservedIds = new Set<string>()

  constructor(options: TrainingFilesOptions) {
    const { datasets, createClient, deps, maxSingleUploadBytes } = options
    this.#options = options
    this.#datasets = datasets
    this.#client = createClient(deps.signal)
    this.#deps = deps
    this.#uploader = new Uploader(this.#client, deps, maxSingleUploadBytes)
    this.#existing = new ExistingFiles(this.#client, deps)
  }

  /** Rejects when the server does not know a file that the user has named by its id. */
  async checkGivenFiles(deps = this.#deps): Promise<void> {
    for (const dataset of this.#datasets)
      if ('id' in dataset && !this.#remoteFiles.has(dataset.role))
        this.#setFile(dataset.role, await getGivenFile(this.#client, dataset.id, retryOptions(deps)))
  }

  /**
   * Uploads what the server lacks, and returns the ids once jobs can use the files. Rejects when the step's timeout passes
   * before that.
   */
  async ensureUploaded(): Promise<FileIds> {
    const { runner, clock, signal } = this.#deps
    runner.group('Upload')
    try {
      return await withTimeout(clock, this.#options.deadline - clock.now(), signal, (signal) =>
        this.#upload({ ...this.#deps, signal }),
      )
    } catch (error) {
      if (!(error instanceof TimeoutError)) throw error
      throw new ActionError('Timed out while uploading the data, so no job was created.', {
        hint: 'Increase "timeout".',
      })
    } finally {
      runner.endGroup()
    }
  }

  async #upload(deps: Dependencies): Promise<FileIds> {
    await this.checkGivenFiles(deps)
    for (const dataset of this.#datasets)
      if ('report' in dataset && !this.#remoteFiles.has(dataset.role))
        this.#setFile(dataset.role, await this.#ensureFile(dataset, deps))
    await this.#waitForProcessing(deps)
    const [training = '', validation] = ROLES.map((role) => this.#remoteFiles.get(role)?.id)
    return { training, ...(validation && { validation }) }
  }

  async #ensureFile(dataset: LocalDataset, deps: Dependencies): Promise<RemoteFile> {
    const isOwn = (id: string) => this.#uploader.ids.has(id)
    const existing = await this.#existing.find(dataset, isOwn, deps)
    if (!existing) return this.#uploader.upload(dataset, deps)
    const { role, report } = dataset
    if (!isOwn(existing.id))
      deps.runner.info(`${role} data: ${formatBytes(report.bytes)} already on the server as ${existing.id}`)
    return existing
  }

  #setFile(role: Role, file: RemoteFile): void {
    this.#remoteFiles.set(role, file)
    this.#options.reporter.setOutputs({ [`${role}-file-id`]: file.id })
  }

  async #waitForProcessing(deps: Dependencies): Promise<void> {
    const roles = new Map([...this.#remoteFiles].map(([role, { id }]) => [id, role]))
    const onWait = ({ id, status }: RemoteFile) =>
      deps.runner.info(`the server is processing the ${roles.get(id)} data (${status})`)
    const files = [...this.#remoteFiles.values()].filter(({ id }) => !this.#awaitedIds.has(id))
    await waitForProcessing(this.#client, files, { ...retryOptions(deps), onWait })
    for (const { id } of files) this.#awaitedIds.add(id)
  }

  /** Returns how the files of a job compare with this data, by content, since the same data may have been uploaded twice. */
  async compareFiles({ trainingFile, validationFile }: Job): Promise<Record<Role, FileMatch>> {
    return {
      training: await this.#compareFile('training', trainingFile),
      validation: await this.#compareFile('validation', validationFile),
    }
  }

  async #compareFile(role: Role, id: string | undefined): Promise<FileMatch> {
    const dataset = this.#datasets.find((dataset) => dataset.role === role)
    if (!dataset) return id === undefined ? 'same' : 'different'
    if (id === undefined) return 'unreported'
    if (id === this.#remoteFiles.get(role)?.id) return 'same'
    if ('id' in dataset) return id === dataset.id ? 'same' : 'different'
    return this.#existing.compare(id, dataset)
  }

  /** Whether any of the data was on the server before this step: only then can a job exist that uses it. */
  get hasReusedFiles(): boolean {
    return [...this.#remoteFiles.values()].some(({ id }) => !this.#uploader.ids.has(id))
  }

  /** Returns whether a job names data that this step uploaded: then its create request was ours. */
  usesUpload(job: Job): boolean {
    return getFileIds(job).some((id) => this.#uploader.ids.has(id))
  }

  /** Drops the reused files that are no longer on the server; returns whether there were any. */
  async dropMissing(): Promise<boolean> {
    let hasDropped = false
    for (const dataset of this.#datasets) {
      const { role } = dataset
      const id = this.#remoteFiles.get(role)?.id
      if (!('report' in dataset) || id === undefined || this.#uploader.ids.has(id)) continue
      if (await getFileIfExists(this.#client, id, createRetry(this.#deps, MISSING_TIMEOUT_MS))) continue
      this.#deps.runner.info(`${role} data: ${id} is gone from the server`)
      hasDropped = this.#remoteFiles.delete(role)
    }
    return hasDropped
  }

  /** Keeps files that a create request is about to name: from now on a job may use them, even one that is never listed. */
  reserve(fileIds: FileIds): void {
    for (const id of Object.values(fileIds)) this.#reservedIds.add(id)
  }

  /** Ends the reservation of files whose create request has certainly made no job. */
  release(fileIds: FileIds): void {
    for (const id of Object.values(fileIds)) this.#reservedIds.delete(id)
  }

  /** Deletes what this step uploaded and no job uses, neither the one it ends with nor another. */
  async deleteUnused(job: Job | undefined): Promise<void> {
    const { runner } = this.#deps
    await this.#uploader.settled()
    if (!this.#uploader.mayHaveUploaded) return
    const used = job ? getFileIds(job) : []
    const reported = { training: job?.trainingFile, validation: job?.validationFile }
    // If the server does not report what its jobs use, no file is known to be unused.
    if (job && !this.#datasets.every(({ role }) => reported[role])) {
      for (const id of this.#uploader.ids)
        if (!this.#reservedIds.has(id) && !used.includes(id))
          runner.info(`${id} is kept: the server does not report which files job ${job.id} uses`)
      return
    }
    const findUnused = async (client: Client, retry: Retry) => {
      const orphans = await this.#uploader.findOrphans(client, retry)
      return [...new Set([...this.#uploader.ids, ...orphans])].filter((id) => !used.includes(id))
    }
    const isInUse = ({ status }: Job) => status !== 'failed' && status !== 'cancelled'
    await this.#deleteFiles(findUnused, { isInUse, mayBeOld: false, reserved: this.#reservedIds })
  }

  /**
   * Deletes the files of a job that has succeeded, unless another job is still training on them. Only files that this action
   * uploaded: a job may also use files that the user or another tool did.
   */
  async deleteJobFiles(job: Job): Promise<void> {
    const givenIds = this.#datasets.flatMap((dataset) => ('id' in dataset ? [dataset.id] : []))
    const ids = [...new Set(getFileIds(job))].filter((id) => !givenIds.includes(id))
    const findUploaded = async (client: Client, retry: Retry) => {
      const uploaded = await Promise.all(ids.map((id) => this.#isUploaded(id, client, retry)))
      return ids.filter((_, i) => uploaded[i])
    }
    const isInUse = (other: Job) => other.id !== job.id && !isTerminal(other)
    await this.#deleteFiles(findUploaded, { isInUse, mayBeOld: true, reserved: new Set() })
  }

  /** Returns whether this action uploaded a file with this data, in this run or another. */
  async #isUploaded(id: string, client: Client, retry: Retry): Promise<boolean> {
    if (this.#uploader.ids.has(id)) return true
    const file = await getFileIfExists(client, id, retry)
    if (!file) return false
    // A forged job may name the upload of another workflow in the same project.
    const digest = getDigestInName(file.name)
    if (this.#datasets.some((dataset) => 'report' in dataset && dataset.report.digest === digest)) return true
    this.#deps.runner.info(`${id} is kept: this action did not upload it`)
    return false
  }

  /**
   * Deletes the files that `find` returns, except those that a job needs or may need; what cannot be deleted is a warning. Also
   * when the workflow is cancelled: deleting files is worth the seconds that remain.
   */
  async #deleteFiles(
    find: (client: Client, retry: Retry) => Promise<string[]>,
    options: Pick<DeleteOptions, 'isInUse' | 'mayBeOld' | 'reserved'>,
  ): Promise<void> {
    const { createClient } = this.#options
    const { clock, random, runner, signal: cancelled, remainingGraceMs } = this.#deps
    const stepEnd = delayAbort(cancelled, remainingGraceMs, clock)
    try {
      await withTimeout(clock, CLEANUP_TIMEOUT_MS, stepEnd.signal, async (signal) => {
        const client = createClient(signal)
        const maxDelayMs = cancelled.aborted ? CANCELLED_MAX_DELAY_MS : undefined
        const retryEach: Retry = (request) => retry(request, { clock, random, signal, maxDelayMs })
        const ids = await find(client, retryEach)
        const results = await deleteFiles(client, ids, { ...options, retry: retryEach, clock })
        for (const result of results) this.#logDeletion(result)
      })
    } catch (error) {
      if (!(error instanceof ActionError || error instanceof TimeoutError)) throw error
      const reason = error instanceof ActionError ? formatError(error) : error.message
      runner.warning(`Unneeded files may be left on the server: ${reason}`)
    } finally {
      stepEnd.dispose()
    }
  }

  #logDeletion(result: DeleteResult): void {
    const { runner } = this.#deps
    const { id } = result
    if (result.kind === 'failed')
      runner.warning(`${id} could not be deleted and is left on the server: ${formatError(result.error)}`)
    else if (result.kind === 'deleted') runner.info(`${id} was deleted from the server`)
    else if (result.kind === 'used') runner.info(`${id} is kept: job ${result.by.id} uses it`)
    else runner.info(`${id} is kept: a job may use it, and the server lists none that does`)
  }
}

/** Returns the ids of the files that the server reports for a job. */
function getFileIds({ trainingFile, validationFile }: Job): string[] {
  return [trainingFile, validationFile].filter((id) => id !== undefined)
}
