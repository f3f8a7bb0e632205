// A JPEG file has a handful of segments before its size, some of them long.
const MAX_SEGMENTS = 1000

/**
 * Returns the tokens of an image, or undefined when its size is unknown because it is only linked. Images and vision guide,
 * for gpt-4o and gpt-4.1: 85 in low detail. In high detail, the image is shrunk to fit a square of 2048 pixels, then until
 * the shorter side has 768 pixels; it costs 85, plus 170 for each tile of 512 pixels. Smaller images are not enlarged, as in
 * the calculator on the pricing page. `auto` counts as high.
 */
export function countImageTokens(url: string, detail: unknown): number | undefined {
  if (detail === 'low') return 85
  const size = readImageSize(url)
  if (!size) return undefined
  const [width, height] = size
  const inSquare = Math.min(1, 2048 / Math.max(width, height))
  const scale = inSquare * Math.min(1, 768 / (inSquare * Math.min(width, height)))
  const tiles = (side: number) => Math.max(1, Math.ceil(Math.round(side * scale) / 512))
  return 85 + 170 * tiles(width) * tiles(height)
}

type Size = [width: number, height: number]

/** Returns the size of the image in a data URL, in pixels. */
function readImageSize(url: string): Size | undefined {
  const start = /^data:image\/[\w.+-]{1,20}(?:;[\w.=-]{1,40}){0,4};base64,/i.exec(url.slice(0, 256))?.[0]
    .length
  if (start === undefined) return undefined
  // Decodes only the requested part of up to 13 MB of base64.
  const bytes = (from: number, length: number): Buffer => {
    const quartet = start + 4 * Math.floor(from / 3)
    const text = url.slice(quartet, quartet + 4 * Math.ceil((length + 2) / 3))
    return Buffer.from(text, 'base64').subarray(from % 3, (from % 3) + length)
  }
  const head = bytes(0, 30)
  const size = readPngSize(head) ?? readWebpSize(head) ?? readJpegSize(head, bytes)
  return size && size[0] > 0 && size[1] > 0 ? size : undefined
}

/** PNG specification, 11.2.1: the first chunk is the header. */
function readPngSize(head: Buffer): Size | undefined {
  if (head.length < 24 || head.toString('latin1', 0, 8) !== '\x89PNG\r\n\x1a\n') return undefined
  return [head.readUInt32BE(16), head.readUInt32BE(20)]
}

/** RFC 9649, sections 2.5 to 2.7. */
function readWebpSize(head: Buffer): Size | undefined {
  if (head.length < 30 || head.toString('latin1', 0, 4) !== 'RIFF') return undefined
  switch (head.toString('latin1', 8, 16)) {
    case 'WEBPVP8 ':
      return [head.readUInt16LE(26) & 0x3fff, head.readUInt16LE(28) & 0x3fff]
    case 'WEBPVP8L': {
      const bits = head.readUInt32LE(21)
      return [(bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1]
    }
    case 'WEBPVP8X':
      return [head.readUIntLE(24, 3) + 1, head.readUIntLE(27, 3) + 1]
    default:
      return undefined
  }
}

/** ITU-T T.81, annex B: segments of a marker and a length, one of which begins the frame. */
function readJpegSize(head: Buffer, bytes: (from: number, length: number) => Buffer): Size | undefined {
  if (head.length < 2 || head.readUInt16BE(0) !== 0xffd8) return undefined
  for (let at = 2, i = 0; i < MAX_SEGMENTS; i++) {
    const segment = bytes(at, 9)
    if (segment.length < 9 || segment[0] !== 0xff) return undefined
    const marker = segment.readUInt8(1)
    // SOF0 to SOF15; three other markers are in that range.
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc)
      return [segment.readUInt16BE(7), segment.readUInt16BE(5)]
    // A marker may be preceded by any number of fill bytes.
    at += marker === 0xff ? 1 : 2 + segment.readUInt16BE(2)
  }
  return undefined
}
