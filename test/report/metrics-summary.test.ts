import { describe, expect, it } from 'vitest'
import { exampleRuns } from '../../scripts/render-fixtures.ts'
import { MetricCollector, type MetricTable } from '../../src/openai/metrics.ts'
import { renderCheckpoints, renderMetrics } from '../../src/report/metrics-summary.ts'

/** A table of metrics; a test sets what it is about. */
const TABLE: MetricTable = { series: new Map(), stepless: new Map(), omitted: 0, downsampled: false }

describe('the checkpoints', () => {
  it('leave out an unknown best checkpoint and an unknown step', () => {
    const text = renderCheckpoints(
      [{ id: 'c', model: 'ft', step: undefined, metrics: {} }],
      undefined,
      undefined,
    )
    expect(text?.split('\n').slice(2)).toEqual(['| Step | Model |', '| --: | :-- |', '|  | `ft` |'])
  })

  it('show checkpoints by their steps, with the metrics that are known at these steps', () => {
    const series = new Map([['valid_loss', [{ step: 1, value: 0.5 }]]])
    const checkpoints = [2, undefined, 1].map((step, i) => ({ id: `c${i}`, step, metrics: {} }))
    const text = renderCheckpoints(checkpoints, { ...TABLE, series }, undefined)
    expect(text?.split('\n').slice(4)).toEqual(['|  | `c1` |  |', '| 1 | `c2` | 0.5 |', '| 2 | `c0` |  |'])
  })

  it.each(['valid_mean_reward', 'valid_reward_mean', 'full_valid_mean_reward', 'scores.valid_reward_mean'])(
    'have a column for the validation reward that a server names %s',
    (name) => {
      const series = new Map([[name, [{ step: 1, value: 0.5 }]]])
      const checkpoint = { id: 'c', step: 1, metrics: {} }
      const text = renderCheckpoints([checkpoint], { ...TABLE, series }, undefined)
      expect(text?.split('\n').slice(2)).toEqual([
        '| Step | Model | Validation reward |',
        '| --: | :-- | --: |',
        '| 1 | `c` | 0.5 |',
      ])
    },
  )

  it('mark the best checkpoint, and count those that are not shown', () => {
    const checkpoints = Array.from({ length: 25 }, (_, i) => ({
      id: `c${i}`,
      model: `ft:m:${i}`,
      step: i,
      metrics: {},
    }))
    const text = renderCheckpoints(checkpoints, undefined, { model: 'ft:m:9', step: 9, why: 'It is.' })
    expect(text?.match(/^\| \d+ /gm)).toHaveLength(20)
    expect(text?.match(/⭐/g)).toHaveLength(2)
    expect(text).toContain('| 9 | `ft:m:9` ⭐ |')
    expect(text).toContain('And 5 earlier ones.')
  })
})

describe('the metrics', () => {
  it('show the last value of a metric without steps', () => {
    const series = new Map([
      [
        'train_loss',
        [
          { step: 1, value: 0.9 },
          { step: 2, value: 0.5 },
        ],
      ],
    ])
    const stepless = new Map([
      ['train_loss', 0.4],
      ['accuracy', 0.7],
    ])
    const text = renderMetrics({ ...TABLE, series, stepless })
    expect(text).toContain('| `train_loss` | 0.9 | 0.5&nbsp;(step&nbsp;2) | 0.4 |')
    expect(text).toContain('| `accuracy` |  |  | 0.7 |')
  })

  it('show metrics with plain names first, then scores, then scores of graders', () => {
    const { metrics = TABLE } = exampleRuns().reinforcement ?? {}
    const names = renderMetrics(metrics)?.match(/(?<=^\| (?:`|<code>))[\w.&#;]+/gm) ?? []
    const kinds = names.map((name) =>
      !name.includes('.')
        ? 'plain'
        : name.replace(/^scores\.(graders)?.*/, 'score $1').replace(/^[^s].*/, 'rest'),
    )
    expect(kinds.filter((kind, i) => kind !== kinds[i - 1])).toEqual([
      'plain',
      'score ',
      'score graders',
      'rest',
    ])
  })

  it('count the metrics and values that are left out', () => {
    const metrics = new MetricCollector({ maxPoints: 1000 })
    for (let step = 1; step <= 300; step++)
      metrics.addEvent({
        data: { step, ...Object.fromEntries(Array.from({ length: 260 }, (_, i) => [`m${i}`, i])) },
      })
    const text = renderMetrics(metrics.getTable())
    expect(text).toContain('60 metrics omitted, because there are so many.')
    expect(text).toContain('90 more metrics in `metrics.csv`.')
    expect(text).toContain('have only every other value')
  })
})
