import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Grader, MultiGrader, SingleGrader } from '../../src/config/grader.ts'
import { templatesOf } from '../../src/config/template.ts'

const exact = (reference: string, input = '{{sample.output_text}}'): SingleGrader => ({
  type: 'string_check',
  name: 'exact',
  input,
  reference,
  operation: 'eq',
})
const judge = (...content: Extract<SingleGrader, { type: 'score_model' }>['input'][number]['content'][]) =>
  ({
    type: 'score_model',
    name: 'judge',
    model: 'o3',
    input: content.map((content) => ({ role: 'user', content })),
  }) satisfies SingleGrader
const multi = (graders: Record<string, SingleGrader>, calculate_output: string): MultiGrader => ({
  type: 'multi',
  name: 'both',
  graders,
  calculate_output,
})

describe('the fields of lines that a grader uses', () => {
  test.each<[string, Grader, [path: string[], ...where: string[]][]]>([
    ['one', exact('{{item.x}}'), [[['x'], 'reference']]],
    ['with spaces', exact('{{  item.x\t}}'), [[['x'], 'reference']]],
    ['one within another', exact('{{item.a.b-c[0].d[12]}}'), [[['a', 'b-c', '0', 'd', '12'], 'reference']]],
    ['in any script', exact('{{item.答え}}'), [[['答え'], 'reference']]],
    [
      'several in a text',
      exact('{{item.x}}, {{item.y}}'),
      [
        [['x'], 'reference'],
        [['y'], 'reference'],
      ],
    ],
    [
      'the same in two places',
      exact('{{item.x}} {{ item.x }}', '{{item.x}}'),
      [[['x'], 'input', 'reference']],
    ],
    [
      'in messages, however their content is written',
      judge(
        '{{item.a}}',
        { type: 'input_text', text: '{{item.b}}' },
        [{ type: 'output_text', text: '{{item.c}}' }, 'and {{item.d}}'],
        { type: 'input_image', image_url: '{{item.e}}' },
      ),
      [
        [['a'], 'input[0].content'],
        [['b'], 'input[1].content.text'],
        [['c'], 'input[2].content[0].text'],
        [['d'], 'input[2].content[1]'],
        [['e'], 'input[3].content.image_url'],
      ],
    ],
    [
      'in each grader of several',
      multi({ a: exact('{{item.x}}'), b: judge('{{item.x}}') }, 'a + b'),
      [[['x'], 'graders.a.reference', 'graders.b.input[0].content']],
    ],
    ['none in Python', { type: 'python', name: 'p', source: 'def grade(): "{{item.x}}"' }, []],
    ['none in JSON', judge('Answer {"a": {"b": 1}}, not {"a": {}}'), []],
  ])('%s', (_, grader, items) => {
    expect(templatesOf(grader)).toEqual({
      items: items.map(([path, ...where]) => ({ path, where })),
      problems: [],
    })
  })
})

test('what a prompt says of templates of its own is no error', () => {
  expect(templatesOf(judge('Is {{name}} filled in? {{#if x}}')).problems).toMatchObject([
    {
      severity: 'warning',
      where: 'input[0].content',
      message: '"{{name}}" must begin with "item." or "sample."',
    },
    { severity: 'warning', message: '"{{#if x}}" is no reference to a field, as {{ item.x }} is' },
  ])
})

test.each([
  ['a - -b ^ 2.5e-3 * sqrt(abs(a))', []],
  ['a + b % 2', ['"%" is no documented operator']],
  ['a', ['does not use the grader "b"']],
  ['a + b)(', ['its parentheses do not match']],
])('the formula %j', (formula, messages) => {
  const { problems } = templatesOf(multi({ a: exact('x'), b: exact('y') }, formula))
  expect(problems.map(({ message }) => message)).toEqual(messages)
})

test('no text makes it throw or hang', () => {
  const text = fc
    .array(fc.constantFrom('{{', '}}', '{', '}', 'item', '.', '[0]', 'x', ' ', '(', '1e', '_'))
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(text, text, (template, formula) => {
      const { items } = templatesOf(multi({ a: exact(template), b: judge(template) }, formula))
      for (const { path, where } of items) expect([path.length, where.length]).not.toContain(0)
    }),
  )
  for (const piece of ['{{', '{{item.x', '{{ item.x }} ', 'item.x}} ']) {
    const started = performance.now()
    templatesOf(exact(piece.repeat(100_000), `${piece.repeat(100_000)}}}`))
    expect(performance.now() - started).toBeLessThan(2000)
  }
  const graders = Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`g${i}`, exact('x')]))
  const names = Array.from({ length: 5000 }, (_, i) => `h${i}`)
  const started = performance.now()
  const { problems } = templatesOf(multi(graders, names.join(' + ')))
  expect(performance.now() - started).toBeLessThan(2000)
  expect(problems).toHaveLength(7000)
  expect(problems[0]?.message).toBe('"h0" is none of the graders (did you mean "g0"?)')
})
