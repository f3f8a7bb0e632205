import { describe, expect, it } from 'vitest'
import { systemClock } from '../../src/clock.ts'
import { commentOn, markOf, type Writer } from '../../src/github/sticky-comment.ts'
import { createFetch } from '../../src/http/transport.ts'
import { manualClock } from '../support/clock.ts'
import { ACTIONS, type GitHub, type GitHubComment, type GitHubSetup, startGitHub } from '../support/github.ts'
import { fakeHost } from '../support/run-action.ts'

const JOB = { model: 'gpt-4.1-mini', training: { list: 'data/train.jsonl' } }
const MARK = markOf(JOB)
const TOKEN = 'ghs_1234567890abcdef'

/** A comment on pull request 7 of a GitHub over the network, and all that can be seen of it. */
async function writer(setup: GitHubSetup = {}, changes: Partial<Writer> = {}) {
  const github = await startGitHub(setup)
  return { github, ...writerTo(github, changes) }
}

function writerTo(github: GitHub, changes: Partial<Writer> = {}) {
  const host = fakeHost({})
  const comment = commentOn({
    apiUrl: github.url,
    repository: 'octo-org/octo-repo',
    pullRequest: { number: 7 },
    token: TOKEN,
    mark: MARK,
    host,
    fetch: createFetch(),
    clock: systemClock,
    random: () => 0,
    userAgent: 'openai-fine-tune/test',
    ...changes,
  })
  const warnings = () => host.annotations.map(({ level, text }) => `${level}: ${text}`)
  return { host, comment, warnings }
}

/** The same without a network, by a clock that nobody waits for. */
async function patientWriter(setup: GitHubSetup) {
  const github = await startGitHub(setup)
  const clock = manualClock()
  return { github, clock, ...writerTo(github, { fetch: github.fetch, clock }) }
}

/** Answers so to the first `times` requests that are called so, then leaves them to the server. */
function first(times: number, name: RegExp, reply: { status: number; headers?: Record<string, string> }) {
  let left = times
  return (request: string) =>
    name.test(request) && left-- > 0 ? { body: { message: 'no' }, ...reply } : undefined
}

const PERSON = { id: 1, login: 'octocat', type: 'User' } as const
const by = (user: GitHubComment['user'], id: number, body: string): GitHubComment => ({ id, body, user })

describe('the comment', () => {
  it.each(['', '/api/v3'])('is created once and updated in place, below "%s"', async (base) => {
    const { github, comment, warnings } = await writer({
      base,
      comments: [by(PERSON, 1, 'hello'), by(ACTIONS, 2, 'of another action')],
    })
    for (let i = 1; i <= 10; i++) await comment.update(`look ${i}`)
    expect(github.comments.map(({ body }) => body)).toEqual([
      'hello',
      'of another action',
      `${MARK}\nlook 10`,
    ])
    const updates = Array(9).fill('PATCH /issues/comments/1001')
    expect(github.writes()).toEqual(['POST /issues/7/comments', ...updates])
    expect(warnings()).toEqual([])
  })

  it('is the one that an earlier run has left', async () => {
    const { github, comment } = await writer({ comments: [by(ACTIONS, 5, `${MARK}\nof yesterday`)] })
    await comment.update('of today')
    expect(github.comments.map(({ body }) => body)).toEqual([`${MARK}\nof today`])
  })

  it('is left alone while there is nothing new', async () => {
    const { github, comment } = await writer({ comments: [by(ACTIONS, 5, `${MARK}\nsame`)] })
    await comment.update('same')
    await comment.update('same')
    expect(github.writes()).toEqual([])
  })

  it('shows only the last of those that wait for their turn', async () => {
    const { github, comment } = await writer({ comments: [by(ACTIONS, 5, `${MARK}\nold`)] })
    await Promise.all(['a', 'b', 'c'].map((text) => comment.update(text)))
    expect(github.comments[0]?.body).toBe(`${MARK}\nc`)
    expect(github.writes()).toHaveLength(1)
  })

  it('is found behind two pages of others', async () => {
    const others = Array.from({ length: 250 }, (_, i) => by(PERSON, i + 1, 'x'))
    const { github, comment } = await writer({
      comments: [...others, by(ACTIONS, 300, `${MARK}\nold`), by(PERSON, 301, 'x')],
    })
    await comment.update('new')
    expect(github.comments[250]?.body).toBe(`${MARK}\nnew`)
    expect(github.requests.filter((request) => request.startsWith('GET'))).toHaveLength(3)
  })

  it('is not looked for without end', async () => {
    const { github, comment, warnings } = await writer({
      comments: Array.from({ length: 3500 }, (_, i) => by(PERSON, i + 1, 'x')),
    })
    await comment.update('new')
    expect(github.writes()).toEqual([])
    expect(warnings()).toEqual([expect.stringContaining('more than 3000 comments')])
  })

  it('is created again when somebody has deleted it', async () => {
    const { github, comment, warnings } = await writer()
    await comment.update('a')
    github.comments.length = 0
    await comment.update('b')
    expect(github.comments.map(({ body }) => body)).toEqual([`${MARK}\nb`])
    expect(warnings()).toEqual([])
  })

  it('is cut at the end of a paragraph, and says so', async () => {
    const { github, comment, warnings } = await writer()
    await comment.update(`${'x'.repeat(60_000)}\n\n${'y'.repeat(10_000)}`)
    const body = github.comments[0]?.body ?? ''
    expect(body.length).toBeLessThan(65_536)
    expect(body).toMatch(/x\n\nThe rest is left out: .*\n$/)
    expect(warnings()).toEqual([])
  })

  it('has no secrets in it', async () => {
    const { github, comment } = await writer()
    await comment.update(`leaked: ${TOKEN}`)
    expect(github.comments[0]?.body).toBe(`${MARK}\nleaked: ***`)
  })
})

