import { randomUUID } from 'node:crypto'
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

/** Builds a multipart/form-data body (RFC 7578) of known length, which needs no chunked encoding. */
export function buildMultipartBody(fields: Record<string, string>, file: FilePart): StreamedBody {
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
