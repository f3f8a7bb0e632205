import { describe, expect, it } from 'vitest'
import type { HttpRequest } from '../../src/dependencies.ts'
import { createOctokitFetch } from '../../src/github/octokit-fetch.ts'
import { manualClock } from '../support/clock.ts'

/** Creates the fetch for `https://github.test` over a transport that records its requests. */
function createFetch(respond: () => Response) {
  const requests: { url: string; request: HttpRequest }[] = []
  const transport = async (url: string, request: HttpRequest) => {
    requests.push({ url, request })
    return respond()
  }
  return { requests, fetch: createOctokitFetch(transport, manualClock(), 'https://github.test') }
}

const GET = { method: 'GET', headers: { authorization: 'token ghs_1' } }

describe('the fetch for octokit', () => {
  it('sends the headers of octokit, and the version of the API', async () => {
    const { requests, fetch } = createFetch(() => new Response('[]'))
    await fetch('https://github.test/repos/a/b/issues/7/comments?page=2', GET)
    expect(requests).toMatchObject([
      {
        url: 'https://github.test/repos/a/b/issues/7/comments?page=2',
        request: {
          method: 'GET',
          headers: { authorization: 'token ghs_1', 'x-github-api-version': '2022-11-28' },
        },
      },
    ])
  })

  it('returns the text and the needed headers of a response', async () => {
    const headers = { 'content-type': 'application/json', 'retry-after': '7', link: '<https://evil.test>' }
    const { fetch } = createFetch(() => new Response('{"id":1}', { headers }))
    const response = await fetch('https://github.test/x', GET)
    expect(await response.json()).toEqual({ id: 1 })
    expect([...response.headers]).toEqual([
      ['content-type', 'application/json'],
      ['retry-after', '7'],
    ])
  })

  it('returns a response without a body', async () => {
    const { fetch } = createFetch(() => new Response(null, { status: 204 }))
    expect((await fetch('https://github.test/x', { ...GET, method: 'DELETE' })).status).toBe(204)
  })

  it.each(['https://evil.test/x', 'http://github.test/x', 'https://github.test:8443/x'])(
    'rejects %s without a request',
    async (url) => {
      const { requests, fetch } = createFetch(() => new Response('[]'))
      await expect(fetch(url, GET)).rejects.toThrow('is not the GitHub of this workflow')
      expect(requests).toEqual([])
    },
  )

  it.each([301, 307, 404, 500])('rejects a response with status %i', async (status) => {
    const { fetch } = createFetch(() => new Response('{"message":"no"}', { status }))
    await expect(fetch('https://github.test/x', GET)).rejects.toMatchObject({
      status,
      message: `GET /x was refused (${status}): no`,
    })
  })
})
