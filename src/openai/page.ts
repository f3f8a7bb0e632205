import { createHash } from 'node:crypto'
import { z } from 'zod'
import { optionalText, optionalTime } from './fields.ts'

/** One page of a list. */
export interface Page<T> {
  items: T[]
  /** The entries that cannot be decoded. One of them may still be what is searched for. */
  unreadable: UnreadableEntry[]
  /** All entries in the server's order. */
  entries: PageEntry[]
  /** Whether more entries follow, if the server reports it. */
  hasMore: boolean | undefined
  /** The `after` of the query for the next page. */
  nextCursor: string | undefined
  /** The server's own time when it sent the page, in Unix seconds. */
  serverTime?: number | undefined
  /** The length of the response. */
  bytes: number
}

/** An entry of a page, decoded or not. */
export interface PageEntry {
  /** The id or, where the entry cannot be decoded, a digest of it. */
  key: string
  createdAt: number | undefined
}

/** What can be read of an entry that cannot be decoded, because it is no object or has no id that can be read. */
export interface UnreadableEntry {
  model?: string | undefined
  /** Unix seconds. */
  createdAt?: number | undefined
  /** In the server's spelling. */
  status?: string | undefined
  metadata: Record<string, string>
}

/** The facts of a response that its body does not contain. */
export interface ResponseFacts {
  /** The server's own time in Unix seconds, by the header `date`. */
  serverTime?: number | undefined
  /** The length of the body. */
  bytes: number
}

const PageBody = z.looseObject({
  data: z.array(z.unknown()),
  has_more: z.boolean().optional().catch(undefined),
  last_id: optionalText,
})

/** Decodes the body of a list; throws if it is none. */
export function decodeListBody(body: unknown): {
  data: unknown[]
  hasMore: boolean | undefined
  lastId: string | undefined
} {
  const { data, has_more: hasMore, last_id: lastId } = PageBody.parse(body)
  return { data, hasMore, lastId }
}

/** Decodes a page whose entries `decode` decodes; throws if the body is no list. */
export function decodePage<T extends { id: string; createdAt?: number | undefined }>(
  body: unknown,
  { serverTime, bytes }: ResponseFacts,
  decode: (entry: unknown) => T,
): Page<T> {
  const { data, hasMore, lastId } = decodeListBody(body)
  const items: T[] = []
  const unreadable: UnreadableEntry[] = []
  const entries = data.map((entry): PageEntry => {
    const item = decodeOptional(entry, decode)
    if (item) {
      items.push(item)
      return { key: item.id, createdAt: item.createdAt }
    }
    const readable = readPartially(entry)
    unreadable.push(readable)
    return { key: digest(entry), createdAt: readable.createdAt }
  })
  const lastItem = items.at(-1)?.id
  // The id of the last entry, which is not known if the entry cannot be decoded.
  const isLastReadable = lastItem !== undefined && lastItem === entries.at(-1)?.key
  const cursor = isLastReadable ? lastItem : (lastId ?? lastItem)
  // Without `has_more` the next page is requested: it is empty or a repetition.
  const nextCursor = hasMore === false ? undefined : cursor
  return { items, unreadable, entries, hasMore, nextCursor, serverTime, bytes }
}

function decodeOptional<T>(entry: unknown, decode: (entry: unknown) => T): T | undefined {
  try {
    return decode(entry)
  } catch {
    return undefined
  }
}

/** Metadata as the API has it: pairs of text. */
export const metadataField = z
  .record(z.string(), z.unknown())
  .transform((pairs) =>
    Object.fromEntries(
      Object.entries(pairs).flatMap(([key, value]) =>
        ['string', 'number', 'boolean'].includes(typeof value) ? [[key, String(value)]] : [],
      ),
    ),
  )
  .catch({})

const PartialBody = z
  .looseObject({
    model: optionalText,
    created_at: optionalTime,
    status: optionalText,
    metadata: metadataField,
  })
  .catch({ model: undefined, created_at: undefined, status: undefined, metadata: {} })

function readPartially(entry: unknown): UnreadableEntry {
  const { model, created_at: createdAt, status, metadata } = PartialBody.parse(entry)
  return { model, createdAt, status, metadata }
}

function digest(entry: unknown): string {
  return createHash('sha256').update(JSON.stringify(entry)).digest('base64')
}
