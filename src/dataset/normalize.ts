import type { Workspace, WorkspaceFile } from '../dependencies.ts'

type Bytes = Pick<Workspace, 'readBytes'>

/** The byte order mark of UTF-8. */
export const BOM = Buffer.from([0xef, 0xbb, 0xbf])
const CRLF = Buffer.from('\r\n')
const CR = Buffer.from('\r')
const LF = Buffer.from('\n')

/** Yields the bytes of a dataset: its files in order, each without BOM, with LF instead of CRLF, and ending in a newline. */
export async function* normalizedBytes(
  workspace: Bytes,
  files: Iterable<WorkspaceFile>,
): AsyncGenerator<Buffer> {
  for (const file of files) yield* normalizedFileBytes(workspace, file)
}

/**
 * Yields the normalized bytes of one file: complete lines, or nothing when it is empty. With `memory`, a chunk is valid
 * only until the next one is requested.
 */
export async function* normalizedFileBytes(
  workspace: Bytes,
  file: WorkspaceFile,
  memory?: Uint8Array,
): AsyncGenerator<Buffer> {
  let pendingCr = false
  let lastByte: number | undefined
  for await (const chunk of stripBom(workspace.readBytes(file, memory))) {
    if (pendingCr && chunk[0] !== LF[0]) yield CR
    pendingCr = chunk.at(-1) === CR[0]
    const lines = replaceCrlf(pendingCr ? chunk.subarray(0, -1) : chunk)
    lastByte = chunk.at(-1)
    if (lines.length > 0) yield lines
  }
  // A CR at the end of the file is dropped: kept, it would form a CRLF with the newline.
  if (lastByte !== undefined && lastByte !== LF[0]) yield LF
}

/** Yields the chunks that are not empty, without a leading BOM. */
async function* stripBom(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let isFirst = true
  for await (const chunk of fillFirstChunk(chunks, BOM.length)) {
    const bytes = isFirst && chunk.indexOf(BOM) === 0 ? chunk.subarray(BOM.length) : chunk
    isFirst = false
    if (bytes.length > 0) yield bytes
  }
}

/** Yields the chunks, of which the first gets as many of the next ones as it needs to have that many bytes. */
export async function* fillFirstChunk(
  chunks: AsyncIterable<Uint8Array>,
  minBytes: number,
): AsyncGenerator<Buffer> {
  let head: Buffer | undefined = Buffer.alloc(0)
  for await (const chunk of chunks) {
    if (head) {
      head = Buffer.concat([head, chunk])
      if (head.length < minBytes) continue
      yield head
      head = undefined
    } else yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
  }
  if (head && head.length > 0) yield head
}

/** Returns the bytes with LF instead of CRLF; the same memory when there is no CRLF. */
export function replaceCrlf(bytes: Buffer): Buffer {
  let cr = bytes.indexOf(CRLF)
  if (cr === -1) return bytes
  const output = Buffer.allocUnsafe(bytes.length)
  let length = 0
  let from = 0
  while (cr !== -1) {
    length += bytes.copy(output, length, from, cr)
    from = cr + 1
    cr = bytes.indexOf(CRLF, from)
  }
  length += bytes.copy(output, length, from)
  return output.subarray(0, length)
}
