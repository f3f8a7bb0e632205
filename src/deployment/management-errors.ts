import { ApiError, ConnectionError, isRetryable } from '../http/errors.ts'

const ROLE =
  'The identity needs the role "Cognitive Services Contributor" on the account, or a custom role with read, write and delete of Microsoft.CognitiveServices/accounts/deployments. A new role takes effect after some minutes.'
const RESOURCE_ID = 'Check "resource-id": its subscription, resource group or account does not exist.'
const SAFETY =
  "Azure's safety evaluation of the fine-tuned model blocks its deployment. Open the model in the Foundry portal to see the evaluation, and review the training data."
const FORMAT =
  'Azure answers like this to a wrong "model-format", among others. Open-weight models have "Microsoft", "Meta", "Mistral AI" or "Alibaba" there, not "OpenAI".'

/** What to do about a refusal of Azure Resource Manager, by its code. */
const HINTS = new Map([
  [
    'InsufficientQuota',
    'No quota is left for this model, SKU and region. Lower "capacity", delete another deployment, or request more quota in the portal.',
  ],
  [
    'DeploymentModelNotSupported',
    'This account cannot deploy that model with that SKU. Check "model", "model-version", "model-format" and "sku"; set "model-source" to the account that trained the model if it is another one.',
  ],
  [
    'InvalidResourceProperties',
    'Check "sku", "capacity", "model-version" and "model-format": the model or the region does not allow that combination.',
  ],
  [
    'OperationNotAllowed',
    'The account, its region or its quota does not allow this. The message has the reason.',
  ],
  ['AuthorizationFailed', ROLE],
  ['RoleAssignmentNotFound', ROLE],
  ['LinkedAuthorizationFailed', `${ROLE} It also needs read access to "model-source".`],
  [
    'ScopeLocked',
    'A lock on the account, its resource group or subscription forbids the change. Remove the lock first.',
  ],
  [
    'RequestDisallowedByPolicy',
    'A policy of the subscription forbids this deployment. The message names the policy.',
  ],
  ['ResourceGroupNotFound', RESOURCE_ID],
  ['SubscriptionNotFound', RESOURCE_ID],
  ['InvalidSubscriptionId', RESOURCE_ID],
  ['ParentResourceNotFound', RESOURCE_ID],
])

const STATUS_HINTS = new Map([
  [
    401,
    'Azure Resource Manager does not accept the token. An "azure-token" must be for https://management.azure.com and not expired; for an identity, check "azure-tenant-id".',
  ],
  [403, ROLE],
  [404, RESOURCE_ID],
  [409, 'Another operation on this account was in progress all the time. Run the workflow again.'],
])

const SAFETY_MESSAGE = /safety|responsible ai|harmful/i
/** What to do when Azure Resource Manager cannot be reached. */
export const UNREACHABLE_HINT = 'Check "management-url", and that this runner can reach that host.'
const REDIRECT_HINT = 'Redirects are not followed. Set "management-url" to the address that they lead to.'

/** Returns what to do about a code and message of Azure Resource Manager. */
export function getManagementHint(
  code: string | undefined,
  message = '',
  status?: number,
  isChange = true,
): string | undefined {
  if (status !== undefined && status < 400) return REDIRECT_HINT
  const known = HINTS.get(code ?? '')
  if (known) return known
  if (SAFETY_MESSAGE.test(message)) return SAFETY
  return isChange && status === 500 ? FORMAT : STATUS_HINTS.get(status ?? 0)
}

/**
 * Returns the error with the hint that belongs to Azure Resource Manager instead of the hint of the model API, and without
 * the long path of the account.
 */
export function toManagementError(error: unknown, accountPath: string): unknown {
  if (error instanceof ApiError) {
    const isChange = error.message.startsWith('PUT ')
    const hint = getManagementHint(error.code, error.serverMessage, error.status, isChange)
    return new ApiError(error.message.replace(accountPath, '…'), error, hint)
  }
  if (error instanceof ConnectionError)
    return new ConnectionError(error.message.replace(accountPath, '…'), { ...error, cause: error.cause })
  return error
}

/** Codes with a status that suggests a retry, which no retry changes. */
const PERMANENT_CODES = /^(InsufficientQuota|ScopeLocked|FlagMustBeSetForRestore)$/i

/** Returns whether a change may succeed later: also one that conflicts with another operation. */
export function isRetryableChangeError(error: unknown): boolean {
  if (!(error instanceof ApiError)) return isRetryable(error)
  if (error.status < 400 || PERMANENT_CODES.test(error.code ?? '')) return false
  return isRetryable(error) || [409, 425].includes(error.status)
}

/** Returns whether the response says that there is no deployment of this name; a page of a proxy does not. */
export function isDeploymentAbsent(error: unknown): boolean {
  if (!(error instanceof ApiError) || error.status !== 404 || !error.isOwnError) return false
  const { code = '', serverMessage = '' } = error
  if (/^DeploymentNotFound$/i.test(code)) return true
  if (!/NotFound$/i.test(code) || /^(ResourceGroup|Subscription|ParentResource)/i.test(code)) return false
  // The same code is used for a missing account, and its message then names the account and nothing below it.
  return !/\/accounts\/[^/'"]+['"]/.test(serverMessage)
}
