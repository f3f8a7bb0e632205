import { describe, expect, it } from 'vitest'
import type { JobInputs } from '../../src/config/inputs.ts'
import { INPUTS, REINFORCEMENT_INPUTS, readJobWith } from './read-job.ts'

describe('readJob', () => {
  const file = (text: string) => [{ ...INPUTS, 'job-file': 'a.yaml' }, { 'a.yaml': text }] as const
  it.each<[string, JobInputs, Record<string, string>, string[]]>([
    [
      'a misspelled hyperparameter',
      { ...INPUTS, hyperparameters: 'n_epoch: 3' },
      {},
      [
        'input "hyperparameters": "n_epoch" is not a documented hyperparameter of supervised; it is sent unchanged (did you mean "n_epochs"?)',
      ],
    ],
    [
      'a hyperparameter of another method',
      { ...INPUTS, hyperparameters: 'beta: 0.1' },
      {},
      [
        'input "hyperparameters": "beta" is not a documented hyperparameter of supervised; it is sent unchanged',
      ],
    ],
    [
      'a value outside its documented range, but not at its end',
      { ...INPUTS, hyperparameters: 'n_epochs: 51\nbatch_size: 256' },
      {},
      [
        'input "hyperparameters": n_epochs: 51 is outside the documented range (at most 50); it is sent unchanged',
      ],
    ],
    [
      'a suffix that Azure OpenAI rejects',
      { ...INPUTS, suffix: `${'x'.repeat(40)}.` },
      {},
      [
        'input "suffix": has characters other than letters, digits, "-" and "_", which Azure OpenAI rejects',
        'input "suffix": is longer than 40 characters, which Azure OpenAI rejects',
      ],
    ],
    [
      'deprecated hyperparameters, without those that are overridden',
      ...file(
        'hyperparameters: {n_epochs: 99, beta: 1}\nmethod: {type: dpo, dpo: {hyperparameters: {n_epochs: 1}}}',
      ),
      ['input "job-file": a.yaml: hyperparameters: is deprecated by the API; sent under the method instead'],
    ],
    [
      'the settings of a method that is not used',
      ...file('method: {type: dpo, dpo: {}, supervised: {hyperparameters: {n_epochs: 1}}}'),
      ['input "job-file": a.yaml: method.supervised: is ignored because the method is dpo'],
    ],
    [
      'graders made for evals',
      {
        ...REINFORCEMENT_INPUTS,
        grader: `{type: multi, calculate_output: a * b, graders: {
          a: {type: text_similarity, name: a, input: i, reference: r, evaluation_metric: cosine},
          b: {type: label_model, name: b, model: m, input: [{role: user, content: c}], labels: [], passing_labels: []}}}`,
      },
      {},
      [
        'input "grader": graders.a: the metric cosine is for evals; fine-tuning servers may reject it',
        'input "grader": graders.b: label_model is a grader for evals; fine-tuning servers may reject it',
      ],
    ],
    [
      'a reversed range',
      {
        ...REINFORCEMENT_INPUTS,
        grader: '{type: score_model, name: n, model: m, input: [{role: user, content: c}], range: [1, 0]}',
      },
      {},
      ['input "grader": range: expected the lowest score first, then the highest'],
    ],
    [
      'Python without the required function',
      { ...REINFORCEMENT_INPUTS, grader: '{type: python, source: x}' },
      {},
      ['input "grader": the Python source defines no function "grade"'],
    ],
    [
      'unusual templates and formulas',
      {
        ...REINFORCEMENT_INPUTS,
        grader: `{type: multi, calculate_output: a, graders: {
          a: {type: string_check, name: a, input: "{{sample.output_txt}}", reference: "{{item.x}", operation: eq},
          b: {type: string_check, name: b, input: "{{ {{item.x}} }}", reference: "{{item}}", operation: eq}}}`,
      },
      {},
      [
        'input "grader": graders.a.input: "{{sample.output_txt}}" is not documented; a sample has output_text, output_json, output_tools, choices, output_audio (did you mean "output_text"?)',
        'input "grader": graders.a.reference: has "{{" without "}}" after it',
        'input "grader": graders.b.input: has "{{" within "{{ }}"',
        'input "grader": graders.b.reference: "{{item}}" names no field',
        'input "grader": calculate_output: does not use the grader "b"',
      ],
    ],
    [
      'a misspelled field of a grader, but not about an unknown one',
      {
        ...REINFORCEMENT_INPUTS,
        grader: '{type: python, source: def grade, image_tga: y, pass_threshold: 1}',
      },
      {},
      ['input "grader": unknown field "image_tga" is sent unchanged (did you mean "image_tag"?)'],
    ],
  ])('warns about %s', async (_, inputs, files, warnings) => {
    const result = await readJobWith(inputs, files)
    expect(result.problems).toEqual([])
    expect(result.warnings).toEqual(warnings)
  })
})

it('lists the first of many warnings and counts the others', async () => {
  // Letters may be capitals, and another one follows: a hundred misspellings of `n_epochs`.
  const misspell = (index: number) =>
    [...'nepochsx'].map((letter, at) => ((index >> at) & 1 ? letter.toUpperCase() : letter)).join('')
  const many = Array.from({ length: 100 }, (_, index) => `${misspell(index)}: 1`).join('\n')
  const { warnings, problems } = await readJobWith({ ...INPUTS, hyperparameters: many })
  expect(problems).toEqual([])
  expect(warnings).toHaveLength(21)
  expect(warnings.at(-1)).toBe('and 80 more warnings')
})

it('names the hyperparameters of another server in one warning, and at most twenty of them', async () => {
  const warn = async (hyperparameters: string) => (await readJobWith({ ...INPUTS, hyperparameters })).warnings
  expect(await warn('learning_rate: 0.0001\nlora: true\nn_epochs: 3')).toEqual([
    'input "hyperparameters": "learning_rate", "lora" are not documented hyperparameters of supervised; they are sent unchanged',
  ])
  const [warning = '', ...others] = await warn(
    Array.from({ length: 5000 }, (_, index) => `key_${index}: 1`).join('\n'),
  )
  expect(others).toEqual([])
  expect(warning).toContain('"key_19", and 4980 more are not documented hyperparameters')
})
