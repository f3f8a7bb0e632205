import { ApiError } from '../http/errors.ts'
import type { Page } from './wire.ts'

/** Retries a request while its errors are retryable. */
export type Retry = <T>(request: () => Promise<T>) => Promise<T>

/** Options for reading a list of the API. */
export interface ListOptions<T, Query> {
  getPage: (query: Query & { after?: string | undefined }) => Promise<Page<T>>
  /** Queries, the most specific first: after a 400 the next one is tried, which a simpler server may support. */
  queries: [Query, ...Query[]]
  /** How many items are read at most. */
  maxItems: number
  /** Which items are kept; all by default. */
  filter?: (item: T) => boolean
  /** Whether the kept items suffice, so that the rest of the list is not read. */
  isDone?: ((items: T[]) => boolean) | undefined
  retry: Retry
}

/** The items of a list in the server's order, which is documented as newest first. */
export interface ListResult<T> {
  items: T[]
  /** Whether the list was read to its end, or until `isDone`. */
  isComplete: boolean
}

const MAX_EMPTY_PAGES = 20

/** Reads a list page by page. Rejects when the server rejects every query. */
export async function listAll<T extends { id: string }, Query>({
  getPage,
  queries: [firstQuery, ...simplerQueries],
  maxItems,
  filter = () => true,
  isDone = () => false,
  retry,
}: ListOptions<T, Query>): Promise<ListResult<T>> {
  const seenIds = new Set<string>()
  const seenCursors = new Set<string>()
  const items: T[] = []
  let emptyPages = 0
  let query = firstQuery
  let after: string | undefined
  const requestPage = async (): Promise<Page<T>> => {
    try {
      return await getPage({ ...query, after })
    } catch (error) {
      const simpler = error instanceof ApiError && error.status === 400 ? simplerQueries.shift() : undefined
      if (simpler === undefined) throw error
      query = simpler
      return requestPage()
    }
  }
  do {
    const page = await retry(requestPage)
    let newItems = 0
    for (const item of page.items) {
      if (seenIds.has(item.id)) continue
      seenIds.add(item.id)
      newItems += 1
      if (filter(item)) items.push(item)
    }
    if (isDone(items)) return { items, isComplete: true }
    // A page without new items, or a repeated cursor, comes from a server that ignores cursors. But a server that filters
    // may return empty pages before the end.
    emptyPages = page.items.length === 0 ? emptyPages + 1 : 0
    const continues = newItems > 0 || (emptyPages > 0 && emptyPages <= MAX_EMPTY_PAGES)
    const { nextCursor } = page
    after = continues && nextCursor !== undefined && !seenCursors.has(nextCursor) ? nextCursor : undefined
    if (after !== undefined) seenCursors.add(after)
  } while (after !== undefined && seenIds.size < maxItems)
  return { items, isComplete: after === undefined }
}
