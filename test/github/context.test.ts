import { describe, expect, it } from 'vitest'
import { readContext } from '../../src/github/context.ts'

const ENV = {
  GITHUB_REPOSITORY: 'octo-org/octo-repo',
  GITHUB_SHA: 'merge',
  GITHUB_REF: 'refs/pull/7/merge',
  GITHUB_RUN_ID: '42',
}

const pullRequest = (repo: object | null) =>
  JSON.stringify({
    pull_request: { head: { sha: 'c0ffee', repo }, base: { repo: { full_name: ENV.GITHUB_REPOSITORY } } },
  })

describe('the commit of a run', () => {
  it('is the head of a pull request, not its merge commit', () => {
    expect(readContext(ENV, pullRequest({ full_name: ENV.GITHUB_REPOSITORY }))).toMatchObject({
      repository: 'octo-org/octo-repo',
      sha: 'c0ffee',
      ref: 'refs/pull/7/merge',
      runId: '42',
      isFork: false,
    })
  })

  it.each([
    ['from another repository', { full_name: 'fork-owner/octo-repo' }, 'pull_request', true],
    ['from a deleted repository', null, 'pull_request', true],
    [
      'inside a repository that is itself a fork',
      { full_name: 'octo-org/octo-repo', fork: true },
      'pull_request',
      false,
    ],
    ['that runs as the base', { full_name: 'fork-owner/octo-repo' }, 'pull_request_target', false],
  ])('is of a fork or not for a pull request %s', (_, repo, GITHUB_EVENT_NAME, isFork) => {
    expect(readContext({ ...ENV, GITHUB_EVENT_NAME }, pullRequest(repo)).isFork).toBe(isFork)
  })

  it('is not of a fork when the event does not name the base', () => {
    const head = { sha: 'c0ffee', repo: { full_name: ENV.GITHUB_REPOSITORY } }
    expect(readContext(ENV, JSON.stringify({ pull_request: { head } }))).toMatchObject({
      sha: 'c0ffee',
      isFork: false,
    })
  })

  it.each([
    '',
    '{"pull_request": {"head": 1}}',
    '{"pull_request": {"head": {"sha": "x](y)"}}}',
    '{}',
    'no json',
  ])('is GITHUB_SHA for the event %j', (event) => {
    expect(readContext(ENV, event).sha).toBe('merge')
  })

  it.each([
    ['3', 3],
    ['0', 1],
    ['x', 1],
    [undefined, 1],
  ])('is that of the attempt of the run: %j', (attempt, expected) => {
    expect(readContext({ ...ENV, GITHUB_RUN_ATTEMPT: attempt }, '').runAttempt).toBe(expected)
  })

  it('is undefined outside of a workflow', () => {
    expect(readContext({ GITHUB_SHA: '' }, '')).toMatchObject({
      repository: undefined,
      sha: undefined,
      isFork: false,
    })
  })
})

const SHA = 'c'.repeat(40)
const PUSH = { GITHUB_EVENT_NAME: 'push', GITHUB_SHA: SHA, GITHUB_REF: 'refs/heads/main' }
const listItem = (number: unknown, repository: number) => ({ number, base: { repo: { id: repository } } })

