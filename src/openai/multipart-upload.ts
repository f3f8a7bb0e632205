import { createHash } from 'node:crypto'
import { withTimeout } from '../clock.ts'
import { ApiError, hadNoEffect, mayPass } from '../http/errors.ts'
import { retry } from '../http/retry.ts'
import type { Client } from './client.ts'
import { LISTED_MS, LISTING_PAUSE_MS } from './find-file.ts'
import { multipart } from './multipart.ts'
import { providerOf } from './provider.ts'
import {
  ANSWER_MS,
  arrived,
  type LocalFile,
  progress,
  type Sending,
  TRIES,
  type Uploading,
  watched,
} from './upload.ts'
import type { RemoteFile } from './wire.ts'

/** The bytes above which a file is uploaded in parts to the server at this host (with its port, if it has one). */
export function largestPlainUpload(host: string): number {
  return providerOf(new URL(`https://${host}`).hostname).largestPlainUpload
}

/** API reference, Uploads: a part has at most 64 MB. Small ones make little of a failure, and let several be in memory. */
const PART_BYTES = 16 * 2 ** 20
const MAX_PARTS = 400
/** In memory, and on their way. */
const MAX_HELD = 4
const SLICE_BYTES = 256 * 1024
const PART_ANSWER_MS = 2 * 60_000
/** More than of a whole file: what is lost with a part is much more than the part. */
const PART_TRIES = 8
const CANCEL_MS = 2000
const CANCEL_DELAY_MS = 250

type UploadsClient = Pick<Client, 'createUpload' | 'addPart' | 'completeUpload' | 'cancelUpload' | 'files'>

/**
 * Uploads a file for fine-tuning in parts (API reference, Uploads), with the memory of a few of them; each is repeated
 * by itself. An unfinished upload is no file: between `onSend` and `onAnswer` it is being completed. One that cannot be
 * finished is cancelled. Undefined, and nothing done, where the server has no such API.
 */
export async function uploadInParts(
  client: UploadsClient,
  file: LocalFile,
  uploading: Sending,
  partBytes = Math.max(PART_BYTES, Math.ceil(file.size / MAX_PARTS)),
): Promise<RemoteFile | undefined> {
  const id = await begin(client, file, uploading)
  if (id === undefined) return undefined
  try {
    const parts = await sendParts(client, id, file, partBytes, uploading)
    return await complete(client, id, parts, file, uploading)
  } catch (error) {
    await cancel(client, id, uploading)
    throw error
  }
}

/** The id of a new upload; one whose id never arrives has no parts, and expires within the hour. */
async function begin(
  client: UploadsClient,
  { name, size }: LocalFile,
  uploading: Uploading,
): Promise<string | undefined> {
  const upload = { filename: name, bytes: size, mimeType: 'text/jsonl' }
  try {
    const { id } = await retry(() => client.createUpload(upload, { signal: uploading.signal }), {
      ...uploading,
      maxAttempts: TRIES,
      shouldRetry: (error) => mayPass(error) && !(hasNoUploads(error) && isAnswered(error)),
    })
    return id
  } catch (error) {
    if (hasNoUploads(error)) return undefined
    throw error
  }
}

function hasNoUploads(error: unknown): error is ApiError {
  return error instanceof ApiError && [404, 405, 501].includes(error.refusal.status)
}

/** In JSON, and not by the page of some proxy that may go away. */
const isAnswered = ({ refusal: { fromApi, said } }: ApiError) => fromApi || said !== undefined

/** What completes an upload: its parts, in the order of their bytes, and the digest of these. */
interface Parts {
  partIds: string[]
  md5: string
}

async function sendParts(
  client: UploadsClient,
  id: string,
  file: LocalFile,
  partBytes: number,
  uploading: Uploading,
): Promise<Parts> {
  const failed = new AbortController()
  const signal = AbortSignal.any([uploading.signal, failed.signal])
  const patience = { ...uploading, signal, maxAttempts: PART_TRIES }
  const buffers = new Buffers(partBytes)
  const md5 = createHash('md5')
  const tell = progress(uploading)
  let sent = 0

  async function send(bytes: Buffer): Promise<string> {
    try {
      const part = await retry(() => sendPart(client, id, bytes, patience), patience)
      sent += bytes.length
      tell(sent)
      return part.id
    } finally {
      buffers.give(bytes)
    }
  }

  const sending: Promise<string>[] = []
  try {
    for await (const bytes of cut(file.content(), buffers)) {
      signal.throwIfAborted()
      md5.update(bytes)
      const part = send(bytes)
      part.catch((error) => failed.abort(error))
      sending.push(part)
    }
    return { partIds: await Promise.all(sending), md5: md5.digest('hex') }
  } catch (error) {
    failed.abort(error)
    throw error
  }
}

