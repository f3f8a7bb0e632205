import { describe, expect, it } from 'vitest'
import { questionNumber, type ReceivedChat, refusal, runEvaluation } from '../support/chat-server.ts'

const right = (chat: ReceivedChat) => `a${questionNumber(chat)}`

describe('a prompt that leaves no room for the answer', () => {
  it.each([0, 7, 19])('at %i is one error where the server knows only max_tokens', async (overlong) => {
    const { outputs, chats } = await runEvaluation((chat) => {
      if ('max_completion_tokens' in chat)
        return refusal(400, { message: 'max_completion_tokens is no field of this API' })
      return questionNumber(chat) === overlong
        ? refusal(400, { message: 'the prompt and max_tokens exceed the context of the model' })
        : right(chat)
    })
    expect(outputs).toMatchObject({ score: '0.95', errors: '1', examples: '20' })
    // The overlong prompt once more, and those that were sent in between.
    expect(chats.length).toBeLessThanOrEqual(20 + 2 * 4)
  })

  it('is one error where the server knows only max_completion_tokens', async () => {
    const { outputs } = await runEvaluation((chat) => {
      if ('max_tokens' in chat) return refusal(400, { param: 'max_tokens' })
      return questionNumber(chat) === 0 ? refusal(400, { param: 'max_completion_tokens' }) : right(chat)
    })
    expect(outputs).toMatchObject({ score: '0.95', errors: '1', examples: '20' })
  })
})

describe('an answer with a function_call', () => {
  const call = { name: 'look_up', arguments: '{"city":"Rome","unit":"C"}' }
  const line = {
    messages: [
      { role: 'user', content: 'q0' },
      { role: 'assistant', content: null, function_call: call },
    ],
    functions: [{ name: 'look_up', parameters: {} }],
  }
  const evaluateWith = (function_call: object) =>
    runEvaluation(() => ({ content: null, function_call, finish_reason: 'function_call' }), {
      files: { 'test.jsonl': JSON.stringify(line) },
      inputs: { 'keep-answers': 'true' },
    })

  it('equals the same call of the reference with another spelling of its arguments', async () => {
    const { outputs, chats, files } = await evaluateWith({
      name: 'look_up',
      arguments: '{ "unit": "C", "city": "Rome" }',
    })
    expect(chats).toEqual([expect.objectContaining({ functions: line.functions })])
    expect(outputs).toMatchObject({ score: '1', errors: '0' })
    expect(files['examples.jsonl']).toContain('"tool_calls":[{"function":{"name":"look_up"')
  })

  it('differs from another call in the reference', async () => {
    const { outputs } = await evaluateWith({ ...call, arguments: '{"city":"Oslo","unit":"C"}' })
    expect(outputs).toMatchObject({ score: '0', errors: '0' })
  })
})
