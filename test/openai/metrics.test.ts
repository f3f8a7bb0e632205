import { describe, expect, it } from 'vitest'
import { csv, lastValues, Metrics } from '../../src/openai/metrics.ts'

/** The table of some events' data. */
function tableOf(...data: unknown[]) {
  const metrics = new Metrics()
  for (const one of data) metrics.event({ data: one })
  return metrics.table()
}

/** The table of a result file. */
function tableOfFile(text: string) {
  const metrics = new Metrics()
  metrics.resultFile(text)
  return metrics.table()
}

const points = (...pairs: [number, number][]) => pairs.map(([step, value]) => ({ step, value }))

describe('the metrics of events', () => {
  it('are told by step, whatever the order', () => {
    const { series } = tableOf(
      { step: 2, total_steps: 9, train_loss: 1.5 },
      { step: 1, train_loss: 2 },
      { step: 2, valid_loss: 1.7 },
    )
    expect([...series]).toEqual([
      ['train_loss', points([1, 2], [2, 1.5])],
      ['valid_loss', points([2, 1.7])],
    ])
  })

  it('are the newer ones where a step is trained again', () => {
    expect(lastValues(tableOf({ step: 2, loss: 1 }, { step: 1, loss: 3 }, { step: 2, loss: 2 }))).toEqual({
      loss: 2,
    })
  })

  it('are the last known ones: null says that there is none at a step, and NaN that it is no number', () => {
    const before = { step: 1, valid_loss: 1, valid_accuracy: 0.5 }
    expect(lastValues(tableOf(before, { step: 2, valid_loss: null, valid_accuracy: 'NaN' }))).toEqual({
      valid_loss: 1,
      valid_accuracy: Number.NaN,
    })
  })

  it('have dotted paths where they nest, with the names of graders', () => {
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
    expect(lastValues(tableOf(data))).toEqual({
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
    ['no number', 'NaN', Number.NaN],
    ['an endless number', Number.POSITIVE_INFINITY, Number.NaN],
    ['an endless number as text', '-inf', Number.NaN],
    ['one too large', '1e999', Number.NaN],
    ['nothing', null, undefined],
    ['a word', 'low', undefined],
    ['no text', '', undefined],
    ['truth', true, undefined],
    ['hexadecimal', '0x10', undefined],
    ['a very long number', '1'.repeat(1000), undefined],
  ])('with %s', (_, value, expected) => {
    expect(lastValues(tableOf({ step: 1, loss: value })).loss).toBe(expected)
  })

  it.each([
    [undefined],
    [null],
    ['text'],
    [[]],
    [{ loss: 1 }],
    [{ step: -1, loss: 1 }],
    [{ step: 1.5, loss: 1 }],
    [{ step: 2 ** 60, loss: 1 }],
    [{ step: 'NaN', loss: 1 }],
  ])('are none in %j', (data) => {
    expect(tableOf(data).series.size).toBe(0)
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
  ])('called %j are called %j', (name, expected) => {
    const table = tableOf(JSON.parse(`{"step":1,${JSON.stringify(name)}:7}`))
    expect([...table.series.keys()]).toEqual(expected === undefined ? [] : [expected])
    expect(Object.entries(lastValues(table))).toEqual(expected === undefined ? [] : [[expected, 7]])
  })

  it('are at most 200, and it is known how many were left out', () => {
    const many = Object.fromEntries(Array.from({ length: 250 }, (_, i) => [`m${i}`, i]))
    const table = tableOf({ step: 1, ...many }, { step: 2, ...many })
    expect(table.series.size).toBe(200)
    expect(table.leftOut).toBe(50)
  })

  it('are not even counted for ever', () => {
    const metrics = new Metrics()
    for (let step = 1; step <= 4; step++)
      metrics.event({
        data: { step, ...Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`m${step}_${i}`, i])) },
      })
    const { series, leftOut } = metrics.table()
    expect([series.size, leftOut]).toEqual([200, 2000])
  })

  it('are thinned where there are too many, but for the ends and what is rarely told', () => {
    const metrics = new Metrics({ mostPoints: 1000 })
    for (let step = 1; step <= 10_000; step++)
      metrics.event({ data: { step, loss: 1 / step, ...(step % 1000 === 0 && { full_valid_loss: step }) } })
    const { series, thinned } = metrics.table()
    const loss = series.get('loss') ?? []
    expect(thinned).toBe(true)
    expect(loss.length).toBeLessThanOrEqual(1000)
    expect(loss.length).toBeGreaterThan(400)
    expect([loss[0]?.step, loss.at(-1)?.step]).toEqual([1, 10_000])
    expect(series.get('full_valid_loss')).toHaveLength(10)
  })

  it('do not overflow when they nest without end', () => {
    const deep = JSON.parse(`{"step":1,"loss":2,"a":${'['.repeat(5000)}${']'.repeat(5000)}}`)
    expect(lastValues(tableOf(deep))).toEqual({ loss: 2 })
  })
})

