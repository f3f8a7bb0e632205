import { ApiError } from './api-error.ts'

/** The header of one part. */
export interface PartHead {
  readonly name: string
  readonly filename: string | undefined
}

/** Receives the bytes of one part. */
export type Sink = (chunk: Buffer) => void | Promise<void>

/** Reads a multipart body as a stream; `open` returns for each part the sink that receives its bytes. */
export async function readMultipart(
  source: AsyncIterable<Buffer>,
  contentType: string,
  open: (head: PartHead) => Sink | Promise<Sink>,
): Promise<void> {
  const boundary = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType)
  if (!contentType.startsWith('multipart/form-data') || !boundary) {
    throw new ApiError(400, `Expected multipart/form-data with a boundary, got '${contentType}'.`)
  }
  const delimiter = Buffer.from(`\r\n--${boundary[1] ?? boundary[2]}`)
  // Only the first delimiter has no line break before it; adding one makes all of them equal.
  let rest: Buffer = Buffer.from('\r\n')
  let sink: Sink = () => {}
  let state: 'body' | 'head' | 'end' = 'body'

  /** Consumes one delimiter, header or piece of a body; returns false when it needs more bytes. */
  const consume = async (): Promise<boolean> => {
    if (state === 'end') {
      rest = Buffer.alloc(0)
      return false
    }
    if (state === 'body') {
      const found = rest.indexOf(delimiter)
      const end = found < 0 ? Math.max(0, rest.length - delimiter.length + 1) : found
      if (end > 0) await sink(rest.subarray(0, end))
      rest = rest.subarray(found < 0 ? end : end + delimiter.length)
      if (found >= 0) state = 'head'
      return found >= 0
    }
    if (rest.length < 2) return false
    if (rest.toString('latin1', 0, 2) === '--') {
      state = 'end'
      return true
    }
    const end = rest.indexOf('\r\n\r\n')
    if (end < 0) return false
    sink = await open(parseHead(rest.toString('utf8', 0, end)))
    rest = rest.subarray(end + 4)
    state = 'body'
    return true
  }

  for await (const chunk of source) {
    rest = Buffer.concat([rest, chunk])
    while (await consume());
  }
  // The cast undoes a narrowing: the compiler does not see that consume() changes the state.
  if ((state as string) !== 'end') throw new ApiError(400, 'Could not parse multipart form')
}

function parseHead(head: string): PartHead {
  const disposition = /^content-disposition:\s*form-data\s*;(.*)$/im.exec(head)?.[1] ?? ''
  const parameter = (name: string) => {
    const value = new RegExp(`(?:^|[;\\s])${name}="([^"]*)"`, 'i').exec(disposition)?.[1]
    // HTML forms percent-encode only quotes and line breaks in names.
    return value?.replace(/%(22|0A|0D)/gi, (code) => decodeURIComponent(code))
  }
  const name = parameter('name')
  if (name === undefined) throw new ApiError(400, 'Could not parse multipart form: a part has no name')
  return { name, filename: parameter('filename') }
}
