import { describe, expect, it } from 'vitest'
import type { JobInputs } from '../../src/config/inputs.ts'
import { readJob } from '../../src/config/job.ts'
import { ActionError } from '../../src/errors.ts'
import { createFiles, INPUTS, REINFORCEMENT_INPUTS, readJobWith } from './read-job.ts'

const LONG = 'x'.repeat(600)
const pairs = (count: number, key: string) =>
  Array.from({ length: count }, (_, index) => `${key}${index}: v`).join('\n')

type Case = [name: string, inputs: JobInputs, ...problems: string[]]

const INPUT_CASES: Case[] = [
  ['no inputs', {}, 'input "training-file": is required', 'input "model": is required'],
  [
    'an unknown method',
    { ...INPUTS, method: 'suprevised' },
    'input "method": expected supervised, dpo or reinforcement, received "suprevised" (did you mean "supervised"?)',
  ],
  [
    'hyperparameters of the wrong type',
    { ...INPUTS, hyperparameters: 'n_epochs: many\nbatch_size: 1.5\nlearning_rate_multiplier: 0' },
    'input "hyperparameters": n_epochs: expected a whole number of at least 1 or "auto", received "many"',
    'input "hyperparameters": batch_size: expected a whole number of at least 1 or "auto", received 1.5',
    'input "hyperparameters": learning_rate_multiplier: expected a number above 0 or "auto", received 0',
  ],
  [
    'hyperparameters of reinforcement of the wrong type',
    {
      ...REINFORCEMENT_INPUTS,
      grader: 'g.yaml',
      hyperparameters: 'reasoning_effort: 3\neval_samples: 0\neval_interval: true',
    },
    'input "grader": there is no file g.yaml',
    'input "hyperparameters": eval_interval: expected a whole number of at least 1 or "auto", received true',
    'input "hyperparameters": eval_samples: expected a whole number of at least 1 or "auto", received 0',
    'input "hyperparameters": reasoning_effort: expected text (put it in quotes), received 3',
  ],
  [
    'hyperparameters that are not a map',
    { ...INPUTS, hyperparameters: 'fast' },
    'input "hyperparameters": expected a map, received "fast"',
  ],
  [
    'a duplicate key',
    { ...INPUTS, hyperparameters: 'n_epochs: 1\nn_epochs: 2' },
    'input "hyperparameters": line 2, column 1: duplicate key "n_epochs" in the same map',
  ],
  [
    'a number that JSON cannot represent',
    { ...INPUTS, hyperparameters: 'lora: {alpha: .inf}' },
    'input "hyperparameters": line 1, column 15: .inf is not a number that JSON can represent',
  ],
  [
    'a custom tag',
    { ...INPUTS, 'extra-body': 'key: !secret x' },
    'input "extra-body": line 1, column 6: tags are not supported (Unresolved tag: !secret)',
  ],
  [
    'the tags of YAML itself',
    {
      ...INPUTS,
      hyperparameters: 'n_epochs: !!int 3',
      metadata: 'a: !!str b',
      'extra-body': '!!map {a: !!seq []}',
    },
    'input "hyperparameters": line 1, column 17: tags are not supported (tag:yaml.org,2002:int)',
    'input "metadata": line 1, column 10: tags are not supported (tag:yaml.org,2002:str)',
    'input "extra-body": line 1, column 7: tags are not supported (tag:yaml.org,2002:map)',
    'input "extra-body": line 1, column 17: tags are not supported (tag:yaml.org,2002:seq)',
  ],
  [
    'a directive',
    { ...INPUTS, hyperparameters: '%YAML 1.1\n---\nn_epochs: 3' },
    'input "hyperparameters": directives are not supported (%YAML 1.1)',
  ],
  [
    'merge keys, which would be sent unchanged',
    { ...INPUTS, metadata: 'a: b\n<<: {c: d}', 'extra-body': 'a: &a {b: c}\nd: {<<: *a}' },
    'input "metadata": line 2, column 1: merge keys ("<<") are not supported; repeat the pairs',
    'input "extra-body": line 2, column 5: merge keys ("<<") are not supported; repeat the pairs',
  ],
  [
    'whole numbers that would be rounded, in any notation',
    { ...INPUTS, 'extra-body': 'a: 9007199254740993\nb: 0x1FFFFFFFFFFFFFF\nc: 0o7777777777777777777' },
    ...[
      'line 1, column 4: 9007199254740993',
      'line 2, column 4: 0x1FFFFFFFFFFFFFF',
      'line 3, column 4: 0o7777777777777777777',
    ].map(
      (number) =>
        `input "extra-body": ${number} has more digits than a JSON number can represent (put it in quotes)`,
    ),
  ],
  [
    'several documents',
    { ...INPUTS, metadata: 'a: b\n---\nc: d' },
    'input "metadata": line 2, column 1: expected one YAML document, found several',
  ],
  [
    'a long value, which the message truncates',
    { ...INPUTS, seed: LONG },
    `input "seed": expected a whole number from 0 to 2147483647, received "${'x'.repeat(200)}…"`,
  ],
  [
    'a seed out of range',
    { ...INPUTS, seed: '-1' },
    'input "seed": expected a whole number from 0 to 2147483647, received -1',
  ],
  [
    'a seed with decimals',
    { ...INPUTS, seed: '1.5' },
    'input "seed": expected a whole number from 0 to 2147483647, received 1.5',
  ],
  [
    'a suffix that is too long',
    { ...INPUTS, suffix: 'x'.repeat(65) },
    'input "suffix": expected text of 1 to 64 characters, received 65',
  ],
  [
    'metadata that breaks every rule',
    { ...INPUTS, metadata: `ft_sha: x\n${'k'.repeat(65)}: v\nlong: ${'y'.repeat(513)}\nlist: [a]` },
    'input "metadata": ft_sha: keys that begin with "ft_" are reserved for the action',
    `input "metadata": ${JSON.stringify('k'.repeat(65))}: expected text of at most 64 characters, received 65`,
    'input "metadata": long: expected text of at most 512 characters, received 513',
    'input "metadata": list: expected text, received a list',
  ],
  [
    'too many pairs of metadata',
    { ...INPUTS, metadata: pairs(11, 'k') },
    'input "metadata": expected at most 10 pairs, received 11',
  ],
  [
    'an integration without a project and with a misspelled field',
    { ...INPUTS, integrations: '- {type: wandb, wandb: {tag: [a]}}\n- {type: mlflow}' },
    'input "integrations": [0].wandb.project: is required',
    'input "integrations": [0].wandb: unknown field "tag" (did you mean "tags"?)',
    'input "integrations": [1].type: expected wandb, received "mlflow"',
    'input "integrations": [1].wandb: is required',
  ],
  [
    'integrations that are not a list',
    { ...INPUTS, integrations: 'type: wandb' },
    'input "integrations": expected a list, received a map',
  ],
  [
    'an extra field that has an input of its own',
    { ...INPUTS, 'extra-body': 'model: x\nseed: 1' },
    'input "extra-body": model: "model" has an input of its own; set it there',
    'input "extra-body": seed: "seed" has an input of its own; set it there',
  ],
  ['a missing job file', { 'job-file': 'none.yaml' }, 'input "job-file": there is no file none.yaml'],
]

