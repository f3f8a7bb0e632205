import { createHash } from 'node:crypto'
import { abortAfter, TimeoutError, withTimeout } from '../clock.ts'
import { normalised } from '../dataset/normalize.ts'
import type { Dependencies, WorkspaceFile } from '../dependencies.ts'
import { ActionError } from '../errors.ts'
import { retry } from '../http/retry.ts'
import type { Client } from '../openai/client.ts'
import { discardFiles } from '../openai/delete-files.ts'
import {
  type Content,
  findFile,
  isSame,
  LISTED_MS,
  LISTING_PAUSE_MS,
  listFiles,
  stillThere,
} from '../openai/find-file.ts'
import { largestPlainUpload, uploadInParts } from '../openai/multipart-upload.ts'
import type { Repeat } from '../openai/pagination.ts'
import { type LocalFile, type Sending, uploadFile } from '../openai/upload.ts'
import { lookAt, untilProcessed } from '../openai/wait-for-file.ts'
import { isTerminal, type Job, type RemoteFile } from '../openai/wire.ts'
import { size } from '../report/format.ts'
import { formatError } from '../report/format-error.ts'
import type { Dataset } from './data.ts'
import { retryFor, retryOptions } from './retry-options.ts'
import type { Report } from './run-reporter.ts'

/** The ids by which a job names its data. */
export interface FileIds {
  training: string
  validation?: string
}

type Role = Dataset['role']

/** How long the server is asked whether it has the data already, before it is simply uploaded. */
const FIND_MS = 60_000
/** How long to ask for a file that tells whether a job does the same work. */
const COMPARE_MS = 5 * 60_000
const TIDY_MS = 60_000
const HURRIED_DELAY_MS = 500

/** The data of this run on the server: what was found there, what was uploaded, and what becomes of it. */
export class Shelf {
  readonly #datasets: readonly Dataset[]
  readonly #connect: (signal: AbortSignal) => Client
  readonly #client: Client
  readonly #report: Report
  readonly #world: Dependencies
  readonly #remainingMs: () => number
  /** What is larger is uploaded in parts. */
  readonly #plainBytes: number
  /** In the name of every upload of this run, and of no other. */
  readonly #token: string
  readonly #uploaded = new Set<string>()
  readonly #here = new Map<Role, RemoteFile>()
  /** Whether a file has some content, by id and digest. */
  readonly #compared = new Map<string, Promise<boolean>>()
  /** How many uploads may have arrived without our knowing, and when the last of them began. */
  #doubts = 0
  #doubtedAt = 0
  /** Settles when the last upload is over, also where nobody waits for it any more. */
  #over: Promise<unknown> = Promise.resolve()

  constructor(
    datasets: readonly Dataset[],
    connect: (signal: AbortSignal) => Client,
    report: Report,
    deps: Dependencies,
    remainingMs: () => number,
    plainBytes?: number,
  ) {
    this.#remainingMs = remainingMs
    this.#datasets = datasets
    this.#token = deps.attemptId.slice(0, 12)
    this.#connect = connect
    this.#client = connect(deps.signal)
    this.#plainBytes = plainBytes ?? largestPlainUpload(this.#client.host)
    this.#report = report
    this.#world = deps
  }

