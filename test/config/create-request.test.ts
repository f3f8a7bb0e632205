import { describe } from 'vitest'
import { BODY, INPUTS, itSends, type RequestCase } from './read-job.ts'

const withMethod = (method: object) => ({ ...BODY, method })

const SUPERVISED: RequestCase[] = [
  { name: 'model and training file', inputs: INPUTS, body: BODY },
  {
    name: 'validation data',
    inputs: { ...INPUTS, 'validation-file': 'v.jsonl' },
    body: { ...BODY, validation_file: 'file-valid' },
  },
  {
    name: 'a method without settings',
    inputs: { ...INPUTS, method: 'supervised' },
    body: withMethod({ type: 'supervised' }),
  },
  {
    name: 'hyperparameters under the default method',
    inputs: { ...INPUTS, hyperparameters: 'n_epochs: 3' },
    body: withMethod({ type: 'supervised', supervised: { hyperparameters: { n_epochs: 3 } } }),
  },
  {
    name: 'every hyperparameter of an input in JSON',
    inputs: {
      ...INPUTS,
      method: 'supervised',
      hyperparameters: '{"n_epochs": "auto", "batch_size": 8, "learning_rate_multiplier": 0.5}',
    },
    body: withMethod({
      type: 'supervised',
      supervised: { hyperparameters: { n_epochs: 'auto', batch_size: 8, learning_rate_multiplier: 0.5 } },
    }),
  },
  {
    name: 'hyperparameters after a comment of a thousand characters',
    inputs: { ...INPUTS, hyperparameters: `# ${'why '.repeat(250)}\nn_epochs: 3` },
    body: withMethod({ type: 'supervised', supervised: { hyperparameters: { n_epochs: 3 } } }),
  },
  {
    name: 'a hyperparameter of another server',
    inputs: { ...INPUTS, hyperparameters: 'lora: {rank: 8, targets: [q, v]}' },
    body: withMethod({
      type: 'supervised',
      supervised: { hyperparameters: { lora: { rank: 8, targets: ['q', 'v'] } } },
    }),
  },
  {
    name: 'a hyperparameter of another method',
    inputs: { ...INPUTS, hyperparameters: 'beta: 0.1' },
    body: withMethod({ type: 'supervised', supervised: { hyperparameters: { beta: 0.1 } } }),
  },
  {
    name: 'no method for an empty map of hyperparameters',
    inputs: { ...INPUTS, hyperparameters: '{}' },
    body: BODY,
  },
  {
    name: 'no field for an empty input',
    inputs: { ...INPUTS, suffix: '', seed: ' ', method: '\n' },
    body: BODY,
  },
  {
    name: 'no field for an input of only comments, or of null',
    inputs: {
      ...INPUTS,
      hyperparameters: '# n_epochs: 3',
      grader: '\n  # g.yaml\n\n# h.yaml',
      metadata: '# a: b',
      integrations: '~',
      'extra-body': 'null',
    },
    body: BODY,
  },
  {
    name: 'a seed in any notation of a whole number',
    inputs: { ...INPUTS, seed: '1e3' },
    body: { ...BODY, seed: 1000 },
  },
  {
    name: 'a large number that JSON can represent, and a merge key in quotes',
    inputs: { ...INPUTS, 'extra-body': 'a: 9007199254740992\nb: 0x20000000000000\n"<<": c' },
    body: { ...BODY, a: 2 ** 53, b: 2 ** 53, '<<': 'c' },
  },
  {
    name: 'text that looks like directives, aliases and tags',
    inputs: { ...INPUTS, metadata: `a: |\n  %YAML\n${'  *a\n'.repeat(99)}b: "!!int 3"` },
    body: { ...BODY, metadata: { a: `%YAML\n${'*a\n'.repeat(99)}`, b: '!!int 3' } },
  },
  {
    name: 'suffix and seed',
    inputs: { ...INPUTS, suffix: 'my-run', seed: '0' },
    body: { ...BODY, suffix: 'my-run', seed: 0 },
  },
  {
    name: 'metadata as it is written',
    inputs: { ...INPUTS, metadata: 'sha: 1234e56\nn: 007\nx: null\nt: true\nh: 0x1F\nempty:' },
    body: { ...BODY, metadata: { sha: '1234e56', n: '007', x: 'null', t: 'true', h: '0x1F', empty: '' } },
  },
  {
    name: 'an integration without its nulls',
    inputs: {
      ...INPUTS,
      integrations: '- type: wandb\n  wandb: {project: p, name: null, entity: e, tags: [a, b]}',
    },
    body: {
      ...BODY,
      integrations: [{ type: 'wandb', wandb: { project: 'p', entity: 'e', tags: ['a', 'b'] } }],
    },
  },
  {
    name: 'fields of other servers',
    inputs: { ...INPUTS, 'extra-body': 'trainingType: GlobalStandard\nhyperparameters: {n_epochs: 2}' },
    body: { ...BODY, trainingType: 'GlobalStandard', hyperparameters: { n_epochs: 2 } },
  },
]

const DPO: RequestCase[] = [
  {
    name: 'a method without settings',
    inputs: { ...INPUTS, method: 'dpo' },
    body: withMethod({ type: 'dpo' }),
  },
  {
    name: 'every hyperparameter',
    inputs: {
      ...INPUTS,
      method: 'dpo',
      hyperparameters: 'beta: 0.1\nn_epochs: 2\nbatch_size: auto\nlearning_rate_multiplier: 1e-1',
    },
    body: withMethod({
      type: 'dpo',
      dpo: { hyperparameters: { beta: 0.1, n_epochs: 2, batch_size: 'auto', learning_rate_multiplier: 0.1 } },
    }),
  },
  {
    name: 'a value above the documented range',
    inputs: { ...INPUTS, method: 'dpo', hyperparameters: 'beta: 3' },
    body: withMethod({ type: 'dpo', dpo: { hyperparameters: { beta: 3 } } }),
  },
]

describe('buildCreateRequest for supervised', () => itSends(SUPERVISED))
describe('buildCreateRequest for dpo', () => itSends(DPO))
