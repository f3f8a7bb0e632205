import type { Clock } from '../clock.ts'
import type { Fetch } from '../dependencies.ts'
import { ActionError } from '../errors.ts'
import { ConnectionError } from '../http/errors.ts'
import {
  ApiRequester,
  type ClientOptions,
  type Connection,
  type RequestOptions,
  type StreamedBody,
} from './api-request.ts'
import { type Checkpoint, decodeCheckpoint } from './checkpoint.ts'
import { decodeEvents, type EventPage } from './event.ts'
import { decodeJob, type Job } from './job.ts'
import { decodeModel, decodeModelLimits, isSameModel, type Model, type ModelLimits } from './model.ts'
import { type Decode, decodePage, type Page } from './page.ts'
import { getProvider } from './provider.ts'
import { decodeCompletedUpload, decodeFile, decodeId, type RemoteFile } from './remote-file.ts'

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

/** The commands that change the status of a job. */
export type JobCommand = 'cancel' | 'pause' | 'resume'

/**
 * The API, one request per method, without retries. All methods reject with ApiError, ConnectionError, CredentialError,
 * StepTimeoutError or the signal's reason.
 */
export type Client = ReturnType<typeof createClient>

const CREATE_TIMEOUT_MS = 120_000
/** A file may have many megabytes. */
const CONTENT_TIMEOUT_MS = 5 * 60_000
const MAX_CONTENT_BYTES = 64 * 2 ** 20
const NO_TIMEOUT_MS = Number.MAX_SAFE_INTEGER

