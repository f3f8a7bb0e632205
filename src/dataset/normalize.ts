import type { Workspace, WorkspaceFile } from '../dependencies.ts'

type Bytes = Pick<Workspace, 'readBytes'>

const BOM = Buffer.from([0xef, 0xbb, 0xbf])
const CRLF = Buffer.from('\r\n')
const CR = Buffer.from('\r')
const LF = Buffer.from('\n')

/** The bytes of a dataset: its files joined, each without BOM, with LF for CRLF, and ended by a newline. */
export async function* normalised(workspace: Bytes, files: Iterable<WorkspaceFile>): AsyncGenerator<Buffer> {
  for (const file of files) yield* normalisedFile(workspace, file)
}

/**
 * The normalised bytes of one file: nothing when it is empty, and otherwise whole lines. Chunks may lie in `memory`
 * where it is given; there they hold only until the next is asked for.
 */
export async function* normalisedFile(
  workspace: Bytes,
  file: WorkspaceFile,
  memory?: Uint8Array,
): AsyncGenerator<Buffer> {
  let heldCr = false
  let lastByte: number | undefined
  for await (const chunk of withoutBom(workspace.readBytes(file, memory))) {
    if (heldCr && chunk[0] !== LF[0]) yield CR
    heldCr = chunk.at(-1) === CR[0]
    const lines = withLf(heldCr ? chunk.subarray(0, -1) : chunk)
    lastByte = chunk.at(-1)
    if (lines.length > 0) yield lines
  }
  // A CR at the very end is half of a CRLF: were it kept, normalising once more would drop it.
  if (lastByte !== undefined && lastByte !== LF[0]) yield LF
}

/** The chunks that are not empty, without a leading BOM, in however small pieces it may come. */
async function* withoutBom(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let head: Buffer | undefined = Buffer.alloc(0)
  for await (const chunk of chunks) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    if (bytes.length === 0) continue
    if (!head) {
      yield bytes
      continue
    }
    head = Buffer.concat([head, bytes])
    if (head.length < BOM.length) continue
    const rest = head.subarray(head.indexOf(BOM) === 0 ? BOM.length : 0)
    head = undefined
    if (rest.length > 0) yield rest
  }
  if (head && head.length > 0) yield head
}

/** The same bytes with LF for CRLF; the very same memory where there is none. */
function withLf(bytes: Buffer): Buffer {
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
