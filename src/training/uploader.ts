import { createHash } from 'node:crypto'
import { normalizedBytes } from '../dataset/normalize.ts'
import type { Dependencies, WorkspaceFile } from '../dependencies.ts'
import { ActionError } from '../errors.ts'
import type { Retry } from '../http/retry.ts'
import type { Client } from '../openai/client.ts'
import { LIST_CONSISTENCY_MS, LIST_POLL_MS } from '../openai/find-file.ts'
import { uploadInParts } from '../openai/multipart-upload.ts'
import { listFiles } from '../openai/pagination.ts'
import type { RemoteFile } from '../openai/remote-file.ts'
import {
  isPayloadTooLarge,
  type TrackedUploadOptions,
  type UploadSource,
  uploadFile,
} from '../openai/upload.ts'
import { formatBytes } from '../report/format.ts'
import type { Dataset } from './data.ts'
import { retryOptions } from './retry-options.ts'

/** A dataset in the workspace. */
export type LocalDataset = Extract<Dataset, { files: WorkspaceFile[] }>

const MAX_PART_BYTES = 16 * 2 ** 20
const MIN_PART_BYTES = 2 ** 19

/** Uploads data, and knows which files on the server are its own. */
export class Uploader {
  readonly #client: Client
  readonly #deps: Dependencies
  readonly #maxSingleUploadBytes: number
  /** Part of the name of every upload of this step, and of no other. */
  readonly #runTag: string
  readonly #ids = new Set<string>()
  /** How many uploads may have reached the server without a response. */
  #unconfirmed = 0
  #lastUnconfirmedAt = 0
  #pending: Promise<unknown> = Promise.resolve()

  constructor(client: Client, deps: Dependencies, maxSingleUploadBytes?: number) {
    this.#client = client
    this.#deps = deps
    this.#maxSingleUploadBytes = maxSingleUploadBytes ?? client.provider.maxSingleUploadBytes
    this.#runTag = deps.attemptId.slice(0, 12)
  }

  /** The files that this step has uploaded. */
  get ids(): ReadonlySet<string> {
    return this.#ids
  }

  /** Whether files of this step may be on the server. */
  get mayHaveUploaded(): boolean {
    return this.#ids.size > 0 || this.#unconfirmed > 0
  }

  /** Resolves when the last upload has ended, even if the step no longer waits for it. */
  async settled(): Promise<void> {
    await this.#pending
  }

  /** Uploads a dataset in one request or, if it is too large for that, in parts. */
  async upload({ role, files, report }: LocalDataset, deps: Dependencies): Promise<RemoteFile> {
    const { runner, workspace, clock } = deps
    const { digest, bytes } = report
    const source = {
      name: `${fileBaseName(files)}-${this.#runTag}-${digest}.jsonl`,
      size: bytes,
      content: () => verifyDigest(normalizedBytes(workspace, files), digest),
    }
    const log = (text: string) => runner.info(`${role} data: ${text}`)
    const upload = this.#send(source, log, {
      ...retryOptions(deps),
      onProgress: (sent) =>
        log(`${formatBytes(sent)} of ${formatBytes(bytes)} sent (${Math.floor((sent / bytes) * 100)} %)`),
      onUnconfirmed: () => {
        this.#unconfirmed += 1
        this.#lastUnconfirmedAt = clock.now()
      },
      onConfirmed: () => {
        this.#unconfirmed -= 1
      },
    }).then((file) => {
      this.#ids.add(file.id)
      return file
    })
    this.#pending = upload.catch(() => undefined)
    const file = await upload
    log(`${formatBytes(bytes)} uploaded as ${file.id}`)
    return file
  }

  /** Sends the data as its size requires and, where the server does not take that, in the other way. */
  async #send(
    source: UploadSource,
    log: (text: string) => void,
    options: TrackedUploadOptions,
  ): Promise<RemoteFile> {
    if (source.size > this.#maxSingleUploadBytes) {
      const assembled = await uploadInParts(this.#client, source, options)
      if (assembled) return assembled
      log('this server does not support uploads in parts; sending the data in one request')
      return uploadFile(this.#client, source, options)
    }
    try {
      return await uploadFile(this.#client, source, options)
    } catch (error) {
      if (!isPayloadTooLarge(error)) throw error
      log(`this server refuses ${formatBytes(source.size)} in one request; sending the data in parts`)
      // The limit is unknown: the parts have to be smaller than what was refused, and need not be many.
      const partBytes = Math.min(MAX_PART_BYTES, Math.max(MIN_PART_BYTES, Math.ceil(source.size / 8)))
      const assembled = await uploadInParts(this.#client, source, options, partBytes)
      if (!assembled) throw error
      return assembled
    }
  }

  /** Returns what uploads without a clear response left on the server; polls until lists are certain to show it. */
  async findOrphans(client: Client, retry: Retry): Promise<string[]> {
    const { clock, signal } = this.#deps
    const isOwn = ({ name }: RemoteFile) => name?.includes(`-${this.#runTag}-`) ?? false
    while (this.#unconfirmed > 0) {
      const own = await listFiles(client, isOwn, { retry, clock })
      const orphans = own.map(({ id }) => id).filter((id) => !this.#ids.has(id))
      const isListed = clock.now() - this.#lastUnconfirmedAt >= LIST_CONSISTENCY_MS
      if (orphans.length >= this.#unconfirmed || isListed || signal.aborted) return orphans
      await clock.sleep(LIST_POLL_MS, signal).catch(() => undefined)
    }
    return []
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
  const [base = ''] = files.map(({ name }) => name.replace(/^.*\/|\.jsonl$/gis, ''))
  return base.replace(/[^\w-]+/g, '-').slice(0, 40) || 'data'
}
