import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DuplicateExamples } from '../../src/dataset/checks/duplicate-examples.ts'
import { ExampleHasher } from '../../src/dataset/example-hash.ts'
import { HashTable } from '../../src/dataset/hash-table.ts'
import { inspectDataset } from '../../src/dataset/inspect.ts'
import { assistant, HASH_KEY, inspectText, memoryFiles, user } from './inspected.ts'

const unanswered = (question: string) => JSON.stringify({ messages: [{ role: 'user', content: question }] })
const example = (question: unknown, answer: unknown = 'a', rest: object = {}) =>
  JSON.stringify({
    messages: [
      { role: 'user', content: question },
      { role: 'assistant', content: answer },
    ],
    ...rest,
  })

/** Returns the problems of lines that are not unique, by code and line. */
async function findRepeats(lines: string[], method: 'supervised' | 'dpo' | 'reinforcement' = 'supervised') {
  const { problems } = await inspectText(lines.join('\n'), {
    method,
    role: 'validation',
    duplicates: new DuplicateExamples(HASH_KEY),
  })
  const codes = ['duplicate-example', 'overlap', 'conflicting-answers']
  return problems.filter(({ code }) => codes.includes(code)).map(({ code, line }) => [code, line])
}

describe('two examples of one dataset', () => {
  const pair = (question: string, better: string) =>
    `{"input":{"messages":[{"role":"user","content":"${question}"}]},"preferred_output":[{"role":"assistant","content":"${better}"}],"non_preferred_output":[{"role":"assistant","content":"n"}]}`
  const item = (question: string, answer: number) =>
    `{"messages":[{"role":"user","content":"${question}"}],"answer":${answer}}`
  const completion = (prompt: string, answer: string) => `{"prompt":"${prompt}","completion":"${answer}"}`

  test.each([
    ['the same bytes', 'supervised', example('q'), example('q'), 'duplicate-example'],
    [
      'other white space',
      'supervised',
      example('q'),
      example('q').replaceAll(':', ' :\t'),
      'duplicate-example',
    ],
    [
      'another order of keys',
      'supervised',
      completion('p', 'c'),
      '{"completion":"c","prompt":"p"}',
      'duplicate-example',
    ],
    [
      'other escapes',
      'supervised',
      example('é'),
      example('\\u00e9').replace('\\\\', '\\'),
      'duplicate-example',
    ],
    ['another prompt', 'supervised', example('q'), example('r'), undefined],
    ['texts that are the same joined', 'supervised', example('qa', 'b'), example('q', 'ab'), undefined],
    [
      'a text for a number',
      'reinforcement',
      item('q', 1),
      item('q', 1).replace('1', '"1"'),
      'conflicting-answers',
    ],
    ['another answer', 'supervised', example('q', 'a'), example('q', 'b'), 'conflicting-answers'],
    ['another question without an answer', 'supervised', unanswered('q'), unanswered('r'), undefined],
    ['other tools', 'supervised', example('q', 'a'), example('q', 'b', { tools: [] }), undefined],
    ['another completion', 'supervised', completion('p', 'c'), completion('p', 'd'), 'conflicting-answers'],
    ['the same pair', 'dpo', pair('q', 'b'), pair('q', 'b'), 'duplicate-example'],
    ['another pair', 'dpo', pair('q', 'b'), pair('q', 'c'), 'conflicting-answers'],
    ['the same item', 'reinforcement', item('q', 1), item('q', 1), 'duplicate-example'],
    ['another item', 'reinforcement', item('q', 1), item('q', 2), 'conflicting-answers'],
    [
      'messages that are the same and no list',
      'supervised',
      '{"messages":1}',
      '{"messages":1}',
      'duplicate-example',
    ],
    ['messages that differ and are no list', 'supervised', '{"messages":1}', '{"messages":2}', undefined],
    ['null instead of an answer', 'supervised', example('q', 'a'), example('q', null), 'conflicting-answers'],
  ] as const)('%s', async (_, method, first, second, code) => {
    expect(await findRepeats([first, second], method)).toEqual(code ? [[code, 2]] : [])
  })

  test('treats earlier turns as part of the prompt', async () => {
    const turns = (...contents: string[]) =>
      JSON.stringify({ messages: contents.flatMap((content) => [user, { ...assistant, content }]) })
    expect(await findRepeats([turns('a', 'b'), turns('c', 'b'), turns('a', 'd')])).toEqual([
      ['conflicting-answers', 3],
    ])
  })

  test('does not compare lines that are not examples', async () => {
    expect(await findRepeats(['{', '{', '', '', '[]', '[]', '{"a":1}', '{"a":1}'])).toEqual([])
    const deep = example('q').replace('"q"', '['.repeat(5000) + ']'.repeat(5000))
    expect(await findRepeats([deep, deep])).toEqual([])
  })

  test('reports the first duplicates individually, the others together, and conflicts once', async () => {
    const lines = [...Array.from({ length: 9 }, () => example('q')), example('q', 'b'), example('q', 'c')]
    const { problems, counts } = await inspectText(lines.join('\n'), {
      duplicates: new DuplicateExamples(HASH_KEY),
    })
    expect(counts.codes).toMatchObject({ 'duplicate-example': 8, 'conflicting-answers': 2 })
    expect(problems.filter(({ code }) => code === 'duplicate-example').map(({ message }) => message)).toEqual(
      [
        ...Array.from({ length: 5 }, () => 'the same example as line 1 of d.jsonl'),
        'the same example as line 1 of d.jsonl, the first of 3 more such lines',
      ],
    )
    expect(problems.find(({ code }) => code === 'conflicting-answers')).toMatchObject({
      line: 10,
      message: 'the same prompt as line 1 of d.jsonl, but a different answer, the first of 2 such lines',
    })
  })
})

