import { readdir } from 'node:fs/promises'
import nativePath from 'node:path'

/** A name in the same folder that has one letter more, less, other or swapped, or other capitals. */
export async function closeSibling(path: string): Promise<string | undefined> {
  const name = nativePath.basename(path).toLowerCase()
  const siblings = await readdir(nativePath.dirname(path)).catch(() => [])
  return siblings.find((sibling) => {
    const other = sibling.toLowerCase()
    let same = 0
    while (same < name.length && name[same] === other[same]) same++
    const [a, b] = [name.slice(same), other.slice(same)]
    if (a.slice(1) === b || a === b.slice(1) || a.slice(1) === b.slice(1)) return true
    return a.slice(2) === b.slice(2) && a[0] === b[1] && a[1] === b[0]
  })
}
