import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildFixedFile, type Fix } from '../../src/dataset/fixes/fixed-file.ts'
import { replaceFunctionCalls } from '../../src/dataset/fixes/function-calls.ts'
import type { LineLocation } from '../../src/dataset/line-locator.ts'

const fix = (text: string | Buffer, seen = new Map<string, LineLocation>()) => {
  const { bytes, fixes } = buildFixedFile('a.jsonl', Buffer.from(text), seen)
  return { text: bytes.toString(), fixes }
}
const kinds = (fixes: readonly Fix[]) => fixes.map(({ kind }) => kind)

const CALL = '{"name": "f", "arguments": "{\\"x\\": 1.0}"}'
const LEGACY = `{"messages": [{"role":"user","content":"q"}, {"role":"assistant","function_call": ${CALL}}, {"role":"function", "name":"f","content":"\\u00e9"}], "functions": [ {"name":"f","parameters":{"type":"object"}} ]}`
const MODERN = `{"messages": [{"role":"user","content":"q"}, {"role":"assistant","tool_calls": [{"id":"call_1","type":"function","function":${CALL}}]}, {"role":"tool", "tool_call_id":"call_1","content":"\\u00e9"}], "tools": [ {"type":"function","function":{"name":"f","parameters":{"type":"object"}}} ]}`

describe('the fixes of a file', () => {
  it.each([
    ['a byte order mark', '\ufeff{"a":1}\n', '{"a":1}\n', ['byte-order-mark']],
    ['CRLF', '{"a":1}\r\n\r\n{"a":2}\r\n', '{"a":1}\n\n{"a":2}\n', ['line-ends']],
    ['a line that repeats another', '{"a":1}\n{"b":1}\n{"a":1}\n', '{"a":1}\n{"b":1}\n', ['duplicate']],
    ['a last line that repeats another', '{"a":1}\n{"a":1}', '{"a":1}\n', ['duplicate']],
    ['function calls', `${LEGACY}\n{"a":1}`, `${MODERN}\n{"a":1}`, ['function-calls']],
    ['an array on one line', '[{"a": 1}, {"b":[2]}]', '{"a": 1}\n{"b":[2]}\n', ['json-array']],
    [
      'an array over several lines',
      '[\n  {\n    "a": 1.0,\n    "b": "x\\n  y"\n  },\n  { "c" :\n    [1, 2]\n  }\n]\n',
      '{"a": 1.0, "b": "x\\n  y"}\n{ "c" : [1, 2]}\n',
      ['json-array'],
    ],
    [
      'all of them',
      `\ufeff[\r\n  ${LEGACY},\r\n  ${MODERN}\r\n]`,
      `${MODERN}\n`,
      ['byte-order-mark', 'line-ends', 'json-array', 'function-calls', 'duplicate'],
    ],
  ])('correct %s', (_, text, expected, expectedKinds) => {
    const fixed = fix(text)
    expect([fixed.text, kinds(fixed.fixes)]).toEqual([expected, expectedKinds])
  })

  it.each([
    ['lines that are not JSON', '{"a":\n{"a":\n'],
    ['blank lines', '{"a":1}\n\n\n'],
    ['JSON over several lines', '{\n"a": {},\n"b": {}\n}\n{\n"a": {},\n"b": {}\n}\n'],
    ['an array of other values', '[1, 2]\n'],
    ['an array that does not end', '[{"a":1},\n{"a":2}\n'],
    ['a CR alone', '{"a":1}\r{"b":1}'],
    ['lines that are equal but not the same', '{"a":1}\n{"a": 1}\n'],
    ['an empty file', ''],
  ])('leave %s as they are', (_, text) => {
    expect(fix(text)).toEqual({ text, fixes: [] })
  })

  it('leave text in UTF-16 and bytes that are not UTF-8 as they are', () => {
    for (const bytes of [
      Buffer.from('\ufeff{"a":1}\r\n', 'utf16le'),
      Buffer.from('{"a":"\xff"}\n{"a":"\xff"}\n', 'latin1'),
    ])
      expect(buildFixedFile('a.jsonl', bytes, new Map())).toEqual({ bytes, fixes: [] })
  })

  it('remove a line that an earlier file of the dataset has, and name it', () => {
    const seen = new Map<string, LineLocation>()
    buildFixedFile('first.jsonl', Buffer.from('{"a":1}\n{"a":2}\n'), seen)
    expect(fix('{"a":2}\n{"a":3}\n', seen)).toEqual({
      text: '{"a":3}\n',
      fixes: [{ kind: 'duplicate', line: 1, first: { file: 'first.jsonl', line: 2 } }],
    })
  })

  it('are complete: a fixed file has none', () => {
    const pieces = fc.constantFrom(
      ...[
        '\ufeff',
        '\r',
        '\n',
        '\r\n',
        '[',
        ']',
        ',',
        '{"a":1}',
        '{"a": [1,\n2]}',
        LEGACY,
        MODERN,
        ' ',
        'x',
        '{',
      ],
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const once = fix(parts.join(''))
        expect(fix(once.text)).toEqual({ text: once.text, fixes: [] })
      }),
      { numRuns: 3000 },
    )
  })

  it('change no example of an array but the space between its tokens', () => {
    const examples = fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(examples, fc.constantFrom(undefined, 2, '\t'), (values, indent) => {
        const { text } = fix(JSON.stringify(values, null, indent))
        const unique = new Set(values.map((value) => JSON.stringify(value)))
        expect(
          text
            .trimEnd()
            .split('\n')
            .map((line) => JSON.stringify(JSON.parse(line))),
        ).toEqual([...unique])
      }),
    )
  })
})

