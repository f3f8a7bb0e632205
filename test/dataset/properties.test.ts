import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FORMATS, type Format } from '../../src/dataset/format.ts'
import { isObject } from '../../src/dataset/json-syntax.ts'
import { SEVERITIES } from '../../src/dataset/problem.ts'
import { assistant, inspected, user } from './inspected.ts'
import { GOOD_LINE, METHOD_OF } from './lines.ts'

const EVERY_FORMAT = Object.values(FORMATS).flat()

/** Stands in every text and key of the lines that are made here, and so in no word of ours. */
const MARK = 'S3CRET'

// What these say decides which rules apply; with the mark in it, most would not.
const UNMARKED = ['role', 'type', 'detail', 'arguments', 'id', 'tool_call_id']

/** The same value with the mark in its texts, and in a key more of every object. */
function marked(value: unknown): unknown {
  if (typeof value === 'string') return MARK + value
  if (Array.isArray(value)) return value.map(marked)
  if (!isObject(value)) return value
  const entries = Object.entries(value).map(([key, inner]): [string, unknown] =>
    UNMARKED.includes(key) && typeof inner === 'string' ? [key, inner] : [key, marked(inner)],
  )
  return Object.fromEntries([...entries, [MARK, MARK]])
}

/** What is told of a text is in order: nothing of the text itself, a place, and a severity that the code has. */
async function expectInOrder(text: string | Uint8Array, format: Format) {
  const { problems, counts } = await inspected(text, { method: METHOD_OF[format] })
  for (const problem of problems) {
    expect(JSON.stringify(problem)).not.toContain(MARK)
    expect(problem.line).toBeGreaterThan(0)
    expect(problem.severity).toBe(SEVERITIES[problem.code])
    expect(problem.message.length).toBeLessThan(250)
  }
  expect(problems.length).toBeLessThanOrEqual(counts.errors + counts.warnings)
}

/** A good line with the mark in it, and one value replaced or taken out, wherever it stands. */
const mutated = (format: Format) =>
  fc
    .tuple(
      GOOD_LINE[format],
      fc.nat({ max: 40 }),
      fc.option(fc.jsonValue({ maxDepth: 2 }), { nil: undefined }),
    )
    .map(([line, at, value]) => {
      let left = at
      const replaced = (_: string, inner: unknown) => (left-- === 0 ? marked(value) : inner)
      return JSON.stringify(marked(line), replaced) ?? 'null'
    })

/** The text of a good line with the mark in it, where a piece stands in place of some characters. */
const garbled = (format: Format) =>
  fc
    .tuple(
      GOOD_LINE[format],
      fc.nat(),
      fc.nat({ max: 9 }),
      fc.constantFrom('', '"', '\\', '\n', ',"role":', '<|fim_prefix|>', '\\ud800', MARK),
    )
    .map(([line, at, length, piece]) => {
      const text = JSON.stringify(marked(line))
      const from = at % text.length
      return text.slice(0, from) + piece + text.slice(from + length)
    })

describe.each(EVERY_FORMAT)('lines of the format %s', (format) => {
  const anything = fc.oneof(
    fc.jsonValue().map((value) => JSON.stringify(marked(value))),
    fc
      .tuple(GOOD_LINE[format], fc.jsonValue())
      .map(([line, value]) =>
        JSON.stringify(Object.fromEntries(Object.keys(line).map((key) => [key, marked(value)]))),
      ),
    mutated(format),
    garbled(format),
    fc.string({ unit: 'binary' }).map((text) => MARK + text),
  )

  test('are checked without a throw and without a word of theirs, whatever they are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anything, { maxLength: 5 }), (lines) =>
        expectInOrder(lines.join('\n'), format),
      ),
      { numRuns: 300 },
    )
  })

  test('may be any bytes', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      garbled(format).map((text) => Buffer.from(text, 'latin1')),
    )
    await fc.assert(
      fc.asyncProperty(bytes, (bytes) => expectInOrder(bytes, format)),
      { numRuns: 200 },
    )
  })

  test('by the thousand, of every kind that there is, are good', async () => {
    const lines = fc.sample(GOOD_LINE[format], { numRuns: 2500, seed: 7 })
    const { examples, problems } = await inspected(lines.map((line) => JSON.stringify(line)).join('\n'), {
      method: METHOD_OF[format],
      // More than these are too many for validation.
      role: 'training',
    })
    expect(examples).toBe(2500)
    expect(problems.filter(({ code }) => code !== 'duplicate-example')).toEqual([])
  })
})