describe('a forged mark', () => {
  it.each<[string, GitHubComment]>([
    ['in the comment of a person', by(PERSON, 1, `${MARK}\nforged`)],
    ['in the comment of another app', by({ id: 2, login: 'evil[bot]', type: 'Bot' }, 1, `${MARK}\nforged`)],
    ['in the comment of nobody any more', by(null, 1, `${MARK}\nforged`)],
    ['within a comment of ours', by(ACTIONS, 1, `> ${MARK}\nquoted\n${MARK}`)],
    ['of other inputs', by(ACTIONS, 1, `${markOf({ ...JOB, model: 'other' })}\nof theirs`)],
  ])('%s is not ours', async (_, forged) => {
    const { github, comment } = await writer({ comments: [{ ...forged }] })
    await comment.update('new')
    expect(github.comments).toEqual([forged, by(ACTIONS, 1001, `${MARK}\nnew`)])
  })

  it('is not that of the person whose token is used', async () => {
    const mine = by({ id: 9, login: 'owner', type: 'User' }, 1, `${MARK}\nold`)
    const { github, comment } = await writer({ account: { ...PERSON, id: 9 }, comments: [mine] })
    await comment.update('new')
    expect(github.comments.map(({ body }) => body)).toEqual([`${MARK}\nnew`])
  })

  it('is no person where GitHub does not tell whose token it is', async () => {
    const { github, comment } = await writer({
      comments: [by(PERSON, 1, `${MARK}\nforged`), by(ACTIONS, 2, `${MARK}\nold`)],
      before: (request) => (request.endsWith('graphql') ? { status: 403, body: {} } : undefined),
    })
    await comment.update('new')
    expect(github.comments.map(({ body }) => body)).toEqual([`${MARK}\nforged`, `${MARK}\nnew`])
  })
})

describe('two runs at the same moment', () => {
  it('leave the older of their comments', async () => {
    const github = await startGitHub()
    const [a, b] = [writerTo(github), writerTo(github)]
    await Promise.all([a.comment.update('a'), b.comment.update('b')])
    expect(github.requests.filter((request) => request.startsWith('POST /issues'))).toHaveLength(2)
    expect(github.comments).toHaveLength(1)
    expect(github.comments[0]?.id).toBe(1001)
    for (const { comment, warnings } of [a, b]) {
      await comment.update('afterwards')
      expect(warnings()).toEqual([])
    }
    expect(github.comments.map(({ body }) => body)).toEqual([`${MARK}\nafterwards`])
  })

  it('do so also when the younger is removed by somebody else meanwhile', async () => {
    const other = by(ACTIONS, 500, `${MARK}\nolder`)
    const { github, comment, warnings } = await writer({
      after: (request) => {
        if (request.startsWith('POST /issues')) github.comments.unshift(other)
        if (request.startsWith('DELETE')) return { status: 404, body: { message: 'Not Found' } }
        return undefined
      },
    })
    await comment.update('new')
    expect(github.comments).toEqual([{ ...other, body: `${MARK}\nnew` }])
    expect(warnings()).toEqual([])
  })
})

