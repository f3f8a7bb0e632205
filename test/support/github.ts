import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { Fetch } from '../../src/dependencies.ts'

/** A comment as GitHub lists it. */
export interface GitHubComment {
  id: number
  body: string
  user: { id: number; login: string; type: 'User' | 'Bot' } | null
}

/** What GitHub answers to `GET /commits/…/pulls`. */
export interface GitHubPull {
  number: number
  merged_at: string | null
  merge_commit_sha: string | null
  base: { ref: string }
}

/** Who a workflow writes as by its own token (GitHub docs, github-actions app). */
export const ACTIONS = { id: 41898282, login: 'github-actions[bot]', type: 'Bot' } as const

interface Reply {
  status: number
  body?: unknown
  headers?: Record<string, string>
}

/** How a test wants it. */
export interface GitHubSetup {
  /** `/api/v3` of an own server; nothing at github.com. */
  base?: string
  comments?: GitHubComment[]
  pulls?: GitHubPull[]
  /** Who the token belongs to. */
  account?: GitHubComment['user'] & object
  /** Does something at a request, `POST /issues/7/comments`: answers in place of the server, before or after it has acted. */
  before?: (request: string) => Reply | undefined
  after?: (request: string) => Reply | undefined
}

/** A stand-in for GitHub's REST API on one repository, `octo-org/octo-repo`, and its pull request 7. */
export interface GitHub {
  /** GITHUB_API_URL. */
  url: string
  /** The same server without a network, for tests by a clock that nobody waits for. */
  fetch: Fetch
  comments: GitHubComment[]
  /** `GET /issues/7/comments?page=1`, without what is in front of it. */
  requests: string[]
  /** The requests that change something. */
  writes: () => string[]
  authorizations: Set<string | undefined>
  close: () => void
}

/** Starts it on loopback; it ends with the test, which must be the only one that runs at the time. */
export async function startGitHub(setup: GitHubSetup = {}): Promise<GitHub> {
  const github = await openGitHub(setup)
  onTestFinished(github.close)
  return github
}

/** Starts it on loopback. */
export async function openGitHub(setup: GitHubSetup = {}): Promise<GitHub> {
  const { base = '', comments = [], pulls = [], account = ACTIONS, before, after } = setup
  const requests: string[] = []
  const authorizations = new Set<string | undefined>()
  let lastId = Math.max(1000, ...comments.map(({ id }) => id))

  function act(method: string, url: URL, text: string): Reply {
    const path = url.pathname
    if (path === `${base.replace('/v3', '')}/graphql`)
      return { status: 200, body: { data: { viewer: { databaseId: account.id } } } }
    const body: unknown = text ? JSON.parse(text) : undefined
    const written = () => String((body as { body?: unknown }).body)
    const [, what, key] = /^\/repos\/octo-org\/octo-repo\/(issues\/comments|issues|commits)\/(\w+)/.exec(
      path.slice(base.length),
    ) ?? ['', '', '']
    if (what === 'commits') return { status: 200, body: pulls }
    if (what === 'issues' && key === '7' && method === 'GET') {
      const size = Number(url.searchParams.get('per_page') ?? 30)
      const page = Number(url.searchParams.get('page') ?? 1)
      return { status: 200, body: comments.slice((page - 1) * size, page * size) }
    }
    const tooLong = { status: 422, body: { message: 'Validation Failed: body is too long' } }
    if (what === 'issues' && key === '7' && method === 'POST') {
      if (written().length > 65_536) return tooLong
      const comment = { id: ++lastId, body: written(), user: account }
      comments.push(comment)
      return { status: 201, body: comment }
    }
    const index = comments.findIndex(({ id }) => what === 'issues/comments' && `${id}` === key)
    const comment = comments[index]
    if (!comment) return { status: 404, body: { message: 'Not Found' } }
    if (method === 'DELETE') {
      comments.splice(index, 1)
      return { status: 204 }
    }
    if (written().length > 65_536) return tooLong
    comment.body = written()
    return { status: 200, body: comment }
  }

  function answer(method: string, url: URL, authorization: string | undefined, text: string): Reply {
    const short = url.pathname.replace(/^.*\/repos\/octo-org\/octo-repo|^.*(?=\/graphql$)/, '')
    const page = url.searchParams.get('page')
    const request = `${method} ${short}${page ? `?page=${page}` : ''}`
    requests.push(request)
    authorizations.add(authorization)
    return before?.(request) ?? ((reply) => after?.(request) ?? reply)(act(method, url, text))
  }

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://github')
    const reply = answer(
      request.method ?? '',
      url,
      request.headers.authorization ?? '',
      await textOf(request),
    )
    response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers })
    response.end(reply.body === undefined ? undefined : JSON.stringify(reply.body))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}${base}`,
    fetch: async (url, { method, headers, body }) => {
      const reply = answer(method, new URL(url), headers.authorization, typeof body === 'string' ? body : '')
      const text = reply.body === undefined ? null : JSON.stringify(reply.body)
      return new Response(text, { status: reply.status, headers: reply.headers ?? {} })
    },
    comments,
    requests,
    writes: () => requests.filter((request) => !/^GET|graphql$/.test(request)),
    authorizations,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
