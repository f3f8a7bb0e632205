import { describe, expect, it } from 'vitest'
import {
  BODY,
  EXACT,
  INPUTS,
  itSends,
  PYTHON,
  type RequestCase,
  readJobWith,
  reinforcementBody,
} from './read-job.ts'

const withMethod = (method: object) => ({ ...BODY, method })
const JOB_FILE_INPUT = { 'job-file': 'jobs/job.yaml' }
const inJobFile = (text: string) => ({ 'jobs/job.yaml': text })

const FILE = `
model: from-file
training_file: ../data/train.jsonl
validation_file: null
suffix: null
seed: 1
metadata: {team: a, stage: file}
method: {type: dpo, dpo: {hyperparameters: {beta: 0.2, n_epochs: 1}}}
extra_body: {trainingType: Standard, keep: null}
`
const FILE_BODY = {
  model: 'from-file',
  training_file: 'file-train',
  seed: 1,
  metadata: { team: 'a', stage: 'file' },
  method: { type: 'dpo', dpo: { hyperparameters: { beta: 0.2, n_epochs: 1 } } },
  trainingType: 'Standard',
  keep: null,
}
const job = inJobFile(FILE)
const deprecated = inJobFile(
  'hyperparameters: {n_epochs: 9, batch_size: 2}\nmethod: {type: supervised, supervised: {hyperparameters: {n_epochs: 4}}}',
)
const schema = {
  type: 'json_schema',
  json_schema: { name: 's', strict: true, schema: { enum: ['a', null] } },
}
const reinforcement = inJobFile(
  JSON.stringify({
    model: 'gpt-4.1-mini',
    training_file: 't',
    validation_file: 'v',
    method: {
      type: 'reinforcement',
      reinforcement: { grader: { type: 'python', source_file: 'g.py' }, response_format: schema },
    },
  }),
)

const emptyBlocks = inJobFile(`
$schema: https://example.com/job.schema.json
hyperparameters:
method:
  type: supervised
  supervised:
  dpo:
extra_body:
`)
const JOB_FILE: RequestCase[] = [
  {
    name: 'neither the schema for editors nor empty blocks',
    inputs: { ...INPUTS, ...JOB_FILE_INPUT },
    files: emptyBlocks,
    body: withMethod({ type: 'supervised' }),
  },
  {
    name: 'the fields of a job file, without its nulls',
    inputs: JOB_FILE_INPUT,
    files: job,
    body: FILE_BODY,
  },
  {
    name: 'inputs in place of fields of the job file, with maps merged key by key',
    inputs: {
      ...JOB_FILE_INPUT,
      model: 'from-input',
      seed: '2',
      suffix: 's',
      metadata: 'stage: input',
      hyperparameters: 'n_epochs: 5',
      'extra-body': 'trainingType: Developer',
    },
    files: job,
    body: {
      ...FILE_BODY,
      model: 'from-input',
      seed: 2,
      suffix: 's',
      metadata: { team: 'a', stage: 'input' },
      method: { type: 'dpo', dpo: { hyperparameters: { beta: 0.2, n_epochs: 5 } } },
      trainingType: 'Developer',
    },
  },
  {
    name: 'another method than that of the job file, without the settings of the latter',
    inputs: { ...JOB_FILE_INPUT, method: 'supervised' },
    files: job,
    body: { ...FILE_BODY, method: { type: 'supervised' } },
  },
  {
    name: 'deprecated hyperparameters under the method, whose own take precedence',
    inputs: { ...INPUTS, ...JOB_FILE_INPUT, hyperparameters: 'learning_rate_multiplier: 2' },
    files: deprecated,
    body: withMethod({
      type: 'supervised',
      supervised: { hyperparameters: { n_epochs: 4, batch_size: 2, learning_rate_multiplier: 2 } },
    }),
  },
  {
    name: 'reinforcement with response_format and a source relative to the job file',
    inputs: JOB_FILE_INPUT,
    files: { ...reinforcement, 'jobs/g.py': PYTHON },
    body: reinforcementBody({
      grader: { type: 'python', name: 'python', source: PYTHON },
      response_format: schema,
    }),
  },
  {
    name: 'the input grader in place of the grader of the job file',
    inputs: { ...JOB_FILE_INPUT, grader: JSON.stringify(EXACT) },
    files: reinforcement,
    body: reinforcementBody({ grader: EXACT, response_format: schema }),
  },
  {
    name: 'the value of a YAML alias',
    inputs: { ...INPUTS, ...JOB_FILE_INPUT },
    files: inJobFile('suffix: &s abc\nmetadata: {suffix: *s}'),
    body: { ...BODY, suffix: 'abc', metadata: { suffix: 'abc' } },
  },
]

describe('buildCreateRequest for a job file', () => itSends(JOB_FILE))

it('returns data paths with the file that they are relative to', async () => {
  const { job: fromFile } = await readJobWith({ ...JOB_FILE_INPUT, 'validation-file': 'v.jsonl' }, job)
  expect(fromFile?.training).toEqual({ patterns: '../data/train.jsonl', relativeTo: 'jobs/job.yaml' })
  expect(fromFile?.validation).toEqual({ patterns: 'v.jsonl' })
})
