import { z } from 'zod'
import type { Clock } from '../clock.ts'
import type { Fetch } from '../dependencies.ts'
import { ActionError, getErrorMessage, IdTokenDeniedError } from '../errors.ts'
import { ConnectionError } from '../http/errors.ts'
import { decodeResponse, isSuccess, sendRequest } from '../http/request.ts'
import { isJsonObject, tryParseJson } from '../json.ts'
import { errorFromResponse } from './api-error.ts'
import type { AccessToken } from './authentication.ts'

/** The identity for which the workflow's OIDC token is exchanged, and the endpoint of the exchange. */
export type WorkloadIdentity =
  /** OpenAI's workload identity federation (RFC 8693, in JSON). */
  | { kind: 'openai'; tokenUrl: string; identityProviderId: string; serviceAccountId: string }
  /** Microsoft Entra: a client assertion (RFC 7523, 2.2). */
  | { kind: 'entra'; tokenUrl: string; clientId: string; scope?: string | undefined }

/** Entra's scope for this API, the same for every resource; another API of Azure has its own. */
const ENTRA_SCOPE = 'https://cognitiveservices.azure.com/.default'

/** Returns the URL at which Entra exchanges tokens; a sovereign cloud has another host. */
export function entraTokenUrl(tenantId: string, host = 'login.microsoftonline.com'): string {
  return `https://${host}/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`
}

/** The URL at which OpenAI exchanges tokens (workload identity federation guide). */
export const OPENAI_TOKEN_URL = 'https://auth.openai.com/oauth/token'

const TokenBody = z.looseObject({
  // Only characters that a header may contain.
  access_token: z.string().regex(/^[\x21-\x7e]+$/),
  expires_in: z.coerce.number().positive().optional().catch(undefined),
})

/** The official client's default. */
const DEFAULT_LIFETIME_S = 3600

const UNREACHABLE_HINT =
  'Check "token-url", and that this runner can reach that host (through a proxy or a firewall).'

const REDIRECT_HINT = 'Redirects are not followed. Set "token-url" to the address that they lead to.'

/**
 * Exchanges the workflow's OIDC token for a token of the API. Rejects with an ActionError; if the identity is rejected, its
 * hint lists the claims of the OIDC token.
 */
export async function exchangeToken(
  identity: WorkloadIdentity,
  idToken: string,
  fetch: Fetch,
  clock: Clock,
): Promise<AccessToken> {
  const url = identity.tokenUrl
  const description = `Token exchange at ${new URL(url).host}`
  const { type, body } = buildTokenRequest(identity, idToken)
  const headers = {
    accept: 'application/json',
    'content-type': type,
    'content-length': `${Buffer.byteLength(body)}`,
  }
  const request = { method: 'POST', headers, body }
  const unreachableHint = UNREACHABLE_HINT
  const response = await sendRequest(fetch, clock, { description, url, request, unreachableHint })
  if (!isSuccess(response)) {
    const { status } = response
    const isRejected = status >= 400 && status < 500 && status !== 429
    const hint = isRejected ? claimsHint(identity, idToken) : status < 400 ? REDIRECT_HINT : undefined
    throw errorFromResponse(description, response, { hint })
  }
  return decodeResponse(description, response, (body) => {
    const { access_token: value, expires_in: seconds = DEFAULT_LIFETIME_S } = TokenBody.parse(body)
    return { value, lifetimeMs: seconds * 1000 }
  })
}

function buildTokenRequest(identity: WorkloadIdentity, idToken: string): { type: string; body: string } {
  if (identity.kind === 'openai')
    return {
      type: 'application/json',
      body: JSON.stringify({
        grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
        subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
        subject_token: idToken,
        identity_provider_id: identity.identityProviderId,
        service_account_id: identity.serviceAccountId,
      }),
    }
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: identity.clientId,
    scope: identity.scope ?? ENTRA_SCOPE,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: idToken,
  })
  return { type: 'application/x-www-form-urlencoded', body: `${form}` }
}

/** The claims that a trust configuration can match (GitHub, OIDC reference). None of them is secret. */
const CLAIMS = ['iss', 'sub', 'aud', 'repository', 'ref', 'environment', 'job_workflow_ref'] as const

function claimsHint(identity: WorkloadIdentity, idToken: string): string {
  const trustConfig =
    identity.kind === 'openai'
      ? 'the mapping of the identity provider to the service account'
      : 'the federated credential of the application'
  const claims = readClaims(idToken)
  const texts = CLAIMS.flatMap((name) =>
    typeof claims[name] === 'string' ? [`${name}=${claims[name]}`] : [],
  )
  return `Compare ${trustConfig} with the claims of GitHub's token: ${texts.join(', ') || '(unreadable)'}. The claim "environment" exists only if the job has an environment.`
}

function readClaims(idToken: string): Record<string, unknown> {
  const payload = tryParseJson(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString())
  return isJsonObject(payload) ? payload : {}
}

/** Returns the error for a failed request of an OIDC token: the job lacks the permission, or GitHub does not respond. */
export function toIdTokenRequestError(error: unknown, isFork: boolean): ActionError {
  if (!(error instanceof IdTokenDeniedError)) {
    if (error instanceof ActionError && !(error instanceof ConnectionError)) return error
    const reason = getErrorMessage(error)
    return new ConnectionError(`Cannot get an OIDC token from GitHub: ${reason}`, { requestSent: true })
  }
  return new ActionError('This job has no permission to request an OIDC token from GitHub.', {
    hint: isFork
      ? 'Workflows for pull requests from forks never get it. Train after the merge.'
      : 'Add "permissions: id-token: write" to the job (and "contents: read" for the checkout).',
  })
}
