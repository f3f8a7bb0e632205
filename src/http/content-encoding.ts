import { isUtf8 } from 'node:buffer'
import { promisify } from 'node:util'

type Decoder = (body: Buffer, maxBytes: number) => Promise<Buffer>

/** The codings of RFC 9110, 8.4.1. This action requests none, but some gateways compress all the same. */
const DECODERS: ReadonlyMap<string, Decoder> = new Map([
  ['gzip', decodeGzip],
  ['x-gzip', decodeGzip],
  ['deflate', decodeDeflate],
  ['br', decodeBrotli],
])

// Loaded with the first compressed body: few servers send one, and loading takes a few milliseconds of every start.
const loadZlib = () => process.getBuiltinModule('node:zlib')

/**
 * Returns a body without the codings that its header names; one that has none in spite of its header as it is. Rejects
 * with the error of `zlib` if the body is damaged, or longer than `maxBytes`.
 */
export async function decodeContent(
  body: Buffer,
  contentEncoding: string | undefined,
  maxBytes: number,
): Promise<Buffer> {
  const codings = contentEncoding?.toLowerCase().split(/\s*,\s*/) ?? []
  let decoded = body
  // The last coding was applied last.
  for (const coding of codings.toReversed()) {
    const decode = DECODERS.get(coding.trim())
    if (decode && decoded.length > 0) decoded = await decode(decoded, maxBytes)
  }
  return decoded
}

async function decodeGzip(body: Buffer, maxOutputLength: number): Promise<Buffer> {
  // RFC 1952, 2.3.1: the two bytes that identify gzip, which no text has.
  const isCompressed = body[0] === 0x1f && body[1] === 0x8b
  return isCompressed ? promisify(loadZlib().gunzip)(body, { maxOutputLength }) : body
}

async function decodeDeflate(body: Buffer, maxOutputLength: number): Promise<Buffer> {
  const header = Number.parseInt(body.toString('hex', 0, 2), 16)
  // RFC 1950, 2.2; some servers leave out this header.
  const hasHeader = header % 31 === 0 && ((header >> 8) & 0x0f) === 8
  const { inflate, inflateRaw } = loadZlib()
  return decodeOrKeep(body, () => promisify(hasHeader ? inflate : inflateRaw)(body, { maxOutputLength }))
}

function decodeBrotli(body: Buffer, maxOutputLength: number): Promise<Buffer> {
  return decodeOrKeep(body, () => promisify(loadZlib().brotliDecompress)(body, { maxOutputLength }))
}

/** Returns whether decoding failed because the decoded body would be longer than allowed. */
export function isDecodedBodyTooLong(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
}

/** Keeps a text: these formats have no bytes that identify them. */
async function decodeOrKeep(body: Buffer, decode: () => Promise<Buffer>): Promise<Buffer> {
  try {
    return await decode()
  } catch (error) {
    if (!isDecodedBodyTooLong(error) && isUtf8(body)) return body
    throw error
  }
}
