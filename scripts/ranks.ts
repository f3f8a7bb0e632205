/**
 * Writes the ranks of the encodings, of which `src/dataset/bpe.ts` tells the form, from those of gpt-tokenizer:
 * `node scripts/ranks.ts`. They never change; a test compares them with tiktoken's.
 */
import { writeFileSync } from 'node:fs'
import cl100k from 'gpt-tokenizer/bpeRanks/cl100k_base'
import o200k from 'gpt-tokenizer/bpeRanks/o200k_base'

for (const [name, tokens] of Object.entries({ cl100k_base: cl100k, o200k_base: o200k })) {
  const texts = Array.from(tokens, (token: string | readonly number[] | undefined) =>
    Buffer.from(token ?? []),
  )
  const count = Buffer.alloc(4)
  count.writeUInt32LE(texts.length)
  const lengths = Uint8Array.from(texts, ({ length }) => length)
  writeFileSync(
    new URL(`../src/dataset/${name}.ranks`, import.meta.url),
    `${Buffer.concat([count, lengths, ...texts]).toString('base64')}\n`,
  )
}