const TOO_MANY = 'has more than 50000 words and marks of YAML'

function manyAliases() {
  return Array.from({ length: 30_000 }, (_, index) => `- &a${index} x\n- *a${index}`).join('\n')
}

const FILE_CASES: [name: string, text: string, ...problems: string[]][] = [
  [
    'misspelled fields',
    'modle: x\ntraining-file: t\ntrainingType: Standard',
    'unknown field "modle" (did you mean "model"?); unknown field "training-file" (did you mean "training_file"?); unknown field "trainingType" (fields of other servers belong under "extra_body")',
  ],
  [
    'an invalid hyperparameter',
    'method: {type: dpo, dpo: {hyperparameters: {beta: high}}}',
    'method.dpo.hyperparameters.beta: expected a number above 0 or "auto", received "high"',
  ],
  [
    'settings of only another method than its type',
    'method: {type: supervised, dpo: {hyperparameters: {beta: 1}}}',
    'method.dpo: does not match the type supervised',
  ],
  [
    'metadata that is not text',
    'metadata: {build: 7, ok: true, ft_run: "1"}',
    'metadata.build: expected text (put it in quotes), received 7',
    'metadata.ok: expected text (put it in quotes), received true',
    'metadata.ft_run: keys that begin with "ft_" are reserved for the action',
  ],
  ['a method that is not a map', 'method: dpo', 'method: expected a map, received "dpo"'],
  ['a method without a type', 'method: {dpo: {}}', 'method.type: is required'],
  ['a list', '- model', 'expected a map, received a list'],
  ['only comments', '# later', 'expected a map, received nothing'],
  ['an empty field', 'model: ""', 'model: is empty'],
  [
    'broken YAML',
    'model: [',
    'line 1, column 9: flow sequence in block collection must be sufficiently indented and end with a ]',
  ],
  [
    'a tag of older YAML that would create bytes',
    'model: !!binary aGk=',
    'line 1, column 8: tags are not supported (Unresolved tag: tag:yaml.org,2002:binary)',
  ],
  ['a key that is not text', '1: x', 'line 1, column 1: the key of a map must be text (put it in quotes)'],
  [
    'a key that would set the prototype',
    '__proto__: {model: x}',
    'line 1, column 1: "__proto__" cannot be a key',
  ],
  [
    'an alias bomb',
    [
      'a: &a [x,x]',
      ...['b', 'c', 'd', 'e'].map((key, index) => `${key}: &${key} [${`*${'abcd'[index]},`.repeat(9)}]`),
    ].join('\n'),
    'Excessive alias count indicates a resource exhaustion attack',
  ],
  ['a value that contains itself', 'metadata: &m {self: *m}', 'nests deeper than 100 levels'],
  ['many aliases of many anchors', manyAliases(), 'has more than 100 aliases'],
  ['many aliases that contain themselves', '- &a [*a]\n'.repeat(20_000), 'has more than 100 aliases'],
  ['an enormous list', `integrations:\n${'- 1\n'.repeat(200_000)}`, TOO_MANY],
  ['an enormous map', 'a: 1\n'.repeat(150_000), TOO_MANY],
  ['deep nesting by brackets', '['.repeat(100_000), 'nests deeper than 100 levels'],
  ['deep nesting by dashes', '- '.repeat(100_000), 'nests deeper than 100 levels'],
  ['more than a mebibyte', `model: ${'x'.repeat(2 ** 20)}`, 'is larger than 1 MiB'],
]

