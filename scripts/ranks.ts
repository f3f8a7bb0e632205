import cl100k from 'gpt-tokenizer/bpeRanks/cl100k_base'
import o200k from 'gpt-tokenizer/bpeRanks/o200k_base'
import { createRankTable, type Encoding } from '../src/dataset/tokens/ranks.ts'

/** Returns the table of each encoding, from the ranks of gpt-tokenizer. A test compares them with those of tiktoken. */
export function createRankTables(): Record<Encoding, Buffer> {
  return { cl100k_base: toTable(cl100k), o200k_base: toTable(o200k) }
}

function toTable(tokens: readonly (string | readonly number[] | undefined)[]): Buffer {
  const entries = Array.from(tokens, (token, rank) => [rank, Buffer.from(token ?? [])] as const)
  // Some ranks have no token.
  return createRankTable(entries.filter(([, token]) => token.length > 0))
}
