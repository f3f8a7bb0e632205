import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { countBilledTokens } from '../sandbox/billing.ts'
import { detectFormat, type MethodName } from '../src/dataset/format.ts'
import { getEncoding } from '../src/dataset/model.ts'
import { createExampleTokenCounter } from '../src/dataset/tokens/example-tokens.ts'
import { readRanks } from './support/ranks.ts'

/** Returns the billed tokens and the action's estimate of the same lines. */
async function countBoth(lines: string[], model: string, method: MethodName = 'supervised') {
  const content = Buffer.from(lines.map((line) => `${line}\n`).join(''))
  const count = await createExampleTokenCounter(getEncoding(model), readRanks)
  const estimated = lines.map((line) => {
    const example = JSON.parse(line)
    return count(example, detectFormat(example, method) ?? expect.fail('no format')).tokens
  })
  return {
    billed: countBilledTokens({ content, bytes: content.length, sha256: '', examples: lines.length }, model),
    estimated: estimated.reduce((sum, tokens) => sum + tokens, 0),
  }
}

const readExample = (name: string) =>
  readFileSync(join(import.meta.dirname, '../examples', name, 'train.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean)

const weather = {
  name: 'get_weather',
  description: 'Returns the weather.\nToday only.',
  parameters: {
    type: 'object',
    properties: {
      city: { type: 'string', description: 'A city' },
      unit: { type: 'string', enum: ['celsius', 'fahrenheit'] },
      days: { type: ['integer', 'null'] },
      place: { type: 'object', properties: { lat: { type: 'number', description: 'North' }, lon: {} } },
      tags: { type: 'array', items: { type: 'string' } },
      raw: { type: 'object' },
      other: { anyOf: [{ type: 'boolean' }, { type: 'string' }] },
    },
    required: ['city'],
  },
}
const WITH_TOOLS = {
  messages: [
    { role: 'system', content: 'Call <|a|> function.', name: 'rules' },
    { role: 'user', content: [{ type: 'text', text: 'Rain in Zürich?' }] },
    {
      role: 'assistant',
      tool_calls: [
        { id: 'call_1', type: 'function', function: { name: 'get_weather', arguments: '{"city":"Zürich"}' } },
      ],
    },
    { role: 'tool', tool_call_id: 'call_1', content: 'dry' },
    { role: 'assistant', content: 'No.', weight: 1 },
  ],
  tools: [
    { type: 'function', function: weather },
    { type: 'function', function: { name: 'stop' } },
  ],
}

describe("the sandbox bills what the models' encodings count, and the estimate of the action is right", () => {
  it.each<[string, MethodName, string, string[]]>([
    ['chat', 'supervised', 'gpt-4.1-mini-2025-04-14', readExample('support')],
    ['chat in an older encoding', 'supervised', 'gpt-3.5-turbo-0125', readExample('support')],
    ['preferences', 'dpo', 'gpt-4.1-mini-2025-04-14', readExample('dpo')],
    ['prompts', 'reinforcement', 'o4-mini-2025-04-16', readExample('reinforcement')],
    ['tools', 'supervised', 'gpt-4.1-2025-04-14', [JSON.stringify(WITH_TOOLS)]],
    ['completions', 'supervised', 'babbage-002', ['{"prompt":"Capital of France?","completion":" Paris."}']],
  ])('of %s', async (_, method, model, lines) => {
    const { billed, estimated } = await countBoth(lines, model, method)
    expect(billed).toBeGreaterThan(0)
    expect(estimated).toBe(billed)
  })
})

it('extrapolates the bill of a file of which only the beginning is stored', () => {
  const line = '{"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}]}\n'
  const count = (stored: number, lines: number) =>
    countBilledTokens(
      {
        content: Buffer.from(line.repeat(stored)),
        bytes: lines * line.length,
        sha256: '',
        examples: lines,
      },
      'gpt-4.1-mini-2025-04-14',
    )
  const each = count(1, 1)
  expect(each).toBe(1 + (3 + 1 + 1) + (3 + 1 + 1))
  expect(count(100, 400)).toBe(400 * each)
  expect(Math.abs(count(20_000, 40_000) / (40_000 * each) - 1)).toBeLessThan(0.001)
})