describe('a refused comment', () => {
  it.each([
    ['403 of a token that may only read', 403, 'Resource not accessible by integration'],
    ['404 of a private repository', 404, 'Not Found'],
  ])('is a warning with what mends it: %s', async (_, status, message) => {
    const { github, host, comment, warnings } = await writer({
      before: (request) => (request.includes('/issues') ? { status, body: { message } } : undefined),
    })
    await comment.update('a')
    await comment.update('b')
    expect(warnings()).toEqual([
      expect.stringMatching(new RegExp(`^warning: .*${message}.*"pull-requests: write"`)),
    ])
    expect(host.log).toEqual(['permissions:', '  pull-requests: write'])
    expect(host.failed).toBe(false)
    // Not asked again.
    expect(github.requests.filter((request) => request.includes('/issues'))).toHaveLength(1)
  })

  it.each<[string, Partial<Writer>, RegExp]>([
    ['without a token', { token: '' }, /"github-token" is empty/],
    ['where the token could be read on the way', { apiUrl: 'http://github.example/api' }, /https/],
    [
      'where a server is only named like the machine itself',
      { apiUrl: 'http://localhost.evil.example/api' },
      /https/,
    ],
    ['where there is no address', { apiUrl: 'github' }, /https/],
    ['where nobody listens', { apiUrl: 'http://127.0.0.1:1', clock: manualClock() }, /ECONNREFUSED/],
  ])('is a warning %s', async (_, changes, expected) => {
    const { github, comment, warnings } = await writer({}, changes)
    await comment.update('a')
    expect(warnings()).toEqual([expect.stringMatching(expected)])
    expect(github.requests).toEqual([])
  })

  it('does not carry the token where a redirect leads', async () => {
    const other = await startGitHub()
    const location = `${other.url}/repos/octo-org/octo-repo/issues/7/comments`
    const { comment, warnings } = await writer({
      before: (request) => (request.includes('/issues') ? { status: 307, headers: { location } } : undefined),
    })
    await comment.update('a')
    expect(other.requests).toEqual([])
    expect(warnings()).toEqual([expect.stringContaining('307')])
  })

  it('shows the token in no message', async () => {
    const { host, comment, warnings } = await writer({
      before: () => ({ status: 401, body: { message: `Bad credentials: ${TOKEN}` } }),
    })
    await comment.update('a')
    expect(host.secrets).toEqual([TOKEN])
    expect(warnings()).toEqual([expect.stringContaining('Bad credentials: ***')])
  })
})

