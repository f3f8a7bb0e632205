import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { ApiError } from './api-error.ts'
import type { HashingWriter, ReceivedFile } from './files.ts'
import { newId } from './id.ts'
import type { Sink } from './multipart.ts'
import { parseBody } from './schema.ts'

const MAX_PART_BYTES = 64 * 1024 ** 2
const MAX_UPLOAD_BYTES = 8 * 1024 ** 3
const LIFETIME_MS = 3_600_000

const createBody = z.strictObject({
  filename: z.string().min(1),
  purpose: z.enum(['assistants', 'batch', 'fine-tune', 'vision']),
  bytes: z.int().min(1).max(MAX_UPLOAD_BYTES),
  mime_type: z.string().min(1),
  expires_after: z.strictObject({ anchor: z.literal('created_at'), seconds: z.int() }).optional(),
})
const completeBody = z.strictObject({ part_ids: z.array(z.string()), md5: z.string().optional() })

/** An upload in parts. */
export interface Upload {
  readonly id: string
  readonly spec: z.infer<typeof createBody>
  /** Unix milliseconds. */
  readonly createdAt: number
  readonly expiresAt: number
  status: 'pending' | 'completed' | 'cancelled' | 'expired'
}

/** One part of an upload. */
export interface Part {
  readonly id: string
  readonly createdAt: number
  readonly uploadId: string
}

/** The uploads in parts. Parts are stored on disk, because their order is unknown until the end and they may be gigabytes. */
export class Uploads {
  readonly #uploads = new Map<string, Upload>()
  readonly #parts = new Map<string, Part & { readonly path: string }>()
  #folder: Promise<string> | undefined

  /** Every upload so far, oldest first. */
  get all(): Upload[] {
    return [...this.#uploads.values()]
  }

  create(body: unknown, now: number): Upload {
    const spec = parseBody(createBody, body)
    const upload: Upload = {
      id: newId('upload_'),
      spec,
      createdAt: now,
      expiresAt: now + LIFETIME_MS,
      status: 'pending',
    }
    this.#uploads.set(upload.id, upload)
    return upload
  }

  /** Stores a part; `receive` sends its bytes to the sink that it is given. */
  async addPart(id: string, now: number, receive: (sink: Sink) => Promise<void>): Promise<Part> {
    this.#pending(id, now)
    this.#folder ??= mkdtemp(join(tmpdir(), 'sandbox-uploads-'))
    const part = { id: newId('part_'), createdAt: now, uploadId: id }
    const path = join(await this.#folder, part.id)
    await using file = await open(path, 'w')
    let bytes = 0
    await receive(async (chunk) => {
      bytes += chunk.length
      if (bytes <= MAX_PART_BYTES) await file.writeFile(chunk)
    })
    if (bytes > MAX_PART_BYTES)
      throw new ApiError(400, 'Part exceeds the maximum size of 64 MB.', { param: 'data' })
    this.#parts.set(part.id, { ...part, path })
    return part
  }

  /** Joins the parts in the given order; the caller stores the file. */
  async complete(id: string, body: unknown, now: number, writer: HashingWriter) {
    const upload = this.#pending(id, now)
    const { part_ids, md5 } = parseBody(completeBody, body)
    const hash = createHash('md5')
    for (const partId of part_ids) {
      const part = this.#parts.get(partId)
      if (part?.uploadId !== id) throw new ApiError(400, `No such part: ${partId}`, { param: 'part_ids' })
      for await (const chunk of createReadStream(part.path)) {
        writer.write(chunk)
        hash.update(chunk)
      }
    }
    const received: ReceivedFile = writer.finish()
    if (received.bytes !== upload.spec.bytes) {
      const message = `The parts have ${received.bytes} bytes in all, but the upload was created for ${upload.spec.bytes}.`
      throw new ApiError(400, message, { param: 'part_ids' })
    }
    if (md5 !== undefined && md5 !== hash.digest('hex')) {
      throw new ApiError(400, 'The md5 checksum does not match the bytes uploaded.', { param: 'md5' })
    }
    upload.status = 'completed'
    return { upload, received }
  }

  cancel(id: string, now: number): Upload {
    const upload = this.#pending(id, now)
    upload.status = 'cancelled'
    return upload
  }

  async close(): Promise<void> {
    if (this.#folder) await rm(await this.#folder, { recursive: true, force: true })
  }

  #pending(id: string, now: number): Upload {
    const upload = this.#uploads.get(id)
    if (!upload) throw new ApiError(404, `No such Upload object: ${id}`, { param: 'upload_id' })
    if (upload.status === 'pending' && now >= upload.expiresAt) upload.status = 'expired'
    if (upload.status !== 'pending') throw new ApiError(400, `Upload ${id} is ${upload.status}, not pending.`)
    return upload
  }
}
