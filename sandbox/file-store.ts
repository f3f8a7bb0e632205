import { createHash } from 'node:crypto'
import { ApiError } from './api-error.ts'
import { assertUploadable, HashingWriter, type ReceivedFile, type StoredFile } from './files.ts'
import { type ApiRequest, type ApiResponse, parseJson } from './http.ts'
import { newId } from './id.ts'
import { readMultipart } from './multipart.ts'
import { endUploadAfter } from './odd-uploads.ts'
import type { StoreOptions } from './options.ts'
import { page } from './page.ts'
import { type Upload, Uploads } from './uploads.ts'
import { toUnixSeconds } from './wire.ts'

const FIELDS = ['purpose', 'expires_after[anchor]', 'expires_after[seconds]']
const PURPOSES = ['assistants', 'batch', 'fine-tune', 'vision', 'user_data', 'evals']

/** The files on the server, and the uploads that become files. */
export class FileStore {
  /** Oldest first. */
  readonly all: StoredFile[] = []
  readonly #options: StoreOptions
  readonly #uploads = new Uploads()

  constructor(options: StoreOptions) {
    this.#options = options
  }

  get uploads(): readonly Upload[] {
    return this.#uploads.all
  }

  /** Stores text as an upload would, without its checks. */
  add(content: string, filename: string, purpose: string): StoredFile {
    const writer = this.#createWriter()
    writer.write(Buffer.from(content))
    return this.#store(writer.finish(), filename, purpose)
  }

  /** Deletes what is stored on disk. */
  close(): Promise<void> {
    return this.#uploads.close()
  }

