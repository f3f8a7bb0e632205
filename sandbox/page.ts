import { ApiError } from './api-error.ts'
import type { Quirks } from './quirks.ts'

/** How a list is divided into pages. */
export interface PageRules {
  readonly defaultLimit: number
  readonly maxLimit: number
  /** The length of every page; some servers ignore `limit`. */
  readonly fixedSize?: number | undefined
  /** The largest `limit` of a server that answers 422 to a larger one. */
  readonly refusedAbove?: number | undefined
  /** How the server misreads `after`. */
  readonly cursor?: Quirks['jobCursor']
}

/** One page of a list. */
export interface Page<T> {
  readonly object: 'list'
  readonly items: readonly T[]
  readonly first_id: string | null
  readonly last_id: string | null
  readonly has_more: boolean
}

/** Returns the page that `after` and `limit` select; throws an `ApiError` if they are invalid. */
export function page<T extends { readonly id: string }>(
  all: readonly T[],
  query: URLSearchParams,
  rules: PageRules,
): Page<T> {
  const limit = rules.fixedSize ?? readLimit(query.get('limit'), rules)
  const { items, hasMore } = select(all, query.get('after'), limit, rules.cursor)
  return {
    object: 'list',
    items,
    first_id: items[0]?.id ?? null,
    last_id: items.at(-1)?.id ?? null,
    has_more: hasMore,
  }
}

function select<T extends { readonly id: string }>(
  all: readonly T[],
  after: string | null,
  limit: number,
  cursor: PageRules['cursor'],
): { readonly items: readonly T[]; readonly hasMore: boolean } {
  const index = after === null ? -1 : all.findIndex(({ id }) => id === after)
  const next = index + 1
  const from = (start: number) => ({
    items: all.slice(start, start + limit),
    hasMore: start + limit < all.length,
  })
  switch (cursor) {
    case 'ignored':
      return { items: all.slice(0, limit), hasMore: all.length >= limit }
    case 'stuck':
      return { items: all.slice(0, limit), hasMore: true }
    case 'random': {
      if (after === null) return from(0)
      const greater = all.filter(({ id }) => id > after)
      // By chance no known item may come again, and then no client could notice that items are missing.
      const known = all.slice(0, Math.max(0, next)).some((item) => greater.includes(item))
      const items = [...greater.slice(0, limit), ...(known ? [] : all.slice(0, 1))]
      return { items, hasMore: greater.length > limit }
    }
    case 'inclusive':
      return from(Math.max(0, index))
    case 'repeats': {
      const known = Math.min(next, Math.floor(limit / 2))
      const items = [...all.slice(next, next + limit - known), ...all.slice(next - known, next)]
      return { items, hasMore: next + limit - known < all.length }
    }
    case 'empty':
      return { items: all.slice(next, next + limit), hasMore: true }
    case undefined:
      if (after !== null && next === 0)
        throw new ApiError(400, `Invalid 'after': no such item '${after}'.`, { param: 'after' })
      return from(next)
  }
}

function readLimit(text: string | null, { defaultLimit, maxLimit, refusedAbove }: PageRules): number {
  if (text === null) return Math.min(defaultLimit, refusedAbove ?? defaultLimit)
  const limit = /^-?\d+$/.test(text) ? Number(text) : Number.NaN
  const refuse = (flaw: string, code: string) =>
    new ApiError(400, `Invalid 'limit': ${flaw}, but got ${text} instead.`, { param: 'limit', code })
  if (Number.isNaN(limit)) throw refuse('expected an integer', 'invalid_type')
  if (limit < 1) throw refuse('integer below minimum value. Expected a value >= 1', 'integer_below_min_value')
  if (refusedAbove !== undefined && limit > refusedAbove)
    throw new ApiError(422, `Input should be less than or equal to ${refusedAbove}`, { param: 'limit' })
  if (limit > maxLimit)
    throw refuse(`integer above maximum value. Expected a value <= ${maxLimit}`, 'integer_above_max_value')
  return limit
}
