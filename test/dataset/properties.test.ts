import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Format, METHOD_FORMATS } from '../../src/dataset/format.ts'
import { getSeverity } from '../../src/dataset/problem.ts'
import { isJsonObject } from '../../src/json.ts'
import { assistant, inspectText, user } from './inspected.ts'
import { METHODS, VALID_LINES } from './lines.ts'

const EVERY_FORMAT = Object.values(METHOD_FORMATS).flat()

/** Part of every text and key of the generated lines, and of no message. */
const MARK = 'S3CRET'

// The values of these keys decide which rules apply; with the mark, most rules would not.
const UNMARKED = ['role', 'type', 'detail', 'arguments', 'id', 'tool_call_id']

/** Returns the value with the mark in its texts, and as another key of every object. */
function addMark(value: unknown): unknown {
  if (typeof value === 'string') return MARK + value
  if (Array.isArray(value)) return value.map(addMark)
  if (!isJsonObject(value)) return value
  const entries = Object.entries(value).map(([key, inner]): [string, unknown] =>
    UNMARKED.includes(key) && typeof inner === 'string' ? [key, inner] : [key, addMark(inner)],
  )
  return Object.fromEntries([...entries, [MARK, MARK]])
}

/** Checks that problems have no text of the dataset, and have a line and the severity of their code. */
async function expectSafeProblems(text: string | Uint8Array, format: Format) {
  const { problems, counts } = await inspectText(text, { method: METHODS[format] })
  for (const problem of problems) {
    expect(JSON.stringify(problem)).not.toContain(MARK)
    expect(problem.line).toBeGreaterThan(0)
    expect(problem.severity).toBe(getSeverity(problem.code))
    expect(problem.message.length).toBeLessThan(250)
  }
  expect(problems.length).toBeLessThanOrEqual(counts.errors + counts.warnings)
}

/** A valid line with the mark in it, and any one value replaced or removed. */
const mutated = (format: Format) =>
  fc
    .tuple(
      VALID_LINES[format],
      fc.nat({ max: 40 }),
      fc.option(fc.jsonValue({ maxDepth: 2 }), { nil: undefined }),
    )
    .map(([line, at, value]) => {
      let left = at
      const replaced = (_: string, inner: unknown) => (left-- === 0 ? addMark(value) : inner)
      return JSON.stringify(addMark(line), replaced) ?? 'null'
    })

/** The text of a valid line with the mark in it, and some characters replaced. */
const garbled = (format: Format) =>
  fc
    .tuple(
      VALID_LINES[format],
      fc.nat(),
      fc.nat({ max: 9 }),
      fc.constantFrom('', '"', '\\', '\n', ',"role":', '<|fim_prefix|>', '\\ud800', MARK),
    )
    .map(([line, at, length, piece]) => {
      const text = JSON.stringify(addMark(line))
      const from = at % text.length
      return text.slice(0, from) + piece + text.slice(from + length)
    })

describe.each(EVERY_FORMAT)('lines of the format %s', (format) => {
  const anything = fc.oneof(
    fc.jsonValue().map((value) => JSON.stringify(addMark(value))),
    fc
      .tuple(VALID_LINES[format], fc.jsonValue())
      .map(([line, value]) =>
        JSON.stringify(Object.fromEntries(Object.keys(line).map((key) => [key, addMark(value)]))),
      ),
    mutated(format),
    garbled(format),
    fc.string({ unit: 'binary' }).map((text) => MARK + text),
  )

  test('are checked without throwing and without quoting them, even invalid ones', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anything, { maxLength: 5 }), (lines) =>
        expectSafeProblems(lines.join('\n'), format),
      ),
      { numRuns: 300 },
    )
  })

  test('may contain any bytes', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      garbled(format).map((text) => Buffer.from(text, 'latin1')),
    )
    await fc.assert(
      fc.asyncProperty(bytes, (bytes) => expectSafeProblems(bytes, format)),
      { numRuns: 200 },
    )
  })

  test('have no problems when they are valid, for thousands of all kinds', async () => {
    const lines = fc.sample(VALID_LINES[format], { numRuns: 2500, seed: 7 })
    const { examples, problems } = await inspectText(lines.map((line) => JSON.stringify(line)).join('\n'), {
      method: METHODS[format],
      // Validation data may not have so many.
      role: 'training',
    })
    expect(examples).toBe(2500)
    expect(problems.filter(({ code }) => code !== 'duplicate-example')).toEqual([])
  })
})

describe('a hostile line is checked within five seconds of processor time', { tags: 'slow' }, () => {
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
      'a million unknown keys',
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
    const { counts } = await inspectText(line, { role: 'validation' })
    const { user, system } = process.cpuUsage(before)
    // Processor time, in microseconds: other processes of the machine do not count.
    expect(user + system).toBeLessThan(5e6)
    expect(Object.keys(counts.codes).sort()).toEqual(codes)
  })
})

test('does not count commas after an escaped quote as values', async () => {
  for (let before = 25; before < 40; before++) {
    const content = `${'x'.repeat(before)}\\"${','.repeat(1.1e6)}`
    const line = JSON.stringify({ messages: [user, { role: 'assistant', content }] })
    expect((await inspectText(line, { role: 'validation' })).problems).toEqual([])
  }
})
