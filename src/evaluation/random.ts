/** Creates a generator of numbers from 0 to 1 that is the same for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const SAMPLE_SEED = 20261129

/** Returns `size` of the numbers below `total` in ascending order, chosen at random with a fixed seed. */
export function sampleIndexes(total: number, size: number): number[] {
  const indexes = Array.from({ length: total }, (_, i) => i)
  if (size >= total) return indexes
  const random = createRandom(SAMPLE_SEED)
  for (let i = 0; i < size; i++) {
    const j = i + Math.floor(random() * (total - i))
    const chosen = indexes[j] ?? 0
    indexes[j] = indexes[i] ?? 0
    indexes[i] = chosen
  }
  return indexes.slice(0, size).sort((a, b) => a - b)
}
