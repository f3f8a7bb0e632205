import { createHash } from 'node:crypto'
import { Refusal } from './api-error.ts'
import type { Dialect } from './dialect.ts'
import { checkUpload, Intake, type Received, type StoredFile } from './files.ts'
import { type Call, parseJson, type Reply } from './http.ts'
import { newId } from './id.ts'
import { seconds } from './job.ts'
import { readMultipart } from './multipart.ts'
import { page } from './page.ts'
import { type Upload, Uploads } from './uploads.ts'

/** How files are kept. */
export interface ShelfOptions {
  readonly dialect: Dialect
  readonly now: () => number
  /** What moves a new file on, where files are slow: time, a look at it, or nothing (it is `processed` at once). */
  readonly pace: 'time' | 'look' | 'hand'
  readonly phaseMs: number
  readonly contentLimit: number | undefined
  readonly fileLimit: number | undefined
  readonly fileListDelayMs: number | undefined
  readonly fileStatus: boolean | undefined
}

const FIELDS = ['purpose', 'expires_after[anchor]', 'expires_after[seconds]']
const PURPOSES = ['assistants', 'batch', 'fine-tune', 'vision', 'user_data', 'evals']

/** The files on the server, and the uploads that become files. */
export class Shelf {
  /** Oldest first. */
  readonly all: StoredFile[] = []
  readonly #options: ShelfOptions
  readonly #uploads = new Uploads()

  constructor(options: ShelfOptions) {
    this.#options = options
  }

  get uploads(): readonly Upload[] {
    return this.#uploads.all
  }

  /** Stores text as an upload would, without its checks. */
  add(content: string, filename: string, purpose: string): StoredFile {
    const intake = this.#intake()
    intake.write(Buffer.from(content))
    return this.#store(intake.finish(), filename, purpose)
  }

  /** Removes what lies on disk. */
  close(): Promise<void> {
    return this.#uploads.close()
  }

