import type { LoadTokenizer } from '../../src/dataset/worker-pool.ts'

/** Counts the characters of the JSON as tokens. In the encoding `cl100k_base`, it fails at the first line. */
export const loadLength: LoadTokenizer = async (encoding) => (line) => {
  if (encoding === 'cl100k_base') throw new Error('no such encoding')
  return { tokens: JSON.stringify(line).length, images: 1 }
}
