import { describe, expect, it } from 'vitest'
import { sanitizeLine } from '../../src/github/sanitize.ts'

/** Texts that try to make the runner execute a command or to mislead the reader of the log. */
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

// biome-ignore-start lint/suspicious/noControlCharactersInRegex: the runner trims control characters
/** Returns whether the runner would execute a command: `::` at the start of a line after white space, or `##[` anywhere. */
const isCommand = (text: string) =>
  text
    .split(/[\r\n\u0085\u2028\u2029]/)
    .some((line) => /^[\s\u0085\u001c-\u001f\ufeff]*::/.test(line) || line.includes('##['))
// biome-ignore-end lint/suspicious/noControlCharactersInRegex: the runner trims control characters

describe('sanitizeLine', () => {
  it.each(HOSTILE)('makes a harmless line of %j', (text) => {
    const line = sanitizeLine(text)
    expect(isCommand(line)).toBe(false)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the line must contain none
    expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
    expect(line.isWellFormed()).toBe(true)
  })

  it('keeps harmless text unchanged', () => {
    const text = 'Step 1/90: training loss=3.12 – naïve 東京 🎉 a::b #[x]'
    expect(sanitizeLine(text)).toBe(text)
  })
})