describe('the metrics of checkpoints', () => {
  it('fill in what no event has told', () => {
    const metrics = new Metrics()
    metrics.event({ data: { step: 3, train_loss: 0.5 } })
    metrics.checkpoint({
      step: 3,
      metrics: { step: 3, train_loss: 0.51, scores: { valid_reward_mean: 0.9 } },
    })
    metrics.checkpoint({ step: undefined, metrics: { train_loss: 9 } })
    expect(lastValues(metrics.table())).toEqual({ train_loss: 0.5, 'scores.valid_reward_mean': 0.9 })
  })
})

describe('the metrics of a result file', () => {
  const CSV = 'step,train_loss,valid_loss\n1,2.5,\n2,1.5,1.75\n'
  const EXPECTED = [
    ['train_loss', points([1, 2.5], [2, 1.5])],
    ['valid_loss', points([2, 1.75])],
  ]

  it.each([
    ['as it is', CSV],
    ['in base64', Buffer.from(CSV).toString('base64')],
    ['in base64 of lines', Buffer.from(CSV).toString('base64').replace(/.{20}/g, '$&\r\n')],
    ['in base64 with a byte order mark', Buffer.from(`\uFEFF${CSV}`).toString('base64')],
    ['as JSON text', JSON.stringify(CSV)],
    ['with a byte order mark and CRLF', `\uFEFF${CSV.replaceAll('\n', '\r\n')}`],
    ['without the last line end', CSV.trim()],
    ['with quoted cells', '"step","train_loss","valid_loss"\n"1","2.5",""\n2, "1.5" ,"1.75"\n'],
    [
      'with another order and other columns',
      'note,valid_loss,Step,train_loss\n"a, ""b""",,1,2.5\nx,1.75,2,1.5\n',
    ],
    ['with lines of no step', `${CSV}x,9,9\n,9,9\n`],
    ['with empty lines and short ones', '\nstep,train_loss,valid_loss\n\n1,2.5\n2,1.5,1.75,9\n3\n'],
  ])('are read %s', (_, text) => {
    const sorted = [...tableOfFile(text).series].sort(([a], [b]) => (a < b ? -1 : 1))
    expect(sorted).toEqual(EXPECTED)
  })

  it.each([
    ['a page', '<html>step</html>'],
    ['nothing', ''],
    ['JSON', '{"step":1}'],
    ['text that ends in mid-quote', '"step,'],
    ['base64 of bytes', Buffer.from([0, 255, 254, 1, 2]).toString('base64')],
    ['one endless line', `step,${'x'.repeat(200_000)}`],
  ])('are none in %s', (_, text) => {
    const metrics = new Metrics()
    expect(metrics.resultFile(text)).toBe(false)
    expect(metrics.table().series.size).toBe(0)
  })

  it('are read from megabytes', () => {
    const rows = Array.from({ length: 200_000 }, (_, i) => `${i + 1},${1 / (i + 1)},0.5,,`)
    const { series } = tableOfFile(
      `step,train_loss,train_accuracy,valid_loss,valid_accuracy\n${rows.join('\n')}`,
    )
    expect(series.get('train_loss')).toHaveLength(200_000)
    expect([...series.keys()]).toEqual(['train_loss', 'train_accuracy'])
  })
})

describe('the table as CSV', () => {
  it('has a line for every step and a column for every metric', () => {
    const table = tableOf(
      { step: 10, train_loss: 0.5, scores: { valid_reward_mean: 0.25 } },
      { step: 2, train_loss: 'NaN' },
      { step: 11, '@SUM(A1)': 1, '-cmd': 1, 'a,b': -1e-7 },
    )
    expect(csv(table)).toBe(
      'step,train_loss,scores.valid_reward_mean,_SUM_A1_,a_b\n2,NaN,,,\n10,0.5,0.25,,\n11,,,1,-1e-7\n',
    )
  })

  it('is only its header when nothing is known', () => {
    expect(csv(tableOf())).toBe('step\n')
  })

  it('is read again as the same table', () => {
    const table = tableOf({ step: 1, a: 0.1, b: 2 }, { step: 5, b: 3 }, { step: 3, a: 'NaN' })
    expect(tableOfFile(csv(table))).toEqual(table)
  })
})
