import { ActionError } from '../errors.ts'
import {
  ApiError,
  ConnectionError,
  CredentialError,
  isMisconfiguration,
  isSpentQuota,
} from '../http/errors.ts'

/** Thrown when no further request can succeed: the step ends, because this is no answer of the model. */
export class FatalError extends ActionError {
  override name = 'FatalError'
}

const HINTS = {
  credential: 'Check the secret behind "api-key", or the permissions of this job\'s identity.',
  permission:
    'The credential is valid but lacks a permission: it must be allowed to request chat completions.',
  model:
    'Check "model", "baseline-model" and the model of the grader. On Azure each is the name of a deployment, and a new deployment needs some minutes.',
  quota:
    'Raise the limit or add credit, then run the step again; with "cache-dir", no answer is paid for twice.',
  connection: 'Check "base-url", and that this runner can reach that host.',
}

/**
 * Returns the error that ends the step, if this one is no matter of one example: a refused credential, an unknown model, a
 * spent quota, or a server that never answered anything.
 */
export function toFatalError(error: unknown, model: string, hasAnswered: boolean): FatalError | undefined {
  const reason = findReason(error, hasAnswered)
  if (!reason || !(error instanceof ActionError)) return undefined
  const hint = error instanceof CredentialError ? error.hint : HINTS[reason]
  return new FatalError(`${error.message} (model ${JSON.stringify(model)})`, { hint, cause: error })
}

function findReason(error: unknown, hasAnswered: boolean): keyof typeof HINTS | undefined {
  if (error instanceof CredentialError) return 'credential'
  if (error instanceof ConnectionError) {
    const isUnreachable = !error.requestSent || isMisconfiguration(error)
    return isUnreachable && !hasAnswered ? 'connection' : undefined
  }
  if (!(error instanceof ApiError)) return undefined
  if (isSpentQuota(error) || error.status === 402) return 'quota'
  if (error.status === 401) return 'credential'
  if (error.status === 403) return 'permission'
  if ([404, 405, 501].includes(error.status) || isModelRefusal(error)) return 'model'
  return error.status < 400 || error.isPermanent ? 'connection' : undefined
}

/** Some servers answer 400 or 422 for a model that they do not have. */
function isModelRefusal({ status, code, param, serverMessage = '' }: ApiError): boolean {
  if (![400, 422].includes(status)) return false
  return (
    param === 'model' ||
    /model_not_found|DeploymentNotFound|invalid_model/i.test(code ?? '') ||
    /\bmodel\b.{0,80}\b(does not exist|not found|not a valid model)/i.test(serverMessage)
  )
}
