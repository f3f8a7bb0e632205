/**
 * Writes the tables of `src/dataset/tokens/ranks.ts` from the ranks of gpt-tokenizer: `node scripts/ranks.ts`. They never change;
 * a test compares them with tiktoken's.
 */
import { writeFileSync } from 'node:fs'
import cl100k from 'gpt-tokenizer/bpeRanks/cl100k_base'
import o200k from 'gpt-tokenizer/bpeRanks/o200k_base'
import { BUCKETS, bucketOf } from '../src/dataset/tokens/ranks.ts'

for (const [name, tokens] of Object.entries({ cl100k_base: cl100k, o200k_base: o200k })) {
  const bytes = Array.from(tokens, (token: string | readonly number[] | undefined) =>
    Buffer.from(token ?? []),
  )
  writeFileSync(new URL(`../src/dataset/tokens/${name}.ranks`, import.meta.url), tableOf(bytes))
}

function tableOf(tokens: readonly Buffer[]): Buffer {
  const buckets = Array.from({ length: BUCKETS }, (): Buffer[] => [])
  for (const [rank, token] of tokens.entries()) {
    if (token.length === 0) continue
    const head = Buffer.from([token.length, rank, rank >> 8, rank >> 16])
    buckets[bucketOf(token.toString('latin1'), 0, token.length)]?.push(head, token)
  }
  const ends = Buffer.alloc(4 * (BUCKETS + 1))
  let end = 0
  for (const [i, parts] of buckets.entries()) {
    end += parts.reduce((sum, { length }) => sum + length, 0)
    ends.writeUInt32LE(end, 4 * (i + 1))
  }
  return Buffer.concat([ends, ...buckets.flat()])
}
