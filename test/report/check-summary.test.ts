import { describe, expect, it } from 'vitest'
import type { TrainingEstimate } from '../../src/config/cost.ts'
import { buildCheckReport, type CheckResult, renderCheckSummary } from '../../src/report/check-summary.ts'
import type { DatasetDiff, DatasetSummary } from '../../src/report/dataset-summary.ts'

const DATA: DatasetSummary = {
  role: 'training',
  files: [{ name: 'train.jsonl', examples: 60 }],
  examples: 60,
  bytes: 5000,
  errors: 0,
  warnings: 0,
  digest: 'd16e57'.repeat(10),
}
const CHECKED: CheckResult = {
  valid: true,
  examples: 60,
  errors: 0,
  warnings: 0,
  data: [DATA],
  codes: {},
  problems: [],
}
const ESTIMATE: TrainingEstimate = { tokens: 3000, epochs: 3, epochsGiven: true, images: 0, uncounted: 0 }
const problem = (line: number, fields: object = {}) => ({
  severity: 'error' as const,
  code: 'no-assistant',
  file: 'train.jsonl',
  line,
  message: 'nothing to learn',
  ...fields,
})

describe('the summary of a check', () => {
  it.each<[string, Partial<CheckResult>, string]>([
    ['a good dataset', {}, '## ✅ Dataset: no problems\n'],
    ['warnings', { warnings: 1 }, '## ✅ Dataset: 1 warning\n'],
    [
      'errors that do not stop the step',
      { valid: false, errors: 2, warnings: 3 },
      '## ⚠️ Dataset: 2 errors and 3 warnings\n',
    ],
    [
      'errors that stop the step',
      { valid: false, errors: 1, failure: 'It has 1 error.' },
      '## ❌ Dataset: 1 error\n',
    ],
    [
      'all lines of a failure',
      { failure: 'It has *errors*.\nFix them.' },
      '\n> It has &#42;errors&#42;.<br>Fix them.\n',
    ],
    ['the fingerprint', { fingerprint: 'abc' }, '| Fingerprint | `abc` |'],
    ['the expected cost', { estimate: { ...ESTIMATE, cost: 0.075 } }, '| Cost | about $0.075 |'],
    [
      'validation data under its own title',
      { data: [{ ...DATA, role: 'validation' }] },
      '| Validation data | `train.jsonl`',
    ],
  ])('shows %s', (_, fields, expected) => {
    expect(renderCheckSummary({ ...CHECKED, ...fields })).toContain(expected)
  })

  it('shows only what is known of a dataset', () => {
    const row = (fields: Partial<DatasetSummary>) =>
      renderCheckSummary({ ...CHECKED, data: [{ ...DATA, ...fields }] }).match(
        /^\| Training data \| (.*) \|$/m,
      )?.[1]
    expect(row({})).toBe('`train.jsonl` · 60 examples · 5.0 kB · sha256 `d16e57d16e57`')
    expect(row({ format: 'chat', tokens: 1 })).toContain('60 examples · chat · 1 token · 5.0 kB · sha256')
    const files = Array.from({ length: 7 }, (_, i) => ({ name: `${i}.jsonl`, examples: 1 }))
    expect(row({ files })).toContain('`4.jsonl`, and 2 more · 60 examples')
  })

  it.each<[Partial<TrainingEstimate>, string]>([
    [{}, 'about 3,000 (3 epochs)'],
    [{ epochs: 1, epochsGiven: false }, 'about 3,000 (1 epoch, as the server will probably choose)'],
    [{ images: 2 }, 'about 3,000 (3 epochs; excludes 2 images that cannot be counted)'],
    [
      { images: 1, uncounted: 4 },
      'about 3,000 (3 epochs; excludes 1 image and 4 examples that cannot be counted)',
    ],
  ])('explains the estimate of %j', (fields, expected) => {
    const summary = renderCheckSummary({ ...CHECKED, estimate: { ...ESTIMATE, ...fields } })
    expect(summary).toContain(`| Billable tokens | ${expected} |`)
  })

  it.each<[DatasetDiff, string]>([
    [{ unavailable: 'git is <not> installed' }, 'not known: git is &#60;not&#62; installed'],
    [{ added: 0, removed: 0, changed: 0, since: 'c0ffee1234' }, 'none since `c0ffee1`'],
    [
      { added: 1, removed: 2000, changed: 3, tokens: -1200, since: 'c0ffee1234' },
      '1 example added, 2,000 removed, 3 changed, −1,200 tokens since `c0ffee1`',
    ],
    [{ added: 2, removed: 0, changed: 0, tokens: 40, since: 'c' }, '2 examples added, +40 tokens since `c`'],
    [{ added: 0, removed: 0, changed: 1, since: 'c' }, '1 changed since `c`'],
  ])('shows the changes %j', (changes, expected) => {
    const summary = renderCheckSummary({ ...CHECKED, data: [{ ...DATA, changes }] })
    expect(summary).toContain(`| Changes | ${expected} |`)
  })

  it('lists each problem with its file, line, column and path', () => {
    const problems = [problem(7, { column: 3, path: 'messages[0]' }), problem(9, { severity: 'warning' })]
    const summary = renderCheckSummary({
      ...CHECKED,
      errors: 1,
      warnings: 1,
      codes: { 'no-assistant': 2 },
      problems,
    })
    expect(summary).toContain('<details open><summary><code>no-assistant</code> 2</summary>')
    expect(summary.match(/^\| (?:❌|⚠️) .*$/gm)).toEqual([
      '| ❌ `train.jsonl:7:3` | nothing to learn at `messages[0]` `no-assistant` |',
      '| ⚠️ `train.jsonl:9` | nothing to learn `no-assistant` |',
    ])
    expect(summary).not.toContain('more in')
  })

  it.each([
    ['are too many for one page', {}, 1000],
    ['have names so long that GitHub would drop them all', { file: '*'.repeat(490) }, 358],
  ])('folds the list and names the file with the rest when problems %s', (_, fields, listed) => {
    const problems = Array.from({ length: 1500 }, (_, i) => problem(i + 1, fields))
    const summary = renderCheckSummary({
      ...CHECKED,
      errors: 2500,
      codes: { 'no-assistant': 2500 },
      problems,
    })
    expect(Buffer.byteLength(summary)).toBeLessThan(1024 * 1024)
    expect(summary.match(/^\| ❌ /gm)).toHaveLength(listed)
    expect(summary).toContain('<details><summary><code>no-assistant</code> 2,500</summary>')
    expect(summary).toContain(`${(2500 - listed).toLocaleString('en-US')} more in \`report.json\`.`)
  })
})

describe('report.json of a check', () => {
  it('has the outputs, and null for what is not known', () => {
    const outputs = { valid: true, examples: null, 'results-dir': '/results' }
    expect(buildCheckReport(CHECKED, outputs)).toEqual({
      valid: true,
      examples: null,
      epochs: null,
      datasets: [DATA],
      codes: {},
      list: [],
    })
  })

  it('has the changes of a dataset, or what is missing to know them', () => {
    const changes = { added: 1, removed: 0, changed: 0, since: 'c0ffee' }
    const data = [
      { ...DATA, changes },
      { ...DATA, changes: { unavailable: 'no HEAD^1' } },
    ]
    expect(buildCheckReport({ ...CHECKED, data }, {})).toMatchObject({
      datasets: [{ ...DATA, changes }, { changes: { missing: 'no HEAD^1' } }],
    })
  })

  it('has the number of epochs', () => {
    expect(buildCheckReport({ ...CHECKED, estimate: ESTIMATE }, {})).toMatchObject({ epochs: 3 })
  })
})
