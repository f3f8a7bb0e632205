import { isUtf8 } from 'node:buffer'

/** Returns the column, from 1 and in UTF-16 units, of the first byte that is not UTF-8. */
export function getInvalidUtf8Column(line: Buffer): number {
  // Halving what may contain the byte decodes nothing, and reads each byte about once.
  let valid = 0
  let invalid = line.length
  while (invalid - valid > 8) {
    const half = (valid + invalid) >> 1
    // A cut through a character would break it: back to its first byte, three bytes at most.
    let middle = half
    while (half - middle < 3 && isContinuation(line[middle])) middle--
    if (isContinuation(line[middle])) invalid = half + 1
    else if (isUtf8(line.subarray(valid, middle))) valid = middle
    else invalid = middle
  }
  while (!isUtf8(line.subarray(valid, invalid))) invalid--
  return utf16Length(line.subarray(0, invalid)) + 1
}

function utf16Length(text: Buffer): number {
  let units = 0
  for (const byte of text) {
    // Characters of four bytes are two units.
    if (!isContinuation(byte)) units += byte >= 0xf0 ? 2 : 1
  }
  return units
}

function isContinuation(byte = 0): boolean {
  return (byte & 0xc0) === 0x80
}
