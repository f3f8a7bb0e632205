import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
// The action loads it with the first comment; to a manual clock, a module that still loads looks like an idle program.
import '../../src/github/marked-comment.ts'
import { onTestFinished } from 'vitest'
import type { Fetch } from '../../src/dependencies.ts'

/** A comment as GitHub lists it. */
export interface GitHubComment {
  id: number
  body: string
  user: { id: number; login: string; type: 'User' | 'Bot' | 'Mannequin' } | null
}

/** A pull request as `GET /commits/…/pulls` lists it. */
export interface GitHubPull {
  number: number
  merged_at: string | null
  merge_commit_sha: string | null
  base: { ref: string }
}

/** The account of a workflow's own token (GitHub docs, github-actions app). */
export const ACTIONS_BOT = { id: 41898282, login: 'github-actions[bot]', type: 'Bot' } as const

interface Reply {
  status: number
  body?: unknown
  headers?: Record<string, string>
}

/** What a test sets up. */
export interface GitHubServerOptions {
  /** `/api/v3` on GitHub Enterprise Server; empty at github.com. */
  base?: string
  comments?: GitHubComment[]
  pulls?: GitHubPull[]
  /** The account of the token. */
  account?: GitHubComment['user'] & object
  /** Whether the server has GraphQL; it does by default. */
  graphql?: boolean
  /** Runs for each request, `POST /issues/7/comments`, before or after the server acts; may return another response. */
  before?: (request: string) => Reply | undefined
  after?: (request: string) => Reply | undefined
}

/** A fake of GitHub's APIs for one repository, `octo-org/octo-repo`, and its pull request 7. */
export interface GitHub {
  /** The value for GITHUB_API_URL. */
  url: string
  /** The same server without a network, for tests with a manual clock. */
  fetch: Fetch
  comments: GitHubComment[]
  /** `GET /issues/7/comments?page=1`, without the path of the repository. */
  requests: string[]
  /** Returns the requests that list comments, by either API. */
  lists: () => string[]
  /** Returns the requests that change something. */
  writes: () => string[]
  authorizations: Set<string | undefined>
  close: () => void
}

/** Starts the server on loopback; it ends with the test, which must be the only one that runs at the time. */
export async function startGitHub(options: GitHubServerOptions = {}): Promise<GitHub> {
  const github = await startGitHubServer(options)
  onTestFinished(github.close)
  return github
}

/** Starts the server on loopback. */
export async function startGitHubServer(options: GitHubServerOptions = {}): Promise<GitHub> {
  const {
    base = '',
    comments = [],
    pulls = [],
    account = ACTIONS_BOT,
    graphql = true,
    before,
    after,
  } = options
  const requests: string[] = []
  const authorizations = new Set<string | undefined>()
  let lastId = Math.max(1000, ...comments.map(({ id }) => id))

  function act(method: string, url: URL, text: string): Reply {
    const path = url.pathname
    const body: unknown = text ? JSON.parse(text) : undefined
    if (path === `${base.replace('/v3', '')}/graphql`)
      return graphql ? { status: 200, body: answerQuery(body, comments, account) } : NOT_FOUND
    const [, resource, key] = /^\/repos\/octo-org\/octo-repo\/(issues\/comments|issues|commits)\/(\w+)/.exec(
      path.slice(base.length),
    ) ?? ['', '', '']
    if (resource === 'commits') return { status: 200, body: pulls }
    if (resource === 'issues' && key === '7' && method === 'GET') {
      const size = Number(url.searchParams.get('per_page') ?? 30)
      const page = Number(url.searchParams.get('page') ?? 1)
      return { status: 200, body: comments.slice((page - 1) * size, page * size) }
    }
    const written = String((body as { body?: unknown } | undefined)?.body)
    if (written.length > 65_536)
      return { status: 422, body: { message: 'Validation Failed: body is too long' } }
    if (resource === 'issues' && key === '7' && method === 'POST') {
      const comment = { id: ++lastId, body: written, user: account }
      comments.push(comment)
      return { status: 201, body: comment }
    }
    const index = comments.findIndex(({ id }) => resource === 'issues/comments' && `${id}` === key)
    const comment = comments[index]
    if (!comment) return NOT_FOUND
    if (method === 'DELETE') {
      comments.splice(index, 1)
      return { status: 204 }
    }
    comment.body = written
    return { status: 200, body: comment }
  }

  function respond(method: string, url: URL, authorization: string | undefined, text: string): Reply {
    const short = url.pathname.replace(/^.*\/repos\/octo-org\/octo-repo|^.*(?=\/graphql$)/, '')
    const page = url.searchParams.get('page')
    const request = `${method} ${short}${page ? `?page=${page}` : ''}`
    requests.push(request)
    authorizations.add(authorization)
    return before?.(request) ?? ((reply) => after?.(request) ?? reply)(act(method, url, text))
  }

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://github')
    const { authorization = '' } = request.headers
    const reply = respond(request.method ?? '', url, authorization, await readText(request))
    response.writeHead(reply.status, { ...JSON_TYPE, ...reply.headers })
    response.end(reply.body === undefined ? undefined : JSON.stringify(reply.body))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}${base}`,
    fetch: async (url, { method, headers, body }) => {
      const text = typeof body === 'string' ? body : ''
      const reply = respond(method, new URL(url), headers.authorization, text)
      const sent = reply.body === undefined ? null : JSON.stringify(reply.body)
      return new Response(sent, { status: reply.status, headers: { ...JSON_TYPE, ...reply.headers } })
    },
    comments,
    requests,
    lists: () => requests.filter((request) => /^GET \/issues|graphql$/.test(request)),
    writes: () => requests.filter((request) => !/^GET|graphql$/.test(request)),
    authorizations,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' }
const NOT_FOUND: Reply = { status: 404, body: { message: 'Not Found' } }

/** What the action's one GraphQL query sends as variables. */
interface CommentsQuery {
  query: string
  variables: { owner: string; repo: string; pull: number; cursor: string | null }
}

/** Answers the query for a page of comments as GitHub does: apps without brackets in the login, ids as text. */
function answerQuery(body: unknown, comments: readonly GitHubComment[], account: { id: number }): unknown {
  const { query, variables } = body as CommentsQuery
  const { owner, repo, pull, cursor } = variables
  const viewer = { databaseId: account.id }
  if (`${owner}/${repo}` !== 'octo-org/octo-repo' || pull !== 7)
    return {
      data: { viewer, repository: null },
      errors: [{ type: 'NOT_FOUND', path: ['repository'], message: 'Could not resolve to a Repository.' }],
    }
  const size = Number(/comments\(first: (\d+), after: \$cursor\)/.exec(query)?.[1])
  const start = Number(cursor ?? 0)
  const end = Math.min(start + size, comments.length)
  const nodes = comments.slice(start, end).map(({ id, body, user }) => ({
    fullDatabaseId: `${id}`,
    body,
    author: user && {
      __typename: user.type,
      login: user.type === 'Bot' ? user.login.replace('[bot]', '') : user.login,
      // The query requests the ids of apps and people.
      ...(user.type !== 'Mannequin' && { databaseId: user.id }),
    },
  }))
  const pageInfo = { hasNextPage: end < comments.length, endCursor: nodes.length > 0 ? `${end}` : null }
  return { data: { viewer, repository: { pullRequest: { comments: { nodes, pageInfo } } } } }
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
