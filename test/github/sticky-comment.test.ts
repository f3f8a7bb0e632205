// Loaded before any test, because a manual clock runs ahead while a module loads.
import '../../src/github/marked-comment.ts'
import { describe, expect, it } from 'vitest'
import { systemClock } from '../../src/clock.ts'
import { commentMarker } from '../../src/github/comment-marker.ts'
import { type CommentOptions, StickyComment } from '../../src/github/sticky-comment.ts'
import { createFetch } from '../../src/http/transport.ts'
import { manualClock } from '../support/clock.ts'
import {
  ACTIONS_BOT,
  type GitHub,
  type GitHubComment,
  type GitHubServerOptions,
  startGitHub,
} from '../support/github.ts'
import { createFakeRunner } from '../support/run-action.ts'

const MARKER = commentMarker({ model: 'gpt-4.1-mini', training: { patterns: 'data/train.jsonl' } })
const OTHER_MARKER = commentMarker({ model: 'other', training: { patterns: 'data/train.jsonl' } })
const TOKEN = 'ghs_1234567890abcdef'

/** Creates a comment on pull request 7 of a fake GitHub on the network. */
async function createComment(server: GitHubServerOptions = {}, changes: Partial<CommentOptions> = {}) {
  const github = await startGitHub(server)
  return { github, ...createCommentOn(github, changes) }
}

function createCommentOn(github: GitHub, changes: Partial<CommentOptions> = {}) {
  const runner = createFakeRunner({})
  const comment = new StickyComment({
    apiUrl: github.url,
    repository: 'octo-org/octo-repo',
    pullRequest: { number: 7 },
    token: TOKEN,
    marker: MARKER,
    runner,
    fetch: createFetch(),
    clock: systemClock,
    random: () => 0,
    userAgent: 'openai-fine-tune/test',
    ...changes,
  })
  const warnings = () => runner.annotations.map(({ level, text }) => `${level}: ${text}`)
  return { runner, comment, warnings }
}

/** Creates a comment without a network and with a manual clock. */
async function createCommentOffline(server: GitHubServerOptions) {
  const github = await startGitHub(server)
  const clock = manualClock()
  return { github, clock, ...createCommentOn(github, { fetch: github.fetch, clock }) }
}

interface Reply {
  status: number
  headers?: Record<string, string>
  body?: unknown
}

/** Replies to the first `times` requests that match, and leaves the others to the server. */
function first(times: number, name: RegExp, reply: Reply) {
  let left = times
  return (request: string) =>
    name.test(request) && left-- > 0 ? { body: { message: 'no' }, ...reply } : undefined
}

const PERSON = { id: 1, login: 'octocat', type: 'User' } as const
const by = (user: GitHubComment['user'], id: number, body: string): GitHubComment => ({ id, body, user })

