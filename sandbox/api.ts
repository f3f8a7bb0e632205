import { ApiError } from './api-error.ts'
import { Completions } from './completions.ts'
import { type CreateSpec, parseGrader, parseGraderRun } from './create.ts'
import { bearerToken, type Dialect } from './dialect.ts'
import { DIALECTS } from './dialects.ts'
import { faultResponse } from './fault-response.ts'
import { parseFault } from './faults.ts'
import { FileStore } from './file-store.ts'
import type { StoredFile } from './files.ts'
import { runGrader } from './graders.ts'
import { type ApiRequest, type ApiResponse, jsonResponse, parseJson } from './http.ts'
import { newId } from './id.ts'
import type { JobRecord, Transition } from './job.ts'
import { JobStore } from './job-store.ts'
import { REALTIME } from './lifecycle.ts'
import { Models } from './models.ts'
import { findRouteAnswer, parseRouteAnswer } from './odd-routes.ts'
import type { ApiOptions } from './options.ts'
import { mergeQuirks, type Quirks } from './quirks.ts'
import type { Upload } from './uploads.ts'

type Handler = (request: ApiRequest, ...ids: string[]) => ApiResponse | Promise<ApiResponse>

/** The fine-tuning API and its state, without HTTP. */
export class Api {
  readonly key: string
  readonly dialect: Dialect
  /** The odd behaviors of this server: those of its dialect, and its own. */
  readonly quirks: Quirks
  readonly now: () => number
  readonly #options: ApiOptions
  readonly #files: FileStore
  readonly #jobs: JobStore
  readonly #models: Models
  readonly #completions: Completions
  readonly #routes: readonly (readonly [method: string, pattern: RegExp, handler: Handler])[]

  constructor(given: ApiOptions) {
    const dialect: Dialect = DIALECTS[given.dialect ?? 'openai']
    const options: ApiOptions = mergeQuirks([dialect.quirks ?? {}, given])
    this.quirks = options
    this.dialect = {
      ...dialect,
      statuses: { ...dialect.statuses, ...options.statuses },
      extraFields: [...dialect.extraFields, ...(options.extraFields ?? [])],
    }
    this.key = options.key ?? newId(dialect.keyPrefix, 32)
    this.now = options.now ?? Date.now
    this.#options = options
    const shared = { advance: options.advance ?? REALTIME, dialect: this.dialect, now: this.now }
    this.#files = new FileStore({ ...options, ...shared })
    this.#models = new Models({ ...options, ...shared }, () => this.#jobs.all())
    this.#jobs = new JobStore({ ...options, ...shared }, this.#files, this.#models)
    this.#completions = new Completions(() => this.#files.all, this.#models, options.completions ?? {})
    this.#routes = this.#routeTable()
  }

  /** The jobs so far, oldest first. */
  get jobs(): readonly JobRecord[] {
    this.#jobs.carryOutDue()
    return this.#jobs.records
  }

  /** Returns whether a base model or a trained one has this name. */
  hasModel(name: string): boolean {
    return this.#models.has(name)
  }

  /** The files on the server, oldest first. */
  get files(): readonly StoredFile[] {
    return this.#files.all
  }

  /** The uploads in parts so far, oldest first. */
  get uploads(): readonly Upload[] {
    return this.#files.uploads
  }

  /** Answers a request, or throws an `ApiError`. */
  async handle(request: ApiRequest): Promise<ApiResponse> {
    this.#authenticate(request)
    this.dialect.assertAccepted?.(request)
    const { method, path } = request
    const odd = findRouteAnswer(this.quirks.routes, method, path)
    if (odd !== undefined) return this.#answerOddly(odd, request)
    const url = `${request.base}${path}`
    const matching = this.#routes.filter(([, pattern]) => pattern.test(path))
    if (matching.length === 0) throw new ApiError(404, `Invalid URL (${method} ${url})`)
    const route = matching.find(([one]) => one === method)
    if (!route)
      throw new ApiError(405, `Not allowed to ${method} on ${url}.`, { code: 'method_not_supported' })
    const [, pattern, handler] = route
    const ids = pattern.exec(path)?.slice(1) ?? []
    return handler(request, ...ids.map(decodeId))
  }

  /** Creates a job as a request would, with a file of its own unless one is named. */
  addJob(spec: Partial<CreateSpec> = {}, script?: readonly Transition[]): JobRecord {
    const training_file = spec.training_file ?? this.addFile(TEN_EXAMPLES).id
    return this.#jobs.start({ model: 'gpt-4.1-mini-2025-04-14', ...spec, training_file }, script)
  }

  /** Stores a file as an upload would. */
  addFile(content: string, filename = 'train.jsonl', purpose = 'fine-tune'): StoredFile {
    return this.#files.add(content, filename, purpose)
  }

