import { Api } from '../../sandbox/api.ts'
import type { ApiOptions } from '../../sandbox/options.ts'
import { respond } from '../../sandbox/respond.ts'
import type { Fetch, HttpRequest, HttpResponse } from '../../src/dependencies.ts'
import { NotSentError } from '../../src/http/transport.ts'
import { createClient } from '../../src/openai/client.ts'
import { type ManualClock, manualClock } from './clock.ts'
import { NO_AUTH } from './fake-api.ts'

/** The ways in which a request can fail. */
export type Fault =
  | 'not sent'
  | 'reset'
  | '500'
  | '503'
  | 'hang'
  | 'lost'
  | 'hang after the effect'
  | '500 after the effect'
  | 'truncated'
  | 'garbage'

/** A request before the sandbox handles it. */
export interface InterceptedRequest {
  /** Its position among the requests of this `Fetch`, from 0. */
  index: number
  method: string
  path: string
}

/** What happens around a request; a promise is awaited. */
export interface FaultPlan {
  fault?: Fault | undefined
  before?: (() => unknown) | undefined
  after?: (() => unknown) | undefined
}

const NOT_APPLIED: ReadonlySet<Fault | undefined> = new Set(['not sent', 'reset', '500', '503', 'hang'])

/** What a test sets up. */
export interface InProcessOptions extends ApiOptions {
  /** Returns what happens around a request, which is named `POST /uploads/:id/parts` and the like. */
  inject?: ((name: string, request: InterceptedRequest) => FaultPlan) | undefined
  clock?: ManualClock | undefined
}

/** Starts a sandbox in this process with a manual clock, and returns it with a transport, a client and the requests. */
export function startInProcess({ inject, clock = manualClock(), ...options }: InProcessOptions = {}) {
  const api = new Api({ now: () => clock.now(), ...options })
  const sent: string[] = []
  const fetch = sandboxFetch(api, (request) => {
    const name = `${request.method} ${request.path.replace(/(?<=\/)(upload_|file-|ftjob-)\w+/, ':id')}`
    sent.push(name)
    return inject?.(name, request) ?? {}
  })
  const connection = {
    baseUrl: `http://server${api.dialect.basePath}`,
    headers: { authorization: `Bearer ${api.key}` },
    credentials: NO_AUTH,
  }
  return { api, clock, fetch, client: createClient(connection, fetch, clock), sent }
}

/** Returns a transport to a sandbox in this process. Timeouts are those of the caller, as with any transport. */
export function sandboxFetch(
  api: Api,
  inject: (request: InterceptedRequest) => FaultPlan = () => ({}),
): Fetch {
  let requests = 0
  return async (url, request) => {
    const { pathname, searchParams } = new URL(url)
    const path = pathname.slice(api.dialect.basePath.length)
    const { fault, before, after } = inject({ index: requests++, method: request.method, path })
    await before?.()
    if (NOT_APPLIED.has(fault)) return failedResponse(fault)
    const response = await handle(api, path, searchParams, request)
    await after?.()
    return fault === undefined ? response : failedResponse(fault)
  }
}

async function handle(
  api: Api,
  path: string,
  query: URLSearchParams,
  request: HttpRequest,
): Promise<HttpResponse> {
  const { method, headers, body = '' } = request
  const base = api.dialect.basePath
  const text = typeof body === 'string' ? body : ''
  const stream = toBuffers(typeof body === 'string' ? [] : body)
  const response = await respond(() => api.handle({ method, base, path, query, headers, text, stream }), api)
  const date = new Date(api.now()).toUTCString()
  // A `Response` with status 204 must not have a body, not even an empty one.
  const content = response.status === 204 ? null : new Uint8Array(Buffer.from(response.body))
  return new Response(content, { status: response.status, headers: { date, ...response.headers } })
}

function failedResponse(fault: Fault | undefined): HttpResponse | Promise<HttpResponse> {
  switch (fault) {
    case 'not sent':
      throw new NotSentError('connect ECONNREFUSED')
    case 'reset':
    case 'lost':
      throw new Error('read ECONNRESET')
    case 'hang':
    case 'hang after the effect':
      return new Promise(() => undefined)
    case 'truncated':
      return {
        status: 200,
        headers: new Headers(),
        arrayBuffer: () => Promise.reject(new Error('the response was cut off')),
      }
    case 'garbage':
      return new Response('{"object": "list", "data": [{]')
    default:
      return new Response('{"error": {"message": "Sorry about that!"}}', {
        status: Number.parseInt(fault ?? '500', 10),
      })
  }
}

async function* toBuffers(chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) yield Buffer.from(chunk)
}
