import { randomUUID } from 'node:crypto'
import { type Clock, TimeoutError } from '../clock.ts'
import { ConnectionError } from '../http/errors.ts'
import type { StreamedBody } from './api-request.ts'

/** The file in a form. */
interface FilePart {
  /** The name of the form's field. */
  field: string
  name: string
  type: string
  size: number
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>
}

interface SendFormOptions {
  clock: Clock
  signal: AbortSignal
  /** Names the request in messages. */
  description: string
  /** How long the server may take to respond after the last byte. */
  responseTimeoutMs: number
  /** Called after each chunk with the number of bytes sent so far, those around the file included. */
  onSent?: (sent: number) => void
}

const STALL_TIMEOUT_MS = 60_000

/**
 * Sends a form with a file as multipart/form-data (RFC 7578) of known length, which needs no chunked encoding. Rejects when
 * no byte moves for a minute, or when no response arrives in time after the last byte.
 */
export async function sendForm<T>(
  fields: Record<string, string>,
  file: FilePart,
  send: (body: StreamedBody, signal: AbortSignal) => Promise<T>,
  { clock, signal, description, responseTimeoutMs, onSent }: SendFormOptions,
): Promise<T> {
  const form = buildForm(fields, file)
  const stalled = new AbortController()
  const done = new AbortController()
  let sent = 0
  let movedAt = clock.now()
  let timeoutMs = STALL_TIMEOUT_MS

  async function* trackProgress() {
    for await (const chunk of form.body) {
      yield chunk
      sent += chunk.length
      movedAt = clock.now()
      onSent?.(sent)
    }
    timeoutMs = responseTimeoutMs
  }

  async function abortWhenStalled() {
    for (let leftMs = timeoutMs; leftMs > 0; leftMs = movedAt + timeoutMs - clock.now())
      await clock.sleep(leftMs, done.signal)
    stalled.abort(new TimeoutError(`no progress for ${timeoutMs / 1000} seconds`))
  }

  abortWhenStalled().catch(() => undefined)
  try {
    return await send({ ...form, body: trackProgress() }, AbortSignal.any([signal, stalled.signal]))
  } catch (error) {
    if (!stalled.signal.aborted || signal.aborted) throw error
    const message = `${description}: ${stalled.signal.reason.message}`
    throw new ConnectionError(message, { requestSent: true, cause: error })
  } finally {
    done.abort()
  }
}

function buildForm(fields: Record<string, string>, file: FilePart): StreamedBody {
  const boundary = `----${randomUUID()}`
  const part = (disposition: string) => `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n`
  const texts = Object.entries(fields).map(([name, value]) => `${part(`name="${name}"`)}\r\n${value}\r\n`)
  const start = `${part(`name="${file.field}"; filename="${file.name}"`)}Content-Type: ${file.type}\r\n\r\n`
  const head = Buffer.from(texts.join('') + start)
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`)
  async function* body(): AsyncGenerator<Uint8Array> {
    yield head
    yield* file.content
    yield tail
  }
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    contentLength: head.length + file.size + tail.length,
    body: body(),
  }
}
