import { ApiError } from '../http/errors.ts'
import type { Page } from './wire.ts'

/** Repeats a request for as long as its failures may pass. */
export type Repeat = <T>(request: () => Promise<T>) => Promise<T>

/** How to read a list of the API. */
export interface Listing<T, Query> {
  page: (query: Query & { after?: string | undefined }) => Promise<Page<T>>
  /** Queries, from the most that a server may understand to the least: after a 400 the next one is tried. */
  ways: [Query, ...Query[]]
  /** So many items are looked through at most. */
  most: number
  repeat: Repeat
}

/** What was read of a list, in its order: the newest first, as far as the server keeps to the documentation. */
export interface List<T> {
  items: T[]
  /** Whether the list was read to its end; if not, nobody knows what else is in it. */
  complete: boolean
}

const MAX_EMPTY_PAGES = 20

/** Reads a list page by page for what is wanted in it, until it is enough. Rejects when the server refuses to list. */
export async function readList<T extends { id: string }, Query>(
  { page, ways, most, repeat }: Listing<T, Query>,
  wanted: (item: T) => boolean,
  enough: (items: T[]) => boolean = () => false,
): Promise<List<T>> {
  const seen = new Set<string>()
  const cursors = new Set<string>()
  const items: T[] = []
  let emptyPages = 0
  let [way, ...simpler] = ways
  let after: string | undefined
  const ask = async (): Promise<Page<T>> => {
    try {
      return await page({ ...way, after })
    } catch (error) {
      const next = error instanceof ApiError && error.refusal.status === 400 ? simpler.shift() : undefined
      if (next === undefined) throw error
      way = next
      return ask()
    }
  }
  do {
    const { items: listed, next } = await repeat(ask)
    let fresh = 0
    for (const item of listed) {
      if (seen.has(item.id)) continue
      seen.add(item.id)
      fresh += 1
      if (wanted(item)) items.push(item)
    }
    if (enough(items)) return { items, complete: true }
    // A page with nothing new, or a cursor used before, comes from a server that ignores cursors. An empty page may be
    // all that a filter has left of one.
    emptyPages = listed.length === 0 ? emptyPages + 1 : 0
    const goesOn = fresh > 0 || (emptyPages > 0 && emptyPages <= MAX_EMPTY_PAGES)
    after = goesOn && next !== undefined && !cursors.has(next) ? next : undefined
    if (after !== undefined) cursors.add(after)
  } while (after !== undefined && seen.size < most)
  return { items, complete: after === undefined }
}
