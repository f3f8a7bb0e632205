import { Failure } from '../failure.ts'

/** The server answered, and refused. */
export class ApiError extends Failure {
  override name = 'ApiError'
  readonly refusal: Refusal

  constructor(message: string, refusal: Refusal) {
    super(message, { advice: adviceFor(refusal) })
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
}

/** No answer, or one that cannot be understood: what the request did is not known, unless it was never sent. */
export class ConnectionError extends Failure {
  override name = 'ConnectionError'
  /** Whether anything of the request may have reached the server. */
  readonly sent: boolean

  constructor(message: string, { sent, cause }: { sent: boolean; cause?: unknown }) {
    const advice = sent ? undefined : 'Check "base-url", and that this runner may reach that host.'
    super(message, { cause, advice })
    this.sent = sent
  }
}

/**
 * 429 codes that no amount of waiting in this run mends: the day's limit, and the quota family (OpenAI's error
 * code guide; `daily_rate_limit_exceeded` as seen on real fine-tuning requests).
 */
const NEEDS_A_PERSON = new Set([
  'daily_rate_limit_exceeded',
  'insufficient_quota',
  'credit_balance_exhausted',
  'organization_spend_limit_exceeded',
  'project_spend_limit_exceeded',
  'organization_usage_limit_exceeded',
])

/** Whether the same request may well succeed a moment later. */
export function mayPass(error: unknown): boolean {
  if (error instanceof ConnectionError) return true
  if (!(error instanceof ApiError)) return false
  const { status, fromApi, code } = error.refusal
  if (status === 429) return !NEEDS_A_PERSON.has(code ?? '')
  if (status === 408 || status >= 500) return true
  // A redirect or a page of HTML comes from something between us and the server, and may go away like it came.
  return !fromApi && (status < 400 || [401, 403, 404].includes(status))
}

/** Whether the request certainly changed nothing on the server, so that it may be sent again. */
export function hadNoEffect(error: unknown): boolean {
  if (error instanceof ConnectionError) return !error.sent
  // 303 is the answer to a request that was carried out; 408 may be one's that arrived whole.
  return error instanceof ApiError && error.refusal.status < 500 && ![303, 408].includes(error.refusal.status)
}

/** What to do about a refusal: by the server's code, else by the status. */
function adviceFor({ code, status, said }: Refusal): string | undefined {
  return (
    BY_CODE[code ?? ''] ??
    (said && NO_TRAINING.test(said) ? BY_CODE.training_not_available : BY_STATUS[status])
  )
}

const NO_TRAINING = /winding down the fine-tuning platform/i

const BY_CODE: Record<string, string> = {
  training_not_available:
    'OpenAI has closed fine-tuning to this organization (and closes it to all on 2027-01-06). The same API is served by Azure OpenAI: set "base-url" to https://RESOURCE.openai.azure.com/openai/v1.',
  daily_rate_limit_exceeded:
    'This is the limit of fine-tuning jobs per day for this model. Run the workflow again tomorrow.',
  insufficient_quota:
    'Add credit or raise the spending limit of the organization or project, then run again.',
  credit_balance_exhausted: 'Add credit to the organization, then run again.',
  organization_spend_limit_exceeded: "Raise the organization's spending limit, then run again.",
  project_spend_limit_exceeded: "Raise the project's spending limit, then run again.",
  organization_usage_limit_exceeded: 'Ask for a higher usage limit for the organization, then run again.',
  invalid_api_key: 'Check the secret behind "api-key"; pull requests from forks get no secrets.',
  model_not_found: 'Check "model"; this project may not be allowed to use it, or it has been shut down.',
}

const BY_STATUS: Record<number, string> = {
  401: 'Check the secret behind "api-key"; pull requests from forks get no secrets.',
  403: 'The key is valid but may not do this: it needs write access to files and fine-tuning in this project.',
  404: 'Check "base-url", and that job and files belong to the project of this key.',
  413: 'The file is larger than this server accepts in one request.',
}
