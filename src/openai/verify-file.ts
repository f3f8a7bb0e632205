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

/** Whether a file has some content, as reading it back shows, or why it could not be read back. */
export type Verification = 'same' | 'different' | { unverified: string }

/**
 * Reads a file back from the server, and returns whether it has this content. A difference must be read twice: a response may
 * be garbled, or the page of a proxy.
 */
export async function verifyContent(
  client: Pick<Client, 'getFileContent'>,
  id: string,
  content: ContentId,
  { retry, signal }: { retry: Retry; signal: AbortSignal },
): Promise<Verification> {
  if (content.bytes > MAX_VERIFIED_BYTES) return { unverified: 'it is larger than 64 MB' }
  try {
    for (let reads = 0; reads < MIN_DIFFERENT_READS; reads++) {
      const body = await retry(() => client.getFileContent(id, { timeoutMs: CONTENT_TIMEOUT_MS }))
      if (hasContent(body, content)) return 'same'
    }
    return 'different'
  } catch (error) {
    rethrowUnexpected(error, signal)
    return { unverified: error.message }
  }
}

/** Servers send a file as it is, in base64 (API reference, 6.4), or as a JSON string (its schema). */
function hasContent(body: Buffer, { digest, bytes }: ContentId): boolean {
  if (sha256(body) === digest) return true
  const text = body.toString()
  const decoded = Buffer.from(text, 'base64')
  if (decoded.length === bytes && sha256(decoded) === digest) return true
  const value = text.startsWith('"') ? tryParseJson(text) : undefined
  return typeof value === 'string' && sha256(value) === digest
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}
