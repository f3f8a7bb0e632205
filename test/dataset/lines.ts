import fc from 'fast-check'
import type { Format, MethodName } from '../../src/dataset/format.ts'
import type { JsonObject } from '../../src/json.ts'

/** The method whose lines have each format. */
export const METHODS: Record<Format, MethodName> = {
  chat: 'supervised',
  completions: 'supervised',
  dpo: 'dpo',
  reinforcement: 'reinforcement',
}

const text = fc
  .oneof(fc.lorem({ maxCount: 30 }), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }))
  .map((text) => (text.includes('<|') || text.trim() === '' ? 'x' : text))
const name = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/)
const sometimes = <T>(fields: Record<string, fc.Arbitrary<T>>) => fc.record(fields, { requiredKeys: [] })
const message = (role: string, content: fc.Arbitrary<unknown>) =>
  fc
    .tuple(fc.record({ role: fc.constant(role), content }), sometimes({ name }))
    .map(([message, optional]) => ({ ...message, ...optional }))

const part = fc.record({ type: fc.constant('text'), text })
const image = fc.record({
  type: fc.constant('image_url'),
  image_url: fc
    .tuple(
      fc.constantFrom(
        'https://example.com/a.png',
        'data:image/png;base64,iVBORw0KGgoAAAANSUhEUg==',
        'data:image/jpeg;base64,/9j/4AAQSkZJRgABAQ==',
      ),
      sometimes({ detail: fc.constantFrom('auto', 'low', 'high') }),
    )
    .map(([url, detail]) => ({ url, ...detail })),
})
const instructions = fc.oneof(message('system', text), message('developer', text))
const question = message('user', fc.oneof(text, fc.array(part, { minLength: 1, maxLength: 3 })))
const picture = message(
  'user',
  fc.tuple(part, fc.array(image, { minLength: 1, maxLength: 9 })).map(([part, images]) => [part, ...images]),
)
const answer = fc
  .tuple(
    fc.oneof(
      message('assistant', fc.oneof(text, fc.array(part, { minLength: 1, maxLength: 2 }))),
      fc.record({ role: fc.constant('assistant'), content: fc.constant(null), refusal: text }),
    ),
    sometimes({ weight: fc.constant(1) }),
  )
  .map(([message, weight]) => ({ ...message, ...weight }))
const unlearnt = fc.record({ role: fc.constant('assistant'), content: text, weight: fc.constant(0) })

const TOOL = {
  type: 'function',
  function: {
    name: 'get_weather',
    description: 'The weather of a city.',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
    strict: true,
  },
}
const called = fc.record({
  name: fc.constant('get_weather'),
  arguments: fc.record({ city: text }).map((given) => JSON.stringify(given)),
})
const calls = fc
  .array(called, { minLength: 1, maxLength: 3 })
  .map((called) => called.map((each, i) => ({ id: `call_${i}`, type: 'function', function: each })))
const callAndAnswers = fc
  .tuple(calls, text)
  .map(([calls, content]) => [
    { role: 'assistant', tool_calls: calls },
    ...calls.map(({ id }) => ({ role: 'tool', tool_call_id: id, content })),
  ])

const opening = fc.option(instructions).map((message) => (message ? [message] : []))
const turns = fc
  .array(fc.tuple(question, fc.oneof(answer, unlearnt)), { maxLength: 3 })
  .map((turns) => turns.flat())
/** A conversation up to a question without an answer. */
const prompt = fc
  .tuple(opening, turns, question)
  .map(([opening, turns, last]) => [...opening, ...turns, last])

const chat: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.tuple(prompt, answer).map(([prompt, answer]) => ({ messages: [...prompt, answer] })),
  fc
    .tuple(opening, picture, answer)
    .map(([opening, picture, answer]) => ({ messages: [...opening, picture, answer] })),
  fc.tuple(prompt, calls, fc.boolean()).map(([prompt, calls, parallel]) => ({
    messages: [...prompt, { role: 'assistant', tool_calls: calls }],
    tools: [TOOL],
    parallel_tool_calls: parallel,
  })),
  fc
    .tuple(prompt, callAndAnswers, answer)
    .map(([prompt, middle, answer]) => ({ messages: [...prompt, ...middle, answer], tools: [TOOL] })),
  fc.tuple(question, called, text, answer).map(([question, call, content, answer]) => ({
    messages: [
      question,
      { role: 'assistant', content: null, function_call: call },
      { role: 'function', name: 'get_weather', content },
      answer,
    ],
    functions: [TOOL.function],
  })),
)

/** Valid lines of each format, of every kind in the guides. */
export const VALID_LINES: Record<Format, fc.Arbitrary<JsonObject>> = {
  chat,
  completions: fc.record({ prompt: fc.oneof(text, fc.constant('')), completion: text }),
  dpo: fc.tuple(prompt, text, text, fc.boolean()).map(([messages, better, worse, hasTools]) => ({
    input: { messages, ...(hasTools && { tools: [TOOL], parallel_tool_calls: true }) },
    preferred_output: [{ role: 'assistant', content: better }],
    non_preferred_output: [{ role: 'assistant', content: `${worse}${worse === better ? '!' : ''}` }],
  })),
  reinforcement: fc
    .tuple(
      prompt,
      fc.record({ answer: text, id: fc.nat(), rubric: fc.array(fc.record({ points: fc.float() })) }),
      fc.boolean(),
    )
    .map(([messages, fields, hasTools]) => ({
      // Reinforcement does not support the role system.
      messages: messages.map((message) =>
        message.role === 'system' ? { ...message, role: 'developer' } : message,
      ),
      ...fields,
      ...(hasTools && { tools: [TOOL] }),
    })),
}
