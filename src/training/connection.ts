import { within } from '../clock.ts'
import { type ConnectionInputs, headersOf } from '../config/connection-inputs.ts'
import { patienceOf, type World } from '../dependencies.ts'
import { Failure } from '../errors.ts'
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

/** The server that the inputs name, and how to show it who asks. */
export function connectionOf(inputs: ConnectionInputs, world: World): Connection {
  const baseUrl = inputs['base-url']
  const { hostname } = new URL(baseUrl)
  if (!knownProvider(hostname))
    world.host.warning(
      `input "base-url": ${hostname} is no server that this action knows; the credential is sent there, and nowhere else`,
    )
  return { baseUrl, headers: headersOf(inputs, world.userAgent), credentials: credentialsOf(inputs, world) }
}

/** The audience that Entra wants (workload identity federation). */
const ENTRA_AUDIENCE = 'api://AzureADTokenExchange'
const ID_TOKEN_MS = 60_000

function credentialsOf(inputs: ConnectionInputs, world: World): Credentials {
  const { 'api-key': key, 'auth-scheme': scheme, 'base-url': baseUrl } = inputs
  if (key !== undefined) return keyCredentials(key, scheme, providerOf(new URL(baseUrl).hostname))
  const { host, fetch, clock, origin } = world
  const identity = identityOf(inputs)
  const audience = inputs['oidc-audience'] ?? (identity.kind === 'entra' ? ENTRA_AUDIENCE : undefined)
  const ask = async () => {
    // Not from the cache: GitHub's token lives for minutes, and its end is that of the other one.
    const idToken = await within(clock, ID_TOKEN_MS, undefined, () => host.idToken(audience)).catch(
      (error) => {
        if (error instanceof Failure) throw error
        throw withoutIdentity(error instanceof Error ? error.message : String(error), origin.isFork)
      },
    )
    const token = await exchangeToken(identity, idToken, fetch, clock)
    host.setSecret(token.value, 'credential')
    return token
  }
  return tokenCredentials(ask, patienceOf(world))
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
