import { describe, expect, it } from 'vitest'
import { judge, type MetricValues, needsBaseline, parseRequire } from '../../src/config/quality-gate.ts'

function requirements(text: string) {
  const checked = parseRequire(text)
  if ('problems' in checked) throw new Error(checked.problems.join('; '))
  return checked.value
}

describe('the lines of "require"', () => {
  it.each([
    ['full_valid_loss <= 0.8', { metric: 'full_valid_loss', operator: '<=', number: 0.8, ofBaseline: false }],
    ['a<1', { metric: 'a', operator: '<', number: 1, ofBaseline: false }],
    ['a  >  -1.5e-3', { metric: 'a', operator: '>', number: -0.0015, ofBaseline: false }],
    [
      'scores.graders.exact-match.valid_reward_mean >= .5',
      {
        metric: 'scores.graders.exact-match.valid_reward_mean',
        operator: '>=',
        number: 0.5,
        ofBaseline: false,
      },
    ],
    ['a == 2.', { metric: 'a', operator: '==', number: 2, ofBaseline: false }],
    ['a != 0', { metric: 'a', operator: '!=', number: 0, ofBaseline: false }],
    ['a <= baseline', { metric: 'a', operator: '<=', number: 1, ofBaseline: true }],
    ['a <= baseline * 1.02', { metric: 'a', operator: '<=', number: 1.02, ofBaseline: true }],
    ['a<=baseline*0', { metric: 'a', operator: '<=', number: 0, ofBaseline: true }],
    ['a <= 1.02 * Baseline', { metric: 'a', operator: '<=', number: 1.02, ofBaseline: true }],
  ])('%s', (line, requirement) => {
    expect(requirements(line)).toEqual([requirement])
    expect(needsBaseline(requirements(line))).toBe(requirement.ofBaseline)
  })

  it('may be several, with empty ones and CRLF', () => {
    expect(requirements('\r\n  a < 1\r\n\r\nb > 2\n').map(({ metric }) => metric)).toEqual(['a', 'b'])
    expect(requirements('')).toEqual([])
  })

  it.each([
    ['0.8', 'expected "metric operator number" as in "full_valid_loss <= 0.8", received "0.8"'],
    ['<= 0.8', 'expected "metric operator number" as in "full_valid_loss <= 0.8", received "<= 0.8"'],
    [
      'two words < 1',
      'expected "metric operator number" as in "full_valid_loss <= 0.8", received "two words < 1"',
    ],
    ['a = 1', 'expected one of < <= > >= == !=, received "="'],
    ['a => 1', 'expected one of < <= > >= == !=, received "=>"'],
    ['a ≤ 1', 'expected one of < <= > >= == !=, received "≤"'],
    ['a <', 'expected a number, "baseline" or "baseline * number" after <, received ""'],
    ['a < 1%', 'expected a number, "baseline" or "baseline * number" after <, received "1%"'],
    ['a < 1e999', 'expected a number, "baseline" or "baseline * number" after <, received "1e999"'],
    ['a < NaN', 'expected a number, "baseline" or "baseline * number" after <, received "NaN"'],
    [
      'a < baseline + 1',
      'expected a number, "baseline" or "baseline * number" after <, received "baseline + 1"',
    ],
    [
      'a < basline',
      'expected a number, "baseline" or "baseline * number" after <, received "basline" (did you mean "baseline"?)',
    ],
  ])('are refused when they are like %j', (line, problem) => {
    expect(parseRequire(`ok < 1\n\n${line}`)).toEqual({ problems: [`line 3: ${problem}`] })
  })

  it('are all told at once', () => {
    expect(parseRequire('a\nb < 1\nc = 2')).toEqual({
      problems: [expect.stringMatching(/^line 1: /), expect.stringMatching(/^line 3: /)],
    })
  })

  it('are not a whole file', () => {
    expect(parseRequire('a < 1\n'.repeat(101))).toEqual({ problems: ['has 101 lines; 100 are allowed'] })
  })
})

describe('the gate', () => {
  const metrics = { loss: 0.5, reward: 0.9, broken: Number.NaN, endless: Number.POSITIVE_INFINITY }
  it.each<[string, MetricValues | undefined, boolean, object]>([
    ['loss < 0.5', undefined, false, { reached: 0.5, limit: 0.5 }],
    ['loss <= 0.5', undefined, true, { reached: 0.5, limit: 0.5 }],
    ['loss > 0.5', undefined, false, {}],
    ['loss >= 0.5', undefined, true, {}],
    ['loss == 0.5', undefined, true, {}],
    ['loss != 0.5', undefined, false, {}],
    ['other < 1', undefined, false, { reached: undefined, note: 'the job has no such metric' }],
    ['los < 1', undefined, false, { note: 'the job has no such metric (did you mean "loss"?)' }],
    ['constructor != 1', undefined, false, { note: 'the job has no such metric' }],
    ['broken < 1', undefined, false, { reached: Number.NaN, note: "the job's value is no finite number" }],
    ['broken != 1', undefined, false, { note: "the job's value is no finite number" }],
    ['endless > 1', undefined, false, { note: "the job's value is no finite number" }],
    ['broken < baseline', undefined, false, { note: "the job's value is no finite number" }],
    ['loss < baseline', undefined, true, { limit: undefined, note: 'there is no baseline yet' }],
    ['other < baseline', undefined, false, { note: 'the job has no such metric' }],
    ['loss <= baseline', { loss: 0.5 }, true, { limit: 0.5 }],
    ['loss <= baseline', { loss: 0.4 }, false, { limit: 0.4 }],
    ['loss <= baseline * 2', { loss: 0.25 }, true, { limit: 0.5, asked: 'loss <= baseline * 2' }],
    ['loss <= baseline', { loss: 0 }, false, { limit: 0 }],
    ['loss <= baseline', { reward: 1 }, false, { note: 'the baseline has no such metric' }],
    ['loss <= baseline', { loss: Number.NaN }, false, { note: "the baseline's value is no finite number" }],
    ['loss != baseline', { loss: Number.NaN }, false, { note: "the baseline's value is no finite number" }],
  ])('%s, with the baseline %j', (line, baseline, holds, row) => {
    expect(judge(requirements(line), metrics, baseline)).toEqual({
      passed: holds,
      rows: [expect.objectContaining({ holds, ...row })],
    })
  })

  it('passes when every requirement holds', () => {
    expect(judge(requirements('loss < 1\nreward > 0.8'), metrics, undefined).passed).toBe(true)
    expect(judge(requirements('loss < 1\nreward > 0.95'), metrics, undefined).passed).toBe(false)
    expect(judge([], metrics, undefined)).toEqual({ passed: true, rows: [] })
  })
})