describe.each([
  { api: 'GraphQL', graphql: true, listing: /graphql$/ },
  { api: 'REST', graphql: false, listing: /^GET/ },
])('a comment that is found by $api', ({ graphql, listing }) => {
  it.each(['', '/api/v3'])('is created once and updated in place, below "%s"', async (base) => {
    const { github, comment, warnings } = await createComment({
      base,
      graphql,
      comments: [by(PERSON, 1, 'hello'), by(ACTIONS_BOT, 2, 'of another action')],
    })
    for (let i = 1; i <= 10; i++) await comment.update(`version ${i}`)
    expect(github.comments.map(({ body }) => body)).toEqual([
      'hello',
      'of another action',
      `${MARKER}\nversion 10`,
    ])
    const updates = Array(9).fill('PATCH /issues/comments/1001')
    expect(github.writes()).toEqual(['POST /issues/7/comments', ...updates])
    expect(github.requests.filter((request) => listing.test(request))).toHaveLength(2)
    expect(warnings()).toEqual([])
  })

  it('is the comment of an earlier run', async () => {
    const { github, comment } = await createComment({
      graphql,
      comments: [by(ACTIONS_BOT, 5, `${MARKER}\nof yesterday`)],
    })
    await comment.update('of today')
    expect(github.comments.map(({ body }) => body)).toEqual([`${MARKER}\nof today`])
  })

  it('is not updated when its text stays the same', async () => {
    const { github, comment } = await createComment({
      graphql,
      comments: [by(ACTIONS_BOT, 5, `${MARKER}\nsame`)],
    })
    await comment.update('same')
    await comment.update('same')
    expect(github.writes()).toEqual([])
  })

  it('receives only the last of the queued updates', async () => {
    const { github, comment } = await createComment({
      graphql,
      comments: [by(ACTIONS_BOT, 5, `${MARKER}\nold`)],
    })
    await Promise.all(['a', 'b', 'c'].map((text) => comment.update(text)))
    expect(github.comments[0]?.body).toBe(`${MARKER}\nc`)
    expect(github.writes()).toHaveLength(1)
  })

  it('is found on the third page', async () => {
    const others = Array.from({ length: 250 }, (_, i) => by(PERSON, i + 1, 'x'))
    const { github, comment } = await createComment({
      graphql,
      comments: [...others, by(ACTIONS_BOT, 300, `${MARKER}\nold`), by(PERSON, 301, 'x')],
    })
    await comment.update('new')
    expect(github.comments[250]?.body).toBe(`${MARKER}\nnew`)
    expect(github.requests.filter((request) => listing.test(request))).toHaveLength(3)
  })

  it('is searched for in 3000 comments at most', async () => {
    const { github, comment, warnings } = await createComment({
      graphql,
      comments: Array.from({ length: 3500 }, (_, i) => by(PERSON, i + 1, 'x')),
    })
    await comment.update('new')
    expect(github.writes()).toEqual([])
    expect(github.requests.filter((request) => listing.test(request))).toHaveLength(30)
    expect(warnings()).toEqual([expect.stringContaining('more than 3000 comments')])
  })

  it('is created again after its deletion', async () => {
    const { github, comment, warnings } = await createComment({ graphql })
    await comment.update('a')
    github.comments.length = 0
    await comment.update('b')
    expect(github.comments.map(({ body }) => body)).toEqual([`${MARKER}\nb`])
    expect(warnings()).toEqual([])
  })

  it.each<[string, GitHubComment]>([
    ['in the comment of a person', by(PERSON, 1, `${MARKER}\nforged`)],
    ['in the comment of a deleted account', by(null, 1, `${MARKER}\nforged`)],
    ['inside a comment of the action', by(ACTIONS_BOT, 1, `> ${MARKER}\nquoted\n${MARKER}`)],
    ['of other inputs', by(ACTIONS_BOT, 1, `${OTHER_MARKER}\nof theirs`)],
  ])('is not one with a marker %s', async (_, forged) => {
    const { github, comment } = await createComment({ graphql, comments: [{ ...forged }] })
    await comment.update('new')
    expect(github.comments).toEqual([forged, by(ACTIONS_BOT, 1001, `${MARKER}\nnew`)])
  })

  it('is the older of two that two runs create at the same moment', async () => {
    const github = await startGitHub({ graphql })
    const [a, b] = [createCommentOn(github), createCommentOn(github)]
    await Promise.all([a.comment.update('a'), b.comment.update('b')])
    expect(github.requests.filter((request) => request.startsWith('POST /issues'))).toHaveLength(2)
    expect(github.comments).toHaveLength(1)
    expect(github.comments[0]?.id).toBe(1001)
    for (const { comment, warnings } of [a, b]) {
      await comment.update('afterwards')
      expect(warnings()).toEqual([])
    }
    expect(github.comments.map(({ body }) => body)).toEqual([`${MARKER}\nafterwards`])
  })

  it('is the older of two also when the younger is not deleted at once', async () => {
    const other = by(ACTIONS_BOT, 500, `${MARKER}\nolder`)
    const refuseOnce = first(1, /^DELETE/, { status: 502 })
    const { github, comment, clock, warnings } = await createCommentOffline({
      graphql,
      before: refuseOnce,
      after: (request) => {
        if (request.startsWith('POST /issues')) github.comments.unshift(other)
        return undefined
      },
    })
    await comment.update('new')
    expect(github.comments).toEqual([{ ...other, body: `${MARKER}\nnew` }])
    expect([clock.sleeps, warnings()]).toEqual([[500], []])
  })

  it('is the older of two also when the younger disappears meanwhile', async () => {
    const other = by(ACTIONS_BOT, 500, `${MARKER}\nolder`)
    const { github, comment, warnings } = await createComment({
      graphql,
      after: (request) => {
        if (request.startsWith('POST /issues')) github.comments.unshift(other)
        if (request.startsWith('DELETE')) return { status: 404, body: { message: 'Not Found' } }
        return undefined
      },
    })
    await comment.update('new')
    expect(github.comments).toEqual([{ ...other, body: `${MARKER}\nnew` }])
    expect(warnings()).toEqual([])
  })
})

