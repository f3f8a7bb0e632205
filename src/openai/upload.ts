import { type Clock, TimeoutError } from '../clock.ts'
import { ActionError } from '../errors.ts'
import { ConnectionError, hadNoEffect } from '../http/errors.ts'
import { retry } from '../http/retry.ts'
import type { Client, Upload } from './client.ts'
import { listFiles } from './find-file.ts'
import { multipart } from './multipart.ts'
import type { RemoteFile } from './wire.ts'

/** A dataset as it will lie on the server. */
export interface LocalFile {
  name: string
  /** Bytes. */
  size: number
  /** Its bytes, anew with each call. */
  content: () => AsyncIterable<Uint8Array>
}

/** What an upload and the wait for it depend on. */
export interface Uploading {
  clock: Clock
  random: () => number
  signal: AbortSignal
  onRetry: (error: unknown, delayMs: number) => void
  /** Told of an upload that takes longer than a few seconds: now and then, the bytes sent so far. */
  onProgress: (sent: number) => void
}

/** An upload of which it matters when its file may be on the server. */
export interface Sending extends Uploading {
  onSend: () => void
  onAnswer: () => void
}

const STALL_MS = 60_000
const FIRST_PROGRESS_MS = 3000
const PROGRESS_MS = 10_000
const LISTING_MS = 30_000

/** How long a server may take to answer when it has all bytes of a file. */
export const ANSWER_MS = 10 * 60_000
/** How often what changes the server is sent at most. */
export const TRIES = 4

/**
 * Uploads a file for fine-tuning. The bytes are streamed; a file of any size needs the memory of a few chunks.
 * When an answer does not come, the file is looked for by its name, which must be this upload's own, before it is sent
 * again. Between `onSend` and `onAnswer` nobody knows whether the server has it.
 */
export function uploadFile(
  client: Pick<Client, 'upload' | 'files'>,
  file: LocalFile,
  uploading: Sending,
): Promise<RemoteFile> {
  let doubtful = false
  const attempt = async () => {
    const there = doubtful ? await arrived(client, file, uploading) : undefined
    if (there) uploading.onAnswer()
    if (there) return there
    uploading.onSend()
    try {
      const uploaded = await uploadOnce(client, file, uploading)
      uploading.onAnswer()
      return uploaded
    } catch (error) {
      if (hadNoEffect(error)) uploading.onAnswer()
      else doubtful = true
      throw error
    }
  }
  return retry(attempt, { ...uploading, maxAttempts: TRIES })
}

/** The file, if an upload without an answer has brought it; a list that cannot be read is no reason to stop. */
export async function arrived(
  client: Pick<Client, 'files'>,
  { name, size }: LocalFile,
  uploading: Uploading,
): Promise<RemoteFile | undefined> {
  const { clock, random, signal } = uploading
  const until = clock.now() + LISTING_MS
  try {
    const files = await listFiles(
      { files: (page) => client.files(page, { signal }) },
      (file) => file.name === name && file.bytes === size,
      (request) => retry(request, { clock, random, signal, deadline: until }),
    )
    return files[0]
  } catch (error) {
    if (signal.aborted || !(error instanceof ActionError)) throw error
    return undefined
  }
}

function uploadOnce(client: Pick<Client, 'upload'>, file: LocalFile, uploading: Uploading) {
  const { name, size, content } = file
  const fields = { purpose: 'fine-tune' }
  const body = multipart(fields, { field: 'file', name, type: 'application/jsonl', size, content: content() })
  const tell = progress(uploading)
  const onMove = (sent: number) => tell(Math.min(sent, size))
  const watching = { ...uploading, what: `upload of ${name}`, answerMs: ANSWER_MS, onMove }
  return watched(body, (body, signal) => client.upload(body, signal), watching)
}

/** Tells, now and then, how far an upload is. */
export function progress({ clock, onProgress }: Uploading): (sent: number) => void {
  let tellAt = clock.now() + FIRST_PROGRESS_MS
  return (sent) => {
    if (clock.now() < tellAt) return
    tellAt = clock.now() + PROGRESS_MS
    onProgress(sent)
  }
}

interface Watching {
  clock: Clock
  signal: AbortSignal
  what: string
  answerMs: number
  onMove?: (sent: number) => void
}

/** Sends a body and gives up when no byte of it moves for a minute, or when no answer comes in time after the last. */
export async function watched<T>(
  { contentType, contentLength, body }: Upload,
  send: (body: Upload, signal: AbortSignal) => Promise<T>,
  { clock, signal, what, answerMs, onMove }: Watching,
): Promise<T> {
  const stalled = new AbortController()
  const done = new AbortController()
  let sent = 0
  let movedAt = clock.now()
  let limitMs = STALL_MS

  async function* moving() {
    for await (const chunk of body) {
      yield chunk
      sent += chunk.length
      movedAt = clock.now()
      onMove?.(sent)
    }
    limitMs = answerMs
  }

  async function watch() {
    for (let left = limitMs; left > 0; left = movedAt + limitMs - clock.now())
      await clock.sleep(left, done.signal)
    stalled.abort(new TimeoutError(`no progress for ${limitMs / 1000} seconds`))
  }

  watch().catch(() => undefined)
  try {
    const either = AbortSignal.any([signal, stalled.signal])
    return await send({ contentType, contentLength, body: moving() }, either)
  } catch (error) {
    if (!stalled.signal.aborted || signal.aborted) throw error
    throw new ConnectionError(`${what}: ${stalled.signal.reason.message}`, { sent: true, cause: error })
  } finally {
    done.abort()
  }
}
