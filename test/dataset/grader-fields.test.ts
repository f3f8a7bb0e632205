import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addFields,
  createFieldStats,
  type FieldStats,
  findFieldProblems,
  getGradableKeys,
  mergeFieldStats,
} from '../../src/dataset/checks/reinforcement.ts'
import { getValueAt } from '../../src/dataset/json-path.ts'
import type { JsonObject } from '../../src/json.ts'

const PATHS = [
  { path: ['answer'], locations: ['reference'] },
  {
    path: ['rubric', '0', 'points'],
    locations: ['graders.a.input', 'graders.b.input', 'graders.c.input', 'graders.d.input'],
  },
]

function countFields(lines: readonly JsonObject[]): FieldStats {
  const stats = createFieldStats(PATHS)
  for (const [i, line] of lines.entries()) addFields(stats, line, i + 1)
  return stats
}

const findProblems = (stats: FieldStats) => findFieldProblems(stats, (line) => ({ file: 'd.jsonl', line }))

const full = { messages: [], answer: 'x', rubric: [{ points: 1 }] }
const { answer, ...unanswered } = full

describe('findFieldProblems', () => {
  test('finds nothing when every line has the fields', () => {
    expect(
      findProblems(countFields([full, { rubric: [{ points: 2 }, 5], tools: [], answer: null }])),
    ).toEqual([])
    expect(findProblems(countFields([]))).toEqual([])
  })

  test('reports a field that no line has', () => {
    expect(findProblems(countFields([unanswered, unanswered]))).toEqual([
      {
        code: 'grader-item',
        file: 'd.jsonl',
        line: 1,
        message: 'no line has {{item.answer}}, which the grader uses (reference)',
        count: 2,
      },
    ])
  })

  test('reports a field that some lines lack, and how many', () => {
    expect(findProblems(countFields([full, { ...full, rubric: [] }, { ...full, rubric: 'x' }]))).toEqual([
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

  test('reports the first line whose fields differ from those of the first line, without naming them', () => {
    const other = { ...full, S3CRET: 1 }
    const [problem, ...more] = findProblems(countFields([full, full, other, other]))
    expect([problem, more]).toEqual([
      {
        code: 'item-fields',
        file: 'd.jsonl',
        line: 3,
        message: 'the fields differ from those of line 1',
        count: 1,
      },
      [],
    ])
    const twoFiles = countFields([full, other])
    const locate = (line: number) => ({ file: line === 1 ? 'd.jsonl' : 'e.jsonl', line: 1 })
    expect(findFieldProblems(twoFiles, locate)).toMatchObject([
      { file: 'e.jsonl', line: 1, message: 'the fields differ from those of line 1 of another file' },
    ])
  })
})

test('merging the statistics of blocks gives those of all lines together', () => {
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
      const merged = createFieldStats(PATHS)
      let linesBefore = 0
      for (const block of blocks) {
        mergeFieldStats(merged, structuredClone(countFields(block)), linesBefore)
        linesBefore += block.length
      }
      expect(merged).toEqual(countFields(blocks.flat()))
    }),
  )
})

test('truncates a long path in the message', () => {
  const paths = [{ path: Array(100).fill('part'), locations: ['input'] }]
  const stats = createFieldStats(paths)
  addFields(stats, full, 1)
  expect(findProblems(stats)[0]?.message).toMatch(/^no line has \{\{item(\.part)+…\}\}, which/)
})

test.each<[string[], unknown]>([
  [['a', 'b', '1'], 2],
  [
    ['a', 'b'],
    [1, 2],
  ],
  [['a', 'b', '2'], undefined],
  [['a', 'b', 'length'], undefined],
  [['a', 'b', '-1'], undefined],
  [['a', 'b', '1e0'], undefined],
  [['constructor'], undefined],
  [['n', 'x'], undefined],
  [['n'], null],
  [['s', '0'], undefined],
])('the value at %j is %j', (path, value) => {
  expect(getValueAt({ a: { b: [1, 2] }, n: null, s: 'text' }, path)).toEqual(value)
})

test('the fields of a line are all except the conversation, and a wide line takes little memory', () => {
  expect(getGradableKeys({ messages: [], x: 1, tools: [], y: 2 })).toEqual(['x', 'y'])
  const wide = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`field_${i}`, 0]))
  const stats = countFields([wide, Object.fromEntries(Object.entries(wide).reverse())])
  expect(stats.different).toBeUndefined()
  expect(JSON.stringify(stats).length).toBeLessThan(1500)
})
