import type { Fetch, HttpRequest, HttpResponse } from '../../src/dependencies.ts'
import { NotSentError } from '../../src/http/transport.ts'
import type { Credentials } from '../../src/openai/authentication.ts'

/** One request as the fake server saw it. */
export interface Seen {
  method: string
  path: string
  query: URLSearchParams
  headers: Record<string, string>
  body: string
}

/** Faults by which a request can fail, each once. */
export const FAULTS = {
  '429': () => refusal(429, 'rate_limit_exceeded'),
  '429 with retry-after': () => refusal(429, 'rate_limit_exceeded', { 'retry-after': '7' }),
  '500': () => refusal(500, 'server_error'),
  '502': () => page(502),
  '503': () => refusal(503, 'server_is_overloaded'),
  '504': () => page(504),
  reset: () => Promise.reject(new Error('read ECONNRESET')),
  hang: (signal: AbortSignal | undefined) =>
    new Promise<never>((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
  'truncated body': () => answer(200, '{"object":"list","da'),
  'HTML body': () => answer(200, '<html>Please log in</html>'),
  '401 by a proxy': () => page(401),
} satisfies Record<string, (signal: AbortSignal | undefined) => Promise<HttpResponse>>

/** The name of a fault. */
export type Fault = keyof typeof FAULTS

/** A refusal in the API's own form. */
export function refusal(
  status: number,
  code: string,
  headers: Record<string, string> = {},
): Promise<HttpResponse> {
  return answer(
    status,
    JSON.stringify({ error: { message: `refused: ${code}`, type: 'x', param: null, code } }),
    headers,
  )
}

const page = (status: number) => answer(status, '<html>Bad gateway</html>')

/** For a server that asks for no credential. */
export const NOBODY: Credentials = { header: async () => ({}), renew: () => false }

/** Never connected. */
export const notSent = (): Promise<HttpResponse> => Promise.reject(new NotSentError('connect ECONNREFUSED'))

/** An answer with this status and text. */
export async function answer(
  status: number,
  body: string,
  headers: Record<string, string> = {},
): Promise<HttpResponse> {
  return new Response(body, { status, headers })
}

/** A server of a few routes, `GET /path` by name; a route answers JSON, or does what its function does. */
export function fakeApi(
  routes: Record<string, (request: Seen, signal: AbortSignal | undefined) => unknown>,
): { fetch: Fetch; requests: Seen[] } {
  const requests: Seen[] = []
  const fetch = async (url: string, request: HttpRequest): Promise<HttpResponse> => {
    const { pathname, searchParams } = new URL(url)
    const seen: Seen = {
      method: request.method,
      path: pathname.replace(/^\/v1/, ''),
      query: searchParams,
      headers: request.headers,
      body: await bodyText(request.body),
    }
    requests.push(seen)
    const route = routes[`${seen.method} ${seen.path}`]
    if (!route) return refusal(404, 'unknown_url')
    const reaction = await route(seen, request.signal)
    return reaction instanceof Response ? reaction : answer(200, JSON.stringify(reaction))
  }
  return { fetch, requests }
}

async function bodyText(body: HttpRequest['body']): Promise<string> {
  if (body === undefined || typeof body === 'string') return body ?? ''
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
