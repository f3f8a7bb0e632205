import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Duplicates } from '../../src/dataset/checks/duplicates.ts'
import { ExampleHasher } from '../../src/dataset/example-hash.ts'
import { FirstSeen } from '../../src/dataset/first-occurrence.ts'
import { inspectDataset } from '../../src/dataset/inspect.ts'
import { assistant, inspected, memory, user } from './inspected.ts'

const unanswered = (question: string) => JSON.stringify({ messages: [{ role: 'user', content: question }] })
const example = (question: unknown, answer: unknown = 'a', rest: object = {}) =>
  JSON.stringify({
    messages: [
      { role: 'user', content: question },
      { role: 'assistant', content: answer },
    ],
    ...rest,
  })

/** What is told of lines that are not the only ones of their kind. */
async function repeatsIn(lines: string[], method: 'supervised' | 'dpo' | 'reinforcement' = 'supervised') {
  const { problems } = await inspected(lines.join('\n'), {
    method,
    role: 'validation',
    duplicates: new Duplicates(),
  })
  const codes = ['duplicate-example', 'overlap', 'conflicting-answers']
  return problems.filter(({ code }) => codes.includes(code)).map(({ code, line }) => [code, line])
}

describe('examples of one dataset', () => {
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
    ['another question that nobody answers', 'supervised', unanswered('q'), unanswered('r'), undefined],
    ['other tools', 'supervised', example('q', 'a'), example('q', 'b', { tools: [] }), undefined],
    ['another completion', 'supervised', completion('p', 'c'), completion('p', 'd'), 'conflicting-answers'],
    ['the same pair', 'dpo', pair('q', 'b'), pair('q', 'b'), 'duplicate-example'],
    ['another pair', 'dpo', pair('q', 'b'), pair('q', 'c'), 'conflicting-answers'],
    ['the same item', 'reinforcement', item('q', 1), item('q', 1), 'duplicate-example'],
    ['another item', 'reinforcement', item('q', 1), item('q', 2), 'conflicting-answers'],
    ['null for nothing', 'supervised', example('q', 'a'), example('q', null), 'conflicting-answers'],
  ] as const)('%s', async (_, method, first, second, code) => {
    expect(await repeatsIn([first, second], method)).toEqual(code ? [[code, 2]] : [])
  })

  test('earlier turns are part of the prompt', async () => {
    const turns = (...contents: string[]) =>
      JSON.stringify({ messages: contents.flatMap((content) => [user, { ...assistant, content }]) })
    expect(await repeatsIn([turns('a', 'b'), turns('c', 'b'), turns('a', 'd')])).toEqual([
      ['conflicting-answers', 3],
    ])
  })

  test('lines that are no examples are not compared', async () => {
    expect(await repeatsIn(['{', '{', '', '', '[]', '[]', '{"a":1}', '{"a":1}'])).toEqual([])
    const deep = example('q').replace('"q"', '['.repeat(5000) + ']'.repeat(5000))
    expect(await repeatsIn([deep, deep])).toEqual([])
  })

  test('the first few are told each, the others together; conflicts once', async () => {
    const lines = [...Array.from({ length: 9 }, () => example('q')), example('q', 'b'), example('q', 'c')]
    const { problems, counts } = await inspected(lines.join('\n'), { duplicates: new Duplicates() })
    expect(counts.codes).toMatchObject({ 'duplicate-example': 8, 'conflicting-answers': 2 })
    expect(problems.filter(({ code }) => code === 'duplicate-example').map(({ message }) => message)).toEqual(
      [
        ...Array.from({ length: 5 }, () => 'the same example as line 1 of d.jsonl'),
        'the same example as line 1 of d.jsonl, the first of 3 more such lines',
      ],
    )
    expect(problems.find(({ code }) => code === 'conflicting-answers')).toMatchObject({
      line: 10,
      message: 'the prompt is that of line 1 of d.jsonl, with another answer, the first of 2 such lines',
    })
  })
})

