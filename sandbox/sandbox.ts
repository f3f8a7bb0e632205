import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { finished } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { Api, type ApiOptions } from './api.ts'
import { Refusal } from './api-error.ts'
import { type FaultRule, Faults, takesEffect } from './faults.ts'
import type { Reply } from './http.ts'
import { newId } from './id.ts'
import type { JobRecord } from './job.ts'

/** How the sandbox is started. */
export interface SandboxOptions extends ApiOptions {
  /** 0, or absent: any free one. */
  readonly port?: number
  /** Faults from the beginning: rules, or text as in `parseFault`. */
  readonly faults?: readonly (FaultRule | string)[]
  /** Called with each request that comes in; it is dealt with when this is done. */
  readonly onArrival?: ((request: RequestRecord, index: number) => unknown) | undefined
  /** Called when the request was dealt with; it is answered, if at all, when this is done. */
  readonly onAnswer?: ((request: RequestRecord, index: number) => unknown) | undefined
}

/** A request that came in. */
export interface RequestRecord {
  readonly method: string
  /** After the base URL, percent-encoded as it came. */
  readonly path: string
  /** Without the question mark. */
  readonly query: string
  readonly headers: IncomingHttpHeaders
  /** The text of a JSON body; empty for others. */
  readonly body: string
  /** The status that was answered; null when there was no answer (yet). */
  readonly status: number | null
  /** The kind of fault that befell it. */
  readonly fault: string | null
  /** Unix milliseconds. */
  readonly at: number
}

/** A running sandbox. */
export interface Sandbox {
  /** The base URL, as the `base-url` of a client. */
  readonly url: string
  readonly key: string
  /** Every request to the API so far, in order. */
  readonly requests: readonly RequestRecord[]
  /** Every job so far, oldest first. */
  readonly jobs: readonly JobRecord[]
  /** The files that are there, oldest first. */
  readonly files: Api['files']
  /** Every upload in parts so far, oldest first. */
  readonly uploads: Api['uploads']
  readonly addJob: Api['addJob']
  readonly addFile: Api['addFile']
  readonly advance: Api['advance']
  readonly happen: Api['happen']
  readonly script: Api['script']
  /** Lets requests go wrong from now on. */
  fault(rule: FaultRule | string): void
  /** Lets nothing go wrong any more. */
  clearFaults(): void
  close(): Promise<void>
}

