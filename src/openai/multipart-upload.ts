import { createHash } from 'node:crypto'
import { withTimeout } from '../clock.ts'
import { hasUnsupportedStatus, isRetryable, isSafeToResend, isUnsupportedEndpoint } from '../http/errors.ts'
import { retry } from '../http/retry.ts'
import type { Client } from './client.ts'
import { LIST_CONSISTENCY_MS, LIST_POLL_MS } from './find-file.ts'
import { sendForm } from './form-data.ts'
import type { RemoteFile } from './remote-file.ts'
import {
  assertComplete,
  findUploaded,
  isMismatchedResponse,
  MAX_ATTEMPTS,
  RESPONSE_TIMEOUT_MS,
  type TrackedUploadOptions,
  throttleProgress,
  type UploadOptions,
  type UploadSource,
} from './upload.ts'

/** API reference, Uploads: a part has at most 64 MB. With small parts a retry is cheap, and several fit in memory. */
const PART_BYTES = 16 * 2 ** 20
const MAX_PARTS = 400
/** How many parts are in memory and being sent at once. */
const MAX_BUFFERS = 4
const SLICE_BYTES = 256 * 1024
const PART_RESPONSE_TIMEOUT_MS = 2 * 60_000
/** More than for a whole file, because one failed part fails the whole upload. */
const MAX_PART_ATTEMPTS = 8
const CANCEL_TIMEOUT_MS = 2000
const MAX_CANCEL_DELAY_MS = 250

type UploadsClient = Pick<
  Client,
  'createUpload' | 'addUploadPart' | 'completeUpload' | 'cancelUpload' | 'listFiles'
>

/**
 * Uploads a file for fine-tuning in parts (API reference, Uploads), holding a few of them in memory, and retries each part
 * by itself. The file may exist only while the upload is being completed. Cancels an upload that cannot be completed.
 * Returns undefined, without an effect, if the server does not support uploads in parts.
 */
export async function uploadInParts(
  client: UploadsClient,
  file: UploadSource,
  options: TrackedUploadOptions,
  partBytes = Math.max(PART_BYTES, Math.ceil(file.size / MAX_PARTS)),
): Promise<RemoteFile | undefined> {
  const id = await createUpload(client, file, options)
  if (id === undefined) return undefined
  const upload = new MultipartUpload(client, id, file, options)
  try {
    return await upload.complete(await upload.sendParts(partBytes))
  } catch (error) {
    await upload.cancel()
    throw error
  }
}

/** Returns the id of a new upload. If the response is lost, the upload has no parts and expires within the hour. */
async function createUpload(
  client: UploadsClient,
  { name, size }: UploadSource,
  options: UploadOptions,
): Promise<string | undefined> {
  try {
    const { id } = await retry(() => client.createUpload(name, size, { signal: options.signal }), {
      ...options,
      maxAttempts: MAX_ATTEMPTS,
      shouldRetry: (error) => isRetryable(error) && !isUnsupportedEndpoint(error),
    })
    return id
  } catch (error) {
    if (hasUnsupportedStatus(error)) return undefined
    throw error
  }
}

/** What completes an upload: its parts in the order of their bytes, and the digest of all bytes. */
interface SentParts {
  partIds: string[]
  md5: string
}

/** One upload in parts on the server. */
class MultipartUpload {
  readonly #client: UploadsClient
  readonly #id: string
  readonly #file: UploadSource
  readonly #options: TrackedUploadOptions

  constructor(client: UploadsClient, id: string, file: UploadSource, options: TrackedUploadOptions) {
    this.#client = client
    this.#id = id
    this.#file = file
    this.#options = options
  }

