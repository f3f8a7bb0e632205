import { z } from 'zod'
import { ActionError } from '../errors.ts'
import { ApiError, ConnectionError } from '../http/errors.ts'
import type { BufferedResponse } from '../http/request.ts'
import { tryParseJson } from '../json.ts'

/** The minimum wait for a limit that names no time (GitHub docs, rate limits: "wait for at least one minute"). */
const DEFAULT_RATE_LIMIT_WAIT_MS = 60_000
const RATE_LIMITED = 'rate_limited'
const MAX_SERVER_MESSAGE_LENGTH = 500

/** Returns whether repeating the request is useless for the rest of this run. */
export function isPermanent(error: unknown): boolean {
  if (error instanceof ConnectionError) return false
  if (!(error instanceof ApiError)) return error instanceof ActionError
  return error.status < 500 && error.status !== 408 && error.code !== RATE_LIMITED
}

/** Returns whether the same request may succeed soon enough to wait for it. */
export function isRetryableSoon(error: unknown): boolean {
  if (isPermanent(error) || !(error instanceof ActionError)) return false
  return !(error instanceof ApiError) || (error.retryAfterMs ?? 0) <= DEFAULT_RATE_LIMIT_WAIT_MS
}

/** Returns whether the token lacks a permission; GitHub hides private repositories behind a 404. */
export function isForbidden(error: unknown): boolean {
  return error instanceof ApiError && [403, 404].includes(error.status) && isPermanent(error)
}

/** Returns whether the comment does not exist any more. */
export function isGone(error: unknown): boolean {
  return error instanceof ApiError && [404, 410].includes(error.status)
}

/** Returns the error for a response that is not a 2xx. */
export function createApiError(operation: string, { status, headers, text }: BufferedResponse): ApiError {
  const { data } = z.object({ message: z.string() }).safeParse(tryParseJson(text))
  const isQuota = parseRetryAfter(headers) !== undefined || isQuotaSpent(headers)
  // GitHub docs, rate limits for the REST API: both limits respond with 403 or 429.
  const isLimit = status === 429 || (status === 403 && (isQuota || isAboutRateLimit(data?.message)))
  return createError(`${operation} was refused (${status})`, data?.message, { status, headers, isLimit })
}

const GraphqlErrors = z
  .array(z.object({ type: z.string().optional().catch(undefined), message: z.string().catch('') }))
  .catch([])

/** Returns the error for a GraphQL response whose body holds errors: GitHub sends these with status 200. */
export function createGraphqlError(errors: unknown, headers: Headers): ApiError {
  const [first] = GraphqlErrors.parse(errors)
  const isLimit = first?.type === 'RATE_LIMITED' || isAboutRateLimit(first?.message)
  return createError('the GraphQL query was refused', first?.message, { status: 200, headers, isLimit })
}

type Headers = BufferedResponse['headers']

function createError(
  reason: string,
  message: string | undefined,
  { status, headers, isLimit }: { status: number; headers: Headers; isLimit: boolean },
): ApiError {
  const serverMessage = message?.slice(0, MAX_SERVER_MESSAGE_LENGTH)
  return new ApiError(serverMessage ? `${reason}: ${serverMessage}` : reason, {
    status,
    isApiResponse: serverMessage !== undefined,
    serverMessage,
    code: isLimit ? RATE_LIMITED : undefined,
    retryAfterMs: parseRetryAfter(headers) ?? (isLimit ? DEFAULT_RATE_LIMIT_WAIT_MS : undefined),
  })
}

const isAboutRateLimit = (message: string | undefined) => /rate limit/i.test(message ?? '')
const isQuotaSpent = (headers: Headers) => headers.get('x-ratelimit-remaining') === '0'

/** Returns `retry-after`; else, for a spent quota, the time until it resets, by the server's own clock. */
function parseRetryAfter(headers: Headers): number | undefined {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN)
  if (seconds >= 0) return seconds * 1000
  if (!isQuotaSpent(headers)) return undefined
  const waitMs = Number(headers.get('x-ratelimit-reset')) * 1000 - Date.parse(headers.get('date') ?? '')
  return waitMs >= 0 ? waitMs : undefined
}
