import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type Clock, within } from '../clock.ts'
import { Failure } from '../failure.ts'
import { ApiError, ConnectionError, type Refusal } from './errors.ts'
import { type Answer, type Fetch, NotSent, type Request } from './transport.ts'
import {
  decodeEvents,
  decodeFile,
  decodeFiles,
  decodeJob,
  decodeJobs,
  decodeModel,
  type EventPage,
  type Job,
  type Page,
  type RemoteFile,
} from './wire.ts'

/** Where requests go and what goes with each of them. */
export interface Connection {
  /** Any query string in it is sent with every request (Azure's `api-version`). */
  baseUrl: string
  /** Credentials, organization, project and the headers of gateways. */
  headers: Record<string, string>
}

/** When to give up on an answer. */
export interface Limits {
  signal?: AbortSignal | undefined
  /** 30 seconds where nothing is said. */
  limitMs?: number | undefined
}

/** What one request needs beyond the connection. */
interface Call extends Limits {
  query?: Record<string, string>
  body?: string | AsyncIterable<Uint8Array>
  headers?: Record<string, string>
}

/** A file on its way to the server. */
export interface Upload {
  contentType: string
  contentLength: number
  body: AsyncIterable<Uint8Array>
}

/** The API, one request a method: nothing is repeated here. All reject with ApiError, ConnectionError or the signal's reason. */
export type Client = ReturnType<typeof connect>

const ANSWER_LIMIT_MS = 30_000
const CREATE_LIMIT_MS = 120_000

/** The fine-tuning API at a connection. Wire spelling stops here. The signal ends every request that has none of its own. */
export function connect(connection: Connection, fetch: Fetch, clock: Clock, lasting?: AbortSignal) {
  const base = new URL(connection.baseUrl)

  async function call<T>(method: string, path: string, decode: (body: unknown) => T, options: Call = {}) {
    const url = new URL(base)
    url.pathname = base.pathname.replace(/\/+$/, '') + path
    // Appended, so that the query of the base URL goes out as it was written.
    url.search = [base.search.slice(1), `${new URLSearchParams(options.query)}`].filter(Boolean).join('&')
    // Asked for by the API's overview page, so that a request without an answer can be found by its support.
    const headers = { accept: 'application/json', 'x-client-request-id': randomUUID(), ...connection.headers }
    const request: Request = { method, headers: { ...headers, ...options.headers } }
    if (options.body !== undefined) request.body = options.body
    const what = `${method} ${path}`
    const answer = await exchange(what, url.href, request, options)
    if (answer.status < 200 || answer.status > 299) throw refused(what, answer)
    return understood(what, answer, decode)
  }

  async function exchange(what: string, url: string, request: Request, { limitMs, signal = lasting }: Call) {
    try {
      return await within(clock, limitMs ?? ANSWER_LIMIT_MS, signal, async (signal) => {
        const answer = await fetch(url, { ...request, signal })
        return { status: answer.status, headers: answer.headers, text: await answer.text() }
      })
    } catch (error) {
      if (signal?.aborted || error instanceof Failure) throw error
      const reason = error instanceof Error ? error.message : String(error)
      throw new ConnectionError(`${what} at ${base.host}: ${reason}`, {
        sent: !(error instanceof NotSent),
        cause: error,
      })
    }
  }

  const json = (body: unknown) => ({
    body: JSON.stringify(body),
    headers: {
      'content-type': 'application/json',
      'content-length': `${Buffer.byteLength(JSON.stringify(body))}`,
    },
  })

  return {
    host: base.host,

    /** Creates a job: the request that costs money. */
    createJob: (request: object, signal?: AbortSignal): Promise<Job> =>
      call('POST', '/fine_tuning/jobs', decodeJob, { ...json(request), limitMs: CREATE_LIMIT_MS, signal }),

    job: (id: string, limits: Limits = {}): Promise<Job> =>
      call('GET', `/fine_tuning/jobs/${segment(id)}`, decodeJob, limits),

    /** One page of the jobs, newest first; with `metadata`, of those that have it, where the server filters. */
    jobs: (
      page: { after?: string | undefined; limit?: number | undefined; metadata?: Record<string, string> },
      limits: Limits = {},
    ): Promise<Page<Job>> => {
      const pairs = Object.entries(page.metadata ?? {}).map(([key, value]) => [`metadata[${key}]`, value])
      return call('GET', '/fine_tuning/jobs', decodeJobs, {
        query: { ...paging(page), ...Object.fromEntries(pairs) },
        ...limits,
      })
    },

    /** Asks for a change of a job; its answer is the job, which may not have changed yet. */
    control: (id: string, command: 'cancel' | 'pause' | 'resume', limits: Limits = {}): Promise<Job> =>
      call('POST', `/fine_tuning/jobs/${segment(id)}/${command}`, decodeJob, {
        headers: { 'content-length': '0' },
        ...limits,
      }),

    /** One page of a job's events, newest first; `after` pages to older ones. */
    events: (
      id: string,
      page: { after?: string | undefined; limit: number },
      limits: Limits = {},
    ): Promise<EventPage> =>
      call('GET', `/fine_tuning/jobs/${segment(id)}/events`, decodeEvents, {
        query: paging(page),
        ...limits,
      }),

    /** Uploads a file. Has no time limit of its own: what is too long depends on its progress, which the caller sees. */
    upload: ({ contentType, contentLength, body }: Upload, signal?: AbortSignal): Promise<RemoteFile> =>
      call('POST', '/files', decodeFile, {
        body,
        headers: { 'content-type': contentType, 'content-length': `${contentLength}` },
        limitMs: Number.MAX_SAFE_INTEGER,
        signal,
      }),

    file: (id: string, limits: Limits = {}): Promise<RemoteFile> =>
      call('GET', `/files/${segment(id)}`, decodeFile, limits),

    /** One page of the files for fine-tuning, newest first. */
    files: (
      page: { after?: string | undefined; limit?: number | undefined },
      limits: Limits = {},
    ): Promise<Page<RemoteFile>> =>
      call('GET', '/files', decodeFiles, { query: { purpose: 'fine-tune', ...paging(page) }, ...limits }),

    deleteFile: (id: string, limits: Limits = {}): Promise<void> =>
      call('DELETE', `/files/${segment(id)}`, () => undefined, limits),

    model: (name: string, limits: Limits = {}): Promise<{ shutdownDate: string | undefined }> =>
      call('GET', `/models/${segment(name)}`, decodeModel, limits),
  }
}

