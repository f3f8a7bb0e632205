import { describe, expect, it } from 'vitest'
import type { Answer } from '../../src/evaluation/example.ts'
import { createAnswerGrader } from '../../src/evaluation/grade.ts'

const call = (name: string, args: unknown, id = 'call_1') => ({
  id,
  type: 'function',
  function: { name, arguments: args },
})
const custom = (input: string, id = 'call_1') => ({ id, type: 'custom', custom: { name: 'a', input } })
const GRADER = createAnswerGrader(undefined, {
  models: { complete: async () => Promise.reject(new Error('requested')) },
  seed: 1,
})
const grade = (answer: Answer, reference: Answer | undefined) =>
  GRADER.grade(answer, { prompt: [], options: {}, item: {}, reference })
const gradeCalls = (answer: readonly unknown[], reference: readonly unknown[]) =>
  grade({ text: '', toolCalls: answer }, { text: '', toolCalls: reference })

describe('without a grader, an answer', () => {
  it('must be the reference, apart from white space around it', async () => {
    const gradeText = (answer: string, reference: string) =>
      grade({ text: answer, toolCalls: [] }, { text: reference, toolCalls: [] })
    expect(await gradeText(' the reference\n', 'the reference')).toBe(1)
    expect(await gradeText('The reference', 'the reference')).toBe(0)
  })

  it('must have the same tool calls by name and arguments, as JSON, in any order', async () => {
    const reference = [call('a', '{"x": 1, "y": [2]}'), call('b', '{}')]
    const same = [call('b', '{ }', 'call_2'), call('a', '{"y":[2],"x":1}', 'call_3')]
    expect(await gradeCalls(same, reference)).toBe(1)
    for (const other of [
      [same[0]],
      [same[0], call('a', '{"x":1,"y":[3]}')],
      [same[0], same[0]],
      [...same, same[0]],
    ])
      expect(await gradeCalls(other, reference)).toBe(0)
  })

  it.each([
    ['of the same arguments that are no JSON', call('a', 'x = 1'), call('a', 'x = 1'), 1],
    ['of other arguments that are no JSON', call('a', 'x = 2'), call('a', 'x = 1'), 0],
    ['whose arguments are an object', call('a', { x: 1 }), call('a', '{"x":1}'), 1],
    ['of a custom tool with another id', custom('x', 'call_2'), custom('x'), 1],
    ['of a custom tool with another input', custom('y'), custom('x'), 0],
    ['of a custom tool in place of a function', custom('x'), call('a', 'x'), 0],
    ['that is the same and no object', 'a', 'a', 1],
    ['that is another one and no object', 'b', 'a', 0],
  ])('with a call %s is compared with the reference', async (_, answer, reference, score) => {
    expect(await gradeCalls([answer], [reference])).toBe(score)
  })
})
