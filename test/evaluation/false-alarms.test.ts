import { describe, expect, it } from 'vitest'
import { evaluateRequirements } from '../../src/evaluation/evaluate-requirements.ts'
import { studentQuantile } from '../../src/evaluation/quantiles.ts'
import { createRandom } from '../../src/evaluation/random.ts'
import { comparePairs } from '../../src/evaluation/statistics.ts'
import { drawScores, EQUAL_MODELS } from './equal-models.ts'

const PAIRS = 1000
/** A right rate of 2.5 % is exceeded by chance up to here. */
const MAX_FALSE_ALARMS = 35
const OPTIONS = { confidence: 0.95, scale: 1 }

/**
 * The interval of the comparison is never narrower than Student's (tested), so that a pair whose interval of Student reaches
 * zero needs no bootstrap: its verdict is known.
 */
function isClearlyInconclusive(candidate: readonly number[], baseline: readonly number[]): boolean {
  const values = candidate.map((score, i) => score - (baseline[i] ?? 0))
  const n = values.length
  const average = values.reduce((sum, value) => sum + value, 0) / n
  const squares = values.reduce((sum, value) => sum + (value - average) ** 2, 0)
  return Math.abs(average) <= studentQuantile(0.975, n - 1) * Math.sqrt(squares / (n - 1) / n)
}

describe('of a thousand pairs of equal models', { tags: 'slow', timeout: 120_000 }, () => {
  const cases = Object.entries(EQUAL_MODELS).flatMap(([name, draw]) =>
    [30, 100, 300].map((n) => [n, name, draw] as const),
  )

  it.each(cases)('with %i examples and %s, at most 35 are called better', (examples, name, draw) => {
    const random = createRandom(2026)
    const isBinary = name.startsWith('binary')
    let better = 0
    let passed = 0
    for (let i = 0; i < PAIRS; i++) {
      const { candidate, baseline } = drawScores(draw, examples, random)
      if (!isBinary && isClearlyInconclusive(candidate, baseline)) continue
      if (comparePairs(candidate, baseline, OPTIONS).verdict === 'better') better++
      if (passesGate(candidate, baseline)) passed++
    }
    expect(better).toBeLessThanOrEqual(MAX_FALSE_ALARMS)
    expect(passed).toBeLessThanOrEqual(MAX_FALSE_ALARMS)
  })
})

function passesGate(candidate: number[], baseline: number[]): boolean {
  const toSamples = (score: number[]) => ({ score, pass_rate: score, errors: score })
  const requirement = { metric: 'score', operator: '>=', factor: 1, offset: 0 } as const
  const samples = { candidate: toSamples(candidate), baseline: toSamples(baseline) }
  return evaluateRequirements([requirement], samples, OPTIONS).passed
}
