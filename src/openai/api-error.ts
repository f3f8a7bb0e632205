import { ApiError, type ApiErrorDetails } from '../http/errors.ts'
import { type BufferedResponse, getRetryAfterMs } from '../http/request.ts'
import type { Credentials } from './authentication.ts'
import { parseErrorBody } from './error-body.ts'
import { AZURE, AZURE_API_PATH, findKnownProvider } from './provider.ts'

/** What the caller knows about a failed request beyond its response. */
interface ErrorContext {
  /** Replaces the hint that belongs to the error code or the status. */
  hint?: string | undefined
  /** Whether the credential was rejected and the next request will send another one. */
  credentialRenewed?: boolean
  /** The configured address of the server. */
  baseUrl?: URL
  credential?: Credentials['kind']
}

/** Returns the error for a response whose status is not one of success, with the server's own message and a hint. */
export function errorFromResponse(
  description: string,
  response: BufferedResponse,
  context: ErrorContext = {},
): ApiError {
  const { hint, credentialRenewed } = context
  const { status, headers } = response
  const retryAfterMs = getRetryAfterMs(response)
  const body = parseErrorBody(response)
  const details: ApiErrorDetails = {
    status,
    ...body,
    retryAfterMs,
    credentialRenewed,
    isPermanent: isPermanent(description, { status, ...body, retryAfterMs }),
  }
  const requestIds = ['x-request-id', 'apim-request-id', 'x-ms-request-id'].flatMap(
    (name) => headers.get(name) ?? [],
  )
  const message = formatApiError(description, details, requestIds[0])
  return new ApiError(message, details, hint ?? hintFor(description, details, context))
}

function formatApiError(
  description: string,
  { status, code, param, serverMessage }: ApiErrorDetails,
  requestId: string | undefined,
): string {
  const facts = [status, code, param && `param ${param}`].filter(Boolean).join(', ')
  const reason = serverMessage ? `: ${serverMessage}` : ''
  return `${description} failed (${facts})${reason}${requestId ? ` (request id ${requestId})` : ''}`
}

/** The codes of a spent quota (OpenAI's error code guide). */
const QUOTA_CODES = [
  'insufficient_quota',
  'billing_not_active',
  'credit_balance_exhausted',
  'organization_spend_limit_exceeded',
  'project_spend_limit_exceeded',
  'organization_usage_limit_exceeded',
]

/** 429 codes that no wait within a run resolves, also the limit per day, as observed on fine-tuning requests. */
const LASTING_LIMITS = new Set(['daily_rate_limit_exceeded', ...QUOTA_CODES])

/**
 * Azure's codes for a limit of the resource, its subscription or region, in capitals that differ: with 429, 403 and 400
 * ("Troubleshooting Quota Errors" of the Foundry skill, Azure's page on its premium health models).
 */
const AZURE_QUOTA = /^(?:quotaexceeded|insufficientquota)$/i
const MAX_RATE_LIMIT_MS = 5 * 60_000
/** API Management, in front of many resources of Azure, says this with a 403 (policy `quota`). */
const CALL_QUOTA_MESSAGE = /out of call volume quota/i

function isAzureQuota({
  code = '',
  serverMessage = '',
}: Pick<ApiErrorDetails, 'code' | 'serverMessage'>): boolean {
  return AZURE_QUOTA.test(code) || CALL_QUOTA_MESSAGE.test(serverMessage)
}

/** What servers say with a 5xx that no retry changes: LiteLLM without a licence or without a key, and missing features. */
const PERMANENT_FAILURES = [
  /\blicen[cs]e|\bpremium user|\benterprise (?:user|feature|package)/i,
  /\b(?:only|missing|requires?)\b.{0,40}\benterprise\b/i,
  /\b(missing|no|without|provide|set)\b.{0,40}\b(credentials?|api[ _-]?key)/i,
  /\bapi[ _-]?key\b.{0,80}\b(must be set|not set|is missing|required)/i,
  /\bnot (yet |been )?(implemented|supported)\b|\bnotimplemented/i,
]

/** Returns whether no retry changes an error whose status suggests one. */
function isPermanent(description: string, details: ApiErrorDetails): boolean {
  const { status, code = '', serverMessage = '', retryAfterMs } = details
  // A 429 that names a few minutes to wait is a rate limit under another name.
  if (isAzureQuota(details)) return status !== 429 || !retryAfterMs || retryAfterMs > MAX_RATE_LIMIT_MS
  if (LASTING_LIMITS.has(code) || isActiveJobsLimit(description, serverMessage)) return true
  return (
    status === 501 || (status >= 500 && PERMANENT_FAILURES.some((pattern) => pattern.test(serverMessage)))
  )
}

/** The requests that make one more job run. */
const STARTS_JOB = /^POST \/fine_tuning\/jobs(?:\/[^/]+\/resume)?$/

/**
 * Returns whether the message of a request that starts a job is about the number of jobs at a time ("This fine-tune request has been rate-limited. Your
 * organization has reached the maximum of 3 active requests"). The code is that of a common rate limit, but jobs take
 * hours, so that no retry within minutes helps. A path in the message, which names the route, says nothing about jobs.
 */
function isActiveJobsLimit(description: string, message: string): boolean {
  if (!STARTS_JOB.test(description)) return false
  const words = message.replace(/\S*\/\S+/g, '')
  return [
    /fine-?tun|\bjobs?\b/i,
    /\b(active|concurrent(ly)?|running|simultaneous(ly)?)\b/i,
    /limit|maximum/i,
  ].every((pattern) => pattern.test(words))
}

const SHUTDOWN_MESSAGE = /winding down the fine-tuning platform/i

