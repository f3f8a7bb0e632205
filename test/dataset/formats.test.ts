import { describe, expect, test } from 'vitest'
import { assistant, findCodes, inspectText, user } from './inspected.ts'

const call = { id: 'call_1', type: 'function', function: { name: 'f', arguments: '{"city":"SF"}' } }
const tool = { type: 'function', function: { name: 'f', description: 'd', parameters: {}, strict: true } }
const text = { type: 'text', text: 'hi' }
const image = (url: string, detail = 'auto') => ({ type: 'image_url', image_url: { url, detail } })
/** The first bytes of an image: the check reads no others. */
const PNG = 'iVBORw0KGgoAAAANSUhEUg=='
const chat = (...messages: unknown[]) => ({ messages })
const chatAbout = (content: unknown) => chat({ role: 'user', content }, assistant)
const answers = (fields: object) => chat(user, { role: 'assistant', ...fields })
const calls = (fields: object) => answers({ tool_calls: [{ ...call, ...fields }] })
const worse = { role: 'assistant', content: 'Lyon.' }
const pair = { input: { messages: [user] }, preferred_output: [assistant], non_preferred_output: [worse] }
const item = { messages: [user], reference: 'Paris' }

describe('valid supervised lines', () => {
  test.each<[string, unknown]>([
    ['a system message', chat({ role: 'system', content: 'Be terse.' }, user, assistant)],
    ['several turns', chat(user, assistant, user, assistant)],
    ['a developer message', chat({ role: 'developer', content: 'Be terse.' }, user, assistant)],
    ['names', chat({ ...user, name: 'ann' }, { ...assistant, name: 'bot' })],
    ['weights', chat(user, { ...assistant, weight: 0 }, user, { ...assistant, weight: 1 })],
    ['content as text parts', chatAbout([text, text])],
    ['an image by url', chatAbout([text, image('https://example.com/a.png')])],
    ['an image as data', chatAbout([image(`data:image/png;base64,${PNG}`, 'low')])],
    ['a refusal part', answers({ content: [{ type: 'refusal', refusal: 'No.' }] })],
    ['a refusal with null content', answers({ content: null, refusal: 'No.' })],
    ['null for unset keys', answers({ content: 'x', refusal: null, function_call: null, tool_calls: null })],
    [
      'null as client libraries write it',
      {
        messages: [
          {
            role: 'user',
            name: null,
            content: [{ type: 'image_url', image_url: { url: 'https://a.b/c', detail: null } }],
          },
          { ...assistant, audio: null, annotations: null, refusal: null },
        ],
        tools: [
          { type: 'function', function: { name: 'f', description: null, parameters: null, strict: null } },
        ],
        parallel_tool_calls: null,
      },
    ],
    ['tool calls without content', answers({ tool_calls: [call, { ...call, id: 'call_2' }] })],
    ['tool calls with null content', answers({ content: null, tool_calls: [call] })],
    ['tool calls with empty content', answers({ content: '', tool_calls: [call] })],
    [
      'an answered call',
      chat(
        user,
        { role: 'assistant', tool_calls: [call] },
        { role: 'tool', content: '', tool_call_id: 'call_1' },
        assistant,
      ),
    ],
    [
      'calls that are answered in a different order',
      chat(
        user,
        { role: 'assistant', tool_calls: [call, { ...call, id: 'call_2' }] },
        { role: 'tool', content: 'x', tool_call_id: 'call_2' },
        { role: 'tool', content: 'y', tool_call_id: 'call_1' },
        assistant,
      ),
    ],
    [
      'an id that is used again later',
      chat(
        ...[1, 2].flatMap(() => [
          user,
          { role: 'assistant', tool_calls: [call] },
          { role: 'tool', content: 'x', tool_call_id: 'call_1' },
          assistant,
        ]),
      ),
    ],
    ['a call of a defined tool', { ...calls({}), tools: [tool] }],
    ['an assistant message at the start', chat(assistant, user, assistant)],
    ['white space with calls', answers({ content: '\n\n', tool_calls: [call] })],
    [
      'a blank text with an image',
      chatAbout([{ type: 'text', text: ' ' }, image('https://example.com/a.png')]),
    ],
    [
      'images as data',
      chatAbout(
        ['jpeg;base64,/9j/4AAQSkZJRgABAQ', 'webp;base64,UklGRiQAAABXRUJQVlA4IA=='].map((data) =>
          image(`data:image/${data}`),
        ),
      ),
    ],
    ['ten images', chatAbout(Array.from({ length: 10 }, () => image('https://example.com/a.png')))],
    ['text that resembles a special token', chatAbout('<|im_start <| endoftext |> <|x|> < |im_end|>')],
    [
      'an escaped surrogate pair',
      `{"messages":[{"role":"user","content":"\\ud83d\\ude42"},{"role":"assistant","content":"x"}]}`,
    ],
    ['text that resembles repeated keys', chatAbout('":":": {"a":1,"a":2} \\":')],
    ['the same key in two objects', chatAbout([text, text, { type: 'text', text: '"text":' }])],
    ['tools', { ...chat(user, assistant), tools: [tool], parallel_tool_calls: false }],
    [
      'a legacy function call',
      {
        ...chat(
          user,
          { role: 'assistant', content: null, function_call: call.function },
          { role: 'function', name: 'f', content: null },
          assistant,
        ),
        functions: [{ name: 'f', parameters: {} }],
      },
    ],
    ['completions', { prompt: 'Say hi', completion: 'hi' }],
    ['completions without a prompt', { prompt: '', completion: 'hi' }],
    ['any script', chatAbout('\u0000 ‮ 北京 👩‍👩‍👧 \u2028 \\ " </script> ::error::')],
    ['white space around the object', `  ${JSON.stringify(chat(user, assistant))}\t`],
  ])('have no problem: %s', async (_, line) => {
    expect(await findCodes(line)).toEqual([])
  })
})

