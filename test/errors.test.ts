import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { getErrorCode, getErrorMessage } from '../src/errors.ts'

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