  /** Applies the next transitions of a job at once: this many, or until it has this status. */
  advance(jobId: string, to: number | string = 1): JobRecord {
    return this.#jobs.advance(jobId, to)
  }

  /** Applies a transition of the test's choice. The plan stays, unless this ends or pauses the job. */
  apply(jobId: string, transition: Transition): JobRecord {
    return this.#jobs.apply(jobId, transition)
  }

  /** Replaces the plan of a job. */
  script(jobId: string, plan: readonly Transition[]): JobRecord {
    return this.#jobs.script(jobId, plan)
  }

  /** Deletes what is stored on disk. */
  close(): Promise<void> {
    return this.#files.close()
  }

  #authenticate(request: ApiRequest): void {
    const id = request.headers['x-client-request-id']
    if (typeof id === 'string' && id.length > 512) throw new ApiError(400, 'X-Client-Request-Id is too long')
    const token = bearerToken(request.headers)
    if (token !== undefined && this.#options.accepts?.(token)) return
    this.dialect.authenticate(request, this.key)
  }

  async #answerOddly(text: string, request: ApiRequest): Promise<ApiResponse> {
    if (text === 'job') return jsonResponse(this.#jobs.retrieve(request.path.split('/')[3] ?? ''))
    const answer = parseRouteAnswer(text)
    if (!('refusal' in answer)) return answer
    const fault = parseFault(`${request.method} * ${answer.refusal}:${answer.body}`)
    return faultResponse(fault, undefined, this) ?? jsonResponse(null)
  }

  #deleteFile(id: string): ApiResponse {
    const response = this.#files.delete(id)
    this.#jobs.failWithoutFile(id)
    return jsonResponse(response)
  }

  #routeTable() {
    const files = this.#files
    const jobs = this.#jobs
    const models = this.#models
    const route = (method: string, path: string, handler: Handler) =>
      [method, new RegExp(`^${path.replaceAll(':id', '([^/]+)')}$`), handler] as const
    const json = (method: string, path: string, handler: (request: ApiRequest, id: string) => unknown) =>
      route(method, path, async (request, id = '') => jsonResponse(await handler(request, id)))
    return [
      json('POST', '/files', (request) => files.create(request)),
      json('GET', '/files', ({ query }) => files.list(query)),
      json('GET', '/files/:id', (_, id) => files.retrieve(id)),
      route('DELETE', '/files/:id', (_, id = '') => this.#deleteFile(id)),
      route('GET', '/files/:id/content', (_, id = '') => files.content(id)),
      json('POST', '/uploads', (request) => files.createUpload(request)),
      json('POST', '/uploads/:id/parts', (request, id) => files.addPart(request, id)),
      json('POST', '/uploads/:id/complete', (request, id) => files.completeUpload(request, id)),
      json('POST', '/uploads/:id/cancel', (_, id) => files.cancelUpload(id)),
      json('POST', '/fine_tuning/jobs', (request) => jobs.create(parseJson(request))),
      json('GET', '/fine_tuning/jobs', ({ query }) => jobs.list(query)),
      json('GET', '/fine_tuning/jobs/:id', (_, id) => jobs.retrieve(id)),
      route('POST', '/fine_tuning/jobs/:id/cancel', (_, id = '') => jobs.command(id, 'cancel')),
      route('POST', '/fine_tuning/jobs/:id/pause', (_, id = '') => jobs.command(id, 'pause')),
      route('POST', '/fine_tuning/jobs/:id/resume', (_, id = '') => jobs.command(id, 'resume')),
      json('GET', '/fine_tuning/jobs/:id/events', ({ query }, id) => jobs.listEvents(query, id)),
      json('GET', '/fine_tuning/jobs/:id/checkpoints', ({ query }, id) => jobs.listCheckpoints(query, id)),
      ...(this.dialect.graderEndpoints
        ? [
            json('POST', '/fine_tuning/alpha/graders/validate', (request) =>
              parseGrader(parseJson(request), this.dialect),
            ),
            json('POST', '/fine_tuning/alpha/graders/run', (request) =>
              runGrader(parseGraderRun(parseJson(request), this.dialect), this.#completions),
            ),
          ]
        : []),
      json('POST', '/chat/completions', (request) => this.#completions.create(parseJson(request))),
      json('GET', '/models', () => ({ object: 'list', data: models.list() })),
      json('GET', '/models/:id', (_, id) => models.retrieve(id)),
      json('DELETE', '/models/:id', (_, id) => models.delete(id)),
    ]
  }
}

const TEN_EXAMPLES = Array.from(
  { length: 10 },
  (_, index) =>
    `{"messages":[{"role":"user","content":"${index}?"},{"role":"assistant","content":"${index}!"}]}\n`,
).join('')

function decodeId(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    throw new ApiError(404, `Invalid URL: '${segment}' is not percent-encoded text`)
  }
}
