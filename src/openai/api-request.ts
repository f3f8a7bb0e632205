import { randomUUID } from 'node:crypto'
import { type Clock, TimeoutError, withTimeout } from '../clock.ts'
import type { Fetch, HttpRequest } from '../dependencies.ts'
import { ActionError } from '../errors.ts'
import { ConnectionError, CredentialError, StepTimeoutError } from '../http/errors.ts'
import {
  type BufferedResponse,
  decodeResponse,
  getServerTime,
  isSuccess,
  REQUEST_TIMEOUT_MS,
  sendRequest,
} from '../http/request.ts'
import { errorFromResponse } from './api-error.ts'
import type { Credentials } from './authentication.ts'
import type { Decode } from './page.ts'

/** Where requests go, and the headers of each request. */
export interface Connection {
  /** Its query string, if any, is sent with every request (Azure's `api-version`). */
  baseUrl: string
  /** Organization, project and the headers of gateways. */
  headers: Record<string, string>
  credentials: Credentials
  /** The provider behind a LiteLLM gateway, which the gateway reads from the body of a cancel request. */
  customLlmProvider?: string | undefined
}

/** When the requests of a client end, and what to do when they do not arrive. */
export interface ClientOptions {
  /** Aborts every request that has no signal of its own. */
  signal?: AbortSignal | undefined
  /** The time of the clock at which the step's timeout passes; a request outlives it by five seconds at most. */
  deadline?: number | undefined
  /** What to do when the server cannot be reached, instead of checking "base-url". */
  unreachableHint?: string
}

/** When to give up on a response. */
export interface RequestOptions {
  signal?: AbortSignal | undefined
  /** `REQUEST_TIMEOUT_MS` by default. */
  timeoutMs?: number | undefined
  /** For what must happen even after the step's timeout, such as stopping a job: then ten seconds at most. */
  afterDeadline?: boolean | undefined
}

/** A request body of known length that is streamed. */
export interface StreamedBody {
  contentType: string
  contentLength: number
  body: AsyncIterable<Uint8Array>
}

/** What one request needs beyond the connection. */
export interface CallOptions extends RequestOptions {
  query?: Record<string, string>
  /** The body. */
  json?: object | undefined
  /** The body, if it is not JSON. */
  stream?: StreamedBody
  /** `application/json` by default. */
  accept?: string
  /** 16 MiB by default. */
  maxResponseBytes?: number | undefined
}

const DEADLINE_GRACE_MS = 5000
const AFTER_DEADLINE_TIMEOUT_MS = 10_000
const UNREACHABLE_HINT = 'Check "base-url", and that this runner can reach that host.'

/** The connections at which a server has answered, which all their clients share. */
const answered = new WeakSet<Connection>()

/** Sends authenticated requests to one server, within the time that the step has left. */
export class ApiRequester {
  readonly url: URL
  readonly #connection: Connection
  readonly #fetch: Fetch
  readonly #clock: Clock
  readonly #options: ClientOptions

  constructor(connection: Connection, fetch: Fetch, clock: Clock, options: ClientOptions) {
    this.url = new URL(connection.baseUrl)
    this.#connection = connection
    this.#fetch = fetch
    this.#clock = clock
    this.#options = options
  }

  /** Sends a request and decodes the response. */
  async call<T>(method: string, path: string, decode: Decode<T>, options: CallOptions = {}): Promise<T> {
    const response = await this.send(method, path, options)
    const facts = { serverTime: getServerTime(response), bytes: response.bytes.length }
    return decodeResponse(`${method} ${path}`, response, (body) => decode(body, facts))
  }

