import { describe, expect, it } from 'vitest'
import { check } from '../../src/actions/check.ts'
import type { ParentCommit } from '../../src/dependencies.ts'
import { ActionError } from '../../src/errors.ts'
import { startGitHub } from '../support/github.ts'
import { CONTEXT, chatExamples, INPUTS, runAction, type Scenario } from '../support/run-action.ts'

const { 'api-key': _, ...JOB } = INPUTS
const runCheck = ({ inputs, ...scenario }: Scenario = {}) =>
  runAction({ action: check, ...scenario, inputs: { 'api-key': '', ...JOB, ...inputs } })
const getErrors = ({ annotations }: Awaited<ReturnType<typeof runAction>>) =>
  annotations.filter(({ level }) => level === 'error')

describe('check', () => {
  it('sets outputs, files and summary without any request', async () => {
    const { failed, outputs, summary, files, sent } = await runCheck({ inputs: { price: '5' } })
    expect([failed, sent]).toEqual([false, []])
    expect(outputs).toMatchObject({ valid: 'true', examples: '60', problems: '0', warnings: '0' })
    expect(Number(outputs['estimated-cost'])).toBeCloseTo((Number(outputs['estimated-tokens']) * 5) / 1e6)
    expect(JSON.parse(files['report.json'] ?? '')).toMatchObject({
      valid: true,
      fingerprint: outputs.fingerprint,
      'estimated-tokens': Number(outputs['estimated-tokens']),
    })
    expect([files['report.md'], summary.includes('## ✅ Dataset: no problems')]).toEqual([summary, true])
  })

  it.each([
    ['n_epochs: 4', /^estimate: 4 epochs, [\d,]+ tokens, \$0\.\d+$/],
    ['n_epochs: auto', /^estimate: 3 epochs \(a guess\), [\d,]+ tokens, \$0\.\d+$/],
  ])('logs the estimate, and whether its epochs are a guess: %s', async (hyperparameters, line) => {
    const { log } = await runCheck({ inputs: { hyperparameters, price: '5' } })
    expect(log).toContainEqual(expect.stringMatching(line))
  })

  it('accepts data on the server and uses its id in the fingerprint', async () => {
    const { failed, outputs, summary } = await runCheck({ inputs: { 'training-file': 'file-abc' } })
    expect([failed, outputs.valid, outputs.examples, outputs['estimated-tokens']]).toEqual([
      false,
      'true',
      undefined,
      undefined,
    ])
    expect(outputs.fingerprint).toMatch(/^[0-9a-f]{64}$/)
    expect(summary).not.toContain('Training data')
  })

  it('passes if the estimate is within the limits', async () => {
    const { failed } = await runCheck({ inputs: { 'max-tokens': '100000', price: '5', 'max-cost': '1' } })
    expect(failed).toBe(false)
  })

  it.each([
    ['up to the context of its model', 'gpt-4o-mini-2024-07-18', 65_000, 70_000],
    ['completely if the context is unknown', INPUTS.model, 100_000, 110_000],
  ])('counts the tokens of an example %s', async (_, model, min, max) => {
    const long = { role: 'assistant', content: 'word '.repeat(100_000) }
    const text = JSON.stringify({ messages: [{ role: 'user', content: 'q' }, long] })
    const { outputs } = await runCheck({
      inputs: { model, hyperparameters: 'n_epochs: 1' },
      files: { 'train.jsonl': `${chatExamples(20)}\n${text}` },
    })
    expect(Number(outputs['estimated-tokens'])).toBeGreaterThan(min)
    expect(Number(outputs['estimated-tokens'])).toBeLessThan(max)
  })

  it('writes no summary with summary: false', async () => {
    const { summary, files } = await runCheck({ inputs: { summary: 'false' } })
    expect([summary, Object.keys(files).sort()]).toEqual(['', ['report.json', 'report.md', 'report.sarif']])
  })

  it('writes its problems as SARIF, with links to the catalogue of the version that runs', async () => {
    const { files } = await runCheck({ files: { 'train.jsonl': `${chatExamples(60)}\n{"messages":` } })
    const [run] = JSON.parse(files['report.sarif'] ?? '').runs
    expect(run.results).toMatchObject([
      {
        ruleId: 'not-json',
        level: 'error',
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'train.jsonl', uriBaseId: '%SRCROOT%' },
              region: { startLine: 61 },
            },
          },
        ],
      },
    ])
    expect(run.tool.driver.rules[run.results[0].ruleIndex].helpUri).toBe(
      'https://github.com/OWNER/openai-fine-tune/blob/v1/docs/data-checks.md#not-json',
    )
  })

  it('writes no SARIF about data on the server, which is not checked', async () => {
    const { files } = await runCheck({ inputs: { 'training-file': 'file-abc' } })
    expect(Object.keys(files).sort()).toEqual(['report.json', 'report.md'])
  })

  it('fails after reporting all errors of the data', async () => {
    const run = await runCheck({ files: { 'train.jsonl': `${chatExamples(60)}\n{"messages":` } })
    expect([run.outputs.valid, run.outputs.problems, run.failures]).toEqual([
      'false',
      '1',
      ['The data has 1 error.\nNothing was uploaded. See the annotations on file and line.'],
    ])
    expect(getErrors(run)).toMatchObject([{ at: { file: 'train.jsonl', line: 61 } }])
    expect(run.summary).toContain('> The data has 1 error.<br>Nothing was uploaded.')
  })

  it.each([
    [{ 'max-tokens': '100' }, 'more than "max-tokens" (100) allows', 'as the server will probably choose'],
    [
      { price: '5', 'max-cost': '0.0001', hyperparameters: 'n_epochs: 2' },
      'more than "max-cost" ($0.0001) allows',
      'This counts 2 epochs.',
    ],
  ])('fails if the estimate exceeds a limit: %j', async (inputs, reason, assumption) => {
    const { failures, outputs } = await runCheck({ inputs })
    expect([failures.length, outputs.valid]).toEqual([1, 'true'])
    expect(failures[0]).toContain(reason)
    expect(failures[0]).toContain(assumption)
  })

  it.each([
    ['lines that cannot be parsed', '{"messages":\n'.repeat(20), 'could not be tokenized'],
    [
      'images of unknown size',
      `${chatExamples(20)}\n{"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://example.com/a.png"}}]},{"role":"assistant","content":"x"}]}`,
      '1 image of unknown size as the largest possible',
    ],
  ])('fails instead of ignoring %s', async (_, text, reason) => {
    const { failures } = await runCheck({
      inputs: { 'max-tokens': '3000', 'data-check': 'warn' },
      files: { 'train.jsonl': text },
    })
    expect(failures[0]).toContain(reason)
  })

  it.each([
    [{ 'max-cost': '5' }, 'input "max-cost": needs "price"'],
    [{ price: '5', 'training-file': 'file-abc' }, 'input "price": the tokens of a file on the server'],
    [
      {
        price: '5',
        method: 'reinforcement',
        'validation-file': 'train.jsonl',
        grader: 'type: string_check\nname: n\ninput: a\noperation: eq\nreference: b',
      },
      'input "price": reinforcement is billed by time',
    ],
    [
      { price: '5', 'extra-body': 'N_Epochs: 3' },
      'input "extra-body": the epochs in N_Epochs would not be counted',
    ],
    [
      { 'max-tokens': '5', 'extra-body': 'hyperparameters: {n_epochs: many}' },
      'input "extra-body": the epochs in hyperparameters would not be counted',
    ],
    [
      { 'extra-body': '{Hyperparameters: {n_epochs: 25}, MODEL: x, Meta_Data: {}}' },
      '"Hyperparameters" has an input of its own',
    ],
  ])('rejects a limit that cannot be checked: %j', async (inputs, reason) => {
    const { failures, outputs } = await runCheck({ inputs })
    expect([failures, outputs]).toEqual([[expect.stringContaining(reason)], {}])
  })
})