  /** Brings to the server what is not there, and returns the ids once the data can be trained on. */
  async bring(world = this.#world): Promise<FileIds> {
    for (const dataset of this.#datasets) {
      const { role } = dataset
      if (this.#here.has(role)) continue
      const file = await this.#file(dataset, world)
      this.#here.set(role, file)
      this.#report.outputs({ [`${role}-file-id`]: file.id })
    }
    for (const [role, file] of this.#here) {
      const onWait = (status: string) =>
        world.runner.info(`the server is processing the ${role} data (${status})`)
      await untilProcessed(this.#client, file, { ...retryOptions(world), onWait })
    }
    const [training = '', validation] = ROLES.map((role) => this.#here.get(role)?.id)
    return { training, ...(validation && { validation }) }
  }

  /** Whether a job uses this data: by the content of its files, since the same data may have been uploaded twice. */
  async isUsedBy({ trainingFile, validationFile }: Job): Promise<boolean> {
    for (const [role, id] of Object.entries({ training: trainingFile, validation: validationFile })) {
      const dataset = this.#datasets.find((dataset) => dataset.role === role)
      if (!dataset || id === undefined) {
        if (dataset || id !== undefined) return false
      } else if ('id' in dataset) {
        if (dataset.id !== id) return false
      } else if (!(await this.#hasContent(id, dataset.report))) return false
    }
    return true
  }

  #hasContent(id: string, content: Content): Promise<boolean> {
    const key = `${id} ${content.digest}`
    const known = this.#compared.get(key)
    if (known) return known
    const has = stillThere(this.#client, id, retryFor(this.#world, COMPARE_MS)).then(
      (file) => file !== undefined && isSame(file, content),
    )
    this.#compared.set(key, has)
    // A failure says nothing, and is not remembered.
    has.catch(() => this.#compared.delete(key))
    return has
  }

  /** Whether any of the data was on the server before this run: only then can there be a job that uses it. */
  get hasFound(): boolean {
    return [...this.#here.values()].some(({ id }) => !this.#uploaded.has(id))
  }

  /** Forgets the files that were found and are gone by now; returns whether there were any. */
  async forgetGone(): Promise<boolean> {
    const found = this.#datasets.filter((dataset) => {
      const id = this.#here.get(dataset.role)?.id
      return 'report' in dataset && id !== undefined && !this.#uploaded.has(id)
    })
    let gone = false
    for (const { role } of found) {
      const id = this.#here.get(role)?.id ?? ''
      if (await stillThere(this.#client, id, retryFor(this.#world, FIND_MS))) continue
      this.#world.runner.info(`${role} data: ${id} is gone from the server`)
      gone = this.#here.delete(role)
    }
    return gone
  }

  /** Deletes what this run has uploaded and neither the job that it ends with uses nor any other. */
  async tidy(job: Job | undefined): Promise<void> {
    await this.#over
    if (this.#uploaded.size === 0 && this.#doubts === 0) return
    // A server that does not say what its jobs use: nobody can tell what is not used.
    if (job && !job.trainingFile) return
    await this.#hurriedly(async (client, repeat) => {
      const strays = await this.#strays(client, repeat)
      const unused = [...new Set([...this.#uploaded, ...strays])].filter(
        (id) => id !== job?.trainingFile && id !== job?.validationFile,
      )
      const using = ({ status }: Job) => status !== 'failed' && status !== 'cancelled'
      await this.#discard(unused, using, client, repeat)
    })
  }

  /** What uploads without an answer have left on the server: looked for until lists must show it. */
  async #strays(client: Client, repeat: Repeat): Promise<string[]> {
    const { clock, signal } = this.#world
    while (this.#doubts > 0) {
      const ours = await listFiles(client, (file) => this.#isOurs(file), repeat)
      const strays = ours.map(({ id }) => id).filter((id) => !this.#uploaded.has(id))
      const late = clock.now() - this.#doubtedAt >= LISTED_MS
      if (strays.length > 0 || late || signal.aborted) return strays
      await clock.sleep(LISTING_PAUSE_MS, signal).catch(() => undefined)
    }
    return []
  }

  /** Deletes the files of a job that has succeeded, unless another one is still being trained on them. */
  async deleteFiles(job: Job): Promise<void> {
    const named = this.#datasets.flatMap((dataset) => ('id' in dataset ? [dataset.id] : []))
    const ids = [...new Set([job.trainingFile, job.validationFile])]
    const ours = ids.flatMap((id) => (id === undefined || named.includes(id) ? [] : [id]))
    const using = (other: Job) => other.id !== job.id && !isTerminal(other.status)
    await this.#hurriedly((client, repeat) => this.#discard(ours, using, client, repeat))
  }

  #isOurs({ name }: RemoteFile): boolean {
    return name?.includes(`-${this.#token}-`) ?? false
  }

  /** Also when the workflow is cancelled: tidying up is worth the seconds that are left then. */
  async #hurriedly(work: (client: Client, repeat: Repeat) => Promise<void>): Promise<void> {
    const { clock, random, runner, signal: interrupted } = this.#world
    const end = abortAfter(interrupted, this.#remainingMs, clock)
    try {
      await withTimeout(clock, TIDY_MS, end.signal, (signal) => {
        const maxDelayMs = interrupted.aborted ? HURRIED_DELAY_MS : undefined
        const patience = { clock, random, signal, maxDelayMs }
        return work(this.#connect(signal), (request) => retry(request, patience))
      })
    } catch (error) {
      if (!(error instanceof ActionError || error instanceof TimeoutError)) throw error
      const why = error instanceof ActionError ? formatError(error) : error.message
      runner.warning(`Files that are not needed may be left on the server: ${why}`)
    } finally {
      end.release()
    }
  }

  async #discard(ids: string[], using: (job: Job) => boolean, client: Client, repeat: Repeat): Promise<void> {
    const { runner } = this.#world
    for (const file of await discardFiles(client, ids, using, repeat))
      if (file.kind === 'deleted') runner.info(`${file.id} was deleted from the server`)
      else if (file.kind === 'used') runner.info(`${file.id} is kept: job ${file.by.id} uses it`)
      else
        runner.warning(
          `${file.id} could not be deleted and is left on the server: ${formatError(file.error)}`,
        )
  }

  async #file(dataset: Dataset, world: Dependencies): Promise<RemoteFile> {
    const { role } = dataset
    if ('id' in dataset) return lookAt(this.#client, dataset.id, retryOptions(world))
    const { digest, bytes } = dataset.report
    const there = await this.#found(dataset.report, world)
    if (there && !this.#uploaded.has(there.id))
      world.runner.info(`${role} data: ${size(bytes)} already on the server as ${there.id}`)
    if (there) return there
    const { workspace, runner } = world
    const local = {
      name: `${stem(dataset.files)}-${this.#token}-${digest}.jsonl`,
      size: bytes,
      content: () => unchanged(normalised(workspace, dataset.files), digest),
    }
    const uploading = this.#upload(role, local, {
      ...retryOptions(world),
      onProgress: (sent) =>
        runner.info(
          `${role} data: ${size(sent)} of ${size(bytes)} sent (${Math.floor((sent / bytes) * 100)} %)`,
        ),
      onSend: () => {
        this.#doubts += 1
        this.#doubtedAt = world.clock.now()
      },
      onAnswer: () => {
        this.#doubts -= 1
      },
    })
    this.#over = uploading.catch(() => undefined)
    const file = await uploading
    runner.info(`${role} data: ${size(bytes)} uploaded as ${file.id}`)
    return file
  }

  async #upload(role: Role, local: LocalFile, sending: Sending): Promise<RemoteFile> {
    const isLarge = local.size > this.#plainBytes
    const whole = isLarge ? await uploadInParts(this.#client, local, sending) : undefined
    if (isLarge && !whole)
      this.#world.runner.info(
        `${role} data: this server has no uploads in parts, so all of it is sent in one request`,
      )
    const file = whole ?? (await uploadFile(this.#client, local, sending))
    this.#uploaded.add(file.id)
    return file
  }

  /** A server that cannot tell what it has gets the data once more: a file costs nothing. */
  async #found(content: Content, world: Dependencies): Promise<RemoteFile | undefined> {
    try {
      return await findFile(this.#client, content, world.startedAt, retryFor(world, FIND_MS))
    } catch (error) {
      if (world.signal.aborted || !(error instanceof ActionError)) throw error
      return undefined
    }
  }
}

const ROLES = ['training', 'validation'] as const

/** The files were read twice, to be checked and to be sent; what is sent must be what was checked. */
async function* unchanged(bytes: AsyncIterable<Uint8Array>, digest: string): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256')
  for await (const chunk of bytes) {
    hash.update(chunk)
    yield chunk
  }
  if (hash.digest('hex') !== digest) throw new ActionError('The data changed while it was being uploaded.')
}

/** A short name for people, in characters that every server takes; the digest behind it says what it is. */
function stem(files: WorkspaceFile[]): string {
  const base =
    files[0]?.name
      .split('/')
      .at(-1)
      ?.replace(/\.jsonl$/i, '') ?? ''
  return base.replace(/[^\w-]+/g, '-').slice(0, 40) || 'data'
}
