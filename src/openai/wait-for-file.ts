import { ActionError, rethrowUnexpected } from '../errors.ts'
import { ApiError, ConnectionError, hasUnsupportedStatus, isRetryable } from '../http/errors.ts'
import { REQUEST_TIMEOUT_MS } from '../http/request.ts'
import { retry } from '../http/retry.ts'
import type { Client } from './client.ts'
import { isUnusable } from './find-file.ts'
import type { RemoteFile } from './remote-file.ts'
import { isMismatchedResponse, type UploadOptions } from './upload.ts'

/** What polling a file depends on. */
type WaitOptions = Omit<UploadOptions, 'onProgress'>

/** In these statuses a server may reject a job that uses the file (Azure). */
const PROCESSING_STATUSES = new Set(['pending', 'running'])
/** OpenAI accepts jobs with files in this status too; some servers never leave it. */
const UPLOADED_STATUS = 'uploaded'
const UPLOADED_TIMEOUT_MS = 30_000
/** As long as the official client waits. */
const PROCESSING_TIMEOUT_MS = 30 * 60_000
const MIN_POLL_MS = 250
const MAX_POLL_MS = 5000
/** How long a failing request of a file's status is retried. */
const STATUS_TIMEOUT_MS = 60_000
/** How long a server may not know a file that another step has just uploaded. */
const UNKNOWN_MS = 5000

/**
 * Waits for all files at once until the server has processed them, if it reports that it processes files. Rejects when
 * processing failed.
 */
export async function waitForProcessing(
  client: Pick<Client, 'getFile'>,
  files: readonly RemoteFile[],
  { onWait, ...options }: WaitOptions & { onWait: (file: RemoteFile) => void },
): Promise<void> {
  const { clock, signal } = options
  const startedAt = clock.now()
  const remainingMs = ({ status }: RemoteFile) => startedAt + processingTimeout(status) - clock.now()
  const isPending = (file: RemoteFile) => remainingMs(file) > 0
  files.forEach(assertUsable)
  let pending = files.filter(isPending)
  pending.forEach(onWait)
  for (let pollMs = MIN_POLL_MS; pending.length > 0; pollMs = Math.min(pollMs * 2, MAX_POLL_MS)) {
    await clock.sleep(Math.min(pollMs, ...pending.map(remainingMs)), signal)
    const polled = pending
      .filter(isPending)
      .map((file) => getStatus(client, file.id, remainingMs(file), options))
    const current = await Promise.all(polled)
    current.forEach(assertUsable)
    pending = current.filter(isPending)
  }
}

function processingTimeout(status = 'processed'): number {
  const name = status.toLowerCase()
  if (PROCESSING_STATUSES.has(name)) return PROCESSING_TIMEOUT_MS
  return name === UPLOADED_STATUS ? UPLOADED_TIMEOUT_MS : 0
}

function assertUsable(file: RemoteFile): void {
  if (!isUnusable(file)) return
  const details = file.statusDetails ? `: ${file.statusDetails}` : ''
  throw new ActionError(`The server could not process file ${file.id} (${file.status})${details}`)
}

/** Returns a file with its status; if the server does not return it in time, only the id, which the create request then checks. */
async function getStatus(
  client: Pick<Client, 'getFile'>,
  id: string,
  maxMs: number,
  options: WaitOptions,
): Promise<RemoteFile> {
  const { clock, signal } = options
  const deadline = clock.now() + Math.min(maxMs, STATUS_TIMEOUT_MS)
  const getFile = () =>
    client.getFile(id, {
      signal,
      timeoutMs: Math.min(REQUEST_TIMEOUT_MS, Math.max(1, deadline - clock.now())),
    })
  try {
    return await retry(getFile, { ...options, deadline })
  } catch (error) {
    rethrowUnexpected(error, signal)
    return { id }
  }
}

/**
 * Returns a file that the user has named by its id. Rejects when the server does not know it, or can no longer use it. If
 * this stays unknown, returns only the id, which the create request then checks.
 */
export async function getGivenFile(
  client: Pick<Client, 'getFile' | 'listFiles'>,
  id: string,
  options: WaitOptions,
): Promise<RemoteFile> {
  const { clock, signal } = options
  const startedAt = clock.now()
  try {
    const file = await retry(() => client.getFile(id, { signal }), {
      ...options,
      deadline: startedAt + STATUS_TIMEOUT_MS,
      shouldRetry: (error) =>
        isRetryable(error) || (isUnknown(error) && clock.now() - startedAt < UNKNOWN_MS),
    })
    assertUsable(file)
    return file
  } catch (error) {
    if (!(error instanceof ApiError || error instanceof ConnectionError)) throw error
    rethrowUnexpected(error, signal)
    // The server responds, but about another file.
    if (isMismatchedResponse(error)) throw error
    if (!isUnknown(error) || !(await hasFileRoutes(client, signal))) return { id }
    throw new ActionError(`The server does not know file ${id} (${error.message}).`, {
      hint: 'Nothing was created. Check the id, and that the file belongs to the project of this key.',
      cause: error,
    })
  }
}

/** Servers that check ids refuse one of the wrong form with 422. */
function isUnknown(error: unknown): boolean {
  return error instanceof ApiError && [404, 410, 422].includes(error.status)
}

/** Returns false for a server that has jobs but no files: there, 404 proves nothing about one file. */
async function hasFileRoutes(client: Pick<Client, 'listFiles'>, signal: AbortSignal): Promise<boolean> {
  try {
    await client.listFiles({}, { signal })
    return true
  } catch (error) {
    rethrowUnexpected(error, signal)
    return !hasUnsupportedStatus(error)
  }
}
