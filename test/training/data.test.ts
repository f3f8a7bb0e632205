import { describe, expect, it } from 'vitest'
import { chatExamples, runAction } from '../support/run-action.ts'

/** Twenty lines that are no JSON, and as many without a message. */
const BROKEN = '{"messages":\n'.repeat(20)
const EMPTY = Array.from({ length: 20 }, (_, i) => `{"messages":[],"n":${i}}`).join('\n')

describe('data with errors', () => {
  it.each([
    [false, 'Nothing was uploaded. See the annotations on file and line.', 'Annotations show the first'],
    [
      true,
      'The first of them are listed by file and line.',
      'Standard output has the first 10 problems, standard error 31 more',
    ],
  ])(
    'fails the step and says where they are listed, on a command line: %s',
    async (isCommandLine, hint, where) => {
      const { failures, log, sent } = await runAction({ isCommandLine, files: { 'train.jsonl': EMPTY } })
      expect(failures[0]).toContain(hint)
      expect(log.join('\n')).toContain(where)
      expect(sent).toEqual([])
    },
  )

  it.each([
    [{ 'max-tokens': '3000' }, '"max-tokens"'],
    [{ price: '5', 'max-cost': '1' }, '"max-cost"'],
    [{ price: '5', 'max-cost': '1', 'max-tokens': '3000' }, '"max-tokens" and "max-cost"'],
  ])('leaves no limit unchecked: %j', async (inputs, limits) => {
    const text = `${chatExamples(20)}\n${BROKEN}`
    const { failures, sent } = await runAction({
      inputs: { ...inputs, 'data-check': 'warn' },
      files: { 'train.jsonl': text },
    })
    expect(failures[0]).toContain(`Cannot check ${limits}: 20 examples could not be tokenized.`)
    expect(sent).toEqual([])
  })
})