describe('several files and datasets', () => {
  const options = { method: 'supervised', checks: true } as const
  const data = memory({
    'a.jsonl': [Buffer.from(`\n${example('1')}\n${example('2')}`)],
    'b.jsonl': [Buffer.from(`${example('3')}\n${example('2')}`)],
    'v.jsonl': [Buffer.from([example('4'), example('3'), example('4'), example('1', 'b')].join('\n'))],
  })
  const named = (...names: string[]) => data.files.filter(({ name }) => names.includes(name))

  test('an earlier example is found in the file where it is; of another dataset it is an overlap', async () => {
    const duplicates = new Duplicates()
    const training = { ...options, role: 'training', duplicates } as const
    const { problems } = await inspectDataset(data, named('a.jsonl', 'b.jsonl'), training)
    expect(problems.find(({ code }) => code === 'duplicate-example')).toMatchObject({
      file: 'b.jsonl',
      line: 2,
      message: 'the same example as line 3 of a.jsonl',
    })
    const validation = { ...options, role: 'validation', duplicates } as const
    // Another answer to a prompt of the training data is no conflict.
    expect((await inspectDataset(data, named('v.jsonl'), validation)).problems).toMatchObject([
      { code: 'overlap', line: 2, message: 'the same example as line 1 of b.jsonl' },
      { code: 'duplicate-example', line: 3, message: 'the same example as line 1 of v.jsonl' },
    ])
  })

  test('the same file for both overlaps wholly', async () => {
    const duplicates = new Duplicates()
    for (const role of ['training', 'validation'] as const) {
      const { counts } = await inspectDataset(data, named('b.jsonl'), { ...options, role, duplicates })
      expect(counts.codes.overlap).toBe(role === 'training' ? undefined : 2)
    }
  })

  test('chunks change nothing', async () => {
    const line = fc.constantFrom(example('1'), example('2'), example('1', 'b'), '', '{')
    await fc.assert(
      fc.asyncProperty(fc.array(line), fc.integer({ min: 1, max: 90 }), async (lines, length) => {
        const bytes = Buffer.from(lines.join('\n'))
        const chunks = Array.from({ length: Math.ceil(bytes.length / length) }, (_, i) =>
          bytes.subarray(i * length, (i + 1) * length),
        )
        const pieces = memory({ 'd.jsonl': chunks })
        const report = await inspectDataset(pieces, pieces.files, {
          ...options,
          role: 'training',
          duplicates: new Duplicates(),
        })
        expect(report).toEqual(await inspected(bytes, { duplicates: new Duplicates() }))
      }),
    )
  })
})

describe('the hash of an example', () => {
  test('is another for every example, in each of its words as often as chance has it', {
    tags: 'slow',
  }, () => {
    const count = 200_000
    const hasher = new ExampleHasher()
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

  test('is the same exactly for the same JSON value', () => {
    const hasher = new ExampleHasher()
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

  test('is none where the prompt or the answer nests without end', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`)
    const hasher = new ExampleHasher()
    expect(hasher.hash({ prompt: 'x', completion: 'y' }, 'completions')).toBeDefined()
    expect(hasher.hash({ prompt: deep, completion: 'y' }, 'completions')).toBeUndefined()
    expect(hasher.hash({ prompt: 'x', completion: deep }, 'completions')).toBeUndefined()
  })

  test('sees every character of a long text', () => {
    const hasher = new ExampleHasher()
    const hash = (content: string) => hasher.hash({ prompt: content }, 'completions')
    const long = 'x'.repeat(10_001)
    for (const i of [0, 1, 4095, 4096, 8191, 9999, 10_000]) {
      expect(hash(`${long.slice(0, i)}y${long.slice(i + 1)}`)).not.toEqual(hash(long))
    }
    expect(hash(`${long}x`)).not.toEqual(hash(long))
  })
})

test('the line at which each of many hashes was first seen is known', { tags: 'slow' }, () => {
  const seen = new FirstSeen()
  const expected = new Map<string, number>()
  let state = 1
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state
  }
  for (let line = 1; line <= 300_000; line++) {
    // The second word decides where it stands: there, half of them are crowded.
    const hash = [next() >>> 14, line % 2 ? next() : next() % 1000] as const
    const first = expected.get(hash.join()) ?? line
    expected.set(hash.join(), first)
    if (seen.at(...hash, line) !== first) expect.fail(`line ${line}`)
  }
  expect(expected.size).toBeLessThan(300_000)
  for (const [hash, line] of expected) {
    const [a = 0, b = 0] = hash.split(',').map(Number)
    if (seen.at(a, b, 400_000) !== line) expect.fail(hash)
  }
})
