import { expect, test } from 'vitest'
import { formatOfModel } from '../../src/dataset/model-format.ts'
import { assistant, inspected, user } from './inspected.ts'

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
  expect(formatOfModel(model)).toBe(format)
})

const CHAT = JSON.stringify({ messages: [user, assistant] })
const COMPLETIONS = JSON.stringify({ prompt: 'Capital of France?', completion: 'Paris.' })

test.each<[string, 'supervised' | 'reinforcement', string, string | undefined]>([
  [
    'gpt-4.1',
    'supervised',
    COMPLETIONS,
    'the data has the completions format, but a model of this name is trained on the chat format',
  ],
  [
    'davinci-002',
    'supervised',
    CHAT,
    'the data has the chat format, but a model of this name is trained on the completions format',
  ],
  ['davinci-002', 'supervised', COMPLETIONS, undefined],
  ['gpt-4.1', 'supervised', CHAT, undefined],
  ['mine', 'supervised', COMPLETIONS, undefined],
  // That is an error already.
  ['gpt-4.1', 'reinforcement', COMPLETIONS, undefined],
])('of %s in %s the format is told that it does not take', async (model, method, line, message) => {
  const { problems, counts } = await inspected(`\n${line}\n${line}\n`, { model, method, role: 'validation' })
  const told = problems.filter(({ code }) => code === 'model-format')
  expect(told).toEqual(
    message ? [{ code: 'model-format', severity: 'warning', file: 'd.jsonl', line: 2, message }] : [],
  )
  expect(counts.codes['model-format']).toBe(message && 1)
})