describe('a line that is made to be slow or large', { tags: 'slow' }, () => {
  const chat = (content: string) =>
    `{"messages":[{"role":"user","content":${content}},${JSON.stringify(assistant)}]}`
  const deep = (count: number, open: string, middle: string, close: string) =>
    open.repeat(count) + middle + close.repeat(count)

  test.each<[string, () => string | Buffer, string[]]>([
    ['200 MB of digits', () => Buffer.concat([Buffer.from('{"a":'), Buffer.alloc(2e8, '1')]), ['not-json']],
    [
      '200 MB of brackets',
      () => Buffer.concat([Buffer.from('{"a":'), Buffer.alloc(2e8, '[')]),
      ['line-too-long'],
    ],
    ['50 MB of quotes', () => Buffer.alloc(5e7, '"'), ['not-json']],
    [
      '200 MB of backslashes',
      () => Buffer.concat([Buffer.from('{"'), Buffer.alloc(5e7, '\\')]),
      ['not-json'],
    ],
    ['objects in 100,000 objects', () => chat(deep(1e5, '{"a":', '1', '}')), ['content-type']],
    [
      'a special token at each of 100,000 levels',
      () => chat(deep(1e5, '["<|im_end|>",', '1', ']')),
      ['content-part', 'special-token'],
    ],
    [
      'repeated keys at each of 100,000 levels',
      () => chat(deep(1e5, '{"a":1,"a":', '1', '}')),
      ['content-type', 'duplicate-key'],
    ],
    [
      'a million keys',
      () => chat(`{${Array.from({ length: 1e6 }, (_, i) => `"${i}":0`)}}`),
      ['content-type'],
    ],
    [
      'a million keys that nobody knows',
      () => {
        const keys = Array.from({ length: 1e6 }, (_, i) => `"keys of no known format ${i}":0`)
        return `{${keys},${chat('"Hi"').slice(1)}`
      },
      ['unknown-key'],
    ],
    ['a text of ten million quoted colons', () => chat(`"${'\\":'.repeat(1e7)}"`), []],
    ['a text of ten million beginnings of tokens', () => chat(`"${'<|fim_'.repeat(1e7)}"`), []],
    [
      'an image of 150 MB',
      () =>
        chat(
          `[{"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw0KGgoA${'A'.repeat(1.5e8)}"}}]`,
        ),
      ['image-size'],
    ],
    [
      'an image without a beginning',
      () => chat(`[{"type":"image_url","image_url":{"url":"data:image/${';a=b'.repeat(1e7)}"}}]`),
      ['image-format'],
    ],
    [
      'a hundred thousand calls',
      () => {
        const call = (i: number) => ({
          id: `${i}`,
          type: 'function',
          function: { name: 'f', arguments: '{}' },
        })
        const calls = Array.from({ length: 1e5 }, (_, i) => call(i))
        const tools = calls.map((_, i) => ({ type: 'function', function: { name: `f${i}` } }))
        return JSON.stringify({ messages: [user, { role: 'assistant', tool_calls: calls }], tools })
      },
      ['unknown-tool'],
    ],
  ])('%s', async (_, make, codes) => {
    const line = make()
    const before = process.cpuUsage()
    const { counts } = await inspected(line, { role: 'validation' })
    const { user, system } = process.cpuUsage(before)
    // Microseconds of work: what others do on the machine at the same time does not count.
    expect(user + system).toBeLessThan(5e6)
    expect(Object.keys(counts.codes).sort()).toEqual(codes)
  })
})

test('what stands in a text is no value, wherever an escaped quote is', async () => {
  for (let before = 25; before < 40; before++) {
    const content = `${'x'.repeat(before)}\\"${','.repeat(1.1e6)}`
    const line = JSON.stringify({ messages: [user, { role: 'assistant', content }] })
    expect((await inspected(line, { role: 'validation' })).problems).toEqual([])
  }
})
