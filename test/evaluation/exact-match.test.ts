import { describe, expect, it } from 'vitest'
import { matchesExactly } from '../../src/evaluation/grade.ts'

const call = (name: string, args: unknown, id = 'call_1') => ({
  id,
  type: 'function',
  function: { name, arguments: args },
})
const custom = (input: string, id = 'call_1') => ({ id, type: 'custom', custom: { name: 'a', input } })
const matchCalls = (answer: readonly unknown[], reference: readonly unknown[]) =>
  matchesExactly({ text: '', toolCalls: answer }, { text: '', toolCalls: reference })

describe('without a grader, an answer', () => {
  it('must be the reference, apart from white space around it', () => {
    const matchTexts = (answer: string, reference: string) =>
      matchesExactly({ text: answer, toolCalls: [] }, { text: reference, toolCalls: [] })
    expect(matchTexts(' the reference\n', 'the reference')).toBe(true)
    expect(matchTexts('The reference', 'the reference')).toBe(false)
  })

  it('must have the same tool calls by name and arguments, as JSON, in any order', () => {
    const reference = [call('a', '{"x": 1, "y": [2]}'), call('b', '{}')]
    const same = [call('b', '{ }', 'call_2'), call('a', '{"y":[2],"x":1}', 'call_3')]
    expect(matchCalls(same, reference)).toBe(true)
    for (const other of [
      [same[0]],
      [same[0], call('a', '{"x":1,"y":[3]}')],
      [same[0], same[0]],
      [...same, same[0]],
    ])
      expect(matchCalls(other, reference)).toBe(false)
  })

  it.each([
    ['of the same arguments that are no JSON', call('a', 'x = 1'), call('a', 'x = 1'), true],
    ['of other arguments that are no JSON', call('a', 'x = 2'), call('a', 'x = 1'), false],
    ['whose arguments are an object', call('a', { x: 1 }), call('a', '{"x":1}'), true],
    ['of a custom tool with another id', custom('x', 'call_2'), custom('x'), true],
    ['of a custom tool with another input', custom('y'), custom('x'), false],
    ['of a custom tool in place of a function', custom('x'), call('a', 'x'), false],
    ['that is the same and no object', 'a', 'a', true],
    ['that is another one and no object', 'b', 'a', false],
  ])('with a call %s is compared with the reference', (_, answer, reference, matches) => {
    expect(matchCalls([answer], [reference])).toBe(matches)
  })
})
