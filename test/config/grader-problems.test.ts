import { describe, expect, it } from 'vitest'
import type { JobInputs } from '../../src/config/inputs.ts'
import { INPUTS, REINFORCEMENT_INPUTS, readJobWith } from './read-job.ts'

type Case = [name: string, inputs: JobInputs, ...problems: string[]]

const CONTENT_TYPE = 'expected input_text, output_text, input_image or input_audio'

const GRADER_CASES: Case[] = [
  [
    'reinforcement without grader and validation data',
    { ...INPUTS, method: 'reinforcement' },
    'input "grader": is required by the method reinforcement',
    'input "validation-file": is required by the method reinforcement',
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
    'a misspelled type of grader',
    { ...REINFORCEMENT_INPUTS, grader: 'type: pyhton\nsource: x' },
    'input "grader": type: expected string_check, text_similarity, python, score_model, multi or label_model, received "pyhton" (did you mean "python"?)',
  ],
  [
    'a misspelled type of grader in a multi grader',
    {
      ...REINFORCEMENT_INPUTS,
      grader: '{type: multi, graders: {a: {type: Python3, source: x}}, calculate_output: a}',
    },
    'input "grader": graders.a.type: expected string_check, text_similarity, python, score_model or label_model, received "Python3" (did you mean "python"?)',
  ],
  [
    'a grader that is no map',
    { ...REINFORCEMENT_INPUTS, grader: '[lambda]' },
    'input "grader": expected a map, received a list',
  ],
  [
    'a grader with an empty type',
    { ...REINFORCEMENT_INPUTS, grader: '{type: ""}' },
    'input "grader": type: expected string_check, text_similarity, python, score_model, multi or label_model, received ""',
  ],
  [
    'a grader without a type',
    { ...REINFORCEMENT_INPUTS, grader: '{name: x}' },
    'input "grader": type: is required',
  ],
  [
    'an operation as the guide misspells it',
    {
      ...REINFORCEMENT_INPUTS,
      grader: '{type: string_check, name: n, input: i, reference: 5, operation: neq}',
    },
    'input "grader": reference: expected text (put it in quotes), received 5',
    'input "grader": operation: expected eq, ne, like or ilike, received "neq" (did you mean "ne"?)',
  ],
  [
    'a multi grader with a list of graders',
    { ...REINFORCEMENT_INPUTS, grader: '{type: multi, graders: [], calculate_output: a}' },
    'input "grader": graders: expected a map, received a list',
  ],
  [
    'a multi grader in a multi grader',
    { ...REINFORCEMENT_INPUTS, grader: '{type: multi, graders: {a: {type: multi}}, calculate_output: a}' },
    'input "grader": graders.a.type: expected string_check, text_similarity, python, score_model or label_model, received "multi"',
  ],
  [
    'a score_model that breaks every rule',
    {
      ...REINFORCEMENT_INPUTS,
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
    'invalid items in a list of content',
    {
      ...REINFORCEMENT_INPUTS,
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
    'graders with empty fields',
    {
      ...REINFORCEMENT_INPUTS,
      grader: `{type: multi, calculate_output: a, graders: {
        b: {type: score_model, name: n, model: m, input: []},
        c: {type: python, source: ""}}}`,
    },
    'input "grader": graders.b.input: is empty',
    'input "grader": graders.c.source: is empty',
  ],
  [
    'a multi grader without graders',
    { ...REINFORCEMENT_INPUTS, grader: '{type: multi, graders: {}, calculate_output: a}' },
    'input "grader": graders: is empty',
  ],
  [
    'python with two sources',
    { ...REINFORCEMENT_INPUTS, grader: '{type: python, source: x, source_file: g.py}' },
    'input "grader": has both "source" and "source_file"; give one of them',
  ],
  [
    'python without a source, in a multi grader',
    { ...REINFORCEMENT_INPUTS, grader: '{type: multi, graders: {a: {type: python}}, calculate_output: a}' },
    'input "grader": graders.a: "source" or "source_file" is required',
  ],
  [
    'python with a missing source file',
    { ...REINFORCEMENT_INPUTS, grader: '{type: python, source_file: g.py}' },
    'input "grader": source_file: there is no file g.py',
  ],
  [
    'python with a source that is too large',
    { ...REINFORCEMENT_INPUTS, grader: `{type: python, source: "${'é'.repeat(2 ** 17 + 1)}"}` },
    'input "grader": the Python source is larger than 256 kB',
  ],
  [
    'a template with an unknown namespace',
    {
      ...REINFORCEMENT_INPUTS,
      grader:
        '{type: string_check, name: n, input: "{{ samle.output_text }}", reference: "{{x}}", operation: eq}',
    },
    'input "grader": input: "{{samle.output_text}}" must begin with "item." or "sample." (did you mean "sample"?)',
    'input "grader": reference: "{{x}}" must begin with "item." or "sample."',
  ],
  [
    'a formula that cannot be computed',
    {
      ...REINFORCEMENT_INPUTS,
      grader: `{type: multi, calculate_output: "min(a, 1e-3 + exact match + bb) / (2", graders: {
        a: {type: string_check, name: exact, input: i, reference: r, operation: eq},
        b: {type: string_check, name: b, input: i, reference: r, operation: eq}}}`,
    },
    'input "grader": calculate_output: its parentheses do not match',
    'input "grader": calculate_output: "exact" is not the key of a grader; its key is "a"',
    'input "grader": calculate_output: "match" is not the key of a grader',
    'input "grader": calculate_output: "bb" is not the key of a grader (did you mean "b"?)',
  ],
  [
    'a source file of another grader than python',
    {
      ...REINFORCEMENT_INPUTS,
      grader: '{type: string_check, name: n, input: i, reference: r, operation: eq, source_file: g.py}',
    },
    'input "grader": only a python grader has a "source_file"',
  ],
]

describe('readJob', () => {
  it.each(GRADER_CASES)('rejects %s', async (_, inputs, ...problems) => {
    expect((await readJobWith(inputs)).problems).toEqual(problems)
  })
})

it('names the grader file in its problems', async () => {
  const files = { 'g/a.json': '{"type": "python", "source_file": "b.py"}', 'g/b.yaml': 'type: pyhton' }
  expect((await readJobWith({ ...REINFORCEMENT_INPUTS, grader: 'g/a.json' }, files)).problems).toEqual([
    'input "grader": g/a.json: source_file: there is no file g/b.py',
  ])
  expect((await readJobWith({ ...REINFORCEMENT_INPUTS, grader: ' g/b.yaml\n' }, files)).problems[0]).toMatch(
    /^input "grader": g\/b\.yaml: type: expected /,
  )
})

it('rejects a grader file of only comments, though such an input counts as unset', async () => {
  const files = { 'g.yaml': '# later' }
  expect((await readJobWith({ ...REINFORCEMENT_INPUTS, grader: 'g.yaml' }, files)).problems).toEqual([
    'input "grader": g.yaml: expected a map, received nothing',
  ])
  expect((await readJobWith({ ...REINFORCEMENT_INPUTS, grader: '# g.yaml' })).problems).toEqual([
    'input "grader": is required by the method reinforcement',
  ])
})
