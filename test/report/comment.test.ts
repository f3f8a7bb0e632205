import { describe, expect, it } from 'vitest'
import { type CommentContent, renderComment } from '../../src/report/comment.ts'
import { HOSTILE, HOSTILE_MARKUP } from '../support/hostile-strings.ts'
import { extractMarkup, stripCodeSpans, stripLinks } from '../support/markdown-shape.ts'

const NOTHING: CommentContent = { state: 'checked', data: [], problems: [] }
const TRAINING = {
  role: 'training',
  files: [{ name: 'train.jsonl' }],
  examples: 1234,
  errors: 0,
  warnings: 0,
} as const
const RUN = {
  serverUrl: 'https://github.com',
  repository: 'octo-org/octo-repo',
  sha: 'c0ffee'.repeat(7).slice(0, 40),
  runId: '42',
}
const COMMIT = { ...RUN, runId: undefined }

describe('the comment', () => {
  it('shows a reviewer the data, its changes, cost and problems', () => {
    const body = renderComment({
      state: 'checked',
      data: [
        {
          ...TRAINING,
          errors: 1,
          warnings: 1,
          tokens: 45_678,
          changes: { added: 12, removed: 3, changed: 4, tokens: -1234, since: 'c0ffee' },
        },
        {
          role: 'validation',
          files: [{ name: 'valid.jsonl' }],
          examples: 100,
          errors: 0,
          warnings: 0,
          tokens: 3000,
          changes: { added: 0, removed: 0, changed: 0, since: 'c0ffee' },
        },
      ],
      cost: { tokens: 137_034, usd: 1.234 },
      problems: [
        {
          code: 'last-message',
          severity: 'warning',
          file: 'data/b.jsonl',
          line: 3,
          message: 'the last message is of the user',
        },
        {
          code: 'unknown-role',
          severity: 'error',
          file: 'data/a b.jsonl',
          line: 12,
          path: 'messages[2].role',
          message: 'unknown role',
        },
      ],
      provenance: RUN,
    })
    expect(body).toBe(`### ❌ Fine-tuning: the data has errors

| Data | Examples | Changes | Tokens |
| :-- | --: | --: | --: |
| training | 1,234 | +12 −3<br>4 edited | 45,678<br>−1,234 |
| validation | 100 | none | 3,000 |

137,034 billable tokens, about **$1.23**

❌ 1 error, ⚠️ 1 warning

| Where | Problem |
| :-- | :-- |
| ❌ [\`data/a b.jsonl:12\`](https://github.com/octo-org/octo-repo/blob/${RUN.sha}/data/a%20b.jsonl#L12) | unknown role at \`messages[2].role\` \`unknown-role\` |
| ⚠️ [\`data/b.jsonl:3\`](https://github.com/octo-org/octo-repo/blob/${RUN.sha}/data/b.jsonl#L3) | the last message is of the user \`last-message\` |

<sub>commit \`c0ffeec\` · [workflow run](https://github.com/octo-org/octo-repo/actions/runs/42)</sub>
`)
  })

  it('compares the metrics of a model with those of the baseline', () => {
    const body = renderComment({
      ...NOTHING,
      state: 'done',
      job: {
        id: 'ftjob-1',
        status: 'succeeded',
        model: 'gpt-4.1-mini',
        fineTunedModel: 'ft:gpt-4.1-mini:org::1',
        url: 'https://platform.openai.com/finetune/ftjob-1',
      },
      metrics: {
        baseline: 'ft:gpt-4.1-mini:org::0',
        rows: [
          { name: 'full_valid_loss', value: 0.51, baseline: 0.62 },
          { name: 'valid_mean_token_accuracy', value: 0.8, baseline: 0.85 },
          { name: 'usage', value: 2, baseline: 1 },
          { name: 'train_loss', value: 0.4 },
          { name: 'valid_loss', value: 0.5, baseline: 0.5 },
        ],
      },
      gate: {
        passed: false,
        rows: [
          {
            requirement: 'full_valid_loss <= 0.6',
            metric: 'full_valid_loss',
            passed: true,
            actual: 0.51,
            limit: 0.6,
          },
          {
            requirement: 'valid_reward_mean > 0',
            metric: 'valid_reward_mean',
            passed: false,
            actual: undefined,
            limit: 0,
            note: 'the job has no such metric',
          },
        ],
      },
    })
    expect(body).toBe(`### ✅ Fine-tuning: trained

**Job** [\`ftjob-1\`](https://platform.openai.com/finetune/ftjob-1) · succeeded · \`gpt-4.1-mini\`<br>**Model** \`ft:gpt-4.1-mini:org::1\`

| Metric | Baseline | This | Difference |
| :-- | --: | --: | --: |
| \`full_valid_loss\` | 0.62 | 0.51 | −0.11 ↓ better |
| \`valid_mean_token_accuracy\` | 0.85 | 0.8 | −0.05 ↓ worse |
| \`usage\` | 1 | 2 | +1 ↑ |
| \`train_loss\` |  | 0.4 |  |
| \`valid_loss\` | 0.5 | 0.5 | 0 |

Baseline: \`ft:gpt-4.1-mini:org::0\`

**Quality gate** failed

| Requirement | Actual | Limit | Note |
| :-- | --: | --: | :-- |
| ❌ \`valid_reward_mean > 0\` | not known | 0 | the job has no such metric |
| ✅ \`full_valid_loss <= 0.6\` | 0.51 | 0.6 |  |
`)
  })

  it.each<[string, Partial<CommentContent>, string]>([
    ['data without errors', {}, '### ✅ Fine-tuning: the data is fine'],
    ['a running job', { state: 'running' }, '### ⏳ Fine-tuning: training'],
    ['a failed run', { state: 'failed' }, '### ❌ Fine-tuning: failed'],
    ['the outcome', { state: 'done', outcome: 'found, succeeded' }, '### ✅ Fine-tuning: found, succeeded'],
    ['the reason of a failure', { state: 'failed', failure: 'a\nb' }, '> a<br>b'],
    [
      'why the changes are not known',
      { data: [{ ...TRAINING, changes: { unavailable: 'the checkout has no HEAD^1' } }] },
      'Changes are not known: the checkout has no HEAD&#94;1.',
    ],
    ['a training of unknown cost', { data: [TRAINING], cost: { tokens: 1 } }, '\n1 billable token\n'],
    ['metrics without a baseline', { metrics: { rows: [{ name: 'loss', value: 1 }] } }, '| Metric | This |'],
    [
      'no difference of metrics where one is no number',
      { metrics: { rows: [{ name: 'loss', value: Number.NaN, baseline: 1 }] } },
      '| `loss` | 1 | no number |  |',
    ],
    [
      'only what is known of the data',
      {
        data: [
          { ...TRAINING, tokens: 9, changes: { added: 1, removed: 0, changed: 0, since: 'c0ffee' } },
          { ...TRAINING, role: 'validation' },
        ],
      },
      '| training | 1,234 | +1 | 9 |\n| validation | 1,234 |  |  |',
    ],
    [
      'a quality gate without requirements',
      { gate: { passed: true, rows: [] } },
      '**Quality gate** passed\n',
    ],
    ['the number of errors that are not listed', { data: [{ ...TRAINING, errors: 2 }] }, '❌ 2 errors\n'],
  ])('shows %s', (_, value, expected) => {
    expect(renderComment({ ...NOTHING, ...value })).toContain(expected)
  })

  it('lists ten problems, errors first, and counts the others', () => {
    const problem = (severity: 'error' | 'warning', line: number) =>
      ({ code: 'c', severity, file: 'a.jsonl', line, message: 'm' }) as const
    const body = renderComment({
      ...NOTHING,
      data: [{ ...TRAINING, errors: 2, warnings: 2000 }],
      problems: [
        ...Array.from({ length: 20 }, (_, i) => problem('warning', i)),
        problem('error', 21),
        problem('error', 22),
      ],
    })
    const rows = body.split('\n').filter((line) => /^\| (❌|⚠️)/u.test(line))
    expect(rows.map((row) => row.slice(2, 4).trim())).toEqual([...Array(2).fill('❌'), ...Array(8).fill('⚠️')])
    expect(body).toContain('The log has 1,992 more.')
  })

  it.each<[string, CommentContent['provenance'], string]>([
    ['outside of the repository', COMMIT, '../evil.jsonl'],
    ['of the temporary folder', COMMIT, '/tmp/a.jsonl'],
    ['at a server that is none', { ...COMMIT, serverUrl: 'javascript:alert(1)' }, 'a.jsonl'],
    ['at a server with a user', { ...COMMIT, serverUrl: 'https://github.com@evil.example' }, 'a.jsonl'],
    ['of an unknown commit', undefined, 'a.jsonl'],
  ])('does not link a file %s', (_, provenance, file) => {
    const problems = [{ code: 'c', severity: 'error', file, line: 1, message: 'm' } as const]
    const body = renderComment({ ...NOTHING, data: [{ ...TRAINING, errors: 1 }], problems, provenance })
    expect(body).not.toContain('](')
  })

  it.each([
    ['outside of a repository', { ...RUN, repository: undefined }],
    ['outside of a workflow', { ...RUN, sha: undefined, runId: undefined }],
  ])('has no last line %s', (_, provenance) => {
    expect(renderComment({ ...NOTHING, provenance })).not.toContain('<sub>')
  })

  it('keeps the link of a file whose name has characters that end links', () => {
    const file = 'a)b](c|d#e?f\\g@h<i>\'"`*_!/GH-1/x y.jsonl'
    const problems = [{ code: 'c', severity: 'error', file, line: 1, message: 'm' } as const]
    const body = renderComment({ ...NOTHING, data: [{ ...TRAINING, errors: 1 }], problems, provenance: RUN })
    const [, path = ''] =
      new RegExp(`\\]\\(https://github.com/octo-org/octo-repo/blob/${RUN.sha}/([\\w%./-]+)#L1\\) \\|`).exec(
        body,
      ) ?? []
    expect(decodeURIComponent(path)).toBe(file)
  })

  describe.each([...HOSTILE, ...HOSTILE_MARKUP])('with %s', (_, foreign) => {
    it.each(['', 'x', '\n', ' ', '\\', '`'])(
      'in all texts after %j, the comment keeps its structure and mentions no one',
      (before) => {
        const harmless = renderComment(everywhere('x'))
        const body = renderComment(everywhere(before + foreign))
        expect(extractMarkup(body)).toBe(extractMarkup(harmless))
        // GitHub looks for references after it has decoded entities; in code spans, it does not look for any.
        const text = decoded(stripCodeSpans(stripLinks(body)))
        expect(text).not.toMatch(/@\w|#\d|\bGH-\d|:\/\/|www\.\w/i)
        // Mails quote the comment without markup; a mention needs another character than a letter before it.
        expect(decoded(stripLinks(body))).not.toMatch(/(?<!\w)@\w|#\d|\bGH-\d|:\/\/|www\.\w/i)
        // biome-ignore lint/suspicious/noControlCharactersInRegex: the test is about control characters
        expect(body).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/)
        expect(body.isWellFormed()).toBe(true)
      },
    )
  })

  it('stays below the limit of GitHub with long and many texts', () => {
    for (const piece of ['<', '😀', '@', 'www.', 'a']) {
      const value = everywhere(piece.repeat(100_000))
      expect(renderComment({ ...value, provenance: RUN }).length).toBeLessThan(65_000)
    }
  })
})

function everywhere(foreign: string): CommentContent {
  const problem = {
    code: foreign,
    severity: 'error',
    file: foreign,
    line: 1,
    path: foreign,
    message: foreign,
  } as const
  return {
    state: 'failed',
    outcome: foreign,
    failure: foreign,
    data: [{ ...TRAINING, files: [{ name: foreign }], errors: 20, changes: { unavailable: foreign } }],
    problems: Array(20).fill(problem),
    job: { id: foreign, status: foreign, model: foreign, fineTunedModel: foreign, url: foreign },
    metrics: { baseline: foreign, rows: Array(20).fill({ name: foreign, value: 1, baseline: 2 }) },
    gate: {
      passed: false,
      rows: Array(20).fill({
        requirement: foreign,
        metric: foreign,
        passed: false,
        actual: 1,
        limit: 2,
        note: foreign,
      }),
    },
    provenance: { serverUrl: foreign, repository: foreign, sha: foreign, runId: foreign },
  }
}

const decoded = (markdown: string) =>
  markdown.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