describe('several files and datasets', () => {
  const options = { method: 'supervised', checks: true } as const
  const data = memoryFiles({
    'a.jsonl': [Buffer.from(`\n${example('1')}\n${example('2')}`)],
    'b.jsonl': [Buffer.from(`${example('3')}\n${example('2')}`)],
    'v.jsonl': [Buffer.from([example('4'), example('3'), example('4'), example('1', 'b')].join('\n'))],
  })
  const named = (...names: string[]) => data.files.filter(({ name }) => names.includes(name))

  test('names the file and line of the earlier example, and reports one of another dataset as an overlap', async () => {
    const duplicates = new DuplicateExamples(HASH_KEY)
    const training = { ...options, role: 'training', duplicates } as const
    const { problems } = await inspectDataset(data, named('a.jsonl', 'b.jsonl'), training)
    expect(problems.find(({ code }) => code === 'duplicate-example')).toMatchObject({
      file: 'b.jsonl',
      line: 2,
      message: 'the same example as line 3 of a.jsonl',
    })
    const validation = { ...options, role: 'validation', duplicates } as const
    // A different answer than in the training data is not a conflict.
    expect((await inspectDataset(data, named('v.jsonl'), validation)).problems).toMatchObject([
      { code: 'overlap', line: 2, message: 'the same example as line 1 of b.jsonl' },
      { code: 'duplicate-example', line: 3, message: 'the same example as line 1 of v.jsonl' },
    ])
  })

  test('reports all examples when training and validation data are the same file', async () => {
    const duplicates = new DuplicateExamples(HASH_KEY)
    for (const role of ['training', 'validation'] as const) {
      const { counts } = await inspectDataset(data, named('b.jsonl'), { ...options, role, duplicates })
      expect(counts.codes.overlap).toBe(role === 'training' ? undefined : 2)
    }
  })

  test('does not depend on the chunks', async () => {
    const line = fc.constantFrom(example('1'), example('2'), example('1', 'b'), '', '{')
    await fc.assert(
      fc.asyncProperty(fc.array(line), fc.integer({ min: 1, max: 90 }), async (lines, length) => {
        const bytes = Buffer.from(lines.join('\n'))
        const chunks = Array.from({ length: Math.ceil(bytes.length / length) }, (_, i) =>
          bytes.subarray(i * length, (i + 1) * length),
        )
        const pieces = memoryFiles({ 'd.jsonl': chunks })
        const report = await inspectDataset(pieces, pieces.files, {
          ...options,
          role: 'training',
          duplicates: new DuplicateExamples(HASH_KEY),
        })
        expect(report).toEqual(await inspectText(bytes, { duplicates: new DuplicateExamples(HASH_KEY) }))
      }),
    )
  })
})

