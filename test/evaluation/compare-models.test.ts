import { describe, expect, it } from 'vitest'
import { buildDifferenceHistogram, listWorse } from '../../src/evaluation/compare-models.ts'
import { ScoreTable } from '../../src/evaluation/score-table.ts'

/** A table with these scores of candidate and baseline; an example without a pair is not finished. */
function createTable(pairs: readonly ([candidate: number, baseline: number] | undefined)[]) {
  const table = new ScoreTable(pairs.length, true)
  for (const [index, pair] of pairs.entries()) {
    if (!pair) continue
    const [candidate, baseline] = pair
    table.add({
      index,
      candidate: { score: candidate, isRefusal: false },
      baseline: { score: baseline, isRefusal: false },
    })
  }
  return table
}

describe('the examples that got worse', () => {
  it('are those with a lower score, the largest loss first, without unfinished ones', () => {
    const table = createTable([[0.5, 0.6], [1, 0], undefined, [0, 1], [0.5, 0.5], [-1, -0.5]])
    const locations = Array.from({ length: 6 }, (_, i) => ({ file: 'test.jsonl', line: i + 1 }))
    expect(listWorse(table, locations)).toEqual([
      { file: 'test.jsonl', line: 4, candidate: 0, baseline: 1 },
      { file: 'test.jsonl', line: 6, candidate: -1, baseline: -0.5 },
      { file: 'test.jsonl', line: 1, candidate: 0.5, baseline: 0.6 },
    ])
  })

  it('are at most a hundred', () => {
    const pairs = Array.from({ length: 150 }, (): [number, number] => [0, 1])
    const locations = pairs.map((_, i) => ({ file: 'test.jsonl', line: i + 1 }))
    expect(listWorse(createTable(pairs), locations)).toHaveLength(100)
  })
})

describe('the histogram of the differences', () => {
  const build = (pairs: Parameters<typeof createTable>[0], scale: number) => {
    const samples = createTable(pairs).toSamples(1)
    return buildDifferenceHistogram(samples, scale).map(({ label, count }) => `${label}: ${count}`)
  }

  it('has three groups when every score is one of the extremes', () => {
    const pairs: [number, number][] = [
      [4, 0],
      [0, 0],
      [0, 4],
      [0, 4],
    ]
    expect(build(pairs, 4)).toEqual(['better: 1', 'same: 1', 'worse: 2'])
  })

  it('has the shares of the range of scores as bounds otherwise, each in the smaller group', () => {
    const pairs = [10, 6, 5, 2, 1, 0.5, 0, -0.5, -1, -2, -5, -6, -10].map((gain): [number, number] => [
      gain,
      0,
    ])
    expect(build(pairs, 10)).toEqual([
      'better by more than 5: 2',
      'better by 1 to 5: 2',
      'better by less than 1: 2',
      'same: 1',
      'worse by less than 1: 2',
      'worse by 1 to 5: 2',
      'worse by more than 5: 2',
    ])
  })

  it('is empty without an example', () => {
    expect(build([undefined], 1)).toEqual([])
  })
})
