import { createHash } from 'node:crypto'
import type { ApiOptions } from '../../sandbox/options.ts'
import { uploadInParts } from '../../src/openai/multipart-upload.ts'
import { type InProcessOptions, startInProcess } from './in-process-sandbox.ts'
import { chatExamples } from './run-action.ts'

/** Data of a few parts of at most a thousand bytes. */
export const DATA = Buffer.from(`${chatExamples(60)}\n`)
export const PART_BYTES = 1000
export const PARTS = Math.ceil(DATA.length / PART_BYTES)

/** What a test sets up; it names the one thing it is about. */
export interface UploadScenario extends Pick<InProcessOptions, 'inject' | 'clock'> {
  server?: ApiOptions
  content?: () => AsyncIterable<Uint8Array>
  signal?: AbortSignal
  partBytes?: number
}

/** Uploads the data in parts to a sandbox in this process. */
export async function uploadParts(scenario: UploadScenario = {}) {
  const { server, inject, content = dataChunks, signal, partBytes = PART_BYTES } = scenario
  const { api, client, clock, sent } = startInProcess({ ...server, inject, clock: scenario.clock })
  const progress: number[] = []
  let unconfirmed = 0
  const options = {
    clock,
    random: () => 0,
    signal: signal ?? new AbortController().signal,
    onRetry: () => undefined,
    onProgress: (bytes: number) => progress.push(bytes),
    onUnconfirmed: () => (unconfirmed += 1),
    onConfirmed: () => (unconfirmed -= 1),
  }
  const file = { name: 'data.jsonl', size: DATA.length, content }
  const outcome = await uploadInParts(client, file, options, partBytes).then(
    (uploaded) => ({ uploaded, error: undefined }),
    (error: unknown) => ({ uploaded: undefined, error }),
  )
  await api.close()
  return {
    ...outcome,
    clock,
    sent,
    progress,
    unconfirmed,
    files: api.files,
    /** The status of each upload. */
    uploads: api.uploads.map(({ status }) => status),
  }
}

/** Yields the data in chunks that differ from the parts. */
export async function* dataChunks(): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < DATA.length; start += 300) yield DATA.subarray(start, start + 300)
}

/** The file that a successful upload leaves. */
export const EXPECTED_FILE = {
  filename: 'data.jsonl',
  bytes: DATA.length,
  sha256: createHash('sha256').update(DATA).digest('hex'),
}
