import { afterEach, describe, expect, it, vi } from 'vitest'
import { assertProxyUsableFor, normalizeProxy, normalizeProxyVariables } from '../../src/http/proxy.ts'

describe('the address of a proxy', () => {
  it.each([
    ['proxy.example:3128', 'http://proxy.example:3128'],
    ['//proxy.example', 'http://proxy.example'],
    ['me:secret@proxy.example:3128', 'http://me:secret@proxy.example:3128'],
    ['http://me:100%@proxy.example', 'http://me:100%25@proxy.example'],
    ['http://me:a%zz%40%4@proxy.example', 'http://me:a%25zz%40%254@proxy.example'],
    ['https://me:a%40b@proxy.example/%', 'https://me:a%40b@proxy.example/%'],
    ['HTTP://proxy.example', 'HTTP://proxy.example'],
    ['socks5://proxy.example', 'socks5://proxy.example'],
  ])('%s is %s for the client', (written, expected) => {
    expect(normalizeProxy(written)).toBe(expected)
  })

  it('is written into each variable that names one, and no other variable is touched', () => {
    const env = { https_proxy: ' proxy:1 ', HTTPS_PROXY: '', HTTP_PROXY: 'a:%@b', NO_PROXY: 'proxy:1' }
    normalizeProxyVariables(env)
    expect(env).toEqual({
      https_proxy: 'http://proxy:1',
      HTTPS_PROXY: '',
      HTTP_PROXY: 'http://a:%25@b',
      NO_PROXY: 'proxy:1',
    })
  })
})

describe('a request', () => {
  afterEach(() => vi.unstubAllEnvs())

  /** Returns why nothing is sent to a server, if so, with these variables and no others. */
  function getProblem(variables: Record<string, string>, url = 'https://api.example/v1'): unknown {
    const none = {
      https_proxy: '',
      HTTPS_PROXY: '',
      http_proxy: '',
      HTTP_PROXY: '',
      no_proxy: '',
      NO_PROXY: '',
    }
    for (const [name, value] of Object.entries({ ...none, ...variables })) vi.stubEnv(name, value)
    try {
      assertProxyUsableFor(url)
      return undefined
    } catch (error) {
      return `${error}`
    }
  }

  it.each<[string, Record<string, string>, string?]>([
    ['no proxy', {}],
    ['a proxy', { HTTPS_PROXY: 'http://me:secret@proxy.example:3128' }],
    ['a proxy with TLS', { https_proxy: 'https://proxy.example' }],
    ['a broken proxy for another scheme', { HTTP_PROXY: 'socks5://proxy.example' }],
    ['a broken proxy for other hosts', { HTTPS_PROXY: 'socks5://proxy.example', NO_PROXY: 'api.example' }],
    ['a broken proxy, to the machine itself', { HTTP_PROXY: 'http://' }, 'http://127.0.0.1:8080/'],
  ])('is sent with %s', (_, variables, url) => {
    expect(getProblem(variables, url)).toBeUndefined()
  })

  it.each<[string, Record<string, string>, string?]>([
    ['HTTPS_PROXY', { HTTPS_PROXY: 'http://' }],
    ['HTTPS_PROXY', { HTTPS_PROXY: 'socks5://me:secret@proxy.example' }],
    ['https_proxy', { https_proxy: 'http://me:secret@', HTTPS_PROXY: 'http://proxy.example' }],
    ['HTTP_PROXY', { HTTP_PROXY: 'ftp://proxy.example' }, 'http://api.example/v1'],
  ])('is not sent past a proxy whose address cannot be used: %s of %j', (name, variables, url) => {
    const problem = getProblem(variables, url)
    expect(problem).toContain(`The variable ${name} is not the address of a proxy, so nothing is sent`)
    expect(problem).not.toContain('secret')
  })
})
