import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Reads the table of token ranks of an encoding from the build, which is its only copy. */
export const readRanks = (encoding: string) =>
  readFile(join(import.meta.dirname, '../../dist', `${encoding}.ranks`))
