import {
  type CountExampleTokens,
  checkLines,
  type LineCheckOptions,
  type LinesReport,
} from './checks/check-lines.ts'
import type { Capacity } from './problem-collector.ts'
import type { Encoding } from './tokens/ranks.ts'

/** Checks blocks of complete lines, in this thread or in others. */
export interface BlockChecker {
  /** How many bytes may be pending before the caller waits, so that they do not fill the memory. */
  readonly maxPendingBytes: number
  /** Returns the report on a block; keeps as many of its problems as `capacity` says. */
  check(block: Buffer, capacity: Capacity): Promise<LinesReport>
  close(): void
}

/** Loads the function that counts tokens in an encoding. */
export type LoadTokenizer = (encoding: Encoding) => Promise<CountExampleTokens>

/** Creates a checker that works in this thread. */
export async function createInlineChecker(
  options: LineCheckOptions,
  loadTokenizer: LoadTokenizer | undefined,
): Promise<BlockChecker> {
  const countTokens = options.tokens && (await loadTokenizer?.(options.tokens.encoding))
  return {
    maxPendingBytes: 0,
    check: async (block, capacity) => checkLines(block, capacity, options, countTokens),
    close() {},
  }
}