describe('the pull request of a run', () => {
  it.each<[string, unknown, object | undefined]>([
    ['that of the event', { pull_request: { number: 7 } }, { number: 7 }],
    ['the issue that is one', { issue: { number: 7, pull_request: { url: 'x' } } }, { number: 7 }],
    ['no issue', { issue: { number: 7 } }, undefined],
    [
      'that of a merge queue',
      { merge_group: { head_ref: `refs/heads/gh-readonly-queue/main/pr-7-${SHA}` } },
      { number: 7 },
    ],
    [
      'none of a merge queue with another branch name',
      { merge_group: { head_ref: 'refs/heads/pr-x' } },
      undefined,
    ],
    [
      'that of the triggering run',
      { repository: { id: 1 }, workflow_run: { pull_requests: [listItem(7, 1)] } },
      { number: 7 },
    ],
    [
      'not one between branches of a fork',
      { repository: { id: 1 }, workflow_run: { pull_requests: [listItem(9, 2), null, listItem(7, 1)] } },
      { number: 7 },
    ],
    [
      'none when the triggering run has none',
      { repository: { id: 1 }, workflow_run: { pull_requests: [] } },
      undefined,
    ],
    ['none when the event names none', {}, undefined],
    ['none for a number that is no integer', { pull_request: { number: '7/../../evil' } }, undefined],
    ['none for a negative number', { pull_request: { number: -7 } }, undefined],
    ['none for an event that is a list', [], undefined],
  ])('is %s', (_, event, pull) => {
    expect(readContext({}, JSON.stringify(event)).pullRequest).toEqual(pull)
  })

  it.each<[string, NodeJS.ProcessEnv, object | undefined]>([
    ['the one that the pushed commit has merged', PUSH, { merged: SHA, branch: 'main' }],
    [
      'the one that the tagged commit has merged',
      { ...PUSH, GITHUB_REF: 'refs/tags/v1' },
      { merged: SHA, branch: undefined },
    ],
    ['none for a deleted branch', { ...PUSH, GITHUB_SHA: '0'.repeat(40) }, undefined],
    ['none for an invalid commit', { ...PUSH, GITHUB_SHA: '../evil' }, undefined],
    ['none for a manual run', { ...PUSH, GITHUB_EVENT_NAME: 'workflow_dispatch' }, undefined],
  ])('is %s', (_, env, pull) => {
    expect(readContext(env, '{"before":"x"}').pullRequest).toEqual(pull)
  })

  it.each(['', 'no json', 'null'])('is none for the event %j', (event) => {
    expect(readContext({}, event).pullRequest).toBeUndefined()
  })
})

describe('the GitHub of a run', () => {
  it('is github.com by default', () => {
    expect(readContext({ GITHUB_REPOSITORY: 'octo-org/octo-repo' }, '')).toMatchObject({
      apiUrl: 'https://api.github.com',
      serverUrl: 'https://github.com',
      repository: 'octo-org/octo-repo',
      pullRequest: undefined,
    })
  })

  it('may be a GitHub Enterprise Server', () => {
    const env = { GITHUB_API_URL: 'https://git.example/api/v3/', GITHUB_SERVER_URL: 'https://git.example' }
    expect(readContext(env, '')).toMatchObject({
      apiUrl: 'https://git.example/api/v3',
      serverUrl: 'https://git.example',
    })
  })

  it('has the page of the files of a published action at the version that runs', () => {
    const env = { GITHUB_ACTION_REPOSITORY: 'OWNER/openai-fine-tune', GITHUB_ACTION_REF: 'releases/v1' }
    expect(readContext(env, '').actionUrl).toBe('https://github.com/OWNER/openai-fine-tune/blob/releases/v1')
    const enterprise = { ...env, GITHUB_SERVER_URL: 'https://git.example/' }
    expect(readContext(enterprise, '').actionUrl).toMatch(/^https:\/\/git\.example\/OWNER\//)
  })

  it.each([
    ['', ''],
    ['OWNER/openai-fine-tune', ''],
    ['OWNER/openai-fine-tune', 'v1)](https://evil.example'],
    ['OWNER/a b', 'v1'],
  ])('has no page of the files of the action %j at %j', (repository, ref) => {
    const env = { GITHUB_ACTION_REPOSITORY: repository, GITHUB_ACTION_REF: ref }
    expect(readContext(env, '').actionUrl).toBeUndefined()
  })

  it.each(['evil', 'a/b/c', 'a/b?x', '../../x', '../..', 'a/..', './b', 'a/b\n'])(
    'has no repository with the name %j',
    (name) => {
      expect(readContext({ GITHUB_REPOSITORY: name }, '').repository).toBeUndefined()
    },
  )
})
