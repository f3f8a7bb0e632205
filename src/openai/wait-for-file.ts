import { ActionError, rethrowUnexpected } from '../errors.ts'
import { retry } from '../http/retry.ts'
import type { Client } from './client.ts'
import { UNUSABLE_STATUSES } from './find-file.ts'
import type { RemoteFile } from './remote-file.ts'
import type { UploadOptions } from './upload.ts'

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

/** Waits until the server has processed a file, if it reports that it processes files. Rejects when processing failed. */
export async function waitForProcessing(
  client: Pick<Client, 'getFile'>,
  file: RemoteFile,
  { onWait, ...options }: WaitOptions & { onWait: (status: string) => void },
): Promise<void> {
  const { clock, signal } = options
  const startedAt = clock.now()
  let pollMs = MIN_POLL_MS
  for (let current = file; ; ) {
    const status = current.status ?? 'processed'
    if (UNUSABLE_STATUSES.has(status)) {
      const details = current.statusDetails ? `: ${current.statusDetails}` : ''
      throw new ActionError(`The server could not process file ${file.id} (${status})${details}`)
    }
    const remainingMs = startedAt + processingTimeout(status) - clock.now()
    if (remainingMs <= 0) return
    if (current === file) onWait(status)
    await clock.sleep(Math.min(pollMs, remainingMs), signal)
    pollMs = Math.min(pollMs * 2, MAX_POLL_MS)
    current = await getFileStatus(client, file.id, options)
  }
}

function processingTimeout(status: string): number {
  if (PROCESSING_STATUSES.has(status)) return PROCESSING_TIMEOUT_MS
  return status === UPLOADED_STATUS ? UPLOADED_TIMEOUT_MS : 0
}

/** Returns a file with its status; if the server does not return it, only the id, which the create request then checks. */
export async function getFileStatus(
  client: Pick<Client, 'getFile'>,
  id: string,
  options: WaitOptions,
): Promise<RemoteFile> {
  const { clock, signal } = options
  try {
    return await retry(() => client.getFile(id, { signal }), {
      ...options,
      deadline: clock.now() + STATUS_TIMEOUT_MS,
    })
  } catch (error) {
    rethrowUnexpected(error, signal)
    return { id }
  }
}
