import type { Clock } from '../clock.ts'
import type { Fetch } from '../dependencies.ts'
import { ActionError } from '../errors.ts'
import { isSuccess, sendRequest } from '../http/request.ts'
import { createApiError } from './github-errors.ts'

/** The part of the web's `RequestInit` that octokit passes. */
interface OctokitRequest {
  method: string
  headers: Record<string, string>
  body?: string | undefined
  signal?: AbortSignal | undefined
}

const REQUEST_TIMEOUT_MS = 10_000
/** The headers that octokit and the rate limits need. */
const RESPONSE_HEADERS = ['content-type', 'retry-after', 'x-ratelimit-remaining', 'x-ratelimit-reset', 'date']

/**
 * Returns the `fetch` for octokit, over the transport of all requests of this action: with its proxies, without
 * redirects, for one origin, and with a time limit. Rejects with an ApiError for every response that is not a 2xx.
 */
export function createOctokitFetch(fetch: Fetch, clock: Clock, origin: string) {
  return async (url: string, { method, headers, body, signal }: OctokitRequest): Promise<Response> => {
    const { origin: target, pathname } = new URL(url)
    if (target !== origin) throw new ActionError(`${target} is not the GitHub of this workflow`)
    const description = `${method} ${pathname}`
    const response = await sendRequest(fetch, clock, {
      description,
      url,
      request: {
        method,
        headers: { ...headers, 'x-github-api-version': '2022-11-28' },
        ...(body && { body }),
      },
      signal,
      timeoutMs: REQUEST_TIMEOUT_MS,
    })
    if (!isSuccess(response)) throw createApiError(description, response)
    const { status, text } = response
    const passed = new Headers()
    for (const name of RESPONSE_HEADERS) {
      const value = response.headers.get(name)
      if (value) passed.set(name, value)
    }
    return new Response(text || null, { status, headers: passed })
  }
}
