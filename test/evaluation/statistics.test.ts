import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exactMcNemar, signFlipTest, tangoInterval } from '../../src/evaluation/paired-tests.ts'
import { normalQuantile, studentQuantile } from '../../src/evaluation/quantiles.ts'
import { createRandom, sample } from '../../src/evaluation/random.ts'
import {
  comparePairs,
  countExamplesForBound,
  countNeededExamples,
  meanInterval,
} from '../../src/evaluation/statistics.ts'

const OPTIONS = { confidence: 0.95, scale: 1 }

describe('the exact McNemar test', () => {
  // statsmodels 0.15.0: mcnemar([[10, gained], [lost, 10]], exact=True).pvalue
  it.each([
    [10, 2, 0.03857421875],
    [1, 8, 0.0390625],
    [9, 1, 0.021484375],
    [6, 0, 0.03125],
    [5, 0, 0.0625],
    [25, 12, 0.04703102743951604],
    [300, 240, 0.011050481081929898],
    [7, 7, 1],
    [0, 0, 1],
  ])('gives the p-value of statsmodels for %i gained and %i lost', (gained, lost, pValue) => {
    expect(exactMcNemar(gained, lost)).toBeCloseTo(pValue, 12)
  })
})

describe("Tango's interval", () => {
  it.each([
    // R, PropCIs 0.3: scoreci.mp(25, 28, 618, 0.9)
    [28, 25, 618, 0.9, -0.0148, 0.0247],
    // Fagerland, Lydersen and Laake, Statistics in Medicine 33 (2014), airway reactivity: -0.517 to -0.026
    [1, 7, 21, 0.95, -0.517, -0.026],
  ])(
    'is the published one for %i gained and %i lost of %i at %f',
    (gained, lost, n, confidence, low, high) => {
      const interval = tangoInterval(gained, lost, n, confidence)
      expect(interval.low).toBeCloseTo(low, 3)
      expect(interval.high).toBeCloseTo(high, 3)
    },
  )

  // The roots of the score statistic with a restricted maximum likelihood that scipy 1.17.1 finds by search.
  it.each([
    [12, 2, 44, 0.95, 0.06916621827257, 0.38600377040557393],
    [9, 1, 32, 0.95, 0.06815212602047713, 0.43256209401650547],
    [1, 0, 36, 0.95, -0.07131914607737311, 0.14169718653273997],
    [0, 0, 50, 0.95, -0.07134759913348815, 0.07134759913348816],
    [25, 12, 300, 0.9, 0.01033451017048195, 0.07817542017167245],
    [0, 7, 20, 0.99, -0.6283381789526873, -0.013707704858083642],
    // Where all differ, (n - z²) / (n + z²), by hand.
    [20, 0, 20, 0.95, 0.6777496839, 1],
    [0, 20, 20, 0.95, -1, -0.6777496839],
  ])(
    'is that of a search for %i gained and %i lost of %i at %f',
    (gained, lost, n, confidence, low, high) => {
      const interval = tangoInterval(gained, lost, n, confidence)
      expect(interval.low).toBeCloseTo(low, 7)
      expect(interval.high).toBeCloseTo(high, 7)
    },
  )

  it('is everything for no examples', () => {
    expect(tangoInterval(0, 0, 0, 0.95)).toEqual({ low: -1, high: 1 })
  })
})

describe('quantiles', () => {
  // scipy 1.17.1: norm.ppf and t.ppf
  it('are those of scipy', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 7)
    expect(normalQuantile(0.001)).toBeCloseTo(-3.090232306167813, 7)
    expect(studentQuantile(0.975, 29)).toBeCloseTo(2.045229642132703, 10)
    expect(studentQuantile(0.975, 99)).toBeCloseTo(1.9842169515864174, 10)
    expect(studentQuantile(0.975, 1)).toBeCloseTo(12.706204736174694, 8)
    expect(studentQuantile(0.975, 5)).toBeCloseTo(2.5705818356363146, 10)
    expect(studentQuantile(0.995, 9)).toBeCloseTo(3.249835541592126, 10)
    expect(studentQuantile(0.9, 29)).toBeCloseTo(1.311433647301551, 10)
  })
})

describe('the sign-flip test', () => {
  it('counts all signs of few differences', () => {
    expect(signFlipTest([1, 1, 1, 1, 1, 1])).toBe(2 / 64)
    expect(signFlipTest([1, 1, 1, 1, 1, -1])).toBe(14 / 64)
    expect(signFlipTest([3, 1, 0, 0])).toBe(2 / 4)
    expect(signFlipTest([0, 0])).toBe(1)
  })

  it('agrees with the exact test when it draws signs at random', () => {
    const differences = [...Array(14).fill(1), ...Array(6).fill(-1)]
    expect(signFlipTest(differences)).toBeCloseTo(exactMcNemar(14, 6), 1)
  })
})

