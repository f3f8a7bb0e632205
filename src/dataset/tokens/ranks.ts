/** A byte pair encoding, by its name in tiktoken. */
export type Encoding = 'o200k_base' | 'cl100k_base'

/** Reads the table of an encoding, as `createRankTable` returns it. */
export type ReadRanks = (encoding: Encoding) => Promise<Uint8Array>

/** Returns the rank of the token that a span of bytes is, or -1 when it is none. Bytes are a string of units below 256. */
export type LookupRank = (bytes: string, from: number, to: number) => number

// Three tokens in a bucket are found as fast as one in four times as many buckets.
const BUCKET_COUNT = 2 ** 16
const ENDS_BYTES = 4 * (BUCKET_COUNT + 1)

/**
 * Returns the table of an encoding from its tokens, which are in the order of their ranks. It begins with the end of each
 * bucket, after a 0, as little-endian numbers of 32 bits. Then it has the tokens, bucket by bucket: the length in one byte,
 * the rank in three, and the bytes. Building a `Map` of 200,000 tokens would take longer than the rest of the start-up.
 */
export function createRankTable(tokens: Iterable<readonly [rank: number, token: Buffer]>): Buffer {
  const buckets = Array.from({ length: BUCKET_COUNT }, (): Buffer[] => [])
  for (const [rank, token] of tokens) {
    const head = Buffer.from([token.length, rank, rank >> 8, rank >> 16])
    buckets[hashBucket(token.toString('latin1'), 0, token.length)]?.push(head, token)
  }
  const ends = Buffer.alloc(ENDS_BYTES)
  let end = 0
  for (const [i, parts] of buckets.entries()) {
    end += parts.reduce((sum, { length }) => sum + length, 0)
    ends.writeUInt32LE(end, 4 * (i + 1))
  }
  return Buffer.concat([ends, ...buckets.flat()])
}

/** Returns the lookup of ranks in a table. */
export function createRankLookup(table: Uint8Array): LookupRank {
  // A copy, because a view of words must be aligned.
  const ends = new Uint32Array(new Uint8Array(table.subarray(0, ENDS_BYTES)).buffer)
  const tokens = table.subarray(ENDS_BYTES)
  return (bytes, from, to) => {
    const length = to - from
    const bucket = hashBucket(bytes, from, to)
    const end = ends[bucket + 1] ?? 0
    for (let at = ends[bucket] ?? 0; at < end; at += 4 + (tokens[at] ?? 0)) {
      if (tokens[at] === length && isTokenAt(tokens, at + 4, bytes, from, to))
        return (tokens[at + 1] ?? 0) | ((tokens[at + 2] ?? 0) << 8) | ((tokens[at + 3] ?? 0) << 16)
    }
    return -1
  }
}

function hashBucket(bytes: string, from: number, to: number): number {
  let hash = to - from
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ bytes.charCodeAt(i), 0x9e3779b1)
  return (hash ^ (hash >>> 15)) & (BUCKET_COUNT - 1)
}

function isTokenAt(tokens: Uint8Array, at: number, bytes: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (tokens[at + i - from] !== bytes.charCodeAt(i)) return false
  return true
}
