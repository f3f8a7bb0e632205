import type { Clock } from '../clock.ts'
import { isRetryable } from '../http/errors.ts'
import { retry } from '../http/retry.ts'
import type { Provider } from './provider.ts'

/** Authenticates requests. */
export interface Credentials {
  /** An API key, or a token that was issued to an identity. */
  kind: 'key' | 'token'
  /** Returns the one header that carries the credential. Takes no signal: a caller that gives up stops waiting. */
  getHeaders(): Promise<Record<string, string>>
  /** Records that the server rejected a credential (401); returns whether the next request will have another one. */
  invalidate(rejected: Record<string, string>): boolean
}

/**
 * Creates credentials from an API key. `auto` uses the header that the provider expects, except for a JWT (an Entra
 * token), which is a bearer token everywhere.
 */
export function createApiKeyAuth(
  key: string,
  scheme: 'auto' | 'bearer' | 'api-key',
  provider: Provider,
): Credentials {
  const kind = JWT.test(key) ? 'token' : 'key'
  const usesApiKeyHeader =
    scheme === 'api-key' || (scheme === 'auto' && provider.keyHeader === 'api-key' && kind === 'key')
  const headers = usesApiKeyHeader ? { 'api-key': key } : bearer(key)
  return { kind, getHeaders: async () => headers, invalidate: () => false }
}

const JWT = /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

/** A token of the API that was issued in exchange for an identity. */
export interface AccessToken {
  value: string
  /** Counted from the request. */
  lifetimeMs: number
}

/** Refreshes a token before it expires, so that a slow or retried request has a valid one; as in the official client. */
const REFRESH_BUFFER_MS = 20 * 60_000
/**
 * How long a failed exchange is retried when there is no valid token. Shorter than a request waits for its credential, so
 * that the request learns the reason; a retry of the request exchanges again.
 */
const EXCHANGE_TIMEOUT_MS = 20_000
/** The pause after an exchange that failed while the old token was still valid, or that rejected the identity. */
const RETRY_INTERVAL_MS = 60_000
/** A token that is rejected sooner than this after the last one is not renewed: the server rejects the identity. */
const MIN_RENEWAL_INTERVAL_MS = 60_000

interface CachedToken {
  headers: { authorization: string }
  refreshAt: number
  expiresAt: number
}

/** What the exchange of tokens depends on. */
interface TokenAuthOptions {
  clock: Clock
  random: () => number
  onRetry: (error: unknown, delayMs: number) => void
}

/** Authenticates with tokens that are exchanged for the workflow's identity, and refreshes them before they expire. */
export class WorkloadIdentityAuth implements Credentials {
  readonly kind = 'token'
  readonly #exchangeToken: () => Promise<AccessToken>
  readonly #options: TokenAuthOptions
  #token: CachedToken | undefined
  /** Shared by all requests that wait for a token. */
  #refresh: Promise<CachedToken> | undefined
  /** The rejection of the identity: not every request exchanges again. */
  #cachedError: { error: unknown; expiresAt: number } | undefined
  /** The last token that the server rejected: other requests that were sent with it are retried too. */
  #invalidatedHeader: string | undefined
  #invalidatedAt = Number.NEGATIVE_INFINITY

  constructor(exchangeToken: () => Promise<AccessToken>, options: TokenAuthOptions) {
    this.#exchangeToken = exchangeToken
    this.#options = options
  }

  async getHeaders(): Promise<Record<string, string>> {
    const { clock } = this.#options
    if (this.#cachedError && clock.now() < this.#cachedError.expiresAt) throw this.#cachedError.error
    if (this.#token && clock.now() < this.#token.refreshAt) return this.#token.headers
    this.#refresh ??= this.#refreshToken().finally(() => {
      this.#refresh = undefined
    })
    return (await this.#refresh).headers
  }

  invalidate({ authorization }: Record<string, string>): boolean {
    const isOld = this.#token !== undefined && this.#token.headers.authorization !== authorization
    if (isOld || this.#invalidatedHeader === authorization) return true
    const now = this.#options.clock.now()
    if (now - this.#invalidatedAt < MIN_RENEWAL_INTERVAL_MS) return false
    this.#invalidatedAt = now
    this.#invalidatedHeader = authorization
    this.#token = undefined
    return true
  }

  /** Takes no signal of a request: other requests wait for the same token. The exchange has its own timeout. */
  async #refreshToken(): Promise<CachedToken> {
    const { clock, random, onRetry } = this.#options
    const startedAt = clock.now()
    const hasValidToken = this.#token !== undefined && startedAt < this.#token.expiresAt
    try {
      const { value, lifetimeMs } = await retry(this.#exchangeToken, {
        clock,
        random,
        deadline: hasValidToken ? startedAt : startedAt + EXCHANGE_TIMEOUT_MS,
        onRetry,
      })
      const bufferMs = Math.min(REFRESH_BUFFER_MS, lifetimeMs / 2)
      this.#token = {
        headers: bearer(value),
        refreshAt: startedAt + lifetimeMs - bufferMs,
        expiresAt: startedAt + lifetimeMs,
      }
      return this.#token
    } catch (error) {
      const now = clock.now()
      if (!this.#token || !hasValidToken) {
        this.#cachedError = isRetryable(error) ? undefined : { error, expiresAt: now + RETRY_INTERVAL_MS }
        throw error
      }
      onRetry(error, RETRY_INTERVAL_MS)
      if (now >= this.#token.expiresAt) throw error
      this.#token.refreshAt = Math.min(now + RETRY_INTERVAL_MS, this.#token.expiresAt)
      return this.#token
    }
  }
}
