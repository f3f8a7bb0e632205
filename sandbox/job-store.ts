import { ApiError } from './api-error.ts'
import { type CreateSpec, parseCreate } from './create.ts'
import type { FileStore } from './file-store.ts'
import type { JobRecord, Transition } from './job.ts'
import * as job from './job.ts'
import { failed, INSTANT, planLifecycle, type Timing } from './lifecycle.ts'
import type { Models } from './models.ts'
import type { StoreOptions } from './options.ts'
import { type PageRules, page } from './page.ts'
import type { WireJob } from './wire.ts'

/** The jobs on the server. */
export class JobStore {
  /** Oldest first, each as it was when a request or a test last touched it. */
  readonly records: JobRecord[] = []
  readonly #options: StoreOptions
  readonly #files: FileStore
  readonly #models: Models
  readonly #timing: Timing
  readonly #state: job.ServerState
  readonly #scripts: (readonly Transition[])[]

  constructor(options: StoreOptions, files: FileStore, models: Models) {
    this.#options = options
    this.#files = files
    this.#models = models
    this.#timing = typeof options.advance === 'string' ? INSTANT : options.advance
    this.#scripts = [...(options.scripts ?? [])]
    this.#state = {
      dialect: options.dialect,
      storeResults: (csv) => files.storeResults(csv),
      extraEvents: options.extraEvents,
    }
  }

  /** Every job as it is now, oldest first. */
  all(): readonly JobRecord[] {
    return this.records.map(({ id }) => this.#get(id))
  }

  /** `POST /fine_tuning/jobs`. */
  create(body: unknown): WireJob {
    const spec = parseCreate(body, this.#options.dialect)
    if (this.#options.rejectMetadata && spec.metadata !== undefined) {
      const fields = { param: 'metadata', code: 'unknown_parameter' }
      throw new ApiError(400, "Unknown parameter: 'metadata'.", fields)
    }
    return this.#toWire(this.start(spec, this.#scripts.shift()))
  }

  /** Starts a job whose request is known to be valid. */
  start(spec: CreateSpec, script: readonly Transition[] | undefined): JobRecord {
    const training = this.#files.requireUsable(spec.training_file, 'training_file')
    const validation =
      spec.validation_file === undefined
        ? undefined
        : this.#files.requireUsable(spec.validation_file, 'validation_file')
    const { model, base } = this.#models.resolveTrainable(spec.model)
    const { dialect, keepMetadata, maxSteps = 50 } = this.#options
    const now = this.#options.now()
    const stored = keepMetadata === false ? { ...spec, metadata: undefined } : spec
    const record = job.newJob({ ...stored, model }, base, now, dialect)
    const files = { training, validation }
    const [created, ...usual] = planLifecycle(record, spec, files, {
      timing: this.#timing,
      dialect,
      maxSteps,
    })
    if (created) job.applyTransition(record, created, now, this.#state)
    record.plan = [...(script ?? usual)]
    this.records.push(record)
    return record
  }

  /** `GET /fine_tuning/jobs`. */
  list(query: URLSearchParams) {
    const { metadataFilter = true, keepMetadata = true, rejectMetadata, listDelayMs = 0, now } = this.#options
    const listed = this.records.filter(({ createdAt }) => now() - createdAt >= listDelayMs).reverse()
    if (metadataFilter === 'refused' && [...query.keys()].some((name) => name.startsWith('metadata')))
      throw new ApiError(400, 'Unrecognized query parameter: metadata.', { param: 'metadata' })
    const isFiltered = metadataFilter && keepMetadata && !rejectMetadata
    const matching = isFiltered ? filterByMetadata(listed, query) : listed
    const { items, object, has_more } = page(matching, query, this.#pageRules(20, 100))
    return { object, data: items.map(({ id }) => this.#toWire(this.#get(id))), has_more }
  }

  /** `GET /fine_tuning/jobs/{id}`. */
  retrieve(id: string): WireJob {
    const record = this.#get(id)
    if (this.#options.advance === 'poll' && !job.isTerminal(record)) this.advance(id)
    return this.#toWire(record)
  }

  /** `POST /fine_tuning/jobs/{id}/cancel`, `pause` or `resume`. */
  command(id: string, command: typeof job.cancel): WireJob {
    const record = this.#get(id)
    command(record, this.#options.now(), this.#state)
    return this.#toWire(record)
  }

  /** `GET /fine_tuning/jobs/{id}/events`. */
  listEvents(query: URLSearchParams, id: string) {
    const record = this.#get(id)
    if (this.#options.advance === 'poll' && job.isTerminal(record) && !query.has('after')) this.advance(id)
    const events = this.#options.eventOrder === 'oldest' ? record.events : record.events.toReversed()
    const { items, object, has_more } = page(events, query, this.#pageRules(20, 100))
    return { object, data: items, has_more }
  }

  /** `GET /fine_tuning/jobs/{id}/checkpoints`. */
  listCheckpoints(query: URLSearchParams, id: string) {
    const { items, ...rest } = page(job.listCheckpoints(this.#get(id)), query, this.#pageRules(10, 100))
    return { ...rest, data: items }
  }

  /** Applies the next transitions of a job at once: this many, or until it has this status. */
  advance(id: string, to: number | string = 1): JobRecord {
    const record = this.#get(id)
    for (let applied = 0; typeof to === 'number' ? applied < to : record.wire.status !== to; applied++) {
      const next = record.plan.shift()
      if (!next) break
      job.applyTransition(record, next, this.#options.now(), this.#state)
    }
    return record
  }

  /** Applies a transition. The plan stays, unless this ends or pauses the job. */
  apply(id: string, transition: Transition): JobRecord {
    const record = this.#get(id)
    job.applyTransition(record, transition, this.#options.now(), this.#state)
    if (transition.status === 'paused') record.planAfterResume = record.plan
    if (transition.status === 'paused' || (transition.status && job.isTerminal(record))) record.plan = []
    return record
  }

  /** Replaces the plan of a job. */
  script(id: string, plan: readonly Transition[]): JobRecord {
    const record = this.#get(id)
    record.plan = [...plan]
    return record
  }

  /** Fails each job that has not yet validated a file which is now deleted. */
  failWithoutFile(fileId: string): void {
    for (const record of this.all()) {
      if (record.wire.status !== 'validating_files') continue
      const param = (['training_file', 'validation_file'] as const).find((one) => record.wire[one] === fileId)
      if (!param) continue
      const message = `The job failed because file '${fileId}' was deleted before it was validated.`
      this.apply(record.id, failed({ code: `invalid_${param}`, message, param }))
    }
  }

  /** Returns the job after every transition that is due. */
  #get(id: string): JobRecord {
    const record = this.records.find((one) => one.id === id)
    if (!record) {
      const fields = { param: 'fine_tune_id', code: 'fine_tune_not_found' }
      throw new ApiError(404, `Could not find fine tune: ${id}`, fields)
    }
    if (typeof this.#options.advance === 'object')
      job.applyDue(record, this.#options.now(), this.#timing.phaseMs, this.#state)
    return record
  }

  #toWire(record: JobRecord): WireJob {
    return job.toWireJob(record, this.#options.dialect.statuses)
  }

  #pageRules(defaultLimit: number, maxLimit: number): PageRules {
    return { defaultLimit, maxLimit, fixedSize: this.#options.pageLimit }
  }
}

function filterByMetadata(jobs: readonly JobRecord[], query: URLSearchParams): JobRecord[] {
  const filter = [...query].flatMap(([name, value]) => {
    const key = /^metadata\[(.*)\]$/s.exec(name)?.[1]
    return key === undefined ? [] : [[key, value] as const]
  })
  const onlyWithout = query.get('metadata') === 'null'
  if (onlyWithout && filter.length > 0)
    throw new ApiError(400, "'metadata=null' cannot be combined.", { param: 'metadata' })
  return jobs.filter(({ wire: { metadata } }) =>
    onlyWithout
      ? Object.keys(metadata ?? {}).length === 0
      : filter.every(([key, value]) => metadata?.[key] === value),
  )
}
