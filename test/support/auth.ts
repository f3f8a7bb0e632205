import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { DIALECTS, type DialectName } from '../../sandbox/dialects.ts'
import { newId } from '../../sandbox/id.ts'

/** Returns an OIDC token of GitHub's whose claims can be read; its signature is a dummy. */
export function createJwt(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}.c2lnbmF0dXJl`
}

/** How the steps of a test authenticate, and what their server accepts. */
export interface TestAuth {
  inputs: Record<string, string>
  env: Record<string, string>
  server: { key: string; accepts?: (token: string) => boolean }
  /** Returns every credential so far; a step must not write any of them. */
  credentials: () => string[]
  close: () => Promise<void>
}

/** Sets up an API key; or, with `OIDC` in the environment of the tests, an identity that is exchanged for tokens. */
export async function setUpAuth(
  dialect: DialectName,
  key = newId(DIALECTS[dialect].keyPrefix, 32),
): Promise<TestAuth> {
  if (!process.env.OIDC) {
    const inputs = { 'api-key': key, ...(dialect === 'azure' && { 'auth-scheme': 'api-key' }) }
    return { inputs, env: {}, server: { key }, credentials: () => [key], close: async () => undefined }
  }
  const oidc = await startOidcServer()
  return {
    inputs: oidcInputs(oidc, dialect),
    env: oidc.env,
    server: { key, accepts: oidc.accepts },
    credentials: () => [key, ...oidc.tokens],
    close: oidc.close,
  }
}

/** Returns the inputs of a step that authenticates without a stored key. */
export function oidcInputs({ tokenUrl }: OidcServer, dialect: DialectName): Record<string, string> {
  const identity: Record<string, string> =
    dialect === 'azure'
      ? { 'azure-tenant-id': 'tenant-1', 'azure-client-id': 'client-1' }
      : { 'identity-provider-id': 'idp_1', 'service-account-id': 'sa_1' }
  return { 'api-key': '', 'auth-scheme': 'auto', 'token-url': tokenUrl, ...identity }
}

/** The claims of the workflow's OIDC token. */
export const CLAIMS = {
  iss: 'https://token.actions.githubusercontent.com',
  sub: 'repo:octo-org@1234/octo-repo@5678:environment:training',
  repository: 'octo-org/octo-repo',
  ref: 'refs/heads/main',
  environment: 'training',
}

/** A fake of GitHub's OIDC provider and of the servers that exchange its tokens. */
export interface OidcServer {
  /** The environment of a job with `permissions: id-token: write`. */
  env: Record<string, string>
  tokenUrl: string
  /** The bodies of the exchanges so far. */
  exchanges: { type: string; body: string }[]
  /** The audiences of the OIDC tokens so far. */
  audiences: (string | null)[]
  /** Every token that it has issued. */
  tokens: string[]
  /** Returns whether the API accepts a token now. */
  accepts(token: string): boolean
  /** Makes every token so far invalid. */
  revoke(): void
  close(): Promise<void>
}

/** What kind of OIDC server it is. */
export interface OidcServerOptions {
  /** The `expires_in` of its tokens, in seconds. */
  expiresIn?: number
  /** The response to every exchange. */
  refusal?: { status: number; body: object }
}

/** Starts the server on loopback. */
export async function startOidcServer({
  expiresIn = 3600,
  refusal,
}: OidcServerOptions = {}): Promise<OidcServer> {
  const issued = new Set<string>()
  const requestToken = randomUUID()
  const state = { exchanges: [], audiences: [], tokens: [] } as Pick<
    OidcServer,
    'exchanges' | 'audiences' | 'tokens'
  >
  const server = createServer(async (request, response) => {
    const respond = (status: number, body: object) => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(body))
    }
    const url = new URL(request.url ?? '/', 'http://identity')
    const body = await readText(request)
    if (url.pathname === '/oidc') {
      if (request.headers.authorization !== `Bearer ${requestToken}`) return respond(401, {})
      const audience = url.searchParams.get('audience')
      state.audiences.push(audience)
      const value = createJwt({
        ...CLAIMS,
        aud: audience ?? 'https://github.com/octo-org',
        jti: randomUUID(),
      })
      state.tokens.push(value)
      return respond(200, { value })
    }
    state.exchanges.push({ type: request.headers['content-type'] ?? '', body })
    if (refusal) return respond(refusal.status, refusal.body)
    const token = `${randomUUID()}.${randomUUID()}`
    issued.add(token)
    state.tokens.push(token)
    return respond(200, { access_token: token, token_type: 'Bearer', expires_in: expiresIn })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    ...state,
    env: {
      ACTIONS_ID_TOKEN_REQUEST_URL: `http://127.0.0.1:${port}/oidc?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: requestToken,
    },
    tokenUrl: `http://127.0.0.1:${port}/token`,
    accepts: (token) => issued.has(token),
    revoke: () => issued.clear(),
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
