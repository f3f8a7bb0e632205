import { ApiError } from './api-error.ts'
import { type CreateSpec, parseCreate } from './create.ts'
import { DueTasks } from './due-tasks.ts'
import type { FileStore } from './file-store.ts'
import { type ApiResponse, jsonResponse } from './http.ts'
import { newId } from './id.ts'
import type { JobRecord, Transition } from './job.ts'
import * as job from './job.ts'
import { failed, INSTANT, planLifecycle, type Timing } from './lifecycle.ts'
import type { Models } from './models.ts'
import { describeCheckpoint, describeEvent, fillerEvents, listedEvents } from './odd-events.ts'
import { aliasId, alterRequest, describeJob } from './odd-fields.ts'
import type { StoreOptions } from './options.ts'
import { type PageRules, page } from './page.ts'
import { toUnixSeconds } from './wire.ts'

/** The commands to a job, with the status that follows each. */
const COMMANDS = {
  cancel: { apply: job.cancel, status: 'cancelled' },
  pause: { apply: job.pause, status: 'paused' },
  resume: { apply: job.resume, status: 'queued' },
}

/** The command to a job, as its route names it. */
export type Command = keyof typeof COMMANDS

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
  /** What gateways and slow servers do some time after their answer. */
  readonly #due = new DueTasks()

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
    this.carryOutDue()
    return this.records.map(({ id }) => this.#get(id))
  }

  /** `POST /fine_tuning/jobs`. */
  create(body: unknown) {
    const { rejectMetadata, rejectFields = [], createCopies = 1, copyDelayMs } = this.#options
    const spec = parseCreate(alterRequest(body, this.#options), this.#options.dialect)
    const rejected = [...rejectFields, ...(rejectMetadata ? ['metadata'] : [])]
    const unknown = rejected.find((name) => spec[name] !== undefined)
    if (unknown !== undefined) {
      const fields = { param: unknown, code: 'unknown_parameter' }
      throw new ApiError(400, `Unknown parameter: '${unknown}'.`, fields)
    }
    const script = this.#scripts.shift()
    let record = this.start(spec, script)
    for (let copy = 1; copy < createCopies; copy++) {
      if (copyDelayMs === undefined) record = this.start(spec, script)
      else this.#due.add(record.createdAt + copy * copyDelayMs, (at) => this.start(spec, script, at))
    }
    return this.#describe(record, false)
  }

  /** Does what is due by now although no request asks for it. */
  carryOutDue(): void {
    this.#due.carryOut(this.#options.now())
  }

  /** Starts a job whose request is known to be valid. */
  start(
    spec: CreateSpec,
    script: readonly Transition[] | undefined,
    now: number = this.#options.now(),
  ): JobRecord {
    const training = this.#files.requireUsable(spec.training_file, 'training_file')
    const validation =
      spec.validation_file === undefined
        ? undefined
        : this.#files.requireUsable(spec.validation_file, 'validation_file')
    const { model, base } = this.#models.resolveTrainable(spec.model)
    const { dialect, keepMetadata, maxSteps = 50 } = this.#options
    const stored = keepMetadata === false ? { ...spec, metadata: undefined } : spec
    const record = job.newJob({ ...stored, model }, { id: this.#newId(), base, now, dialect })
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
    this.carryOutDue()
    const listed = this.records.filter(({ createdAt }) => now() - createdAt >= listDelayMs)
    if (this.#options.jobOrder !== 'oldest') listed.reverse()
    if (metadataFilter === 'refused' && [...query.keys()].some((name) => name.startsWith('metadata')))
      throw new ApiError(400, 'Unrecognized query parameter: metadata.', { param: 'metadata' })
    const isFiltered = metadataFilter && keepMetadata && !rejectMetadata
    const matching = isFiltered ? filterByMetadata(listed, query) : listed
    const { jobIds, jobCursor, brokenEntries = [] } = this.#options
    const entries = matching.map(({ id }) => ({ id: jobIds === 'alias' ? aliasId(id) : id, jobId: id }))
    const { items, object, has_more } = page(entries, query, this.#pageRules(20, 100, jobCursor))
    const data = items.map(({ jobId }) => this.#describe(this.#get(jobId), true))
    return { object, data: [...(query.has('after') ? [] : brokenEntries), ...data], has_more }
  }

  /** `GET /fine_tuning/jobs/{id}`. */
  retrieve(id: string) {
    const record = this.#get(id)
    if (this.#options.advance === 'poll' && !job.isTerminal(record)) this.advance(record.id)
    const other = this.#options.wrongJob && this.records.findLast((one) => one !== record)
    return this.#describe(other || record, id !== record.id)
  }

  /** `POST /fine_tuning/jobs/{id}/cancel`, `pause` or `resume`. */
  command(id: string, name: Command): ApiResponse {
    const record = this.#get(id)
    const { ignoreCommands, commandDelayMs, now } = this.#options
    const { apply, status } = COMMANDS[name]
    if (commandDelayMs !== undefined) {
      this.#due.add(now() + commandDelayMs, (at) => {
        if (!job.isTerminal(this.#get(id))) apply(record, at, this.#state)
      })
    } else if (!ignoreCommands) apply(record, now(), this.#state)
    return this.#answerCommand(this.#describe(record, id !== record.id), status)
  }

  #answerCommand(described: object, status: string): ApiResponse {
    switch (this.#options.commandAnswer) {
      case 'no-content':
        return { status: 204, headers: {}, body: '' }
      case 'success':
        return jsonResponse({ success: true })
      case 'empty':
        return jsonResponse({})
      case 'pretended':
        return jsonResponse({ ...described, status })
      case undefined:
        return jsonResponse(described)
    }
  }

  /** `GET /fine_tuning/jobs/{id}/events`. */
  listEvents(query: URLSearchParams, id: string) {
    const record = this.#get(id)
    if (this.#options.advance === 'poll' && job.isTerminal(record) && !query.has('after')) this.advance(id)
    const { eventOrder, eventCursor, endlessEvents } = this.#options
    const events = listedEvents(record.events, this.#options)
    if (eventOrder !== 'oldest') events.reverse()
    const cursor = endlessEvents ? 'empty' : eventCursor
    const { items, object, has_more } = page(events, query, this.#pageRules(20, 100, cursor))
    if (endlessEvents && query.has('after') && !events.some(({ id: one }) => one === query.get('after')))
      return { object, data: fillerEvents(query, toUnixSeconds(record.createdAt)), has_more }
    const data = items.map((event) => describeEvent(event, this.#options))
    const isLast = endlessEvents && items.at(-1) === events.at(-1)
    const filler = isLast ? fillerEvents(query, toUnixSeconds(record.createdAt)) : []
    return { object, data: [...data, ...filler], has_more }
  }

  /** `GET /fine_tuning/jobs/{id}/checkpoints`. */
  listCheckpoints(query: URLSearchParams, id: string) {
    const { checkpointCursor, checkpointOrder } = this.#options
    const checkpoints = job.listCheckpoints(this.#get(id))
    if (checkpointOrder === 'oldest') checkpoints.reverse()
    const { items, ...rest } = page(checkpoints, query, this.#pageRules(10, 100, checkpointCursor))
    return { ...rest, data: items.map((checkpoint) => describeCheckpoint(checkpoint, this.#options)) }
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
    this.carryOutDue()
    const record = this.records.find((one) => one.id === id || aliasId(one.id) === id)
    if (!record) {
      const fields = { param: 'fine_tune_id', code: 'fine_tune_not_found' }
      throw new ApiError(404, `Could not find fine tune: ${id}`, fields)
    }
    if (typeof this.#options.advance === 'object')
      job.applyDue(record, this.#options.now(), this.#timing.phaseMs, this.#state)
    return record
  }

  /** Returns a job as it is described in a list, or in an answer about this job alone. */
  #describe(record: JobRecord, isListed: boolean) {
    return describeJob(job.toWireJob(record, this.#options.dialect.statuses), this.#options, isListed)
  }

  #newId(): string {
    const { jobIds } = this.#options
    if (jobIds === 'numeric') return String(1_000_000 + this.records.length)
    return newId('ftjob-', jobIds === 'long' ? 294 : 24)
  }

  #pageRules(defaultLimit: number, maxLimit: number, cursor: PageRules['cursor']): PageRules {
    const { pageLimit, maxPageLimit } = this.#options
    return { defaultLimit, maxLimit, fixedSize: pageLimit, refusedAbove: maxPageLimit, cursor }
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
