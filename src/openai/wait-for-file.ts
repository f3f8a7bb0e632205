import { ActionError } from '../errors.ts'
import { retry } from '../http/retry.ts'
import type { Client } from './client.ts'
import { UNUSABLE } from './find-file.ts'
import type { Uploading } from './upload.ts'
import type { RemoteFile } from './wire.ts'

/** What looking at a file depends on. */
type Looking = Omit<Uploading, 'onProgress'>

/** While a file is in one of these, a job that uses it would be refused (Azure). */
const PROCESSING = new Set(['pending', 'running'])
/** OpenAI starts jobs with files in this state too; some servers never leave it. */
const UPLOADED = 'uploaded'
const UPLOADED_MS = 30_000
/** The official client waits as long. */
const PROCESSING_MS = 30 * 60_000
const LOOK_MS = 5000
/** How long a server may fail to tell of a file. */
const LOOKING_MS = 60_000

/** Waits until the server has processed a file, where it says that it processes them. A Failure when it could not. */
export async function untilProcessed(
  client: Pick<Client, 'file'>,
  file: RemoteFile,
  { onWait, ...looking }: Looking & { onWait: (status: string) => void },
): Promise<void> {
  const { clock, signal } = looking
  const start = clock.now()
  let pauseMs = 250
  for (let now = file; ; ) {
    const status = now.status ?? 'processed'
    if (UNUSABLE.has(status))
      throw new ActionError(
        `The server could not process file ${file.id} (${status})${now.statusDetails ? `: ${now.statusDetails}` : ''}`,
      )
    const patienceMs = PROCESSING.has(status) ? PROCESSING_MS : status === UPLOADED ? UPLOADED_MS : 0
    const remainingMs = start + patienceMs - clock.now()
    if (remainingMs <= 0) return
    if (now === file) onWait(status)
    await clock.sleep(Math.min(pauseMs, remainingMs), signal)
    pauseMs = Math.min(pauseMs * 2, LOOK_MS)
    now = await lookAt(client, file.id, looking)
  }
}

/** A file as the server tells of it; nothing but its id where the server tells nothing: the create request will. */
export async function lookAt(
  client: Pick<Client, 'file'>,
  id: string,
  looking: Looking,
): Promise<RemoteFile> {
  try {
    return await retry(() => client.file(id, { signal: looking.signal }), {
      ...looking,
      deadline: looking.clock.now() + LOOKING_MS,
    })
  } catch (error) {
    if (looking.signal.aborted || !(error instanceof ActionError)) throw error
    return { id }
  }
}
