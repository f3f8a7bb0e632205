import { type Clock, withTimeout } from '../clock.ts'
import type { Fetch, HttpRequest, HttpResponse } from '../dependencies.ts'
import { ActionError, getErrorCode, getErrorMessage } from '../errors.ts'
import { hasTooManyValues, MAX_VALUES } from '../json.ts'
import { ConnectionError, type ConnectionFault } from './errors.ts'
import { NotSentError, ResponseTooLongError } from './transport.ts'

/** How long a request may take by default. */
export const REQUEST_TIMEOUT_MS = 30_000
/** Far more than any JSON of an API has; a server that sends more is broken or hostile. */
const MAX_JSON_BYTES = 16 * 2 ** 20

/** Options for sending one request. */
interface SendOptions {
  /** Names the request in messages. */
  description: string
  url: string
  request: HttpRequest
  signal?: AbortSignal | undefined
  /** `REQUEST_TIMEOUT_MS` by default. */
  timeoutMs?: number | undefined
  /** 16 MiB by default. */
  maxResponseBytes?: number | undefined
  /** The hint of the error when nothing was sent. */
  unreachableHint?: string | undefined
  /** Whether the server has answered before: then a refused connection is no wrong setting. */
  hasAnswered?: boolean | undefined
}

/** A response whose body was read completely. */
export type BufferedResponse = Pick<HttpResponse, 'status' | 'headers'> & { text: string }

/**
 * Sends one request and reads the response, also one with an error status. Rejects with a ConnectionError, an ActionError of the
 * body that is being sent, or the signal's reason.
 */
export async function sendRequest(
  fetch: Fetch,
  clock: Clock,
  options: SendOptions,
): Promise<BufferedResponse & { bytes: Buffer }> {
  const { description, url, request, signal, timeoutMs = REQUEST_TIMEOUT_MS, unreachableHint } = options
  const { maxResponseBytes = MAX_JSON_BYTES, hasAnswered = false } = options
  try {
    return await withTimeout(clock, timeoutMs, signal, async (signal) => {
      const response = await fetch(url, { ...request, signal, maxResponseBytes })
      const bytes = toBuffer(await response.arrayBuffer())
      if (bytes.length > maxResponseBytes) throw new ResponseTooLongError(maxResponseBytes)
      const { status, headers } = response
      return {
        status,
        headers,
        bytes,
        get text() {
          return bytes.toString('utf8')
        },
      }
    })
  } catch (error) {
    if (signal?.aborted || error instanceof ActionError) throw error
    const reason = getErrorMessage(error)
    const requestSent = !(error instanceof NotSentError)
    throw new ConnectionError(`${description} at ${new URL(url).host}: ${reason}`, {
      requestSent,
      fault: getFault(error, hasAnswered),
      cause: error,
      hint: requestSent ? undefined : unreachableHint,
    })
  }
}

/** Without a copy of the bytes, which may be many. */
function toBuffer(body: ArrayBuffer | Uint8Array): Buffer {
  return body instanceof Uint8Array
    ? Buffer.from(body.buffer, body.byteOffset, body.byteLength)
    : Buffer.from(body)
}

/** Error codes of Node: a host name that cannot be resolved, and a certificate or a handshake that fails. */
const MISCONFIGURATION_CODE =
  /^(ENOTFOUND|EAI_\w+|EPROTO|ERR_TLS_\w+|ERR_SSL_\w+)$|CERT|ISSUER|SIGNATURE|HOSTNAME/

function getFault(error: unknown, hasAnswered: boolean): ConnectionFault {
  if (error instanceof ResponseTooLongError) return 'malformed'
  const code = getErrorCode(error instanceof NotSentError ? error.cause : undefined)
  if (code === 'ECONNREFUSED' && !hasAnswered) return 'refused'
  return MISCONFIGURATION_CODE.test(code) ? 'misconfigured' : 'lost'
}

/** Returns whether the status is one of success (2xx). */
export function isSuccess({ status }: Pick<BufferedResponse, 'status'>): boolean {
  return status >= 200 && status <= 299
}

/** Decodes the body of a response; throws a ConnectionError when it does not fit the request. */
export function decodeResponse<T>(
  description: string,
  { status, text }: BufferedResponse,
  decode: (body: unknown) => T,
): T {
  let fault: ConnectionFault = 'not-json'
  try {
    // A deletion may be answered with 204 and an empty body.
    const body = text === '' ? undefined : parseBody(text)
    fault = 'malformed'
    return decode(body)
  } catch (error) {
    if (error instanceof ConnectionError) throw error
    // Without the parser's message, which quotes the body.
    throw new ConnectionError(`${description}: unexpected response body (status ${status})`, {
      requestSent: true,
      fault,
      cause: error,
    })
  }
}

/**
 * Parses the JSON of a response, which may begin with a byte order mark. Throws if it is no JSON, or if it has more values
 * or levels than any API.
 */
export function parseBody(text: string): unknown {
  if (text.length > MAX_VALUES && hasTooManyValues(Buffer.from(text))) throw new Error('too many values')
  const body: unknown = JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text)
  assertDepth(body, MAX_DEPTH)
  return body
}

/** No API nests nearly as deep; thousands of levels would overflow the stack of recursive code. */
const MAX_DEPTH = 200

function assertDepth(value: unknown, levels: number): void {
  if (typeof value !== 'object' || value === null) return
  if (levels === 0) throw new Error('nested too deeply')
  for (const item of Object.values(value)) assertDepth(item, levels - 1)
}

/**
 * Returns how long the server requires clients to wait: `retry-after-ms`, or `retry-after` in seconds or as a date (RFC 9110,
 * 10.2.3), which is compared with the server's own `date`.
 */
export function getRetryAfterMs({ headers }: Pick<BufferedResponse, 'headers'>): number | undefined {
  const ms = Number(headers.get('retry-after-ms') ?? Number.NaN)
  if (ms >= 0) return ms
  const text = headers.get('retry-after')
  if (!text) return undefined
  const seconds = Number(text)
  if (seconds >= 0) return seconds * 1000
  const span = Date.parse(text) - Date.parse(headers.get('date') ?? '')
  return span >= 0 ? span : undefined
}

/** Returns the server's own time in Unix seconds, by the header `date`. */
export function getServerTime({ headers }: Pick<BufferedResponse, 'headers'>): number | undefined {
  const ms = Date.parse(headers.get('date') ?? '')
  return Number.isNaN(ms) ? undefined : ms / 1000
}
