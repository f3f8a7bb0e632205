import { describe, expect, it } from 'vitest'
import { exampleRuns } from '../../scripts/render-fixtures.ts'
import { Metrics } from '../../src/openai/metrics.ts'
import { type Run, summary } from '../../src/report/summary.ts'
import { type RunFacts, sections } from '../../src/report/summary-sections.ts'

const RUN: RunFacts = { failed: false }
const runs = exampleRuns()

/** The section with this title. */
function section(run: RunFacts, title: string): string | undefined {
  return sections(run).find((part) => part.startsWith(`### ${title}`))
}

function job(status: string, fineTunedModel?: string): RunFacts['job'] {
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

it.each(Object.entries(runs))('the example "%s" speaks of one base model', (_, run) => {
  const bases = new Set(summary(run).match(/gpt-4\.1-mini-2025-04-14|o4-mini-2025-04-16/g))
  expect(bases.size).toBe(1)
})

describe('the sections', () => {
  it('are none where nothing is known', () => {
    expect(sections(RUN)).toEqual([])
  })

  it('tell of a whole training its gate, metrics, checkpoints and settings, in this order', () => {
    expect(sections(runs.supervised ?? RUN).map((part) => part.split('\n')[0])).toEqual([
      expect.stringMatching(/^\*\*Next:\*\*/),
      '### ✅ Gate: passed',
      '### Metrics',
      '### Checkpoints',
      '### Hyperparameters',
    ])
  })

  it.each([
    ['succeeded', 'ft:m', undefined, /\$\{\{ steps\.ID\.outputs\.fine-tuned-model \}\}/],
    ['succeeded', 'gpt-4.1.ft-0123456789abcdef', undefined, /On Azure it answers once it is deployed\./],
    ['succeeded', 'ft:m', { passed: false, rows: [] }, /the gate keeps it back/],
    ['failed', undefined, undefined, /mend what the job says/],
    ['cancelled', undefined, undefined, /run the workflow again/],
    ['running', undefined, undefined, /job-id: ftjob-1/],
  ])('say what to do about a job that is %s', (status, model, gate, expected) => {
    expect(sections({ ...RUN, job: job(status, model), gate })[0]).toMatch(expected)
  })

  it('show every requirement of the gate, with what it was about', () => {
    const gate = {
      passed: false,
      rows: [
        { asked: 'loss < 1', metric: 'loss', reached: 0.5, limit: 1, holds: true },
        {
          asked: 'x > 2',
          metric: 'x',
          reached: undefined,
          limit: 2,
          holds: false,
          note: 'the job has no such metric',
        },
      ],
    }
    expect(section({ ...RUN, gate, baseline: 'ftjob-0' }, '❌ Gate: failed')?.split('\n')).toEqual([
      '### ❌ Gate: failed',
      '',
      'Compared with job <code>ftjob-0</code>.',
      '',
      '|  | Asked | Reached | Limit | Note |',
      '| :-- | :-- | --: | --: | :-- |',
      '| ✅ | <code>loss &#60; 1</code> | 0.5 | 1 |  |',
      '| ❌ | <code>x &#62; 2</code> |  | 2 | the job has no such metric |',
    ])
  })

  it('tell which hyperparameters the server chose', () => {
    const settings = { n_epochs: 3, batch_size: 4, learning_rate_multiplier: null }
    const run = {
      ...RUN,
      hyperparameters: { n_epochs: 3, batch_size: 'auto', beta: 'auto' },
      job: { ...job('succeeded'), hyperparameters: settings } as RunFacts['job'],
    }
    expect(section(run, 'Hyperparameters')?.split('\n').slice(4)).toEqual([
      '| <code>n&#95;epochs</code> | <code>3</code> | the workflow |',
      '| <code>batch&#95;size</code> | <code>4</code> | the server |',
      '| <code>beta</code> | <code>auto</code> |  |',
      '| <code>learning&#95;rate&#95;multiplier</code> | <code></code> |  |',
    ])
  })

  it('show settings that are no plain values as JSON', () => {
    const text = section({ ...RUN, hyperparameters: { schedule: { warmup: 5 } } }, 'Hyperparameters')
    expect(text).toContain('| <code>&#123;&#34;warmup&#34;&#58;5&#125;</code> | the workflow |')
  })

  it('name no best checkpoint where nobody knows it, and no step where the server tells none', () => {
    const text = section(
      { ...RUN, checkpoints: [{ id: 'c', model: 'ft', step: undefined, metrics: {} }] },
      'Checkpoints',
    )
    expect(text?.split('\n').slice(2)).toEqual([
      '| Step | Model |',
      '| --: | :-- |',
      '|  | <code>ft</code> |',
    ])
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
    expect(text).toContain('| 9 | <code>ft&#58;m&#58;9</code> ⭐ |')
    expect(text).toContain('And 5 earlier ones.')
  })

  it('show the first problems of the data, and count the others', () => {
    const text = section(runs.refused ?? RUN, 'Problems of the data')
    expect(text?.match(/^\| ❌/gm)).toHaveLength(20)
    expect(text).toContain('And 4 more problems.')
  })

  it('show metrics by their plain names first, then the scores, then those of graders', () => {
    const names = section(runs.reinforcement ?? RUN, 'Metrics')?.match(/(?<=^\| <code>)[\w.&#;]+/gm) ?? []
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

  it('say of metrics what was left out', () => {
    const metrics = new Metrics({ mostPoints: 1000 })
    for (let step = 1; step <= 300; step++)
      metrics.event({
        data: { step, ...Object.fromEntries(Array.from({ length: 260 }, (_, i) => [`m${i}`, i])) },
      })
    const text = section({ ...RUN, metrics: metrics.table() }, 'Metrics')
    expect(text).toContain('There are so many that 60 metrics were left out.')
    expect(text).toContain('90 more metrics are in <code>metrics.csv</code>.')
    expect(text).toContain('every other one was left out')
  })
})

describe('the whole summary', () => {
  it.each(Object.entries(runs))('of a run that is %s is short and well-formed', (_, run) => {
    const text = summary(run)
    expect(text.length).toBeLessThan(30_000)
    expect(text).not.toMatch(/undefined|NaN|\[object/)
    // A table is not one where the line above it is text.
    for (const [, before] of text.matchAll(/(.*)\n\|.*\n\| :?--/g)) expect(before).toBe('')
    expect(text.match(/<details>/g)?.length ?? 0).toBe(text.match(/<\/details>/g)?.length ?? 0)
  })

  it('stays below 1 MiB, whatever it is given', () => {
    expect(Buffer.byteLength(summary(hostile('<😀'.repeat(100_000))))).toBeLessThan(2 ** 20)
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
    const [text, harmless] = [summary(hostile(foreign)), summary(hostile('x'))]
    expect(text.split('\n')).toHaveLength(harmless.split('\n').length)
    // Not by toBe: nobody could read the difference of two summaries.
    expect(shape(text) === shape(harmless)).toBe(true)
  })
})

/** What of Markdown and HTML is in a text, without its entities and links. */
function shape(markdown: string): string | undefined {
  const ours = markdown.replaceAll(/&#\d+;|<br>/g, '').replaceAll(/href="[^"<>]*"/g, 'href')
  return ours.match(/<[^>]*>|[|[\]`*_~$@\\!#"]/g)?.join('')
}

/** A run all of whose texts are this one. */
function hostile(foreign: string): Run {
  const metrics = new Metrics()
  for (let step = 1; step <= 50; step++)
    metrics.event({
      data: { step, train_loss: step, [foreign]: 1, scores: { graders: [{ name: foreign, r: 1 }] } },
    })
  const many = <T>(item: (i: number) => T) => Array.from({ length: 500 }, (_, i) => item(i))
  const settings = Object.fromEntries(many((i) => [`${foreign.slice(0, 1000)}${i}`, foreign]))
  return {
    verdict: foreign,
    failed: true,
    failure: many(() => foreign.replaceAll('\n', ' ')).join('\n'),
    durationMs: 1,
    model: foreign,
    method: foreign,
    link: `https://x/${foreign}`,
    job: {
      ...{ id: foreign, status: 'succeeded', fineTunedModel: foreign, model: foreign },
      ...{ resultFiles: [], metadata: {}, hyperparameters: settings, raw: {} },
    },
    data: [{ role: 'training', names: many(() => foreign), digest: foreign }],
    fingerprint: foreign,
    provenance: { sha: foreign, commitLink: `https://x/${foreign}`, run: foreign, runLink: foreign },
    problems: many((line) => ({
      code: foreign,
      severity: 'error',
      file: foreign,
      line,
      path: foreign,
      message: foreign,
    })),
    hyperparameters: settings,
    metrics: metrics.table(),
    checkpoints: many((step) => ({ id: foreign, model: foreign, step, metrics: {} })),
    best: { model: foreign, step: 3, why: foreign },
    baseline: foreign,
    gate: {
      passed: false,
      rows: many(() => ({
        asked: foreign,
        metric: foreign,
        reached: 1,
        limit: 1,
        holds: true,
        note: foreign,
      })),
    },
  }
}
