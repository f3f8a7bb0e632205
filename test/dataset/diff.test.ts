import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffDatasets, type ExampleChanges } from '../../src/dataset/diff.ts'
import { HASH_KEY } from './inspected.ts'

const readText = (text: string) =>
  async function* () {
    // Chunks end anywhere in a line.
    for (let i = 0; i < text.length; i += 7) yield Buffer.from(text.slice(i, i + 7), 'latin1')
  }

const diff = (before: string[], now: string[], countTokens?: (example: unknown) => number) =>
  diffDatasets(
    readText(before.map((line) => `${line}\n`).join('')),
    readText(now.map((line) => `${line}\n`).join('')),
    { hashKey: HASH_KEY, ...(countTokens && { countTokens }) },
  )

const chat = (question: string, answer: string, system?: string) =>
  JSON.stringify({
    messages: [
      ...(system ? [{ role: 'system', content: system }] : []),
      { role: 'user', content: question },
      { role: 'assistant', content: answer },
    ],
  })
const dpo = (question: string, preferred: string) =>
  JSON.stringify({
    input: { messages: [{ role: 'user', content: question }], tools: [] },
    preferred_output: [{ role: 'assistant', content: preferred }],
    non_preferred_output: [{ role: 'assistant', content: 'bad' }],
  })
const reinforcement = (question: string, reference: string) =>
  JSON.stringify({ messages: [{ role: 'user', content: question }], reference })
const completion = (prompt: string, text: string) => JSON.stringify({ prompt, completion: text })
const turns = (...questions: string[]) =>
  JSON.stringify({
    messages: questions.flatMap((content) => [
      { role: 'user', content },
      { role: 'assistant', content: 'yes' },
    ]),
  })

const NONE: ExampleChanges = { added: 0, removed: 0, changed: 0 }

