import { expect, test } from 'vitest'
import { getContextLength, getEncoding, getModelFormat } from '../../src/dataset/model.ts'
import { assistant, inspectText, user } from './inspected.ts'

test.each([
  ['gpt-3.5-turbo-0125', 'chat'],
  ['gpt-35-turbo', 'chat'],
  ['gpt-4', 'chat'],
  ['gpt-4o-mini-2024-07-18', 'chat'],
  ['GPT-4.1-nano', 'chat'],
  ['gpt-41-mini', 'chat'],
  ['o4-mini-2025-04-16', 'chat'],
  ['ft:gpt-4.1-2025-04-14:acme:support:AbCd', 'chat'],
  ['gpt-4o-mini.ft-0123456789abcdef', 'chat'],
  ['babbage-002', 'completions'],
  ['ft:davinci-002:acme::AbCd', 'completions'],
  ['gpt-3.5-turbo-instruct', undefined],
  ['o4mini', undefined],
  ['my-gpt-4', undefined],
  ['chat', undefined],
  ['', undefined],
])('%s is trained on %s', (model, format) => {
  expect(getModelFormat(model)).toBe(format)
})

test.each([
  ['gpt-4o-mini-2024-07-18', 'o200k_base', 65_536],
  ['gpt-4o-2024-08-06', 'o200k_base', 65_536],
  ['ft:gpt-4o-2024-08-06:gpt-4:gpt-4:x', 'o200k_base', 65_536],
  ['gpt-4o-mini-2024-07-18.ft-0123-gpt-4', 'o200k_base', 65_536],
  ['gpt-4o-audio-preview', 'o200k_base', undefined],
  ['gpt-4.1-mini-2025-04-14', 'o200k_base', undefined],
  ['gpt-41-mini', 'o200k_base', undefined],
  ['gpt-4-1-mini', 'o200k_base', undefined],
  ['o4-mini-2025-04-16', 'o200k_base', undefined],
  ['gpt-5', 'o200k_base', undefined],
  ['Qwen-32B', 'o200k_base', undefined],
  ['', 'o200k_base', undefined],
  ['gpt-3.5-turbo-0125', 'cl100k_base', 16_385],
  ['gpt-3.5-turbo', 'cl100k_base', 16_385],
  ['gpt-3.5-turbo-0613', 'cl100k_base', 4096],
  ['ft:gpt-3.5-turbo-0613:gpt-4o::x', 'cl100k_base', 4096],
  ['gpt-35-turbo-0125', 'cl100k_base', 16_385],
  ['azure/gpt-35-turbo-1106', 'cl100k_base', 16_385],
  ['GPT-35-Turbo-0613', 'cl100k_base', 4096],
  ['gpt-4-0613', 'cl100k_base', undefined],
  ['gpt-4', 'cl100k_base', undefined],
  ['gpt-4-1106-preview', 'cl100k_base', undefined],
  ['babbage-002', 'cl100k_base', undefined],
  ['ft:davinci-002:o::x', 'cl100k_base', undefined],
])('%s has its encoding and its training context if known', (model, encoding, context) => {
  expect(getEncoding(model)).toBe(encoding)
  expect(getContextLength(model)).toBe(context)
})

const CHAT = JSON.stringify({ messages: [user, assistant] })
const COMPLETIONS = JSON.stringify({ prompt: 'Capital of France?', completion: 'Paris.' })

test.each<[string, 'supervised' | 'reinforcement', string, string | undefined]>([
  [
    'gpt-4.1',
    'supervised',
    COMPLETIONS,
    'the data has the completions format, but this model is trained on the chat format',
  ],
  [
    'davinci-002',
    'supervised',
    CHAT,
    'the data has the chat format, but this model is trained on the completions format',
  ],
  ['davinci-002', 'supervised', COMPLETIONS, undefined],
  ['gpt-4.1', 'supervised', CHAT, undefined],
  ['mine', 'supervised', COMPLETIONS, undefined],
  // Another check reports this as an error.
  ['gpt-4.1', 'reinforcement', COMPLETIONS, undefined],
])('warns that %s in %s is not trained on the format of the data', async (model, method, line, message) => {
  const { problems, counts } = await inspectText(`\n${line}\n${line}\n`, {
    model,
    method,
    role: 'validation',
  })
  const warnings = problems.filter(({ code }) => code === 'model-format')
  expect(warnings).toEqual(
    message ? [{ code: 'model-format', severity: 'warning', file: 'd.jsonl', line: 2, message }] : [],
  )
  expect(counts.codes['model-format']).toBe(message && 1)
})