describe('readJob', () => {
  it.each(INPUT_CASES)('rejects %s', async (_, inputs, ...problems) => {
    expect((await readJobWith(inputs)).problems).toEqual(problems)
  })
})

describe('readJob', () => {
  it.each(FILE_CASES)('rejects a job file with %s', async (_, text, ...problems) => {
    const result = await readJobWith({ ...INPUTS, 'job-file': 'jobs/a.yaml' }, { 'jobs/a.yaml': text })
    expect(result.problems).toEqual(problems.map((problem) => `input "job-file": jobs/a.yaml: ${problem}`))
  })
})

it('rejects eleven pairs of metadata from job file and input together', async () => {
  const files = { 'job.yaml': `metadata: {${pairs(9, 'a').replaceAll('\n', ', ')}}` }
  const { problems } = await readJobWith(
    { ...INPUTS, 'job-file': 'job.yaml', metadata: pairs(2, 'b') },
    files,
  )
  expect(problems).toEqual(['input "metadata": expected at most 10 pairs, received 11'])
})

it('requires no input that an unreadable job file may contain', async () => {
  const { problems } = await readJobWith(
    { 'job-file': 'a.yaml', hyperparameters: 'beta: x' },
    { 'a.yaml': 'modle: x' },
  )
  expect(problems).toEqual(['input "job-file": a.yaml: unknown field "modle" (did you mean "model"?)'])
})

it('reports the problems of each input even if the job file is unreadable', async () => {
  const inputs = { 'job-file': 'none.yaml', method: 'dop', hyperparameters: 'n_epochs: x', seed: '-1' }
  expect((await readJobWith(inputs)).problems).toEqual([
    'input "job-file": there is no file none.yaml',
    'input "method": expected supervised, dpo or reinforcement, received "dop" (did you mean "dpo"?)',
    'input "hyperparameters": n_epochs: expected a whole number of at least 1 or "auto", received "x"',
    'input "seed": expected a whole number from 0 to 2147483647, received -1',
  ])
})

it('requires no grader when an unreadable job file may contain it', async () => {
  const inputs = { 'job-file': 'a.yaml', method: 'reinforcement' }
  expect((await readJobWith(inputs, { 'a.yaml': '[]' })).problems).toEqual([
    'input "job-file": a.yaml: expected a map, received a list',
  ])
})

it('repeats the hint of an error of the file reader', async () => {
  const inputs = { ...INPUTS, 'job-file': 'a.yaml' }
  const getFile = () => Promise.reject(new ActionError('cannot be read', { hint: 'Check the file mode.' }))
  expect(
    await readJob(inputs, { ...createFiles({}), getFile }, { setSecret: () => undefined }),
  ).toMatchObject({
    problems: ['input "job-file": cannot be read (Check the file mode.)'],
  })
})

it('rethrows an unexpected error of the file reader', async () => {
  const getFile = () => Promise.reject(new TypeError('a bug'))
  const files = { ...createFiles({}), getFile }
  const options = { setSecret: () => undefined }
  await expect(readJob({ 'job-file': 'a.yaml' }, files, options)).rejects.toThrow(TypeError)
})

it.each([
  [21, 'and 1 more problem'],
  [5000, 'and 4980 more problems'],
])('lists the first of %i problems and counts the others', async (count, rest) => {
  const files = { 'a.yaml': `integrations:\n${'- 1\n'.repeat(count)}` }
  const { problems } = await readJobWith({ ...INPUTS, 'job-file': 'a.yaml' }, files)
  expect(problems).toHaveLength(21)
  expect(problems.at(19)).toBe('input "job-file": a.yaml: integrations[19]: expected a map, received 1')
  expect(problems.at(20)).toBe(rest)
})

it('lists the first of many unknown fields and counts the others', async () => {
  const files = { 'a.yaml': pairs(2000, 'k') }
  const { problems } = await readJobWith({ ...INPUTS, 'job-file': 'a.yaml' }, files)
  expect(problems).toHaveLength(1)
  expect(problems[0]).toMatch(/unknown field "k9" [^;]*; and 1990 more$/)
})