describe('diffDatasets', () => {
  it.each<[string, string[], string[], Partial<ExampleChanges>]>([
    ['finds nothing in equal datasets', [chat('a', '1')], [chat('a', '1')], {}],
    ['ignores the order of lines', [chat('a', '1'), chat('b', '2')], [chat('b', '2'), chat('a', '1')], {}],
    ['ignores white space', ['{"prompt":"a"}'], [' { "prompt" : "a" }  '], {}],
    [
      'ignores the escapes of characters',
      ['{"prompt":"é"}'.replace('é', '\xc3\xa9')],
      ['{"prompt":"\\u00e9"}'],
      {},
    ],
    [
      'ignores the order of keys',
      ['{"prompt":"a","completion":"b"}'],
      ['{"completion":"b","prompt":"a"}'],
      {},
    ],
    ['ignores blank lines', [chat('a', '1')], ['', chat('a', '1'), ' \t'], {}],
    ['counts an added example', [chat('a', '1')], [chat('a', '1'), chat('b', '2')], { added: 1 }],
    ['counts a removed example', [chat('a', '1'), chat('b', '2')], [chat('b', '2')], { removed: 1 }],
    ['counts a second copy of an example', [chat('a', '1')], [chat('a', '1'), chat('a', '1')], { added: 1 }],
    [
      'counts a removed copy of an example',
      [chat('a', '1'), chat('a', '1')],
      [chat('a', '1')],
      { removed: 1 },
    ],
    ['counts all examples of a new dataset', [], [chat('a', '1'), chat('b', '2')], { added: 2 }],
    ['counts all examples of a removed dataset', [chat('a', '1')], [], { removed: 1 }],
    ['counts a new answer as a change', [chat('a', '1')], [chat('a', '2')], { changed: 1 }],
    [
      'counts a new system message as a change of every example',
      [chat('a', '1', 's'), chat('b', '1', 's')],
      [chat('a', '1', 't'), chat('b', '1', 't')],
      { changed: 2 },
    ],
    [
      'counts a new question as added and removed',
      [chat('a', '1')],
      [chat('b', '1')],
      { added: 1, removed: 1 },
    ],
    [
      'counts a new turn as added and removed',
      [turns('a', 'b')],
      [turns('a', 'c')],
      { added: 1, removed: 1 },
    ],
    [
      'counts one of two new answers to the same question as added',
      [chat('a', '1')],
      [chat('a', '2'), chat('a', '3')],
      { changed: 1, added: 1 },
    ],
    ['counts a new preferred output as a change', [dpo('a', '1')], [dpo('a', '2')], { changed: 1 }],
    [
      'counts a new reference answer as a change',
      [reinforcement('a', '1')],
      [reinforcement('a', '2')],
      { changed: 1 },
    ],
    ['counts a new completion as a change', [completion('a', '1')], [completion('a', '2')], { changed: 1 }],
    ['compares lines that are not JSON by their bytes', ['{x', 'y'], ['{x', 'z'], { added: 1, removed: 1 }],
    [
      'counts lines without user input as added and removed',
      ['{"a":1}', '[]', '{"messages":[]}'],
      ['{"a":2}', '[1]', '{"messages":[1]}'],
      { added: 3, removed: 3 },
    ],
    [
      'treats missing content of a user message like null',
      ['{"messages":[{"role":"user"}]}'],
      ['{"messages":[{"role":"user","content":null}]}'],
      { changed: 1 },
    ],
    [
      'compares lines of too many values by their bytes',
      [`[${'0,'.repeat(1.1e6)}0]`],
      [` [${'0,'.repeat(1.1e6)}0]`],
      { added: 1, removed: 1 },
    ],
    [
      'compares lines that are nested too deeply by their bytes',
      ['['.repeat(50_000)],
      [`${'['.repeat(9_999)}${']'.repeat(9_999)}`],
      { added: 1, removed: 1 },
    ],
  ])('%s', async (_, before, now, expected) => {
    expect(await diff(before, now)).toEqual({ ...NONE, ...expected })
  })

  it('counts tokens only of examples that differ', async () => {
    const counted: string[] = []
    const countTokens = (example: unknown) => {
      const text = JSON.stringify(example)
      counted.push(text)
      return text.length
    }
    const before = [chat('a', '1'), chat('b', '22'), chat('c', '333')]
    const now = [chat('a', '1'), chat('b', '22222'), chat('d', '4')]
    expect(await diff(before, now, countTokens)).toEqual({ added: 1, removed: 1, changed: 1, tokens: 3 - 2 })
    expect(counted.sort()).toEqual([chat('b', '22'), chat('b', '22222'), chat('c', '333'), chat('d', '4')])
    expect(await diff(before, before, countTokens)).toEqual({ ...NONE, tokens: 0 })
  })

  it('finds what the simplest algorithm finds', async () => {
    const line = fc
      .tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('1', '2'))
      .map(([q, a]) => chat(q, a))
    const lines = fc.array(line, { maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(lines, lines, async (before, now) => {
        const added = without(now, before)
        const removed = without(before, now)
        const question = (text: string) => /"content":"(.)"/.exec(text)?.[1] ?? ''
        const changed = added.length - without(added.map(question), removed.map(question)).length
        expect(await diff(before, now)).toEqual({
          added: added.length - changed,
          removed: removed.length - changed,
          changed,
        })
      }),
      { numRuns: 500 },
    )
  })

  it('tells examples apart that differ behind more text than is hashed at once', async () => {
    /** Twenty keys and values, of which one ends in another character. */
    const long = (changed?: number) => {
      const texts = Array.from({ length: 40 }, (_, i) => `${i}`.padEnd(4000) + (i === changed ? 'b' : 'a'))
      return JSON.stringify(Object.fromEntries(texts.slice(0, 20).map((key, i) => [key, texts[i + 20]])))
    }
    expect(await diff([long()], [long()])).toEqual(NONE)
    const changed = Array.from({ length: 40 }, (_, i) => long(i))
    expect(await diff([long()], changed)).toEqual({ ...NONE, added: 40, removed: 1 })
  })

  it('rejects when a dataset cannot be read', async () => {
    const broken = () => {
      throw new Error('"a.jsonl" changed while it was being read')
    }
    await expect(diffDatasets(broken, readText('{}\n'), { hashKey: HASH_KEY })).rejects.toThrow('changed')
  })

  it('returns why when a line is too long to be read', async () => {
    const chunk = Buffer.alloc(2 ** 24, 'x')
    async function* long() {
      for (let i = 0; i < 17; i++) yield chunk
      yield Buffer.from('\n')
    }
    const none = async function* () {}
    expect(await diffDatasets(none, long, { hashKey: HASH_KEY })).toEqual({
      unavailable: 'a line is longer than 256 MiB',
    })
  })

  it('counts no tokens of lines that are too large to be parsed', async () => {
    const counted: string[] = []
    const huge = `[${'0,'.repeat(2 ** 20)}0]`
    const file = (...lines: string[]) =>
      async function* () {
        for (const line of lines) yield Buffer.from(`${line}\n`)
      }
    const changes = await diffDatasets(file(huge, '{}'), file(huge, huge, '[]'), {
      hashKey: HASH_KEY,
      countTokens: (example) => counted.push(JSON.stringify(example)),
    })
    expect(changes).toMatchObject({ added: 2, removed: 1 })
    expect(counted).toEqual(['[]', '{}'])
  })

  it('finds ten new examples among ten thousand', async () => {
    async function* many(from: number) {
      for (let i = 0; i < 10; i++) {
        const line = (_: unknown, j: number) =>
          `${chat(`question ${from + 1000 * i + j}`, 'x'.repeat(500))}\n`
        yield Buffer.from(Array.from({ length: 1000 }, line).join(''))
      }
    }
    const changes = await diffDatasets(
      () => many(0),
      () => many(10),
      { hashKey: HASH_KEY },
    )
    expect(changes).toEqual({ added: 10, removed: 10, changed: 0 })
  })
})

/** Returns the items of `a` without one for each equal item of `b`. */
function without(a: string[], b: string[]): string[] {
  const left = [...b]
  return a.filter((item) => {
    const i = left.indexOf(item)
    if (i >= 0) left.splice(i, 1)
    return i < 0
  })
}
