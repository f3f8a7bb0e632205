import { describe, expect, it } from 'vitest'
import { lastValues, MetricCollector, toCsv } from '../../src/openai/metrics.ts'

/** Returns the table of these events. */
function collect(...data: unknown[]) {
  const metrics = new MetricCollector()
  for (const event of data) metrics.addEvent({ data: event })
  return metrics.getTable()
}

/** Returns the table of a result file. */
function collectFile(text: string) {
  const metrics = new MetricCollector()
  metrics.addResultFile(text)
  return metrics.getTable()
}

const points = (...pairs: [number, number][]) => pairs.map(([step, value]) => ({ step, value }))

describe('MetricCollector, for events,', () => {
  it('sorts values by step', () => {
    const { series } = collect(
      { step: 2, total_steps: 9, train_loss: 1.5 },
      { step: 1, train_loss: 2 },
      { step: 2, valid_loss: 1.7 },
    )
    expect([...series]).toEqual([
      ['train_loss', points([1, 2], [2, 1.5])],
      ['valid_loss', points([2, 1.7])],
    ])
  })

  it('keeps the newer value of a step that is trained again', () => {
    expect(lastValues(collect({ step: 2, loss: 1 }, { step: 1, loss: 3 }, { step: 2, loss: 2 }))).toEqual({
      loss: 2,
    })
  })

  it('returns the last values: null means no value at a step, NaN a value that is not finite', () => {
    const before = { step: 1, valid_loss: 1, valid_accuracy: 0.5 }
    expect(lastValues(collect(before, { step: 2, valid_loss: null, valid_accuracy: 'NaN' }))).toEqual({
      valid_loss: 1,
      valid_accuracy: Number.NaN,
    })
  })

  it('names nested metrics by dotted paths with the names of graders', () => {
    const data = {
      step: 4,
      scores: {
        graders: [
          { name: 'exact match', type: 'string_check', valid_reward_mean: 0.5 },
          { name: 'exact match', type: 'python', valid_reward_mean: 0.25 },
          { type: '7', valid_reward_mean: 1 },
        ],
        valid_reward_mean: 0.75,
      },
      model_graders_token_usage: { 'gpt-4.1-mini': { eval_prompt_tokens: 12 } },
    }
    expect(lastValues(collect(data))).toEqual({
      'scores.graders.exact_match.valid_reward_mean': 0.5,
      'scores.graders.1.valid_reward_mean': 0.25,
      'scores.graders.2.valid_reward_mean': 1,
      'scores.valid_reward_mean': 0.75,
      'model_graders_token_usage.gpt-4.1-mini.eval_prompt_tokens': 12,
    })
  })

  it.each([
    ['a number', 0.5, 0.5],
    ['a number as text', '5e-1', 0.5],
    ['NaN as text', 'NaN', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY, Number.NaN],
    ['infinity as text', '-inf', Number.NaN],
    ['a number that is too large', '1e999', Number.NaN],
    ['null', null, undefined],
    ['a word', 'low', undefined],
    ['an empty text', '', undefined],
    ['a boolean', true, undefined],
    ['a hexadecimal number', '0x10', undefined],
    ['a very long number', '1'.repeat(1000), undefined],
  ])('decodes %s', (_, value, expected) => {
    expect(lastValues(collect({ step: 1, loss: value })).loss).toBe(expected)
  })

  it.each([
    [undefined],
    [null],
    ['text'],
    [[]],
    [{}],
    [{ step: 1 }],
    [{ metrics: {} }],
    [{ metrics: 'low' }],
  ])('finds no metrics in %j', (data) => {
    expect([collect(data).series.size, lastValues(collect(data))]).toEqual([0, {}])
  })

  it.each([
    [{ loss: 1 }],
    [{ step: -1, loss: 1 }],
    [{ step: 1.5, loss: 1 }],
    [{ step: 2 ** 60, loss: 1 }],
    [{ step: 'NaN', loss: 1 }],
    [{ step: null, metrics: { loss: '1' } }],
    [{ epoch: 1.5, progress_pct: 50, metrics: { loss: 1 } }],
  ])('counts the metrics of an event without a whole step as last values: %j', (data) => {
    const table = collect(data)
    expect([table.series.size, lastValues(table)]).toEqual([0, { loss: 1 }])
  })

  it('counts a value without a step as the last one until an event reports a step', () => {
    const values = [{ step: 1, loss: 3 }, { loss: 2 }, { step: 2, loss: 1 }]
    const last = values.map((_, i) => lastValues(collect(...values.slice(0, i + 1))).loss)
    expect(last).toEqual([3, 2, 1])
    expect(collect(...values).series.get('loss')).toEqual(points([1, 3], [2, 1]))
  })

  it('keeps a value without a step although a checkpoint reports another one', () => {
    const metrics = new MetricCollector()
    metrics.addEvent({ data: { valid_loss: 0.4 } })
    metrics.addCheckpoint({ step: 10, metrics: { valid_loss: 0.9, train_loss: 0.5 } })
    expect(lastValues(metrics.getTable())).toEqual({ valid_loss: 0.4, train_loss: 0.5 })
  })

  it.each([
    ['beside them', { step: 24, metrics: { valid_loss: 0.09, scores: { mean: 0.5 } } }],
    ['among them', { metrics: { step: 24, valid_loss: 0.09, scores: { mean: 0.5 } } }],
  ])('names what an event holds under data.metrics by its own name, with the step %s', (_, data) => {
    const { series } = collect(data)
    expect([...series]).toEqual([
      ['valid_loss', points([24, 0.09])],
      ['scores.mean', points([24, 0.5])],
    ])
  })

  it('keeps at most 200 metrics, with those without a step', () => {
    const many = (prefix: string) =>
      Object.fromEntries(Array.from({ length: 150 }, (_, i) => [`${prefix}${i}`, i]))
    const table = collect({ step: 1, ...many('a') }, many('b'), { b0: 7 })
    expect([table.series.size, table.stepless.size, table.omitted]).toEqual([150, 50, 100])
    expect(lastValues(table)).toMatchObject({ a149: 149, b0: 7, b49: 49 })
  })

  it.each([
    ['__proto__', undefined],
    ['constructor', 'constructor'],
    ['=HYPERLINK("x")', '_HYPERLINK_x_'],
    ['-loss', undefined],
    ['eval/loss', 'eval/loss'],
    ['a,b"c\nd', 'a_b_c_d'],
    ['größe', 'größe'],
    ['x'.repeat(101), undefined],
    ['', undefined],
  ])('renames the metric %j to %j', (name, expected) => {
    const table = collect(JSON.parse(`{"step":1,${JSON.stringify(name)}:7}`))
    expect([...table.series.keys()]).toEqual(expected === undefined ? [] : [expected])
    expect(Object.entries(lastValues(table))).toEqual(expected === undefined ? [] : [[expected, 7]])
  })

  it('keeps at most 200 metrics and counts the omitted ones', () => {
    const many = Object.fromEntries(Array.from({ length: 250 }, (_, i) => [`m${i}`, i]))
    const table = collect({ step: 1, ...many }, { step: 2, ...many })
    expect(table.series.size).toBe(200)
    expect(table.omitted).toBe(50)
  })

  it('stops counting omitted metrics at 2,000', () => {
    const metrics = new MetricCollector()
    for (let step = 1; step <= 4; step++)
      metrics.addEvent({
        data: { step, ...Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`m${step}_${i}`, i])) },
      })
    const { series, omitted } = metrics.getTable()
    expect([series.size, omitted]).toEqual([200, 2000])
  })

  it('downsamples too many values, except for the ends and for rare metrics', () => {
    const metrics = new MetricCollector({ maxPoints: 1000 })
    for (let step = 1; step <= 10_000; step++)
      metrics.addEvent({
        data: { step, loss: 1 / step, ...(step % 1000 === 0 && { full_valid_loss: step }) },
      })
    const { series, downsampled } = metrics.getTable()
    const loss = series.get('loss') ?? []
    expect(downsampled).toBe(true)
    expect(loss.length).toBeLessThanOrEqual(1000)
    expect(loss.length).toBeGreaterThan(400)
    expect([loss[0]?.step, loss.at(-1)?.step]).toEqual([1, 10_000])
    expect(series.get('full_valid_loss')).toHaveLength(10)
  })

  it('does not overflow the stack on values nested 5,000 levels deep', () => {
    const deep = JSON.parse(`{"step":1,"loss":2,"a":${'['.repeat(5000)}${']'.repeat(5000)}}`)
    expect(lastValues(collect(deep))).toEqual({ loss: 2 })
  })
})

