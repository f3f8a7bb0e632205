import { describe, expect, it } from 'vitest'
import type { MetricTable, Series } from '../../src/openai/metrics.ts'
import { listMilestones, renderChart, sparkline } from '../../src/report/chart.ts'
import { getCurves } from '../../src/report/curves.ts'

function table(curves: Record<string, Series>): Pick<MetricTable, 'series'> {
  return { series: new Map(Object.entries(curves)) }
}

const curve = (steps: number, value: (step: number) => number, every = 1): Series =>
  Array.from({ length: Math.floor(steps / every) }, (_, i) => ({
    step: (i + 1) * every,
    value: value((i + 1) * every),
  }))

/** Renders the chart of the curves in a table, if there is one. */
function render(metrics: Pick<MetricTable, 'series'>): string | undefined {
  const curves = getCurves(metrics)
  return curves && renderChart(curves)
}

/** Returns the numbers of the chart's axes and lines. */
function parseChart(text = '') {
  const axis = (name: string) =>
    new RegExp(`${name}-axis "\\w+" (\\S+) --> (\\S+)$`, 'm').exec(text)?.slice(1).map(Number)
  const lines = [...text.matchAll(/^ {4}line \[(.*)\]$/gm)].map(
    ([, values]) => values?.split(', ').map(Number) ?? [],
  )
  return { x: axis('x'), y: axis('y'), lines }
}

describe('the sparkline', () => {
  it.each([
    ['rising', [1, 2, 3, 4, 5, 6, 7, 8], 40, '▁▂▃▄▅▆▇█'],
    ['longer than the line', [0, 0, 8, 8, 4, 4], 3, '▁█▅'],
    ['level', [2, 2, 2], 40, '▄▄▄'],
    ['with NaN among them', [1, Number.NaN, 8], 40, '▁█'],
    ['empty', [], 40, ''],
  ])('draws values that are %s', (_, values, width, expected) => {
    expect(sparkline(values, width)).toBe(expected)
  })
})

