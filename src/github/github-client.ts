import { z } from 'zod'
import type { Clock } from '../clock.ts'
import type { Fetch } from '../dependencies.ts'
import { ActionError } from '../errors.ts'
import { ApiError, ConnectionError, type Refusal } from '../http/errors.ts'
import { exchange, type ReadAnswer, understood } from '../http/request.ts'
import { mayCarryCredentials } from '../openai/provider.ts'

/*
 * The six requests that a comment takes, over the transport that all of the action's requests go through: with its
 * proxies, its time limits, and no redirects. `@actions/github` would add 220 kB for their paths and types, a fetch
 * that follows redirects, and an import that reads and parses the event; its answers would still have to be checked.
 */

/** A comment as far as anybody here looks at it. */
export interface RemoteComment {
  id: number
  body: string
  /** Null when the account is gone. */
  author: Author | null
}

/** An account; an app's has the type `Bot` and a login in brackets, which no person's has. */
export interface Author {
  id?: number | undefined
  type: string
  login: string
}

/** A pull request that a commit belongs to. */
export interface CommitPull {
  number: number
  merged: boolean
  mergeCommit: string | undefined
  base: string
}

/** GitHub's API, one request a method, unrepeated. All reject with ApiError, ConnectionError or the signal's reason. */
export type Rest = ReturnType<typeof restAt>

const ANSWER_LIMIT_MS = 10_000
/** The most items that a page may have. */
export const PAGE = 100
/** What a limit without a time means (GitHub docs, rate limits for the REST API: "wait for at least one minute"). */
const UNTOLD_WAIT_MS = 60_000

const Comment = z
  .object({
    id: z.int(),
    body: z.string().nullish(),
    user: z
      .object({
        id: z.int().optional().catch(undefined),
        type: z.string().catch(''),
        login: z.string().catch(''),
      })
      .nullish()
      .catch(null),
  })
  .transform(({ id, body, user }): RemoteComment => ({ id, body: body ?? '', author: user ?? null }))

const Pull = z
  .object({
    number: z.int().positive(),
    merged_at: z.string().nullish(),
    merge_commit_sha: z.string().nullish(),
    base: z.object({ ref: z.string() }),
  })
  .transform(
    (pull): CommitPull => ({
      number: pull.number,
      merged: !!pull.merged_at,
      mergeCommit: pull.merge_commit_sha ?? undefined,
      base: pull.base.ref,
    }),
  )

const Viewer = z.object({ data: z.object({ viewer: z.object({ databaseId: z.int() }) }) })

