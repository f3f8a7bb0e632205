import { describe, expect, it } from 'vitest'
import {
  type Baselines,
  comparesWithOtherJobs,
  evaluateGate,
  type MetricValues,
  safeParseRequirements,
} from '../../src/config/quality-gate.ts'

function parseRequirements(text: string) {
  const parsed = safeParseRequirements(text)
  if ('problems' in parsed) throw new Error(parsed.problems.join('; '))
  return parsed.value
}

describe('parseRequire', () => {
  it.each([
    ['full_valid_loss <= 0.8', { metric: 'full_valid_loss', operator: '<=', number: 0.8 }],
    ['a<1', { metric: 'a', operator: '<', number: 1 }],
    ['a  >  -1.5e-3', { metric: 'a', operator: '>', number: -0.0015 }],
    [
      'scores.graders.exact-match.valid_reward_mean >= .5',
      {
        metric: 'scores.graders.exact-match.valid_reward_mean',
        operator: '>=',
        number: 0.5,
      },
    ],
    ['a == 2.', { metric: 'a', operator: '==', number: 2 }],
    ['a != 0', { metric: 'a', operator: '!=', number: 0 }],
    ['a <= baseline', { metric: 'a', operator: '<=', number: 1, reference: 'baseline' }],
    ['a <= baseline * 1.02', { metric: 'a', operator: '<=', number: 1.02, reference: 'baseline' }],
    ['a<=baseline*0', { metric: 'a', operator: '<=', number: 0, reference: 'baseline' }],
    ['a <= 1.02 * Baseline', { metric: 'a', operator: '<=', number: 1.02, reference: 'baseline' }],
    ['a <= best', { metric: 'a', operator: '<=', number: 1, reference: 'best' }],
    ['a>=BEST*0.98', { metric: 'a', operator: '>=', number: 0.98, reference: 'best' }],
    ['a < 1.1 * best', { metric: 'a', operator: '<', number: 1.1, reference: 'best' }],
  ])('parses %s', (line, requirement) => {
    expect(parseRequirements(line)).toEqual([requirement])
    expect(comparesWithOtherJobs(parseRequirements(line))).toBe('reference' in requirement)
  })

  it('parses several lines, also with empty ones and CRLF', () => {
    expect(parseRequirements('\r\n  a < 1\r\n\r\nb > 2\n').map(({ metric }) => metric)).toEqual(['a', 'b'])
    expect(parseRequirements('')).toEqual([])
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
    ['a <', 'expected a number, "baseline", "best" or one of these times a number after <, received ""'],
    ['a < 1%', 'expected a number, "baseline", "best" or one of these times a number after <, received "1%"'],
    [
      'a < 1e999',
      'expected a number, "baseline", "best" or one of these times a number after <, received "1e999"',
    ],
    [
      'a < NaN',
      'expected a number, "baseline", "best" or one of these times a number after <, received "NaN"',
    ],
    [
      'a < baseline + 1',
      'expected a number, "baseline", "best" or one of these times a number after <, received "baseline + 1"',
    ],
    [
      'a < basline',
      'expected a number, "baseline", "best" or one of these times a number after <, received "basline" (did you mean "baseline"?)',
    ],
    ['a == best', '"best" needs one of < <= > >=, received "=="'],
    ['a != best * 2', '"best" needs one of < <= > >=, received "!="'],
  ])('rejects the line %j', (line, problem) => {
    expect(safeParseRequirements(`ok < 1\n\n${line}`)).toEqual({ problems: [`line 3: ${problem}`] })
  })

  it('returns the problems of all lines', () => {
    expect(safeParseRequirements('a\nb < 1\nc = 2')).toEqual({
      problems: [expect.stringMatching(/^line 1: /), expect.stringMatching(/^line 3: /)],
    })
  })

  it('rejects more than 100 lines', () => {
    expect(safeParseRequirements('a < 1\n'.repeat(101))).toEqual({
      problems: ['has 101 lines; 100 are allowed'],
    })
  })
})

const NONE: Baselines = { kind: 'none' }