describe('the hash of an example', () => {
  test('differs for every example, and its words collide as rarely as random ones', {
    tags: 'slow',
  }, () => {
    const count = 200_000
    const hasher = new ExampleHasher(HASH_KEY)
    const words: Set<number>[] = [new Set(), new Set(), new Set(), new Set()]
    for (let i = 0; i < count; i++) {
      const messages = [
        { role: 'user', content: `${i}` },
        { role: 'assistant', content: i },
      ]
      const hash = hasher.hash({ messages }, 'chat')
      for (const [n, word] of [...(hash?.example ?? []), ...(hash?.prompt ?? [])].entries())
        words[n]?.add(word)
    }
    // Of so many random words of 32 bits, n²/2³³ = 4.7 collide; more than 20 do once in a million times.
    for (const word of words) expect(word.size).toBeGreaterThan(count - 20)
  })

  test('is equal exactly for equal JSON values', () => {
    const hasher = new ExampleHasher(HASH_KEY)
    expect(hasher.hash({ prompt: -0 }, 'completions')).toEqual(hasher.hash({ prompt: 0 }, 'completions'))
    const hash = (value: unknown) => hasher.hash({ prompt: value }, 'completions')
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const read = (value: unknown): unknown => JSON.parse(JSON.stringify(value, null, 2))
        expect(hash(a)).toEqual(hash(read(a)))
        if (!isDeepStrictEqual(read(a), read(b))) expect(hash(a)).not.toEqual(hash(b))
      }),
    )
  })

  test('differs for every key, so that collisions cannot be prepared', () => {
    const keys = ['a', 'b', HASH_KEY, `${HASH_KEY}0`]
    const hashes = keys.map((key) =>
      new ExampleHasher(key).hash({ prompt: 'x', completion: 'y' }, 'completions'),
    )
    const words = hashes.flatMap((hash) => [...(hash?.example ?? []), ...(hash?.prompt ?? [])])
    expect(new Set(words).size).toBe(4 * keys.length)
  })

  test('has words of 32 bits that differ for values of different types and lengths', () => {
    const hasher = new ExampleHasher(HASH_KEY)
    const values = [null, false, true, 0, 1, '', '0', '\0', 'ab', ['ab'], ['a', 'b'], [], [[]], {}, [{}]]
    const texts = [
      '\ud800',
      '\udbff',
      '\ufffd',
      'x'.repeat(11),
      'x'.repeat(12),
      'x'.repeat(13),
      'é'.repeat(12),
    ]
    const hashes = [...values, ...texts, { a: 'b' }, { b: 'a' }, { a: { b: '' } }].map((value) =>
      hasher.hashValue(value),
    )
    for (const word of hashes.flatMap((hash) => hash ?? [])) expect(word >>> 0).toBe(word)
    expect(new Set(hashes.map((hash) => hash?.join())).size).toBe(hashes.length)
    expect(hasher.hashValue({ b: 1, a: 2, c: 3 })).toEqual(hasher.hashValue({ c: 3, a: 2, b: 1 }))
    expect(hasher.hashBytes(Buffer.from('ab'))).not.toEqual(hasher.hashValue('ab'))
  })

  test('is that of the same value after any other value was hashed', () => {
    const hasher = new ExampleHasher(HASH_KEY)
    const long = { prompt: Array.from({ length: 20_000 }, (_, i) => i), completion: 'x'.repeat(50_000) }
    const values = [
      { prompt: 'x', completion: 'y' },
      long,
      { prompt: long.completion, completion: long.prompt },
    ]
    const hash = (value: (typeof values)[number], by = hasher) => by.hash(value, 'completions')
    const expected = values.map((value) => hash(value, new ExampleHasher(HASH_KEY)))
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 1, 0],
    ])
      for (const i of order) expect(values[i] && hash(values[i])).toEqual(expected[i])
  })

  test('is undefined when the prompt or the answer is nested too deeply', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`)
    const hasher = new ExampleHasher(HASH_KEY)
    expect(hasher.hash({ prompt: 'x', completion: 'y' }, 'completions')).toBeDefined()
    expect(hasher.hash({ prompt: deep, completion: 'y' }, 'completions')).toBeUndefined()
    expect(hasher.hash({ prompt: 'x', completion: deep }, 'completions')).toBeUndefined()
  })

  test('depends on every character of a long text', () => {
    const hasher = new ExampleHasher(HASH_KEY)
    const hash = (content: string) => hasher.hash({ prompt: content }, 'completions')
    const long = 'x'.repeat(10_001)
    for (const i of [0, 1, 4095, 4096, 8191, 9999, 10_000]) {
      expect(hash(`${long.slice(0, i)}y${long.slice(i + 1)}`)).not.toEqual(hash(long))
    }
    expect(hash(`${long}x`)).not.toEqual(hash(long))
  })
})

test('a hash table holds the number of each of many hashes', { tags: 'slow' }, () => {
  const table = new HashTable()
  const expected = new Map<string, number>()
  let state = 1
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state
  }
  for (let number = 1; number <= 300_000; number++) {
    // The second word decides the slot: half of the hashes are crowded there.
    const hash = [next() >>> 14, number % 2 ? next() : next() % 1000] as const
    const known = expected.get(hash.join())
    const isRight = table.get(hash) === (known ?? 0) && table.getOrInsert(hash, number) === (known ?? number)
    if (!isRight) expect.fail(`number ${number}`)
    table.set(hash, number)
    expected.set(hash.join(), number)
  }
  expect(expected.size).toBeLessThan(300_000)
  for (const [hash, number] of expected) {
    const [first = 0, second = 0] = hash.split(',').map(Number)
    if (table.get([first, second]) !== number) expect.fail(hash)
  }
})
