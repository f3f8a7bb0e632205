import { z } from 'zod'
import { ApiError, type ApiErrorDetails } from '../http/errors.ts'
import { type BufferedResponse, parseRetryAfter } from '../http/request.ts'
import { parseJson } from '../json.ts'

/** What the caller knows about a failed request beyond its response. */
export interface ErrorContext {
  /** Replaces the hint that belongs to the error code or the status. */
  hint?: string | undefined
  /** Whether the credential was rejected and the next request will send another one. */
  credentialRenewed?: boolean
}

/** Returns the error for a response whose status is not one of success, with the server's own message and a hint. */
export function errorFromResponse(
  description: string,
  response: BufferedResponse,
  { hint, credentialRenewed }: ErrorContext = {},
): ApiError {
  const { status, headers, text } = response
  const body = parseErrorBody(text)
  const details: ApiErrorDetails = {
    status,
    ...body,
    requestId: headers.get('x-request-id') ?? headers.get('apim-request-id') ?? undefined,
    retryAfterMs: parseRetryAfter(response),
    credentialRenewed,
    isPermanent:
      status === 501 || LASTING_LIMITS.has(body.code ?? '') || isActiveJobsLimit(body.serverMessage),
  }
  return new ApiError(formatApiError(description, details), details, hint ?? hintFor(details))
}

const optionalText = z.string().optional().catch(undefined)
const errorFields = {
  message: optionalText,
  code: z.coerce.string().nullish().catch(undefined),
  type: optionalText,
  param: optionalText,
}

/** The API's error object (API reference; Azure has the same fields). */
const ApiBody = z.object({ error: z.object(errorFields) })

/** The errors of OAuth servers (RFC 6749, 5.2) and gateways: shown to the user, but not trusted as the API's own. */
const ForeignBody = z.object({
  ...errorFields,
  error: optionalText,
  error_description: optionalText,
  detail: optionalText,
})

type ErrorBody = Pick<ApiErrorDetails, 'isApiResponse' | 'isOwnError' | 'code' | 'serverMessage' | 'param'>

/** Returns the facts in an error's body; of a proxy's page, none. */
function parseErrorBody(text: string): ErrorBody {
  const body = parseJson(text)
  if (body === undefined) return { isApiResponse: false }
  const error = ApiBody.safeParse(body).data?.error
  if (error)
    return {
      isApiResponse: true,
      isOwnError: true,
      code: error.code || error.type || undefined,
      serverMessage: cleanMessage(error.message),
      param: error.param || undefined,
    }
  const foreign = ForeignBody.safeParse(body).data
  return {
    isApiResponse: typeof body === 'object' && body !== null,
    code: foreign?.error || foreign?.code || undefined,
    serverMessage: cleanMessage(foreign?.error_description || foreign?.message || foreign?.detail),
  }
}

/** Drops the hint of a rejected upload, because it quotes the data. */
function cleanMessage(message: string | undefined): string | undefined {
  if (!message) return undefined
  return message
    .replace(/\s+/g, ' ')
    .replace(/\(?HINT: line starts with.*/i, '')
    .trim()
}

function formatApiError(description: string, details: ApiErrorDetails): string {
  const { status, code, param, serverMessage, requestId } = details
  const facts = [status, code, param && `param ${param}`].filter(Boolean).join(', ')
  const reason = serverMessage ? `: ${serverMessage}` : ''
  return `${description} failed (${facts})${reason}${requestId ? ` (request id ${requestId})` : ''}`
}

/**
 * 429 codes that no wait within a run resolves: the limit per day, and the quota family (OpenAI's error code guide;
 * `daily_rate_limit_exceeded` as observed on fine-tuning requests).
 */
const LASTING_LIMITS = new Set([
  'daily_rate_limit_exceeded',
  'insufficient_quota',
  'billing_not_active',
  'credit_balance_exhausted',
  'organization_spend_limit_exceeded',
  'project_spend_limit_exceeded',
  'organization_usage_limit_exceeded',
])

/**
 * Returns whether a message is about the number of jobs at a time ("This fine-tune request has been rate-limited. Your
 * organization has reached the maximum of 3 active requests"). The code is that of a common rate limit, but jobs take
 * hours, so that no retry within minutes helps.
 */
function isActiveJobsLimit(message = ''): boolean {
  return [
    /fine-?tun|\bjobs?\b/i,
    /\b(active|concurrent(ly)?|running|simultaneous(ly)?)\b/i,
    /limit|maximum/i,
  ].every((pattern) => pattern.test(message))
}

const SHUTDOWN_MESSAGE = /winding down the fine-tuning platform/i

/** Returns what to do about an error: by the server's code, else by the status. */
function hintFor({ code, status, serverMessage }: ApiErrorDetails): string | undefined {
  if (status < 400) return 'Redirects are not followed. Set "base-url" to the address that they lead to.'
  const known = SHUTDOWN_MESSAGE.test(serverMessage ?? '')
    ? 'training_not_available'
    : isActiveJobsLimit(serverMessage)
      ? 'active_jobs'
      : code
  return HINTS.get(known ?? '') ?? HINTS.get(`${status}`)
}

const QUOTA = 'Raise the limit or add credit for the organization or project, then run the workflow again.'
const CREDENTIAL =
  'Check the secret behind "api-key" (pull requests from forks get no secrets), or the permissions of this job\'s identity.'

/** By the API's error code, and by status for other codes. */
const HINTS = new Map([
  [
    'training_not_available',
    'OpenAI has closed fine-tuning to this organization (and closes it to all on 2027-01-06). The same API is served by Azure OpenAI: set "base-url" to https://RESOURCE.openai.azure.com/openai/v1.',
  ],
  [
    'daily_rate_limit_exceeded',
    'This is the limit of fine-tuning jobs per day for this model. Run the workflow again tomorrow.',
  ],
  [
    'active_jobs',
    'The maximum number of jobs is already running. Run the workflow again when one has ended, or let workflows wait for each other in a concurrency group.',
  ],
  ['insufficient_quota', QUOTA],
  ['billing_not_active', QUOTA],
  ['credit_balance_exhausted', QUOTA],
  ['organization_spend_limit_exceeded', QUOTA],
  ['project_spend_limit_exceeded', QUOTA],
  ['organization_usage_limit_exceeded', QUOTA],
  ['invalid_api_key', CREDENTIAL],
  ['model_not_found', 'Check "model": this project may not have access to it, or it has been shut down.'],
  ['401', CREDENTIAL],
  [
    '403',
    'The API key is valid but lacks a permission: it needs write access to files and fine-tuning in this project.',
  ],
  ['404', 'Check "base-url", and that the job and its files belong to the project of this key.'],
  [
    '413',
    'The file is larger than this server accepts in one request. Train on less data, or in several jobs, each starting from the model of the previous one.',
  ],
])
