import { ApiError } from './errors.ts'
import type { Page } from './wire.ts'

/** Repeats a request for as long as its failures may pass. */
export type Repeat = <T>(request: () => Promise<T>) => Promise<T>

/** How to read a list of the API. */
export interface Listing<T, Query> {
  page: (query: Query & { after?: string | undefined }) => Promise<Page<T>>
  /** What to ask for, from the most that a server may understand to the least; 400 leads to the next. */
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

/** Reads a list page by page for what is wanted in it, until it is enough. Rejects when the server refuses to list. */
export async function readList<T extends { id: string }, Query>(
  { page, ways, most, repeat }: Listing<T, Query>,
  wanted: (item: T) => boolean,
  enough: (items: T[]) => boolean = () => false,
): Promise<List<T>> {
  const seen = new Set<string>()
  const items: T[] = []
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
    const fresh = listed.filter(({ id }) => !seen.has(id))
    for (const { id } of fresh) seen.add(id)
    items.push(...fresh.filter(wanted))
    if (enough(items)) return { items, complete: true }
    // A page with nothing new comes from a server that does not heed where we are.
    after = fresh.length > 0 ? next : undefined
  } while (after !== undefined && seen.size < most)
  return { items, complete: after === undefined }
}
