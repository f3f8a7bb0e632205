import { readdir } from 'node:fs/promises'
import nativePath from 'node:path'
import { closestMatch } from '../suggest.ts'

/** Finds the file in the same folder whose name a missing path is probably a typo of. */
export async function findSimilarFile(path: string): Promise<string | undefined> {
  const names = await readdir(nativePath.dirname(path)).catch(() => [])
  return closestMatch(nativePath.basename(path), names)
}
