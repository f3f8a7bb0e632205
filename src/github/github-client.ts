import { getOctokit } from '@actions/github'
import { z } from 'zod'
import type { Clock } from '../clock.ts'
import type { Fetch } from '../dependencies.ts'
import { ActionError, getErrorMessage } from '../errors.ts'
import { ApiError, ConnectionError } from '../http/errors.ts'
import { isSecureUrl } from '../http/secure-url.ts'
import {
  COMMENTS_QUERY,
  type CommentAuthor,
  commentsPageSchema,
  type ListedComment,
  PAGE_SIZE,
  restCommentsSchema,
  viewerIdSchema,
} from './comments-query.ts'
import { createGraphqlError, isPermanent } from './github-errors.ts'
import { createOctokitFetch } from './octokit-fetch.ts'

/** What the client needs to reach one repository. */
export interface GitHubClientOptions {
  apiUrl: string
  /** `owner/name` */
  repository: string
  token: string
  userAgent: string
  fetch: Fetch
  clock: Clock
}

const MAX_PAGES = 30

const PullRequests = z.array(
  z.object({
    number: z.int().positive(),
    merged_at: z.string().nullish(),
    merge_commit_sha: z.string().nullish(),
    base: z.object({ ref: z.string() }),
  }),
)

const WrittenComment = z.object({ id: z.int() })

/** How octokit rejects when a GraphQL response holds errors. */
const GraphqlFailure = z.object({
  name: z.literal('GraphqlResponseError'),
  headers: z.record(z.string(), z.unknown()),
  errors: z.unknown(),
  data: z.unknown(),
})

/**
 * Reads and writes the comments of one repository. Sends each request once, and the token to the origin of `apiUrl` only;
 * rejects with an ApiError, a ConnectionError or the signal's reason.
 */
export class GitHubClient {
  readonly #octokit: ReturnType<typeof getOctokit>
  readonly #repository: { owner: string; repo: string }
  #viewerId: number | undefined
  #hasGraphql = true

