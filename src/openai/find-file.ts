import { ApiError } from '../http/errors.ts'
import type { Client, PageQuery } from './client.ts'
import { type Repeat, readList } from './pagination.ts'
import type { RemoteFile } from './wire.ts'

/** The API's own default for a page of files is 10,000. */
const PAGE = 1000
const MAX_FILES = 20_000
/** A file that was made is in the list after this long at the latest. */
export const LISTED_MS = 30_000
/** Between two looks for it until then. */
export const LISTING_PAUSE_MS = 5000
/** A file that expires before a job has read it is of no use. */
const MIN_LIFE_SECONDS = 24 * 60 * 60
/** Statuses of files that no job can be trained on, now or later. */
export const UNUSABLE: ReadonlySet<string> = new Set(['error', 'deleted', 'deleting'])

/** The files for fine-tuning on the server that are `wanted`, the oldest first. Rejects when it refuses to list them. */
export async function listFiles(
  client: Pick<Client, 'files'>,
  wanted: (file: RemoteFile) => boolean,
  repeat: Repeat,
): Promise<RemoteFile[]> {
  const page = (query: PageQuery) => client.files(query)
  const { items } = await readList({ page, ways: [{ limit: PAGE }, {}], most: MAX_FILES, repeat }, wanted)
  return items.sort((a, b) => (a.createdAt ?? 0) - (b.createdAt ?? 0) || (a.id < b.id ? -1 : 1))
}

/** Content by which an uploaded file is known again. */
export interface Content {
  /** SHA-256 in hexadecimal; the name of every file that this action uploads carries it. */
  digest: string
  bytes: number
}

/** Whether a file that this action has uploaded, whenever and wherever, has this content. */
export function isSame({ name, bytes }: RemoteFile, content: Content): boolean {
  return (name?.includes(content.digest) ?? false) && bytes === content.bytes
}

/**
 * The oldest file on the server with this content, so that all runs find the same one; undefined when there is
 * none that the server still has when it is asked for it.
 */
export async function findFile(
  client: Pick<Client, 'files' | 'file'>,
  content: Content,
  now: Date,
  repeat: Repeat,
): Promise<RemoteFile | undefined> {
  const latest = now.getTime() / 1000 + MIN_LIFE_SECONDS
  const usable = (file: RemoteFile) =>
    !UNUSABLE.has(file.status ?? '') && (file.expiresAt ?? latest) >= latest
  for (const { id } of await listFiles(client, (file) => isSame(file, content) && usable(file), repeat)) {
    const file = await stillThere(client, id, repeat)
    if (file && usable(file)) return file
  }
  return undefined
}

/** The file as the server has it now; undefined when it says that there is none. */
export async function stillThere(
  client: Pick<Client, 'file'>,
  id: string,
  repeat: Repeat,
): Promise<RemoteFile | undefined> {
  try {
    return await repeat(() => client.file(id))
  } catch (error) {
    if (error instanceof ApiError && error.refusal.fromApi && error.refusal.status === 404) return undefined
    throw error
  }
}
