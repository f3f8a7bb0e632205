import { Refusal } from './api-error.ts'

/** What stands before the bytes of one part. */
export interface PartHead {
  readonly name: string
  readonly filename: string | undefined
}

/** Takes the bytes of one part as they come. */
export type Sink = (chunk: Buffer) => void | Promise<void>

/** Reads a multipart body as a stream: `open` is called for every part and says where its bytes go. */
export async function readMultipart(
  source: AsyncIterable<Buffer>,
  contentType: string,
  open: (head: PartHead) => Sink | Promise<Sink>,
): Promise<void> {
  const boundary = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType)
  if (!contentType.startsWith('multipart/form-data') || !boundary) {
    throw new Refusal(400, `Expected multipart/form-data with a boundary, got '${contentType}'.`)
  }
  const delimiter = Buffer.from(`\r\n--${boundary[1] ?? boundary[2]}`)
  // The first delimiter has no line break before it; with one put in front, all of them look alike.
  let rest: Buffer = Buffer.from('\r\n')
  let sink: Sink = () => {}
  let state: 'body' | 'head' | 'end' = 'body'

  /** Takes one delimiter, head or piece of a body off `rest`; false when more bytes are needed. */
  const take = async (): Promise<boolean> => {
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
    while (await take());
  }
  // The cast undoes a narrowing: the compiler does not see that take() changes the state.
  if ((state as string) !== 'end') throw new Refusal(400, 'Could not parse multipart form')
}

function parseHead(head: string): PartHead {
  const disposition = /^content-disposition:\s*form-data\s*;(.*)$/im.exec(head)?.[1] ?? ''
  const parameter = (name: string) => {
    const value = new RegExp(`(?:^|[;\\s])${name}="([^"]*)"`, 'i').exec(disposition)?.[1]
    // Quotes and line breaks in names are percent-encoded by the rules of HTML forms; nothing else is.
    return value?.replace(/%(22|0A|0D)/gi, (code) => decodeURIComponent(code))
  }
  const name = parameter('name')
  if (name === undefined) throw new Refusal(400, 'Could not parse multipart form: a part has no name')
  return { name, filename: parameter('filename') }
}
