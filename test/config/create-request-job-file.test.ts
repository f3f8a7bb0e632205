import { describe, expect, test } from 'vitest'
import { BODY, describeWith, EXACT, INPUTS, PYTHON, type RequestCase, reinforced, sends } from './read-job.ts'

const withMethod = (method: object) => ({ ...BODY, method })
const inJobFile = (text: string) => ({ jobFile: 'jobs/job.yaml', files: { 'jobs/job.yaml': text } })

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
const whole = inJobFile(
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

const nothing = inJobFile(`
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
    name: 'neither the schema that an editor is told of, nor blocks that are empty',
    inputs: { ...INPUTS, jobFile: nothing.jobFile },
    files: nothing.files,
    body: withMethod({ type: 'supervised' }),
  },
  {
    name: 'a job file alone, its nulls not given',
    inputs: { jobFile: job.jobFile },
    files: job.files,
    body: FILE_BODY,
  },
  {
    name: 'inputs over the job file, maps key by key',
    inputs: {
      jobFile: job.jobFile,
      model: 'from-input',
      seed: '2',
      suffix: 's',
      metadata: 'stage: input',
      hyperparameters: 'n_epochs: 5',
      extraBody: 'trainingType: Developer',
    },
    files: job.files,
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
    name: 'another method than the job file has, whose settings are left out',
    inputs: { jobFile: job.jobFile, method: 'supervised' },
    files: job.files,
    body: { ...FILE_BODY, method: { type: 'supervised' } },
  },
  {
    name: 'deprecated hyperparameters under the method, which wins key by key',
    inputs: { ...INPUTS, jobFile: deprecated.jobFile, hyperparameters: 'learning_rate_multiplier: 2' },
    files: deprecated.files,
    body: withMethod({
      type: 'supervised',
      supervised: { hyperparameters: { n_epochs: 4, batch_size: 2, learning_rate_multiplier: 2 } },
    }),
  },
  {
    name: 'reinforcement with response_format, the source beside the job file',
    inputs: { jobFile: whole.jobFile },
    files: { ...whole.files, 'jobs/g.py': PYTHON },
    body: reinforced({ grader: { type: 'python', name: 'python', source: PYTHON }, response_format: schema }),
  },
  {
    name: 'a grader input over the grader of the job file',
    inputs: { jobFile: whole.jobFile, grader: JSON.stringify(EXACT) },
    files: whole.files,
    body: reinforced({ grader: EXACT, response_format: schema }),
  },
  {
    name: 'an alias, which stands for its value',
    inputs: { ...INPUTS, ...pickJobFile(inJobFile('suffix: &s abc\nmetadata: {suffix: *s}')) },
    files: inJobFile('suffix: &s abc\nmetadata: {suffix: *s}').files,
    body: { ...BODY, suffix: 'abc', metadata: { suffix: 'abc' } },
  },
]

function pickJobFile({ jobFile }: { jobFile: string }) {
  return { jobFile }
}

describe('the request of a job file has exactly', () => sends(JOB_FILE))

test('says which file named the data, so that its paths can be found', async () => {
  const { job: fromFile } = await describeWith({ ...pickJobFile(job), validationFile: 'v.jsonl' }, job.files)
  expect(fromFile?.training).toEqual({ list: '../data/train.jsonl', beside: 'jobs/job.yaml' })
  expect(fromFile?.validation).toEqual({ list: 'v.jsonl' })
})
