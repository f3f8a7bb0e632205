import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addLine,
  emptyItems,
  fieldsOf,
  hasPath,
  type Items,
  mergeItems,
  problemsOf,
} from '../../src/dataset/checks/grader-fields.ts'
import type { JsonObject } from '../../src/dataset/json-syntax.ts'

const PATHS = [
  { path: ['answer'], where: ['reference'] },
  {
    path: ['rubric', '0', 'points'],
    where: ['graders.a.input', 'graders.b.input', 'graders.c.input', 'graders.d.input'],
  },
]

function itemsOf(lines: readonly JsonObject[], file = 'd.jsonl'): Items {
  const items = emptyItems(PATHS)
  for (const [i, line] of lines.entries()) addLine(items, PATHS, line, { file, line: i + 1 })
  return items
}

const full = { messages: [], answer: 'x', rubric: [{ points: 1 }] }
const { answer, ...unanswered } = full

describe('what lines lack that a grader uses', () => {
  test('nothing', () => {
    expect(
      problemsOf(itemsOf([full, { rubric: [{ points: 2 }, 5], tools: [], answer: null }]), PATHS),
    ).toEqual([])
    expect(problemsOf(itemsOf([]), PATHS)).toEqual([])
  })

  test('a field that no line has', () => {
    expect(problemsOf(itemsOf([unanswered, unanswered]), PATHS)).toEqual([
      {
        code: 'grader-item',
        file: 'd.jsonl',
        line: 1,
        message: 'no line has {{item.answer}}, which the grader uses (reference)',
        count: 2,
      },
    ])
  })

  test('a field that some lines lack, and how many', () => {
    expect(problemsOf(itemsOf([full, { ...full, rubric: [] }, { ...full, rubric: 'x' }]), PATHS)).toEqual([
      {
        code: 'grader-item-missing',
        file: 'd.jsonl',
        line: 2,
        message:
          '2 lines lack {{item.rubric[0].points}}, which the grader uses (graders.a.input, graders.b.input, graders.c.input, 1 more)',
        count: 2,
      },
    ])
  })

  test('the first line with other fields than the first one, which are not named', () => {
    const other = { ...full, S3CRET: 1 }
    const [problem, ...more] = problemsOf(itemsOf([full, full, other, other]), PATHS)
    expect([problem, more]).toEqual([
      {
        code: 'item-fields',
        file: 'd.jsonl',
        line: 3,
        message: 'other fields beside the messages than line 1',
        count: 1,
      },
      [],
    ])
    const elsewhere = mergeItems(itemsOf([full]), itemsOf([other]), { file: 'e.jsonl', linesBefore: 0 })
    expect(problemsOf(elsewhere, PATHS)).toMatchObject([
      { file: 'e.jsonl', line: 1, message: 'other fields beside the messages than line 1 of another file' },
    ])
  })
})

test('lines counted apart and merged are as if they had been counted together', () => {
  const line = fc.record(
    {
      messages: fc.constant([]),
      answer: fc.nat(),
      rubric: fc.constantFrom([], [{ points: 1 }]),
      id: fc.nat(),
    },
    { requiredKeys: ['messages'] },
  )
  fc.assert(
    fc.property(fc.array(fc.array(line, { maxLength: 4 }), { maxLength: 4 }), (blocks) => {
      let merged = emptyItems(PATHS)
      let linesBefore = 0
      for (const block of blocks) {
        merged = mergeItems(merged, structuredClone(itemsOf(block, '')), { file: 'd.jsonl', linesBefore })
        linesBefore += block.length
      }
      expect(merged).toEqual(itemsOf(blocks.flat()))
    }),
  )
})

test('a path that is too long to be read is cut', () => {
  const paths = [{ path: Array(100).fill('part'), where: ['input'] }]
  const items = emptyItems(paths)
  addLine(items, paths, full, { file: 'd.jsonl', line: 1 })
  expect(problemsOf(items, paths)[0]?.message).toMatch(/^no line has \{\{item(\.part)+…\}\}, which/)
})

test.each<[string[], boolean]>([
  [['a'], true],
  [['a', 'b', '1'], true],
  [['a', 'b', '2'], false],
  [['a', 'b', 'length'], false],
  [['a', 'b', '-1'], false],
  [['constructor'], false],
  [['n', 'x'], false],
  [['n'], true],
  [['s', '0'], false],
])('a line has the path %j: %j', (path, has) => {
  expect(hasPath({ a: { b: [1, 2] }, n: null, s: 'text' }, path)).toBe(has)
})

test('what a grader may use is all but the conversation, and remembered in little space', () => {
  expect(fieldsOf({ messages: [], x: 1, tools: [], y: 2 })).toEqual(['x', 'y'])
  const wide = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`field_${i}`, 0]))
  const items = itemsOf([wide, Object.fromEntries(Object.entries(wide).reverse())])
  expect(items.other).toBeUndefined()
  expect(JSON.stringify(items).length).toBeLessThan(1500)
})