describe('the chart', () => {
  it('has a line for each curve, with values at the same steps', () => {
    const text = render(
      table({
        train_loss: curve(9, (step) => 10 - step),
        full_valid_loss: [
          { step: 3, value: 8 },
          { step: 9, value: 2 },
        ],
      }),
    )
    expect(parseChart(text)).toEqual({
      x: [1, 9],
      y: [0.6, 9.4],
      lines: [
        [9, 8, 7, 6, 5, 4, 3, 2, 1],
        [8, 8, 8, 7, 6, 5, 4, 3, 2],
      ],
    })
    expect(text).toContain('🟦 training loss · 🟧 validation loss')
  })

  it('shows rewards rather than losses', () => {
    const text = render(table({ train_mean_reward: curve(5, (s) => s / 5), train_loss: curve(5, () => 9) }))
    expect(text).toContain('y-axis "reward"')
    expect(text).toContain('🟦 training reward')
    expect(text).not.toContain('🟧')
  })

  it('draws a validation without a training', () => {
    const text = render(table({ valid_loss: curve(5, (step) => step) }))
    expect(parseChart(text).lines).toEqual([[1, 2, 3, 4, 5]])
    expect(text?.split('\n').at(-1)).toBe('🟧 validation loss')
  })

  it('draws two curves of one point each as level lines', () => {
    const text = render(table({ train_loss: [{ step: 1, value: 2 }], valid_loss: [{ step: 9, value: 3 }] }))
    expect(parseChart(text)).toMatchObject({
      x: [1, 9],
      lines: [
        [2, 2],
        [3, 3],
      ],
    })
    expect(text?.split('\n').at(-1)).toBe('🟦 training loss · 🟧 validation loss')
  })

  it('draws a gap in a noisy training as a straight line, and the noise behind it', () => {
    const text = render(
      table({
        train_loss: [
          ...curve(60, (step) => 3 + (step % 2)),
          { step: 990, value: 4 },
          { step: 1000, value: 3 },
        ],
        valid_loss: curve(1000, () => 3.5, 500),
      }),
    )
    const [faint = []] = parseChart(text).lines
    const gap = faint.slice(4, -2)
    expect(gap.length).toBeGreaterThan(10)
    expect(gap).toEqual(gap.toSorted((a, b) => a - b))
    expect([faint.slice(0, 4), faint.slice(-2)]).toEqual([
      [4, 3, 4, 3],
      [4, 3],
    ])
    expect(text).toContain('🟧 validation loss (from step 500 on)')
  })

  it('stays small for 100,000 steps and shows their extremes faintly behind the mean', () => {
    const text = render(
      table({
        train_loss: curve(100_000, (step) => (step === 41_234 ? 0.25 : 1 + (step % 2))),
        valid_loss: curve(100_000, () => 1.5, 500),
      }),
    )
    const { x, lines } = parseChart(text)
    expect(text?.length).toBeLessThan(3000)
    expect(x).toEqual([1, expect.any(Number)])
    expect(x?.[1]).toBeGreaterThanOrEqual(100_000)
    expect(lines.map((line) => line.length)).toEqual([60, 60, 60])
    expect(Math.max(...(lines[0] ?? []))).toBeGreaterThan(Math.max(...(lines[1] ?? [])))
    expect(Math.min(...(lines[0] ?? []))).toBeLessThan(Math.min(...(lines[1] ?? [])))
  })

  it.each([
    ['tiny', 1e-9],
    ['ordinary', 0.5],
    ['huge', 1e12],
    ['negative', -3],
    ['zero', 0],
  ])('draws %s values as plain decimals within its axes', (_, scale) => {
    const { y, lines } = parseChart(render(table({ train_loss: curve(5, (step) => scale * step) })))
    const [low = Number.NaN, high = Number.NaN] = y ?? []
    expect(low).toBeLessThan(high)
    for (const value of lines.flat()) {
      expect(value).toBeGreaterThanOrEqual(low)
      expect(value).toBeLessThanOrEqual(high)
    }
  })

  it.each([
    ['no metrics', {}],
    ['one step', { train_loss: curve(1, () => 1) }],
    ['values that are not numbers', { train_loss: curve(5, () => Number.NaN) }],
    ['absurdly large values', { train_loss: curve(5, () => 3e21) }],
    [
      'values whose sum overflows',
      { train_loss: curve(100, (step) => (step === 20 || step === 21 ? 1.7e308 : 1)) },
    ],
    ['unknown metrics', { x: curve(5, () => 1) }],
  ])('is left out for %s', (_, curves) => {
    expect(render(table(curves))).toBeUndefined()
  })

  it('has no numbers that Mermaid cannot read', () => {
    const text = render(
      table({ train_loss: curve(300, (s) => 1e-7 * s), valid_loss: curve(300, () => 9e14) }),
    )
    expect(text).not.toMatch(/NaN|Infinity|undefined|\de[+-]?\d/)
  })
})

describe('the milestones', () => {
  it('are start, quarters, best and end, in order', () => {
    const curves = getCurves(
      table({
        train_loss: curve(100, (step) => 3 - step / 50),
        valid_loss: curve(100, (step) => 1 + Math.abs(step - 60) / 100, 20),
      }),
    )
    expect(curves && listMilestones(curves)).toEqual([
      ['start', '1', '2.98', ''],
      ['25 %', '26', '2.48', '1.4'],
      ['50 %', '51', '1.98', '1.2'],
      ['best validation', '60', '1.8', '1'],
      ['75 %', '75', '1.5', '1'],
      ['end', '100', '1', '1.4'],
    ])
  })

  it('have each step once, with all its names', () => {
    const curves = getCurves(table({ train_loss: curve(2, (step) => step) }))
    expect(curves && listMilestones(curves).map(([name]) => name)).toEqual([
      'start, 25 %, best training',
      '50 %, 75 %, end',
    ])
  })
})
