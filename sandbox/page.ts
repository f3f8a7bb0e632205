import { ApiError } from './api-error.ts'

/** How a list is divided into pages. */
export interface PageRules {
  readonly defaultLimit: number
  readonly maxLimit: number
  /** The length of every page; some servers ignore `limit`. */
  readonly fixedSize?: number | undefined
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
  { defaultLimit: usual, maxLimit: most, fixedSize: fixed }: PageRules,
): Page<T> {
  const limit = fixed ?? readLimit(query.get('limit'), usual, most)
  const after = query.get('after')
  const start = after === null ? 0 : all.findIndex(({ id }) => id === after) + 1
  if (after !== null && start === 0)
    throw new ApiError(400, `Invalid 'after': no such item '${after}'.`, { param: 'after' })
  const items = all.slice(start, start + limit)
  return {
    object: 'list',
    items,
    first_id: items[0]?.id ?? null,
    last_id: items.at(-1)?.id ?? null,
    has_more: start + limit < all.length,
  }
}

function readLimit(text: string | null, usual: number, most: number): number {
  if (text === null) return usual
  const limit = /^-?\d+$/.test(text) ? Number(text) : Number.NaN
  const refuse = (flaw: string, code: string) =>
    new ApiError(400, `Invalid 'limit': ${flaw}, but got ${text} instead.`, { param: 'limit', code })
  if (Number.isNaN(limit)) throw refuse('expected an integer', 'invalid_type')
  if (limit < 1) throw refuse('integer below minimum value. Expected a value >= 1', 'integer_below_min_value')
  if (limit > most)
    throw refuse(`integer above maximum value. Expected a value <= ${most}`, 'integer_above_max_value')
  return limit
}