describe('evaluateGate', () => {
  const metrics = { loss: 0.5, reward: 0.9, broken: Number.NaN, endless: Number.POSITIVE_INFINITY }
  it.each<[string, MetricValues | undefined, boolean, object]>([
    ['loss < 0.5', undefined, false, { actual: 0.5, limit: 0.5 }],
    ['loss <= 0.5', undefined, true, { actual: 0.5, limit: 0.5 }],
    ['loss > 0.5', undefined, false, {}],
    ['loss >= 0.5', undefined, true, {}],
    ['loss == 0.5', undefined, true, {}],
    ['loss != 0.5', undefined, false, {}],
    ['other < 1', undefined, false, { actual: undefined, note: 'the job has no such metric' }],
    ['los < 1', undefined, false, { note: 'the job has no such metric (did you mean "loss"?)' }],
    ['constructor != 1', undefined, false, { note: 'the job has no such metric' }],
    ['broken < 1', undefined, false, { actual: Number.NaN, note: "the job's value is not a finite number" }],
    ['broken != 1', undefined, false, { note: "the job's value is not a finite number" }],
    ['endless > 1', undefined, false, { note: "the job's value is not a finite number" }],
    ['broken < baseline', undefined, false, { note: "the job's value is not a finite number" }],
    ['loss < baseline', undefined, true, { limit: undefined, note: 'there is no baseline yet' }],
    ['other < baseline', undefined, false, { note: 'the job has no such metric' }],
    ['loss <= baseline', { loss: 0.5 }, true, { limit: 0.5 }],
    ['loss <= baseline', { loss: 0.4 }, false, { limit: 0.4 }],
    ['loss <= baseline * 2', { loss: 0.25 }, true, { limit: 0.5, requirement: 'loss <= baseline * 2' }],
    ['loss <= baseline', { loss: 0 }, false, { limit: 0 }],
    ['loss <= baseline', { reward: 1 }, false, { note: 'the baseline has no such metric' }],
    [
      'loss <= baseline',
      { loss: Number.NaN },
      false,
      { note: "the baseline's value is not a finite number" },
    ],
    [
      'loss != baseline',
      { loss: Number.NaN },
      false,
      { note: "the baseline's value is not a finite number" },
    ],
  ])('evaluates %s with the baseline %j', (line, baseline, passed, row) => {
    const baselines: Baselines = baseline ? { kind: 'comparable', jobs: [baseline] } : NONE
    expect(evaluateGate(parseRequirements(line), metrics, baselines)).toEqual({
      passed,
      rows: [expect.objectContaining({ passed, ...row })],
    })
  })

  it('passes when every requirement passes', () => {
    expect(evaluateGate(parseRequirements('loss < 1\nreward > 0.8'), metrics, NONE).passed).toBe(true)
    expect(evaluateGate(parseRequirements('loss < 1\nreward > 0.95'), metrics, NONE).passed).toBe(false)
    expect(evaluateGate([], metrics, NONE)).toEqual({ passed: true, rows: [] })
  })

  it.each([
    ['loss <= best', 0.4],
    ['loss < best * 1.5', 0.6],
    ['reward >= best', 0.95],
    ['reward > best * 0.5', 0.475],
  ])('compares %s with the best value of all comparable jobs, not with the newest', (line, limit) => {
    const jobs: [MetricValues, ...MetricValues[]] = [
      { loss: 0.6, reward: 0.2 },
      { loss: 0.4, reward: Number.NaN },
      { reward: 0.95 },
    ]
    const { rows } = evaluateGate(parseRequirements(line), metrics, { kind: 'comparable', jobs })
    expect(rows[0]?.limit).toBeCloseTo(limit)
    expect(rows[0]?.requirement).toBe(line)
  })

  it('fails a requirement with "best" if no comparable job has the metric', () => {
    const { passed, rows } = evaluateGate(parseRequirements('loss <= best'), metrics, {
      kind: 'comparable',
      jobs: [{ reward: 1 }],
    })
    expect([passed, rows[0]?.note]).toEqual([false, 'the baseline has no such metric'])
  })

  it.each([false, true])('passes incomparable jobs only if asked to: %s', (passes) => {
    const baselines: Baselines = { kind: 'incomparable', reason: 'it has other data', passes }
    const gate = evaluateGate(
      parseRequirements('loss <= best\nloss < baseline\nloss < 1'),
      metrics,
      baselines,
    )
    expect(gate.rows.map(({ passed, note }) => [passed, note])).toEqual([
      [passes, 'it has other data'],
      [passes, 'it has other data'],
      [true, undefined],
    ])
  })
})