function paging({ after, limit }: { after?: string | undefined; limit?: number | undefined }) {
  return { ...(after && { after }), ...(limit && { limit: `${limit}` }) }
}

/** An id as one segment of a path: whatever a server or a user calls it, it cannot lead to another path. */
function segment(id: string): string {
  if (/^\.*$/.test(id)) throw new Failure(`"${id}" is not an id`)
  return encodeURIComponent(id)
}

type ReadAnswer = Pick<Answer, 'status' | 'headers'> & { text: string }

function understood<T>(what: string, { status, text }: ReadAnswer, decode: (body: unknown) => T): T {
  try {
    // A deletion may be answered by 204 and nothing.
    const body: unknown = text === '' ? undefined : JSON.parse(text)
    refuseDepth(body, MOST_LEVELS)
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
const MOST_LEVELS = 200

function refuseDepth(value: unknown, levels: number): void {
  if (typeof value !== 'object' || value === null) return
  if (levels === 0) throw new Error('nests too deeply')
  for (const item of Object.values(value)) refuseDepth(item, levels - 1)
}

/** The API's error object (API reference; Azure has the same fields). */
const ErrorBody = z.object({ error: z.object(words) })

/** What OAuth servers (RFC 6749, 5.2), gateways and other frameworks say instead; it shows, but does not count as the API's. */
const OtherBody = z.object({ ...words, error: word, error_description: word, detail: word })

function refused(what: string, answer: ReadAnswer): ApiError {
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
    // The hint of the upload's refusal quotes the data.
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

/** `retry-after-ms`, or `retry-after` in seconds or as a date (RFC 9110, 10.2.3), which counts from the server's own `date`. */
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