/** Starts a local server of the fine-tuning API on loopback. It trains nothing. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const api = new Api(options)
  const faults = new Faults()
  for (const fault of options.faults ?? []) faults.add(fault)
  const requests: RequestRecord[] = []
  const closing = new AbortController()

  const server = createServer((request, response) => {
    const served = request.url?.startsWith('/__sandbox/')
      ? control(request, response, { api, faults, requests })
      : serve(request, response, { ...options, api, faults, requests, closing: closing.signal })
    served.catch((error: unknown) => {
      response.destroy()
      // A client that goes away, or a sandbox that is closed, in mid-request is no bug; the rest is.
      if (!request.errored && !closing.signal.aborted) console.error(error)
    })
  })
  // Uploads of gigabytes and answers that never come both outlast the usual five minutes.
  server.requestTimeout = 0
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo

  return {
    url: `http://127.0.0.1:${port}${api.dialect.basePath}`,
    key: api.key,
    requests,
    jobs: api.jobs,
    files: api.files,
    get uploads() {
      return api.uploads
    },
    addJob: (...args) => api.addJob(...args),
    addFile: (...args) => api.addFile(...args),
    advance: (...args) => api.advance(...args),
    happen: (...args) => api.happen(...args),
    script: (...args) => api.script(...args),
    fault: (rule) => faults.add(rule),
    clearFaults: () => faults.clear(),
    async close() {
      closing.abort()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await api.close()
    },
  }
}

interface Parts {
  readonly api: Api
  readonly faults: Faults
  readonly requests: RequestRecord[]
}

interface Serving extends Parts, Pick<SandboxOptions, 'onArrival' | 'onAnswer'> {
  readonly closing: AbortSignal
}

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Buffer
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  { api, faults, requests, closing, onArrival, onAnswer }: Serving,
): Promise<void> {
  const started = performance.now()
  const method = request.method ?? 'GET'
  const url = new URL(request.url ?? '/', 'http://sandbox')
  const base = api.dialect.basePath
  const inside = url.pathname.startsWith(`${base}/`)
  const path = inside ? url.pathname.slice(base.length) : url.pathname
  const fault = faults.next(method, path)
  const record = {
    method,
    path,
    query: url.search.slice(1),
    headers: request.headers,
    body: '',
    status: null as number | null,
    fault: fault?.kind ?? null,
    at: api.now(),
  }
  const index = requests.push(record) - 1
  await onArrival?.(record, index)
  if (fault?.kind === 'reset' && !takesEffect(fault)) return void request.socket.resetAndDestroy()

  const isJson = request.headers['content-type']?.startsWith('application/json') ?? false
  if (isJson) record.body = await readText(request)
  const call = {
    method,
    path,
    query: url.searchParams,
    headers: request.headers,
    text: record.body,
    stream: request.iterator({ destroyOnReturn: false }),
  }
  const answered =
    fault && !takesEffect(fault)
      ? undefined
      : await answer(() => {
          if (!inside) throw new Refusal(404, `Invalid URL (${method} ${url.pathname})`)
          return api.handle(call)
        }, api)
  // A body that nobody read would make the client fail in its own way, before it sees the answer.
  if (!request.readableEnded) {
    request.resume()
    await finished(request)
  }
  await onAnswer?.(record, index)

  const headers = {
    'x-request-id': newId('req_', 32),
    ...api.dialect.headers(),
    'openai-processing-ms': String(Math.round(performance.now() - started)),
    'openai-version': '2020-10-01',
  }
  if (fault?.kind === 'slow') await sleep(fault.ms, undefined, { signal: closing })
  const given = fault ? faultAnswer(fault, answered, api) : answered
  if (!given || fault?.kind === 'reset' || fault?.kind === 'lost') return void request.socket.destroy()
  if (fault?.kind === 'hang') return
  const cut = fault?.kind === 'truncated' || fault?.kind === 'stall'
  const body = Buffer.from(given.body)
  record.status = given.status
  response.writeHead(given.status, { ...headers, 'content-length': body.length, ...given.headers })
  if (!cut) return void response.end(body)
  response.write(body.subarray(0, body.length / 2), () => {
    if (fault.kind === 'truncated') request.socket.destroy()
  })
}

async function answer(handle: () => Promise<Reply>, api: Api): Promise<Answer> {
  try {
    const reply = await handle()
    if ('bytes' in reply) return { status: 200, headers: { 'content-type': reply.type }, body: reply.bytes }
    return jsonAnswer(200, reply.json)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return jsonAnswer(error.status, api.dialect.errorBody(error))
  }
}

function jsonAnswer(status: number, value: unknown): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value, null, 2) }
}

const PROXY_PAGE: Omit<Answer, 'status'> = {
  headers: { 'content-type': 'text/html; charset=UTF-8' },
  body: '<html>\r\n<head><title>Gateway</title></head>\r\n<body><center><h1>Gateway</h1></center></body>\r\n</html>\r\n',
}

function faultAnswer(fault: FaultRule, answered: Answer | undefined, api: Api): Answer | undefined {
  switch (fault.kind) {
    case 'status': {
      const body = fault.body ?? (fault.status === 502 || fault.status === 504 ? 'html' : 'api')
      const plain = body === 'html' ? PROXY_PAGE : { headers: {}, body: '' }
      const { headers, ...rest } = body === 'api' ? jsonAnswer(fault.status, apiBody(fault, api)) : plain
      return { ...rest, status: fault.status, headers: { ...headers, ...fault.headers } }
    }
    case 'html':
      return { status: 200, ...PROXY_PAGE }
    case 'garbage':
      return {
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: '{"object": "list", "data": [{]\u0000',
      }
    case 'redirect':
      return { status: fault.status ?? 302, headers: { location: fault.location }, body: '' }
    default:
      return answered ?? { status: 200, headers: {}, body: '' }
  }
}

const USUAL_ERRORS: Readonly<Record<number, { message: string; type: string; code?: string }>> = {
  401: { message: 'Incorrect API key provided.', type: 'invalid_request_error', code: 'invalid_api_key' },
  403: { message: 'You have insufficient permissions for this operation.', type: 'invalid_request_error' },
  404: { message: 'The requested resource was not found.', type: 'invalid_request_error' },
  429: { message: 'Rate limit reached for requests', type: 'requests', code: 'rate_limit_exceeded' },
  503: {
    message: 'The server is overloaded or not ready yet.',
    type: 'service_unavailable_error',
    code: 'server_is_overloaded',
  },
}

function apiBody({ status, error }: Extract<FaultRule, { kind: 'status' }>, api: Api): unknown {
  const usual = USUAL_ERRORS[status] ?? {
    message: 'The server had an error while processing your request. Sorry about that!',
    type: status < 500 ? 'invalid_request_error' : 'server_error',
  }
  const given = Object.fromEntries(Object.entries(error ?? {}).filter(([, value]) => value !== undefined))
  const { message, ...facts } = { ...usual, ...given }
  return api.dialect.errorBody(new Refusal(status, message, facts))
}

/** What tests of a program in another process do to the sandbox. */
async function control(
  request: IncomingMessage,
  response: ServerResponse,
  { api, faults, requests }: Parts,
): Promise<void> {
  const reply = (status: number, value: unknown) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
  }
  const text = await readText(request)
  try {
    const advance = /^POST \/__sandbox\/jobs\/([^/]+)\/advance$/.exec(`${request.method} ${request.url}`)?.[1]
    if (advance) return reply(200, api.advance(advance, text === '' ? 1 : JSON.parse(text)).wire)
    switch (`${request.method} ${request.url}`) {
      case 'GET /__sandbox/requests':
        return reply(200, requests)
      case 'POST /__sandbox/faults':
        faults.add(JSON.parse(text))
        return reply(200, {})
      case 'DELETE /__sandbox/faults':
        faults.clear()
        return reply(200, {})
      default:
        return reply(404, { error: `the sandbox has no ${request.method} ${request.url}` })
    }
  } catch (error) {
    reply(400, { error: String(error) })
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
