import { describe, expect, it } from 'vitest'
import {
  formatEvaluationRequirement,
  safeParseEvaluationRequirements,
} from '../../src/config/evaluation-gate.ts'

const parse = (text: string) => {
  const parsed = safeParseEvaluationRequirements(text)
  if ('problems' in parsed) throw new Error(parsed.problems.join('\n'))
  return parsed.value
}

describe('a line of the gate of an evaluation', () => {
  it.each([
    ['score >= 0.8', { factor: 0, offset: 0.8 }, 'score >= 0.8'],
    ['errors<=0', { factor: 0, offset: 0 }, 'errors <= 0'],
    ['score > -1', { factor: 0, offset: -1 }, 'score > -1'],
    ['score >= baseline', { factor: 1, offset: 0 }, 'score >= baseline'],
    ['score >= baseline - 0.02', { factor: 1, offset: -0.02 }, 'score >= baseline - 0.02'],
    ['score >= baseline-.02', { factor: 1, offset: -0.02 }, 'score >= baseline - 0.02'],
    ['errors <= baseline + 2', { factor: 1, offset: 2 }, 'errors <= baseline + 2'],
    ['pass_rate >= baseline * 0.98', { factor: 0.98, offset: 0 }, 'pass_rate >= baseline * 0.98'],
    [
      'pass_rate >= 0.98 * BASELINE - 0.01',
      { factor: 0.98, offset: -0.01 },
      'pass_rate >= baseline * 0.98 - 0.01',
    ],
  ])('%s is read', (text, expected, normalized) => {
    const [requirement, ...others] = parse(`\n  ${text}  \r\n\n`)
    expect(requirement).toMatchObject(expected)
    expect([others, requirement && formatEvaluationRequirement(requirement)]).toEqual([[], normalized])
  })

  it.each([
    ['score', 'expected "metric operator number"'],
    ['accuracy >= 1', 'expected score, pass_rate, errors, received "accuracy"'],
    ['pass-rate >= 1', 'did you mean "pass_rate"'],
    ['score => 1', 'expected one of < <= > >= == !=, received "=>"'],
    ['score >= baseline / 2', 'expected a number, "baseline - number" or "baseline * number"'],
    ['score >= baseline * 0', 'expected a factor above 0'],
    ['score == baseline', '== cannot be used with the baseline'],
  ])('%s is a problem of its line', (text, problem) => {
    const parsed = safeParseEvaluationRequirements(`score >= 0\n${text}`)
    expect(parsed).toEqual({ problems: [expect.stringContaining('line 2: ')] })
    expect(JSON.stringify(parsed).replaceAll('\\"', '"')).toContain(problem)
  })

  it('is one of at most a hundred', () => {
    expect(parse('score >= 0\n'.repeat(100))).toHaveLength(100)
    expect(safeParseEvaluationRequirements('score >= 0\n'.repeat(101))).toEqual({
      problems: ['has 101 lines; 100 are allowed'],
    })
  })
})
