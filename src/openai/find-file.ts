import { ApiError } from '../http/errors.ts'
import type { Client, PageQuery } from './client.ts'
import { listAll, type ReadListOptions, type Retry } from './pagination.ts'
import type { RemoteFile } from './remote-file.ts'

/** The API's default for a page of files is 10,000. */
const PAGE_SIZE = 1000
const MAX_FILES = 20_000
/** A new file appears in lists after this long at the latest. */
export const LIST_CONSISTENCY_MS = 30_000
/** The pause between two lists until then. */
export const LIST_POLL_MS = 5000
/** A file may expire before a job has read it. */
const MIN_LIFETIME_SECONDS = 24 * 60 * 60
/** Of more files with one content only the oldest ones are considered: reading each of them takes time. */
const MAX_CANDIDATES = 3
/** The statuses of files that no job can use, now or later. */
const UNUSABLE_STATUSES: ReadonlySet<string> = new Set(['error', 'failed', 'deleted', 'deleting'])

/** Returns whether a file is one that no job can use, now or later. */
export function isUnusable({ status = '' }: RemoteFile): boolean {
  return UNUSABLE_STATUSES.has(status.toLowerCase())
}

/** Lists the files for fine-tuning that pass the filter, oldest first. Rejects when the server does not support listing. */
export async function listFiles(
  client: Pick<Client, 'listFiles'>,
  filter: (file: RemoteFile) => boolean,
  options: ReadListOptions<RemoteFile>,
): Promise<RemoteFile[]> {
  const getPage = (query: PageQuery) => client.listFiles(query)
  const queries: [PageQuery, PageQuery] = [{ limit: PAGE_SIZE }, {}]
  const { items } = await listAll({ getPage, queries, maxItems: MAX_FILES, filter, ...options })
  return items.sort((a, b) => (a.createdAt ?? 0) - (b.createdAt ?? 0) || (a.id < b.id ? -1 : 1))
}

/** Identifies the content of an uploaded file. */
export interface ContentId {
  /** SHA-256 in hexadecimal, which is part of the name of every file that this action uploads. */
  digest: string
  bytes: number
}

/** Returns whether a file has the name and the size of an upload of this content; anyone could give it that name. */
export function hasContentName({ name, bytes }: RemoteFile, content: ContentId): boolean {
  return (name?.includes(content.digest) ?? false) && bytes === content.bytes
}

/** The end of the name of a file that any run of this action has uploaded. */
const UPLOAD_NAME = /-([0-9a-f]{64})\.jsonl$/

/** Returns the digest of the content that a file's name promises, if this action gave it that name. */
export function getDigestInName(name: string | undefined): string | undefined {
  return UPLOAD_NAME.exec(name ?? '')?.[1]
}

/** How to find a file. */
export interface FindOptions extends Pick<ReadListOptions<RemoteFile>, 'retry' | 'clock'> {
  /** A file must not expire soon after this time. */
  now: Date
  /** Returns whether a file really has the content that its name promises; always by default. */
  verify?: (file: RemoteFile) => Promise<boolean>
}

/**
 * Returns the oldest file on the server with this content, so that all runs choose the same one; undefined if there is
 * none that the server still has.
 */
export async function findFile(
  client: Pick<Client, 'listFiles' | 'getFile'>,
  content: ContentId,
  { now, retry, clock, verify = async () => true }: FindOptions,
): Promise<RemoteFile | undefined> {
  const minExpiry = now.getTime() / 1000 + MIN_LIFETIME_SECONDS
  const isUsable = (file: RemoteFile) => !isUnusable(file) && (file.expiresAt ?? minExpiry) >= minExpiry
  const filter = (file: RemoteFile) => hasContentName(file, content) && isUsable(file)
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
    if (error instanceof ApiError && error.isApiResponse && error.status === 404) return undefined
    throw error
  }
}
