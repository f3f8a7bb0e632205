import { Refusal } from './api-error.ts'
import { type CreateSpec, parseCreate, parseGrader } from './create.ts'
import { azure, type Dialect, openai } from './dialect.ts'
import { Shelf } from './file-store.ts'
import type { StoredFile } from './files.ts'
import { type Call, json, parseJson, type Reply } from './http.ts'
import { newId } from './id.ts'
import type { JobRecord, Moment, Said } from './job.ts'
import * as job from './job.ts'
import { failure, instant, lifeOf, type Timing, watchable } from './lifecycle.ts'
import { Models } from './models.ts'
import { type PageRules, page } from './page.ts'
import type { Upload } from './uploads.ts'

/**
 * What moves jobs on: time; each look at them (`look`: one moment per retrieved job, and per listing of events once it
 * has ended); or only `advance` (`hand`).
 */
export type Pace = Timing | 'look' | 'hand'

/** What kind of server the sandbox is. */
export interface ApiOptions {
  /** Speak Azure OpenAI's dialect. */
  readonly azure?: boolean
  /** The key that is accepted; a random one when absent. */
  readonly key?: string
  /** Bearer tokens that are accepted beside the key. */
  readonly accepts?: (token: string) => boolean
  /** The time in Unix milliseconds. */
  readonly now?: () => number
  readonly pace?: Pace
  /** The lives of the first, second, … job that is created, instead of the usual one. */
  readonly scripts?: readonly (readonly Moment[])[]
  /** About how many steps of a training have events. */
  readonly mostSteps?: number
  /** Further base models. */
  readonly models?: readonly string[]
  /** Further fields that a create request may have. */
  readonly extraFields?: readonly string[]
  /** How many bytes of each file are kept; all of them are hashed and counted. */
  readonly contentLimit?: number
  /** Size from which a file is refused. */
  readonly fileLimit?: number
  /** `false`: the server ignores the filter and lists all jobs; `refused`: a filter is a 400. */
  readonly metadataFilter?: boolean | 'refused'
  /** `false`: jobs come back without the metadata they were given, and the filter is ignored. */
  readonly keepsMetadata?: boolean
  /** A create request with metadata is a 400, and the filter is ignored. */
  readonly refusesMetadata?: boolean
  /** How long a new job is missing in the list. */
  readonly listDelayMs?: number
  /** How long a new file is missing in the list. */
  readonly fileListDelayMs?: number
  /** Pages have this many items, whatever is asked for. */
  readonly pageLimit?: number
  readonly eventOrder?: 'newest' | 'oldest'
  /** `false`: files have no status. */
  readonly fileStatus?: boolean
  /** Other spellings of statuses: `{ queued: 'warming_up' }`. */
  readonly statuses?: Readonly<Record<string, string>>
  /** Events that come with a moment beyond the usual ones. */
  readonly extraEvents?: (record: JobRecord, moment: Moment) => readonly Said[]
}

type Handler = (call: Call, ...ids: string[]) => Reply | Promise<Reply>

/** The fine-tuning API with everything that it remembers, without HTTP. */
export class Api {
  readonly key: string
  readonly dialect: Dialect
  readonly jobs: JobRecord[] = []
  readonly files: readonly StoredFile[]
  readonly now: () => number
  readonly #options: ApiOptions
  readonly #timing: Timing
  readonly #shelf: Shelf
  readonly #models: Models
  readonly #world: job.World
  readonly #routes: readonly (readonly [method: string, pattern: RegExp, handler: Handler])[]
  #scripts: (readonly Moment[])[]

