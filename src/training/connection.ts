import { withTimeout } from '../clock.ts'
import { buildHeaders, type ConnectionInputs } from '../config/connection-inputs.ts'
import type { Dependencies } from '../dependencies.ts'
import type { Connection } from '../openai/api-request.ts'
import { type Credentials, createApiKeyAuth, WorkloadIdentityAuth } from '../openai/authentication.ts'
import { type Client, createClient } from '../openai/client.ts'
import { findKnownProvider, getProvider } from '../openai/provider.ts'
import {
  entraTokenUrl,
  exchangeToken,
  OPENAI_TOKEN_URL,
  toIdTokenRequestError,
  type WorkloadIdentity,
} from '../openai/token-exchange.ts'
import { retryOptions } from './retry-options.ts'

/**
 * Creates the connection that the inputs describe; warns if the server is unknown. `extraBody` has the further fields of the
 * create request.
 */
export function createConnection(
  inputs: ConnectionInputs,
  deps: Dependencies,
  extraBody: Readonly<Record<string, unknown>> = {},
): Connection {
  const baseUrl = inputs['base-url']
  const { hostname, searchParams } = new URL(baseUrl)
  const provider = extraBody[CUSTOM_LLM_PROVIDER] ?? searchParams.get(CUSTOM_LLM_PROVIDER)
  if (!findKnownProvider(hostname))
    deps.runner.warning(`input "base-url": unknown server ${hostname}; your credential will be sent to it`)
  return {
    baseUrl,
    headers: buildHeaders(inputs, deps.userAgent),
    credentials: createCredentials(inputs, deps),
    customLlmProvider: typeof provider === 'string' ? provider : undefined,
  }
}

/** The clients of a step that follows a job. */
export interface StepClients {
  /** Its requests go on when the workflow is cancelled. */
  client: Client
  /** Its requests end when the workflow is cancelled. */
  cancellableClient: Client
}

/** Creates the clients of a step, whose requests end soon after its timeout; `connect` creates further ones. */
export function createClientsWithDeadline(
  connection: Connection,
  timeoutMs: number,
  { fetch, clock, signal, startedAt }: Dependencies,
) {
  // With a timeout of 0, the job is still created, and read once.
  const deadline = timeoutMs > 0 ? startedAt + timeoutMs : Number.POSITIVE_INFINITY
  const connect = (signal?: AbortSignal) => createClient(connection, fetch, clock, { signal, deadline })
  return { client: connect(), cancellableClient: connect(signal), connect, deadline }
}

/** The parameter by which LiteLLM selects the provider behind it. */
export const CUSTOM_LLM_PROVIDER = 'custom_llm_provider'

/** The audience that Entra requires (workload identity federation). */
const ENTRA_AUDIENCE = 'api://AzureADTokenExchange'
const ID_TOKEN_TIMEOUT_MS = 60_000

function createCredentials(inputs: ConnectionInputs, deps: Dependencies): Credentials {
  const { 'api-key': key, 'auth-scheme': scheme, 'base-url': baseUrl } = inputs
  if (key !== undefined) return createApiKeyAuth(key, scheme, getProvider(new URL(baseUrl).hostname))
  return createIdentityAuth(readIdentity(inputs), inputs['oidc-audience'], deps)
}

/** Creates credentials whose tokens are exchanged for the OIDC token of this job; each token is masked. */
export function createIdentityAuth(
  identity: WorkloadIdentity,
  oidcAudience: string | undefined,
  deps: Dependencies,
): Credentials {
  const { runner, fetch, clock, context } = deps
  const audience = oidcAudience ?? (identity.kind === 'entra' ? ENTRA_AUDIENCE : undefined)
  const getToken = async () => {
    // A new one each time: it expires after minutes, and an access token expires no later than it does.
    const idToken = await withTimeout(clock, ID_TOKEN_TIMEOUT_MS, undefined, () =>
      runner.getIdToken(audience),
    ).catch((error) => {
      throw toIdTokenRequestError(error, context.isFork)
    })
    const token = await exchangeToken(identity, idToken, fetch, clock)
    runner.setSecret(token.value)
    return token
  }
  return new WorkloadIdentityAuth(getToken, retryOptions(deps))
}

function readIdentity(inputs: ConnectionInputs): WorkloadIdentity {
  const {
    'identity-provider-id': identityProviderId,
    'service-account-id': serviceAccountId,
    'azure-tenant-id': tenantId,
    'azure-client-id': clientId,
    'token-url': tokenUrl,
  } = inputs
  if (identityProviderId && serviceAccountId)
    return { kind: 'openai', tokenUrl: tokenUrl ?? OPENAI_TOKEN_URL, identityProviderId, serviceAccountId }
  if (tenantId && clientId) return { kind: 'entra', tokenUrl: tokenUrl ?? entraTokenUrl(tenantId), clientId }
  throw new Error('the inputs name no way to authenticate')
}
