import { createHash } from 'node:crypto'
import { Api, type ApiOptions } from '../../sandbox/api.ts'
import { createClient } from '../../src/openai/client.ts'
import { uploadInParts } from '../../src/openai/multipart-upload.ts'
import { type Befalling, fetchFrom, type Requested } from '../faults/in-process.ts'
import { type ManualClock, manualClock } from './clock.ts'
import { NOBODY } from './fake-api.ts'
import { chat } from './run-action.ts'

/** A few parts of a thousand bytes or less. */
export const DATA = Buffer.from(`${chat(60)}\n`)
export const PART_BYTES = 1000
export const PARTS = Math.ceil(DATA.length / PART_BYTES)

/** What a test sets up; it names the one thing it is about. */
export interface Scene {
  server?: ApiOptions
  /** What happens around a request, which is called `POST /uploads/:id/parts` and the like. */
  befall?: (request: string, requested: Requested) => Befalling
  content?: () => AsyncIterable<Uint8Array>
  interrupted?: AbortSignal
  clock?: ManualClock
  partBytes?: number
}

/** Uploads the data in parts to a server in this very process, with a clock that nobody waits for. */
export async function uploadParts(scene: Scene = {}) {
  const {
    server,
    befall,
    content = chunks,
    interrupted,
    clock = manualClock(),
    partBytes = PART_BYTES,
  } = scene
  const api = new Api({ now: () => clock.now(), ...server })
  const sent: string[] = []
  const fetch = fetchFrom(api, (requested) => {
    const request = `${requested.method} ${requested.path.replace(/(upload_|file-)\w+/, ':id')}`
    sent.push(request)
    return befall?.(request, requested) ?? {}
  })
  const connection = {
    baseUrl: `http://server${api.dialect.basePath}`,
    headers: { authorization: `Bearer ${api.key}` },
    credentials: NOBODY,
  }
  const told: number[] = []
  let doubts = 0
  const uploading = {
    clock,
    random: () => 0,
    signal: interrupted ?? new AbortController().signal,
    onRetry: () => undefined,
    onProgress: (bytes: number) => told.push(bytes),
    onSend: () => (doubts += 1),
    onAnswer: () => (doubts -= 1),
  }
  const file = { name: 'data.jsonl', size: DATA.length, content }
  const outcome = await uploadInParts(
    createClient(connection, fetch, clock),
    file,
    uploading,
    partBytes,
  ).then(
    (uploaded) => ({ uploaded, error: undefined }),
    (error: unknown) => ({ uploaded: undefined, error }),
  )
  await api.close()
  return {
    ...outcome,
    clock,
    sent,
    told,
    doubts,
    files: api.files,
    /** What has become of each upload. */
    uploads: api.uploads.map(({ status }) => status),
  }
}

/** The data in chunks that are no parts. */
export async function* chunks(): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < DATA.length; start += 300) yield DATA.subarray(start, start + 300)
}

/** The one file that there is to be. */
export const WHOLE = {
  filename: 'data.jsonl',
  bytes: DATA.length,
  sha256: createHash('sha256').update(DATA).digest('hex'),
}
