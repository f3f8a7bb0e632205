import fc from 'fast-check'
import { get_encoding } from 'tiktoken'
import { afterAll, describe, expect, test } from 'vitest'
import type { Format } from '../../src/dataset/format.ts'
import { getEncoding } from '../../src/dataset/model.ts'
import { createExampleTokenCounter } from '../../src/dataset/tokens/example-tokens.ts'
import type { Encoding } from '../../src/dataset/tokens/ranks.ts'
import { createTokenCounter } from '../../src/dataset/tokens/tokenizer.ts'
import type { JsonObject } from '../../src/json.ts'
import { readRanks } from '../support/ranks.ts'
import { assistant, user } from './inspected.ts'

const ENCODINGS: Encoding[] = ['o200k_base', 'cl100k_base']

describe.each(ENCODINGS)('createTokenCounter in %s', async (encoding) => {
  const tiktoken = get_encoding(encoding)
  afterAll(() => tiktoken.free())
  const count = await createTokenCounter(encoding, readRanks)
  const expected = (text: string) => tiktoken.encode_ordinary(text).length

  test.each([
    ['nothing', ''],
    ['English', "It's 5 o'clock; we'LL see what they'Ve done — don't you think, Zoë?"],
    ['German', 'Die Donaudampfschifffahrtsgesellschaftskapitänsmütze lag übermäßig schräg.'],
    ['French', "Aujourd'hui, l'œuvre coûte 1 234,56 € : « ça va ? »"],
    ['Russian', 'Съешь же ещё этих мягких французских булок, да выпей чаю.'],
    ['Greek', 'Ξεσκεπάζω τὴν ψυχοφθόρα βδελυγμία.'],
    ['Arabic', 'نص حكيم له سر قاطع وذو شأن عظيم مكتوب على ثوب أخضر'],
    ['Hebrew with points', 'בְּרֵאשִׁית בָּרָא אֱלֹהִים'],
    ['Hindi', 'ऋषियों को सताने वाले दुष्ट राक्षसों के राजा रावण का सर्वनाश'],
    ['Thai', 'เป็นมนุษย์สุดประเสริฐเลิศคุณค่ากว่าบรรดาฝูงสัตว์เดรัจฉาน'],
    ['Chinese', '视野无限广，窗外有蓝天。微風迎客，軟語伴茶。'],
    ['Japanese', 'いろはにほへとちりぬるを　ワカヨタレソツネナラム'],
    ['Korean', '키스의 고유조건은 입술끼리 만나야 하고 특별한 기술은 필요치 않다.'],
    ['Amharic, Georgian, Cherokee', 'ሰማይ አይታረስ ንጉሥ አይከሰስ። გთხოვთ ᎣᏏᏲ'],
    ['emoji', '👩‍👩‍👧‍👦 👍🏽 🇩🇪🇫🇷 ❤️‍🔥 ☺︎ 1️⃣'],
    ['combining marks', 'Z̷̧̛a̸͠l̵g̷o̴ é é ạ̈̂ \u0301\u0301'],
    ['titlecase and modifier letters', 'ǅǈ ʰʲ ªº Ⅷ ① ½ ٣٤٥٦'],
    ['code', 'for (const [k, v] of Object.entries(x)) {\n\tif (k !== "a_b") y[k] ??= `#{v}`;\n}\n\n'],
    ['property names of every object', 'constructor toString __proto__ hasOwnProperty valueOf'],
    ['numbers', '1 12 123 1234 12345 3.14159 0x7f 1e-9 2026-11-22T06:13:00Z'],
    ['paths and addresses', 'https://example.com/a/b?c=d&e=%20#f //\r\n/usr//bin/'],
    ['whitespace', ' a  b   c\t\td \r\n\r\n  e\n \n\n f \u3000g\u00a0h\u2003\u2028i   '],
    ['white space that is none in JavaScript', 'a\u0085b \u0085\u0085 c'],
    ['white space in JavaScript only', '\ufeffusing a\ufeff \ufeff\ufeff b'],
    ['the long s', "Am I'ſ it'ſ 'ſ ſ'S"],
    ['special tokens', '<|endoftext|><|im_start|>a<|fim_prefix|> <|endofprompt|>'],
    ['lone surrogates', '\ud800 a\udc00b \ud83d\ud83d x\udfff'],
    ['control characters', '\0\x01\x1b[31m\x7f\x80\x9f'],
    ['a long word', 'pneumonoultramicroscopicsilicovolcanoconiosis'.repeat(20)],
    ['a long rule', '='.repeat(10_000)],
    ['a long run', 'ab'.repeat(4_000)],
    ['long whitespace', `${' '.repeat(9_000)}x${'\n'.repeat(9_000)}`],
    ['long text without spaces', '天地玄黄宇宙洪荒日月盈昃辰宿列张'.repeat(100)],
  ])('counts as tiktoken does: %s', (_, text) => {
    expect(count(text)).toBe(expected(text))
    // Again, with cached pieces.
    expect(count(text)).toBe(expected(text))
  })

  // Characters that the patterns treat differently, more often than by chance.
  const special = fc.constantFrom(
    ..." \t\n\r\v\f/'sStTdDmMlLrRvVeEſaAéÉßǅʰª字ก़้\u0301٣½1234567890.,!-=_<|>\u00a0\u0085\u3000\ufeff\u2028\u200d\ud800\udc00😀",
    "'ll",
    "'VE",
    ' the',
    '\r\n',
  )
  const text = fc.oneof(
    fc.string({ unit: special, maxLength: 40 }),
    fc.string({ unit: fc.oneof(special, fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 })) }),
    fc.string({ unit: 'grapheme-ascii', maxLength: 60 }),
  )

  test('counts as tiktoken does for any text', () => {
    fc.assert(
      fc.property(text, (text) => {
        expect(count(text)).toBe(expected(text))
      }),
      { numRuns: 2000 },
    )
  })

  test('counts as tiktoken does for every character of the basic plane', () => {
    for (let row = 0; row < 0x10000; row += 64) {
      const characters = Array.from({ length: 64 }, (_, i) => String.fromCharCode(row + i))
      const between = characters.map((character) => `a${character}b ${character}1${character}\n`).join('')
      expect(count(between), row.toString(16)).toBe(expected(between))
    }
  })

  test('counts the same when there are more pieces than fit into the cache', () => {
    const words = Array.from({ length: 140_000 }, (_, i) => ` ${spelled(i)}`).join('')
    const tokens = expected(words)
    expect(count(words)).toBe(tokens)
    expect(count(words)).toBe(tokens)
  })

  test.each([
    // More than a million units, the maximum that is counted at once.
    ['a letter', 'a', 66],
    ['spaces', ' ', 8],
    ['line breaks', '\n', 8],
    ['marks', '\u0301', 8],
    ['a character beyond the basic plane', '\u{1f9ff}', 8],
    ['lone surrogates', '\udc00', 8],
  ])('counts a long run in linear time: %s', (_, unit, times) => {
    const run = unit.repeat(2 ** 14 / Buffer.byteLength(unit))
    // A token or two for each cut.
    expect(Math.abs(count(run.repeat(times)) - expected(run) * times)).toBeLessThanOrEqual(2 * times)
  })
})

