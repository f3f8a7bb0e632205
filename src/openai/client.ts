import { randomUUID } from 'node:crypto'
import { type Clock, TimeoutError, withTimeout } from '../clock.ts'
import type { Fetch, HttpRequest } from '../dependencies.ts'
import { ActionError } from '../errors.ts'
import { ConnectionError, CredentialError } from '../http/errors.ts'
import {
  type BufferedResponse,
  decodeResponse,
  isSuccess,
  REQUEST_TIMEOUT_MS,
  sendRequest,
} from '../http/request.ts'
import { errorFromResponse } from './api-error.ts'
import type { Credentials } from './authentication.ts'
import { getProvider } from './provider.ts'
import {
  type Checkpoint,
  decodeCheckpoints,
  decodeCompletedUpload,
  decodeEvents,
  decodeFile,
  decodeFiles,
  decodeId,
  decodeJob,
  decodeJobs,
  decodeModel,
  decodeModelLimits,
  type EventPage,
  type Job,
  type ModelLimits,
  type Page,
  type RemoteFile,
} from './wire.ts'

/** Where requests go, and the headers of each request. */
export interface Connection {
  /** Its query string, if any, is sent with every request (Azure's `api-version`). */
  baseUrl: string
  /** Organization, project and the headers of gateways. */
  headers: Record<string, string>
  credentials: Credentials
}

/** When to give up on a response. */
export interface RequestOptions {
  signal?: AbortSignal | undefined
  /** `REQUEST_TIMEOUT_MS` by default. */
  timeoutMs?: number | undefined
}

/** Selects a page of a list. */
export interface PageQuery {
  /** The id after which the page begins. */
  after?: string | undefined
  limit?: number | undefined
}

/** Selects a page of jobs; with `metadata`, of jobs that have it, if the server supports the filter. */
export interface JobPageQuery extends PageQuery {
  metadata?: Record<string, string> | undefined
}

/** What one request needs beyond the connection. */
interface CallOptions extends RequestOptions {
  query?: Record<string, string>
  body?: string | AsyncIterable<Uint8Array>
  headers?: Record<string, string>
}

/** A request body of known length that is streamed. */
export interface StreamedBody {
  contentType: string
  contentLength: number
  body: AsyncIterable<Uint8Array>
}

/** The commands that change the status of a job. */
export type JobCommand = 'cancel' | 'pause' | 'resume'

/**
 * The API, one request per method, without retries. All methods reject with ApiError, ConnectionError, CredentialError or
 * the signal's reason.
 */
export type Client = ReturnType<typeof createClient>

const CREATE_TIMEOUT_MS = 120_000
/** A result file may have megabytes; the transport rejects one that is too long. */
const CONTENT_TIMEOUT_MS = 5 * 60_000
const NO_TIMEOUT_MS = Number.MAX_SAFE_INTEGER
const UNREACHABLE_HINT = 'Check "base-url", and that this runner can reach that host.'

/**
 * Creates a client of the API at a connection. The API's own spelling of names stops here. `defaultSignal` aborts every
 * request that has no signal of its own.
 */