// Without GraphQL the account of the token is unknown, and any app may be it.
describe('a comment that is found by GraphQL', () => {
  it('is not one with a marker in the comment of another app', async () => {
    const forged = by({ id: 2, login: 'evil[bot]', type: 'Bot' }, 1, `${MARKER}\nforged`)
    const { github, comment } = await createComment({ comments: [{ ...forged }] })
    await comment.update('new')
    expect(github.comments).toEqual([forged, by(ACTIONS_BOT, 1001, `${MARKER}\nnew`)])
  })

  it('is not one with a marker in the comment of an imported account with the login of an app', async () => {
    const mannequin = { id: 3, type: 'Mannequin', login: 'github-actions[bot]' } as const
    const forged = by(mannequin, 1, `${MARKER}\nforged`)
    const { github, comment } = await createComment({ comments: [{ ...forged }] })
    await comment.update('new')
    expect(github.comments).toEqual([forged, by(ACTIONS_BOT, 1001, `${MARKER}\nnew`)])
  })
})

describe('a comment that is found by REST', () => {
  it('is that of an app also on a server that names no types of accounts', async () => {
    const listed = [
      { id: 1, body: null },
      { id: 2, body: `${MARKER}\nforged`, user: { login: 'octocat' } },
      { id: 3, body: `${MARKER}\nold`, user: { login: 'actions[bot]' } },
    ]
    const { github, comment } = await createComment({
      graphql: false,
      comments: [by(ACTIONS_BOT, 3, `${MARKER}\nold`)],
      before: (request) => (request.startsWith('GET') ? { status: 200, body: listed } : undefined),
    })
    await comment.update('new')
    expect(github.comments).toEqual([by(ACTIONS_BOT, 3, `${MARKER}\nnew`)])
  })
})

describe('the text of a comment', () => {
  it('is truncated at the end of a paragraph, with a note', async () => {
    const { github, comment, warnings } = await createComment()
    await comment.update(`${'x'.repeat(60_000)}\n\n${'y'.repeat(10_000)}`)
    const body = github.comments[0]?.body ?? ''
    expect(body.length).toBeLessThan(65_536)
    expect(body).toMatch(/x\n\nThe rest is omitted: .*\n$/)
    expect(warnings()).toEqual([])
  })

  it('is only the note if it is one paragraph that is too long', async () => {
    const { github, comment } = await createComment()
    await comment.update('x'.repeat(70_000))
    expect(github.comments[0]?.body).toMatch(/^<!-- .* -->\n\n\nThe rest is omitted: .*\n$/)
  })

  it('contains no secrets', async () => {
    const { github, comment } = await createComment()
    await comment.update(`leaked: ${TOKEN}`)
    expect(github.comments[0]?.body).toBe(`${MARKER}\nleaked: ***`)
  })
})

