import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { jobFileJsonSchema } from '../../src/config/schema.ts'
import { describeWith } from './read-job.ts'

const MINIMUM = { model: 'm', training_file: 't', validation_file: 'v' }
const reinforced = (grader: object) => ({
  ...MINIMUM,
  method: { type: 'reinforcement', reinforcement: { grader } },
})

const ACCEPTED: [name: string, file: object][] = [
  ['the least there can be', MINIMUM],
  [
    'nulls where the API has them',
    { ...MINIMUM, validation_file: null, suffix: null, seed: null, metadata: null },
  ],
  ['the address of its JSON Schema', { $schema: './job.schema.json', ...MINIMUM }],
  [
    'settings of a method without any',
    { ...MINIMUM, method: { type: 'dpo', dpo: null, supervised: { hyperparameters: null } } },
  ],
  ['python with its source', reinforced({ type: 'python', source: 'x' })],
  ['python with the file of its source', reinforced({ type: 'python', source_file: 'g.py' })],
  ['further fields in a grader', reinforced({ type: 'python', source: 'x', pass_threshold: 1 })],
  [
    'graders by name',
    reinforced({ type: 'multi', graders: { a: { type: 'python', source: 'x' } }, calculate_output: 'a' }),
  ],
  [
    'further hyperparameters',
    { ...MINIMUM, method: { type: 'dpo', dpo: { hyperparameters: { beta: 0.1, lora: {} } } } },
  ],
  ['deprecated hyperparameters', { ...MINIMUM, hyperparameters: { n_epochs: 'auto' } }],
  ['fields of other servers', { ...MINIMUM, extra_body: { trainingType: 'Standard', hyperparameters: {} } }],
]

const REFUSED: [name: string, file: object][] = [
  ['an unknown field', { ...MINIMUM, modle: 'x' }],
  ['an unknown field of the method', { ...MINIMUM, method: { type: 'dpo', sft: {} } }],
  ['a number as metadata', { ...MINIMUM, metadata: { a: 1 } }],
  ['a whole number with decimals', { ...MINIMUM, hyperparameters: { n_epochs: 1.5 } }],
  ['no rate at all', { ...MINIMUM, hyperparameters: { learning_rate_multiplier: 0 } }],
  ['a negative seed', { ...MINIMUM, seed: -1 }],
  ['a suffix without letters', { ...MINIMUM, suffix: '' }],
  ['a field of its own in the extra body', { ...MINIMUM, extra_body: { seed: 1 } }],
  ['a key of the action in the metadata', { ...MINIMUM, metadata: { ft_sha: 'x' } }],
  ['python with two sources', reinforced({ type: 'python', source: 'x', source_file: 'g.py' })],
  ['python with an empty one', reinforced({ type: 'python', source: '' })],
  ['a multi grader of none', reinforced({ type: 'multi', graders: {}, calculate_output: 'a' })],
  [
    'a grading model that is asked nothing',
    reinforced({ type: 'score_model', name: 'n', model: 'm', input: [] }),
  ],
  ['python with none', reinforced({ type: 'python' })],
  ['an unknown grader', reinforced({ type: 'neq' })],
  [
    'a multi grader in a multi grader',
    reinforced({ type: 'multi', graders: { a: { type: 'multi' } }, calculate_output: 'a' }),
  ],
  ['an integration without a project', { ...MINIMUM, integrations: [{ type: 'wandb', wandb: {} }] }],
]

const editor = z.fromJSONSchema(JSON.parse(JSON.stringify(jobFileJsonSchema())))
const files = (file: object) => ({
  'job.json': JSON.stringify(file),
  'g.py': 'def grade(sample, item): return 1',
})

describe('an editor with the JSON Schema and the action both', () => {
  test.each(ACCEPTED)('accept %s', async (_, file) => {
    expect(editor.safeParse(file).error).toBeUndefined()
    expect((await describeWith({ jobFile: 'job.json' }, files(file))).problems).toEqual([])
  })

  test.each(REFUSED)('refuse %s', async (_, file) => {
    expect(editor.safeParse(file).success).toBe(false)
    expect((await describeWith({ jobFile: 'job.json' }, files(file))).problems).not.toEqual([])
  })
})

test('the JSON Schema explains every field to the one who writes it', () => {
  const { title, $schema, $id, properties = {} } = jobFileJsonSchema()
  expect(title).toBe('Fine-tuning job')
  expect($schema).toBe('https://json-schema.org/draft/2020-12/schema')
  expect($id).toBeUndefined()
  for (const [name, property] of Object.entries(properties)) {
    expect(property, name).toHaveProperty('description')
  }
})

test('the JSON Schema says what zod alone cannot: one source, ten pairs, whose fields are whose', () => {
  const text = JSON.stringify(jobFileJsonSchema())
  expect(text).toContain(
    '"required":["source"]},{"type":"object","properties":{"source_file":{}},"required":["source_file"]}]',
  )
  expect(text).toContain('"maxProperties":10')
  expect(text).toContain('"pattern":"^(?!ft_)"')
  expect(text).toContain('"pattern":"^(?!(model|training_file|')
  expect(text).not.toContain(String(Number.MAX_SAFE_INTEGER))
})

test('the JSON Schema says everything once: what stands in several places has a name', () => {
  const schema = jobFileJsonSchema()
  expect(Object.keys(schema.$defs ?? {}).sort()).toEqual([
    'content_item',
    'label_model',
    'messages',
    'multi',
    'python',
    'score_model',
    'string_check',
    'supervised_hyperparameters',
    'text_similarity',
  ])
  expect(JSON.stringify(schema, null, 2).length).toBeLessThan(30_000)
})
