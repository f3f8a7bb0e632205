import type { Dependencies } from '../dependencies.ts'
import { isRetryable } from '../http/errors.ts'
import { isMisconfiguration, type Retry, type RetryOptions, retry } from '../http/retry.ts'
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

/** Returns a function that retries requests until the workflow is cancelled, for at most `ms` milliseconds from now. */
export function createRetry(
  deps: Dependencies,
  ms: number,
  options: Pick<RetryOptions, 'failsFast' | 'shouldRetry'> = {},
): Retry {
  const deadline = deps.clock.now() + ms
  return (request) => retry(request, { ...retryOptions(deps), ...options, deadline })
}

/**
 * Returns a function that retries requests which only inform, for at most `ms` milliseconds from now. What a wrong setting
 * causes is left to the requests that the step needs.
 */
export function createBestEffortRetry(deps: Dependencies, ms: number): Retry {
  return createRetry(deps, ms, { shouldRetry: (error) => isRetryable(error) && !isMisconfiguration(error) })
}