describe('the account of the token', () => {
  const TOKEN_USER = { id: 9, login: 'owner', type: 'User' } as const
  const old = () => [by(PERSON, 1, `${MARKER}\nforged`), by(TOKEN_USER, 2, `${MARKER}\nold`)]
  const updated = [`${MARKER}\nforged`, `${MARKER}\nnew`]

  it('may be a person', async () => {
    const { github, comment } = await createComment({ account: TOKEN_USER, comments: old() })
    await comment.update('new')
    expect(github.comments.map(({ body }) => body)).toEqual(updated)
  })

  it('is also known when GraphQL names it, but does not list the comments', async () => {
    const { github, comment } = await createComment({
      account: TOKEN_USER,
      comments: old(),
      before: (request) =>
        request.endsWith('graphql')
          ? {
              status: 200,
              body: {
                data: { viewer: { databaseId: 9 }, repository: null },
                errors: [{ message: "Field 'fullDatabaseId' doesn't exist on type 'IssueComment'" }],
              },
            }
          : undefined,
    })
    await comment.update('new')
    await comment.update('newer')
    expect(github.comments.map(({ body }) => body)).toEqual([`${MARKER}\nforged`, `${MARKER}\nnewer`])
    expect(github.requests.filter((request) => request.endsWith('graphql'))).toHaveLength(1)
  })

  it.each<[string, Reply]>([
    ['refuses the query', { status: 403, body: {} }],
    ['is not implemented', { status: 501, body: {} }],
    ['responds with the page of a proxy', { status: 200, body: '<html>' }],
    ['responds with nothing', { status: 200, body: { data: null } }],
    ['responds with errors of another form', { status: 200, body: { errors: ['no'] } }],
  ])('is an app where GraphQL %s', async (_, reply) => {
    const { github, comment, warnings } = await createComment({
      comments: [by(PERSON, 1, `${MARKER}\nforged`), by(ACTIONS_BOT, 2, `${MARKER}\nold`)],
      before: (request) => (request.endsWith('graphql') ? reply : undefined),
    })
    await comment.update('new')
    expect(github.comments.map(({ body }) => body)).toEqual(updated)
    expect(warnings()).toEqual([])
  })
})

describe('a refused comment', () => {
  it.each([
    ['403 of a token that may only read', 403, 'Resource not accessible by integration', true],
    ['403 of a token that may only read, without GraphQL', 403, 'Resource not accessible', false],
    ['404 of a private repository', 404, 'Not Found', false],
  ])('becomes a warning that names the missing permission: %s', async (_, status, message, graphql) => {
    const { github, runner, comment, warnings } = await createComment({
      graphql,
      before: (request) => (request.includes('/issues') ? { status, body: { message } } : undefined),
    })
    await comment.update('a')
    await comment.update('b')
    expect(warnings()).toEqual([
      expect.stringMatching(new RegExp(`^warning: .*${message}.*"pull-requests: write"`)),
    ])
    expect(runner.log).toEqual(['permissions:', '  pull-requests: write'])
    expect(runner.failed).toBe(false)
    // The second update sends nothing.
    expect(github.requests.filter((request) => request.includes('/issues'))).toHaveLength(1)
  })

  it.each<[string, Partial<CommentOptions>, RegExp]>([
    ['without a token', { token: '' }, /"github-token" is empty/],
    ['where the token could be read on the way', { apiUrl: 'http://github.example/api' }, /https/],
    ['where a host only resembles localhost', { apiUrl: 'http://localhost.evil.example/api' }, /https/],
    ['where there is no address', { apiUrl: 'github' }, /https/],
    ['where no server listens', { apiUrl: 'http://127.0.0.1:1', clock: manualClock() }, /ECONNREFUSED/],
  ])('becomes a warning %s', async (_, changes, expected) => {
    const { github, comment, warnings } = await createComment({}, changes)
    await comment.update('a')
    expect(warnings()).toEqual([expect.stringMatching(expected)])
    expect(github.requests).toEqual([])
  })

  it.each(['/issues', ''])('never sends the token where a redirect of "%s" leads', async (path) => {
    const other = await startGitHub()
    const location = `${other.url}/repos/octo-org/octo-repo/issues/7/comments`
    const { comment, warnings } = await createComment({
      before: (request) => (request.includes(path) ? { status: 307, headers: { location } } : undefined),
    })
    await comment.update('a')
    expect(other.requests).toEqual([])
    expect(warnings()).toEqual([expect.stringContaining('307')])
  })

  it('shows the token in no message', async () => {
    const { runner, comment, warnings } = await createComment({
      before: () => ({ status: 401, body: { message: `Bad credentials: ${TOKEN}` } }),
    })
    await comment.update('a')
    expect(runner.secrets).toEqual([TOKEN])
    expect(warnings()).toEqual([expect.stringContaining('Bad credentials: ***')])
  })

  it('keeps its old text, with a warning', async () => {
    const { github, comment, warnings } = await createCommentOffline({
      comments: [by(ACTIONS_BOT, 2, `${MARKER}\nold`)],
      before: first(9, /^PATCH/, { status: 403 }),
    })
    await comment.update('new')
    expect(github.comments.map(({ body }) => body)).toEqual([`${MARKER}\nold`])
    expect(warnings()).toEqual([expect.stringContaining('was not written')])
  })
})

