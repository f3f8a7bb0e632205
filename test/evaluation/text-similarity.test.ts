import { describe, expect, it } from 'vitest'
import {
  getCommonSubsequenceLength,
  measureSimilarity,
  type SimilarityMetric,
} from '../../src/evaluation/text-similarity.ts'
import expected from './text-similarity.json' with { type: 'json' }

const METRICS: readonly SimilarityMetric[] = [
  'fuzzy_match',
  'bleu',
  'gleu',
  'rouge_1',
  'rouge_2',
  'rouge_3',
  'rouge_4',
  'rouge_5',
  'rouge_l',
]

/** `text-similarity.json` has the results of rapidfuzz 3.14.6, nltk 3.10.4 and rouge-score 0.1.2 for Python. */
describe('the similarity of two texts is that of the Python packages', () => {
  it.each(METRICS)('by %s', (metric) => {
    expect(expected.cases.length).toBeGreaterThan(20)
    for (const each of expected.cases)
      expect(measureSimilarity(metric, each.input, each.reference), each.input).toBeCloseTo(each[metric], 9)
  })
})

describe('the longest common subsequence', () => {
  it('is found across the words of 32 bits', () => {
    const a = Array.from({ length: 100 }, (_, i) => `${i}`)
    expect(getCommonSubsequenceLength(a, a)).toBe(100)
    expect(
      getCommonSubsequenceLength(
        a,
        a.filter((_, i) => i % 3 === 0),
      ),
    ).toBe(34)
    expect(getCommonSubsequenceLength(a, a.toReversed())).toBe(1)
    expect(getCommonSubsequenceLength(['x', ...a.slice(0, 64)], [...a.slice(0, 64), 'x'])).toBe(64)
    expect(getCommonSubsequenceLength([], a)).toBe(0)
  })
})
