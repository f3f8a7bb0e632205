import { describe, expect, it } from 'vitest'
import { oneLine, redactor } from '../../src/github/sanitize.ts'

/** Texts by which others have tried, or could try, to give orders to the runner or to fool who reads the log. */
const HOSTILE = [
  '::set-output name=fine-tuned-model::ft:evil',
  '  ::set-output name=x::y',
  '\u00a0::add-mask::e',
  '\u2003::stop-commands::token',
  'hello\n::error::forged',
  'hello\r::error::forged',
  'hello\r\n::error::forged',
  'hello\u0085::error::forged',
  'hello\u2028::error::forged',
  'hello\u2029::error::forged',
  '##[set-output name=fine-tuned-model]ft:evil',
  'in the middle ##[error]forged',
  '##[##[error]forged',
  '\u001b[31mred\u001b[0m',
  '\u0000nul',
  '\u009b31m',
  'abc\u202edcba',
  '\ufeff::error::after a byte order mark',
  '\u001c::error::after a separator that .NET trims',
  '\t::error::after a tab',
  'lone \ud800 surrogate',
]

// biome-ignore-start lint/suspicious/noControlCharactersInRegex: control characters are what it is about
/** What the runner would take for a command: at the start of any line after white space, or `##[` anywhere. */
const obeyed = (text: string) =>
  text
    .split(/[\r\n\u0085\u2028\u2029]/)
    .some((line) => /^[\s\u0085\u001c-\u001f\ufeff]*::/.test(line) || line.includes('##['))
// biome-ignore-end lint/suspicious/noControlCharactersInRegex: control characters are what it is about

describe('a line of foreign text', () => {
  it.each(HOSTILE)('is shown and not obeyed: %j', (text) => {
    const line = oneLine(text)
    expect(obeyed(line)).toBe(false)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is about
    expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
    expect(line.isWellFormed()).toBe(true)
  })

  it('stays as it is when it is harmless', () => {
    const text = 'Step 1/90: training loss=3.12 – naïve 東京 🎉 a::b #[x]'
    expect(oneLine(text)).toBe(text)
  })
})

describe('secrets', () => {
  it('are replaced as they are, and as JSON and URLs spell them', () => {
    const { add, redact } = redactor()
    add('p"ss/w\\rd+1')
    expect(redact('p"ss/w\\rd+1 p\\"ss/w\\\\rd+1 p%22ss%2Fw%5Crd%2B1')).toBe('*** *** ***')
  })

  it('are replaced where the server has left their ends', () => {
    const { add, redact } = redactor()
    add('sk-proj-1234567890abcdef')
    expect(redact('key provided: sk-proj-********cdef. Find')).toBe('key provided: ***. Find')
    expect(redact('** sk-other **')).toBe('** sk-other **')
  })

  it('take no time to speak of, whatever a server sends', () => {
    const { add, redact } = redactor()
    add('sk-proj-1234567890abcdef')
    const started = performance.now()
    redact('sk-'.repeat(100_000))
    redact(`sk-${'*'.repeat(300_000)}`)
    expect(performance.now() - started).toBeLessThan(2000)
  })

  it('of which one begins with another leave nothing behind', () => {
    const { add, redact } = redactor()
    add('abcdefgh')
    add('abcdefgh-and-the-rest')
    expect(redact('x abcdefgh-and-the-rest y')).toBe('x *** y')
  })

  it('that are short stay, because every text contains them', () => {
    const { add, redact } = redactor()
    add('a')
    expect(redact('a job')).toBe('a job')
  })
})
