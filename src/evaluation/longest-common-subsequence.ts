import { GradingError } from './grading-error.ts'

const WORD_BITS = 32
/** Takes about a second: two texts of a hundred thousand characters each take a third of it. */
const MAX_STEPS = 1_000_000_000
/** Of four bytes each. */
const MAX_TABLE_WORDS = 50_000_000

/**
 * Returns the length of the longest common subsequence, 32 rows of the table at a time (Hyyrö, Bit-parallel LCS-length
 * computation revisited, 2004): two answers of a thousand words take milliseconds. Throws a GradingError when it would take
 * seconds, or hundreds of megabytes.
 */
export function getCommonSubsequenceLength(a: readonly string[], b: readonly string[]): number {
  const words = Math.ceil(a.length / WORD_BITS)
  if (words * b.length > MAX_STEPS || words * new Set(a).size > MAX_TABLE_WORDS)
    throw new GradingError('the texts are too long to compare')
  const positions = indexPositions(a, words)
  // A bit is 0 where the length of the subsequence rises.
  const rows = new Uint32Array(words).fill(2 ** WORD_BITS - 1)
  for (const item of b) {
    const matches = positions.get(item)
    if (!matches) continue
    let carry = 0
    for (let i = 0; i < words; i++) {
      const row = rows[i] ?? 0
      const common = (row & (matches[i] ?? 0)) >>> 0
      const sum = row + common + carry
      carry = sum >= 2 ** WORD_BITS ? 1 : 0
      rows[i] = (sum | (row - common)) >>> 0
    }
  }
  let length = 0
  for (let i = 0; i < a.length; i++)
    if (!(((rows[Math.floor(i / WORD_BITS)] ?? 0) >>> (i % WORD_BITS)) & 1)) length++
  return length
}

/** Returns where each item occurs, as bits. */
function indexPositions(items: readonly string[], words: number): Map<string, Uint32Array> {
  const positions = new Map<string, Uint32Array>()
  for (const [i, item] of items.entries()) {
    const bits = positions.get(item) ?? new Uint32Array(words)
    positions.set(item, bits)
    const word = Math.floor(i / WORD_BITS)
    bits[word] = (bits[word] ?? 0) | (1 << (i % WORD_BITS))
  }
  return positions
}
