import type { LoadCounter } from '../../src/dataset/checker.ts'

/** Counts characters of JSON for tokens and, in the encoding `cl100k_base`, fails at the first line. */
export const loadLength: LoadCounter = async (encoding) => (line) => {
  if (encoding === 'cl100k_base') throw new Error('no such encoding')
  return { tokens: JSON.stringify(line).length, images: 1 }
}
