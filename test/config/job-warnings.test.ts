import { describe, expect, test } from 'vitest'
import type { JobInputs } from '../../src/config/job.ts'
import { describeWith, INPUTS, REINFORCED } from './read-job.ts'

describe('warns, and goes on, about', () => {
  const file = (text: string) => [{ ...INPUTS, jobFile: 'a.yaml' }, { 'a.yaml': text }] as const
  test.each<[string, JobInputs, Record<string, string>, string[]]>([
    [
      'a misspelt hyperparameter',
      { ...INPUTS, hyperparameters: 'n_epoch: 3' },
      {},
      [
        'input "hyperparameters": "n_epoch" is no documented hyperparameter of supervised; it is sent as it is (did you mean "n_epochs"?)',
      ],
    ],
    [
      'a hyperparameter of another method',
      { ...INPUTS, hyperparameters: 'beta: 0.1' },
      {},
      ['input "hyperparameters": "beta" is no documented hyperparameter of supervised; it is sent as it is'],
    ],
    [
      'values outside the documented ranges, but not at their edges',
      { ...INPUTS, hyperparameters: 'n_epochs: 51\nbatch_size: 256' },
      {},
      [
        'input "hyperparameters": n_epochs: 51 is outside the documented range (at most 50); it is sent as it is',
      ],
    ],
    [
      'a suffix that Azure OpenAI refuses',
      { ...INPUTS, suffix: `${'x'.repeat(40)}.` },
      {},
      [
        'input "suffix": has characters other than letters, digits, "-" and "_", which Azure OpenAI refuses',
        'input "suffix": is longer than 40 characters, which Azure OpenAI refuses',
      ],
    ],
    [
      'the deprecated hyperparameters, those that were overridden aside',
      ...file(
        'hyperparameters: {n_epochs: 99, beta: 1}\nmethod: {type: dpo, dpo: {hyperparameters: {n_epochs: 1}}}',
      ),
      ['input "job-file": a.yaml: hyperparameters: is deprecated by the API; sent under the method instead'],
    ],
    [
      'the settings of a method that is not used',
      ...file('method: {type: dpo, dpo: {}, supervised: {hyperparameters: {n_epochs: 1}}}'),
      ['input "job-file": a.yaml: method.supervised: is left out, because the method is dpo'],
    ],
    [
      'graders made for evals',
      {
        ...REINFORCED,
        grader: `{type: multi, calculate_output: a * b, graders: {
          a: {type: text_similarity, name: a, input: i, reference: r, evaluation_metric: cosine},
          b: {type: label_model, name: b, model: m, input: [{role: user, content: c}], labels: [], passing_labels: []}}}`,
      },
      {},
      [
        'input "grader": graders.a: the metric cosine is for evals; fine-tuning servers may refuse it',
        'input "grader": graders.b: label_model is a grader for evals; fine-tuning servers may refuse it',
      ],
    ],
    [
      'a range that is upside down',
      {
        ...REINFORCED,
        grader: '{type: score_model, name: n, model: m, input: [{role: user, content: c}], range: [1, 0]}',
      },
      {},
      ['input "grader": range: the lowest score comes first and the highest second'],
    ],
    [
      'Python without the function that is called',
      { ...REINFORCED, grader: '{type: python, source: x}' },
      {},
      ['input "grader": the Python source defines no function "grade"'],
    ],
    [
      'templates and formulas that are odd',
      {
        ...REINFORCED,
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
      'a misspelt field of a grader, but not one of the guide',
      { ...REINFORCED, grader: '{type: python, source: def grade, image_tga: y, pass_threshold: 1}' },
      {},
      ['input "grader": unknown field "image_tga" is sent as it is (did you mean "image_tag"?)'],
    ],
  ])('%s', async (_, inputs, files, warnings) => {
    const described = await describeWith(inputs, files)
    expect(described.problems).toEqual([])
    expect(described.warnings).toEqual(warnings)
  })
})

test('warns of the first of a great many unknown hyperparameters, and says how many more there are', async () => {
  const many = Array.from({ length: 5000 }, (_, index) => `key_${index}: 1`).join('\n')
  const { warnings, problems } = await describeWith({ ...INPUTS, hyperparameters: many })
  expect(problems).toEqual([])
  expect(warnings).toHaveLength(21)
  expect(warnings.at(-1)).toBe('and 4980 more warnings')
})
