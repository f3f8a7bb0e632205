import type { Dependencies } from '../dependencies.ts'
import { isRetryable, isUnsupportedEndpoint } from '../http/errors.ts'
import { type RetryOptions, retry } from '../http/retry.ts'
import type { Retry } from '../openai/pagination.ts'
import { formatRetry } from '../report/log.ts'

/** Returns the options that every retried request shares; each failed attempt is logged. */
export function retryOptions({ runner, clock, random, signal }: Dependencies) {
  return {
    clock,
    random,
    signal,
    onRetry: (error: unknown, delayMs: number) => runner.info(formatRetry(error, delayMs)),
  } satisfies RetryOptions
}

/** Treat a 404 as final only after this long. */
const MISSING_MS = 10_000

/** Returns a function that retries requests until the workflow is cancelled, for at most `ms` milliseconds from now. */
export function retryFor(deps: Dependencies, ms: number): Retry {
  const { clock } = deps
  const start = clock.now()
  const shouldRetry = (error: unknown) =>
    isRetryable(error) && !(isUnsupportedEndpoint(error) && clock.now() - start >= MISSING_MS)
  return (request) => retry(request, { ...retryOptions(deps), deadline: start + ms, shouldRetry })
}