export function createClient(
  connection: Connection,
  fetch: Fetch,
  clock: Clock,
  defaultSignal?: AbortSignal,
) {
  const base = new URL(connection.baseUrl)

  async function call<T>(
    method: string,
    path: string,
    decode: (body: unknown) => T,
    options: CallOptions = {},
  ) {
    return decodeResponse(`${method} ${path}`, await send(method, path, options), decode)
  }

  async function send(method: string, path: string, options: CallOptions): Promise<BufferedResponse> {
    const url = new URL(base)
    url.pathname = base.pathname.replace(/\/+$/, '') + path
    // Appended as text, so that the query of the base URL is sent exactly as it was written.
    url.search = [base.search.slice(1), `${new URLSearchParams(options.query)}`].filter(Boolean).join('&')
    // The API's overview recommends a client id, so that its support can find a request without a response.
    const headers = { accept: 'application/json', 'x-client-request-id': randomUUID(), ...connection.headers }
    const { signal = defaultSignal, timeoutMs = REQUEST_TIMEOUT_MS } = options
    const credential = await getCredential(Math.min(timeoutMs, REQUEST_TIMEOUT_MS), signal)
    const request: HttpRequest = { method, headers: { ...headers, ...credential, ...options.headers } }
    if (options.body !== undefined) request.body = options.body
    const description = `${method} ${path}`
    const response = await sendRequest(fetch, clock, {
      description,
      url: url.href,
      request,
      signal,
      timeoutMs,
      unreachableHint: UNREACHABLE_HINT,
    })
    if (isSuccess(response)) return response
    // A retry of this request then sends another credential.
    const credentialRenewed = response.status === 401 && connection.credentials.invalidate(credential)
    throw errorFromResponse(description, response, { credentialRenewed })
  }

  /** Has a timeout like a response. Errors become CredentialErrors: without a credential the request is not sent. */
  async function getCredential(timeoutMs: number, signal: AbortSignal | undefined) {
    const { credentials } = connection
    try {
      return await withTimeout(clock, timeoutMs, signal, () => credentials.getHeaders())
    } catch (error) {
      if (error instanceof ActionError) throw new CredentialError(error)
      if (!(error instanceof TimeoutError)) throw error
      const message = `Cannot exchange the OIDC token of this job: ${error.message}`
      throw new CredentialError(new ConnectionError(message, { requestSent: true }))
    }
  }

  return {
    host: base.host,
    provider: getProvider(base.hostname),

    /** Creates a job: the request that costs money. */
    createJob: (request: object, signal?: AbortSignal): Promise<Job> =>
      call('POST', '/fine_tuning/jobs', decodeJob, {
        ...jsonBody(request),
        timeoutMs: CREATE_TIMEOUT_MS,
        signal,
      }),

    getJob: (id: string, options: RequestOptions = {}): Promise<Job> =>
      call('GET', `/fine_tuning/jobs/${encodePathSegment(id)}`, decodeJob, options),

    /** Returns one page of the jobs, newest first. */
    listJobs: (page: JobPageQuery, options: RequestOptions = {}): Promise<Page<Job>> => {
      const pairs = Object.entries(page.metadata ?? {}).map(([key, value]) => [`metadata[${key}]`, value])
      return call('GET', '/fine_tuning/jobs', decodeJobs, {
        query: { ...pageQuery(page), ...Object.fromEntries(pairs) },
        ...options,
      })
    },

    /** Resolves if the server accepts a grader; its error says why not (API reference, alpha). */
    validateGrader: (grader: object, options: RequestOptions = {}): Promise<void> =>
      call('POST', '/fine_tuning/alpha/graders/validate', () => undefined, {
        ...jsonBody({ grader }),
        ...options,
      }),

    /** Returns the job limits of each model. */
    getModelLimits: (options: RequestOptions = {}): Promise<ModelLimits[]> =>
      call('GET', '/fine_tuning/model_limits', decodeModelLimits, options),

    /** Requests a change of a job and returns the job, which may not have changed yet. */
    updateJob: (id: string, command: JobCommand, options: RequestOptions = {}): Promise<Job> =>
      call('POST', `/fine_tuning/jobs/${encodePathSegment(id)}/${command}`, decodeJob, {
        headers: NO_BODY,
        ...options,
      }),

    /** Returns one page of a job's events, newest first; `after` pages to older ones. */
    listEvents: (id: string, page: PageQuery, options: RequestOptions = {}): Promise<EventPage> =>
      call('GET', `/fine_tuning/jobs/${encodePathSegment(id)}/events`, decodeEvents, {
        query: pageQuery(page),
        ...options,
      }),

    /** Returns one page of a job's checkpoints, newest first; a job has none before it succeeded or paused. */
    listCheckpoints: (id: string, page: PageQuery, options: RequestOptions = {}): Promise<Page<Checkpoint>> =>
      call('GET', `/fine_tuning/jobs/${encodePathSegment(id)}/checkpoints`, decodeCheckpoints, {
        query: pageQuery(page),
        ...options,
      }),

    /** Uploads a file. Has no timeout: only the caller sees whether the upload makes progress. */
    uploadFile: (file: StreamedBody, signal?: AbortSignal): Promise<RemoteFile> =>
      call('POST', '/files', decodeFile, { ...streamBody(file), signal }),

    getFile: (id: string, options: RequestOptions = {}): Promise<RemoteFile> =>
      call('GET', `/files/${encodePathSegment(id)}`, decodeFile, options),

    /** Returns the text of a file as the server sends it: some servers encode result files in base64 (API reference, 6.4). */
    getFileContent: async (id: string, options: RequestOptions = {}): Promise<string> => {
      // The header of the official clients: a gateway may reject `application/json` for a file that is not JSON.
      const headers = { accept: 'application/binary' }
      const path = `/files/${encodePathSegment(id)}/content`
      return (await send('GET', path, { headers, timeoutMs: CONTENT_TIMEOUT_MS, ...options })).text
    },

    /** Returns one page of the files for fine-tuning, newest first. */
    listFiles: (page: PageQuery, options: RequestOptions = {}): Promise<Page<RemoteFile>> =>
      call('GET', '/files', decodeFiles, { query: { purpose: 'fine-tune', ...pageQuery(page) }, ...options }),

    deleteFile: (id: string, options: RequestOptions = {}): Promise<void> =>
      call('DELETE', `/files/${encodePathSegment(id)}`, () => undefined, options),

    getModel: (name: string, options: RequestOptions = {}): Promise<{ shutdownDate: string | undefined }> =>
      call('GET', `/models/${encodePathSegment(name)}`, decodeModel, options),

    /** Creates an upload in parts. It becomes a file when it is completed, and expires after an hour. */
    createUpload: (
      { filename, bytes, mimeType }: { filename: string; bytes: number; mimeType: string },
      options: RequestOptions = {},
    ): Promise<{ id: string }> =>
      call('POST', '/uploads', decodeId, {
        ...jsonBody({ filename, purpose: 'fine-tune', bytes, mime_type: mimeType }),
        ...options,
      }),

    /** Adds a part; `completeUpload` defines the order. Has no timeout, like `uploadFile`. */
    addUploadPart: (id: string, part: StreamedBody, signal?: AbortSignal): Promise<{ id: string }> =>
      call('POST', `/uploads/${encodePathSegment(id)}/parts`, decodeId, { ...streamBody(part), signal }),

    /** Makes a file of the parts in this order; the server compares the MD5 of all their bytes, in hexadecimal. */
    completeUpload: (
      id: string,
      { partIds, md5 }: { partIds: readonly string[]; md5: string },
      options: RequestOptions = {},
    ): Promise<RemoteFile> =>
      call('POST', `/uploads/${encodePathSegment(id)}/complete`, decodeCompletedUpload, {
        ...jsonBody({ part_ids: partIds, md5 }),
        ...options,
      }),

    cancelUpload: (id: string, options: RequestOptions = {}): Promise<void> =>
      call('POST', `/uploads/${encodePathSegment(id)}/cancel`, () => undefined, {
        headers: NO_BODY,
        ...options,
      }),
  }
}

const NO_BODY = { 'content-length': '0' }

function jsonBody(value: unknown): Pick<CallOptions, 'body' | 'headers'> {
  const body = JSON.stringify(value)
  const headers = { 'content-type': 'application/json', 'content-length': `${Buffer.byteLength(body)}` }
  return { body, headers }
}

function streamBody({ contentType, contentLength, body }: StreamedBody): CallOptions {
  const headers = { 'content-type': contentType, 'content-length': `${contentLength}` }
  return { body, headers, timeoutMs: NO_TIMEOUT_MS }
}

function pageQuery({ after, limit }: PageQuery) {
  return { ...(after && { after }), ...(limit && { limit: `${limit}` }) }
}

/** Encodes an id as one segment of a path, so that no id can lead to another path. */
function encodePathSegment(id: string): string {
  if (/^\.*$/.test(id)) throw new ActionError(`"${id}" is not an id`)
  return encodeURIComponent(id)
}
