import { readFile } from 'node:fs/promises'

/** A byte pair encoding by the name that tiktoken gives it. */
export type Encoding = 'o200k_base' | 'cl100k_base'

/** The rank of the token that a span of bytes is, or -1 where it is none. Bytes are a string of units below 256. */
export type RankOf = (bytes: string, from: number, to: number) => number

/** The ranks of an encoding: read, and not built, for building a table of 200,000 tokens takes longer than all else at the start. */
export async function ranksOf(encoding: Encoding): Promise<RankOf> {
  const file = await readFile(FILES[encoding])
  const begin = 4 * (BUCKETS + 1)
  // Copied, for a view of words must begin at one.
  const ends = new Uint32Array(file.buffer.slice(file.byteOffset, file.byteOffset + begin))
  const tokens = new Uint8Array(file.buffer, file.byteOffset + begin, file.length - begin)
  return (bytes, from, to) => {
    const length = to - from
    const bucket = bucketOf(bytes, from, to)
    const end = ends[bucket + 1] ?? 0
    for (let at = ends[bucket] ?? 0; at < end; at += 4 + (tokens[at] ?? 0)) {
      if (tokens[at] === length && isAt(tokens, at + 4, bytes, from, to))
        return (tokens[at + 1] ?? 0) | ((tokens[at + 2] ?? 0) << 8) | ((tokens[at + 3] ?? 0) << 16)
    }
    return -1
  }
}

/**
 * A table of the tokens of an encoding, as `scripts/ranks.ts` writes it from gpt-tokenizer's: for each bucket,
 * where its tokens begin, and where the last one's end, as little-endian numbers of 32 bits; then the tokens, bucket by
 * bucket: the length in a byte, the rank in three, the bytes.
 */
const FILES = {
  o200k_base: new URL('./o200k_base.ranks', import.meta.url),
  cl100k_base: new URL('./cl100k_base.ranks', import.meta.url),
}

/** How many buckets a table has: three tokens in each are found as fast as one in four times as many. */
export const BUCKETS = 2 ** 16

/** Where a token is looked for. */
export function bucketOf(bytes: string, from: number, to: number): number {
  let hash = to - from
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ bytes.charCodeAt(i), 0x9e3779b1)
  return (hash ^ (hash >>> 15)) & (BUCKETS - 1)
}

function isAt(tokens: Uint8Array, at: number, bytes: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (tokens[at + i - from] !== bytes.charCodeAt(i)) return false
  return true
}
