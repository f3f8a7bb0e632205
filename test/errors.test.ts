import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ActionError, formatError, getErrorCode, getErrorMessage } from '../src/errors.ts'

describe('the message of an error', () => {
  it.each<[string, unknown, string]>([
    ['its own', new TypeError('fetch failed'), 'fetch failed'],
    ['the text that was thrown instead of an error', 'aborted', 'aborted'],
    ['the name of nothing', undefined, 'undefined'],
  ])('is %s', (_, error, message) => {
    expect(getErrorMessage(error)).toBe(message)
  })
})

describe('the code of an error', () => {
  it('is that of the system, or "unknown" where there is none', () => {
    const codes: string[] = []
    for (const fail of [() => readFileSync('/nowhere'), () => JSON.parse('{')])
      try {
        fail()
      } catch (error) {
        codes.push(getErrorCode(error))
      }
    expect([...codes, getErrorCode('ENOENT')]).toEqual(['ENOENT', 'unknown', 'unknown'])
  })
})

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