/** The API at a URL for one repository. The token goes to that URL's origin and to no other. */
export function restAt(
  { apiUrl, repository, token, userAgent }: Record<'apiUrl' | 'repository' | 'token' | 'userAgent', string>,
  fetch: Fetch,
  clock: Clock,
) {
  const base = baseOf(apiUrl)

  async function call<T>(
    method: string,
    path: string,
    decode: (body: unknown) => T,
    { body, signal }: { body?: object; signal?: AbortSignal | undefined } = {},
  ): Promise<T> {
    const text = body && JSON.stringify(body)
    const headers = {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${token}`,
      'user-agent': userAgent,
      'x-github-api-version': '2022-11-28',
      ...(text && { 'content-type': 'application/json', 'content-length': `${Buffer.byteLength(text)}` }),
    }
    const what = `${method} ${path.replace(/\?.*/, '')}`
    const request = { method, headers, ...(text && { body: text }) }
    const limitMs = ANSWER_LIMIT_MS
    const answer = await exchange(fetch, clock, { what, url: base.origin + path, request, signal, limitMs })
    if (answer.status >= 200 && answer.status <= 299) return understood(what, answer, decode)
    throw refused(what, answer)
  }

  const root = base.pathname.replace(/\/+$/, '')
  const repo = `${root}/repos/${repository}`
  const one = (body: unknown) => Comment.parse(body)
  return {
    /**
     * The id of the account that this token writes as; undefined where GitHub does not tell. By GraphQL, because the
     * token of a workflow may not ask `GET /user`.
     */
    async viewer(signal?: AbortSignal): Promise<number | undefined> {
      const path = `${root.replace(/\/v3$/, '')}/graphql`
      const decode = (body: unknown) => Viewer.safeParse(body).data?.data.viewer.databaseId
      const body = { query: '{ viewer { databaseId } }' }
      try {
        return await call('POST', path, decode, { body, signal })
      } catch (error) {
        // Nor where there is no GraphQL.
        if (error instanceof ApiError && (isFinal(error) || error.refusal.status === 501)) return undefined
        throw error
      }
    },

    /** One page of a pull request's comments, oldest first; pages count from 1. */
    comments: (pull: number, page: number, signal?: AbortSignal): Promise<RemoteComment[]> =>
      call(
        'GET',
        `${repo}/issues/${pull}/comments?per_page=${PAGE}&page=${page}`,
        (body) => z.array(Comment).parse(body),
        { signal },
      ),

    create: (pull: number, body: string, signal?: AbortSignal): Promise<RemoteComment> =>
      call('POST', `${repo}/issues/${pull}/comments`, one, { body: { body }, signal }),

    update: (id: number, body: string, signal?: AbortSignal): Promise<RemoteComment> =>
      call('PATCH', `${repo}/issues/comments/${id}`, one, { body: { body }, signal }),

    remove: (id: number, signal?: AbortSignal): Promise<void> =>
      call('DELETE', `${repo}/issues/comments/${id}`, () => undefined, { signal }),

    /** The pull requests that have brought a commit. */
    pullsOf: (sha: string, signal?: AbortSignal): Promise<CommitPull[]> =>
      call('GET', `${repo}/commits/${sha}/pulls?per_page=${PAGE}`, (body) => z.array(Pull).parse(body), {
        signal,
      }),
  }
}

function baseOf(apiUrl: string): URL {
  const url = URL.canParse(apiUrl) ? new URL(apiUrl) : undefined
  if (url && mayCarryCredentials(url)) return url
  throw new ActionError('GITHUB_API_URL does not begin with https://, and the token is not sent there')
}

const LIMITED = 'rate_limited'

/** Whether asking again is useless for the rest of this run. */
export function isFinal(error: unknown): boolean {
  if (error instanceof ConnectionError) return false
  if (!(error instanceof ApiError)) return error instanceof ActionError
  const { status, code } = error.refusal
  return status < 500 && status !== 408 && code !== LIMITED
}

/** Whether the same request may succeed soon enough to wait for it. */
export function mayPassSoon(error: unknown): boolean {
  if (isFinal(error) || !(error instanceof ActionError)) return false
  return !(error instanceof ApiError) || (error.refusal.retryAfterMs ?? 0) <= UNTOLD_WAIT_MS
}

function refused(what: string, answer: ReadAnswer): ApiError {
  const { status, headers } = answer
  const said = saying(answer.text)
  const refusal: Refusal = { status, fromApi: said !== undefined, ...(said && { said }) }
  const retryAfterMs = waitOf(answer)
  if (retryAfterMs !== undefined) refusal.retryAfterMs = retryAfterMs
  const isSpent = headers.get('x-ratelimit-remaining') === '0'
  // GitHub docs, rate limits for the REST API: both limits are told by 403 or by 429.
  const isLimit = retryAfterMs !== undefined || isSpent || /rate limit/i.test(said ?? '')
  if (status === 429 || (status === 403 && isLimit)) {
    refusal.code = LIMITED
    refusal.retryAfterMs ??= UNTOLD_WAIT_MS
  }
  // The hint that belongs to a status is that for the API of the models.
  return new ApiError(`${what} was refused (${status})${said ? `: ${said}` : ''}`, refusal, '')
}

function saying(text: string): string | undefined {
  try {
    return z.object({ message: z.string() }).safeParse(JSON.parse(text)).data?.message.slice(0, 500)
  } catch {
    return undefined
  }
}

/** `retry-after` in seconds; else, of a spent limit, when it is filled again, by the server's own clock. */
function waitOf({ headers }: ReadAnswer): number | undefined {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN)
  if (seconds >= 0) return seconds * 1000
  if (headers.get('x-ratelimit-remaining') !== '0') return undefined
  const span = Number(headers.get('x-ratelimit-reset')) * 1000 - Date.parse(headers.get('date') ?? '')
  return span >= 0 ? span : undefined
}