/** Adds the start of a line for the title of a test: one line is 14 MB. */
const withTitle = ([code, line]: [string, unknown]) =>
  [code, JSON.stringify(line).slice(0, 200), line] as const

describe('invalid supervised lines', () => {
  const lines: [string, unknown][] = [
    ['not-json', '{"messages":'],
    ['not-object', '"text"'],
    ['not-object', 'null'],
    ['not-object', '5'],
    ['no-messages', {}],
    ['no-messages', { messages: null }],
    ['no-messages', { messages: 'x' }],
    ['no-messages', { messages: {} }],
    ['no-messages', { messages: [] }],
    ['message-type', chat(user, 'x', assistant)],
    ['message-type', chat(user, null, assistant)],
    ['message-type', chat(user, [], assistant)],
    ['unknown-role', chat({ content: 'x' }, assistant)],
    ['unknown-role', chat({ role: 'human', content: 'x' }, assistant)],
    ['unknown-role', chat({ role: 5, content: 'x' }, assistant)],
    ['unknown-role', chat({ role: 'constructor', content: 'x' }, assistant)],
    ['unknown-role', chat({ role: ' User', content: 'x' }, assistant)],
    ['content-missing', chat({ role: 'user' }, assistant)],
    ['content-missing', chatAbout(null)],
    ['content-missing', answers({})],
    ['content-missing', answers({ refusal: '' })],
    ['content-missing', answers({ content: null })],
    [
      'content-missing',
      chat(
        user,
        { role: 'assistant', tool_calls: [call] },
        { role: 'tool', tool_call_id: 'call_1' },
        assistant,
      ),
    ],
    ['content-type', chatAbout(5)],
    ['content-type', chatAbout({ type: 'text', text: 'x' })],
    ['content-type', answers({ content: 5, tool_calls: [call] })],
    ['content-part', chatAbout(['x'])],
    ['content-part', chatAbout([{ text: 'x' }])],
    ['content-part', chatAbout([{ type: 'text' }])],
    ['content-part', chatAbout([{ type: 'constructor' }])],
    ['content-part', chatAbout([{ type: 'refusal', refusal: 'No.' }])],
    ['content-part', answers({ content: [{ type: 'refusal', refusal: 5 }] })],
    ['content-part', chatAbout([{ type: 'image_url', image_url: 'https://example.com/a.png' }])],
    ['image-role', answers({ content: [image('https://example.com/a.png')] })],
    ['image-role', chat({ role: 'system', content: [image('https://example.com/a.png')] }, assistant)],
    ['weight-role', chat({ ...user, weight: 1 }, assistant)],
    ['weight-value', answers({ content: 'x', weight: 0.5 })],
    ['weight-value', answers({ content: 'x', weight: '1' })],
    ['weight-value', answers({ content: 'x', weight: true })],
    ['weight-value', answers({ content: 'x', weight: null })],
    ['tool-arguments', calls({ function: { name: 'f', arguments: { city: 'SF' } } })],
    ['arguments-json', calls({ function: { name: 'f', arguments: "{'city':'SF'}" } })],
    ['tool-arguments', calls({ function: { name: 'f' } })],
    ['tool-arguments', calls({ function: 'f' })],
    ['tool-arguments', answers({ tool_calls: ['f'] })],
    ['tool-arguments', answers({ tool_calls: {} })],
    ['arguments-json', answers({ function_call: { name: 'f', arguments: '' } })],
    ['tool-arguments', answers({ function_call: { name: 'f', arguments: null } })],
    ['tool-arguments', answers({ function_call: 'auto' })],
    ['no-assistant', chat(user)],
    ['unknown-key', { ...chat(user, assistant), weight: 1 }],
    ['unknown-key', '{"messages":[{"role":"assistant","content":"x"}],"__proto__":{}}'],
    ['unknown-key', { prompt: 'x', completion: 'y', id: 5 }],
    ['completions-shape', { prompt: 'x' }],
    ['completions-shape', { prompt: ['x'], completion: 'y' }],
    ['content-empty', chatAbout('')],
    ['content-parts', chatAbout([])],
    ['content-parts', answers({ content: [], tool_calls: [call] })],
    ['refusal-type', answers({ content: 'x', refusal: false })],
    ['refusal-type', answers({ content: 'x', refusal: ['No.'] })],
    [
      'tool-parts',
      chat(
        user,
        { role: 'assistant', tool_calls: [call] },
        { role: 'tool', content: [text], tool_call_id: 'call_1' },
        assistant,
      ),
    ],
    ['content-empty', chatAbout(' \n\t\u3000')],
    ['content-empty', chatAbout([{ type: 'text', text: '' }])],
    ['content-empty', { prompt: 'x', completion: '\n' }],
    ['duplicate-key', '{"messages":[],"messages":[{"role":"assistant","content":"x"}]}'],
    ['duplicate-key', '{"messages":[{"role" : "assistant", "content" : "x", "content" : "y"}]}'],
    ['duplicate-key', '{"messages":[{"role":"assistant","content":"x","c\\u006fntent":"y"}]}'],
    ['duplicate-key', '{"messages":[{"role":"assistant","content":"\\\\","content":":"}]}'],
    [
      'lone-surrogate',
      '{"messages":[{"role":"user","content":"\\ud800"},{"role":"assistant","content":"x"}]}',
    ],
    [
      'lone-surrogate',
      '{"messages":[{"role":"user","content":"\\uDE42\\uD83D"},{"role":"assistant","content":"x"}]}',
    ],
    ['fim-token', chatAbout('x <|fim_suffix|> y <|im_end|>')],
    ['fim-token', answers({ content: null, refusal: '<|fim_prefix|>' })],
    ['fim-token', calls({ function: { name: 'f', arguments: '{"a":"<|fim_middle|>"}' } })],
    ['fim-token', { prompt: 'x', completion: '<|fim_middle|>' }],
    ['fim-token', '{"messages":[{"role":"assistant","content":"\\u003c|fim_prefix\\u007c>"}]}'],
    ['special-token', chatAbout('<|endoftext|>')],
    ['special-token', chatAbout([{ type: 'text', text: '<|im_start|>user' }])],
    ['consecutive-assistant', chat(user, assistant, { role: 'assistant', tool_calls: [call] })],
    ['all-weights-zero', chat(user, { ...assistant, weight: 0 }, user, { ...assistant, weight: 0 })],
    ['unknown-tool', { ...calls({ function: { name: 'g', arguments: '{}' } }), tools: [tool] }],
    ['unknown-tool', { ...calls({}), tools: [] }],
    [
      'unknown-tool',
      { ...answers({ content: null, function_call: call.function }), functions: [{ name: 'g' }] },
    ],
    ['unanswered-call', chat(user, { role: 'assistant', tool_calls: [call] }, user, assistant)],
    [
      'unanswered-call',
      chat(
        user,
        { role: 'assistant', tool_calls: [call, { ...call, id: 'call_2' }] },
        { role: 'tool', content: 'x', tool_call_id: 'call_2' },
        assistant,
      ),
    ],
    ['orphan-tool-message', chat(user, { role: 'tool', content: 'x', tool_call_id: 'call_1' }, assistant)],
    [
      'orphan-tool-message',
      chat(
        user,
        { role: 'assistant', tool_calls: [call] },
        { role: 'tool', content: 'x', tool_call_id: 'call_1' },
        { role: 'tool', content: 'x', tool_call_id: 'call_1' },
        assistant,
      ),
    ],
    ['image-format', chatAbout([image('data:image/gif;base64,R0lGODlhAQABAAAAACw=')])],
    ['image-format', chatAbout([image('data:image/png;base64,R0lGODlhAQABAAAAACw=')])],
    ['image-format', chatAbout([image('data:image/png;base64,')])],
    ['image-format', chatAbout([image(`data:image/png;base64,${PNG}!`)])],
    ['image-format', chatAbout([image(`data:image/png;base64,${PNG.slice(0, 21)}`)])],
    ['image-format', chatAbout([image(`data:image/png,${PNG}`)])],
    ['image-size', chatAbout([image(`data:image/png;base64,${PNG.slice(0, 20)}${'A'.repeat(14_000_000)}`)])],
    ['many-images', chatAbout(Array.from({ length: 11 }, () => image('https://example.com/a.png')))],
    ['content-empty', answers({ content: '' })],
    ['content-empty', { prompt: 'x', completion: '' }],
    ['extra-key', chat({ ...user, id: 5 }, assistant)],
    ['extra-key', chat({ ...user, tool_calls: [] }, assistant)],
    ['extra-key', chat({ ...user, ['x'.repeat(41)]: 5 }, assistant)],
    ['extra-key', answers({ content: 'x', audio: { id: 'a' } })],
    ['unsupported-part', chatAbout([{ type: 'input_audio', input_audio: {} }])],
    ['unsupported-part', chatAbout([{ type: 'file', file: {} }])],
    ['image-url', chatAbout([image('ftp://example.com/a.png')])],
    ['image-url', chatAbout([image('https://example.com/a.png', 'huge')])],
    ['message-name', chat({ ...user, name: 5 }, assistant)],
    ['message-name', chat({ ...user, name: 'a b' }, assistant)],
    ['message-name', chat({ ...user, name: '' }, assistant)],
    ['message-name', chat(user, { role: 'function', content: 'x' }, assistant)],
    ['tool-call', calls({ id: undefined })],
    ['tool-call', calls({ type: undefined })],
    ['tool-call', calls({ type: 'custom' })],
    ['tool-call', calls({ function: { name: 'a b', arguments: '{}' } })],
    ['tool-call', answers({ content: 'x', tool_calls: [] })],
    ['tool-call', answers({ tool_calls: [call, call] })],
    ['extra-key', calls({ index: 0 })],
    ['extra-key', { ...chat(user, assistant), tools: [{ ...tool, cache: true }] }],
    ['tool-call-id', chat(user, { role: 'tool', content: 'x' }, assistant)],
    ['tool-type', { ...chat(user, assistant), tools: {} }],
    ['tool-type', { ...chat(user, assistant), tools: '[]' }],
    ['tool-type', { ...chat(user, assistant), tools: [null] }],
    ['tool-type', { ...chat(user, assistant), tools: [{ type: 'function', name: 'f', parameters: {} }] }],
    ['tool-type', { ...chat(user, assistant), tools: [{ name: 'f', parameters: {} }] }],
    ['tool-type', { ...chat(user, assistant), tools: [{ ...tool, type: 5 }] }],
    ['tool-type', { ...chat(user, assistant), tools: [{ type: 'function', function: { name: 5 } }] }],
    ['tool-type', { ...chat(user, assistant), functions: '[]' }],
    ['tool-type', { ...chat(user, assistant), functions: [null] }],
    ['tool-type', { ...chat(user, assistant), functions: [{}] }],
    ['tool-definition', { ...chat(user, assistant), tools: [{ function: { name: 'f' } }] }],
    ['tool-definition', { ...chat(user, assistant), tools: [{ type: 'custom', custom: { name: 'f' } }] }],
    ['tool-type', { ...chat(user, assistant), tools: ['f'] }],
    ['tool-definition', { ...chat(user, assistant), tools: [{ type: 'search' }] }],
    ['tool-definition', { ...chat(user, assistant), tools: [{ type: 'function', function: { name: 'é' } }] }],
    ['tool-type', { ...chat(user, assistant), tools: [{ type: 'function' }] }],
    ['tool-definition', { ...chat(user, assistant), functions: [] }],
    ['tool-type', { ...chat(user, assistant), functions: [{ name: 'f', parameters: 'x' }] }],
    ['tool-type', { ...chat(user, assistant), functions: [{ name: 'f', description: 5 }] }],
    ...[
      { name: 'f', strict: 'yes' },
      { name: 'f', parameters: { type: 'array' } },
      { name: 'f', parameters: { type: 'object', properties: [] } },
      { name: 'f', parameters: { type: 'object', required: 'x' } },
      { name: 'f', parameters: { type: 'object', required: ['x'] } },
      { name: 'f', parameters: { type: 'object', properties: { x: {} }, required: ['x', 'y'] } },
    ].map((definition): [string, unknown] => [
      'tool-definition',
      { ...chat(user, assistant), tools: [{ type: 'function', function: definition }] },
    ]),
    ['tool-definition', { ...chat(user, assistant), tools: [tool, tool] }],
    ['parallel-tool-calls', { ...chat(user, assistant), parallel_tool_calls: 'true' }],
    ['last-message', chat(user, assistant, user)],
    ['wrong-format', pair],
    ['wrong-format', item],
    ['wrong-format', { input: { messages: [user] } }],
  ]
  test.each(lines.map(withTitle))('have the problem %s: %s', async (code, _, line) => {
    expect(await findCodes(line)).toEqual([code])
  })
})