  constructor(options: ApiOptions) {
    const dialect = options.azure ? azure : openai
    this.dialect = {
      ...dialect,
      statuses: { ...dialect.statuses, ...options.statuses },
      extraFields: [...dialect.extraFields, ...(options.extraFields ?? [])],
    }
    this.key = options.key ?? newId(options.azure ? '' : 'sk-sandbox-', 32)
    this.now = options.now ?? Date.now
    const pace = options.pace ?? watchable
    this.#options = { ...options, pace }
    this.#timing = typeof pace === 'string' ? instant : pace
    this.#scripts = [...(options.scripts ?? [])]
    this.#world = {
      dialect: this.dialect,
      storeResults: (csv) => this.#shelf.storeResults(csv),
      extraEvents: options.extraEvents,
    }
    const { contentLimit, fileLimit, fileListDelayMs, fileStatus } = options
    this.#shelf = new Shelf({
      dialect: this.dialect,
      now: this.now,
      pace: typeof pace === 'string' ? pace : 'time',
      phaseMs: this.#timing.phaseMs,
      contentLimit,
      fileLimit,
      fileListDelayMs,
      fileStatus,
    })
    this.files = this.#shelf.all
    this.#models = new Models(this.dialect, options.models ?? [], () =>
      this.jobs.map(({ id }) => this.#job(id)),
    )
    this.#routes = this.#routeTable()
  }

  /** Every upload in parts so far, oldest first. */
  get uploads(): readonly Upload[] {
    return this.#shelf.uploads
  }

  /** Answers a request, or throws a Refusal. */
  async handle(call: Call): Promise<Reply> {
    this.#authenticate(call)
    const matching = this.#routes.filter(([, pattern]) => pattern.test(call.path))
    const url = `${this.dialect.basePath}${call.path}`
    if (matching.length === 0) throw new Refusal(404, `Invalid URL (${call.method} ${url})`)
    const route = matching.find(([method]) => method === call.method)
    if (!route)
      throw new Refusal(405, `Not allowed to ${call.method} on ${url}.`, { code: 'method_not_supported' })
    const [, pattern, handler] = route
    const ids = pattern.exec(call.path)?.slice(1) ?? []
    return handler(call, ...ids.map(decodeId))
  }

  /** Creates a job as a request would, with a file of its own where none is named. */
  addJob(spec: Partial<CreateSpec> = {}, script?: readonly Moment[]): JobRecord {
    const training_file = spec.training_file ?? this.addFile(TEN_EXAMPLES).id
    return this.#start({ model: 'gpt-4.1-mini-2025-04-14', ...spec, training_file }, script)
  }

  /** Stores a file as an upload would. */
  addFile(content: string, filename = 'train.jsonl', purpose = 'fine-tune'): StoredFile {
    return this.#shelf.add(content, filename, purpose)
  }

  /** Moves a job on, whatever the time: by a number of moments, or until it has a status. */
  advance(jobId: string, to: number | string = 1): JobRecord {
    const record = this.#job(jobId)
    for (let moved = 0; typeof to === 'number' ? moved < to : record.wire.status !== to; moved++) {
      const moment = record.plan.shift()
      if (!moment) break
      job.happen(record, moment, this.now(), this.#world)
    }
    return record
  }

  /** Lets a moment of the test's choice come true now. What lay ahead still does, unless this ends or pauses the job. */
  happen(jobId: string, moment: Moment): JobRecord {
    const record = this.#job(jobId)
    job.happen(record, moment, this.now(), this.#world)
    if (moment.status === 'paused') record.held = record.plan
    if (moment.status === 'paused' || (moment.status && job.ended(record))) record.plan = []
    return record
  }

  /** Replaces what lies ahead of a job. */
  script(jobId: string, plan: readonly Moment[]): JobRecord {
    const record = this.#job(jobId)
    record.plan = [...plan]
    return record
  }

  /** Removes what lies on disk. */
  close(): Promise<void> {
    return this.#shelf.close()
  }

  #routeTable() {
    const shelf = this.#shelf
    const models = this.#models
    const route = (method: string, path: string, handler: Handler) =>
      [method, new RegExp(`^${path.replaceAll(':id', '([^/]+)')}$`), handler] as const
    return [
      route('POST', '/files', async (call) => json(await shelf.create(call))),
      route('GET', '/files', ({ query }) => json(shelf.list(query, this.#options.pageLimit))),
      route('GET', '/files/:id', (_, id) => json(shelf.retrieve(id))),
      route('DELETE', '/files/:id', (_, id) => this.#deleteFile(id)),
      route('GET', '/files/:id/content', (_, id) => shelf.content(id)),
      route('POST', '/uploads', (call) => json(shelf.createUpload(call))),
      route('POST', '/uploads/:id/parts', async (call, id) => json(await shelf.addPart(call, id))),
      route('POST', '/uploads/:id/complete', async (call, id) => json(await shelf.completeUpload(call, id))),
      route('POST', '/uploads/:id/cancel', (_, id) => json(shelf.cancelUpload(id))),
      route('POST', '/fine_tuning/jobs', (call) => this.#createJob(call)),
      route('GET', '/fine_tuning/jobs', ({ query }) => this.#listJobs(query)),
      route('GET', '/fine_tuning/jobs/:id', (_, id) => this.#retrieveJob(id)),
      route('POST', '/fine_tuning/jobs/:id/cancel', (_, id) => this.#command(id, job.cancel)),
      route('POST', '/fine_tuning/jobs/:id/pause', (_, id) => this.#command(id, job.pause)),
      route('POST', '/fine_tuning/jobs/:id/resume', (_, id) => this.#command(id, job.resume)),
      route('GET', '/fine_tuning/jobs/:id/events', ({ query }, id) => this.#listEvents(query, id)),
      route('GET', '/fine_tuning/jobs/:id/checkpoints', ({ query }, id) => this.#listCheckpoints(query, id)),
      ...(this.dialect.graderEndpoints
        ? [route('POST', '/fine_tuning/alpha/graders/validate', (call) => json(parseGrader(parseJson(call))))]
        : []),
      route('GET', '/models', () => json({ object: 'list', data: models.list() })),
      route('GET', '/models/:id', (_, id) => json(models.retrieve(id))),
      route('DELETE', '/models/:id', (_, id) => json(models.delete(id))),
    ]
  }

  #authenticate({ headers, query }: Call): void {
    const bearer = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1]
    const id = headers['x-client-request-id']
    if (typeof id === 'string' && id.length > 512) throw new Refusal(400, 'X-Client-Request-Id is too long')
    if (bearer !== undefined && this.#options.accepts?.(bearer)) return
    if (this.#options.azure) {
      const version = query.get('api-version')
      if (version !== null && !/^(v1|preview|latest|\d{4}-\d{2}-\d{2}(-preview)?)$/.test(version)) {
        throw new Refusal(400, 'API version not supported', { code: 'BadRequest' })
      }
      // Any token of Entra's form will do: there is nobody here to ask.
      if (headers['api-key'] === this.key || /^ey[\w-]+\.[\w-]+\.[\w-]+$/.test(bearer ?? '')) return
      throw new Refusal(
        401,
        'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.',
      )
    }
    if (bearer === this.key) return
    if (bearer === undefined) {
      const message =
        "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY)."
      throw new Refusal(401, message)
    }
    // The real API shows both ends of the key, too: whoever prints this prints a part of a secret.
    const shown = `${bearer.slice(0, 8)}${'*'.repeat(Math.max(0, bearer.length - 12))}${bearer.slice(-4)}`
    const message = `Incorrect API key provided: ${shown}. You can find your API key at https://platform.openai.com/account/api-keys.`
    throw new Refusal(401, message, { code: 'invalid_api_key' })
  }

  #createJob(call: Call): Reply {
    const spec = parseCreate(parseJson(call), this.dialect)
    if (this.#options.refusesMetadata && spec.metadata !== undefined) {
      const facts = { param: 'metadata', code: 'unknown_parameter' }
      throw new Refusal(400, "Unknown parameter: 'metadata'.", facts)
    }
    return json(this.#shownJob(this.#start(spec, this.#scripts.shift())))
  }

  #deleteFile(id: string): Reply {
    const answer = this.#shelf.delete(id)
    for (const record of this.jobs.map((one) => this.#job(one.id))) {
      if (record.wire.status !== 'validating_files') continue
      const param = (['training_file', 'validation_file'] as const).find((one) => record.wire[one] === id)
      if (!param) continue
      const message = `The job failed because file '${id}' was deleted before it was validated.`
      this.happen(record.id, failure({ code: `invalid_${param}`, message, param }))
    }
    return json(answer)
  }

  #start(spec: CreateSpec, script: readonly Moment[] | undefined): JobRecord {
    const training = this.#shelf.usable(spec.training_file, 'training_file')
    const validation =
      spec.validation_file === undefined
        ? undefined
        : this.#shelf.usable(spec.validation_file, 'validation_file')
    const { model, base } = this.#models.trainable(spec.model)
    const now = this.now()
    const kept = this.#options.keepsMetadata === false ? { ...spec, metadata: undefined } : spec
    const record = job.newJob({ ...kept, model }, base, now, this.dialect)
    const files = { training, validation }
    const [birth, ...usual] = lifeOf(
      record,
      spec,
      files,
      this.#timing,
      this.dialect,
      this.#options.mostSteps ?? 50,
    )
    if (birth) job.happen(record, birth, now, this.#world)
    record.plan = [...(script ?? usual)]
    this.jobs.push(record)
    return record
  }

  #listJobs(query: URLSearchParams): Reply {
    const delay = this.#options.listDelayMs ?? 0
    const listed = this.jobs.filter(({ createdAt }) => this.now() - createdAt >= delay).reverse()
    const { metadataFilter = true, keepsMetadata = true, refusesMetadata = false } = this.#options
    if (metadataFilter === 'refused' && [...query.keys()].some((name) => name.startsWith('metadata')))
      throw new Refusal(400, 'Unrecognized query parameter: metadata.', { param: 'metadata' })
    const filters = metadataFilter && keepsMetadata && !refusesMetadata
    const wanted = filters ? filterByMetadata(listed, query) : listed
    const { items, object, has_more } = page(wanted, query, this.#pages(20, 100))
    return json({ object, data: items.map(({ id }) => this.#shownJob(this.#job(id))), has_more })
  }

  #retrieveJob(id: string): Reply {
    const record = this.#job(id)
    if (this.#options.pace === 'look' && !job.ended(record)) this.advance(id)
    return json(this.#shownJob(record))
  }

  #command(id: string, command: (record: JobRecord, now: number, world: job.World) => void): Reply {
    const record = this.#job(id)
    command(record, this.now(), this.#world)
    return json(this.#shownJob(record))
  }

  #listEvents(query: URLSearchParams, id: string): Reply {
    const record = this.#job(id)
    if (this.#options.pace === 'look' && job.ended(record) && !query.has('after')) this.advance(id)
    const events = this.#options.eventOrder === 'oldest' ? record.events : record.events.toReversed()
    const { items, object, has_more } = page(events, query, this.#pages(20, 100))
    return json({ object, data: items, has_more })
  }

  #listCheckpoints(query: URLSearchParams, id: string): Reply {
    const { items, ...rest } = page(job.shownCheckpoints(this.#job(id)), query, this.#pages(10, 100))
    return json({ ...rest, data: items })
  }

  /** The job as it is now: all that is due has come true. */
  #job(id: string): JobRecord {
    const record = this.jobs.find((one) => one.id === id)
    if (!record) {
      const facts = { param: 'fine_tune_id', code: 'fine_tune_not_found' }
      throw new Refusal(404, `Could not find fine tune: ${id}`, facts)
    }
    if (typeof this.#options.pace === 'object')
      job.catchUp(record, this.now(), this.#timing.phaseMs, this.#world)
    return record
  }

  #shownJob(record: JobRecord): job.WireJob {
    return job.shownJob(record, this.dialect.statuses)
  }

  #pages(usual: number, most: number): PageRules {
    return { usual, most, fixed: this.#options.pageLimit }
  }
}

const TEN_EXAMPLES = Array.from(
  { length: 10 },
  (_, index) =>
    `{"messages":[{"role":"user","content":"${index}?"},{"role":"assistant","content":"${index}!"}]}\n`,
).join('')

function filterByMetadata(jobs: readonly JobRecord[], query: URLSearchParams): JobRecord[] {
  const wanted = [...query].flatMap(([name, value]) => {
    const key = /^metadata\[(.*)\]$/s.exec(name)?.[1]
    return key === undefined ? [] : [[key, value] as const]
  })
  const none = query.get('metadata') === 'null'
  if (none && wanted.length > 0)
    throw new Refusal(400, "'metadata=null' cannot be combined.", { param: 'metadata' })
  return jobs.filter(({ wire: { metadata } }) =>
    none
      ? Object.keys(metadata ?? {}).length === 0
      : wanted.every(([key, value]) => metadata?.[key] === value),
  )
}

function decodeId(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    throw new Refusal(404, `Invalid URL: '${segment}' is not percent-encoded text`)
  }
}
