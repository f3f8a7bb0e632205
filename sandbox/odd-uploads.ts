import type { ApiRequest } from './http.ts'

/** Returns a form as a server reads it that answers after so many bytes: cut off there, and ended as a form must be. */
export async function* endUploadAfter(
  { stream, headers }: ApiRequest,
  limit: number,
): AsyncGenerator<Buffer> {
  const boundary = /boundary="?([^";\s]+)/i.exec(headers['content-type'] ?? '')?.[1] ?? ''
  let left = limit
  for await (const chunk of stream) {
    yield chunk.subarray(0, left)
    left -= chunk.length
    if (left > 0) continue
    const purpose = 'Content-Disposition: form-data; name="purpose"\r\n\r\nfine-tune'
    yield Buffer.from(`\r\n--${boundary}\r\n${purpose}\r\n--${boundary}--\r\n`)
    return
  }
}
