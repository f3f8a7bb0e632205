import { isUtf8 } from 'node:buffer'
import { BufferPool, splitLines } from '../dataset/line-splitter.ts'
import { normalizedFileBytes } from '../dataset/normalize.ts'
import type { Workspace, WorkspaceFile } from '../dependencies.ts'

/** A line of the test data that is not blank. */
export interface Line {
  file: string
  /** From 1. */
  line: number
  /** Undefined when the line is too long or not UTF-8. */
  text: string | undefined
}

/** Yields the lines of a dataset in order, in constant memory. */
export async function* readLines(
  workspace: Pick<Workspace, 'readBytes'>,
  files: readonly WorkspaceFile[],
): AsyncGenerator<Line> {
  // The memory of a block is used again when its lines are read.
  const pool = new BufferPool()
  for (const file of files) {
    let line = 0
    for await (const bytes of splitLines(normalizedFileBytes(workspace, file), pool)) {
      line += 1
      const text = bytes !== 'line too long' && isUtf8(bytes) ? bytes.toString('utf8') : undefined
      if (text?.trim() !== '') yield { file: file.name, line, text }
    }
  }
}
