import { z } from 'zod'
import type { Clock } from '../clock.ts'
import type { Fetch } from '../dependencies.ts'
import { ActionError } from '../errors.ts'
import { ApiError, ConnectionError } from '../http/errors.ts'
import { exchange, refused, understood } from '../http/request.ts'
import type { Token } from './authentication.ts'

/** Where, and as whom, GitHub's identity token is exchanged for one of the server's. */
export type Identity =
  /** OpenAI's workload identity federation (RFC 8693, in JSON). */
  | { kind: 'openai'; tokenUrl: string; identityProviderId: string; serviceAccountId: string }
  /** Microsoft Entra: a client assertion (RFC 7523, 2.2). */
  | { kind: 'entra'; tokenUrl: string; clientId: string }

/** The scope that Entra has for this API, whatever the resource. */
const ENTRA_SCOPE = 'https://cognitiveservices.azure.com/.default'

/** Where Entra exchanges tokens. */
export const entraTokenUrl = (tenantId: string) =>
  `https://login.microsoftonline.com/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`

/** Where OpenAI exchanges tokens (workload identity federation guide). */
export const OPENAI_TOKEN_URL = 'https://auth.openai.com/oauth/token'

const TokenBody = z.looseObject({
  // As it goes into a header.
  access_token: z.string().regex(/^[\x21-\x7e]+$/),
  expires_in: z.coerce.number().positive().optional().catch(undefined),
})

/** What the official client supposes where the server does not say. */
const LIFETIME_S = 3600

const UNREACHABLE =
  'Check "token-url", and that this runner may reach that host (a proxy, or a firewall, must let it through).'

/** Exchanges GitHub's token for one of the server's. Rejects with a Failure; of a refusal it names the token's claims. */
export async function exchangeToken(
  identity: Identity,
  idToken: string,
  fetch: Fetch,
  clock: Clock,
): Promise<Token> {
  const url = identity.tokenUrl
  const what = `The exchange of GitHub's token at ${new URL(url).host}`
  const { type, body } = requestOf(identity, idToken)
  const headers = {
    accept: 'application/json',
    'content-type': type,
    'content-length': `${Buffer.byteLength(body)}`,
  }
  const request = { method: 'POST', headers, body }
  const answer = await exchange(fetch, clock, { what, url, request, unreachable: UNREACHABLE })
  if (answer.status < 200 || answer.status > 299) {
    const error = refused(what, answer)
    const isRefused = answer.status >= 400 && answer.status < 500 && answer.status !== 429
    throw isRefused ? new ApiError(error.message, error.refusal, hintFor(identity, idToken)) : error
  }
  return understood(what, answer, (body) => {
    const { access_token: value, expires_in: seconds = LIFETIME_S } = TokenBody.parse(body)
    return { value, lifetimeMs: seconds * 1000 }
  })
}

function requestOf(identity: Identity, idToken: string): { type: string; body: string } {
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
    scope: ENTRA_SCOPE,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: idToken,
  })
  return { type: 'application/x-www-form-urlencoded', body: `${form}` }
}

/** What the mapping at the server is compared with (GitHub, OIDC reference). None of it is secret. */
const CLAIMS = ['iss', 'sub', 'aud', 'repository', 'ref', 'environment', 'job_workflow_ref'] as const

function hintFor(identity: Identity, idToken: string): string {
  const door =
    identity.kind === 'openai'
      ? 'the mapping of the identity provider to the service account'
      : 'the federated credential of the application'
  const claims = claimsOf(idToken)
  const told = CLAIMS.flatMap((name) => (typeof claims[name] === 'string' ? [`${name}=${claims[name]}`] : []))
  return `Compare ${door} with the claims of GitHub's token: ${told.join(', ') || 'they cannot be read'}. Without an environment in the job there is no claim "environment".`
}

function claimsOf(idToken: string): Record<string, unknown> {
  try {
    const payload: unknown = JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString())
    return typeof payload === 'object' && payload !== null ? { ...payload } : {}
  } catch {
    return {}
  }
}

/** Why GitHub gives no token: the job may not have one, or GitHub does not answer. */
export function withoutIdentity(reason: string, isFork: boolean): ActionError {
  if (!/Unable to get ACTIONS_ID_TOKEN_REQUEST|Error Code : 40[13]/.test(reason))
    return new ConnectionError(
      `GitHub gives no token for this job's identity: ${reason.replace(/\s+/g, ' ').trim()}`,
      { sent: true },
    )
  return new ActionError('This job may not ask GitHub for a token of its identity.', {
    hint: isFork
      ? 'Workflows for pull requests from forks never may. Train after the merge.'
      : 'Add "permissions: id-token: write" to the job (and "contents: read" for the checkout).',
  })
}
