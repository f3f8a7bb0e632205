import { describe, expect, it } from 'vitest'
import { type EvaluationReport, formatVerdict } from '../../src/report/evaluation.ts'
import { renderEvaluation, renderEvaluationComment } from '../../src/report/evaluation-summary.ts'
import { HOSTILE, HOSTILE_MARKUP } from '../support/hostile-strings.ts'
import { extractMarkup } from '../support/markdown-shape.ts'

const MODEL = {
  name: 'm',
  score: 0.8,
  passRate: 0.75,
  errors: 1,
  failures: [],
  refusals: 0,
  usage: { requests: 20, cached: 0, promptTokens: 2000, completionTokens: 300 },
}
const COMPARISON = {
  difference: 0.1,
  low: -0.02,
  high: 0.22,
  confidence: 0.95,
  verdict: 'inconclusive',
  neededExamples: 371,
} as const
const REPORT: EvaluationReport = {
  candidate: MODEL,
  baseline: { ...MODEL, name: 'b', score: 0.7 },
  comparison: COMPARISON,
  examples: { evaluated: 20, selected: 20, total: 50 },
  testFiles: ['test.jsonl'],
  grader: 'exact match',
  overlap: 0,
  worse: [{ file: 'test.jsonl', line: 3, candidate: 0, baseline: 1 }],
  differences: [
    { label: 'better', count: 3 },
    { label: 'same', count: 16 },
    { label: 'worse', count: 1 },
  ],
  refusedSettings: [],
  durationMs: 1000,
}

describe('the result in one line', () => {
  const verdict = (comparison: Partial<NonNullable<EvaluationReport['comparison']>>) =>
    formatVerdict({ ...REPORT, comparison: { ...COMPARISON, ...comparison } })

  it('says better, worse, or how many examples would decide', () => {
    expect(verdict({ verdict: 'better', low: 0.05 })).toBe(
      'better by 0.1 (+0.05 to +0.22 at 95 %) on 20 examples',
    )
    expect(verdict({ verdict: 'worse', difference: -0.1, low: -0.2, high: -0.01 })).toBe(
      'worse by 0.1 (−0.2 to −0.01 at 95 %) on 20 examples',
    )
    expect(verdict({})).toBe(
      'cannot tell, about 380 examples would: +0.1 (−0.02 to +0.22 at 95 %) on 20 examples',
    )
    expect(verdict({ difference: 0, neededExamples: undefined })).toContain(
      'there is no difference to be seen',
    )
    expect(verdict({ neededExamples: 20 })).toContain('cannot tell, more examples would: ')
    expect(formatVerdict({ ...REPORT, comparison: undefined })).toBe('score 0.8 on 20 examples')
  })

  it('names the test that does not confirm a difference which the interval shows', () => {
    const unconfirmedBy = { name: 'exact McNemar test', pValue: 0.0625 }
    expect(verdict({ low: 0.01, unconfirmedBy })).toBe(
      'cannot tell, about 380 examples would: +0.1 (+0.01 to +0.22 at 95 %) on 20 examples, but the exact McNemar test (p = 0.0625) shows no difference',
    )
    expect(verdict({ unconfirmedBy })).not.toContain('McNemar')
  })
})

describe('the summary of an evaluation', () => {
  it('has the models, the differences, what got worse and the cost', () => {
    const markdown = renderEvaluation({
      ...REPORT,
      overlap: 2,
      candidate: { ...MODEL, failures: [{ reason: 'status 400', count: 3 }] },
    })
    for (const part of [
      '| baseline | `b` | 0.7 | 75 % | 1 |',
      '| difference | −0.02 to +0.22 at 95 % | **+0.1** |',
      'same    ██████████████████████████████ 16',
      '| `test.jsonl:3` | 1 | 0 |',
      '| Examples | 20 of 50, chosen at random |',
      '| Candidate | 20 requests · 2,000 tokens in, 300 out |',
      'Errors of the candidate, which count as wrong answers: 3 × status 400.',
      '2 examples also in the training data.',
    ])
      expect(markdown).toContain(part)
  })

  it('shows the worst examples, and counts the others and the refusals', () => {
    const worse = Array.from({ length: 30 }, (_, i) => ({
      file: 'test.jsonl',
      line: i + 1,
      candidate: 0,
      baseline: 1,
    }))
    const report: EvaluationReport = {
      ...REPORT,
      worse,
      candidate: { ...MODEL, refusals: 2 },
      differences: [{ label: 'worse', count: 1030 }],
    }
    const [summary, comment] = [renderEvaluation(report), renderEvaluationComment(report, undefined)]
    expect([summary.match(/`test.jsonl:/g)?.length, comment.match(/`test.jsonl:/g)?.length]).toEqual([20, 10])
    expect(summary).toContain('1,010 more in `examples.jsonl`.')
    expect(comment).toContain('1,020 more in `examples.jsonl`.')
    for (const text of [summary, comment]) expect(text).toContain('2 answers refused by the model.')
  })

  it('has no scores when no example was evaluated', () => {
    const markdown = renderEvaluation({
      ...REPORT,
      examples: { evaluated: 0, selected: 20, total: 20 },
      failure: 'The timeout of 1 min has passed.',
    })
    expect(markdown).toContain('## ❌ Evaluation: no example was evaluated')
    expect(markdown).not.toContain('Score')
  })

  it.each([...HOSTILE, ...HOSTILE_MARKUP])('has the shape of a harmless one with %s as a name', (_, text) => {
    const render = (name: string) =>
      [renderEvaluation, (report: EvaluationReport) => renderEvaluationComment(report, undefined)]
        .map((render) =>
          render({
            ...REPORT,
            candidate: { ...MODEL, name },
            testFiles: [name],
            worse: [{ file: name, line: 1, candidate: 0, baseline: 1 }],
            failure: name,
          }),
        )
        .join('\n\n')
    expect(extractMarkup(render(text))).toEqual(extractMarkup(render('harmless')))
  })
})