it.each([
  ['hyperparameters: {n_epochs: 25}', '', 25],
  ['hyperparameters: {N_EPOCHS: "25"}', 'n_epochs: 3', 25],
  ['hyperparameters: {n_epochs: 2}', 'n_epochs: 3', 3],
  ['hyperparameters: {n_epochs: auto, batch_size: 2}', 'n_epochs: 3', 3],
])(
  'counts the most epochs of extra-body %j and hyperparameters %j',
  async (extraBody, hyperparameters, epochs) => {
    const { outputs } = await runCheck({ inputs: { price: '1', 'extra-body': extraBody, hyperparameters } })
    const one = await runCheck({ inputs: { price: '1', hyperparameters: 'n_epochs: 1' } })
    expect(Number(outputs['estimated-tokens'])).toBe(epochs * Number(one.outputs['estimated-tokens']))
  },
)

describe('the diff with the parent commit', () => {
  const PULL = { pullRequest: { number: 7 } }
  /** A parent commit in which the data was this text. */
  const parentWith = (text: string) => async (): Promise<ParentCommit> => ({
    commit: 'facade1234567',
    glob: async ({ files }) => ({ files: [...files] }),
    readBytes: async function* () {
      yield Buffer.from(text)
    },
  })
  const getDiff = async (scenario: Scenario) => {
    const { failed, summary } = await runCheck({ context: PULL, ...scenario })
    expect(failed).toBe(false)
    return /^\| Changes \| (.*) \|$/m.exec(summary)?.[1]
  }

  it('is shown on a pull request', async () => {
    const readParentCommit = parentWith(`${chatExamples(58)}\n{"messages":\n[1]`)
    expect(await getDiff({ readParentCommit })).toMatch(
      /^2 examples added, 2 removed, \+\d+ tokens since `facade1`/,
    )
  })

  it.each<[string, Scenario, string | undefined]>([
    ['is not read without a pull request', { readParentCommit: parentWith(''), context: CONTEXT }, undefined],
    [
      'is not read on a push',
      { readParentCommit: parentWith(''), context: { pullRequest: { merged: 'c0ffee', branch: 'main' } } },
      undefined,
    ],
    [
      'is empty if the data is the same',
      { readParentCommit: parentWith(chatExamples(60)) },
      'none since `facade1`',
    ],
    ['is not known without a parent commit', {}, 'not known: there is no parent commit'],
    [
      'is not known if the data was a link',
      {
        readParentCommit: async () => ({
          ...(await parentWith('')()),
          glob: async () => ({ unavailable: 'it was a link' }),
        }),
      },
      'not known: it was a link',
    ],
    [
      'is not known if git cannot read it',
      {
        readParentCommit: async () => ({
          ...(await parentWith('')()),
          glob: async () => {
            throw new ActionError('git could not read the parent commit')
          },
        }),
      },
      'not known: git could not read the parent commit',
    ],
    [
      'is not read for data on the server',
      { readParentCommit: parentWith(''), inputs: { 'training-file': 'file-abc' } },
      undefined,
    ],
  ])('%s', async (_, scenario, expected) => {
    expect(await getDiff(scenario)).toBe(expected)
  })

  it('fails the step on a bug', async () => {
    const readParentCommit = async () => ({
      ...(await parentWith('')()),
      glob: async () => {
        throw new Error('oh')
      },
    })
    const { failures } = await runCheck({ context: PULL, readParentCommit })
    expect(failures[0]).toMatch(
      /^This is a bug in the action, please report it: oh \(check\.test\.ts:\d+:\d+\)$/,
    )
  })
})

