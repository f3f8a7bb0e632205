import type { Api } from '../../sandbox/api.ts'
import { Refusal } from '../../sandbox/api-error.ts'
import type { Reply } from '../../sandbox/http.ts'
import type { Fetch, HttpRequest, HttpResponse } from '../../src/dependencies.ts'
import { NotSentError } from '../../src/http/transport.ts'

/** What can go wrong with a request. */
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

/** A request as a hook sees it. */
export interface Requested {
  /** The how-manieth it is of this `Fetch`, from 0. */
  index: number
  method: string
  path: string
}

/** What is to happen around a request; a promise is waited for. */
export interface Befalling {
  fault?: Fault | undefined
  before?: (() => unknown) | undefined
  after?: (() => unknown) | undefined
}

const WITHOUT_EFFECT: ReadonlySet<Fault | undefined> = new Set(['not sent', 'reset', '500', '503', 'hang'])

/** The transport to a server in this very process. Time limits are the caller's, as with any transport. */
export function fetchFrom(api: Api, befall: (request: Requested) => Befalling = () => ({})): Fetch {
  let requests = 0
  return async (url, request) => {
    const { pathname, searchParams } = new URL(url)
    const path = pathname.slice(api.dialect.basePath.length)
    const { fault, before, after } = befall({ index: requests++, method: request.method, path })
    await before?.()
    if (WITHOUT_EFFECT.has(fault)) return spoilt(fault)
    const answered = await answer(api, path, searchParams, request)
    await after?.()
    return fault === undefined ? answered : spoilt(fault)
  }
}

async function answer(
  api: Api,
  path: string,
  query: URLSearchParams,
  request: HttpRequest,
): Promise<HttpResponse> {
  const { method, headers, body = '' } = request
  const text = typeof body === 'string' ? body : ''
  const stream = buffers(typeof body === 'string' ? [] : body)
  try {
    const reply = await api.handle({ method, path, query, headers, text, stream })
    return new Response(textOf(reply), { status: 200 })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return new Response(JSON.stringify(api.dialect.errorBody(error)), { status: error.status })
  }
}

function spoilt(fault: Fault | undefined): HttpResponse | Promise<HttpResponse> {
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
        text: () => Promise.reject(new Error('the answer was cut off')),
      }
    case 'garbage':
      return new Response('{"object": "list", "data": [{]')
    default:
      return new Response('{"error": {"message": "Sorry about that!"}}', {
        status: Number.parseInt(fault ?? '500', 10),
      })
  }
}

const textOf = (reply: Reply) => ('bytes' in reply ? reply.bytes.toString() : JSON.stringify(reply.json))

async function* buffers(chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) yield Buffer.from(chunk)
}
