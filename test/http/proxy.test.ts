import { describe, expect, it } from 'vitest'
import { normalizeProxies, normalizeProxy } from '../../src/http/proxy.ts'

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
    normalizeProxies(env)
    expect(env).toEqual({
      https_proxy: 'http://proxy:1',
      HTTPS_PROXY: '',
      HTTP_PROXY: 'http://a:%25@b',
      NO_PROXY: 'proxy:1',
    })
  })
})