  /** Sends all parts, several at once. */
  async sendParts(partBytes: number): Promise<SentParts> {
    const failed = new AbortController()
    const signal = AbortSignal.any([this.#options.signal, failed.signal])
    const pool = new BufferPool(partBytes)
    const md5 = createHash('md5')
    const reportProgress = throttleProgress(this.#options)
    let sentBytes = 0

    const send = async (bytes: Buffer): Promise<string> => {
      try {
        const retryOptions = { ...this.#options, signal, maxAttempts: MAX_PART_ATTEMPTS }
        const part = await retry(() => this.#sendPart(bytes, signal), retryOptions)
        sentBytes += bytes.length
        reportProgress(sentBytes)
        return part.id
      } finally {
        pool.release(bytes)
      }
    }

    const parts: Promise<string>[] = []
    try {
      for await (const bytes of splitIntoParts(this.#file.content(), pool)) {
        signal.throwIfAborted()
        md5.update(bytes)
        const part = send(bytes)
        part.catch((error) => failed.abort(error))
        parts.push(part)
      }
      return { partIds: await Promise.all(parts), md5: md5.digest('hex') }
    } catch (error) {
      failed.abort(error)
      throw error
    }
  }

  #sendPart(bytes: Buffer, signal: AbortSignal): Promise<{ id: string }> {
    const type = 'application/octet-stream'
    const data = { field: 'data', name: 'part', type, size: bytes.length, content: slice(bytes) }
    return sendForm({}, data, (body, signal) => this.#client.addUploadPart(this.#id, body, signal), {
      clock: this.#options.clock,
      signal,
      description: `part of ${this.#id}`,
      responseTimeoutMs: PART_RESPONSE_TIMEOUT_MS,
    })
  }

  /** Makes a file of the parts. After a request without a clear response, checks the list of files before it sends another. */
  async complete(parts: SentParts): Promise<RemoteFile> {
    const { signal, onUnconfirmed, onConfirmed } = this.#options
    let isUnconfirmed = false
    // An upload that is complete on the server, with other bytes, cannot be completed again.
    const shouldRetry = (error: unknown) => isRetryable(error) && !isMismatchedResponse(error)
    const attempt = async () => {
      const existing = isUnconfirmed ? await this.#findFile() : undefined
      if (existing) return existing
      try {
        const file = await this.#client.completeUpload(this.#id, parts, {
          signal,
          timeoutMs: RESPONSE_TIMEOUT_MS,
        })
        assertComplete(file, this.#file)
        return file
      } catch (error) {
        // The server rejects a second completion, so a rejection may mean that the first one succeeded.
        const isFinal = !shouldRetry(error) && (isUnconfirmed || isMismatchedResponse(error))
        const completed = isFinal ? await this.#waitUntilListed() : undefined
        if (completed) return completed
        isUnconfirmed ||= !isSafeToResend(error)
        throw error
      }
    }
    onUnconfirmed()
    try {
      const file = await retry(attempt, { ...this.#options, maxAttempts: MAX_ATTEMPTS, shouldRetry })
      isUnconfirmed = false
      return file
    } finally {
      if (!isUnconfirmed) onConfirmed()
    }
  }

  #findFile(): Promise<RemoteFile | undefined> {
    return findUploaded(this.#client, this.#file, this.#options)
  }

  /** Polls for the file until lists must contain it. */
  async #waitUntilListed(): Promise<RemoteFile | undefined> {
    const { clock, signal } = this.#options
    const deadline = clock.now() + LIST_CONSISTENCY_MS
    for (;;) {
      const file = await this.#findFile()
      if (file || clock.now() >= deadline) return file
      await clock.sleep(LIST_POLL_MS, signal)
    }
  }

  /** Cancels the upload, even after the workflow was cancelled. If that fails, it expires within the hour. */
  async cancel(): Promise<void> {
    const { clock, random } = this.#options
    const cancelUpload = (signal: AbortSignal) =>
      retry(() => this.#client.cancelUpload(this.#id, { signal }), {
        clock,
        random,
        signal,
        maxDelayMs: MAX_CANCEL_DELAY_MS,
      })
    await withTimeout(clock, CANCEL_TIMEOUT_MS, undefined, cancelUpload).catch(() => undefined)
  }
}

/** Yields slices small enough that each one shows whether the connection still moves. */
function* slice(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length; start += SLICE_BYTES)
    yield bytes.subarray(start, start + SLICE_BYTES)
}

/** Yields the same bytes in parts that fill a buffer each, except for the last one. */
async function* splitIntoParts(chunks: AsyncIterable<Uint8Array>, pool: BufferPool): AsyncGenerator<Buffer> {
  let part: Buffer | undefined
  let length = 0
  for await (const chunk of chunks)
    for (let rest = chunk; rest.length > 0; ) {
      part ??= await pool.acquire()
      const fitting = rest.subarray(0, part.length - length)
      part.set(fitting, length)
      length += fitting.length
      rest = rest.subarray(fitting.length)
      if (length < part.length) continue
      yield part
      part = undefined
      length = 0
    }
  if (part) yield part.subarray(0, length)
}

/** A fixed number of buffers for one consumer. They are reused, because new ones would stay in memory until a collection. */
class BufferPool {
  readonly #bytes: number
  readonly #free: Buffer[] = []
  #allocated = 0
  #waiter: ((buffer: Buffer) => void) | undefined

  constructor(bytes: number) {
    this.#bytes = bytes
  }

  /** Resolves when a buffer is free. */
  async acquire(): Promise<Buffer> {
    const free = this.#free.pop()
    if (free) return free
    if (this.#allocated === MAX_BUFFERS)
      return new Promise((resolve) => {
        this.#waiter = resolve
      })
    this.#allocated += 1
    return Buffer.allocUnsafeSlow(this.#bytes)
  }

  release(buffer: Buffer): void {
    const waiter = this.#waiter
    this.#waiter = undefined
    if (waiter) waiter(buffer)
    else this.#free.push(buffer)
  }
}