describe('trouble on the way', () => {
  it.each([
    ['a 502', first(2, /POST \/issues/, { status: 502 }), [500, 1000]],
    ['a limit', first(1, /POST/, { status: 429, headers: { 'retry-after': '7' } }), [7000]],
    [
      'a secondary limit',
      first(1, /PATCH|POST/, { status: 403, headers: { 'retry-after': '30' } }),
      [30_000],
    ],
    ['trouble where comments are read', first(1, /GET/, { status: 503 }), [500]],
  ])('passes: %s', async (_, before, naps) => {
    const { github, comment, clock, warnings } = await patientWriter({ before })
    await comment.update('new')
    expect(github.comments.map(({ body }) => body)).toEqual([`${MARK}\nnew`])
    expect(clock.naps).toEqual(naps)
    expect(warnings()).toEqual([])
  })

  it('waits for a spent limit by the clock of the server', async () => {
    const headers = {
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': '1795327220',
      date: new Date(1795327200_000).toUTCString(),
    }
    const { clock, comment, github } = await patientWriter({
      before: first(1, /GET/, { status: 403, headers }),
    })
    await comment.update('new')
    expect(clock.naps).toEqual([20_000])
    expect(github.comments).toHaveLength(1)
  })

  it('does not wait for a limit that lasts, and tries again with the next update', async () => {
    const { github, comment, clock, warnings } = await patientWriter({
      before: first(1, /GET/, { status: 403, headers: { 'retry-after': '3600' } }),
    })
    await comment.update('a')
    expect([clock.naps, warnings().length, github.comments.length]).toEqual([[], 1, 0])
    await comment.update('b')
    expect(github.comments.map(({ body }) => body)).toEqual([`${MARK}\nb`])
  })

  it('makes no second comment after an answer that never came', async () => {
    const { github, comment, warnings } = await patientWriter({
      after: first(1, /POST \/issues/, { status: 504 }),
    })
    await comment.update('new')
    expect(github.comments.map(({ body }) => body)).toEqual([`${MARK}\nnew`])
    expect(warnings()).toEqual([])
  })

  it('is told once, and ends after some tries', async () => {
    const { github, comment, clock, warnings } = await patientWriter({
      before: (request) => (request.startsWith('GET') ? { status: 500, body: {} } : undefined),
    })
    await comment.update('a')
    await comment.update('b')
    expect(warnings()).toHaveLength(1)
    expect(github.requests.filter((request) => request.startsWith('GET'))).toHaveLength(8)
    expect(clock.naps.length).toBe(6)
  })

  it('takes two minutes at most when GitHub does not answer', async () => {
    const github = await startGitHub()
    const clock = manualClock()
    const fetch: Writer['fetch'] = () => new Promise(() => undefined)
    const { comment, warnings } = writerTo(github, { fetch, clock })
    await comment.update('a')
    expect(clock.now()).toBeLessThanOrEqual(120_000)
    expect(warnings()).toEqual([expect.stringContaining('no answer within 10 seconds')])
  })

  it('ends at once, and without a word, when the workflow is cancelled', async () => {
    const github = await startGitHub()
    const stop = new AbortController()
    const fetch: Writer['fetch'] = () => {
      stop.abort(new Error('cancelled'))
      return new Promise(() => undefined)
    }
    const { comment, warnings } = writerTo(github, { fetch, clock: manualClock() })
    await comment.update('a', stop.signal)
    expect(warnings()).toEqual([])
  })

  it('is not even begun when the workflow was cancelled before', async () => {
    const { github, comment, warnings } = await writer()
    await comment.update('a', AbortSignal.abort(new Error('cancelled')))
    expect([github.requests, warnings()]).toEqual([[], []])
  })

  it('that may not be changed is left as it is, with a warning', async () => {
    const { github, comment, warnings } = await writer({
      comments: [by(ACTIONS, 2, `${MARK}\nold`)],
      before: first(9, /^PATCH/, { status: 403 }),
    })
    await comment.update('new')
    expect(github.comments.map(({ body }) => body)).toEqual([`${MARK}\nold`])
    expect(warnings()).toEqual([expect.stringContaining('was not written')])
  })

  it.each([
    ['a page of some proxy', '<html>'],
    ['no list', '{}'],
    ['comments without an id', '[{"body":"x"}]'],
  ])('is %s instead of comments', async (_, text) => {
    const github = await startGitHub()
    const fetch: Writer['fetch'] = async () => new Response(text)
    const { comment, warnings } = writerTo(github, { fetch, clock: manualClock() })
    await comment.update('a')
    expect(warnings()).toEqual([expect.stringContaining('is not what this API answers')])
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
    ['the one whose branch it is', [{ number: 7, ...merged, merge_commit_sha: null }], true],
    ['none that is open', [{ number: 7, ...merged, merged_at: null, merge_commit_sha: sha }], false],
    [
      'none of another branch',
      [{ number: 7, ...merged, base: { ref: 'dev' }, merge_commit_sha: sha }],
      false,
    ],
    ['none', [], false],
  ])('is %s', async (_, pulls, isThere) => {
    const { github, host, comment, warnings } = await writer(
      { pulls },
      { pullRequest: { merged: sha, branch: 'main' } },
    )
    await comment.update('new')
    await comment.update('newer')
    expect(github.comments).toHaveLength(isThere ? 1 : 0)
    expect(github.requests[0]).toBe(`GET /commits/${sha}/pulls`)
    expect(host.log).toEqual(isThere ? [] : ['This run belongs to no pull request, so there is no comment.'])
    expect(warnings()).toEqual([])
  })

  it('is asked for nowhere when the run has none', async () => {
    const { github, host, comment } = await writer({}, { pullRequest: undefined })
    await comment.update('new')
    expect([github.requests, host.log.length, host.annotations]).toEqual([[], 1, []])
  })
})

describe('the mark', () => {
  const full = {
    model: 'm',
    training: { list: 'a.jsonl\nb.jsonl' },
    validation: { list: 'v.jsonl' },
    method: { type: 'dpo', hyperparameters: { beta: 0.1, n_epochs: 2 } },
    suffix: 's',
  } as const

  it.each<[string, Parameters<typeof markOf>[0]]>([
    ['other white space around the paths', { ...full, training: { list: '  a.jsonl \n b.jsonl' } }],
    [
      'another order of hyperparameters',
      { ...full, method: { type: 'dpo', hyperparameters: { n_epochs: 2, beta: 0.1 } } },
    ],
  ])('stays the same with %s', (_, job) => {
    expect(markOf(job)).toBe(markOf(full))
  })

  it.each<[string, Parameters<typeof markOf>[0]]>([
    ['model', { ...full, model: 'n' }],
    ['training data', { ...full, training: { list: 'a.jsonl' } }],
    ['job file that names the data', { ...full, training: { ...full.training, beside: 'job.yaml' } }],
    ['validation data', { ...full, validation: { list: 'w.jsonl' } }],
    ['method', { ...full, method: { type: 'supervised', hyperparameters: { n_epochs: 2 } } }],
    ['hyperparameters', { ...full, method: { type: 'dpo', hyperparameters: { beta: 0.2, n_epochs: 2 } } }],
    ['suffix', { ...full, suffix: 't' }],
    ['job', { jobId: 'ftjob-1' }],
  ])('is another with another %s', (_, job) => {
    expect(markOf(job)).not.toBe(markOf(full))
  })

  it('says nothing of what it is made of, and ends where it should', () => {
    expect(markOf({ ...JOB, suffix: '--> @octocat' })).toMatch(/^<!-- openai-fine-tune [0-9a-f]{32} -->$/)
  })
})
