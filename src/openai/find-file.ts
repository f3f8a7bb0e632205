import { createHash } from 'node:crypto'
import { rethrowUnexpected } from '../errors.ts'
import { isNotFound } from '../http/errors.ts'
import type { Retry } from '../http/retry.ts'
import { tryParseJson } from '../json.ts'
import type { Client } from './client.ts'
import { listFiles, type ReadListOptions } from './pagination.ts'
import type { RemoteFile } from './remote-file.ts'

/** A new file appears in lists after this long at the latest. */
export const LIST_CONSISTENCY_MS = 30_000
/** The pause between two lists until then. */
export const LIST_POLL_MS = 5000
/** A file may expire before a job has read it. */
const MIN_LIFETIME_SECONDS = 24 * 60 * 60
/** Of more files with one content only the oldest ones are considered: reading each of them takes time. */
const MAX_CANDIDATES = 3
/** Larger files are not read back: that would take longer than uploading them again is worth. */
const MAX_VERIFIED_BYTES = 64_000_000
/** A route that never responds must not hold up the step for longer. */
const CONTENT_TIMEOUT_MS = 2 * 60_000
const MIN_DIFFERENT_READS = 2
/** The statuses of files that no job can use, now or later. */
const UNUSABLE_STATUSES: ReadonlySet<string> = new Set(['error', 'failed', 'deleted', 'deleting'])

/** Returns whether a file is one that no job can use, now or later. */
export function isUnusable({ status = '' }: RemoteFile): boolean {
  return UNUSABLE_STATUSES.has(status.toLowerCase())
}

/** Identifies the content of an uploaded file. */
interface ContentId {
  /** SHA-256 in hexadecimal, which is part of the name of every file that this action uploads. */
  digest: string
  bytes: number
}

/** The end of the name of a file that any run of this action has uploaded. */
const UPLOAD_NAME = /-([0-9a-f]{64})\.jsonl$/

/** Returns the digest of the content that a file's name promises, if this action gave it that name. */
export function getDigestInName(name: string | undefined): string | undefined {
  return UPLOAD_NAME.exec(name ?? '')?.[1]
}

/** How to find a file. */
interface FindOptions extends Pick<ReadListOptions<RemoteFile>, 'retry' | 'clock'> {
  /** A file must not expire soon after this time. */
  now: Date
  /** Returns whether a file really has the content that its name promises: anyone could give it that name. */
  verify: (file: RemoteFile) => Promise<boolean>
}

/**
 * Returns the oldest file on the server with this content, so that all runs choose the same one; undefined if there is
 * none that the server still has.
 */
export async function findFile(
  client: Pick<Client, 'listFiles' | 'getFile'>,
  content: ContentId,
  { now, retry, clock, verify }: FindOptions,
): Promise<RemoteFile | undefined> {
  const minExpiry = now.getTime() / 1000 + MIN_LIFETIME_SECONDS
  const isUsable = (file: RemoteFile) => !isUnusable(file) && (file.expiresAt ?? minExpiry) >= minExpiry
  const filter = (file: RemoteFile) =>
    (file.name?.includes(content.digest) ?? false) && file.bytes === content.bytes && isUsable(file)
  const candidates = await listFiles(client, filter, { retry, clock })
  let verified = 0
  for (const { id } of candidates) {
    const file = await getFileIfExists(client, id, retry)
    if (!file || !isUsable(file)) continue
    if (await verify(file)) return file
    verified += 1
    if (verified === MAX_CANDIDATES) return undefined
  }
  return undefined
}

/** Returns a file, or undefined if the API says that it does not exist. */
export async function getFileIfExists(
  client: Pick<Client, 'getFile'>,
  id: string,
  retry: Retry,
): Promise<RemoteFile | undefined> {
  try {
    return await retry(() => client.getFile(id))
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw error
  }
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
