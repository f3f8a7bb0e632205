import { randomUUID } from 'node:crypto'
import { type Clock, TimeoutError, withTimeout } from '../clock.ts'
import type { Fetch, HttpRequest } from '../dependencies.ts'
import { ActionError } from '../errors.ts'
import { ConnectionError, CredentialError } from '../http/errors.ts'
import { ANSWER_LIMIT_MS, exchange, type ReadAnswer, refused, understood } from '../http/request.ts'
import type { Credentials } from './authentication.ts'
import {
  type Checkpoint,
  decodeCheckpoints,
  decodeCompleted,
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

/** Where requests go and what goes with each of them. */
export interface Connection {
  /** Any query string in it is sent with every request (Azure's `api-version`). */
  baseUrl: string
  /** Organization, project and the headers of gateways. */
  headers: Record<string, string>
  credentials: Credentials
}

/** When an answer is given up. */
export interface Limits {
  signal?: AbortSignal | undefined
  /** 30 seconds where nothing is said. */
  limitMs?: number | undefined
}

/** Which page of a list, and how long it may be. */
export interface PageQuery {
  /** The id after which it begins. */
  after?: string | undefined
  limit?: number | undefined
}

/** Which page of the jobs; with `metadata`, of those that have it, where the server filters. */
export interface JobsQuery extends PageQuery {
  metadata?: Record<string, string> | undefined
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

/** What a job may be asked to do. */
export type Command = 'cancel' | 'pause' | 'resume'

/**
 * The API, one request a method: nothing is repeated here. All reject with ApiError, ConnectionError, CredentialError or
 * the signal's reason.
 */
export type Client = ReturnType<typeof createClient>

const CREATE_LIMIT_MS = 120_000
/** A result file may have megabytes; of a longer one than the transport reads, nothing is read. */
const CONTENT_LIMIT_MS = 5 * 60_000

/** The API at a connection. Wire spelling stops here. `ending` ends every request that has no signal of its own. */
export function createClient(connection: Connection, fetch: Fetch, clock: Clock, ending?: AbortSignal) {
  const base = new URL(connection.baseUrl)

  async function call<T>(method: string, path: string, decode: (body: unknown) => T, options: Call = {}) {
    return understood(`${method} ${path}`, await ask(method, path, options), decode)
  }

  async function ask(method: string, path: string, options: Call): Promise<ReadAnswer> {
    const url = new URL(base)
    url.pathname = base.pathname.replace(/\/+$/, '') + path
    // Appended, so that the query of the base URL goes out as it was written.
    url.search = [base.search.slice(1), `${new URLSearchParams(options.query)}`].filter(Boolean).join('&')
    // Asked for by the API's overview page, so that a request without an answer can be found by its support.
    const headers = { accept: 'application/json', 'x-client-request-id': randomUUID(), ...connection.headers }
    const { signal = ending, limitMs } = options
    const credential = await credentialWithin(Math.min(limitMs ?? ANSWER_LIMIT_MS, ANSWER_LIMIT_MS), signal)
    const request: HttpRequest = { method, headers: { ...headers, ...credential, ...options.headers } }
    if (options.body !== undefined) request.body = options.body
    const what = `${method} ${path}`
    const answer = await exchange(fetch, clock, { what, url: url.href, request, signal, limitMs })
    if (answer.status >= 200 && answer.status <= 299) return answer
    const error = refused(what, answer)
    // Then whoever repeats the request does it with another credential.
    if (answer.status === 401 && connection.credentials.renew(credential)) error.refusal.renewed = true
    throw error
  }

  /** Bounded like an answer. Its failures are CredentialErrors, not the API's own: without a credential nothing was sent. */
  async function credentialWithin(limitMs: number, signal: AbortSignal | undefined) {
    const { credentials } = connection
    try {
      return await withTimeout(clock, limitMs, signal, () => credentials.header())
    } catch (error) {
      if (error instanceof ActionError) throw new CredentialError(error)
      if (!(error instanceof TimeoutError)) throw error
      const why = new ConnectionError(`GitHub's token could not be exchanged: ${error.message}`, {
        sent: true,
      })
      throw new CredentialError(why)
    }
  }

  return {
    host: base.host,

    /** Creates a job: the request that costs money. */
    createJob: (request: object, signal?: AbortSignal): Promise<Job> =>
      call('POST', '/fine_tuning/jobs', decodeJob, { ...json(request), limitMs: CREATE_LIMIT_MS, signal }),

    job: (id: string, limits: Limits = {}): Promise<Job> =>
      call('GET', `/fine_tuning/jobs/${segment(id)}`, decodeJob, limits),

    /** One page of the jobs, newest first. */
    jobs: (page: JobsQuery, limits: Limits = {}): Promise<Page<Job>> => {
      const pairs = Object.entries(page.metadata ?? {}).map(([key, value]) => [`metadata[${key}]`, value])
      return call('GET', '/fine_tuning/jobs', decodeJobs, {
        query: { ...paging(page), ...Object.fromEntries(pairs) },
        ...limits,
      })
    },

    /** Whether the server accepts a grader; a refusal says why not (API reference, alpha). */
    validateGrader: (grader: object, limits: Limits = {}): Promise<void> =>
      call('POST', '/fine_tuning/alpha/graders/validate', () => undefined, {
        ...json({ grader }),
        ...limits,
      }),

    /** How many jobs may be trained, by model, where the server tells. */
    modelLimits: (limits: Limits = {}): Promise<ModelLimits[]> =>
      call('GET', '/fine_tuning/model_limits', decodeModelLimits, limits),

    /** Asks for a change of a job; its answer is the job, which may not have changed yet. */
    control: (id: string, command: Command, limits: Limits = {}): Promise<Job> =>
      call('POST', `/fine_tuning/jobs/${segment(id)}/${command}`, decodeJob, {
        headers: { 'content-length': '0' },
        ...limits,
      }),

    /** One page of a job's events, newest first; `after` pages to older ones. */
    events: (id: string, page: PageQuery, limits: Limits = {}): Promise<EventPage> =>
      call('GET', `/fine_tuning/jobs/${segment(id)}/events`, decodeEvents, {
        query: paging(page),
        ...limits,
      }),

    /** One page of a job's checkpoints, newest first; it has none before it has succeeded or paused. */
    checkpoints: (id: string, page: PageQuery, limits: Limits = {}): Promise<Page<Checkpoint>> =>
      call('GET', `/fine_tuning/jobs/${segment(id)}/checkpoints`, decodeCheckpoints, {
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

    /** The text of a file, as the server spells it: result files come in base64 from some (API reference, 6.4). */
    fileContent: async (id: string, limits: Limits = {}): Promise<string> => {
      // What the official clients ask for: to `application/json` a gateway may refuse a file that is none.
      const headers = { accept: 'application/binary' }
      const path = `/files/${segment(id)}/content`
      return (await ask('GET', path, { headers, limitMs: CONTENT_LIMIT_MS, ...limits })).text
    },

    /** One page of the files for fine-tuning, newest first. */
    files: (page: PageQuery, limits: Limits = {}): Promise<Page<RemoteFile>> =>
      call('GET', '/files', decodeFiles, { query: { purpose: 'fine-tune', ...paging(page) }, ...limits }),

    deleteFile: (id: string, limits: Limits = {}): Promise<void> =>
      call('DELETE', `/files/${segment(id)}`, () => undefined, limits),

    model: (name: string, limits: Limits = {}): Promise<{ shutdownDate: string | undefined }> =>
      call('GET', `/models/${segment(name)}`, decodeModel, limits),

    /** Begins an upload in parts, which is no file until it is completed; an hour later it is gone. */
    createUpload: (
      { filename, bytes, mimeType }: { filename: string; bytes: number; mimeType: string },
      limits: Limits = {},
    ): Promise<{ id: string }> =>
      call('POST', '/uploads', decodeId, {
        ...json({ filename, purpose: 'fine-tune', bytes, mime_type: mimeType }),
        ...limits,
      }),

    /** Adds a part, whose place only `completeUpload` tells. Like `upload`, without a time limit of its own. */
    addPart: (
      id: string,
      { contentType, contentLength, body }: Upload,
      signal?: AbortSignal,
    ): Promise<{ id: string }> =>
      call('POST', `/uploads/${segment(id)}/parts`, decodeId, {
        body,
        headers: { 'content-type': contentType, 'content-length': `${contentLength}` },
        limitMs: Number.MAX_SAFE_INTEGER,
        signal,
      }),

    /** Makes a file of parts in this order; the MD5 of all their bytes, in hexadecimal, is compared by the server. */
    completeUpload: (
      id: string,
      { partIds, md5 }: { partIds: readonly string[]; md5: string },
      limits: Limits = {},
    ): Promise<RemoteFile> =>
      call('POST', `/uploads/${segment(id)}/complete`, decodeCompleted, {
        ...json({ part_ids: partIds, md5 }),
        ...limits,
      }),

    cancelUpload: (id: string, limits: Limits = {}): Promise<void> =>
      call('POST', `/uploads/${segment(id)}/cancel`, () => undefined, {
        headers: { 'content-length': '0' },
        ...limits,
      }),
  }
}

function json(value: unknown): Pick<Call, 'body' | 'headers'> {
  const body = JSON.stringify(value)
  const headers = { 'content-type': 'application/json', 'content-length': `${Buffer.byteLength(body)}` }
  return { body, headers }
}

function paging({ after, limit }: PageQuery) {
  return { ...(after && { after }), ...(limit && { limit: `${limit}` }) }
}

/** An id as one segment of a path: whatever a server or a user calls it, it cannot lead to another path. */
function segment(id: string): string {
  if (/^\.*$/.test(id)) throw new ActionError(`"${id}" is not an id`)
  return encodeURIComponent(id)
}