  #now(): number {
    return this.#options.now()
  }

  /** `POST /files`. */
  async create(request: ApiRequest) {
    const { answerUploadAfter } = this.#options
    const writer = this.#createWriter()
    const whole =
      answerUploadAfter === undefined
        ? request
        : { ...request, stream: endUploadAfter(request, answerUploadAfter) }
    const { filename, purpose, expiresInSeconds } = await readUploadForm(whole, writer)
    const received = writer.finish()
    if (received.bytes > (this.#options.fileLimit ?? 512 * 1024 ** 2)) {
      throw new ApiError(413, '413: The data value transmitted exceeds the capacity limit.')
    }
    if (answerUploadAfter === undefined) assertUploadable(received, filename, purpose, this.#options.dialect)
    return this.#toWireFile(this.#store(received, filename, purpose, expiresInSeconds))
  }

  /** `GET /files`. */
  list(query: URLSearchParams) {
    const { fileListDelayMs = 0, pageLimit, maxPageLimit, fileCursor } = this.#options
    const purpose = query.get('purpose')
    const listedFrom = this.#now() - fileListDelayMs
    const files = this.all.filter(
      (file) => (purpose === null || file.purpose === purpose) && file.createdAt <= listedFrom,
    )
    if (query.get('order') !== 'asc') files.reverse()
    const rules = {
      defaultLimit: 10_000,
      maxLimit: 10_000,
      fixedSize: pageLimit,
      refusedAbove: maxPageLimit,
      cursor: fileCursor,
    }
    const { items, ...rest } = page(files, query, rules)
    return { ...rest, data: items.map((file) => this.#toWireFile(file)) }
  }

  /** `GET /files/{id}`. */
  retrieve(id: string) {
    const file = this.#file(id)
    file.polls += 1
    return this.#toWireFile(file)
  }

  /** `DELETE /files/{id}`. */
  delete(id: string) {
    this.all.splice(this.all.indexOf(this.#file(id)), 1)
    return { id, object: 'file', deleted: true }
  }

  /** `GET /files/{id}/content`. */
  content(id: string): ApiResponse {
    const { content, bytes, purpose } = this.#file(id)
    if (content.length < bytes) throw new ApiError(400, `The sandbox stored only the beginning of ${id}.`)
    const type = purpose === 'fine-tune-results' ? 'application/octet-stream' : 'application/jsonl'
    return { bytes: content, type }
  }

  #createWriter(): HashingWriter {
    return new HashingWriter(this.#options.contentLimit ?? 8 * 1024 ** 2)
  }

  #store(received: ReceivedFile, filename: string, purpose: string, expiresInSeconds?: number): StoredFile {
    const file = this.#toStored(received, filename, purpose, expiresInSeconds)
    this.all.push(file)
    return file
  }

  #toStored(
    received: ReceivedFile,
    filename: string,
    purpose: string,
    expiresInSeconds?: number,
  ): StoredFile {
    const now = this.#now()
    return {
      ...received,
      id: newId('file-', this.#options.fileIds === 'long' ? 329 : 24),
      filename,
      purpose,
      createdAt: now,
      expiresAt: expiresInSeconds === undefined ? null : now + expiresInSeconds * 1000,
      status: undefined,
      polls: 0,
    }
  }

  /** Returns what a server that does not check its files takes for a file which it does not have. */
  #describeUnknown(id: string): StoredFile {
    const writer = this.#createWriter()
    writer.write(Buffer.from('{"messages": []}\n'.repeat(10)))
    return { ...this.#toStored(writer.finish(), 'unknown', 'fine-tune'), id }
  }

  /** Stores the result file of a job. */
  storeResults(csv: string): string {
    const content = Buffer.from(this.#options.dialect.encodeResults(csv))
    const sha256 = createHash('sha256').update(content).digest('hex')
    const received = { bytes: content.length, sha256, examples: 0, content }
    const file = this.#store(received, 'step_metrics.csv', 'fine-tune-results')
    file.status = 'processed'
    return file.id
  }

  #file(id: string): StoredFile {
    const file = this.all.find((one) => one.id === id)
    if (!file) throw new ApiError(404, `No such File object: ${id}`, { param: 'id' })
    return file
  }

  #status(file: StoredFile): string {
    if (file.status !== undefined) return file.status
    const { advance, dialect, fileStatus } = this.#options
    if (fileStatus === 'uploaded') return fileStatus
    if (!dialect.slowFiles || advance === 'manual') return 'processed'
    const phase = advance === 'poll' ? file.polls : (this.#now() - file.createdAt) / advance.phaseMs
    if (phase < 1) return 'pending'
    return phase < 2 ? 'running' : 'processed'
  }

  #toWireFile(file: StoredFile) {
    const { reportedBytes, reportedFilename } = this.#options
    return {
      object: 'file',
      id: file.id,
      purpose: file.purpose,
      filename: reportedFilename ?? file.filename,
      bytes: reportedBytes ?? file.bytes,
      created_at: toUnixSeconds(file.createdAt),
      expires_at: file.expiresAt === null ? null : toUnixSeconds(file.expiresAt),
      ...(this.#options.fileStatus !== false && { status: this.#status(file), status_details: null }),
    }
  }

  /** `POST /uploads`. */
  createUpload(request: ApiRequest) {
    return toWireUpload(this.#uploads.create(parseJson(request), this.#now()))
  }

  /** `POST /uploads/{id}/cancel`. */
  cancelUpload(id: string) {
    return toWireUpload(this.#uploads.cancel(id, this.#now()))
  }

  /** `POST /uploads/{id}/parts`. */
  async addPart(request: ApiRequest, id: string) {
    const part = await this.#uploads.addPart(id, this.#now(), async (sink) => {
      let found = false
      await readMultipart(request.stream, request.headers['content-type'] ?? '', ({ name }) => {
        if (name !== 'data') throw new ApiError(400, `extra fields not permitted: ${name}`, { param: name })
        found = true
        return sink
      })
      if (!found) throw new ApiError(400, "'data' is a required property", { param: 'data' })
    })
    return { id: part.id, object: 'upload.part', created_at: toUnixSeconds(part.createdAt), upload_id: id }
  }

  /** `POST /uploads/{id}/complete`. */
  async completeUpload(request: ApiRequest, id: string) {
    const { upload, received } = await this.#uploads.complete(
      id,
      parseJson(request),
      this.#now(),
      this.#createWriter(),
    )
    const { filename, purpose, expires_after } = upload.spec
    assertUploadable(received, filename, purpose, this.#options.dialect)
    const file = this.#store(received, filename, purpose, expires_after?.seconds)
    return { ...toWireUpload(upload), file: this.#toWireFile(file) }
  }

  /** Returns the file with which a job is to be trained; throws an `ApiError` if that is not possible. */
  requireUsable(id: string, param: string): StoredFile {
    const file = this.all.find((one) => one.id === id)
    if (!file && this.#options.checkFiles === false) return this.#describeUnknown(id)
    if (!file) throw new ApiError(400, `invalid ${param}: ${id}`, { param })
    if (file.purpose !== 'fine-tune') {
      throw new ApiError(400, `File '${id}' has purpose '${file.purpose}', expected 'fine-tune'.`, { param })
    }
    if (!['processed', 'uploaded'].includes(this.#status(file))) {
      const message = `File '${id}' is still being processed and is not ready to be used for fine-tuning. Please try again later.`
      throw new ApiError(400, message, { param })
    }
    return file
  }
}

/** Reads the form of `POST /files`; the bytes of the file go to the writer. */
async function readUploadForm(request: ApiRequest, writer: HashingWriter) {
  const fields = new Map<string, string>()
  let filename: string | undefined
  await readMultipart(request.stream, request.headers['content-type'] ?? '', (head) => {
    if (head.name === 'file') {
      filename = head.filename ?? 'upload'
      return (chunk) => writer.write(chunk)
    }
    if (!FIELDS.includes(head.name)) {
      throw new ApiError(400, `extra fields not permitted: ${head.name}`, { param: head.name })
    }
    fields.set(head.name, '')
    return (chunk) => {
      fields.set(head.name, fields.get(head.name) + chunk.toString())
    }
  })
  if (filename === undefined) throw new ApiError(400, "'file' is a required property", { param: 'file' })
  const purpose = fields.get('purpose')
  if (purpose === undefined) throw new ApiError(400, "'purpose' is a required property", { param: 'purpose' })
  if (!PURPOSES.includes(purpose)) {
    const message = `'${purpose}' is not one of ['${PURPOSES.join("', '")}'] - 'purpose'`
    throw new ApiError(400, message, { param: 'purpose' })
  }
  const lifetime = fields.get('expires_after[seconds]')
  const expiresInSeconds = lifetime === undefined ? undefined : Number(lifetime)
  if (expiresInSeconds !== undefined && !(expiresInSeconds >= 3600 && expiresInSeconds <= 2_592_000)) {
    throw new ApiError(400, `${lifetime} is not between 3600 and 2592000`, { param: 'expires_after.seconds' })
  }
  return { filename, purpose, expiresInSeconds }
}

function toWireUpload({ id, spec, createdAt, expiresAt, status }: Upload) {
  return {
    id,
    object: 'upload',
    bytes: spec.bytes,
    created_at: toUnixSeconds(createdAt),
    filename: spec.filename,
    purpose: spec.purpose,
    status,
    expires_at: toUnixSeconds(expiresAt),
    file: null,
  }
}
