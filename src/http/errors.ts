import { ActionError } from '../errors.ts'

/** The facts of an error response. Only the status is certain: proxies and other servers may leave out all others. */
export interface ApiErrorDetails {
  status: number
  /** Whether the response is the server's own word, JSON of any shape, and not the page of a proxy. */
  isApiResponse: boolean
  /** Whether the body is the API's own error object: then a 4xx certainly had no effect. */
  isOwnError?: boolean | undefined
  code?: string | undefined
  param?: string | undefined
  /** The server's own message. */
  serverMessage?: string | undefined
  /** How long the server requires clients to wait before the next request. */
  retryAfterMs?: number | undefined
  /** Whether the server rejected the credential and the next request will send another one. */
  credentialRenewed?: boolean | undefined
  /** Whether no retry changes it, though the status suggests one: a limit per day, a missing licence. */
  isPermanent?: boolean | undefined
}

/** Thrown when a server responds with an error status. */
export class ApiError extends ActionError implements ApiErrorDetails {
  override name = 'ApiError'
  readonly status: number
  readonly isApiResponse: boolean
  readonly isOwnError: boolean
  readonly code: string | undefined
  readonly param: string | undefined
  readonly serverMessage: string | undefined
  readonly retryAfterMs: number | undefined
  readonly credentialRenewed: boolean
  readonly isPermanent: boolean

  constructor(message: string, details: ApiErrorDetails, hint?: string) {
    super(message, { hint })
    this.status = details.status
    this.isApiResponse = details.isApiResponse
    this.isOwnError = details.isOwnError ?? false
    this.code = details.code
    this.param = details.param
    this.serverMessage = details.serverMessage
    this.retryAfterMs = details.retryAfterMs
    this.credentialRenewed = details.credentialRenewed ?? false
    this.isPermanent = details.isPermanent ?? false
  }
}

/** Why no usable response arrived. */
export type ConnectionFault =
  /** The host name is unknown, or its certificate is not trusted: probably a wrong setting. */
  | 'misconfigured'
  /** Nothing listens at the address, and nothing has answered there: probably a wrong setting, or a server that starts. */
  | 'refused'
  /** The connection failed, or the response did not arrive completely. */
  | 'lost'
  /** The response is no JSON. */
  | 'not-json'
  /** The response is JSON of another shape. */
  | 'malformed'
  /** The response is about something else than was requested. */
  | 'mismatched'

/** Thrown when no usable response arrives: the effect of the request is unknown, unless it was never sent. */
export class ConnectionError extends ActionError {
  override name = 'ConnectionError'
  /** Whether any byte of the request may have reached the server. */
  readonly requestSent: boolean
  readonly fault: ConnectionFault

  constructor(
    message: string,
    {
      requestSent,
      fault = 'lost',
      cause,
      hint,
    }: { requestSent: boolean; fault?: ConnectionFault; cause?: unknown; hint?: string | undefined },
  ) {
    super(message, { cause, hint })
    this.requestSent = requestSent
    this.fault = fault
  }
}

/** Thrown when the time of the step is over before a request could be sent. */
export class StepTimeoutError extends ActionError {
  override name = 'StepTimeoutError'
}

/** Thrown when a request has no credential, and so was not sent. */
export class CredentialError extends ActionError {
  override name = 'CredentialError'

  constructor(cause: ActionError) {
    super(cause.message, { hint: cause.hint, cause })
  }
}

/**
 * Returns whether the same request, or the exchange of a token for it, may succeed a moment later: not once the server has
 * refused it in JSON with a 4xx.
 */
export function isRetryable(error: unknown): boolean {
  if (error instanceof CredentialError) return isRetryable(error.cause)
  if (error instanceof ConnectionError) return true
  if (!(error instanceof ApiError)) return false
  const { status, isApiResponse } = error
  if (error.credentialRenewed) return true
  if (error.isPermanent) return false
  if ([408, 429].includes(status) || status >= 500) return true
  // A redirect or an HTML page comes from a proxy between the runner and the server, and may be temporary.
  return !isApiResponse && (status < 400 || [401, 403, 404].includes(status))
}

/**
 * Returns whether polling something that exists may succeed later: true for pages of proxies, and for the server's own
 * errors that signal load or a spent quota.
 */
export function isRetryableWhilePolling(error: unknown): boolean {
  if (isRetryable(error)) return true
  if (!(error instanceof ApiError)) return false
  return !error.isApiResponse || [409, 425, 429].includes(error.status) || isSpentQuota(error)
}

/**
 * Returns whether a request that has succeeded before may succeed later: besides what polling retries, after every 5xx, because
 * a server that lacked a licence or a feature would never have answered it.
 */
export function isRetryableOnceAnswered(error: unknown): boolean {
  return isRetryableWhilePolling(error) || (error instanceof ApiError && error.status >= 500)
}

/** Returns whether a limit is reached that no retry within minutes changes, by any status that servers use for it. */
export function isSpentQuota({ status, isPermanent }: ApiError): boolean {
  return isPermanent && status >= 400 && status < 500
}

/** Returns whether the request certainly changed nothing on the server, so that sending it again is safe. */
export function isSafeToResend(error: unknown): boolean {
  if (error instanceof CredentialError || error instanceof StepTimeoutError) return true
  if (error instanceof ConnectionError) return !error.requestSent
  if (!(error instanceof ApiError)) return false
  const { status, isOwnError } = error
  // 302 and 303 may follow a request that took effect; 408 one that arrived completely. A 4xx in any other form may be
  // that of a gateway which has sent the request on.
  return (
    [301, 307, 308, 429].includes(status) || (isOwnError && status >= 400 && status < 500 && status !== 408)
  )
}

/** Returns whether the status means that there is no such endpoint; the page of a proxy with this status may be temporary. */
export function hasUnsupportedStatus(error: unknown): error is ApiError {
  return error instanceof ApiError && [404, 405, 501].includes(error.status)
}

/** Returns whether the server itself, and not the page of a proxy, says that there is no such endpoint. */
export function isUnsupportedEndpoint(error: unknown): error is ApiError {
  return hasUnsupportedStatus(error) && error.isApiResponse
}

/** Returns whether the server itself, and not the page of a proxy, says with a 404 that something does not exist. */
export function isNotFound(error: unknown): error is ApiError {
  return error instanceof ApiError && error.isApiResponse && error.status === 404
}
