import { ApiError } from './api-error.ts'
import type { Dialect } from './dialect.ts'
import type { FaultRule } from './faults.ts'
import { jsonBody, type RawResponse } from './http.ts'
import type { Quirks } from './quirks.ts'
import { errorResponse } from './respond.ts'

const PROXY_PAGE: Omit<RawResponse, 'status'> = {
  headers: { 'content-type': 'text/html; charset=UTF-8' },
  body: '<html>\r\n<head><title>Gateway</title></head>\r\n<body><center><h1>Gateway</h1></center></body>\r\n</html>\r\n',
}

/** Returns the response with which a fault replaces the real one, if it replaces it. */
export function faultResponse(
  fault: FaultRule,
  applied: RawResponse | undefined,
  { dialect, quirks }: { readonly dialect: Dialect; readonly quirks: Quirks },
): RawResponse | undefined {
  switch (fault.kind) {
    case 'status': {
      const body = fault.body ?? (fault.status === 502 || fault.status === 504 ? 'html' : 'api')
      const { headers, ...rest } = statusResponse(body, toApiError(fault), dialect, quirks)
      return { ...rest, status: fault.status, headers: { ...headers, ...fault.headers } }
    }
    case 'html':
      return { status: 200, ...PROXY_PAGE }
    case 'garbage':
      return {
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: '{"object": "list", "data": [{]\u0000',
      }
    case 'redirect':
      return { status: fault.status ?? 302, headers: { location: fault.location }, body: '' }
    default:
      return applied ?? { status: 200, headers: {}, body: '' }
  }
}

const DEFAULT_ERRORS: Readonly<Record<number, { message: string; type: string; code?: string }>> = {
  401: { message: 'Incorrect API key provided.', type: 'invalid_request_error', code: 'invalid_api_key' },
  403: { message: 'You have insufficient permissions for this operation.', type: 'invalid_request_error' },
  404: { message: 'The requested resource was not found.', type: 'invalid_request_error' },
  405: { message: 'Method Not Allowed', type: 'invalid_request_error' },
  429: { message: 'Rate limit reached for requests', type: 'requests', code: 'rate_limit_exceeded' },
  503: {
    message: 'The server is overloaded or not ready yet.',
    type: 'service_unavailable_error',
    code: 'server_is_overloaded',
  },
}

type StatusFault = Extract<FaultRule, { kind: 'status' }>

function statusResponse(
  body: NonNullable<StatusFault['body']>,
  error: ApiError,
  dialect: Dialect,
  quirks: Quirks,
): RawResponse {
  switch (body) {
    case 'api':
      return errorResponse(error, dialect, quirks)
    case 'detail':
      return jsonBody(error.status, { detail: error.message })
    case 'text':
      return errorResponse(error, dialect, { errorShape: 'text' })
    case 'html':
      return { status: error.status, ...PROXY_PAGE }
    case 'empty':
      return { status: error.status, headers: {}, body: '' }
  }
}

function toApiError({ status, error }: StatusFault): ApiError {
  const defaults = DEFAULT_ERRORS[status] ?? {
    message: 'The server had an error while processing your request. Sorry about that!',
    type: status < 500 ? 'invalid_request_error' : 'server_error',
  }
  const given = Object.fromEntries(Object.entries(error ?? {}).filter(([, value]) => value !== undefined))
  const { message, ...fields } = { ...defaults, ...given }
  return new ApiError(status, message, fields)
}