describe('with data-check: off', () => {
  const unchecked = { 'data-check': 'off', comment: 'true', 'github-token': 'ghs_1234567890' }

  it('nothing claims that the data is valid', async () => {
    const github = await startGitHub()
    const { outputs, files, summary, log, annotations } = await runCheck({
      inputs: unchecked,
      context: { apiUrl: github.url, pullRequest: { number: 7 } },
      fetch: github.fetch,
    })
    expect(outputs).not.toHaveProperty('valid')
    expect(outputs).not.toHaveProperty('problems')
    expect(outputs).not.toHaveProperty('warnings')
    expect(outputs.examples).toBe('60')
    expect(JSON.parse(files['report.json'] ?? '')).toMatchObject({
      valid: null,
      problems: null,
      warnings: null,
      datasets: [{ errors: null, warnings: null }],
    })
    // An upload of an empty list of problems would close the alerts of earlier checks.
    expect(files).not.toHaveProperty('report.sarif')
    expect(summary).toContain('## ⚪ Dataset: not checked')
    expect(summary).toMatch(/Training data \| `train.jsonl` · 60 examples.* · not checked/)
    expect(log).toContain('training data: not checked, because "data-check" is "off"')
    const shown = [
      summary,
      ...Object.values(files),
      ...log,
      ...github.comments.map(({ body }) => body),
    ].join()
    expect(shown).not.toMatch(/no problems|is fine|valid\b(?!": null|ation)|✅/)
    expect(annotations).toEqual([])
  })
})

describe('the comment of a check', () => {
  async function runWithComment(scenario: Scenario = {}) {
    const github = await startGitHub()
    const run = await runCheck({
      ...scenario,
      inputs: { comment: 'true', 'github-token': 'ghs_1234567890', ...scenario.inputs },
      context: { apiUrl: github.url, pullRequest: { number: 7 }, ...scenario.context },
      fetch: github.fetch,
    })
    return { ...run, bodies: github.comments.map(({ body }) => body) }
  }

  it.each([
    ['valid', {}, '### ✅ Fine-tuning: the data is fine'],
    [
      'invalid',
      { files: { 'train.jsonl': `${chatExamples(60)}\n{` } },
      '### ❌ Fine-tuning: failed\n\n> The data has 1 error.',
    ],
    ['on the server', { inputs: { 'training-file': 'file-abc' } }, '### ✅ Fine-tuning: the data is fine'],
  ])('shows that the data is %s', async (_, scenario, title) => {
    const { bodies } = await runWithComment(scenario)
    expect(bodies).toEqual([expect.stringContaining(title)])
    expect(bodies[0]).toContain(`https://github.com/${CONTEXT.repository}/actions/runs/${CONTEXT.runId}`)
  })
})
