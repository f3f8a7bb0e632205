import { describe, expect, it } from 'vitest'
import { decodeChatCompletion, getContentText } from '../../src/openai/chat-completion.ts'

const NOTHING = {
  text: '',
  toolCalls: [],
  isRefusal: false,
  finishReason: undefined,
  promptTokens: 0,
  completionTokens: 0,
}

describe('decodeChatCompletion', () => {
  it.each<[string, object, Partial<typeof NOTHING> | object]>([
    ['an answer of which nothing is known', { choices: [{ message: {} }] }, {}],
    [
      'an answer with its tokens',
      {
        choices: [{ message: { content: 'yes' }, finish_reason: 'stop' }],
        usage: { prompt_tokens: 5, completion_tokens: 1 },
      },
      { text: 'yes', finishReason: 'stop', promptTokens: 5, completionTokens: 1 },
    ],
    [
      'the tokens that are numbers',
      { choices: [{ message: {} }], usage: { prompt_tokens: 'many', completion_tokens: 1 } },
      { completionTokens: 1 },
    ],
    ['an answer whose tokens are null', { choices: [{ message: {} }], usage: null }, {}],
    ['a refusal', { choices: [{ message: { content: null, refusal: 'no' } }] }, { isRefusal: true }],
    ['no refusal that is empty', { choices: [{ message: { content: 'a', refusal: '' } }] }, { text: 'a' }],
    [
      'the first of several answers, also if the second one is broken',
      { choices: [{ message: { content: 'a' } }, null] },
      { text: 'a' },
    ],
    [
      'tool calls without a content',
      { choices: [{ message: { tool_calls: [{ id: 'call_1' }], function_call: { name: 'f' } } }] },
      { toolCalls: [{ id: 'call_1' }] },
    ],
    [
      'a call of a function in the form of a tool call',
      { choices: [{ message: { content: null, function_call: { name: 'f' } } }] },
      { toolCalls: [{ function: { name: 'f' } }] },
    ],
  ])('reads %s', (_, body, expected) => {
    expect(decodeChatCompletion(body)).toEqual({ ...NOTHING, ...expected })
  })

  it.each([{}, { choices: [] }, { choices: [null] }, { choices: [{ message: 'yes' }] }, [], null])(
    'rejects %j, which has no answer',
    (body) => {
      expect(() => decodeChatCompletion(body)).toThrow()
    },
  )
})

describe('getContentText', () => {
  it.each([
    ['yes', 'yes'],
    [[{ type: 'text', text: 'a' }, { type: 'image' }, { text: 1 }, null, { text: 'b' }], 'ab'],
    [{ text: 'a' }, ''],
    [null, ''],
  ])('joins the texts of %j', (content, text) => {
    expect(getContentText(content)).toBe(text)
  })
})
