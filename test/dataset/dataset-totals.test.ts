import { describe, expect, it } from 'vitest'
import { checkDatasetTotals } from '../../src/dataset/checks/check-dataset-totals.ts'
import { DatasetStats } from '../../src/dataset/dataset-stats.ts'
import { inspectDataset } from '../../src/dataset/inspect.ts'
import { memoryFiles } from './inspected.ts'

describe('the totals of a dataset', () => {
  it.each([
    [8_000_000_000, []],
    [8_000_000_001, ['large-dataset']],
  ])('of %i bytes have the problems %j', (bytes, expected) => {
    const stats = new DatasetStats(new Set(), undefined, [])
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
