import { withTimeout } from '../clock.ts'
import { type ConnectionInputs, headersOf } from '../config/connection-inputs.ts'
import type { Dependencies } from '../dependencies.ts'
import { ActionError } from '../errors.ts'
import { type Credentials, keyCredentials, tokenCredentials } from '../openai/authentication.ts'
import type { Connection } from '../openai/client.ts'
import { knownProvider, providerOf } from '../openai/provider.ts'
import {
  entraTokenUrl,
  exchangeToken,
  type Identity,
  OPENAI_TOKEN_URL,
  withoutIdentity,
} from '../openai/token-exchange.ts'
import { retryOptions } from './retry-options.ts'

/** The server that the inputs name, and how to show it who asks. */
export function connectionOf(inputs: ConnectionInputs, deps: Dependencies): Connection {
  const baseUrl = inputs['base-url']
  const { hostname } = new URL(baseUrl)
  if (!knownProvider(hostname))
    deps.runner.warning(
      `input "base-url": ${hostname} is no server that this action knows; the credential is sent there, and nowhere else`,
    )
  return { baseUrl, headers: headersOf(inputs, deps.userAgent), credentials: credentialsOf(inputs, deps) }
}

/** The audience that Entra wants (workload identity federation). */
const ENTRA_AUDIENCE = 'api://AzureADTokenExchange'
const ID_TOKEN_MS = 60_000

function credentialsOf(inputs: ConnectionInputs, world: Dependencies): Credentials {
  const { 'api-key': key, 'auth-scheme': scheme, 'base-url': baseUrl } = inputs
  if (key !== undefined) return keyCredentials(key, scheme, providerOf(new URL(baseUrl).hostname))
  const { runner, fetch, clock, context } = world
  const identity = identityOf(inputs)
  const audience = inputs['oidc-audience'] ?? (identity.kind === 'entra' ? ENTRA_AUDIENCE : undefined)
  const ask = async () => {
    // Not from the cache: GitHub's token lives for minutes, and its end is that of the other one.
    const idToken = await withTimeout(clock, ID_TOKEN_MS, undefined, () => runner.idToken(audience)).catch(
      (error) => {
        if (error instanceof ActionError) throw error
        throw withoutIdentity(error instanceof Error ? error.message : String(error), context.isFork)
      },
    )
    const token = await exchangeToken(identity, idToken, fetch, clock)
    runner.setSecret(token.value, 'credential')
    return token
  }
  return tokenCredentials(ask, retryOptions(world))
}

function identityOf(inputs: ConnectionInputs): Identity {
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
