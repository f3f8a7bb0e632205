import { describe, expect, it } from 'vitest'
import { type Line, readLines } from '../../src/evaluation/read-lines.ts'
import { memoryFiles } from '../dataset/inspected.ts'

async function collect(contents: Record<string, Uint8Array[]>): Promise<Line[]> {
  const workspace = memoryFiles(contents)
  const lines: Line[] = []
  for await (const line of readLines(workspace, workspace.files)) lines.push(line)
  return lines
}

describe('the lines of the test data', () => {
  it('have the numbers of their files, in which blank lines count', async () => {
    const chunks = ['{"a":', '1}\r\n\n \t\n{"b', '":2}'].map((text) => Buffer.from(text))
    expect(await collect({ 'a.jsonl': chunks, 'b.jsonl': [Buffer.from('{}\n')] })).toEqual([
      { file: 'a.jsonl', line: 1, text: '{"a":1}' },
      { file: 'a.jsonl', line: 4, text: '{"b":2}' },
      { file: 'b.jsonl', line: 1, text: '{}' },
    ])
  })

  it('have no text when they are not UTF-8', async () => {
    expect(await collect({ 'a.jsonl': [Buffer.from([0xe4, 0x0a]), Buffer.from('{}')] })).toEqual([
      { file: 'a.jsonl', line: 1, text: undefined },
      { file: 'a.jsonl', line: 2, text: '{}' },
    ])
  })
})
