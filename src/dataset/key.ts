// Every key that one of the formats knows in some place.
const KNOWN =
  'messages tools parallel_tool_calls functions prompt completion input preferred_output non_preferred_output preferred_completion non_preferred_completion role content name refusal weight tool_calls tool_call_id function_call'.split(
    ' ',
  )

/** A key as it may be shown: one that is, or nearly is, a key of some format. Any other may be text of the dataset. */
export function shownKey(key: string): string {
  const isPlain = /^[A-Za-z_-]{1,40}$/.test(key)
  return isPlain && KNOWN.some((known) => isNear(key, known)) ? `the key "${key}"` : 'a key'
}

/** Whether at most two letters are other, more or less; in a short key only one. */
function isNear(key: string, known: string): boolean {
  const most = Math.min(2, Math.floor(known.length / 3))
  return Math.abs(key.length - known.length) <= most && distance(key, known) <= most
}

/** Levenshtein's distance. */
function distance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const other = (above[j - 1] ?? 0) + Number(a[i - 1] !== b[j - 1])
      row.push(Math.min(other, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1))
    }
    above = row
  }
  return above[b.length] ?? 0
}
