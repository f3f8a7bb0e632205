import type { Clock } from '../clock.ts'

const MAX_REPEATED = 5
const MIN_SPAN_MS = 20_000

/**
 * Returns a `shouldRetry` that gives up on errors of one kind only after five in a row over at least 20 seconds, since a
 * new role or another replica may need that long. `otherwise` decides about all other errors.
 */
export function stopAfterRepeated(
  clock: Clock,
  isKind: (error: unknown) => boolean,
  otherwise: (error: unknown) => boolean,
): (error: unknown) => boolean {
  let count = 0
  let since = clock.now()
  return (error) => {
    if (!isKind(error)) {
      count = 0
      return otherwise(error)
    }
    if (count === 0) since = clock.now()
    count += 1
    return count < MAX_REPEATED || clock.now() - since < MIN_SPAN_MS
  }
}
