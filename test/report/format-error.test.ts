import { describe, expect, it } from 'vitest'
import { ActionError } from '../../src/errors.ts'
import { formatError } from '../../src/report/format-error.ts'

/** An error whose stack does not name a file. */
const stripped = Object.assign(new Error('oh'), { stack: 'Error: oh' })

describe('the text of an error', () => {
  it.each([
    ['its message', new ActionError('It failed.'), 'It failed.'],
    ['its message and hint', new ActionError('It failed.', { hint: 'Try again.' }), 'It failed.\nTry again.'],
    [
      'a request to report a bug, if the error is unexpected',
      stripped,
      'This is a bug in the action, please report it: oh',
    ],
  ])('is %s', (_, error, expected) => {
    expect(formatError(error)).toBe(expected)
  })

  it.each([
    ['an error', new Error('oh')],
    ['a thrown text', 'oh'],
  ])('has the file and line of the bug: %s', (_, thrown) => {
    expect(formatError(thrown)).toMatch(
      /^This is a bug in the action, please report it: oh \([\w.-]+:\d+:\d+\)$/,
    )
  })
})