  /** Throws an ActionError if the token could be read on the way to `apiUrl`. */
  constructor({ apiUrl, repository, token, userAgent, fetch, clock }: GitHubClientOptions) {
    const url = URL.canParse(apiUrl) ? new URL(apiUrl) : undefined
    if (!url || !isSecureUrl(url))
      throw new ActionError('GITHUB_API_URL does not begin with https://, so the token is not sent there')
    this.#octokit = getOctokit(token, {
      baseUrl: apiUrl,
      userAgent,
      request: { fetch: createOctokitFetch(fetch, clock, url.origin) },
    })
    const [owner = '', repo = ''] = repository.split('/')
    this.#repository = { owner, repo }
  }

  /**
   * Yields the comments of a pull request that the account of the token wrote, oldest first: by GraphQL, which also names
   * that account, or by REST where GraphQL is missing. Rejects after 3000 comments.
   */
  async *listOwnComments(pull: number, signal: AbortSignal): AsyncGenerator<ListedComment> {
    if (this.#hasGraphql) {
      try {
        return yield* this.#listByGraphql(pull, signal)
      } catch (error) {
        if (signal.aborted || !isGraphqlUnavailable(error)) throw error
        this.#hasGraphql = error instanceof ConnectionError
      }
    }
    yield* this.#listByRest(pull, signal)
  }

  /** Creates a comment and returns its id. */
  async createComment(pull: number, body: string, signal: AbortSignal): Promise<number> {
    const parameters = { ...this.#repository, issue_number: pull, body, request: { signal } }
    const { data } = await send(signal, () => this.#octokit.rest.issues.createComment(parameters))
    return parse(WrittenComment, data, 'creating the comment').id
  }

  /** Replaces the text of a comment. */
  async updateComment(id: number, body: string, signal: AbortSignal): Promise<void> {
    const parameters = { ...this.#repository, comment_id: id, body, request: { signal } }
    const { data } = await send(signal, () => this.#octokit.rest.issues.updateComment(parameters))
    parse(WrittenComment, data, 'updating the comment')
  }

  /** Deletes a comment. */
  async deleteComment(id: number, signal: AbortSignal): Promise<void> {
    const parameters = { ...this.#repository, comment_id: id, request: { signal } }
    await send(signal, () => this.#octokit.rest.issues.deleteComment(parameters))
  }

  /** Returns the number of the pull request that a commit merged into a branch, if there is one. */
  async findMergedPull(
    sha: string,
    branch: string | undefined,
    signal: AbortSignal,
  ): Promise<number | undefined> {
    const parameters = { ...this.#repository, commit_sha: sha, per_page: PAGE_SIZE, request: { signal } }
    const { repos } = this.#octokit.rest
    const { data } = await send(signal, () => repos.listPullRequestsAssociatedWithCommit(parameters))
    // The commit may also belong to open pull requests and to those for other branches.
    const pulls = parse(PullRequests, data, 'listing the pull requests of the commit').filter(
      (pull) => pull.merged_at && pull.base.ref === branch,
    )
    return (pulls.find((pull) => pull.merge_commit_sha === sha) ?? pulls[0])?.number
  }

  async *#listByGraphql(pull: number, signal: AbortSignal): AsyncGenerator<ListedComment> {
    let cursor: string | null = null
    for (let page = 1; page <= MAX_PAGES; page++) {
      const { nodes, pageInfo } = await this.#queryComments(pull, cursor, signal)
      yield* nodes.filter((comment) => this.#isOwn(comment))
      if (!pageInfo.hasNextPage) return
      cursor = pageInfo.endCursor
    }
    throw tooManyComments()
  }

  async #queryComments(pull: number, cursor: string | null, signal: AbortSignal) {
    const parameters = { ...this.#repository, pull, cursor, request: { signal } }
    let data: unknown
    try {
      data = await send(signal, () => this.#octokit.graphql(COMMENTS_QUERY, parameters))
    } catch (error) {
      const failure = error instanceof Error && GraphqlFailure.safeParse(error.cause).data
      if (!failure) throw error
      this.#viewerId = viewerIdSchema.safeParse(failure.data).data ?? this.#viewerId
      throw createGraphqlError(failure.errors, {
        get: (name) => (failure.headers[name] === undefined ? null : String(failure.headers[name])),
      })
    }
    this.#viewerId = viewerIdSchema.safeParse(data).data ?? this.#viewerId
    return parse(commentsPageSchema, data, 'listing the comments by GraphQL')
  }

  async *#listByRest(pull: number, signal: AbortSignal): AsyncGenerator<ListedComment> {
    const parameters = { ...this.#repository, issue_number: pull, per_page: PAGE_SIZE, request: { signal } }
    const { issues } = this.#octokit.rest
    for (let page = 1; page <= MAX_PAGES; page++) {
      const { data } = await send(signal, () => issues.listComments({ ...parameters, page }))
      const comments = parse(restCommentsSchema, data, 'listing the comments')
      yield* comments.filter((comment) => this.#isOwn(comment))
      if (comments.length < PAGE_SIZE) return
    }
    throw tooManyComments()
  }

  #isOwn({ author }: ListedComment): boolean {
    // People can request their own account, so a token without a known account is an app's.
    if (this.#viewerId === undefined || author?.id === undefined) return isApp(author)
    return author.id === this.#viewerId
  }
}

/** An account that was imported from another server, a mannequin, may have any login; some servers report no type. */
const isApp = (author: CommentAuthor | null) =>
  author?.type === 'Bot' || (author?.type === '' && author.login.endsWith('[bot]'))

const tooManyComments = () =>
  new ActionError(
    `the pull request has more than ${MAX_PAGES * PAGE_SIZE} comments, and the comment of this action is not among the oldest`,
  )

const isGraphqlUnavailable = (error: unknown) =>
  error instanceof ConnectionError ||
  (error instanceof ApiError && (isPermanent(error) || error.status === 501))

/** Sends a request through octokit, and rejects with the error of the transport, which octokit wraps. */
async function send<T>(signal: AbortSignal, request: () => Promise<T>): Promise<T> {
  try {
    return await request()
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof Error && error.cause instanceof ActionError) throw error.cause
    throw new ConnectionError(getErrorMessage(error), { requestSent: true, cause: error })
  }
}

function parse<T>(schema: z.ZodType<T>, data: unknown, operation: string): T {
  const result = schema.safeParse(data)
  if (result.success) return result.data
  // Not the message of the schema: it quotes the response.
  throw new ConnectionError(`${operation}: GitHub sent an unexpected response`, { requestSent: true })
}
