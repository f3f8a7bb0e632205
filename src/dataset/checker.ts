import { type BlockReport, type CountTokens, checkBlock, type LineSettings } from './checks/check-lines.ts'
import type { Room } from './problem-collector.ts'
import type { Encoding } from './tokens/ranks.ts'

/** Looks at blocks of whole lines, in this thread or in others. */
export interface Checker {
  /** How many bytes of blocks may be under way before one is waited for, lest they fill the memory. */
  readonly ahead: number
  /** The report on a block; `room` is how many of its problems are worth keeping. */
  check(block: Buffer, room: Room): Promise<BlockReport>
  close(): void
}

/** Loads what counts tokens in an encoding. */
export type LoadCounter = (encoding: Encoding) => Promise<CountTokens>

/** Looks at blocks in this thread. */
export async function checkerHere(settings: LineSettings, load: LoadCounter | undefined): Promise<Checker> {
  const countTokens = settings.tokens && (await load?.(settings.tokens.encoding))
  return {
    ahead: 0,
    check: async (block, room) => checkBlock(block, room, settings, countTokens),
    close() {},
  }
}
