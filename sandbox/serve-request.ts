import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { finished } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Api } from './api.ts'
import { ApiError } from './api-error.ts'
import type { Management } from './azure-management.ts'
import { findBase } from './dialect.ts'
import { faultResponse } from './fault-response.ts'
import { type Faults, isAppliedBeforeFailing } from './faults.ts'
import { readText } from './http.ts'
import { newId } from './id.ts'
import { respond } from './respond.ts'
import { serveAccount } from './serve-account.ts'

/** A request that the sandbox received. */
export interface RequestRecord {
  readonly method: string
  /** After the base URL, percent-encoded as it came. */
  readonly path: string
  /** Without the question mark. */
  readonly query: string
  readonly headers: IncomingHttpHeaders
  /** The text of a JSON body; empty for others. */
  readonly body: string
  /** The status of the response; null if there is none (yet). */
  readonly status: number | null
  /** The kind of fault that hit it. */
  readonly fault: string | null
  /** Unix milliseconds. */
  readonly at: number
}

/** What a test does around each request; a promise is awaited. */
export interface RequestHooks {
  /** Called before the request is handled. */
  readonly onRequest?: ((request: RequestRecord, index: number) => unknown) | undefined
  /** Called after the request was handled and before the response is sent, if there is one. */
  readonly onResponse?: ((request: RequestRecord, index: number) => unknown) | undefined
}

/** What serving a request needs. */
export interface ServeContext extends RequestHooks {
  readonly api: Api
  /** The Azure account that the API belongs to, if its deployments are managed. */
  readonly management: Management | undefined
  readonly faults: Faults
  readonly requests: RequestRecord[]
  readonly closing: AbortSignal
}

/** Serves one request of the API, with the fault that hits it. */
export async function serveRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { api, management, faults, requests, closing, onRequest, onResponse }: ServeContext,
): Promise<void> {
  const started = performance.now()
  const method = request.method ?? 'GET'
  const url = new URL(request.url ?? '/', 'http://sandbox')
  const base = findBase(url.pathname, api.dialect)
  const path = url.pathname.slice(base?.length ?? 0)
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
  await onRequest?.(record, index)
  if (fault?.kind === 'reset' && !isAppliedBeforeFailing(fault)) return void request.socket.resetAndDestroy()

  const isJson = request.headers['content-type']?.startsWith('application/json') ?? false
  if (isJson) record.body = await readText(request)
  const apiRequest = {
    method,
    path,
    base: base ?? '',
    query: url.searchParams,
    headers: request.headers,
    text: record.body,
    stream: request.iterator({ destroyOnReturn: false }),
  }
  const serveApi = (text: string) =>
    respond(() => {
      if (base === undefined) throw new ApiError(404, `Invalid URL (${method} ${url.pathname})`)
      return api.handle({ ...apiRequest, text })
    }, api)
  const serve = () =>
    management
      ? serveAccount(management, { ...apiRequest, path: url.pathname }, serveApi)
      : serveApi(record.body)
  const applied = fault && !isAppliedBeforeFailing(fault) ? undefined : await serve()
  // A client whose body is not read fails with an error of its own before it sees the response.
  const isAnsweredEarly = api.quirks.answerUploadAfter !== undefined
  if (!request.readableEnded) {
    request.resume()
    if (!isAnsweredEarly) await finished(request)
  }
  await onResponse?.(record, index)

  const headers = {
    date: new Date(api.now()).toUTCString(),
    'x-request-id': newId('req_', 32),
    ...api.dialect.headers(),
    'openai-processing-ms': String(Math.round(performance.now() - started)),
    'openai-version': '2020-10-01',
  }
  if (fault?.kind === 'slow') await sleep(fault.ms, undefined, { signal: closing })
  const result = fault ? faultResponse(fault, applied, api) : applied
  if (!result || fault?.kind === 'reset' || fault?.kind === 'lost') return void request.socket.destroy()
  if (fault?.kind === 'hang') return
  const isCutOff = fault?.kind === 'truncated' || fault?.kind === 'stall'
  const body = Buffer.from(result.body)
  record.status = result.status
  response.writeHead(result.status, { ...headers, 'content-length': body.length, ...result.headers })
  if (!isCutOff) return void response.end(body)
  response.write(body.subarray(0, body.length / 2), () => {
    if (fault.kind === 'truncated') request.socket.destroy()
  })
}
