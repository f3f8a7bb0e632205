import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { check } from '../../src/actions/check.ts'
import { runAction } from '../support/run-action.ts'

const GRADER = 'type: lambda\nlambda:\n  function: arn:aws:lambda:us-east-1:123456789012:function:grade\n'
const BEDROCK = 'https://bedrock-mantle.us-east-1.api.aws/v1'

const examples = Array.from({ length: 100 }, (_, i) =>
  JSON.stringify({ messages: [{ role: 'user', content: `${i} + 1?` }], reference_answer: `${i + 1}` }),
).join('\n')

const run = (inputs: Record<string, string>, files: Record<string, string> = {}) =>
  runAction({
    inputs: { method: 'reinforcement', grader: GRADER, ...inputs },
    files: { 'train.jsonl': examples, ...files },
    job: { method: { type: 'reinforcement' } },
  })

describe('reinforcement on other servers', () => {
  it('needs neither validation data nor a known grader at Bedrock, and sends it no suffix', async () => {
    const { failed, requests, annotations } = await run({ 'base-url': BEDROCK, suffix: 'sums' })
    expect(failed).toBe(false)
    const created = requests.find(({ method, path }) => `${method} ${path}` === 'POST /fine_tuning/jobs')
    const { metadata: _, seed: __, ...body } = JSON.parse(created?.body ?? '')
    expect(body).toEqual({
      model: 'gpt-4.1-mini-2025-04-14',
      training_file: 'file-1',
      method: {
        type: 'reinforcement',
        reinforcement: {
          grader: {
            type: 'lambda',
            lambda: { function: 'arn:aws:lambda:us-east-1:123456789012:function:grade' },
          },
        },
      },
    })
    const warnings = annotations.map(({ text }) => text)
    expect(warnings).toContain('input "suffix": is not sent: Amazon Bedrock has no suffixes')
    expect(warnings).toContainEqual(
      expect.stringMatching(/^input "grader": the type "lambda" is unknown here/),
    )
    expect(warnings).toContainEqual(expect.stringMatching(/^input "validation-file": is unset/))
  })

  it('accepts the example of a job at Bedrock in the action check', async () => {
    const read = (name: string) =>
      readFileSync(join(import.meta.dirname, '../../examples/bedrock', name), 'utf8')
    const { failures, outputs, annotations } = await runAction({
      action: check,
      inputs: { 'api-key': '', 'job-file': 'job.yaml' },
      files: { 'job.yaml': read('job.yaml'), 'train.jsonl': read('train.jsonl') },
    })
    expect(failures).toEqual([])
    expect(outputs).toMatchObject({ valid: 'true', examples: '120', problems: '0', warnings: '0' })
    expect(annotations.map(({ text }) => text)).toEqual([
      expect.stringMatching(/method\.reinforcement\.grader: the type "lambda" is unknown here/),
      expect.stringMatching(/^input "validation-file": is unset/),
    ])
  })

  it.each(['https://api.openai.com/v1', 'https://r.openai.azure.com/openai/v1'])(
    'needs validation data at %s, also when another input is wrong',
    async (url) => {
      const grader = '{type: string_check, input: "{{sample.output_text}}", reference: a, operation: eq}'
      const { failures, sent } = await run({ 'base-url': url, grader, timeout: 'soon' })
      expect(sent).toEqual([])
      expect(failures[0]).toContain('input "validation-file": is required by the method reinforcement')
      expect(failures[0]).toContain('input "timeout"')
    },
  )

  it('masks the credentials of a grader and of an integration in the request that a dry run shows', async () => {
    const grader =
      'type: endpoint\nurl: https://g.example.com\nheaders: {Authorization: Bearer grader-secret}\n'
    const integrations = '[{type: wandb, wandb: {project: p, api_key: wandb-secret}}]'
    const inputs = { 'base-url': BEDROCK, grader: 'g.yaml', integrations, 'dry-run': 'true' }
    const { failed, log, secrets, summary, files } = await run(inputs, { 'g.yaml': grader })
    expect(failed).toBe(false)
    expect(secrets).toEqual(expect.arrayContaining(['grader-secret', 'wandb-secret']))
    const shown = [...log, summary, ...Object.values(files)].join('\n')
    expect(shown).toContain('"Authorization": "***"')
    expect(shown).toContain('"api_key": "***"')
    expect(shown).not.toMatch(/grader-secret|wandb-secret/)
  })
})
