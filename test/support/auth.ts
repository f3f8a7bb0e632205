import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A token of GitHub's as far as anybody here looks at it: its claims can be read. */
export function jwt(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}.c2lnbmF0dXJl`
}

/** How a workflow shows who it is; what its step gets beside the rest. */
export interface Door {
  inputs: Record<string, string>
  env: Record<string, string>
  accepts?: (token: string) => boolean
  /** Everything that must be written nowhere. */
  credentials: () => string[]
  close: () => Promise<void>
}

/** A key; or, with `KEYLESS` in the environment of the tests, an identity that is exchanged for tokens. */
export async function openDoor(azure: boolean, key: string): Promise<Door> {
  if (!process.env.KEYLESS) {
    const inputs = { 'api-key': key, ...(azure && { 'auth-scheme': 'api-key' }) }
    return { inputs, env: {}, credentials: () => [key], close: async () => undefined }
  }
  const identity = await startIdentityServer()
  return { ...keyless(identity, azure), credentials: () => [key, ...identity.tokens], close: identity.close }
}

/** What a workflow without a stored key says. */
export function keyless(identity: IdentityServer, azure: boolean): Pick<Door, 'inputs' | 'env' | 'accepts'> {
  const who: Record<string, string> = azure
    ? { 'azure-tenant-id': 'tenant-1', 'azure-client-id': 'client-1' }
    : { 'identity-provider-id': 'idp_1', 'service-account-id': 'sa_1' }
  return {
    inputs: { 'api-key': '', 'auth-scheme': 'auto', 'token-url': identity.tokenUrl, ...who },
    env: identity.env,
    accepts: (token) => identity.accepts(token),
  }
}

/** What GitHub says of the workflow. */
export const CLAIMS = {
  iss: 'https://token.actions.githubusercontent.com',
  sub: 'repo:octo-org@1234/octo-repo@5678:environment:training',
  repository: 'octo-org/octo-repo',
  ref: 'refs/heads/main',
  environment: 'training',
}

/** A stand-in for GitHub's OIDC provider and for the servers at which its tokens are exchanged. */
export interface IdentityServer {
  /** The environment of a job with `permissions: id-token: write`. */
  env: Record<string, string>
  tokenUrl: string
  /** The bodies of the exchanges so far. */
  exchanges: { type: string; body: string }[]
  /** The audiences that were asked for. */
  audiences: (string | null)[]
  /** Every token that ever left it. */
  tokens: string[]
  /** Whether a token is good for the API now. */
  accepts(token: string): boolean
  /** From now on none of the tokens so far is good. */
  revoke(): void
  close(): Promise<void>
}

/** Starts it on loopback. Its tokens live for `lifetimeMs` of real time, and say that they live for `expiresIn` seconds. */
export async function startIdentityServer({
  lifetimeMs = Number.POSITIVE_INFINITY,
  expiresIn = 3600,
  refusal,
}: {
  lifetimeMs?: number
  expiresIn?: number
  /** Every exchange is answered by this. */
  refusal?: { status: number; body: object }
} = {}): Promise<IdentityServer> {
  const issued = new Map<string, number>()
  const requestToken = randomUUID()
  const state = { exchanges: [], audiences: [], tokens: [] } as Pick<
    IdentityServer,
    'exchanges' | 'audiences' | 'tokens'
  >
  const server = createServer(async (request, response) => {
    const answer = (status: number, body: object) => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(body))
    }
    const url = new URL(request.url ?? '/', 'http://identity')
    const body = await textOf(request)
    if (url.pathname === '/oidc') {
      if (request.headers.authorization !== `Bearer ${requestToken}`) return answer(401, {})
      const audience = url.searchParams.get('audience')
      state.audiences.push(audience)
      const value = jwt({ ...CLAIMS, aud: audience ?? 'https://github.com/octo-org', jti: randomUUID() })
      state.tokens.push(value)
      return answer(200, { value })
    }
    state.exchanges.push({ type: request.headers['content-type'] ?? '', body })
    if (refusal) return answer(refusal.status, refusal.body)
    const token = `${randomUUID()}.${randomUUID()}`
    issued.set(token, performance.now())
    state.tokens.push(token)
    return answer(200, { access_token: token, token_type: 'Bearer', expires_in: expiresIn })
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
    accepts: (token) => performance.now() - (issued.get(token) ?? Number.NEGATIVE_INFINITY) < lifetimeMs,
    revoke: () => issued.clear(),
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
