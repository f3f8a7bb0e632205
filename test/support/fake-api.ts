import type { Fetch, HttpRequest, HttpResponse } from '../../src/dependencies.ts'
import { NotSentError } from '../../src/http/transport.ts'
import type { Credentials } from '../../src/openai/authentication.ts'

/** A request that a fake server received. */
export interface RecordedRequest {
  method: string
  path: string
  query: URLSearchParams
  headers: Record<string, string>
  body: string
}

/** The ways in which a request can fail. */
export const FAULTS = {
  '429': () => errorResponse(429, 'rate_limit_exceeded'),
  '429 with retry-after': () => errorResponse(429, 'rate_limit_exceeded', { 'retry-after': '7' }),
  '500': () => errorResponse(500, 'server_error'),
  '502': () => page(502),
  '503': () => errorResponse(503, 'server_is_overloaded'),
  '504': () => page(504),
  reset: () => Promise.reject(new Error('read ECONNRESET')),
  hang: (signal: AbortSignal | undefined) =>
    new Promise<never>((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
  'truncated body': () => response(200, '{"object":"list","da'),
  'HTML body': () => response(200, '<html>Please log in</html>'),
  '401 by a proxy': () => page(401),
} satisfies Record<string, (signal: AbortSignal | undefined) => Promise<HttpResponse>>

/** The name of a fault. */
export type Fault = keyof typeof FAULTS

/** Returns an error response in the form of the API. */
export function errorResponse(
  status: number,
  code: string,
  headers: Record<string, string> = {},
): Promise<HttpResponse> {
  return response(
    status,
    JSON.stringify({ error: { message: `refused: ${code}`, type: 'x', param: null, code } }),
    headers,
  )
}

const page = (status: number) => response(status, '<html>Bad gateway</html>')

/** Credentials for a server that needs none. */
export const NO_AUTH: Credentials = {
  kind: 'key',
  getHeaders: async () => ({}),
  invalidate: () => false,
}

/** Rejects like a connection that was refused. */
export const connectionRefused = (): Promise<HttpResponse> =>
  Promise.reject(new NotSentError('connect ECONNREFUSED'))

/** Returns a response with this status and text. */
export async function response(
  status: number,
  body: string,
  headers: Record<string, string> = {},
): Promise<HttpResponse> {
  return new Response(body, { status, headers })
}

/** Creates a fake server of a few routes, such as `GET /path`; a route returns JSON or a response. */
export function fakeApi(
  routes: Record<string, (request: RecordedRequest, signal: AbortSignal | undefined) => unknown>,
): { fetch: Fetch; requests: RecordedRequest[] } {
  const requests: RecordedRequest[] = []
  const fetch = async (url: string, request: HttpRequest): Promise<HttpResponse> => {
    const { pathname, searchParams } = new URL(url)
    const recorded: RecordedRequest = {
      method: request.method,
      path: pathname.replace(/^\/v1/, ''),
      query: searchParams,
      headers: request.headers,
      body: await bodyText(request.body),
    }
    requests.push(recorded)
    const route = routes[`${recorded.method} ${recorded.path}`]
    if (!route) return errorResponse(404, 'unknown_url')
    const result = await route(recorded, request.signal)
    return result instanceof Response ? result : response(200, JSON.stringify(result))
  }
  return { fetch, requests }
}

async function bodyText(body: HttpRequest['body']): Promise<string> {
  if (body === undefined || typeof body === 'string') return body ?? ''
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
