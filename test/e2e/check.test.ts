import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { ActionOptions } from '../../tools/runner/action-run.ts'
import { runMainStep } from '../../tools/runner/runner.ts'
import { EXAMPLES, runBuiltAction } from '../support/built-action.ts'
import { chatExamples } from '../support/run-action.ts'

const CHECK = fileURLToPath(new URL('../../check', import.meta.url))
const NO_NETWORK = new URL('../support/no-network.mjs', import.meta.url).href
const MODEL = 'gpt-4.1-mini-2025-04-14'

/** Runs the built check in a process without a network. */
async function check(inputs: Record<string, string>, options: Partial<ActionOptions> = {}) {
  const run = await runMainStep({
    action: CHECK,
    workspace: { 'train.jsonl': chatExamples(60) },
    env: { NODE_OPTIONS: `--import=${NO_NETWORK}` },
    ...options,
    inputs: { ...('job-file' in inputs ? {} : { 'training-file': 'train.jsonl', model: MODEL }), ...inputs },
  })
  const file = (name: string) => readFileSync(join(run.outputs['results-dir'] ?? '', name), 'utf8')
  const errors = run.annotations.filter(({ level }) => level === 'error')
  return { ...run, file, errors }
}

describe('the action check', { concurrent: true }, () => {
  it.each([
    ['support', { 'job-file': 'support/job.yaml' }],
    ['dpo', { 'job-file': 'dpo/job.yaml' }],
    ['reinforcement', { 'job-file': 'reinforcement/job.yaml' }],
  ])('finds no problem in the example %s, without a key and without a network', async (_, inputs) => {
    const { exitCode, outputs, annotations, log, file, summary } = await check(inputs, {
      workspace: EXAMPLES,
    })
    expect([exitCode, outputs.valid, outputs.problems], log).toEqual([0, 'true', '0'])
    expect(annotations.filter(({ level }) => level === 'error')).toEqual([])
    expect(Number(outputs['estimated-tokens'])).toBeGreaterThan(1000)
    expect(JSON.parse(file('report.json'))).toMatchObject({
      valid: true,
      examples: Number(outputs.examples),
      fingerprint: outputs.fingerprint,
    })
    expect(file('report.md').trim()).toBe(summary.trim())
  })

  it('outputs the fingerprint that the training has', async () => {
    const [checked, trained] = await Promise.all([check({}), runBuiltAction()])
    expect(checked.outputs.fingerprint).toBe(trained.outputs.fingerprint)
    expect(checked.outputs['estimated-tokens']).toBe(trained.outputs['estimated-tokens'])
  })

  it('annotates each problem on its file and line without quoting the data', async () => {
    const lines = chatExamples(60).split('\n')
    lines[6] = '{"messages":[{"role":"user","content":"SECRET TEXT"}]}'
    lines[8] = '{"messages":[{"role":"usr","content":"SECRET TEXT"}],}'
    const run = await check({}, { workspace: { 'train.jsonl': lines.join('\n') } })
    expect([run.exitCode, run.outputs.valid, run.outputs.problems, run.outputs.examples]).toEqual([
      1,
      'false',
      '2',
      '60',
    ])
    expect(run.errors.map(({ file, line }) => [file, line])).toEqual([
      ['train.jsonl', 7],
      ['train.jsonl', 9],
      [undefined, undefined],
    ])
    const written = ['report.json', 'report.md', 'report.sarif'].map(run.file)
    expect([run.log, run.summary, ...written].join()).not.toContain('SECRET')
    expect(JSON.parse(run.file('report.sarif')).runs[0].results).toHaveLength(2)
    expect(JSON.parse(run.file('report.json')).list).toMatchObject([
      { code: 'no-assistant', line: 7, severity: 'error' },
      { code: 'not-json', line: 9, severity: 'error' },
    ])
  })

  it('only warns about problems with data-check: warn, and leaves out ignored codes', async () => {
    const bad = {
      workspace: { 'train.jsonl': `${chatExamples(60)}\n{"messages":[{"role":"user","content":"q"}]}` },
    }
    const [warned, ignored, unknown] = await Promise.all([
      check({ 'data-check': 'warn' }, bad),
      check({ 'data-check-ignore': 'no-assistant' }, bad),
      check({ 'data-check-ignore': 'no-asistant' }, bad),
    ])
    expect([warned.exitCode, warned.outputs.valid, warned.outputs.problems]).toEqual([0, 'false', '1'])
    expect([ignored.exitCode, ignored.outputs.valid, ignored.outputs.problems]).toEqual([0, 'true', '0'])
    expect([unknown.exitCode, unknown.errors[0]?.message]).toEqual([
      1,
      expect.stringContaining(
        'input "data-check-ignore": "no-asistant" is not a code of a check (did you mean "no-assistant"?)',
      ),
    ])
  })

  it.each([
    [{ 'max-tokens': '100' }, 'more than "max-tokens"'],
    [{ price: '5', 'max-cost': '0.0001' }, 'more than "max-cost"'],
    [{ 'max-cost': '5' }, 'input "max-cost": needs "price"'],
    [{ price: '5', 'training-file': 'file-abc' }, 'input "price": the tokens of a file on the server'],
  ])('fails if a limit is exceeded: %j', async (inputs, message) => {
    const { exitCode, errors } = await check(inputs)
    expect([exitCode, errors.length]).toEqual([1, 1])
    expect(errors[0]?.message).toContain(message)
  })

  it.each([
    ['lines that cannot be read', '{"messages":\n'.repeat(20), 'could not be tokenized'],
    [
      'images of unknown size',
      `${chatExamples(20)}\n${JSON.stringify({
        messages: [
          { role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://example.com/a.png' } }] },
          { role: 'assistant', content: 'x' },
        ],
      })}`,
      '1 image of unknown size as the largest',
    ],
  ])('fails if a limit cannot be checked because of %s', async (_, text, message) => {
    const { exitCode, errors } = await check(
      { 'max-tokens': '3000', 'data-check': 'warn' },
      { workspace: { 'train.jsonl': text } },
    )
    expect(exitCode).toBe(1)
    expect(errors.at(-1)?.message).toContain(message)
  })

  it('reports why it fails in its summary', async () => {
    const { summary, file } = await check({ 'max-tokens': '10' })
    for (const text of [summary, file('report.md')]) expect(text).toContain('Training would probably take')
  })

  it('outputs the estimated cost', async () => {
    const { exitCode, outputs, summary } = await check({
      price: '25',
      'max-cost': '1',
      hyperparameters: 'n_epochs: 2',
    })
    expect(exitCode).toBe(0)
    expect(Number(outputs['estimated-cost'])).toBeCloseTo((Number(outputs['estimated-tokens']) * 25) / 1e6)
    expect(summary).toContain('2 epochs')
  })

  it('fails a training that would be too expensive before its first request', async () => {
    const { exitCode, sandbox, annotations } = await runBuiltAction({
      inputs: { price: '25', 'max-cost': '0.0001' },
    })
    expect([exitCode, sandbox.requests]).toEqual([1, []])
    expect(annotations.find(({ level }) => level === 'error')?.message).toContain('more than "max-cost"')
  })
})
