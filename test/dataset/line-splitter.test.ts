import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BufferPool, type LineBlock, LineSplitter } from '../../src/dataset/line-splitter.ts'

/** Returns the blocks of a text of complete lines that comes in chunks of that length. */
function split(text: Buffer, chunkLength: number, maxLineBytes: number): (string | number)[] {
  const pool = new BufferPool()
  const splitter = new LineSplitter(pool, maxLineBytes)
  const blocks: (string | number)[] = []
  const take = (lines: Iterable<LineBlock>) => {
    for (const block of lines) {
      blocks.push(block.length, block.toString())
      if (block !== 'line too long') pool.release(block)
    }
  }
  for (let i = 0; i < text.length; i += chunkLength) take(splitter.push(text.subarray(i, i + chunkLength)))
  take(splitter.end())
  return blocks
}

const textOf = (lengths: number[]) =>
  Buffer.from(lengths.map((n, i) => `${`${i % 10}`.repeat(n)}\n`).join(''))

test('puts every line into a block once and in order, and no block is much longer than its lines', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.nat(100), fc.nat(300_000), fc.constant(700_000)), { maxLength: 30 }),
      fc.integer({ min: 1000, max: 262_144 }),
      (lengths, chunk) => {
        const text = textOf(lengths)
        const blocks = split(text, chunk, 1e6)
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

test('replaces a line that is too long by a mark, in its place between the other lines', () => {
  const text = textOf([5, 5000, 5])
  const blocks = split(text, 100, 1000).filter((block) => typeof block === 'string')
  expect(blocks).toEqual(['00000\n', 'line too long', '22222\n'])
})