test.each([
  ['asistant', 'assistant'],
  ['Assistent', 'assistant'],
  ['gpt', 'assistant'],
  ['usr', 'user'],
  ['sytem', 'system'],
])('suggests the role that %j probably means, in one error', async (role, meant) => {
  const messages = meant === 'assistant' ? [user, { ...assistant, role }] : [{ ...user, role }, assistant]
  const { problems } = await inspectText(JSON.stringify({ messages }), { role: 'validation' })
  expect(problems).toEqual([
    expect.objectContaining({
      code: 'unknown-role',
      message: expect.stringContaining(`(did you mean "${meant}"?)`),
    }),
  ])
})

test('suggests no role for a word that is none', async () => {
  const { problems } = await inspectText(JSON.stringify(chat(user, { ...assistant, role: 'narrator' })), {
    role: 'validation',
  })
  expect(problems.map(({ code }) => code)).toEqual(['unknown-role', 'no-assistant'])
  expect(problems[0]?.message).not.toContain('did you mean')
})

const ONLY = 'is not allowed; only messages, tools, parallel_tool_calls, functions are'

test.each([
  ['weight', `the key "weight" ${ONLY}`],
  ['mesages', `a key (did you mean "messages"?) ${ONLY}`],
  ['toosl', `a key (did you mean "tools"?) ${ONLY}`],
  ['parallelToolCalls', `a key (did you mean "parallel_tool_calls"?) ${ONLY}`],
  ['Functions', `a key (did you mean "functions"?) ${ONLY}`],
  ['hunter2-password', `a key ${ONLY}`],
  ['4111111111111111', `a key ${ONLY}`],
])('names a key only when a format has it: %j', async (key, message) => {
  const line = JSON.stringify({ ...chat(user, assistant), [key]: 1 })
  const { problems } = await inspectText(line, { role: 'validation' })
  expect(problems).toMatchObject([{ code: 'unknown-key', message }])
})