describe('MetricCollector, for checkpoints,', () => {
  it('adds only values that no event has reported', () => {
    const metrics = new MetricCollector()
    metrics.addEvent({ data: { step: 3, train_loss: 0.5 } })
    metrics.addCheckpoint({
      step: 3,
      metrics: { step: 3, train_loss: 0.51, scores: { valid_reward_mean: 0.9 } },
    })
    metrics.addCheckpoint({ step: undefined, metrics: { train_loss: 9 } })
    expect(lastValues(metrics.getTable())).toEqual({ train_loss: 0.5, 'scores.valid_reward_mean': 0.9 })
  })
})

describe('MetricCollector, for result files,', () => {
  const CSV = 'step,train_loss,valid_loss\n1,2.5,\n2,1.5,1.75\n'
  const EXPECTED = [
    ['train_loss', points([1, 2.5], [2, 1.5])],
    ['valid_loss', points([2, 1.75])],
  ]

  it.each([
    ['plain', CSV],
    ['in base64', Buffer.from(CSV).toString('base64')],
    ['in base64 with line breaks', Buffer.from(CSV).toString('base64').replace(/.{20}/g, '$&\r\n')],
    ['in base64 with a byte order mark', Buffer.from(`\uFEFF${CSV}`).toString('base64')],
    ['as JSON text', JSON.stringify(CSV)],
    ['with a byte order mark and CRLF', `\uFEFF${CSV.replaceAll('\n', '\r\n')}`],
    ['without a newline at the end', CSV.trim()],
    ['with quoted cells', '"step","train_loss","valid_loss"\n"1","2.5",""\n2, "1.5" ,"1.75"\n'],
    [
      'with another order and other columns',
      'note,valid_loss,Step,train_loss\n"a, ""b""",,1,2.5\nx,1.75,2,1.5\n',
    ],
    ['with lines without a step', `${CSV}x,9,9\n,9,9\n`],
    ['with empty and short lines', '\nstep,train_loss,valid_loss\n\n1,2.5\n2,1.5,1.75,9\n3\n'],
  ])('reads CSV %s', (_, text) => {
    const sorted = [...collectFile(text).series].sort(([a], [b]) => (a < b ? -1 : 1))
    expect(sorted).toEqual(EXPECTED)
  })

  it.each([
    ['an HTML page', '<html>step</html>'],
    ['an empty text', ''],
    ['JSON', '{"step":1}'],
    ['text that ends within quotes', '"step,'],
    ['base64 of binary data', Buffer.from([0, 255, 254, 1, 2]).toString('base64')],
    ['a line of 200,000 characters', `step,${'x'.repeat(200_000)}`],
  ])('returns false for %s', (_, text) => {
    const metrics = new MetricCollector()
    expect(metrics.addResultFile(text)).toBe(false)
    expect(metrics.getTable().series.size).toBe(0)
  })

  it('reads a file of 200,000 rows', () => {
    const rows = Array.from({ length: 200_000 }, (_, i) => `${i + 1},${1 / (i + 1)},0.5,,`)
    const { series } = collectFile(
      `step,train_loss,train_accuracy,valid_loss,valid_accuracy\n${rows.join('\n')}`,
    )
    expect(series.get('train_loss')).toHaveLength(200_000)
    expect([...series.keys()]).toEqual(['train_loss', 'train_accuracy'])
  })
})

describe('toCsv', () => {
  it('writes a line for every step and a column for every metric', () => {
    const table = collect(
      { step: 10, train_loss: 0.5, scores: { valid_reward_mean: 0.25 } },
      { step: 2, train_loss: 'NaN' },
      { step: 11, '@SUM(A1)': 1, '-cmd': 1, 'a,b': -1e-7 },
    )
    expect(toCsv(table)).toBe(
      'step,train_loss,scores.valid_reward_mean,_SUM_A1_,a_b\n2,NaN,,,\n10,0.5,0.25,,\n11,,,1,-1e-7\n',
    )
  })

  it('writes only the header for an empty table', () => {
    expect(toCsv(collect())).toBe('step\n')
  })

  it('writes a table that is read back as the same table', () => {
    const table = collect({ step: 1, a: 0.1, b: 2 }, { step: 5, b: 3 }, { step: 3, a: 'NaN' })
    expect(collectFile(toCsv(table))).toEqual(table)
  })
})
