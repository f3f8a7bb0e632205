import type { Clock } from '../clock.ts'
import { rethrowUnexpected } from '../errors.ts'
import { ApiError, ConnectionError, isSafeToResend } from '../http/errors.ts'
import { retry } from '../http/retry.ts'
import type { Client } from './client.ts'
import { sendForm } from './form-data.ts'
import { listFiles } from './pagination.ts'
import type { RemoteFile } from './remote-file.ts'

/** The file to upload. */
export interface UploadSource {
  /** Unique to this upload, so that the file can be found on the server. */
  name: string
  /** Bytes. */
  size: number
  /** Reads the bytes from the start with each call. */
  content: () => AsyncIterable<Uint8Array>
}

/** Options for an upload, and for waiting until the server has processed the file. */
export interface UploadOptions {
  clock: Clock
  random: () => number
  signal: AbortSignal
  onRetry: (error: unknown, delayMs: number) => void
  /** Called every few seconds with the number of bytes sent so far. */
  onProgress: (sent: number) => void
}

/** Options for an upload whose caller has to know when the file may exist on the server. */
export interface TrackedUploadOptions extends UploadOptions {
  /** Called when the file may exist on the server from now on. */
  onUnconfirmed: () => void
  /** Called when the server has confirmed that the file exists, or that it does not. */
  onConfirmed: () => void
}

const FIRST_PROGRESS_MS = 3000
const PROGRESS_MS = 10_000
const LISTING_TIMEOUT_MS = 30_000

/** How long a server may take to respond after the last byte of a file. */
export const RESPONSE_TIMEOUT_MS = 10 * 60_000
/** How often a request that changes the server is sent at most. */
export const MAX_ATTEMPTS = 4

/**
 * Uploads a file for fine-tuning. Streams the bytes, so that a file of any size needs the memory of a few chunks. After a
 * request without a response, checks the list of files before it uploads again.
 */
export function uploadFile(
  client: Pick<Client, 'uploadFile' | 'listFiles'>,
  file: UploadSource,
  options: TrackedUploadOptions,
): Promise<RemoteFile> {
  let isUnconfirmed = false
  const attempt = async () => {
    const existing = isUnconfirmed ? await findUploaded(client, file, options) : undefined
    if (existing) options.onConfirmed()
    if (existing) return existing
    options.onUnconfirmed()
    try {
      const uploaded = await uploadOnce(client, file, options)
      assertComplete(uploaded, file)
      options.onConfirmed()
      return uploaded
    } catch (error) {
      if (isSafeToResend(error) || isPayloadTooLarge(error)) options.onConfirmed()
      else isUnconfirmed = true
      throw error
    }
  }
  return retry(attempt, { ...options, maxAttempts: MAX_ATTEMPTS })
}

/** Throws unless the server has received all bytes, as far as it reports how many it has. */
export function assertComplete({ id, bytes }: RemoteFile, { name, size }: UploadSource): void {
  if (bytes === undefined || bytes === size) return
  throw new ConnectionError(`upload of ${name}: the server reports ${bytes} of ${size} bytes as ${id}`, {
    requestSent: true,
    fault: 'mismatched',
    hint: 'Check whether a proxy between this runner and the server limits the size of requests.',
  })
}

/** Returns whether a server has responded with something that does not fit the request. */
export function isMismatchedResponse(error: unknown): boolean {
  return error instanceof ConnectionError && error.fault === 'mismatched'
}

/** Returns whether a server, or a proxy in front of it, refuses a request because of its size. */
export function isPayloadTooLarge(error: unknown): error is ApiError {
  return error instanceof ApiError && error.status === 413
}

/** Returns the file of an upload without a response, if the server lists it; a list that fails counts as "not listed". */
export async function findUploaded(
  client: Pick<Client, 'listFiles'>,
  { name, size }: UploadSource,
  { clock, random, signal }: UploadOptions,
): Promise<RemoteFile | undefined> {
  const deadline = clock.now() + LISTING_TIMEOUT_MS
  try {
    const files = await listFiles(
      { listFiles: (query) => client.listFiles(query, { signal }) },
      (file) => file.name === name && file.bytes === size,
      { retry: (request) => retry(request, { clock, random, signal, deadline }), clock },
    )
    return files[0]
  } catch (error) {
    rethrowUnexpected(error, signal)
    return undefined
  }
}

function uploadOnce(
  client: Pick<Client, 'uploadFile'>,
  { name, size, content }: UploadSource,
  options: UploadOptions,
): Promise<RemoteFile> {
  const file = { field: 'file', name, type: 'application/jsonl', size, content: content() }
  const reportProgress = throttleProgress(options)
  return sendForm({ purpose: 'fine-tune' }, file, client.uploadFile, {
    ...options,
    description: `upload of ${name}`,
    responseTimeoutMs: RESPONSE_TIMEOUT_MS,
    onSent: (sent) => reportProgress(Math.min(sent, size)),
  })
}

/** Returns a function that forwards progress at most every ten seconds. */
export function throttleProgress({ clock, onProgress }: UploadOptions): (sent: number) => void {
  let nextReportAt = clock.now() + FIRST_PROGRESS_MS
  return (sent) => {
    if (clock.now() < nextReportAt) return
    nextReportAt = clock.now() + PROGRESS_MS
    onProgress(sent)
  }
}
