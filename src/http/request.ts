import { z } from 'zod'
import { type Clock, withTimeout } from '../clock.ts'
import type { Fetch, HttpRequest, HttpResponse } from '../dependencies.ts'
import { ActionError } from '../errors.ts'
import { ApiError, ConnectionError, type Refusal } from './errors.ts'
import { NotSentError } from './transport.ts'

/** How long an answer is waited for where nothing else is said. */
export const ANSWER_LIMIT_MS = 30_000

/** One request, and what is known of it. */
export interface Exchange {
  /** What to call it in messages. */
  what: string
  url: string
  request: HttpRequest
  signal?: AbortSignal | undefined
  /** 30 seconds where nothing is said. */
  limitMs?: number | undefined
  /** What to do when nothing was sent. */
  unreachable?: string
}

/** An answer that was read to its end. */
export type ReadAnswer = Pick<HttpResponse, 'status' | 'headers'> & { text: string }

/** Sends one request and reads its answer. Rejects with ConnectionError, a Failure of the body, or the signal's reason. */
export async function exchange(
  fetch: Fetch,
  clock: Clock,
  { what, url, request, signal, limitMs = ANSWER_LIMIT_MS, unreachable }: Exchange,
): Promise<ReadAnswer> {
  try {
    return await withTimeout(clock, limitMs, signal, async (signal) => {
      const answer = await fetch(url, { ...request, signal })
      return { status: answer.status, headers: answer.headers, text: await answer.text() }
    })
  } catch (error) {
    if (signal?.aborted || error instanceof ActionError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new ConnectionError(`${what} at ${new URL(url).host}: ${reason}`, {
      sent: !(error instanceof NotSentError),
      cause: error,
      unreachable,
    })
  }
}

/** What an answer holds; throws a ConnectionError where that is not what this request is answered with. */
export function understood<T>(what: string, { status, text }: ReadAnswer, decode: (body: unknown) => T): T {
  try {
    // A deletion may be answered by 204 and nothing.
    const body: unknown = text === '' ? undefined : JSON.parse(text)
    refuseDepth(body, MAX_LEVELS)
    return decode(body)
  } catch (error) {
    // Not the parser's message: it quotes the body.
    throw new ConnectionError(`${what}: the answer (${status}) is not what this API answers`, {
      sent: true,
      cause: error,
    })
  }
}

const word = z.string().optional().catch(undefined)
const words = { message: word, code: z.coerce.string().nullish().catch(undefined), type: word, param: word }

/** No answer of this API nests nearly as deep; thousands of levels would overflow whatever walks through them. */
const MAX_LEVELS = 200

function refuseDepth(value: unknown, levels: number): void {
  if (typeof value !== 'object' || value === null) return
  if (levels === 0) throw new Error('nests too deeply')
  for (const item of Object.values(value)) refuseDepth(item, levels - 1)
}

/** The API's error object (API reference; Azure has the same fields). */
const ErrorBody = z.object({ error: z.object(words) })

/** What OAuth servers (RFC 6749, 5.2) and gateways say instead: shown, but not counted as the API's own words. */
const OtherBody = z.object({ ...words, error: word, error_description: word, detail: word })

/** The error that a refusal is. */
export function refused(what: string, answer: ReadAnswer): ApiError {
  const refusal: Refusal = { status: answer.status, ...saying(answer.text) }
  const requestId = answer.headers.get('x-request-id') ?? answer.headers.get('apim-request-id')
  if (requestId) refusal.requestId = requestId
  const retryAfterMs = retryAfter(answer)
  if (retryAfterMs !== undefined) refusal.retryAfterMs = retryAfterMs
  return new ApiError(sentence(what, refusal), refusal)
}

/** What a refusal's body says; of some proxy's page, nothing. */
function saying(text: string): Pick<Refusal, 'fromApi' | 'code' | 'said' | 'param'> {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return { fromApi: false }
  }
  const own = ErrorBody.safeParse(body).data?.error
  const other = own ? undefined : OtherBody.safeParse(body).data
  const code = own ? own.code || own.type : other?.error || other?.code
  const said = own ? own.message : other?.error_description || other?.message || other?.detail
  return {
    fromApi: own !== undefined,
    ...(code && { code }),
    // Where an upload is refused, this hint quotes the data.
    ...(said && {
      said: said
        .replace(/\s+/g, ' ')
        .replace(/\(?HINT: line starts with.*/i, '')
        .trim(),
    }),
    ...(own?.param && { param: own.param }),
  }
}

function sentence(what: string, { status, code, param, said, requestId }: Refusal): string {
  const kind = [status, code, param && `param ${param}`].filter(Boolean).join(', ')
  return `${what} was refused (${kind})${said ? `: ${said}` : ''}${requestId ? ` (request id ${requestId})` : ''}`
}

/** `retry-after-ms`, or `retry-after` in seconds or as a date (RFC 9110, 10.2.3) to compare with the server's own `date`. */
function retryAfter({ headers }: ReadAnswer): number | undefined {
  const ms = Number(headers.get('retry-after-ms') ?? Number.NaN)
  if (ms >= 0) return ms
  const text = headers.get('retry-after')
  if (!text) return undefined
  const seconds = Number(text)
  if (seconds >= 0) return seconds * 1000
  const span = Date.parse(text) - Date.parse(headers.get('date') ?? '')
  return span >= 0 ? span : undefined
}
