import { expect, it } from 'vitest'
import { isSameModel } from '../../src/openai/model.ts'

it.each([
  ['gpt-4.1-mini', 'gpt-4.1-mini', true],
  ['gpt-4.1-mini', 'gpt-4.1-mini-2025-04-14', true],
  ['gpt-3.5-turbo', 'gpt-3.5-turbo-0125', true],
  ['azure/gpt-4.1-mini', 'gpt-4.1-mini-2025-04-14', true],
  ['meta-llama/Llama-3.3-70B', 'llama-3.3-70b', true],
  ['gpt-4.1-mini', 'gpt-4.1', false],
  ['gpt-4.1-mini-2025-04-14', 'gpt-4.1-mini-2025-05-14', false],
  ['ft:gpt-4o:org::abc', 'ft:gpt-4o:org::abc', true],
  ['openai/ft:gpt-4o:org::aBc', 'ft:gpt-4o:org::aBc', true],
  ['ft:gpt-4o:org::abc', 'ft:gpt-4o:org::ABC', false],
  ['ft:gpt-4o:org::x-0125', 'ft:gpt-4o:org::x', false],
])('isSameModel decides whether %s and %s are one model: %s', (a, b, same) => {
  expect([isSameModel(a, b), isSameModel(b, a)]).toEqual([same, same])
})