describe('dpo lines', () => {
  test.each<[string, unknown]>([
    [
      'when they are as in the guide',
      { ...pair, input: { messages: [user], tools: [], parallel_tool_calls: true } },
    ],
    ['with earlier turns', { ...pair, input: { messages: [user, assistant, user] } }],
  ])('have no problem %s', async (_, line) => {
    expect(await findCodes(line, 'dpo')).toEqual([])
  })

  test.each<[string[], unknown]>([
    [['dpo-input'], { ...pair, input: undefined }],
    [['dpo-input'], { ...pair, input: 'Capital of France?' }],
    [['dpo-input', 'extra-key'], { ...pair, input: undefined, messages: [user] }],
    [['no-messages'], { ...pair, input: {} }],
    [['content-missing'], { ...pair, input: { messages: [{ role: 'user' }] } }],
    [['dpo-output'], { ...pair, preferred_output: undefined }],
    [['dpo-output'], { ...pair, preferred_output: 'Paris' }],
    [['dpo-output'], { ...pair, non_preferred_output: [] }],
    [['dpo-output-role'], { ...pair, non_preferred_output: [user] }],
    [['dpo-output'], { ...pair, preferred_output: [{ role: 'tool', content: 'x', tool_call_id: 'y' }] }],
    [['dpo-old-key'], { ...pair, preferred_output: undefined, preferred_completion: [assistant] }],
    [
      ['dpo-input', 'dpo-old-key', 'dpo-old-key'],
      { preferred_completion: [assistant], non_preferred_completion: [worse] },
    ],
    [['extra-key'], { ...pair, id: 5 }],
    [['extra-key'], { ...pair, preferred_completion: [assistant] }],
    [['extra-key'], { ...pair, input: { messages: [user], model: 'x' } }],
    [['no-user'], { ...pair, input: { messages: [{ role: 'system', content: 'x' }] } }],
    [['last-message'], { ...pair, input: { messages: [user, assistant] } }],
    [['dpo-turns'], { ...pair, preferred_output: [assistant, assistant] }],
    [['dpo-identical'], { ...pair, non_preferred_output: [assistant] }],
    [
      ['dpo-identical'],
      { ...pair, non_preferred_output: [{ content: assistant.content, role: 'assistant' }] },
    ],
    [['dpo-kind'], { ...pair, preferred_output: [{ role: 'assistant', tool_calls: [call] }] }],
    [
      ['dpo-text'],
      {
        ...pair,
        input: { messages: [{ role: 'user', content: [text, image('https://example.com/a.png')] }] },
      },
    ],
    [
      ['unknown-tool', 'unknown-tool'],
      {
        input: { messages: [user], tools: [tool] },
        preferred_output: [
          { role: 'assistant', tool_calls: [{ ...call, function: { name: 'g', arguments: '{}' } }] },
        ],
        non_preferred_output: [
          { role: 'assistant', tool_calls: [{ ...call, function: { name: 'h', arguments: '{}' } }] },
        ],
      },
    ],
    [['fim-token'], { ...pair, preferred_output: [{ role: 'assistant', content: '<|fim_prefix|>' }] }],
    [['dpo-input', 'dpo-output', 'dpo-output'], {}],
    [['wrong-format'], chat(user, assistant)],
    [['wrong-format'], item],
    [['wrong-format'], { prompt: 'x', completion: 'y' }],
  ])('have the problems %j: %j', async (codes, line) => {
    expect((await findCodes(line, 'dpo')).sort()).toEqual(codes)
  })

  test('the message about an old key has its new name', async () => {
    const line = { ...pair, non_preferred_output: undefined, non_preferred_completion: [assistant] }
    const { problems } = await inspectText(JSON.stringify(line), { method: 'dpo', role: 'validation' })
    expect(problems).toMatchObject([
      {
        path: 'non_preferred_completion',
        message: 'rename non_preferred_completion to non_preferred_output',
      },
    ])
  })
})

