import { ActionError } from '../errors.ts'

/** The server answered, and refused. */
export class ApiError extends ActionError {
  override name = 'ApiError'
  readonly refusal: Refusal

  constructor(message: string, refusal: Refusal, hint = hintFor(refusal)) {
    super(message, { hint })
    this.refusal = refusal
  }
}

/** What a refusal says. Every field but the status may be missing: proxies and other servers answer as they like. */
export interface Refusal {
  status: number
  /** Whether the body was the API's own error object, and not the page of some proxy on the way. */
  fromApi: boolean
  code?: string
  param?: string
  /** The server's own sentence. */
  said?: string
  requestId?: string
  /** How long the server asks us to stay away. */
  retryAfterMs?: number
  /** Whether it was the credential that was refused, and the next request will have another one. */
  renewed?: boolean
}

/** No answer, or one that cannot be understood: what the request did is not known, unless it was never sent. */
export class ConnectionError extends ActionError {
  override name = 'ConnectionError'
  /** Whether anything of the request may have reached the server. */
  readonly sent: boolean

  constructor(
    message: string,
    {
      sent,
      cause,
      unreachable = 'Check "base-url", and that this runner may reach that host.',
    }: { sent: boolean; cause?: unknown; unreachable?: string | undefined },
  ) {
    super(message, { cause, hint: sent ? undefined : unreachable })
    this.sent = sent
  }
}

/** There is no credential for a request, so that it was not sent. */
export class CredentialError extends ActionError {
  override name = 'CredentialError'
  /** Whether there may be one a moment later. */
  readonly passing: boolean

  constructor(cause: ActionError) {
    super(cause.message, { hint: cause.hint, cause })
    this.passing = identityMayPass(cause)
  }
}

/** Whether an identity may be accepted a moment later: not when the token endpoint has said, in JSON, that it is refused. */
export function identityMayPass(error: unknown): boolean {
  if (!(error instanceof ApiError)) return mayPass(error)
  const { status, code, said } = error.refusal
  const isRefused = status >= 400 && status < 500 && ![408, 429].includes(status) && (code || said)
  return mayPass(error) && !isRefused
}

/**
 * 429 codes that no amount of waiting in this run mends: the day's limit, and the quota family (OpenAI's error
 * code guide; `daily_rate_limit_exceeded` as seen on real fine-tuning requests).
 */
const NEEDS_A_PERSON = new Set([
  'daily_rate_limit_exceeded',
  'insufficient_quota',
  'billing_not_active',
  'credit_balance_exhausted',
  'organization_spend_limit_exceeded',
  'project_spend_limit_exceeded',
  'organization_usage_limit_exceeded',
])

/** Whether the same request may well succeed a moment later. */
export function mayPass(error: unknown): boolean {
  if (error instanceof CredentialError) return error.passing
  if (error instanceof ConnectionError) return true
  if (!(error instanceof ApiError)) return false
  const { status, fromApi, code, said, renewed } = error.refusal
  if (renewed) return true
  if (status === 429) return !NEEDS_A_PERSON.has(code ?? '') && !isActiveJobsLimit(said)
  if (status === 408 || status >= 500) return true
  // A redirect or a page of HTML comes from something between us and the server, and may go as it came.
  return !fromApi && (status < 400 || [401, 403, 404].includes(status))
}

/**
 * Whether asking after something that exists may succeed later: nothing but the API's own refusal ends a wait,
 * and of those not the ones that speak of load. Pages of a proxy come and go.
 */
export function mayPassInAWait(error: unknown): boolean {
  if (mayPass(error)) return true
  return (
    error instanceof ApiError && (!error.refusal.fromApi || [409, 425, 429].includes(error.refusal.status))
  )
}

/** Whether the request certainly changed nothing on the server, so that it may be sent again. */
export function hadNoEffect(error: unknown): boolean {
  if (error instanceof CredentialError) return true
  if (error instanceof ConnectionError) return !error.sent
  if (!(error instanceof ApiError)) return false
  const { status } = error.refusal
  // 302 and 303 also answer requests that were carried out; 408 one that may have arrived whole.
  return [301, 307, 308].includes(status) || (status >= 400 && status < 500 && status !== 408)
}

/** What to do about a refusal: by the server's code, else by the status. */
function hintFor({ code, status, said }: Refusal): string | undefined {
  if (status < 400) return 'Redirects are not followed. Set "base-url" to the address that they lead to.'
  const known = NO_TRAINING.test(said ?? '')
    ? 'training_not_available'
    : isActiveJobsLimit(said)
      ? 'active_jobs'
      : code
  return HINTS_BY_COMMAND.get(known ?? '') ?? HINTS_BY_COMMAND.get(`${status}`)
}

const NO_TRAINING = /winding down the fine-tuning platform/i
/**
 * So many jobs at a time ("This fine-tune request has been rate-limited. Your organization has reached the maximum of
 * 3 active requests"); the code is that of a common rate limit. Jobs take hours, so that no retry of minutes helps.
 */
function isActiveJobsLimit(said = ''): boolean {
  return [
    /fine-?tun|\bjobs?\b/i,
    /\b(active|concurrent(ly)?|running|simultaneous(ly)?)\b/i,
    /limit|maximum/i,
  ].every((word) => word.test(said))
}

const QUOTA = 'Raise the limit, or add credit, for the organization or project; then run again.'
const KEY =
  'Check the secret behind "api-key" (pull requests from forks get no secrets), or what the identity of this job may do.'

/** By the API's error code, and by status where the code says nothing. */
const HINTS_BY_COMMAND = new Map([
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
    'As many jobs as are allowed at a time are being trained. Run the workflow again when one has ended, or let the workflows wait for each other in a concurrency group.',
  ],
  ['insufficient_quota', QUOTA],
  ['billing_not_active', QUOTA],
  ['credit_balance_exhausted', QUOTA],
  ['organization_spend_limit_exceeded', QUOTA],
  ['project_spend_limit_exceeded', QUOTA],
  ['organization_usage_limit_exceeded', QUOTA],
  ['invalid_api_key', KEY],
  ['model_not_found', 'Check "model"; this project may not be allowed to use it, or it has been shut down.'],
  ['401', KEY],
  [
    '403',
    'The key is valid but may not do this: it needs write access to files and fine-tuning in this project.',
  ],
  ['404', 'Check "base-url", and that job and files belong to the project of this key.'],
  [
    '413',
    'The file is larger than this server accepts in one request. Train on less data, or in several jobs, each on the model of the one before.',
  ],
])

/** Whether the server says, in JSON and not by the page of some proxy, that it has no such endpoint. */
export function isUnsupportedEndpoint(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false
  const { status, fromApi, said } = error.refusal
  return [404, 405, 501].includes(status) && (fromApi || said !== undefined)
}