/**
 * Azure's refusal of a model that it does not train in the region of the resource, which is what it does without
 * `trainingType` (Foundry skill, "Platform Bugs": every open-weight model).
 */
const TRAINING_TYPE_MESSAGE = /does not support fine-?tuning/i

/** A server that has no machine free, by code or message; with 429 or a 5xx it is retried. */
const CAPACITY = /\b(?:no|not enough|insufficient|out of|lacks?)\b.{0,40}\bcapacity\b|^\w*capacity\w*$/i

/** Returns what to do about an error: by the server's code or words, else by the status. */
function hintFor(description: string, details: ApiErrorDetails, context: ErrorContext): string | undefined {
  const { status } = details
  if (status < 400) return 'Redirects are not followed. Set "base-url" to the address that they lead to.'
  const hint = HINTS.get(findTopic(description, details) ?? '')
  if (hint !== undefined) return hint
  if (status === 403) return permissionHint(context)
  return status === 404 ? notFoundHint(description, context) : HINTS.get(`${status}`)
}

const isAtAzure = ({ baseUrl }: ErrorContext) =>
  baseUrl !== undefined && findKnownProvider(baseUrl.hostname) === AZURE

function permissionHint(context: ErrorContext): string {
  const hasKey = context.credential !== 'token'
  if (!isAtAzure(context))
    return `The ${hasKey ? 'API key' : 'identity'} is valid but lacks a permission: it needs write access to files and fine-tuning in this project.`
  return hasKey
    ? 'A key of this resource has every permission, so the resource refuses keys, or its network rules refuse this runner.'
    : 'The credential lacks the role "Cognitive Services OpenAI Contributor" on this resource, or the role was assigned minutes ago.'
}

function notFoundHint(description: string, context: ErrorContext): string {
  const { baseUrl, credential } = context
  const owner = isAtAzure(context)
    ? 'this resource'
    : `the project of this ${credential === 'token' ? 'identity' : 'key'}`
  const id = /\/fine_tuning\/jobs\/./.test(description) ? 'Check the id. ' : ''
  return `${id}Check "base-url", and that the job and its files belong to ${owner}.${baseUrl ? usualPathHint(baseUrl) : ''}`
}

/**
 * Returns the sentence that says how an address usually ends, for a hint about a missing route; empty if the address has a
 * version in its path, or in its query as the older API of Azure.
 */
export function usualPathHint(baseUrl: URL): string {
  if (/\/v\d\w*\/*$/i.test(baseUrl.pathname) || baseUrl.searchParams.has('api-version')) return ''
  return ` "base-url" usually ends in ${isAtAzure({ baseUrl }) ? AZURE_API_PATH : '/v1'}.`
}

/** Returns the code of an error, or the topic of its message where the code does not show it. */
function findTopic(description: string, details: ApiErrorDetails): string | undefined {
  const { code, serverMessage = '' } = details
  if (SHUTDOWN_MESSAGE.test(serverMessage)) return 'training_not_available'
  if (isActiveJobsLimit(description, serverMessage)) return 'active_jobs'
  if (TRAINING_TYPE_MESSAGE.test(serverMessage)) return 'training_type'
  if (/\bcustom_llm_provider\b/.test(serverMessage)) return 'litellm_provider'
  if (isAzureQuota(details)) return 'azure_quota'
  return CAPACITY.test(code ?? '') || CAPACITY.test(serverMessage) ? 'capacity' : code
}

const QUOTA = 'Raise the limit or add credit for the organization or project, then run the workflow again.'
const CREDENTIAL =
  'Check the secret or the variable behind "api-key" (pull requests from forks get no secrets), or the permissions of this job\'s identity.'

/** By the API's error code, by topic, and by status for other codes. */
const HINTS: ReadonlyMap<string, string> = new Map([
  [
    'training_not_available',
    'OpenAI has closed fine-tuning to this organization (and accepts no new self-serve jobs from 2027-01-06). The same API is served by Azure OpenAI: set "base-url" to https://RESOURCE.openai.azure.com/openai/v1.',
  ],
  [
    'daily_rate_limit_exceeded',
    'This is the limit of fine-tuning jobs per day for this model. Run the workflow again tomorrow.',
  ],
  [
    'active_jobs',
    'The maximum number of jobs is already running. Run the workflow again when one has ended, or let workflows wait for each other in a concurrency group.',
  ],
  [
    'azure_quota',
    'A limit of this resource, its subscription or region is reached: jobs that run or wait, jobs or files in all, or quota of this model. Wait for a job to end, delete old files, use another resource or "trainingType", or request more quota in the Azure portal. Then run the workflow again.',
  ],
  [
    'capacity',
    'The server has no capacity for this at the moment. Run the workflow again later. At Azure, "trainingType: GlobalStandard" in "extra-body" uses the capacity of all regions.',
  ],
  [
    'training_type',
    'Azure does not train every model in every place. Open-weight models, among others, need the input "extra-body" with "trainingType: GlobalStandard"; without it Azure uses "Standard". If it is set, check "model".',
  ],
  [
    'litellm_provider',
    'LiteLLM needs the name of the provider: add "?custom_llm_provider=openai" to "base-url", and "custom_llm_provider: openai" to "extra-body".',
  ],
  ...QUOTA_CODES.map((code) => [code, QUOTA] as const),
  ['invalid_api_key', CREDENTIAL],
  ['model_not_found', 'Check "model": this project may not have access to it, or it has been shut down.'],
  ['401', CREDENTIAL],
  [
    '413',
    'The file is larger than this server accepts in one request. Train on less data, or in several jobs, each starting from the model of the previous one.',
  ],
])
