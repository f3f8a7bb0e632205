import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BlockMemory, LineCutter } from '../../src/dataset/line-splitter.ts'

/** The blocks that a text of whole lines is cut into, when it comes in chunks of that length. */
function cut(text: Buffer, length: number, longest: number): (string | number)[] {
  const memory = new BlockMemory()
  const cutter = new LineCutter(longest, memory)
  const blocks: (string | number)[] = []
  const take = (lines: Iterable<Buffer<SharedArrayBuffer> | 'overlong line'>) => {
    for (const block of lines) {
      blocks.push(block.length, block.toString())
      if (block !== 'overlong line') memory.giveBack(block)
    }
  }
  for (let i = 0; i < text.length; i += length) take(cutter.push(text.subarray(i, i + length)))
  take(cutter.end())
  return blocks
}

const textOf = (lengths: number[]) =>
  Buffer.from(lengths.map((n, i) => `${`${i % 10}`.repeat(n)}\n`).join(''))

test('every line is in a block, once and in order, and no block is much longer than its lines need', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.nat(100), fc.nat(300_000), fc.constant(700_000)), { maxLength: 30 }),
      fc.integer({ min: 1000, max: 262_144 }),
      (lengths, chunk) => {
        const text = textOf(lengths)
        const blocks = cut(text, chunk, 1e6)
        const texts = blocks.filter((block) => typeof block === 'string')
        expect(texts.join('') === text.toString()).toBe(true)
        for (const block of texts) expect(block.endsWith('\n')).toBe(true)
        for (const block of texts) {
          const longest = Math.max(...block.split('\n').map((line) => line.length))
          expect(block.length).toBeLessThanOrEqual(2 ** 19 + longest + chunk + 1)
        }
      },
    ),
    { numRuns: 30 },
  )
})

test('a line too long to be held is only told, between the lines before and behind it', () => {
  const text = textOf([5, 5000, 5])
  const told = cut(text, 100, 1000).filter((block) => typeof block === 'string')
  expect(told).toEqual(['00000\n', 'overlong line', '22222\n'])
})
