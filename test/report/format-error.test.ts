import { describe, expect, it } from 'vitest'
import { ActionError } from '../../src/errors.ts'
import { formatError } from '../../src/report/format-error.ts'

/** An error of code that somebody has stripped of where it came from. */
const stripped = Object.assign(new Error('oh'), { stack: 'Error: oh' })

describe('what went wrong is explained', () => {
  it.each([
    ['a failure by its sentence', new ActionError('It failed.'), 'It failed.'],
    [
      'a failure with what to do about it',
      new ActionError('It failed.', { hint: 'Mend it.' }),
      'It failed.\nMend it.',
    ],
    ['what nobody expected as a bug', stripped, 'This is a bug in the action, please report it: oh'],
  ])('%s', (_, error, told) => {
    expect(formatError(error)).toBe(told)
  })

  it.each([
    ['an error', new Error('oh')],
    ['whatever else is thrown', 'oh'],
  ])('with the place of the bug: %s', (_, thrown) => {
    expect(formatError(thrown)).toMatch(
      /^This is a bug in the action, please report it: oh \([\w.-]+:\d+:\d+\)$/,
    )
  })
})
