import { describe, expect, it } from 'vitest'
import { checkDatasetTotals } from '../../src/dataset/checks/check-dataset-totals.ts'
import { DatasetStats } from '../../src/dataset/dataset-stats.ts'
import { inspectDataset } from '../../src/dataset/inspect.ts'
import { ProblemCollector } from '../../src/dataset/problem-collector.ts'
import { memoryFiles } from './inspected.ts'

describe('the totals of a dataset', () => {
  it.each([
    [8_000_000_000, []],
    [8_000_000_001, ['large-dataset']],
  ])('of %i bytes have the problems %j', (bytes, expected) => {
    const stats = new DatasetStats({ ignore: new Set(), graderFields: [] }, undefined)
    stats.startFile('d.jsonl')
    checkDatasetTotals(stats, bytes, { method: 'supervised', role: 'training', context: undefined })
    const codes = stats.problems.list().map(({ code }) => code)
    expect(codes.filter((code) => code === 'large-dataset')).toEqual(expected)
  })

  it('have no problem without a file', async () => {
    const options = { method: 'supervised', role: 'training', checks: true } as const
    expect(await inspectDataset(memoryFiles({}), [], options)).toMatchObject({ examples: 0, problems: [] })
  })
})

describe('the problems of a dataset', () => {
  it('are kept up to 10,000 of each kind and all counted, also when blocks were checked at the same time', () => {
    const problems = new ProblemCollector(new Set())
    const block = {
      counts: new Map([['not-json', 6000] as const]),
      kept: Array.from({ length: 6000 }, (_, i) => ({
        code: 'not-json' as const,
        line: i + 1,
        message: 'x',
      })),
    }
    problems.addLineProblems(block, (line) => ({ file: 'd.jsonl', line }))
    problems.addLineProblems(block, (line) => ({ file: 'd.jsonl', line: 6000 + line }))
    const kept = problems.list()
    expect([kept.length, kept.at(-1)?.line]).toEqual([10_000, 10_000])
    expect(problems.counts).toEqual({ errors: 12_000, warnings: 0, codes: { 'not-json': 12_000 } })
  })

  it('are kept up to 10,000 of those of files, and all counted', () => {
    const problems = new ProblemCollector(new Set())
    for (let i = 0; i < 10_001; i++)
      problems.addDatasetProblem({ code: 'empty-shard', file: `${i}.jsonl`, line: 1, message: 'x' })
    expect([problems.list().length, problems.counts.codes['empty-shard']]).toEqual([10_000, 10_001])
  })
})
