import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRedactor } from '../../src/github/redactor.ts'
import { SPELLINGS, secrets, spelled } from '../support/spellings.ts'

function redactWith(secret: string, text: string): string {
  const { add, redact } = createRedactor()
  add(secret)
  return redact(text)
}

describe('a redactor', () => {
  it.each(SPELLINGS)('redacts a secret $name', ({ spell }) => {
    fc.assert(
      fc.property(secrets(), fc.string({ maxLength: 20 }), fc.nat(), (secret, around, seed) => {
        const text = spell(secret, seed)
        expect(redactWith(secret, text)).toMatch(/^.?\*\*\*=*$/s)
        const shown = redactWith(secret, `${around} ${text} ${around}`)
        expect(shown).not.toContain(text)
      }),
    )
  })

  it('redacts a secret in one spelling within another', () => {
    fc.assert(
      fc.property(secrets(), fc.array(fc.nat(), { minLength: 2, maxLength: 2 }), (secret, seeds) => {
        expect(redactWith(secret, spelled(secret, seeds))).toMatch(/^.?\*\*\*/s)
      }),
    )
  })

  it.each([
    ['\\u0073\\u006B\\u002dproj+\\/\\"9', 'JSON escapes in any case'],
    ['%73%6b-%70roj%2B%2f%229', 'a mix of percent-encodings'],
    ['sk-proj&plus;&sol;&quot;9', 'named entities'],
    ['sk-proj&#43;&#0047;&#x22;9', 'numbers of entities'],
    ['sk-proj&#43&#47&#x22;9', 'numbers of entities without a semicolon'],
    ['sk-proj\\u0026#43;\\u002f\\u0026quot;9', 'entities as Go writes them into JSON'],
    ['sk-proj%26%2343%3B/\\"9', 'entities in a URL'],
    ['sk-proj%252B%252F%25229', 'percent-encoding in percent-encoding'],
    ['sk-proj+\\\\\\/\\\\\\"9', 'JSON in JSON'],
    ['sk\\x2dproj\\x2B/\\x229', 'bytes in JavaScript'],
    ['sk\\u{2d}proj\\u{00002B}/\\u{22}9', 'code points in braces'],
    ['sk-\u0000pr\u200boj\r\n+/\u202e"9', 'invisible characters in between'],
    ['sk-\\u0000pr\\noj+/"9', 'invisible characters as escapes'],
    ['sk-proj+…', 'an ellipsis after eight characters'],
    ['sk-proj+\\u00…', 'an ellipsis in the middle of an escape'],
    ['%sk-proj+/%229', 'an escape that the text before seems to begin'],
    ['\\sk-proj+/\\"9', 'a backslash before it'],
    ['sk-********/"9', 'asterisks in the middle'],
  ])('redacts %j: %s', (text) => {
    expect(redactWith('sk-proj+/"9', text)).toMatch(/^[%\\]?\*\*\*(\/"9|(\\u00)?…)?$/)
  })

  it.each([
    ['an open brace', 'sk\\u{2dproj+/"9'],
    ['too large a number', 'sk\\u{11002d}proj+/"9'],
    ['one digit', 'sk%2proj+/"9'],
    ['a name without an end', 'sk-proj&plus/"9'],
  ])('does not read an escape where there is only %s', (_, text) => {
    expect(redactWith('sk-proj+/"9', text)).toBe(text)
  })

  const codePoints = (text: string, toEscape: (code: string) => string) =>
    [...text].map((character) => toEscape(character.codePointAt(0)?.toString(16) ?? '')).join('')

  it.each<[string, (secret: string) => string]>([
    ['percent-encoded', encodeURIComponent],
    ['as code points in braces', (secret) => codePoints(secret, (code) => `\\u{${code}}`)],
    ['as entities', (secret) => codePoints(secret, (code) => `&#x${code};`)],
    [
      'as UTF-16 in JSON',
      (secret) =>
        secret.replace(
          /[\ud800-\udfff]|./g,
          (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
        ),
    ],
  ])('redacts a secret with characters of one to four bytes, %s', (_, spell) => {
    expect(redactWith('pässwörd-€-😀', spell('pässwörd-€-😀'))).toBe('***')
    const other = spell('😁😀😀😀-other')
    expect(redactWith('😀😀😀😀-other', other)).toBe(other)
  })

  it('redacts a secret after more escapes than it remembers', () => {
    const before = 'sssssss\\u0000'.repeat(20_000)
    const shown = redactWith('ssssssss-key', `${before}x\\u0073sssss\\u0073s-key`)
    expect(shown).toBe(`${before}x***`)
  })

  it('redacts a secret within a longer base64 text at each of the three alignments, and what it shares with it', () => {
    for (const before of ['user', 'user:', 'user::']) {
      const encoded = Buffer.from(`${before}1234567890-secret:after`).toString('base64')
      const shown = redactWith('1234567890-secret', `Basic ${encoded}.`)
      const [, start = '', end = ''] = /^Basic (.*)\*\*\*(.*)\.$/.exec(shown) ?? []
      const known = Buffer.from(start, 'base64').toString() + Buffer.from(end, 'base64').toString()
      expect(shown).toContain('***')
      expect(known).not.toMatch(/[123]{2}|ret/)
    }
  })

  it('redacts base64 over several lines, with its padding', () => {
    const encoded = Buffer.from(`${'x'.repeat(50)}1234567890-secret`).toString('base64')
    const lines = encoded.replaceAll(/.{76}/g, '$&\r\n')
    expect(redactWith('1234567890-secret', `${lines}!`)).toMatch(/^[\w]+\*\*\*!$/)
  })

  it('redacts what the server shows of a key', () => {
    const key = 'sk-proj-1234567890abcdef'
    expect(redactWith(key, 'key provided: sk-proj-********cdef. Find')).toBe('key provided: ***. Find')
    expect(redactWith(key, '** sk-other **')).toBe('** sk-other **')
  })

  it('redacts secrets that begin with or overlap another one completely', () => {
    const { add, redact } = createRedactor()
    for (const secret of ['abcdefgh', 'abcdefgh-and-the-rest', 'the-rest-of-it']) add(secret)
    expect(redact('x abcdefgh-and-the-rest y')).toBe('x *** y')
    expect(redact('x abcdefgh-and-the-rest-of-it y')).toBe('x *** y')
  })

  it('keeps short values, because every text contains them', () => {
    expect(redactWith('a', 'a job')).toBe('a job')
  })

  it('changes no text without a secret', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(redactWith('0123456789-secret', text)).toBe(text)
      }),
    )
    const text = 'C:\\new\\u0041 100% &amp; %41 \\" &#65; … '
    expect(redactWith('0123456789-secret', text)).toBe(text)
  })

  // Quadratic or exponential time would take longer than the timeout of a test.
  it.each([
    'sk-',
    'sk-proj-',
    'sk-proj-1234567890abcde',
    '\\',
    '%25',
    '&amp;',
    '\\u0000',
    '\u0000',
    's\u0000',
    '*',
    'c2st',
  ])('takes linear time for 300 kB of %j', (piece) => {
    const text = piece.repeat(300_000 / piece.length)
    expect(redactWith('sk-proj-1234567890abcdef', text)).toBe(text)
    expect(redactWith('\\\\\\\\\\\\\\\\x', text.slice(0, 9000))).toBe(text.slice(0, 9000))
  })

  it('redacts the rest of a text with more escapes than it can read in seconds', () => {
    const text = `short ${'\\'.repeat(8_000_000)} sk-proj-1234567890abcdef`
    const shown = redactWith('sk-proj-1234567890abcdef', text)
    expect(shown.startsWith('short \\')).toBe(true)
    expect(shown.endsWith('\\***')).toBe(true)
  })

  it('takes linear time for many long secrets', () => {
    const { add, redact } = createRedactor()
    for (let i = 0; i < 100; i++) add(`eyJhbGciOiJSUzI1NiJ9.${'x'.repeat(2000)}${i}.signature`)
    const text = `eyJhbGciOiJSUzI1NiJ9.${'x'.repeat(1500)} `.repeat(200)
    expect(redact(text)).toBe(text)
  })
})
