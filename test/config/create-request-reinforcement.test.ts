import { describe } from 'vitest'
import {
  EXACT,
  itSends,
  PYTHON,
  REINFORCEMENT_INPUTS,
  type RequestCase,
  reinforcementBody,
  SIMILAR,
} from './read-job.ts'

const REINFORCEMENT: RequestCase[] = [
  {
    name: 'string_check',
    inputs: { ...REINFORCEMENT_INPUTS, grader: JSON.stringify(EXACT) },
    body: reinforcementBody({ grader: EXACT }),
  },
  {
    name: 'text_similarity with a field that only the guide has',
    inputs: { ...REINFORCEMENT_INPUTS, grader: JSON.stringify({ ...SIMILAR, pass_threshold: 0.8 }) },
    body: reinforcementBody({ grader: { ...SIMILAR, pass_threshold: 0.8 } }),
  },
  {
    name: 'python with a default name',
    inputs: {
      ...REINFORCEMENT_INPUTS,
      grader: JSON.stringify({ type: 'python', source: PYTHON, image_tag: '2025-05-08' }),
    },
    body: reinforcementBody({
      grader: { type: 'python', name: 'python', source: PYTHON, image_tag: '2025-05-08' },
    }),
  },
  {
    name: 'python with the source of a file',
    inputs: { ...REINFORCEMENT_INPUTS, grader: 'type: python\nname: mine\nsource_file: graders/g.py' },
    files: { 'graders/g.py': PYTHON },
    body: reinforcementBody({ grader: { type: 'python', name: 'mine', source: PYTHON } }),
  },
  {
    name: 'score_model without its nulls',
    inputs: {
      ...REINFORCEMENT_INPUTS,
      grader: `
        type: score_model
        name: judge
        model: o3
        range: [0, 10]
        input:
          - {role: developer, content: Score it.}
          - role: user
            type: message
            content: [{type: input_text, text: "{{sample.output_text}}"}, plain]
        sampling_params: {seed: 42, top_p: null, max_completions_tokens: 100, reasoning_effort: max}`,
    },
    body: reinforcementBody({
      grader: {
        type: 'score_model',
        name: 'judge',
        model: 'o3',
        range: [0, 10],
        input: [
          { role: 'developer', content: 'Score it.' },
          {
            role: 'user',
            type: 'message',
            content: [{ type: 'input_text', text: '{{sample.output_text}}' }, 'plain'],
          },
        ],
        sampling_params: { seed: 42, max_completions_tokens: 100, reasoning_effort: 'max' },
      },
    }),
  },
  {
    name: 'multi from a grader file, with default names and sources relative to that file',
    inputs: { ...REINFORCEMENT_INPUTS, grader: 'graders/both.yaml' },
    files: {
      'graders/both.yaml': `
        type: multi
        graders: {code: {type: python, source_file: g.py}, exact: ${JSON.stringify(EXACT)}}
        calculate_output: (code + exact) / 2`,
      'graders/g.py': PYTHON,
    },
    body: reinforcementBody({
      grader: {
        type: 'multi',
        name: 'multi',
        graders: { code: { type: 'python', name: 'code', source: PYTHON }, exact: EXACT },
        calculate_output: '(code + exact) / 2',
      },
    }),
  },
  {
    name: 'label_model',
    inputs: {
      ...REINFORCEMENT_INPUTS,
      grader:
        '{type: label_model, name: l, model: m, input: [{role: user, content: c}], labels: [a], passing_labels: [a]}',
    },
    body: reinforcementBody({
      grader: {
        type: 'label_model',
        name: 'l',
        model: 'm',
        input: [{ role: 'user', content: 'c' }],
        labels: ['a'],
        passing_labels: ['a'],
      },
    }),
  },
  {
    name: 'every hyperparameter',
    inputs: {
      ...REINFORCEMENT_INPUTS,
      grader: JSON.stringify(EXACT),
      hyperparameters: `{n_epochs: 1, batch_size: 4, learning_rate_multiplier: auto, reasoning_effort: low,
        compute_multiplier: 1.5, eval_interval: 5, eval_samples: 2}`,
    },
    body: reinforcementBody({
      grader: EXACT,
      hyperparameters: {
        n_epochs: 1,
        batch_size: 4,
        learning_rate_multiplier: 'auto',
        reasoning_effort: 'low',
        compute_multiplier: 1.5,
        eval_interval: 5,
        eval_samples: 2,
      },
    }),
  },
]

describe('buildCreateRequest for reinforcement', () => itSends(REINFORCEMENT))