describe('function calls', () => {
  it('become tool calls with ids that the line does not have yet', () => {
    const text = `{"messages":[{"role":"user","name":"call_1"},{"role":"assistant","function_call":${CALL}}]}`
    expect(replaceFunctionCalls(text)).toContain('"tool_calls":[{"id":"call_2"')
  })

  it('are numbered in one line, and answered by the message that follows', () => {
    const pair = `{"role":"assistant","function_call":${CALL}},{"role":"function","name":"f","content":"1"}`
    const replaced = replaceFunctionCalls(`{"messages":[${pair},${pair}]}`) ?? ''
    expect([...replaced.matchAll(/"(?:id|tool_call_id)":"(\w+)"/g)].map(([, id]) => id)).toEqual([
      ...['call_1', 'call_1', 'call_2', 'call_2'],
    ])
  })

  it.each([
    ['a function message without its call', '{"messages":[{"role":"function","name":"f","content":"1"}]}'],
    [
      'a function message that answers another function',
      `{"messages":[{"role":"assistant","function_call":${CALL}},{"role":"function","name":"g","content":"1"}]}`,
    ],
    [
      'a call that is not answered, although the conversation goes on',
      `{"messages":[{"role":"assistant","function_call":${CALL}},{"role":"user","content":"q"},{"role":"assistant","content":"a"}]}`,
    ],
    [
      'a call that another call follows',
      `{"messages":[{"role":"assistant","function_call":${CALL}},{"role":"assistant","function_call":${CALL}}]}`,
    ],
    ['both kinds of calls', `{"messages":[{"role":"assistant","function_call":${CALL},"tool_calls":[]}]}`],
    ['both kinds of definitions', '{"messages":[],"functions":[],"tools":[]}'],
    ['a key twice', `{"messages":[{"role":"assistant","function_call":1,"function_call":${CALL}}]}`],
    ['a call without a name', '{"messages":[{"role":"assistant","function_call":{}}]}'],
    ['a call by a user', `{"messages":[{"role":"user","function_call":${CALL}}]}`],
    ['definitions that are no list', '{"messages":[],"functions":{"name":"f"}}'],
    ['a definition that is no object', '{"messages":[],"functions":[{"name":"f"},"g"]}'],
    ['messages that are no list', `{"messages":"x","functions":[{"name":"f"}]}`],
    ['a message that is no object', `{"messages":["x",{"role":"assistant","function_call":${CALL}}]}`],
    ['a call that is no object', '{"messages":[{"role":"assistant","function_call":"f"}]}'],
    ['no call', '{"messages":[{"role":"assistant","function_call":null}]}'],
    ['the words in a text', '{"messages":[{"role":"user","content":"\\"function_call\\""}]}'],
    ['another format', `{"input":{"messages":[{"role":"assistant","function_call":${CALL}}]}}`],
  ])('stay where it is not certain what they mean: %s', (_, text) => {
    expect(replaceFunctionCalls(text)).toBeUndefined()
  })
})