describe('the comparison of two models', () => {
  const scores = (...groups: [count: number, score: number][]) =>
    groups.flatMap(([count, score]) => Array<number>(count).fill(score))

  it('is that of McNemar and Tango for scores of 0 and 1', () => {
    const candidate = scores([20, 1], [9, 1], [1, 0], [2, 0])
    const baseline = scores([20, 1], [9, 0], [1, 1], [2, 0])
    const { difference, low, high, verdict } = comparePairs(candidate, baseline, OPTIONS)
    expect(difference).toBe(8 / 32)
    expect({ low, high }).toEqual(tangoInterval(9, 1, 32, 0.95))
    expect(verdict).toBe('better')
    expect(comparePairs(baseline, candidate, OPTIONS).verdict).toBe('worse')
  })

  it('cannot tell equal models apart, and shows no certainty', () => {
    for (const same of [scores([10, 1], [10, 0]), scores([10, 0.3], [10, 0.7])]) {
      const { low, high, verdict, neededExamples } = comparePairs(same, same, OPTIONS)
      expect([verdict, neededExamples]).toEqual(['inconclusive', undefined])
      expect(low).toBeLessThan(-0.1)
      expect(high).toBeGreaterThan(0.1)
    }
  })

  it('finds a difference of scores between 0 and 1', () => {
    const random = createRandom(1)
    const baseline = Array.from({ length: 60 }, () => random() * 0.6)
    const candidate = baseline.map((score) => score + random() * 0.3)
    const { low, high, verdict } = comparePairs(candidate, baseline, OPTIONS)
    expect(verdict).toBe('better')
    expect(low).toBeGreaterThan(0.1)
    expect(high).toBeLessThan(0.2)
  })

  it('has no verdict and names the sign-flip test where that does not confirm the interval', () => {
    const candidate = [0.5, 0.52, 0.54, 0.56, 0.58, 0.6, 0.62]
    const compare = (confidence: number) => comparePairs(candidate, scores([7, 0]), { confidence, scale: 1 })
    expect(compare(0.99)).toMatchObject({
      verdict: 'inconclusive',
      low: 0,
      unconfirmedBy: { name: 'sign-flip test', pValue: 2 / 128 },
    })
    expect(compare(0.95)).toMatchObject({ verdict: 'better', unconfirmedBy: undefined })
    expect(compare(0.95).low).toBeGreaterThan(0.3)
  })

  it('gives the same result for the same scores', () => {
    const random = createRandom(2)
    const [a, b] = [Array.from({ length: 40 }, random), Array.from({ length: 40 }, random)]
    expect(comparePairs(a, b, OPTIONS)).toEqual(comparePairs(a, b, OPTIONS))
  })

  it('has a verdict for scores other than 0 and 1 only where the interval leaves out zero', () => {
    const score = fc.constantFrom(0, 0.2, 0.5, 1)
    const pairs = fc.array(fc.tuple(score, score), { minLength: 2, maxLength: 60 })
    fc.assert(
      fc.property(pairs, (pairs) => {
        const candidate = [0.5, ...pairs.map(([a]) => a)]
        const baseline = [0.5, ...pairs.map(([, b]) => b)]
        const { low, high, verdict, difference } = comparePairs(candidate, baseline, OPTIONS)
        expect(verdict === 'better').toBe(low > 0)
        expect(verdict === 'worse').toBe(high < 0)
        expect(low).toBeLessThanOrEqual(difference)
        expect(high).toBeGreaterThanOrEqual(difference)
      }),
      { numRuns: 50 },
    )
  })

  it('is never surer than the interval of Student', () => {
    const pairs = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 2, maxLength: 40 })
    fc.assert(
      fc.property(pairs, (values) => {
        const { low, high } = meanInterval(values, OPTIONS)
        const student = studentInterval(values)
        expect(low).toBeLessThanOrEqual(student.low + 1e-9)
        expect(high).toBeGreaterThanOrEqual(student.high - 1e-9)
      }),
      { numRuns: 50 },
    )
  })

  it('is finite although some resamples have no spread', () => {
    const { low, high } = meanInterval(scores([4, 0], [1, -1], [1, 1]), OPTIONS)
    expect(low).toBeGreaterThan(-2)
    expect(high).toBeLessThan(2)
  })

  it('is finite although most resamples have no spread, and widens with each value that differs', () => {
    for (const n of [20, 60, 1000]) {
      const widths = [0, 1, 2].map((count) => {
        const { low, high } = meanInterval(scores([n - count, 0], [count, 0.4]), OPTIONS)
        return high - low
      })
      expect(widths.every(Number.isFinite), `${n}: ${widths}`).toBe(true)
      expect(widths).toEqual(widths.toSorted((a, b) => a - b))
    }
  })

  it('is not narrower with more confidence, also where too many resamples have no spread', () => {
    for (const count of [4, 5, 6, 7, 8]) {
      const widths = [0.95, 0.99, 0.999].map((confidence) => {
        const { low, high } = meanInterval(scores([100 - count, 0], [count, 0.9]), { confidence, scale: 1 })
        return high - low
      })
      expect(widths, `${count}`).toEqual(widths.toSorted((a, b) => a - b))
    }
  })

  it('is everything that is possible for a few values that all differ', () => {
    const { low, high } = meanInterval([0.5, 0.4, 0.3], OPTIONS)
    expect([low, high]).toEqual([-1, 1])
  })

  it('does not trust values that hardly differ', () => {
    const { low, high } = meanInterval(scores([99, 0], [1, -0.1]), OPTIONS)
    expect(low).toBeLessThan(-0.04)
    expect(high).toBeGreaterThan(0.03)
  })
})

