import { describe, expect, it } from 'vitest'
import { type CommentValue, commentBody } from '../../src/report/comment.ts'
import { HOSTILE, HOSTILE_MARKUP } from '../support/hostile-strings.ts'

const NOTHING: CommentValue = { state: 'checked', data: [], problems: [] }
const TRAINING = { role: 'training', examples: 1234, errors: 0, warnings: 0 } as const
const COMMIT = {
  serverUrl: 'https://github.com',
  repository: 'octo-org/octo-repo',
  sha: 'c0ffee'.repeat(7).slice(0, 40),
}

describe('the comment', () => {
  it('tells a reviewer of checked data', () => {
    const body = commentBody({
      state: 'checked',
      data: [
        {
          ...TRAINING,
          errors: 1,
          warnings: 1,
          tokens: 45_678,
          changes: { added: 12, removed: 3, changed: 4, tokens: -1234 },
        },
        {
          role: 'validation',
          examples: 100,
          errors: 0,
          warnings: 0,
          tokens: 3000,
          changes: { added: 0, removed: 0, changed: 0 },
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
      commit: COMMIT,
      runUrl: 'https://github.com/octo-org/octo-repo/actions/runs/42',
    })
    expect(body).toBe(`### ❌ Fine-tuning: the data has errors

| Data | Examples | Changed | Tokens |
| :-- | --: | --: | --: |
| training | 1,234 | +12 −3<br>4 edited | 45,678<br>−1,234 |
| validation | 100 | nothing | 3,000 |

137,034 billable tokens, about **$1.23**

❌ 1 error, ⚠️ 1 warning

| Where | What |
| :-- | :-- |
| ❌ [<code>data/a b.jsonl&#58;12</code>](https://github.com/octo-org/octo-repo/blob/${COMMIT.sha}/data/a%20b.jsonl#L12) | unknown role at <code>messages&#91;2&#93;.role</code> <code>unknown-role</code> |
| ⚠️ [<code>data/b.jsonl&#58;3</code>](https://github.com/octo-org/octo-repo/blob/${COMMIT.sha}/data/b.jsonl#L3) | the last message is of the user <code>last-message</code> |

<sub>commit <code>c0ffeec</code> · [workflow run](https://github.com/octo-org/octo-repo/actions/runs/42)</sub>
`)
  })

  it('tells of a model beside the one in use', () => {
    const body = commentBody({
      ...NOTHING,
      state: 'done',
      job: {
        id: 'ftjob-1',
        status: 'succeeded',
        model: 'gpt-4.1-mini',
        fineTunedModel: 'ft:gpt-4.1-mini:org::1',
        link: 'https://platform.openai.com/finetune/ftjob-1',
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
          { asked: 'full_valid_loss <= 0.6', holds: true, reached: 0.51 },
          { asked: 'valid_reward_mean > 0', holds: false },
        ],
      },
    })
    expect(body).toBe(`### ✅ Fine-tuning: trained

**Job** [<code>ftjob-1</code>](https://platform.openai.com/finetune/ftjob-1) · succeeded · <code>gpt-4.1-mini</code><br>**Model** <code>ft&#58;gpt-4.1-mini&#58;org&#58;&#58;1</code>

| Metric | Baseline | This | Difference |
| :-- | --: | --: | --: |
| <code>full&#95;valid&#95;loss</code> | 0.62 | 0.51 | −0.11 ↓ better |
| <code>valid&#95;mean&#95;token&#95;accuracy</code> | 0.85 | 0.8 | −0.05 ↓ worse |
| <code>usage</code> | 1 | 2 | +1 ↑ |
| <code>train&#95;loss</code> |  | 0.4 |  |
| <code>valid&#95;loss</code> | 0.5 | 0.5 | 0 |

The baseline is <code>ft&#58;gpt-4.1-mini&#58;org&#58;&#58;0</code>.

**Gate** failed

- ❌ <code>valid&#95;reward&#95;mean &#62; 0</code>: not known
- ✅ <code>full&#95;valid&#95;loss &#60;= 0.6</code>: 0.51
`)
  })

  it.each<[string, Partial<CommentValue>, string]>([
    ['data without errors', {}, '### ✅ Fine-tuning: the data is fine'],
    ['a job on its way', { state: 'running' }, '### ⏳ Fine-tuning: training'],
    ['a run that has failed', { state: 'failed' }, '### ❌ Fine-tuning: failed'],
    [
      'what became of it',
      { state: 'done', verdict: 'found, succeeded' },
      '### ✅ Fine-tuning: found, succeeded',
    ],
    ['the reason', { state: 'failed', failure: 'a\nb' }, '> a<br>b'],
    [
      'why it is not known what changed',
      { data: [{ ...TRAINING, changes: { missing: 'the checkout has no HEAD^1' } }] },
      'What changed is not known: the checkout has no HEAD&#94;1.',
    ],
    [
      'a training that costs nobody knows what',
      { data: [TRAINING], cost: { tokens: 1 } },
      '\n1 billable token\n',
    ],
    ['metrics without a baseline', { metrics: { rows: [{ name: 'loss', value: 1 }] } }, '| Metric | This |'],
    [
      'no difference of metrics where one is no number',
      { metrics: { rows: [{ name: 'loss', value: Number.NaN, baseline: 1 }] } },
      '| <code>loss</code> | 1 | no number |  |',
    ],
    [
      'data only as far as it is known',
      {
        data: [
          { ...TRAINING, tokens: 9, changes: { added: 1, removed: 0, changed: 0 } },
          { ...TRAINING, role: 'validation' },
        ],
      },
      '| training | 1,234 | +1 | 9 |\n| validation | 1,234 |  |  |',
    ],
    ['a gate of no lines', { gate: { passed: true, rows: [] } }, '**Gate** passed\n'],
    ['errors of which there is no list', { data: [{ ...TRAINING, errors: 2 }] }, '❌ 2 errors\n'],
  ])('tells %s', (_, value, expected) => {
    expect(commentBody({ ...NOTHING, ...value })).toContain(expected)
  })

  it('shows ten problems, errors first, and says how many more there are', () => {
    const problem = (severity: 'error' | 'warning', line: number) =>
      ({ code: 'c', severity, file: 'a.jsonl', line, message: 'm' }) as const
    const body = commentBody({
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
    expect(body).toContain('And 1,992 more, which the log tells.')
  })

  it.each<[string, CommentValue['commit'], string]>([
    ['outside of the repository', COMMIT, '../evil.jsonl'],
    ['of the temporary folder', COMMIT, '/tmp/a.jsonl'],
    ['at a server that is none', { ...COMMIT, serverUrl: 'javascript:alert(1)' }, 'a.jsonl'],
    ['at a server with a user', { ...COMMIT, serverUrl: 'https://github.com@evil.example' }, 'a.jsonl'],
    ['of an unknown commit', undefined, 'a.jsonl'],
  ])('links to no file %s', (_, commit, file) => {
    const problems = [{ code: 'c', severity: 'error', file, line: 1, message: 'm' } as const]
    expect(commentBody({ ...NOTHING, data: [{ ...TRAINING, errors: 1 }], problems, commit })).not.toContain(
      '](',
    )
  })

  it('cannot have its links ended by the name of a file', () => {
    const file = 'a)b](c|d#e?f\\g@h<i>\'"`*_!/GH-1/x y.jsonl'
    const problems = [{ code: 'c', severity: 'error', file, line: 1, message: 'm' } as const]
    const body = commentBody({ ...NOTHING, data: [{ ...TRAINING, errors: 1 }], problems, commit: COMMIT })
    const [, path = ''] =
      new RegExp(
        `\\]\\(https://github.com/octo-org/octo-repo/blob/${COMMIT.sha}/([\\w%./-]+)#L1\\) \\|`,
      ).exec(body) ?? []
    expect(decodeURIComponent(path)).toBe(file)
  })

  describe.each([...HOSTILE, ...HOSTILE_MARKUP])('with %s', (_, foreign) => {
    it.each(['', 'x', '\n', ' ', '\\', '`'])(
      'in it after %j, is shaped as ever and calls nobody',
      (before) => {
        const harmless = commentBody(everywhere('x'))
        const body = commentBody(everywhere(before + foreign))
        expect(shape(body)).toBe(shape(harmless))
        // As GitHub sees it when all entities are characters again.
        const seen = decoded(withoutLinks(body))
        expect(seen).not.toMatch(/@\w|#\d|\bGH-\d|:\/\/|www\.\w/i)
        // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is about
        expect(body).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/)
        expect(body.isWellFormed()).toBe(true)
      },
    )
  })

  it('fits, however long and numerous the texts in it are', () => {
    for (const piece of ['<', '😀', '@', 'www.', 'a']) {
      const value = everywhere(piece.repeat(100_000))
      expect(commentBody({ ...value, commit: COMMIT }).length).toBeLessThan(65_000)
    }
  })
})

function everywhere(foreign: string): CommentValue {
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
    verdict: foreign,
    failure: foreign,
    data: [{ ...TRAINING, errors: 20, changes: { missing: foreign } }],
    problems: Array(20).fill(problem),
    job: { id: foreign, status: foreign, model: foreign, fineTunedModel: foreign, link: foreign },
    metrics: { baseline: foreign, rows: Array(20).fill({ name: foreign, value: 1, baseline: 2 }) },
    gate: { passed: false, rows: Array(20).fill({ asked: foreign, holds: false, reached: 1 }) },
    commit: { serverUrl: foreign, repository: foreign, sha: foreign },
    runUrl: foreign,
  }
}

/** An address is linked where it is one; the label stays. */
const withoutLinks = (markdown: string) =>
  markdown.replace(/\[((?:<code>)?[^[\]]*)\]\(https?:\/\/[\w./:?#&=%~+-]+\)/g, '$1')

/** Everything in a text that Markdown and HTML could obey. */
const shape = (markdown: string) =>
  withoutLinks(markdown)
    .replaceAll(/&#\d+;/g, '')
    // Breaks within the reason of a failure are ours to make; none of them ends the quotation.
    .replaceAll('<br>', '')
    .match(/<[^>]*>?|[|[\]`*_~$@#\\!&\n]|:\/\/|^ {4}|^\t/gm)
    ?.join('')

const decoded = (markdown: string) =>
  markdown.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
