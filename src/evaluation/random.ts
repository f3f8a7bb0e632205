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

/**
 * Returns `size` of the items in their order, chosen at random with a fixed seed (Knuth, The Art of Computer Programming,
 * 3.4.2, algorithm S); all of them when there are no more.
 */
export function sample<T>(items: readonly T[], size: number): T[] {
  const random = createRandom(SAMPLE_SEED)
  const chosen: T[] = []
  for (const [i, item] of items.entries())
    if (random() * (items.length - i) < size - chosen.length) chosen.push(item)
  return chosen
}
