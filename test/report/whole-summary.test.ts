import { describe, expect, it } from 'vitest'
import { exampleRuns } from '../../scripts/render-fixtures.ts'
import { MetricCollector } from '../../src/openai/metrics.ts'
import { renderSummary, type SummaryInput } from '../../src/report/summary.ts'
import { extractMarkup } from '../support/markdown-shape.ts'

const runs = exampleRuns()

describe('the whole summary', () => {
  it.each(Object.entries(runs))('names only one base model for the example "%s"', (_, run) => {
    const bases = new Set(renderSummary(run).match(/gpt-4\.1-mini-2025-04-14|o4-mini-2025-04-16/g))
    expect(bases.size).toBe(1)
  })

  it.each(Object.entries(runs))('is short and well-formed for the example "%s"', (_, run) => {
    const text = renderSummary(run)
    expect(text.length).toBeLessThan(30_000)
    expect(text).not.toMatch(/undefined|NaN|\[object/)
    // A table needs an empty line above it.
    for (const [, before] of text.matchAll(/(.*)\n\|.*\n\| :?--/g)) expect(before).toBe('')
    expect(text.match(/<details>/g)?.length ?? 0).toBe(text.match(/<\/details>/g)?.length ?? 0)
  })

  it('has gate, metrics, checkpoints and hyperparameters of a training, in this order', () => {
    const text = runs.supervised && renderSummary(runs.supervised)
    expect(text?.match(/^(\*\*Next:\*\*|### .*)/gm)).toEqual([
      '**Next:**',
      '### ✅ Quality gate: passed',
      '### Metrics',
      '### Checkpoints',
      '### Hyperparameters',
    ])
  })

  it('lists the first problems of the data and counts the others', () => {
    const text = runs.refused && renderSummary(runs.refused)
    expect(text?.match(/^\| ❌/gm)).toHaveLength(20)
    expect(text).toContain('\n\n### Problems in the data\n\n')
    expect(text).toContain('And 4 more problems.')
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
    provenance: { sha: foreign, repository: foreign, runId: foreign, serverUrl: `https://x/${foreign}` },
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
