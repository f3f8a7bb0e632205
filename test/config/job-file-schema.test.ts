import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { jobFileJsonSchema } from '../../src/config/schema.ts'
import { readJobWith } from './read-job.ts'

const MINIMUM = { model: 'm', training_file: 't', validation_file: 'v' }
const withGrader = (grader: object) => ({
  ...MINIMUM,
  method: { type: 'reinforcement', reinforcement: { grader } },
})

const ACCEPTED: [name: string, file: object][] = [
  ['the required fields', MINIMUM],
  ['the nulls of the API', { ...MINIMUM, validation_file: null, suffix: null, seed: null, metadata: null }],
  ['the address of its JSON Schema', { $schema: './job.schema.json', ...MINIMUM }],
  [
    'empty settings of a method',
    { ...MINIMUM, method: { type: 'dpo', dpo: null, supervised: { hyperparameters: null } } },
  ],
  ['python with a source', withGrader({ type: 'python', source: 'x' })],
  ['python with a source file', withGrader({ type: 'python', source_file: 'g.py' })],
  ['further fields in a grader', withGrader({ type: 'python', source: 'x', pass_threshold: 1 })],
  [
    'a multi grader with graders by key',
    withGrader({ type: 'multi', graders: { a: { type: 'python', source: 'x' } }, calculate_output: 'a' }),
  ],
  [
    'further hyperparameters',
    { ...MINIMUM, method: { type: 'dpo', dpo: { hyperparameters: { beta: 0.1, lora: {} } } } },
  ],
  ['deprecated hyperparameters', { ...MINIMUM, hyperparameters: { n_epochs: 'auto' } }],
  ['a grader of another server', withGrader({ type: 'lambda', lambda: { function: 'arn' } })],
  [
    'a grader of another server in a multi grader',
    withGrader({ type: 'multi', graders: { a: { type: 'endpoint', url: 'u' } }, calculate_output: 'a' }),
  ],
  [
    'further fields of reinforcement and of an integration',
    {
      ...MINIMUM,
      method: {
        type: 'reinforcement',
        reinforcement: {
          grader: { type: 'python', source: 'x' },
          tools: [{ name: 't' }],
          max_episode_steps: 3,
        },
      },
      integrations: [{ type: 'wandb', wandb: { project: 'p', api_key: 'k' } }],
    },
  ],
  [
    'graders without names',
    withGrader({ type: 'string_check', input: 'i', reference: 'r', operation: 'eq' }),
  ],
  [
    'hyperparameters that are null or beside their map',
    { ...MINIMUM, method: { type: 'dpo', dpo: { beta: 0.1, hyperparameters: { n_epochs: null } } } },
  ],
  ['fields of other servers', { ...MINIMUM, extra_body: { trainingType: 'Standard', hyperparameters: {} } }],
]

const REJECTED: [name: string, file: object][] = [
  ['an unknown field', { ...MINIMUM, modle: 'x' }],
  ['an unknown field of the method', { ...MINIMUM, method: { type: 'dpo', sft: {} } }],
  ['a number as metadata', { ...MINIMUM, metadata: { a: 1 } }],
  ['a whole number with decimals', { ...MINIMUM, hyperparameters: { n_epochs: 1.5 } }],
  ['a learning rate of zero', { ...MINIMUM, hyperparameters: { learning_rate_multiplier: 0 } }],
  ['a negative seed', { ...MINIMUM, seed: -1 }],
  ['an empty suffix', { ...MINIMUM, suffix: '' }],
  ['a reserved field in the extra body', { ...MINIMUM, extra_body: { seed: 1 } }],
  ['a reserved field in capitals', { ...MINIMUM, extra_body: { Model: 'x' } }],
  ['a reserved field without its underscore', { ...MINIMUM, extra_body: { trainingFile: 'x' } }],
  ['hyperparameters in capitals', { ...MINIMUM, extra_body: { HyperParameters: {} } }],
  ['a reserved key in the metadata', { ...MINIMUM, metadata: { ft_sha: 'x' } }],
  ['python with two sources', withGrader({ type: 'python', source: 'x', source_file: 'g.py' })],
  ['python with an empty source', withGrader({ type: 'python', source: '' })],
  ['a multi grader without graders', withGrader({ type: 'multi', graders: {}, calculate_output: 'a' })],
  ['a grading model without messages', withGrader({ type: 'score_model', name: 'n', model: 'm', input: [] })],
  ['python without a source', withGrader({ type: 'python' })],
  ['a grader without a type', withGrader({ name: 'neq' })],
  [
    'a multi grader in a multi grader',
    withGrader({ type: 'multi', graders: { a: { type: 'multi' } }, calculate_output: 'a' }),
  ],
  ['an integration without a project', { ...MINIMUM, integrations: [{ type: 'wandb', wandb: {} }] }],
]

const editor = z.fromJSONSchema(JSON.parse(JSON.stringify(jobFileJsonSchema())))
const files = (file: object) => ({
  'job.json': JSON.stringify(file),
  'g.py': 'def grade(sample, item): return 1',
})

describe('the schema of the job file', () => {
  it.each(ACCEPTED)('accepts %s in the editor and in the action', async (_, file) => {
    expect(editor.safeParse(file).error).toBeUndefined()
    expect((await readJobWith({ 'job-file': 'job.json' }, files(file))).problems).toEqual([])
  })

  it.each(REJECTED)('rejects %s in the editor and in the action', async (_, file) => {
    expect(editor.safeParse(file).success).toBe(false)
    expect((await readJobWith({ 'job-file': 'job.json' }, files(file))).problems).not.toEqual([])
  })
})

it('describes every field in the JSON Schema', () => {
  const { title, $schema, $id, properties = {} } = jobFileJsonSchema()
  expect(title).toBe('Fine-tuning job')
  expect($schema).toBe('https://json-schema.org/draft/2020-12/schema')
  expect($id).toBeUndefined()
  for (const [name, property] of Object.entries(properties)) {
    expect(property, name).toHaveProperty('description')
  }
})

it('has the rules in the JSON Schema that zod does not export: one source, ten pairs, reserved keys', () => {
  const text = JSON.stringify(jobFileJsonSchema())
  expect(text).toContain(
    '"required":["source"]},{"type":"object","properties":{"source_file":{}},"required":["source_file"]}]',
  )
  expect(text).toContain('"maxProperties":10')
  expect(text).toContain('"pattern":"^(?!ft_)"')
  expect(text).toContain('"pattern":"^(?!([mM][oO][dD][eE][lL]|[tT]')
  expect(text).not.toContain(String(Number.MAX_SAFE_INTEGER))
})

it('has each repeated part of the JSON Schema once, as a definition', () => {
  const schema = jobFileJsonSchema()
  expect(Object.keys(schema.$defs ?? {}).sort()).toEqual([
    'content_item',
    'label_model',
    'messages',
    'multi',
    'number_or_auto',
    'other_grader',
    'python',
    'score_model',
    'string_check',
    'supervised_hyperparameters',
    'text_similarity',
    'whole_number_or_auto',
  ])
  expect(JSON.stringify(schema, null, 2).length).toBeLessThan(31_000)
})
