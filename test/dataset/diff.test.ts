import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Changes, datasetChanges } from '../../src/dataset/diff.ts'

const bytesOf = (text: string) =>
  async function* () {
    // In pieces that end nowhere in particular.
    for (let i = 0; i < text.length; i += 7) yield Buffer.from(text.slice(i, i + 7), 'latin1')
  }

const changes = (before: string[], now: string[], tokensOf?: (line: string) => number) =>
  datasetChanges(
    bytesOf(before.map((line) => `${line}\n`).join('')),
    bytesOf(now.map((line) => `${line}\n`).join('')),
    tokensOf,
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
const turns = (...said: string[]) =>
  JSON.stringify({
    messages: said.flatMap((content) => [
      { role: 'user', content },
      { role: 'assistant', content: 'yes' },
    ]),
  })

const NONE: Changes = { added: 0, removed: 0, changed: 0 }

describe('what changed in a dataset', () => {
  it.each<[string, string[], string[], Partial<Changes>]>([
    ['nothing', [chat('a', '1')], [chat('a', '1')], {}],
    ['nothing by another order', [chat('a', '1'), chat('b', '2')], [chat('b', '2'), chat('a', '1')], {}],
    ['nothing by white space', ['{"prompt":"a"}'], [' { "prompt" : "a" }  '], {}],
    [
      'nothing by another spelling',
      ['{"prompt":"é"}'.replace('é', '\xc3\xa9')],
      ['{"prompt":"\\u00e9"}'],
      {},
    ],
    ['nothing by blank lines', [chat('a', '1')], ['', chat('a', '1'), ' \t'], {}],
    ['one more', [chat('a', '1')], [chat('a', '1'), chat('b', '2')], { added: 1 }],
    ['one less', [chat('a', '1'), chat('b', '2')], [chat('b', '2')], { removed: 1 }],
    ['one that stands there twice', [chat('a', '1')], [chat('a', '1'), chat('a', '1')], { added: 1 }],
    ['one of two equal ones', [chat('a', '1'), chat('a', '1')], [chat('a', '1')], { removed: 1 }],
    ['a dataset that is new', [], [chat('a', '1'), chat('b', '2')], { added: 2 }],
    ['a dataset that is gone', [chat('a', '1')], [], { removed: 1 }],
    ['another answer', [chat('a', '1')], [chat('a', '2')], { changed: 1 }],
    [
      'another system message',
      [chat('a', '1', 's'), chat('b', '1', 's')],
      [chat('a', '1', 't'), chat('b', '1', 't')],
      { changed: 2 },
    ],
    ['another question', [chat('a', '1')], [chat('b', '1')], { added: 1, removed: 1 }],
    ['another turn', [turns('a', 'b')], [turns('a', 'c')], { added: 1, removed: 1 }],
    [
      'an answer, and one more to the same question',
      [chat('a', '1')],
      [chat('a', '2'), chat('a', '3')],
      { changed: 1, added: 1 },
    ],
    ['another preference', [dpo('a', '1')], [dpo('a', '2')], { changed: 1 }],
    ['another reference answer', [reinforcement('a', '1')], [reinforcement('a', '2')], { changed: 1 }],
    ['another completion', [completion('a', '1')], [completion('a', '2')], { changed: 1 }],
    ['lines that are no JSON', ['{x', 'y'], ['{x', 'z'], { added: 1, removed: 1 }],
    [
      'lines in which nobody says anything',
      ['{"a":1}', '[]', '{"messages":[]}'],
      ['{"a":2}', '[1]', '{"messages":[1]}'],
      { added: 3, removed: 3 },
    ],
    [
      'lines in which somebody says nothing',
      ['{"messages":[{"role":"user"}]}'],
      ['{"messages":[{"role":"user","content":null}]}'],
      { changed: 1 },
    ],
    [
      'lines of too many values to be read, as they stand',
      [`[${'0,'.repeat(1.1e6)}0]`],
      [` [${'0,'.repeat(1.1e6)}0]`],
      { added: 1, removed: 1 },
    ],
    [
      'lines that nest deeply',
      ['['.repeat(50_000)],
      [`${'['.repeat(9_999)}${']'.repeat(9_999)}`],
      { added: 1, removed: 1 },
    ],
  ])('%s', async (_, before, now, expected) => {
    expect(await changes(before, now)).toEqual({ ...NONE, ...expected })
  })

  it('counts tokens of what differs, and of nothing else', async () => {
    const counted: string[] = []
    const tokensOf = (line: string) => {
      counted.push(line)
      return line.length
    }
    const before = [chat('a', '1'), chat('b', '22'), chat('c', '333')]
    const now = [chat('a', '1'), chat('b', '22222'), chat('d', '4')]
    expect(await changes(before, now, tokensOf)).toEqual({ added: 1, removed: 1, changed: 1, tokens: 3 - 2 })
    expect(counted.sort()).toEqual([chat('b', '22'), chat('b', '22222'), chat('c', '333'), chat('d', '4')])
    expect(await changes(before, before, tokensOf)).toEqual({ ...NONE, tokens: 0 })
  })

  it('is what the plainest way of counting finds', async () => {
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
        expect(await changes(before, now)).toEqual({
          added: added.length - changed,
          removed: removed.length - changed,
          changed,
        })
      }),
      { numRuns: 500 },
    )
  })

  it('is not known of a line longer than can be held', async () => {
    const chunk = Buffer.alloc(2 ** 24, 'x')
    async function* long() {
      for (let i = 0; i < 17; i++) yield chunk
      yield Buffer.from('\n')
    }
    const none = async function* () {}
    expect(await datasetChanges(none, long)).toEqual({ missing: 'a line is longer than 256 MiB' })
  })

  it('leaves out of the tokens what is too much to be parsed', async () => {
    const counted: string[] = []
    const huge = `[${'0,'.repeat(2 ** 20)}0]`
    const file = (...lines: string[]) =>
      async function* () {
        for (const line of lines) yield Buffer.from(`${line}\n`)
      }
    const found = await datasetChanges(file(huge, '{}'), file(huge, huge, '[]'), (line) => counted.push(line))
    expect(found).toMatchObject({ added: 2, removed: 1 })
    expect(counted).toEqual(['[]', '{}'])
  })

  it('finds ten of ten thousand', async () => {
    async function* many(from: number) {
      for (let i = 0; i < 10; i++) {
        const line = (_: unknown, j: number) =>
          `${chat(`question ${from + 1000 * i + j}`, 'x'.repeat(500))}\n`
        yield Buffer.from(Array.from({ length: 1000 }, line).join(''))
      }
    }
    const found = await datasetChanges(
      () => many(0),
      () => many(10),
    )
    expect(found).toEqual({ added: 10, removed: 10, changed: 0 })
  })
})

/** The items of `a` that are left when each of `b` has taken one like it. */
function without(a: string[], b: string[]): string[] {
  const left = [...b]
  return a.filter((item) => {
    const i = left.indexOf(item)
    if (i >= 0) left.splice(i, 1)
    return i < 0
  })
}