/** The interval of Student, to compare with. */
function studentInterval(values: readonly number[]): { low: number; high: number } {
  const n = values.length
  const average = values.reduce((sum, value) => sum + value, 0) / n
  const squares = values.reduce((sum, value) => sum + (value - average) ** 2, 0)
  const distance = studentQuantile(0.975, n - 1) * Math.sqrt(squares / (n - 1) / n)
  return { low: average - distance, high: average + distance }
}

describe('the number of examples needed', () => {
  // The table in "Adding error bars to evals" form: 80 % power, two-sided 5 %, by the share of examples that differ.
  it.each([
    [0.1, 0.1, 77],
    [0.2, 0.1, 155],
    [0.3, 0.1, 233],
    [0.1, 0.05, 312],
    [0.2, 0.05, 625],
    [0.3, 0.05, 939],
    [0.1, 0.03, 869],
    [0.2, 0.03, 1740],
    [0.3, 0.03, 2611],
  ])('with %f of the examples different, for a gain of %f, is about %i', (discordant, gain, expected) => {
    const gained = Math.round(10_000 * ((discordant + gain) / 2))
    const lost = Math.round(10_000 * ((discordant - gain) / 2))
    const differences = [
      ...Array<number>(gained).fill(1),
      ...Array<number>(lost).fill(-1),
      ...Array<number>(10_000 - gained - lost).fill(0),
    ]
    const needed = countNeededExamples(differences, 0.95) ?? 0
    expect(Math.abs(needed / expected - 1)).toBeLessThan(0.005)
  })
})

describe('a random sample', () => {
  it('is the same each time, in order, and without repetition', () => {
    const items = Array.from({ length: 1000 }, (_, i) => i)
    const chosen = sample(items, 50)
    expect(chosen).toEqual(sample(items, 50))
    expect(chosen).toHaveLength(50)
    expect(chosen).toEqual([...new Set(chosen)].sort((a, b) => a - b))
    expect(sample(['a', 'b', 'c'], 5)).toEqual(['a', 'b', 'c'])
  })
})

describe('the number of examples for a bound', () => {
  it.each([
    [0, 0, 20, -0.02],
    [0, 0, 20, -0.1],
    [1, 0, 20, -0.02],
    [5, 5, 40, -0.02],
    [5, 4, 40, 0],
    [10, 5, 60, 0],
  ])("brings Tango's bound of %i gained and %i lost of %i to %f", (gained, lost, examples, limit) => {
    const differences = Array.from({ length: examples }, (_, i) =>
      i < gained ? 1 : i < gained + lost ? -1 : 0,
    )
    const count = countExamplesForBound(differences, { limit, isLower: true }, OPTIONS) ?? 0
    const share = count / examples
    expect(tangoInterval(gained * share, lost * share, count, 0.95).low).toBeCloseTo(limit, 2)
    const mirrored = differences.map((difference) => -difference)
    expect(countExamplesForBound(mirrored, { limit: -limit, isLower: false }, OPTIONS)).toBe(count)
  })

  it('is unknown when the difference itself does not reach the limit', () => {
    expect(countExamplesForBound([0, 0, -1, 0], { limit: -0.2, isLower: true }, OPTIONS)).toBeUndefined()
    expect(countExamplesForBound([0, 0], { limit: 0, isLower: true }, OPTIONS)).toBeUndefined()
  })
})