function sendPart(client: UploadsClient, id: string, bytes: Buffer, { clock, signal }: Uploading) {
  const type = 'application/octet-stream'
  const data = { field: 'data', name: 'part', type, size: bytes.length, content: slices(bytes) }
  const watching = { clock, signal, what: `part of ${id}`, answerMs: PART_ANSWER_MS }
  return watched(multipart({}, data), (body, signal) => client.addPart(id, body, signal), watching)
}

/** Small enough that each of them shows whether the connection still moves. */
function* slices(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length; start += SLICE_BYTES)
    yield bytes.subarray(start, start + SLICE_BYTES)
}

/** The same bytes in pieces that fill a buffer each, but for the last one. */
async function* cut(chunks: AsyncIterable<Uint8Array>, buffers: Buffers): AsyncGenerator<Buffer> {
  let piece: Buffer | undefined
  let length = 0
  for await (const chunk of chunks)
    for (let rest = chunk; rest.length > 0; ) {
      piece ??= await buffers.take()
      const fitting = rest.subarray(0, piece.length - length)
      piece.set(fitting, length)
      length += fitting.length
      rest = rest.subarray(fitting.length)
      if (length < piece.length) continue
      yield piece
      piece = undefined
      length = 0
    }
  if (piece) yield piece.subarray(0, length)
}

/** A few buffers for one user, used over and over: new ones would lie about until the garbage collector comes. */
class Buffers {
  readonly #bytes: number
  readonly #spare: Buffer[] = []
  #made = 0
  #hand: ((buffer: Buffer) => void) | undefined

  constructor(bytes: number) {
    this.#bytes = bytes
  }

  /** Waits until there is one. */
  async take(): Promise<Buffer> {
    const spare = this.#spare.pop()
    if (spare) return spare
    if (this.#made === MAX_HELD)
      return new Promise((resolve) => {
        this.#hand = resolve
      })
    this.#made += 1
    return Buffer.allocUnsafeSlow(this.#bytes)
  }

  give(buffer: Buffer): void {
    const hand = this.#hand
    this.#hand = undefined
    if (hand) hand(buffer)
    else this.#spare.push(buffer)
  }
}

/** Makes the file. After an answer that does not say whether there is one it is looked for before this is asked again. */
async function complete(
  client: UploadsClient,
  id: string,
  parts: Parts,
  file: LocalFile,
  uploading: Sending,
): Promise<RemoteFile> {
  let doubtful = false
  const attempt = async () => {
    const there = doubtful ? await arrived(client, file, uploading) : undefined
    if (there) return there
    try {
      return await client.completeUpload(id, parts, { signal: uploading.signal, limitMs: ANSWER_MS })
    } catch (error) {
      // What is completed cannot be completed again.
      const late = doubtful && !mayPass(error) ? await listed(client, file, uploading) : undefined
      if (late) return late
      doubtful ||= !hadNoEffect(error)
      throw error
    }
  }
  uploading.onSend()
  try {
    const made = await retry(attempt, { ...uploading, maxAttempts: TRIES })
    doubtful = false
    return made
  } finally {
    if (!doubtful) uploading.onAnswer()
  }
}

/** Waits for the file until lists must show it. */
async function listed(client: UploadsClient, file: LocalFile, uploading: Uploading) {
  const { clock, signal } = uploading
  const until = clock.now() + LISTED_MS
  for (;;) {
    const there = await arrived(client, file, uploading)
    if (there || clock.now() >= until) return there
    await clock.sleep(LISTING_PAUSE_MS, signal)
  }
}

/** Also when the workflow is cancelled. What is not cancelled within a moment expires within the hour. */
async function cancel(client: UploadsClient, id: string, { clock, random }: Uploading): Promise<void> {
  const work = (signal: AbortSignal) =>
    retry(() => client.cancelUpload(id, { signal }), {
      clock,
      random,
      signal,
      maxDelayMs: CANCEL_DELAY_MS,
    })
  await withTimeout(clock, CANCEL_MS, undefined, work).catch(() => undefined)
}
