import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DuplicateExamples } from '../../src/dataset/checks/duplicate-examples.ts'
import { inspectDataset } from '../../src/dataset/inspect.ts'
import { getSeverity } from '../../src/dataset/problem.ts'
import { createWorkspace } from '../../src/workspace/workspace.ts'
import { assistant, findCodes, HASH_KEY, inspectText, memoryFiles, user } from './inspected.ts'
import { loadLength } from './length.ts'

const GOOD = JSON.stringify({ messages: [user, assistant] })
const COUNTED = { encoding: 'o200k_base', load: loadLength } as const
const lines = (count: number, line = GOOD) => `${line}\n`.repeat(count)

describe('a dataset as a whole', () => {
  test('reports digest, size and examples of a valid dataset, and no problem', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dataset-'))
    writeFileSync(join(folder, 'a.jsonl'), lines(30))
    writeFileSync(join(folder, 'b.jsonl'), `\ufeff${lines(30).replaceAll('\n', '\r\n').trimEnd()}`)
    const workspace = createWorkspace({ workspace: folder, temp: tmpdir() })
    const files = await workspace.glob('*.jsonl')
    const options = { method: 'supervised', role: 'training', checks: true } as const
    expect(await inspectDataset(workspace, files, options)).toEqual({
      digest: (await inspectText(lines(60))).digest,
      bytes: lines(60).length,
      examples: 60,
      format: 'chat',
      files: [
        { name: 'a.jsonl', examples: 30 },
        { name: 'b.jsonl', examples: 30 },
      ],
      problems: [],
      counts: { errors: 0, warnings: 0, codes: {} },
    })
    rmSync(folder, { recursive: true })
  })

  test.each([
    ['', 'empty-file', 1],
    ['\ufeff', 'empty-file', 1],
    ['\n \r\n\t\n', 'empty-file', 1],
    ['version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 5\n', 'git-lfs-pointer', 1],
    [`[${GOOD},\n${GOOD}]`, 'json-array', 1],
    [`\n[\n${GOOD}\n]`, 'json-array', 2],
    [`[${GOOD}]`, 'json-array', 1],
    ['[]', 'json-array', 1],
    [`[${`${GOOD},`.repeat(5000)}${GOOD}]`, 'json-array', 1],
    [JSON.stringify([{ messages: [user] }], null, 2), 'json-array', 1],
    [JSON.stringify({ messages: [user, assistant] }, null, 2), 'pretty-printed', 1],
    [lines(20, JSON.stringify({ messages: [user, assistant] }, null, '\t')), 'pretty-printed', 1],
    ['prompt,completion\nHi,Hello.\n', 'file-type', 1],
  ])('reports once that a file is not JSONL: %j', async (content, code, line) => {
    const { problems, counts } = await inspectText(content)
    expect(problems).toMatchObject([{ code, severity: 'error', file: 'd.jsonl', line }])
    expect(counts).toEqual({ errors: 1, warnings: 0, codes: { [code]: 1 } })
  })

  test.each<[string, string | Buffer]>([
    ['compressed with gzip', gzipSync(lines(20))],
    ['a zip archive (or an Excel sheet)', 'PK\x03\x04\x14\0\0\0'],
    ['Parquet', 'PAR1\x15\x04'],
    ['CSV', '"user prompt";answer\r\n"Hi";"Hello."\r\n'],
    ['CSV', 'prompt\tcompletion\n{"x"\tHello.\n'],
    ['HTML, perhaps the page of a failed download', '\n<!DOCTYPE html>\n<html></html>'],
    ['XML', '<?xml version="1.0"?><x/>'],
    ['YAML', '- messages:\n  - role: user\n'],
    ['YAML', '---\nmessages: []\n'],
    ['YAML', 'messages:\n- {"role": "user"}\n'],
  ])('reports once that a file is %s', async (type, content) => {
    const { problems, counts, tokens } = await inspectText(content, { tokens: COUNTED })
    const message = `the file is ${type}; the API reads JSONL: text in UTF-8 with one JSON object per line`
    expect(problems).toEqual([{ code: 'file-type', severity: 'error', file: 'd.jsonl', line: 1, message }])
    expect(counts.errors).toBe(1)
    expect(tokens?.uncounted).toBe(1)
  })

  test.each(['Hello, world', 'messages: []', '<html>', 'a,b'])(
    'reports a first line that is %j as a bad line only when JSON follows',
    async (bad) => {
      expect((await inspectText(`${bad}\n${lines(60)}`)).counts.codes).toEqual({ 'not-json': 1 })
    },
  )

  test.each<['supervised' | 'dpo' | 'reinforcement', object, RegExp]>([
    [
      'supervised',
      { instruction: 'Translate', input: '', output: 'x' },
      /Alpaca.*supervised needs {"messages"/,
    ],
    [
      'supervised',
      { conversations: [{ from: 'human', value: 'Hi' }] },
      /ShareGPT.*supervised needs {"messages"/,
    ],
    [
      'supervised',
      { prompt: 'x', chosen: 'y', rejected: 'z' },
      /TRL.*\(preferences are for the method dpo\)$/,
    ],
    [
      'dpo',
      { prompt: 'x', chosen: 'y', rejected: 'z' },
      /TRL.*dpo needs {"input".*non_preferred_output.*\]}$/,
    ],
    ['dpo', { chosen: [user, assistant], rejected: [user] }, /TRL/],
    ['reinforcement', { instruction: 'x', output: 'y' }, /Alpaca.*reinforcement needs {"messages": \[\.*/],
  ])('names a foreign format once for %s: %j', async (method, line, message) => {
    const options = { method, tokens: COUNTED }
    const { problems, format, tokens } = await inspectText(lines(60, JSON.stringify(line)), options)
    expect(problems).toMatchObject([{ code: 'foreign-format', severity: 'error', line: 1 }])
    expect(problems[0]?.message).toMatch(/^60 lines have the /)
    expect(problems[0]?.message).toMatch(message)
    expect(format).toBeUndefined()
    expect(tokens).toMatchObject({ total: 0, uncounted: 60 })
  })

  test.each(['utf16le', 'utf16be'])('reports once that a file is in %s', async (encoding) => {
    const text = Buffer.from(`\ufeff${lines(20)}`, 'utf16le')
    if (encoding === 'utf16be') text.swap16()
    expect((await inspectText(text)).problems).toMatchObject([{ code: 'utf-16' }])
    expect((await inspectText(text.subarray(2))).problems).toMatchObject([{ code: 'utf-16' }])
  })

  test('reports a bad first line as a bad line only', async () => {
    for (const bad of ['[1]', '{"messages":[', '[', '{']) {
      const { problems } = await inspectText(`${bad}\n${lines(60)}`)
      expect(problems).toMatchObject([{ code: bad === '[1]' ? 'not-object' : 'not-json', line: 1 }])
    }
    expect((await inspectText('[1]\n[2]\n', { role: 'validation' })).counts.codes).toEqual({
      'not-object': 2,
    })
  })

  test('reports blank lines once and does not count them as examples', async () => {
    const { problems, examples } = await inspectText(`${lines(50)}\n${GOOD}\n  \n\n`)
    expect(examples).toBe(51)
    expect(problems).toMatchObject([
      {
        code: 'blank-lines',
        severity: 'warning',
        line: 51,
        message: '3 blank lines are not counted as examples',
      },
    ])
  })

  test.each([
    [9, 'training', 'supervised', ['too-few-examples']],
    [10, 'training', 'supervised', ['few-examples']],
    [49, 'training', 'supervised', ['few-examples']],
    [50, 'training', 'supervised', []],
    [1, 'validation', 'supervised', []],
    [1001, 'validation', 'reinforcement', ['too-many-examples']],
    [50_001, 'training', 'reinforcement', ['too-many-examples']],
  ] as const)('reports for %i examples of %s data with %s: %j', async (count, role, method, codes) => {
    const line = JSON.stringify({ messages: [user], ...(method === 'reinforcement' ? { x: 1 } : {}) })
    const report = await inspectText(lines(count, method === 'supervised' ? GOOD : line), { role, method })
    expect(report.problems.map(({ code }) => code)).toEqual(codes)
  })

  test('reports the format of another method once, at its first line', async () => {
    const pair = JSON.stringify({
      input: { messages: [user] },
      preferred_output: [],
      non_preferred_output: [],
    })
    const { problems, counts, format } = await inspectText(lines(60) + lines(3, pair))
    expect(problems).toMatchObject([
      {
        code: 'wrong-format',
        line: 61,
        message: '3 lines have the dpo format, which the method supervised does not accept',
      },
    ])
    expect(counts.errors).toBe(3)
    expect(format).toBe('chat')
    const alone = await inspectText(lines(60, pair))
    expect(alone).toMatchObject({ format: 'dpo', problems: [{ code: 'wrong-format', line: 1 }] })
  })

  test('reports files of one dataset that have different formats', async () => {
    const workspace = memoryFiles({
      'a.jsonl': [Buffer.from(lines(60))],
      'b.jsonl': [Buffer.from(lines(2, '{"prompt":"x","completion":"y"}'))],
    })
    const options = { method: 'supervised', role: 'training', checks: true } as const
    expect((await inspectDataset(workspace, workspace.files, options)).problems).toMatchObject([
      {
        code: 'mixed-formats',
        file: 'b.jsonl',
        line: 1,
        message: '2 lines have the completions format, but most have the chat format',
      },
    ])
  })

  test('warns of an empty file among others, and reports an error when no file has an example', async () => {
    const options = { method: 'supervised', role: 'training', checks: true } as const
    const good = memoryFiles({
      'a.jsonl': [Buffer.from(lines(60))],
      'b.jsonl': [],
      'c.jsonl': [Buffer.from('\n')],
    })
    expect((await inspectDataset(good, good.files, options)).problems).toMatchObject([
      { code: 'empty-shard', severity: 'warning', file: 'b.jsonl', message: 'the file is empty' },
      { code: 'empty-shard', severity: 'warning', file: 'c.jsonl', message: 'the file has only blank lines' },
    ])
    const bad = memoryFiles({ 'b.jsonl': [], 'c.jsonl': [Buffer.from('\n')] })
    expect((await inspectDataset(bad, bad.files, options)).counts.codes).toEqual({ 'empty-file': 2 })
  })

  test('reports a prompt without an answer as such', async () => {
    const { problems } = await inspectText(lines(60, JSON.stringify({ messages: [user], id: 5 })))
    expect(problems.map(({ message }) => message)).toEqual([
      '60 lines have the reinforcement format (no assistant message), which the method supervised does not accept',
    ])
  })

  test('reports digest and examples only without checks', async () => {
    const overlong = await inspectText(Buffer.alloc(2 ** 28 + 1, 'x'), { checks: false })
    expect(overlong).toMatchObject({ examples: 1, problems: [] })
    const report = await inspectText('{\n\nx\n', { checks: false })
    expect(report).toMatchObject({ examples: 2, bytes: 5, format: undefined, problems: [] })
  })
})

describe('ignored codes', () => {
  test.each([
    ['{\n{}', ['not-json'], { 'no-messages': 1 }],
    [`${GOOD}\n${GOOD}\n\n`, ['blank-lines', 'duplicate-example'], {}],
    ['[\n]', ['json-array'], {}],
    ['x\n{"prompt":"x","completion":"y"}', ['mixed-formats', 'not-json', 'overlap'], {}],
  ] as const)('reports nothing of these codes: %j without %j', async (content, ignore, codes) => {
    const options = { role: 'validation', duplicates: new DuplicateExamples(HASH_KEY) } as const
    const { problems, counts } = await inspectText(content, { ...options, ignore: new Set(ignore) })
    expect(counts.codes).toEqual(codes)
    expect(counts.errors + counts.warnings).toBe(problems.length)
    expect(problems.map(({ code }) => code)).toEqual(Object.keys(codes))
    const all = await inspectText(content, { ...options, duplicates: new DuplicateExamples(HASH_KEY) })
    expect(all.problems.length).toBeGreaterThan(problems.length)
  })
})

describe('tokens', () => {
  const tokens = { encoding: 'o200k_base', context: 50, load: loadLength } as const
  const line = (length: number) => `{"prompt":"","completion":"${'x'.repeat(length - 29)}"}`
  const content = [line(40), '', line(50), '{', line(51), line(90), line(51), '{"a":1}', '[]'].join('\n')

  test.each([true, false])(
    'are those of all examples, within the context, also without checks: %j',
    async (checks) => {
      const report = await inspectText(content, { tokens, checks, role: 'validation' })
      expect(report.tokens).toEqual({
        total: 40 + 4 * 50,
        images: 5,
        uncounted: expect.any(Number),
      })
      expect(report.tokens?.uncounted).toBe(report.examples - 5)
      expect(report.counts.errors > 0).toBe(checks)
      expect(report.problems.filter(({ code }) => code === 'long-example')).toMatchObject(
        checks ? [{ line: 5, message: expect.stringMatching(/^3 examples have more than 50 tokens/) }] : [],
      )
    },
  )

  test('are all counted when the context is unknown', async () => {
    const { tokens: counted, counts } = await inspectText(content, {
      tokens: { encoding: 'o200k_base', load: loadLength },
    })
    expect(counted?.total).toBe(40 + 50 + 51 + 90 + 51)
    expect(counts.codes).not.toHaveProperty('long-example')
  })

  test('do not include examples of another method', async () => {
    const { tokens: counted, examples } = await inspectText(content, { tokens, method: 'dpo' })
    expect([counted?.total, counted?.uncounted]).toEqual([0, examples])
  })
})

describe('the message about a line that is not JSON', () => {
  test.each([
    ['{"a":"secret" x}', "not JSON: expected ',' or '}' after property value", 15],
    ['{"a":nul}', 'not JSON: unexpected token', 9],
    ['{"weight": NaN}', 'not JSON: NaN does not exist in JSON', 12],
    ['{"a": [Infinity]}', 'not JSON: Infinity does not exist in JSON', 8],
    ['{"a": -Infinity}', 'not JSON: Infinity does not exist in JSON', 8],
    ['{"a": undefined}', 'not JSON: undefined does not exist in JSON', 7],
    ['{"a": True}', 'not JSON: True does not exist in JSON', 7],
    ['{"a": \'secret\'}', 'not JSON: strings need double quotes', 7],
    ['{}\n[object Object]', 'not JSON', undefined],
    ["{'a':1}", 'not JSON: strings need double quotes', 2],
    ['{"a":1},', 'not JSON: remove the comma at the end of the line', 8],
    ['{"a":1}\r{"b":2}\r', 'not JSON: lines must end in LF or CRLF, not in CR alone', 9],
    ['{}\n\ufeff{}', 'not JSON: there is a byte order mark (BOM) inside the file', 1],
    ['{"a":1}{"b":2}', 'not JSON: unexpected non-whitespace character after JSON', 8],
    ['{"a":', 'not JSON: the line ends too early', 6],
    ['{"é": "secret', 'not JSON: unterminated string', 14],
    ['{"a": "\u0001"}', 'not JSON: bad control character in string literal', 8],
    ['{"a": secret in JSON at position 3}', 'not JSON: unexpected token', 7],
    ['secret in JSON at position 3', 'not JSON: unexpected token', 1],
    [`{"a": "${'x'.repeat(2 ** 20)}`, 'not JSON: unterminated string', 2 ** 20 + 8],
  ])('%j', async (text, message, column) => {
    const { problems } = await inspectText(text, { role: 'validation' })
    const found = problems.filter(({ code }) => code === 'not-json')
    expect(found.map(({ column, message }) => [message, column])).toEqual([[message, column]])
  })

  test('has no column when finding it in a long line would take too long', async () => {
    const { problems } = await inspectText(`{"a": secret, "b": "${'x'.repeat(70_000)}"}`, {
      role: 'validation',
    })
    const [problem] = problems.filter(({ code }) => code === 'not-json')
    expect([problem?.message, problem?.column]).toEqual(['not JSON: unexpected token', undefined])
  })

  test('has the column at which an incomplete character begins', async () => {
    const bad = Buffer.from([0x7b, 0x7b, 0xef, 0xbf, 0x0a])
    expect((await inspectText(bad)).problems.at(-1)).toMatchObject({ code: 'not-utf-8', column: 3 })
  })

  test('has the column of a byte that is not UTF-8', async () => {
    const bad = Buffer.concat([
      Buffer.from(`${lines(1)}{"é":"�`),
      Buffer.from([0xed, 0xa0, 0x80]),
      Buffer.from('"}\n'),
    ])
    const { problems } = await inspectText(Buffer.concat([bad, Buffer.from(lines(1))]), {
      role: 'validation',
    })
    expect(problems).toMatchObject([{ code: 'not-utf-8', line: 2, column: 8, message: 'not UTF-8' }])
  })
})

describe('robustness', () => {
  const secret = 'S3CRET'
  const foreign = fc.oneof(
    fc.json({ maxDepth: 4 }),
    fc.string({ unit: 'binary' }),
    fc
      .array(
        fc.dictionary(
          fc.constantFrom('role', 'content', 'weight', 'tool_calls', 'function_call', 'name'),
          fc.jsonValue(),
        ),
      )
      .map((messages) =>
        JSON.stringify({ messages, preferred_output: messages, input: { messages, tools: messages } }),
      ),
  )

  test('no JSON value and no text makes it throw, and every problem has a line', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(foreign),
        fc.constantFrom('supervised', 'dpo', 'reinforcement'),
        async (texts, method) => {
          const { problems, counts } = await inspectText(texts.join('\n'), { method })
          expect(problems.filter(({ severity }) => severity === 'error').length).toBeLessThanOrEqual(
            counts.errors,
          )
          for (const { line, code, severity } of problems) {
            expect(line).toBeGreaterThan(0)
            expect(severity).toBe(getSeverity(code))
          }
        },
      ),
      { numRuns: 300 },
    )
  })

  /** Yields each chunk in the memory of the previous one. */
  const inOneMemory = (chunks: Uint8Array[]) => ({
    async *readBytes() {
      const used = new Uint8Array(Math.max(0, ...chunks.map(({ length }) => length)))
      for (const chunk of chunks) {
        used.fill(0).set(chunk)
        yield used.subarray(0, chunk.length)
      }
    },
  })

  test('no bytes make it throw, and the result does not depend on the chunks', async () => {
    const chunk = fc.oneof(
      fc.uint8Array(),
      foreign.map((text) => Buffer.from(text)),
      fc.constant(Buffer.from('\n')),
    )
    const options = { method: 'supervised', role: 'training', checks: true } as const
    await fc.assert(
      fc.asyncProperty(fc.array(chunk), async (chunks) => {
        const pieces = memoryFiles({ 'd.jsonl': chunks })
        const whole = await inspectText(Buffer.concat(chunks))
        expect(await inspectDataset(pieces, pieces.files, options)).toEqual(whole)
        expect(await inspectDataset(inOneMemory(chunks), pieces.files, options)).toEqual(whole)
      }),
      { numRuns: 300 },
    )
  })

  test.each([
    [`{"messages":[{"role":"user","content":${secret}}]}`],
    [`{"messages":[{"role":"${secret}","content":"x"}]}`],
    [`{"messages":[{"role":"user","content":"x","${secret} !":1}],"${secret}\\n":1}`],
    [`{"messages":[{"role":"user","content":[{"type":"${secret}"}]}]}`],
    [
      `{"messages":[{"role":"assistant","tool_calls":[{"function":{"name":"${secret} ","arguments":"${secret}"}}]}]}`,
    ],
    [`{"messages":[{"role":"user","content":"x","${secret}-password":1}],"${secret}":1}`],
    [`${secret}`],
    [`{"a":"${secret}" "${secret}"`],
  ])('messages do not contain text of the dataset: %j', async (line) => {
    const report = await inspectText(line)
    expect(report.counts.errors).toBeGreaterThan(0)
    expect(JSON.stringify(report)).not.toContain(secret)
  })

  test('counts a million problems and keeps few of them, errors first', async () => {
    const bad = JSON.stringify({ messages: [{ role: 'user', content: '' }] })
    const { problems, counts } = await inspectText(lines(500_000, bad))
    expect(counts.codes).toEqual({ 'content-empty': 500_000, 'no-assistant': 500_000 })
    expect(problems.length).toBe(20_000)
    expect(problems.slice(0, 10_000).every(({ severity }) => severity === 'error')).toBe(true)
    expect(problems[0]?.line).toBe(1)
  })

  test('reads a line with 100,000 levels of nesting', async () => {
    const deep = '['.repeat(100_000)
    expect(await findCodes(`{"messages":${deep}`)).toEqual(['not-json'])
    expect(await findCodes(`{"messages":${deep}${']'.repeat(100_000)}}`)).toEqual([
      'message-type',
      'no-assistant',
    ])
  })

  test('reads a line of 200 MB', { tags: 'slow', timeout: 60_000 }, async () => {
    const long = JSON.stringify({ messages: [user, { role: 'assistant', content: 'x'.repeat(200_000_000) }] })
    expect(await findCodes(long)).toEqual([])
  })

  test('does not count commas inside a string as values', async () => {
    const content = `\\"[,\\\\`.repeat(2_000_000)
    expect(await findCodes({ messages: [user, { role: 'assistant', content }] })).toEqual([])
  })

  test('rejects arguments of millions of brackets before parsing them', async () => {
    const call = {
      id: 'c',
      type: 'function',
      function: { name: 'f', arguments: `[${'[],'.repeat(2_000_000)}[]]` },
    }
    const { problems } = await inspectText(
      JSON.stringify({ messages: [user, { role: 'assistant', tool_calls: [call] }] }),
      { role: 'validation' },
    )
    expect(problems).toMatchObject([
      { code: 'tool-arguments', message: 'the arguments of a call have more than a million values' },
    ])
  })

  test('finds the first bad byte of a long line without decoding the line', { tags: 'slow' }, async () => {
    const bytes = Buffer.alloc(200 * 2 ** 20, 0xff)
    const before = process.cpuUsage()
    expect((await inspectText(bytes)).problems.at(-1)).toMatchObject({ code: 'not-utf-8', column: 1 })
    const { user, system } = process.cpuUsage(before)
    // Processor time, in microseconds: other processes of the machine do not count.
    expect(user + system).toBeLessThan(10e6)
  })

  test('counts the column of a bad byte in characters, after any text', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc
          .string({ unit: 'binary', maxLength: 200 })
          .map((text) => text.replace(/[\ud800-\udfff\n\0]/gu, '')),
        fc.constantFrom([0xff], [0x80], [0xe4, 0xb8], [0xf0, 0x9f, 0x98], [0xed, 0xa0, 0x80]),
        fc.constantFrom('', 'x', 'ä😀'.repeat(20)),
        async (text, bad, rest) => {
          const line = Buffer.concat([Buffer.from(`{${text}`), Buffer.from(bad), Buffer.from(rest)])
          const { problems } = await inspectText(line, { role: 'validation' })
          expect(problems).toMatchObject([{ code: 'not-utf-8', column: text.length + 2 }])
        },
      ),
    )
  })

  test('rejects a line of millions of brackets before parsing it', async () => {
    expect(await findCodes(`{"messages":[${'[],'.repeat(10_000_000)}[]]}`)).toEqual(['line-too-long'])
  })

  test('rejects an endless line without holding it in memory', async () => {
    const chunk = Buffer.alloc(2 ** 20, 'x')
    const workspace = {
      async *readBytes() {
        for (let i = 0; i < 300; i++) yield chunk
        yield Buffer.from(`\n${GOOD}\n{\n`)
      },
    }
    const file = { name: 'd.jsonl', path: '/d.jsonl', size: 0 }
    const options = { method: 'supervised', role: 'validation', checks: true } as const
    const { problems, examples } = await inspectDataset(workspace, [file], options)
    expect(examples).toBe(3)
    expect(problems).toMatchObject([
      { code: 'line-too-long', line: 1, message: 'the line is longer than 256 MiB' },
      { code: 'not-json', line: 3 },
    ])
  })
})