test('does not look for a repeated key in a line with more than a million escaped ones', async () => {
  const repeating = (content: string) =>
    `{"messages":[{"role":"user","content":"${content}"},{"role":"assistant","content":"x","content":"y"}]}`
  expect(await findCodes(repeating('\\":'.repeat(10)))).toEqual(['duplicate-key'])
  expect(await findCodes(repeating('\\":'.repeat(2 ** 20 + 1)))).toEqual([])
})

test('accepts calls at the end when either all or none of them are answered', async () => {
  const two = { role: 'assistant', tool_calls: [call, { ...call, id: 'call_2' }] }
  const answer = { role: 'tool', content: 'x', tool_call_id: 'call_2' }
  expect(await findCodes(chat(user, two))).toEqual([])
  expect(await findCodes(chat(user, two, answer))).toEqual(['unanswered-call', 'last-message'])
})

test.each([
  [1, 'a call is not answered by the tool messages that follow'],
  [2, '2 calls are not answered by the tool messages that follow'],
])('says that %i calls are not answered', async (count, message) => {
  const tool_calls = Array.from({ length: count }, (_, i) => ({ ...call, id: `call_${i}` }))
  const line = chat(user, { role: 'assistant', tool_calls }, user, assistant)
  const { problems } = await inspectText(JSON.stringify(line), { role: 'validation' })
  expect(problems).toMatchObject([{ code: 'unanswered-call', message }])
})

