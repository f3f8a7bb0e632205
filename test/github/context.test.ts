import { describe, expect, it } from 'vitest'
import { originOf } from '../../src/github/context.ts'

const ENV = {
  GITHUB_REPOSITORY: 'octo-org/octo-repo',
  GITHUB_SHA: 'merge',
  GITHUB_REF: 'refs/pull/7/merge',
  GITHUB_RUN_ID: '42',
}

const pullRequest = (repo: object | null) =>
  JSON.stringify({
    pull_request: { head: { sha: 'head', repo }, base: { repo: { full_name: ENV.GITHUB_REPOSITORY } } },
  })

describe('where a run comes from', () => {
  it('is the head of a pull request, not the merge that GitHub made of it', () => {
    expect(originOf(ENV, pullRequest({ full_name: ENV.GITHUB_REPOSITORY }))).toEqual({
      repository: 'octo-org/octo-repo',
      sha: 'head',
      ref: 'refs/pull/7/merge',
      run: '42',
      isFork: false,
    })
  })

  it.each([
    ['from another repository', { full_name: 'somebody/octo-repo' }, 'pull_request', true],
    ['from a repository that was deleted', null, 'pull_request', true],
    [
      'within a repository that is itself a fork',
      { full_name: 'octo-org/octo-repo', fork: true },
      'pull_request',
      false,
    ],
    ['run as the base', { full_name: 'somebody/octo-repo' }, 'pull_request_target', false],
  ])('is a fork or not: a pull request %s', (_, repo, GITHUB_EVENT_NAME, isFork) => {
    expect(originOf({ ...ENV, GITHUB_EVENT_NAME }, pullRequest(repo)).isFork).toBe(isFork)
  })

  it('is no fork where the event does not name the base', () => {
    const head = { sha: 'head', repo: { full_name: ENV.GITHUB_REPOSITORY } }
    expect(originOf(ENV, JSON.stringify({ pull_request: { head } }))).toMatchObject({
      sha: 'head',
      isFork: false,
    })
  })

  it.each(['', '{"pull_request": {"head": 1}}', '{}', 'no json'])(
    'is the commit for the event %j',
    (event) => {
      expect(originOf(ENV, event).sha).toBe('merge')
    },
  )

  it('is nothing outside of a workflow', () => {
    expect(originOf({ GITHUB_SHA: '' }, '')).toEqual({ isFork: false })
  })
})
