import { describe, expect, it } from 'vitest'
import { safeParseEvaluationRequirements } from '../../src/config/evaluation-gate.ts'
import { evaluateRequirements } from '../../src/evaluation/evaluate-requirements.ts'

/** Samples of a model that passed so many of twenty examples. */
const passed = (count: number) => {
  const score = Array.from({ length: 20 }, (_, i) => (i < count ? 1 : 0))
  return { score, pass_rate: score, errors: score.map((value) => 1 - value) }
}

/** Evaluates one line for models that passed so many of twenty examples. */
function evaluate(line: string, candidate: number, baseline: number | undefined, confidence = 0.95) {
  const parsed = safeParseEvaluationRequirements(line)
  if ('problems' in parsed) throw new Error(parsed.problems.join())
  const samples = {
    candidate: passed(candidate),
    baseline: baseline === undefined ? undefined : passed(baseline),
  }
  const [row] = evaluateRequirements(parsed.value, samples, { confidence, scale: 1 }).rows
  return row
}

describe('a line with a number', () => {
  it.each([
    ['errors < 5', 16, true],
    ['errors < 4', 16, false],
    ['score == 0.8', 16, true],
    ['score == 0.8', 15, false],
    ['score != 0.8', 15, true],
    ['score != 0.8', 16, false],
  ])('%s of a model that passed %i of 20 is %s', (line, candidate, isPassed) => {
    expect(evaluate(line, candidate, undefined)?.passed).toBe(isPassed)
  })
})

describe('a line with the baseline', () => {
  it.each([
    ['score > baseline', 20, 8, true],
    ['score < baseline', 8, 20, true],
    ['score >= baseline * 1.5', 20, 8, true],
    ['score >= baseline * 3', 20, 8, false],
    ['errors <= baseline * 0.9', 20, 8, true],
  ])('%s of %i and %i of 20 is %s', (line, candidate, baseline, isPassed) => {
    expect(evaluate(line, candidate, baseline)?.passed).toBe(isPassed)
  })

  it('does not pass when the bound is reached and the exact test shows no difference', () => {
    expect(evaluate('score > baseline', 20, 15)).toMatchObject({
      passed: false,
      note: expect.stringMatching(
        /at least \+0\.\d+; more than 0 is required, but the exact McNemar test \(p = 0\.0625\) shows no difference$/,
      ),
    })
    expect(evaluate('score > baseline', 20, 14)?.passed).toBe(true)
  })

  it('does not pass without a baseline', () => {
    expect(evaluate('score >= baseline - 1', 20, undefined)).toMatchObject({
      passed: false,
      note: 'there is no baseline',
    })
  })
})
