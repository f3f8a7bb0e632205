import { createHash } from 'node:crypto'
import { z } from 'zod'
import { isJsonObject } from '../json.ts'
import { metadataField, optionalText, optionalTime } from './fields.ts'

/** One page of a list. */
export interface Page<T> {
  /** In the server's order. */
  entries: PageEntry<T>[]
  /** Whether more entries follow, if the server reports it. */
  hasMore: boolean | undefined
  /** The `after` of the query for the next page. */
  nextCursor: string | undefined
  /** The server's own time when it sent the page, in Unix seconds. */
  serverTime?: number | undefined
  /** The length of the response. */
  bytes: number
}

/** An entry of a page: its key is its id or, where it cannot be decoded, a digest of it. */
type PageEntry<T> = { key: string; item: T } | { key: string; unreadable: UnreadableEntry }

/**
 * What can be read of an entry that cannot be decoded, because it is no object or has no id that can be read. It may still be
 * what is searched for.
 */
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

/** Decodes a response; throws if its body is something else. */
export type Decode<T> = (body: unknown, facts: ResponseFacts) => T

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
export function decodePage<T extends { id: string }>(
  body: unknown,
  facts: ResponseFacts,
  decode: Decode<T>,
): Page<T> {
  const { data, hasMore, lastId } = decodeListBody(body)
  const entries = data.map((entry) => decodeEntry(entry, facts, decode))
  const last = entries.at(-1)
  // The id of the last entry, which is not known if the entry cannot be decoded.
  const cursor =
    last && 'item' in last ? last.key : (lastId ?? entries.findLast((entry) => 'item' in entry)?.key)
  // Without `has_more` the next page is requested: it is empty or a repetition.
  return { entries, hasMore, nextCursor: hasMore === false ? undefined : cursor, ...facts }
}

function decodeEntry<T extends { id: string }>(
  entry: unknown,
  facts: ResponseFacts,
  decode: Decode<T>,
): PageEntry<T> {
  try {
    const item = decode(entry, facts)
    return { key: item.id, item }
  } catch {
    return { key: digest(entry), unreadable: readPartially(entry) }
  }
}

const PartialBody = z.looseObject({
  model: optionalText,
  created_at: optionalTime,
  status: optionalText,
  metadata: metadataField,
})

function readPartially(entry: unknown): UnreadableEntry {
  const {
    model,
    created_at: createdAt,
    status,
    metadata,
  } = PartialBody.parse(isJsonObject(entry) ? entry : {})
  return { model, createdAt, status, metadata }
}

function digest(entry: unknown): string {
  return createHash('sha256').update(JSON.stringify(entry)).digest('base64')
}