describe('reinforcement lines', () => {
  test.each<[string, unknown]>([
    ['with any other keys', { ...item, id: 5, nested: { a: [1] }, preferred_output: 'x', prompt: 'y' }],
    ['with tools', { ...item, tools: [tool] }],
    [
      'with developer and earlier turns',
      { ...item, messages: [{ role: 'developer', content: 'x' }, user, assistant, user] },
    ],
  ])('have no problem %s', async (_, line) => {
    expect(await findCodes(line, 'reinforcement')).toEqual([])
  })

  test.each<[string[], unknown]>([
    [['no-item-fields'], { messages: [user] }],
    [['wrong-format'], chat(user, assistant)],
    [['role-for-method'], { ...item, messages: [{ role: 'system', content: 'x' }, user] }],
    [['role-for-method'], { ...item, messages: [{ role: 'function', name: 'f', content: 'x' }, user] }],
    [['last-message'], { ...item, messages: [user, assistant] }],
    [['no-messages'], { reference: 'x' }],
    [['content-missing'], { ...item, messages: [{ role: 'user' }] }],
    [['tool-type'], { ...item, tools: 'x' }],
    [['special-token'], { ...item, code: '<|fim_prefix|>' }],
    [['fim-token'], { ...item, messages: [{ role: 'user', content: '<|fim_prefix|>' }] }],
    [['wrong-format'], { prompt: 'x', completion: 'y' }],
    [['wrong-format'], pair],
  ])('have the problems %j: %j', async (codes, line) => {
    expect((await findCodes(line, 'reinforcement')).sort()).toEqual(codes)
  })
})

test('a problem has its line and path', async () => {
  const lines = [chat(user, assistant), calls({ function: { name: 'f', arguments: 'x' } })]
  const { problems } = await inspectText(lines.map((line) => JSON.stringify(line)).join('\r\n'), {
    role: 'validation',
  })
  expect(problems).toEqual([
    {
      code: 'arguments-json',
      severity: 'warning',
      file: 'd.jsonl',
      line: 2,
      path: 'messages[1].tool_calls[0].function.arguments',
      message: 'the arguments of a call should be JSON',
    },
  ])
})
