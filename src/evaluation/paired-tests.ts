import { bisect, normalQuantile } from './quantiles.ts'
import { createRandom } from './random.ts'

/** A two-sided interval. */
export interface Interval {
  low: number
  high: number
}

/**
 * Returns the two-sided p-value of the exact McNemar test: how likely a split at least as uneven as this one is when each
 * of the examples that the models answer differently falls to either side with equal chance.
 */
export function exactMcNemar(gained: number, lost: number): number {
  const discordant = gained + lost
  let logTerm = -discordant * Math.LN2
  let tail = 0
  for (let k = 0; k <= Math.min(gained, lost); k++) {
    tail += Math.exp(logTerm)
    logTerm += Math.log((discordant - k) / (k + 1))
  }
  return Math.min(1, 2 * tail)
}

/**
 * Returns Tango's score interval for the difference of two paired proportions (Statistics in Medicine 17, 1998): of
 * `examples` pairs, `gained` passed with the first only and `lost` with the second only.
 */
export function tangoInterval(gained: number, lost: number, examples: number, confidence: number): Interval {
  if (examples === 0) return { low: -1, high: 1 }
  const limit = -normalQuantile((1 - confidence) / 2)
  const statistic = (delta: number) => tangoStatistic(gained, lost, examples, delta)
  const estimate = (gained - lost) / examples
  return {
    low: bisect((delta) => statistic(delta) > limit, -1, estimate),
    high: bisect((delta) => statistic(delta) > -limit, estimate, 1),
  }
}

/** The score statistic of a true difference `delta`; it falls as `delta` rises. */
function tangoStatistic(gained: number, lost: number, examples: number, delta: number): number {
  const a = 2 * examples
  const b = -gained - lost + (2 * examples - gained + lost) * delta
  const c = -lost * delta * (1 - delta)
  const share = (Math.sqrt(Math.max(0, b * b - 4 * a * c)) - b) / (2 * a)
  const variance = examples * (2 * share + delta * (1 - delta))
  const distance = gained - lost - examples * delta
  return distance === 0 ? 0 : distance / Math.sqrt(Math.max(0, variance))
}

/** Up to this many differences, all of their signs are tried. */
const MAX_ENUMERATED = 14
const FLIPS = 10_000
const FLIP_SEED = 1998

/**
 * Returns the two-sided p-value of the sign-flip test (Fisher's randomization test of pairs): how likely a mean at least as
 * far from zero is when the sign of each difference is a matter of chance. Two models of equal quality swap their scores
 * with equal chance, so the test keeps its rate for every shape of scores and every number of examples.
 */
export function signFlipTest(differences: readonly number[]): number {
  const sizes = Float64Array.from(
    differences.filter((difference) => difference !== 0),
    Math.abs,
  )
  const observed = Math.abs(differences.reduce((sum, difference) => sum + difference, 0))
  // Sums in another order differ in their last digits.
  const threshold = observed * (1 - 1e-12)
  const isExact = sizes.length <= MAX_ENUMERATED
  const flips = isExact ? 2 ** sizes.length : FLIPS
  const random = createRandom(FLIP_SEED)
  let hits = 0
  for (let flip = 0; flip < flips; flip++) {
    const sum = sumWithSigns(sizes, () => (isExact ? flip : random() * 2 ** 32))
    if (Math.abs(sum) >= threshold) hits++
  }
  // The differences as they are count as one more random flip, which keeps the test valid (Phipson and Smyth, 2010).
  return isExact ? hits / flips : (hits + 1) / (flips + 1)
}

/** Sums up the sizes, each with the sign of its bit; `draw` returns the next 32 bits. */
function sumWithSigns(sizes: Float64Array, draw: () => number): number {
  let sum = 0
  let drawn = 0
  let bits = 0
  for (const size of sizes) {
    if (drawn++ % 32 === 0) bits = draw()
    sum += bits & 1 ? size : -size
    bits >>>= 1
  }
  return sum
}
