import { describe, expect, it } from 'vitest'
import { check } from '../../src/actions/check.ts'
import type { ParentCommit } from '../../src/dependencies.ts'
import { ActionError } from '../../src/errors.ts'
import { startGitHub } from '../support/github.ts'
import { act, CONTEXT, chat, INPUTS, type Scene } from '../support/run-action.ts'

const { 'api-key': _, ...JOB } = INPUTS
const checked = ({ inputs, ...scene }: Scene = {}) =>
  act({ verb: check, ...scene, inputs: { 'api-key': '', ...JOB, ...inputs } })
const errorsOf = ({ annotations }: Awaited<ReturnType<typeof act>>) =>
  annotations.filter(({ level }) => level === 'error')

describe('the check', () => {
  it('tells later steps and people what it has found, and asks nobody', async () => {
    const { failed, outputs, summary, files, sent } = await checked({ inputs: { price: '5' } })
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

  it('knows of data on the server that it is there, and the work by its id', async () => {
    const { failed, outputs, summary } = await checked({ inputs: { 'training-file': 'file-abc' } })
    expect([failed, outputs.valid, outputs.examples, outputs['estimated-tokens']]).toEqual([
      false,
      'true',
      undefined,
      undefined,
    ])
    expect(outputs.fingerprint).toMatch(/^[0-9a-f]{64}$/)
    expect(summary).not.toContain('Training data')
  })

  it('passes by an estimate within the limits', async () => {
    const { failed } = await checked({ inputs: { 'max-tokens': '100000', price: '5', 'max-cost': '1' } })
    expect(failed).toBe(false)
  })

  it.each([
    ['as far as its model has room', 'gpt-4o-mini-2024-07-18', 65_000, 70_000],
    ['wholly where that is not known', INPUTS.model, 100_000, 110_000],
  ])('counts the tokens of an example %s', async (_, model, least, most) => {
    const long = { role: 'assistant', content: 'word '.repeat(100_000) }
    const text = JSON.stringify({ messages: [{ role: 'user', content: 'q' }, long] })
    const { outputs } = await checked({
      inputs: { model, hyperparameters: 'n_epochs: 1' },
      files: { 'train.jsonl': `${chat(20)}\n${text}` },
    })
    expect(Number(outputs['estimated-tokens'])).toBeGreaterThan(least)
    expect(Number(outputs['estimated-tokens'])).toBeLessThan(most)
  })

  it('writes no summary where none is wanted', async () => {
    const { summary, files } = await checked({ inputs: { summary: 'false' } })
    expect([summary, Object.keys(files).sort()]).toEqual(['', ['report.json', 'report.md']])
  })

  it('fails by bad data when all of it is told', async () => {
    const run = await checked({ files: { 'train.jsonl': `${chat(60)}\n{"messages":` } })
    expect([run.outputs.valid, run.outputs.problems, run.failures]).toEqual([
      'false',
      '1',
      ['The data has 1 error.\nNothing was uploaded. See the annotations on file and line.'],
    ])
    expect(errorsOf(run)).toMatchObject([{ at: { file: 'train.jsonl', line: 61 } }])
    expect(run.summary).toContain('> The data has 1 error.<br>Nothing was uploaded.')
  })

  it.each([
    [{ 'max-tokens': '100' }, 'more than "max-tokens" (100) allows', 'as the server will probably choose'],
    [
      { price: '5', 'max-cost': '0.0001', hyperparameters: 'n_epochs: 2' },
      'more than "max-cost" ($0.0001) allows',
      'Counted were 2 epochs.',
    ],
  ])('fails by an estimate above a limit: %j', async (inputs, why, counted) => {
    const { failures, outputs } = await checked({ inputs })
    expect([failures.length, outputs.valid]).toEqual([1, 'true'])
    expect(failures[0]).toContain(why)
    expect(failures[0]).toContain(counted)
  })

  it.each([
    [
      'lines that cannot be read',
      '{"messages":\n'.repeat(20),
      'cannot be counted, and the limits not be judged',
    ],
    [
      'images of unknown size',
      `${chat(20)}\n{"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://example.com/a.png"}}]},{"role":"assistant","content":"x"}]}`,
      '1 image of unknown size as the largest there are',
    ],
  ])('does not take %s for nothing', async (_, text, why) => {
    const { failures } = await checked({
      inputs: { 'max-tokens': '3000', 'data-check': 'warn' },
      files: { 'train.jsonl': text },
    })
    expect(failures[0]).toContain(why)
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
      { price: '5', 'extra-body': 'n_epochs: 3' },
      'input "extra-body": the epochs in n_epochs would not be counted',
    ],
  ])('refuses a limit that cannot be judged: %j', async (inputs, why) => {
    const { failures, outputs } = await checked({ inputs })
    expect([failures, outputs]).toEqual([[expect.stringContaining(why)], {}])
  })
})

describe('what changed', () => {
  const PULL = { pullRequest: { number: 7 } }
  /** The commit before, in which the data was this text. */
  const was = (text: string) => async (): Promise<ParentCommit> => ({
    commit: 'facade1234567',
    glob: async ({ files }) => ({ files: [...files] }),
    readBytes: async function* () {
      yield Buffer.from(text)
    },
  })
  const changesIn = async (scene: Scene) => {
    const { failed, summary } = await checked({ context: PULL, ...scene })
    expect(failed).toBe(false)
    return /^\| What changed in it \| (.*) \|$/m.exec(summary)?.[1]
  }

  it('since the commit before is told on a pull request', async () => {
    const before = was(`${chat(58)}\n{"messages":\n[1]`)
    expect(await changesIn({ before })).toMatch(
      /^2 examples added, 2 removed, \+\d+ tokens since <code>facade1</,
    )
  })

  it.each<[string, Scene, string | undefined]>([
    ['is not asked where there is no pull request', { before: was(''), context: CONTEXT }, undefined],
    [
      'is not asked of a push, which is no pull request yet',
      { before: was(''), context: { pullRequest: { merged: 'c0ffee', branch: 'main' } } },
      undefined,
    ],
    [
      'is nothing where the data is the same',
      { before: was(chat(60)) },
      'no example since <code>facade1</code>',
    ],
    ['is not known without a commit before', {}, 'not known: there is no commit before'],
    [
      'is not known where the data was something else',
      { before: async () => ({ ...(await was('')()), glob: async () => ({ missing: 'it was a link' }) }) },
      'not known: it was a link',
    ],
    [
      'is not known where git cannot read it',
      {
        before: async () => ({
          ...(await was('')()),
          glob: async () => {
            throw new ActionError('git could not read the commit before')
          },
        }),
      },
      'not known: git could not read the commit before',
    ],
    [
      'is no question of data on the server',
      { before: was(''), inputs: { 'training-file': 'file-abc' } },
      undefined,
    ],
  ])('%s', async (_, scene, told) => {
    expect(await changesIn(scene)).toBe(told)
  })

  it('hides no mistake of ours', async () => {
    const before = async () => ({
      ...(await was('')()),
      glob: async () => {
        throw new Error('oh')
      },
    })
    const { failures } = await checked({ context: PULL, before })
    expect(failures[0]).toMatch(
      /^This is a bug in the action, please report it: oh \(check\.test\.ts:\d+:\d+\)$/,
    )
  })
})

describe('the comment', () => {
  async function commented(scene: Scene = {}) {
    const github = await startGitHub()
    const run = await checked({
      ...scene,
      inputs: { comment: 'true', 'github-token': 'ghs_1234567890', ...scene.inputs },
      context: { apiUrl: github.url, pullRequest: { number: 7 }, ...scene.context },
      fetch: github.fetch,
    })
    return { ...run, bodies: github.comments.map(({ body }) => body) }
  }

  it.each([
    ['fine', {}, '### ✅ Fine-tuning: the data is fine'],
    [
      'bad',
      { files: { 'train.jsonl': `${chat(60)}\n{` } },
      '### ❌ Fine-tuning: failed\n\n> The data has 1 error.',
    ],
    ['not here', { inputs: { 'training-file': 'file-abc' } }, '### ✅ Fine-tuning: the data is fine'],
  ])('says that the data is %s', async (_, scene, title) => {
    const { bodies } = await commented(scene)
    expect(bodies).toEqual([expect.stringContaining(title)])
    expect(bodies[0]).toContain(`https://github.com/${CONTEXT.repository}/actions/runs/${CONTEXT.runId}`)
  })
})
