import type { Clock } from '../clock.ts'
import { identityMayPass } from '../http/errors.ts'
import { retry } from '../http/retry.ts'
import type { Provider } from './provider.ts'

/** How requests tell the server who sends them. */
export interface Credentials {
  /** The one header that carries the credential. It takes no signal: who no longer wants it stops waiting for it. */
  header(): Promise<Record<string, string>>
  /** Told that the server has refused a credential (401). Returns whether the next request will have another one. */
  renew(refused: Record<string, string>): boolean
}

/**
 * A key. `auto` is the header that the provider wants, but for a JWT (an Entra token), which is a bearer token
 * everywhere.
 */
export function keyCredentials(
  key: string,
  scheme: 'auto' | 'bearer' | 'api-key',
  provider: Provider,
): Credentials {
  const apiKey =
    scheme === 'api-key' || (scheme === 'auto' && provider.keyHeader === 'api-key' && !JWT.test(key))
  const header = apiKey ? { 'api-key': key } : bearer(key)
  return { header: async () => header, renew: () => false }
}

const JWT = /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

/** A token that was given in exchange for an identity. */
export interface Token {
  value: string
  /** From the moment it was asked for. */
  lifetimeMs: number
}

/** Before its end, so that a slow or repeated request still has a valid token; as long as in the official client. */
const AHEAD_MS = 20 * 60_000
/**
 * How long an exchange whose failure may pass is repeated; not at all while there is a valid token. Less than a request
 * waits for its credential, so that the request learns the reason; whoever repeats the request repeats this too.
 */
const EXCHANGE_MS = 20_000
/** When to try again after an exchange that failed while the token was still valid, or that refused the identity. */
const AGAIN_MS = 60_000
/** A token refused sooner than this after the one before is not renewed: it is the identity that is refused. */
const RENEWAL_GAP_MS = 60_000

/** Tokens that are exchanged anew ahead of their end, and when the server has refused one. */
export function tokenCredentials(
  ask: () => Promise<Token>,
  {
    clock,
    random,
    onRetry,
  }: { clock: Clock; random: () => number; onRetry: (error: unknown, delayMs: number) => void },
): Credentials {
  let token: { header: Record<string, string>; refreshAt: number; endsAt: number } | undefined
  let underWay: Promise<void> | undefined
  /** An identity that was refused is not shown again with every request. */
  let refused: { error: unknown; until: number } | undefined
  /** The last token that the server refused: requests that were under way with it are to be repeated as well. */
  let givenUp: string | undefined
  let renewedAt = Number.NEGATIVE_INFINITY

  // Not ended by the signal of whoever asked first: others wait for it too, and it is bounded by itself.
  async function exchange(): Promise<void> {
    const askedAt = clock.now()
    const spare = token !== undefined && askedAt < token.endsAt
    const until = spare ? askedAt : askedAt + EXCHANGE_MS
    try {
      const { value, lifetimeMs } = await retry(ask, {
        clock,
        random,
        deadline: until,
        onRetry: onRetry,
        shouldRetry: identityMayPass,
      })
      const aheadMs = Math.min(AHEAD_MS, lifetimeMs / 2)
      token = {
        header: bearer(value),
        refreshAt: askedAt + lifetimeMs - aheadMs,
        endsAt: askedAt + lifetimeMs,
      }
    } catch (error) {
      if (!token || !spare) {
        refused = identityMayPass(error) ? undefined : { error, until: clock.now() + AGAIN_MS }
        throw error
      }
      onRetry(error, AGAIN_MS)
      if (clock.now() >= token.endsAt) throw error
      token.refreshAt = Math.min(clock.now() + AGAIN_MS, token.endsAt)
    }
  }

  return {
    async header() {
      if (refused && clock.now() < refused.until) throw refused.error
      if (!token || clock.now() >= token.refreshAt) {
        underWay ??= exchange().finally(() => {
          underWay = undefined
        })
        await underWay
      }
      if (!token) throw new Error('the exchange has brought no token')
      return token.header
    },
    renew(sent) {
      if (givenUp === sent.authorization || (token && token.header.authorization !== sent.authorization))
        return true
      if (clock.now() - renewedAt < RENEWAL_GAP_MS) return false
      renewedAt = clock.now()
      givenUp = sent.authorization
      token = undefined
      return true
    },
  }
}
