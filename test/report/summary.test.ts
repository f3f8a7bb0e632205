import { describe, expect, it } from 'vitest'
import { renderSummary, type SummaryInput } from '../../src/report/summary.ts'
import { extractMarkup } from '../support/markdown-shape.ts'

const RUN: SummaryInput = { outcome: 'succeeded', failed: false, data: [], durationMs: 61_000 }

const HOSTILE = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '[click](https://evil.example)',
  '![pixel](https://evil.example/p.png)',
  'https://evil.example/',
  'www.evil.example',
  'a | b | c',
  'a\nb\r\nc',
  '`code` **bold** _it_ ~~x~~',
  '# heading',
  '@octocat #1 owner/repo@abc',
  '<!-- hidden -->',
  '&lt;b&gt;',
  '\\| \\',
  '$\\href{x}{y}$',
  '```mermaid',
  ':smile:',
  '</code><b>',
  '\u202eevil',
  '\u0000\u001b[31m',
]

describe('the summary', () => {
  it('shows what is known and leaves out the rest', () => {
    const text = renderSummary({
      ...RUN,
      model: 'gpt-4.1-mini',
      method: 'dpo',
      job: {
        id: 'ftjob-1',
        status: 'succeeded',
        fineTunedModel: 'ft-1',
        trainedTokens: 12345,
        metadata: {},
        hyperparameters: {},
        resultFiles: [],
        raw: {},
      },
      data: [
        {
          role: 'training',
          files: [{ name: 'a.jsonl' }, { name: 'b.jsonl' }],
          errors: 0,
          warnings: 0,
          examples: 1,
          bytes: 2048,
          digest: 'abcdef0123456789',
        },
      ],
    })
    expect(text.split('\n')).toEqual([
      '## ✅ Fine-tuning: succeeded',
      '',
      '| Job | `ftjob-1` |',
      '| :-- | :-- |',
      '| Status | `succeeded` |',
      '| Base model | `gpt-4.1-mini` |',
      '| Method | `dpo` |',
      '| Fine-tuned model | `ft-1` |',
      '| Training data | `a.jsonl`, `b.jsonl` · 1 example · 2.0 kB · sha256 `abcdef012345` |',
      '| Trained tokens | 12,345 |',
      '| Duration of this step | 1 min 1 s |',
      '',
      expect.stringContaining('steps.ID.outputs.fine-tuned-model'),
      '',
      '<details><summary>Digests</summary>',
      '',
      '| SHA-256 of the training data | `abcdef0123456789` |',
      '| :-- | :-- |',
      '',
      '</details>',
      '',
    ])
  })

  it.each(
    HOSTILE.flatMap((foreign) => [
      { foreign, status: 'succeeded' },
      { foreign, status: foreign },
    ]),
  )('shows $foreign as text in every place (status $status)', ({ foreign, status }) => {
    const known = status === 'succeeded' ? status : 'x'
    const harmless = renderSummary({ ...RUN, ...everywhere('x', known), failed: true })
    const text = renderSummary({ ...RUN, ...everywhere(foreign, status), failed: true })
    expect(text.split('\n')).toHaveLength(harmless.split('\n').length)
    expect(extractMarkup(text)).toBe(extractMarkup(harmless))
  })

  it.each([
    [true, 'chosen by the action for this work, so that it is found again'],
    [false, 'chosen by the action for this work and this run; other runs do not find the job by it'],
  ])('explains a seed that the action chose; other runs may reuse its job: %s', (reuse, purpose) => {
    const text = renderSummary({ ...RUN, derivedSeed: { seed: 4711, reuse } })
    expect(text).toContain(`| Seed | \`4711\` · ${purpose}`)
  })

  it.each([
    [1000, 1000, '1,000 · The estimate was right.'],
    [900, 1000, '1,000 · The estimate was 10 % too low.'],
    [1500, 1000, '1,000 · The estimate was 50 % too high.'],
    [undefined, 1000, '1,000'],
    [1000, 0, '0'],
  ])('rates the estimate %s for %s trained tokens', (tokens, trainedTokens, expected) => {
    const estimate = tokens === undefined ? undefined : { tokens, epochs: 1 }
    const { job } = everywhere('x')
    const text = renderSummary({ ...RUN, estimate, job: job && { ...job, trainedTokens } })
    expect(text).toContain(`| Trained tokens | ${expected} |`)
  })

  it('rates no estimate of a reinforcement, which is billed by time', () => {
    const { job } = everywhere('x')
    const run = { ...RUN, method: 'reinforcement', estimate: { tokens: 9, epochs: 1 } }
    expect(renderSummary({ ...run, job: job && { ...job, trainedTokens: 8 } })).toContain(
      '| Trained tokens | 8 |',
    )
  })

  it.each(['failed', 'cancelled', 'running'])('does not name a model of a job that is %s', (status) => {
    expect(renderSummary({ ...RUN, ...everywhere('ft:early', status) })).not.toContain('Fine-tuned model')
  })

  it('stays short with long texts', () => {
    expect(renderSummary({ ...RUN, ...everywhere('<'.repeat(1e6)) }).length).toBeLessThan(50_000)
  })
})