/** Creates a client of the API at a connection. The API's own spelling of names stops here. */
export function createClient(
  connection: Connection,
  fetch: Fetch,
  clock: Clock,
  clientOptions: ClientOptions = {},
) {
  const api = new ApiRequester(connection, fetch, clock, clientOptions)

  function getPage<T extends { id: string }>(
    listPath: string,
    decode: Decode<T>,
    query: Record<string, string>,
    options: RequestOptions,
  ): Promise<Page<T>> {
    return api.call('GET', listPath, (body, facts) => decodePage(body, facts, decode), { query, ...options })
  }

  return {
    host: api.url.host,
    provider: getProvider(api.url.hostname),

    /** Creates a job: the request that costs money. */
    createJob: (request: object, signal?: AbortSignal): Promise<Job> =>
      api.call('POST', '/fine_tuning/jobs', decodeJob, {
        json: request,
        timeoutMs: CREATE_TIMEOUT_MS,
        signal,
      }),

    getJob: (id: string, options: RequestOptions = {}): Promise<Job> =>
      api.call('GET', path`/fine_tuning/jobs/${id}`, requireId('job', id, decodeJob), options),

    /** Returns one page of the jobs, newest first. */
    listJobs: (page: JobPageQuery, options: RequestOptions = {}): Promise<Page<Job>> => {
      const pairs = Object.entries(page.metadata ?? {}).map(([key, value]) => [`metadata[${key}]`, value])
      const query = { ...pageQuery(page), ...Object.fromEntries(pairs) }
      return getPage('/fine_tuning/jobs', decodeJob, query, options)
    },

    /** Resolves if the server accepts a grader; its error says why not (API reference, alpha). */
    validateGrader: (grader: object, options: RequestOptions = {}): Promise<void> =>
      api.call('POST', '/fine_tuning/alpha/graders/validate', () => undefined, {
        json: { grader },
        ...options,
      }),

    /** Returns the job limits of each model. */
    getModelLimits: (options: RequestOptions = {}): Promise<ModelLimits[]> =>
      api.call('GET', '/fine_tuning/model_limits', decodeModelLimits, options),

    /** Requests a change of a job. Its response proves nothing: only reading the job shows whether it has changed. */
    updateJob: async (id: string, command: JobCommand, options: RequestOptions = {}): Promise<void> => {
      const { customLlmProvider: provider } = connection
      await api.send('POST', path`/fine_tuning/jobs/${id}/${command}`, {
        json: provider && command === 'cancel' ? { custom_llm_provider: provider } : undefined,
        ...options,
      })
    },

    /** Returns one page of a job's events, newest first; `after` pages to older ones. */
    listEvents: (id: string, page: PageQuery, options: RequestOptions = {}): Promise<EventPage> =>
      api.call('GET', path`/fine_tuning/jobs/${id}/events`, decodeEvents, {
        query: pageQuery(page),
        ...options,
      }),

    /** Returns one page of a job's checkpoints, newest first; a job has none before it succeeded or paused. */
    listCheckpoints: (id: string, page: PageQuery, options: RequestOptions = {}): Promise<Page<Checkpoint>> =>
      getPage(path`/fine_tuning/jobs/${id}/checkpoints`, decodeCheckpoint, pageQuery(page), options),

    /** Uploads a file. Has no timeout: only the caller sees whether the upload makes progress. */
    uploadFile: (file: StreamedBody, signal?: AbortSignal): Promise<RemoteFile> =>
      api.call('POST', '/files', decodeFile, { stream: file, timeoutMs: NO_TIMEOUT_MS, signal }),

    getFile: (id: string, options: RequestOptions = {}): Promise<RemoteFile> =>
      api.call('GET', path`/files/${id}`, requireId('file', id, decodeFile), options),

    /** Returns the bytes of a file as the server sends them: some encode result files in base64 (API reference, 6.4). */
    getFileContent: async (id: string, options: RequestOptions = {}): Promise<Buffer> => {
      const { bytes } = await api.send('GET', path`/files/${id}/content`, {
        // The header of the official clients: a gateway may reject `application/json` for a file that is not JSON.
        accept: 'application/binary',
        timeoutMs: CONTENT_TIMEOUT_MS,
        maxResponseBytes: MAX_CONTENT_BYTES,
        ...options,
      })
      return bytes
    },

    /** Returns one page of the files for fine-tuning, newest first. */
    listFiles: (page: PageQuery, options: RequestOptions = {}): Promise<Page<RemoteFile>> =>
      getPage('/files', decodeFile, { purpose: 'fine-tune', ...pageQuery(page) }, options),

    deleteFile: (id: string): Promise<void> => api.call('DELETE', path`/files/${id}`, () => undefined),

    getModel: (name: string, options: RequestOptions = {}): Promise<Model> =>
      api.call('GET', path`/models/${name}`, requireId('model', name, decodeModel, isSameModel), options),

    /** Creates an upload in parts. It becomes a file when it is completed, and expires after an hour. */
    createUpload: (filename: string, bytes: number, options: RequestOptions = {}): Promise<{ id: string }> =>
      api.call('POST', '/uploads', decodeId, {
        json: { filename, purpose: 'fine-tune', bytes, mime_type: 'text/jsonl' },
        ...options,
      }),

    /** Adds a part; `completeUpload` defines the order. Has no timeout, like `uploadFile`. */
    addUploadPart: (id: string, part: StreamedBody, signal?: AbortSignal): Promise<{ id: string }> =>
      api.call('POST', path`/uploads/${id}/parts`, decodeId, {
        stream: part,
        timeoutMs: NO_TIMEOUT_MS,
        signal,
      }),

    /** Makes a file of the parts in this order; the server compares the MD5 of all their bytes, in hexadecimal. */
    completeUpload: (
      id: string,
      { partIds, md5 }: { partIds: readonly string[]; md5: string },
      options: RequestOptions = {},
    ): Promise<RemoteFile> =>
      api.call('POST', path`/uploads/${id}/complete`, decodeCompletedUpload, {
        json: { part_ids: partIds, md5 },
        ...options,
      }),

    cancelUpload: (id: string, options: RequestOptions = {}): Promise<void> =>
      api.call('POST', path`/uploads/${id}/cancel`, () => undefined, options),
  }
}

/** Returns a decoder that throws unless the response is about what was requested. */
function requireId<T extends { id: string }>(
  kind: string,
  requested: string,
  decode: Decode<T>,
  isSame: (id: string, requested: string) => boolean = (id) => id === requested,
): Decode<T> {
  return (body, facts) => {
    const value = decode(body, facts)
    if (isSame(value.id, requested)) return value
    throw new ConnectionError(`The response about ${kind} ${requested} is about another one, ${value.id}`, {
      requestSent: true,
      fault: 'mismatched',
    })
  }
}

function pageQuery({ after, limit }: PageQuery) {
  return { ...(after && { after }), ...(limit && { limit: `${limit}` }) }
}

/** Builds a path from literal text and segments, each of which is encoded so that no id can lead to another path. */
function path(texts: TemplateStringsArray, ...segments: string[]): string {
  const invalid = segments.find((segment) => /^\.*$/.test(segment))
  if (invalid !== undefined) throw new ActionError(`"${invalid}" is not an id`)
  return String.raw({ raw: texts }, ...segments.map(encodeURIComponent))
}
