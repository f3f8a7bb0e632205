import { describe, expect, test } from 'vitest'
import type { JobInputs } from '../../src/config/job.ts'
import { describeWith, INPUTS, REINFORCED } from './read-job.ts'

type Case = [name: string, inputs: JobInputs, ...problems: string[]]

const CONTENT_TYPE = 'expected input_text, output_text, input_image or input_audio'

const GRADER_CASES: Case[] = [
  [
    'reinforcement without grader and validation data',
    { ...INPUTS, method: 'reinforcement' },
    'input "validation-file": is required by the method reinforcement',
    'input "grader": is required by the method reinforcement',
  ],
  [
    'a grader for another method',
    { ...INPUTS, method: 'dpo', grader: '{type: python, source: x}' },
    'input "grader": only the method reinforcement has a grader, and the method is dpo',
  ],
  [
    'a grader without a method',
    { ...INPUTS, grader: '{type: python, source: x}' },
    'input "grader": only the method reinforcement has a grader, and the method is supervised',
  ],
  [
    'an unknown type of grader',
    { ...REINFORCED, grader: 'type: pyhton\nsource: x' },
    'input "grader": type: expected string_check, text_similarity, python, score_model, multi or label_model, received "pyhton" (did you mean "python"?)',
  ],
  ['a grader without a type', { ...REINFORCED, grader: '{name: x}' }, 'input "grader": type: is required'],
  [
    'the operation that the guide misspells',
    { ...REINFORCED, grader: '{type: string_check, name: n, input: i, reference: 5, operation: neq}' },
    'input "grader": reference: expected text (put it in quotes), received 5',
    'input "grader": operation: expected eq, ne, like or ilike, received "neq" (did you mean "ne"?)',
  ],
  [
    'graders of a multi grader as a list',
    { ...REINFORCED, grader: '{type: multi, graders: [], calculate_output: a}' },
    'input "grader": graders: expected a map, received a list',
  ],
  [
    'a multi grader in a multi grader',
    { ...REINFORCED, grader: '{type: multi, graders: {a: {type: multi}}, calculate_output: a}' },
    'input "grader": graders.a.type: expected string_check, text_similarity, python, score_model or label_model, received "multi"',
  ],
  [
    'a score_model against every rule',
    {
      ...REINFORCED,
      grader:
        '{type: score_model, name: n, input: [{role: tool, content: 3}], range: [1], sampling_params: {max_completions_tokens: 0}}',
    },
    'input "grader": model: is required',
    'input "grader": input[0].role: expected user, assistant, system or developer, received "tool"',
    'input "grader": input[0].content: expected text, an input_text, output_text, input_image or input_audio item, or a list of these, received 3',
    'input "grader": range: expected a list of two numbers, received a list',
    'input "grader": sampling_params.max_completions_tokens: expected a whole number of at least 1, received 0',
  ],
  [
    'a wrong item in a list of content',
    {
      ...REINFORCED,
      grader: `{type: score_model, name: n, model: m, input: [
        {role: user, content: [{type: input_text, text: a}, {type: text, text: b}, {type: input_text}, 4]},
        {role: user, content: {type: text, text: b}}]}`,
    },
    `input "grader": input[0].content[1].type: ${CONTENT_TYPE}, received "text"`,
    'input "grader": input[0].content[2].text: is required',
    'input "grader": input[0].content[3]: expected text, an input_text, output_text, input_image or input_audio item, received 4',
    `input "grader": input[1].content.type: ${CONTENT_TYPE}, received "text"`,
  ],
  [
    'graders that have nothing in them',
    {
      ...REINFORCED,
      grader: `{type: multi, calculate_output: a, graders: {
        b: {type: score_model, name: n, model: m, input: []},
        c: {type: python, source: ""}}}`,
    },
    'input "grader": graders.b.input: is empty',
    'input "grader": graders.c.source: is empty',
  ],
  [
    'a multi grader of none',
    { ...REINFORCED, grader: '{type: multi, graders: {}, calculate_output: a}' },
    'input "grader": graders: is empty',
  ],
  [
    'python with two sources',
    { ...REINFORCED, grader: '{type: python, source: x, source_file: g.py}' },
    'input "grader": has both "source" and "source_file"; give one of them',
  ],
  [
    'python without a source, in a multi grader',
    { ...REINFORCED, grader: '{type: multi, graders: {a: {type: python}}, calculate_output: a}' },
    'input "grader": graders.a: "source" or "source_file" is required',
  ],
  [
    'python whose source file is not there',
    { ...REINFORCED, grader: '{type: python, source_file: g.py}' },
    'input "grader": source_file: there is no file g.py',
  ],
  [
    'python whose source is too large',
    { ...REINFORCED, grader: `{type: python, source: "${'é'.repeat(2 ** 17 + 1)}"}` },
    'input "grader": the Python source is larger than 256 kB',
  ],
  [
    'a template of neither namespace',
    {
      ...REINFORCED,
      grader:
        '{type: string_check, name: n, input: "{{ samle.output_text }}", reference: "{{x}}", operation: eq}',
    },
    'input "grader": input: "{{samle.output_text}}" must begin with "item." or "sample." (did you mean "sample"?)',
    'input "grader": reference: "{{x}}" must begin with "item." or "sample."',
  ],
  [
    'a formula that cannot be computed',
    {
      ...REINFORCED,
      grader: `{type: multi, calculate_output: "min(a, 1e-3 + exact match + bb) / (2", graders: {
        a: {type: string_check, name: exact, input: i, reference: r, operation: eq},
        b: {type: string_check, name: b, input: i, reference: r, operation: eq}}}`,
    },
    'input "grader": calculate_output: its parentheses do not match',
    'input "grader": calculate_output: "exact" is none of the graders; its key is "a"',
    'input "grader": calculate_output: "match" is none of the graders',
    'input "grader": calculate_output: "bb" is none of the graders (did you mean "b"?)',
  ],
  [
    'a source file of a grader that has none',
    {
      ...REINFORCED,
      grader: '{type: string_check, name: n, input: i, reference: r, operation: eq, source_file: g.py}',
    },
    'input "grader": only a python grader has a "source_file"',
  ],
]

describe('refuses a grader with exactly these words:', () => {
  test.each(GRADER_CASES)('%s', async (_, inputs, ...problems) => {
    expect((await describeWith(inputs)).problems).toEqual(problems)
  })
})

test('names the file of a grader when that file is wrong', async () => {
  const files = { 'g/a.json': '{"type": "python", "source_file": "b.py"}', 'g/b.yaml': 'type: x' }
  expect((await describeWith({ ...REINFORCED, grader: 'g/a.json' }, files)).problems).toEqual([
    'input "grader": g/a.json: source_file: there is no file g/b.py',
  ])
  expect((await describeWith({ ...REINFORCED, grader: ' g/b.yaml\n' }, files)).problems[0]).toMatch(
    /^input "grader": g\/b\.yaml: type: expected /,
  )
})

test('refuses a grader file of comments only, though such an input is as good as not given', async () => {
  const files = { 'g.yaml': '# later' }
  expect((await describeWith({ ...REINFORCED, grader: 'g.yaml' }, files)).problems).toEqual([
    'input "grader": g.yaml: expected a map, received nothing',
  ])
  expect((await describeWith({ ...REINFORCED, grader: '# g.yaml' })).problems).toEqual([
    'input "grader": is required by the method reinforcement',
  ])
})
