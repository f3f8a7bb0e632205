import { describe, expect, it } from 'vitest'
import { safeParseExample } from '../../src/evaluation/example.ts'

const user = { role: 'user', content: 'q' }
const assistant = { role: 'assistant', content: 'a' }
const parse = (line: object, hasGrader = false) => safeParseExample(JSON.stringify(line), hasGrader)

describe('a line of the test data', () => {
  it('is a prompt before the last assistant message, without weights', () => {
    const messages = [user, { ...assistant, weight: 0 }, user, { ...assistant, weight: 1, content: 'last' }]
    expect(parse({ messages })).toMatchObject({
      prompt: [user, assistant, user],
      reference: { text: 'last', toolCalls: [] },
      options: {},
    })
  })

  it('has the options of its request', () => {
    const options = {
      tools: [{ type: 'function', function: { name: 'f' } }],
      response_format: { type: 'json_object' },
      parallel_tool_calls: false,
    }
    expect(parse({ messages: [user, assistant], ...options, topic: 'x' })).toMatchObject({ options })
  })

  it('joins the text parts of a reference', () => {
    const content = [
      { type: 'text', text: 'a' },
      { type: 'text', text: 'b' },
    ]
    expect(parse({ messages: [user, { role: 'assistant', content }] })).toMatchObject({
      reference: { text: 'ab' },
    })
  })

  it('may end with a question when there is a grader', () => {
    const messages = [user, assistant, user]
    expect(parse({ messages }, true)).toMatchObject({ prompt: messages, reference: undefined })
    expect(parse({ messages })).toMatchObject({ prompt: [user], reference: { text: 'a' } })
    const question = { messages: [user], topic: 'x' }
    expect(parse(question, true)).toEqual({
      prompt: [user],
      options: {},
      reference: undefined,
      item: question,
    })
  })

  it.each([
    ['{', 'not valid JSON'],
    ['[]', 'not a JSON object'],
    ['{"prompt": "secret text"}', 'there is no list "messages"'],
    ['{"messages": []}', 'there is no list "messages"'],
    ['{"messages": [{"content": "secret text"}]}', 'a message is not an object with a role'],
    ['{"messages": [{"role": "user", "content": "secret text"}]}', 'there is no assistant message'],
    ['{"messages": [{"role": "assistant", "content": "secret text"}]}', 'no message before the answer'],
  ])('that is %s has a problem that quotes nothing', (text, problem) => {
    const result = safeParseExample(text, false)
    expect(result).toEqual({ problem: expect.stringContaining(problem) })
    expect(JSON.stringify(result)).not.toContain('secret')
  })
})
