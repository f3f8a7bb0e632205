import { describe, expect, it } from 'vitest'
import { exampleRuns } from '../../scripts/render-fixtures.ts'
import { MetricCollector } from '../../src/openai/metrics.ts'
import { renderSummary, type SummaryInput } from '../../src/report/summary.ts'
import { type RunSummary, renderSections } from '../../src/report/summary-sections.ts'
import { extractMarkup } from '../support/markdown-shape.ts'

const RUN: RunSummary = { failed: false }
const runs = exampleRuns()

/** The section with this title. */
function section(run: RunSummary, title: string): string | undefined {
  return renderSections(run).find((part) => part.startsWith(`### ${title}`))
}

function job(status: string, fineTunedModel?: string): RunSummary['job'] {
  return {
    id: 'ftjob-1',
    status,
    fineTunedModel,
    resultFiles: [],
    metadata: {},
    hyperparameters: {},
    raw: {},
  }
}

it.each(Object.entries(runs))('the example "%s" names only one base model', (_, run) => {
  const bases = new Set(renderSummary(run).match(/gpt-4\.1-mini-2025-04-14|o4-mini-2025-04-16/g))
  expect(bases.size).toBe(1)
})

describe('the sections', () => {
  it('are empty when nothing is known', () => {
    expect(renderSections(RUN)).toEqual([])
  })

  it('show gate, metrics, checkpoints and hyperparameters of a training, in this order', () => {
    expect(renderSections(runs.supervised ?? RUN).map((part) => part.split('\n')[0])).toEqual([
      expect.stringMatching(/^\*\*Next:\*\*/),
      '### ✅ Quality gate: passed',
      '### Metrics',
      '### Checkpoints',
      '### Hyperparameters',
    ])
  })

  it.each([
    ['succeeded', 'ft:m', undefined, /\$\{\{ steps\.ID\.outputs\.fine-tuned-model \}\}/],
    [
      'succeeded',
      'gpt-4.1.ft-0123456789abcdef',
      undefined,
      /Azure serves the model once you have deployed it\./,
    ],
    ['succeeded', 'ft:m', { passed: false, rows: [] }, /did not pass the quality gate/],
    ['failed', undefined, undefined, /fix what the job reports/],
    ['cancelled', undefined, undefined, /run the workflow again/],
    ['expired', undefined, undefined, /the job has ended without a model/],
    ['running', undefined, undefined, /job-id: ftjob-1/],
  ])('name the next step for a job that is %s', (status, model, gate, expected) => {
    expect(renderSections({ ...RUN, job: job(status, model), gate })[0]).toMatch(expected)
  })

  it('show every requirement of the quality gate with its note', () => {
    const gate = {
      passed: false,
      rows: [
        { requirement: 'loss < 1', metric: 'loss', actual: 0.5, limit: 1, passed: true },
        {
          requirement: 'x > 2',
          metric: 'x',
          actual: undefined,
          limit: 2,
          passed: false,
          note: 'the job has no such metric',
        },
      ],
    }
    expect(section({ ...RUN, gate, baseline: 'ftjob-0' }, '❌ Quality gate: failed')?.split('\n')).toEqual([
      '### ❌ Quality gate: failed',
      '',
      'Compared with job `ftjob-0`.',
      '',
      '| Requirement | Actual | Limit | Note |',
      '| :-- | --: | --: | :-- |',
      '| ✅ `loss < 1` | 0.5 | 1 |  |',
      '| ❌ `x > 2` | not known | 2 | the job has no such metric |',
    ])
  })

  it('show which hyperparameters the server chose', () => {
    const settings = { n_epochs: 3, batch_size: 4, learning_rate_multiplier: null }
    const run = {
      ...RUN,
      hyperparameters: { n_epochs: 3, batch_size: 'auto', beta: 'auto' },
      job: { ...job('succeeded'), hyperparameters: settings } as RunSummary['job'],
    }
    expect(section(run, 'Hyperparameters')?.split('\n').slice(4)).toEqual([
      '| `n_epochs` | `3` | the workflow |',
      '| `batch_size` | `4` | the server |',
      '| `beta` | `auto` |  |',
      '| `learning_rate_multiplier` |  |  |',
    ])
  })

  it('show objects among the hyperparameters as JSON', () => {
    const text = section({ ...RUN, hyperparameters: { schedule: { warmup: 5 } } }, 'Hyperparameters')
    expect(text).toContain('| `schedule` | <code>&#123;&#34;warmup&#34;&#58;5&#125;</code> | the workflow |')
  })

  it('leave out an unknown best checkpoint and an unknown step', () => {
    const text = section(
      { ...RUN, checkpoints: [{ id: 'c', model: 'ft', step: undefined, metrics: {} }] },
      'Checkpoints',
    )
    expect(text?.split('\n').slice(2)).toEqual(['| Step | Model |', '| --: | :-- |', '|  | `ft` |'])
  })

  it('show checkpoints by their steps, with the metrics that are known at these steps', () => {
    const series = new Map([['valid_loss', [{ step: 1, value: 0.5 }]]])
    const metrics = { series, stepless: new Map(), omitted: 0, downsampled: false }
    const checkpoints = [2, undefined, 1].map((step, i) => ({ id: `c${i}`, step, metrics: {} }))
    expect(
      section({ ...RUN, checkpoints, metrics }, 'Checkpoints')
        ?.split('\n')
        .slice(4),
    ).toEqual(['|  | `c1` |  |', '| 1 | `c2` | 0.5 |', '| 2 | `c0` |  |'])
  })

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
    const text = section({ ...RUN, metrics: { series, stepless, omitted: 0, downsampled: false } }, 'Metrics')
    expect(text).toContain('| `train_loss` | 0.9 | 0.5&nbsp;(step&nbsp;2) | 0.4 |')
    expect(text).toContain('| `accuracy` |  |  | 0.7 |')
  })

  it('mark the best checkpoint, and count those that are not shown', () => {
    const checkpoints = Array.from({ length: 25 }, (_, i) => ({
      id: `c${i}`,
      model: `ft:m:${i}`,
      step: i,
      metrics: {},
    }))
    const text = section(
      { ...RUN, checkpoints, best: { model: 'ft:m:9', step: 9, why: 'It is.' } },
      'Checkpoints',
    )
    expect(text?.match(/^\| \d+ /gm)).toHaveLength(20)
    expect(text?.match(/⭐/g)).toHaveLength(2)
    expect(text).toContain('| 9 | `ft:m:9` ⭐ |')
    expect(text).toContain('And 5 earlier ones.')
  })

  it('list the first problems of the data and count the others', () => {
    const text = section(runs.refused ?? RUN, 'Problems in the data')
    expect(text?.match(/^\| ❌/gm)).toHaveLength(20)
    expect(text).toContain('And 4 more problems.')
  })

  it('show metrics with plain names first, then scores, then scores of graders', () => {
    const names =
      section(runs.reinforcement ?? RUN, 'Metrics')?.match(/(?<=^\| (?:`|<code>))[\w.&#;]+/gm) ?? []
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
    const text = section({ ...RUN, metrics: metrics.getTable() }, 'Metrics')
    expect(text).toContain('60 metrics omitted, because there are so many.')
    expect(text).toContain('90 more metrics in `metrics.csv`.')
    expect(text).toContain('have only every other value')
  })
})

describe('the whole summary', () => {
  it.each(Object.entries(runs))('is short and well-formed for the example "%s"', (_, run) => {
    const text = renderSummary(run)
    expect(text.length).toBeLessThan(30_000)
    expect(text).not.toMatch(/undefined|NaN|\[object/)
    // A table needs an empty line above it.
    for (const [, before] of text.matchAll(/(.*)\n\|.*\n\| :?--/g)) expect(before).toBe('')
    expect(text.match(/<details>/g)?.length ?? 0).toBe(text.match(/<\/details>/g)?.length ?? 0)
  })

  it('stays below 1 MiB with long and many texts', () => {
    expect(Buffer.byteLength(renderSummary(hostile('<😀'.repeat(100_000))))).toBeLessThan(2 ** 20)
  })

  it.each([
    '</code><b>',
    'a | b\n| c |',
    '```\n# x',
    '<!--',
    '[x](https://evil.example)',
    '@octocat',
    '"><b x="',
  ])('shows %j as text in every section', (foreign) => {
    const [text, harmless] = [renderSummary(hostile(foreign)), renderSummary(hostile('x'))]
    expect(text.split('\n')).toHaveLength(harmless.split('\n').length)
    // toBe would print an unreadable difference of two summaries.
    expect(extractMarkup(text) === extractMarkup(harmless)).toBe(true)
  })
})

/** Returns a run that has this text in every place. */
function hostile(foreign: string): SummaryInput {
  const metrics = new MetricCollector()
  for (let step = 1; step <= 50; step++)
    metrics.addEvent({
      data: { step, train_loss: step, [foreign]: 1, scores: { graders: [{ name: foreign, r: 1 }] } },
    })
  const many = <T>(item: (i: number) => T) => Array.from({ length: 500 }, (_, i) => item(i))
  const settings = Object.fromEntries(many((i) => [`${foreign.slice(0, 1000)}${i}`, foreign]))
  return {
    outcome: foreign,
    failed: true,
    failure: many(() => foreign.replaceAll('\n', ' ')).join('\n'),
    durationMs: 1,
    model: foreign,
    method: foreign,
    jobUrl: `https://x/${foreign}`,
    job: {
      ...{ id: foreign, status: 'succeeded', fineTunedModel: foreign, model: foreign },
      ...{ resultFiles: [], metadata: {}, hyperparameters: settings, raw: {} },
    },
    data: [
      {
        role: 'training',
        files: many(() => ({ name: foreign })),
        digest: foreign,
        errors: 0,
        warnings: 0,
      },
    ],
    fingerprint: foreign,
    provenance: { sha: foreign, commitUrl: `https://x/${foreign}`, runId: foreign, runUrl: foreign },
    problems: many((line) => ({
      code: foreign,
      severity: 'error',
      file: foreign,
      line,
      path: foreign,
      message: foreign,
    })),
    hyperparameters: settings,
    metrics: metrics.getTable(),
    checkpoints: many((step) => ({ id: foreign, model: foreign, step, metrics: {} })),
    best: { model: foreign, step: 3, why: foreign },
    baseline: foreign,
    gate: {
      passed: false,
      rows: many(() => ({
        requirement: foreign,
        metric: foreign,
        actual: 1,
        limit: 1,
        passed: true,
        note: foreign,
      })),
    },
  }
}
