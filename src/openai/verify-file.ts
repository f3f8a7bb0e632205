import { createHash } from 'node:crypto'
import { rethrowUnexpected } from '../errors.ts'
import { tryParseJson } from '../json.ts'
import type { Client } from './client.ts'
import type { ContentId } from './find-file.ts'
import type { Retry } from './pagination.ts'

/** Larger files are not read back: that would take longer than uploading them again is worth. */
const MAX_VERIFIED_BYTES = 64_000_000
/** A route that never responds must not hold up the step for longer. */
const CONTENT_TIMEOUT_MS = 2 * 60_000
const MIN_DIFFERENT_READS = 2
const REPLACEMENT_CHARACTER = '\uFFFD'

/** Content that can be compared with that of a file. */
export interface LocalContent extends ContentId {
  /** Reads the bytes from the start with each call. */
  read: () => AsyncIterable<Uint8Array>
}

/** Whether a file has some content, as reading it back shows, or why it could not be read back. */
export type Verification = 'same' | 'different' | { unverified: string }

/**
 * Reads a file back from the server, and returns whether it has this content. A difference must be read twice: a response may
 * be garbled, or the page of a proxy.
 */
export async function verifyContent(
  client: Pick<Client, 'getFileContent'>,
  id: string,
  content: LocalContent,
  { retry, signal }: { retry: Retry; signal: AbortSignal },
): Promise<Verification> {
  if (content.bytes > MAX_VERIFIED_BYTES) return { unverified: 'it is larger than 64 MB' }
  try {
    for (let reads = 0; reads < MIN_DIFFERENT_READS; reads++) {
      const text = await retry(() => client.getFileContent(id, { timeoutMs: CONTENT_TIMEOUT_MS }))
      if (await hasContent(text, content)) return 'same'
    }
    return 'different'
  } catch (error) {
    rethrowUnexpected(error, signal)
    return { unverified: error.message }
  }
}

/** Servers send a file as it is, in base64 (API reference, 6.4), or as a JSON string (its schema). */
async function hasContent(text: string, { digest, bytes, read }: LocalContent): Promise<boolean> {
  if (sha256(text) === digest) return true
  const decoded = Buffer.from(text, 'base64')
  if (decoded.length === bytes && sha256(decoded) === digest) return true
  const value = text.startsWith('"') ? tryParseJson(text) : undefined
  if (typeof value === 'string' && sha256(value) === digest) return true
  // Data that is not UTF-8 lost bytes when the response was decoded, which the same data loses here.
  return text.includes(REPLACEMENT_CHARACTER) && (await digestAsText(read())) === sha256(text)
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}

async function digestAsText(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const hash = createHash('sha256')
  for await (const chunk of chunks) hash.update(decoder.decode(chunk, { stream: true }))
  return hash.update(decoder.decode()).digest('hex')
}