/** Returns a number in letters: a unique word. */
function spelled(number: number): string {
  return number.toString(26).replaceAll(/\d/g, (digit) => 'qrstuvwxyz'.charAt(Number(digit)))
}

/** The tokens that a server adds to each example. */
const EXAMPLE = 1

describe('the tokens of an example', async () => {
  const count = await createExampleTokenCounter('o200k_base', readRanks)
  const chat = (...messages: unknown[]) => ({ messages })
  const call = { id: 'x', type: 'function', function: { name: 'f', arguments: '{}' } }
  const tools = [{ type: 'function', function: { name: 'f' } }]
  // namespace functions {⏎⏎ type f = () => any ;⏎⏎ } // namespace functions
  const NAMESPACE = 14

  // In o200k_base, "Capital of France?" has 4 tokens, "Paris." 2, each of the roles and other words here 1.
  test.each<[string, number, Format, JsonObject]>([
    [
      '1 an example, 3 a message, role and content',
      EXAMPLE + (3 + 1 + 4) + (3 + 1 + 2),
      'chat',
      chat(user, assistant),
    ],
    ['a name, and 1 for it', EXAMPLE + (3 + 1 + 4 + 1 + 1), 'chat', chat({ ...user, name: 'Ann' })],
    ['weights do not matter', EXAMPLE + (3 + 1 + 2), 'chat', chat({ ...assistant, weight: 0 })],
    [
      'parts of content, refusals',
      EXAMPLE + (3 + 1 + 4 + 2) + (3 + 1 + 1),
      'chat',
      chat(
        {
          role: 'user',
          content: [
            { type: 'text', text: user.content },
            { type: 'text', text: assistant.content },
          ],
        },
        { role: 'assistant', content: [{ type: 'refusal', refusal: 'No' }] },
      ),
    ],
    [
      'a tool call by its name and arguments, without ids',
      EXAMPLE + (3 + 1) + (1 + 1) + (3 + 1 + 1),
      'chat',
      chat(
        { role: 'assistant', content: null, tool_calls: [call] },
        { role: 'tool', tool_call_id: 'x', content: 'No' },
      ),
    ],
    [
      'a tool call without a function',
      EXAMPLE + (3 + 1),
      'chat',
      chat({ role: 'assistant', content: null, tool_calls: [{ id: 'x' }] }),
    ],
    [
      'a function call',
      EXAMPLE + (3 + 1) + (1 + 1),
      'chat',
      chat({ role: 'assistant', function_call: call.function }),
    ],
    ['tools as their TypeScript', EXAMPLE + (3 + 1 + 4) + NAMESPACE, 'chat', { ...chat(user), tools }],
    [
      'functions as their TypeScript',
      EXAMPLE + (3 + 1 + 4) + NAMESPACE,
      'chat',
      { ...chat(user), functions: tools },
    ],
    ['no tools', EXAMPLE + (3 + 1 + 4), 'chat', { ...chat(user), tools: [] }],
    [
      'completions: both texts',
      4 + 2,
      'completions',
      { prompt: user.content, completion: assistant.content },
    ],
    [
      'dpo: the input and both outputs',
      EXAMPLE + (3 + 1 + 4) + NAMESPACE + (3 + 1 + 2) + (3 + 1 + 1),
      'dpo',
      {
        input: { messages: [user], tools },
        preferred_output: [assistant],
        non_preferred_output: [{ role: 'assistant', content: 'No' }],
      },
    ],
    [
      'dpo with its old keys',
      EXAMPLE + (3 + 1 + 4) + (3 + 1 + 2) + (3 + 1 + 2),
      'dpo',
      { input: chat(user), preferred_completion: [assistant], non_preferred_completion: [assistant] },
    ],
    [
      'reinforcement: the prompt',
      EXAMPLE + (3 + 1 + 4),
      'reinforcement',
      { ...chat(user), reference: 'Paris' },
    ],
    [
      'nothing for malformed parts',
      EXAMPLE,
      'chat',
      { messages: [null, 5, 'x', []], tools: 'x', functions: null },
    ],
    [
      'only the valid parts of a message',
      EXAMPLE + 3,
      'chat',
      chat({ role: 5, content: [5, { text: 5 }], tool_calls: [5] }),
    ],
    ['nothing for an empty line', EXAMPLE, 'dpo', { input: null, preferred_output: {} }],
  ])('are counted as: %s', (_, tokens, format, line) => {
    expect(count(line, format)).toEqual({ tokens, images: 0 })
  })

  // Two public jobs: the server adds 1 to each example where OpenAI's cookbook says 3.
  test.each([
    [10, 468, 448],
    [100, 11_990, 11_790],
  ])('of %i are %i by the cookbook and %i on the bill', (examples, byCookbook, billed) => {
    const cookbook = (words: number) => 3 + (3 + 1 + words) + (3 + 1 + 2)
    const words = Math.floor(byCookbook / examples) - cookbook(0)
    const longer = byCookbook - examples * cookbook(words)
    const lines = Array.from({ length: examples }, (_, i) =>
      chat({ role: 'user', content: `No${' No'.repeat(words - 1 + (i < longer ? 1 : 0))}` }, assistant),
    )
    const tokens = lines.map((line) => count(line, 'chat').tokens)
    expect(tokens.reduce((sum, each) => sum + each)).toBe(billed)
  })

  // "How to count tokens with tiktoken" of OpenAI's cookbook, which compares with the API. There each answer has a beginning of
  // 3 tokens.
  test.each([
    ['gpt-4', 129],
    ['gpt-4o', 124],
  ])('are those that the API counts for %s', async (model, tokens) => {
    const named = (name: string, content: string) => ({ role: 'system', name, content })
    const line = chat(
      {
        role: 'system',
        content:
          'You are a helpful, pattern-following assistant that translates corporate jargon into plain English.',
      },
      named('example_user', 'New synergies will help drive top-line growth.'),
      named('example_assistant', 'Things working well together will increase revenue.'),
      named(
        'example_user',
        "Let's circle back when we have more bandwidth to touch base on opportunities for increased leverage.",
      ),
      named('example_assistant', "Let's talk later when we're less busy about how to do better."),
      {
        role: 'user',
        content: "This late pivot means we don't have time to boil the ocean for the client deliverable.",
      },
    )
    const countIn = await createExampleTokenCounter(getEncoding(model), readRanks)
    expect(countIn(line, 'chat')).toEqual({ tokens: tokens - 3 + EXAMPLE, images: 0 })
  })

  test('do not depend on whether the previous example has the same system message and tools', () => {
    const line = (system: string, name: string) => ({
      ...chat({ role: 'system', content: system }),
      tools: [{ type: 'function', function: { name } }],
    })
    const tokens = (system: string, name: string) => count(line(system, name), 'chat').tokens
    expect(tokens('No', 'f')).toBe(EXAMPLE + (3 + 1 + 1) + NAMESPACE)
    expect(tokens('No', 'f')).toBe(EXAMPLE + (3 + 1 + 1) + NAMESPACE)
    expect(tokens('Paris.', 'f')).toBe(EXAMPLE + (3 + 1 + 2) + NAMESPACE)
    expect(tokens('Paris.', 'No No')).toBe(EXAMPLE + (3 + 1 + 2) + NAMESPACE + 1)
    expect(tokens('', 'f')).toBe(EXAMPLE + (3 + 1) + NAMESPACE)
  })

  test('leave out tools that are no objects, however deep they are', () => {
    const depth = 100_000
    const tools = JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`)
    expect(count({ ...chat(user), tools }, 'chat')).toEqual({ tokens: EXAMPLE + (3 + 1 + 4), images: 0 })
  })
})

describe('the tokens of an image', async () => {
  const count = await createExampleTokenCounter('o200k_base', readRanks)
  const counted = (url: string, detail?: unknown) => {
    const content = [{ type: 'image_url', image_url: { url, detail } }]
    const { tokens, images } = count({ messages: [{ role: 'user', content }] }, 'chat')
    return { tokens: tokens - EXAMPLE - 3 - 1, images }
  }
  const uncounted = { tokens: 0, images: 1 }
  const png = (width: number, height: number) =>
    dataUrl('png', '89504e470d0a1a0a0000000d49484452', uint32(width), uint32(height), '08060000')
  const webp = (kind: string, ...rest: string[]) =>
    dataUrl('webp', '52494646', '00000000', Buffer.from(`WEBP${kind}`).toString('hex'), '00000000', ...rest)
  // An APP1 segment, a Huffman table, then the frame.
  const jpeg = (sof: string) =>
    dataUrl(
      'jpeg',
      'ffd8',
      'ffe10102',
      '00'.repeat(256),
      'ffc4',
      '0003',
      '00',
      `ff${sof}0011 08 0400 0800 03`,
    )

  // The first two are the examples of the guide.
  test.each([
    ['a square', png(1024, 1024), 85 + 170 * 4],
    ['a tall image', png(2048, 4096), 85 + 170 * 6],
    ['an image that is not enlarged', png(150, 100), 85 + 170],
    ['a thin image', png(10_000, 1), 85 + 170 * 4],
    ['an image to which rounding must not add a tile', png(3000, 1000), 85 + 170 * 4 * 2],
    ['the largest size in a file', png(2 ** 32 - 1, 2 ** 32 - 1), 85 + 170 * 4],
    ['jpeg', jpeg('c0'), 85 + 170 * 3 * 2],
    ['progressive jpeg', jpeg('c2'), 85 + 170 * 3 * 2],
    ['jpeg with fill bytes', jpeg('ffffc0'), 85 + 170 * 3 * 2],
    ['lossy webp', webp('VP8 ', '000000', '9d012a', '0008', '0004'), 85 + 170 * 3 * 2],
    // 14 bits of 2047 and 14 bits of 1023: each side less one.
    ['lossless webp', webp('VP8L', '2f', 'ffc7ff00', '000000000000'), 85 + 170 * 3 * 2],
    ['extended webp', webp('VP8X', '00000000', 'ff0700', 'ff0300'), 85 + 170 * 3 * 2],
  ])('are counted by its tiles: %s', (_, url, tokens) => {
    expect(counted(url, 'high')).toEqual({ tokens, images: 0 })
    expect(counted(url, 'auto')).toEqual({ tokens, images: 0 })
    expect(counted(url)).toEqual({ tokens, images: 0 })
    expect(counted(url, 'low')).toEqual({ tokens: 85, images: 0 })
  })

  test.each([
    ['on a server', 'https://example.com/a.png'],
    ['of another type', dataUrl('gif', Buffer.from('GIF89a').toString('hex'), '00'.repeat(40))],
    ['not in base64', 'data:image/png,%89PNG'],
    ['cut off', dataUrl('png', '89504e470d0a1a0a')],
    ['without pixels', png(0, 10)],
    ['jpeg without a frame', dataUrl('jpeg', 'ffd8', 'ffd9', '00'.repeat(20))],
    ['jpeg of segments only', dataUrl('jpeg', 'ffd8', 'ffe00002'.repeat(5000))],
    ['webp of an unknown kind', webp('VP9 ', '00'.repeat(20))],
  ])('are not counted when its size is unknown: %s', (_, url) => {
    expect(counted(url)).toEqual(uncounted)
    expect(counted(url, 'low')).toEqual({ tokens: 85, images: 0 })
  })

  test('are not counted when it is malformed', () => {
    const content = [{ type: 'image_url' }, { type: 'image_url', image_url: { url: 5, detail: 'low' } }]
    expect(count({ messages: [{ role: 'user', content }] }, 'chat').images).toBe(2)
  })

  test('are computed without throwing when it is not an image', () => {
    const types = fc.constantFrom('89504e470d0a1a0a', '52494646000000005745425056503858', 'ffd8ffe00002', '')
    fc.assert(
      fc.property(types, fc.uint8Array({ maxLength: 60 }), (head, rest) => {
        const { tokens, images } = counted(dataUrl('png', head, Buffer.from(rest).toString('hex')))
        expect(tokens === 0 ? images === 1 : tokens >= 85 + 170).toBe(true)
      }),
    )
  })
})

function dataUrl(type: string, ...hex: string[]): string {
  return `data:image/${type};base64,${Buffer.from(hex.join('').replaceAll(' ', ''), 'hex').toString('base64')}`
}

function uint32(number: number): string {
  return number.toString(16).padStart(8, '0')
}
