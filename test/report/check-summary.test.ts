import { describe, expect, it } from 'vitest'
import type { Expectation } from '../../src/config/cost.ts'
import {
  type Changes,
  type Checked,
  type CheckedData,
  checkReport,
  checkSummary,
} from '../../src/report/check-summary.ts'

const DATA: CheckedData = {
  role: 'training',
  files: [{ name: 'train.jsonl', examples: 60 }],
  examples: 60,
  bytes: 5000,
  errors: 0,
  warnings: 0,
  digest: 'd16e57'.repeat(10),
}
const CHECKED: Checked = {
  valid: true,
  examples: 60,
  errors: 0,
  warnings: 0,
  data: [DATA],
  codes: {},
  problems: [],
}
const ESTIMATE: Expectation = { tokens: 3000, epochs: 3, epochsGiven: true, images: 0, uncounted: 0 }
const problem = (line: number, fields: object = {}) => ({
  severity: 'error' as const,
  code: 'no-assistant',
  file: 'train.jsonl',
  line,
  message: 'nothing to learn',
  ...fields,
})

describe('the summary of a check', () => {
  it.each<[string, Partial<Checked>, string]>([
    ['a good dataset', {}, '## ✅ Dataset: no problems\n'],
    ['warnings', { warnings: 1 }, '## ✅ Dataset: 1 warning\n'],
    [
      'errors that stop nothing',
      { valid: false, errors: 2, warnings: 3 },
      '## ⚠️ Dataset: 2 errors and 3 warnings\n',
    ],
    [
      'errors that stop the step',
      { valid: false, errors: 1, failure: 'It has 1 error.' },
      '## ❌ Dataset: 1 error\n',
    ],
    [
      'the reason, in all its lines',
      { failure: 'It has *errors*.\nMend them.' },
      '\n> It has &#42;errors&#42;.<br>Mend them.\n',
    ],
    ['the fingerprint', { fingerprint: 'abc' }, '| Fingerprint of the work | <code>abc</code> |'],
    ['what it will cost', { estimate: { ...ESTIMATE, cost: 0.075 } }, '| Cost | about $0.075 |'],
    [
      'validation data as that',
      { data: [{ ...DATA, role: 'validation' }] },
      '| Validation data | <code>train.jsonl</code>',
    ],
  ])('tells %s', (_, fields, told) => {
    expect(checkSummary({ ...CHECKED, ...fields })).toContain(told)
  })

  it('says of a dataset what is known, and nothing of the rest', () => {
    const row = (fields: Partial<CheckedData>) =>
      checkSummary({ ...CHECKED, data: [{ ...DATA, ...fields }] }).match(
        /^\| Training data \| (.*) \|$/m,
      )?.[1]
    expect(row({})).toBe('<code>train.jsonl</code> · 60 examples · 5.0 kB · sha256 <code>d16e57d16e57</code>')
    expect(row({ format: 'chat', tokens: 1 })).toContain('60 examples · chat · 1 token · 5.0 kB · sha256')
    const files = Array.from({ length: 7 }, (_, i) => ({ name: `${i}.jsonl`, examples: 1 }))
    expect(row({ files })).toContain('<code>4.jsonl</code>, and 2 more · 60 examples')
  })

  it.each<[Partial<Expectation>, string]>([
    [{}, 'about 3,000 (3 epochs)'],
    [{ epochs: 1, epochsGiven: false }, 'about 3,000 (1 epoch, as the server will probably choose)'],
    [{ images: 2 }, 'about 3,000 (3 epochs; without 2 images that nobody can count)'],
    [
      { images: 1, uncounted: 4 },
      'about 3,000 (3 epochs; without 1 image and 4 examples that nobody can count)',
    ],
  ])('says what the estimate is made of: %j', (fields, told) => {
    const summary = checkSummary({ ...CHECKED, estimate: { ...ESTIMATE, ...fields } })
    expect(summary).toContain(`| Billable tokens | ${told} |`)
  })

  it.each<[Changes, string]>([
    [{ missing: 'git is <not> installed' }, 'not known: git is &#60;not&#62; installed'],
    [{ added: 0, removed: 0, changed: 0, since: 'c0ffee1234' }, 'no example since <code>c0ffee1</code>'],
    [
      { added: 1, removed: 2000, changed: 3, tokens: -1200, since: 'c0ffee1234' },
      '1 example added, 2,000 removed, 3 changed, −1,200 tokens since <code>c0ffee1</code>',
    ],
    [
      { added: 2, removed: 0, changed: 0, tokens: 40, since: 'c' },
      '2 examples added, +40 tokens since <code>c</code>',
    ],
    [{ added: 0, removed: 0, changed: 1, since: 'c' }, '1 changed since <code>c</code>'],
  ])('says what changed: %j', (changes, told) => {
    const summary = checkSummary({ ...CHECKED, data: [{ ...DATA, changes }] })
    expect(summary).toContain(`| What changed in it | ${told} |`)
  })

  it('lists each problem with its place', () => {
    const problems = [problem(7, { column: 3, path: 'messages[0]' }), problem(9, { severity: 'warning' })]
    const summary = checkSummary({
      ...CHECKED,
      errors: 1,
      warnings: 1,
      codes: { 'no-assistant': 2 },
      problems,
    })
    expect(summary).toContain('<details open><summary><code>no-assistant</code> 2</summary>')
    expect(summary.match(/^\| (?:❌|⚠️) .*$/gm)).toEqual([
      '| ❌ | <code>train.jsonl&#58;7&#58;3</code> | <code>messages&#91;0&#93;</code> | nothing to learn | <code>no-assistant</code> |',
      '| ⚠️ | <code>train.jsonl&#58;9</code> |  | nothing to learn | <code>no-assistant</code> |',
    ])
    expect(summary).not.toContain('more: see')
  })

  it.each([
    ['are more than anybody reads', {}, 1000],
    ['have names so long that GitHub would drop them all', { file: '_'.repeat(500) }, 349],
  ])('folds a list, and says where the rest of it is, when problems %s', (_, fields, listed) => {
    const problems = Array.from({ length: 1500 }, (_, i) => problem(i + 1, fields))
    const summary = checkSummary({ ...CHECKED, errors: 2500, codes: { 'no-assistant': 2500 }, problems })
    expect(Buffer.byteLength(summary)).toBeLessThan(1024 * 1024)
    expect(summary.match(/^\| ❌ /gm)).toHaveLength(listed)
    expect(summary).toContain('<details><summary><code>no-assistant</code> 2,500</summary>')
    expect(summary).toContain(
      `${(2500 - listed).toLocaleString('en-US')} more: see <code>report.json</code>.`,
    )
  })
})

describe('report.json of a check', () => {
  it('has every field, also where nothing is known', () => {
    expect(checkReport({ ...CHECKED, examples: undefined })).toEqual({
      valid: true,
      examples: null,
      problems: 0,
      warnings: 0,
      fingerprint: null,
      'estimated-tokens': null,
      'estimated-cost': null,
      epochs: null,
      datasets: [DATA],
      codes: {},
      list: [],
    })
  })

  it('has all that is known', () => {
    const report = checkReport({
      ...CHECKED,
      errors: 2,
      fingerprint: 'abc',
      estimate: { ...ESTIMATE, cost: 1 },
    })
    expect(report).toMatchObject({
      examples: 60,
      problems: 2,
      fingerprint: 'abc',
      'estimated-tokens': 3000,
      'estimated-cost': 1,
      epochs: 3,
    })
  })
})
