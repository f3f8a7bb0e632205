import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inspectDataset } from '../../src/dataset/inspect.ts'
import { normalizedBytes } from '../../src/dataset/normalize.ts'
import { memoryFiles } from './inspected.ts'

async function joined(...files: Uint8Array[][]): Promise<Buffer> {
  const workspace = memoryFiles(Object.fromEntries(files.map((chunks, i) => [`f${i}`, chunks])))
  const chunks: Uint8Array[] = []
  for await (const chunk of normalizedBytes(workspace, workspace.files)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const bytes = (text: string) => Buffer.from(text, 'latin1')
const BOM = '\xef\xbb\xbf'

/** Normalizes as the README says, in the simplest way. */
function normalizeSimply(content: Uint8Array): Buffer {
  const text = Buffer.from(content)
    .toString('latin1')
    .replace(BOM, (bom, at) => (at === 0 ? '' : bom))
  const lines = text.replaceAll('\r\n', '\n').replace(/\r$/, '\n')
  return bytes(text === '' || lines.endsWith('\n') ? lines : `${lines}\n`)
}

// Mostly the bytes that are treated specially.
const piece = fc.oneof(
  fc.constantFrom('\r', '\n', '\r\n', BOM, '\xef', '\xef\xbb', '{', '', '{"a":1}').map(bytes),
  fc.uint8Array({ maxLength: 20 }),
)
const file = fc.array(piece, { maxLength: 12 })

describe('normalized bytes', () => {
  test.each([
    ['a newline ends every file', ['a', 'b\n', 'c'], 'a\nb\nc\n'],
    ['CRLF becomes LF, and CR alone stays', ['a\r\nb\rc\r\n', 'd'], 'a\nb\rc\nd\n'],
    ['a CR at the end of the file is part of a line end', ['a\r', 'b\r\n', '\r'], 'a\nb\n\n'],
    ['only the BOM at the start of a file is dropped', [`${BOM}a`, `${BOM}b${BOM}`], `a\nb${BOM}\n`],
    ['an empty file adds nothing', ['', BOM, 'a', ''], 'a\n'],
  ])('%s', async (_, files, expected) => {
    expect((await joined(...files.map((text) => [bytes(text)]))).toString('latin1')).toBe(expected)
    const bytewise = files.map((text) => [...bytes(text)].map((byte) => Buffer.from([byte])))
    expect((await joined(...bytewise)).toString('latin1')).toBe(expected)
  })

  test('do not depend on the chunks', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(file, { maxLength: 3 }), async (files) => {
        const whole = files.map((pieces) => normalizeSimply(Buffer.concat(pieces)))
        expect(await joined(...files)).toEqual(Buffer.concat(whole))
      }),
      { numRuns: 1000 },
    )
  })

  test('do not change when they are normalized again', async () => {
    await fc.assert(
      fc.asyncProperty(file, async (pieces) => {
        const content = Buffer.concat(pieces).toString('latin1')
        // Of two BOMs and of CR CR LF, only one is dropped at a time.
        fc.pre(!content.startsWith(BOM + BOM) && !/\r\r(\n|$)/.test(content))
        const once = await joined([bytes(content)])
        expect(await joined([once])).toEqual(once)
      }),
    )
  })

  test('are copied only where they change', async () => {
    const chunk = bytes('{"a":1}\n')
    const workspace = memoryFiles({ a: [chunk] })
    for await (const same of normalizedBytes(workspace, workspace.files))
      expect(same.buffer).toBe(chunk.buffer)
  })

  test('are what the digest and the size describe', async () => {
    await fc.assert(
      fc.asyncProperty(file, file, fc.boolean(), async (a, b, checks) => {
        const workspace = memoryFiles({ a, b })
        const options = { method: 'supervised', role: 'training', checks } as const
        const report = await inspectDataset(workspace, workspace.files, options)
        const expected = await joined(a, b)
        expect(report.bytes).toBe(expected.length)
        expect(report.digest).toBe(createHash('sha256').update(expected).digest('hex'))
      }),
    )
  })
})
