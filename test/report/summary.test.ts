import { describe, expect, it } from 'vitest'
import { type Run, summary } from '../../src/report/summary.ts'

const RUN: Run = { verdict: 'succeeded', failed: false, data: [], durationMs: 61_000 }

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
  it('tells what is known and leaves out the rest', () => {
    const text = summary({
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
          names: ['a.jsonl', 'b.jsonl'],
          examples: 1,
          bytes: 2048,
          digest: 'abcdef0123456789',
        },
      ],
    })
    expect(text.split('\n')).toEqual([
      '## ✅ Fine-tuning: succeeded',
      '',
      '| Job | <code>ftjob-1</code> |',
      '| :-- | :-- |',
      '| Status | <code>succeeded</code> |',
      '| Base model | <code>gpt-4.1-mini</code> |',
      '| Method | <code>dpo</code> |',
      '| Fine-tuned model | <code>ft-1</code> |',
      '| Training data | <code>a.jsonl</code>, <code>b.jsonl</code> · 1 example · 2.0 kB · sha256 <code>abcdef012345</code> |',
      '| Trained tokens | 12,345 |',
      '| Duration of this step | 1 min 1 s |',
      '',
      expect.stringContaining('steps.ID.outputs.fine-tuned-model'),
      '',
      '<details><summary>Digests</summary>',
      '',
      '| What | Digest |',
      '| :-- | :-- |',
      '| SHA-256 of the training data | <code>abcdef0123456789</code> |',
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
  )('shows $foreign as text, wherever it comes from ($status)', ({ foreign, status }) => {
    const known = status === 'succeeded' ? status : 'x'
    const harmless = summary({ ...RUN, ...everywhere('x', known), failed: true })
    const text = summary({ ...RUN, ...everywhere(foreign, status), failed: true })
    expect(text.split('\n')).toHaveLength(harmless.split('\n').length)
    // Breaks within the reason of a failure are ours to make; none of them ends the quotation.
    const shape = (markdown: string) =>
      markdown
        .replaceAll('<br>', '')
        .match(/<[^>]*>|[|[\]`*_~$@\\!]|:\/\/|(?<=\s)www\./g)
        ?.join('')
    expect(shape(text)).toBe(shape(harmless))
  })

  it.each(['failed', 'cancelled', 'running'])('names no model of a job that is %s', (status) => {
    expect(summary({ ...RUN, ...everywhere('ft:early', status) })).not.toContain('Fine-tuned model')
  })

  it('is short, however long the texts in it are', () => {
    expect(summary({ ...RUN, ...everywhere('<'.repeat(1e6)) }).length).toBeLessThan(50_000)
  })
})

function everywhere(foreign: string, status = foreign): Partial<Run> {
  return {
    verdict: foreign,
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
    data: [{ role: 'training', names: Array(10).fill(foreign), digest: foreign }],
  }
}