describe('a failed request', () => {
  it.each<[string, GitHubServerOptions, number[]]>([
    ['a 502', { before: first(2, /POST \/issues/, { status: 502 }) }, [500, 1000]],
    ['a rate limit', { before: first(1, /POST/, { status: 429, headers: { 'retry-after': '7' } }) }, [7000]],
    ['a rate limit without a time', { before: first(1, /POST \/issues/, { status: 429 }) }, [60_000]],
    [
      'a spent quota without a time',
      {
        before: first(1, /POST \/issues/, { status: 403, headers: { 'x-ratelimit-remaining': '0' } }),
      },
      [60_000],
    ],
    [
      'a secondary rate limit',
      { before: first(1, /PATCH|POST \/issues/, { status: 403, headers: { 'retry-after': '30' } }) },
      [30_000],
    ],
    [
      'a rate limit of GraphQL',
      {
        before: first(1, /graphql/, {
          status: 200,
          headers: { 'retry-after': '9' },
          body: { errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }] },
        }),
      },
      [9000],
    ],
    [
      'a rate limit of GraphQL without a time',
      { before: first(1, /graphql/, { status: 200, body: { errors: [{ type: 'RATE_LIMITED' }] } }) },
      [60_000],
    ],
    ['a 503 for the list of comments', { before: first(1, /graphql/, { status: 503 }) }, [500]],
    [
      'a 503 for the list of comments by REST',
      { graphql: false, before: first(1, /GET/, { status: 503 }) },
      [500],
    ],
  ])('is retried: %s', async (_, server, sleeps) => {
    const { github, comment, clock, warnings } = await createCommentOffline(server)
    await comment.update('new')
    expect(github.comments.map(({ body }) => body)).toEqual([`${MARKER}\nnew`])
    expect(clock.sleeps).toEqual(sleeps)
    expect(warnings()).toEqual([])
  })

  it.each([true, false])('waits until a spent quota resets, by the clock of the server', async (graphql) => {
    const headers = {
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': '1795327220',
      date: new Date(1795327200_000).toUTCString(),
    }
    const { clock, comment, github } = await createCommentOffline({
      graphql,
      before: first(1, graphql ? /graphql/ : /GET/, { status: 403, headers }),
    })
    await comment.update('new')
    expect(clock.sleeps).toEqual([20_000])
    expect(github.comments).toHaveLength(1)
  })

  it('does not wait for an hour, but tries again with the next update', async () => {
    const { github, comment, clock, warnings } = await createCommentOffline({
      before: first(1, /graphql/, { status: 403, headers: { 'retry-after': '3600' } }),
    })
    await comment.update('a')
    expect([clock.sleeps, warnings().length, github.comments.length]).toEqual([[], 1, 0])
    await comment.update('b')
    expect(github.comments.map(({ body }) => body)).toEqual([`${MARKER}\nb`])
  })

  it.each([true, false])('creates no second comment after a lost response', async (graphql) => {
    const { github, comment, warnings } = await createCommentOffline({
      graphql,
      after: first(1, /POST \/issues/, { status: 504 }),
    })
    await comment.update('new')
    expect(github.comments.map(({ body }) => body)).toEqual([`${MARKER}\nnew`])
    expect(warnings()).toEqual([])
  })

  it('is logged once, after four attempts for each update', async () => {
    const { github, comment, clock, warnings } = await createCommentOffline({
      before: (request) => (request.endsWith('graphql') ? { status: 500, body: {} } : undefined),
    })
    await comment.update('a')
    await comment.update('b')
    expect(warnings()).toHaveLength(1)
    expect(github.requests).toHaveLength(8)
    expect(clock.sleeps.length).toBe(6)
  })

  it('ends after two minutes when GitHub does not respond', async () => {
    const github = await startGitHub()
    const clock = manualClock()
    const fetch: CommentOptions['fetch'] = () => new Promise(() => undefined)
    const { comment, warnings } = createCommentOn(github, { fetch, clock })
    await comment.update('a')
    expect(clock.now()).toBeLessThanOrEqual(120_000)
    expect(warnings()).toEqual([expect.stringContaining('within 10 seconds')])
  })

  it('ends at once and logs nothing when the workflow is cancelled', async () => {
    const github = await startGitHub()
    const stop = new AbortController()
    const fetch: CommentOptions['fetch'] = () => {
      stop.abort(new Error('cancelled'))
      return new Promise(() => undefined)
    }
    const { comment, warnings } = createCommentOn(github, { fetch, clock: manualClock() })
    await comment.update('a', stop.signal)
    expect(warnings()).toEqual([])
  })

  it('is not sent at all when the workflow was cancelled before', async () => {
    const { github, comment, warnings } = await createComment()
    await comment.update('a', AbortSignal.abort(new Error('cancelled')))
    expect([github.requests, warnings()]).toEqual([[], []])
  })

  it.each<[string, string, Record<string, string>]>([
    ['the page of a proxy', '<html>', {}],
    ['the page of a proxy that claims to be JSON', '<html>', { 'content-type': 'application/json' }],
    ['no list', '{}', { 'content-type': 'application/json' }],
    ['comments without an id', '[{"body":"x"}]', { 'content-type': 'application/json' }],
    ['a broken content type', '[]', { 'content-type': ';;;' }],
  ])('may respond with %s instead of comments', async (_, text, headers) => {
    const github = await startGitHub()
    const fetch: CommentOptions['fetch'] = async () => new Response(text, { headers })
    const { comment, warnings } = createCommentOn(github, { fetch, clock: manualClock() })
    await comment.update('a')
    expect(warnings()).toEqual([expect.stringContaining('GitHub sent an unexpected response')])
  })
})

