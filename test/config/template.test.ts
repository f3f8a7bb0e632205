import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Grader, MultiGrader, SingleGrader } from '../../src/config/grader.ts'
import { parseTemplates } from '../../src/config/template.ts'

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

describe('parseTemplates', () => {
  it.each<[string, Grader, [path: string[], ...locations: string[]][]]>([
    ['a reference', exact('{{item.x}}'), [[['x'], 'reference']]],
    ['a reference with spaces', exact('{{  item.x\t}}'), [[['x'], 'reference']]],
    ['a nested field', exact('{{item.a.b-c[0].d[12]}}'), [[['a', 'b-c', '0', 'd', '12'], 'reference']]],
    ['a name in any script', exact('{{item.答え}}'), [[['答え'], 'reference']]],
    [
      'several references in a text',
      exact('{{item.x}}, {{item.y}}'),
      [
        [['x'], 'reference'],
        [['y'], 'reference'],
      ],
    ],
    [
      'the same reference in two fields once',
      exact('{{item.x}} {{ item.x }}', '{{item.x}}'),
      [[['x'], 'input', 'reference']],
    ],
    [
      'references in every form of message content',
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
      'references in each grader of a multi grader',
      multi({ a: exact('{{item.x}}'), b: judge('{{item.x}}') }, 'a + b'),
      [[['x'], 'graders.a.reference', 'graders.b.input[0].content']],
    ],
    [
      'no reference in audio',
      judge({ type: 'input_audio', input_audio: { data: '{{item.x}}', format: 'mp3' } }),
      [],
    ],
    ['no reference in Python', { type: 'python', name: 'p', source: 'def grade(): "{{item.x}}"' }, []],
    ['no reference in JSON', judge('Answer {"a": {"b": 1}}, not {"a": {}}'), []],
  ])('finds %s', (_, grader, items) => {
    expect(parseTemplates(grader)).toEqual({
      items: items.map(([path, ...locations]) => ({ path, locations })),
      problems: [],
    })
  })
})

it('only warns about other templates in a prompt', () => {
  expect(parseTemplates(judge('Is {{name}} filled in? {{#if x}}')).problems).toMatchObject([
    {
      severity: 'warning',
      field: 'input[0].content',
      message: '"{{name}}" must begin with "item." or "sample."',
    },
    { severity: 'warning', message: '"{{#if x}}" is not a reference to a field such as {{ item.x }}' },
  ])
})

it.each([
  ['a - -b ^ 2.5e-3 * sqrt(abs(a))', []],
  ['a + b % 2', ['"%" is not a documented operator']],
  ['a', ['does not use the grader "b"']],
  ['a + b)(', ['its parentheses do not match']],
])('checks the formula %j', (formula, messages) => {
  const { problems } = parseTemplates(multi({ a: exact('x'), b: exact('y') }, formula))
  expect(problems.map(({ message }) => message)).toEqual(messages)
})

it('accepts any text, in time linear to its length', () => {
  const text = fc
    .array(fc.constantFrom('{{', '}}', '{', '}', 'item', '.', '[0]', 'x', ' ', '(', '1e', '_'))
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(text, text, (template, formula) => {
      const { items } = parseTemplates(multi({ a: exact(template), b: judge(template) }, formula))
      for (const { path, locations } of items) expect([path.length, locations.length]).not.toContain(0)
    }),
  )
  for (const piece of ['{{', '{{item.x', '{{ item.x }} ', 'item.x}} ']) {
    // A quadratic search of these would not end before the timeout of the test.
    parseTemplates(exact(piece.repeat(100_000), `${piece.repeat(100_000)}}}`))
  }
})

it('suggests names for only the first unknown names of a formula', () => {
  const graders = Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`g${i}`, exact('x')]))
  const names = Array.from({ length: 5000 }, (_, i) => `h${i}`)
  const { problems } = parseTemplates(multi(graders, names.join(' + ')))
  expect(problems).toHaveLength(7000)
  expect(problems.filter(({ message }) => message.includes('did you mean'))).toHaveLength(20)
  expect(problems[0]?.message).toBe('"h0" is not the key of a grader (did you mean "g0"?)')
})
