import { describe, expect, it } from 'vitest'
import { originOf } from '../../src/github/origin.ts'

const ENV = {
  GITHUB_REPOSITORY: 'octo-org/octo-repo',
  GITHUB_SHA: 'merge',
  GITHUB_REF: 'refs/pull/7/merge',
  GITHUB_RUN_ID: '42',
}

describe('where a run comes from', () => {
  it('is the head of a pull request, not the merge that GitHub made of it', () => {
    const event = JSON.stringify({ pull_request: { head: { sha: 'head' } } })
    expect(originOf(ENV, event)).toEqual({
      repository: 'octo-org/octo-repo',
      sha: 'head',
      ref: 'refs/pull/7/merge',
      run: '42',
      isFork: false,
    })
  })

  it('may be a fork', () => {
    const event = JSON.stringify({ pull_request: { head: { sha: 'head', repo: { fork: true } } } })
    expect(originOf(ENV, event).isFork).toBe(true)
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
