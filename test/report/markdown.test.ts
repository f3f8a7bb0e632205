import { marked } from 'marked'
import { describe, expect, it } from 'vitest'
import {
  codeLink,
  escapeText,
  htmlCode,
  inlineCode,
  linkMarkdown,
  quoteError,
  table,
} from '../../src/report/markdown.ts'
import { HOSTILE, HOSTILE_MARKUP } from '../support/hostile-strings.ts'

/** Renders Markdown to HTML as GitHub does, without its search for mentions and addresses. */
const toHtml = (markdown: string) => marked.parse(markdown, { async: false, gfm: true })

/** Returns the text that a reader sees in this HTML. */
const toText = (html: string) =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:#(\d+)|(\w+));/g, (_, code: string | undefined, name = '') =>
      code ? String.fromCodePoint(Number(code)) : (ENTITIES[name] ?? ''),
    )

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', amp: '&' }

/** A text as it is shown: one line without control characters. */
const shown = (text: string) => text.toWellFormed().replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')

describe('inline code', () => {
  it.each([
    'ft:gpt-4.1-mini:org::abc123',
    'ftjob-8Lg2RkVqVfHkFhYwXrT0p3Zb',
    'gpt-4.1-mini.ft-0123456789abcdef-suffix',
    'data/train (1).jsonl',
    'data/a b.jsonl:12:3',
    'données/über.jsonl',
    'full_valid_loss',
    'messages[0].content',
    'loss <= baseline * 1.02',
    'reward != 0',
    'owner/repo@v1',
    'n_epochs=3',
    '~/x+y,%20',
    '-',
    '__',
  ])('shows %j as a plain code span', (text) => {
    expect(inlineCode(text)).toBe(`\`${text}\``)
    expect(toHtml(inlineCode(text))).toBe(`<p>${htmlCodeOf(text)}</p>\n`)
  })

  it.each([
    ['', 'an empty text'],
    [' a', 'a space at the start'],
    ['a ', 'a space at the end'],
    ['a  b', 'two spaces'],
    ['a`b', 'a backtick'],
    ['a|b', 'a bar'],
    ['a\\', 'a backslash'],
    ['a\nb', 'a line break'],
    ['a<b>', 'a tag'],
    ['a < b>', 'a tag with spaces'],
    ['a&amp;b', 'an entity'],
    ['@octocat', 'a mention'],
    ['a/@octocat', 'a mention in a path'],
    ['#1', 'an issue'],
    ['GH-1', 'an issue in another form'],
    ['https://evil.example', 'an address'],
    ['www.evil.example', 'an address without a scheme'],
    ['[x]', 'brackets around a letter'],
    ['$x$', 'mathematics'],
    ['a\u202eb', 'a character that turns the direction'],
    ['a\u00a0b', 'a no-break space'],
    ['a\ud800', 'a lone surrogate'],
  ])('escapes %j, which has %s', (text) => {
    expect(inlineCode(text)).toBe(`<code>${escapeText(text)}</code>`)
    expect(inlineCode(text)).toBe(htmlCode(text))
  })

  it('cuts a long text without losing the code span', () => {
    expect(inlineCode('a'.repeat(20), 10)).toBe(`\`${'a'.repeat(10)}…\``)
    expect(inlineCode('`'.repeat(20), 2)).toBe('<code>&#96;&#96;…</code>')
  })

  it.each([...HOSTILE, ...HOSTILE_MARKUP])('in a table cell shows exactly the text of %s', (_, text) => {
    for (const before of ['', 'x', 'a b', '`', '\\', '['])
      for (const render of [inlineCode, (part: string) => codeLink(part, 'https://github.com/a')]) {
        const cut = `${before}${text}`.slice(0, 400)
        const html = toHtml(table(['A', 'B'], [[render(cut), render('x')]]))
        expect(html.match(/<t[dh]\b/g)).toHaveLength(4)
        expect(html.match(/<code>/g)).toHaveLength(2)
        expect(html.replace(/<\/?(?:table|thead|tbody|tr|th|td|code|a)\b[^>]*>/g, '')).not.toMatch(/<\w/)
        const [, cell = ''] = /<td align="left">(.*)<\/td>\n<td/.exec(html) ?? []
        expect(toText(cell).replaceAll('\u200b', '')).toBe(shown(cut))
      }
  })
})

describe('escaped text', () => {
  it.each([
    ['@octocat', '&#64;&#8203;octocat'],
    ['fixes #1', 'fixes &#35;&#8203;1'],
    ['GH-1', 'GH&#8203;-1'],
    ['https://evil.example', 'https&#58;&#8203;//evil.example'],
    ['www.evil.example', 'www&#46;&#8203;evil.example'],
  ])('breaks the reference in %j with a zero-width space', (text, expected) => {
    expect(escapeText(text)).toBe(expected)
  })

  it('leaves letters of all scripts and ordinary punctuation as they are', () => {
    const text = "Größe 10 % (siehe 'x/y'), 日本語; a=1 + 2… full_valid_loss: 3 n_1:"
    expect(escapeText(text)).toBe(text)
  })

  it.each(['_a_', 'a _b_', 'a__b__c', '_a_b_', ':smile:', 'a_b_', 'é_a_é'])(
    'has no markup for %j',
    (text) => {
      expect(toText(toHtml(escapeText(text))).trim()).toBe(text)
    },
  )

  it.each([...HOSTILE, ...HOSTILE_MARKUP])('is one paragraph without markup for %s', (_, text) => {
    const html = toHtml(`x ${escapeText(text)}`)
    expect(html.match(/<[^>]*>/g)).toEqual(['<p>', '</p>'])
  })
})

describe('a link', () => {
  it.each([
    ['javascript:alert(1)'],
    ['data:text/html,x'],
    ['https://user@evil.example'],
    ['https://user:pass@evil.example'],
    ['/relative'],
    [''],
    [undefined],
    [`https://github.com/${'a'.repeat(400)}`],
  ])('to %j is only its label', (address) => {
    expect(linkMarkdown('label', address)).toBe('label')
  })

  it('encodes what would end the address or the table cell', () => {
    expect(linkMarkdown('label', 'https://github.com/a)b|c(d`e*f')).toBe(
      '[label](https://github.com/a%29b%7cc%28d%60e%2af)',
    )
  })
})

it('quotes an error of several lines up to the limits', () => {
  expect(quoteError('a *b*\nc\nd', { maxLines: 2, maxLength: 3 })).toBe('> a &#42;…<br>c')
})

const htmlCodeOf = (text: string) =>
  `<code>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</code>`