  #now(): number {
    return this.#options.now()
  }

  /** `POST /files`. */
  async create(call: Call) {
    const intake = this.#intake()
    const fields = new Map<string, string>()
    let filename: string | undefined
    await readMultipart(call.stream, call.headers['content-type'] ?? '', (head) => {
      if (head.name === 'file') {
        filename = head.filename ?? 'upload'
        return (chunk) => intake.write(chunk)
      }
      if (!FIELDS.includes(head.name)) {
        throw new Refusal(400, `extra fields not permitted: ${head.name}`, { param: head.name })
      }
      fields.set(head.name, '')
      return (chunk) => {
        fields.set(head.name, fields.get(head.name) + chunk.toString())
      }
    })
    if (filename === undefined) throw new Refusal(400, "'file' is a required property", { param: 'file' })
    const purpose = fields.get('purpose')
    if (purpose === undefined)
      throw new Refusal(400, "'purpose' is a required property", { param: 'purpose' })
    if (!PURPOSES.includes(purpose)) {
      const message = `'${purpose}' is not one of ['${PURPOSES.join("', '")}'] - 'purpose'`
      throw new Refusal(400, message, { param: 'purpose' })
    }
    const lifetime = fields.get('expires_after[seconds]')
    const expires = lifetime === undefined ? undefined : Number(lifetime)
    if (expires !== undefined && !(expires >= 3600 && expires <= 2_592_000)) {
      throw new Refusal(400, `${lifetime} is not between 3600 and 2592000`, {
        param: 'expires_after.seconds',
      })
    }
    const received = intake.finish()
    if (received.bytes > (this.#options.fileLimit ?? 512 * 1024 ** 2)) {
      throw new Refusal(413, '413: The data value transmitted exceeds the capacity limit.')
    }
    checkUpload(received, filename, purpose, this.#options.dialect)
    return this.#shown(this.#store(received, filename, purpose, expires))
  }

  /** `GET /files`. */
  list(query: URLSearchParams, fixed: number | undefined) {
    const purpose = query.get('purpose')
    const listedFrom = this.#now() - (this.#options.fileListDelayMs ?? 0)
    const files = this.all.filter(
      (file) => (purpose === null || file.purpose === purpose) && file.createdAt <= listedFrom,
    )
    if (query.get('order') !== 'asc') files.reverse()
    const { items, ...rest } = page(files, query, { usual: 10_000, most: 10_000, fixed })
    return { ...rest, data: items.map((file) => this.#shown(file)) }
  }

  /** `GET /files/{id}`. */
  retrieve(id: string) {
    const file = this.#file(id)
    file.looks += 1
    return this.#shown(file)
  }

  /** `DELETE /files/{id}`. */
  delete(id: string) {
    this.all.splice(this.all.indexOf(this.#file(id)), 1)
    return { id, object: 'file', deleted: true }
  }

  /** `GET /files/{id}/content`. */
  content(id: string): Reply {
    const { content, bytes, purpose } = this.#file(id)
    if (content.length < bytes) throw new Refusal(400, `The sandbox has not kept all of ${id}.`)
    const type = purpose === 'fine-tune-results' ? 'application/octet-stream' : 'application/jsonl'
    return { bytes: content, type }
  }

  #intake(): Intake {
    return new Intake(this.#options.contentLimit ?? 8 * 1024 ** 2)
  }

  #store(received: Received, filename: string, purpose: string, expiresInSeconds?: number): StoredFile {
    const now = this.#now()
    const file: StoredFile = {
      ...received,
      id: newId('file-'),
      filename,
      purpose,
      createdAt: now,
      expiresAt: expiresInSeconds === undefined ? null : now + expiresInSeconds * 1000,
      status: undefined,
      looks: 0,
    }
    this.all.push(file)
    return file
  }

  /** Stores the result file of a job. */
  storeResults(csv: string): string {
    const content = Buffer.from(this.#options.dialect.encodeResults(csv))
    const facts = {
      bytes: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
      examples: 0,
    }
    const file = this.#store({ ...facts, content }, 'step_metrics.csv', 'fine-tune-results')
    file.status = 'processed'
    return file.id
  }

  #file(id: string): StoredFile {
    const file = this.all.find((one) => one.id === id)
    if (!file) throw new Refusal(404, `No such File object: ${id}`, { param: 'id' })
    return file
  }

  #status(file: StoredFile): string {
    if (file.status !== undefined) return file.status
    if (!this.#options.dialect.slowFiles || this.#options.pace === 'hand') return 'processed'
    const phase =
      this.#options.pace === 'look' ? file.looks : (this.#now() - file.createdAt) / this.#options.phaseMs
    if (phase < 1) return 'pending'
    return phase < 2 ? 'running' : 'processed'
  }

  #shown(file: StoredFile) {
    return {
      object: 'file',
      id: file.id,
      purpose: file.purpose,
      filename: file.filename,
      bytes: file.bytes,
      created_at: seconds(file.createdAt),
      expires_at: file.expiresAt === null ? null : seconds(file.expiresAt),
      ...(this.#options.fileStatus !== false && { status: this.#status(file), status_details: null }),
    }
  }

  /** `POST /uploads`. */
  createUpload(call: Call) {
    return shownUpload(this.#uploads.create(parseJson(call), this.#now()))
  }

  /** `POST /uploads/{id}/cancel`. */
  cancelUpload(id: string) {
    return shownUpload(this.#uploads.cancel(id, this.#now()))
  }

  /** `POST /uploads/{id}/parts`. */
  async addPart(call: Call, id: string) {
    const part = await this.#uploads.addPart(id, this.#now(), async (sink) => {
      let found = false
      await readMultipart(call.stream, call.headers['content-type'] ?? '', ({ name }) => {
        if (name !== 'data') throw new Refusal(400, `extra fields not permitted: ${name}`, { param: name })
        found = true
        return sink
      })
      if (!found) throw new Refusal(400, "'data' is a required property", { param: 'data' })
    })
    return { id: part.id, object: 'upload.part', created_at: seconds(part.createdAt), upload_id: id }
  }

  /** `POST /uploads/{id}/complete`. */
  async completeUpload(call: Call, id: string) {
    const { upload, received } = await this.#uploads.complete(
      id,
      parseJson(call),
      this.#now(),
      this.#intake(),
    )
    const { filename, purpose, expires_after } = upload.spec
    checkUpload(received, filename, purpose, this.#options.dialect)
    const file = this.#store(received, filename, purpose, expires_after?.seconds)
    return { ...shownUpload(upload), file: this.#shown(file) }
  }

  /** The file that a job is to be trained with, if it can be. */
  usable(id: string, param: string): StoredFile {
    const file = this.all.find((one) => one.id === id)
    if (!file) throw new Refusal(400, `invalid ${param}: ${id}`, { param })
    if (file.purpose !== 'fine-tune') {
      throw new Refusal(400, `File '${id}' has purpose '${file.purpose}', expected 'fine-tune'.`, { param })
    }
    if (this.#status(file) !== 'processed') {
      const message = `File '${id}' is still being processed and is not ready to be used for fine-tuning. Please try again later.`
      throw new Refusal(400, message, { param })
    }
    return file
  }
}

function shownUpload({ id, spec, createdAt, expiresAt, status }: Upload) {
  return {
    id,
    object: 'upload',
    bytes: spec.bytes,
    created_at: seconds(createdAt),
    filename: spec.filename,
    purpose: spec.purpose,
    status,
    expires_at: seconds(expiresAt),
    file: null,
  }
}
