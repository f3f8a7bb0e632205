import { editDistance } from '../suggest.ts'

// Every key that the formats have in some place; any other may be text of the dataset.
const KNOWN = new Set(
  `messages tools parallel_tool_calls functions prompt completion input preferred_output non_preferred_output
  preferred_completion non_preferred_completion role content name refusal weight tool_calls tool_call_id
  function_call type text image_url url detail id function arguments description parameters strict properties
  required`.split(/\s+/),
)

/** How a message names a key that was not expected: by name only when a format knows it, else by what is near. */
export function shownKey(key: string, expected: ReadonlySet<string>): string {
  if (KNOWN.has(key)) return `the key "${key}"`
  const meant = nearest(key, expected)
  return meant === undefined ? 'a key' : `a key (did you mean "${meant}"?)`
}

/** A place in a line as a message shows it, as `messages[2].content`. */
export interface Path {
  shown: string
  /** Whether it ends before the place, at a key that no format knows. */
  ends: boolean
}

/** The path of a line itself. */
export const ROOT: Path = { shown: '', ends: false }

const MAX_PATH = 200

/** The path of what an object has under a key, or a list at an index. */
export function within(path: Path, step: string | number): Path {
  const { shown, ends } = path
  if (ends) return path
  const isShown = (typeof step === 'number' || KNOWN.has(step)) && shown.length < MAX_PATH
  if (!isShown) return { shown, ends: true }
  if (typeof step === 'number') return { shown: `${shown}[${step}]`, ends }
  return { shown: shown === '' ? step : `${shown}.${step}`, ends }
}

/** The known key that was probably meant: the same but for case, `-` and `_`, and for two edits, or one in a short key. */
function nearest(key: string, expected: ReadonlySet<string>): string | undefined {
  if (key.length > 40) return undefined
  const written = bare(key)
  let best: { known: string; apart: number } | undefined
  for (const known of expected) {
    const most = Math.min(2, Math.floor(known.length / 3))
    const meant = bare(known)
    // They are as far apart as their lengths at least, which is quick to tell.
    if (Math.abs(written.length - meant.length) > most) continue
    const apart = editDistance(written, meant)
    if (apart <= most && (!best || apart < best.apart)) best = { known, apart }
  }
  return best?.known
}

function bare(key: string): string {
  return key.toLowerCase().replaceAll(/[^a-z]/g, '')
}
