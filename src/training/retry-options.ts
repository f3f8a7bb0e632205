import type { Dependencies } from '../dependencies.ts'
import { isUnsupportedEndpoint, mayPass } from '../http/errors.ts'
import { type RetryOptions, retry } from '../http/retry.ts'
import { faultLine } from '../report/log.ts'

/** What every retried request depends on; each failed try is told in the log. */
export function retryOptions({ runner, clock, random, signal }: Dependencies) {
  return {
    clock,
    random,
    signal,
    onRetry: (error: unknown, delayMs: number) => runner.info(faultLine(error, delayMs)),
  } satisfies RetryOptions
}

/** An endpoint that is missing for this long is really missing. */
const MISSING_MS = 10_000

/** Repeats requests until the workflow is cancelled, or for so long at most. */
export function retryFor(deps: Dependencies, ms: number) {
  const { clock } = deps
  const start = clock.now()
  const shouldRetry = (error: unknown) =>
    mayPass(error) && !(isUnsupportedEndpoint(error) && clock.now() - start >= MISSING_MS)
  return <T>(request: () => Promise<T>): Promise<T> =>
    retry(request, { ...retryOptions(deps), deadline: start + ms, shouldRetry })
}