describe('the pull request of a push', () => {
  const merged = { merged_at: '2026-11-22T06:00:00Z', base: { ref: 'main' } }
  const sha = 'c'.repeat(40)

  it.each([
    ['the one that the commit merged', [{ number: 7, ...merged, merge_commit_sha: sha }], true],
    [
      'that one of several',
      [
        { number: 6, ...merged, merge_commit_sha: 'd'.repeat(40) },
        { number: 7, ...merged, merge_commit_sha: sha },
      ],
      true,
    ],
    ['the one that was merged into the branch', [{ number: 7, ...merged, merge_commit_sha: null }], true],
    ['none that is open', [{ number: 7, ...merged, merged_at: null, merge_commit_sha: sha }], false],
    [
      'none of another branch',
      [{ number: 7, ...merged, base: { ref: 'dev' }, merge_commit_sha: sha }],
      false,
    ],
    ['none', [], false],
  ])('is %s', async (_, pulls, exists) => {
    const { github, runner, comment, warnings } = await createComment(
      { pulls },
      { pullRequest: { merged: sha, branch: 'main' } },
    )
    await comment.update('new')
    await comment.update('newer')
    expect(github.comments).toHaveLength(exists ? 1 : 0)
    expect(github.requests[0]).toBe(`GET /commits/${sha}/pulls`)
    expect(runner.log).toEqual(exists ? [] : ['This run belongs to no pull request, so there is no comment.'])
    expect(warnings()).toEqual([])
  })

  it('needs no request when the run has no pull request', async () => {
    const { github, runner, comment } = await createComment({}, { pullRequest: undefined })
    await comment.update('new')
    await comment.update('newer')
    expect([github.requests, runner.log.length, runner.annotations]).toEqual([[], 1, []])
  })
})
