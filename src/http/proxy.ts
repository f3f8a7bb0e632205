import { checkBypass, getProxyUrl } from '@actions/http-client/lib/proxy'
import { ActionError } from '../errors.ts'

/** The variables that `@actions/http-client` reads; of two spellings, the one in lower case counts. */
const VARIABLES = { https: ['https_proxy', 'HTTPS_PROXY'], http: ['http_proxy', 'HTTP_PROXY'] } as const

/**
 * Writes the addresses of proxies in the environment so that `@actions/http-client` understands them. It ignores one
 * without `http://`, which the runner accepts, and one with a "%" that begins no escape, which other clients use as
 * written; its requests would then go past the proxy.
 */
export function normalizeProxyVariables(env: NodeJS.ProcessEnv): void {
  for (const name of [...VARIABLES.https, ...VARIABLES.http]) {
    const address = env[name]?.trim()
    if (address) env[name] = normalizeProxy(address)
  }
}

/** Returns the address of a proxy with a scheme, and with `%25` for each "%" of its user and password that begins no escape. */
export function normalizeProxy(address: string): string {
  const url = /^[a-z][a-z\d+.-]*:\/\//i.test(address) ? address : `http://${address.replace(/^\/\//, '')}`
  const end = url.lastIndexOf('@')
  return url.slice(0, end + 1).replace(/%(?![\da-f]{2})/gi, '%25') + url.slice(end + 1)
}

/** Throws an ActionError when a request to a URL would go past the proxy that the environment names for it. */
export function assertProxyUsableFor(url: string): void {
  const target = new URL(url)
  const name = VARIABLES[target.protocol === 'https:' ? 'https' : 'http'].find((name) => process.env[name])
  if (name === undefined || checkBypass(target)) return
  const proxy = getProxyUrl(target)
  if (proxy?.hostname && /^https?:$/.test(proxy.protocol)) return
  // Without the address, which may contain a password.
  throw new ActionError(`The variable ${name} is not the address of a proxy, so nothing is sent`, {
    hint: 'Write it as http://HOST:PORT or http://USER:PASSWORD@HOST:PORT, with special characters percent-encoded.',
  })
}
