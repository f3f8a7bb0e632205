import { describe, expect, test } from 'vitest'
import { renderToolNamespace } from '../../src/dataset/tokens/tool-namespace.ts'

const tool = (name: string, parameters?: unknown, description?: string) => ({
  type: 'function',
  function: {
    name,
    ...(description !== undefined && { description }),
    ...(parameters !== undefined && { parameters }),
  },
})

/** Returns how a parameter `x` with this schema is rendered. */
function renderParameter(schema: unknown, required: unknown = ['x']): string {
  const text = renderToolNamespace([tool('f', { type: 'object', properties: { x: schema }, required })])
  return text.split('type f = (_: {\n')[1]?.split('\n}) => any;')[0] ?? expect.fail(text)
}

describe('tools are rendered as the TypeScript that models read', () => {
  test('with descriptions as comments, and optional parameters', () => {
    const parameters = {
      type: 'object',
      properties: {
        city: { type: 'string', description: 'The city.\nIn English.' },
        unit: { type: 'string', enum: ['celsius', 'fahrenheit'] },
      },
      required: ['city'],
    }
    const tools = [tool('get_weather', parameters, 'Returns the weather.'), tool('stop')]
    expect(renderToolNamespace(tools)).toBe(`namespace functions {

// Returns the weather.
type get_weather = (_: {
// The city.
// In English.
city: string,
unit?: "celsius" | "fahrenheit",
}) => any;

type stop = () => any;

} // namespace functions`)
  })

  test('from the legacy functions too', () => {
    const definition = { name: 'f', parameters: { type: 'object', properties: {} } }
    expect(renderToolNamespace([definition])).toBe(renderToolNamespace([tool('f')]))
  })

  test.each([
    [{ type: 'string' }, 'string'],
    [{ type: 'number' }, 'number'],
    [{ type: 'integer' }, 'number'],
    [{ type: 'boolean' }, 'boolean'],
    [{ type: 'null' }, 'null'],
    [{ type: 'integer', enum: [1, 2] }, '1 | 2'],
    [{ enum: ['a', null, { b: 1 }] }, '"a" | null | any'],
    [{ const: 'a' }, '"a"'],
    [{ type: ['string', 'null'] }, 'string | null'],
    [{ anyOf: [{ type: 'string' }, { type: 'integer' }] }, 'string | number'],
    [{ oneOf: [{ type: 'boolean' }, { type: 'array', items: { type: 'string' } }] }, 'boolean | string[]'],
    [{ type: 'array' }, 'any[]'],
    [{ type: 'array', items: { type: 'array', items: { type: 'number' } } }, 'number[][]'],
    [{ type: 'object' }, '{}'],
    [
      { type: 'object', properties: { y: { type: 'object', properties: { z: { type: 'string' } } } } },
      '{\n  y?: {\n    z?: string,\n  },\n}',
    ],
    [{ type: 'array', items: { type: 'object', properties: { y: {} } } }, '{\n  y?: any,\n}[]'],
    [{}, 'any'],
    [{ type: 'file' }, 'any'],
    [{ type: [] }, 'any'],
    [{ enum: [] }, 'any'],
    [{ $ref: '#/$defs/x' }, 'any'],
    [5, 'any'],
    [null, 'any'],
  ])('with the type of %j', (schema, type) => {
    expect(renderParameter(schema)).toBe(`x: ${type},`)
  })

  test.each([[null], [[]], ['x'], [{ x: true }]])(
    'with optional parameters where required is %j',
    (required) => {
      expect(renderParameter({ type: 'string' }, required)).toBe('x?: string,')
    },
  )
})

test.each([
  ['nothing', [], ''],
  ['what is no tool', [null, 5, 'x', []], ''],
  ['a tool of another kind', [{ type: 'web_search' }], '{"type":"web_search"}'],
  [
    'a custom tool among functions',
    [{ type: 'custom', custom: { name: 'c' } }, tool('f')],
    `${renderToolNamespace([tool('f')])}\n{"type":"custom","custom":{"name":"c"}}`,
  ],
])('renders %s', (_, tools, text) => {
  expect(renderToolNamespace(tools)).toBe(text)
})

test.each([
  ['objects', '{"type":"object","properties":{"x":', '}}'],
  ['lists', '{"type":"array","items":', '}'],
  ['alternatives', '{"anyOf":[', ']}'],
])('renders nested %s of any depth in bounded text', (_, before, after) => {
  const depth = 100_000
  const schema = JSON.parse(`${before.repeat(depth)}{}${after.repeat(depth)}`)
  expect(renderParameter(schema)).toContain('any')
  expect(renderParameter(schema).length).toBeLessThan(2000)
  const other = JSON.parse(`{"type":"other","x":${before.repeat(depth)}{}${after.repeat(depth)}}`)
  expect(renderToolNamespace([other])).toBe('')
})

test('renders repeated types once, however deep', () => {
  const before = '{"type":["object","object","object","null"],"properties":{"x":'
  const schema = JSON.parse(`${before.repeat(15)}{}${'}}'.repeat(15)}`)
  expect(renderParameter(schema).length).toBeLessThan(2000)
})