  /** Sends a request and returns the response; rejects with an ApiError if its status is not one of success. */
  async send(
    method: string,
    path: string,
    options: CallOptions = {},
  ): Promise<BufferedResponse & { bytes: Buffer }> {
    const { credentials, headers } = this.#connection
    const { unreachableHint = UNREACHABLE_HINT } = this.#options
    const { signal = this.#options.signal, json, stream, accept = 'application/json' } = options
    const description = `${method} ${path}`
    const credentialMs = Math.min(this.#getTimeout(description, options), REQUEST_TIMEOUT_MS)
    const credential = await this.#getCredential(credentialMs, signal)
    let isBodySent = stream === undefined
    async function* trackEnd({ body }: StreamedBody): AsyncGenerator<Uint8Array> {
      yield* body
      isBodySent = true
    }
    const text = json && JSON.stringify(json)
    const request: HttpRequest = {
      method,
      headers: {
        accept,
        // The API's overview recommends a client id, so that its support can find a request without a response.
        'x-client-request-id': randomUUID(),
        ...headers,
        ...credential,
        ...getBodyHeaders(method, text, stream),
      },
    }
    const body = stream ? trackEnd(stream) : text
    if (body !== undefined) request.body = body
    const response = await sendRequest(this.#fetch, this.#clock, {
      description,
      url: this.#buildUrl(path, options.query),
      request,
      signal,
      timeoutMs: this.#getTimeout(description, options),
      maxResponseBytes: options.maxResponseBytes,
      unreachableHint,
      hasAnswered: answered.has(this.#connection),
    })
    answered.add(this.#connection)
    if (!isSuccess(response)) {
      // A retry of this request then sends another credential.
      const credentialRenewed = response.status === 401 && credentials.invalidate(credential)
      const context = { credentialRenewed, baseUrl: this.url, credential: credentials.kind }
      throw errorFromResponse(description, response, context)
    }
    if (!isBodySent)
      throw new ConnectionError(`${description}: the server responded before it had received all bytes`, {
        requestSent: true,
        fault: 'mismatched',
      })
    return response
  }

  #buildUrl(path: string, query: Record<string, string> = {}): string {
    const url = new URL(this.url)
    url.pathname = this.url.pathname.replace(/\/+$/, '') + path
    // Appended as text, so that the query of the base URL is sent exactly as it was written.
    url.search = [this.url.search.slice(1), `${new URLSearchParams(query)}`].filter(Boolean).join('&')
    return url.href
  }

  /** Returns how long a request may take from now on; throws once the step has no time left for it. */
  #getTimeout(
    description: string,
    { timeoutMs = REQUEST_TIMEOUT_MS, afterDeadline }: RequestOptions,
  ): number {
    const { deadline = Number.POSITIVE_INFINITY } = this.#options
    const remainingMs = deadline + DEADLINE_GRACE_MS - this.#clock.now()
    if (afterDeadline) return Math.min(timeoutMs, Math.max(remainingMs, AFTER_DEADLINE_TIMEOUT_MS))
    if (remainingMs <= 0) throw new StepTimeoutError(`${description}: the timeout of the step has passed`)
    return Math.min(timeoutMs, remainingMs)
  }

  /** Has a timeout like a response. Errors become CredentialErrors: without a credential the request is not sent. */
  async #getCredential(timeoutMs: number, signal: AbortSignal | undefined): Promise<Record<string, string>> {
    const { credentials } = this.#connection
    try {
      return await withTimeout(this.#clock, timeoutMs, signal, () => credentials.getHeaders())
    } catch (error) {
      if (error instanceof ActionError) throw new CredentialError(error)
      if (!(error instanceof TimeoutError)) throw error
      const message = `Cannot exchange the OIDC token of this job: ${error.message}`
      throw new CredentialError(new ConnectionError(message, { requestSent: true }))
    }
  }
}

function getBodyHeaders(method: string, text?: string, stream?: StreamedBody): Record<string, string> {
  if (stream) return { 'content-type': stream.contentType, 'content-length': `${stream.contentLength}` }
  if (text !== undefined)
    return { 'content-type': 'application/json', 'content-length': `${Buffer.byteLength(text)}` }
  return method === 'POST' ? { 'content-length': '0' } : {}
}
