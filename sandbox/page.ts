import { Refusal } from './api-error.ts'

/** How a list is paged. */
export interface PageRules {
  readonly usual: number
  readonly most: number
  /** The length of every page, whatever is asked for: some servers are like that. */
  readonly fixed?: number | undefined
}

/** One page of a list. */
export interface Page<T> {
  readonly object: 'list'
  readonly items: readonly T[]
  readonly first_id: string | null
  readonly last_id: string | null
  readonly has_more: boolean
}

/** The page of a list that `after` and `limit` ask for. */
export function page<T extends { readonly id: string }>(
  all: readonly T[],
  query: URLSearchParams,
  { usual, most, fixed }: PageRules,
): Page<T> {
  const limit = fixed ?? readLimit(query.get('limit'), usual, most)
  const after = query.get('after')
  const start = after === null ? 0 : all.findIndex(({ id }) => id === after) + 1
  if (after !== null && start === 0)
    throw new Refusal(400, `Invalid 'after': no such item '${after}'.`, { param: 'after' })
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
    new Refusal(400, `Invalid 'limit': ${flaw}, but got ${text} instead.`, { param: 'limit', code })
  if (Number.isNaN(limit)) throw refuse('expected an integer', 'invalid_type')
  if (limit < 1) throw refuse('integer below minimum value. Expected a value >= 1', 'integer_below_min_value')
  if (limit > most)
    throw refuse(`integer above maximum value. Expected a value <= ${most}`, 'integer_above_max_value')
  return limit
}