/** A gate that has failed, with a requirement that holds or does not. */
const failedGate = ({ passed }: { passed: boolean }) => ({
  passed: false,
  rows: [{ requirement: 'loss < 1', metric: 'loss', actual: passed ? 0.5 : 2, limit: 1, passed }],
})

describe('the sections of the summary', () => {
  it('are left out when nothing is known', () => {
    expect(renderSummary(RUN)).toBe(
      '## ⏳ Fine-tuning: succeeded\n\n| Duration of this step | 1 min 1 s |\n| :-- | :-- |\n',
    )
  })

  it.each([
    ['succeeded', 'ft:m', undefined, /\$\{\{ steps\.ID\.outputs\.fine-tuned-model \}\}/],
    [
      'succeeded',
      'gpt-4.1.ft-0123456789abcdef',
      undefined,
      /Azure serves the model once you have deployed it\./,
    ],
    ['succeeded', 'ft:m', failedGate({ passed: false }), /did not pass the quality gate/],
    ['succeeded', 'ft:m', failedGate({ passed: true }), /re-run this step\. It reuses the job/],
    ['failed', undefined, undefined, /fix what the job reports/],
    ['cancelled', undefined, undefined, /run the workflow again/],
    ['expired', undefined, undefined, /the job has ended without a model/],
    ['running', undefined, undefined, /job-id: ftjob-1/],
  ])('name the next step for a job that is %s', (status, model, gate, expected) => {
    expect(renderSummary({ ...RUN, job: job(status, model), gate })).toMatch(expected)
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
    expect(section({ gate, baseline: 'ftjob-0' }, '❌ Quality gate: failed')?.split('\n')).toEqual([
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
      hyperparameters: { n_epochs: 3, batch_size: 'auto', beta: 'auto' },
      job: { ...job('succeeded'), hyperparameters: settings } as SummaryInput['job'],
    }
    expect(section(run, 'Hyperparameters')?.split('\n').slice(4)).toEqual([
      '| `n_epochs` | `3` | the workflow |',
      '| `batch_size` | `4` | the server |',
      '| `beta` | `auto` |  |',
      '| `learning_rate_multiplier` |  |  |',
    ])
  })

  it('show objects among the hyperparameters as JSON', () => {
    const text = section({ hyperparameters: { schedule: { warmup: 5 } } }, 'Hyperparameters')
    expect(text).toContain('| `schedule` | <code>&#123;&#34;warmup&#34;&#58;5&#125;</code> | the workflow |')
  })
})

/** The section with this title. */
function section(run: Partial<SummaryInput>, title: string): string | undefined {
  const parts = renderSummary({ ...RUN, ...run }).trimEnd()
  return parts.split(/\n\n(?=### )/).find((part) => part.startsWith(`### ${title}`))
}

function job(status: string, fineTunedModel?: string): SummaryInput['job'] {
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

function everywhere(foreign: string, status = foreign): Partial<SummaryInput> {
  return {
    outcome: foreign,
    model: foreign,
    method: foreign,
    failure: foreign,
    job: {
      id: foreign,
      status,
      model: foreign,
      fineTunedModel: foreign,
      metadata: {},
      hyperparameters: {},
      resultFiles: [],
      raw: {},
    },
    data: [
      { role: 'training', files: Array(10).fill({ name: foreign }), digest: foreign, errors: 0, warnings: 0 },
    ],
  }
}
